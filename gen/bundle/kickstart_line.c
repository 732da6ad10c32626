/* The options of a `network` line. Every value is a name, a word, a number or an address: pykickstart splits
 * by shlex. */
#include <stddef.h>
#include <string.h>

#include "bundle/kickstart_plan.h"
#include "model/bond_option.h"
#include "model/rows.h"

/* ---- what it makes ---- */

static const char *name_of(const struct ks_plan *p, const struct iface *i)
{
	return i->kind == NIC && p->nic_name ? p->nic_name(p->arena, i) : i->name;
}

static void add_names(const struct ks_plan *p, const struct ifaces *list, struct text *out)
{
	for (size_t k = 0; k < list->n; k++)
		text_addf(out, "%s%s", k ? "," : "", name_of(p, list->v[k]));
}

/* NetworkManager takes some options in their mode alone, and the first words of some: verify() and valid_opts
 * of nm-setting-bond.c. */
static bool is_taken(const struct iface *bond, enum bond_option o)
{
	switch (o) {
	case OPT_PRIMARY:
		return bond_in_mode(bond, MODE(ACTIVE_BACKUP));
	case OPT_UPDELAY:
	case OPT_DOWNDELAY:
		return bond_number(bond, OPT_MIIMON) > 0;
	case OPT_XMIT_HASH_POLICY: /* layer2, layer3+4, layer2+3 */
		return bond_number(bond, o) <= 2;
	case OPT_ARP_VALIDATE: /* none to all */
		return bond_number(bond, o) <= 3;
	default:
		return true;
	}
}

const char *ks_bond_option(const struct ks_plan *p, const struct iface *bond, enum bond_option o)
{
	const struct value *v = bond_option_to_write(p->net->os, bond, o);

	if (!v || !(p->can->bond_options >> o & 1) || !is_taken(bond, o))
		return NULL;
	return arena_printf(p->arena, "%s=%s", bond_option_name(o),
			    o == OPT_PRIMARY ? name_of(p, net_find(p->net, v->s))
					     : bond_option_spelling(p->arena, p->net->os, o, v));
}

/* A comma in a value makes semicolons of those between the options. */
static void add_bond(const struct ks_plan *p, const struct iface *bond, struct text *out)
{
	const char **targets = values_texts(p->arena, &bond->bond->arp_ip_target);
	size_t ntargets = bond_number(bond, OPT_ARP_INTERVAL) > 0 ? bond->bond->arp_ip_target.n : 0;
	const char *between = ntargets > 1 ? ";" : ",";
	struct text opts;

	text_init(&opts, p->arena);
	for (enum bond_option o = 0; o < BOND_OPTIONS; o++) {
		const char *option = ks_bond_option(p, bond, o);

		if (option)
			text_join(&opts, between, option);
		for (size_t k = 0; o == OPT_ARP_INTERVAL && k < ntargets; k++)
			text_addf(&opts, "%s%s",
				  k ? "," : arena_printf(p->arena, "%sarp_ip_target=", between), targets[k]);
	}
	text_add(out, " --bondslaves=");
	add_names(p, &bond->lower, out);
	text_addf(out, " --bondopts=%s", opts.s);
}

/* By NetworkManager's name, within what it takes: nm-setting-bridge.c. */
static void add_bridge(const struct ks_plan *p, const struct iface *i, struct text *out)
{
	const struct bridge *b = i->bridge;
	long stp = number_or(&i->stp, 0);
	const struct {
		const char *name;
		const struct value *v;
		long from, to;
	} options[] = {
		{"priority", &b->priority, 0, 65535},
		{"forward-delay", &i->forward_delay, stp ? 2 : 0, 30},
		{"hello-time", &b->hello_time, stp ? 1 : 0, 10},
		{"max-age", &b->max_age, stp ? 6 : 0, 40},
		{"ageing-time", &b->ageing, 0, 1000000},
	};

	text_add(out, " --bridgeslaves=");
	add_names(p, &i->lower, out);
	text_addf(out, " --bridgeopts=stp=%s", stp ? "yes" : "no");
	for (size_t k = 0; k < sizeof(options) / sizeof(*options); k++)
		if (has(options[k].v) && options[k].v->n >= options[k].from &&
		    options[k].v->n <= options[k].to)
			text_addf(out, ",%s=%ld", options[k].name, options[k].v->n);
}

static void add_vlan(const struct ks_plan *p, const struct ks_line *l, struct text *out)
{
	const char *name = ks_vlan_name(p->arena, l), *plain;

	plain = arena_printf(p->arena, "%s.%ld", l->parent->name, l->made->vlan->id.n);
	text_addf(out, " --vlanid=%ld", l->made->vlan->id.n);
	if (strcmp(name, plain) != 0)
		text_addf(out, " --interfacename=%s", name);
}

/* A NIC by its address, which is the same whatever the installer calls it; slaves and ports go by their
 * names. */
