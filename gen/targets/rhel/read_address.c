/*
 * Addresses and routers: ifup-eth with expand_config, ifup-aliases, ifup-ipv6. ifup-eth adds the addresses in
 * the order IPADDR, IPADDR0, IPADDR1.., and stops at the first number from 2 on that is not there.
 */
#include <string.h>

#include "base/word.h"
#include "model/net.h"
#include "targets/rhel/read.h"

/* ---- IPv4 ---- */

static bool is_dhcp(const struct ifcfg *c)
{
	const char *proto = rhel_value(c, "BOOTPROTO");

	return proto &&
	       (!strcmp(proto, "dhcp") || !strcmp(proto, "bootp") || (c->nm && !strcasecmp(proto, "dhcp")));
}

static void read_protocol(struct rhel_read *x, struct ifcfg *c)
{
	const struct assignment *proto = rhel_given(c, "BOOTPROTO");

	if (is_dhcp(c))
		draft_set(x->r->draft, c->o, "dhcp", "true", proto->at);
	else if (proto && strcasecmp(proto->value, "none") != 0 && strcasecmp(proto->value, "static") != 0)
		rhel_unread(x, c, proto, "'%s' is as good as none: ifup knows dhcp and bootp", proto->value);
}

static bool is_numbered(const char *key, const char *name)
{
	size_t n = strlen(name);

	return !strncmp(key, name, n) && (!key[n] || word_is_digits(key + n));
}

static bool is_of_ipv4(const char *key)
{
	return is_numbered(key, "IPADDR") || is_numbered(key, "NETMASK") || is_numbered(key, "PREFIX") ||
	       is_numbered(key, "GATEWAY");
}

/* The branches of ifup-eth exclude each other; NetworkManager takes both. */
static void say_dhcp_instead(struct rhel_read *x, const struct ifcfg *c)
{
	for (size_t i = 0; i < c->keys.n; i++) {
		const struct assignment *a = &c->keys.v[i];

		if (is_of_ipv4(a->key) && rhel_given(c, a->key) == a)
			rhel_unread(x, c, a, "with BOOTPROTO=dhcp ifup sets no fixed address and no router");
	}
}

static void read_numbered(struct rhel_read *x, struct ifcfg *c)
{
	bool several = x->r->os->ifcfg.several_addresses || c->nm, gap = false;

	for (int i = -1; i <= 255; i++) {
		const char *n = i < 0 ? "" : arena_printf(x->r->arena, "%d", i);
		const struct assignment *ip = rhel_given(c, rhel_numbered(x, "IPADDR", n));

		if (!ip)
			gap |= i >= 2;
		else if (i >= 0 && !several)
			rhel_unread(x, c, ip, "ifup of this release reads IPADDR alone");
		else if (gap)
			rhel_unread(x, c, ip, "ifup stops at the first number that is left out");
		else
			rhel_add_address(x, c->o, c, n, ip, NULL);
	}
}

/* What has no address beside it. */
static void check_orphans(struct rhel_read *x, const struct ifcfg *c)
{
	static const char *const keys[] = {"NETMASK", "PREFIX"};

	for (size_t i = 0; i < c->keys.n; i++)
		for (size_t k = 0; k < 2; k++) {
			const struct assignment *a = &c->keys.v[i];
			const char *n = a->key + strlen(keys[k]);

			if (is_numbered(a->key, keys[k]) && rhel_given(c, a->key) == a &&
			    !hash_get(c->by_key, rhel_numbered(x, "IPADDR", n)))
				rhel_unread(x, c, a, "there is no IPADDR%s", n);
		}
}

/* True if the router is not this interface's to set. */
static bool is_kept_out(struct rhel_read *x, const struct ifcfg *c, const struct assignment *gateway)
{
	const struct assignment *dev = rhel_given(&x->network, "GATEWAYDEV");

	if (rhel_no(c, "DEFROUTE") && (x->r->os->ifcfg.defroute || c->nm)) {
		rhel_unread(x, c, gateway, "DEFROUTE=no");
		return true;
	}
	if (!dev || !strcmp(dev->value, c->device) || c->nm)
		return false;
	finding_note(x->r->findings,
		     import_fault(x->r, &IMP004, c->device, gateway->at, "the router %s of '%s' is not set",
				  gateway->value, c->device),
		     (struct place){.span = dev->at},
		     "GATEWAYDEV keeps all other interfaces from having one");
	return true;
}

static void read_router(struct rhel_read *x, struct ifcfg *c)
{
	const struct assignment *gateway = rhel_given(c, "GATEWAY"), *numbered0 = rhel_given(c, "GATEWAY0");

	for (size_t i = 0; i < c->keys.n; i++) {
		const struct assignment *a = &c->keys.v[i];

		if (strcmp(a->key, "GATEWAY") != 0 && is_numbered(a->key, "GATEWAY") &&
		    rhel_given(c, a->key) == a && !(c->nm && a == numbered0 && !gateway))
			rhel_unread(x, c, a, "ifup reads GATEWAY alone");
	}
	if (!gateway && c->nm)
		gateway = numbered0;
	if (gateway && !is_kept_out(x, c, gateway))
		draft_set(x->r->draft, c->o, "gateway", gateway->value, gateway->at);
	else if (!gateway && rhel_no(c, "DEFROUTE") && is_dhcp(c))
		import_loss(x->r, c->device, rhel_given(c, "DEFROUTE")->key_at,
			    "DEFROUTE: the router of the lease is not taken");
}

