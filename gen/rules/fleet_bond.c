/* Bonds of hosts that talk to each other: FLEET007, TOPO012. */
#include <string.h>

#include "base/hash.h"
#include "rules/fleet.h"

/* ---- targets ---- */

static bool owns(const struct fleet_host *h, const struct ip *ip)
{
	for (size_t k = 0; k < h->ips.n; k++)
		if (ip_same(&h->ips.v[k].ip, ip))
			return true;
	return false;
}

/* True if every host at the other ends is one of the run and none of them has the address. */
static bool nobody_there(const struct fleet *fleet, const struct fleet_target *t)
{
	for (size_t k = 0; k < t->n; k++) {
		const struct fleet_host *h = fleet_find(fleet, t->hosts[k]);

		if (!h || owns(h, &t->ip))
			return false;
	}
	return t->n > 0;
}

static void targets_of_nobody(struct run *r, const struct fleet *fleet)
{
	for (size_t i = 0; i < fleet->n; i++)
		for (size_t k = 0; k < fleet->v[i]->targets.n && !fleet->v[i]->first; k++) {
			const struct fleet_host *h = fleet->v[i];
			const struct fleet_target *t = &h->targets.v[k];
			const struct fleet_host *far;
			struct spot name;

			if (!nobody_there(fleet, t))
				continue;
			far = fleet_find(fleet, t->hosts[0]);
			name = (struct spot){far->name, "host"};
			report(r, INFO, in_host(r, h, &t->at),
			       "no host behind the cables of '%s' has the ARP target %s", t->at.object,
			       ip_text(&t->ip, arena_alloc(r->arena, IP_TEXT)));
			note(r, in_host(r, far, &name), "'%s' is behind them", far->name);
			help(r, "an address that '%s' has on its side of the cable", far->name);
		}
}

#define CABLED(target)                                                                                       \
	"host: boxa.example.com\nos: bookworm\n"                                                             \
	"nics:\n"                                                                                            \
	"  - {name: eth0, mac: \"52:54:00:00:00:01\", peer: boxb/eth0}\n"                                    \
	"  - {name: eth1, mac: \"52:54:00:00:00:02\", peer: boxb/eth1}\n"                                    \
	"bonds:\n"                                                                                           \
	"  - name: bond0\n"                                                                                  \
	"    slaves: [eth0, eth1]\n"                                                                         \
	"    mode: active-backup\n"                                                                          \
	"    addresses: [10.0.0.1/24]\n"                                                                     \
	"    arp_interval: 500\n"                                                                            \
	"    arp_ip_target: [10.0.0.2, " target "]\n"

const struct rule FLEET007 = {
	.about =
		{
			.id = "FLEET007",
			.title = "an ARP target that nobody has",
			.severity = INFO,
			.since = "0.1",
			.why = "An address that nobody answers for counts as a target that is down: with "
			       "arp_all_targets=all the "
			       "bond never comes up, and otherwise one target fewer stands between a reboot "
			       "of the other one "
			       "and a failover. It can be told only where everybody who could answer is "
			       "described: where all "
			       "slaves are on direct cables to hosts of the same run. Switches and routers "
			       "have addresses too, "
			       "which no description holds, so behind a switch nothing is said.",
			.fix = "An address of the host at the other end.",
			.verify = "arping -c 3 -I BOND ADDRESS: replies.",
			.sources = REFERENCES(&vlan_bonding, &bonding_rst),
			.beside = "host: boxb.example.com\nos: bookworm\n"
				  "nics:\n"
				  "  - {name: eth0, mac: \"52:54:00:00:00:03\", peer: boxa/eth0}\n"
				  "  - {name: eth1, mac: \"52:54:00:00:00:04\", peer: boxa/eth1}\n"
				  "bonds:\n"
				  "  - {name: bond0, slaves: [eth0, eth1], mode: active-backup, miimon: 100, "
				  "addresses: [10.0.0.2/24, 10.0.0.3/24]}\n",
			.bad = CABLED("10.0.0.4"),
			.good = CABLED("10.0.0.3"),
		},
	.on_fleet = targets_of_nobody,
};

/* ---- primaries ---- */

/* The bonds of one network: who is in it, and the primaries that are known. */
struct talk {
	const struct fleet_host *hosts[3]; /* a third means that it is no pair */
	size_t n;
	const struct fleet_primary *primary[2];
	const char *network;
};

struct talks {
	struct run *r;
	struct hash *by_network;
	struct talk **v;
	size_t n;
};

static struct talk *talk_of(struct talks *all, const char *network)
{
	struct talk *t = hash_get(all->by_network, network);

