/* Names and addresses that a fleet has twice: FLEET001, FLEET002, FLEET008. */
#include <string.h>

#include "base/hash.h"
#include "rules/fleet.h"

#define ONE(host, rest) "host: " host "\nos: bookworm\n" rest

/* What carries the same text: a list in the order of the hosts. */
struct bearer {
	const struct fleet_host *host;
	const struct spot *at;
	const struct fleet_ip *ip; /* NULL for a MAC address */
	bool guest;
	struct bearer *next;
};

/* A guest that is described on two hosts is one that may run on either. */
static bool same_guest(const struct bearer *a, const struct bearer *b)
{
	return a->guest && b->guest && !strcmp(a->at->object, b->at->object);
}

/* Adds `b` to those of `key`, and gives the first of another host that it is in conflict with; NULL: none. */
static const struct bearer *add_bearer(struct run *r, struct hash *all, const char *key, struct bearer b,
				       bool (*apart)(const struct bearer *, const struct bearer *))
{
	struct bearer *own = arena_alloc(r->arena, sizeof(*own)), *first = hash_get(all, key), *other = first;

	*own = b;
	if (!first)
		hash_put(all, key, own);
	while (other && (other->host == b.host || same_guest(other, &b) || (apart && apart(other, &b))))
		other = other->next;
	if (first) { /* behind the first, whose place in the table is taken */
		own->next = first->next;
		first->next = own;
	}
	return other;
}

/* ---- MAC addresses ---- */

static void macs_twice(struct run *r, const struct fleet *fleet)
{
	struct hash *all = hash_new(r->arena);

	for (size_t i = 0; i < fleet->n; i++) {
		const struct fleet_host *h = fleet->v[i];

		for (size_t k = 0; k < h->macs.n && !h->first; k++) {
			const struct fleet_mac *m = &h->macs.v[k];
			const struct bearer *other =
				add_bearer(r, all, m->mac,
					   (struct bearer){.host = h, .at = &m->at, .guest = m->guest}, NULL);

			if (!other)
				continue;
			report(r, ERROR, in_host(r, h, &m->at),
			       "'%s' of '%s' and '%s' of '%s' have the same MAC address %s", m->at.object,
			       h->name, other->at->object, other->host->name, m->mac);
			note(r, in_host(r, other->host, other->at), "'%s' of '%s'", other->at->object,
			     other->host->name);
			consequence(r, "in one network the switches send each frame to whichever of the two "
				       "spoke last; as a NIC's own\n"
				       "address it pins the name of one of them to nothing");
			help(r, "the address that ethtool -P shows there, or one of its own");
		}
	}
}

#define TWO_MACS(mac) ONE("hv2.example.com", "nics: [{name: eth0, mac: \"" mac "\"}]\n")

const struct rule FLEET001 = {
	.about =
		{
			.id = "FLEET001",
			.title = "one MAC address on two hosts",
			.severity = ERROR,
			.since = "0.1",
			.why = "A description that is copied for the next host takes the MAC addresses "
			       "along. NICs are found by "
			       "them: on the second host no NIC has that address, so its name is not pinned, "
			       "or an address "
			       "that is set there exists twice in the network. Then a switch moves it "
			       "between two ports with "
			       "every frame, and each host gets a part of the other's traffic. A guest "
			       "described under the "
			       "same name on two hosts is taken for one that runs on either, and not meant.",
			.fix = "Correct the copy.",
			.verify = "The switch's table of MAC addresses, several times: an address stays on "
				  "its port. ethtool "
				  "-P NIC on both hosts.",
			.sources = REFERENCES(&kvm_bonding, &ieee_8021d, &initscripts),
			.beside =
				ONE("hv1.example.com", "nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}]\n"),
			.bad = TWO_MACS("52:54:00:00:00:01"),
			.good = TWO_MACS("52:54:00:00:00:02"),
		},
	.on_fleet = macs_twice,
};

/* ---- IP addresses ---- */

/* What stands behind a direct cable is met by its two ends only. */
static bool not_in_one_network(const struct bearer *a, const struct bearer *b)
{
	const char *x = a->ip->cabled_to, *y = b->ip->cabled_to;

	if (!x && !y)
		return false;
	return !x || !y || !fleet_means(x, b->host) || !fleet_means(y, a->host);
}

