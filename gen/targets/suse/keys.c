#include "targets/suse/keys.h"

#include <string.h>
#include <strings.h>

/*
 * ifup and its helpers of sysconfig 0.70 and 0.71, compat-suse.c of wicked 0.6. The longest name that fits
 * counts: IPADDR* is any suffix, since the scripts walk ${!IPADDR*}.
 */
static const struct suse_key ifcfg_keys[] = {
	{"STARTMODE", KEY_READ, 0, NULL, NULL},
	{"BOOTPROTO", KEY_READ, 0, "static", NULL},
	{"INTERFACETYPE", KEY_READ, 0, NULL, NULL},
	{"MTU", KEY_READ, 0, NULL, NULL},
	{"LLADDR", KEY_READ, 0, NULL, NULL},
	{"IPADDR*", KEY_READ, 0, NULL, NULL},
	{"NETMASK*", KEY_ADDRESS, 0, NULL, "the netmask"},
	{"PREFIXLEN*", KEY_ADDRESS, 0, NULL, "the prefix length"},
	{"BROADCAST*", KEY_ADDRESS, 0, NULL, "the broadcast address"},
	{"REMOTE_IPADDR*", KEY_ADDRESS, 0, NULL, "the address of the other end"},
	{"LABEL*", KEY_ADDRESS, 0, NULL, "the label of the address"},
	{"SCOPE*", KEY_ADDRESS, 0, NULL, "the scope of the address"},
	{"IP_OPTIONS*", KEY_ADDRESS, 0, NULL, "options of the address"},

	{"ETHERDEVICE", KEY_READ, FOR_VLAN, NULL, NULL},
	{"VLAN_ID", KEY_READ, FOR_VLAN, NULL, NULL},
	{"VLAN_PROTOCOL", KEY_LOST, FOR_VLAN, "ieee802-1Q", "the protocol of the tags"},
	{"BONDING_MASTER", KEY_READ, FOR_BOND, NULL, NULL},
	{"BONDING_SLAVE*", KEY_READ, FOR_BOND, NULL, NULL},
	{"BONDING_MODULE_OPTS", KEY_READ, FOR_BOND, NULL, NULL},
	{"BONDING_SKIP_REMOVE_WORKAROUND", KEY_NOTHING, 0, NULL, NULL}, /* of ifdown */
	{"BRIDGE", KEY_READ, FOR_BRIDGE, "no", NULL},
	{"BRIDGE_PORTS", KEY_READ, FOR_BRIDGE, NULL, NULL},
	{"BRIDGE_STP", KEY_READ, FOR_BRIDGE, NULL, NULL},
	{"BRIDGE_FORWARDDELAY", KEY_READ, FOR_BRIDGE, NULL, NULL},
	{"BRIDGE_AGEINGTIME", KEY_READ, FOR_BRIDGE, NULL, NULL},
	{"BRIDGE_HELLOTIME", KEY_READ, FOR_BRIDGE, NULL, NULL},
	{"BRIDGE_MAXAGE", KEY_READ, FOR_BRIDGE, NULL, NULL},
	{"BRIDGE_PRIORITY", KEY_READ, FOR_BRIDGE, NULL, NULL},
	{"BRIDGE_PATHCOSTS", KEY_LOST, FOR_BRIDGE, NULL, "the path costs of the ports"},
	{"BRIDGE_PORTPRIORITIES", KEY_LOST, FOR_BRIDGE, NULL, "the priorities of the ports"},

	{"ETHTOOL_OPTIONS*", KEY_LOST, 0, NULL, "settings of the card by ethtool"},
	{"ETHTOOL_WAIT", KEY_NOTHING, 0, NULL, NULL}, /* a pause in front of them */
	{"LINK_OPTIONS", KEY_LOST, 0, NULL, "options of `ip link set`"},
	{"PRE_UP_SCRIPT", KEY_LOST, 0, NULL, "a script that is run before the interface comes up"},
	{"POST_UP_SCRIPT", KEY_LOST, 0, NULL, "a script that is run once the interface is up"},
	{"PRE_DOWN_SCRIPT", KEY_LOST, 0, NULL, "a script that is run before the interface goes down"},
	{"POST_DOWN_SCRIPT", KEY_LOST, 0, NULL, "a script that is run once the interface is down"},
	{"MASTER_DEVICE", KEY_LOST, 0, NULL, "the master of the interface"},
	{"SEND_GRATUITOUS_ARP", KEY_LOST, 0, "auto", "gratuitous ARP"},
	{"CHECK_DUPLICATE_IP", KEY_LOST, 0, "no", "the search for hosts with the same address"},
	{"ZONE", KEY_LOST, 0, NULL, "the zone of the firewall"},
	{"USERCONTROL", KEY_LOST, 0, "no", "that users may set it up and down"},
	/* resolv.conf, which is read, holds what stays in it */
	{"DHCLIENT_MODIFY_RESOLV_CONF", KEY_NOTHING, 0, NULL, NULL},
	{"DHCLIENT_SET_DEFAULT_ROUTE", KEY_LOST, 0, "yes", "that the lease brings no default route"},
	{"DHCLIENT*", KEY_LOST, 0, NULL, "settings of the DHCP client"},
	{"DHCPCD*", KEY_LOST, 0, NULL, "settings of the DHCP client"},
	{"AUTO6_*", KEY_LOST, 0, NULL, "settings of IPv6 autoconfiguration"},
	{"IPV6_DAD_WAIT", KEY_NOTHING, 0, NULL,
	 NULL}, /* how long ifup looks before it calls the interface up */
	{"LINK_READY_WAIT", KEY_NOTHING, 0, NULL, NULL},
	{"LINK_REQUIRED", KEY_NOTHING, 0, NULL, NULL},
	{"IFPLUGD_*", KEY_LOST, 0, NULL, "settings of ifplugd"},
	{"FIREWALL", KEY_NOTHING, 0, NULL, NULL}, /* whether ifup reloads the one that runs */
	{"RUN_POLL_TCPIP", KEY_NOTHING, 0, NULL, NULL},
	{"WIRELESS", KEY_NOTHING, 0, NULL, NULL}, /* of one that has none: yes makes it another kind */

	/* for people and YaST; ifup prints the name, and read_label() keeps what people wrote */
	{"NAME", KEY_NOTHING, 0, NULL, NULL},
	{"UNIQUE", KEY_NOTHING, 0, NULL, NULL},
	{"_nm_name", KEY_NOTHING, 0, NULL, NULL},
	/* ip finds it out, and no script reads it */
	{"NETWORK", KEY_NOTHING, 0, NULL, NULL},
	/* ETHERDEVICE alone makes a VLAN */
	{"VLAN", KEY_NOTHING, 0, NULL, NULL},
	{.name = NULL},
};

