#include "targets/debian/eni.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

/* A line without blanks at both ends, continuation lines joined. */
struct line {
	const char *text;
	uint32_t from, to; /* what of the source it is */
	bool literal;
	bool empty, comment;
};

struct lexer {
	struct reading *r;
	const struct source *s;
	struct eni *out;
	uint32_t at;
	size_t current;              /* the stanza that options go to, and one more; 0: none */
	struct eni_comments pending; /* lines of comment, of which it is not known yet what they belong to */
	bool apart;                  /* an empty line stood in front of them */
	bool ours;
};

/* isspace() in the locale C: carriage returns are blanks, so that line ends of DOS do no harm. */
static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct span span_of(const struct lexer *l, uint32_t from, uint32_t to)
{
	return (struct span){l->s, from, to};
}

/* ---- lines: get_line() ---- */

/* The end of the line that begins at `from`, and whether it is continued. */
static uint32_t line_end(const struct lexer *l, uint32_t from, bool *continued)
{
	const char *nl = memchr(l->s->bytes + from, '\n', l->s->len - from);
	uint32_t end = nl ? (uint32_t)(nl - l->s->bytes) : (uint32_t)l->s->len;

	*continued = nl && end > from && l->s->bytes[end - 1] == '\\';
	return end;
}

/* A comment goes to the end of its line: no continuation. Behind one that is continued, '#' is text like any
 * other. */
static bool next_line(struct lexer *l, struct line *out)
{
	const char *bytes = l->s->bytes;
	bool continued;
	uint32_t end;
	struct text t;

	if (l->at >= l->s->len)
		return false;
	end = line_end(l, l->at, &continued);
	*out = (struct line){.from = l->at, .literal = true};
	while (out->from < end && is_blank(bytes[out->from]))
		out->from++;
	out->comment = out->from < end && bytes[out->from] == '#';
	text_init(&t, l->r->arena);
	while (continued && !out->comment) {
		text_addn(&t, bytes + l->at, end - l->at - 1);
		l->at = end + 1;
		out->literal = false;
		end = line_end(l, l->at, &continued);
	}
	text_addn(&t, bytes + l->at, end - l->at);
	l->at = end + 1;
	out->to = end;
	while (out->to > out->from && is_blank(bytes[out->to - 1]))
		out->to--;
	while (t.len && is_blank(t.s[t.len - 1]))
		t.s[--t.len] = 0;
	out->text = t.len ? t.s : "";
	while (is_blank(*out->text))
		out->text++;
	out->empty = !*out->text;
	return true;
}

/* ---- words: next_word() ---- */

static size_t word_length(const char *s)
{
	size_t n = 0;

	while (s[n] && !is_blank(s[n]))
		n++;
	return n;
}

static struct eni_words words_of(struct arena *a, const char *text, struct span at, bool literal)
{
	struct eni_words words = {0};
	const char *p = text;

	for (size_t n; *p; p += n) {
		struct eni_word w = {.at = at};

		while (is_blank(*p))
			p++;
		n = word_length(p);
		if (!n)
			break;
		w.text = arena_strndup(a, p, n);
		if (literal) {
			w.at.from = at.from + (uint32_t)(p - text);
			w.at.to = w.at.from + (uint32_t)n;
		}
		arena_push(a, words.v, words.n, w);
	}
	return words;
}

struct eni_words eni_words(struct arena *a, const struct eni_option *o)
{
	return words_of(a, o->value, o->at, o->literal);
}

/* ---- comments ---- */

/* Text that a description may hold: what is not UTF-8 or not to be seen is replaced. */
static const char *shown(struct arena *a, const char *text)
{
	struct text t;

	text_init(&t, a);
	utf8_show(&t, text, strlen(text));
	return t.len ? t.s : "";
}

static void comments_append(struct eni_comments *to, const struct eni_comments *more)
{
	if (!more->first)
		return;
	if (!to->first)
		to->first = more->first;
	else
		*to->end = (struct draft_comment *)more->first;
	to->end = more->end;
}

static void take_comment(struct lexer *l, const struct line *line)
{
	struct draft_comment *c = arena_alloc(l->r->arena, sizeof(*c));
	const char *text = line->text + strspn(line->text, "#");
	struct eni_comments one = {c, &c->next};

	if (!strncmp(text, " Made by bondwright for ", 24))
		l->ours = true;
	c->text = shown(l->r->arena, *text == ' ' ? text + 1 : text);
	comments_append(&l->pending, &one);
}

