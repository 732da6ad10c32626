/* MTU along the chain of interfaces: MTU001. */
#include "rules/rule.h"

/* Adds what has to be raised before `i` can have `mtu`, as "'eth0', 'eth1'". */
static void add_low(struct run *r, struct text *names, const struct iface *i, long mtu)
{
	if (i->mtu.n >= mtu)
		return;
	/* a VLAN and a bridge follow what is below them, unless something else is written */
	if (i->kind == NIC || i->kind == BOND || has(&i->common->mtu))
		text_join(names, ", ", arena_printf(r->arena, "'%s'", i->name));
	for (size_t k = 0; k < i->lower.n; k++) {
		const struct iface *lower = i->lower.v[k];

		if (i->kind != BOND)
			add_low(r, names, lower, mtu);
		else if (lower->kind == VLAN) /* a NIC takes what its bond gives it, a VLAN what its parent has */
			add_low(r, names, lower->lower.v[0], mtu);
	}
}

static void note_limit(struct run *r, const struct iface *i)
{
	if (i->mtu_of)
		note(r, on_field(r, i->mtu_of, "mtu"), "'%s' has %ld from here", i->name, i->mtu.n);
	else
		note(r, on(r, i), "'%s' has the kernel's %ld: no mtu is written", i->name, i->mtu.n);
}

static void vlan_above_parent(struct run *r, const struct iface *vlan)
{
	const struct iface *parent = vlan->lower.v[0];
	const struct value *mtu = &vlan->common->mtu;
	struct text low;

	if (!has(mtu) || mtu->n <= parent->mtu.n)
		return;
	report(r, ERROR, on_field(r, vlan, "mtu"), "VLAN '%s' is to have MTU %ld, and '%s' below it has %ld",
	       vlan->name, mtu->n, parent->name, parent->mtu.n);
	note_limit(r, parent);
	consequence(r, "the kernel refuses it (Numerical result out of range), and ifup stops half way: measured, the\n"
		       "address set and the interface down");
	text_init(&low, r->arena);
	add_low(r, &low, parent, mtu->n);
	help(r, "mtu: %ld        on %s", mtu->n, low.s);
}

/* A bond gives its MTU to its slaves; a VLAN subinterface cannot take more than its parent has. */
static void bond_above_nics(struct run *r, const struct iface *bond)
{
	const struct value *mtu = &bond->common->mtu;
	const struct iface *first = NULL;
	struct text low;

	text_init(&low, r->arena);
	for (size_t k = 0; has(mtu) && k < bond->lower.n; k++) {
		const struct iface *vlan = bond->lower.v[k];
		const struct iface *parent = vlan->kind == VLAN ? vlan->lower.v[0] : NULL;

		if (!parent || parent->mtu.n >= mtu->n)
			continue;
		if (number_or(&vlan->common->mtu, 0) > parent->mtu.n) /* said of the VLAN already */
			continue;
		add_low(r, &low, parent, mtu->n);
		if (!first) {
			report(r, ERROR, on_field(r, bond, "mtu"),
			       "bond '%s' is to have MTU %ld, and '%s' below its slave '%s' has %ld", bond->name,
			       mtu->n, parent->name, vlan->name, parent->mtu.n);
			first = parent;
		}
		note_limit(r, parent);
	}
	if (!first)
		return;
	consequence(r, "the kernel refuses it and rolls all slaves back: the bond stays at %ld (measured)",
		    first->mtu.n);
	help(r, "mtu: %ld        on %s", mtu->n, low.s);
}

const struct rule MTU001 = {
	.about = {
		.id = "MTU001",
		.title = "VLAN with a larger MTU than what it stands on",
		.severity = ERROR,
		.since = "0.1",
		.why = "A VLAN's MTU may not exceed its parent's (vlan_dev_change_mtu(): -ERANGE). A VLAN "
		       "gets its parent's when it is made and does not follow when the parent is raised "
		       "later; a bond gives its own to its slaves, all of them or none. Measured on Linux "
		       "6.1 with the real ifup: the VLAN's address is set and the interface left down, or "
		       "the bond stays at 1500.\n"
		       "vlan-bonding-squeeze prints `up ip link set eth0.253 mtu 9000` and never raises "
		       "eth0: measured, that configuration does not come up. What its author ran must have "
		       "had the NICs at 9000 already.",
		.fix = "The MTU on the lowest interface: the NIC, or the bond that takes the NICs in. VLANs "
		       "and bridges above inherit it. The switch ports have to pass frames of that size too.",
		.verify = "ip link show: the mtu of every interface from the NIC up; ping -M do -s MTU-28 to "
			  "a neighbour.",
		.sources = REFERENCES(&vlan_bonding, &vlan_source, &bond_main, &measured),
		.bad = "host: boxa.example.com\n"
		       "os: bookworm\n"
		       "nics: [{name: eth0}]\n"
		       "vlans: [{id: 253, parent: eth0, mtu: 9000}]\n",
		.good = "host: boxa.example.com\n"
			"os: bookworm\n"
			"nics: [{name: eth0, mtu: 9000}]\n"
			"vlans: [{id: 253, parent: eth0, mtu: 9000}]\n",
	},
	.on_vlan = vlan_above_parent,
	.on_bond = bond_above_nics,
};