static void add_device(const struct ks_plan *p, const struct ks_line *l, struct text *out)
{
	const struct iface *i = l->parent ? l->parent : l->made;
	char mac[MAC_TEXT];

	if (i->kind == NIC && has(&i->nic->mac) && p->can->device_mac)
		text_addf(out, " --device=%s", mac_text(&i->nic->mac.mac, mac));
	else
		text_addf(out, " --device=%s", name_of(p, i));
	if (l->bond)
		add_bond(p, l->bond, out);
	if (l->made->kind == BRIDGE)
		add_bridge(p, l->made, out);
	if (l->made->kind == VLAN)
		add_vlan(p, l, out);
}

/* ---- addresses ---- */

/* The one that has the router on its network, else the first; NULL: none of the family. */
static const struct ip *address(const struct iface *i, int family)
{
	const struct values *all = &i->common->addresses;
	const struct value *gateway = family == 4 ? &i->common->gateway : &i->common->gateway6;
	const struct ip *first = NULL;

	for (size_t k = 0; k < all->n; k++) {
		const struct ip *ip = &all->v[k].ip;

		if (ip->family != family)
			continue;
		if (has(gateway) && ip_within(&gateway->ip, ip))
			return ip;
		first = first ? first : ip;
	}
	return first;
}

/* Whether it has any. */
static bool add_ipv4(const struct iface *i, bool routes, struct text *out)
{
	const struct ip *ip = address(i, 4);
	char a[IP_TEXT], mask[IP_TEXT];

	if (number_or(&i->common->dhcp, 0)) {
		text_add(out, " --bootproto=dhcp");
		return true;
	}
	if (!ip)
		return false;
	text_addf(out, " --bootproto=static --ip=%s --netmask=%s", ip_text(ip, a), ip_netmask(ip, mask));
	if (routes && has(&i->common->gateway))
		text_addf(out, " --gateway=%s", i->common->gateway.s);
	return true;
}

/* Where there is no --ipv6gateway, --gateway is of one family: that of IPv4 if it has a router. */
static bool add_ipv6(const struct ks_plan *p, const struct iface *i, bool routes, struct text *out)
{
	const struct ip *ip = address(i, 6);
	char a[IP_TEXT];

	if (!p->can->ipv6 || (!ip && !number_or(&i->common->dhcp6, 0)))
		return false;
	if (number_or(&i->common->dhcp6, 0)) {
		text_add(out, " --ipv6=dhcp");
		return true;
	}
	text_addf(out, " --ipv6=%s", ip_text_prefix(ip, a));
	if (routes && has(&i->common->gateway6) && (p->can->ipv6gateway || !has(&i->common->gateway)))
		text_addf(out, " --%s=%s", p->can->ipv6gateway ? "ipv6gateway" : "gateway",
			  i->common->gateway6.s);
	return true;
}

static void add_addresses(const struct ks_plan *p, const struct ks_line *l, struct text *out)
{
	bool v4 = l->who && add_ipv4(l->who, l->routes, out);
	bool v6 = l->who && add_ipv6(p, l->who, l->routes, out);

	if (!v4 && p->can->no_family)
		text_add(out, " --noipv4");
	if (!v6 && p->can->no_family)
		text_add(out, " --noipv6");
	if (v4 && !l->routes && p->can->activate)
		text_add(out, " --nodefroute");
}

/* ---- the rest ---- */

/* What a bridge or VLAN stands on keeps its 1500 here, and they can have no more. */
static void add_mtu(const struct ks_line *l, struct text *out)
{
	const struct iface *i = l->who ? l->who : l->made;
	bool above = l->made->kind == VLAN || l->made->kind == BRIDGE;
	long mtu = number_or(&i->mtu, ETHER_MTU);

	if (mtu < ETHER_MTU || (mtu > ETHER_MTU && !above))
		text_addf(out, " --mtu=%ld", mtu);
}

/* Anaconda would ask for a server where it knows none. */
static void add_resolver(const struct ks_plan *p, const struct ks_line *l, struct text *out)
{
	const struct values *servers = &p->net->host->dns.servers;
	size_t n = 0;

	for (size_t k = 0; k < servers->n && (!n || p->can->nameservers); k++)
		if (servers->v[k].ip.family == 4 || p->can->nameservers)
			text_addf(out, "%s%s", n++ ? "," : " --nameserver=", servers->v[k].s);
	if (!n && l->who && !iface_is_dynamic(l->who))
		text_add(out, " --nodns");
}

void ks_line_write(const struct ks_plan *p, const struct ks_line *l, bool first, struct text *out)
{
	text_add(out, "network");
	add_device(p, l, out);
	add_addresses(p, l, out);
	if (l->routes)
		add_resolver(p, l, out);
	add_mtu(l, out);
	text_addf(out, " --onboot=%s", !l->who || number_or(&l->who->common->onboot, 1) ? "yes" : "no");
	if (l->activate)
		text_add(out, " --activate");
	if (first)
		text_addf(out, " --hostname=%s", p->net->host->host.s);
	text_addc(out, '\n');
}
