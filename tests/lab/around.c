/* What stands around the host: cables, switches, guests, and who answers from behind the switches. */
#include "expect.h"

#include <stdio.h>

#include "model/net.h"

/* ---- what is on the wire ---- */

/* The NIC that frames of `i` leave by, and the VLAN that the switch puts them into; NULL: none, or tagged
 * twice. */
static const struct iface *wire(const struct iface *i, long *vlan)
{
	*vlan = 0;
	while (i && i->kind != NIC) {
		if (i->kind == VLAN && *vlan)
			return NULL;
		if (i->kind == VLAN)
			*vlan = i->vlan->id.n;
		i = i->lower.n ? i->lower.v[0] : NULL;
	}
	if (i && !*vlan)
		*vlan = number_or(&i->nic->native, 1); /* 1: what a switch port is in unless told otherwise */
	return i;
}

/* The address of the host in whose network `ip` is, on an interface in the VLAN; NULL: none. */
static const struct ip *network_of(const struct net *net, long vlan, const struct ip *ip)
{
	for (size_t k = 0; k < net->ifaces.n; k++) {
		const struct iface *i = net->ifaces.v[k];
		const struct values *all = &i->common->addresses;
		long its;

		if (!wire(i, &its) || its != vlan)
			continue;
		for (size_t n = 0; n < all->n; n++)
			if (all->v[n].ip.family == ip->family && ip_within(ip, &all->v[n].ip))
				return &all->v[n].ip;
	}
	return NULL;
}

static bool taken(const struct net *net, const struct ip *ip)
{
	for (size_t k = 0; k < net->ifaces.n; k++) {
		const struct values *own = &net->ifaces.v[k]->common->addresses;

		for (size_t n = 0; n < own->n; n++)
			if (ip_same(ip, &own->v[n].ip))
				return true;
	}
	for (size_t k = 0; k < net->host->guests.n; k++) {
		const struct guest *g = &net->host->guests.v[k];

		if (has(&g->address) && ip_same(ip, &g->address.ip))
			return true;
	}
	return false;
}

static void step_down(struct ip *ip)
{
	for (size_t k = ip->family == 4 ? 4 : 16; k-- && !ip->b[k]--;)
		;
}

/* A neighbour in the network of `own`: the default router if that is there, else the highest address that
 * neither the host nor a guest has. The first and the last of a network are nobody's, unless there are only
 * these two (RFC 3021, RFC 6164). False if none is left. */
static bool neighbour(const struct net *net, const struct ip *own, struct ip *other)
{
	struct ip network = ip_network(own);
	unsigned bits = own->family == 4 ? 32 : 128;
	bool roomy = own->prefix + 1U < bits;

	for (size_t k = 0; k < net->ifaces.n; k++) {
		const struct common *c = net->ifaces.v[k]->common;
		const struct value *router = own->family == 4 ? &c->gateway : &c->gateway6;

		if (has(router) && ip_within(&router->ip, own)) {
			*other = router->ip;
			return true;
		}
	}
	*other = network;
	for (unsigned bit = own->prefix; bit < bits; bit++)
		other->b[bit / 8] |= (uint8_t)(0x80 >> bit % 8);
	if (roomy)
		step_down(other);
	while (taken(net, other) && !ip_same(other, &network))
		step_down(other);
	return !taken(net, other) && !(roomy && ip_same(other, &network));
}

static void world(const struct net *net, const struct iface *i, const struct ip *ip)
{
	char buf[IP_TEXT];
	const struct ip *network;
	struct ip there = *ip;
	long vlan;

	if (!wire(i, &vlan))
		return;
	network = network_of(net, vlan, ip);
	there.prefix = network ? network->prefix : ip->family == 4 ? 24 : 64;
	printf("world %ld %s\n", vlan, ip_text_prefix(&there, buf));
}

