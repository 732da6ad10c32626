/* Modes of bonds under bridges that carry guests: GUEST001 to GUEST004. */
#include "rules/cabling.h"
#include "rules/example.h"
#include "rules/guest_mode.h"

/* The examples: a bond in a bridge with guests. */
#define BRIDGED(os, virtualization, mode)                                                              \
	EXAMPLE_HOST(os) "virtualization: " virtualization "\n" EXAMPLE_NICS                          \
	"bonds: [{name: bond0, mode: " mode ", miimon: 100, slaves: [eth0, eth1]}]\n"                 \
	"bridges: [{name: br0, ports: [bond0]}]\n"

/* "kvm guests", or "guests" where the host does not say which. */
static const char *guests_text(struct run *r)
{
	const struct value *v = &r->host->virtualization;

	return number_or(v, VIRT_NONE) == VIRT_NONE ? "guests" : arena_printf(r->arena, "%s guests", v->s);
}

static void report_mode(struct run *r, enum severity severity, const struct iface *bond)
{
	const struct iface *via, *bridge = guests_above(bond, &via);

	report(r, severity, on_option(r, bond, OPT_MODE),
	       "bond '%s' is %s under bridge '%s', which carries %s", bond->name, mode_text(r, bond),
	       bridge->name, guests_text(r));
	note_bridge(r, bond, bridge, via);
}

/* ---- active-backup ---- */

static void note_switches(struct run *r, const struct iface *bond)
{
	for (size_t k = 0; k < bond->lower.n; k++) {
		const struct iface *slave = bond->lower.v[k];

		note(r, on_cable(r, slave), "'%s' goes to '%s'", slave->name, far_end(r, slave));
	}
}

/* Where the switches cannot move the guests, the guests have to. */
static void help_announcing(struct run *r, const struct iface *bond)
{
	help(r,
	     "%sannounce: guest        and the announcer that it renders in each guest: every 5 s leaves a guest out\n"
	     "of reach for 3.3 s on average, 5.4 s at most (measured)",
	     lacp_possible(bond) == LACP_PERHAPS
		     ? "mode: 802.3ad        where the ports can be one LACP group of one switch or stack; elsewhere\n"
		     : "");
}

/* What is left where the guests announce themselves. */
static void guests_announce(struct run *r, const struct iface *bond)
{
	long every = number_or(&r->host->announce_interval, ANNOUNCE_EVERY);

	report_mode(r, INFO, bond);
	note(r, on_host_key(r, "announce"), "the guests announce themselves");
	consequence(r,
		    "after a failover a guest is out of reach until it announces itself again, and it does so every\n"
		    "%ld s, if the announcer runs in it; measured with 5 s: 3.3 s on average, 5.4 s at most",
		    every);
	if (every > 1)
		help(r, "announce_interval: 1        where that is too long: measured, 0.9 s are left");
}

static void active_backup_failover(struct run *r, const struct iface *bond)
{
	const char *grouped;

	if (!guests_above(bond, NULL) || bond_number(bond, OPT_MODE) != ACTIVE_BACKUP ||
	    number_or(&r->host->announce, ANNOUNCE_NONE) == ANNOUNCE_HOST)
		return;
	if (number_or(&r->host->announce, ANNOUNCE_NONE) == ANNOUNCE_GUEST) {
		guests_announce(r, bond);
		return;
	}
	report_mode(r, WARNING, bond);
	if (on_several_partners(bond)) {
		note_switches(r, bond);
		consequence(r, "when the active link fails, the other switches go on sending to the switch that lost it:\n"
			       "a guest is out of reach until it transmits or they forget it (300 s by default); measured:\n"
			       "28 to 43 s, while the host itself lost nothing");
	} else if (bond_cabling(bond).one_partner) {
		consequence(r, "a guest is out of reach until it transmits or the switch forgets it (300 s by default) when\n"
			       "the active slave changes with its link up, and where the switch keeps the addresses of a\n"
			       "port that goes down");
	} else {
		consequence(r, "after a failover the switches may go on sending to the slave that failed: a guest is out of\n"
			       "reach until it transmits or they forget it (300 s by default); measured with two switches:\n"
			       "28 to 43 s");
	}
	grouped = grouped_mode(r, bond);
	if (grouped)
		help(r, "%s", grouped);
	else
		help_announcing(r, bond);
}

