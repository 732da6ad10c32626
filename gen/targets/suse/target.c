/* SUSE: /etc/sysconfig/network, the names of NICs, the resolver, modules and sysctl. */
#include "targets/host_files.h"
#include "targets/resolver.h"
#include "targets/suse/read.h"
#include "targets/suse/suse.h"

static void limits(struct render *r)
{
	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];

		if (i->kind == VLAN)
			suse_vlan_limits(r, i);
		else if (i->kind == BOND)
			suse_bond_limits(r, i);
		else if (i->kind == BRIDGE)
			suse_bridge_limits(r, i);
		suse_name_limits(r, i);
		suse_link_limits(r, i);
		suse_address_limits(r, i);
		suse_boot_limits(r, i);
	}
	resolver_server_limits(r);
	resolver_search_limits(r);
}

/* ---- names ---- */

static void render_host_name(struct render *r)
{
	/* boot.localnet reads HOSTNAME, systemd hostname */
	render_own(r, "suse/hostname", host_view(r),
		   r->os->scripts.hostname_file ? "etc/hostname" : "etc/HOSTNAME");
}

static void render_udev_rules(struct render *r)
{
	const struct suse_caps *caps = &r->os->suse;
	struct view *v = pinned_nics_view(r);

	if (!v)
		return;
	view_flag(v, "rename", caps->rename_netiface);
	view_flag(v, "dev_id", caps->dev_id);
	render_own(r, "suse/udev-rules", v, arena_printf(r->arena, "etc/udev/rules.d/%s", caps->udev_rules));
}

/* ---- name servers ---- */

static bool uses_dhcp(const struct render *r)
{
	for (size_t k = 0; k < r->net->ifaces.n; k++)
		if (suse_is_dynamic(r->net->ifaces.v[k]))
			return true;
	return false;
}

/* netconfig puts those of a lease behind them, unless the policy takes the static ones alone. */
static void render_resolver(struct render *r)
{
	const struct dns *dns = &r->net->host->dns;
	struct view *v = host_view(r);

	if (!r->os->suse.netconfig) {
		render_resolv_conf(r);
		return;
	}
	if (!dns->servers.n && !dns->search.n)
		return;
	view_word(v, "policy", dns->servers.n && uses_dhcp(r) ? "STATIC" : NULL);
	view_words(v, "servers", values_texts(r->arena, &dns->servers), resolver_asked(&dns->servers));
	view_words(v, "search", values_texts(r->arena, &dns->search), resolver_searched(r->os, &dns->search));
	render_fragment(r, "suse/config", v, SUSE_NETWORK "config");
}

/* ---- modules ---- */

/* boot.sysctl comes before the network, when the module may not be there: so whoever loads it sets them. */
static void render_netfilter(struct render *r)
{
	struct view *v = host_view(r);

	if (!render_bridge_netfilter(r))
		return;
	view_word(v, "module", netfilter_module(r->os));
	render_modprobe(r, "suse/modprobe-netfilter", v, "bridge");
}

static void render(struct render *r)
{
	render_host_name(r);
	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];

		if (suse_is_rendered(r, i))
			render_own(r, "suse/ifcfg", suse_ifcfg_view(r, i),
				   arena_printf(r->arena, SUSE_NETWORK "ifcfg-%s", suse_config(r, i)));
	}
	suse_render_routes(r);
	render_resolver(r);
	render_udev_rules(r);
	suse_render_bonding(r);
	render_netfilter(r);
}

static const char *const owns[] = {
	SUSE_NETWORK "ifcfg-*", SUSE_NETWORK "ifroute-*", SUSE_NETWORK "routes", "etc/hostname",
	"etc/HOSTNAME", "etc/udev/rules.d/30-net_persistent_names.rules", "etc/udev/rules.d/70-persistent-net.rules", NULL,
};

static const char *const shares[] = {SUSE_NETWORK "config", NULL};

const struct target target_suse = {
	.name = "suse",
	.before_xend = true,
	.limits = limits,
	.render = render,
	.owns = owns,
	.shares = shares,
	.packages = suse_packages,
};
