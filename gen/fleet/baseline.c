#include "fleet/baseline.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "diag/form.h"
#include "diag/json_out.h"

struct entry {
	const char *file, *id, *object, *message; /* object may be NULL */
	size_t recorded, met;
};

struct baseline {
	struct arena *arena;
	struct hash *by_key, *seen; /* struct entry; files that were filtered */
	struct entry **v;
	size_t n;
};

struct baseline *baseline_new(struct arena *a)
{
	struct baseline *b = arena_alloc(a, sizeof(*b));

	*b = (struct baseline){.arena = a, .by_key = hash_new(a), .seen = hash_new(a)};
	return b;
}

/* A file's name as the baseline spells it: every byte of it in ASCII, and without "./". */
static const char *file_key(struct arena *a, const char *file)
{
	while (!strncmp(file, "./", 2))
		file += 2 + strspn(file + 2, "/");
	return uri_of(a, file);
}

static struct entry entry_of(struct arena *a, const char *file, const struct finding *f)
{
	return (struct entry){.file = file,
			      .id = f->id,
			      .object = f->object ? shown(a, f->object) : NULL,
			      .message = shown(a, f->message)};
}

static const char *key_of(struct arena *a, const struct entry *e)
{
	return arena_printf(a, "%s\n%s\n%s%s\n%s", e->file, e->id, e->object ? "=" : "",
			    e->object ? e->object : "", e->message);
}

static void add(struct baseline *b, const struct entry *e, size_t count)
{
	const char *key = key_of(b->arena, e);
	struct entry *own = hash_get(b->by_key, key);

	if (!own) {
		own = arena_alloc(b->arena, sizeof(*own));
		own->file = arena_strdup(b->arena, e->file);
		own->id = arena_strdup(b->arena, e->id);
		own->object = e->object ? arena_strdup(b->arena, e->object) : NULL;
		own->message = arena_strdup(b->arena, e->message);
		hash_put(b->by_key, key, own);
		arena_push(b->arena, b->v, b->n, own);
	}
	own->recorded += count;
}

void baseline_record(struct baseline *b, const char *file, const struct findings *f)
{
	const char *name = file_key(f->arena, file);

	for (size_t i = 0; i < f->n; i++) {
		struct entry e = entry_of(f->arena, name, f->v[i]);

		add(b, &e, 1);
	}
}

size_t baseline_filter(struct baseline *b, const char *file, struct findings *f)
{
	const char *name = file_key(b->arena, file);
	size_t kept = 0, before = f->n;

	hash_put(b->seen, name, b);
	for (size_t i = 0; i < before; i++) {
		struct entry e = entry_of(f->arena, name, f->v[i]),
			     *own = hash_get(b->by_key, key_of(f->arena, &e));

		if (own && own->met < own->recorded)
			own->met++;
		else
			f->v[kept++] = f->v[i];
	}
	f->n = kept;
	return before - kept;
}

size_t baseline_size(const struct baseline *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		n += b->v[i]->recorded;
	return n;
}

size_t baseline_gone(const struct baseline *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		if (hash_get(b->seen, b->v[i]->file))
			n += b->v[i]->recorded - b->v[i]->met;
	return n;
}

/* ---- the file ---- */

static int compare(const void *a, const void *b)
{
	const struct entry *x = *(struct entry *const *)a, *y = *(struct entry *const *)b;
	int by = strcmp(x->file, y->file);

	by = by ? by : strcmp(x->id, y->id);
	by = by ? by : strcmp(x->object ? x->object : "", y->object ? y->object : "");
	by = by ? by : strcmp(x->message, y->message);
	return by ? by : !x->object - !y->object;
}

void baseline_print(const struct baseline *b, struct text *out)
{
	struct entry **sorted = arena_alloc(out->arena, b->n * sizeof(struct entry *));
	json_t *findings = json_array();

	for (size_t i = 0; i < b->n; i++)
		sorted[i] = b->v[i];
	qsort(sorted, b->n, sizeof(*sorted), compare);
	for (size_t i = 0; i < b->n; i++) {
		json_t *one = json_pack("{s:s, s:s}", "file", sorted[i]->file, "id", sorted[i]->id);

		if (sorted[i]->object)
			json_object_set_new(one, "object", json_string(sorted[i]->object));
		json_object_set_new(one, "message", json_string(sorted[i]->message));
		if (sorted[i]->recorded > 1)
			json_object_set_new(one, "count", json_integer((json_int_t)sorted[i]->recorded));
		json_array_append_new(findings, one);
	}
	json_finish(json_pack("{s:s, s:i, s:o}", "kind", "bondwright baseline", "version", 1, "findings",
			      findings),
		    out);
}

/* True if `object` is an entry and nothing else. */
static bool read_entry(struct baseline *b, json_t *object)
{
	struct entry e = {0};
	json_int_t count = 1;

	if (json_unpack(object, "{s:s, s:s, s?s, s:s, s?I !}", "file", &e.file, "id", &e.id, "object",
			&e.object, "message", &e.message, "count", &count))
		return false;
	if (count < 1 || count > 1000000)
		return false;
	add(b, &e, (size_t)count);
	return true;
}

static struct baseline *read_document(struct arena *a, json_t *document, const char **why)
{
	struct baseline *b = baseline_new(a);
	const char *kind;
	json_t *findings;
	int version;

	*why = "this is no baseline of bondwright";
	if (json_unpack(document, "{s:s, s:i, s:o !}", "kind", &kind, "version", &version, "findings",
			&findings) ||
	    strcmp(kind, "bondwright baseline") || !json_is_array(findings))
		return NULL;
	*why = "this baseline is of a later version of bondwright";
	if (version != 1)
		return NULL;
	for (size_t i = 0; i < json_array_size(findings); i++)
		if (!read_entry(b, json_array_get(findings, i))) {
			*why = arena_printf(a, "its finding %zu is none", i + 1);
			return NULL;
		}
	return b;
}

struct baseline *baseline_read(struct arena *a, const struct source *s, const char **why)
{
	json_error_t error;
	json_t *document = json_loadb(s->bytes, s->len, JSON_REJECT_DUPLICATES, &error);
	struct baseline *b;

	if (!document) {
		*why = arena_printf(a, "line %d: this is no JSON: %s", error.line, error.text);
		return NULL;
	}
	b = read_document(a, document, why);
	json_decref(document);
	return b;
}
