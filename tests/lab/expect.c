/*
 * What a real kernel must show once the files of a host are applied, and what the lab has to build around the
 * host, told from the resolved model alone: `expect FILE` prints one fact a line,
 *
 *	set IFACE KEY VALUE...           a setting ("-": of the host)
 *	switch NAME KEY VALUE...         box (one for each stack), mtu, peer
 *	nic NAME KEY VALUE...            mac, switch, group, bond, native, trunk
 *	guest NAME KEY VALUE...          bridge, mac, mtu, address, router
 *	world VLAN ADDRESS/PREFIX        an address that answers from behind the switches, in that VLAN
 *	reach IFACE ADDRESS MTU          the host sends packets of that size there
 *
 * Nothing in here looks at a rendered file. A fact that the model does not hold is not printed.
 */
#include <stdio.h>
#include <string.h>

#include "model/description.h"
#include "model/net.h"
#include "model/rows.h"

/* ---- what is on the wire ---- */

/* The NIC that frames of `i` leave by, and the VLAN that the switch puts them into; NULL: none, or tagged twice. */
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

/* A neighbour in the network of `own`: the default router if that is there, else the last address. */
static struct ip neighbour(const struct net *net, const struct ip *own)
{
	struct ip last = ip_network(own);
	unsigned bits = own->family == 4 ? 32 : 128;

	for (size_t k = 0; k < net->ifaces.n; k++) {
		const struct common *c = net->ifaces.v[k]->common;
		const struct value *router = own->family == 4 ? &c->gateway : &c->gateway6;

		if (has(router) && ip_within(&router->ip, own))
			return router->ip;
	}
	for (unsigned bit = own->prefix; bit < bits - 1; bit++)
		last.b[bit / 8] |= (uint8_t)(0x80 >> bit % 8);
	return last;
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
		const struct ip *own = &c->addresses.v[k].ip;
		struct ip other = neighbour(net, own);

		if (own->prefix + 1 >= (own->family == 4 ? 32 : 128)) /* nobody else is in its network */
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

static void print_list(const char *what, const char *name, const char *key, const struct values *list)
{
	printf("%s %s %s", what, name, key);
	for (size_t k = 0; k < list->n; k++)
		printf(" %s", list->v[k].s);
	printf("\n");
}

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
	static const char *const groups[] = {"none", "static", "lacp"};
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
	router = neighbour(net, &own);
	printf("guest %s address %s\n", g->name.s, ip_text_prefix(&own, buf));
	printf("guest %s router %s\n", g->name.s, ip_text(&router, buf));
	world(net, bridge, &router);
}

/* ---- settings ---- */

static void set(const struct iface *i, const char *key, const char *value)
{
	printf("set %s %s %s\n", i->name, key, value);
}

static void set_number(const struct iface *i, const char *key, const struct value *v, long otherwise)
{
	printf("set %s %s %ld\n", i->name, key, number_or(v, otherwise));
}

static void set_names(const struct iface *i, const char *key, const struct ifaces *list)
{
	printf("set %s %s", i->name, key);
	for (size_t k = 0; k < list->n; k++)
		printf(" %s", list->v[k]->name);
	printf("\n");
}

/* What the driver does unless told: bond_check_params() of bond_main.c, Linux 6.1. */
static const char *option_default(const struct iface *bond, enum bond_option o)
{
	static const char *const defaults[BOND_OPTIONS] = {
		[OPT_UPDELAY] = "0", [OPT_DOWNDELAY] = "0", [OPT_PEER_NOTIF_DELAY] = "0", [OPT_USE_CARRIER] = "on",
		[OPT_ARP_INTERVAL] = "0", [OPT_ARP_VALIDATE] = "none", [OPT_ARP_ALL_TARGETS] = "any",
		[OPT_ARP_MISSED_MAX] = "2", [OPT_FAIL_OVER_MAC] = "none", [OPT_XMIT_HASH_POLICY] = "layer2",
		[OPT_LACP_RATE] = "slow", [OPT_LACP_ACTIVE] = "on", [OPT_AD_SELECT] = "stable", [OPT_MIN_LINKS] = "0",
		[OPT_NUM_GRAT_ARP] = "1", [OPT_NUM_UNSOL_NA] = "1", [OPT_RESEND_IGMP] = "1",
		[OPT_ALL_SLAVES_ACTIVE] = "off", [OPT_PACKETS_PER_SLAVE] = "1", [OPT_LP_INTERVAL] = "1",
		[OPT_TLB_DYNAMIC_LB] = "on", [OPT_PRIMARY] = "", [OPT_PRIMARY_RESELECT] = "always",
	};
	long mode = bond_number(bond, OPT_MODE);

	if (o == OPT_MIIMON) /* modes that cannot work without are given one */
		return mode == LACP || mode == BALANCE_TLB || mode == BALANCE_ALB ? "100" : "0";
	return defaults[o];
}

