/* What the shipped snippets make of records wrongly: COB001 to COB011. */
#include "targets/cobbler/cobbler.h"

static const struct reference snippets = {
	"cobbler-snippets",
	"The snippets pre_install_network_config, post_install_network_config and "
	"post_install_network_config_deb of Cobbler, 2.8 to 4.0",
};
static const struct reference bridge_slave = {"cobbler-3406",
					      "Document how to create a network bridge (Cobbler issue 3406)"};
static const struct reference *const sources[] = {&snippets, NULL};
static const struct reference *const port_sources[] = {&bridge_slave, &snippets, NULL};

/* What render does about the snippet for Debian; 4.0 has no place of one system's own for it. */
#define DEBIAN_FIX                                                                                           \
	"A snippet of your own: per_system/post_install_network_config_deb/SYSTEM goes before the shipped "  \
	"one. render --as cobbler writes it; for 4.0, render --as preseed writes a late_command instead."

#define RECORD(os, more, interfaces)                                                                         \
	"==> vm1.json <==\n{\"name\": \"vm1.example.com\", \"os_version\": \"" os                            \
	"\", \"autoinstall\": \"\"," more "\n \"interfaces\": {\n" interfaces "\n}}\n"
#define BY_RHEL(interfaces)   RECORD("rhel6", "", interfaces)
#define BY_DEBIAN(interfaces) RECORD("bookworm", "", interfaces)
#define IFACE(name, more)     "  \"" name "\": {\"static\": true" more "}"
#define TYPE(type)            ", \"interface_type\": \"" type "\""
#define MASTER(name)          ", \"interface_master\": \"" name "\""
#define ADDRESS(ip)           ", \"ip_address\": \"" ip "\", \"netmask\": \"255.255.255.0\""
#define OPTIONS(opts)         ", \"bonding_opts\": \"" opts "\""
#define SLAVES                                                                                               \
	IFACE("eth0", TYPE("bond_slave") MASTER("bond0"))                                                    \
	",\n" IFACE("eth1", TYPE("bond_slave") MASTER("bond0")) ",\n"
#define BR0 IFACE("br0", TYPE("bridge"))

const struct descriptor COB001 = {
	.id = "COB001",
	.title = "an address without a netmask in a record of Cobbler",
	.severity = WARNING,
	.since = "0.1",
	.why = "post_install_network_config writes NETMASK=255.255.255.0 where the record has none, whatever "
	       "the network is, and so does pre_install_network_config for the installer. On a larger "
	       "network the host sends what is for its neighbours to the router, on a smaller one it looks "
	       "for strangers beside it.",
	.fix = "cobbler system edit --name=NAME --interface=IFACE --netmask=MASK.",
	.verify = "ip -4 addr show dev IFACE has the length that the network has.",
	.sources = sources,
	.bad = BY_RHEL(IFACE("eth0", ", \"ip_address\": \"10.0.0.2\"")),
	.good = BY_RHEL(IFACE("eth0", ", \"ip_address\": \"10.0.0.2\", \"netmask\": \"255.255.255.0\"")),
};

const struct descriptor COB002 = {
	.id = "COB002",
	.title = "a port of a bridge that Cobbler's snippet calls a bridge",
	.severity = WARNING,
	.since = "0.1",
	.why = "post_install_network_config of 2.x and 3.x writes TYPE=Bridge for bridge_slave and "
	       "bonded_bridge_slave as it does for the bridge. For ifup such a file is that of a bridge: it "
	       "makes one by that name, or fails because a NIC has it, and never comes to BRIDGE=. The "
	       "bridge stays without its uplink, and the host without network.",
	.fix = "A snippet of your own: per_system/post_install_network_config/SYSTEM goes before the shipped "
	       "one. render --as cobbler writes it.",
	.verify = "brctl show: the bridge lists the port; grep TYPE= "
		  "/etc/sysconfig/network-scripts/ifcfg-PORT.",
	.sources = port_sources,
	.bad = RECORD("rhel6", "",
		      IFACE("br0", TYPE("bridge")) ",\n" IFACE("eth0", TYPE("bridge_slave") MASTER("br0"))),
	.good = RECORD("rhel6", "", IFACE("br0", TYPE("bridge")) ",\n" IFACE("eth0", "")),
};