/* Comments that follow a stanza at once are its own, where an empty line parts them from the next. */
static void take_empty(struct lexer *l)
{
	if (l->pending.first && !l->apart && l->current)
		comments_append(&l->out->v[l->current - 1].comments, &l->pending);
	l->pending = (struct eni_comments){0};
	l->apart = true;
}

/* ---- stanzas ---- */

static const struct {
	const char *word;
	enum eni_type type;
	bool takes_options;
} keywords[] = {
	{"auto", ENI_AUTO, false},
	{"allow-auto", ENI_AUTO, false},
	{"no-auto-down", ENI_NO_AUTO_DOWN, false},
	{"no-scripts", ENI_NO_SCRIPTS, false},
	{"rename", ENI_RENAME, false},
	{"iface", ENI_IFACE, true},
	{"template", ENI_TEMPLATE, true},
	{"mapping", ENI_MAPPING, true},
	{"source", ENI_SOURCE, false},
	{"source-directory", ENI_SOURCE_DIRECTORY, false},
	{"source-dir", ENI_SOURCE_DIRECTORY, false},
};

static bool stanza_begins(const char *word, enum eni_type *type, bool *takes_options)
{
	for (size_t i = 0; i < sizeof(keywords) / sizeof(*keywords); i++) {
		if (strcmp(word, keywords[i].word) != 0)
			continue;
		*type = keywords[i].type;
		*takes_options = keywords[i].takes_options;
		return true;
	}
	*type = ENI_ALLOW;
	*takes_options = false;
	return !strncmp(word, "allow-", 6) && word[6];
}

static void add_stanza(struct lexer *l, const struct eni_stanza *s, bool takes_options)
{
	struct eni *out = l->out;

	arena_push(l->r->arena, out->v, out->n, *s);
	out->v[out->n - 1].comments = l->pending;
	out->v[out->n - 1].ours = l->ours;
	l->pending = (struct eni_comments){0};
	l->apart = false;
	l->current = takes_options ? out->n : 0;
}

static bool take_option(struct lexer *l, const struct eni_option *o)
{
	struct eni_stanza *s = l->current ? &l->out->v[l->current - 1] : NULL;
	struct finding *f;

	if (!s) {
		f = import_fault(l->r, &IMP009, NULL, o->key_at, "'%s' stands in no stanza", o->key);
		f->consequence = "ifupdown refuses the whole file: misplaced option";
		return false;
	}
	if (!*o->value) {
		f = import_fault(l->r, &IMP009, s->words.n ? s->words.v[0].text : NULL, o->key_at,
				 "'%s' has no value", o->key);
		f->consequence = "ifupdown refuses the whole file: option with empty value";
		return false;
	}
	comments_append(&s->comments, &l->pending);
	l->pending = (struct eni_comments){0};
	l->apart = false;
	arena_push(l->r->arena, s->options, s->n, *o);
	return true;
}

static bool take_line(struct lexer *l, const struct line *line)
{
	struct arena *a = l->r->arena;
	size_t n = word_length(line->text), skip = n;
	struct eni_option o = {.key = arena_strndup(a, line->text, n),
			       .key_at = span_of(l, line->from, line->from + (uint32_t)n),
			       .literal = line->literal};
	struct eni_stanza s = {.keyword = o.key, .at = o.key_at};
	bool takes_options;

	while (is_blank(line->text[skip]))
		skip++;
	o.value = line->text + skip;
	o.at = span_of(l, line->from + (uint32_t)skip, line->to);
	if (!line->literal) { /* what is skipped may be on several lines */
		o.at.from = o.key_at.to;
		while (o.at.from < line->to && strchr(" \t", l->s->bytes[o.at.from]))
			o.at.from++;
	}
	if (!stanza_begins(o.key, &s.type, &takes_options))
		return take_option(l, &o);
	s.words = words_of(a, o.value, o.at, o.literal);
	add_stanza(l, &s, takes_options);
	return true;
}

static bool is_whole(struct reading *r, const struct source *s)
{
	const char *nul = memchr(s->bytes, 0, s->len);
	uint32_t at = nul ? (uint32_t)(nul - s->bytes) : 0;

	if (nul)
		import_fault(r, &IMP009, NULL, (struct span){s, at, at + 1}, "a NUL byte: this is no text");
	return !nul;
}

bool eni_read(struct reading *r, const struct source *s, struct eni *out)
{
	struct lexer l = {.r = r, .s = s, .out = out};
	struct line line;

	if (!is_whole(r, s))
		return false;
	while (next_line(&l, &line)) {
		if (line.comment)
			take_comment(&l, &line);
		else if (line.empty)
			take_empty(&l);
		else if (!take_line(&l, &line))
			return false;
	}
	take_empty(&l);
	return true;
}
