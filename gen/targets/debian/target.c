#include <string.h>

#include "model/bond_option.h"
#include "targets/bond_module.h"
#include "targets/debian/objects.h"
#include "targets/debian/stanza.h"
#include "targets/host_files.h"
#include "targets/resolver.h"

/* ---- names and addresses of interfaces: udev ---- */

/* The .link file of `name`: with `pinned`, the NIC of that address is called so. */
static void add_link_file(struct render *r, const char *name, const struct mac *pinned)
{
	bool permanent = r->os->eni.link_permanent;
	struct view *v = host_view(r);

	view_mac(v, "permanent", permanent ? pinned : NULL);
	view_mac(v, "current", permanent ? NULL : pinned);
	view_word(v, "name", pinned ? name : NULL);
	view_word(v, "unpinned", pinned ? NULL : name);
	render_own(r, "debian/link", v, arena_printf(r->arena, "etc/systemd/network/10-%s.link", name));
}

static void add_link_files(struct render *r)
{
	const struct eni_caps *eni = &r->os->eni;

	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];
		bool invented = i->kind == BOND || (i->kind == BRIDGE && !has(&i->mac));

		if (i->kind == NIC && has(&i->nic->mac) && !eni->udev_rules)
			add_link_file(r, i->name, &i->nic->mac.mac);
		else if (invented && eni->invented_macs)
			add_link_file(r, i->name, NULL);
	}
}

static void add_udev_rules(struct render *r)
{
	const struct eni_caps *eni = &r->os->eni;
	struct view *v = pinned_nics_view(r);

	if (!v || !eni->udev_rules)
		return;
	view_flag(v, "dev_id", eni->dev_id);
	view_flag(v, "attrs", eni->attrs);
	render_own(r, "debian/udev-rules", v, arena_printf(r->arena, "etc/udev/rules.d/%s", eni->udev_rules));
}

/* ---- modules and sysctls ---- */

static void add_bridge_netfilter(struct render *r)
{
	if (render_bridge_netfilter(r))
		render_fragment(r, "shared/modules", netfilter_module_view(r), "etc/modules");
}

/* Where the hook of ifenslave writes no option, and one set of parameters does for all bonds. */
static void add_parameters(struct render *r)
{
	bool makes = debian_module_makes_bonds(r->net);
	struct view *v = host_view(r);

	view_list(v, "aliases");
	for (size_t k = 0; makes && k < r->net->bonds.n; k++)
		view_word(view_item(v, "aliases"), "bond", r->net->bonds.v[k]->name);
	bond_module_view(r, r->net->bonds.v[0], v);
	view_number(v, "max_bonds", makes ? (long)r->net->host->bonds.n : 1);
	render_modprobe(r, "debian/modprobe-parameters", v, "bonding");
}

static void add_modprobe(struct render *r)
{
	if (!r->net->host->bonds.n)
		return;
	if (!r->os->eni.spare_bond)
		render_modprobe(r, "debian/modprobe", host_view(r), "bonding");
	else if (r->os->scripts.options_by_module && bonds_share_parameters(r->net))
		add_parameters(r);
}

/* ---- the resolver ---- */

static void add_resolver(struct render *r)
{
	if (render_resolv_conf(r) && debian_uses_dhcp(r->net))
		render_own(r, "debian/dhclient-hook", host_view(r),
			   arena_printf(r->arena, "etc/%s/dhclient-enter-hooks.d/bondwright", r->os->eni.dhcp_dir));
}

static void render(struct render *r)
{
	render_file(r, "debian/interfaces", debian_interfaces_view(r),
		    (struct file){.path = "etc/network/interfaces", .mode = 0644, .objects = debian_objects});
	add_link_files(r);
	add_udev_rules(r);
	add_modprobe(r);
	add_bridge_netfilter(r);
	add_resolver(r);
}

static const char *const owns[] = {
	"etc/network/interfaces", "etc/systemd/network/10-*.link", "etc/udev/rules.d/z25_persistent-net.rules",
	"etc/udev/rules.d/70-persistent-net.rules", "etc/dhcp/dhclient-enter-hooks.d/bondwright",
	"etc/dhcp3/dhclient-enter-hooks.d/bondwright", NULL,
};

static const char *const shares[] = {"etc/network/interfaces", "etc/modules", NULL};

const struct target target_debian = {
	.name = "debian",
	.before_xend = true,
	.limits = debian_limits,
	.render = render,
	.owns = owns,
	.shares = shares,
	.packages = debian_packages,
};
