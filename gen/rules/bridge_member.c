/* What bridges take in and what is set for their ports: BR001, BR009, BR011, BR012. */
#include "model/bond_option.h"
#include "rules/example.h"
#include "rules/rule.h"

/* ---- a bridge in a bridge ---- */

static void bridge_in_bridge(struct run *r, const struct iface *bridge)
{
	for (size_t k = 0; k < bridge->lower.n; k++) {
		const struct iface *port = bridge->lower.v[k];

		if (port->kind != BRIDGE)
			continue;
		report(r, ERROR, on_listing(r, bridge, port), "bridge '%s' takes in '%s', which is a bridge",
		       bridge->name, port->name);
		note(r, on(r, port), "'%s' is described here", port->name);
		consequence(r,
			    "the kernel refuses it (Too many levels of symbolic links): '%s' stays without "
			    "that port",
			    bridge->name);
		help(r, "the ports of '%s' in place of '%s' itself", port->name, port->name);
	}
}

const struct rule BR001 = {
	.about =
		{
			.id = "BR001",
			.title = "a bridge as port of a bridge",
			.severity = ERROR,
			.since = "0.1",
			.why = "br_add_if() refuses a bridge as port with -ELOOP, on every kernel. What is "
			       "refused is the "
			       "bridge itself: a VLAN of a bridge is taken (BR002).",
			.fix = "One bridge with the ports of both.",
			.verify = "ip link show master BRIDGE: the ports that it has.",
			.sources = REFERENCES(&bridge_source),
			.bad = EXAMPLE_HOST("bookworm") "nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}]\n"
							"bridges:\n"
							"  - {name: br0, ports: [eth0]}\n"
							"  - {name: br1, ports: [br0]}\n",
			.good = EXAMPLE_HOST("bookworm") "nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}]\n"
							 "bridges:\n"
							 "  - {name: br1, ports: [eth0]}\n",
		},
	.on_bridge = bridge_in_bridge,
};

/* ---- a MAC address that follows the active slave ---- */

enum { FOLLOWS_ACTIVE = 1 }; /* fail_over_mac=active */

/* The bridge with a host address that takes in the bond, or a VLAN on it (`*via`). */
static const struct iface *host_bridge(const struct iface *bond, const struct iface **via)
{
	*via = NULL;
	for (size_t k = 0; k < bond->owners.n; k++)
		if (bond->owners.v[k]->kind == BRIDGE && iface_has_address(bond->owners.v[k]))
			return bond->owners.v[k];
	for (size_t v = 0; v < bond->vlans.n; v++)
		for (size_t k = 0; k < bond->vlans.v[v]->owners.n; k++)
			if (bond->vlans.v[v]->owners.v[k]->kind == BRIDGE &&
			    iface_has_address(bond->vlans.v[v]->owners.v[k])) {
				*via = bond->vlans.v[v];
				return bond->vlans.v[v]->owners.v[k];
			}
	return NULL;
}

static void mac_moves(struct run *r, const struct iface *bond)
{
	const struct iface *via, *bridge = host_bridge(bond, &via);

	if (!bridge || !bond_in_mode(bond, MODE(ACTIVE_BACKUP)) || bond->lower.n < 2 ||
	    bond_number(bond, OPT_FAIL_OVER_MAC) != FOLLOWS_ACTIVE || has(&bridge->mac) ||
	    !bond_option_known(r->os, OPT_FAIL_OVER_MAC)) /* the last: BOND020 */
		return;
	report(r, WARNING, on_option(r, bond, OPT_FAIL_OVER_MAC),
	       "bond '%s' changes its MAC address at failover, and with it that of '%s', where the host has "
	       "its address",
	       bond->name, bridge->name);
	note_bridge(r, bond, bridge, via);
	consequence(r, "nobody announces the new one: the bond announces its own and its VLANs' addresses "
		       "only, so the host\n"
		       "is out of reach until its neighbours ask anew");
	help(r,
	     "fail_over_mac: none\nmac_address: \"02:00:00:00:00:01\"        on '%s', where the NICs need "
	     "the other",
	     bridge->name);
}