const struct rule GUEST001 = {
	.about = {
		.id = "GUEST001",
		.title = "guests behind an active-backup bond are lost at failover",
		.severity = WARNING,
		.since = "0.1",
		.why = "When the active slave changes, the bond announces its own addresses and those of its "
		       "VLANs on the new one. It knows nothing of the guests behind the bridge, so the "
		       "switches keep their MAC addresses where they were: a guest that only answers stays "
		       "out of reach until it transmits, a peer broadcasts an ARP request for it, or the "
		       "entry ages (300 s by default, 1800 s on some). With one switch and the link really "
		       "down most switches drop that port's entries and all is well; a second switch keeps "
		       "the guest behind the inter-switch link. Measured on Linux 6.1 with a silent guest "
		       "and two switches: 43 s (until the cable came back), 30 s with ageing set to 30 s, 32 "
		       "to 34 s with ordinary ARP caches, 28 s below a core switch; the host itself lost "
		       "nothing.\n"
		       "redhat-ab-failover calls it expected behaviour and names the ways out: port groups, "
		       "or announcements from the guests. That the switch still maps the guest to the failed "
		       "port holds where the port stays up or does not make the switch forget; with two "
		       "switches it is the other one's entry that lasts. Its loop of one arping every 5 s "
		       "leaves 3.3 s on "
		       "average and 5.4 s at most. openvz-bonding moves to balance-tlb instead: measured, a "
		       "silent guest was lost there for 23 s and more all the same. xen-ha-sles10 and "
		       "redhat-ab-failover agree on 802.3ad, and so does this rule.",
		.fix = "802.3ad with the ports in one LACP group of one switch or stack; balance-xor where "
		       "they are one static group. Where the switches cannot do that, the guests have to "
		       "announce themselves: announce: guest renders what each guest has to run for that "
		       "(etc/bondwright/guest, with a file INSTALL), every announce_interval seconds, 5 if "
		       "that is left out. Seconds of outage remain, and the finding stays as info.",
		.verify = "Ping a silent guest from another machine, take the active slave's link down at "
			  "the switch, and count. On the switches: the guest's address must move to the port "
			  "of /sys/class/net/BOND/bonding/active_slave.",
		.sources = REFERENCES(&redhat_ab_failover, &xen_ha, &openvz_bonding, &bond_main, &measured),
		.bad = BRIDGED("rhel6", "kvm", "active-backup"),
		.good = BRIDGED("rhel6", "kvm", "802.3ad"),
	},
	.on_bond = active_backup_failover,
};

/* ---- balance-tlb, balance-alb ---- */

static void tlb_rewrites(struct run *r, const struct iface *bond)
{
	long virt = number_or(&r->host->virtualization, VIRT_NONE);
	bool refused = r->os->vendor_modes && (virt == VIRT_KVM || virt == VIRT_XEN);

	if (!guests_above(bond, NULL) || bond_number(bond, OPT_MODE) != BALANCE_TLB)
		return;
	report_mode(r, refused ? ERROR : WARNING, bond);
	consequence(r,
		    "44 %% of a guest's frames (measured) leave with a NIC's address instead of the guest's own: port\n"
		    "security, DHCP snooping and ARP inspection may drop them, and a failover cuts silent guests off as\n"
		    "in active-backup%s",
		    refused ? "; Red Hat rules this mode out for bridged guests" : "");
	help_guest_mode(r, bond);
}

