/* What becomes of a file of the set. */
#include <string.h>

#include "files/digest.h"
#include "files/plan_parts.h"
#include "files/shared.h"

struct bytes {
	const char *s;
	size_t len;
};

static void add(struct plan *p, struct change c)
{
	arena_push(p->arena, p->v, p->n, c);
}

static void warn_of_links(struct plan *p, const struct change *c, const struct spot *s)
{
	if (change_writes(c) && c->there && s->st.st_nlink > 1)
		plan_found(p, &TREE009, WARNING, c->path, (struct span){0},
			   "/%s has %lu more names, which go on holding the old text", c->path,
			   (unsigned long)s->st.st_nlink - 1)
			->help = "find -samefile shows them";
}

/*
 * The file is to have these bytes, and x if it is a program; other permissions stay. `foreign`: they take the
 * place of some that we did not write.
 */
static void add_content(struct plan *p, struct change *c, const struct file *f, const struct spot *s,
			struct bytes new, const char *recorded, bool foreign)
{
	bool equal = c->there && new.len == c->old_len && !memcmp(new.s, c->old, new.len);

	foreign = foreign && !equal && c->old_len;
	if (foreign && c->edited && !p->request->force) {
		plan_found(p, &TREE010, ERROR, c->path, (struct span){0},
			   "/%s was edited after bondwright wrote it", c->path)
			->help =
			"put it into the description; or --force, which replaces it and keeps a copy";
		add(p, *c);
		return;
	}
	c->new = new.s;
	c->new_len = new.len;
	c->recorded = recorded;
	c->mode = c->there ? c->old_mode | (f->mode & 0111) : f->mode;
	if (!c->there)
		c->what = CHANGE_CREATE;
	else if (equal && c->mode == c->old_mode)
		c->what = CHANGE_KEEP;
	else
		c->what = c->shared ? CHANGE_MERGE : CHANGE_REPLACE;
	if (foreign)
		plan_copy(p, c,
			  c->edited ? "was edited after bondwright wrote it"
				    : "was not written by bondwright");
	warn_of_links(p, c, s);
	add(p, *c);
}

/* ---- whole files ---- */

static int add_whole(struct plan *p, struct change *c, const struct file *f, const struct spot *s)
{
	bool foreign = !c->was || c->edited || c->shared; /* of a shared one the rest was somebody else's */

	if (c->shared) {
		c->shared = false;
		c->was = NULL;
	}
	add_content(p, c, f, s, (struct bytes){f->text, f->len}, digest_of(p->arena, f->text, f->len),
		    foreign);
	return 0;
}

/* ---- shared files ---- */

static bool goes_on(const struct change *c)
{
	size_t n = c->old_len;

	n -= n && c->old[n - 1] == '\n';
	n -= n && c->old[n - 1] == '\r';
	return n && c->old[n - 1] == '\\';
}

/* Why our lines cannot go into the file; NULL: they can. */
static const struct finding *find_damage(struct plan *p, const struct change *c, const struct file *f,
					 const struct spot *s, const struct block *b)
{
	struct span at = plan_span(p, c->path, s, b->bad, b->bad);
	struct finding *found = NULL;

	if (b->why) {
		found = plan_found(p, &TREE002, ERROR, c->path, at, "the markers of /%s are damaged: %s",
				   c->path, b->why);
		found->help = "one pair of lines, '# BEGIN bondwright' and '# END bondwright', or none";
	} else if (b->from == b->to && f->place == AT_END && goes_on(c)) {
		at.from = at.to = (uint32_t)c->old_len - 1;
		found = plan_found(p, &TREE003, ERROR, c->path, at,
				   "the last line of /%s ends in a backslash", c->path);
		found->consequence = "the first line behind it would be taken for a part of it";
		found->help = "take the backslash out";
	}
	return found;
}