static void read_ipv4(struct rhel_read *x, struct ifcfg *c)
{
	read_protocol(x, c);
	if (is_dhcp(c) && !c->nm) {
		say_dhcp_instead(x, c);
	} else {
		read_numbered(x, c);
		check_orphans(x, c);
	}
	if (!is_dhcp(c) || c->nm)
		read_router(x, c);
}

/* ---- IPv6 ---- */

static const char *const ipv6_keys[] = {"IPV6ADDR", "IPV6ADDR_SECONDARIES", "IPV6_DEFAULTGW", "DHCPV6C"};

/* Why the scripts leave IPv6 out; NULL: they do not. */
static const char *ipv6_trouble(const struct rhel_read *x, const struct ifcfg *c)
{
	const struct ifcfg_caps *caps = &x->r->os->ifcfg;

	if (rhel_no(c, "IPV6INIT"))
		return "IPV6INIT=no";
	if (c->nm)
		return NULL;
	if (!caps->ipv6_by_iface && !rhel_yes(c, "NETWORKING_IPV6") &&
	    !rhel_yes(&x->network, "NETWORKING_IPV6"))
		return "NETWORKING_IPV6=yes is missing in /etc/sysconfig/network";
	return rhel_yes(c, "IPV6INIT") || caps->ipv6_default ? NULL : "IPV6INIT=yes is missing";
}

/* ifup-ipv6 takes 64 where no length is given. */
static void add_ipv6(struct rhel_read *x, struct draft_object *o, const char *text, struct span at)
{
	draft_add(x->r->draft, o, "addresses",
		  strchr(text, '/') ? text : arena_printf(x->r->arena, "%s/64", text), at);
}

static void read_ipv6_router(struct rhel_read *x, struct ifcfg *c)
{
	const struct assignment *a = rhel_given(c, "IPV6_DEFAULTGW");
	const char *zone = a ? strchr(a->value, '%') : NULL;
	struct draft_object *o = c->o;

	if (!a)
		return;
	if (zone && strcmp(zone + 1, c->device) != 0)
		o = draft_mention(x->r->draft, zone + 1, a->at);
	draft_set(x->r->draft, o, "gateway6", arena_strndup(x->r->arena, a->value, strcspn(a->value, "%")),
		  a->at);
}

/* ifup-ipv6 takes what routers announce unless IPV6_AUTOCONF=no; what is rendered with a fixed address does
 * not, and without one does. */
static void check_autoconf(struct rhel_read *x, const struct ifcfg *c)
{
	const struct assignment *autoconf = rhel_given(c, "IPV6_AUTOCONF"), *one = rhel_given(c, "IPV6ADDR"),
				*fixed = one ? one : rhel_given(c, "IPV6ADDR_SECONDARIES");
	struct finding *f;

	if (rhel_yes(c, "DHCPV6C"))
		return;
	if (fixed && !rhel_no(c, "IPV6_AUTOCONF")) {
		f = import_loss(x->r, c->device, (autoconf ? autoconf : fixed)->key_at,
				"what routers announce is taken beside the fixed address");
		f->help = "IPV6_AUTOCONF=no";
		if (!autoconf && f->severity > WARNING) /* nobody asked for it */
			f->severity = WARNING;
	} else if (!fixed && rhel_no(c, "IPV6_AUTOCONF"))
		import_loss(x->r, c->device, autoconf->key_at,
			    "IPV6_AUTOCONF: what routers announce is not taken");
}

static void read_ipv6(struct rhel_read *x, struct ifcfg *c)
{
	const struct assignment *one = rhel_given(c, "IPV6ADDR"),
				*more = rhel_given(c, "IPV6ADDR_SECONDARIES"), *dhcp;
	const char *trouble = ipv6_trouble(x, c);

	for (size_t k = 0; trouble && k < sizeof(ipv6_keys) / sizeof(*ipv6_keys); k++)
		if (rhel_given(c, ipv6_keys[k]) && !(k == 3 && !rhel_yes(c, "DHCPV6C")))
			rhel_unread(x, c, rhel_given(c, ipv6_keys[k]), "%s", trouble);
	if (trouble)
		return;
	if (one)
		add_ipv6(x, c->o, one->value, one->at);
	for (const char *p = more ? more->value : ""; *p;) {
		size_t n = rhel_word(&p);

		if (n)
			add_ipv6(x, c->o, arena_strndup(x->r->arena, p - n, n),
				 assign_part(more, (size_t)(p - n - more->value), n));
	}
	check_autoconf(x, c);
	read_ipv6_router(x, c);
	dhcp = rhel_yes(c, "DHCPV6C") ? rhel_given(c, "DHCPV6C") : NULL;
	if (dhcp)
		draft_set(x->r->draft, c->o, "dhcp6", "true", dhcp->at);
}

void rhel_read_addresses(struct rhel_read *x, struct ifcfg *c)
{
	read_ipv4(x, c);
	read_ipv6(x, c);
}
