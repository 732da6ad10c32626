/* What can be wrong with names, and what is chosen where the description leaves it open. */
#include "diag/finding.h"

#define HOST "host: vm1.example.com\nos: bookworm\n"
#define NICS                                                                                                 \
	"nics:\n"                                                                                            \
	"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"                                                     \
	"  - {name: eth1, mac: \"52:54:00:00:00:02\"}\n"

const struct descriptor REF001 = {
	.id = "REF001",
	.title = "a name that nothing has",
	.severity = ERROR,
	.since = "0.1",
	.why = "A slave, port, parent, bridge of a guest or switch is named that the file does not "
	       "describe. At boot the script would wait for it, fail, or go on with a bond of one slave. "
	       "All of a host is described, so that what lies below an interface can be judged.",
	.fix = "The name that was meant, or a description of what it names. A VLAN without a name is called "
	       "PARENT.ID.",
	.bad = HOST NICS "bridges:\n"
			 "  - {name: br0, ports: [eth2]}\n",
	.good = HOST NICS "bridges:\n"
			  "  - {name: br0, ports: [eth1]}\n",
};

const struct descriptor REF002 = {
	.id = "REF002",
	.title = "a name that two have, or one that is listed twice",
	.severity = ERROR,
	.since = "0.1",
	.why = "Interfaces share one name space in the kernel, whatever their kind: the second one is "
	       "refused (-EEXIST), or its file overwrites that of the first. The name of a VLAN counts even "
	       "if it was not written. A slave that is listed twice is one slave: the redundancy is only on "
	       "paper.",
	.fix = "A name of its own for each; each slave or port once.",
	.bad = HOST NICS "bridges:\n"
			 "  - {name: eth1, ports: [eth0]}\n",
	.good = HOST NICS "bridges:\n"
			  "  - {name: br0, ports: [eth0]}\n",
};

const struct descriptor REF003 = {
	.id = "REF003",
	.title = "built on itself",
	.severity = ERROR,
	.since = "0.1",
	.why = "Interfaces are set up from below: NIC, VLAN on a NIC, bond, VLAN on a bond, bridge. In a "
	       "loop none can be the first. Among bonds that follow each other, each would wait for the "
	       "other to move.",
	.fix = "Take one of the links out of the loop.",
	.bad = HOST NICS "vlans:\n"
			 "  - {id: 5, parent: br0}\n"
			 "bridges:\n"
			 "  - {name: br0, ports: [eth0, br0.5]}\n",
	.good = HOST NICS "vlans:\n"
			  "  - {id: 5, parent: br0}\n"
			  "bridges:\n"
			  "  - {name: br0, ports: [eth0]}\n",
};

const struct descriptor REF004 = {
	.id = "REF004",
	.title = "a name of the wrong kind",
	.severity = ERROR,
	.since = "0.1",
	.why = "A bond takes NICs and VLAN subinterfaces, a VLAN stands on a NIC, a bond or a bridge, a "
	       "guest is attached to a bridge, and a bond follows a bond. A NIC is cabled to a switch or to "
	       "another host, not to both. The kernel refuses the rest, or the network scripts have no way "
	       "to write it.",
	.fix = "An interface of the kind that the help names.",
	.bad = HOST NICS "vlans:\n"
			 "  - {id: 5, parent: eth0}\n"
			 "  - {id: 6, parent: eth0.5, name: inner}\n",
	.good = HOST NICS "vlans:\n"
			  "  - {id: 5, parent: eth0}\n"
			  "  - {id: 6, parent: eth0, name: inner}\n",
};

const struct descriptor CHOICE001 = {
	.id = "CHOICE001",
	.title = "a bonding mode was chosen",
	.severity = INFO,
	.since = "0.1",
	.why = "The description has a bond without a mode. The driver's default, balance-rr, is the one "
	       "that asks most of the switches, so the safe mode for the described cabling is taken: "
	       "active-backup where the slaves are VLAN subinterfaces, an ARP monitor is written, or "
	       "nothing is known of the ports; 802.3ad where all ports are in an LACP group of one switch "
	       "or stack; balance-xor where they are in a static group of one. miimon=100 comes with it "
	       "unless a monitor is written.",
	.fix = "Nothing needs to be done. Write the mode to fix it.",
	.bad = HOST NICS "bonds:\n"
			 "  - {name: bond0, slaves: [eth0, eth1]}\n",
	.good = HOST NICS "bonds:\n"
			  "  - {name: bond0, slaves: [eth0, eth1], mode: active-backup, miimon: 100}\n",
};

const struct descriptor CHOICE002 = {
	.id = "CHOICE002",
	.title = "an Ethernet address was chosen for a bridge",
	.severity = INFO,
	.since = "0.1",
	.why = "A bridge whose address was never set has the least of its ports' "
	       "(br_stp_recalculate_bridge_id()), so a guest that starts or stops can change the host's own "
	       "address, and the host is unreachable until its neighbours have asked again. The bridge "
	       "carries an address of the host and guests, so it gets the address of its uplink.",
	.fix = "Nothing needs to be done. Write mac_address for another one.",
	.verify = "cat /sys/class/net/BRIDGE/address before and after a guest starts.",
	.bad = HOST "virtualization: kvm\n" NICS "bridges:\n"
		    "  - name: br0\n"
		    "    ports: [eth0]\n"
		    "    addresses: [10.0.0.2/24]\n",
	.good = HOST "virtualization: kvm\n" NICS "bridges:\n"
		     "  - name: br0\n"
		     "    ports: [eth0]\n"
		     "    addresses: [10.0.0.2/24]\n"
		     "    mac_address: \"52:54:00:00:00:01\"\n",
};

const struct descriptor CHOICE003 = {
	.id = "CHOICE003",
	.title = "the distribution was chosen to make the bridges of a Xen host",
	.severity = INFO,
	.since = "0.1",
	.why = "xend up to Xen 4.4 can make the bridges itself, by its script network-bridge: it takes an "
	       "interface down and renames it under a host that is running, up to Xen 3.3 a bond comes out of "
	       "that without slaves, and from Xen 4.1 on the script does nothing once any bridge exists. "
	       "Bridges that the distribution makes at boot have none of that, so where nothing is written it "
	       "makes them, and xend's network-script becomes one that does nothing.",
	.fix = "Nothing needs to be done. Write xend: {bridges: distro} to fix it, or network-bridge to leave "
	       "them to xend.",
	.verify = "brctl show BRIDGE lists its ports before xend has started.",
	.bad = HOST "virtualization: xen\nxend: {version: \"4.0\"}\n" NICS,
	.good = HOST "virtualization: xen\nxend: {version: \"4.0\", bridges: distro}\n" NICS,
};
