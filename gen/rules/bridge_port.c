/* Ports of bridges that are something else as well: BR010. */
#include "rules/rule.h"

/* True if anything of the host or a bridge or bond is to be reached through it. */
static bool is_used(const struct iface *vlan)
{
	return vlan->owners.n || iface_has_address(vlan) || vlan->common->routes.n;
}

static void port_with_vlans(struct run *r, const struct iface *port)
{
	const struct iface *bridge = iface_owner(port, BRIDGE), *first = NULL;

	if (!bridge || port->kind == BRIDGE || !r->os->kernel.bridge_takes_vlans)
		return;
	for (size_t k = 0; k < port->vlans.n && !first; k++)
		first = is_used(port->vlans.v[k]) ? port->vlans.v[k] : NULL;
	if (!first)
		return;
	report(r, WARNING, (struct subject){port->name, on_listing(r, bridge, port).path},
	       "'%s' is a port of bridge '%s', and VLAN '%s' stands on it", port->name, bridge->name, first->name);
	note(r, on_field(r, first, "parent"), "the parent of '%s'", first->name);
	consequence(r, "unless the NIC's driver takes the tags off itself, the bridge of this kernel takes tagged frames\n"
		       "too: '%s' sends and receives nothing", first->name);
	help(r, "another parent for '%s'; or the untagged network of '%s' tagged on the switch, and its VLAN as port",
	     first->name, bridge->name);
}

const struct rule BR010 = {
	.about = {
		.id = "BR010",
		.title = "bridge port that VLANs stand on",
		.severity = WARNING,
		.since = "0.1",
		.why = "A tagged frame comes in on an interface that is a port of a bridge and has VLANs: "
		       "which of the two gets it? From Linux 3.x on, and in Red Hat Enterprise Linux 6, the "
		       "VLAN (vlan_do_receive() comes first in __netif_receive_skb()). Up to 2.6.32 the "
		       "bridge (handle_bridge() comes before the VLANs' handler), except with NICs that "
		       "take tags off in hardware, whose driver hands the frame to the VLAN at once. So the "
		       "same files work on one machine and not on the next, and not after a NIC was "
		       "replaced; where they do not, the VLAN receives nothing and the bridge's guests see "
		       "its frames.",
		.fix = "Either all networks tagged, each bridge on its own VLAN (bond0.256 in vzbr256), or "
		       "another NIC or bond for the untagged bridge.",
		.verify = "tcpdump -e -n -i VLAN shows frames from others; brctl showmacs BRIDGE lists no "
			  "addresses that belong into the VLAN.",
		.sources = REFERENCES(&netdev_source, &vlan_source, &bridge_source),
		.bad = "host: vm2.example.com\n"
		       "os: rhel5.4\n"
		       "nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}, {name: eth1, mac: \"52:54:00:00:00:02\"}]\n"
		       "vlans: [{id: 256, parent: eth0, addresses: [10.2.56.2/24]}]\n"
		       "bridges: [{name: br0, ports: [eth0]}]\n",
		.good = "host: vm2.example.com\n"
			"os: rhel5.4\n"
			"nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}, {name: eth1, mac: \"52:54:00:00:00:02\"}]\n"
			"vlans: [{id: 256, parent: eth1, addresses: [10.2.56.2/24]}]\n"
			"bridges: [{name: br0, ports: [eth0]}]\n",
	},
	.on_iface = port_with_vlans,
};
