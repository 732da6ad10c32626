/* Single ports and cards: TOPO006, TOPO009, TOPO014. */
#include <string.h>

#include "base/hash.h"
#include "rules/cabling.h"
#include "rules/example.h"
#include "rules/monitor.h"

/* ---- one card ---- */

static void one_card(struct run *r, const struct iface *bond)
{
	const struct iface *first = bond->lower.n ? iface_nic(bond->lower.v[0]) : NULL;

	if (bond->lower.n < 2 || !first || !has(&first->nic->card))
		return;
	for (size_t i = 1; i < bond->lower.n; i++) {
		const struct iface *nic = iface_nic(bond->lower.v[i]);

		/* the same NIC twice is VLAN005 */
		if (!nic || nic == first || !has(&nic->nic->card) ||
		    strcmp(nic->nic->card.s, first->nic->card.s))
			return;
	}
	report(r, WARNING, on_field(r, bond, "slaves"), "all slaves of bond '%s' are on the card '%s'",
	       bond->name, first->nic->card.s);
	for (size_t i = 0; i < bond->lower.n; i++) {
		const struct iface *nic = iface_nic(bond->lower.v[i]);

		note(r, on_field(r, nic, "card"), "the card of '%s'", nic->name);
	}
	consequence(r,
		    "when that card or its slot fails, or its driver resets it, the whole bond is cut off");
	help(r,
	     "slaves: [%s, ...]        with a NIC of another card\n"
	     "or accept it: allow: [{rule: TOPO006, object: %s, reason: \"WHY\"}]",
	     bond->lower.v[0]->name, bond->name);
}

const struct rule TOPO006 = {
	.about =
		{
			.id = "TOPO006",
			.title = "all slaves of a bond on one card",
			.severity = WARNING,
			.since = "0.1",
			.why = "The ports of one card share its slot, its controller, its firmware and often "
			       "its driver's "
			       "state: a fault of any of these takes all of them. A bond over such ports "
			       "survives a "
			       "cable and a switch and nothing nearer. Where there is a NIC on the main "
			       "board and a card "
			       "with two ports, one of each makes two bonds that survive the card.",
			.fix = "One slave from another card, or accept it with the reason.",
			.verify = "readlink -f /sys/class/net/NIC/device, for each slave: the paths must "
				  "differ before the "
				  "last dot, which only parts the functions of one card.",
			.sources = REFERENCES(&bonding_rst),
			.bad = EXAMPLE_HOST("bookworm") "nics:\n"
							"  - {name: eth0, mac: \"52:54:00:00:00:01\", card: "
							"\"0000:03:00\"}\n"
							"  - {name: eth1, mac: \"52:54:00:00:00:02\", card: "
							"\"0000:03:00\"}\n"
							"bonds:\n"
							"  - {name: bond0, mode: active-backup, miimon: 100, "
							"slaves: [eth0, eth1]}\n",
			.good = EXAMPLE_HOST("bookworm") "nics:\n"
							 "  - {name: eth0, mac: \"52:54:00:00:00:01\", card: "
							 "\"0000:03:00\"}\n"
							 "  - {name: eth1, mac: \"52:54:00:00:00:02\", card: "
							 "\"0000:05:00\"}\n"
							 "bonds:\n"
							 "  - {name: bond0, mode: active-backup, miimon: "
							 "100, slaves: [eth0, eth1]}\n",
		},
	.on_bond = one_card,
};

/* ---- spanning tree of the switch ---- */

enum { FORWARD_DELAY = 15 }; /* s, where the switch does not say: the default of 802.1D */

/* Milliseconds for which a port that is no edge port passes nothing: it listens, then learns. */
static long silent_ms(const struct iface *nic)
{
	return 2000 * (nic->on ? number_or(&nic->on->forward_delay, FORWARD_DELAY) : FORWARD_DELAY);
}

static void no_edge_port(struct run *r, const struct iface *bond)
{
	const struct iface *worst = NULL;
	long interval = bond_number(bond, OPT_MIIMON);

	/* the ARP monitor waits for replies, which such a port does not pass */
	if (bond->lower.n < 2 || !mii_monitor(bond) || arp_monitor(bond))
		return;
	for (size_t i = 0; i < bond->lower.n; i++) {
		const struct iface *nic = iface_nic(bond->lower.v[i]);

		if (nic && number_or(&nic->nic->edge, 1) == 0 &&
		    (!worst || silent_ms(nic) > silent_ms(worst)))
			worst = nic;
	}
	if (!worst || bond_number(bond, OPT_UPDELAY) >= silent_ms(worst))
		return;
	report(r, WARNING, on_field(r, worst, "edge"),
	       "the port of '%s' is no edge port, and bond '%s' uses it at once", worst->name, bond->name);
	if (bond_has(bond, OPT_UPDELAY))
		note(r, on_option(r, bond, OPT_UPDELAY), "updelay is shorter than the %ld ms of the switch",
		     silent_ms(worst));
	consequence(r,
		    "a link that comes back passes nothing for up to %ld s while the switch listens and "
		    "learns: what is\n"
		    "sent there is lost",
		    silent_ms(worst) / 1000);
	help(r,
	     "edge: true        once the switch has it as an edge port (portfast)\n"
	     "updelay: %ld        for '%s', where it cannot be one",
	     (silent_ms(worst) + interval - 1) / interval * interval, bond->name);
}

