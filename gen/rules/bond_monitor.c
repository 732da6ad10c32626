/* How a bond learns that a link is dead: BOND003 to BOND007, BOND018. */
#include "base/text.h"
#include "model/rows.h"
#include "rules/example.h"
#include "rules/monitor.h"

/* True where an ARP monitor with targets can be advised without advising what another rule is about. */
static bool arp_monitor_fits(const struct iface *bond)
{
	long mode = bond_number(bond, OPT_MODE);

	return (mode == ACTIVE_BACKUP || mode == BROADCAST) && !iface_guest_bridge(bond, NULL);
}

const char *arp_options(struct run *r, const struct iface *bond)
{
	static const enum bond_option options[] = {OPT_ARP_INTERVAL, OPT_ARP_VALIDATE, OPT_ARP_ALL_TARGETS,
						   OPT_ARP_MISSED_MAX};
	struct text t;

	text_init(&t, r->arena);
	for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++)
		if (bond_has(bond, options[i]))
			text_join(&t, ", ", bond_option_name(options[i]));
	if (bond->bond->arp_ip_target.n)
		text_join(&t, ", ", "arp_ip_target");
	if (bond->bond->ns_ip6_target.n)
		text_join(&t, ", ", "ns_ip6_target");
	return t.s;
}

void help_mii(struct run *r, const struct iface *bond)
{
	long miimon = mii_monitor(bond) ? bond_number(bond, OPT_MIIMON) : 100;

	help(r, "miimon: %ld        without %s", miimon, arp_options(r, bond));
}

/* The same as a fix: for bonds whose ARP monitor cannot run. */
static void fix_mii(struct run *r, const struct iface *bond)
{
	if (!mii_monitor(bond))
		fix_set(r, bond, "miimon", "100");
	fix_drop(r, bond, "arp_interval");
	fix_drop(r, bond, "arp_validate");
	fix_drop(r, bond, "arp_all_targets");
	fix_drop(r, bond, "arp_missed_max");
	fix_drop(r, bond, "arp_ip_target");
	fix_drop(r, bond, "ns_ip6_target");
}

/* ---- no monitor ---- */

/* Where the value stands that says "no monitor", else the bond. */
static struct subject on_monitor(struct run *r, const struct iface *bond)
{
	return on_option(r, bond,
			 !bond_has(bond, OPT_MIIMON) && bond_has(bond, OPT_ARP_INTERVAL) ? OPT_ARP_INTERVAL
											 : OPT_MIIMON);
}

static bool unwatched(const struct iface *bond)
{
	return bond->lower.n >= 2 && !mii_monitor(bond) && !(arp_monitor(bond) && has_targets(bond));
}

static bool driver_helps(struct run *r, const struct iface *bond)
{
	return bond_in_mode(bond, MII_ONLY) && r->os->scripts.miimon_forced;
}

static void no_monitor(struct run *r, const struct iface *bond)
{
	if (!unwatched(bond) || driver_helps(r, bond))
		return;
	report(r, ERROR, on_monitor(r, bond), "bond '%s' has no link monitor", bond->name);
	consequence(r, "its slaves count as up for ever: when the active link fails nothing takes over,\n"
		       "and host and guests are cut off for as long as the fault lasts (measured)");
	help(r, "miimon: 100");
	if (!has_targets(bond)) /* they are for another monitor */
		fix_set(r, bond, "miimon", "100");
}

const struct rule BOND003 = {
	.about = {
		.id = "BOND003",
		.title = "bond without a link monitor",
		.severity = ERROR,
		.since = "0.1",
		.why = "With neither miimon nor arp_interval the driver takes each slave for up when it is "
		       "enslaved and never looks again (bond_enslave()). Measured on Linux 6.1 with "
		       "\"mode=1\" alone: the active link lost its carrier, guest and host were unreachable "
		       "for 12.9 s, which is how long the fault lasted, and both slaves were shown as up. "
		       "Both monitors are off unless asked for. openvz-bonding has such a configuration, "
		       "and the cure that it ascribes to another mode came with miimon=80 in the same "
		       "edit.\n"
		       "802.3ad, balance-tlb and balance-alb depend on the release: where its way of "
		       "setting bonds up makes the driver put miimon at 100 by itself, that is BOND018; "
		       "elsewhere they stay unwatched like any other.",
		.fix = "miimon: 100. An ARP monitor (arp_interval with arp_ip_target) sees more, but not in "
		       "every mode and not under a bridge on every release.",
		.verify = "cat /proc/net/bonding/BOND: \"MII Polling Interval (ms): 0\" without a line "
			  "\"ARP Polling Interval\" means that nothing is watched.",
		.sources = REFERENCES(&openvz_bonding, &bonding_rst, &bond_main, &bond_sysfs, &measured),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - {name: bond0, mode: active-backup, slaves: [eth0, eth1]}\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - {name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}\n",
	},
	.subsumes = IDS("BOND011"), /* the help is the same */
	.on_bond = no_monitor,
};

