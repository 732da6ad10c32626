/* MTU between interfaces that share a link, and out to the switch: MTU002 to MTU006. */
#include <string.h>

#include "rules/example.h"
#include "rules/rule.h"

enum { ETHERNET = 1500 }; /* what every link passes */

/* ---- slaves and their bond ---- */

static void slave_differs(struct run *r, const struct iface *bond)
{
	for (size_t k = 0; k < bond->lower.n; k++) {
		const struct iface *slave = bond->lower.v[k];
		const struct value *mtu = &slave->common->mtu;

		if (!has(mtu) || mtu->n == bond->mtu.n)
			continue;
		report(r, ERROR, on_field(r, slave, "mtu"),
		       "slave '%s' is to have MTU %ld, and its bond '%s' has %ld", slave->name, mtu->n,
		       bond->name, bond->mtu.n);
		if (bond->mtu_of)
			note(r, on_field(r, bond, "mtu"), "'%s' has it from here", bond->name);
		else
			note(r, on(r, bond), "'%s' has the kernel's: no mtu is written", bond->name);
		if (r->os->kernel.enslave_sets_mtu)
			consequence(r,
				    "the bond gives its own to each slave that it takes in: '%s' has %ld "
				    "(measured)",
				    slave->name, bond->mtu.n);
		else
			consequence(r, "this kernel leaves a slave what it has when it is taken in: which "
				       "size passes depends\n"
				       "on the slave that a frame goes through");
		help(r, "mtu: %ld        on '%s' alone: its slaves get it",
		     mtu->n > bond->mtu.n ? mtu->n : bond->mtu.n, bond->name);
	}
}

const struct rule MTU002 = {
	.about = {
		.id = "MTU002",
		.title = "slave with another MTU than its bond",
		.severity = ERROR,
		.since = "0.1",
		.why = "A bond's MTU is that of all its slaves: it is given to each when it is taken in "
		       "(bond_enslave(): dev_set_mtu()) and to all whenever it is set (bond_change_mtu(), "
		       "all or none). Measured on Linux 6.1: slaves at 9000 fall back to 1500 in a bond "
		       "that has 1500, and a slave set to 1500 by hand in a bond of 9000 is accepted "
		       "without a word. Linux 2.6.18 and 2.6.32 do not set it when a slave is taken in, so "
		       "that the sizes stay different until somebody sets the bond's. vlan-bonding-squeeze "
		       "sets the slaves' MTU by `up ip link` lines, which only works in the right order.",
		.fix = "The MTU on the bond alone. Where the slaves are VLAN subinterfaces, on their NICs "
		       "too.",
		.verify = "ip link show: the mtu of the bond and of every slave.",
		.sources = REFERENCES(&vlan_bonding, &bond_main, &measured),
		.bad = "host: vm1.example.com\n"
		       "os: bookworm\n"
		       "nics: [{name: eth0, mtu: 9000}, {name: eth1}]\n"
		       "bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}]\n",
		.good = "host: vm1.example.com\n"
			"os: bookworm\n"
			"nics: [{name: eth0}, {name: eth1}]\n"
			"bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1], mtu: 9000}]\n",
	},
	.on_bond = slave_differs,
};

/* ---- ports and their bridge ---- */

static void ports_differ(struct run *r, const struct iface *bridge)
{
	const struct iface *low = NULL, *high = NULL;

	for (size_t k = 0; k < bridge->lower.n; k++) {
		const struct iface *port = bridge->lower.v[k];

		low = !low || port->mtu.n < low->mtu.n ? port : low;
		high = !high || port->mtu.n > high->mtu.n ? port : high;
	}
	if (!low || (low->mtu.n == high->mtu.n && bridge->mtu.n <= low->mtu.n))
		return;
	if (bridge->mtu.n > low->mtu.n)
		report(r, WARNING, on_field(r, bridge, "mtu"),
		       "bridge '%s' is to have MTU %ld, and its port '%s' has %ld", bridge->name,
		       bridge->mtu.n, low->name, low->mtu.n);
	else
		report(r, WARNING, on_listing(r, bridge, low), "bridge '%s' has ports of MTU %ld and of %ld",
		       bridge->name, low->mtu.n, high->mtu.n);
	note(r, low->mtu_of ? on_field(r, low->mtu_of, "mtu") : on(r, low), "'%s' has %ld%s", low->name,
	     low->mtu.n, low->mtu_of ? " from here" : ", the kernel's");
	consequence(r,
		    "a bridge does not fragment: larger frames to that port are dropped silently, those of "
		    "guests\n"
		    "too (measured: no ICMP, no error)%s",
		    low->mtu.n == high->mtu.n ? "; older kernels refuse the bridge's MTU" : "");
	help(r, "one MTU for '%s' and all its ports, their NICs included", bridge->name);
}

