/* Xen: who makes the bridges, and what xend's network-bridge does to bonds. XEN001 to XEN004. */
#include "model/xend.h"
#include "rules/cabling.h"
#include "rules/example.h"

/* The examples: a bond, and the bridge for the guests. */
#define XEN_HOST(os, xend) EXAMPLE_HOST(os) "virtualization: xen\nxend: {bridges: " xend "}\n" EXAMPLE_NICS

#define XEN_BOND(mode) "bonds: [{name: bond0, mode: " mode ", miimon: 100, slaves: [eth0, eth1]}]\n"

#define XEN_BRIDGE "bridges: [{name: xenbr0, ports: [bond0]}]\n"

/* `object` at the place where it is written who makes the bridges. */
static struct subject on_maker(struct run *r, const struct iface *object)
{
	struct subject s = on_host_key(r, "xend.bridges");

	s.object = object->name;
	return s;
}

/* ---- network-bridge without a bridge to make ---- */

static bool makes_any(const struct net *net)
{
	for (size_t k = 0; k < net->ifaces.n; k++)
		if (xend_makes(net, net->ifaces.v[k]))
			return true;
	return false;
}

/* A bridge over `bond` that xend can make without harm, as help; NULL: the distribution has to make it. */
static const char *bridge_for_bond(struct run *r, const struct iface *bond)
{
	if (bond->owners.n || !r->net->xen->keeps_slaves || net_find(r->net, "xenbr0") ||
	    xend_obstacle(r->net, bond, NULL) != XEND_UNHINDERED)
		return NULL;
	return arena_printf(r->arena, "bridges: [{name: xenbr0, ports: [%s]}]        and xend's line takes the bond",
			    bond->name);
}

static void takes_a_nic(struct run *r, const struct iface *bond)
{
	const char *bridge;

	if (!xend_in_charge(r->net) || makes_any(r->net))
		return;
	bridge = bridge_for_bond(r, bond);
	report(r, ERROR, on_maker(r, bond),
	       "xend's network-bridge is in charge, and no bridge says that it has to take bond '%s'",
	       bond->name);
	note(r, on(r, bond), "'%s' has %zu slaves", bond->name, bond->lower.n);
	if (r->net->xen->netloop)
		consequence(r, "without netdev the script takes eth0, or the NIC with the number of the default\n"
			       "route's device: a slave goes down under another name, and the host is off the\n"
			       "network as soon as xend starts");
	else
		consequence(r, "without netdev the script takes the device of the default route, else eth0, and\n"
			       "renames it under the running host, be it a slave of the bond");
	if (bridge)
		help(r, "%s", bridge);
	else
		help(r, "bridges: distro");
}

const struct rule XEN001 = {
	.about = {
		.id = "XEN001",
		.title = "xend's network-bridge takes a NIC out of its bond",
		.severity = ERROR,
		.since = "0.1",
		.why = "network-bridge makes one bridge over one interface. Which one is a matter of its "
		       "version unless netdev says it: eth0 in Xen 3.0.0, the device of the default route "
		       "in 3.0.2, ethN with N from the name of that device up to 3.1, and from 3.2 on what "
		       "a sed expression reads in the route, which cuts bond0.256 to bond0. xen-ha-sles10 "
		       "lost its network that way: xend took eth0, a slave, out from under bond0. Its cure, "
		       "netdev, is printed with typographic quotes, with which xend does not start; without "
		       "quotes xend drops the second word silently.",
		.fix = "Describe the bridge with the bond as its only port, and the line is written with "
		       "netdev and ASCII quotes. Up to Xen 3.3 the script would take the slaves from the "
		       "bond (XEN002): there, and where the bond carries no guests, let the distribution "
		       "make the bridges.",
		.verify = "cat /proc/net/bonding/BOND after xend has started: all slaves are there, and up.",
		.sources = REFERENCES(&xen_ha, &xen_network_bridge),
		.bad = XEN_HOST("squeeze", "network-bridge") XEN_BOND("802.3ad"),
		.good = XEN_HOST("squeeze", "network-bridge") XEN_BOND("802.3ad") XEN_BRIDGE,
	},
	.on_bond = takes_a_nic,
};

/* ---- network-bridge over a bond ---- */

static void loses_slaves(struct run *r, const struct iface *bridge)
{
	const struct iface *bond = xend_makes(r->net, bridge) ? bridge->lower.v[0] : NULL;

	if (!bond || bond->kind != BOND || r->net->xen->keeps_slaves)
		return;
	report(r, WARNING, on_maker(r, bond),
	       "network-bridge of Xen %s takes bond '%s' down to put it into '%s', and does not give it its "
	       "slaves back",
	       r->net->xen->version, bond->name, bridge->name);
	note(r, on_listing(r, bridge, bond), "'%s' is the port", bond->name);
	consequence(r, "ifdown releases the slaves: the bond has no link any more, and as its MAC address is\n"
		       "zero the kernel refuses it as port (brctl addif: Invalid argument)");
	if (r->os->scripts.bond_port_works)
		help(r, "bridges: distro");
	else
		help(r, "version: \"3.4\"        of Xen, or later: it puts the slaves back");
}

