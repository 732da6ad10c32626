/* Xen hosts that run xend: which release of Xen, which bridges its network-bridge makes. */
#ifndef MODEL_XEND_H
#define MODEL_XEND_H

#include "model/net.h"

/* Fills net->xen and net->xend_bridges; says what was chosen (CHOICE, info). */
void xend_choose(struct net *net, struct findings *findings);

/* True if xend's network-bridge is in charge. */
bool xend_in_charge(const struct net *net);

/* True if it is, and makes this bridge: it puts one interface into a bridge, never none or several. */
bool xend_makes(const struct net *net, const struct iface *bridge);

/* What network-bridge calls the interface that it puts into a bridge, from Xen 3.0 to 4.4. */
const char *xend_renames(struct arena *a, const struct iface *netdev);

/* What keeps network-bridge from making a bridge. */
enum xend_obstacle {
	XEND_UNHINDERED,
	XEND_BRIDGE_BEFORE, /* from Xen 4.1 on it does nothing where there is one: `brctl show | wc -l` */
	XEND_NAME_TAKEN,    /* op_start: nothing is done if pNETDEV is there */
	XEND_VLAN,          /* ifdown comes before `ip link set NETDEV name pNETDEV`, and deletes a VLAN */
};

/* For `bridge` over `netdev`; NULL: one that the host does not have yet. Only where xend is in charge. */
enum xend_obstacle xend_obstacle(const struct net *net, const struct iface *netdev, const struct iface *bridge);

/* The bridge of XEND_BRIDGE_BEFORE: one that the distribution makes, or the first of xend's. NULL: none. */
const struct iface *xend_bridge_before(const struct net *net, const struct iface *bridge);

/*
 * What the distribution sets up before xend runs: without the bridges that network-bridge makes, with their
 * host addresses on the port, from which the script takes them. A VLAN on such a bridge, which is not there
 * in time, is left out with all that stands on it alone. Findings about the result name places of the
 * description. `net` itself where xend makes nothing.
 */
const struct net *net_before_xend(struct arena *a, const struct net *net);

#endif
