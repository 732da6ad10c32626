/*
 * A row of S-expressions. Words are printable ASCII; '..' and ".." hold blanks and the escapes of C; # begins
 * a comment (Xen 4.0, xen/xend/sxp.py). Only the first level is kept: deeper lists are counted and passed
 * over.
 */
#include "targets/xend/sxp.h"

#include <string.h>

#include "base/text.h"

struct reader {
	struct arena *arena;
	const struct source *s;
	size_t at;
	struct sxp *out;
	struct sxp_entry entry; /* that is being read */
	size_t depth, parts;
};

static int peek(const struct reader *r)
{
	return r->at < r->s->len ? (unsigned char)r->s->bytes[r->at] : -1;
}

static bool is_blank(int c)
{
	return c > 0 && strchr(" \t\n\r\v\f", c);
}

static bool is_special(int c)
{
	return c > 0 && strchr("()'\"#", c);
}

static bool is_printable(int c)
{
	return (c >= ' ' && c <= '~') || is_blank(c);
}

/* Reading ends. */
static bool fail(struct reader *r, size_t from, const char *why)
{
	r->out->fault = (struct span){r->s, (uint32_t)from, (uint32_t)(from < r->s->len ? from + 1 : from)};
	r->out->why = why;
	return false;
}

static void skip(struct reader *r)
{
	while (is_blank(peek(r)) || peek(r) == '#') {
		if (peek(r) == '#')
			while (peek(r) >= 0 && peek(r) != '\n')
				r->at++;
		else
			r->at++;
	}
}

/* ---- words and strings ---- */

static bool read_word(struct reader *r, struct text *t)
{
	int c;

	while ((c = peek(r)) >= 0 && !is_blank(c) && !is_special(c)) {
		if (!is_printable(c))
			return fail(r, r->at,
				    c >= 0x80 ? "a character that is not ASCII, such as a typographic quote"
					      : "a character that cannot be printed");
		text_addc(t, (char)c);
		r->at++;
	}
	if (c == '\'' || c == '"' || c == '#')
		return fail(r, r->at, "a quote or a comment begins inside of a word");
	return true;
}

static int digit(int c, int base)
{
	int v = c >= '0' && c <= '9'   ? c - '0'
		: c >= 'a' && c <= 'f' ? c - 'a' + 10
		: c >= 'A' && c <= 'F' ? c - 'A' + 10
				       : 16;

	return v < base ? v : -1;
}

/* Behind a backslash: \n, \x20, \040. */
static bool read_escape(struct reader *r, struct text *t)
{
	static const char letters[] = "ntrabf\\'\"", meant[] = "\n\t\r\a\b\f\\'\"";
	int c = peek(r), base = c == 'x' ? 16 : 8, most = c == 'x' ? 2 : 3, n = 0, value = 0;
	const char *letter = c > 0 ? strchr(letters, c) : NULL;

	if (letter) {
		text_addc(t, meant[letter - letters]);
		r->at++;
		return true;
	}
	r->at += c == 'x';
	for (; n < most && digit(peek(r), base) >= 0; n++)
		value = value * base + digit((unsigned char)r->s->bytes[r->at++], base);
	if (!n)
		return fail(r, r->at, "an escape that there is not");
	text_addc(t, (char)value);
	return true;
}

static bool read_string(struct reader *r, struct text *t)
{
	size_t from = r->at;
	int end = peek(r), c;

	for (r->at++; (c = peek(r)) != end; r->at++) {
		if (c < 0)
			return fail(r, from, "a quote without its partner");
		if (!is_printable(c))
			return fail(r, r->at, "a character that is not ASCII");
		if (c != '\\') {
			text_addc(t, (char)c);
			continue;
		}
		r->at++;
		if (!read_escape(r, t))
			return false;
		r->at--;
	}
	r->at++;
	return true;
}

/* ---- expressions ---- */

static void keep_value(struct reader *r, const char *value, size_t from)
{
	struct sxp_entry *e = &r->entry;
	bool quoted = is_special((unsigned char)r->s->bytes[from]);

	e->value = value;
	e->quoted = quoted;
	e->value_at = (struct span){r->s, (uint32_t)(from + quoted), (uint32_t)(r->at - quoted)};
	e->literal = e->value_at.to - e->value_at.from == strlen(value);
	e->rest_at = (struct span){r->s, (uint32_t)r->at, (uint32_t)r->at};
}

static bool read_atom(struct reader *r)
{
	size_t from = r->at;
	struct text t;
	bool ok;

	text_init(&t, r->arena);
	ok = peek(r) == '\'' || peek(r) == '"' ? read_string(r, &t) : read_word(r, &t);
	if (!ok || r->depth != 1)
		return ok;
	if (!r->parts++) {
		r->entry.name = arena_strdup(r->arena, t.s ? t.s : "");
		return true;
	}
	if (!r->entry.values++)
		keep_value(r, arena_strdup(r->arena, t.s ? t.s : ""), from);
	r->entry.rest_at.to = (uint32_t)r->at;
	return true;
}

static void open_list(struct reader *r)
{
	if (!r->depth) {
		r->entry = (struct sxp_entry){.at = {r->s, (uint32_t)r->at, 0}};
		r->parts = 0;
	} else if (r->depth == 1) {
		r->entry.values += r->parts > 0;
		r->parts++;
	}
	r->depth++;
	r->at++;
}

static bool close_list(struct reader *r)
{
	if (!r->depth)
		return fail(r, r->at, "a closing parenthesis too many");
	r->at++;
	if (--r->depth)
		return true;
	r->entry.at.to = (uint32_t)r->at;
	arena_push(r->arena, r->out->v, r->out->n, r->entry);
	return true;
}

static bool read_one(struct reader *r)
{
	if (peek(r) == '(')
		open_list(r);
	else
		return peek(r) == ')' ? close_list(r) : read_atom(r);
	return true;
}

struct sxp sxp_read(struct arena *a, const struct source *s)
{
	struct sxp out = {0};
	struct reader r = {.arena = a, .s = s, .out = &out};

	for (skip(&r); peek(&r) >= 0; skip(&r))
		if (!read_one(&r))
			return out;
	if (r.depth)
		fail(&r, r.entry.at.from, "an expression without its end");
	return out;
}

const struct sxp_entry *sxp_find(const struct sxp *sxp, const char *name)
{
	for (size_t i = 0; i < sxp->n; i++)
		if (sxp->v[i].name && !strcmp(sxp->v[i].name, name))
			return &sxp->v[i];
	return NULL;
}
