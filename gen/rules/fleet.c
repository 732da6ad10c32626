#include "rules/fleet.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

const struct fleet_host *fleet_find(const struct fleet *f, const char *name)
{
	const struct fleet_host *h = hash_get(f->by_name, name);

	return h && h->name ? h : NULL;
}

bool fleet_means(const char *name, const struct fleet_host *h)
{
	size_t n = strlen(name);

	return !strncmp(h->name, name, n) && (!h->name[n] || (h->name[n] == '.' && !strchr(name, '.')));
}

/* Neither a number nor a path has a line end in it. */
struct subject in_host(struct run *r, const struct fleet_host *h, const struct spot *at)
{
	return (struct subject){at->object, arena_printf(r->arena, "%zu\n%s\n%s", h->number, at->path,
							 at->object ? at->object : "")};
}

size_t fleet_place(struct arena *a, const char *path, struct spot *at)
{
	char *end;
	size_t number = strtoul(path, &end, 10);

	path = end + 1;
	at->path = arena_strndup(a, path, strcspn(path, "\n"));
	at->object = path + strcspn(path, "\n") + 1;
	return number;
}

void rules_run_fleet(const struct fleet *fleet, struct findings *findings)
{
	struct run r = {.arena = findings->arena, .findings = findings};

	for (size_t i = 0; i < rules_count; i++) {
		r.rule = rules_all[i];
		if (r.rule->on_fleet)
			r.rule->on_fleet(&r, fleet);
	}
}

/* ---- ballots ---- */

struct votes {
	const char *key;
	struct vote *v;
	size_t n;
};

struct ballot {
	struct run *r;
	struct hash *by_key;
	struct hash *said; /* places that differed already */
	struct votes **v;
	size_t n;
};

struct ballot *ballot_new(struct run *r)
{
	struct ballot *b = arena_alloc(r->arena, sizeof(*b));

	*b = (struct ballot){.r = r, .by_key = hash_new(r->arena), .said = hash_new(r->arena)};
	return b;
}

void ballot_add(struct ballot *b, const char *key, struct vote v)
{
	struct votes *all = hash_get(b->by_key, key);

	if (!all) {
		all = arena_alloc(b->r->arena, sizeof(*all));
		all->key = key;
		hash_put(b->by_key, key, all);
		arena_push(b->r->arena, b->v, b->n, all);
	}
	arena_push(b->r->arena, all->v, all->n, v);
}

static int by_value(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return (x > y) - (x < y);
}

/* How often `value` is among the sorted. */
static size_t times(const long *sorted, size_t n, long value)
{
	const long *any = bsearch(&value, sorted, n, sizeof(value), by_value), *from = any, *to = any;

	while (from > sorted && from[-1] == value)
		from--;
	while (to < sorted + n && *to == value)
		to++;
	return (size_t)(to - from);
}

static const struct vote *winner(struct arena *a, const struct votes *all)
{
	long *sorted = arena_alloc(a, all->n * sizeof(*sorted));
	size_t most = 0;
	const struct vote *best = NULL;

	for (size_t i = 0; i < all->n; i++)
		sorted[i] = all->v[i].value;
	qsort(sorted, all->n, sizeof(*sorted), by_value);
	if (sorted[0] == sorted[all->n - 1])
		return &all->v[0];
	for (size_t i = 0; i < all->n; i++) {
		size_t n =
			best && all->v[i].value == best->value ? 0 : times(sorted, all->n, all->v[i].value);

		if (n > most) {
			most = n;
			best = &all->v[i];
		}
	}
	return best;
}

/* True the first time. */
static bool once(struct ballot *b, const struct vote *v)
{
	const char *path = in_host(b->r, v->host, v->at).path;

	if (hash_get(b->said, path))
		return false;
	hash_put(b->said, path, b);
	return true;
}

void ballot_count(struct ballot *b, void (*differs)(struct run *r, const char *key, const struct vote *odd,
						    const struct vote *most))
{
	for (size_t i = 0; i < b->n; i++) {
		const struct votes *all = b->v[i];
		const struct vote *most = winner(b->r->arena, all);

		for (size_t k = 0; k < all->n; k++)
			if (all->v[k].value != most->value && all->v[k].host != most->host && once(b, &all->v[k]))
				differs(b->r, all->key, &all->v[k], most);
	}
}
