/*
 * Addresses: each IPADDR with any suffix is one, and NETMASK and the like of the same suffix belong to it.
 * "/24" in the address itself goes before PREFIXLEN, and that before NETMASK; where none is said it is all
 * bits (ifup, __get_ipaddr() of compat-suse.c).
 */
#include <string.h>

#include "base/ip.h"
#include "base/word.h"
#include "targets/suse/read.h"

static const struct assignment *companion(struct suse_reading *s, const struct suse_file *f, const char *key,
					  const char *suffix)
{
	return suse_get(f, arena_printf(s->r->arena, "%s%s", key, suffix));
}

/* What PREFIXLEN or NETMASK says; -1: neither, or it is none, which is a finding. */
static int said_length(struct suse_reading *s, const struct suse_file *f, const char *suffix, bool four,
		       const struct assignment **by)
{
	const struct assignment *prefix = companion(s, f, "PREFIXLEN", suffix);
	const struct assignment *mask = companion(s, f, "NETMASK", suffix);
	int n;

	*by = prefix ? prefix : four ? mask : NULL;
	if (!*by)
		return -1;
	if (prefix)
		n = word_is_digits(prefix->value) && strlen(prefix->value) <= 3 ? 0 : -1;
	else
		n = ip_parse_mask(mask->value);
	for (const char *p = prefix ? prefix->value : ""; n >= 0 && *p; p++)
		n = n * 10 + *p - '0';
	if (n < 0 || n > (four ? 32 : 128))
		import_fault(s->r, &IMP002, f->name, (*by)->at, "'%s' is not %s", (*by)->value,
			     prefix ? "a prefix length" : "a netmask")
			->help = prefix ? "the number of bits of the network: 24"
					: "bits of the network first, and no hole: 255.255.255.0";
	return n;
}

/* Twice the same is once for ip, which says it exists already, and for wicked (ni_address_list_dedup()). */
static void add_address(struct suse_reading *s, struct suse_file *f, const struct assignment *a,
			const char *text, struct hash *seen)
{
	if (hash_get(seen, text)) {
		suse_idle(s, f, a, "%s is set already", text);
		return;
	}
	hash_put(seen, text, f);
	draft_add(s->r->draft, f->o, "addresses", text, a->at);
}

static void read_address(struct suse_reading *s, struct suse_file *f, const struct assignment *a,
			 struct hash *seen)
{
	bool four = !strchr(a->value, ':');
	const struct assignment *by;
	int n;

	/* YaST writes it for none: bnc#879617 in compat-suse.c */
	if (!strcmp(a->value, "0.0.0.0") || !strcmp(a->value, "0.0.0.0/0") ||
	    !strcmp(a->value, "0.0.0.0/32")) {
		suse_idle(s, f, a, "it is not the address of a host");
		return;
	}
	if (strchr(a->value, '/')) {
		add_address(s, f, a, a->value, seen);
		return;
	}
	n = said_length(s, f, a->key + strlen("IPADDR"), four, &by);
	if (n < 0 && by)
		return;
	if (n < 0) {
		n = four ? 32 : 128;
		import_fault(s->r, &IMP008, f->name, a->at,
			     "no prefix length for %s: ip takes it for a host alone, /%d", a->value, n);
	}
	add_address(s, f, a, arena_printf(s->r->arena, "%s/%d", a->value, n), seen);
}

void suse_read_addresses(struct suse_reading *s, struct suse_file *f)
{
	size_t n;
	const struct assignment **v = suse_indexed(s, f, "IPADDR", &n);
	struct hash *seen = hash_new(s->r->arena);

	for (size_t i = 0; i < n; i++)
		if (*v[i]->value)
			read_address(s, f, v[i], seen);
}

/* ---- what belongs to them ---- */

