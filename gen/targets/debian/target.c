#include <string.h>

#include "model/bond_option.h"
#include "targets/bond_module.h"
#include "targets/debian/debian.h"

/* ---- names and addresses of interfaces: udev ---- */

/* The .link file of `name`: with `pinned`, the NIC of that address is called so. */
static void add_link_file(struct render *r, const char *name, const struct mac *pinned)
{
	bool permanent = r->os->scripts.link_permanent;
	struct view *v = host_view(r);

	view_mac(v, "permanent", permanent ? pinned : NULL);
	view_mac(v, "current", permanent ? NULL : pinned);
	view_word(v, "name", pinned ? name : NULL);
	view_word(v, "unpinned", pinned ? NULL : name);
	render_own(r, "debian/link", v, arena_printf(r->arena, "etc/systemd/network/10-%s.link", name));
}

static void add_link_files(struct render *r)
{
	const struct script_caps *scripts = &r->os->scripts;

	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];
		bool invented = i->kind == BOND || (i->kind == BRIDGE && !has(&i->mac));

		if (i->kind == NIC && has(&i->nic->mac) && scripts->pinning == PIN_LINK)
			add_link_file(r, i->name, &i->nic->mac.mac);
		else if (invented && scripts->udev_invents_macs)
			add_link_file(r, i->name, NULL);
	}
}

static void add_udev_rules(struct render *r)
{
	const struct eni_caps *eni = &r->os->eni;
	struct view *v = host_view(r);
	size_t pinned = 0;

	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];
		struct view *item;

		if (i->kind != NIC || !has(&i->nic->mac))
			continue;
		item = view_item(v, "nics");
		view_word(item, "name", i->name);
		view_mac(item, "mac", &i->nic->mac.mac);
		pinned++;
	}
	view_flag(v, "dev_id", eni->dev_id);
	view_flag(v, "attrs", eni->attrs);
	if (pinned && r->os->scripts.pinning == PIN_UDEV)
		render_own(r, "debian/udev-rules", v,
			   arena_printf(r->arena, "etc/udev/rules.d/%s", eni->udev_rules));
}

/* ---- modules and sysctls ---- */

static void add_modules(struct render *r)
{
	struct view *v = host_view(r);

	view_word(v, "module", r->os->kernel.netfilter_module ? "br_netfilter" : "bridge");
	view_flag(v, "filters", r->os->kernel.netfilter_module && !r->net->host->bridge_netfilter.n);
	view_word(v, "sysctls", r->os->scripts.sysctl_d ? "sysctl.d/bondwright.conf" : "sysctl.conf");
	if (r->os->scripts.modules_load_d)
		render_own(r, "debian/modules", v, "etc/modules-load.d/bondwright.conf");
	else
		render_fragment(r, "debian/modules", v, "etc/modules");
}

static void add_bridge_netfilter(struct render *r)
{
	const struct value *on = &r->net->host->bridge_netfilter;
	struct view *v = host_view(r);

	if (!has(on))
		return;
	view_number(v, "on", on->n);
	view_flag(v, "directory", r->os->scripts.sysctl_d);
	if (r->os->scripts.sysctl_d)
		render_own(r, "debian/sysctl", v, "etc/sysctl.d/bondwright.conf");
	else
		render_fragment(r, "debian/sysctl", v, "etc/sysctl.conf");
	add_modules(r);
}

/* Where the hook of ifenslave writes no option, and one set of parameters does for all bonds. */
static void add_parameters(struct render *r)
{
	bool makes = debian_module_makes_bonds(r->net);
	const struct iface *bond = NULL;
	struct view *v = host_view(r);

	view_list(v, "aliases");
	for (size_t k = 0; k < r->net->ifaces.n; k++)
		if (r->net->ifaces.v[k]->kind == BOND) {
			bond = r->net->ifaces.v[k];
			if (makes)
				view_word(view_item(v, "aliases"), "bond", bond->name);
		}
	bond_module_view(r, bond, v);
	view_number(v, "max_bonds", makes ? (long)r->net->host->bonds.n : 1);
	render_own(r, "debian/modprobe-parameters", v, "etc/modprobe.d/bonding.conf");
}

/* modprobe of every release reads what ends in .conf: kmod nothing else, module-init-tools any file. */
static void add_modprobe(struct render *r)
{
	if (!r->net->host->bonds.n)
		return;
	if (!r->os->eni.spare_bond)
		render_own(r, "debian/modprobe", host_view(r), "etc/modprobe.d/bonding.conf");
	else if (!r->os->eni.bond && bonds_share_parameters(r->net))
		add_parameters(r);
}

/* ---- the resolver ---- */

static bool uses_dhcp(const struct render *r)
{
	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];

		if (number_or(&i->common->dhcp, 0) || debian_gets_dhcp6(r->os, i))
			return true;
	}
	return false;
}

static void add_resolver(struct render *r)
{
	const struct dns *dns = &r->net->host->dns;
	const char **search = arena_alloc(r->arena, dns->search.n * sizeof(*search));
	struct view *v = host_view(r);

	if (!dns->servers.n && !dns->search.n)
		return;
	for (size_t i = 0; i < dns->search.n; i++)
		search[i] = dns->search.v[i].s;
	view_words(v, "search", search, dns->search.n);
	view_list(v, "servers");
	for (size_t i = 0; i < dns->servers.n; i++)
		view_ip(view_item(v, "servers"), "server", &dns->servers.v[i].ip);
	render_own(r, "debian/resolv.conf", v, "etc/resolv.conf");
	if (uses_dhcp(r))
		render_own(r, "debian/dhclient-hook", host_view(r),
			   arena_printf(r->arena, "etc/%s/dhclient-enter-hooks.d/bondwright", r->os->eni.dhcp_dir));
}

static void render(struct render *r)
{
	render_own(r, "debian/interfaces", debian_interfaces_view(r), "etc/network/interfaces");
	add_link_files(r);
	add_udev_rules(r);
	add_modprobe(r);
	add_bridge_netfilter(r);
	add_resolver(r);
}

const struct target target_debian = {.name = "debian", .limits = debian_limits, .render = render};
