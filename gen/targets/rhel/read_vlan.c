/*
 * VLANs. ifup takes PARENT.ID apart at the last dot, or vlanID with PHYSDEV; later any name with PHYSDEV and
 * VID. NetworkManager has VLAN_ID, which goes before the name, and PHYSDEV.
 */
#include <string.h>

#include "base/word.h"
#include "model/net.h"
#include "targets/rhel/read.h"

struct vlan_of {
	const char *id, *parent;
	struct span id_at, parent_at;
};

static void by_name(struct rhel_read *x, const struct ifcfg *c, struct vlan_of *v)
{
	const char *dot = word_vlan_dot(c->device);

	v->id_at = v->parent_at = c->at;
	if (!strncmp(c->device, "vlan", 4) && word_is_digits(c->device + 4)) {
		v->id = word_without_zeros(c->device + 4);
	} else if (dot) {
		v->id = word_without_zeros(dot + 1);
		v->parent = arena_strndup(x->r->arena, c->device, (size_t)(dot - c->device));
	}
}

static void set_id(struct vlan_of *v, const struct assignment *a)
{
	v->id = word_is_digits(a->value) ? word_without_zeros(a->value) : a->value;
	v->id_at = a->at;
}

/* Who counts where the name says one thing and a key another. */
static void by_key(struct rhel_read *x, const struct ifcfg *c, const struct assignment *a, bool counts,
		   struct vlan_of *v)
{
	struct vlan_of said = {0};
	struct finding *f;

	set_id(&said, a);
	if (!v->id || (counts && !strcmp(v->id, said.id))) {
		set_id(v, a);
		return;
	}
	if (!strcmp(v->id, said.id))
		return;
	f = import_fault(x->r, &IMP004, c->device, a->at, "'%s' is VLAN %s by its name and %s by %s",
			 c->device, v->id, said.id, a->key);
	f->consequence = arena_printf(x->r->arena, "%s counts: %s", counts ? said.id : v->id,
				      c->nm ? "NetworkManager reads the file, and goes by VLAN_ID"
					    : "ifup goes by the name");
	if (counts)
		set_id(v, a);
}

/* vconfig calls VLANs PARENT.ID unless it is told otherwise. */
static void check_name_type(struct rhel_read *x, const struct ifcfg *c)
{
	const struct ifcfg_caps *caps = &x->r->os->ifcfg;
	const char *here = rhel_value(c, "VLAN_NAME_TYPE"),
		   *there = rhel_value(&x->network, "VLAN_NAME_TYPE");
	const char *type = here && caps->vlan_names_here ? here : there;
	struct finding *f;

	if (caps->vlan_by_ip || c->nm || strncmp(c->device, "vlan", 4) != 0 ||
	    (type && !strncmp(type, "VLAN_", 5)))
		return;
	f = import_fault(x->r, &IMP011, c->device, c->at,
			 "there will be no '%s': vconfig calls the VLAN by parent and number", c->device);
	f->help = arena_printf(x->r->arena,
			       "VLAN_NAME_TYPE=VLAN_PLUS_VID_NO_PAD        in /etc/sysconfig/network");
}

/* (eth|hsi|bond)[0-9]+\.[0-9]{1,4} in ifup up to 9.03.20 */
static void check_parent(struct rhel_read *x, const struct ifcfg *c, const struct vlan_of *v)
{
	const char *p = v->parent;
	size_t n = !strncmp(p, "eth", 3) || !strncmp(p, "hsi", 3) ? 3 : !strncmp(p, "bond", 4) ? 4 : 0;

	if (x->r->os->ifcfg.any_vlan_parent || c->nm || rhel_given(c, "PHYSDEV") ||
	    (n && word_is_digits(p + n)))
		return;
	import_fault(
		x->r, &IMP011, c->device, c->at,
		"ifup of this release makes no VLAN on '%s': it knows parents called ethN and bondN alone",
		p);
}

void rhel_read_vlan(struct rhel_read *x, struct ifcfg *c)
{
	const struct assignment *physdev = rhel_given(c, "PHYSDEV"), *vid = rhel_given(c, "VID"),
				*vlan_id = rhel_given(c, "VLAN_ID");
	struct vlan_of v = {0};

	by_name(x, c, &v);
	if (physdev) {
		v.parent = physdev->value;
		v.parent_at = physdev->at;
	}
	if (vid)
		by_key(x, c, vid, x->r->os->ifcfg.vlan_id && physdev && !c->nm, &v);
	if (vlan_id)
		by_key(x, c, vlan_id, c->nm, &v);
	if (v.id)
		draft_set(x->r->draft, c->o, "id", v.id, v.id_at);
	if (!v.parent)
		return;
	check_name_type(x, c);
	check_parent(x, c, &v);
	draft_set(x->r->draft, c->o, "parent", v.parent, v.parent_at);
	draft_mention(x->r->draft, v.parent, v.parent_at);
}
