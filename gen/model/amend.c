#include "model/amend.h"

#include <stdlib.h>
#include <string.h>

#include "model/amend_check.h"
#include "model/tree.h"

/* Bytes to go, and the text that takes their place. */
struct change {
	uint32_t from, to;
	const char *text;
};

/* An element of a list, or a key with its value, and those beside it. */
struct entries {
	const struct node *in;
	size_t each; /* nodes that one entry has: 1 or 2 */
	size_t n;
};

static struct entries entries_of(const struct node *in)
{
	size_t each = in->type == NODE_MAP ? 2 : 1;

	return (struct entries){in, each, in->n / each};
}

static uint32_t entry_from(const struct entries *e, size_t i)
{
	return e->in->items[i * e->each]->span.from;
}

static uint32_t entry_end(const struct entries *e, size_t i)
{
	return e->in->items[(i + 1) * e->each - 1]->end;
}

/* ---- lines ------------------------------------------------------------------- */

static bool ends_line(const struct source *s, uint32_t at)
{
	return at >= s->len || s->bytes[at] == '\n' || s->bytes[at] == '\r';
}

static uint32_t line_start(const struct source *s, uint32_t at)
{
	bool mark = s->len >= 3 && !memcmp(s->bytes, "\xef\xbb\xbf", 3);

	while (at > 0 && !ends_line(s, at - 1))
		at--;
	return at || !mark ? at : 3;
}

static uint32_t line_end(const struct source *s, uint32_t at)
{
	while (!ends_line(s, at))
		at++;
	return at;
}

/* Behind the line break at `at`. */
static uint32_t over_break(const struct source *s, uint32_t at)
{
	if (at < s->len && s->bytes[at] == '\r')
		at++;
	if (at < s->len && s->bytes[at] == '\n')
		at++;
	return at;
}

/* The line break that the file uses: that of its first line. */
static const char *line_break(const struct source *s)
{
	const char *end = strpbrk(s->bytes, "\r\n");

	if (end && *end == '\r')
		return end[1] == '\n' ? "\r\n" : "\r";
	return "\n";
}

static uint32_t skip_blanks(const struct source *s, uint32_t at)
{
	while (at < s->len && (s->bytes[at] == ' ' || s->bytes[at] == '\t'))
		at++;
	return at;
}

/* True if from `at` on the line holds no more than a comment. */
static bool rest_is_comment(const struct source *s, uint32_t at)
{
	at = skip_blanks(s, at);
	return ends_line(s, at) || s->bytes[at] == '#';
}

static bool has_byte(const struct source *s, uint32_t from, uint32_t to, char c)
{
	return to > from && memchr(s->bytes + from, c, to - from);
}

static bool has_break(const struct source *s, uint32_t from, uint32_t to)
{
	return has_byte(s, from, to, '\n') || has_byte(s, from, to, '\r');
}

/* ---- what goes --------------------------------------------------------------- */

/* The lines from that of `from` to that of `to`, one line break included. */
static bool drop_lines(const struct source *s, uint32_t from, uint32_t to, struct change *c)
{
	uint32_t end = line_end(s, to);

	*c = (struct change){line_start(s, from), over_break(s, end), ""};
	if (end < s->len || c->from < 2)
		return true;
	/* the last line has no break: the one in front goes, so that there is none again */
	c->from--;
	if (s->bytes[c->from] == '\n' && s->bytes[c->from - 1] == '\r')
		c->from--;
	return true;
}

static bool drop_flow(const struct source *s, const struct entries *e, size_t i, struct change *c)
{
	uint32_t from = entry_from(e, i), end = entry_end(e, i), behind = skip_blanks(s, end);
	bool starts_line = skip_blanks(s, line_start(s, from)) == from;

	if (i && !has_break(s, entry_end(e, i - 1), from)) {
		*c = (struct change){entry_end(e, i - 1), end, ""};
		return true;
	}
	if (starts_line && s->bytes[behind] == ',' && rest_is_comment(s, behind + 1))
		return drop_lines(s, from, behind, c);
	if (i + 1 < e->n) {
		*c = (struct change){from, entry_from(e, i + 1), ""};
		return !has_byte(s, end, c->to, '#');
	}
	*c = (struct change){entry_end(e, i - 1), end, ""};
	return !has_byte(s, c->from, from, '#');
}

/* Blanks and, in a list, the hyphen: what stands in front of an entry that its line begins with. */
static bool begins_line(const struct source *s, uint32_t from, bool element)
{
	uint32_t at = skip_blanks(s, line_start(s, from));

	if (element && s->bytes[at] == '-')
		at = skip_blanks(s, at + 1);
	return at == from;
}

