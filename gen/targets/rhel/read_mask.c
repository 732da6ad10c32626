/* Netmasks, and an address with its own: expand_config, and ipcalc before it. */
#include <stdlib.h>
#include <string.h>

#include "base/ip.h"
#include "base/word.h"
#include "targets/rhel/read.h"

/* default_ipv4_mask() of ipcalc.c */
int rhel_class_bits(const char *address)
{
	struct ip ip;

	if (!ip_parse(address, &ip) || ip.family != 4)
		return -1;
	return ip.b[0] <= 127 ? 8 : ip.b[0] <= 191 ? 16 : 24;
}

const char *rhel_numbered(struct rhel_read *x, const char *key, const char *n)
{
	return arena_printf(x->r->arena, "%s%s", key, n);
}

static void no_mask(struct rhel_read *x, const struct ifcfg *c, const struct assignment *a)
{
	int bits = ip_parse_mask(a->value);
	struct finding *f = import_fault(x->r, &IMP002, c->device, a->at, "'%s' is no %s", a->value,
					 *a->key == 'P' ? "length of a prefix" : "netmask");

	if (*a->key == 'P' && bits >= 0)
		f->help = arena_printf(x->r->arena, "%s=%d", a->key, bits);
}

static int prefix_bits(const char *s)
{
	return word_is_digits(s) && strlen(s) <= 2 && atoi(s) <= 32 ? atoi(s) : -1;
}

/* expand_config of initscripts up to 9.03 makes NETMASK of the class where it is missing, and broadcast and
 * network of that; `ip addr add` gets PREFIX all the same. */
static void check_class(struct rhel_read *x, const struct ifcfg *c, const struct assignment *prefix,
			const struct assignment *ip)
{
	int class = rhel_class_bits(ip->value);

	if (x->r->os->ifcfg.several_addresses || c->nm || c->alias || c->range || class < 0 ||
	    class == prefix_bits(prefix->value))
		return;
	import_fault(x->r, &IMP004, c->device, prefix->at,
		     "%s without a netmask: the broadcast address is that of the class, /%d", prefix->key,
		     class)
		->help = "NETMASK beside it";
}

/* Bits of the address with the number `n`, -1: they are no such thing, and that is said. `parent` (NULL:
 * none): whose mask an alias takes over. */
static int bits_of(struct rhel_read *x, const struct ifcfg *c, const char *n, const struct assignment *ip,
		   const struct ifcfg *parent)
{
	const struct assignment *prefix = rhel_given(c, rhel_numbered(x, "PREFIX", n)),
				*mask = rhel_given(c, rhel_numbered(x, "NETMASK", n));
	int bits = -1;

	if (!prefix && !mask && parent) {
		prefix = rhel_given(parent, "PREFIX");
		mask = rhel_given(parent, "NETMASK");
	}
	if (prefix || mask) {
		const struct assignment *a = prefix ? prefix : mask;

		bits = prefix ? prefix_bits(a->value) : ip_parse_mask(a->value);
		if (bits >= 0 && !mask)
			check_class(x, c, prefix, ip);
		if (bits < 0)
			no_mask(x, c, a);
		else if (prefix && mask && ip_parse_mask(mask->value) != bits)
			finding_note(x->r->findings,
				     import_fault(x->r, &IMP004, c->device, mask->at,
						  "%s is not what %s says", mask->key, prefix->key),
				     (struct place){.span = prefix->at}, "this one counts");
		return bits;
	}
	bits = rhel_class_bits(ip->value);
	if (bits >= 0)
		import_fault(x->r, &IMP008, c->device, ip->at,
			     "no netmask: /%d, the network of the address's class", bits)
			->help = rhel_numbered(x, "NETMASK", n);
	return bits < 0 ? 32 : bits; /* then the address is none, and refused as such */
}

/* ifup gives `ip addr add` the one that is written; NetworkManager works it out. */
static void check_broadcast(struct rhel_read *x, const struct ifcfg *c, const char *n, const char *address,
			    int bits)
{
	const struct assignment *a = rhel_given(c, rhel_numbered(x, "BROADCAST", n));
	struct ip broadcast, net;

	if (!a || !*a->value || c->nm || !ip_parse(address, &net) || net.family != 4)
		return;
	net.prefix = (uint8_t)bits;
	net = ip_network(&net);
	if (!ip_parse(a->value, &broadcast) || ip_edge(&broadcast, &net) != IP_BROADCAST)
		import_loss(x->r, c->device, a->key_at,
			    "%s: a broadcast address that does not follow from the address and its netmask",
			    a->key);
}

void rhel_add_address(struct rhel_read *x, struct draft_object *o, const struct ifcfg *c, const char *n,
		      const struct assignment *ip, const struct ifcfg *parent)
{
	int bits = bits_of(x, c, n, ip, parent);

	if (bits < 0)
		return;
	check_broadcast(x, c, n, ip->value, bits);
	draft_add(x->r->draft, o, "addresses", arena_printf(x->r->arena, "%s/%d", ip->value, bits), ip->at);
}
