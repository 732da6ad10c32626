#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/word.h"
#include "model/choose.h"
#include "model/net.h"

enum { GUESSING = 1000 }; /* names among which the nearest is looked for */

struct resolver {
	struct arena *arena;
	const struct host *host;
	struct net *net;
	struct hash *switches, *guests; /* by name */
	struct findings *findings;
	bool failed;
};

static struct finding *ref(struct resolver *r, const char *id, const char *path, const char *object,
			   const char *message, const char *help)
{
	struct finding *f = findings_add(r->findings, id, ERROR, (struct place){.path = path});

	f->object = object;
	f->message = message;
	f->help = help;
	r->failed = true;
	return f;
}

static void named_twice(struct resolver *r, const char *what, const char *name, const char *path,
			const char *first)
{
	struct finding *f =
		ref(r, "REF002", path, name, arena_printf(r->arena, "%s '%s' is there twice", what, name),
		    "a name of its own for each");

	finding_note(r->findings, f, (struct place){.path = first}, "the other one");
}

/* ---- interfaces ---- */

static void add_iface(struct resolver *r, enum iface_kind kind, const struct common *common,
		      const void *object)
{
	struct iface *i = arena_alloc(r->arena, sizeof(*i)), *first;

	i->kind = kind;
	i->common = common;
	i->path = common->path;
	i->nic = object;
	i->name = has(&common->name) ? common->name.s
				     : arena_printf(r->arena, "%s.%ld", i->vlan->parent.s,
						    i->vlan->id.n); /* only a VLAN may */
	first = hash_get(r->net->by_name, i->name);
	if (first)
		named_twice(r, "an interface", i->name, i->path, first->path);
	else
		hash_put(r->net->by_name, i->name, i);
	arena_push(r->arena, r->net->ifaces.v, r->net->ifaces.n, i);
}

static void add_ifaces(struct resolver *r)
{
	const struct host *h = r->host;

	for (size_t i = 0; i < h->nics.n; i++)
		add_iface(r, NIC, &h->nics.v[i].common, &h->nics.v[i]);
	for (size_t i = 0; i < h->bonds.n; i++)
		add_iface(r, BOND, &h->bonds.v[i].common, &h->bonds.v[i]);
	for (size_t i = 0; i < h->vlans.n; i++)
		add_iface(r, VLAN, &h->vlans.v[i].common, &h->vlans.v[i]);
	for (size_t i = 0; i < h->bridges.n; i++)
		add_iface(r, BRIDGE, &h->bridges.v[i].common, &h->bridges.v[i]);
}

/* What an interface of one kind may take in below it. */
static bool may_take(enum iface_kind upper, enum iface_kind lower)
{
	if (upper == BOND)
		return lower == NIC || lower == VLAN;
	return upper == BRIDGE || lower != VLAN; /* VLANs stand on NICs, bonds and bridges */
}

static struct iface *find(struct resolver *r, const char *name, const char *path, const char *object)
{
	struct iface *i = hash_get(r->net->by_name, name);
	struct nearest near = {0};

	if (i)
		return i;
	for (size_t k = 0; k < r->net->ifaces.n && r->net->ifaces.n < GUESSING; k++)
		nearest_offer(&near, name, r->net->ifaces.v[k]->name);
	ref(r, "REF001", path, object, arena_printf(r->arena, "no interface is called '%s'", name),
	    near.word);
	return NULL;
}

/* Links `upper` with the interface called `name`, which stands at `path`. */
static void link_lower(struct resolver *r, struct iface *upper, const char *name, const char *path)
{
	struct iface *lower = find(r, name, path, upper->name);

	if (!lower)
		return;
	if (lower == upper) {
		ref(r, "REF003", path, upper->name,
		    arena_printf(r->arena, "'%s' is built on itself", upper->name), NULL);
		return;
	}
	if (!may_take(upper->kind, lower->kind)) {
		ref(r, "REF004", path, upper->name,
		    arena_printf(r->arena, "'%s' is a %s: a %s cannot be built on it", name,
				 iface_kind_word(lower->kind), iface_kind_word(upper->kind)),
		    upper->kind == BOND ? "NICs or VLAN subinterfaces" : "a NIC, a bond or a bridge");
		return;
	}
	if (lower->owners.n && lower->owners.v[lower->owners.n - 1] == upper) {
		ref(r, "REF002", path, upper->name,
		    arena_printf(r->arena, "'%s' lists '%s' twice", upper->name, name), "list it once");
		return;
	}
	arena_push(r->arena, upper->lower.v, upper->lower.n, lower);
	if (upper->kind == VLAN)
		arena_push(r->arena, lower->vlans.v, lower->vlans.n, upper);
	else
		arena_push(r->arena, lower->owners.v, lower->owners.n, upper);
}

