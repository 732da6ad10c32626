/*
 * VLANs: known by ETHERDEVICE. Up to 0.71.20 ifup-802.1q has vconfig call them vlanID, so that a host has one
 * VLAN of an ID; later VLAN_ID makes them under any name.
 */
#include <string.h>

#include "targets/suse/suse.h"

static bool has_number_name(const struct iface *vlan)
{
	return !strncmp(vlan->name, "vlan", 4) && !strcmp(vlan->name + 4, vlan->vlan->id.s);
}

bool suse_is_rendered(const struct render *r, const struct iface *i)
{
	return i->kind != VLAN || r->os->suse.vlan_id || has_number_name(i);
}

/* The first VLAN of the host with its ID may be called by it. */
static bool has_own_id(const struct render *r, const struct iface *vlan)
{
	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];

		if (i->kind == VLAN && i->vlan->id.n == vlan->vlan->id.n)
			return i == vlan;
	}
	return true;
}

void suse_vlan_limits(struct render *r, const struct iface *vlan)
{
	const char *name = arena_printf(r->arena, "vlan%s", vlan->vlan->id.s);
	struct finding *f;

	if (suse_is_rendered(r, vlan))
		return;
	f = loss(r, &LOSS001, vlan->name, iface_field_path(r->arena, vlan, "name"),
		 "ifup of this release calls VLAN %s '%s', and cannot make it under the name '%s'",
		 vlan->vlan->id.s, name, vlan->name);
	if (has_own_id(r, vlan) && !net_find(r->net, name)) {
		f->help = arena_printf(r->arena, "name: %s", name);
		return;
	}
	f->consequence = "so a host has one VLAN of an ID, whatever it stands on";
	f->help =
		arena_printf(r->arena, "leave VLAN %s out on '%s'", vlan->vlan->id.s, vlan->lower.v[0]->name);
}

void suse_vlan_view(struct render *r, const struct iface *i, struct view *v)
{
	bool is_vlan = i->kind == VLAN;

	view_word(v, "etherdevice", is_vlan ? i->lower.v[0]->name : NULL);
	view_word(v, "vlan_id", is_vlan && r->os->suse.vlan_id ? i->vlan->id.s : NULL);
}