const struct descriptor COB003 = {
	.id = "COB003",
	.title = "a bridge whose options Cobbler's snippet for Debian misplaces",
	.severity = WARNING,
	.since = "0.1",
	.why = "post_install_network_config_deb writes bridge_ports, and each word of bridge_opts, before it "
	       "comes to the iface line of the bridge. To ifup they are options outside of any stanza: it "
	       "refuses the file as a whole, with every interface in it.",
	.fix = DEBIAN_FIX,
	.verify = "ifup --no-act -a: no 'misplaced option'.",
	.sources = sources,
	.bad = BY_DEBIAN(
		IFACE("br0", TYPE("bridge")) ",\n" IFACE("eth0", TYPE("bridge_slave") MASTER("br0"))),
	.good = BY_DEBIAN(IFACE("br0", TYPE("bridge")) ",\n" IFACE("eth0", "")),
};

const struct descriptor COB004 = {
	.id = "COB004",
	.title = "a bond in a bridge that Cobbler's snippet for Debian loses",
	.severity = WARNING,
	.since = "0.1",
	.why = "post_install_network_config_deb asks for the type bond where it writes bond-slaves and the "
	       "options, and for bridge_slave where it collects bridge_ports. bonded_bridge_slave is "
	       "neither: its stanza says manual and no more, and the bridge goes without it.",
	.fix = DEBIAN_FIX,
	.verify = "cat /proc/net/bonding/BOND has the mode and the slaves; bridge link lists the bond.",
	.sources = sources,
	.bad = BY_DEBIAN(SLAVES IFACE("bond0", TYPE("bonded_bridge_slave") MASTER("br0")
						       OPTIONS("mode=802.3ad miimon=100")) ",\n" BR0),
	.good = BY_DEBIAN(SLAVES IFACE("bond0", TYPE("bond") OPTIONS("mode=802.3ad miimon=100")) ",\n" BR0),
};

const struct descriptor COB005 = {
	.id = "COB005",
	.title = "a VLAN that Cobbler's snippet for Debian leaves out",
	.severity = WARNING,
	.since = "0.1",
	.why = "post_install_network_config_deb writes the iface line of a VLAN together with its address. A "
	       "VLAN that is only the port of a bridge, or has its addresses elsewhere, gets a line auto and "
	       "no stanza.",
	.fix = DEBIAN_FIX,
	.verify = "ip -d link show VLAN has its id.",
	.sources = sources,
	.bad = BY_DEBIAN(IFACE("eth0", "") ",\n" IFACE("eth0.5", "")),
	.good = BY_DEBIAN(IFACE("eth0", "") ",\n" IFACE("eth0.5", ADDRESS("10.0.0.2"))),
};

const struct descriptor COB006 = {
	.id = "COB006",
	.title = "options of a bridge that Cobbler's snippet writes where nobody reads them",
	.severity = WARNING,
	.since = "0.1",
	.why = "The words of bridge_opts go into the file as they are. On RHEL that is an ifcfg file, whose "
	       "keys are in capitals: stp=no, which Cobbler's manual shows, sets a shell variable that no "
	       "script looks at. On Debian they become lines of /etc/network/interfaces, where an option and "
	       "its value stand apart by a blank, at which the snippet cuts.",
	.fix = "On RHEL the keys of ifcfg files: STP=no DELAY=0. On Debian they cannot be written this way.",
	.verify = "brctl showstp BRIDGE has the values.",
	.sources = sources,
	.bad = BY_RHEL(IFACE("br0", TYPE("bridge") ", \"bridge_opts\": \"stp=no\"")),
	.good = BY_RHEL(IFACE("br0", TYPE("bridge") ", \"bridge_opts\": \"STP=no\"")),
};

#define PINNED(n)                                                                                            \
	IFACE("eth" n, TYPE("bond_slave") MASTER("bond0") ", \"mac_address\": \"00:16:3e:5e:6c:0" n "\"")
#define FOUR(options)                                                                                        \
	RECORD("rhel7", "",                                                                                  \
	       PINNED("0") ",\n" PINNED("1") ",\n" IFACE(                                                    \
		       "bond0", TYPE("bond") OPTIONS(options) ", \"ipv4\": {\"address\": \"\"}"))

