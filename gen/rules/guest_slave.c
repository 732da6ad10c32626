/* Options of bonds under bridges that carry guests: GUEST008, GUEST009, GUEST011. */
#include "rules/example.h"
#include "rules/monitor.h"

#define BRIDGED(os, virtualization, options)                                                                 \
	EXAMPLE_HOST(os)                                                                                     \
	"virtualization: " virtualization "\n" EXAMPLE_NICS "bonds:\n"                                       \
	"  - {name: bond0, slaves: [eth0, eth1], " options "}\n"                                             \
	"bridges: [{name: br0, ports: [bond0]}]\n"
/* GUEST001 is about every bond of that kind */
#define ANNOUNCED "allow: [{rule: GUEST001, object: bond0, reason: guests announce themselves}]\n"

static bool knows(const struct run *r, enum bond_option o)
{
	return r->os->kernel.options >> o & 1;
}

/* ---- all_slaves_active ---- */

static void inactive_deliver(struct run *r, const struct iface *bond)
{
	const struct iface *via, *bridge = iface_guest_bridge(bond, &via);

	if (!bridge || bond->lower.n < 2 || !bond_number(bond, OPT_ALL_SLAVES_ACTIVE) ||
	    !bond_in_mode(bond, ONE_SLAVE_RECEIVES | MODE(LACP)) || !knows(r, OPT_ALL_SLAVES_ACTIVE))
		return;
	report(r, ERROR, on_option(r, bond, OPT_ALL_SLAVES_ACTIVE),
	       "bond '%s' delivers what its inactive slaves receive to bridge '%s', which carries guests",
	       bond->name, bridge->name);
	note_bridge(r, bond, bridge, via);
	consequence(r, "a guest's own broadcast comes back through the other slave, and the bridge then "
		       "looks for the guest\n"
		       "behind the bond: it gets no replies (measured in balance-rr, which delivers "
		       "likewise: 0 of 20)");
	help(r, "all_slaves_active: 0");
}

const struct rule GUEST008 = {
	.about =
		{
			.id = "GUEST008",
			.title = "inactive slaves deliver frames to the guests' bridge",
			.severity = ERROR,
			.since = "0.1",
			.why = "An inactive slave drops what it receives so that a broadcast, which the "
			       "switches send down "
			       "every link, arrives once (bonding.rst, 13.2). all_slaves_active=1 switches "
			       "that off. "
			       "Under a bridge it is worse than duplicates: the guest's own broadcast comes "
			       "back from "
			       "the switch by the other slave, the bridge learns the guest's MAC address on "
			       "the bond's "
			       "port (br_fdb_update()) and stops forwarding replies to the guest. That is "
			       "what "
			       "openvz-bonding and xen-ha-sles10 describe of other modes; measured there, 93 "
			       "to 100 % of "
			       "the frames to a guest that broadcasts are lost.",
			.fix = "Leave the option out, or 0.",
			.verify = "bridge fdb show br BRIDGE: the guests' MAC addresses are on the guests' "
				  "ports, never on "
				  "the bond.",
			.sources = REFERENCES(&bonding_rst, &bond_main, &openvz_bonding, &xen_ha, &measured),
			.bad = BRIDGED("bookworm", "kvm", "mode: 802.3ad, miimon: 100, all_slaves_active: 1"),
			.good = BRIDGED("bookworm", "kvm",
					"mode: 802.3ad, miimon: 100, all_slaves_active: 0"),
		},
	.on_bond = inactive_deliver,
};

/* ---- fail-back ---- */

static void fails_back(struct run *r, const struct iface *bond)
{
	const struct iface *via, *bridge = iface_guest_bridge(bond, &via);
	bool selectable = knows(r, OPT_PRIMARY_RESELECT);

	/* 0 is always, the driver's default */
	if (!bridge || bond->lower.n < 2 || !bond_in_mode(bond, MODE(ACTIVE_BACKUP)) ||
	    !bond_has(bond, OPT_PRIMARY) || (selectable && bond_number(bond, OPT_PRIMARY_RESELECT)))
		return;
	report(r, WARNING, on_option(r, bond, OPT_PRIMARY),
	       "bond '%s' goes back to '%s' as soon as that is up, under bridge '%s' with guests", bond->name,
	       bond->option[OPT_PRIMARY].s, bridge->name);
	if (bond_has(bond, OPT_PRIMARY_RESELECT))
		note(r, on_option(r, bond, OPT_PRIMARY_RESELECT),
		     selectable ? "whenever it comes back" : "this release does not know primary_reselect");
	note_bridge(r, bond, bridge, via);
	consequence(r, "a second outage for the guests when the cable is back, with no port going down that "
		       "would make the\n"
		       "switches forget them: measured, more than 10 s and not back at the end");
	if (selectable)
		help(r, "no primary here\nor primary_reselect: failure        which goes back only when the "
			"other slave fails");
	else
		help(r, "no primary here: this release has no primary_reselect");
}

