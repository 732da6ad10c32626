/* Where the cables of a bond go: TOPO001, TOPO005, TOPO013. */
#include "base/text.h"
#include "rules/cabling.h"
#include "rules/example.h"

/* ---- one partner ---- */

static void split_lacp(struct run *r, const struct iface *bond)
{
	const struct iface *first = NULL, *other = NULL;

	if (!bond_in_mode(bond, MODE(LACP)))
		return;
	for (size_t i = 0; i < bond->lower.n && !other; i++) {
		const struct iface *slave = bond->lower.v[i];

		if (!far_end(r, slave))
			continue;
		if (!first)
			first = slave;
		else if (!one_partner(r, first, slave))
			other = slave;
	}
	if (!other)
		return;
	report(r, ERROR, on_option(r, bond, OPT_MODE),
	       "bond '%s' is %s across '%s' and '%s', which are not one LACP partner", bond->name,
	       mode_text(r, bond), far_end(r, first), far_end(r, other));
	note(r, on_cable(r, first), "'%s' goes to '%s'", first->name, far_end(r, first));
	note(r, on_cable(r, other), "'%s' goes to '%s'", other->name, far_end(r, other));
	consequence(r, "the driver uses the links to one of them and leaves the rest idle; after a\n"
		       "failover the other one does not know where the MAC addresses have gone");
	if (iface_nic(first)->on && iface_nic(other)->on)
		help(r, "%s\nstack: NAME        on both switches, if they are one stack or MLAG pair",
		     mode_advice(r, bond));
	else
		help(r, "%s", mode_advice(r, bond));
	fix_mode(r, bond);
}

const struct rule TOPO001 = {
	.about = {
		.id = "TOPO001",
		.title = "802.3ad across switches that are not one LACP partner",
		.severity = ERROR,
		.since = "0.1",
		.why = "LACP joins links between two systems. Each switch announces a system ID of its own, "
		       "so the driver sorts the slaves into one aggregator per switch and uses one of them "
		       "(ad_select): the links to the other switch carry nothing, and which switch is used "
		       "can change when a link goes. bonding.rst: all modes but active-backup and broadcast "
		       "need all links to end at the same peer. Only switches that show themselves as one "
		       "system, a stack or an MLAG or vPC pair, can be cabled to with two halves of a bond.\n"
		       "The reports agree: vlan-bonding-squeeze expects \"all sorts of wackiness\" of two "
		       "separate switches, xen-ha-sles10 wants one switch or switch image, and "
		       "redhat-ab-failover a virtual port group across them.",
		.fix = "Make the two switches one LACP partner and say so: the same `stack` for both. Or "
		       "active-backup, which needs nothing of them; then the ports leave their LACP group, "
		       "in the switches and in the description.",
		.verify = "cat /proc/net/bonding/BOND: \"Aggregator ID\" and the partner's \"system mac "
			  "address\" must be the same for all slaves.",
		.sources = REFERENCES(&redhat_ab_failover, &vlan_bonding, &xen_ha, &bonding_rst, &bond_3ad),
		.bad = EXAMPLE_HOST("bookworm")
		       "switches:\n"
		       "  - {name: sw-a, peers: [sw-b]}\n"
		       "  - {name: sw-b, peers: [sw-a]}\n"
		       "nics:\n"
		       "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, port_group: lacp}\n"
		       "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b, port_group: lacp}\n"
		       "bonds:\n"
		       "  - {name: bond0, mode: 802.3ad, miimon: 100, slaves: [eth0, eth1]}\n",
		.good = EXAMPLE_HOST("bookworm")
			"switches:\n"
			"  - {name: sw-a, peers: [sw-b], stack: core}\n"
			"  - {name: sw-b, peers: [sw-a], stack: core}\n"
			"nics:\n"
			"  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, port_group: lacp}\n"
			"  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b, port_group: lacp}\n"
			"bonds:\n"
			"  - {name: bond0, mode: 802.3ad, miimon: 100, slaves: [eth0, eth1]}\n",
	},
	.subsumes = IDS("TOPO003"),
	.on_bond = split_lacp,
};

/* ---- points of failure ---- */

/* The described switch that a slave could be moved to without a fault of another kind; NULL: none. */
static const struct network_switch *second_switch(struct run *r, const struct iface *bond,
						  const struct network_switch *first)
{
	const struct switches *all = &r->host->switches;
	const struct network_switch *any = NULL;
	const long *number = networks(r);
	bool plain = bond_in_mode(bond, ONE_SLAVE_RECEIVES);

	for (size_t i = 0; i < all->n; i++) {
		const struct network_switch *s = &all->v[i];

		if (s == first)
			continue;
		if (switch_is_partner(s, first))
			return s;
		if (plain && !any && (number[i] == UNSURE || number[i] == number[first - all->v]))
			any = s;
	}
	return any;
}

