/* Bonds under bridges that carry guests: GUEST001 to GUEST005. */
#include "rules/rule.h"

static void rr_xor_broadcast(struct run *r, const struct iface *bond)
{
	const struct iface *via, *bridge = iface_guest_bridge(bond, &via);
	struct cabling c = bond_cabling(bond);
	long mode = bond_number(bond, OPT_MODE);
	bool grouped = c.one_partner && c.group == GROUP_STATIC;

	if (!bridge || (mode != BALANCE_RR && mode != BALANCE_XOR && mode != BROADCAST))
		return;
	if (mode == BALANCE_XOR && grouped)
		return;
	report(r, (mode == BALANCE_RR && grouped) || (mode == BALANCE_XOR && c.group < 0) ? WARNING : ERROR,
	       on_option(r, bond, OPT_MODE), "bond '%s' is %s under bridge '%s', which carries guests", bond->name,
	       mode_text(r, bond), bridge->name);
	note_bridge(r, bond, bridge, via);
	consequence(r, "a guest's own broadcast comes back through another slave; the bridge then looks for the guest behind\n"
		       "the bond and drops every ARP reply to it");
	help(r, "%s", mode_advice(r, bond));
}

const struct rule GUEST004 = {
	.about = {
		.id = "GUEST004",
		.title = "balance-rr, balance-xor or broadcast under a bridge with guests",
		.severity = ERROR,
		.since = "0.1",
		.why = "In these modes every slave receives. A guest's broadcast leaves by one slave, the switch floods it back "
		       "by another, and the bridge learns the guest's MAC address on the bond's port: from then on it drops what "
		       "comes for the guest, ARP replies first. Measured on Linux 6.1: 0 of 20 ARP requests answered, 93 to "
		       "100 % of pings to a guest lost while it broadcasts. Pinging the guest from outside makes it work for a "
		       "while, which is why the fault looks haunted. It is not a matter of equal MAC addresses: active-backup "
		       "has them too and works.",
		.fix = "active-backup, which asks nothing of the switches, or 802.3ad with the ports in one LACP group. "
		       "balance-xor is sound only where all ports are in one static group of one switch or stack.",
		.verify = "bridge fdb show br BRIDGE | grep GUEST-MAC: it must stand on the guest's port, not on the bond's; "
			  "the kernel says \"received packet on ... with own address as source address\".",
		.sources = REFERENCES(&openvz_bonding, &redhat_bridge_modes, &bonding_rst, &measured),
		.bad = "host: vm1.example.com\n"
		       "os: rhel6\n"
		       "virtualization: openvz\n"
		       "nics: [{name: eth0}, {name: eth1}]\n"
		       "bonds: [{name: bond0, mode: balance-rr, miimon: 100, slaves: [eth0, eth1]}]\n"
		       "bridges: [{name: br0, ports: [bond0]}]\n",
		.good = "host: vm1.example.com\n"
			"os: rhel6\n"
			"virtualization: openvz\n"
			"nics: [{name: eth0}, {name: eth1}]\n"
			"bonds: [{name: bond0, mode: 802.3ad, miimon: 100, slaves: [eth0, eth1]}]\n"
			"bridges: [{name: br0, ports: [bond0]}]\n",
	},
	.on_bond = rr_xor_broadcast,
};
