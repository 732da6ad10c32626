/* Options that a bond's mode gives no meaning: BOND013, BOND015 to BOND017, BOND021, BOND030. */
#include "model/bond_option.h"
#include "model/rows.h"
#include "rules/example.h"
#include "rules/rule.h"

#define BOND_WITH(fields)                                                                                    \
	EXAMPLE_HOST("bookworm")                                                                             \
	EXAMPLE_NICS "bonds:\n  - name: bond0\n    slaves: [eth0, eth1]\n    miimon: 100\n" fields

/* Reports the option if it is written and idle. True: it was. */
static bool idle(struct run *r, const struct iface *bond, enum bond_option o, const char *acts_in)
{
	if (!bond_has(bond, o) || bond_option_acts(r->os, bond, o))
		return false;
	report(r, WARNING, on_option(r, bond, o), "%s of bond '%s' acts in %s only, and its mode is %s",
	       bond_option_name(o), bond->name, acts_in, mode_text(r, bond));
	note(r, on_option(r, bond, OPT_MODE),
	     bond->mode_why ? "no mode is written: it is chosen" : "its mode");
	help(r, "leave '%s' out", bond_option_name(o));
	if (!bond->mode_why) /* else it may tell which mode is meant */
		fix_drop(r, bond, bond_option_name(o));
	return true;
}

static void primary_idle(struct run *r, const struct iface *bond)
{
	if (idle(r, bond, OPT_PRIMARY, "active-backup, balance-tlb and balance-alb"))
		consequence(
			r,
			"no slave is preferred: all of them carry traffic; writing it is refused (EACCES)");
	if (idle(r, bond, OPT_PRIMARY_RESELECT, "active-backup, balance-tlb and balance-alb"))
		consequence(r, "there is no primary to come back to");
}

const struct rule BOND013 = {
	.about = {
		.id = "BOND013",
		.title = "primary in a mode that has none",
		.severity = WARNING,
		.since = "0.1",
		.why = "Only active-backup, balance-tlb and balance-alb have an active slave, and so a "
		       "preferred one. In the other modes writing primary through sysfs is refused "
		       "(`unsuppmodes`: EACCES), and as a module option it is dropped with a warning "
		       "(bond_check_params()). Either the mode is not the one that was meant, or the host "
		       "does not use its links as its owner believes.",
		.fix = "Leave it out; or active-backup, where one link is to be preferred.",
		.verify = "cat /sys/class/net/BOND/bonding/mode and .../primary: the second is empty.",
		.sources = REFERENCES(&bonding_rst, &bond_main, &bond_options),
		.bad = BOND_WITH("    mode: 802.3ad\n    primary: eth0\n"),
		.good = BOND_WITH("    mode: 802.3ad\n"),
	},
	.subsumes = IDS("BOND014"), /* it is to go anyway */
	.on_bond = primary_idle,
};

static void lacp_idle(struct run *r, const struct iface *bond)
{
	static const enum bond_option options[] = {OPT_LACP_RATE,       OPT_LACP_ACTIVE,
						   OPT_AD_SELECT,       OPT_AD_ACTOR_SYS_PRIO,
						   OPT_AD_ACTOR_SYSTEM, OPT_AD_USER_PORT_KEY};

	for (size_t k = 0; k < sizeof(options) / sizeof(*options); k++)
		if (idle(r, bond, options[k], "802.3ad"))
			consequence(r, "without LACP there is nothing that it could set; writing it %s",
				    options[k] == OPT_AD_SELECT ? "has no effect" : "is refused (EACCES)");
	if (bond_number(bond, OPT_MIN_LINKS) && idle(r, bond, OPT_MIN_LINKS, "802.3ad"))
		consequence(r, "the bond keeps its carrier with a single link, whatever is written");
}