const struct rule GUEST002 = {
	.about = {
		.id = "GUEST002",
		.title = "balance-tlb under a bridge with guests",
		.severity = ERROR,
		.since = "0.1",
		.why = "Every unicast IP frame that balance-tlb sends through a slave other than the active "
		       "one gets that slave's MAC address as its source (bond_do_alb_xmit()), a guest's "
		       "frames included. Measured on Linux 6.1: 639 of 1470. Peers see the guest's IP "
		       "address with a host NIC's MAC address, which port security, DHCP snooping and ARP "
		       "inspection take for forgery, and the switches forget the guest's own address and "
		       "flood. ARP is not balanced and keeps the guest's address, which is why it mostly "
		       "works. A failover cuts silent guests off exactly as in active-backup (23 s "
		       "measured).\n"
		       "The sources contradict each other. openvz-bonding recommends this mode, because each "
		       "card had its own MAC address and the trouble was gone; it was gone because inactive "
		       "slaves drop what they receive, as in active-backup, and a monitor was added in the "
		       "same edit. That replies come to the card that the request left by, as it has it, is "
		       "not so: the mode receives on the active slave alone (bonding.rst). "
		       "bridge-utils-readme calls it tested. redhat-bridge-modes says never. So: an error "
		       "where the vendor refuses it (its releases, kvm and xen guests), a warning elsewhere.",
		.fix = "802.3ad with the ports in one LACP group, or active-backup, which asks nothing of "
		       "the switches.",
		.verify = "tcpdump -e -n -i NIC src GUEST-ADDRESS on the host, once per slave: the source "
			  "MAC address must be the guest's on each.",
		.sources = REFERENCES(&openvz_bonding, &redhat_bridge_modes, &bridge_utils_readme,
				      &bonding_rst, &bond_alb, &measured),
		.bad = BRIDGED("rhel6", "kvm", "balance-tlb"),
		.good = BRIDGED("rhel6", "kvm", "802.3ad"),
	},
	.subsumes = IDS("OVZ001"),
	.on_bond = tlb_rewrites,
};

static void alb_rewrites(struct run *r, const struct iface *bond)
{
	if (!guests_above(bond, NULL) || bond_number(bond, OPT_MODE) != BALANCE_ALB)
		return;
	report_mode(r, ERROR, bond);
	if (r->os->kernel.alb_spares_guests)
		consequence(r, "45 %% of a guest's frames (measured) leave with a NIC's address instead of the guest's own:\n"
			       "port security, DHCP snooping and ARP inspection may drop them");
	else
		consequence(r, "this kernel puts a NIC's address into the guests' ARP replies: peers send to that NIC what\n"
			       "is meant for the guest, and %s out of reach",
			    r->os->kernel.alb_restores_mac ? "the guest is" : "guest and host are");
	help_guest_mode(r, bond);
}

const struct rule GUEST003 = {
	.about = {
		.id = "GUEST003",
		.title = "balance-alb under a bridge with guests",
		.severity = ERROR,
		.since = "0.1",
		.why = "balance-alb spreads received traffic by answering ARP with different MAC addresses. "
		       "Up to Linux 2.6.32 rlb_arp_xmit() does so to every ARP reply that leaves, a bridged "
		       "guest's included: peers learn the guest's IP address with a host NIC's MAC address "
		       "and the guest is out of reach. Linux 2.6.18 and what is as old lack the write-back "
		       "of the bond's address on received frames too (Red Hat's 2.6.18 has it), so the host "
		       "is as well. Later kernels, and Red Hat Enterprise Linux 6 by a backport, leave ARP "
		       "alone that does not come from the host itself. What remains on all of them is "
		       "balance-tlb's half: the source MAC address of what leaves through a slave other "
		       "than the active one is overwritten (654 of 1464 frames measured on 6.1).\n"
		       "redhat-bridge-modes says never, bridge-utils-readme probably not. kvm-nic-bonding "
		       "offers the mode and reports \"a known ARP problem for bridge on a bonded "
		       "interface\" without a cause.",
		.fix = "802.3ad with the ports in one LACP group, or active-backup, which asks nothing of "
		       "the switches.",
		.verify = "ip neigh on a machine of the guests' network: a guest's IP address must stand "
			  "with the guest's MAC address.",
		.sources = REFERENCES(&redhat_bridge_modes, &bridge_utils_readme, &kvm_bonding, &bond_alb,
				      &measured),
		.bad = BRIDGED("squeeze", "kvm", "balance-alb"),
		.good = BRIDGED("squeeze", "kvm", "802.3ad"),
	},
	.on_bond = alb_rewrites,
};

/* ---- balance-rr, balance-xor, broadcast ---- */

