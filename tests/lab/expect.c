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
#include "expect.h"

#include <stdio.h>
#include <string.h>

#include "model/bond_option.h"
#include "model/description.h"
#include "model/rows.h"

void print_list(const char *what, const char *name, const char *key, const struct values *list)
{
	printf("%s %s %s", what, name, key);
	for (size_t k = 0; k < list->n; k++)
		printf(" %s", list->v[k].s);
	printf("\n");
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
		[OPT_UPDELAY] = "0",
		[OPT_DOWNDELAY] = "0",
		[OPT_PEER_NOTIF_DELAY] = "0",
		[OPT_USE_CARRIER] = "on",
		[OPT_ARP_INTERVAL] = "0",
		[OPT_ARP_VALIDATE] = "none",
		[OPT_ARP_ALL_TARGETS] = "any",
		[OPT_ARP_MISSED_MAX] = "2",
		[OPT_FAIL_OVER_MAC] = "none",
		[OPT_XMIT_HASH_POLICY] = "layer2",
		[OPT_LACP_RATE] = "slow",
		[OPT_LACP_ACTIVE] = "on",
		[OPT_AD_SELECT] = "stable",
		[OPT_MIN_LINKS] = "0",
		[OPT_NUM_GRAT_ARP] = "1",
		[OPT_NUM_UNSOL_NA] = "1",
		[OPT_RESEND_IGMP] = "1",
		[OPT_ALL_SLAVES_ACTIVE] = "off",
		[OPT_PACKETS_PER_SLAVE] = "1",
		[OPT_LP_INTERVAL] = "1",
		[OPT_TLB_DYNAMIC_LB] = "on",
		[OPT_PRIMARY] = "",
		[OPT_PRIMARY_RESELECT] = "always",
	};
	long mode = bond_number(bond, OPT_MODE);

	if (o == OPT_MIIMON) /* modes that cannot work without are given one */
		return mode == LACP || mode == BALANCE_TLB || mode == BALANCE_ALB ? "100" : "0";
	return defaults[o];
}

/* The option whose value is in force as that of `o`: ARPs and advertisements after a failover share one
 * counter. */
static enum bond_option in_force(const struct iface *bond, enum bond_option o)
{
	if (o == OPT_NUM_GRAT_ARP && !bond_has(bond, o))
		return OPT_NUM_UNSOL_NA;
	if (o == OPT_NUM_UNSOL_NA && !bond_has(bond, o))
		return OPT_NUM_GRAT_ARP;
	return o;
}

static bool acts(const struct release *os, const struct iface *bond, enum bond_option o)
{
	return bond_has(bond, o) && bond_option_fate(os, bond, o) != FATE_IDLE;
}

static void set_bond(const struct release *os, const struct iface *i)
{
	struct cabling c = bond_cabling(i);

	for (int k = 0; k < BOND_OPTIONS; k++) {
		enum bond_option o = (enum bond_option)k, from = in_force(i, o);
		const char *value = acts(os, i, from) ? i->option[from].s : option_default(i, o);

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

/* A slave's own address is what the bond gives it back; what it has meanwhile depends on the mode. */
static void set_mac(const struct iface *i)
{
	bool known, slave = i->owners.n && i->owners.v[0]->kind == BOND;
	struct mac mac;
	char buf[MAC_TEXT];

	known = i->kind == BRIDGE && !has(&i->mac) ? bridge_mac(i, &mac)
						   : iface_mac(i, &mac);
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
		printf(" %s>%s#%ld", c->routes.v[k].to.s, c->routes.v[k].via.s,
		       number_or(&c->routes.v[k].metric, 0));
	printf("\n");
}

static void set_iface(const struct release *os, const struct iface *i)
{
	static const char *const kinds[] = {
		[NIC] = "nic", [VLAN] = "vlan", [BOND] = "bond", [BRIDGE] = "bridge"};

	set(i, "kind", kinds[i->kind]);
	set(i, "state", "up");
	printf("set %s mtu %ld\n", i->name, i->mtu.n);
	printf("set %s master%s%s\n", i->name, i->owners.n ? " " : "",
	       i->owners.n ? i->owners.v[0]->name : "");
	set_mac(i);
	if (i->kind == VLAN) {
		set_number(i, "vlan_id", &i->vlan->id, 0);
		set(i, "parent", i->lower.v[0]->name);
	} else if (i->kind == BOND) {
		set_bond(os, i);
	} else if (i->kind == BRIDGE) {
		set_bridge(i);
	}
	set_addresses(i);
}

static void set_host(const struct net *net)
{
	static const char *const filters[] = {"call-arptables", "call-iptables", "call-ip6tables",
					      "filter-vlan-tagged"};
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
	for (size_t k = 0; k < net->ifaces.n; k++) {
		const struct iface *i = net->ifaces.v[k];

		if (number_or(&i->common->onboot, 1))
			set_iface(net->os, i);
		else if (i->kind == NIC)
			set(i, "state", "down");
	}
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
	if (net) {
		expect(net);
		print_around(net);
	} else {
		fprintf(stderr, "expect: %s is no description of a host\n",
			argc == 2 ? argv[1] : "(no file)");
	}
	arena_free(a);
	return net ? 0 : 1;
}