const struct rule BR009 = {
	.about =
		{
			.id = "BR009",
			.title = "the bridge's MAC address changes with the active slave",
			.severity = WARNING,
			.since = "0.1",
			.why = "With fail_over_mac=active the bond takes the MAC address of each new active "
			       "slave, and a "
			       "bridge whose address is not fixed takes it over "
			       "(br_stp_recalculate_bridge_id()). The "
			       "gratuitous ARPs of a failover are sent for addresses of the bond and of "
			       "VLANs on it: the "
			       "bridge does not hand NETDEV_NOTIFY_PEERS on, and a changed address alone is "
			       "announced "
			       "only with the sysctl arp_notify=1 (devinet.c). redhat-ab-failover says that "
			       "addresses on "
			       "top of the bond are announced; those on a bridge are not.",
			.fix = "fail_over_mac: none, the default: all slaves have one address. It is made "
			       "for NICs that "
			       "cannot change theirs; there, a fixed mac_address for the bridge.",
			.verify = "ip link show BRIDGE, before and after ip link set BOND type bond "
				  "active_slave NIC: the "
				  "address must stay.",
			.sources = REFERENCES(&bonding_rst, &bond_main, &bridge_source, &redhat_ab_failover),
			.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - {name: bond0, mode: active-backup, miimon: 100, fail_over_mac: active, slaves: "
			"[eth0, eth1]}\n"
			"bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.2/24]}]\n",
			.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - {name: bond0, mode: active-backup, miimon: 100, fail_over_mac: none, slaves: "
			"[eth0, eth1]}\n"
			"bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.2/24]}]\n",
		},
	.on_bond = mac_moves,
};

/* ---- the host's firewall ---- */

static void firewall_left_on(struct run *r, const struct net *net)
{
	const struct iface *bridge = NULL;

	for (size_t k = 0; k < net->ifaces.n && !bridge; k++)
		if (net->ifaces.v[k]->has_guests)
			bridge = net->ifaces.v[k];
	if (!bridge || r->os->kernel.netfilter_module || has(&net->host->bridge_netfilter))
		return;
	report(r, INFO, on_host_key(r, "bridge_netfilter"),
	       "the host's firewall filters the frames of the guests on '%s'", bridge->name);
	note(r, on(r, bridge), "'%s' has guests", bridge->name);
	help(r, "bridge_netfilter: false        or true, if that is meant");
}

const struct rule BR011 = {
	.about =
		{
			.id = "BR011",
			.title = "bridged frames pass the host's firewall",
			.severity = INFO,
			.since = "0.1",
			.why = "bridge-nf-call-iptables, -ip6tables and -arptables are 1 by default: what a "
			       "bridge forwards "
			       "for guests runs through the host's own tables, and a rule made for the host "
			       "(a FORWARD "
			       "policy of DROP) cuts guests off. openvz-bonding sets them to 0, together "
			       "with "
			       "bridge-nf-filter-vlan-tagged, which had no effect there: it is about tagged "
			       "frames that "
			       "cross a bridge, and its bridges get untagged ones. From Linux 3.18 on, and "
			       "on RHEL 7, "
			       "the settings exist only once the module br_netfilter is loaded, so the "
			       "question does not "
			       "arise by itself.",
			.fix = "Say what is meant: bridge_netfilter: false writes the settings, true leaves "
			       "the filtering on "
			       "on purpose.",
			.verify = "sysctl net.bridge: the bridge-nf-call settings.",
			.sources = REFERENCES(&openvz_bonding, &bridge_nf),
			.bad = EXAMPLE_HOST("rhel6") "virtualization: kvm\n"
						     "nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}]\n"
						     "bridges: [{name: br0, ports: [eth0]}]\n",
			.good = EXAMPLE_HOST("rhel6") "virtualization: kvm\n"
						      "bridge_netfilter: false\n"
						      "nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}]\n"
						      "bridges: [{name: br0, ports: [eth0]}]\n",
		},
	.on_host = firewall_left_on,
};

/* ---- no ports ---- */

/* The key by which the bridge expects others in its network; NULL: none. */
static const char *expects_others(const struct iface *bridge)
{
	const struct common *c = bridge->common;

	return has(&c->gateway)          ? "gateway"
	       : has(&c->gateway6)       ? "gateway6"
	       : number_or(&c->dhcp, 0)  ? "dhcp"
	       : number_or(&c->dhcp6, 0) ? "dhcp6"
	       : c->routes.n             ? "routes"
					 : NULL;
}

static void no_ports(struct run *r, const struct iface *bridge)
{
	const char *key = expects_others(bridge);

	if (bridge->lower.n || bridge->has_guests)
		return;
	report(r, key ? WARNING : INFO, on(r, bridge), "bridge '%s' has neither ports nor guests",
	       bridge->name);
	if (key)
		note(r, on_field(r, bridge, key), "something beyond it is expected here");
	consequence(r, key ? "nothing is ever reached through it" : "nothing passes through it");
	help(r, "ports: [NIC]        or guests: true, if guests are attached to it");
}

const struct rule BR012 = {
	.about =
		{
			.id = "BR012",
			.title = "a bridge without ports and guests",
			.severity = WARNING,
			.since = "0.1",
			.why = "A bridge that only guests are attached to is a network inside the host, and "
			       "needs no port. "
			       "One without guests and without ports joins nothing. As a place for an "
			       "address of the host "
			       "it serves, which is worth an info; a router, DHCP or routes behind it are "
			       "not there. "
			       "Without any port the bridge has no carrier either (Linux 2.6.39 and later), "
			       "so services "
			       "that wait for a link wait on.",
			.fix = "Its ports; or guests: true where guests come that are not described.",
			.verify = "ip link show master BRIDGE lists the ports; NO-CARRIER on the bridge: "
				  "none is up.",
			.sources = REFERENCES(&bridge_source, &bridge_utils_readme),
			.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bridges: [{name: br0, addresses: [10.0.0.2/24], gateway: 10.0.0.254}]\n",
			.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bridges: [{name: br0, ports: [eth0], addresses: [10.0.0.2/24], gateway: "
			"10.0.0.254}]\n",
		},
	.on_bridge = no_ports,
};
