#include "targets/debian/keys.h"

#include <string.h>

#include "base/word.h"

#define BOND(name, o)                                                                                        \
	{                                                                                                    \
		name, USE_BOND_OPTION, .option = OPT_##o, .bond = true                                       \
	}
#define BRIDGE_VALUE(n, k)                                                                                   \
	{                                                                                                    \
		n, USE_BRIDGE_VALUE, k, .bridge = true                                                       \
	}
#define BRIDGE_LOSS(n, value, what)                                                                          \
	{                                                                                                    \
		n, USE_LOSS, .bridge = true, .idle = value, .why = what                                      \
	}
#define LOSS(n, value, what)                                                                                 \
	{                                                                                                    \
		n, USE_LOSS, .idle = value, .why = what                                                      \
	}

#define RA_DOES   "what is taken from router advertisements"
#define DHCP_DOES "what the DHCP client sends or takes"
#define WAITS     "how long ifup waits for the address"
#define CARD      "a setting of the card by ethtool"
#define TAGS      "VLANs of the bridge itself, which filters by tag"
#define MULTICAST "multicast snooping"

static const struct eni_key keys[] = {
	/* ifupdown: inet.defn, inet6.defn */
	{.name = "address", .use = USE_ADDRESS},
	{.name = "netmask", .use = USE_NETMASK},
	{.name = "broadcast", .use = USE_BROADCAST},
	{.name = "network", .use = USE_NETWORK},
	{.name = "gateway", .use = USE_GATEWAY},
	{.name = "mtu", .use = USE_MTU},
	{.name = "hwaddress", .use = USE_MAC},
	{.name = "dhcp", .use = USE_DHCP6},
	{.name = "pre-up", .use = USE_UP},
	{.name = "up", .use = USE_UP},
	{.name = "post-up", .use = USE_UP},
	{.name = "down", .use = USE_DOWN},
	{.name = "pre-down", .use = USE_DOWN},
	{.name = "post-down", .use = USE_DOWN},
	LOSS("metric", "0", "the metric of the default route"),
	LOSS("scope", "global", "the scope of the addresses"),
	LOSS("pointopoint", NULL, "the address of the other end"),
	LOSS("accept-ra", NULL, RA_DOES),
	LOSS("autoconf", NULL, RA_DOES),
	LOSS("privext", "0", "addresses for privacy"),
	LOSS("request-prefix", "0", DHCP_DOES),
	LOSS("preferred-lifetime", NULL, "how long the address is preferred"),
	LOSS("media", NULL, "the port of the card"),
	LOSS("dad-attempts", NULL, WAITS),
	LOSS("dad-interval", NULL, WAITS),
	LOSS("ll-attempts", NULL, WAITS),
	LOSS("ll-interval", NULL, WAITS),
	LOSS("hostname", NULL, DHCP_DOES),
	LOSS("leasehours", NULL, DHCP_DOES),
	LOSS("leasetime", NULL, DHCP_DOES),
	LOSS("vendor", NULL, DHCP_DOES),
	LOSS("client", NULL, DHCP_DOES),
	LOSS("provider", NULL, NULL),
	/* the hook of ethtool */
	LOSS("link-speed", NULL, CARD),
	LOSS("link-duplex", NULL, CARD),
	LOSS("link-autoneg", NULL, CARD),
	/* ifenslave 2.13; `slaves` is the older name, bond-members that of ifupdown-ng */
	{"bond-slaves", USE_SLAVES, .bond = true, .list = true},
	{"slaves", USE_SLAVES, .bond = true, .list = true},
	{"bond-members", USE_SLAVES, .bond = true, .list = true},
	{"bond-master", USE_MASTER, .slave = true},
	{"bond-primary", USE_PRIMARY, .bond = true, .slave = true, .list = true},
	{"bond-arp-ip-target", USE_TARGETS, .bond = true, .list = true},
	{"bond-ns-ip6-target", USE_NS_TARGETS, .bond = true, .list = true},
	BOND("bond-mode", MODE),
	BOND("bond-miimon", MIIMON),
	BOND("bond-updelay", UPDELAY),
	BOND("bond-downdelay", DOWNDELAY),
	BOND("bond-peer-notif-delay", PEER_NOTIF_DELAY),
	BOND("bond-use-carrier", USE_CARRIER),
	BOND("bond-arp-interval", ARP_INTERVAL),
	BOND("bond-arp-validate", ARP_VALIDATE),
	BOND("bond-arp-all-targets", ARP_ALL_TARGETS),
	BOND("bond-arp-missed-max", ARP_MISSED_MAX),
	BOND("bond-fail-over-mac", FAIL_OVER_MAC),
	BOND("bond-xmit-hash-policy", XMIT_HASH_POLICY),
	BOND("bond-lacp-rate", LACP_RATE),
	BOND("bond-lacp-active", LACP_ACTIVE),
	BOND("bond-ad-select", AD_SELECT),
	BOND("bond-min-links", MIN_LINKS),
	BOND("bond-ad-actor-sys-prio", AD_ACTOR_SYS_PRIO),
	BOND("bond-ad-sys-priority", AD_ACTOR_SYS_PRIO), /* ifupdown2 */
	BOND("bond-ad-actor-system", AD_ACTOR_SYSTEM),
	BOND("bond-ad-sys-mac-addr", AD_ACTOR_SYSTEM),
	BOND("bond-ad-user-port-key", AD_USER_PORT_KEY),
	BOND("bond-num-grat-arp", NUM_GRAT_ARP),
	BOND("bond-num-unsol-na", NUM_UNSOL_NA),
	BOND("bond-resend-igmp", RESEND_IGMP),
	BOND("bond-all-slaves-active", ALL_SLAVES_ACTIVE),
	BOND("bond-packets-per-slave", PACKETS_PER_SLAVE),
	BOND("bond-lp-interval", LP_INTERVAL),
	BOND("bond-tlb-dynamic-lb", TLB_DYNAMIC_LB),
	BOND("bond-primary-reselect", PRIMARY_RESELECT),
	{"bond-queue-id", USE_LOSS, .bond = true, .slave = true,
	 .why = "which queue of the bond leads to the slave"},
	{"bond-active-slave", USE_LOSS, .bond = true, .slave = true, .why = "which slave is active at first"},
	{"bond-lacp-bypass-allow", USE_LOSS, .bond = true, .idle = "0",
	 .why = "slaves that carry traffic without LACP"},
	/* waits for the slave that is enslaved first, and sets nothing */
	{"bond-give-a-chance", USE_IDLE, .bond = true, .slave = true},
	/* bridge-utils 1.7, and what ifupdown2 has besides */
	{"bridge-ports", USE_PORTS, .bridge = true, .list = true},
	{"bridge-stp", USE_STP, .bridge = true},
	{"bridge-hw", USE_BRIDGE_MAC, .bridge = true},
	BRIDGE_VALUE("bridge-fd", "forward_delay"),
	BRIDGE_VALUE("bridge-ageing", "ageing"),
	BRIDGE_VALUE("bridge-hello", "hello_time"),
	BRIDGE_VALUE("bridge-maxage", "max_age"),
	BRIDGE_VALUE("bridge-bridgeprio", "priority"),
	BRIDGE_VALUE("bridge-maxwait", "maxwait"),
	BRIDGE_LOSS("bridge-waitport", "0", "which ports ifup waits for"),
	BRIDGE_LOSS("bridge-vlan-aware", "no", TAGS),
	BRIDGE_LOSS("bridge-gcint", NULL, "how often the bridge looks for addresses that have expired"),
	BRIDGE_LOSS("bridge-pathcost", NULL, "the path costs of the ports"),
	BRIDGE_LOSS("bridge-pathcosts", NULL, "the path costs of the ports"),
	BRIDGE_LOSS("bridge-portprio", NULL, "the priorities of the ports"),
	BRIDGE_LOSS("bridge-portprios", NULL, "the priorities of the ports"),
	BRIDGE_LOSS("bridge-vids", NULL, TAGS),
	BRIDGE_LOSS("bridge-pvid", NULL, TAGS),
	BRIDGE_LOSS("bridge-access", NULL, TAGS),
	BRIDGE_LOSS("bridge-allow-untagged", NULL, TAGS),
	BRIDGE_LOSS("bridge-mcsnoop", NULL, MULTICAST),
	BRIDGE_LOSS("bridge-mcquerier", NULL, MULTICAST),
	BRIDGE_LOSS("bridge-learning", NULL, "whether the port learns addresses"),
	BRIDGE_LOSS("bridge-igmp-querier-src", NULL, MULTICAST),
	/* the hook of vlan; vlan-id is of ifupdown2 and ifupdown-ng */
	{.name = "vlan-raw-device", .use = USE_RAW_DEVICE},
	{.name = "vlan-id", .use = USE_VLAN_ID},
	LOSS("vlan-protocol", "802.1q", "the protocol of the tags"),
	/* resolvconf and systemd-resolved take every dns-* */
	{"dns-nameservers", USE_SERVERS, .list = true},
	{"dns-nameserver", USE_SERVERS, .list = true},
	{"dns-search", USE_SEARCH, .list = true},
	{"dns-domain", USE_SEARCH, .list = true},
	LOSS("dns-options", NULL, "options of the resolver"),
	LOSS("dns-sortlist", NULL, "the order of the addresses that the resolver gives"),
	{.name = "alias", .use = USE_COMMENT},
	{.name = "description", .use = USE_COMMENT},
	/* what ifupdown-ng has beside the options that say the same */
	{.name = "use", .use = USE_IDLE},
	{.name = "requires", .use = USE_IDLE},
	{.name = "ovs-type", .use = USE_FOREIGN},
	{.name = "ovs-bridge", .use = USE_FOREIGN},
	{.name = "ovs-ports", .use = USE_FOREIGN},
	{.name = "ovs-bonds", .use = USE_FOREIGN},
};

