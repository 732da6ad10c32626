/*
 * Sources: sysconfig.txt and the scripts of initscripts 7.93 to network-scripts 10; for what NetworkManager
 * alone reads, nm-settings-ifcfg-rh(5).
 */
#include "targets/rhel/keys.h"

#include <string.h>
#include <strings.h>

#include "base/word.h"

#define YES "yes true on 1 y t"
#define NO  "no false off 0 n f"

#define READ(name, on, idle)                                                                                 \
	{                                                                                                    \
		name, KEY_READ, on, idle, NULL                                                               \
	}
#define NOTHING(name, why)                                                                                   \
	{                                                                                                    \
		name, KEY_NOTHING, 0, NULL, why                                                              \
	}
#define LOSS(name, idle, why)                                                                                \
	{                                                                                                    \
		name, KEY_LOSS, 0, idle, why                                                                 \
	}
#define LOSS_ON(name, kinds, idle, why)                                                                      \
	{                                                                                                    \
		name, KEY_LOSS, kinds, idle, why                                                             \
	}

#define LABEL     "a label for NetworkManager and people"
#define HOW_NM    "how NetworkManager goes about it, not what is set"
#define DHCP_DOES "what the DHCP client sends or takes"
#define WIRELESS  "a wireless network"
#define S390      "a network card of a mainframe"
#define VENDOR    "settings of Open vSwitch or team"

