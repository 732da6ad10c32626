/* How often a bond looks at its links and how long it waits: BOND011, BOND012, BOND022. */
#include "model/bond_option.h"
#include "model/rows.h"
#include "rules/example.h"
#include "rules/monitor.h"

static const enum bond_option delays[] = {OPT_UPDELAY, OPT_DOWNDELAY, OPT_PEER_NOTIF_DELAY};

#define DELAYS (sizeof(delays) / sizeof(*delays))

/* True if the delay is written, known to the release and not 0; that of announcements acts in one mode only.
 */
static bool has_delay(struct run *r, const struct iface *bond, enum bond_option o)
{
	bool acts = o != OPT_PEER_NOTIF_DELAY || bond_in_mode(bond, MODE(ACTIVE_BACKUP));

	return acts && bond_number(bond, o) > 0 && (r->os->kernel.options >> o & 1);
}

static void delay_without_monitor(struct run *r, const struct iface *bond)
{
	for (size_t k = 0; k < DELAYS && !mii_monitor(bond); k++) {
		const char *name = bond_option_name(delays[k]);

		if (!has_delay(r, bond, delays[k]))
			continue;
		report(r, ERROR, on_option(r, bond, delays[k]),
		       "bond '%s' has %s and no miimon to count it in", bond->name, name);
		if (arp_monitor(bond))
			note(r, on_option(r, bond, OPT_ARP_INTERVAL),
			     "the ARP monitor, which knows no delays");
		consequence(r, "the driver refuses it (EPERM) or, as a module option, ignores it: nothing is "
			       "delayed");
		if (arp_monitor(bond)) {
			help(r, "%s: 0", name);
			fix_drop(r, bond, name);
		} else {
			help(r, "miimon: 100");
			fix_set(r, bond, "miimon", "100");
		}
	}
}

const struct rule BOND011 = {
	.about = {
		.id = "BOND011",
		.title = "a delay without the MII monitor",
		.severity = ERROR,
		.since = "0.1",
		.why = "updelay, downdelay and peer_notif_delay are counted in rounds of the MII monitor. "
		       "Without miimon the driver refuses them through sysfs (_bond_option_delay_set(): "
		       "EPERM, \"MII monitoring is disabled\"), and as module options they are dropped with "
		       "a warning. The ARP monitor has no such delays. So a bond that was meant to wait "
		       "until a switch port forwards takes the link at once and sends into nothing.",
		.fix = "miimon: 100 where no monitor is there; with an ARP monitor leave the delays out.",
		.verify = "cat /proc/net/bonding/BOND: \"Up Delay (ms)\" and \"Down Delay (ms)\".",
		.sources = REFERENCES(&bonding_rst, &bond_main, &bond_options),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    mode: active-backup\n"
		       "    slaves: [eth0, eth1]\n"
		       "    addresses: [10.0.0.1/24]\n"
		       "    updelay: 30000\n"
		       "    arp_interval: 500\n"
		       "    arp_ip_target: [10.0.0.252, 10.0.0.253]\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - name: bond0\n"
			"    mode: active-backup\n"
			"    slaves: [eth0, eth1]\n"
			"    addresses: [10.0.0.1/24]\n"
			"    arp_interval: 500\n"
			"    arp_ip_target: [10.0.0.252, 10.0.0.253]\n",
	},
	.on_bond = delay_without_monitor,
};

static void delay_between_rounds(struct run *r, const struct iface *bond)
{
	long miimon = bond_number(bond, OPT_MIIMON);

	for (size_t k = 0; k < DELAYS && miimon > 0; k++) {
		const char *name = bond_option_name(delays[k]);
		long delay = bond_number(bond, delays[k]);

		if (!has_delay(r, bond, delays[k]) || delay % miimon == 0)
			continue;
		report(r, WARNING, on_option(r, bond, delays[k]),
		       "%s of bond '%s' is no multiple of its miimon %ld", name, bond->name, miimon);
		note(r, on_option(r, bond, OPT_MIIMON), "its miimon");
		consequence(r, "the driver rounds it down to %ld ms%s", delay / miimon * miimon,
			    delay < miimon ? ": there is no delay" : "");
		help(r, "%s: %ld", name, (delay / miimon + 1) * miimon);
		fix_set(r, bond, name, "%ld", (delay / miimon + 1) * miimon);
	}
}

