#include "files/record.h"

#include <string.h>

#include "base/hash.h"
#include "files/digest.h"
#include "files/files.h"

const char record_absent[] = "-";

static const char *const kinds[] = {"owned", "shared"};

const struct record_kind record_manifest = {"manifest", false}, record_journal = {"journal", true};

void records_begin(struct text *out, const struct record_kind *kind, const char *host)
{
	text_addf(out, "bondwright %s 1\nhost %s\n", kind->name, host);
}

void records_add(struct text *out, const struct record_kind *kind, struct record r)
{
	if (kind->changes)
		text_addf(out, "%s %s %s ", r.before, r.after, r.was);
	text_addf(out, "%s %s %s\n", r.hash, kinds[r.shared], r.path);
}

/* ---- reading ---- */

struct lines {
	struct arena *arena;
	const struct source *s;
	size_t at; /* where the next line begins */
	struct span here;
};

/* The next line, without its break; NULL: it has none, or holds a NUL. */
static const char *take_line(struct lines *l)
{
	const char *from = l->s->bytes + l->at, *nl = memchr(from, '\n', l->s->len - l->at);
	size_t n = nl ? (size_t)(nl - from) : l->s->len - l->at;

	l->here = (struct span){l->s, (uint32_t)l->at, (uint32_t)(l->at + n)};
	l->at += n + 1;
	return nl && !memchr(from, '\0', n) ? arena_strndup(l->arena, from, n) : NULL;
}

/* The word at *s, which one blank ends; NULL: none does. */
static const char *take_word(struct arena *a, const char **s)
{
	size_t n = strcspn(*s, " ");
	const char *word = arena_strndup(a, *s, n);

	if (!n || (*s)[n] != ' ')
		return NULL;
	*s += n + 1;
	return word;
}

static const char *take_head(struct lines *l, const struct record_kind *kind, struct records *out)
{
	const char *line = take_line(l), *word;

	if (!line || strcmp(line, arena_printf(l->arena, "bondwright %s 1", kind->name)) != 0)
		return arena_printf(l->arena, "it does not begin with 'bondwright %s 1'", kind->name);
	line = l->at < l->s->len ? take_line(l) : NULL;
	word = line ? take_word(l->arena, &line) : NULL;
	if (!word || strcmp(word, "host") != 0 || !file_component_ok(line, strlen(line)))
		return "its second line does not name the host";
	out->host = line;
	return NULL;
}

/* The same, of a hash; of none too, where that may be. */
static bool take_hash(struct arena *a, const char **s, bool or_none, const char **out)
{
	*out = take_word(a, s);
	return *out && (digest_ok(*out) || (or_none && !strcmp(*out, record_absent)));
}

static bool take_words(struct arena *a, const char **s, const struct record_kind *kind, struct record *r)
{
	const char *word;

	if (kind->changes && (!take_hash(a, s, true, &r->before) || !take_hash(a, s, true, &r->after) ||
			      !take_hash(a, s, true, &r->was)))
		return false;
	if (!take_hash(a, s, kind->changes, &r->hash))
		return false;
	word = take_word(a, s);
	r->shared = word && !strcmp(word, kinds[true]);
	return r->shared || (word && !strcmp(word, kinds[false]));
}

static const char *take_record(struct lines *l, const struct record_kind *kind,
			       bool (*owns)(const char *path, bool shared), struct hash *seen,
			       struct records *out)
{
	const char *line = take_line(l);
	struct record r = {0};

	if (!line || !take_words(l->arena, &line, kind, &r))
		return "this is no line of it";
	r.path = line;
	if (!file_path_ok(r.path) || !owns(r.path, r.shared))
		return "no such file is ever written";
	if (hash_get(seen, r.path))
		return "the file has a line already";
	arena_push(l->arena, out->v, out->n, r);
	hash_put(seen, r.path, out);
	return NULL;
}

const char *records_read(struct arena *a, const struct record_kind *kind, const struct source *s,
			 bool (*owns)(const char *path, bool shared), struct records *out, struct span *at)
{
	struct lines l = {.arena = a, .s = s};
	struct hash *seen = hash_new(a);
	const char *why;

	*out = (struct records){0};
	why = take_head(&l, kind, out);
	while (!why && l.at < s->len)
		why = take_record(&l, kind, owns, seen, out);
	*at = l.here;
	return why;
}