static const struct rhel_key keys[] = {
	/* which interface, and when */
	READ("DEVICE", ON_NIC | ON_BOND | ON_VLAN | ON_BRIDGE | ON_ALIAS, NULL),
	READ("TYPE", 0, "ethernet bridge vlan bond bonding"),
	READ("DEVICETYPE", 0, "eth ethernet"),
	READ("HWADDR", 0, NULL),
	READ("ONBOOT", 0, YES),
	READ("ONPARENT", ON_ALIAS, YES),
	READ("NM_CONTROLLED", 0, YES " " NO),
	NOTHING("HOTPLUG", "whether the kernel's event of a new device brings it up; boot does in any case"),
	NOTHING("NAME", LABEL),
	NOTHING("UUID", LABEL),
	NOTHING("NETBOOT", "how the installer got its files"),
	NOTHING("LAST_CONNECT", LABEL),
	NOTHING("DEVTIMEOUT", "how long ifup waits for the device"),
	LOSS("USERCTL", NO, "ordinary users may bring the interface up and down"),
	LOSS("USERS", NULL, "these users alone may use the connection"),
	LOSS("OWNER", NULL, "the user that the device belongs to"),

	/* the link */
	READ("MACADDR", 0, NULL),
	READ("MTU", 0, NULL),
	READ("LINKDELAY", 0, "0"),
	LOSS("ETHTOOL_OPTS", NULL, "settings of the card by ethtool"),
	NOTHING("ETHTOOL_DELAY", "a pause before ethtool"),
	LOSS("ARP", YES, "whether the interface speaks ARP"),
	LOSS("MULTICAST", YES, "multicast of the link"),
	LOSS("PROMISC", NO, "promiscuous mode of the link"),
	LOSS("BRIDGE_MACADDR", NULL, "an address of the bridge that NetworkManager alone sets"),
	LOSS("GENERATE_MAC_ADDRESS_MASK", NULL, "an invented address"),
	LOSS("SUBCHANNELS", NULL, S390),
	LOSS("PORTNAME", NULL, S390),
	LOSS("NETTYPE", NULL, S390),
	LOSS("CTCPROT", NULL, S390),
	LOSS("OPTIONS", NULL, "options of a card of a mainframe, or of Open vSwitch"),
	LOSS("LLDP", NO, "LLDP by NetworkManager"),
	LOSS("DCB", NO, "data centre bridging"),
	LOSS("FCOE", NO, "data centre bridging"),

	/* bonds */
	READ("MASTER", 0, NULL),
	READ("SLAVE", 0, NO),
	READ("BONDING_OPTS", 0, NULL),
	READ("BONDING_MASTER", ON_BOND, YES),
	LOSS("MASTER_UUID", NULL, "a bond or bridge that NetworkManager alone knows by its number"),

	/* bridges */
	READ("BRIDGE", 0, NULL),
	READ("STP", ON_BRIDGE, NULL),
	READ("DELAY", ON_BRIDGE, NULL),
	READ("PRIO", ON_BRIDGE, NULL),
	READ("AGEING", ON_BRIDGE, NULL),
	READ("BRIDGING_OPTS", 0, NULL),
	LOSS_ON("GCINT", ON_BRIDGE, NULL, "how often the bridge looks for addresses that have expired"),
	LOSS("BRIDGE_UUID", NULL, "a bridge that NetworkManager alone knows by its number"),

	/* VLANs */
	READ("VLAN", 0, NO),
	READ("PHYSDEV", ON_VLAN, NULL),
	READ("VID", ON_VLAN, NULL),
	READ("VLAN_ID", ON_VLAN, NULL),
	READ("VLAN_NAME_TYPE", 0, "dev_plus_vid_no_pad"),
	LOSS("REORDER_HDR", YES, "tags that are left in what captures see"),
	LOSS("GVRP", NO, "the VLAN is announced to switches"),
	LOSS("MVRP", NO, "the VLAN is announced to switches"),
	LOSS("VLAN_FLAGS", "reorder_hdr", "flags of the VLAN"),
	LOSS("VLAN_EGRESS_PRIORITY_MAP", NULL, "priorities of what is sent"),
	LOSS("VLAN_INGRESS_PRIORITY_MAP", NULL, "priorities of what is received"),
	LOSS("VLAN_PROTOCOL", "802.1q", "the protocol of the tags"),

	/* IPv4 */
	READ("BOOTPROTO", 0, "none static"),
	READ("IPADDR#", ON_NIC | ON_BOND | ON_VLAN | ON_BRIDGE | ON_ALIAS, NULL),
	READ("NETMASK#", ON_NIC | ON_BOND | ON_VLAN | ON_BRIDGE | ON_ALIAS, NULL),
	READ("PREFIX#", ON_NIC | ON_BOND | ON_VLAN | ON_BRIDGE | ON_ALIAS, NULL),
	READ("IPADDR_START", ON_ALIAS, NULL),
	READ("IPADDR_END", ON_ALIAS, NULL),
	NOTHING("CLONENUM_START", "the labels of the addresses of a range"),
	READ("GATEWAY#", ON_NIC | ON_BOND | ON_VLAN | ON_BRIDGE | ON_ALIAS, NULL),
	READ("DEFROUTE", 0, YES),
	NOTHING("NETWORK", "follows from the address, as ipcalc computes it"),
	READ("BROADCAST#", ON_NIC | ON_BOND | ON_VLAN | ON_BRIDGE | ON_ALIAS, NULL),
	NOTHING("NO_ALIASROUTING", "whether aliases set the routes of their interface again"),
	NOTHING("NOZEROCONF", "no route to 169.254.0.0/16, which nothing here uses"),
	NOTHING("ARPCHECK#", "whether ifup asks first who else has the address"),
	NOTHING("ARPUPDATE#", "whether ifup announces the address"),
	NOTHING("ARPING_WAIT", "how long ifup asks who else has the address"),
	NOTHING("ACD_TIMEOUT", "how long NetworkManager asks who else has the address"),
	LOSS("METRIC", NULL, "the metric of the default route"),
	LOSS("IPV4_ROUTE_METRIC", NULL, "the metric of the default route"),
	LOSS("SRCADDR", NULL, "the source address of the default route"),
	LOSS("SCOPE", NULL, "the scope of the addresses"),
	LOSS("WINDOW", NULL, "the window of the default route"),
	LOSS("EXTRA_ROUTE_OPTS", NULL, "more options of the default route"),
	LOSS("NOROUTESET", NO, "ifup-post sets no routes of the interface"),
	LOSS("PEERROUTES", YES, "whether the routes of the lease are taken"),

	/* DHCP */
	LOSS("DHCP_HOSTNAME", NULL, DHCP_DOES),
	LOSS("DHCP_FQDN", NULL, DHCP_DOES),
	LOSS("DHCP_SEND_HOSTNAME", YES, DHCP_DOES),
	LOSS("NO_DHCP_HOSTNAME", NO, DHCP_DOES),
	LOSS("DHCP_CLIENT_ID", NULL, DHCP_DOES),
	LOSS("DHCP_IAID", NULL, DHCP_DOES),
	LOSS("DHCPCLASS", NULL, DHCP_DOES),
	LOSS("DHCLIENTARGS", NULL, DHCP_DOES),
	LOSS("DHCLIENT_IGNORE_GATEWAY", NO, DHCP_DOES),
	LOSS("DHCPRELEASE", NO, DHCP_DOES),
	LOSS("DHCPV6C_OPTIONS", NULL, DHCP_DOES),
	LOSS("PEERNTP", YES, DHCP_DOES),
	LOSS("PEERNIS", YES, DHCP_DOES),
	LOSS("PERSISTENT_DHCLIENT", NO, "the DHCP client goes on where there is no answer"),
	NOTHING("IPV4_FAILURE_FATAL", HOW_NM),
	NOTHING("IPV4_DHCP_TIMEOUT", HOW_NM),

	/* IPv6 */
	READ("IPV6INIT", 0, YES " " NO),
	READ("NETWORKING_IPV6", 0, YES " " NO),
	READ("IPV6ADDR", 0, NULL),
	READ("IPV6ADDR_SECONDARIES", 0, NULL),
	READ("IPV6_DEFAULTGW", 0, NULL),
	READ("IPV6_AUTOCONF", 0, YES " " NO),
	READ("DHCPV6C", 0, NO),
	LOSS("IPV6_DEFROUTE", YES, "whether the interface may have the default route of IPv6"),
	LOSS("IPV6_DEFAULTDEV", NULL, "a default route of IPv6 without a router"),
	LOSS("IPV6_PEERDNS", YES, "whether name servers are taken from the network"),
	LOSS("IPV6_PEERROUTES", YES, "whether routes are taken from the network"),
	LOSS("IPV6_PRIVACY", NO, "addresses for privacy"),
	LOSS("IPV6_MTU", NULL, "an MTU for IPv6 alone"),
	LOSS("IPV6_ROUTER", NO, "the host as a router of IPv6"),
	LOSS("IPV6FORWARDING", NO, "the host as a router of IPv6"),
	LOSS("IPV6TO4INIT", NO, "a 6to4 tunnel"),
	LOSS("IPV6TO4_RELAY", NULL, "a 6to4 tunnel"),
	LOSS("IPV6TO4_ROUTING", NULL, "a 6to4 tunnel"),
	LOSS("IPV6_CONTROL_RADVD", NO, "router advertisements"),
	LOSS("IPV6_SET_SYSCTLS", NO, "settings of the kernel"),
	LOSS("IPV6_DISABLED", NO, "no IPv6 at all"),
	LOSS("IPV6_TOKEN", NULL, "the part of an address that is the host's own"),
	NOTHING("IPV6_ADDR_GEN_MODE", HOW_NM),
	NOTHING("IPV6_FAILURE_FATAL", HOW_NM),

	/* name servers */
	READ("DNS%", 0, NULL),
	READ("DOMAIN", 0, NULL),
	READ("SEARCH", 0, NULL),
	READ("PEERDNS", 0, YES " " NO),
	READ("RESOLV_MODS", 0, YES " " NO),
	LOSS("RES_OPTIONS", NULL, "options of the resolver"),
	LOSS("MDNS", NULL, "multicast DNS"),

	/* the rest of NetworkManager, and what others put in there */
	NOTHING("PROXY_METHOD", "a proxy for browsers"),
	NOTHING("BROWSER_ONLY", "a proxy for browsers"),
	NOTHING("AUTOCONNECT_PRIORITY", HOW_NM),
	NOTHING("AUTOCONNECT_RETRIES", HOW_NM),
	NOTHING("AUTOCONNECT_SLAVES", HOW_NM),
	NOTHING("CONNECTION_METERED", HOW_NM),
	LOSS("ZONE", NULL, "the zone of firewalld"),
	LOSS("SECONDARY_UUIDS", NULL, "a VPN along with the connection"),
	LOSS("DEVICE_OPTIONS", NULL, VENDOR),
	LOSS("TEAM_CONFIG", NULL, VENDOR),
	LOSS("TEAM_PORT_CONFIG", NULL, VENDOR),
	LOSS("TEAM_MASTER", NULL, VENDOR),
	LOSS("OVS_BRIDGE", NULL, VENDOR),
	LOSS("OVS_OPTIONS", NULL, VENDOR),
	LOSS("OVS_EXTRA", NULL, VENDOR),
	LOSS("OVSBOOTPROTO", NULL, VENDOR),
	LOSS("OVSDHCPINTERFACES", NULL, VENDOR),
	LOSS("ESSID", NULL, WIRELESS),
	LOSS("KEY_MGMT", NULL, WIRELESS),
	LOSS("CHANNEL", NULL, WIRELESS),
	LOSS("RATE", NULL, WIRELESS),
	LOSS("MODE", NULL, WIRELESS " (bonds have theirs in BONDING_OPTS)"),
	LOSS("SECURITYMODE", NULL, WIRELESS),
	LOSS("PEER_OUTER_IPADDR", NULL, "a tunnel"),
	LOSS("PEER_INNER_IPADDR", NULL, "a tunnel"),
	LOSS("MY_INNER_IPADDR", NULL, "a tunnel"),
	LOSS("MY_OUTER_IPADDR", NULL, "a tunnel"),
	LOSS("CONNECTED_MODE", NO, "InfiniBand"),
	LOSS("PKEY", NO, "InfiniBand"),
};