static void ips_twice(struct run *r, const struct fleet *fleet)
{
	struct hash *all = hash_new(r->arena);

	for (size_t i = 0; i < fleet->n; i++) {
		const struct fleet_host *h = fleet->v[i];

		for (size_t k = 0; k < h->ips.n && !h->first; k++) {
			const struct fleet_ip *ip = &h->ips.v[k];
			const char *text = ip_text(&ip->ip, arena_alloc(r->arena, IP_TEXT));
			const struct bearer *other;

			if (ip_is_link_local(&ip->ip))
				continue;
			other = add_bearer(
				r, all, text,
				(struct bearer){.host = h, .at = &ip->at, .ip = ip, .guest = ip->guest},
				not_in_one_network);
			if (!other)
				continue;
			report(r, ERROR, in_host(r, h, &ip->at),
			       "'%s' of '%s' and '%s' of '%s' have the same address %s", ip->at.object,
			       h->name, other->at->object, other->host->name, text);
			note(r, in_host(r, other->host, other->at), "'%s' of '%s'", other->at->object,
			     other->host->name);
			consequence(r, "neighbours keep the one of the two that answered last, so "
				       "connections to either break at random;\n"
				       "some systems give the address up when they meet the other");
			help(r, "an address of its own for one of them");
		}
	}
}

#define TWO_IPS(ip)                                                                                          \
	ONE("hv2.example.com", "nics: [{name: eth0, mac: \"52:54:00:00:00:02\", addresses: [" ip "]}]\n")

const struct rule FLEET002 = {
	.about =
		{
			.id = "FLEET002",
			.title = "one IP address on two hosts",
			.severity = ERROR,
			.since = "0.1",
			.why = "Two systems that answer ARP for one address share its traffic by chance: "
			       "each neighbour keeps "
			       "the answer that came last. RHEL's ifup asks before it sets an address "
			       "(arping -D) and fails "
			       "if somebody answers, so which of the two hosts works depends on which booted "
			       "first; Debian's "
			       "sets it for IPv4 unasked. Addresses behind a direct cable count only between "
			       "its two ends, "
			       "link-local ones never, and a guest of the same name on two hosts is one that "
			       "runs on either.",
			.fix = "An address of its own for each. Where two hosts share one on purpose, as a "
			       "cluster moves its "
			       "service address, it belongs into the cluster's configuration and not to an "
			       "interface.",
			.verify = "arping -D -c 2 -I INTERFACE ADDRESS on a third machine: replies from one "
				  "MAC address at most.",
			.sources = REFERENCES(&rfc5227, &initscripts),
			.beside = ONE("hv1.example.com", "nics: [{name: eth0, mac: \"52:54:00:00:00:01\", "
							 "addresses: [10.0.0.2/24]}]\n"),
			.bad = TWO_IPS("10.0.0.2/24"),
			.good = TWO_IPS("10.0.0.3/24"),
		},
	.on_fleet = ips_twice,
};

/* ---- hosts ---- */

static void hosts_twice(struct run *r, const struct fleet *fleet)
{
	for (size_t i = 0; i < fleet->n; i++) {
		const struct fleet_host *h = fleet->v[i];
		const struct spot at = {h->name, "host"};

		if (!h->first)
			continue;
		report(r, ERROR, in_host(r, h, &at), "host '%s' is described twice", h->name);
		note(r, in_host(r, h->first, &at), "the other description");
		consequence(r, "which of the two its files are rendered from is left to chance; the rules "
			       "for fleets look at the\n"
			       "first one only");
		help(r, "remove one of the two, or check them one by one if they are versions of one host");
	}
}

const struct rule FLEET008 = {
	.about =
		{
			.id = "FLEET008",
			.title = "one host in two descriptions",
			.severity = ERROR,
			.since = "0.1",
			.why = "Files of a run are a fleet. Two of them with one `host` are an old copy "
			       "beside the new one, or a "
			       "copy for another host whose name was not changed; rendered into one "
			       "directory, the second "
			       "would overwrite the first, which render refuses. Other findings between such "
			       "a pair are "
			       "not told: everything would be there twice.",
			.fix = "One file per host. Alternatives of one host are checked in runs of their "
			       "own.",
			.verify = "grep -r '^host:' DIRECTORY | sort -k 2: each name once.",
			.sources = REFERENCES(&sysconfig_txt),
			.beside =
				ONE("hv1.example.com", "nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}]\n"),
			.bad = ONE("hv1.example.com", "nics: [{name: eth0, mac: \"52:54:00:00:00:02\"}]\n"),
			.good = ONE("hv2.example.com", "nics: [{name: eth0, mac: \"52:54:00:00:00:02\"}]\n"),
		},
	.on_fleet = hosts_twice,
};