static void link_list(struct resolver *r, struct iface *upper, const struct values *names, const char *field)
{
	for (size_t i = 0; i < names->n; i++)
		link_lower(r, upper, names->v[i].s, element_path(r->arena, upper->path, field, i));
}

static void link_ifaces(struct resolver *r)
{
	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		struct iface *i = r->net->ifaces.v[k];

		if (i->kind == BOND)
			link_list(r, i, &i->bond->slaves, "slaves");
		else if (i->kind == BRIDGE)
			link_list(r, i, &i->bridge->ports, "ports");
		else if (i->kind == VLAN)
			link_lower(r, i, i->vlan->parent.s, field_path(r->arena, i->path, "parent"));
	}
}

/* ---- order ---- */

enum { TOWER = 16 }; /* NIC, VLAN, bond, VLAN, bridge, VLAN, bridge: nothing sensible is higher */

static int compare(const void *a, const void *b)
{
	const struct iface *x = *(struct iface *const *)a, *y = *(struct iface *const *)b;

	if (x->height != y->height)
		return x->height - y->height;
	if (x->kind != y->kind)
		return (int)x->kind - (int)y->kind;
	return x->place < y->place ? -1 : 1;
}

struct queue {
	struct iface **v;
	size_t n;
	size_t *waits; /* by place: how many below have no height yet */
};

/* An interface that waits for one less below it; once for none, it goes to the end of the queue. */
static void one_less(struct queue *q, struct iface *i, int height)
{
	if (i->height <= height)
		i->height = height + 1;
	if (!--q->waits[i->place])
		q->v[q->n++] = i;
}

/* Heights above the NICs, from below; what is left waiting stands on itself. */
static struct queue measure_heights(struct resolver *r)
{
	struct ifaces *all = &r->net->ifaces;
	struct queue q = {.v = arena_alloc(r->arena, all->n * sizeof(*q.v)),
			  .waits = arena_alloc(r->arena, all->n * sizeof(*q.waits))};

	for (size_t k = 0; k < all->n; k++) {
		struct iface *i = all->v[k];

		i->place = k;
		i->height = i->kind == NIC ? 0 : 1;
		q.waits[k] = i->lower.n;
		if (!i->lower.n)
			q.v[q.n++] = i;
	}
	for (size_t k = 0; k < q.n; k++) {
		struct iface *i = q.v[k];

		for (size_t u = 0; u < i->owners.n; u++)
			one_less(&q, i->owners.v[u], i->height);
		for (size_t u = 0; u < i->vlans.n; u++)
			one_less(&q, i->vlans.v[u], i->height);
	}
	return q;
}

static void order_ifaces(struct resolver *r)
{
	struct ifaces *all = &r->net->ifaces;
	struct queue q = measure_heights(r);

	for (size_t k = 0; k < all->n; k++) {
		struct iface *i = all->v[k];

		if (q.waits[k] || i->height > TOWER)
			ref(r, "REF003", i->path, i->name,
			    arena_printf(r->arena,
					 q.waits[k] ? "'%s' is built on itself, or on what is"
						    : "'%s' is built on too many others",
					 i->name),
			    "NIC, VLAN on NIC, bond, VLAN on bond, bridge");
	}
	if (all->n)
		qsort(all->v, all->n, sizeof(*all->v), compare);
}

/* ---- switches and guests ---- */

static const struct network_switch *find_switch(struct resolver *r, const char *name, const char *path,
						const char *object)
{
	const struct switches *all = &r->host->switches;
	const struct network_switch *found = hash_get(r->switches, name);
	struct nearest near = {0};

	for (size_t i = 0; !found && i < all->n && all->n < GUESSING; i++)
		nearest_offer(&near, name, all->v[i].name.s);
	if (!found && all->n) /* without any, cabling is simply not described */
		ref(r, "REF001", path, object, arena_printf(r->arena, "no switch is called '%s'", name),
		    near.word);
	return found;
}

