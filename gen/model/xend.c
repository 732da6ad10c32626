#include "model/xend.h"

#include <string.h>

#include "base/hash.h"

void xend_choose(struct net *net, struct findings *findings)
{
	const struct host *h = net->host;
	struct finding *f;

	if (number_or(&h->virtualization, VIRT_NONE) != VIRT_XEN)
		return;
	if (has(&h->xend.version))
		net->xen = h->xend.version.xen;
	else if (net->os->xen)
		net->xen = xen_find(net->os->xen);
	if (!net->xen)
		return;
	net->xend_bridges = h->xend.bridges;
	if (has(&net->xend_bridges))
		return;
	net->xend_bridges =
		(struct value){.from = CHOSEN, .s = "distro", .written = "distro", .n = XEND_DISTRO};
	f = findings_add(findings, "CHOICE003", INFO, (struct place){.path = "virtualization"});
	f->object = h->host.s;
	f->message = "nothing says who makes the bridges: distro is chosen, the distribution's network "
		     "files and a network-script of xend that does nothing";
}

bool xend_in_charge(const struct net *net)
{
	return net->xen && net->xend_bridges.n == XEND_NETWORK_BRIDGE;
}

bool xend_makes(const struct net *net, const struct iface *bridge)
{
	return xend_in_charge(net) && bridge->kind == BRIDGE && bridge->lower.n == 1;
}

/* ---- what keeps network-bridge from it ---- */

const char *xend_renames(struct arena *a, const struct iface *netdev)
{
	return arena_printf(a, "p%s", netdev->name);
}

const struct iface *xend_bridge_before(const struct net *net, const struct iface *bridge)
{
	const struct iface *first = NULL;

	for (size_t k = 0; net->xen->start_once && k < net->ifaces.n; k++) {
		const struct iface *i = net->ifaces.v[k];

		if (i->kind == BRIDGE && !xend_makes(net, i))
			return i;
		if (i->kind == BRIDGE && !first)
			first = i;
	}
	return first == bridge ? NULL : first;
}

enum xend_obstacle xend_obstacle(const struct net *net, const struct iface *netdev, const struct iface *bridge)
{
	if (xend_bridge_before(net, bridge))
		return XEND_BRIDGE_BEFORE;
	if (net_find(net, xend_renames(net->arena, netdev)))
		return XEND_NAME_TAKEN;
	return netdev->kind == VLAN ? XEND_VLAN : XEND_UNHINDERED;
}

/* ---- the host before xend ---- */

struct before {
	struct arena *arena;
	const struct net *whole;
	struct net *net;
};

/* The copy of an interface; NULL: left out. */
static struct iface *copy_of(const struct before *b, const struct iface *i)
{
	return hash_get(b->net->by_name, i->name);
}

/* True if nothing below is left: the bridge that it stands on is not there yet. */
static bool comes_too_late(const struct before *b, const struct iface *i)
{
	for (size_t k = 0; k < i->lower.n; k++)
		if (copy_of(b, i->lower.v[k]))
			return false;
	return i->lower.n > 0;
}

/* Copies what the description says of `i`, so that its addresses can be changed. */
static struct common *copy_described(struct before *b, struct iface *i)
{
	static const size_t sizes[] = {sizeof(struct nic), sizeof(struct vlan), sizeof(struct bond),
				       sizeof(struct bridge)};
	void *own = arena_alloc(b->arena, sizes[i->kind]);

	i->nic = memcpy(own, i->nic, sizes[i->kind]);
	i->common = own; /* each of them begins with it */
	return own;
}

static void copy_iface(struct before *b, const struct iface *i)
{
	struct iface *copy = arena_alloc(b->arena, sizeof(*copy));

	*copy = *i;
	copy->lower = copy->owners = copy->vlans = (struct ifaces){0};
	hash_put(b->net->by_name, copy->name, copy);
	arena_push(b->arena, b->net->ifaces.v, b->net->ifaces.n, copy);
}

static struct ifaces copies_of(struct before *b, const struct ifaces *all)
{
	struct ifaces kept = {0};

	for (size_t k = 0; k < all->n; k++) {
		struct iface *copy = copy_of(b, all->v[k]);

		if (copy)
			arena_push(b->arena, kept.v, kept.n, copy);
	}
	return kept;
}

static void link_copies(struct before *b)
{
	for (size_t k = 0; k < b->net->ifaces.n; k++) {
		struct iface *copy = b->net->ifaces.v[k];
		const struct iface *i = net_find(b->whole, copy->name);

		copy->lower = copies_of(b, &i->lower);
		copy->owners = copies_of(b, &i->owners);
		copy->vlans = copies_of(b, &i->vlans);
		if (i->mtu_of && copy_of(b, i->mtu_of))
			copy->mtu_of = copy_of(b, i->mtu_of);
	}
}

static void move_value(struct value *to, const struct value *from)
{
	if (has(from))
		*to = *from;
}

/* The host's own end of `bridge` goes to its port. What the port says itself (BR003) stays behind it. */
static void move_addresses(struct before *b, struct iface *port, const struct iface *bridge)
{
	struct common *to = copy_described(b, port);
	const struct common *from = bridge->common;
	struct values addresses = {.from = from->addresses.n ? from->addresses.from : to->addresses.from};
	struct routes routes = {0};

	for (size_t k = 0; k < from->addresses.n; k++)
		arena_push(b->arena, addresses.v, addresses.n, from->addresses.v[k]);
	for (size_t k = 0; k < to->addresses.n; k++)
		arena_push(b->arena, addresses.v, addresses.n, to->addresses.v[k]);
	for (size_t k = 0; k < from->routes.n; k++)
		arena_push(b->arena, routes.v, routes.n, from->routes.v[k]);
	for (size_t k = 0; k < to->routes.n; k++)
		arena_push(b->arena, routes.v, routes.n, to->routes.v[k]);
	to->addresses = addresses;
	to->routes = routes;
	move_value(&to->dhcp, &from->dhcp);
	move_value(&to->dhcp6, &from->dhcp6);
	move_value(&to->gateway, &from->gateway);
	move_value(&to->gateway6, &from->gateway6);
	port->carries_for = bridge;
}

const struct net *net_before_xend(struct arena *a, const struct net *net)
{
	struct before b = {.arena = a, .whole = net};
	bool any = false;

	for (size_t k = 0; k < net->ifaces.n; k++)
		any |= xend_makes(net, net->ifaces.v[k]);
	if (!any)
		return net;
	b.net = arena_alloc(a, sizeof(*b.net));
	*b.net = *net;
	b.net->ifaces = (struct ifaces){0};
	b.net->by_name = hash_new(a);
	for (size_t k = 0; k < net->ifaces.n; k++) { /* lower ones first */
		const struct iface *i = net->ifaces.v[k];

		if (!xend_makes(net, i) && !comes_too_late(&b, i))
			copy_iface(&b, i);
	}
	link_copies(&b);
	for (size_t k = 0; k < net->ifaces.n; k++) {
		const struct iface *i = net->ifaces.v[k];
		struct iface *port = xend_makes(net, i) ? copy_of(&b, i->lower.v[0]) : NULL;

		if (port)
			move_addresses(&b, port, i);
	}
	b.net->bonds = copies_of(&b, &net->bonds);
	return b.net;
}