/* The prefix length that the address has; -1: unknown. */
static int length_of(struct suse_reading *s, const struct suse_file *f, const struct assignment *address,
		     struct ip *ip)
{
	const char *suffix = address->key + strlen("IPADDR");
	const struct assignment *prefix = companion(s, f, "PREFIXLEN", suffix);
	const struct assignment *mask = companion(s, f, "NETMASK", suffix);

	if (ip_parse_prefix(address->value, ip))
		return ip->prefix;
	if (!ip_parse(address->value, ip))
		return -1;
	if (prefix && word_is_digits(prefix->value) &&
	    ip_parse_prefix(arena_printf(s->r->arena, "%s/%s", address->value, prefix->value), ip))
		return ip->prefix;
	if (!prefix && mask && ip_parse_mask(mask->value) >= 0)
		return ip->prefix = (uint8_t)ip_parse_mask(mask->value);
	return ip->prefix;
}

static bool is_broadcast(const struct ip *ip, const char *value)
{
	struct ip b;

	if (!strcmp(value, "+"))
		return true;
	/* the one that a network of two has none of is 255.255.255.255 or itself, and never looked at */
	return ip_parse(value, &b) &&
	       (ip_edge(&b, ip) == IP_BROADCAST || (ip->prefix > 30 && ip_within(&b, ip)));
}

/* wicked takes labels that begin with the name of the interface, ifup puts that in front of them. */
static bool is_no_label(const struct suse_reading *s, const struct suse_file *f, const char *label)
{
	size_t n = strlen(f->name);

	return s->caps->wicked && (strncmp(label, f->name, n) != 0 || label[n] != ':');
}

static void check_length(struct suse_reading *s, struct suse_file *f, const struct assignment *a,
			 const struct assignment *address, bool is_mask)
{
	const struct assignment *prefix = companion(s, f, "PREFIXLEN", address->key + strlen("IPADDR"));
	struct ip ip;
	int n = length_of(s, f, address, &ip), said;

	if (!strchr(address->value, '/') && !(is_mask && prefix)) {
		if (is_mask && n >= 0 && ip.family == 6)
			suse_idle(s, f, a, "%s is an IPv6 address", address->key);
		return; /* it counted */
	}
	said = is_mask ? ip_parse_mask(a->value) : word_is_digits(a->value) && strlen(a->value) < 4 ? n : -1;
	if (!is_mask && said >= 0)
		said = strcmp(a->value, arena_printf(s->r->arena, "%d", n)) ? -1 : n;
	if (said == n)
		suse_idle(s, f, a, "%s has its prefix length already",
			  strchr(address->value, '/') ? address->key : prefix->key);
	else
		finding_note(s->r->findings,
			     import_fault(s->r, &IMP004, f->name, a->at, "%s contradicts %s, which counts",
					  a->key, strchr(address->value, '/') ? address->key : prefix->key),
			     (struct place){.span = strchr(address->value, '/') ? address->at : prefix->at},
			     "this one");
}

void suse_check_companion(struct suse_reading *s, struct suse_file *f, const struct assignment *a,
			  const struct suse_key *k)
{
	const char *suffix = a->key + strlen(k->name) - 1;
	const struct assignment *address = companion(s, f, "IPADDR", suffix);
	struct ip ip;

	if (!address) {
		suse_idle(s, f, a, "there is no IPADDR%s", suffix);
		return;
	}
	if (!strcmp(k->name, "NETMASK*") || !strcmp(k->name, "PREFIXLEN*")) {
		check_length(s, f, a, address, *k->name == 'N');
		return;
	}
	if (!strcmp(k->name, "BROADCAST*") && length_of(s, f, address, &ip) >= 0 &&
	    is_broadcast(&ip, a->value))
		return;
	if (!strcmp(k->name, "LABEL*") && is_no_label(s, f, a->value)) {
		suse_idle(s, f, a, "wicked takes labels that begin with '%s:'", f->name);
		return;
	}
	import_loss(s->r, f->name, a->at, "%s has no place in a description: %s", a->key, k->what);
}
