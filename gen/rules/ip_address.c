/* Addresses of the host, against each other and against their networks: IP001, IP003, IP007, IP008. */
#include <stdlib.h>
#include <string.h>

#include "rules/example.h"
#include "rules/rule.h"

/* One address and where it stands. */
struct own {
	const struct iface *i;
	size_t n;
	size_t place; /* in the order of the description */
	const struct ip *ip;
	const char *text;
	bool said; /* that another one has it, too */
};

/* A link-local IPv6 network is on every interface, and each has its own. */
static bool is_everywhere(const struct ip *ip)
{
	return ip->family == 6 && ip_is_link_local(ip);
}

static struct subject on_own(struct run *r, const struct own *o)
{
	return on_element(r, o->i, "addresses", o->n);
}

/* By network, and a network before its parts. */
static int by_network(const void *x, const void *y)
{
	const struct own *a = x, *b = y;
	struct ip m = ip_network(a->ip), n = ip_network(b->ip);
	int order = memcmp(m.b, n.b, sizeof(m.b));

	if (m.family != n.family)
		return m.family - n.family;
	if (order || m.prefix != n.prefix)
		return order ? order : m.prefix - n.prefix;
	return a->place < b->place ? -1 : 1;
}

/*
 * Calls `judge` with each two addresses whose networks are the same or one within the other, the later one of
 * the description second. In the order of networks all that surround one are those before it that are still
 * open.
 */
static void each_pair(struct run *r, void (*judge)(struct run *r, struct own *a, struct own *b))
{
	struct own *all = NULL, **open;
	size_t n = 0, nopen = 0;

	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];
		const struct values *list = &i->common->addresses;

		/* what a port has is lost (BR003); what is not brought up at boot stands in for something else */
		if (i->owners.n || !number_or(&i->common->onboot, 1))
			continue;
		for (size_t a = 0; a < list->n; a++) {
			struct own one = {i, a, n, &list->v[a].ip, list->v[a].s, false};

			if (!is_everywhere(one.ip))
				arena_push(r->arena, all, n, one);
		}
	}
	if (!n)
		return;
	qsort(all, n, sizeof(*all), by_network);
	open = arena_alloc(r->arena, n * sizeof(*open));
	for (size_t k = 0; k < n; k++) {
		while (nopen && !ip_within(all[k].ip, open[nopen - 1]->ip))
			nopen--;
		for (size_t o = 0; o < nopen; o++) {
			bool before = open[o]->place < all[k].place;

			judge(r, before ? open[o] : &all[k], before ? &all[k] : open[o]);
		}
		open[nopen++] = &all[k];
	}
}

static bool is_single(const struct ip *ip)
{
	return ip->prefix == (ip->family == 4 ? 32 : 128);
}

/* True if the two are of different interfaces and networks that have addresses in common, as one or as
 * `part`. */
static bool share_network(const struct own *a, const struct own *b, bool part)
{
	bool same = a->ip->prefix == b->ip->prefix;
	const struct ip *wide = a->ip->prefix < b->ip->prefix ? a->ip : b->ip,
			*narrow = wide == a->ip ? b->ip : a->ip;

	return a->i != b->i && a->ip->family == b->ip->family && same != part && !is_single(narrow) &&
	       !ip_same(a->ip, b->ip) && ip_within(narrow, wide);
}

static const char *network_text(struct run *r, const struct ip *ip)
{
	struct ip net = ip_network(ip);

	return ip_text_prefix(&net, arena_alloc(r->arena, IP_TEXT));
}

/* ---- twice the same ---- */

static void same_subnet(struct run *r, struct own *a, struct own *b)
{
	if (!share_network(a, b, false))
		return;
	report(r, WARNING, on_own(r, b), "'%s' and '%s' both have addresses in %s", a->i->name, b->i->name,
	       network_text(r, b->ip));
	note(r, on_own(r, a), "'%s' is in it here", a->i->name);
	consequence(
		r,
		"the host answers ARP for both addresses on both interfaces and sends through one of them,\n"
		"whichever came up first; an ARP monitor on the other has its slaves flap (measured)");
	help(r, "one interface for the subnet: its second address there, or a bond of the two NICs");
}

static void judge_subnets(struct run *r, const struct net *net)
{
	(void)net;
	each_pair(r, same_subnet);
}