const struct rule TOPO009 = {
	.about =
		{
			.id = "TOPO009",
			.title = "a slave is used before its switch port forwards",
			.severity = WARNING,
			.since = "0.1",
			.why = "A port that takes part in the spanning tree listens for forward_delay "
			       "seconds when its link "
			       "comes up and learns for as long again, 30 s by default (802.1D). The carrier "
			       "is there from "
			       "the first second, so miimon gives the slave to the bond and traffic goes "
			       "into the port "
			       "and nowhere: at boot, and each time a cable or a switch comes back, when the "
			       "other slave "
			       "still worked. bonding.rst, 13.1, names both ways out. openvz-bonding has "
			       "portfast on its "
			       "ports. An `edge` left out is unknown and not judged.",
			.fix = "Make the ports edge ports (portfast, on a trunk port often by another word) "
			       "and say edge: "
			       "true. Where that is not allowed: updelay of twice the forward delay, a "
			       "multiple of miimon.",
			.verify = "Take the link of a slave down and up again at the switch while the host "
				  "is pinged, once "
				  "it is the only slave: replies must come within a second or two.",
			.sources = REFERENCES(&openvz_bonding, &bonding_rst, &ieee_8021d),
			.bad = EXAMPLE_HOST("bookworm") "switches:\n"
							"  - {name: sw-a, peers: [sw-b]}\n"
							"  - {name: sw-b, peers: [sw-a]}\n"
							"nics:\n"
							"  - {name: eth0, mac: \"52:54:00:00:00:01\", "
							"switch: sw-a, edge: true}\n"
							"  - {name: eth1, mac: \"52:54:00:00:00:02\", "
							"switch: sw-b, edge: false}\n"
							"bonds:\n"
							"  - {name: bond0, mode: active-backup, miimon: 100, "
							"slaves: [eth0, eth1]}\n",
			.good = EXAMPLE_HOST("bookworm") "switches:\n"
							 "  - {name: sw-a, peers: [sw-b]}\n"
							 "  - {name: sw-b, peers: [sw-a]}\n"
							 "nics:\n"
							 "  - {name: eth0, mac: \"52:54:00:00:00:01\", "
							 "switch: sw-a, edge: true}\n"
							 "  - {name: eth1, mac: \"52:54:00:00:00:02\", "
							 "switch: sw-b, edge: true}\n"
							 "bonds:\n"
							 "  - {name: bond0, mode: active-backup, miimon: "
							 "100, slaves: [eth0, eth1]}\n",
		},
	.on_bond = no_edge_port,
};

/* ---- one cable, two NICs ---- */

static void port_used_twice(struct run *r, const struct net *net)
{
	struct hash *ports = hash_new(r->arena);

	for (size_t k = 0; k < net->ifaces.n; k++) {
		const struct iface *i = net->ifaces.v[k], *first;
		const char *key;

		if (i->kind != NIC || !has(&i->nic->switch_name) || !has(&i->nic->port))
			continue;
		key = arena_printf(r->arena, "%s\n%s", i->nic->switch_name.s, i->nic->port.s);
		first = hash_get(ports, key);
		if (!first) {
			hash_put(ports, key, (void *)i);
			continue;
		}
		report(r, ERROR, on_field(r, i, "port"), "'%s' and '%s' are both on port '%s' of switch '%s'",
		       first->name, i->name, i->nic->port.s, i->nic->switch_name.s);
		note(r, on_field(r, first, "port"), "the port of '%s'", first->name);
		consequence(r, "a port takes one cable: one of the two is somewhere else, and what is said "
			       "of its port may be "
			       "wrong");
		help(r,
		     "port: PORT        of '%s', as the switch shows it (lldpctl, or its table of MAC "
		     "addresses)",
		     i->name);
	}
}

const struct rule TOPO014 = {
	.about =
		{
			.id = "TOPO014",
			.title = "two NICs on one switch port",
			.severity = ERROR,
			.since = "0.1",
			.why = "A switch port takes one cable. If two NICs are described on the same port, "
			       "one of them was "
			       "copied and not corrected, and its switch, VLANs and port group are probably "
			       "copied too: "
			       "the topology rules then judge cabling that does not exist.",
			.fix = "Look at the switch and correct the NIC that is somewhere else.",
			.verify = "lldpctl, or the switch's table of MAC addresses: one NIC per port.",
			.sources = REFERENCES(&bonding_rst),
			.bad = EXAMPLE_HOST("bookworm") "switches: [{name: sw-a}]\n"
							"nics:\n"
							"  - {name: eth0, mac: \"52:54:00:00:00:01\", "
							"switch: sw-a, port: Gi1/0/1}\n"
							"  - {name: eth1, mac: \"52:54:00:00:00:02\", "
							"switch: sw-a, port: Gi1/0/1}\n",
			.good = EXAMPLE_HOST("bookworm") "switches: [{name: sw-a}]\n"
							 "nics:\n"
							 "  - {name: eth0, mac: \"52:54:00:00:00:01\", "
							 "switch: sw-a, port: Gi1/0/1}\n"
							 "  - {name: eth1, mac: \"52:54:00:00:00:02\", "
							 "switch: sw-a, port: Gi1/0/2}\n",
		},
	.on_host = port_used_twice,
};
