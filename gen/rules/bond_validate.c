/* What the ARP monitor may count as an answer: BOND009, BOND027. */
#include "model/bond_option.h"
#include "model/rows.h"
#include "rules/example.h"
#include "rules/monitor.h"

/* Words of arp_validate; the ones that filter came later. */
enum { VALIDATE_ALL = 3 };

/*
 * Validation outside active-backup came with the filtering words, in one series of patches (Linux 3.15, taken
 * back by RHEL 6 and 7): before it arp_validate is refused there.
 */
static bool validates_any_mode(struct run *r)
{
	return r->os->kernel.arp_validates > VALIDATE_ALL;
}

static void validate_without_monitor(struct run *r, const struct iface *bond)
{
	bool alone = !arp_monitor(bond);

	if (bond_number(bond, OPT_ARP_VALIDATE) <= 0 ||
	    bond_option_fate(r->os, bond, OPT_ARP_VALIDATE) == FATE_LOST ||
	    (!alone && (bond_in_mode(bond, MODE(ACTIVE_BACKUP)) || validates_any_mode(r))))
		return;
	report(r, ERROR, on_option(r, bond, OPT_ARP_VALIDATE),
	       alone ? "bond '%s' validates ARP replies and has no ARP monitor"
		     : "bond '%s' validates ARP replies in a mode in which this kernel cannot",
	       bond->name);
	note(r, on_option(r, bond, alone && mii_monitor(bond) ? OPT_MIIMON : OPT_MODE),
	     alone && mii_monitor(bond) ? "its monitor" : "its mode");
	consequence(r,
		    "as a module option it keeps the module from loading (EINVAL), and there is no bond;\n"
		    "through sysfs it is %s",
		    alone ? "idle: nothing is validated" : "refused: nothing is validated");
	help(r, "arp_validate: none");
	fix_set(r, bond, "arp_validate", "none");
}

const struct rule BOND009 = {
	.about = {
		.id = "BOND009",
		.title = "arp_validate without what it needs",
		.severity = ERROR,
		.since = "0.1",
		.why = "arp_validate tells which ARP frames count as a sign of life, so it needs the ARP "
		       "monitor. As module options, arp_validate with arp_interval 0 stops the driver from "
		       "loading (bond_check_params(): \"arp_validate requires arp_interval\", EINVAL); "
		       "writing miimon through sysfs sets it back to none. Up to Linux 3.11 and in RHEL 5 "
		       "it is also refused in every mode but active-backup (\"arp_validate only supported "
		       "in active-backup mode\"); since 3.15, and in RHEL 6 and 7, the balancing modes take "
		       "it too.",
		.fix = "arp_validate: none, or the ARP monitor that it belongs to: arp_interval with "
		       "arp_ip_target, in active-backup.",
		.verify = "cat /sys/class/net/BOND/bonding/arp_validate and .../arp_interval: the second "
			  "must not be 0 unless the first is none.",
		.sources = REFERENCES(&vlan_bonding, &bonding_rst, &bond_main, &bond_options, &bond_sysfs),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    mode: active-backup\n"
		       "    slaves: [eth0, eth1]\n"
		       "    miimon: 100\n"
		       "    arp_validate: all\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - name: bond0\n"
			"    mode: active-backup\n"
			"    slaves: [eth0, eth1]\n"
			"    miimon: 100\n",
	},
	.on_bond = validate_without_monitor,
};

static void all_targets_unvalidated(struct run *r, const struct iface *bond)
{
	if (bond_number(bond, OPT_ARP_ALL_TARGETS) <= 0 || !arp_monitor(bond) ||
	    !bond_in_mode(bond, MODE(ACTIVE_BACKUP)) || bond_number(bond, OPT_ARP_VALIDATE) == VALIDATE_ALL ||
	    bond_option_fate(r->os, bond, OPT_ARP_ALL_TARGETS) != FATE_WRITTEN)
		return;
	report(r, ERROR, on_option(r, bond, OPT_ARP_ALL_TARGETS),
	       "bond '%s' wants all targets to answer, and arp_validate is %s", bond->name,
	       bond_has(bond, OPT_ARP_VALIDATE) ? bond->option[OPT_ARP_VALIDATE].s : "none");
	if (bond_has(bond, OPT_ARP_VALIDATE))
		note(r, on_option(r, bond, OPT_ARP_VALIDATE), "which slaves are validated");
	consequence(
		r, "the driver notes who answered only where it validates: a slave that is not validated "
		   "counts\n"
		   "as one that nobody answers, and goes down (measured: without arp_validate, all of them)");
	help(r, "arp_all_targets: any        one target that answers is enough\n"
		"arp_validate: all        if all of them have to");
}

const struct rule BOND027 = {
	.about = {
		.id = "BOND027",
		.title = "all targets have to answer, and nobody listens who does",
		.severity = ERROR,
		.since = "0.1",
		.why = "With arp_all_targets=all a slave is as old as the answer of its most silent target "
		       "(slave_oldest_target_arp_rx()). The time of each target's answer is noted when a "
		       "reply is validated, and only then (bond_validate_arp()): on the active slave with "
		       "arp_validate=active, on the others with backup, on both with all. A slave that is "
		       "not validated never gets a newer time than that of its enslaving, so after two or "
		       "three intervals it is down, however well everybody answers. Measured on Linux 6.1 "
		       "without arp_validate: both slaves go down. bonding.rst only says that the option "
		       "has an effect with arp_validate, which reads as if it were harmless without.",
		.fix = "arp_all_targets: any, which is what the driver does if nothing is said; or "
		       "arp_validate: all beside it.",
		.verify = "cat /proc/net/bonding/BOND, several times: every slave's MII Status stays up.",
		.sources = REFERENCES(&bonding_rst, &bond_main, &measured),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    mode: active-backup\n"
		       "    slaves: [eth0, eth1]\n"
		       "    addresses: [10.0.0.1/24]\n"
		       "    arp_interval: 500\n"
		       "    arp_ip_target: [10.0.0.252, 10.0.0.253]\n"
		       "    arp_validate: active\n"
		       "    arp_all_targets: all\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - name: bond0\n"
			"    mode: active-backup\n"
			"    slaves: [eth0, eth1]\n"
			"    addresses: [10.0.0.1/24]\n"
			"    arp_interval: 500\n"
			"    arp_ip_target: [10.0.0.252, 10.0.0.253]\n"
			"    arp_validate: all\n"
			"    arp_all_targets: all\n",
	},
	.on_bond = all_targets_unvalidated,
};
