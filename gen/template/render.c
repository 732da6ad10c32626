#include <string.h>

#include "template/parse.h"
#include "template/template.h"
#include "template/view.h"

/* Where names are looked up: the item at hand, then what is around it. */
struct scope {
	const struct view *view;
	const struct scope *around;
};

struct render {
	struct arena *arena;
	struct parsed t;
	const char **error;
	struct text result;
	bool blank; /* an empty line is due before the next one */

	/* the line that is being put together */
	struct text line;
	const char *present, *absent; /* names of values on it, NULL: none */
	bool sections;                /* it holds sections, entered or not */
};

static bool fail(const struct render *r, unsigned line, const char *what)
{
	*r->error = template_error(r->arena, r->t.name, line, what);
	return false;
}

static struct entry *lookup(const struct scope *s, const char *name)
{
	struct entry *e = NULL;

	for (; s && !e; s = s->around)
		e = view_find(s->view, name);
	return e;
}

static size_t behind(const struct render *r, size_t i)
{
	const struct node *n = &r->t.v[i];

	return n->kind == NODE_SECTION || n->kind == NODE_UNLESS ? n->end : i + 1;
}

/* ---- names: are all of them known, are all of them used ----------------------- */

static bool check(struct render *r, size_t i, size_t end, const struct scope *s, bool guess);

static bool check_value(struct render *r, const struct node *n, struct entry *e)
{
	if (e->kind == ENTRY_FLAG || e->kind == ENTRY_LIST)
		return fail(r, n->line,
			    arena_printf(r->arena, "'%s' is a %s, not a value", n->text,
					 e->kind == ENTRY_FLAG ? "flag" : "list"));
	e->named = true;
	return true;
}

static bool check_section(struct render *r, size_t i, struct entry *e, const struct scope *s, bool guess)
{
	const struct node *n = &r->t.v[i];

	if (!e || e->kind != ENTRY_LIST)
		return check(r, i + 1, n->end, s, guess);
	e->named = true;
	if (n->kind == NODE_UNLESS)
		return check(r, i + 1, n->end, s, guess);
	if (!e->nitems)
		return check(r, i + 1, n->end, s, true);
	for (size_t j = 0; j < e->nitems; j++) {
		struct scope item = {e->items[j], s};

		if (!check(r, i + 1, n->end, &item, guess))
			return false;
	}
	return true;
}

/*
 * Goes through the text, whether or not sections will be entered, and marks what is named. `guess`:
 * inside an empty list, whose items would be where names are looked up first: unknown ones pass.
 */
static bool check(struct render *r, size_t i, size_t end, const struct scope *s, bool guess)
{
	for (; i < end; i = behind(r, i)) {
		const struct node *n = &r->t.v[i];
		struct entry *e;
		bool ok;

		if (n->kind == NODE_TEXT || n->kind == NODE_LINE)
			continue;
		e = lookup(s, n->text);
		if (!e && !guess)
			return fail(r, n->line, arena_printf(r->arena, "no value is named '%s'", n->text));
		if (n->kind == NODE_VALUE)
			ok = !e || guess || check_value(r, n, e);
		else
			ok = check_section(r, i, e, s, guess);
		if (!ok)
			return false;
		if (e && guess)
			e->named = true;
	}
	return true;
}

/* ---- text ------------------------------------------------------------------- */

static void write_line(struct render *r)
{
	bool empty = strspn(r->line.s, " \t") == r->line.len;

	if (empty) {
		r->blank |= !r->sections;
		return;
	}
	if (r->blank && r->result.len)
		text_addc(&r->result, '\n');
	r->blank = false;
	text_addn(&r->result, r->line.s, r->line.len);
	text_addc(&r->result, '\n');
}

static bool end_line(struct render *r, unsigned line)
{
	if (r->present && r->absent)
		return fail(r, line,
			    arena_printf(r->arena, "'%s' is absent, but '%s' on the same line is not",
					 r->absent, r->present));
	if (!r->absent)
		write_line(r);
	r->line.s[r->line.len = 0] = '\0';
	r->present = r->absent = NULL;
	r->sections = false;
	return true;
}

static bool fill(struct render *r, size_t i, size_t end, const struct scope *s);

static bool is_true(const struct entry *e)
{
	return e->kind == ENTRY_VALUE || (e->kind == ENTRY_FLAG && e->on) ||
	       (e->kind == ENTRY_LIST && e->nitems);
}

static bool fill_section(struct render *r, size_t i, const struct entry *e, const struct scope *s)
{
	const struct node *n = &r->t.v[i];

	r->sections |= n->within;
	if (is_true(e) == (n->kind == NODE_UNLESS))
		return true;
	if (e->kind != ENTRY_LIST || n->kind == NODE_UNLESS)
		return fill(r, i + 1, n->end, s);
	for (size_t j = 0; j < e->nitems; j++) {
		struct scope item = {e->items[j], s};

		if (!fill(r, i + 1, n->end, &item))
			return false;
	}
	return true;
}

static void fill_value(struct render *r, const struct entry *e)
{
	if (e->kind == ENTRY_ABSENT) {
		r->absent = e->name;
	} else {
		r->present = e->name;
		text_add(&r->line, e->text);
	}
}

static bool fill(struct render *r, size_t i, size_t end, const struct scope *s)
{
	for (; i < end; i = behind(r, i)) {
		const struct node *n = &r->t.v[i];

		switch (n->kind) {
		case NODE_TEXT:
			text_addn(&r->line, n->text, n->len);
			break;
		case NODE_LINE:
			if (!end_line(r, n->line))
				return false;
			break;
		case NODE_VALUE:
			fill_value(r, lookup(s, n->text));
			break;
		case NODE_SECTION:
		case NODE_UNLESS:
			if (!fill_section(r, i, lookup(s, n->text), s))
				return false;
			break;
		}
	}
	return true;
}

bool template_render(struct arena *a, const char *name, const char *text, const struct view *v,
		     struct text *out, const char **error)
{
	struct render r = {.arena = a, .error = error};
	const struct scope top = {v, NULL};
	const char *wrong;

	text_init(&r.result, a);
	text_init(&r.line, a);
	if (!template_parse(a, name, text, &r.t, error))
		return false;
	wrong = view_fault(a, v);
	if (wrong)
		return fail(&r, 0, wrong);
	view_unmark(v);
	if (!check(&r, 0, r.t.n, &top, false))
		return false;
	wrong = view_unnamed(a, v);
	if (wrong)
		return fail(&r, 0, arena_printf(a, "nothing is made of '%s'", wrong));
	if (!fill(&r, 0, r.t.n, &top))
		return false;
	text_addn(out, r.result.s, r.result.len);
	return true;
}