static const struct rhel_key network_keys[] = {
	READ("NETWORKING", 0, YES),
	READ("HOSTNAME", 0, NULL),
	READ("GATEWAY", 0, NULL),
	READ("GATEWAYDEV", 0, NULL),
	READ("NETWORKING_IPV6", 0, YES " " NO),
	READ("IPV6_DEFAULTGW", 0, NULL),
	READ("VLAN", 0, YES " " NO),
	READ("VLAN_NAME_TYPE", 0, "dev_plus_vid_no_pad"),
	READ("DNS%", 0, NULL),
	READ("DOMAIN", 0, NULL),
	READ("SEARCH", 0, NULL),
	NOTHING("NETWORKDELAY", "a pause once the network is up"),
	NOTHING("NETWORKWAIT", "whether boot waits for NetworkManager"),
	NOTHING("NM_BOND_VLAN_ENABLED", "whether NetworkManager looks after bonds and VLANs"),
	NOTHING("IPX", "IPX"),
	LOSS("NISDOMAIN", NULL, "the domain of NIS"),
	LOSS("FORWARD_IPV4", NO, "the host as a router"),
};

/* "IPADDR12" is of the row "IPADDR#" */
static bool is_named(const char *row, const char *name)
{
	size_t n = strlen(row);

	if (!n || !strchr("#%", row[n - 1]))
		return !strcmp(row, name);
	n--;
	if (strncmp(row, name, n) != 0)
		return false;
	return name[n] ? word_is_digits(name + n) && strlen(name + n) <= 3 : row[n] == '#';
}

