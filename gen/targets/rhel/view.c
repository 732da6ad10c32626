/* The view of an ifcfg file: what is common to all kinds of interfaces. */
#include "targets/about.h"
#include "targets/rhel/rhel.h"

bool rhel_onboot(const struct iface *i)
{
	const struct iface *bond = iface_owner(i, BOND);

	return number_or(&(bond ? bond : i)->common->onboot, 1);
}

/* ---- ifcfg ---- */

static void add_identity(struct render *r, const struct iface *i, struct view *v)
{
	view_word(v, "device", i->name);
	view_word(v, "devicetype", rhel_devicetype(i->name));
	view_mac(v, "hwaddr", i->kind == NIC && has(&i->nic->mac) ? &i->nic->mac.mac : NULL);
	view_word(v, "onboot", rhel_onboot(i) ? "yes" : "no");
	view_word(v, "nm_controlled", r->os->scripts.network_manager ? "no" : NULL);
}

struct view *rhel_ifcfg_view(struct render *r, const struct iface *i)
{
	struct view *v = host_view(r);

	view_comment(v, "about", about_iface(r, i));
	about_notes(r, i, v);
	add_identity(r, i, v);
	rhel_link_view(r, i, v);
	rhel_vlan_view(r, i, v);
	rhel_bond_view(r, i, v);
	rhel_bridge_view(r, i, v);
	rhel_address_view(r, i, v);
	rhel_dns_view(r, i, v);
	return v;
}