const struct rule IP001 = {
	.about = {
		.id = "IP001",
		.title = "two interfaces in one subnet",
		.severity = WARNING,
		.since = "0.1",
		.why = "Linux owns addresses as a host, not per interface: it answers ARP for any of them "
		       "on any interface that hears the question (arp_ignore 0), and of the two routes to "
		       "the subnet it uses the first. So neighbours learn one interface's MAC address for "
		       "the other's IP, traffic comes in by one and leaves by the other, and redundancy is "
		       "not gained: when the used one fails its route stays. The ARP monitor of a bond "
		       "skips targets whose route is through another interface: measured with a management "
		       "NIC in the targets' subnet, the bond's slaves flap, and are steady once that "
		       "address is gone.",
		.fix = "One interface per subnet. For redundancy a bond; for several addresses, all on one "
		       "interface.",
		.verify = "ip route show: each subnet once; arping from a neighbour is answered by one MAC "
			  "address.",
		.sources = REFERENCES(&bond_main, &ip_sysctl, &measured),
		.bad = EXAMPLE_HOST("bookworm")
		       "nics:\n"
		       "  - {name: eth0, mac: \"52:54:00:00:00:01\", addresses: [10.0.0.1/24]}\n"
		       "  - {name: eth1, mac: \"52:54:00:00:00:02\", addresses: [10.0.0.2/24]}\n",
		.good = EXAMPLE_HOST("bookworm")
			"nics:\n"
			"  - {name: eth0, mac: \"52:54:00:00:00:01\", addresses: [10.0.0.1/24]}\n"
			"  - {name: eth1, mac: \"52:54:00:00:00:02\", addresses: [10.0.1.2/24]}\n",
	},
	.on_host = judge_subnets,
};

static void same_address(struct run *r, struct own *a, struct own *b)
{
	/* of many, each is said once */
	if (!ip_same(a->ip, b->ip) || a->said || b->said)
		return;
	b->said = true;
	report(r, ERROR, on_own(r, b), "'%s' and '%s' have the same address", a->i->name, b->i->name);
	if (a->i == b->i)
		r->last->message =
			arena_printf(r->arena, "'%s' has the address %s twice", b->i->name, b->text);
	note(r, on_own(r, a), "the first one");
	if (a->i == b->i)
		consequence(
			r,
			"the kernel refuses the second (File exists), and ifup of some releases stops there");
	else
		consequence(r, "both interfaces answer for it, each with its own MAC address: neighbours "
			       "reach one or the\n"
			       "other by chance");
	help(r, a->i == b->i ? "list it once" : "an address of its own for each interface");
}

/* What a guest has, the host must not have, and no other guest. */
static void guests_addresses(struct run *r)
{
	for (size_t g = 0; g < r->host->guests.n; g++) {
		const struct guest *guest = &r->host->guests.v[g];
		struct subject at = {guest->name.s, arena_printf(r->arena, "%s.address", guest->path)};

		for (size_t k = 0; has(&guest->address) && k < r->net->ifaces.n; k++) {
			const struct iface *i = r->net->ifaces.v[k];

			for (size_t a = 0; a < i->common->addresses.n; a++) {
				if (!ip_same(&i->common->addresses.v[a].ip, &guest->address.ip))
					continue;
				report(r, ERROR, at, "guest '%s' and '%s' have the same address",
				       guest->name.s, i->name);
				note(r, on_element(r, i, "addresses", a), "'%s' has it here", i->name);
				consequence(r, "both answer for it: neighbours reach the host or the guest "
					       "by chance");
				help(r, "an address of its own for the guest");
			}
		}
		for (size_t k = 0; has(&guest->address) && k < g; k++) {
			const struct guest *other = &r->host->guests.v[k];

			if (!has(&other->address) || !ip_same(&other->address.ip, &guest->address.ip))
				continue;
			report(r, ERROR, at, "guests '%s' and '%s' have the same address", other->name.s,
			       guest->name.s);
			note(r,
			     (struct subject){other->name.s,
					      arena_printf(r->arena, "%s.address", other->path)},
			     "'%s' has it here", other->name.s);
			consequence(r, "both answer for it: neighbours reach one or the other by chance");
			help(r, "an address of its own for each guest");
		}
	}
}

static void judge_addresses(struct run *r, const struct net *net)
{
	(void)net;
	each_pair(r, same_address);
	guests_addresses(r);
}

const struct rule IP003 = {
	.about = {
		.id = "IP003",
		.title = "an address twice in one host",
		.severity = ERROR,
		.since = "0.1",
		.why = "An address belongs to one interface of one machine. The kernel takes it on two "
		       "interfaces without a word and answers ARP for it on both, so that neighbours hold "
		       "whichever MAC address answered last; twice on one interface it refuses it with "
		       "EEXIST, which ends the ifup of some releases half way. A guest behind the host's "
		       "bridge is a machine of its own. Link-local IPv6 addresses count per interface and "
		       "may repeat.",
		.fix = "An address of its own for each.",
		.verify = "arping -D -I IFACE ADDRESS from a neighbour: one MAC address answers.",
		.sources = REFERENCES(&ip_sysctl),
		.bad = EXAMPLE_HOST("bookworm")
		       "nics:\n"
		       "  - {name: eth0, mac: \"52:54:00:00:00:01\", addresses: [10.0.0.1/24]}\n"
		       "  - {name: eth1, mac: \"52:54:00:00:00:02\", addresses: [10.0.0.1/24]}\n",
		.good = EXAMPLE_HOST("bookworm")
			"nics:\n"
			"  - {name: eth0, mac: \"52:54:00:00:00:01\", addresses: [10.0.0.1/24]}\n"
			"  - {name: eth1, mac: \"52:54:00:00:00:02\", addresses: [10.0.1.1/24]}\n",
	},
	.on_host = judge_addresses,
};