static const struct rhel_key *find(const struct rhel_key *rows, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (is_named(rows[i].name, name))
			return &rows[i];
	return NULL;
}

const struct rhel_key *rhel_key(const char *name)
{
	return find(keys, sizeof(keys) / sizeof(*keys), name);
}

const struct rhel_key *rhel_network_key(const char *name)
{
	const struct rhel_key *key = find(network_keys, sizeof(network_keys) / sizeof(*network_keys), name);

	return key ? key : rhel_key(name);
}

bool rhel_key_is_idle(const struct rhel_key *key, const char *value)
{
	const char *p = key->idle;
	size_t n = strlen(value);

	for (; p && *p; p += strspn(p, " ")) {
		size_t word = strcspn(p, " ");

		if (word == n && !strncasecmp(p, value, n))
			return true;
		p += word;
	}
	return false;
}

const char *rhel_key_nearest(const char *name)
{
	struct nearest n = {0};

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (!strpbrk(keys[i].name, "#%"))
			nearest_offer(&n, name, keys[i].name);
	nearest_offer(&n, name, "IPADDR");
	nearest_offer(&n, name, "NETMASK");
	nearest_offer(&n, name, "PREFIX");
	nearest_offer(&n, name, "GATEWAY");
	nearest_offer(&n, name, "DNS1");
	return n.word;
}