const struct rule MTU003 = {
	.about = {
		.id = "MTU003",
		.title = "ports of one bridge with different MTU",
		.severity = WARNING,
		.since = "0.1",
		.why = "A bridge takes the least MTU of its ports (br_mtu_auto_adjust()) and drops a frame "
		       "that is too big for the port it should leave by; there is no router to send "
		       "\"fragmentation needed\". Measured on Linux 6.1: a guest at 9000 behind a bond at "
		       "1500 gets pings of 1472 bytes through and none of 8972, in either direction, with "
		       "no message anywhere. A bridge MTU above its least port is refused on 2.6.32 and "
		       "RHEL 7 (EINVAL) and accepted later, when it no longer protects anyone.",
		.fix = "The same MTU on all ports, from the NIC up. Guests' interfaces have to fit too.",
		.verify = "ip link show master BRIDGE: one mtu; ping -M do -s MTU-28 from a guest to a "
			  "neighbour.",
		.sources = REFERENCES(&bridge_source, &bridge_utils_readme, &measured),
		.bad = "host: vm1.example.com\n"
		       "os: bookworm\n"
		       "nics: [{name: eth0, mtu: 9000}, {name: eth1}]\n"
		       "bridges: [{name: br0, ports: [eth0, eth1]}]\n",
		.good = "host: vm1.example.com\n"
			"os: bookworm\n"
			"nics: [{name: eth0, mtu: 9000}, {name: eth1, mtu: 9000}]\n"
			"bridges: [{name: br0, ports: [eth0, eth1]}]\n",
	},
	.on_bridge = ports_differ,
};

/* ---- out to the switch ---- */

/* The largest MTU of what has an address or guests on `i`; 0: nothing has. */
static long largest_used(const struct iface *i)
{
	bool used = iface_has_address(i) || (i->kind == BRIDGE && i->has_guests);
	long most = used ? i->mtu.n : 0;

	for (size_t k = 0; k < i->owners.n; k++) {
		long upper = largest_used(i->owners.v[k]);

		most = upper > most ? upper : most;
	}
	for (size_t k = 0; k < i->vlans.n; k++) {
		long upper = largest_used(i->vlans.v[k]);

		most = upper > most ? upper : most;
	}
	return most;
}

/* The largest packet that the host will send through the NIC. */
static long sent_through(const struct iface *nic)
{
	long used = largest_used(nic);

	return used ? used : nic->mtu.n;
}

static void switch_too_small(struct run *r, const struct iface *nic)
{
	long sent = sent_through(nic);
	long passes = nic->on ? number_or(&nic->on->mtu, 0) : 0;
	const struct iface *of = nic->mtu_of;

	if (!passes || sent <= passes)
		return;
	report(r, ERROR,
	       of ? (struct subject){nic->name, on_field(r, of, "mtu").path} : on_field(r, nic, "switch"),
	       "'%s' sends packets of up to %ld bytes, and its switch '%s' passes %ld", nic->name, sent,
	       nic->on->name.s, passes);
	note(r, on_field(r, nic, "switch"), "its switch");
	consequence(r, "the switch drops what is larger without a word: small packets and pings pass, and\n"
		       "transfers hang");
	help(r, "mtu: %ld        here, or %ld on '%s'", passes, sent, nic->on->name.s);
}

const struct rule MTU004 = {
	.about = {
		.id = "MTU004",
		.title = "MTU larger than the switch passes",
		.severity = ERROR,
		.since = "0.1",
		.why = "Every device of a layer 2 network has to pass the largest frame that any of them "
		       "sends: a switch neither fragments nor answers, it drops. Connections are set up, "
		       "because the first packets are small, and hang with the first full one. The same "
		       "silence was measured inside the host, where a bridge has a smaller port.",
		.fix = "The switch's MTU raised on all ports of the VLAN, with room for the tags; or the "
		       "smaller MTU on the host.",
		.verify = "ping -M do -s MTU-28 to a neighbour behind the switch.",
		.sources = REFERENCES(&vlan_bonding, &measured),
		.bad = "host: vm1.example.com\n"
		       "os: bookworm\n"
		       "switches: [{name: sw-a, mtu: 1500}]\n"
		       "nics: [{name: eth0, switch: sw-a, mtu: 9000}]\n",
		.good = "host: vm1.example.com\n"
			"os: bookworm\n"
			"switches: [{name: sw-a, mtu: 9216}]\n"
			"nics: [{name: eth0, switch: sw-a, mtu: 9000}]\n",
	},
	.on_nic = switch_too_small,
};