const struct descriptor COB007 = {
	.id = "COB007",
	.title = "options of a bond that Cobbler's snippet cuts at a blank",
	.severity = WARNING,
	.since = "0.1",
	.why = "bonding_opts have blanks between them, and pre_install_network_config of 4.0 pastes them "
	       "behind --bondopts= without quotes. kickstart wants commas there: what follows the first "
	       "blank is an argument that network does not know, and the installation stops.",
	.fix = "Commas in bonding_opts in place of the blanks: mode=active-backup,miimon=100.",
	.verify = "ksvalidator -v RHEL7 FILE on what the snippet gives.",
	.sources = sources,
	.bad = FOUR("mode=active-backup miimon=100"),
	.good = FOUR("mode=active-backup,miimon=100"),
};

const struct descriptor COB008 = {
	.id = "COB008",
	.title = "a VLAN with a MAC address in a record of Cobbler",
	.severity = WARNING,
	.since = "0.1",
	.why = "post_install_network_config writes HWADDR for all but bonds and bridges. A VLAN has the "
	       "address of what it stands on, and HWADDR says by which address a NIC is known: where the two "
	       "differ, ifup says \"has different MAC address than expected, ignoring\" and leaves the VLAN "
	       "down. A description has no such address: it is left out.",
	.fix = "No mac_address for a VLAN.",
	.sources = sources,
	.bad = BY_RHEL(IFACE("eth0", "") ",\n" IFACE("eth0.5", ", \"mac_address\": \"00:16:3e:5e:6c:01\"")),
	.good = BY_RHEL(IFACE("eth0", ", \"mac_address\": \"00:16:3e:5e:6c:01\"") ",\n" IFACE("eth0.5", "")),
};

const struct descriptor COB009 = {
	.id = "COB009",
	.title = "a name by which Cobbler's snippets know no VLAN",
	.severity = WARNING,
	.since = "0.1",
	.why = "A record has no field for VLANs. The snippets go by the name, which has to begin with "
	       "letters and digits, a dot and a digit. With a '-' or '_' in front of the dot the file gets "
	       "no VLAN=yes, and ifup looks for a NIC of that name.",
	.fix = "Name the parent with letters and digits alone: br0.5, bond0.5.",
	.sources = sources,
	.bad = BY_RHEL(IFACE("eth_a", "") ",\n" IFACE("eth_a.5", "")),
	.good = BY_RHEL(IFACE("etha", "") ",\n" IFACE("etha.5", "")),
};

const struct descriptor COB010 = {
	.id = "COB010",
	.title = "a gateway that Cobbler's snippet for Debian writes several times",
	.severity = WARNING,
	.since = "0.1",
	.why = "post_install_network_config_deb takes the gateway of the system for each interface without "
	       "if_gateway, and writes it into each stanza. ifup sets the default route with the first that "
	       "comes up; with the next one the route is there already, and ifup fails.",
	.fix = "if_gateway of the interface that the router is behind, and no gateway of the system.",
	.verify = "ip route show default: one line; ifup IFACE ends with 0 for each.",
	.sources = sources,
	.bad = RECORD("bookworm", " \"gateway\": \"10.0.0.1\",",
		      IFACE("eth0", ADDRESS("10.0.0.2")) ",\n" IFACE("eth1", ADDRESS("10.1.0.2"))),
	.good = RECORD("bookworm", "",
		       IFACE("eth0", ADDRESS("10.0.0.2")) ",\n" IFACE("eth1", ADDRESS("10.1.0.2"))),
};

const struct descriptor COB011 = {
	.id = "COB011",
	.title = "IPv6 that Cobbler's snippet for Debian leaves out",
	.severity = WARNING,
	.since = "0.1",
	.why = "post_install_network_config_deb looks at ipv6_address and its kin and writes nothing of "
	       "them.",
	.fix = DEBIAN_FIX,
	.verify = "ip -6 addr show dev IFACE.",
	.sources = sources,
	.bad = BY_DEBIAN(IFACE(
		"eth0", ADDRESS("10.0.0.2") ", \"ipv6_address\": \"2001:db8::2\", \"ipv6_prefix\": \"64\"")),
	.good = BY_DEBIAN(IFACE("eth0", ADDRESS("10.0.0.2"))),
};