static const struct suse_key config_keys[] = {
	{"NETCONFIG_DNS_STATIC_SERVERS", KEY_READ, 0, NULL, NULL},
	{"NETCONFIG_DNS_STATIC_SEARCHLIST", KEY_READ, 0, NULL, NULL},
	{"NETCONFIG_DNS_POLICY", KEY_READ, 0, NULL, NULL},
	{"NETCONFIG_DNS_FORWARDER", KEY_LOST, 0, "resolver", "a name server on the host that forwards"},
	{"NETCONFIG_DNS_*", KEY_LOST, 0, NULL, "settings of the resolver"},
	{"NETCONFIG_*", KEY_NOTHING, 0, NULL, NULL}, /* NTP, NIS and how netconfig itself works */
	{"NETWORKMANAGER", KEY_LOST, 0, "no", "that NetworkManager sets up the network, and not these files"},
	{"DEFAULT_BROADCAST", KEY_LOST, 0, "+", "broadcast addresses that are not the last of the network"},
	{"CHECK_DUPLICATE_IP", KEY_LOST, 0, "no", "the search for hosts with the same address"},
	{"SEND_GRATUITOUS_ARP", KEY_LOST, 0, "auto", "gratuitous ARP"},
	{"PRE_UP_SCRIPT", KEY_LOST, 0, NULL, "a script that is run before each interface comes up"},
	{"POST_UP_SCRIPT", KEY_LOST, 0, NULL, "a script that is run behind each interface"},
	{"PRE_DOWN_SCRIPT", KEY_LOST, 0, NULL, "a script that is run before each interface goes down"},
	{"POST_DOWN_SCRIPT", KEY_LOST, 0, NULL, "a script that is run behind each interface"},
	{"GLOBAL_*", KEY_NOTHING, 0, NULL, NULL},     /* whether what lies in if-up.d is run */
	{"CONNECTION_*", KEY_NOTHING, 0, NULL, NULL}, /* of ifdown */
	{"DEBUG", KEY_NOTHING, 0, NULL, NULL},
	{"USE_SYSLOG", KEY_NOTHING, 0, NULL, NULL},
	{"USE_IPROUTE2", KEY_NOTHING, 0, NULL, NULL},
	{"MANDATORY_DEVICES", KEY_NOTHING, 0, NULL, NULL}, /* whose absence makes `network start` fail */
	{"WAIT_FOR_INTERFACES", KEY_NOTHING, 0, NULL, NULL},
	{"LINK_REQUIRED", KEY_NOTHING, 0, NULL, NULL},
	{"FIREWALL", KEY_NOTHING, 0, NULL, NULL},
	{"FAILURE_ACTION", KEY_NOTHING, 0, NULL, NULL},
	{"LINKLOCAL_INTERFACES", KEY_NOTHING, 0, NULL, NULL}, /* that get a route to 169.254.0.0/16 */
	{"FORCE_PERSISTENT_NAMES", KEY_NOTHING, 0, NULL, NULL},
	{"MODIFY_*", KEY_NOTHING, 0, NULL, NULL}, /* whether the files of named and the resolver are kept */
	{"IFPLUGD_OPTIONS", KEY_NOTHING, 0, NULL, NULL},
	{"NM_ONLINE_TIMEOUT", KEY_NOTHING, 0, NULL, NULL},
	{"WIRELESS_*", KEY_NOTHING, 0, NULL, NULL},
	{"AUTO6_*", KEY_LOST, 0, NULL, "settings of IPv6 autoconfiguration"},
	{"IPV6_*", KEY_NOTHING, 0, NULL, NULL},
	{.name = NULL},
};

static const struct suse_key *find(const struct suse_key *keys, const char *key)
{
	const struct suse_key *found = NULL;
	size_t longest = 0;

	for (const struct suse_key *k = keys; k->name; k++) {
		size_t n = strlen(k->name);

		if (!strcmp(k->name, key))
			return k;
		if (k->name[n - 1] == '*' && n > longest && !strncmp(k->name, key, n - 1)) {
			found = k;
			longest = n;
		}
	}
	return found;
}

const struct suse_key *suse_ifcfg_key(const char *key)
{
	return find(ifcfg_keys, key);
}

const struct suse_key *suse_config_key(const char *key)
{
	return find(config_keys, key);
}

bool suse_says_nothing(const struct suse_key *k, const char *value)
{
	return !*value || (k && (k->use == KEY_NOTHING || (k->usual && !strcasecmp(value, k->usual))));
}
