#include "model/rows.h"

#include <limits.h>
#include <string.h>

#include "base/text.h"

#define AT(type, field) .place = offsetof(struct type, field)
#define MS              .unit = "ms", .kind = K_NUMBER, .min = 0, .max = INT_MAX
#define TABLE(n_, type_, rows_, ...)                                                                          \
	{                                                                                                     \
		.name = n_, .rows = rows_, .n = sizeof(rows_) / sizeof(*rows_), .size = sizeof(struct type_), \
		__VA_ARGS__                                                                                   \
	}

enum { MTU_MIN = 68, MTU_MAX = 65535 }; /* ETH_MIN_MTU; what 16 bits hold */

static const struct word virtualizations[] = {
	{"none", VIRT_NONE}, {"xen", VIRT_XEN}, {"kvm", VIRT_KVM}, {"lxc", VIRT_LXC}, {"openvz", VIRT_OPENVZ}, {0},
};
static const struct word announcers[] = {
	{"host", ANNOUNCE_HOST}, {"guest", ANNOUNCE_GUEST}, {"none", ANNOUNCE_NONE}, {0},
};
static const struct word duplexes[] = {{"half", 0}, {"full", 1}, {0}};
static const struct word port_groups[] = {{"none", GROUP_NONE}, {"static", GROUP_STATIC}, {"lacp", GROUP_LACP}, {0}};
static const struct word xend_bridge_words[] = {
	{"network-bridge", XEND_NETWORK_BRIDGE}, {"distro", XEND_DISTRO}, {"none", XEND_NONE}, {0},
};

/* The tables of bond_options.c (Linux 6.1). */
const struct word bond_mode_words[] = {
	{"balance-rr", BALANCE_RR}, {"active-backup", ACTIVE_BACKUP}, {"balance-xor", BALANCE_XOR},
	{"broadcast", BROADCAST},   {"802.3ad", LACP},                {"balance-tlb", BALANCE_TLB},
	{"balance-alb", BALANCE_ALB}, {0},
};
static const struct word off_on[] = {{"off", 0}, {"on", 1}, {0}};
static const struct word validates[] = {
	{"none", 0}, {"active", 1}, {"backup", 2}, {"all", 3}, {"filter", 4}, {"filter_active", 5}, {"filter_backup", 6}, {0},
};
static const struct word any_all[] = {{"any", 0}, {"all", 1}, {0}};
static const struct word reselects[] = {{"always", 0}, {"better", 1}, {"failure", 2}, {0}};
static const struct word slow_fast[] = {{"slow", 0}, {"fast", 1}, {0}};
static const struct word ad_selects[] = {{"stable", 0}, {"bandwidth", 1}, {"count", 2}, {0}};
static const struct word hash_policies[] = {
	{"layer2", 0}, {"layer3+4", 1}, {"layer2+3", 2}, {"encap2+3", 3}, {"encap3+4", 4}, {"vlan+srcmac", 5}, {0},
};
static const struct word fail_over_macs[] = {{"none", 0}, {"active", 1}, {"follow", 2}, {0}};

static const struct row route_rows[] = {
	{"to", "Destination network.", K_NETWORK, .required = true, .example = "192.0.2.0/24", AT(route, to)},
	{"via", "Router to it.", K_IP, .required = true, .example = "10.0.0.254", AT(route, via)},
	{"metric", "Metric of the route.", K_NUMBER, .min = 0, .max = INT_MAX, AT(route, metric)},
};
static const struct table route_table = TABLE("a route", route, route_rows, .has_path = true);