static void resolve_switches(struct resolver *r)
{
	const struct switches *all = &r->host->switches;

	for (size_t i = 0; i < all->n; i++) {
		struct network_switch *s = &all->v[i], *first = hash_get(r->switches, s->name.s);

		if (first)
			named_twice(r, "a switch", s->name.s, s->path, first->path);
		hash_put(r->switches, s->name.s, s);
	}
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->v[i].peers.n; k++)
			find_switch(r, all->v[i].peers.v[k].s,
				    element_path(r->arena, all->v[i].path, "peers", k), all->v[i].name.s);
	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		struct iface *i = r->net->ifaces.v[k];

		if (i->kind != NIC || !has(&i->nic->switch_name))
			continue;
		i->on = find_switch(r, i->nic->switch_name.s, field_path(r->arena, i->path, "switch"),
				    i->name);
		if (has(&i->nic->peer))
			ref(r, "REF004", field_path(r->arena, i->path, "peer"), i->name,
			    arena_printf(r->arena, "'%s' has a switch and a direct cable", i->name),
			    "either switch or peer");
	}
}

static void resolve_guests(struct resolver *r)
{
	bool virtualized = number_or(&r->host->virtualization, VIRT_NONE) != VIRT_NONE;

	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		struct iface *i = r->net->ifaces.v[k];

		if (i->kind == BRIDGE)
			i->has_guests = number_or(&i->bridge->guests, virtualized);
	}
	for (size_t i = 0; i < r->host->guests.n; i++) {
		struct guest *g = &r->host->guests.v[i], *first = hash_get(r->guests, g->name.s);
		const char *path = field_path(r->arena, g->path, "bridge");
		struct iface *bridge;

		if (first)
			named_twice(r, "a guest", g->name.s, g->path, first->path);
		hash_put(r->guests, g->name.s, g);
		if (!has(&g->bridge))
			continue;
		bridge = find(r, g->bridge.s, path, g->name.s);
		if (bridge && bridge->kind != BRIDGE)
			ref(r, "REF004", path, g->name.s,
			    arena_printf(r->arena, "'%s' is a %s, not a bridge", bridge->name,
					 iface_kind_word(bridge->kind)),
			    NULL);
		else if (bridge)
			bridge->has_guests = true;
	}
}

/* The bond that `bond` follows, if it is one. */
static const struct iface *leader_of(struct resolver *r, const struct iface *bond)
{
	const struct iface *leader =
		has(&bond->bond->follow) ? hash_get(r->net->by_name, bond->bond->follow.s) : NULL;

	return leader && leader->kind == BOND ? leader : NULL;
}

static void resolve_follow(struct resolver *r, const struct iface *bond)
{
	const char *path = field_path(r->arena, bond->path, "follow");
	const struct iface *leader = find(r, bond->bond->follow.s, path, bond->name);

	if (leader && leader->kind != BOND)
		ref(r, "REF004", path, bond->name,
		    arena_printf(r->arena, "'%s' is a %s, not a bond", leader->name,
				 iface_kind_word(leader->kind)),
		    NULL);
	for (size_t steps = 0; leader && steps < TOWER; steps++) {
		if (leader == bond) {
			ref(r, "REF003", path, bond->name,
			    arena_printf(r->arena,
					 steps ? "'%s' follows itself, through others"
					       : "'%s' follows itself",
					 bond->name),
			    "a leader that follows none");
			return;
		}
		leader = leader->kind == BOND ? leader_of(r, leader) : NULL;
	}
}

const struct net *net_resolve(struct arena *a, const struct host *host, const struct release *os,
			      struct findings *findings)
{
	struct resolver r = {.arena = a, .host = host, .findings = findings};

	r.net = arena_alloc(a, sizeof(*r.net));
	*r.net = (struct net){.host = host, .os = os, .arena = a};
	r.net->by_name = hash_new(a);
	r.switches = hash_new(a);
	r.guests = hash_new(a);
	add_ifaces(&r);
	link_ifaces(&r);
	order_ifaces(&r);
	resolve_switches(&r);
	resolve_guests(&r);
	for (size_t k = 0; k < r.net->ifaces.n; k++)
		if (r.net->ifaces.v[k]->kind == BOND)
			arena_push(a, r.net->bonds.v, r.net->bonds.n, r.net->ifaces.v[k]);
	for (size_t k = 0; k < r.net->bonds.n; k++)
		if (has(&r.net->bonds.v[k]->bond->follow))
			resolve_follow(&r, r.net->bonds.v[k]);
	if (r.failed)
		return NULL;
	net_choose(r.net, findings);
	return r.net;
}
