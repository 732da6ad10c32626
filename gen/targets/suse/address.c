/*
 * Addresses and routes. Fixed addresses are set beside those of DHCP, by ifup and by wicked alike. A line of
 * `routes` is set when its interface is set up; of an interface whose address a lease brings, by then there
 * is no network to route into, and when the lease comes ifup reads the interface's own ifroute file alone
 * (ifup-route -o dhcp).
 */
#include <string.h>

#include "targets/suse/suse.h"

bool suse_gets_dhcp(const struct iface *i)
{
	return number_or(&i->common->dhcp, 0) && !suse_is_enslaved(i);
}

bool suse_gets_dhcp6(const struct release *os, const struct iface *i)
{
	return os->suse.dhcp6 && number_or(&i->common->dhcp6, 0) && !suse_is_enslaved(i);
}

/* ---- view ---- */

static const char *bootproto(const struct release *os, const struct iface *i)
{
	bool four = suse_gets_dhcp(i), six = suse_gets_dhcp6(os, i);

	if (iface_owner(i, BOND))
		return "none";
	/* static sets the link up, its MTU and address too, which none does not (0.71) */
	if (!(four || six))
		return "static";
	if (!os->suse.dhcp6)
		return "dhcp"; /* with dhcp6 known it means both */
	return four && six ? "dhcp4+dhcp6" : four ? "dhcp4" : "dhcp6";
}

void suse_address_view(struct render *r, const struct iface *i, struct view *v)
{
	const struct values *all = &i->common->addresses;
	size_t n = suse_is_enslaved(i) ? 0 : all->n;
	bool resolv_conf = !r->os->suse.netconfig && suse_is_dynamic(i) && r->net->host->dns.servers.n;

	view_word(v, "bootproto", bootproto(r->os, i));
	view_list(v, "more");
	if (!n)
		view_absent(v, "ipaddr");
	for (size_t k = 0; k < n; k++) {
		struct view *item = k ? view_item(v, "more") : v;

		if (k)
			view_word(item, "n", suse_suffix(r, k, n));
		view_ip_prefix(item, "ipaddr", &all->v[k].ip);
	}
	/* ifup-dhcp reads this after sysconfig/network/dhcp: dhcpcd -R leaves resolv.conf alone */
	view_word(v, "modify_resolv_conf", resolv_conf ? "no" : NULL);
}

/* ---- routes ---- */

static struct view *add_route(struct view *v, const struct iface *i, const struct value *via)
{
	struct view *item = view_item(v, "routes");

	view_ip(item, "via", &via->ip);
	view_word(item, "device", i->name);
	return item;
}

/* The default ones, as `default`, and the others. True if there are any. */
static bool add_routes(struct render *r, struct view *v, const struct iface *i)
{
	const struct common *c = i->common;
	const struct value *gateways[] = {&c->gateway, &c->gateway6};
	bool any = false;

	if (suse_is_enslaved(i) || !suse_is_rendered(r, i))
		return false;
	for (size_t k = 0; k < 2; k++) {
		struct view *item;

		if (!has(gateways[k]))
			continue;
		item = add_route(v, i, gateways[k]);
		view_word(item, "to", "default");
		view_absent(item, "metric");
		any = true;
	}
	for (size_t k = 0; k < c->routes.n; k++) {
		const struct route *route = &c->routes.v[k];
		struct view *item;

		/* where they differ, IP002 was allowed */
		if (route->to.ip.family != route->via.ip.family)
			continue;
		item = add_route(v, i, &route->via);
		view_ip_prefix(item, "to", &route->to.ip);
		view_value_number(item, "metric", &route->metric);
		any = true;
	}
	return any;
}

void suse_render_routes(struct render *r)
{
	struct view *all = host_view(r);
	bool any = false;

	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];
		struct view *own = host_view(r);

		if (!suse_is_dynamic(i))
			any |= add_routes(r, all, i);
		else if (add_routes(r, own, i))
			render_own(r, "suse/routes", own,
				   arena_printf(r->arena, SUSE_NETWORK "ifroute-%s", suse_config(r, i)));
	}
	if (any)
		render_own(r, "suse/routes", all, SUSE_NETWORK "routes");
}

/* ---- limits ---- */

/* A router that no fixed address has on its network: ip refuses it (fib_check_nh(), ip6_route_add()). */
static void check_gateway(struct render *r, const struct iface *i, const char *key,
			  const struct value *gateway)
{
	const struct values *all = &i->common->addresses;
	const char *path = iface_field_path(r->arena, i, key);

	if (!has(gateway) || suse_is_dynamic(i) || ip_is_link_local(&gateway->ip) ||
	    rule_said(r, "IP004", i->name, path))
		return;
	for (size_t k = 0; k < all->n; k++)
		if (ip_within(&gateway->ip, &all->v[k].ip))
			return;
	loss(r, &LOSS001, i->name, path,
	     "the router %s of '%s' is not set: it is not in the network of an address of the interface",
	     gateway->s, i->name)
		->help = arena_printf(r->arena,
				      "another address in the router's network, or leave '%s' out", key);
}

void suse_address_limits(struct render *r, const struct iface *i)
{
	if (suse_is_enslaved(i)) /* BR003 says what it cannot have */
		return;
	check_gateway(r, i, "gateway", &i->common->gateway);
	check_gateway(r, i, "gateway6", &i->common->gateway6);
	if (number_or(&i->common->dhcp6, 0) && !r->os->suse.dhcp6)
		loss(r, &LOSS001, i->name, iface_field_path(r->arena, i, "dhcp6"),
		     "'%s' asks for no lease by DHCPv6: the network scripts of this release start no client "
		     "for it",
		     i->name)
			->help = "dhcp6: false        and a fixed IPv6 address in addresses";
}