/* False if the description rules out that all ports are one static group of one partner. */
static bool static_group_possible(const struct iface *bond)
{
	if (on_several_partners(bond))
		return false;
	for (size_t k = 0; k < bond->lower.n; k++)
		if (port_group(bond->lower.v[k]) >= 0 && port_group(bond->lower.v[k]) != GROUP_STATIC)
			return false;
	return true;
}

static void rr_xor_broadcast(struct run *r, const struct iface *bond)
{
	struct cabling c = bond_cabling(bond);
	long mode = bond_number(bond, OPT_MODE);
	bool grouped = c.one_partner && c.group == GROUP_STATIC;
	bool unknown_xor = mode == BALANCE_XOR && static_group_possible(bond);

	if (!guests_above(bond, NULL) || !bond_in_mode(bond, BALANCING))
		return;
	if (mode == BALANCE_XOR && grouped)
		return;
	report_mode(r, (mode == BALANCE_RR && grouped) || unknown_xor ? WARNING : ERROR, bond);
	if (mode == BALANCE_RR && grouped)
		consequence(r,
			    "the group keeps a guest's broadcast from coming back, but packets overtake each other%s",
			    r->os->vendor_modes ? ";\nRed Hat rules the mode out for bridged guests" : "");
	else
		consequence(r,
			    "%sa guest's own broadcast comes back through another slave; the bridge then looks for the\n"
			    "guest behind the bond and drops what comes for it: 0 of 20 ARP replies arrived (measured)",
			    unknown_xor ? "unless the ports are one static group of one switch or stack,\n" : "");
	if (unknown_xor)
		help(r, "port_group: static        for each slave, and its switch, where the ports are a static group;\n"
			"elsewhere mode: active-backup");
	else
		help_guest_mode(r, bond);
	fix_mode(r, bond);
}

const struct rule GUEST004 = {
	.about = {
		.id = "GUEST004",
		.title = "balance-rr, balance-xor or broadcast under a bridge with guests",
		.severity = ERROR,
		.since = "0.1",
		.why = "In these modes every slave receives. A guest's broadcast leaves by one slave, the "
		       "switch floods it back by another, and the bridge learns the guest's MAC address on "
		       "the bond's port: from then on it drops what comes for the guest, ARP replies first. "
		       "Measured on Linux 6.1: 0 of 20 ARP requests answered, 93 to 100 % of pings to a "
		       "guest lost while it broadcasts. Pinging the guest from outside makes it work for a "
		       "while, which is why the fault looks haunted. A static group on the switch stops the "
		       "reflection: the switch never sends a frame back into the group it came from. "
		       "broadcast duplicates every frame even then, and balance-rr puts packets out of "
		       "order.\n"
		       "openvz-bonding has the symptom to the letter and two errors: its \"mode 1 "
		       "(balance-rr)\" is mode 0, and equal MAC addresses are not the cause, for "
		       "active-backup has them too and works. xen-ha-sles10 calls \"received packet with own "
		       "address as source address\" cosmetic and takes it back later: it is this reflection, "
		       "seen on the host's own address. kvm-nic-bonding says that modes 0 to 3 work with "
		       "most switches; of these only active-backup does without a port group (bonding.rst, "
		       "5). On balance-xor redhat-bridge-modes says yes and bridge-utils-readme probably "
		       "not; redhat-ab-failover names what it depends on, the port group, and so does this "
		       "rule.",
		.fix = "802.3ad with the ports in one LACP group, or active-backup, which asks nothing of "
		       "the switches. balance-xor is sound where all ports are in one static group of one "
		       "switch or stack.",
		.verify = "bridge fdb show br BRIDGE | grep GUEST-MAC: it must stand on the guest's port, "
			  "not on the bond's; the kernel says \"received packet on ... with own address as "
			  "source address\".",
		.sources = REFERENCES(&openvz_bonding, &xen_ha, &kvm_bonding, &redhat_bridge_modes,
				      &redhat_ab_failover, &bridge_utils_readme, &bonding_rst, &measured),
		.bad = BRIDGED("rhel6", "openvz", "balance-rr"),
		.good = BRIDGED("rhel6", "openvz", "802.3ad"),
	},
	.on_bond = rr_xor_broadcast,
};