enum { KEYS = sizeof(keys) / sizeof(*keys), KEY_MAX = 64 };

static const char *with_dashes(struct arena *a, const char *written)
{
	char *name = arena_strdup(a, written);

	for (char *p = name; *p; p++)
		if (*p == '_')
			*p = '-';
	return name;
}

const struct eni_key *eni_key_find(struct arena *a, const char *written)
{
	const char *name;

	if (strlen(written) > KEY_MAX)
		return NULL;
	name = with_dashes(a, written);
	for (size_t i = 0; i < KEYS; i++)
		if (!strcmp(keys[i].name, name))
			return &keys[i];
	return NULL;
}

const char *eni_key_meant(struct arena *a, const char *written, const char *value)
{
	static const char *const prefixes[] = {"bond", "bridge", "vlan", "dns"};
	const struct eni_key *key;
	struct nearest near = {0};
	const char *name;

	if (strlen(written) > KEY_MAX)
		return NULL;
	name = with_dashes(a, written);
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		size_t n = strcspn(value, " \t");

		key = eni_key_find(a, arena_printf(a, "%s-%s", prefixes[i], name));
		if (!key && !strcmp(name, prefixes[i]) && n < KEY_MAX)
			key = eni_key_find(a, arena_printf(a, "%s-%.*s", name, (int)n, value));
		if (key)
			return key->name;
	}
	for (size_t i = 0; i < KEYS; i++)
		if (strlen(keys[i].name) > 5 && *keys[i].name == *name) /* "up" is near to too much */
			nearest_offer(&near, name, keys[i].name);
	return near.word;
}