/* What every interface may carry; `type` begins with struct common. */
#define COMMON_ROWS(type)                                                                                      \
	{"addresses", "Addresses of the host on this interface, IPv4 and IPv6, with prefix length.", K_PREFIX,  \
	 .list = true, .example = "10.0.0.2/24", AT(type, common.addresses)},                                   \
	{"dhcp", "Get an IPv4 address by DHCP.", K_BOOL, AT(type, common.dhcp)},                                \
	{"dhcp6", "Get an IPv6 address by DHCPv6.", K_BOOL, AT(type, common.dhcp6)},                            \
	{"gateway", "IPv4 default router, reached through this interface.", K_IP4, .own = true,                 \
	 .example = "10.0.0.254", AT(type, common.gateway)},                                                    \
	{"gateway6", "IPv6 default router, reached through this interface.", K_IP6, .own = true,                \
	 .example = "\"2001:db8::1\"", AT(type, common.gateway6)},                                                  \
	{"mtu", "Largest packet that the interface sends. Left out, the kernel's inheritance decides: a VLAN "  \
	 "takes its parent's, a bond gives its own to its slaves, a bridge takes the least of its ports.",      \
	 K_NUMBER, .min = MTU_MIN, .max = MTU_MAX, .unit = "bytes", .example = "9000", AT(type, common.mtu)},   \
	{"mac_address", "Ethernet address to set. A NIC's own address is its `mac` and is never set.", K_MAC,    \
	 .own = true, AT(type, common.mac_address)},                                                            \
	{"routes", "Further routes through this interface.", K_MAP, .list = true, .table = &route_table,        \
	 AT(type, common.routes)},                                                                              \
	{"onboot", "Bring the interface up at boot; yes if left out.", K_BOOL, AT(type, common.onboot)},        \
	{"comment", "For people; written as a comment into the generated file.", K_TEXT, .own = true,           \
	 AT(type, common.comment)}

#define NAME_ROW(type, doc_, ...)                                                                              \
	{"name", doc_, K_NAME, .own = true, .rule = "NAME001", __VA_ARGS__, AT(type, common.name)}

static const struct row nic_rows[] = {
	NAME_ROW(nic, "Name of the network interface card.", .required = true, .example = "eth0"),
	{"mac", "The NIC's own Ethernet address: it identifies the NIC and pins its name, and is never set.", K_MAC,
	 .own = true, AT(nic, mac)},
	{"speed", "Link speed.", K_NUMBER, .min = 10, .max = 800000, .unit = "Mb/s", .example = "1000", AT(nic, speed)},
	{"duplex", "Duplex of the link.", K_WORD, .words = duplexes, AT(nic, duplex)},
	{"driver", "Kernel driver.", K_LABEL, .example = "e1000e", AT(nic, driver)},
	{"card", "Card that carries the NIC; NICs with the same card share one point of failure.", K_LABEL,
	 .example = "\"0000:03:00\"", AT(nic, card)},
	{"switch", "Switch that the cable goes to.", K_LABEL, .example = "sw-a", AT(nic, switch_name)},
	{"peer", "Other end of a direct cable, as HOST/NIC.", K_LABEL, .own = true, .example = "boxb/eth1", AT(nic, peer)},
	{"port", "Port of the switch.", K_LABEL, .own = true, .example = "Gi1/0/1", AT(nic, port)},
	{"port_group", "What the switch port is configured as: on its own, in a static group (EtherChannel), or LACP. "
	 "Left out means unknown, not none.", K_WORD, .words = port_groups, AT(nic, port_group)},
	{"edge", "The port is an edge port (portfast): it forwards at once when the link comes up.", K_BOOL, AT(nic, edge)},
	{"trunk", "VLANs that the port takes tagged. Left out means unknown, not none.", K_NUMBER, .list = true, .min = 1,
	 .max = 4094, .rule = "VLAN001", .example = "256", AT(nic, trunk)},
	{"native", "VLAN that the port's untagged frames belong to (native VLAN).", K_NUMBER, .min = 1, .max = 4094,
	 .rule = "VLAN001", .example = "1", AT(nic, native)},
	COMMON_ROWS(nic),
};

#define OPTION(o) .rule = "BOND019", .place = offsetof(struct bond, option) + (o) * sizeof(struct value)
#define WORDS(w)  K_OPTION, .words = w

