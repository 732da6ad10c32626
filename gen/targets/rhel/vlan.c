/* VLANs: which names ifup makes them under. */
#include <string.h>

#include "base/word.h"
#include "targets/rhel/rhel.h"

/* True for ethN and bondN, the parents up to 9.03.20: (eth|hsi|bond)[0-9]+\.[0-9]{1,4} in ifup. */
static bool is_old_parent(const char *name)
{
	size_t n = !strncmp(name, "eth", 3) ? 3 : !strncmp(name, "bond", 4) ? 4 : 0;

	return n && word_is_digits(name + n);
}

/* PARENT.ID as ifup takes a name apart, at the last dot; a zero before the ID would make it octal for ip. */
static bool is_parent_id(const struct release *os, const struct iface *vlan)
{
	const char *parent = vlan->lower.v[0]->name, *dot = strrchr(vlan->name, '.');

	return dot && (size_t)(dot - vlan->name) == strlen(parent) &&
	       !strncmp(vlan->name, parent, strlen(parent)) && !strcmp(dot + 1, vlan->vlan->id.s) &&
	       (os->ifcfg.any_vlan_parent || is_old_parent(parent));
}

/* vlanID: ifup drops zeros before it where it uses ip. */
static bool is_number(const struct release *os, const struct iface *vlan)
{
	const char *id;

	if (strncmp(vlan->name, "vlan", 4))
		return false;
	id = vlan->name + 4;
	if (os->ifcfg.vlan_by_ip)
		id += strspn(id, "0");
	return !strcmp(id, vlan->vlan->id.s);
}

bool rhel_vlans_by_number(const struct net *net)
{
	bool any = false;

	for (size_t k = 0; k < net->ifaces.n; k++) {
		const struct iface *i = net->ifaces.v[k];

		if (i->kind != VLAN)
			continue;
		if (is_parent_id(net->os, i))
			return false;
		any |= is_number(net->os, i);
	}
	return any && !net->os->ifcfg.vlan_names_here;
}

enum rhel_vlan rhel_vlan(const struct render *r, const struct iface *vlan)
{
	const struct ifcfg_caps *caps = &r->os->ifcfg;

	if (is_parent_id(r->os, vlan))
		return VLAN_PARENT_ID;
	if (is_number(r->os, vlan))
		return caps->vlan_names_here || r->rhel->vlans_by_number ? VLAN_NUMBER : VLAN_MIXED;
	return caps->vlan_id ? VLAN_KEYS : VLAN_CANNOT;
}

const char *rhel_vlan_name(struct render *r, const struct iface *vlan)
{
	const char *parent = vlan->lower.v[0]->name,
		   *name = arena_printf(r->arena, "%s.%s", parent, vlan->vlan->id.s);

	if (!(r->os->ifcfg.any_vlan_parent || is_old_parent(parent)) || strlen(name) > IFACE_NAME_MAX)
		name = arena_printf(r->arena, "vlan%s", vlan->vlan->id.s);
	return arena_printf(r->arena, "name: %s", name);
}

/* sysconfig/network has one VLAN_NAME_TYPE for the host. */
static void say_mixed(struct render *r, const struct iface *vlan)
{
	const char *parent = vlan->lower.v[0]->name;
	struct finding *f = loss(r, &LOSS001, vlan->name, iface_field_path(r->arena, vlan, "name"),
				 "ifup cannot make VLAN %s on '%s' under the name '%s' beside others",
				 vlan->vlan->id.s, parent, vlan->name);

	f->consequence =
		"VLANs are called either PARENT.ID or vlanID on one host, and others are called PARENT.ID";
	f->help = is_old_parent(parent) ? rhel_vlan_name(r, vlan) : "name: vlanID        for each VLAN";
}

void rhel_vlan_limits(struct render *r, const struct iface *vlan)
{
	const char *parent = vlan->lower.v[0]->name;
	enum rhel_vlan way = rhel_vlan(r, vlan);
	struct finding *f;

	if (way == VLAN_MIXED)
		say_mixed(r, vlan);
	if (way != VLAN_CANNOT || rule_said(r, "VLAN007", vlan->name, NULL))
		return;
	f = loss(r, &LOSS001, vlan->name, iface_field_path(r->arena, vlan, "name"),
		 "ifup cannot make VLAN %s on '%s' under the name '%s'", vlan->vlan->id.s, parent,
		 vlan->name);
	f->consequence = r->os->ifcfg.any_vlan_parent ? "the names that it knows are PARENT.ID and vlanID"
						      : "the names that it knows are PARENT.ID, with a "
							"parent called ethN or bondN, and vlanID";
	f->help = rhel_vlan_name(r, vlan);
}

void rhel_vlan_view(struct render *r, const struct iface *i, struct view *v)
{
	enum rhel_vlan way = i->kind == VLAN ? rhel_vlan(r, i) : VLAN_CANNOT;
	bool physdev = way == VLAN_NUMBER || way == VLAN_KEYS;

	view_word(v, "vlan", i->kind == VLAN ? "yes" : NULL);
	view_word(v, "physdev", physdev ? i->lower.v[0]->name : NULL);
	view_word(v, "vid", way == VLAN_KEYS ? i->vlan->id.s : NULL);
	/* vconfig's own default name is PARENT.ID. Up to 8.45.25 only the first ifup, which loads 8021q,
	 * passes the type on: there sysconfig/network has it. */
	view_word(v, "vlan_name_type",
		  way == VLAN_NUMBER && !r->os->ifcfg.vlan_by_ip && r->os->ifcfg.vlan_names_here
			  ? RHEL_NUMBER_NAMES
			  : NULL);
}
