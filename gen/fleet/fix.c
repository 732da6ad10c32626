#include "fleet/fix.h"

#include <string.h>

#include "base/hash.h"
#include "fleet/replacement.h"
#include "model/amend.h"
#include "model/description.h"

enum { ROUNDS = 10 }; /* fixes of what a fix brings to light */

/* The host at one point, in memory of its own. */
struct state {
	struct arena *arena;
	const struct source *source;
	struct host_run run;
};

struct fixing {
	const struct source *site;
	const struct run_options *o;
	struct arena *arena;
	struct hash *refused; /* why a fix is not made, by the finding */
	struct fixed result;
};

static void leave(struct state *s)
{
	arena_free(s->arena);
	*s = (struct state){0};
}

/* ---- what has changed ---------------------------------------------------------- */

static bool same_object(const struct finding *f, const struct finding *g)
{
	return !strcmp(f->id, g->id) && !f->object == !g->object &&
	       (!f->object || !strcmp(f->object, g->object));
}

/* The findings of this kind on this object, as severe at least. */
static size_t alike(const struct findings *all, const struct finding *f, enum severity least)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += same_object(all->v[i], f) && all->v[i]->severity >= least;
	return n;
}

/* A finding that `old` has not and that counts: a warning or worse, or what a fix is there for. */
static const struct finding *newcomer(const struct findings *old, const struct findings *after)
{
	for (size_t i = 0; i < after->n; i++) {
		const struct finding *f = after->v[i];

		if ((f->severity >= WARNING || f->edits) &&
		    alike(after, f, f->severity) > alike(old, f, f->severity))
			return f;
	}
	return NULL;
}

/* ---- one fix -------------------------------------------------------------------- */

/*
 * A finding that has to be settled before `f`: it is about a place that `f` points at as its reason. An
 * option that is idle in a mode is not taken out while the mode itself is in question.
 */
static const struct finding *before(const struct findings *all, const struct finding *f)
{
	for (const struct note *n = f->notes; n; n = n->next)
		for (size_t i = 0; i < all->n; i++) {
			const char *at = all->v[i]->at.path;

			if (all->v[i] != f && all->v[i]->severity >= WARNING && at && n->at.path &&
			    !strcmp(at, n->at.path))
				return all->v[i];
		}
	return NULL;
}

/* The host with the edits of `f` made; false, and nothing to leave, where that cannot be. */
static bool make(const struct fixing *x, const struct source *from, const struct finding *f, struct state *to,
		 const char **why)
{
	const struct source *s = from;

	*to = (struct state){.arena = arena_new()};
	for (const struct edit *e = f->edits; e && s; e = e->next) {
		bool of_site = path_is_of_site(e->path);

		s = of_site ? NULL : amend(to->arena, s, e, why);
		if (of_site)
			*why = "stands in the site file, where it holds for other hosts too: fix leaves it "
			       "alone";
	}
	if (s == from) {
		*why = "nothing is left to write";
		s = NULL;
	}
	if (s) {
		to->source = s;
		to->run = host_run(to->arena, s, x->site, x->o);
	}
	if (s && !to->run.net)
		*why = "the description would have a fault";
	if (s && to->run.net)
		return true;
	leave(to);
	return false;
}

/* The same with everything that it brings to light; false where something would remain of that. */
static bool settle(const struct fixing *x, const struct state *from, const struct finding *f,
		   struct state *to, const char **why)
{
	const struct finding *next = before(&from->run.findings, f);

	if (next) {
		*why = arena_printf(x->arena, "fix leaves it to you: %s is to be settled first", next->id);
		return false;
	}
	if (!make(x, from->source, f, to, why))
		return false;
	for (int i = 0;
	     (next = newcomer(&from->run.findings, &to->run.findings)) && next->edits && i < ROUNDS; i++) {
		struct state further;
		bool made = make(x, to->source, next, &further, why);

		leave(to);
		if (!made)
			return false;
		*to = further;
	}
	if (!next && alike(&to->run.findings, f, INFO) < alike(&from->run.findings, f, INFO))
		return true;
	*why = next ? arena_printf(x->arena, "fix leaves it to you: %s would follow", next->id)
		    : "fix leaves it to you: it would remain";
	leave(to);
	return false;
}

/* ---- all of them ---------------------------------------------------------------- */

static const char *key_of(struct arena *a, const struct finding *f)
{
	return arena_printf(a, "%s %s %s", f->id, f->edits->path, f->message);
}

static const struct finding *candidate(const struct fixing *x, const struct findings *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i]->edits && !hash_get(x->refused, key_of(all->arena, all->v[i])))
			return all->v[i];
	return NULL;
}

static void record(struct fixing *x, const struct finding *f)
{
	struct mended one = {.id = f->id, .message = arena_strdup(x->arena, f->message)};

	if (f->at.span.source)
		one.line = source_position(f->at.span).line;
	arena_push(x->arena, x->result.v, x->result.n, one);
}

static void fix_all(struct fixing *x, struct state *now)
{
	const struct finding *f;

	while ((f = candidate(x, &now->run.findings))) {
		const char *why = NULL;
		struct state next;

		if (!settle(x, now, f, &next, &why)) {
			hash_put(x->refused, key_of(x->arena, f), (void *)why);
			continue;
		}
		record(x, f);
		leave(now);
		*now = next;
		x->refused = hash_new(x->arena); /* what stood against another may be gone */
	}
}

/* Says at each finding whose fix was not made what stands against it, and where. */
static void explain(const struct fixing *x, const struct locator *places, struct findings *left)
{
	for (size_t i = 0; i < left->n; i++) {
		struct finding *f = left->v[i];
		const struct edit *e = f->edits;
		const char *why = e ? hash_get(x->refused, key_of(x->arena, f)) : NULL;

		while (e && e->next && !path_is_of_site(e->path))
			e = e->next;
		if (why)
			finding_note(left, f, (struct place){.span = locator_find(places, e->path)}, why);
	}
}

struct fixed fix_host(struct arena *a, const struct source *host, const struct source *site,
		      const struct run_options *o)
{
	struct fixing x = {.site = site, .o = o, .arena = a, .refused = hash_new(a)};
	struct state now = {.arena = arena_new(), .source = host};

	now.run = host_run(now.arena, host, site, o);
	if (now.run.net)
		fix_all(&x, &now);
	x.result.source = host;
	if (x.result.n)
		x.result.source = source_of(
			a, host->name, arena_strndup(a, now.source->bytes, now.source->len), now.source->len);
	leave(&now);
	x.result.run = host_run(a, x.result.source, site, o);
	if (x.result.run.net)
		explain(&x, host_locate(a, x.result.source, site), &x.result.run.findings);
	return x.result;
}

void fix_offer(struct arena *a, const struct source *host, const struct source *site, const struct run_options *o,
	       const struct host_run *run)
{
	const struct fixing x = {.site = site, .o = o, .arena = a};
	const struct state now = {a, host, *run};

	for (size_t i = 0; run->net && i < run->findings.n; i++) {
		struct finding *f = run->findings.v[i];
		struct state next;
		const char *why;

		if (!f->edits || !settle(&x, &now, f, &next, &why))
			continue;
		f->replacement = replacement_between(a, host, next.source);
		leave(&next);
	}
}