static void implied_monitor(struct run *r, const struct iface *bond)
{
	if (!unwatched(bond) || !driver_helps(r, bond))
		return;
	report(r, WARNING, on_monitor(r, bond), "bond '%s' is %s and leaves its link monitor to the driver",
	       bond->name, mode_text(r, bond));
	consequence(r,
		    "the way %s sets bonds up, the driver puts miimon at 100 by itself;\n"
		    "the same description on another release has no monitor and no failover",
		    r->os->title);
	help(r, "miimon: 100");
	fix_set(r, bond, "miimon", "100"); /* what the driver does */
}

const struct rule BOND018 = {
	.about = {
		.id = "BOND018",
		.title = "the link monitor is left to the driver",
		.severity = WARNING,
		.since = "0.1",
		.why = "802.3ad, balance-tlb and balance-alb cannot work without the MII monitor, so the "
		       "driver sets miimon to 100 if it is 0: with module options always "
		       "(bond_check_params(): \"Forcing miimon to 100msec\"), through sysfs only since it "
		       "came to bond_option_mode_set(), as in RHEL 7 and Linux 6.1. Through the sysfs of "
		       "2.6.18, 2.6.32, RHEL 6 and 3.15 nothing is set and nothing is watched; there the "
		       "same description is BOND003, an error. Whoever moves the host, or reads its files, "
		       "should not have to know that.",
		.fix = "Write it: miimon: 100.",
		.verify = "cat /proc/net/bonding/BOND: \"MII Polling Interval (ms)\" must not be 0.",
		.sources = REFERENCES(&bonding_rst, &bond_main, &bond_options, &bond_sysfs),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - {name: bond0, mode: 802.3ad, slaves: [eth0, eth1]}\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - {name: bond0, mode: 802.3ad, miimon: 100, slaves: [eth0, eth1]}\n",
	},
	.subsumes = IDS("BOND011"),
	.on_bond = implied_monitor,
};

/* ---- the wrong one ---- */

static void both_monitors(struct run *r, const struct iface *bond)
{
	if (!mii_monitor(bond) || !arp_monitor(bond))
		return;
	report(r, ERROR, on_option(r, bond, OPT_ARP_INTERVAL),
	       "bond '%s' has an MII monitor and an ARP monitor", bond->name);
	note(r, on_option(r, bond, OPT_MIIMON), "the MII monitor");
	consequence(r, "the driver runs one of them and drops the other silently: miimon stays with\n"
		       "module options, through sysfs the one that is written last");
	if (arp_monitor_fits(bond) && has_targets(bond))
		help(r,
		     "miimon: %ld        without %s\n"
		     "arp_interval: %ld        without miimon, if silent faults are to be seen",
		     bond_number(bond, OPT_MIIMON), arp_options(r, bond),
		     bond_number(bond, OPT_ARP_INTERVAL));
	else
		help_mii(r, bond);
}

