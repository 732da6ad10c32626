/* Bridges and what stands on or below them: BR003, BR004, BR008. */
#include "rules/rule.h"

/* ---- addresses on what is not the host's own end ---- */

/* The interface on which the host's addresses belong: what takes `i` in, and what takes that in. */
static const struct iface *top_of(const struct iface *i)
{
	while (i->owners.n)
		i = i->owners.v[0];
	return i;
}

struct misplaced {
	struct run *r;
	const struct iface *i;
	struct text text;      /* "addresses: [10.0.0.2/24]; gateway: 10.0.0.1" */
	const char *first_key; /* NULL: nothing so far */
};

/* One more key that has no business on a port or slave. */
static void collect(struct misplaced *m, const char *key, const char *value)
{
	text_join(&m->text, "; ", arena_printf(m->r->arena, "%s: %s", key, value));
	if (!m->first_key)
		m->first_key = key;
}

static void collect_value(struct misplaced *m, const char *key, const struct value *v)
{
	if (has(v))
		collect(m, key, v->s);
}

static void collect_all(struct misplaced *m)
{
	const struct common *c = m->i->common;

	if (c->addresses.n)
		collect(m, "addresses", values_yaml(m->r->arena, &c->addresses, c->addresses.n));
	if (number_or(&c->dhcp, 0))
		collect(m, "dhcp", "true");
	if (number_or(&c->dhcp6, 0))
		collect(m, "dhcp6", "true");
	collect_value(m, "gateway", &c->gateway);
	collect_value(m, "gateway6", &c->gateway6);
	if (c->routes.n)
		collect(m, "routes", "[...]");
}

static void address_below(struct run *r, const struct iface *i)
{
	struct misplaced m = {.r = r, .i = i};
	const struct iface *owner, *top = top_of(i);
	bool slave;

	if (!i->owners.n)
		return;
	text_init(&m.text, r->arena);
	collect_all(&m);
	if (!m.first_key)
		return;
	owner = i->owners.v[0];
	slave = owner->kind == BOND;
	report(r, ERROR, on_field(r, i, m.first_key), "'%s' is a %s of '%s' and cannot have %s of the host", i->name,
	       slave ? "slave" : "port", owner->name, m.first_key);
	note(r, on_listing(r, owner, i), "'%s' takes it in", owner->name);
	consequence(r,
		    "all that comes in on '%s' is handed to '%s': the host asks for its neighbours\n"
		    "through the one and gets the answers on the other, so they are never resolved",
		    i->name, owner->name);
	help(r, "%s        on '%s' instead", m.text.s, top->name);
}

const struct rule BR003 = {
	.about = {
		.id = "BR003",
		.title = "host address on a bridge port or bond slave",
		.severity = ERROR,
		.since = "0.1",
		.why = "A port hands every frame to its bridge and a slave to its bond, so the host receives "
		       "on the upper interface whatever it sends from. A route through the lower one makes "
		       "it ask for its neighbours there; the ARP replies arrive on the upper one, where "
		       "nobody asked (the neighbour table is kept per interface). Red Hat's ifup leaves the "
		       "addresses of a port out without a word (sysconfig.txt, BRIDGE=), Debian's sets them. "
		       "bonding.rst, 8.1: slaves should have no routes that supersede their bond's.",
		.fix = "Addresses, DHCP, gateways and routes belong on the uppermost interface: the bridge, "
		       "or the bond where it is in no bridge.",
		.verify = "ip addr show dev PORT lists no address besides fe80::; ip route get ADDRESS names "
			  "the bridge or bond.",
		.sources = REFERENCES(&sysconfig_txt, &bonding_rst, &bridge_source),
		.bad = "host: vm1.example.com\n"
		       "os: bookworm\n"
		       "nics: [{name: eth0, addresses: [10.0.0.2/24]}]\n"
		       "bridges: [{name: br0, ports: [eth0]}]\n",
		.good = "host: vm1.example.com\n"
			"os: bookworm\n"
			"nics: [{name: eth0}]\n"
			"bridges: [{name: br0, ports: [eth0], addresses: [10.0.0.2/24]}]\n",
	},
	.on_iface = address_below,
};

/* ---- forward delay ---- */

static void delay_without_stp(struct run *r, const struct iface *bridge)
{
	const struct value *delay = &bridge->forward_delay;
	bool waits = r->os->kernel.bridge_learns_with_stp_off;

	if (bridge->stp.n || !number_or(delay, 0))
		return;
	report(r, waits ? WARNING : INFO, on_field(r, bridge, "forward_delay"),
	       "bridge '%s' has STP off and forward_delay %ld", bridge->name, delay->n);
	if (has(&bridge->bridge->stp))
		note(r, on_field(r, bridge, "stp"), "STP is off here");
	if (waits)
		consequence(r, "every port that comes up, a guest's too, passes nothing for %ld s: it learns first",
			    delay->n);
	else
		consequence(r, "no effect: this kernel forwards at once while STP is off");
	help(r, "forward_delay: 0");
	fix_set(r, bridge, "forward_delay", "0");
}