static const struct row bond_rows[] = {
	NAME_ROW(bond, "Name of the bond.", .required = true, .example = "bond0"),
	{"slaves", "NICs or VLAN subinterfaces that the bond takes in, in the order of enslaving.", K_REF, .list = true,
	 .required = true, .example = "eth0", AT(bond, slaves)},
	{"mode", "Bonding mode: its name, its number, or both as people write it (\"4 (802.3ad)\"). Left out, the safe "
	 "mode for the described cabling is chosen, together with a monitor.", K_MODE, .words = bond_mode_words,
	 .example = "802.3ad", .place = offsetof(struct bond, option[OPT_MODE]), .rule = "BOND001"},
	{"miimon", "Interval of the MII (carrier) monitor; 0 is off.", MS, .example = "100", OPTION(OPT_MIIMON)},
	{"updelay", "Wait before a slave whose carrier came back is used; a multiple of miimon.", MS, OPTION(OPT_UPDELAY)},
	{"downdelay", "Wait before a slave whose carrier went is given up; a multiple of miimon.", MS, OPTION(OPT_DOWNDELAY)},
	{"peer_notif_delay", "Interval of the announcements after a failover; a multiple of miimon.", K_NUMBER, .min = 0,
	 .max = 300000, .unit = "ms", OPTION(OPT_PEER_NOTIF_DELAY)},
	{"use_carrier", "Ask the driver's carrier state instead of MII registers.", WORDS(off_on), OPTION(OPT_USE_CARRIER)},
	{"arp_interval", "Interval of the ARP monitor; 0 is off. It excludes miimon.", MS, .example = "500", OPTION(OPT_ARP_INTERVAL)},
	{"arp_ip_target", "Addresses that the ARP monitor probes, 16 at most.", K_TARGET, .list = true, .rule = "BOND007",
	 .example = "10.0.0.254", AT(bond, arp_ip_target)},
	{"ns_ip6_target", "IPv6 addresses that the monitor probes by neighbour solicitation, 16 at most.", K_IP6, .list = true,
	 .rule = "BOND007", .example = "\"2001:db8::1\"", AT(bond, ns_ip6_target)},
	{"arp_validate", "Which slaves must see their own probes or the replies to them.", WORDS(validates),
	 OPTION(OPT_ARP_VALIDATE)},
	{"arp_all_targets", "Whether any or all targets must answer.", WORDS(any_all), OPTION(OPT_ARP_ALL_TARGETS)},
	{"arp_missed_max", "Missed ARP intervals that take a slave down.", K_NUMBER, .min = 1, .max = 255, .example = "2",
	 OPTION(OPT_ARP_MISSED_MAX)},
	{"primary", "Slave that carries the traffic whenever it can.", K_REF, .own = true, .example = "eth0",
	 .place = offsetof(struct bond, option[OPT_PRIMARY])},
	{"primary_reselect", "When a primary that came back takes over again.", WORDS(reselects), OPTION(OPT_PRIMARY_RESELECT)},
	{"lacp_rate", "How often the partner is asked to send LACPDUs: every 30 s or every second.", WORDS(slow_fast),
	 OPTION(OPT_LACP_RATE)},
	{"lacp_active", "Send LACPDUs without being asked.", WORDS(off_on), OPTION(OPT_LACP_ACTIVE)},
	{"ad_select", "How the active aggregator is selected.", WORDS(ad_selects), OPTION(OPT_AD_SELECT)},
	{"min_links", "Links that must be up before the bond has carrier.", K_NUMBER, .min = 0, .max = INT_MAX, .example = "1",
	 OPTION(OPT_MIN_LINKS)},
	{"ad_actor_sys_prio", "System priority in LACPDUs.", K_NUMBER, .min = 1, .max = 65535, .example = "65535",
	 OPTION(OPT_AD_ACTOR_SYS_PRIO)},
	{"ad_actor_system", "System address in LACPDUs.", K_MAC, .own = true, OPTION(OPT_AD_ACTOR_SYSTEM)},
	{"ad_user_port_key", "Upper ten bits of the port key in LACPDUs.", K_NUMBER, .min = 0, .max = 1023,
	 OPTION(OPT_AD_USER_PORT_KEY)},
	{"xmit_hash_policy", "What the choice of the sending slave rests on.", WORDS(hash_policies), .example = "layer3+4",
	 OPTION(OPT_XMIT_HASH_POLICY)},
	{"fail_over_mac", "Whose address the bond has when the active slave changes.", WORDS(fail_over_macs),
	 OPTION(OPT_FAIL_OVER_MAC)},
	{"num_grat_arp", "Gratuitous ARPs sent after a failover.", K_NUMBER, .min = 0, .max = 255, .example = "1",
	 OPTION(OPT_NUM_GRAT_ARP)},
	{"num_unsol_na", "Unsolicited neighbour advertisements sent after a failover.", K_NUMBER, .min = 0, .max = 255,
	 .example = "1", OPTION(OPT_NUM_UNSOL_NA)},
	{"resend_igmp", "IGMP reports sent after a failover.", K_NUMBER, .min = 0, .max = 255, .example = "1",
	 OPTION(OPT_RESEND_IGMP)},
	{"all_slaves_active", "Deliver frames that come in on inactive slaves.", WORDS(off_on), OPTION(OPT_ALL_SLAVES_ACTIVE)},
	{"packets_per_slave", "Packets through one slave before the next in balance-rr; 0 is random.", K_NUMBER, .min = 0,
	 .max = 65535, .example = "1", OPTION(OPT_PACKETS_PER_SLAVE)},
	{"lp_interval", "Interval of the learning packets in balance-tlb and balance-alb.", K_NUMBER, .min = 1, .max = INT_MAX,
	 .unit = "s", OPTION(OPT_LP_INTERVAL)},
	{"tlb_dynamic_lb", "Shuffle flows by load in balance-tlb.", WORDS(off_on), OPTION(OPT_TLB_DYNAMIC_LB)},
	{"follow", "Bond whose active slave this one's active slave follows.", K_REF, .own = true, .example = "bond10",
	 AT(bond, follow)},
	COMMON_ROWS(bond),
};