const struct rule BOND004 = {
	.about = {
		.id = "BOND004",
		.title = "MII and ARP monitor at once",
		.severity = ERROR,
		.since = "0.1",
		.why = "The driver has one monitor per bond. Given both as module options it keeps miimon "
		       "and sets arp_interval to 0 (bond_check_params()); through sysfs each write of one "
		       "switches the other off, so that the last one stays (bond_option_miimon_set(), "
		       "bond_option_arp_interval_set()). Which one a host ends up with is then a matter of "
		       "its release, and the two see different faults: the MII monitor sees carrier only, "
		       "the ARP monitor also a switch that hangs with its ports up or a VLAN taken off a "
		       "trunk.",
		.fix = "One of them. miimon works in every mode and under bridges; the ARP monitor sees "
		       "more, in active-backup on a bond that has an address of its own.",
		.verify = "cat /proc/net/bonding/BOND: \"MII Polling Interval (ms)\" and, only if it runs, "
			  "\"ARP Polling Interval (ms)\".",
		.sources = REFERENCES(&vlan_bonding, &bonding_rst, &bond_main, &bond_options),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    mode: active-backup\n"
		       "    slaves: [eth0, eth1]\n"
		       "    addresses: [10.0.0.1/24]\n"
		       "    arp_interval: 500\n"
		       "    arp_ip_target: [10.0.0.252, 10.0.0.253]\n"
		       "    miimon: 100\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - name: bond0\n"
			"    mode: active-backup\n"
			"    slaves: [eth0, eth1]\n"
			"    addresses: [10.0.0.1/24]\n"
			"    arp_interval: 500\n"
			"    arp_ip_target: [10.0.0.252, 10.0.0.253]\n",
	},
	.on_bond = both_monitors,
};

static void arp_in_mii_mode(struct run *r, const struct iface *bond)
{
	bool validate = bond_number(bond, OPT_ARP_VALIDATE) > 0;

	if (!bond_in_mode(bond, MII_ONLY) || (!arp_monitor(bond) && !validate))
		return;
	report(r, ERROR, on_option(r, bond, arp_monitor(bond) ? OPT_ARP_INTERVAL : OPT_ARP_VALIDATE),
	       "bond '%s' is %s, which has no ARP monitor", bond->name, mode_text(r, bond));
	note(r, on_option(r, bond, OPT_MODE), "its mode");
	if (validate)
		consequence(r, "the driver refuses arp_validate in this mode;\n"
			       "as a module option it keeps the module from loading");
	else if (r->os->kernel.arp_refused_without_use)
		consequence(r, "the driver refuses arp_interval or, quietly, runs an MII monitor instead");
	else
		consequence(r, "through sysfs this driver takes arp_interval, in a mode that is not made for it: what is\n"
			       "heard on a slave says nothing of it; as a parameter of the module it is dropped for miimon");
	help_mii(r, bond);
	fix_mii(r, bond); /* refused, or dropped for miimon=100: it never ran */
}

const struct rule BOND005 = {
	.about = {
		.id = "BOND005",
		.title = "ARP monitor in a mode that has none",
		.severity = ERROR,
		.since = "0.1",
		.why = "In 802.3ad, balance-tlb and balance-alb the replies to the monitor's probes need "
		       "not come back on the slave that sent them, so the driver does not offer it: "
		       "arp_interval is refused with EACCES (`unsuppmodes`), and as a module option it is "
		       "dropped for miimon=100. Measured on Linux 6.1: ifup succeeds with bond-arp-interval "
		       "in balance-alb and 802.3ad, and the kernel runs MII polling at 100 ms. arp_validate "
		       "without a running ARP monitor is worse: as a module option the module does not "
		       "load. 2.6.18 and 2.6.32 take arp_interval in these modes without a word, and 3.11 "
		       "in 802.3ad, where nothing in the mode is made for it.",
		.fix = "miimon: 100 in place of all arp_ options. 802.3ad notices a partner that falls "
		       "silent by its LACPDUs (lacp_rate: fast). Where the ARP monitor is what matters, "
		       "active-backup has it.",
		.verify = "cat /proc/net/bonding/BOND: \"MII Polling Interval (ms)\" is not 0 and there is "
			  "no \"ARP Polling Interval\".",
		.sources = REFERENCES(&bonding_rst, &bond_main, &bond_options, &measured),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    mode: 802.3ad\n"
		       "    slaves: [eth0, eth1]\n"
		       "    addresses: [10.0.0.1/24]\n"
		       "    arp_interval: 500\n"
		       "    arp_ip_target: [10.0.0.252, 10.0.0.253]\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - name: bond0\n"
			"    mode: 802.3ad\n"
			"    slaves: [eth0, eth1]\n"
			"    addresses: [10.0.0.1/24]\n"
			"    miimon: 100\n",
	},
	/* its help leaves no ARP monitor and sets the other */
	.subsumes = IDS("BOND003", "BOND004", "BOND006", "BOND007", "BOND008", "BOND009", "BOND011",
			"BOND018", "BOND022", "GUEST005", "GUEST006", "GUEST007"),
	.on_bond = arp_in_mii_mode,
};

