/* The ways between the switches of a bond: TOPO002, TOPO007, TOPO008. */
#include "rules/cabling.h"
#include "rules/example.h"
#include "rules/monitor.h"

/* The first two slaves of a bond whose far ends are described and are not one partner. */
struct split {
	const struct iface *first, *other; /* `other` NULL: none */
};

static struct split split_of(struct run *r, const struct iface *bond)
{
	struct split s = {0};

	for (size_t i = 0; i < bond->lower.n && !s.other; i++) {
		const struct iface *slave = bond->lower.v[i];

		if (!far_end(r, slave))
			continue;
		if (!s.first)
			s.first = slave;
		else if (!one_partner(r, s.first, slave))
			s.other = slave;
	}
	return s;
}

static void note_ends(struct run *r, const struct split *s)
{
	note(r, on_cable(r, s->first), "'%s' goes to '%s'", s->first->name, far_end(r, s->first));
	note(r, on_cable(r, s->other), "'%s' goes to '%s'", s->other->name, far_end(r, s->other));
}

/* ---- a static group over two ---- */

static void split_group(struct run *r, const struct iface *bond)
{
	struct split s = split_of(r, bond);

	if (!s.other || !bond_in_mode(bond, MODE(BALANCE_RR) | MODE(BALANCE_XOR)) || isolated_slaves(r, bond))
		return;
	report(r, ERROR, on_option(r, bond, OPT_MODE),
	       "bond '%s' is %s across '%s' and '%s', which can form no group together", bond->name,
	       mode_text(r, bond), far_end(r, s.first), far_end(r, s.other));
	note_ends(r, &s);
	consequence(r, "either of them learns the bond's address on its own port and behind the other one in "
		       "turn, and\n"
		       "what leaves by one slave as a broadcast comes back by the other");
	if (iface_nic(s.first)->on && iface_nic(s.other)->on)
		help(r, "%s\nstack: NAME        on both switches, if they are one stack or MLAG pair",
		     mode_advice(r, bond));
	else
		help(r, "%s", mode_advice(r, bond));
}

const struct rule TOPO002 = {
	.about =
		{
			.id = "TOPO002",
			.title = "a balancing mode across switches that are not one partner",
			.severity = ERROR,
			.since = "0.1",
			.why = "balance-rr and balance-xor send from one MAC address through all slaves, and "
			       "need their "
			       "far ends to be one group (bonding.rst, 11.2.1: all links end at the same "
			       "peer). Two "
			       "switches that are no stack cannot form one, even if each has its own port in "
			       "a "
			       "static group: the bond's address moves between their ports with every frame, "
			       "and a "
			       "broadcast that leaves by one slave comes back by the other, over the link "
			       "between "
			       "the switches. Measured on Linux 6.1 in that cabling, with a guest behind the "
			       "bond: 0 "
			       "of 20 of its ARP requests were answered in either mode.\n"
			       "kvm-nic-bonding says that modes 0 to 3 work with most switches; "
			       "redhat-ab-failover "
			       "and bonding.rst want the group, and the measurement agrees with them. Not "
			       "meant is "
			       "balancing over networks that are known to be isolated from each other "
			       "(bonding.rst, "
			       "12.2): each switch lists its `peers`, and no way leads from one to the "
			       "other.",
			.fix = "active-backup, with the ports in no group. Or make the switches one stack or "
			       "MLAG pair, "
			       "and say so: the same `stack` for both.",
			.verify = "On either switch, look the bond's MAC address up several times: it must "
				  "stay on one "
				  "port.",
			.sources = REFERENCES(&redhat_ab_failover, &kvm_bonding, &bonding_rst, &measured),
			.bad = EXAMPLE_HOST("bookworm") "switches:\n"
							"  - {name: sw-a, peers: [sw-b]}\n"
							"  - {name: sw-b, peers: [sw-a]}\n"
							"nics:\n"
							"  - {name: eth0, mac: \"52:54:00:00:00:01\", "
							"switch: sw-a, port_group: static}\n"
							"  - {name: eth1, mac: \"52:54:00:00:00:02\", "
							"switch: sw-b, port_group: static}\n"
							"bonds:\n"
							"  - {name: bond0, mode: balance-xor, miimon: 100, "
							"slaves: [eth0, eth1]}\n",
			.good = EXAMPLE_HOST("bookworm") "switches:\n"
							 "  - {name: sw-a, peers: [sw-b], stack: core}\n"
							 "  - {name: sw-b, peers: [sw-a], stack: core}\n"
							 "nics:\n"
							 "  - {name: eth0, mac: \"52:54:00:00:00:01\", "
							 "switch: sw-a, port_group: static}\n"
							 "  - {name: eth1, mac: \"52:54:00:00:00:02\", "
							 "switch: sw-b, port_group: static}\n"
							 "bonds:\n"
							 "  - {name: bond0, mode: balance-xor, miimon: 100, "
							 "slaves: [eth0, eth1]}\n",
		},
	.subsumes = IDS("BOND026", "TOPO008"), /* the help is another mode */
	.on_bond = split_group,
};

