/* What a bond asks of the switch ports: TOPO003, TOPO004. */
#include "rules/cabling.h"
#include "rules/example.h"

/* True if the switch of a slave is said to speak no LACP, and nothing is said of the port. */
static bool switch_without_lacp(const struct iface *slave)
{
	const struct iface *nic = iface_nic(slave);

	return port_group(slave) < 0 && nic && nic->on && !number_or(&nic->on->lacp, 1);
}

/* True if the port of a slave is known to be something else than `group`. */
static bool port_is_not(const struct iface *slave, enum port_group group)
{
	long known = port_group(slave);

	return known < 0 ? group == GROUP_LACP && switch_without_lacp(slave) : known != (long)group;
}

static void note_port(struct run *r, const struct iface *slave)
{
	static const char *const groups[] = {"is in no group", "is in a static group", "is in an LACP group"};
	const struct iface *nic = iface_nic(slave);

	if (switch_without_lacp(slave))
		note(r, (struct subject){nic->on->name.s, field_path(r->arena, nic->on->path, "lacp")},
		     "'%s' speaks no LACP", nic->on->name.s);
	else
		note(r, on_field(r, nic, "port_group"), "the port of '%s' %s", nic->name,
		     groups[port_group(slave)]);
}

static void needs_port_group(struct run *r, const struct iface *bond)
{
	bool lacp = bond_in_mode(bond, MODE(LACP));
	struct ifaces wrong = {0};

	if ((!lacp && !bond_in_mode(bond, BALANCING)) || bond->lower.n < 2)
		return;
	for (size_t i = 0; i < bond->lower.n; i++)
		if (port_is_not(bond->lower.v[i], lacp ? GROUP_LACP : GROUP_STATIC))
			arena_push(r->arena, wrong.v, wrong.n, bond->lower.v[i]);
	if (!wrong.n || isolated_slaves(r, bond)) /* 802.3ad over such networks is TOPO001 */
		return;
	report(r, ERROR, on_option(r, bond, OPT_MODE),
	       "bond '%s' is %s, and its switch ports are not in one %s group", bond->name,
	       mode_text(r, bond), lacp ? "LACP" : "static");
	for (size_t i = 0; i < wrong.n; i++)
		note_port(r, wrong.v[i]);
	if (lacp)
		consequence(
			r, "no partner answers: each slave is an aggregator of its own, and one carries all");
	else
		consequence(r,
			    "the switches see one MAC address on several ports, and broadcasts come back by\n"
			    "another: duplicates, frames to the wrong port, guests that get no replies");
	if (!bond_cabling(bond).one_partner)
		help(r, "%s", mode_advice(r, bond));
	else
		help(r, "%s\nport_group: %s        for every port, once the switch has them in one group",
		     mode_advice(r, bond), lacp ? "lacp" : "static");
	fix_mode(r, bond);
}

const struct rule TOPO003 = {
	.about = {
		.id = "TOPO003",
		.title = "the mode needs a port group that the switch ports are not in",
		.severity = ERROR,
		.since = "0.1",
		.why = "balance-rr, balance-xor and broadcast send from one MAC address through several "
		       "links. Without a static group (EtherChannel, trunk group) the switch takes the "
		       "ports for strangers: it learns the address now here, now there, and what leaves by "
		       "one slave as a broadcast comes back by the other. Measured on Linux 6.1 with a "
		       "guest behind such a bond: in balance-rr and in balance-xor 0 of 20 of its ARP "
		       "requests were answered. 802.3ad needs LACP on the ports: without a partner every "
		       "slave is on its own and one is used. kvm-nic-bonding says that modes 0 to 3 work "
		       "with most switches; bonding.rst, section 5, asks for the group, redhat-ab-failover "
		       "does so for balance-xor, and they are right.\n"
		       "Not meant are ports of which nothing is said (`port_group` left out is unknown, not "
		       "none), direct cables, and balancing over networks that are known to be isolated "
		       "from each other (bonding.rst 12.2): every switch there lists its `peers`, and no "
		       "way leads from one slave's switch to another's.",
		.fix = "Configure the ports as the mode needs them and describe them so, or take the mode "
		       "for the ports as they are: active-backup for plain ones, balance-xor for a static "
		       "group, 802.3ad for an LACP group.",
		.verify = "802.3ad: /proc/net/bonding/BOND shows a \"Partner Mac Address\" that is not all "
			  "zero. Otherwise the switch tells, and on a bridge \"received packet on ... with "
			  "own address as source address\" in the kernel's log.",
		.sources = REFERENCES(&redhat_ab_failover, &kvm_bonding, &bonding_rst, &bond_3ad, &measured),
		.bad = EXAMPLE_HOST("bookworm")
		       "switches:\n"
		       "  - {name: sw-a, stack: core}\n"
		       "  - {name: sw-b, stack: core}\n"
		       "nics:\n"
		       "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, port_group: none}\n"
		       "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b, port_group: none}\n"
		       "bonds:\n"
		       "  - {name: bond0, mode: balance-xor, miimon: 100, slaves: [eth0, eth1]}\n",
		.good = EXAMPLE_HOST("bookworm")
			"switches:\n"
			"  - {name: sw-a, stack: core}\n"
			"  - {name: sw-b, stack: core}\n"
			"nics:\n"
			"  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, port_group: static}\n"
			"  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b, port_group: static}\n"
			"bonds:\n"
			"  - {name: bond0, mode: balance-xor, miimon: 100, slaves: [eth0, eth1]}\n",
	},
	/* the first help is another mode; that there is no such group over those switches comes after that */
	.subsumes = IDS("BOND026", "TOPO002"),
	.on_bond = needs_port_group,
};