const struct rule BOND015 = {
	.about = {
		.id = "BOND015",
		.title = "option of 802.3ad in another mode",
		.severity = WARNING,
		.since = "0.1",
		.why = "lacp_rate, lacp_active, ad_select, min_links and the ad_ options speak about LACP "
		       "and its aggregators, which no other mode has. Through sysfs most are refused "
		       "(`unsuppmodes`: EACCES); min_links is accepted and never looked at, because only "
		       "802.3ad counts its links before it has carrier (bond_3ad_set_carrier()); as module "
		       "options they are \"irrelevant\" and not even parsed. Who writes min_links expects "
		       "the host to leave the network when too few links are left, and it does not.",
		.fix = "Leave them out; or 802.3ad, if the switch ports are an LACP group.",
		.verify = "cat /proc/net/bonding/BOND: only 802.3ad has a section \"802.3ad info\".",
		.sources = REFERENCES(&bonding_rst, &bond_main, &bond_options, &bond_3ad),
		.bad = BOND_WITH("    mode: active-backup\n    lacp_rate: fast\n"),
		.good = BOND_WITH("    mode: active-backup\n"),
	},
	.on_bond = lacp_idle,
};

static void hash_idle(struct run *r, const struct iface *bond)
{
	if (idle(r, bond, OPT_XMIT_HASH_POLICY, "balance-xor, 802.3ad and, in part, balance-tlb and balance-alb"))
		consequence(r, "the mode spreads traffic by its own rules, or not at all");
}

const struct rule BOND016 = {
	.about = {
		.id = "BOND016",
		.title = "xmit_hash_policy in a mode that does not hash",
		.severity = WARNING,
		.since = "0.1",
		.why = "balance-xor and 802.3ad choose a slave by a hash of each frame's addresses. "
		       "balance-rr takes turns, active-backup has one slave, broadcast uses all: there the "
		       "policy is \"irrelevant\" (bond_check_params()). balance-tlb uses it on kernels that "
		       "have tlb_dynamic_lb (RHEL 6 and 7, Linux 3.16 and later), whatever that is set to; "
		       "balance-alb only with tlb_dynamic_lb=0 (bond_mode_uses_xmit_hash()).",
		.fix = "Leave it out.",
		.verify = "cat /proc/net/bonding/BOND: \"Transmit Hash Policy\" stands there only where one "
			  "is used.",
		.sources = REFERENCES(&bonding_rst, &bond_main, &bond_options, &bond_alb),
		.bad = BOND_WITH("    mode: active-backup\n    xmit_hash_policy: layer2+3\n"),
		.good = BOND_WITH("    mode: active-backup\n"),
	},
	.on_bond = hash_idle,
};

static void fail_over_mac_idle(struct run *r, const struct iface *bond)
{
	if (bond_number(bond, OPT_FAIL_OVER_MAC) && idle(r, bond, OPT_FAIL_OVER_MAC, "active-backup"))
		consequence(r, "the slaves get the addresses that the mode gives them");
}

const struct rule BOND017 = {
	.about = {
		.id = "BOND017",
		.title = "fail_over_mac outside active-backup",
		.severity = WARNING,
		.since = "0.1",
		.why = "fail_over_mac says whose MAC address the bond has while one slave is active, so it "
		       "is about active-backup alone. In other modes it is stored and never asked for; as a "
		       "module option it is answered with a warning (bond_check_params()).",
		.fix = "Leave it out.",
		.verify = "cat /proc/net/bonding/BOND: \"(fail_over_mac ...)\" stands behind the mode only "
			  "in active-backup.",
		.sources = REFERENCES(&bonding_rst, &bond_main, &bond_options),
		.bad = BOND_WITH("    mode: balance-xor\n    fail_over_mac: active\n"),
		.good = BOND_WITH("    mode: balance-xor\n"),
	},
	.on_bond = fail_over_mac_idle,
};

