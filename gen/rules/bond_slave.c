/* What the slaves of a bond are, together: BOND023, BOND025, BOND031, BOND032. */
#include <string.h>

#include "rules/cabling.h"
#include "rules/example.h"

static void single_slave(struct run *r, const struct iface *bond)
{
	if (bond->lower.n != 1)
		return;
	report(r, INFO, on_field(r, bond, "slaves"), "bond '%s' has one slave", bond->name);
	help(r, "a second NIC, best on another card and another switch");
}

const struct rule BOND023 = {
	.about = {
		.id = "BOND023",
		.title = "bond with a single slave",
		.severity = INFO,
		.since = "0.1",
		.why = "A bond of one NIC fails when that NIC does. It may be meant: so that a second one "
		       "can be added later without touching what stands on the bond.",
		.fix = "A second slave.",
		.verify = "cat /sys/class/net/BOND/bonding/slaves.",
		.sources = REFERENCES(&bonding_rst),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS "bonds:\n"
							    "  - {name: bond0, mode: active-backup, miimon: 100, slaves: [eth0]}\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - {name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}\n",
	},
	.on_bond = single_slave,
};

/* ---- speeds ---- */

/* The described speed of a slave's NIC in Mb/s; 0: not known. */
static long speed_of(const struct iface *slave)
{
	const struct iface *nic = iface_nic(slave);

	return nic ? number_or(&nic->nic->speed, 0) : 0;
}

static const struct value *duplex_of(const struct iface *slave)
{
	const struct iface *nic = iface_nic(slave);

	return nic && has(&nic->nic->duplex) ? &nic->nic->duplex : NULL;
}

static const struct iface *slowest(const struct iface *bond)
{
	const struct iface *found = NULL;

	for (size_t i = 0; i < bond->lower.n; i++)
		if (speed_of(bond->lower.v[i]) && (!found || speed_of(bond->lower.v[i]) < speed_of(found)))
			found = bond->lower.v[i];
	return found;
}

static const struct iface *fastest(const struct iface *bond)
{
	const struct iface *found = NULL;

	for (size_t i = 0; i < bond->lower.n; i++)
		if (speed_of(bond->lower.v[i]) && (!found || speed_of(bond->lower.v[i]) > speed_of(found)))
			found = bond->lower.v[i];
	return found;
}

static bool mixed_speeds(const struct iface *bond)
{
	return slowest(bond) && speed_of(slowest(bond)) != speed_of(fastest(bond));
}

/* The first slave whose duplex is not that of one before it; `*other` is that one. NULL: none. */
static const struct iface *other_duplex(const struct iface *bond, const struct iface **other)
{
	for (size_t i = 0; i < bond->lower.n; i++)
		for (size_t k = 0; duplex_of(bond->lower.v[i]) && k < i; k++) {
			*other = bond->lower.v[k];
			if (duplex_of(*other) && strcmp(duplex_of(*other)->s, duplex_of(bond->lower.v[i])->s))
				return bond->lower.v[i];
		}
	return NULL;
}

static void note_speeds(struct run *r, const struct iface *bond)
{
	const struct iface *low = slowest(bond), *high = fastest(bond);

	note(r, on_field(r, iface_nic(low), "speed"), "'%s' has %ld Mb/s", low->name, speed_of(low));
	note(r, on_field(r, iface_nic(high), "speed"), "'%s' has %ld Mb/s", high->name, speed_of(high));
}

static void unequal_in_aggregator(struct run *r, const struct iface *bond)
{
	const struct iface *first, *odd = other_duplex(bond, &first);

	if (!bond_in_mode(bond, MODE(LACP)) || (!mixed_speeds(bond) && !odd))
		return;
	report(r, WARNING, on_field(r, bond, "slaves"), "bond '%s' is %s, and its slaves differ in %s",
	       bond->name, mode_text(r, bond), mixed_speeds(bond) ? "speed" : "duplex");
	if (mixed_speeds(bond))
		note_speeds(r, bond);
	if (odd) {
		note(r, on_field(r, iface_nic(first), "duplex"), "'%s' is %s duplex", first->name,
		     duplex_of(first)->s);
		note(r, on_field(r, iface_nic(odd), "duplex"), "'%s' is %s duplex", odd->name,
		     duplex_of(odd)->s);
	}
	if (odd)
		consequence(
			r,
			"LACP runs at full duplex only, and aggregates equal links: the others stand idle");
	else
		consequence(r, "only links of equal speed form an aggregator: the others stand idle");
	help(r, "NICs and ports of one speed, at full duplex; or active-backup, with the ports in no group");
}