const struct rule BR004 = {
	.about = {
		.id = "BR004",
		.title = "forward delay on a bridge without STP",
		.severity = WARNING,
		.since = "0.1",
		.why = "Up to Linux 3.2 a port whose bridge has STP off still spends forward_delay seconds "
		       "learning before it forwards (br_make_forwarding()): nothing passes after boot, after "
		       "a link comes back, and for each guest that starts. openvz-bonding met that state as "
		       "\"discovery mode\", and vlan-bonding-squeeze sets the delay to 0. Red Hat's kernel "
		       "2.6.32-642 and kernels from 3.11 on forward at once, and the setting is idle there. "
		       "Debian's ifup waits for the ports to forward, by default up to 2 * (forward_delay + "
		       "1) seconds (bridge_maxwait).",
		.fix = "forward_delay: 0, or leave it out: without STP 0 is chosen.",
		.verify = "bridge link show: ports of the bridge are \"state forwarding\" as soon as they "
			  "are up.",
		.sources = REFERENCES(&bridge_source, &bridge_utils_readme, &openvz_bonding, &vlan_bonding),
		.bad = "host: vm1.example.com\n"
		       "os: squeeze\n"
		       "nics: [{name: eth0}]\n"
		       "bridges: [{name: br0, ports: [eth0], stp: false, forward_delay: 15}]\n",
		.good = "host: vm1.example.com\n"
			"os: squeeze\n"
			"nics: [{name: eth0}]\n"
			"bridges: [{name: br0, ports: [eth0], stp: false, forward_delay: 0}]\n",
	},
	.on_bridge = delay_without_stp,
};

/* ---- the bridge's own address ---- */

/* The NIC whose MAC address the bridge would take, were it described: below its first port, first slave by
 * first slave. */
static const struct iface *nic_without_mac(const struct iface *i)
{
	while (i && i->kind != NIC)
		i = i->lower.n ? i->lower.v[0] : NULL;
	return i && !has(&i->nic->mac) ? i : NULL;
}

static void floating_mac(struct run *r, const struct iface *bridge)
{
	bool forgets = !r->os->kernel.bridge_keeps_mac;
	const struct iface *nic = nic_without_mac(bridge);

	if (!guests_move_mac(r->net, bridge) || (has(&bridge->mac) && !forgets))
		return;
	report(r, WARNING, on(r, bridge),
	       "bridge '%s' has guests and an address of the host, and its MAC address is not fixed", bridge->name);
	if (nic && !forgets)
		note(r, on(r, nic), "'%s' is its uplink, and no mac is written for it", nic->name);
	consequence(r, "it takes the least of its ports' MAC addresses: a guest that starts or stops can change the\n"
		       "host's, and the host is out of reach until its neighbours ask anew");
	if (forgets)
		help(r, "this kernel forgets a MAC address that is set: give the guests' ports on the host addresses\n"
			"that begin with fe:, which are never the least");
	else if (nic)
		help(r,
		     "mac: \"52:54:00:12:34:56\"        on '%s': its own address, as ethtool -P %s shows it;\n"
		     "the bridge then keeps it",
		     nic->name, nic->name);
	else
		help(r,
		     "mac_address: \"02:00:00:00:00:01\"        on '%s': an address that nothing else there has",
		     bridge->name);
}

const struct rule BR008 = {
	.about = {
		.id = "BR008",
		.title = "a guest can change the host's MAC address",
		.severity = WARNING,
		.since = "0.1",
		.why = "A bridge whose address was not set takes the least of its ports' "
		       "(br_stp_recalculate_bridge_id()), anew whenever a port comes or goes. OpenVZ's and "
		       "old LXC's host-side ports have addresses that can be less than a NIC's; then "
		       "starting a container moves the host's IP address to another MAC address, and "
		       "stopping it moves it back. libvirt and Xen give their ports addresses beginning with "
		       "fe:, which are never the least. Seen in the measurements as well: a bridge took a "
		       "guest's address in some runs.\n"
		       "Where the uplink NIC's address is known, it is chosen for the bridge. Linux 2.6.18 "
		       "and older as their authors released them forget an address that was set; Red Hat's "
		       "2.6.18 does not.",
		.fix = "Write the uplink NIC's mac, which identifies the NIC anyway, or a mac_address for "
		       "the bridge.",
		.verify = "ip link show BRIDGE, before and after a guest is started: the address must stay. "
			  "cat /sys/class/net/BRIDGE/addr_assign_type says 3 where it was set.",
		.sources = REFERENCES(&bridge_source, &libvirt_tap, &xen_network_common, &measured),
		.bad = "host: vm2.example.com\n"
		       "os: bookworm\n"
		       "virtualization: lxc\n"
		       "nics: [{name: eth0}]\n"
		       "bridges: [{name: br0, ports: [eth0], addresses: [10.2.56.2/24]}]\n",
		.good = "host: vm2.example.com\n"
			"os: bookworm\n"
			"virtualization: lxc\n"
			"nics: [{name: eth0, mac: \"00:16:3e:5e:6c:01\"}]\n"
			"bridges: [{name: br0, ports: [eth0], addresses: [10.2.56.2/24]}]\n",
	},
	.on_bridge = floating_mac,
};