/* ---- no way between them ---- */

static void no_way_between(struct run *r, const struct iface *bond)
{
	struct split s = split_of(r, bond);
	const struct network_switch *a = s.other ? iface_nic(s.first)->on : NULL;
	const struct network_switch *b = s.other ? iface_nic(s.other)->on : NULL;

	if (!bond_in_mode(bond, ONE_SLAVE_RECEIVES) || !isolated_slaves(r, bond) || !a || !b)
		return;
	report(r, WARNING, on_field(r, bond, "slaves"), "no link is described that leads from '%s' to '%s'",
	       a->name.s, b->name.s);
	note_ends(r, &s);
	note(r, (struct subject){a->name.s, field_path(r->arena, a->path, "peers")}, "the links of '%s'",
	     a->name.s);
	note(r, (struct subject){b->name.s, field_path(r->arena, b->path, "peers")}, "the links of '%s'",
	     b->name.s);
	consequence(r,
		    "'%s' uses one slave at a time: whoever is on the other switch is out of its\n"
		    "reach, and after a failover all those are that it talked to before",
		    bond->name);
	help(r, "peers: [%s]        for '%s', once the switches are linked, and the same the other way round",
	     b->name.s, a->name.s);
}

const struct rule TOPO007 = {
	.about =
		{
			.id = "TOPO007",
			.title = "slaves on switches that are not linked",
			.severity = WARNING,
			.since = "0.1",
			.why = "active-backup, balance-tlb and balance-alb receive on one slave at a time. "
			       "If no way leads "
			       "from one slave's switch to another's, a failover moves the host into another "
			       "network: "
			       "its neighbours are still behind the first switch, and a host that lost only "
			       "its own "
			       "link to it is cut off from all others. arp_validate=backup needs the link "
			       "too: the "
			       "backup slave has to see the bond's own requests. vlan-bonding-squeeze ties "
			       "its two "
			       "switches together for that, as bonding.rst draws it (11.2).\n"
			       "`peers` counts as a link for all VLANs. A switch that does not list any is "
			       "not judged.",
			.fix = "Link the switches, for every VLAN that the bond carries, and list them as "
			       "each other's "
			       "`peers`, directly or over further switches. Or cable all slaves into one "
			       "network.",
			.verify = "From a machine on one switch, ping the host while its active slave is on "
				  "the other one.",
			.sources = REFERENCES(&vlan_bonding, &bonding_rst),
			.bad = EXAMPLE_HOST(
				"bookworm") "switches:\n"
					    "  - {name: sw-a, peers: []}\n"
					    "  - {name: sw-b, peers: []}\n"
					    "nics:\n"
					    "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}\n"
					    "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b}\n"
					    "bonds:\n"
					    "  - {name: bond0, mode: active-backup, miimon: 100, slaves: "
					    "[eth0, eth1]}\n",
			.good = EXAMPLE_HOST(
				"bookworm") "switches:\n"
					    "  - {name: sw-a, peers: [sw-b]}\n"
					    "  - {name: sw-b, peers: [sw-a]}\n"
					    "nics:\n"
					    "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}\n"
					    "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b}\n"
					    "bonds:\n"
					    "  - {name: bond0, mode: active-backup, miimon: 100, slaves: "
					    "[eth0, eth1]}\n",
		},
	.on_bond = no_way_between,
};

/* ---- what carrier does not tell ---- */

/* A slave whose switch does not say that it takes host ports down; one that says it does not comes first. */
static const struct iface *untracked(const struct iface *bond, bool *known)
{
	const struct iface *found = NULL;

	*known = false;
	for (size_t i = 0; i < bond->lower.n; i++) {
		const struct iface *slave = bond->lower.v[i];
		const struct network_switch *on = iface_nic(slave)->on;

		if (has(&on->link_state_tracking) && !on->link_state_tracking.n && !*known) {
			found = slave;
			*known = true;
		} else if (!has(&on->link_state_tracking) && !found) {
			found = slave;
		}
	}
	return found;
}

