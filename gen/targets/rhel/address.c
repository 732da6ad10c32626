/*
 * Addresses and routes. With dhcp, ifup-eth adds no fixed IPv4 address (its two branches exclude each other)
 * and takes the router from the lease; ifup-aliases adds those of alias files in any case.
 */
#include <string.h>

#include "targets/rhel/rhel.h"

static bool is_dhcp(const struct iface *i)
{
	return number_or(&i->common->dhcp, 0);
}

/* The addresses of one family, by position; the one whose network holds `gateway` first. */
static size_t list_family(struct render *r, const struct iface *i, int family, const struct value *gateway,
			  size_t **list)
{
	const struct values *all = &i->common->addresses;
	size_t n = 0, near = 0;

	*list = NULL;
	for (size_t k = 0; !rhel_is_enslaved(i) && k < all->n; k++)
		if (all->v[k].ip.family == family)
			arena_push(r->arena, *list, n, k);
	while (near < n && !(has(gateway) && ip_within(&gateway->ip, &all->v[(*list)[near]].ip)))
		near++;
	for (; near && near < n; near--) {
		size_t before = (*list)[near - 1];

		(*list)[near - 1] = (*list)[near];
		(*list)[near] = before;
	}
	return n;
}

/* The check of GATEWAY goes by IPADDR alone, so the address on its network is that one. */
struct rhel_v4 rhel_v4(struct render *r, const struct iface *i)
{
	size_t *listed, n = list_family(r, i, 4, &i->common->gateway, &listed);
	size_t *order = arena_alloc(r->arena, n * sizeof(*order));
	const char **texts = arena_alloc(r->arena, n * sizeof(*texts));
	struct rhel_v4 v4 = {0};

	for (size_t k = 0; k < n; k++)
		texts[k] = i->common->addresses.v[listed[k]].s;
	rhel_grep_order(texts, n, order);
	for (size_t k = 0; k < n; k++)
		if (!is_dhcp(i) && (!k || r->os->ifcfg.several_addresses))
			arena_push(r->arena, v4.own, v4.nown, listed[order[k]]);
		else
			arena_push(r->arena, v4.alias, v4.nalias, listed[order[k]]);
	return v4;
}

const char *rhel_alias(struct render *r, const struct iface *i, size_t n)
{
	const char *label = arena_printf(r->arena, "%s:%zu", i->name, n + 1);

	return strlen(label) <= IFACE_NAME_MAX ? label : NULL;
}

bool rhel_uses_ipv6(const struct iface *i)
{
	const struct common *c = i->common;
	bool used = has(&c->gateway6) || number_or(&c->dhcp6, 0);

	for (size_t k = 0; k < c->addresses.n; k++)
		used |= c->addresses.v[k].ip.family == 6;
	return used && !rhel_is_enslaved(i);
}

bool rhel_gets_dhcp(const struct iface *i)
{
	return is_dhcp(i) && !rhel_is_enslaved(i);
}

bool rhel_gets_dhcp6(const struct render *r, const struct iface *i)
{
	return number_or(&i->common->dhcp6, 0) && r->os->ifcfg.dhcp6_client && !rhel_is_enslaved(i);
}

/* ---- limits ---- */

/* Why a router is not set, silently, and what to write instead; NULL: it is. */
struct trouble {
	const char *why, *help;
};

static const struct trouble leased = {"with dhcp the router comes from the lease", "leave 'gateway' out"};
static const struct trouble far4 = {
	"ifup leaves out one that is not in the network of the first address that it sets",
	"another address in the router's network, or leave 'gateway' out"};
static const struct trouble far6 = {
	"the kernel refuses one that is not in the network of an address of the interface",
	"another address in the router's network, or leave 'gateway6' out"};

/* Of GATEWAY in ifup-eth. */
static const struct trouble *gateway_trouble(struct render *r, const struct iface *i)
{
	const struct common *c = i->common;
	struct rhel_v4 v4 = rhel_v4(r, i);

	if (is_dhcp(i))
		return &leased;
	if (!v4.nown || !ip_within(&c->gateway.ip, &c->addresses.v[v4.own[0]].ip))
		return &far4;
	return NULL;
}

/* A router that no fixed address has on its network; with dhcp6 or without an address, it is announced. */
static const struct trouble *gateway6_trouble(struct render *r, const struct iface *i)
{
	const struct common *c = i->common;
	size_t *list, n = list_family(r, i, 6, &c->gateway6, &list);

	if (n && !number_or(&c->dhcp6, 0) && !ip_is_link_local(&c->gateway6.ip) &&
	    !ip_within(&c->gateway6.ip, &c->addresses.v[list[0]].ip))
		return &far6;
	return NULL;
}

static void check_gateway(struct render *r, const struct iface *i, const struct value *gateway,
			  const struct trouble *trouble, const char *key)
{
	const char *at = iface_field_path(r->arena, i, key);

	if (has(gateway) && trouble && !rule_said(r, "IP004", i->name, at))
		loss(r, &LOSS001, i->name, at, "the router %s of '%s' is not set: %s", gateway->s, i->name,
		     trouble->why)
			->help = trouble->help;
}