const struct rule XEN002 = {
	.about = {
		.id = "XEN002",
		.title = "network-bridge over a bond before Xen 3.4",
		.severity = WARNING,
		.since = "0.1",
		.why = "network-bridge takes its device down with ifdown, renames it to p and its name, and "
		       "puts that into the bridge. ifdown of a bond releases the slaves, and up to Xen 3.3 "
		       "nothing puts them back: commit 744ba6479a (April 2009, first in 3.4.0) remembers "
		       "them and calls ifenslave. Vendors changed the script: under SLES 10 the report "
		       "xen-ha-sles10 ran it over bond0 and still had both slaves, which its messages about "
		       "frames that come back through the second one show; such a host may allow this "
		       "finding with that reason. What sets a bond apart, it says, is that netloop has no "
		       "veth for it: the scripts of Xen 3.0.3 and 3.1 take veth and the number vifnum, "
		       "whatever the device is called.",
		.fix = "Let the distribution make the bridge over the bond, or Xen 3.4 and later.",
		.verify = "cat /proc/net/bonding/pBOND (or BOND) after xend has started: all slaves are "
			  "there.",
		.sources = REFERENCES(&xen_network_bridge, &xen_ha, &bridge_source),
		.bad = XEN_HOST("lenny", "network-bridge") XEN_BOND("802.3ad") XEN_BRIDGE,
		.good = XEN_HOST("lenny", "distro") XEN_BOND("802.3ad") XEN_BRIDGE,
	},
	.on_bridge = loses_slaves,
};

/* ---- two makers ---- */

static void two_makers(struct run *r, const struct iface *bridge)
{
	if (!xend_in_charge(r->net) || xend_makes(r->net, bridge) || r->net->xen->start_once)
		return;
	report(r, WARNING, on_maker(r, bridge),
	       "the distribution makes bridge '%s', and xend's network-bridge works beside it", bridge->name);
	note(r, on(r, bridge), "a bridge of %zu ports; network-bridge makes those of one", bridge->lower.n);
	consequence(r, "whenever xend starts or stops, addresses, routes and names change under the running\n"
		       "host, and what the distribution set up is rebuilt");
	help(r, "bridges: distro");
}

const struct rule XEN003 = {
	.about = {
		.id = "XEN003",
		.title = "bridges of the distribution and of xend's network-bridge on one host",
		.severity = WARNING,
		.since = "0.1",
		.why = "network-bridge puts exactly one interface into a bridge, so a bridge of several "
		       "ports or none is left to the distribution. With both at work the network is set up "
		       "at boot and set up again when xend starts: the script takes interfaces down, moves "
		       "addresses and renames devices, and undoes it when xend stops. From Xen 4.1 on "
		       "(commit edf9a6a284) it does nothing once there is any bridge.",
		.fix = "One maker: the distribution can make them all, and xend's network-script does "
		       "nothing.",
		.verify = "brctl show before and after xend has started.",
		.sources = REFERENCES(&xen_network_bridge),
		.bad = XEN_HOST(
			"squeeze",
			"network-bridge") "bridges: [{name: xenbr0, ports: [eth0]}, {name: inner}]\n",
		.good = XEN_HOST(
			"squeeze",
			"distro") "bridges: [{name: xenbr0, ports: [eth0]}, {name: inner}]\n",
	},
	.on_bridge = two_makers,
};

/* ---- settings of xend without xend ---- */

/* The first key of the mapping that is written; NULL: none. */
static const char *first_setting(const struct host *h)
{
	if (has(&h->xend.version))
		return "xend.version";
	if (has(&h->xend.bridges))
		return "xend.bridges";
	return has(&h->xend.nloopbacks) ? "xend.nloopbacks" : NULL;
}

static void no_xend(struct run *r, const struct net *net)
{
	const char *key = first_setting(net->host);
	const char *virt = has(&r->host->virtualization) ? r->host->virtualization.s : "none";

	if (!key || net->xen)
		return;
	if (number_or(&r->host->virtualization, VIRT_NONE) != VIRT_XEN) {
		report(r, ERROR, on_host_key(r, key), "virtualization is %s: there is no xend to set up",
		       virt);
		consequence(r, "nothing is written for xend");
		help(r, "virtualization: xen        or leave 'xend' out");
		return;
	}
	if (net->os->xen)
		report(r, ERROR, on_host_key(r, key), "Xen %s of %s has no xend any more", net->os->xen,
		       net->os->title);
	else
		report(r, ERROR, on_host_key(r, key), "%s comes without Xen, and no version of it is written",
		       net->os->title);
	note(r, on_host_key(r, "virtualization"), "xen is written here");
	consequence(r, "nothing is written for xend");
	help(r,
	     "xend: {version: \"4.4\"}        where a Xen up to 4.4 was installed; with xl, leave 'xend' out");
}

const struct rule XEN004 = {
	.about = {
		.id = "XEN004",
		.title = "settings of xend where there is none",
		.severity = ERROR,
		.since = "0.1",
		.why = "xend and its network-bridge went with Xen 4.5: since then xl creates the guests and "
		       "the distribution makes the bridges. Without Xen there was never an xend. Settings "
		       "for it mean that the host is not what its description takes it for.",
		.fix = "Take the mapping out, or name the Xen that was installed, up to 4.4.",
		.verify = "xend --version; xl info | grep xen_version.",
		.sources = REFERENCES(&xen_network_bridge),
		.bad = EXAMPLE_HOST(
			"bookworm") "virtualization: xen\nxend: {bridges: distro}\n" EXAMPLE_NICS,
		.good = EXAMPLE_HOST("bookworm") "virtualization: xen\n" EXAMPLE_NICS,
	},
	.on_host = no_xend,
};