static void sees_carrier_only(struct run *r, const struct iface *bond)
{
	struct cabling c = bond_cabling(bond);
	bool backup = bond_in_mode(bond, MODE(ACTIVE_BACKUP)) && !c.one_switch, known;
	const struct iface *slave;
	const char *name;

	if (!c.described || bond->lower.n < 2 || !mii_monitor(bond) || arp_monitor(bond) ||
	    (!backup && !bond_in_mode(bond, MODE(BALANCE_XOR))))
		return;
	slave = untracked(bond, &known);
	if (!slave)
		return;
	name = iface_nic(slave)->on->name.s;
	report(r, known ? WARNING : INFO, on_option(r, bond, OPT_MIIMON),
	       "bond '%s' watches carrier only, and '%s' %s", bond->name, name,
	       known ? "keeps its host ports up when its own uplinks are lost"
		     : "is not known to take its host ports down when its uplinks are lost");
	note(r, on_cable(r, slave), "'%s' goes to '%s'", slave->name, name);
	consequence(r, "a switch that hangs with its ports up, or lost its uplinks, is not noticed: host and "
		       "guests are\n"
		       "out for as long as it lasts (measured: 13 s of a fault of 13 s)");
	if (backup && !iface_guest_bridge(bond, NULL))
		help(r,
		     "arp_interval: 500        with two arp_ip_target, one behind each switch, in place of "
		     "miimon;\n"
		     "link_state_tracking: true        where '%s' does that",
		     name);
	else
		help(r, "link_state_tracking: true        for '%s', once its host ports follow its uplinks",
		     name);
}

const struct rule TOPO008 = {
	.about =
		{
			.id = "TOPO008",
			.title = "faults behind the link are not seen",
			.severity = WARNING,
			.since = "0.1",
			.why = "miimon sees the carrier of the NIC's own link (bonding.rst, 7.3 and 11.2.2): "
			       "a pulled cable, "
			       "a switch without power. A switch whose software hangs with its ports up, a "
			       "VLAN taken "
			       "off a trunk, a switch that lost its own uplinks leave the carrier as it is, "
			       "and the "
			       "bond goes on sending into nothing. Measured on Linux 6.1: with such a fault "
			       "active-backup never failed over (13.1 and 13.5 s, as long as the fault, for "
			       "guests and "
			       "host alike), balance-xor lost what it hashed to that link, 802.3ad noticed "
			       "after "
			       "seconds by the missing LACPDUs.\n"
			       "vlan-bonding-squeeze therefore prefers the ARP monitor; redhat-bridge-modes "
			       "and "
			       "redhat-ab-failover know miimon only, because under a bridge with guests the "
			       "ARP "
			       "monitor is trouble of its own. So: the ARP monitor is advised for a bond "
			       "without "
			       "guests in active-backup, and otherwise what the switch can do, to take host "
			       "ports "
			       "down when it loses its uplinks (trunk failover, link-state tracking). A "
			       "warning where "
			       "the switch is said not to do that, an info where nothing is said.",
			.fix = "Link-state tracking on the switches, described as link_state_tracking: true. "
			       "For "
			       "active-backup without guests behind a bridge: arp_interval with targets "
			       "behind both "
			       "switches, in place of miimon. 802.3ad needs neither.",
			.verify = "Take the uplinks of the active slave's switch down: cat "
				  "/sys/class/net/BOND/bonding/active_slave must name another slave within a "
				  "second.",
			.sources = REFERENCES(&vlan_bonding, &redhat_bridge_modes, &redhat_ab_failover,
					      &bonding_rst, &measured),
			.bad = EXAMPLE_HOST(
				"bookworm") "switches:\n"
					    "  - {name: sw-a, peers: [sw-b], link_state_tracking: true}\n"
					    "  - {name: sw-b, peers: [sw-a], link_state_tracking: false}\n"
					    "nics:\n"
					    "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}\n"
					    "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b}\n"
					    "bonds:\n"
					    "  - {name: bond0, mode: active-backup, miimon: 100, slaves: "
					    "[eth0, eth1]}\n",
			.good = EXAMPLE_HOST(
				"bookworm") "switches:\n"
					    "  - {name: sw-a, peers: [sw-b], link_state_tracking: true}\n"
					    "  - {name: sw-b, peers: [sw-a], link_state_tracking: true}\n"
					    "nics:\n"
					    "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}\n"
					    "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b}\n"
					    "bonds:\n"
					    "  - {name: bond0, mode: active-backup, miimon: 100, slaves: "
					    "[eth0, eth1]}\n",
		},
	.on_bond = sees_carrier_only,
};