/* The option whose value is in force as that of `o`: ARPs and advertisements after a failover share one counter. */
static enum bond_option in_force(const struct iface *bond, enum bond_option o)
{
	if (o == OPT_NUM_GRAT_ARP && !bond_has(bond, o))
		return OPT_NUM_UNSOL_NA;
	if (o == OPT_NUM_UNSOL_NA && !bond_has(bond, o))
		return OPT_NUM_GRAT_ARP;
	return o;
}

static void set_bond(const struct iface *i)
{
	struct cabling c = bond_cabling(i);

	for (int k = 0; k < BOND_OPTIONS; k++) {
		enum bond_option o = (enum bond_option)k, from = in_force(i, o);
		const char *value = bond_has(i, from) ? i->option[from].s : option_default(i, o);

		if (value)
			set(i, bond_option_name(o), value);
	}
	print_list("set", i->name, "arp_ip_target", &i->bond->arp_ip_target);
	print_list("set", i->name, "ns_ip6_target", &i->bond->ns_ip6_target);
	set_names(i, "slaves", &i->lower);
	set_names(i, "slaves_up", &i->lower);
	if (bond_has(i, OPT_PRIMARY))
		set(i, "active_slave", i->option[OPT_PRIMARY].s);
	if (bond_number(i, OPT_MODE) == LACP && c.one_partner && c.group == GROUP_LACP)
		printf("set %s ad_num_ports %zu\n", i->name, i->lower.n);
}

static void set_bridge(const struct iface *i)
{
	const struct bridge *b = i->bridge;

	set_names(i, "ports", &i->lower);
	set_number(i, "stp_state", &i->stp, 0);
	set_number(i, "forward_delay", &i->forward_delay, 15); /* the kernel's defaults: br_dev_setup() */
	set_number(i, "ageing_time", &b->ageing, 300);
	set_number(i, "hello_time", &b->hello_time, 2);
	set_number(i, "max_age", &b->max_age, 20);
	set_number(i, "priority", &b->priority, 32768);
	printf("set %s vlan_filtering 0\n", i->name);
}

/* The least address of the ports is the bridge's own unless one is set: br_stp_recalculate_bridge_id(). */
static bool bridge_mac(const struct iface *i, struct mac *mac)
{
	for (size_t k = 0; k < i->lower.n; k++) {
		struct mac port;

		if (!iface_mac(i->lower.v[k], &port))
			return false;
		if (!k || memcmp(&port, mac, sizeof(port)) < 0)
			*mac = port;
	}
	return i->lower.n > 0;
}

/* A bond has its first slave's address; with fail_over_mac=active that of the active one. */
static const struct iface *bond_mac_from(const struct iface *i)
{
	for (size_t k = 0; number_or(&i->option[OPT_FAIL_OVER_MAC], 0) == 1 && k < i->lower.n; k++)
		if (bond_has(i, OPT_PRIMARY) && !strcmp(i->lower.v[k]->name, i->option[OPT_PRIMARY].s))
			return i->lower.v[k];
	return i;
}