const struct rule GUEST009 = {
	.about =
		{
			.id = "GUEST009",
			.title = "a second outage for guests when the primary comes back",
			.severity = WARNING,
			.since = "0.1",
			.why = "With `primary` the bond moves back to that slave the moment it is up again "
			       "(primary_reselect=always, the default). For the guests that is another "
			       "failover, and a "
			       "worse one: the link that is left stays up, so no switch forgets their "
			       "addresses, and "
			       "frames go on to the slave that is inactive now and are dropped. "
			       "redhat-ab-failover "
			       "describes the first failover only. Measured on Linux 6.1: silent guests were "
			       "cut off "
			       "again for more than 10 s when the cable came back, some until the end of the "
			       "run; with "
			       "primary_reselect=failure no second outage happened (the first one is not "
			       "shortened by "
			       "that).",
			.fix = "No `primary` on a bond under guests: either slave is as good. Or "
			       "primary_reselect: failure, "
			       "where the release has it. A primary that parts the load between bonds is for "
			       "bonds "
			       "without guests (VLAN006).",
			.verify = "Take the primary's link down and up again while a silent guest is pinged "
				  "from another "
				  "machine: replies must not stop the second time.",
			.sources = REFERENCES(&redhat_ab_failover, &bonding_rst, &measured),
			.bad = BRIDGED("bookworm", "kvm", "mode: active-backup, miimon: 100, primary: eth0")
				ANNOUNCED,
			.good = BRIDGED(
				"bookworm", "kvm",
				"mode: active-backup, miimon: 100, primary: eth0, primary_reselect: failure")
				ANNOUNCED,
		},
	.on_bond = fails_back,
};

/* ---- routed containers ---- */

static void routed_instead(struct run *r, const struct iface *bond)
{
	const struct iface *via, *bridge = iface_guest_bridge(bond, &via);

	if (!bridge || !arp_monitor(bond) || number_or(&r->host->virtualization, VIRT_NONE) != VIRT_OPENVZ)
		return;
	report(r, INFO, on_option(r, bond, OPT_ARP_INTERVAL),
	       "bond '%s' is watched by ARP under '%s'; containers that are routed (venet) need no bridge",
	       bond->name, bridge->name);
	note_bridge(r, bond, bridge, via);
	help(r, "guests without `bridge`, and the host's address on '%s'", via ? via->name : bond->name);
}

const struct rule GUEST011 = {
	.about =
		{
			.id = "GUEST011",
			.title = "routed containers would allow the ARP monitor",
			.severity = INFO,
			.since = "0.1",
			.why = "An ARP monitor sees more than carrier and is at odds with a bridge "
			       "(GUEST005, GUEST006). "
			       "OpenVZ can route its containers instead: with venet the host answers ARP for "
			       "them, only "
			       "its own MAC address is seen outside, the bond is in no bridge, and a "
			       "failover is announced "
			       "for the host's addresses. vlan-bonding-squeeze chose that, and kept the ARP "
			       "monitor.",
			.fix = "Where containers need no layer 2 of their own (DHCP, broadcasts, multicast): "
			       "guests without a "
			       "bridge, and the host's address on the bond or its VLAN. Otherwise miimon.",
			.verify = "vzlist -o ctid,ip, and ip route get ADDRESS on the host: via venet0.",
			.sources = REFERENCES(&vlan_bonding),
			.bad = BRIDGED(
				"rhel6", "openvz",
				"mode: active-backup, arp_interval: 500, arp_ip_target: [10.0.0.3, 10.0.0.4]")
				ANNOUNCED,
			.good = BRIDGED("rhel6", "openvz", "mode: active-backup, miimon: 100") ANNOUNCED,
			.also = IDS("GUEST005"),
		},
	.on_bond = routed_instead,
};