static bool drop_block(const struct source *s, const struct entries *e, size_t i, struct change *c)
{
	uint32_t from = entry_from(e, i), end = entry_end(e, i);

	if (!rest_is_comment(s, end))
		return false;
	if (begins_line(s, from, e->each == 1))
		return drop_lines(s, from, end, c);
	/* the first key behind the hyphen of a list: the next one moves up to it */
	if (i)
		return false;
	*c = (struct change){from, entry_from(e, 1), ""};
	return skip_blanks(s, over_break(s, line_end(s, end))) == c->to;
}

static bool drop(const struct source *s, const struct node *in, size_t i, struct change *c)
{
	struct entries e = entries_of(in);

	if (e.n < 2)
		return false;
	return in->flow ? drop_flow(s, &e, i, c) : drop_block(s, &e, i, c);
}

/* ---- what comes -------------------------------------------------------------- */

static bool set(const struct node *value, const char *text, struct change *c)
{
	*c = (struct change){value->span.from, value->end, text};
	return value->flow;
}

static bool add(struct arena *a, const struct source *s, const struct node *map, const char *key,
		const char *text, struct change *c)
{
	uint32_t first, end;

	if (map->type != NODE_MAP || !map->n)
		return false;
	first = map->items[0]->span.from;
	end = map->items[map->n - 1]->end;
	*c = (struct change){end, end, arena_printf(a, ", %s: %s", key, text)};
	if (map->flow)
		return true;
	c->from = c->to = line_end(s, end);
	c->text = arena_printf(a, "%s%*s%s: %s", line_break(s), (int)(first - line_start(s, first)), "", key,
			       text);
	return rest_is_comment(s, end);
}

/* ---- one edit ---------------------------------------------------------------- */

/* The place of the value of `key` among the nodes of `map`; 0: it is not there. */
static size_t value_of(const struct node *map, const char *key)
{
	for (size_t i = 0; map->type == NODE_MAP && i + 1 < map->n; i += 2)
		if (map->items[i]->type == NODE_SCALAR && !strcmp(map->items[i]->text, key))
			return i + 1;
	return 0;
}

/* Where a path ends: a key of a mapping or an element of a list. */
struct target {
	const struct node *in;
	const char *key; /* NULL: an element */
	size_t i;        /* among the nodes of `in`; of a key 0: it is not there */
};

/* Steps through `path`; false where the tree has no such place. */
static bool find(struct arena *a, const struct node *root, const char *path, struct target *t)
{
	const char *rest = path;

	*t = (struct target){.in = root};
	while (*rest) {
		if (rest != path) {
			if (t->key && !t->i)
				return false;
			t->in = t->in->items[t->i];
		}
		if (*rest == '[') {
			t->key = NULL;
			t->i = strtoul(rest + 1, (char **)&rest, 10);
			rest++;
			if (t->in->type != NODE_LIST || t->i >= t->in->n)
				return false;
		} else {
			size_t len;

			rest += *rest == '.';
			len = strcspn(rest, ".[");
			t->key = arena_strndup(a, rest, len);
			t->i = value_of(t->in, t->key);
			rest += len;
			if (t->in->type != NODE_MAP)
				return false;
		}
	}
	return rest != path;
}

static bool plan(struct arena *a, const struct source *s, const struct target *t, const char *text,
		 struct change *c)
{
	bool there = !t->key || t->i;

	if (!text)
		return drop(s, t->in, t->key ? t->i / 2 : t->i, c);
	return there ? set(t->in->items[t->i], text, c) : add(a, s, t->in, t->key, text, c);
}

static const struct source *made(struct arena *a, const struct source *s, const struct change *c)
{
	struct text t;

	text_init(&t, a);
	text_addn(&t, s->bytes, c->from);
	text_add(&t, c->text);
	text_addn(&t, s->bytes + c->to, s->len - c->to);
	return source_of(a, s->name, t.s, t.len);
}

const struct source *amend(struct arena *a, const struct source *s, const struct edit *e, const char **why)
{
	struct findings faults;
	struct change c;
	struct target t;
	struct tree before, after;
	const struct source *result;

	findings_init(&faults, a);
	before = tree_read(a, s, &faults);
	*why = "it is not written where it was looked for";
	if (!before.root || faults.n || !find(a, before.root, e->path, &t))
		return NULL;
	if (!e->text && t.key && !t.i)
		return s;
	*why = "the way it is written there, it cannot be changed without touching more";
	if (!plan(a, s, &t, e->text, &c))
		return NULL;
	result = made(a, s, &c);
	after = tree_read(a, result, &faults);
	return !faults.n && after.root && differs_only(a, before.root, after.root, e) ? result : NULL;
}
