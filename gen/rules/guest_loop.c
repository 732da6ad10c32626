/* Frames of guests that old bonding drivers bring back to them: GUEST010. */
#include "rules/cabling.h"
#include "rules/example.h"

/* The examples: the host of xen-ha-sles10. */
#define BRIDGED(mode)                                                                                        \
	EXAMPLE_HOST("sles10")                                                                               \
	"virtualization: xen\nxend: {bridges: distro}\n" EXAMPLE_NICS "bonds: [{name: bond0, mode: " mode    \
	", miimon: 100, slaves: [eth0, eth1]}]\n"                                                            \
	"bridges: [{name: xenbr0, ports: [bond0]}]\n"

static void duplicates_delivered(struct run *r, const struct iface *bond)
{
	const struct iface *via, *bridge = guests_above(bond, &via);

	if (!bridge || bond_number(bond, OPT_MODE) != ACTIVE_BACKUP || !r->os->kernel.inactive_slave_delivers)
		return;
	report(r, ERROR, on_option(r, bond, OPT_MODE),
	       "bond '%s' is %s under bridge '%s', and this kernel delivers what inactive slaves receive",
	       bond->name, mode_text(r, bond), bridge->name);
	note_bridge(r, bond, bridge, via);
	consequence(r,
		    "a guest's own broadcast comes back through the other slave; the bridge then looks for "
		    "the\n"
		    "guest behind the bond and drops what comes for it, ARP replies first");
	if (bond_safe_mode(bond, NULL) != ACTIVE_BACKUP)
		help(r, "%s", mode_advice(r, bond));
	else
		help(r, "mode: 802.3ad        with the ports in one LACP group of one switch or stack;\n"
			"elsewhere a single NIC in place of the bond");
}

const struct rule GUEST010 = {
	.about =
		{
			.id = "GUEST010",
			.title = "active-backup under a bridge with guests on a kernel before 2.6.17",
			.severity = ERROR,
			.since = "0.1",
			.why = "Bonding before 3.0.2 delivers broadcasts and multicasts that an inactive "
			       "slave "
			       "receives. A guest's broadcast leaves by the active slave, the switch floods "
			       "it back "
			       "to the other, and the bridge learns the guest's MAC address on the bond's "
			       "port: "
			       "from then on it drops what comes for the guest. Later drivers drop what "
			       "inactive "
			       "slaves receive (bonding.rst, 13.2).\n"
			       "xen-ha-sles10 is a report of this on SLES 10 SP1. It first calls \"received "
			       "packet "
			       "with own address as source address\" cosmetic; that message is the same "
			       "reflection, "
			       "of the host's own frames. Its correction says that guests worked only "
			       "towards some "
			       "hosts, such as the one they had been installed from, and that 802.3ad is the "
			       "best "
			       "of what is left.",
			.fix = "802.3ad with both ports in one LACP group of one switch or stack, where no "
			       "frame "
			       "comes back; or a single NIC; or both NICs as ports of the bridge with STP, "
			       "which is "
			       "slow to fail over.",
			.verify =
				"brctl showmacs BRIDGE: a guest's MAC address must stand on the guest's "
				"port. "
				"dmesg must not say \"received packet with own address as source address\".",
			.sources = REFERENCES(&xen_ha, &bonding_rst, &bond_main),
			.bad = BRIDGED("active-backup"),
			.good = BRIDGED("802.3ad"),
		},
	.subsumes = IDS("GUEST001"),
	.on_bond = duplicates_delivered,
};