	if (!t) {
		t = arena_alloc(all->r->arena, sizeof(*t));
		t->network = network;
		hash_put(all->by_network, network, t);
		arena_push(all->r->arena, all->v, all->n, t);
	}
	return t;
}

static void add_talker(struct talk *t, const struct fleet_host *h)
{
	if (t->n < 3 && (!t->n || t->hosts[t->n - 1] != h))
		t->hosts[t->n++] = h;
}

static void add_host(struct talks *all, const struct fleet_host *h)
{
	for (size_t k = 0; k < h->tops.n; k++)
		for (size_t n = 0; n < h->tops.v[k].n; n++)
			add_talker(talk_of(all, h->tops.v[k].networks[n]), h);
	for (size_t k = 0; k < h->primaries.n; k++) {
		struct talk *t = talk_of(all, h->primaries.v[k].network);

		if (t->n && t->n < 3)
			t->primary[t->n - 1] = &h->primaries.v[k];
	}
}

static bool one_side(const struct fleet_primary *a, const struct fleet_primary *b)
{
	return !strcmp(a->switch_name, b->switch_name) ||
	       (a->stack && b->stack && !strcmp(a->stack, b->stack));
}

static void primaries_cross(struct run *r, const struct fleet *fleet)
{
	struct talks all = {.r = r, .by_network = hash_new(r->arena)};

	for (size_t i = 0; i < fleet->n; i++)
		if (!fleet->v[i]->first)
			add_host(&all, fleet->v[i]);
	for (size_t i = 0; i < all.n; i++) {
		const struct talk *t = all.v[i];
		const struct fleet_primary *a = t->primary[0], *b = t->primary[1];

		if (t->n != 2 || !a || !b || one_side(a, b))
			continue;
		report(r, WARNING, in_host(r, t->hosts[1], &b->at),
		       "'%s' of '%s' prefers switch '%s', and '%s' of '%s', which it talks to, prefers '%s'",
		       b->at.object, t->hosts[1]->name, b->switch_name, a->at.object, t->hosts[0]->name,
		       a->switch_name);
		note(r, in_host(r, t->hosts[0], &a->at), "its primary is on '%s', switch '%s'", a->nic,
		     a->switch_name);
		consequence(r,
			    "with all links up, what the two send each other in %s\n"
			    "crosses the link between the switches, which all others share",
			    t->network);
		help(r, "primary: SLAVE        the one whose NIC is on switch '%s'", a->switch_name);
	}
}

#define HALF(host, mac0, mac1, address, primary)                                                             \
	"host: " host "\nos: bookworm\n"                                                                     \
	"switches: [{name: sw-a, peers: [sw-b]}, {name: sw-b, peers: [sw-a]}]\n"                             \
	"nics:\n"                                                                                            \
	"  - {name: eth0, mac: \"52:54:00:00:00:" mac0 "\", switch: sw-a}\n"                                 \
	"  - {name: eth1, mac: \"52:54:00:00:00:" mac1 "\", switch: sw-b}\n"                                 \
	"bonds:\n"                                                                                           \
	"  - name: bond0\n"                                                                                  \
	"    slaves: [eth0, eth1]\n"                                                                         \
	"    mode: active-backup\n"                                                                          \
	"    miimon: 100\n"                                                                                  \
	"    addresses: [" address "]\n"                                                                     \
	"    primary: " primary "\n"

const struct rule TOPO012 = {
	.about =
		{
			.id = "TOPO012",
			.title = "a pair of hosts whose primaries are on different switches",
			.severity = WARNING,
			.since = "0.1",
			.why = "vlan-bonding-squeeze gives each bond of its cluster pair a primary so that, "
			       "with everything up, "
			       "DRBD's traffic stays within one switch and the rest within the other; the "
			       "link between the "
			       "switches is for the time after a failure. If the two hosts prefer different "
			       "switches for the "
			       "same network, everything between them crosses that link. It is told only for "
			       "a network in "
			       "which exactly two hosts of the run are, because of others it is not known "
			       "where they are, "
			       "and not for bonds under guests, which want no primary (GUEST009).",
			.fix = "The primary of both on the same switch; different networks may prefer "
			       "different switches.",
			.verify = "cat /sys/class/net/BOND/bonding/active_slave on both hosts: NICs on one "
				  "switch.",
			.sources = REFERENCES(&vlan_bonding),
			.beside = HALF("boxa.example.com", "01", "02", "10.0.0.1/24", "eth0"),
			.bad = HALF("boxb.example.com", "03", "04", "10.0.0.2/24", "eth1"),
			.good = HALF("boxb.example.com", "03", "04", "10.0.0.2/24", "eth0"),
		},
	.on_fleet = primaries_cross,
};