static const struct row vlan_rows[] = {
	{"id", "VLAN ID.", K_NUMBER, .own = true, .required = true, .min = 1, .max = 4094, .rule = "VLAN001", .example = "256",
	 AT(vlan, id)},
	{"parent", "Interface that carries the tagged frames.", K_REF, .own = true, .required = true, .example = "bond0",
	 AT(vlan, parent)},
	NAME_ROW(vlan, "Name of the VLAN interface; PARENT.ID if left out.", .example = "bond0.256"),
	COMMON_ROWS(vlan),
};

static const struct row bridge_rows[] = {
	NAME_ROW(bridge, "Name of the bridge.", .required = true, .example = "br0"),
	{"ports", "NICs, VLANs and bonds that the bridge takes in.", K_REF, .list = true, .example = "bond0", AT(bridge, ports)},
	{"stp", "Take part in the spanning tree (802.1D); no if left out.", K_BOOL, AT(bridge, stp)},
	{"forward_delay", "Time a port listens, and again learns, before it forwards. Left out with STP off: 0.", K_NUMBER,
	 .min = 0, .max = 30, .unit = "s", AT(bridge, forward_delay)},
	{"ageing", "Time after which a silent MAC address is forgotten.", K_NUMBER, .min = 0, .max = 1000000, .unit = "s",
	 .example = "300", AT(bridge, ageing)},
	{"hello_time", "Interval of the spanning tree's hello packets.", K_NUMBER, .min = 1, .max = 10, .unit = "s",
	 AT(bridge, hello_time)},
	{"max_age", "Age at which spanning tree information is dropped.", K_NUMBER, .min = 6, .max = 40, .unit = "s",
	 AT(bridge, max_age)},
	{"priority", "Priority in the election of the root bridge; the least wins.", K_NUMBER, .min = 0, .max = 65535,
	 .example = "32768", AT(bridge, priority)},
	{"maxwait", "Longest wait for the ports to forward when the bridge is brought up.", K_NUMBER, .min = 0, .max = 3600,
	 .unit = "s", AT(bridge, maxwait)},
	{"guests", "Whether guests are attached; yes if left out and the host has virtualization.", K_BOOL, AT(bridge, guests)},
	COMMON_ROWS(bridge),
};

