/* Bonds that follow another one: GUEST014 to GUEST016. */
#include <string.h>

#include "base/text.h"
#include "rules/monitor.h"

/* A probing bond over VLAN 10 and a bond for the guests over VLAN 20 that follows it. */
#define PAIR(leader, slaves, follow, accepted)                                                               \
	"host: boxa.example.com\n"                                                                           \
	"os: bookworm\n"                                                                                     \
	"virtualization: kvm\n"                                                                              \
	"nics:\n"                                                                                            \
	"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"                                                     \
	"  - {name: eth1, mac: \"52:54:00:00:00:02\"}\n"                                                     \
	"  - {name: eth2, mac: \"52:54:00:00:00:03\"}\n"                                                     \
	"vlans: [{id: 10, parent: eth0}, {id: 10, parent: eth1}, {id: 20, parent: eth0}, {id: 20, parent: "  \
	"eth1}, {id: 20, parent: eth2}]\n"                                                                   \
	"bonds:\n"                                                                                           \
	"  - {name: bond10, mode: active-backup, slaves: [eth0.10, eth1.10], " leader                        \
	", addresses: [10.0.10.1/24]}\n"                                                                     \
	"  - {name: bond20, mode: active-backup, slaves: [" slaves "], miimon: 100" follow "}\n"             \
	"allow: [{rule: GUEST001, object: bond20, reason: guests announce themselves}" accepted "]\n"        \
	"bridges: [{name: br20, ports: [bond20]}]\n"
#define FOLLOWING ", follow: bond10"
#define BY_SCRIPT ", {rule: LOSS002, object: bond20, reason: a script of our own moves the active slave}"
#define PROBING   "arp_interval: 500, arp_ip_target: [10.0.10.2, 10.0.10.3]"

static const struct iface *leader_of(struct run *r, const struct iface *bond)
{
	return has(&bond->bond->follow) ? net_find(r->net, bond->bond->follow.s) : NULL;
}

/* ---- who is followed ---- */

/* Why nothing is gained by following `leader`; NULL: it is. `*s` is where that stands. */
static const char *unfit(struct run *r, const struct iface *leader, struct subject *s)
{
	const struct iface *via, *bridge = iface_guest_bridge(leader, &via);

	*s = on_option(r, leader, OPT_MODE);
	if (!bond_in_mode(leader, MODE(ACTIVE_BACKUP)))
		return "has no active slave of its own choice: it is not in active-backup";
	*s = on_option(r, leader, OPT_ARP_INTERVAL);
	if (!arp_monitor(leader) || !has_targets(leader))
		return "has no ARP monitor, so it sees no more than carrier";
	*s = bridge ? on_listing(r, bridge, via ? via : leader) : *s;
	return bridge ? "is under a bridge with guests itself" : NULL;
}

static void unfit_leader(struct run *r, const struct iface *bond)
{
	const struct iface *leader = leader_of(r, bond);
	struct subject where;
	const char *why = leader ? unfit(r, leader, &where) : NULL;

	if (leader && !why && !bond_in_mode(bond, MODE(ACTIVE_BACKUP))) {
		where = on_option(r, bond, OPT_MODE);
		why = "leads, and the bond itself is not in active-backup: it has no active slave to move";
	}
	if (!why)
		return;
	report(r, ERROR, on_field(r, bond, "follow"), "bond '%s' follows '%s' to no end", bond->name,
	       leader->name);
	note(r, where, "'%s' %s", leader->name, why);
	consequence(r, "'%s' learns nothing from it that its own miimon does not see", bond->name);
	help(r, "follow a bond in active-backup over the same NICs, outside every bridge, with an address,\n"
		"arp_interval and arp_ip_target");
}

const struct rule GUEST014 = {
	.about =
		{
			.id = "GUEST014",
			.title = "following a bond that does not probe",
			.severity = ERROR,
			.since = "0.1",
			.why = "A bond that follows another one moves its active slave to where the other "
			       "one's is. That is "
			       "vlan-bonding-squeeze's \"truck and trailer\": the leader has an address and "
			       "an ARP monitor "
			       "and is in no bridge, the follower carries guests in a bridge, where an ARP "
			       "monitor is "
			       "trouble (GUEST005). It makes sense only if the leader is such a bond, and "
			       "both are in "
			       "active-backup. Its sketch compares the names of the slaves, which always "
			       "differ (eth0.10, "
			       "eth0.20), and releases slaves where writing active_slave is enough; it was "
			       "never run.",
			.fix = "A leader in active-backup with arp_interval, arp_ip_target and an address, "
			       "in no bridge. The "
			       "follower keeps miimon.",
			.verify = "cat /sys/class/net/BOND/bonding/active_slave for both, before and after "
				  "the VLAN of the "
				  "leader is taken off the active port.",
			.sources = REFERENCES(&vlan_bonding, &bonding_rst),
			.bad = PAIR("miimon: 100", "eth0.20, eth1.20", FOLLOWING, BY_SCRIPT),
			.good = PAIR(PROBING, "eth0.20, eth1.20", FOLLOWING, BY_SCRIPT),
		},
	.subsumes = IDS("GUEST016"),
	.on_bond = unfit_leader,
};

