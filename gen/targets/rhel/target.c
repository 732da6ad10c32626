/* RHEL and its rebuilds: ifcfg and route files, sysconfig/network, modprobe.d or modprobe.conf, sysctl. */
#include "targets/target.h"

#include "targets/about.h"
#include "targets/rhel/rhel.h"

#define SCRIPTS "etc/sysconfig/network-scripts/"

static void decide(struct render *r)
{
	struct rhel_host *host = arena_alloc(r->arena, sizeof(*host));

	*host = (struct rhel_host){.vlans_by_number = rhel_vlans_by_number(r->net)};
	r->rhel = host;
	host->dns_holder = rhel_dns_holder(r);
}

static void limits(struct render *r)
{
	decide(r);
	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];

		if (i->kind == VLAN)
			rhel_vlan_limits(r, i);
		else if (i->kind == BOND)
			rhel_bond_limits(r, i);
		else if (i->kind == BRIDGE)
			rhel_bridge_limits(r, i);
		rhel_name_limits(r, i);
		rhel_link_limits(r, i);
		rhel_address_limits(r, i);
		rhel_boot_limits(r, i);
	}
	rhel_module_limits(r);
	rhel_dns_limits(r);
}

/* ---- files of one interface ---- */

static void render_alias(struct render *r, const struct iface *i, const struct ip *ip, const char *label)
{
	struct view *v = host_view(r);
	char buf[IP_TEXT];

	view_comment(v, "about", arena_printf(r->arena, "%s: another address of %s", label, i->name));
	view_word(v, "device", label);
	view_ip(v, "ipaddr", ip);
	view_word(v, "netmask", ip_netmask(ip, buf));
	view_word(v, "nm_controlled", r->os->scripts.network_manager ? "no" : NULL);
	render_own(r, "rhel/ifcfg-alias", v, arena_printf(r->arena, SCRIPTS "ifcfg-%s", label));
}

static void render_aliases(struct render *r, const struct iface *i)
{
	struct rhel_v4 v4 = rhel_v4(r, i);

	for (size_t k = 0; k < v4.nalias; k++) {
		const char *label = rhel_alias(r, i, k);

		if (label)
			render_alias(r, i, &i->common->addresses.v[v4.alias[k]].ip, label);
	}
}

/* The lines of one family; `ip route add` takes them as they are. */
static void render_routes(struct render *r, const struct iface *i, int family, const char *path)
{
	struct view *v = host_view(r);
	bool any = false;

	view_comment(v, "about", arena_printf(r->arena, "routes through %s", about_iface(r, i)));
	view_word(v, "device", i->name);
	for (size_t k = 0; !rhel_is_enslaved(i) && k < i->common->routes.n; k++) {
		const struct route *route = &i->common->routes.v[k];
		struct view *item;

		/* where they differ, IP002 was allowed */
		if (route->to.ip.family != family || route->via.ip.family != family)
			continue;
		any = true;
		item = view_item(v, "routes");
		view_ip_prefix(item, "to", &route->to.ip);
		view_ip(item, "via", &route->via.ip);
		view_value_number(item, "metric", &route->metric);
	}
	if (any)
		render_own(r, "rhel/route", v, path);
}

static void render_iface(struct render *r, const struct iface *i)
{
	if (!rhel_is_rendered(r, i))
		return;
	render_own(r, "rhel/ifcfg", rhel_ifcfg_view(r, i),
		   arena_printf(r->arena, SCRIPTS "ifcfg-%s", i->name));
	render_aliases(r, i);
	render_routes(r, i, 4, arena_printf(r->arena, SCRIPTS "route-%s", i->name));
	if (r->os->ifcfg.route6)
		render_routes(r, i, 6, arena_printf(r->arena, SCRIPTS "route6-%s", i->name));
}

/* ---- files of the host ---- */

static void render_network(struct render *r)
{
	struct view *v = host_view(r);
	bool ipv6 = false, numbers = r->rhel->vlans_by_number;

	for (size_t k = 0; k < r->net->ifaces.n; k++)
		ipv6 |= rhel_uses_ipv6(r->net->ifaces.v[k]);
	view_flag(v, "apart", r->os->ifcfg.scripts_apart);
	view_word(v, "networking_ipv6", ipv6 ? "yes" : NULL);
	view_word(v, "hostname", r->os->scripts.hostname_file ? NULL : r->net->host->host.s);
	view_word(v, "vlan", numbers && r->os->ifcfg.vlan_in_network ? "yes" : NULL);
	view_word(v, "vlan_name_type", numbers ? RHEL_NUMBER_NAMES : NULL);
	render_fragment(r, "rhel/network", v, "etc/sysconfig/network");
	if (r->os->scripts.hostname_file)
		render_own(r, "rhel/hostname", host_view(r), "etc/hostname");
}

static void packages(struct render *r)
{
	decide(r);
	rhel_packages(r);
}

static void render(struct render *r)
{
	decide(r);
	render_network(r);
	for (size_t k = 0; k < r->net->ifaces.n; k++)
		render_iface(r, r->net->ifaces.v[k]);
	rhel_render_modules(r);
}

static const char *const owns[] = {
	SCRIPTS "ifcfg-*", SCRIPTS "route-*", SCRIPTS "route6-*", "etc/hostname",
	"etc/sysconfig/modules/bondwright.modules", NULL,
};

static const char *const shares[] = {"etc/sysconfig/network", NULL};

const struct target target_rhel = {
	.name = "rhel",
	.before_xend = true,
	.limits = limits,
	.render = render,
	.owns = owns,
	.shares = shares,
	.packages = packages,
};