static const struct row guest_rows[] = {
	{"name", "Name of the guest.", K_LABEL, .required = true, .example = "ct137", AT(guest, name)},
	{"id", "Number of the guest (OpenVZ container ID).", K_NUMBER, .min = 1, .max = INT_MAX, .example = "137", AT(guest, id)},
	{"bridge", "Bridge it is attached to; a guest without one is routed (OpenVZ venet).", K_REF, .example = "br0",
	 AT(guest, bridge)},
	{"device", "Its network interface, as the guest sees it. Containers get it by this "
	 "name; a virtual machine names it itself.", K_NAME, .rule = "NAME001", .example = "eth0", AT(guest, device)},
	{"mac", "Ethernet address of that interface.", K_MAC, AT(guest, mac)},
	{"address", "Its IP address. A routed guest gets it; one on a bridge sets it itself.", K_IP, .example = "10.2.56.137", AT(guest, address)},
};

static const struct row switch_rows[] = {
	{"name", "Name of the switch.", K_LABEL, .required = true, .example = "sw-a", AT(network_switch, name)},
	{"stack", "Switches with the same stack are one LACP partner (stacking, MLAG, vPC).", K_LABEL, .example = "core",
	 AT(network_switch, stack)},
	{"lacp", "The switch speaks LACP.", K_BOOL, AT(network_switch, lacp)},
	{"peers", "Switches it is linked to, for all VLANs.", K_LABEL, .list = true, .example = "sw-b", AT(network_switch, peers)},
	{"link_state_tracking", "It takes host ports down when its own uplinks are lost.", K_BOOL,
	 AT(network_switch, link_state_tracking)},
	{"forward_delay", "Its spanning tree's forward delay.", K_NUMBER, .min = 4, .max = 30, .unit = "s",
	 AT(network_switch, forward_delay)},
	{"mtu", "Largest packet its ports pass.", K_NUMBER, .min = MTU_MIN, .max = MTU_MAX, .unit = "bytes", .example = "9216",
	 AT(network_switch, mtu)},
};

static const struct row allow_rows[] = {
	{"rule", "Id of the rule.", K_RULE, .required = true, .example = "TOPO005", AT(allow, rule)},
	{"object", "Object on which it is accepted; left out: the whole host.", K_LABEL, .example = "bond0", AT(allow, object)},
	{"reason", "Why.", K_TEXT, .required = true, .example = "one switch until the spare arrives in May", AT(allow, reason)},
};

static const struct row dns_rows[] = {
	{"servers", "Addresses of the name servers, the first asked first.", K_IP, .list = true, .example = "10.0.0.53",
	 AT(dns, servers)},
	{"search", "Domains to search.", K_HOSTNAME, .list = true, .example = "example.com", AT(dns, search)},
};

static const struct row xend_rows[] = {
	{"version", "Release of Xen; that of the operating system if left out.", K_XEN, .example = "\"3.0\"", AT(xend, version)},
	{"bridges", "Who makes the bridges: xend's network-bridge, which makes those of one port, or the distribution's network files (the "
	 "default), with a network-script that does nothing; with none they do too, and nothing is written for xend.", K_WORD,
	 .words = xend_bridge_words, AT(xend, bridges)},
	{"nloopbacks", "Pairs of vethN and vif0.N that the netloop module makes (up to Xen 3.1).", K_NUMBER, .min = 1, .max = 64,
	 .example = "8", AT(xend, nloopbacks)},
};

