/* Addresses, gateways, MTU and MAC of an interface. */
#include <string.h>

#include "base/ip.h"
#include "targets/cobbler/record.h"

static void take(struct cobbler_reading *x, const struct cobbler_iface *i, enum field f, const char *key)
{
	const struct json *j = cobbler_scalar(x, i->name, i->field[f]);

	if (j)
		draft_set(x->r->draft, i->o, key, j->text, j->at);
}

/* ---- IPv4 ---- */

/* The snippets of RHEL write 255.255.255.0 where none is given; Debian's write none, and ifup makes of it
 * what its version does. -1: not known. */
static int netmask(struct cobbler_reading *x, const struct cobbler_iface *i, const struct json *address)
{
	const struct json *mask = cobbler_scalar(x, i->name, i->field[F_NETMASK]);
	int bits = mask ? ip_parse_mask(mask->text) : -1;

	if (bits >= 0)
		return bits;
	if (mask) {
		import_fault(x->r, &IMP002, i->name, mask->at, "'%s' is no netmask", mask->text)->help =
			"bits of the network first, and no hole: 255.255.255.0";
		return -1;
	}
	if (!strcmp(x->r->os->target, "rhel")) {
		cobbler_netmask_pitfall(x, i);
		return 24;
	}
	import_fault(x->r, &IMP002, i->name, address->at, "no netmask for '%s'", address->text);
	return -1;
}

static void read_ipv4(struct cobbler_reading *x, struct cobbler_iface *i)
{
	const struct json *j = cobbler_scalar(x, i->name, i->field[F_ADDRESS]);
	int bits;

	if (!j) {
		cobbler_idle(x, i, F_NETMASK, "'%s' has no ip_address", i->name);
		return;
	}
	if (strchr(j->text, '/')) { /* is_ip() of 2.0 takes it */
		cobbler_idle(x, i, F_NETMASK, "ip_address has the length of its prefix");
		draft_add(x->r->draft, i->o, "addresses", j->text, j->at);
		return;
	}
	bits = netmask(x, i, j);
	if (bits >= 0)
		draft_add(x->r->draft, i->o, "addresses", arena_printf(x->r->arena, "%s/%d", j->text, bits),
			  j->at);
}

/* ---- IPv6 ---- */

/* ifup-ipv6 takes 64 where no length is given, and so does the snippet of main. */
static const char *with_prefix(struct cobbler_reading *x, const struct cobbler_iface *i, const char *address,
			       struct span at)
{
	const struct json *j = cobbler_scalar(x, i->name, i->field[F_PREFIX6]);

	if (strchr(address, '/'))
		return address;
	if (!j)
		import_fault(x->r, &IMP008, i->name, at, "no ipv6_prefix for '%s': 64 is taken", address);
	return arena_printf(x->r->arena, "%s/%s", address, j ? j->text : "64");
}

static void read_ipv6(struct cobbler_reading *x, struct cobbler_iface *i)
{
	const struct json *j = cobbler_scalar(x, i->name, i->field[F_ADDRESS6]);
	struct cobbler_word *v;
	size_t n;

	if (j)
		draft_add(x->r->draft, i->o, "addresses", with_prefix(x, i, j->text, j->at), j->at);
	v = cobbler_words(x, i->name, i->field[F_SECONDARIES6], &n);
	for (size_t k = 0; k < n; k++)
		draft_add(x->r->draft, i->o, "addresses", with_prefix(x, i, v[k].text, v[k].at), v[k].at);
	if (!j && !n)
		cobbler_idle(x, i, F_PREFIX6, "'%s' has no ipv6_address", i->name);
	take(x, i, F_GATEWAY6, "gateway6");
}

/* ---- all ---- */

static const enum field of_addresses[] = {F_ADDRESS,      F_NETMASK, F_GATEWAY, F_ADDRESS6,
					  F_SECONDARIES6, F_PREFIX6, F_GATEWAY6};