const struct rule BOND012 = {
	.about = {
		.id = "BOND012",
		.title = "a delay that is no multiple of miimon",
		.severity = WARNING,
		.since = "0.1",
		.why = "The driver looks at its links every miimon milliseconds and counts delays in such "
		       "rounds: it divides the delay by miimon and drops the rest, with a line in the log "
		       "(_bond_option_delay_set(), the same from 2.6.32 to 6.1). The wait is then shorter "
		       "than was asked for, and none at all where the delay is below miimon. A switch port "
		       "that needs just that long does not forward yet when the bond takes it.",
		.fix = "The next multiple of miimon.",
		.verify = "cat /proc/net/bonding/BOND: \"Up Delay (ms)\" and \"Down Delay (ms)\" are the "
			  "delays in force.",
		.sources = REFERENCES(&bonding_rst, &bond_main, &bond_options),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    mode: active-backup\n"
		       "    slaves: [eth0, eth1]\n"
		       "    miimon: 100\n"
		       "    updelay: 250\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - name: bond0\n"
			"    mode: active-backup\n"
			"    slaves: [eth0, eth1]\n"
			"    miimon: 100\n"
			"    updelay: 300\n",
	},
	.on_bond = delay_between_rounds,
};

/* ---- too often ---- */

enum { SHORTEST = 50, MIIMON = 100, ARP_INTERVAL = 500 }; /* ms */

/* True if all delays of the bond are multiples of `miimon`. */
static bool suits_delays(const struct iface *bond, long miimon)
{
	for (size_t k = 0; k < DELAYS; k++)
		if (bond_number(bond, delays[k]) % miimon)
			return false;
	return true;
}

static void monitor_too_often(struct run *r, const struct iface *bond)
{
	bool mii = mii_monitor(bond);
	enum bond_option o = mii ? OPT_MIIMON : OPT_ARP_INTERVAL;
	long every = bond_number(bond, o);

	if (every <= 0 || every >= SHORTEST)
		return;
	report(r, WARNING, on_option(r, bond, o), "bond '%s' looks at its links every %ld ms", bond->name,
	       every);
	if (mii)
		consequence(
			r,
			"a link that comes up bounces for longer than that: the bond changes over and back");
	else
		consequence(r,
			    "a reply that is late by two intervals takes the link down, and the probes are\n"
			    "broadcasts: every host of the subnet gets them all");
	if (!mii)
		help(r, "arp_interval: %d", ARP_INTERVAL);
	else if (suits_delays(bond, MIIMON) || !suits_delays(bond, SHORTEST))
		help(r, "miimon: %d%s", MIIMON,
		     suits_delays(bond, MIIMON) ? "" : "        and the delays as multiples of it");
	else
		help(r, "miimon: %d", SHORTEST);
}

const struct rule BOND022 = {
	.about = {
		.id = "BOND022",
		.title = "link monitor that looks too often",
		.severity = WARNING,
		.since = "0.1",
		.why = "A link is dead for the ARP monitor when nothing came back for two intervals, so "
		       "with an interval of a few milliseconds any busy moment of the target, the switch or "
		       "the host itself is a failover; and each probe is a broadcast that all hosts of the "
		       "subnet have to look at (vlan-bonding-squeeze counts that load as the price of this "
		       "monitor). The MII monitor takes every flicker of the carrier for a fault. "
		       "bonding.rst calls 100 ms a good start for miimon; measured with 100 ms, the "
		       "failover is over after 0.3 s, and with arp_interval 500 after 1.5 s. The limit of "
		       "50 ms is an experience, not a fact of the driver.",
		.fix = "miimon: 100; arp_interval: 500 to 1000.",
		.verify = "cat /proc/net/bonding/BOND: \"Link Failure Count\" of each slave stays where it "
			  "is.",
		.sources = REFERENCES(&vlan_bonding, &bonding_rst, &bond_main, &measured),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - {name: bond0, mode: active-backup, miimon: 10, slaves: [eth0, eth1]}\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - {name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}\n",
	},
	.on_bond = monitor_too_often,
};
