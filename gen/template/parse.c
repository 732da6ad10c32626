#include "template/parse.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "base/word.h"

enum { DEEPEST = 16 }; /* sections inside each other; more is a mistake */

struct parser {
	struct arena *arena;
	struct parsed *t;
	const char **error;
	size_t open[DEEPEST], depth; /* indices of the sections that are open */

	/* of the line at hand */
	unsigned line;
	size_t first;                  /* index of its first node */
	bool marks;                    /* it holds section tags or comments */
	bool words;                    /* it holds something to write */
	const struct node *from_above; /* a section of an earlier line that it closes */
};

const char *template_error(struct arena *a, const char *name, unsigned line, const char *what)
{
	struct text t;

	text_init(&t, a);
	text_add(&t, name);
	if (line)
		text_addf(&t, ":%u", line);
	text_add(&t, ": ");
	utf8_show(&t, what, strlen(what));
	return t.s;
}

static bool fail(const struct parser *p, const char *what)
{
	*p->error = template_error(p->arena, p->t->name, p->line, what);
	return false;
}

static void push(struct parser *p, enum node_kind kind, const char *text, size_t len)
{
	arena_push(p->arena, p->t->v, p->t->n,
		   ((struct node){.kind = kind, .line = p->line, .text = text, .len = len}));
}

/* ---- tags ------------------------------------------------------------------- */

static bool open_section(struct parser *p, enum node_kind kind, const char *name)
{
	if (p->depth == DEEPEST)
		return fail(p, "too many sections inside each other");
	p->open[p->depth++] = p->t->n;
	push(p, kind, name, 0);
	return true;
}

static bool close_section(struct parser *p, const char *name)
{
	struct node *open;

	if (!p->depth)
		return fail(p, arena_printf(p->arena, "section '%s' ends but never began", name));
	open = &p->t->v[p->open[--p->depth]];
	if (strcmp(open->text, name) != 0)
		return fail(p, arena_printf(p->arena, "section '%s' ends inside section '%s' of line %u",
					    name, open->text, open->line));
	open->end = p->t->n;
	if (open->line != p->line)
		p->from_above = open;
	return true;
}

/* The name in what follows the sigil, or NULL. */
static const char *name_of(const struct parser *p, const char *s, size_t n)
{
	const char *name;

	while (n && *s == ' ') {
		s++;
		n--;
	}
	while (n && s[n - 1] == ' ')
		n--;
	name = arena_strndup(p->arena, s, n);
	return word_made_of(name, "_-") ? name : NULL;
}

/* s[0..n) is what stands between the braces. */
static bool parse_tag(struct parser *p, const char *s, size_t n)
{
	char sigil = n ? *s : '\0';
	bool marked = sigil == '#' || sigil == '^' || sigil == '/';
	const char *name;

	if (sigil == '!') {
		p->marks = true;
		return true;
	}
	name = name_of(p, s + marked, n - marked);
	if (!name)
		return fail(p, arena_printf(p->arena, "unknown tag '{{%.*s}}'", (int)n, s));
	p->marks |= marked;
	switch (sigil) {
	case '#':
		return open_section(p, NODE_SECTION, name);
	case '^':
		return open_section(p, NODE_UNLESS, name);
	case '/':
		return close_section(p, name);
	default:
		p->words = true;
		push(p, NODE_VALUE, name, 0);
		return true;
	}
}

/* ---- lines ------------------------------------------------------------------ */

static void parse_text(struct parser *p, const char *s, size_t n)
{
	if (strspn(s, " \t") < n)
		p->words = true;
	if (n)
		push(p, NODE_TEXT, s, n);
}

/* A line of marks alone: nothing of it is written, its blanks neither. */
static void drop_blanks(struct parser *p)
{
	for (size_t i = p->first; i < p->t->n; i++)
		p->t->v[i].len = 0;
}

/* What is written of a line must not depend on where a section of other lines begins or ends. */
static bool end_text_line(struct parser *p)
{
	if (p->from_above)
		return fail(p, arena_printf(p->arena, "section '%s' of line %u ends on a line with text",
					    p->from_above->text, p->from_above->line));
	if (p->depth && p->open[p->depth - 1] >= p->first)
		return fail(p,
			    arena_printf(p->arena, "section '%s' has text on its line and does not end there",
					 p->t->v[p->open[p->depth - 1]].text));
	for (size_t i = p->first; i < p->t->n; i++)
		p->t->v[i].within = true;
	push(p, NODE_LINE, NULL, 0);
	return true;
}

static bool parse_line(struct parser *p, const char *s, const char *end)
{
	for (const char *c = s; c < end; c++)
		if (((unsigned char)*c < ' ' && *c != '\t') || *c == 0x7f)
			return fail(p, "a control character");
	p->first = p->t->n;
	p->marks = p->words = false;
	p->from_above = NULL;
	while (s < end) {
		const char *tag = memmem(s, (size_t)(end - s), "{{", 2), *close;

		parse_text(p, s, (size_t)((tag ? tag : end) - s));
		if (!tag)
			break;
		tag += 2;
		close = memmem(tag, (size_t)(end - tag), "}}", 2);
		if (!close)
			return fail(p, "a tag does not end on its line");
		if (!parse_tag(p, tag, (size_t)(close - tag)))
			return false;
		s = close + 2;
	}
	if (!p->marks || p->words)
		return end_text_line(p);
	drop_blanks(p);
	return true;
}

bool template_parse(struct arena *a, const char *name, const char *text, struct parsed *out,
		    const char **error)
{
	struct parser p = {.arena = a, .t = out, .error = error, .line = 1};

	*out = (struct parsed){.name = name};
	for (const char *end; *text; text = end + 1, p.line++) {
		end = strchr(text, '\n');
		if (!end)
			return fail(&p, "no newline at the end");
		if (!parse_line(&p, text, end))
			return false;
	}
	if (p.depth) {
		const struct node *open = &out->v[p.open[p.depth - 1]];

		p.line = open->line;
		return fail(&p, arena_printf(a, "section '%s' does not end", open->text));
	}
	return true;
}
