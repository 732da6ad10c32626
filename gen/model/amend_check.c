#include "model/amend_check.h"

#include <string.h>

struct check {
	struct arena *arena;
	const struct edit *edit;
	struct node *wanted; /* the value that the edit writes; NULL: it takes something away */
};

static bool equal(const struct node *x, const struct node *y)
{
	if (x->type != y->type || x->n != y->n)
		return false;
	for (size_t i = 0; i < x->n; i++)
		if (!equal(x->items[i], y->items[i]))
			return false;
	return x->type != NODE_SCALAR || (x->plain == y->plain && !strcmp(x->text, y->text));
}

static bool compare(const struct check *c, const struct node *before, const struct node *after,
		    const char *path);

/* Elements, or keys with values: of the same order, but for the one that the edit is about. */
static bool compare_lists(const struct check *c, const struct node *before, const struct node *after,
			  const char *path)
{
	size_t k = 0;

	for (size_t i = 0; i < before->n; i++) {
		const char *one = arena_printf(c->arena, "%s[%zu]", path, i);

		if (!c->wanted && !strcmp(one, c->edit->path))
			continue;
		if (k >= after->n || !compare(c, before->items[i], after->items[k++], one))
			return false;
	}
	return k == after->n;
}

static bool compare_maps(const struct check *c, const struct node *before, const struct node *after,
			 const char *path)
{
	size_t k = 0;

	for (size_t i = 0; i + 1 < before->n; i += 2) {
		const char *one = field_path(c->arena, path, before->items[i]->text);

		if (!c->wanted && !strcmp(one, c->edit->path))
			continue;
		if (k + 1 >= after->n || !equal(before->items[i], after->items[k]) ||
		    !compare(c, before->items[i + 1], after->items[k + 1], one))
			return false;
		k += 2;
	}
	if (k == after->n)
		return true;
	/* one more: it is the last, and what the edit adds */
	return k + 2 == after->n && c->wanted && after->items[k]->type == NODE_SCALAR &&
	       !strcmp(field_path(c->arena, path, after->items[k]->text), c->edit->path) &&
	       equal(after->items[k + 1], c->wanted);
}

static bool compare(const struct check *c, const struct node *before, const struct node *after,
		    const char *path)
{
	if (c->wanted && !strcmp(path, c->edit->path))
		return equal(after, c->wanted);
	if (before->type != after->type)
		return false;
	switch (before->type) {
	case NODE_MAP:
		return compare_maps(c, before, after, path);
	case NODE_LIST:
		return compare_lists(c, before, after, path);
	default:
		return equal(before, after);
	}
}

bool differs_only(struct arena *a, const struct node *before, const struct node *after, const struct edit *e)
{
	struct check c = {.arena = a, .edit = e};
	struct findings faults;

	findings_init(&faults, a);
	if (e->text)
		c.wanted = tree_read(a, source_of(a, "", e->text, strlen(e->text)), &faults).root;
	return (!e->text || (c.wanted && !faults.n)) && compare(&c, before, after, "");
}
