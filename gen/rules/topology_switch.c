/* What is said of the switches themselves: TOPO017, TOPO018. */
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "rules/cabling.h"
#include "rules/example.h"

/* ---- one side of a link ---- */

static bool lists(const struct network_switch *s, const char *peer)
{
	for (size_t k = 0; k < s->peers.n; k++)
		if (!strcmp(s->peers.v[k].s, peer))
			return true;
	return false;
}

static void one_side(struct run *r, const struct network_switch *s, size_t k,
		     const struct network_switch *peer)
{
	if (peer->peers.from == ABSENT || switch_is_partner(s, peer) || lists(peer, s->name.s))
		return;
	report(r, WARNING, (struct subject){s->name.s, element_path(r->arena, s->path, "peers", k)},
	       "switch '%s' lists '%s' as its peer, and '%s' does not list '%s'", s->name.s, peer->name.s,
	       peer->name.s, s->name.s);
	note(r, (struct subject){peer->name.s, field_path(r->arena, peer->path, "peers")},
	     "the peers of '%s'", peer->name.s);
	consequence(r, "one of the two is wrong: counted is the link, so a way between the switches may be "
		       "taken for\n"
		       "granted that is not there");
	help(r, "either '%s' among the peers of '%s' too, or not '%s' here", s->name.s, peer->name.s,
	     peer->name.s);
}

static void peers_of_one_side(struct run *r, const struct net *net)
{
	const struct switches *all = &net->host->switches;
	struct hash *by_name = hash_new(r->arena);

	for (size_t i = 0; i < all->n; i++)
		hash_put(by_name, all->v[i].name.s, &all->v[i]);
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->v[i].peers.n; k++)
			one_side(r, &all->v[i], k, hash_get(by_name, all->v[i].peers.v[k].s));
}

const struct rule TOPO017 = {
	.about =
		{
			.id = "TOPO017",
			.title = "a link between switches that one side does not know",
			.severity = WARNING,
			.since = "0.1",
			.why = "A link has two ends. Where one switch lists the other as a peer and that one "
			       "lists its own "
			       "peers without it, the description contradicts itself, and rules that ask for "
			       "a way "
			       "between switches (TOPO003, TOPO007, BR006) rest on it. A switch without "
			       "`peers` is "
			       "merely not described, and members of one stack are linked by that.",
			.fix = "List each as the other's peer, or neither.",
			.verify = "lldpctl, or the neighbour table of either switch.",
			.sources = REFERENCES(&bonding_rst),
			.bad = EXAMPLE_HOST("bookworm") "switches:\n"
							"  - {name: sw-a, peers: [sw-b]}\n"
							"  - {name: sw-b, peers: []}\n" EXAMPLE_NICS,
			.good = EXAMPLE_HOST("bookworm") "switches:\n"
							 "  - {name: sw-a, peers: [sw-b]}\n"
							 "  - {name: sw-b, peers: [sw-a]}\n" EXAMPLE_NICS,
		},
	.on_host = peers_of_one_side,
};

/* ---- names without a description ---- */

static void undescribed_switches(struct run *r, const struct net *net)
{
	struct hash *seen = hash_new(r->arena);
	const struct iface *first = NULL;
	struct text list;

	text_init(&list, r->arena);
	for (size_t k = 0; k < net->ifaces.n && !net->host->switches.n; k++) {
		const struct iface *i = net->ifaces.v[k];

		if (i->kind != NIC || !has(&i->nic->switch_name) || hash_get(seen, i->nic->switch_name.s))
			continue;
		first = first ? first : i;
		hash_put(seen, i->nic->switch_name.s, (void *)i);
		text_join(&list, ", ", arena_printf(r->arena, "{name: %s}", i->nic->switch_name.s));
	}
	if (!first)
		return;
	report(r, INFO, on_host_key(r, "switches"), "NICs name switches, and none is described");
	note(r, on_field(r, first, "switch"), "'%s' names '%s'", first->name, first->nic->switch_name.s);
	help(r, "switches: [%s]", list.s);
}

const struct rule TOPO018 = {
	.about =
		{
			.id = "TOPO018",
			.title = "NICs name switches that are not described",
			.severity = INFO,
			.since = "0.1",
			.why = "Without a single described switch the names of the NICs are taken as they "
			       "are: one that is "
			       "misspelt is not found, and what the rules could say about stacks, links "
			       "between "
			       "switches, their MTU and their spanning tree is not said.",
			.fix = "List the switches, here or in the file that --site names. Only the name is "
			       "required.",
			.verify = "lldpctl: the names of the switches as they announce them.",
			.sources = REFERENCES(&bonding_rst),
			.bad = EXAMPLE_HOST("bookworm") "nics: [{name: eth0, mac: \"52:54:00:00:00:01\", "
							"switch: sw-a}]\n",
			.good = EXAMPLE_HOST("bookworm") "switches: [{name: sw-a}]\n"
							 "nics: [{name: eth0, mac: \"52:54:00:00:00:01\", "
							 "switch: sw-a}]\n",
		},
	.on_host = undescribed_switches,
};
