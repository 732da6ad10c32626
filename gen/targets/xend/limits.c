/* What xend's network-bridge cannot set up: it knows the name of a bridge and of its device, no more. */
#include <string.h>

#include "targets/xend/xend.h"

enum { NLOOPBACKS = 8 }; /* pairs that netloop makes if nothing is said: network-bridge of 3.0 */

static const char DISTRO[] = "xend: {bridges: distro}";

static void lost(struct render *r, const struct iface *bridge, const char *key, const char *what)
{
	struct finding *f = loss(r, &LOSS001, bridge->name, iface_field_path(r->arena, bridge, key),
				 "xend's network-bridge makes '%s', and %s", bridge->name, what);

	f->help = DISTRO;
}

/* ---- settings of the bridge ---- */

/* create_bridge of xen-network-common.sh sets STP off and forward delay 0. */
static void setting_limits(struct render *r, const struct iface *bridge)
{
	const struct bridge *b = bridge->bridge;
	const struct {
		const char *key;
		const struct value *v;
	} settings[] = {
		{"ageing", &b->ageing},     {"hello_time", &b->hello_time},          {"max_age", &b->max_age},
		{"priority", &b->priority}, {"mac_address", &b->common.mac_address},
	};

	for (size_t k = 0; k < sizeof(settings) / sizeof(*settings); k++)
		if (has(settings[k].v))
			lost(r, bridge, settings[k].key,
			     arena_printf(r->arena, "does not set %s", settings[k].key));
	if (bridge->stp.n)
		lost(r, bridge, "stp", "switches STP off");
	if (number_or(&bridge->forward_delay, 0))
		lost(r, bridge, "forward_delay", "sets forward_delay to 0");
	if (!number_or(&b->common.onboot, 1))
		lost(r, bridge, "onboot", "does so whenever xend starts");
	if (!has(&b->maxwait))
		return;
	if (b->maxwait.n)
		lost(r, bridge, "maxwait", "waits for its device, up to 10 s, not for the bridge");
	else
		loss(r, &LOSS003, bridge->name, iface_field_path(r->arena, bridge, "maxwait"),
		     "xend's network-bridge does not wait for a bridge");
}

static void mtu_limits(struct render *r, const struct iface *bridge)
{
	const struct iface *port = bridge->lower.v[0];

	if (bridge->mtu.n != port->mtu.n)
		lost(r, bridge, "mtu",
		     arena_printf(r->arena, "leaves it the MTU of '%s', %s", port->name, port->mtu.s));
	else if (r->net->xen->netloop && bridge->mtu.n > ETHER_MTU) /* loopback.c of Linux-Xen sets no larger one */
		lost(r, bridge, "mtu", "its port vif0.N of the netloop module keeps MTU 1500");
}

/* ---- the host's own end ---- */

/*
 * From 3.2 on the bridge is a device of another name than the one that the network files set up, so the
 * script cannot call ifup for it (do_ifup): it gives it the one IPv4 address that it finds, and the default
 * router.
 */
static void address_limits(struct render *r, const struct iface *bridge)
{
	const struct common *c = bridge->common;
	const char *key = NULL;

	if (r->net->xen->netloop)
		return;
	for (size_t k = 0; k < c->addresses.n; k++)
		if (k || c->addresses.v[k].ip.family == 6)
			key = "addresses";
	if (number_or(&c->dhcp, 0))
		key = "dhcp";
	else if (number_or(&c->dhcp6, 0))
		key = "dhcp6";
	else if (has(&c->gateway6))
		key = "gateway6";
	else if (c->routes.n)
		key = "routes";
	if (key)
		lost(r, bridge, key, "gives it one IPv4 address and a default router, no more");
}

/* xend starts long after the network files were run. */
static void upper_limits(struct render *r, const struct iface *bridge)
{
	for (size_t k = 0; k < bridge->vlans.n; k++) {
		const struct iface *vlan = bridge->vlans.v[k];

		loss(r, &LOSS001, vlan->name, iface_field_path(r->arena, vlan, "parent"),
		     "xend's network-bridge makes '%s', and at boot '%s' would be made before it", bridge->name,
		     vlan->name)
			->help = DISTRO;
	}
}

/* ---- the host ---- */

static void netloop_limits(struct render *r)
{
	const struct value *written = &r->net->host->xend.nloopbacks;
	const char *host = r->net->host->host.s;
	struct calls calls = xend_calls(r);
	long needed = 0;
	struct finding *f;

	if (!r->net->xen->netloop) {
		if (has(written))
			loss(r, &LOSS003, host, "xend.nloopbacks",
			     "network-bridge of Xen %s does without the netloop module",
			     r->net->xen->version);
		return;
	}
	for (size_t k = 0; k < calls.n; k++)
		if (calls.v[k].vifnum >= needed)
			needed = calls.v[k].vifnum + 1;
	if (needed <= number_or(written, NLOOPBACKS))
		return;
	f = loss(r, &LOSS001, host, "xend.nloopbacks",
		 "network-bridge needs veth%ld, and the netloop module makes %ld pairs", needed - 1,
		 number_or(written, NLOOPBACKS));
	f->help = arena_printf(r->arena, "nloopbacks: %ld", needed);
}

/* Why network-bridge cannot make `bridge`, which has one port; NULL: it can. */
static const char *obstacle_text(struct render *r, const struct iface *bridge)
{
	const struct iface *netdev = bridge->lower.v[0];

	switch (xend_obstacle(r->net, netdev, bridge)) {
	case XEND_BRIDGE_BEFORE:
		return arena_printf(r->arena,
				    "network-bridge of Xen %s does nothing once there is a bridge, and '%s' "
				    "is there before '%s'",
				    r->net->xen->version, xend_bridge_before(r->net, bridge)->name,
				    bridge->name);
	case XEND_NAME_TAKEN:
		return arena_printf(r->arena, "network-bridge renames '%s' to '%s', and there is one of that name",
				    netdev->name, xend_renames(r->arena, netdev));
	case XEND_VLAN:
		return arena_printf(r->arena,
				    "network-bridge takes '%s' down and renames it, and ifdown deletes a VLAN",
				    netdev->name);
	case XEND_UNHINDERED:
		break;
	}
	return NULL;
}

static void bridge_limits(struct render *r, const struct iface *bridge)
{
	const char *obstacle = obstacle_text(r, bridge);

	if (obstacle) {
		loss(r, &LOSS001, bridge->name, bridge->path, "%s", obstacle)->help = DISTRO;
		return;
	}
	setting_limits(r, bridge);
	mtu_limits(r, bridge);
	address_limits(r, bridge);
	upper_limits(r, bridge);
}

void xend_limits(struct render *r)
{
	bool any = false;

	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		if (!xend_makes(r->net, r->net->ifaces.v[k]))
			continue;
		bridge_limits(r, r->net->ifaces.v[k]);
		any = true;
	}
	/* with a bond it is XEN001 */
	if (xend_in_charge(r->net) && !any && !r->net->host->bonds.n)
		loss(r, &LOSS001, r->net->host->host.s, "xend.bridges",
		     "there is no bridge of one port that network-bridge could make")
			->help = "bridges: distro";
	netloop_limits(r);
}
