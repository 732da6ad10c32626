/* What of a file in the tree is ours, by what earlier runs wrote down; and keeping what is not. */
#include <string.h>

#include "base/hash.h"
#include "files/digest.h"
#include "files/plan_parts.h"
#include "files/shared.h"

enum { COPIES = 99 };

/* ---- what was written down ---- */

static struct known *known_new(struct plan *p, const char *path, struct hash *all, struct known_files *out)
{
	struct known *k = arena_alloc(p->arena, sizeof(*k));

	*k = (struct known){.path = path};
	hash_put(all, path, k);
	arena_push(p->arena, out->v, out->n, k);
	return k;
}

static void learn(struct known *k, const char *hash, bool shared)
{
	if (strcmp(hash, record_absent) != 0)
		k->v[k->n++] = (struct ours){hash, shared};
}

void plan_know(struct plan *p, const struct records *manifest, const struct records *journal,
	       struct known_files *out)
{
	struct hash *all = hash_new(p->arena);

	for (size_t i = 0; i < manifest->n; i++) {
		const struct record *r = &manifest->v[i];

		learn(known_new(p, r->path, all, out), r->hash, r->shared);
	}
	for (size_t i = 0; i < journal->n; i++) {
		const struct record *r = &journal->v[i];
		struct known *k = hash_get(all, r->path);
		bool never = !strcmp(r->was, record_absent);

		if (never && !strcmp(r->hash, record_absent))
			continue;
		if (!k)
			k = known_new(p, r->path, all, out);
		if (!k->n && never)
			k->foreign = r->before;
		learn(k, r->was, r->shared);
		learn(k, r->hash, r->shared);
	}
}

/* ---- what is there ---- */

/* The bytes of the file that are ours: all, or the block; false: there are none. */
static bool find_ours(const struct change *c, bool shared, struct block *b)
{
	*b = shared ? shared_find(c->old, c->old_len) : (struct block){.to = c->old_len};
	return c->there && (!shared || b->why || b->to > b->from);
}

static bool is_ours(struct plan *p, const struct change *c, const struct ours *o)
{
	struct block b;

	return find_ours(c, o->shared, &b) && !b.why &&
	       !strcmp(digest_of(p->arena, c->old + b.from, b.to - b.from), o->hash);
}

static const struct ours *find_match(struct plan *p, const struct change *c, const struct known *known)
{
	for (size_t i = 0; i < known->n; i++)
		if (is_ours(p, c, &known->v[i]))
			return &known->v[i];
	return NULL;
}

static bool is_foreign(struct plan *p, const struct change *c, const struct known *known)
{
	return known->foreign && c->there && !strcmp(digest_of(p->arena, c->old, c->old_len), known->foreign);
}

struct change plan_change(struct plan *p, const char *path, const struct spot *s, const struct known *known)
{
	struct change c = {.what = CHANGE_LEAVE, .path = path, .there = s->there, .old = ""};
	const struct ours *match;

	if (s->there && !s->obstacle) {
		c.old = c.new = s->bytes;
		c.old_len = c.new_len = (size_t)s->st.st_size;
		c.old_mode = c.mode = s->st.st_mode & 07777;
	}
	if (!known || s->obstacle)
		match = NULL;
	else
		match = find_match(p, &c, known);
	if (!known || (!match && is_foreign(p, &c, known)))
		return c;
	c.edited = !match;
	if (!match)
		match = &known->v[0];
	c.shared = match->shared;
	c.was = c.recorded = match->hash; /* as long as nothing else becomes of it */
	return c;
}

/* ---- what is not ours ---- */

/* A name for the copy that is free, or has the same text already; NULL: there is none. */
static const char *find_name(struct plan *p, const struct change *c)
{
	const char *path = arena_printf(p->arena, STATE_OLD "%s", c->path);

	for (int i = 2; i <= COPIES; i++) {
		struct spot s;

		if (!spot_look(p->arena, p->root, path, &s) && !s.obstacle &&
		    (!s.there ||
		     ((size_t)s.st.st_size == c->old_len && !memcmp(s.bytes, c->old, c->old_len))))
			return path;
		path = arena_printf(p->arena, STATE_OLD "%s.%d", c->path, i);
	}
	return NULL;
}

void plan_copy(struct plan *p, struct change *c, const char *why)
{
	c->copy = find_name(p, c);
	if (!c->copy) {
		c->what = CHANGE_LEAVE;
		c->recorded = c->was;
		c->new = c->old;
		c->new_len = c->old_len;
		plan_found(p, &TREE001, ERROR, c->path, (struct span){0},
			   "no copy of /%s can be kept below /" STATE_OLD, c->path)
			->help = "look what is there, and take away what is not needed";
		return;
	}
	plan_found(p, &TREE011, INFO, c->path, (struct span){0}, "/%s %s, and %s: a copy is kept as /%s",
		   c->path, why, c->new ? "gets another text" : "goes", c->copy);
}

/* ---- files that go ---- */

static void leave(struct plan *p, const struct change *c, const struct spot *s, const struct block *b)
{
	bool by_force = !s->obstacle && !b->why;

	plan_found(p, &TREE005, WARNING, c->path, (struct span){0},
		   "/%s is not needed any more, and stays: %s", c->path,
		   s->obstacle ? arena_printf(p->arena, "it %s", s->obstacle)
		   : b->why    ? "its markers are damaged"
			       : "it was edited after bondwright wrote it")
		->help = by_force ? "remove it; or --force, which does" : "look what it is, and take it away";
}

int plan_gone(struct plan *p, const struct known *known)
{
	struct block b = {0};
	struct change c;
	struct spot s;
	int err = spot_look(p->arena, p->root, known->path, &s);

	if (err) {
		p->failed = plan_name(p, known->path);
		return err;
	}
	c = plan_change(p, known->path, &s, known);
	if (!s.obstacle && (!c.was || !find_ours(&c, c.shared, &b)))
		return 0;
	if (s.obstacle || b.why || (c.edited && !p->request->force)) {
		leave(p, &c, &s, &b);
	} else {
		c.what = c.shared ? CHANGE_MERGE : CHANGE_REMOVE;
		c.recorded = c.new = NULL;
		c.new_len = 0;
		if (c.shared)
			c.new = shared_merge(p->arena, c.old, c.old_len, b, NULL, false, &c.new_len);
		if (c.edited)
			plan_copy(p, &c, "was edited after bondwright wrote it");
	}
	arena_push(p->arena, p->v, p->n, c);
	return 0;
}
