/* VLANs, on bonds and in bonds: VLAN001, VLAN003 to VLAN005. */
#include "rules/cabling.h"
#include "rules/rule.h"

/* ---- the ID: the rows of id, trunk and native raise it ---- */

const struct rule VLAN001 = {
	.about = {
		.id = "VLAN001",
		.title = "VLAN ID out of range",
		.severity = ERROR,
		.since = "0.1",
		.why = "802.1Q leaves 1 to 4094: 0 marks a frame that has a priority and no VLAN, 4095 is "
		       "reserved. The kernel refuses 4095 and above (vlan_validate(), "
		       "register_vlan_device(): -ERANGE) and takes 0 for a priority tag, which no switch "
		       "port forwards as a VLAN of its own. Two manuals are wrong: vlan-interfaces(5) says 1 "
		       "to 4095, sysconfig.txt 0 to 4095; the kernel decides.",
		.fix = "The ID that the switch has for this VLAN, from 1 to 4094. 1 is usually the ports' "
		       "native VLAN.",
		.verify = "ip -d link show type vlan: \"vlan protocol 802.1Q id ID\".",
		.sources = REFERENCES(&vlan_source, &vlan_interfaces, &sysconfig_txt),
		.bad = "host: vm1.example.com\n"
		       "os: bookworm\n"
		       "nics: [{name: eth0}]\n"
		       "vlans: [{id: 4095, parent: eth0}]\n",
		.good = "host: vm1.example.com\n"
			"os: bookworm\n"
			"nics: [{name: eth0}]\n"
			"vlans: [{id: 4094, parent: eth0}]\n",
	},
};

/* ---- below the bond instead of on it ---- */

/* The VLAN on `parent` with this ID; NULL: none. */
static const struct iface *vlan_with_id(const struct iface *parent, long id)
{
	for (size_t k = 0; k < parent->vlans.n; k++)
		if (parent->vlans.v[k]->vlan->id.n == id)
			return parent->vlans.v[k];
	return NULL;
}

static void vlan_on_slave(struct run *r, const struct iface *vlan)
{
	const struct iface *parent = vlan->lower.v[0], *bond = iface_owner(parent, BOND), *twin;
	long id = vlan->vlan->id.n;

	if (!bond)
		return;
	twin = vlan_with_id(bond, id);
	report(r, ERROR, on_field(r, vlan, "parent"), "VLAN '%s' stands on '%s', which is a slave of bond '%s'",
	       vlan->name, parent->name, bond->name);
	note(r, on_listing(r, bond, parent), "'%s' takes it in", bond->name);
	consequence(r, "its frames pass the bond by: they come and go through this slave alone, active or not, and the\n"
		       "VLAN is gone when the slave fails");
	if (twin)
		help(r, "remove it: '%s' is the same VLAN on the bond", twin->name);
	else if (has(&vlan->common->name))
		help(r, "parent: %s", bond->name);
	else
		help(r, "parent: %s        it is then called %s.%ld wherever it is listed", bond->name,
		     bond->name, id);
}

const struct rule VLAN003 = {
	.about = {
		.id = "VLAN003",
		.title = "VLAN on a slave instead of on its bond",
		.severity = ERROR,
		.since = "0.1",
		.why = "A frame that comes in on a slave is looked up among the slave's VLANs before the "
		       "bond sees it (vlan_do_receive() in __netif_receive_skb_core()), and what the VLAN "
		       "sends leaves by its parent directly. So this VLAN has no failover, and in "
		       "active-backup it talks through a port where the switches do not expect the host. "
		       "Linux 2.6.32 and older let the bond have the frame first, unless the NIC takes the "
		       "tag off itself: there such a VLAN receives nothing or something, depending on the "
		       "driver.",
		.fix = "The VLAN on the bond. The other way round, a bond of VLAN subinterfaces, needs NICs "
		       "that are in no bond.",
		.verify = "ip -d link show type vlan: the name behind @ must be the bond's.",
		.sources = REFERENCES(&netdev_source, &vlan_source, &bonding_rst),
		.bad = "host: vm1.example.com\n"
		       "os: bookworm\n"
		       "nics: [{name: eth0}, {name: eth1}]\n"
		       "bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}]\n"
		       "vlans: [{id: 256, parent: eth0}]\n",
		.good = "host: vm1.example.com\n"
			"os: bookworm\n"
			"nics: [{name: eth0}, {name: eth1}]\n"
			"bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}]\n"
			"vlans: [{id: 256, parent: bond0}]\n",
	},
	.on_vlan = vlan_on_slave,
};