const struct rule BOND025 = {
	.about = {
		.id = "BOND025",
		.title = "802.3ad over links that differ",
		.severity = WARNING,
		.since = "0.1",
		.why = "LACP aggregates ports with equal keys, and speed and duplex are part of the key "
		       "(AD_DUPLEX_KEY_MASKS, bond_3ad.c). Slaves that differ end up in aggregators of "
		       "their own, one of which is active; half-duplex ports take no part in LACP at all. "
		       "So the other links carry nothing until the active aggregator fails. kvm-nic-bonding "
		       "says that a bond adapts to its slowest link: it does not, in any mode.",
		.fix = "Equal links; ad_select: bandwidth at least chooses the faster aggregator. Where a "
		       "slow link is only meant as a spare: active-backup with the ports out of their group.",
		.verify = "cat /proc/net/bonding/BOND: every slave has the \"Aggregator ID\" of \"Active "
			  "Aggregator Info\".",
		.sources = REFERENCES(&kvm_bonding, &bonding_rst, &bond_3ad),
		.bad = EXAMPLE_HOST("bookworm")
		       "nics:\n"
		       "  - {name: eth0, mac: \"52:54:00:00:00:01\", speed: 10000, duplex: full}\n"
		       "  - {name: eth1, mac: \"52:54:00:00:00:02\", speed: 1000, duplex: full}\n"
		       "bonds: [{name: bond0, mode: 802.3ad, miimon: 100, slaves: [eth0, eth1]}]\n",
		.good = EXAMPLE_HOST("bookworm")
			"nics:\n"
			"  - {name: eth0, mac: \"52:54:00:00:00:01\", speed: 10000, duplex: full}\n"
			"  - {name: eth1, mac: \"52:54:00:00:00:02\", speed: 10000, duplex: full}\n"
			"bonds: [{name: bond0, mode: 802.3ad, miimon: 100, slaves: [eth0, eth1]}]\n",
	},
	.on_bond = unequal_in_aggregator,
};

/* True if the bond starts on, and returns to, one of its fastest slaves. */
static bool prefers_fast(const struct iface *bond)
{
	for (size_t i = 0; i < bond->lower.n; i++)
		if (bond_has(bond, OPT_PRIMARY) &&
		    !strcmp(bond->lower.v[i]->name, bond->option[OPT_PRIMARY].s))
			return speed_of(bond->lower.v[i]) == speed_of(fastest(bond));
	return false;
}

static void unequal_links(struct run *r, const struct iface *bond)
{
	bool balancing = bond_in_mode(bond, BALANCING);

	if ((!balancing && !bond_in_mode(bond, MODE(ACTIVE_BACKUP))) || !mixed_speeds(bond))
		return;
	if (!balancing && prefers_fast(bond))
		return;
	report(r, balancing ? WARNING : INFO, on_field(r, bond, "slaves"),
	       "the slaves of bond '%s' differ in speed", bond->name);
	note_speeds(r, bond);
	if (balancing)
		consequence(r,
			    "%s gives each link the same share: the slow one is full, and loses frames, "
			    "while the\n"
			    "fast ones are nearly idle",
			    mode_text(r, bond));
	else
		consequence(
			r,
			"the host is as fast as the slave that happens to be active, the slow one included");
	if (balancing)
		help(r, "NICs of one speed");
	else if (iface_guest_bridge(bond, NULL)) /* each return to a primary cuts guests off once more */
		help(r, "NICs of one speed");
	else
		help(r, "primary: %s", fastest(bond)->name);
}

const struct rule BOND031 = {
	.about = {
		.id = "BOND031",
		.title = "slaves of different speeds",
		.severity = WARNING,
		.since = "0.1",
		.why = "kvm-nic-bonding says that \"the bond will adapt to the slowest\". No mode does "
		       "that. active-backup runs at the speed of whichever slave is active; balance-tlb and "
		       "balance-alb weigh by speed; 802.3ad leaves slower links out (BOND025). balance-rr, "
		       "balance-xor and broadcast do not look at speeds: each slave gets an equal share of "
		       "the frames (balance-rr, broadcast) or of the conversations (balance-xor), so that "
		       "the slow link limits all.",
		.fix = "NICs of one speed; in active-backup without guests, the fast one as primary.",
		.verify = "cat /proc/net/bonding/BOND: \"Speed\" of each slave.",
		.sources = REFERENCES(&kvm_bonding, &bonding_rst, &bond_main, &bond_alb),
		.bad = EXAMPLE_HOST("bookworm")
		       "nics:\n"
		       "  - {name: eth0, mac: \"52:54:00:00:00:01\", speed: 10000}\n"
		       "  - {name: eth1, mac: \"52:54:00:00:00:02\", speed: 1000}\n"
		       "bonds: [{name: bond0, mode: balance-xor, miimon: 100, slaves: [eth0, eth1]}]\n",
		.good = EXAMPLE_HOST("bookworm")
			"nics:\n"
			"  - {name: eth0, mac: \"52:54:00:00:00:01\", speed: 10000}\n"
			"  - {name: eth1, mac: \"52:54:00:00:00:02\", speed: 10000}\n"
			"bonds: [{name: bond0, mode: balance-xor, miimon: 100, slaves: [eth0, eth1]}]\n",
	},
	.on_bond = unequal_links,
};