/* ---- leg by leg ---- */

static bool stands_on(const struct iface *bond, const struct iface *nic)
{
	for (size_t k = 0; k < bond->lower.n; k++)
		if (iface_nic(bond->lower.v[k]) == nic)
			return true;
	return false;
}

/* The first slave of `bond` whose NIC carries none of the other's; NULL: all have their pair. */
static const struct iface *without_pair(const struct iface *bond, const struct iface *other)
{
	for (size_t k = 0; k < bond->lower.n; k++)
		if (!stands_on(other, iface_nic(bond->lower.v[k])))
			return bond->lower.v[k];
	return NULL;
}

static void legs_do_not_pair(struct run *r, const struct iface *bond)
{
	const struct iface *leader = leader_of(r, bond), *odd, *of = bond, *other = leader;
	struct text names;

	if (!leader)
		return;
	odd = without_pair(bond, leader);
	if (!odd) {
		odd = without_pair(leader, bond);
		of = leader;
		other = bond;
	}
	if (!odd)
		return;
	text_init(&names, r->arena);
	for (size_t k = 0; k < leader->lower.n; k++)
		text_join(&names, ", ", iface_nic(leader->lower.v[k])->name);
	report(r, ERROR, on_listing(r, of, odd), "slave '%s' of bond '%s' has no counterpart in '%s'",
	       odd->name, of->name, other->name);
	note(r, on_field(r, bond, "follow"), "'%s' follows '%s'", bond->name, leader->name);
	consequence(r,
		    "when that slave is the active one, the other bond has nothing on the same NIC to be on");
	help(r, "slaves of '%s' on the NICs of '%s': %s", bond->name, leader->name, names.s);
}

const struct rule GUEST015 = {
	.about =
		{
			.id = "GUEST015",
			.title = "a follower whose legs are not its leader's",
			.severity = ERROR,
			.since = "0.1",
			.why = "To follow means: the active slave of the follower is the one on the NIC of "
			       "the leader's "
			       "active slave. Each slave of either bond therefore needs a counterpart of the "
			       "other bond on "
			       "the same NIC, as eth0.10 and eth0.20 are in vlan-bonding-squeeze. Without it "
			       "the follower "
			       "stays where it was while the leader moved away for a reason.",
			.fix = "The same NICs below both bonds.",
			.verify = "grep 'Slave Interface' /proc/net/bonding/LEADER "
				  "/proc/net/bonding/FOLLOWER, and ip -d link "
				  "for what stands behind @.",
			.sources = REFERENCES(&vlan_bonding),
			.bad = PAIR(PROBING, "eth0.20, eth2.20", FOLLOWING, BY_SCRIPT),
			.good = PAIR(PROBING, "eth0.20, eth1.20", FOLLOWING, BY_SCRIPT),
		},
	.subsumes = IDS("GUEST016"),
	.on_bond = legs_do_not_pair,
};

/* ---- what the leader does not see ---- */

/* The VLAN of a bond's frames: of its first slave, if that is a VLAN; 0: none. */
static long vlan_of(const struct iface *bond)
{
	const struct iface *slave = bond->lower.n ? bond->lower.v[0] : NULL;

	return slave && slave->kind == VLAN ? slave->vlan->id.n : 0;
}

static void blind_to_own_vlan(struct run *r, const struct iface *bond)
{
	const struct iface *leader = leader_of(r, bond);
	long own = vlan_of(bond);

	if (!leader || own == vlan_of(leader) || !own)
		return;
	report(r, INFO, on_field(r, bond, "follow"),
	       "bond '%s' does not see VLAN %ld taken off a trunk: '%s' probes another", bond->name, own,
	       leader->name);
	note(r, on_listing(r, bond, bond->lower.v[0]), "VLAN %ld", own);
	note(r, on_listing(r, leader, leader->lower.v[0]), "what '%s' probes through", leader->name);
	help(r, "nothing to write: watch that VLAN from elsewhere, as from a guest");
}

const struct rule GUEST016 = {
	.about =
		{
			.id = "GUEST016",
			.title = "a follower is blind to its own VLAN",
			.severity = INFO,
			.since = "0.1",
			.why = "The leader probes in its own VLAN. When the follower's VLAN is taken off a "
			       "trunk while the "
			       "leader's stays, the leader has no reason to move, and the follower stays on "
			       "a port that "
			       "carries nothing for it. vlan-bonding-squeeze says so of its own idea: it is "
			       "better than "
			       "miimon and less than an ARP monitor of the bond itself (measured, that one "
			       "moved in 1.35 "
			       "s).",
			.fix = "Nothing in the host. Describe `trunk` for the ports, so that TOPO010 sees a "
			       "VLAN that is "
			       "missing, and watch the VLAN from a guest.",
			.verify = "Take the follower's VLAN off the active port: nothing moves.",
			.sources = REFERENCES(&vlan_bonding, &measured),
			.bad = PAIR(PROBING, "eth0.20, eth1.20", FOLLOWING, BY_SCRIPT),
			.good = PAIR(PROBING, "eth0.20, eth1.20", "", ""),
		},
	.on_bond = blind_to_own_vlan,
};