static const struct table dns_table = TABLE("dns", dns, dns_rows, );
static const struct table xend_table = TABLE("xend", xend, xend_rows, );
static const struct table switch_table = TABLE("a switch", network_switch, switch_rows, .has_path = true);
static const struct table nic_table = TABLE("a NIC", nic, nic_rows, .has_path = true);
static const struct table bond_table = TABLE("a bond", bond, bond_rows, .has_path = true);
static const struct table vlan_table = TABLE("a VLAN", vlan, vlan_rows, .has_path = true);
static const struct table bridge_table = TABLE("a bridge", bridge, bridge_rows, .has_path = true);
static const struct table guest_table = TABLE("a guest", guest, guest_rows, .has_path = true);
static const struct table allow_table = TABLE("an allow entry", allow, allow_rows, .has_path = true);

#define VERSION_ROW(type)                                                                                      \
	{"version", "Version of the language: 1.", K_NUMBER, .min = 1, .max = 1, AT(type, version)}
#define DNS_ROW(type)                                                                                          \
	{"dns", "Name servers.", K_MAP, .table = &dns_table, AT(type, dns)}
#define SWITCHES_ROW(type)                                                                                     \
	{"switches", "The switches that NICs are cabled to. Without them the topology rules cannot speak.", K_MAP, \
	 .list = true, .table = &switch_table, AT(type, switches)}

static const struct row host_rows[] = {
	VERSION_ROW(host),
	{"host", "Name of the host.", K_HOSTNAME, .required = true, .example = "vm2.example.com", AT(host, host)},
	{"os", "Release of its operating system, one of those that `bondwright releases` lists. Without a minor number: the "
	 "newest.", K_RELEASE, .required = true, .example = "rhel6.8", AT(host, os)},
	{"virtualization", "What runs behind the bridges.", K_WORD, .words = virtualizations, AT(host, virtualization)},
	DNS_ROW(host),
	SWITCHES_ROW(host),
	{"nics", "The network interface cards.", K_MAP, .list = true, .table = &nic_table, AT(host, nics)},
	{"bonds", "The bonds.", K_MAP, .list = true, .table = &bond_table, AT(host, bonds)},
	{"vlans", "The VLAN interfaces.", K_MAP, .list = true, .table = &vlan_table, AT(host, vlans)},
	{"bridges", "The bridges.", K_MAP, .list = true, .table = &bridge_table, AT(host, bridges)},
	{"guests", "Optional detail; `virtualization` together with a bridge already counts as having guests.", K_MAP,
	 .list = true, .table = &guest_table, AT(host, guests)},
	{"announce", "Who tells the switches about the guests after a failover; nobody if left out.", K_WORD,
	 .words = announcers, AT(host, announce)},
	{"announce_interval", "How often a guest announces itself where announce is guest; every 5 seconds if left out. A silent "
	 "guest is out of reach for about as long at most after a failover.", K_NUMBER, .min = 1, .max = 300, .unit = "s",
	 .example = "5", AT(host, announce_interval)},
	{"bridge_netfilter", "Whether the host's firewall sees the frames that its bridges forward. Written: the "
	 "bridge-nf-call-* and bridge-nf-filter-vlan-tagged settings are set so; left out, they stay as they are.", K_BOOL,
	 AT(host, bridge_netfilter)},
	{"allow", "Findings accepted on purpose.", K_MAP, .list = true, .table = &allow_table, AT(host, allow)},
	{"xend", "Settings of Xen's xend.", K_MAP, .table = &xend_table, AT(host, xend)},
};
const struct table host_table = TABLE("a host", host, host_rows, .has_path = true);

#define DEFAULTS(type, name_)                                                                                  \
	{.name = name_, .rows = type##_rows, .n = sizeof(type##_rows) / sizeof(*type##_rows),       \
	 .size = sizeof(struct type), .has_path = true, .scalars_only = true}