/* ---- bonds of VLAN subinterfaces ---- */

static const struct iface *first_vlan(const struct iface *bond)
{
	for (size_t k = 0; k < bond->lower.n; k++)
		if (bond->lower.v[k]->kind == VLAN)
			return bond->lower.v[k];
	return NULL;
}

/* The NICs below a bond, as it would list them. */
static const char *nic_names(struct run *r, const struct iface *bond)
{
	struct text names;

	text_init(&names, r->arena);
	for (size_t k = 0; k < bond->lower.n; k++)
		text_join(&names, ", ", iface_nic(bond->lower.v[k])->name);
	return names.s;
}

static void lacp_over_vlan(struct run *r, const struct iface *bond)
{
	const struct iface *vlan = first_vlan(bond);
	struct cabling c = bond_cabling(bond);

	if (!vlan || bond_number(bond, OPT_MODE) != LACP)
		return;
	report(r, ERROR, on_option(r, bond, OPT_MODE), "bond '%s' is %s, and its slave '%s' is a VLAN subinterface",
	       bond->name, mode_text(r, bond), vlan->name);
	note(r, on_listing(r, bond, vlan), "'%s' takes it in", bond->name);
	consequence(r, "LACPDUs leave tagged with the VLAN, where no switch answers them: no partner, no aggregation,\n"
		       "and one slave carries everything");
	if (c.group == GROUP_LACP && c.one_partner)
		help(r,
		     "slaves: [%s]        the NICs, whose ports are in one LACP group; and the VLAN on the bond:\n"
		     "parent: %s",
		     nic_names(r, bond), bond->name);
	else
		help(r, "mode: active-backup");
	fix_mode(r, bond);
}

const struct rule VLAN004 = {
	.about = {
		.id = "VLAN004",
		.title = "802.3ad over VLAN subinterfaces",
		.severity = ERROR,
		.since = "0.1",
		.why = "LACPDUs are sent through the slave like any frame (ad_lacpdu_send()): a VLAN "
		       "subinterface tags them, and a switch expects them untagged, once per port. Nobody "
		       "answers (\"No 802.3ad response from the link partner\"), each slave becomes an "
		       "aggregator of its own, and one of them carries everything. vlan-bonding-squeeze "
		       "foresaw that and took active-backup.",
		.fix = "active-backup, with the primaries of several such bonds on different NICs for a "
		       "coarse balance; or the NICs in one 802.3ad bond and the VLANs on it.",
		.verify = "grep -A3 'Active Aggregator' /proc/net/bonding/BOND: the partner's MAC address "
			  "must not be all zero.",
		.sources = REFERENCES(&vlan_bonding, &bonding_rst, &bond_3ad),
		.bad = "host: boxa.example.com\n"
		       "os: bookworm\n"
		       "nics: [{name: eth0}, {name: eth1}]\n"
		       "vlans: [{id: 253, parent: eth0}, {id: 253, parent: eth1}]\n"
		       "bonds: [{name: bond253, mode: 802.3ad, miimon: 100, slaves: [eth0.253, eth1.253]}]\n",
		.good = "host: boxa.example.com\n"
			"os: bookworm\n"
			"nics: [{name: eth0}, {name: eth1}]\n"
			"vlans: [{id: 253, parent: eth0}, {id: 253, parent: eth1}]\n"
			"bonds: [{name: bond253, mode: active-backup, miimon: 100, slaves: [eth0.253, eth1.253]}]\n",
	},
	.on_bond = lacp_over_vlan,
};

/* What a slave's cable carries it in: itself, or what a VLAN stands on. */
static const struct iface *carrier_of(const struct iface *slave)
{
	return slave->kind == VLAN ? slave->lower.v[0] : slave;
}

/* The VLAN that a slave's frames are in on the wire: its ID, or for a NIC its port's native VLAN; -1: unknown. */
static long wire_vlan(const struct iface *slave)
{
	return slave->kind == VLAN ? slave->vlan->id.n : number_or(&slave->nic->native, -1);
}

/* "VLAN 254", "native VLAN 1": what a finding says of a slave. */
static const char *wire_text(struct run *r, const struct iface *slave)
{
	long vlan = wire_vlan(slave);

	if (vlan < 0)
		return "a NIC whose native VLAN is not described";
	return arena_printf(r->arena, "%sVLAN %ld", slave->kind == VLAN ? "" : "native ", vlan);
}