static void one_switch(struct run *r, const struct iface *bond)
{
	const struct network_switch *first, *second;
	const struct iface *nic;
	const char *advice;

	if (bond->lower.n < 2 || !bond_cabling(bond).one_switch)
		return;
	nic = iface_nic(bond->lower.v[1]);
	first = nic->on;
	second = second_switch(r, bond, first);
	report(r, WARNING, on_field(r, bond, "slaves"), "all slaves of bond '%s' are on switch '%s'",
	       bond->name, first->name.s);
	for (size_t i = 0; i < bond->lower.n; i++)
		note(r, on_cable(r, bond->lower.v[i]), "the cable of '%s'", bond->lower.v[i]->name);
	consequence(r, "when that switch fails or is restarted, the whole bond is cut off with it");
	if (second)
		advice = arena_printf(r->arena, "switch: %s        for '%s'", second->name.s, nic->name);
	else if (bond_in_mode(bond, ONE_SLAVE_RECEIVES))
		advice = arena_printf(r->arena, "cable '%s' to a second switch", nic->name);
	else
		advice = arena_printf(
			r->arena, "cable '%s' to a second switch that is one stack or MLAG pair with '%s'",
			nic->name, first->name.s);
	help(r, "%s\nor accept it: allow: [{rule: TOPO005, object: %s, reason: \"WHY\"}]", advice,
	     bond->name);
}

const struct rule TOPO005 = {
	.about = {
		.id = "TOPO005",
		.title = "all slaves of a bond on one switch",
		.severity = WARNING,
		.since = "0.1",
		.why = "Such a bond survives a cable, a port and a NIC, but not its switch: power, a crash, "
		       "an update of its software (bonding.rst, section 11.1). Members of a stack count as "
		       "switches of their own here, because they fail on their own: a bond into a stack "
		       "belongs on two members. A bond made for throughput, or a site that has one switch, "
		       "is a good reason to accept it.",
		.fix = "Cable one slave to another switch: any that the first is linked to for "
		       "active-backup, balance-tlb and balance-alb; another member of the same stack or "
		       "MLAG pair for the modes that need a group. Where there is only one switch, say so "
		       "in the host's `allow`, with the reason.",
		.verify = "Pull the power of the switch, or shut the bond's ports there, while the host is "
			  "pinged from elsewhere.",
		.sources = REFERENCES(&kvm_bonding, &bonding_rst),
		.bad = EXAMPLE_HOST("bookworm")
		       "switches:\n"
		       "  - {name: sw-a, peers: [sw-b]}\n"
		       "  - {name: sw-b, peers: [sw-a]}\n"
		       "nics:\n"
		       "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}\n"
		       "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-a}\n"
		       "bonds:\n"
		       "  - {name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}\n",
		.good = EXAMPLE_HOST("bookworm")
			"switches:\n"
			"  - {name: sw-a, peers: [sw-b]}\n"
			"  - {name: sw-b, peers: [sw-a]}\n"
			"nics:\n"
			"  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}\n"
			"  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b}\n"
			"bonds:\n"
			"  - {name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}\n",
	},
	.on_bond = one_switch,
};

/* ---- silence ---- */

static void cabling_unknown(struct run *r, const struct net *net)
{
	struct text names;

	text_init(&names, r->arena);
	for (size_t k = 0; k < net->ifaces.n; k++) {
		const struct iface *bond = net->ifaces.v[k];

		if (bond->kind != BOND || bond->lower.n < 2)
			continue;
		for (size_t i = 0; i < bond->lower.n; i++) {
			if (far_end(r, bond->lower.v[i]))
				continue;
			text_join(&names, ", ", bond->name);
			break;
		}
	}
	if (!names.len)
		return;
	report(r, INFO, on_host_key(r, "switches"),
	       "the topology rules cannot speak: nothing describes the cabling of %s", names.s);
	help(r,
	     "switches: [{name: SWITCH}]        here or in the file that --site names, and for each NIC its\n"
	     "switch, or the peer of a direct cable");
}

const struct rule TOPO013 = {
	.about = {
		.id = "TOPO013",
		.title = "the cabling of a bond is not described",
		.severity = INFO,
		.since = "0.1",
		.why = "What a mode needs depends on the switches: 802.3ad and the balancing modes on port "
		       "groups, all of them on which cable goes where. Without that, bondwright can judge "
		       "the host and not the network that it hangs on, and the rules about it say nothing, "
		       "which is not the same as finding nothing.",
		.fix = "List the switches, in the description or in a site file that hosts share, and give "
		       "each NIC its switch, or the peer of its direct cable. `port_group`, `edge`, `trunk` "
		       "and the switches' `stack` and `peers` let more rules speak; what is left out counts "
		       "as unknown.",
		.verify = "lldpctl, where the switches speak LLDP: which switch and port each NIC sees.",
		.sources = REFERENCES(&bonding_rst),
		.bad = EXAMPLE_HOST("bookworm")
		       "nics:\n"
		       "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}\n"
		       "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b}\n"
		       "bonds:\n"
		       "  - {name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}\n",
		.good = EXAMPLE_HOST("bookworm")
			"switches:\n"
			"  - {name: sw-a, peers: [sw-b]}\n"
			"  - {name: sw-b, peers: [sw-a]}\n"
			"nics:\n"
			"  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}\n"
			"  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b}\n"
			"bonds:\n"
			"  - {name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}\n",
	},
	.subsumes = IDS("TOPO018"),
	.on_host = cabling_unknown,
};