static const struct table nic_defaults = DEFAULTS(nic, "a NIC");
static const struct table bond_defaults = DEFAULTS(bond, "a bond");
static const struct table vlan_defaults = DEFAULTS(vlan, "a VLAN");
static const struct table bridge_defaults = DEFAULTS(bridge, "a bridge");

static const struct row defaults_rows[] = {
	{"nics", "For every NIC.", K_MAP, .table = &nic_defaults, AT(site, defaults.nics)},
	{"bonds", "For every bond.", K_MAP, .table = &bond_defaults, AT(site, defaults.bonds)},
	{"vlans", "For every VLAN interface.", K_MAP, .table = &vlan_defaults, AT(site, defaults.vlans)},
	{"bridges", "For every bridge.", K_MAP, .table = &bridge_defaults, AT(site, defaults.bridges)},
};
/* Its places count from the start of struct site, like those of the site's own rows. */
static const struct table defaults_table = TABLE("the defaults", site, defaults_rows, );

static const struct row site_rows[] = {
	VERSION_ROW(site),
	DNS_ROW(site),
	SWITCHES_ROW(site),
	{"defaults", "Values for fields that a host leaves out.", K_MAP, .table = &defaults_table, .place = 0},
};
const struct table site_table = TABLE("a site file", site, site_rows, .has_path = true);

bool table_has(const struct table *table, const struct row *row)
{
	return !table->scalars_only || (!row->list && !row->own && row->kind != K_MAP);
}

const struct row *table_find(const struct table *table, const char *key)
{
	for (size_t i = 0; i < table->n; i++)
		if (!strcmp(table->rows[i].key, key) && table_has(table, &table->rows[i]))
			return &table->rows[i];
	return NULL;
}

const struct table *table_of(const char *key)
{
	return table_find(&host_table, key)->table;
}

const struct table *table_of_defaults(const char *key)
{
	return table_find(&defaults_table, key)->table;
}

/* The least that a mapping of `table` holds: its required keys, or its first. */
static const char *least_map(struct arena *a, const struct table *table)
{
	const struct row *first = table->rows;
	struct text t;

	text_init(&t, a);
	for (const struct row *r = first; r < first + table->n; r++)
		if (r->required && !table->scalars_only)
			text_join(&t, ", ", arena_printf(a, r->list ? "%s: [%s]" : "%s: %s", r->key, row_example(a, r)));
	while (!t.len && !table_has(table, first))
		first++;
	return t.len ? t.s
		     : arena_printf(a, first->list ? "%s: [%s]" : "%s: %s", first->key, row_example(a, first));
}

const char *row_example(struct arena *a, const struct row *row)
{
	if (row->example)
		return row->example;
	if (row->words)
		return row->words->text;
	switch (row->kind) {
	case K_BOOL:
		return "true";
	case K_MAC:
		return "\"52:54:00:12:34:56\"";
	case K_NUMBER:
		return arena_printf(a, "%ld", row->min);
	case K_MAP:
		return arena_printf(a, "{%s}", least_map(a, row->table));
	default:
		return "TEXT";
	}
}

const char *words_list(struct arena *a, const struct word *words)
{
	struct text t;

	text_init(&t, a);
	for (const struct word *w = words; w->text; w++)
		text_join(&t, w[1].text ? ", " : " or ", w->text);
	return t.s;
}

const struct row *bond_option_row(enum bond_option o)
{
	size_t place = o == OPT_ARP_IP_TARGET   ? offsetof(struct bond, arp_ip_target)
		       : o == OPT_NS_IP6_TARGET ? offsetof(struct bond, ns_ip6_target)
						: offsetof(struct bond, option) + o * sizeof(struct value);

	for (size_t i = 0; i < bond_table.n; i++)
		if (bond_rows[i].place == place)
			return &bond_rows[i];
	return NULL;
}

const char *bond_option_name(enum bond_option o)
{
	return bond_option_row(o)->key;
}
