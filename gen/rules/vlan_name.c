/* Which VLAN it is, by ID and by name, and which leg carries it: VLAN002, VLAN006, VLAN007. */
#include <stdlib.h>
#include <string.h>

#include "base/word.h"
#include "rules/rule.h"

static void same_id_twice(struct run *r, const struct iface *vlan)
{
	const struct iface *parent = vlan->lower.v[0];

	for (size_t k = 0; k < parent->vlans.n && parent->vlans.v[k] != vlan; k++) {
		const struct iface *first = parent->vlans.v[k];

		if (first->vlan->id.n != vlan->vlan->id.n)
			continue;
		report(r, ERROR, on_field(r, vlan, "id"), "VLAN %ld stands twice on '%s': '%s' and '%s'",
		       vlan->vlan->id.n, parent->name, first->name, vlan->name);
		note(r, on_field(r, first, "id"), "'%s' has it", first->name);
		consequence(r,
			    "the kernel refuses the second (File exists): '%s' is not there, and what stands "
			    "on it neither",
			    vlan->name);
		help(r, "one of them; what uses '%s' can use '%s'", vlan->name, first->name);
		return;
	}
}

const struct rule VLAN002 = {
	.about = {
		.id = "VLAN002",
		.title = "the same VLAN twice on one interface",
		.severity = ERROR,
		.since = "0.1",
		.why = "An interface keeps one device per VLAN ID (register_vlan_device(): EEXIST), "
		       "whatever it is called. Under another name the second is refused, and the bridge or "
		       "bond that was to take it in comes up without it.",
		.fix = "One device; everything that is to be in the VLAN uses it.",
		.verify = "ip -d link show type vlan: each ID once behind each @PARENT.",
		.sources = REFERENCES(&vlan_source),
		.bad = "host: vm1.example.com\n"
		       "os: bookworm\n"
		       "nics: [{name: eth0}]\n"
		       "vlans:\n"
		       "  - {id: 256, parent: eth0}\n"
		       "  - {id: 256, parent: eth0, name: guests}\n",
		.good = "host: vm1.example.com\n"
			"os: bookworm\n"
			"nics: [{name: eth0}]\n"
			"vlans:\n"
			"  - {id: 256, parent: eth0}\n",
	},
	.on_vlan = same_id_twice,
};

/* ---- the number in the name ---- */

/* The digits of the name that are read as an ID: behind the last dot, or behind "vlan". NULL: none. */
static const char *number_in(const char *name)
{
	const char *dot = strrchr(name, '.');
	const char *digits = dot ? dot + 1 : !strncasecmp(name, "vlan", 4) ? name + 4 : NULL;

	return digits && word_is_digits(digits) && strlen(digits) < 6 ? digits : NULL;
}

/* The interface that the front of the name means and that is not the parent; NULL: none. */
static const struct iface *other_parent(struct run *r, const struct iface *vlan, const char *digits)
{
	const struct iface *front;

	if (digits[-1] != '.')
		return NULL;
	front = net_find(r->net, arena_strndup(r->arena, vlan->name, (size_t)(digits - 1 - vlan->name)));
	return front != vlan->lower.v[0] ? front : NULL;
}

static void name_says_otherwise(struct run *r, const struct iface *vlan)
{
	const char *digits = has(&vlan->common->name) ? number_in(vlan->name) : NULL;
	const struct iface *parent = vlan->lower.v[0], *front;
	long id = vlan->vlan->id.n;
	bool other_id;

	if (!digits)
		return;
	front = other_parent(r, vlan, digits);
	other_id = strtol(digits, NULL, 10) != id;
	if (!other_id && !front)
		return;
	if (other_id)
		report(r, ERROR, on_field(r, vlan, "name"), "VLAN '%s' has the ID %ld: its name says %s",
		       vlan->name, id, digits);
	else
		report(r, ERROR, on_field(r, vlan, "name"), "VLAN '%s' stands on '%s': its name says '%s'",
		       vlan->name, parent->name, front->name);
	note(r, other_id ? on_field(r, vlan, "id") : on_field(r, vlan, "parent"), "what it is");
	consequence(r,
		    "people and scripts go by the name: ifup of many releases makes the VLAN that it names,\n"
		    "and the host is in another network than described");
	help(r, "name: %s.%ld", parent->name, id);
}

const struct rule VLAN007 = {
	.about = {
		.id = "VLAN007",
		.title = "the name of a VLAN says another one",
		.severity = ERROR,
		.since = "0.1",
		.why = "eth0.30 and vlan30 are how network scripts write \"VLAN 30\": ifup takes the ID, "
		       "and for the first form the parent too, out of the name (vlan-interfaces(5); ifup of "
		       "initscripts matches (eth|bond)N.ID and vlanID). With another ID or parent beside "
		       "it, one of the two is wrong, and which one comes up is a matter of the release. As "
		       "with a mode whose name and number differ, nobody can tell which was meant.",
		.fix = "Leave the name out, so that it follows from parent and ID; or a name without a "
		       "number.",
		.verify = "ip -d link show NAME: \"vlan protocol 802.1Q id ID\", and the parent behind @.",
		.sources = REFERENCES(&vlan_interfaces, &initscripts, &sysconfig_txt),
		.bad = "host: vm1.example.com\n"
		       "os: bookworm\n"
		       "nics: [{name: eth0}]\n"
		       "vlans:\n"
		       "  - {name: vlan30, id: 31, parent: eth0}\n",
		.good = "host: vm1.example.com\n"
			"os: bookworm\n"
			"nics: [{name: eth0}]\n"
			"vlans:\n"
			"  - {name: vlan31, id: 31, parent: eth0}\n",
	},
	.on_vlan = name_says_otherwise,
};

