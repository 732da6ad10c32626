/* Cables and switches as several hosts see them: FLEET003, FLEET005, FLEET009. */
#include <string.h>

#include "base/hash.h"
#include "rules/fleet.h"

#define NIC_OF(host, mac, rest)                                                                              \
	"host: " host "\nos: bookworm\nnics: [{name: eth0, mac: \"52:54:00:00:00:" mac "\", " rest "}]\n"

/* ---- ports ---- */

struct plug {
	const struct fleet_host *host;
	const struct fleet_nic *nic;
};

static struct spot port_spot(const struct fleet_nic *n)
{
	return (struct spot){n->name, n->port_path};
}

static void ports_twice(struct run *r, const struct fleet *fleet)
{
	struct hash *all = hash_new(r->arena);

	for (size_t i = 0; i < fleet->n; i++)
		for (size_t k = 0; k < fleet->v[i]->nics.n && !fleet->v[i]->first; k++) {
			const struct fleet_nic *n = &fleet->v[i]->nics.v[k];
			struct plug *plug = arena_alloc(r->arena, sizeof(*plug)), *first;
			struct spot here = port_spot(n), there;
			const char *key;

			if (!n->switch_name || !n->port)
				continue;
			*plug = (struct plug){fleet->v[i], n};
			key = arena_printf(r->arena, "%s\n%s", n->switch_name, n->port);
			first = hash_get(all, key);
			if (!first)
				hash_put(all, key, plug);
			if (!first || first->host == plug->host) /* TOPO014 */
				continue;
			there = port_spot(first->nic);
			report(r, ERROR, in_host(r, plug->host, &here),
			       "'%s' of '%s' and '%s' of '%s' are both on port '%s' of switch '%s'", n->name,
			       plug->host->name, first->nic->name, first->host->name, n->port,
			       n->switch_name);
			note(r, in_host(r, first->host, &there), "'%s' of '%s'", first->nic->name,
			     first->host->name);
			consequence(r, "a port takes one cable: what is said of the port of one of them is "
				       "said of another host's");
			help(r, "port: PORT        as the switch shows it (lldpctl, or its table of MAC "
				"addresses)");
		}
}

const struct rule FLEET003 = {
	.about =
		{
			.id = "FLEET003",
			.title = "two hosts on one switch port",
			.severity = ERROR,
			.since = "0.1",
			.why = "A switch port takes one cable. The description of one of the hosts was "
			       "copied and not corrected, "
			       "and what else is said of its port, its VLANs and its group may be the other "
			       "host's; the rules "
			       "about cabling judge by it.",
			.fix = "Look at the switch and correct the host that is somewhere else.",
			.verify = "lldpctl on both hosts, or the switch's table of MAC addresses.",
			.sources = REFERENCES(&bonding_rst),
			.beside = NIC_OF("hv1.example.com", "01", "switch: sw-a, port: Gi1/0/1"),
			.bad = NIC_OF("hv2.example.com", "02", "switch: sw-a, port: Gi1/0/1"),
			.good = NIC_OF("hv2.example.com", "02", "switch: sw-a, port: Gi1/0/2"),
		},
	.on_fleet = ports_twice,
};

/* ---- switches ---- */

struct seen {
	const struct fleet_host *host;
	const struct fleet_switch *s;
};

/* `strict`: left out means no, as the rules take it for a stack; otherwise it means unknown. */
static void compare(struct run *r, const struct seen *first, const struct seen *s, const char *key,
		    const char *a, const char *b, bool strict)
{
	struct spot here = {s->s->at.object, field_path(r->arena, s->s->at.path, key)};
	struct spot there = {first->s->at.object, field_path(r->arena, first->s->at.path, key)};

	if (a == b || (a && b && !strcmp(a, b)) || ((!a || !b) && !strict))
		return;
	report(r, WARNING, in_host(r, s->host, &here), "'%s' and '%s' disagree on the %s of switch '%s'",
	       first->host->name, s->host->name, key, s->s->at.object);
	note(r, in_host(r, first->host, &there), "'%s' has %s", first->host->name,
	     a ? *a ? a : "none" : "none");
	note(r, in_host(r, s->host, &here), "'%s' has %s", s->host->name, b ? *b ? b : "none" : "none");
	consequence(r, "one of them is judged by a network that is not there");
	help(r, "the switches once, in a file that both are given with --site");
}

static void compare_switches(struct run *r, const struct seen *first, const struct seen *s)
{
	compare(r, first, s, "stack", first->s->stack, s->s->stack, true);
	compare(r, first, s, "peers", first->s->peers, s->s->peers, false);
	compare(r, first, s, "lacp", first->s->lacp, s->s->lacp, false);
	compare(r, first, s, "link_state_tracking", first->s->link_state_tracking, s->s->link_state_tracking,
		false);
	compare(r, first, s, "forward_delay", first->s->forward_delay, s->s->forward_delay, false);
	compare(r, first, s, "mtu", first->s->mtu, s->s->mtu, false);
}