/* ---- targets ---- */

/* The router that the bond is to reach, if it is described on it or on a VLAN of it. */
static const struct value *router(const struct iface *bond)
{
	for (size_t i = 0; !has(&bond->common->gateway) && i < bond->vlans.n; i++)
		if (has(&bond->vlans.v[i]->common->gateway))
			return &bond->vlans.v[i]->common->gateway;
	return has(&bond->common->gateway) ? &bond->common->gateway : NULL;
}

static void help_targets(struct run *r, const struct iface *bond)
{
	const struct value *first = router(bond);

	if (first)
		help(r, "arp_ip_target: [%s]        and a second host of that subnet that always answers",
		     first->s);
	else
		help(r,
		     "in arp_ip_target two hosts of its subnet that always answer, one behind each switch");
}

static void no_target(struct run *r, const struct iface *bond)
{
	if (!arp_monitor(bond) || has_targets(bond))
		return;
	report(r, ERROR, on_option(r, bond, OPT_ARP_INTERVAL), "the ARP monitor of bond '%s' has no target",
	       bond->name);
	if (mii_monitor(bond))
		note(r, on_option(r, bond, OPT_MIIMON), "the MII monitor");
	consequence(r, "nothing is probed and nothing answers: within two seconds the bond is without\n"
		       "carrier (measured), and neither ifup nor the kernel says why");
	if (arp_monitor_fits(bond) && !mii_monitor(bond))
		help_targets(r, bond);
	else
		help_mii(r, bond);
}

const struct rule BOND006 = {
	.about = {
		.id = "BOND006",
		.title = "ARP monitor without a target",
		.severity = ERROR,
		.since = "0.1",
		.why = "The ARP monitor asks the hosts in arp_ip_target and takes down the slaves on which "
		       "nothing comes back. Without a target there is nothing to come back; "
		       "ifenslave-readme says that one must be given with arp_interval. Measured on "
		       "Linux 6.1 with the configuration that vlan-bonding-squeeze prints (arp_interval "
		       "500, arp_validate 3, no target): ifup succeeds, within one to two seconds the bond "
		       "is \"running without any active interface\" and has no carrier, the slaves swing "
		       "between up and down, no ping gets through, and nothing in the log speaks of the "
		       "target. It works as soon as one is listed. As module options the same sets "
		       "arp_interval to 0, and nothing is watched at all.",
		.fix = "List at least two hosts in arp_ip_target that are in the bond's own subnet and "
		       "always answer, one behind each switch: the router, the switches themselves, a peer. "
		       "Or miimon: 100 and no arp_interval.",
		.verify = "cat /proc/net/bonding/BOND: \"ARP IP target/s (n.n.n.n form)\" lists them; \"MII "
			  "Status\" of each slave is up.",
		.sources = REFERENCES(&vlan_bonding, &ifenslave_readme, &bonding_rst, &bond_main, &measured),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    mode: active-backup\n"
		       "    slaves: [eth0, eth1]\n"
		       "    addresses: [10.0.0.1/24]\n"
		       "    arp_interval: 500\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - name: bond0\n"
			"    mode: active-backup\n"
			"    slaves: [eth0, eth1]\n"
			"    addresses: [10.0.0.1/24]\n"
			"    arp_interval: 500\n"
			"    arp_ip_target: [10.0.0.252, 10.0.0.253]\n",
	},
	.subsumes = IDS("BOND003", "GUEST005", "GUEST006"),
	.on_bond = no_target,
};

enum { TARGETS_MAX = 16 }; /* BOND_MAX_ARP_TARGETS, BOND_MAX_NS_TARGETS */

static void no_host(struct run *r, const struct iface *bond, const char *key, size_t n, const struct iface *i,
		    size_t a, const char *what)
{
	report(r, ERROR, on_element(r, bond, key, n), "a target of bond '%s' is the %s address of a network",
	       bond->name, what);
	note(r, on_element(r, i, "addresses", a), "the network of '%s'", i->name);
	consequence(r, "it is no host's address: it counts as a host that never answers");
	help(r, "another host of its subnet that always answers");
}

