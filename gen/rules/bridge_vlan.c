/* Bridges and VLANs that stand on each other the wrong way round: BR002. */
#include "rules/rule.h"

static void vlan_of_a_bridge(struct run *r, const struct iface *bridge, const struct iface *vlan)
{
	const struct iface *below = vlan->lower.v[0];
	bool works = r->os->kernel.bridges_vlan_of_bridge;

	report(r, works ? WARNING : ERROR, on_listing(r, bridge, vlan),
	       "bridge '%s' takes in '%s', a VLAN of bridge '%s'", bridge->name, vlan->name, below->name);
	note(r, on(r, below), "'%s' switches the frames first, tagged as they are", below->name);
	if (works)
		consequence(r, "frames pass two bridges, and none once vlan_filtering is switched on for the lower one\n"
			       "without the VLAN on each of its ports (measured)");
	else
		consequence(r, "only broadcasts were seen to pass: guests reach nothing beyond the bridge");
	if (below->lower.n == 1)
		help(r, "parent: %s        for '%s', which '%s' then takes in, without '%s'", below->lower.v[0]->name,
		     vlan->name, bridge->name, below->name);
	else
		help(r, "a bond of the ports of '%s' in its place, the VLAN on that bond, and the VLAN in '%s'",
		     below->name, bridge->name);
}

static void vlans_of_bridges(struct run *r, const struct iface *bridge)
{
	for (size_t k = 0; k < bridge->lower.n; k++) {
		const struct iface *port = bridge->lower.v[k];

		if (port->kind == VLAN && port->lower.v[0]->kind == BRIDGE)
			vlan_of_a_bridge(r, bridge, port);
	}
}

const struct rule BR002 = {
	.about = {
		.id = "BR002",
		.title = "VLAN of a bridge as port of another bridge",
		.severity = ERROR,
		.since = "0.1",
		.why = "The lower bridge learns and floods tagged frames of all VLANs together; the VLAN above it takes "
		       "its own out only where the bridge hands frames up to the host. Whoever built it on Debian "
		       "squeeze saw broadcasts pass and nothing else: the guests' unicast frames never came through "
		       "(vlan-bonding-squeeze calls it a dumb idea that does not work). That report is all there is "
		       "for kernels up to 3.2, whose source shows no reason; so it is an error there on its "
		       "authority. On Linux 6.1 it works, with one NIC and with two and STP (measured), until "
		       "vlan_filtering is switched on: then nothing passes unless each port of the lower bridge "
		       "carries the VLAN. There it is a warning.",
		.fix = "The other way round: the VLAN on the NIC or bond, and one bridge for each VLAN on top. For two NICs "
		       "a bond, which needs no STP.",
		.verify = "From a guest: arping of the router answers, and so does ping; bridge fdb show lists the guest's "
			  "address on both bridges.",
		.sources = REFERENCES(&vlan_bonding, &bridge_source, &measured),
		.bad = "host: boxa.example.com\n"
		       "os: squeeze\n"
		       "nics: [{name: eth0}]\n"
		       "vlans: [{id: 123, parent: bridge1}]\n"
		       "bridges: [{name: bridge1, ports: [eth0]}, {name: v123, ports: [bridge1.123]}]\n",
		.good = "host: boxa.example.com\n"
			"os: squeeze\n"
			"nics: [{name: eth0}]\n"
			"vlans: [{id: 123, parent: eth0}]\n"
			"bridges: [{name: v123, ports: [eth0.123]}]\n",
	},
	.on_bridge = vlans_of_bridges,
};