static void switches_differ(struct run *r, const struct fleet *fleet)
{
	struct hash *all = hash_new(r->arena);

	for (size_t i = 0; i < fleet->n; i++)
		for (size_t k = 0; k < fleet->v[i]->switches.n && !fleet->v[i]->first; k++) {
			struct seen *s = arena_alloc(r->arena, sizeof(*s)), *first;

			*s = (struct seen){fleet->v[i], &fleet->v[i]->switches.v[k]};
			first = hash_get(all, s->s->at.object);
			if (first)
				compare_switches(r, first, s);
			else
				hash_put(all, s->s->at.object, s);
		}
}

#define STACKED(stack)                                                                                       \
	"host: hv2.example.com\nos: bookworm\nswitches: [{name: sw-a" stack "}]\n"                           \
	"nics: [{name: eth0, mac: \"52:54:00:00:00:02\", switch: sw-a}]\n"

const struct rule FLEET005 = {
	.about =
		{
			.id = "FLEET005",
			.title = "hosts that disagree on a switch",
			.severity = WARNING,
			.since = "0.1",
			.why = "Whether 802.3ad over two switches works depends on their being one stack, "
			       "whether "
			       "active-backup survives on their being linked, whether jumbo frames pass on "
			       "their MTU. A "
			       "switch is one thing for all hosts; where two files say different things of "
			       "it, the findings "
			       "of one host rest on a network that does not exist. What only one of them "
			       "says is taken as "
			       "unknown in the other, except for `stack`: a switch without is taken for "
			       "none's member.",
			.fix = "Describe the switches once, in a site file (--site), and leave them out of "
			       "the hosts.",
			.verify = "The switch's own configuration.",
			.sources = REFERENCES(&bonding_rst),
			.beside =
				"host: hv1.example.com\nos: bookworm\nswitches: [{name: sw-a, stack: core}]\n"
				"nics: [{name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}]\n",
			.bad = STACKED(", stack: other"),
			.good = STACKED(", stack: core"),
		},
	.on_fleet = switches_differ,
};

/* ---- direct cables ---- */

static const struct fleet_nic *nic_called(const struct fleet_host *h, const char *name)
{
	for (size_t k = 0; k < h->nics.n; k++)
		if (!strcmp(h->nics.v[k].name, name))
			return &h->nics.v[k];
	return NULL;
}

/* What is wrong at the other end of the cable; NULL: nothing, or nothing is known. */
static const char *other_end(const struct fleet_host *h, const struct fleet_nic *n,
			     const struct fleet_nic *far)
{
	if (!far)
		return "is not described there";
	if (far->switch_name)
		return "goes to a switch";
	if (!far->peer_host)
		return NULL;
	if (!fleet_means(far->peer_host, h) || (far->peer_nic && strcmp(far->peer_nic, n->name)))
		return "goes elsewhere";
	return NULL;
}

static void cable_ends(struct run *r, const struct fleet *fleet, const struct fleet_host *h,
		       const struct fleet_nic *n)
{
	const struct fleet_host *peer = n->peer_nic ? fleet_find(fleet, n->peer_host) : NULL;
	const struct fleet_nic *far = peer ? nic_called(peer, n->peer_nic) : NULL;
	const char *wrong = peer && peer != h ? other_end(h, n, far) : NULL;
	struct spot whole = {peer ? peer->name : NULL, "nics"};

	if (!wrong)
		return;
	report(r, WARNING, in_host(r, h, &n->at), "'%s' of '%s' is cabled to '%s' of '%s', which %s", n->name,
	       h->name, n->peer_nic, peer->name, wrong);
	note(r, in_host(r, peer, far ? &far->at : &whole), far ? "what '%s' says" : "the NICs of '%s'",
	     peer->name);
	consequence(r, "one of the two is wrong, and a bond over that cable is judged by it");
	help(r, "peer: HOST/NIC        as it is cabled, on both sides");
}

static void cables_differ(struct run *r, const struct fleet *fleet)
{
	for (size_t i = 0; i < fleet->n; i++)
		for (size_t k = 0; k < fleet->v[i]->nics.n && !fleet->v[i]->first; k++)
			cable_ends(r, fleet, fleet->v[i], &fleet->v[i]->nics.v[k]);
}

const struct rule FLEET009 = {
	.about =
		{
			.id = "FLEET009",
			.title = "a direct cable whose ends disagree",
			.severity = WARNING,
			.since = "0.1",
			.why = "A direct cable has two ends, and each host describes its own. Where the "
			       "other host has no such "
			       "NIC, or says that the NIC goes elsewhere, one of the descriptions is wrong, "
			       "and what the "
			       "rules about cabling say of a bond over it is as well. vlan-bonding-squeeze "
			       "ties its two "
			       "boxes by such a cable for DRBD.",
			.fix = "Correct the side that is wrong.",
			.verify = "Take the NIC down on one host (ip link set NIC down): the other one's NIC "
				  "loses its carrier.",
			.sources = REFERENCES(&vlan_bonding),
			.beside = NIC_OF("boxb.example.com", "01", "peer: boxa/eth0"),
			.bad = NIC_OF("boxa.example.com", "02", "peer: boxb/eth1"),
			.good = NIC_OF("boxa.example.com", "02", "peer: boxb/eth0"),
		},
	.on_fleet = cables_differ,
};