static void group_without_balance(struct run *r, const struct iface *bond)
{
	bool lacp = false, fixed = false;

	for (size_t i = 0; i < bond->lower.n; i++) {
		lacp |= port_group(bond->lower.v[i]) == GROUP_LACP;
		fixed |= port_group(bond->lower.v[i]) == GROUP_STATIC;
	}
	if (!bond_in_mode(bond, ONE_SLAVE_RECEIVES) || bond->lower.n < 2 || (!lacp && !fixed))
		return;
	report(r, ERROR, on_option(r, bond, OPT_MODE),
	       "bond '%s' is %s, and its switch ports are in %s group", bond->name, mode_text(r, bond),
	       lacp ? "an LACP" : "a static");
	for (size_t i = 0; i < bond->lower.n; i++)
		if (port_group(bond->lower.v[i]) > GROUP_NONE)
			note_port(r, bond->lower.v[i]);
	if (fixed)
		consequence(r,
			    "the switch spreads what it sends over all links of the group, and the slaves\n"
			    "that are not active drop their part");
	else
		consequence(
			r, "the host sends no LACPDUs: the switch leaves the ports out of the group or shut");
	if (!r->host->switches.n)
		help(r, "switches: [...]        here or in the file that --site names: are they one stack?\n"
			"port_group: none        for every port, if they are not and each is on its own");
	else if (bond_safe_mode(bond, NULL) == ACTIVE_BACKUP)
		help(r, "port_group: none        for every port, once the switch has each on its own");
	else
		help(r, "%s\nport_group: none        for every port, once the switch has each on its own",
		     mode_advice(r, bond));
}

const struct rule TOPO004 = {
	.about = {
		.id = "TOPO004",
		.title = "ports in a group under a mode that receives on one slave",
		.severity = ERROR,
		.since = "0.1",
		.why = "active-backup, balance-tlb and balance-alb ask nothing of the switch, and that "
		       "includes no port group (bonding.rst, section 5). A static group makes the switch "
		       "hash traffic over all its ports, whichever slave the host has chosen; what arrives "
		       "on an inactive slave is dropped, so some connections work and others do not. In an "
		       "LACP group the switch waits for LACPDUs that only 802.3ad sends.",
		.fix = "The mode that the group is made for: 802.3ad for an LACP group, balance-xor for a "
		       "static one, where all ports are on one switch or stack. Else take the ports out of "
		       "the group, in the switch and in the description.",
		.verify = "ip -s link show SLAVE: the inactive slave counts received frames as dropped "
			  "while hosts are pinged from several others.",
		.sources = REFERENCES(&redhat_ab_failover, &bonding_rst, &bond_main),
		.bad = EXAMPLE_HOST("bookworm")
		       "switches:\n"
		       "  - {name: sw-a, stack: core}\n"
		       "  - {name: sw-b, stack: core}\n"
		       "nics:\n"
		       "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, port_group: static}\n"
		       "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b, port_group: static}\n"
		       "bonds:\n"
		       "  - {name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}\n",
		.good = EXAMPLE_HOST("bookworm")
			"switches:\n"
			"  - {name: sw-a, stack: core}\n"
			"  - {name: sw-b, stack: core}\n"
			"nics:\n"
			"  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, port_group: static}\n"
			"  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b, port_group: static}\n"
			"bonds:\n"
			"  - {name: bond0, mode: balance-xor, miimon: 100, slaves: [eth0, eth1]}\n",
	},
	.on_bond = group_without_balance,
};
