#include "fleet/fleet_index.h"

#include <string.h>

#include "base/hash.h"
#include "fleet/fleet_extract.h"
#include "model/description.h"

/* What is kept of a host besides its extract: its text, to point at, and what it accepts. */
struct member {
	struct fleet_host host;
	const char *file;
	struct source *source; /* NULL: it was read from files */
	const struct source *site;
	struct {
		const char *rule, *object;
	} * allow;
	size_t nallow;
	const struct policy *policy;
	enum severity fail_on;
	const struct locator *places; /* NULL: nothing was to be pointed at so far */
	struct fleet_part *part;
};

struct fleet_index {
	struct arena *arena;
	struct fleet fleet;
	struct member **members;
	size_t n;
	const struct source *site; /* of the last host: mostly that of all */
	struct fleet_host *nobody; /* whom a name means that could mean two */
};

struct fleet_index *fleet_index_new(struct arena *a)
{
	struct fleet_index *x = arena_alloc(a, sizeof(*x));

	x->arena = a;
	x->fleet.by_name = hash_new(a);
	x->nobody = arena_alloc(a, sizeof(*x->nobody));
	return x;
}

static struct source *keep(struct arena *a, const struct source *s)
{
	return source_of(a, arena_strdup(a, s->name), arena_strndup(a, s->bytes, s->len), s->len);
}

static const struct source *keep_site(struct fleet_index *x, const struct source *s)
{
	if (!s)
		return NULL;
	if (!x->site || x->site->len != s->len || strcmp(x->site->name, s->name) ||
	    memcmp(x->site->bytes, s->bytes, s->len))
		x->site = keep(x->arena, s);
	return x->site;
}

static void keep_allow(struct fleet_index *x, struct member *m, const struct host *h)
{
	m->allow = arena_alloc(x->arena, h->allow.n * sizeof(*m->allow));
	for (size_t i = 0; i < h->allow.n; i++) {
		const struct allow *entry = &h->allow.v[i];

		m->allow[m->nallow].rule = arena_strdup(x->arena, entry->rule.s);
		m->allow[m->nallow++].object =
			has(&entry->object) ? arena_strdup(x->arena, entry->object.s) : NULL;
	}
}

/* Hosts are found by their full name, and by what stands before its first dot where that means one only. */
static void put_names(struct fleet_index *x, struct fleet_host *h)
{
	struct hash *names = x->fleet.by_name;
	struct fleet_host *first = hash_get(names, h->name), *known;
	const char *part = arena_strndup(x->arena, h->name, strcspn(h->name, "."));

	if (first && first->name && !strcmp(first->name, h->name))
		h->first = first;
	else
		hash_put(names, h->name, h);
	known = hash_get(names, part);
	if (!known)
		hash_put(names, part, h);
	else if (known->name && strcmp(known->name, part) && strcmp(known->name, h->name))
		hash_put(names, part, x->nobody);
}

static struct member *add(struct fleet_index *x, const struct net *net, const char *file,
			  const struct run_options *o)
{
	struct member *m = arena_alloc(x->arena, sizeof(*m));

	m->file = arena_strdup(x->arena, file);
	m->policy = o->policy;
	m->fail_on = o->fail_on;
	m->host.number = x->n;
	fleet_extract(x->arena, net, &m->host);
	keep_allow(x, m, net->host);
	put_names(x, &m->host);
	arena_push(x->arena, x->fleet.v, x->fleet.n, &m->host);
	arena_push(x->arena, x->members, x->n, m);
	return m;
}

void fleet_index_add(struct fleet_index *x, const struct net *net, const struct source *host,
		     const struct source *site, const struct run_options *o)
{
	struct member *m = add(x, net, host->name, o);

	m->source = keep(x->arena, host);
	m->site = keep_site(x, site);
}

void fleet_index_add_files(struct fleet_index *x, const struct net *net, const char *name,
			   const struct locator *places, const struct run_options *o)
{
	add(x, net, name, o)->places = places;
}

/* ---- what is found ---- */

static bool allows(const struct member *m, const struct finding *f, const struct spot *at)
{
	for (size_t i = 0; i < m->nallow; i++) {
		const char *object = m->allow[i].object;

		if (!strcmp(m->allow[i].rule, f->id) &&
		    (!object || !strcmp(object, at->object) || (f->object && !strcmp(object, f->object))))
			return true;
	}
	return false;
}

/* Gives a place its span; true if its host accepts the finding. */
static bool locate(struct fleet_index *x, const struct finding *f, struct place *at)
{
	struct spot spot;
	struct member *m = x->members[fleet_place(x->arena, at->path, &spot)];

	if (!m->places)
		m->places = host_locate(x->arena, m->source, m->site);
	at->span = locator_find(m->places, spot.path);
	return allows(m, f, &spot);
}

static struct fleet_part *part_of(struct fleet_index *x, struct member *m)
{
	if (!m->part) {
		m->part = arena_alloc(x->arena, sizeof(*m->part));
		m->part->file = m->file;
		m->part->fail_on = m->fail_on;
		findings_init(&m->part->findings, x->arena);
	}
	return m->part;
}

static void settle(struct fleet_index *x, struct finding *f)
{
	struct spot unused;
	struct member *owner = x->members[fleet_place(x->arena, f->at.path, &unused)];
	struct fleet_part *part = part_of(x, owner);
	bool accepted = locate(x, f, &f->at);

	for (struct note *n = f->notes; n; n = n->next)
		accepted |= locate(x, f, &n->at);
	if (accepted) {
		part->accepted++;
		return;
	}
	arena_push(x->arena, part->findings.v, part->findings.n, f);
	part->off += policy_apply(owner->policy, &part->findings, part->findings.n - 1);
}

struct fleet_part *fleet_index_judge(struct fleet_index *x, size_t *n)
{
	struct fleet_part *parts = NULL;
	struct findings all;

	*n = 0;
	findings_init(&all, x->arena);
	rules_run_fleet(&x->fleet, &all);
	for (size_t i = 0; i < all.n; i++)
		settle(x, all.v[i]);
	for (size_t i = 0; i < x->n; i++) {
		if (!x->members[i]->part)
			continue;
		findings_locate(&x->members[i]->part->findings,
				locator_new(x->arena)); /* for the order alone */
		arena_push(x->arena, parts, *n, *x->members[i]->part);
	}
	return parts;
}