static void say_idle(struct cobbler_reading *x, const struct cobbler_iface *i, const char *why)
{
	for (size_t k = 0; k < sizeof(of_addresses) / sizeof(*of_addresses); k++)
		cobbler_idle(x, i, of_addresses[k], "%s", why);
}

/* 4.0 hands them to kickstart, for which a comma in front of KEY= ends an option; the other commas are in
 * values. */
static const char *without_commas(struct arena *a, const char *options)
{
	char *out = arena_strdup(a, options);

	for (char *comma = strchr(out, ','); comma; comma = strchr(comma + 1, ','))
		if (comma[1 + strcspn(comma + 1, "=, ")] == '=')
			*comma = ' ';
	return out;
}

static void read_bond(struct cobbler_reading *x, struct cobbler_iface *i)
{
	const struct json *j = cobbler_scalar(x, i->name, i->field[F_BOND_OPTIONS]);

	if (j)
		import_bond_options(x->r, i->o, x->four ? without_commas(x->r->arena, j->text) : j->text,
				    j->at, false);
}

static void read_link(struct cobbler_reading *x, struct cobbler_iface *i)
{
	const struct json *mtu6 = cobbler_scalar(x, i->name, i->field[F_MTU6]);

	take(x, i, F_MTU, "mtu");
	if (mtu6)
		import_loss(x->r, i->name, mtu6->at, "a description has no MTU of IPv6 alone");
	if (i->o->kind == NIC)
		take(x, i, F_MAC, "mac");
	else if (i->o->kind != VLAN) /* of a VLAN: COB008 */
		cobbler_idle(x, i, F_MAC, "a %s gets none from the snippets",
			     iface_kind_word(i->o->kind));
	if (i->o->kind == BOND)
		read_bond(x, i);
	else
		cobbler_idle(x, i, F_BOND_OPTIONS, "'%s' is no bond", i->name);
	if (i->o->kind == BRIDGE)
		cobbler_read_bridge(x, i);
	else
		cobbler_idle(x, i, F_BRIDGE_OPTIONS, "'%s' is no bridge", i->name);
	if (i->field[F_CONNECTED] && cobbler_yes(x, i->name, i->field[F_CONNECTED]))
		cobbler_idle(x, i, F_CONNECTED, "'%s' is not of InfiniBand", i->name);
}

/* An alias is one more address of its interface. */
static void read_alias(struct cobbler_reading *x, struct cobbler_iface *i)
{
	struct cobbler_iface *of = hash_get(x->by_name, i->name);

	i->o = of ? of->o : NULL;
	if (!i->o || !i->fixed) {
		import_loss(x->r, i->name, i->json->key_at,
			    !i->o ? "'%s' is an alias, and the record has no '%s'"
				  : "'%s' is an alias by DHCP; '%s' has one lease",
			    i->json->key, i->name);
		i->o = NULL;
		return;
	}
	read_ipv4(x, i);
	read_ipv6(x, i);
	take(x, i, F_GATEWAY, "gateway");
	for (int f = 0; f < FIELDS; f++)
		if (f == F_MASTER || f == F_BOND_OPTIONS || f == F_BRIDGE_OPTIONS || f == F_MAC ||
		    f == F_MTU || f == F_MTU6)
			cobbler_idle(x, i, (enum field)f, "'%s' is an alias, which has the one of '%s'",
				     i->json->key, i->name);
}

void cobbler_read_addresses(struct cobbler_reading *x, struct cobbler_iface *i)
{
	if (i->alias) {
		read_alias(x, i);
		return;
	}
	read_link(x, i);
	if (cobbler_is_slave(i)) {
		say_idle(x, i, "a slave gets no address from the snippets");
	} else if (!i->fixed) {
		draft_set(x->r->draft, i->o, "dhcp", "true",
			  i->field[F_STATIC] ? i->field[F_STATIC]->at : i->json->key_at);
		say_idle(x, i, "'static' is false, and DHCP gives the host its address");
	} else {
		read_ipv4(x, i);
		read_ipv6(x, i);
		take(x, i, F_GATEWAY, "gateway");
	}
}