static void different_vlans(struct run *r, const struct iface *bond, const struct iface *slave,
			    const struct iface *vlan)
{
	bool known = wire_vlan(slave) >= 0;
	const char *carrier = carrier_of(slave)->name;
	long id = wire_vlan(vlan);

	report(r, known ? ERROR : WARNING, on_listing(r, bond, slave), "bond '%s' takes in '%s' (%s) and '%s' (%s)",
	       bond->name, vlan->name, wire_text(r, vlan), slave->name, wire_text(r, slave));
	note(r, on_listing(r, bond, vlan), "'%s' is listed here", vlan->name);
	consequence(r, "at failover the host moves from one VLAN to another: whom it talked to stays behind%s",
		    known ? "" : ",\nunless the NIC's switch port has that VLAN untagged");
	if (slave->kind == VLAN)
		help(r, "VLAN %ld of '%s' in place of '%s'", id, carrier, slave->name);
	else
		help(r,
		     "VLAN %ld of '%s' in place of '%s' itself;\n"
		     "or native: %ld        on '%s', if its switch port is set up so",
		     id, carrier, carrier, id, carrier);
}

static void same_carrier(struct run *r, const struct iface *bond, const struct iface *slave,
			 const struct iface *other)
{
	report(r, ERROR, on_listing(r, bond, slave), "bond '%s' takes in '%s' and '%s', which are both on '%s'",
	       bond->name, other->name, slave->name, carrier_of(slave)->name);
	note(r, on_listing(r, bond, other), "'%s' is listed here", other->name);
	consequence(r, "no redundancy: when '%s' fails, both slaves fail", carrier_of(slave)->name);
	help(r, "the same VLAN of another NIC in place of '%s'", slave->name);
}

/* One finding for a slave at most: that it is in another VLAN says more than that it is on the same NIC. */
static void vlans_in_bond(struct run *r, const struct iface *bond)
{
	const struct iface *vlan = first_vlan(bond);

	for (size_t k = 0; vlan && k < bond->lower.n; k++) {
		const struct iface *slave = bond->lower.v[k];
		size_t same = 0;

		if (wire_vlan(slave) != wire_vlan(vlan)) {
			different_vlans(r, bond, slave, vlan);
			continue;
		}
		while (same < k && carrier_of(bond->lower.v[same]) != carrier_of(slave))
			same++;
		if (same < k)
			same_carrier(r, bond, slave, bond->lower.v[same]);
	}
}

const struct rule VLAN005 = {
	.about = {
		.id = "VLAN005",
		.title = "bond of VLAN subinterfaces that do not belong together",
		.severity = ERROR,
		.since = "0.1",
		.why = "A bond of VLAN subinterfaces is one VLAN over several NICs, as vlan-bonding-squeeze "
		       "lays it out: eth0.253 and eth1.253. With different IDs, or with a NIC whose port has "
		       "another native VLAN, a failover puts the host into another broadcast domain, and in "
		       "the modes that use all slaves it joins the two. Twice the same NIC is no redundancy: "
		       "both slaves lose carrier together.",
		.fix = "The same VLAN ID on different NICs. A NIC may stand beside a VLAN subinterface only "
		       "where its switch port has that VLAN untagged (native).",
		.verify = "grep 'Slave Interface' /proc/net/bonding/BOND, and ip -d link show for each of "
			  "them: one VLAN ID, different names behind @.",
		.sources = REFERENCES(&vlan_bonding, &bonding_rst),
		.bad = "host: boxa.example.com\n"
		       "os: bookworm\n"
		       "nics: [{name: eth0}, {name: eth1}]\n"
		       "vlans: [{id: 253, parent: eth0}, {id: 253, parent: eth1}, {id: 254, parent: eth1}]\n"
		       "bonds: [{name: bond253, mode: active-backup, miimon: 100, slaves: [eth0.253, eth1.254]}]\n",
		.good = "host: boxa.example.com\n"
			"os: bookworm\n"
			"nics: [{name: eth0}, {name: eth1}]\n"
			"vlans: [{id: 253, parent: eth0}, {id: 253, parent: eth1}, {id: 254, parent: eth1}]\n"
			"bonds: [{name: bond253, mode: active-backup, miimon: 100, slaves: [eth0.253, eth1.253]}]\n",
	},
	.on_bond = vlans_in_bond,
};