static void other_idle(struct run *r, const struct iface *bond)
{
	static const struct {
		enum bond_option o;
		const char *in;
	} options[] = {
		{OPT_ARP_ALL_TARGETS, "active-backup"},
		{OPT_ARP_MISSED_MAX, "modes with an ARP monitor"},
		{OPT_PEER_NOTIF_DELAY, "active-backup"},
		{OPT_PACKETS_PER_SLAVE, "balance-rr"},
		{OPT_LP_INTERVAL, "balance-tlb and balance-alb"},
		{OPT_TLB_DYNAMIC_LB, "balance-tlb and balance-alb"},
		{OPT_RESEND_IGMP, "balance-rr, active-backup, balance-tlb and balance-alb"},
	};

	for (size_t k = 0; k < sizeof(options) / sizeof(*options); k++)
		if (idle(r, bond, options[k].o, options[k].in))
			consequence(r, "it has no effect, or writing it is refused (EACCES)");
}

const struct rule BOND030 = {
	.about = {
		.id = "BOND030",
		.title = "option of another mode",
		.severity = WARNING,
		.since = "0.1",
		.why = "packets_per_slave belongs to balance-rr, lp_interval and tlb_dynamic_lb to "
		       "balance-tlb and balance-alb, peer_notif_delay and arp_all_targets to active-backup, "
		       "arp_missed_max to the modes that have an ARP monitor, and resend_igmp to those in "
		       "which another slave can become the active one. Elsewhere some are refused "
		       "(`unsuppmodes`: EACCES), the others stored and never asked for. The usual cause is "
		       "a list of options that outlived a change of the mode.",
		.fix = "Leave it out; or the mode that it was written for.",
		.verify = "cat /sys/class/net/BOND/bonding/mode, and dmesg: \"option OPTION: mode "
			  "dependency failed\".",
		.sources = REFERENCES(&bonding_rst, &bond_main, &bond_options),
		.bad = BOND_WITH("    mode: 802.3ad\n    packets_per_slave: 4\n"),
		.good = BOND_WITH("    mode: 802.3ad\n"),
	},
	.on_bond = other_idle,
};

/* ---- min_links where it does act ---- */

static void min_links_too_big(struct run *r, const struct iface *bond)
{
	long least = bond_number(bond, OPT_MIN_LINKS);

	if (!bond_in_mode(bond, MODE(LACP)) || !bond->lower.n || least <= (long)bond->lower.n ||
	    bond_option_fate(r->os, bond, OPT_MIN_LINKS) != FATE_WRITTEN)
		return;
	report(r, ERROR, on_option(r, bond, OPT_MIN_LINKS), "bond '%s' wants %ld links and has %zu slave%s",
	       bond->name, least, bond->lower.n, bond->lower.n == 1 ? "" : "s");
	note(r, on_field(r, bond, "slaves"), "its slaves");
	consequence(r, "it never gets a carrier: nothing on it, no VLAN and no bridge, is ever connected");
	help(r, "min_links: %zu", bond->lower.n > 1 ? bond->lower.n - 1 : 1);
}

const struct rule BOND021 = {
	.about = {
		.id = "BOND021",
		.title = "min_links asks for more links than there are",
		.severity = ERROR,
		.since = "0.1",
		.why = "In 802.3ad the bond has carrier only while its active aggregator has at least "
		       "min_links ports (bond_3ad_set_carrier()). The driver does not compare that with the "
		       "slaves it has, so a number that can never be reached is accepted, and the bond "
		       "stays down for ever with all its links up.",
		.fix = "At most the number of slaves; as many as there are means that one dead link takes "
		       "the host off the network.",
		.verify = "cat /sys/class/net/BOND/carrier is 1; \"Number of ports\" in "
			  "/proc/net/bonding/BOND is not below min_links.",
		.sources = REFERENCES(&bonding_rst, &bond_3ad),
		.bad = BOND_WITH("    mode: 802.3ad\n    min_links: 3\n"),
		.good = BOND_WITH("    mode: 802.3ad\n    min_links: 1\n"),
	},
	.on_bond = min_links_too_big,
};