/* Who has to answer this interface, and what the host must reach from it. */
static void neighbours(const struct net *net, const struct iface *i)
{
	const struct common *c = i->common;
	char buf[IP_TEXT];
	long vlan;

	if (!wire(i, &vlan))
		return;
	for (size_t k = 0; k < c->addresses.n; k++) {
		struct ip other;

		if (!neighbour(net, &c->addresses.v[k].ip, &other))
			continue;
		world(net, i, &other);
		printf("reach %s %s %ld\n", i->name, ip_text(&other, buf), i->mtu.n);
	}
	if (has(&c->gateway))
		world(net, i, &c->gateway.ip);
	if (has(&c->gateway6))
		world(net, i, &c->gateway6.ip);
	for (size_t k = 0; k < c->routes.n; k++)
		world(net, i, &c->routes.v[k].via.ip);
	for (size_t k = 0; i->kind == BOND && k < i->bond->arp_ip_target.n; k++)
		world(net, i, &i->bond->arp_ip_target.v[k].ip);
	for (size_t k = 0; i->kind == BOND && k < i->bond->ns_ip6_target.n; k++)
		world(net, i, &i->bond->ns_ip6_target.v[k].ip);
}

/* ---- what is around the host ---- */

static void print_switches(const struct host *h)
{
	for (size_t k = 0; k < h->switches.n; k++) {
		const struct network_switch *s = &h->switches.v[k];

		printf("switch %s box %s\n", s->name.s, has(&s->stack) ? s->stack.s : s->name.s);
		if (has(&s->mtu))
			printf("switch %s mtu %ld\n", s->name.s, s->mtu.n);
		print_list("switch", s->name.s, "peer", &s->peers);
	}
}

/* The bond that the NIC serves: what the switch groups its ports by. */
static const struct iface *bond_of(const struct iface *nic)
{
	for (size_t k = 0; k < nic->owners.n; k++)
		if (nic->owners.v[k]->kind == BOND)
			return nic->owners.v[k];
	return NULL;
}

static void print_nic(const struct iface *i)
{
	static const char *const groups[] = {
		[GROUP_NONE] = "none", [GROUP_STATIC] = "static", [GROUP_LACP] = "lacp"};
	const struct nic *n = i->nic;

	printf("nic %s switch %s\n", i->name, i->on ? i->on->name.s : "-");
	printf("nic %s native %ld\n", i->name, number_or(&n->native, 1));
	if (has(&n->mac))
		printf("nic %s mac %s\n", i->name, n->mac.s);
	if (has(&n->port_group))
		printf("nic %s group %s\n", i->name, groups[n->port_group.n]);
	if (has(&n->peer))
		printf("nic %s peer %s\n", i->name, n->peer.s);
	if (bond_of(i))
		printf("nic %s bond %s\n", i->name, bond_of(i)->name);
	if (n->trunk.from != ABSENT)
		print_list("nic", i->name, "trunk", &n->trunk);
}

static void print_guest(const struct net *net, const struct guest *g)
{
	const struct iface *bridge = has(&g->bridge) ? net_find(net, g->bridge.s) : NULL;
	const struct ip *network;
	struct ip router, own;
	char buf[IP_TEXT];
	long vlan;

	if (!bridge) /* routed by the host: nothing that this file configures */
		return;
	printf("guest %s bridge %s\n", g->name.s, bridge->name);
	printf("guest %s mtu %ld\n", g->name.s, bridge->mtu.n);
	if (has(&g->mac))
		printf("guest %s mac %s\n", g->name.s, g->mac.s);
	if (!has(&g->address) || !wire(bridge, &vlan))
		return;
	own = g->address.ip;
	network = network_of(net, vlan, &own);
	own.prefix = network ? network->prefix : own.family == 4 ? 24 : 64;
	printf("guest %s address %s\n", g->name.s, ip_text_prefix(&own, buf));
	if (!neighbour(net, &own, &router))
		return;
	printf("guest %s router %s\n", g->name.s, ip_text(&router, buf));
	world(net, bridge, &router);
}

void print_around(const struct net *net)
{
	print_switches(net->host);
	for (size_t k = 0; k < net->ifaces.n; k++) {
		const struct iface *i = net->ifaces.v[k];

		if (i->kind == NIC)
			print_nic(i);
		if (number_or(&i->common->onboot, 1))
			neighbours(net, i);
	}
	for (size_t k = 0; k < net->host->guests.n; k++)
		print_guest(net, &net->host->guests.v[k]);
}