/* A slave's own address is what the bond gives it back; what it has meanwhile depends on the mode. */
static void set_mac(const struct iface *i)
{
	bool known, slave = i->owners.n && i->owners.v[0]->kind == BOND;
	struct mac mac;
	char buf[MAC_TEXT];

	known = i->kind == BRIDGE && !has(&i->mac) ? bridge_mac(i, &mac)
						   : iface_mac(i->kind == BOND ? bond_mac_from(i) : i, &mac);
	if (!known)
		return;
	set(i, slave ? "permanent_mac" : "mac", mac_text(&mac, buf));
	if (i->kind == BRIDGE && has(&i->mac))
		set(i, "mac_with_guests", buf);
}

static void set_addresses(const struct iface *i)
{
	const struct common *c = i->common;

	print_list("set", i->name, "addresses", &c->addresses);
	for (size_t k = 0; k < c->addresses.n; k++) {
		if (c->addresses.v[k].ip.family != 4)
			continue;
		set(i, "first_address", c->addresses.v[k].s); /* the one that the host speaks from */
		break;
	}
	printf("set %s routers", i->name);
	if (has(&c->gateway))
		printf(" %s", c->gateway.s);
	if (has(&c->gateway6))
		printf(" %s", c->gateway6.s);
	printf("\nset %s routes", i->name);
	for (size_t k = 0; k < c->routes.n; k++)
		printf(" %s>%s#%ld", c->routes.v[k].to.s, c->routes.v[k].via.s, number_or(&c->routes.v[k].metric, 0));
	printf("\n");
}

static void set_iface(const struct iface *i)
{
	static const char *const kinds[] = {"nic", "vlan", "bond", "bridge"};

	set(i, "kind", kinds[i->kind]);
	set(i, "state", "up");
	printf("set %s mtu %ld\n", i->name, i->mtu.n);
	printf("set %s master%s%s\n", i->name, i->owners.n ? " " : "", i->owners.n ? i->owners.v[0]->name : "");
	set_mac(i);
	if (i->kind == VLAN) {
		set_number(i, "vlan_id", &i->vlan->id, 0);
		set(i, "parent", i->lower.v[0]->name);
	} else if (i->kind == BOND) {
		set_bond(i);
	} else if (i->kind == BRIDGE) {
		set_bridge(i);
	}
	set_addresses(i);
}

static void set_host(const struct net *net)
{
	static const char *const filters[] = {"call-arptables", "call-iptables", "call-ip6tables", "filter-vlan-tagged"};
	const struct host *h = net->host;

	printf("set - interfaces");
	for (size_t k = 0; k < net->ifaces.n; k++)
		if (number_or(&net->ifaces.v[k]->common->onboot, 1) || net->ifaces.v[k]->kind == NIC)
			printf(" %s", net->ifaces.v[k]->name);
	printf("\n");
	if (h->dns.servers.n)
		print_list("set", "-", "nameserver", &h->dns.servers);
	if (h->dns.search.n)
		print_list("set", "-", "search", &h->dns.search);
	for (size_t k = 0; has(&h->bridge_netfilter) && k < sizeof(filters) / sizeof(*filters); k++)
		printf("set - bridge-nf-%s %ld\n", filters[k], h->bridge_netfilter.n);
}

static void expect(const struct net *net)
{
	set_host(net);
	print_switches(net->host);
	for (size_t k = 0; k < net->ifaces.n; k++) {
		const struct iface *i = net->ifaces.v[k];

		if (i->kind == NIC)
			print_nic(i);
		if (!number_or(&i->common->onboot, 1)) {
			if (i->kind == NIC)
				set(i, "state", "down");
			continue;
		}
		set_iface(i);
		neighbours(net, i);
	}
	for (size_t k = 0; k < net->host->guests.n; k++)
		print_guest(net, &net->host->guests.v[k]);
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct findings findings;
	const struct host *host = NULL;
	const struct net *net = NULL;
	struct source *source;

	findings_init(&findings, a);
	if (argc == 2 && !source_read(a, argv[1], argv[1], &source))
		host = host_read(a, source, NULL, &findings);
	if (host)
		net = net_resolve(a, host, host->os.release, &findings);
	if (net)
		expect(net);
	else
		fprintf(stderr, "expect: %s is no description of a host\n", argc == 2 ? argv[1] : "(no file)");
	arena_free(a);
	return net ? 0 : 1;
}