/* Drivers that tell no speed unless somebody sets one: virtnet_get_link_ksettings() gives SPEED_UNKNOWN, and
 * xen-netfront has no such function. */
static bool tells_no_speed(const struct iface *slave)
{
	static const char *const drivers[] = {"virtio_net", "virtio-net", "xen-netfront", "xen_netfront",
					      "vif"};
	const struct iface *nic = iface_nic(slave);

	for (size_t k = 0; nic && has(&nic->nic->driver) && k < sizeof(drivers) / sizeof(*drivers); k++)
		if (!strcmp(nic->nic->driver.s, drivers[k]))
			return true;
	return false;
}

/* active-backup under a port group would be TOPO004. */
static bool in_group(const struct iface *bond)
{
	for (size_t i = 0; i < bond->lower.n; i++)
		if (port_group(bond->lower.v[i]) > GROUP_NONE)
			return true;
	return false;
}

static void speed_unknown(struct run *r, const struct iface *bond)
{
	for (size_t i = 0; bond_in_mode(bond, MII_ONLY) && i < bond->lower.n; i++) {
		const struct iface *slave = bond->lower.v[i];

		if (!tells_no_speed(slave))
			continue;
		report(r, WARNING, on_option(r, bond, OPT_MODE),
		       "bond '%s' is %s, and the driver of '%s' tells no speed", bond->name,
		       mode_text(r, bond), slave->name);
		note(r, on_field(r, iface_nic(slave), "driver"), "its driver");
		if (bond_in_mode(bond, MODE(LACP)))
			consequence(r, "a port whose speed is unknown is kept out of aggregation");
		else
			consequence(r, "a slave whose speed is unknown gets no share of the traffic to send");
		help(r, "mode: active-backup%s", in_group(bond) ? "        with port_group: none, each port on its own" : "");
		return;
	}
}

const struct rule BOND032 = {
	.about = {
		.id = "BOND032",
		.title = "driver without a speed in a mode that needs it",
		.severity = WARNING,
		.since = "0.1",
		.why = "802.3ad compares its slaves' speeds, balance-tlb and balance-alb share by them; "
		       "bonding.rst names it as a prerequisite of these modes: \"Ethtool support in the "
		       "base drivers for retrieving the speed of each slave\". kvm-nic-bonding says so of "
		       "modes 5 and 6 and prints it for mode 4 too. The interfaces of virtual machines "
		       "(virtio_net, xen-netfront) tell none. They are also a sign that the bond stands "
		       "inside a guest: redundancy belongs to its host, which sees the links.",
		.fix = "active-backup, which asks for no speed; inside a guest, one interface and the bond "
		       "on the host.",
		.verify = "ethtool NIC: \"Speed: Unknown!\" is what the bond gets too.",
		.sources = REFERENCES(&kvm_bonding, &bonding_rst, &bond_3ad, &bond_alb),
		.bad = EXAMPLE_HOST("bookworm")
		       "nics:\n"
		       "  - {name: eth0, mac: \"52:54:00:00:00:01\", driver: virtio_net}\n"
		       "  - {name: eth1, mac: \"52:54:00:00:00:02\", driver: virtio_net}\n"
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    mode: balance-tlb\n"
		       "    miimon: 100\n"
		       "    slaves: [eth0, eth1]\n",
		.good = EXAMPLE_HOST("bookworm")
			"nics:\n"
			"  - {name: eth0, mac: \"52:54:00:00:00:01\", driver: virtio_net}\n"
			"  - {name: eth1, mac: \"52:54:00:00:00:02\", driver: virtio_net}\n"
			"bonds:\n"
			"  - name: bond0\n"
			"    mode: active-backup\n"
			"    miimon: 100\n"
			"    slaves: [eth0, eth1]\n",
	},
	.on_bond = speed_unknown,
};