/* Puts `ours`, markers included, into the file. */
static int add_shared(struct plan *p, struct change *c, const struct file *f, const struct spot *s,
		      const char *ours)
{
	struct block b = shared_find(c->old, c->old_len), made;
	struct bytes new = {0};
	bool foreign;

	if (!c->shared) {
		c->shared = true;
		c->was = NULL;
	}
	if (c->there && find_damage(p, c, f, s, &b)) {
		add(p, *c);
		return 0;
	}
	new.s = shared_merge(p->arena, c->old, c->old_len, b, ours, f->place == AT_TOP, &new.len);
	made = shared_find(new.s, new.len);
	if (made.why || made.to - made.from != strlen(ours)) {
		plan_found(p, &TREE002, ERROR, c->path, (struct span){0},
			   "the lines for /%s hold a marker themselves", c->path)
			->help = "write the comment in the description otherwise";
		add(p, *c);
		return 0;
	}
	foreign = b.to > b.from && (!c->was || c->edited);
	add_content(p, c, f, s, new, digest_of(p->arena, ours, strlen(ours)), foreign);
	return 0;
}

/* A guest's file: people put the lines in, or it has to be there first. */
static int add_by_hand(struct plan *p, struct change *c, const struct file *f)
{
	struct finding *found =
		plan_found(p, &TREE008, INFO, c->path, (struct span){0},
			   f->place == BY_HAND ? "the lines for /%s have to be put in by hand"
					       : "there is no /%s that lines could be added to",
			   c->path);

	found->help = arena_printf(p->arena, "bondwright render --file %s.fragment shows them", c->path);
	c->shared = true;
	c->recorded = c->there ? c->recorded : NULL;
	add(p, *c);
	return 0;
}

/* ---- files that are shared if they were there before ---- */

/* What is not said already. */
static const char *enclose_rest(struct plan *p, const struct file *f, const struct objection *o)
{
	const char *rest = arena_printf(p->arena, "%.*s%s", (int)o->said_from, f->text, f->text + o->said_to);

	return shared_enclose(p->arena, f->path, rest, strlen(rest));
}

static int add_joined(struct plan *p, struct change *c, const struct file *f, const struct spot *s)
{
	const char *ours = shared_enclose(p->arena, f->path, f->text, f->len);
	struct block b = shared_find(c->old, c->old_len);
	struct objection o = {0};
	struct finding *found;
	char *theirs;

	if (b.why)
		return add_shared(p, c, f, s, ours);
	/* with blanks where our lines are, so that places stay */
	theirs = arena_alloc(p->arena, c->old_len + 1);
	memcpy(theirs, c->old, c->old_len);
	memset(theirs + b.from, '\n', b.to - b.from);
	if (!f->objects(p->arena, f, theirs, c->old_len, &o))
		return add_shared(p, c, f, s, enclose_rest(p, f, &o));
	if (p->request->force)
		return add_whole(p, c, f, s);
	found = plan_found(p, &TREE003, ERROR, c->path, plan_span(p, c->path, s, o.from, o.to), "%s", o.why);
	found->help = arena_printf(p->arena, "%s; or --force, which replaces the whole file and keeps a copy",
				   o.help);
	add(p, *c);
	return 0;
}

int plan_file(struct plan *p, const struct file *f, const struct known *known)
{
	struct change c;
	struct spot s;
	bool fit, ours;
	int err = plan_look(p, f->path, &s, &fit);

	if (err)
		return err;
	c = plan_change(p, f->path, &s, known);
	ours = c.was && !c.shared;
	if (!fit) {
		add(p, c);
		return 0;
	}
	if (f->fragment && (f->place == BY_HAND || (f->joins && !c.there)))
		return add_by_hand(p, &c, f);
	if (f->fragment)
		return add_shared(p, &c, f, &s, f->text);
	if (f->objects && c.there && !ours && (c.old_len != f->len || memcmp(c.old, f->text, f->len) != 0))
		return add_joined(p, &c, f, &s);
	return add_whole(p, &c, f, &s);
}