static void check_route(struct render *r, const struct iface *i, const struct route *route)
{
	if (route->to.ip.family == 6 && !r->os->ifcfg.route6)
		loss(r, &LOSS001, i->name, route->path,
		     "the route to %s is not set: ifup of this release reads no route6 files", route->to.s)
			->help = arena_printf(r->arena,
					      "in /etc/sysconfig/static-routes-ipv6, by hand: %s %s %s",
					      i->name, route->to.s, route->via.s);
}

static void check_dhcp6(struct render *r, const struct iface *i)
{
	const char *at = iface_field_path(r->arena, i, "dhcp6");

	if (!number_or(&i->common->dhcp6, 0))
		return;
	if (!r->os->ifcfg.dhcp6_client)
		loss(r, &LOSS001, i->name, at,
		     "'%s' asks for no lease by DHCPv6: the network scripts of this release start no client for it",
		     i->name)
			->help = "dhcp6: false        and a fixed IPv6 address in addresses";
	else if (!r->os->ifcfg.dhcp6_alone && !is_dhcp(i) && !rhel_v4(r, i).nown)
		loss(r, &LOSS001, i->name, at,
		     "'%s' asks for no lease by DHCPv6: ifup of this release comes to it only on an interface with an "
		     "IPv4 address",
		     i->name)
			->help = "an IPv4 address in addresses, or dhcp: true";
}

/* The length that leaves room for the last of `n` aliases. */
static const char *alias_advice(struct render *r, size_t n)
{
	size_t suffix = strlen(arena_printf(r->arena, ":%zu", n));

	return arena_printf(r->arena, "name: NAME        of %zu characters at most", IFACE_NAME_MAX - suffix);
}

void rhel_address_limits(struct render *r, const struct iface *i)
{
	struct rhel_v4 v4 = rhel_v4(r, i);

	if (rhel_is_enslaved(i)) /* BR003 says what it cannot have */
		return;
	for (size_t k = 0; k < v4.nalias; k++)
		if (!rhel_alias(r, i, k))
			loss(r, &LOSS001, i->name,
			     iface_element_path(r->arena, i, "addresses", v4.alias[k]),
			     "%s needs an alias of '%s', whose name would be longer than %d characters",
			     i->common->addresses.v[v4.alias[k]].s, i->name, IFACE_NAME_MAX)
				->help = alias_advice(r, v4.nalias);
	check_gateway(r, i, &i->common->gateway, gateway_trouble(r, i), "gateway");
	check_gateway(r, i, &i->common->gateway6, gateway6_trouble(r, i), "gateway6");
	for (size_t k = 0; k < i->common->routes.n; k++)
		check_route(r, i, &i->common->routes.v[k]);
	check_dhcp6(r, i);
}

/* ---- view ---- */

static void add_v4(struct render *r, const struct iface *i, struct view *v)
{
	const struct values *all = &i->common->addresses;
	struct rhel_v4 v4 = rhel_v4(r, i);
	char buf[IP_TEXT];

	view_list(v, "more");
	if (!v4.nown) {
		view_absent(v, "ipaddr");
		view_absent(v, "netmask");
	}
	for (size_t k = 0; k < v4.nown; k++) {
		struct view *item = k ? view_item(v, "more") : v;

		if (k)
			view_number(item, "n", (long)k);
		view_ip(item, "ipaddr", &all->v[v4.own[k]].ip);
		view_word(item, "netmask", ip_netmask(&all->v[v4.own[k]].ip, buf));
	}
	view_ip(v, "gateway",
		has(&i->common->gateway) && !gateway_trouble(r, i) ? &i->common->gateway.ip : NULL);
}

static void add_v6(struct render *r, const struct iface *i, struct view *v)
{
	const struct common *c = i->common;
	bool used = rhel_uses_ipv6(i), dhcp6 = rhel_gets_dhcp6(r, i);
	size_t *list, n = list_family(r, i, 6, &c->gateway6, &list);
	const char **more = NULL;
	size_t nmore = 0;

	view_word(v, "ipv6init", used ? "yes" : NULL);
	/* DHCPv6 gives neither router nor prefix: both come from router advertisements, which this admits */
	view_word(v, "ipv6_autoconf", used ? (dhcp6 ? "yes" : "no") : NULL);
	view_word(v, "ipv6addr", n ? c->addresses.v[list[0]].s : NULL);
	for (size_t k = 1; k < n; k++)
		arena_push(r->arena, more, nmore, c->addresses.v[list[k]].s);
	view_words(v, "ipv6addr_secondaries", more, nmore);
	view_word(v, "dhcpv6c", dhcp6 ? "yes" : NULL);
	view_word(v, "ipv6_defaultgw",
		  used && has(&c->gateway6) && !gateway6_trouble(r, i)
			  ? arena_printf(r->arena, "%s%%%s", c->gateway6.s, i->name)
			  : NULL);
}

void rhel_address_view(struct render *r, const struct iface *i, struct view *v)
{
	view_word(v, "bootproto", rhel_gets_dhcp(i) ? "dhcp" : "none");
	add_v4(r, i, v);
	add_v6(r, i, v);
}