/* ---- one leg for everything ---- */

/* The slave that the bond uses first; NULL: it is no active-backup bond of VLANs on two NICs without guests.
 */
static const struct iface *first_leg(const struct iface *bond)
{
	if (bond->kind != BOND || bond->lower.n != 2 || !bond_in_mode(bond, MODE(ACTIVE_BACKUP)) ||
	    has(&bond->bond->follow) || iface_guest_bridge(bond, NULL))
		return NULL;
	for (size_t k = 0; k < 2; k++)
		if (bond->lower.v[k]->kind != VLAN || !iface_nic(bond->lower.v[k]))
			return NULL;
	if (bond_has(bond, OPT_PRIMARY) && !strcmp(bond->option[OPT_PRIMARY].s, bond->lower.v[1]->name))
		return bond->lower.v[1];
	return bond->lower.v[0];
}

/* The NIC of a bond's other slave. */
static const struct iface *other_leg(const struct iface *bond)
{
	return bond->lower.v[first_leg(bond) == bond->lower.v[0]];
}

static bool same_nics(const struct iface *a, const struct iface *b)
{
	return iface_nic(first_leg(a)) == iface_nic(first_leg(b)) &&
	       iface_nic(other_leg(a)) == iface_nic(other_leg(b));
}

/* True if another bond uses the NIC of the bond's other slave first: that one is not idle. */
static bool shared(const struct net *net, const struct iface *bond)
{
	for (size_t k = 0; k < net->ifaces.n; k++) {
		const struct iface *i = net->ifaces.v[k];

		if (first_leg(i) && iface_nic(first_leg(i)) == iface_nic(other_leg(bond)))
			return true;
	}
	return false;
}

static void one_leg_for_all(struct run *r, const struct iface *bond)
{
	const struct iface *before = NULL;
	size_t n = 0;

	if (!first_leg(bond) || shared(r->net, bond))
		return;
	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];

		if (!first_leg(i) || !same_nics(i, bond))
			continue;
		if (i == bond)
			break;
		before = i;
		n++;
	}
	if (n != 1) /* said once, of the second of them */
		return;
	report(r, INFO, bond_has(bond, OPT_PRIMARY) ? on_option(r, bond, OPT_PRIMARY) : on(r, bond),
	       "bond '%s' and bond '%s' both use '%s' first, and '%s' is idle", before->name, bond->name,
	       iface_nic(first_leg(bond))->name, iface_nic(other_leg(bond))->name);
	help(r, "primary: %s", other_leg(bond)->name);
}

const struct rule VLAN006 = {
	.about = {
		.id = "VLAN006",
		.title = "all bonds of VLANs use the same NIC first",
		.severity = INFO,
		.since = "0.1",
		.why = "The point of a bond per VLAN (vlan-bonding-squeeze) is that each can prefer another "
		       "NIC: half of the VLANs over one, half over the other, and all over the one that is "
		       "left. Measured with the report's own layout: one VLAN on either leg, and a fault of "
		       "one leg moves only the VLANs that were on it. Where all prefer the same, half of "
		       "the bandwidth is never used. With guests in a bridge above it is left alone: each "
		       "return to a primary cuts guests off. The switches have to learn MAC addresses per "
		       "VLAN, because the bonds share one.",
		.fix = "primary on the other NIC's VLAN for some of the bonds.",
		.verify = "cat /sys/class/net/BOND/bonding/active_slave for each.",
		.sources = REFERENCES(&vlan_bonding, &measured),
		.bad = "host: boxa.example.com\n"
		       "os: bookworm\n"
		       "nics: [{name: eth0}, {name: eth1}]\n"
		       "vlans: [{id: 253, parent: eth0}, {id: 253, parent: eth1}, {id: 254, parent: eth0}, {id: 254, parent: eth1}]\n"
		       "bonds:\n"
		       "  - {name: bond253, mode: active-backup, miimon: 100, slaves: [eth0.253, eth1.253]}\n"
		       "  - {name: bond254, mode: active-backup, miimon: 100, slaves: [eth0.254, eth1.254]}\n",
		.good = "host: boxa.example.com\n"
			"os: bookworm\n"
			"nics: [{name: eth0}, {name: eth1}]\n"
			"vlans: [{id: 253, parent: eth0}, {id: 253, parent: eth1}, {id: 254, parent: eth0}, {id: 254, parent: eth1}]\n"
			"bonds:\n"
			"  - {name: bond253, mode: active-backup, miimon: 100, slaves: [eth0.253, eth1.253]}\n"
			"  - {name: bond254, mode: active-backup, miimon: 100, slaves: [eth0.254, eth1.254], primary: eth1.254}\n",
	},
	.on_bond = one_leg_for_all,
};