/* Once per switch: of the first NIC on it. */
static void switch_unknown(struct run *r, const struct iface *nic)
{
	if (!nic->on || has(&nic->on->mtu) || sent_through(nic) <= ETHERNET)
		return;
	for (size_t k = 0; k < r->net->ifaces.n && r->net->ifaces.v[k] != nic; k++)
		if (r->net->ifaces.v[k]->on == nic->on && sent_through(r->net->ifaces.v[k]) > ETHERNET)
			return;
	report(r, INFO, on_field(r, nic, "switch"),
	       "'%s' sends jumbo frames, and the MTU of its switch '%s' is not described", nic->name,
	       nic->on->name.s);
	help(r, "mtu: 9216        on '%s', if that is what it passes", nic->on->name.s);
}

const struct rule MTU005 = {
	.about = {
		.id = "MTU005",
		.title = "jumbo frames over a switch of unknown MTU",
		.severity = INFO,
		.since = "0.1",
		.why = "Switches pass 1500 bytes unless they are told otherwise, some of them only after a "
		       "restart. Where the description does not say, nobody has checked.",
		.fix = "mtu on the switch, as its configuration says.",
		.verify = "ping -M do -s MTU-28 to a neighbour behind the switch.",
		.sources = REFERENCES(&vlan_bonding),
		.bad = "host: vm1.example.com\n"
		       "os: bookworm\n"
		       "switches: [{name: sw-a}]\n"
		       "nics: [{name: eth0, switch: sw-a, mtu: 9000}]\n",
		.good = "host: vm1.example.com\n"
			"os: bookworm\n"
			"switches: [{name: sw-a, mtu: 9216}]\n"
			"nics: [{name: eth0, switch: sw-a, mtu: 9000}]\n",
	},
	.on_nic = switch_unknown,
};

static void mixed_cards(struct run *r, const struct iface *bond)
{
	const struct iface *first = NULL;

	for (size_t k = 0; bond->mtu.n > ETHERNET && k < bond->lower.n; k++) {
		const struct iface *nic = iface_nic(bond->lower.v[k]);

		if (!nic || !has(&nic->nic->driver))
			continue;
		first = first ? first : nic;
		if (!strcmp(first->nic->driver.s, nic->nic->driver.s))
			continue;
		report(r, INFO, on_field(r, bond, "mtu"), "bond '%s' has MTU %ld over NICs of different make",
		       bond->name, bond->mtu.n);
		note(r, on_field(r, first, "driver"), "'%s' is %s", first->name, first->nic->driver.s);
		note(r, on_field(r, nic, "driver"), "'%s' is %s", nic->name, nic->nic->driver.s);
		help(r, "an MTU that both drivers take, as ip -d link shows it (maxmtu)");
		return;
	}
}

const struct rule MTU006 = {
	.about = {
		.id = "MTU006",
		.title = "jumbo frames over mixed NICs",
		.severity = INFO,
		.since = "0.1",
		.why = "Each driver has a largest MTU of its own, not always 9000. A bond sets the MTU of "
		       "all slaves or of none (bond_change_mtu() rolls back), and a slave that cannot have "
		       "the bond's is not taken in (bond_enslave()): with one small card among them the "
		       "bond stays at 1500, or one slave short.",
		.fix = "NICs of one make, or the MTU that the smallest of them takes.",
		.verify = "ip -d link show NIC: \"maxmtu\"; cat /sys/class/net/BOND/bonding/slaves.",
		.sources = REFERENCES(&vlan_bonding, &bond_main),
		.bad = "host: vm1.example.com\n"
		       "os: bookworm\n"
		       "nics: [{name: eth0, driver: e1000e}, {name: eth1, driver: tg3}]\n"
		       "bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1], mtu: 9000}]\n",
		.good = "host: vm1.example.com\n"
			"os: bookworm\n"
			"nics: [{name: eth0, driver: e1000e}, {name: eth1, driver: e1000e}]\n"
			"bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1], mtu: 9000}]\n",
	},
	.on_bond = mixed_cards,
};