/* ---- the edges of a network ---- */

static void edge_of_network(struct run *r, const struct iface *i)
{
	const struct values *own = &i->common->addresses;

	for (size_t k = 0; k < own->n; k++) {
		enum ip_edge edge = ip_edge(&own->v[k].ip, &own->v[k].ip);
		enum ip_edge router =
			has(&i->common->gateway) ? ip_edge(&i->common->gateway.ip, &own->v[k].ip) : IP_HOST;

		if (edge != IP_HOST) {
			report(r, ERROR, on_element(r, i, "addresses", k),
			       "%s of '%s' is the %s address of its network", own->v[k].s, i->name,
			       edge == IP_NETWORK ? "network" : "broadcast");
			consequence(
				r,
				edge == IP_NETWORK
					? "others take what is sent to it for a broadcast of old, and many "
					  "do not answer it"
					: "everybody in the subnet takes what is sent to it for a broadcast");
			help(r, "an address between the first and the last of %s",
			     network_text(r, &own->v[k].ip));
		}
		if (router == IP_HOST)
			continue;
		report(r, ERROR, on_field(r, i, "gateway"), "the router of '%s' is the %s address of %s",
		       i->name, router == IP_NETWORK ? "network" : "broadcast",
		       network_text(r, &own->v[k].ip));
		consequence(r, "no machine has that address: the default route leads nowhere, or is refused");
		help(r, "the router's own address");
	}
}

const struct rule IP007 = {
	.about = {
		.id = "IP007",
		.title = "network or broadcast address used for a machine",
		.severity = ERROR,
		.since = "0.1",
		.why = "In an IPv4 network the first address names the network and the last is its "
		       "broadcast (RFC 1122). The kernel lets a host have either: ifup reports no error, "
		       "and what comes in as a broadcast then is answered or dropped by everybody else. The "
		       "usual cause is a wrong prefix: 10.0.0.16/28 where 10.0.0.16/24 was meant. Networks "
		       "of /31 (RFC 3021) and /32 have neither, and IPv6 has no broadcast.",
		.fix = "An address between the two, or the prefix that was meant.",
		.verify = "ip -4 addr show IFACE: the address is not the one behind \"brd\".",
		.sources = REFERENCES(&rfc1122, &rfc3021),
		.bad = EXAMPLE_HOST("bookworm")
		       "nics:\n"
		       "  - {name: eth0, mac: \"52:54:00:00:00:01\", addresses: [10.0.0.16/28]}\n",
		.good = EXAMPLE_HOST("bookworm")
			"nics:\n"
			"  - {name: eth0, mac: \"52:54:00:00:00:01\", addresses: [10.0.0.16/24]}\n",
	},
	.on_iface = edge_of_network,
};

static void overlapping(struct run *r, struct own *a, struct own *b)
{
	const struct own *narrow = a->ip->prefix > b->ip->prefix ? a : b;

	if (!share_network(a, b, true))
		return;
	report(r, WARNING, on_own(r, b), "the networks of '%s' and '%s' overlap: %s and %s", a->i->name,
	       b->i->name, network_text(r, a->ip), network_text(r, b->ip));
	note(r, on_own(r, a), "'%s' is in its network here", a->i->name);
	consequence(r,
		    "for the part that both have the narrower one wins: hosts of the wider network that lie "
		    "in it\n"
		    "are looked for behind '%s' and not found",
		    narrow->i->name);
	help(r, "networks that have nothing in common; is one of the prefixes wrong?");
}

static void judge_overlaps(struct run *r, const struct net *net)
{
	(void)net;
	each_pair(r, overlapping);
}

const struct rule IP008 = {
	.about = {
		.id = "IP008",
		.title = "overlapping networks on two interfaces",
		.severity = WARNING,
		.since = "0.1",
		.why = "Routes are chosen by the longest prefix. Where an interface's network is part of "
		       "another's, everything in that part goes to the narrower one, also to those hosts "
		       "that are in fact behind the other interface. Nothing is refused, and most hosts "
		       "stay reachable, so it is found late. The usual cause is a prefix that was copied or "
		       "left at /8.",
		.fix = "Networks that do not overlap.",
		.verify = "ip route get ADDRESS for a host of the wider network: \"dev\" is the interface "
			  "it is behind.",
		.sources = REFERENCES(&ip_route),
		.bad = EXAMPLE_HOST("bookworm")
		       "nics:\n"
		       "  - {name: eth0, mac: \"52:54:00:00:00:01\", addresses: [10.0.0.1/8]}\n"
		       "  - {name: eth1, mac: \"52:54:00:00:00:02\", addresses: [10.1.0.1/16]}\n",
		.good = EXAMPLE_HOST("bookworm")
			"nics:\n"
			"  - {name: eth0, mac: \"52:54:00:00:00:01\", addresses: [10.0.0.1/16]}\n"
			"  - {name: eth1, mac: \"52:54:00:00:00:02\", addresses: [10.1.0.1/16]}\n",
	},
	.on_host = judge_overlaps,
};