static void own_address(struct run *r, const struct iface *bond, const char *key, size_t n,
			const struct ip *target)
{
	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];
		const struct values *own = &i->common->addresses;

		for (size_t a = 0; a < own->n; a++) {
			enum ip_edge edge = ip_edge(target, &own->v[a].ip);

			if (edge != IP_HOST) {
				no_host(r, bond, key, n, i, a, edge == IP_NETWORK ? "network" : "broadcast");
				return;
			}
			if (!ip_same(&own->v[a].ip, target))
				continue;
			report(r, ERROR, on_element(r, bond, key, n),
			       "a target of bond '%s' is an address of this host", bond->name);
			note(r, on_element(r, i, "addresses", a), "'%s' has it", i->name);
			consequence(r, "nothing is sent for it: it counts as a host that never answers");
			help(r, "another host of its subnet that always answers");
			return;
		}
	}
}

static void check_targets(struct run *r, const struct iface *bond, const char *key,
			  const struct values *targets)
{
	for (size_t i = 0; i < targets->n && i < TARGETS_MAX; i++) {
		size_t k = 0;

		while (k < i && !ip_same(&targets->v[k].ip, &targets->v[i].ip))
			k++;
		if (k == i) {
			own_address(r, bond, key, i, &targets->v[i].ip);
			continue;
		}
		report(r, ERROR, on_element(r, bond, key, i), "bond '%s' lists the target %s twice",
		       bond->name, targets->v[i].s);
		note(r, on_element(r, bond, key, k), "the first time");
		consequence(r, "the second is refused or skipped: there is one target less than it seems");
		help(r, "list it once");
		fix_drop_element(r, bond, key, i); /* as the driver does */
	}
	if (targets->n <= TARGETS_MAX)
		return;
	report(r, ERROR, on_element(r, bond, key, TARGETS_MAX), "bond '%s' has %zu targets in %s", bond->name,
	       targets->n, key);
	consequence(r, "the driver's table holds 16: this one and those after it are refused");
	help(r, "16 at most; two or three that always answer do");
}

static void bad_targets(struct run *r, const struct iface *bond)
{
	check_targets(r, bond, "arp_ip_target", &bond->bond->arp_ip_target);
	check_targets(r, bond, "ns_ip6_target", &bond->bond->ns_ip6_target);
}

const struct rule BOND007 = {
	.about = {
		.id = "BOND007",
		.title = "a target that the ARP monitor cannot use",
		.severity = ERROR,
		.since = "0.1",
		.why = "The driver probes up to 16 targets (BOND_MAX_ARP_TARGETS). It refuses 0.x and "
		       "255.255.255.255 (bond_is_ip_target_ok()), a target that it has already and the "
		       "seventeenth; a bad address among the module options switches the whole ARP monitor "
		       "off. Network, multicast and loopback addresses it takes, but nobody answers for "
		       "them. Nor does the host answer itself over its own cables: the route to its own "
		       "address is not through the bond, so the probe is not even sent. What is left counts "
		       "as a target that is down, and with arp_all_targets=all takes the slaves down with "
		       "it.",
		.fix = "Addresses of other hosts in the bond's subnet, each once, 16 at most.",
		.verify = "cat /proc/net/bonding/BOND: \"ARP IP target/s (n.n.n.n form)\" lists what the "
			  "driver took; arping -I BOND TARGET must be answered.",
		.sources = REFERENCES(&kvm_bonding, &bonding_rst, &bond_main, &bond_options),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    mode: active-backup\n"
		       "    slaves: [eth0, eth1]\n"
		       "    addresses: [10.0.0.1/24]\n"
		       "    arp_interval: 500\n"
		       "    arp_ip_target: [10.0.0.1, 10.0.0.253]\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - name: bond0\n"
			"    mode: active-backup\n"
			"    slaves: [eth0, eth1]\n"
			"    addresses: [10.0.0.1/24]\n"
			"    arp_interval: 500\n"
			"    arp_ip_target: [10.0.0.252, 10.0.0.253]\n",
	},
	.on_bond = bad_targets,
};
