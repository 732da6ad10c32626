/* A host as readers find it: files given as head(1) prints them, and what was made of them. */
#ifndef TESTS_UNIT_IMPORT_READING_H
#define TESTS_UNIT_IMPORT_READING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "import/import.h"

static struct arena *arena;
static struct findings findings __attribute__((unused));
static struct reading reading __attribute__((unused));

static int begin(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

/* The files of `bundle` on the release `os`, sniffed, with what modprobe is told; nothing is read into the
 * draft. */
static inline void given(const char *os, const char *bundle)
{
	struct modules *m = arena_alloc(arena, sizeof(*m));
	struct tree *t = tree_new(arena);
	struct read_file *f;

	tree_add_bundle(t, source_of(arena, "test", bundle, strlen(bundle)));
	findings_init(&findings, arena);
	reading = (struct reading){.arena = arena,
				   .tree = t,
				   .findings = &findings,
				   .os = release_find(arena, os, NULL),
				   .draft = draft_new(arena, &findings),
				   .loss = ERROR};
	assert_non_null(reading.os);
	reading.reader = reader_for(reading.os);
	reading.files = arena_alloc(arena, (t->n + 1) * sizeof(*reading.files));
	for (size_t i = 0; i < t->n; i++) {
		f = &reading.files[reading.n++];
		*f = (struct read_file){.file = t->v[i], .s = t->v[i]->source};
		import_sniff(arena, f, NULL);
	}
	for (size_t at = 0; (f = reading_next(&reading, &kind_modprobe, &at));)
		modprobe_read(arena, f->s, m);
	reading.modules = m;
}

/* An interface that a reader described before. */
static inline struct draft_object *described(const char *name, int kind)
{
	struct draft_object *o = draft_describe(reading.draft, name, (struct span){0});

	o->kind = kind;
	return o;
}

/* The values of a key, joined by blanks; "" where there are none. */
static inline const char *values_of(const struct draft_object *o, const char *key)
{
	struct text t;

	text_init(&t, arena);
	for (const struct draft_field *f = o->fields; f; f = f->next)
		if (!strcmp(f->key, key))
			text_join(&t, " ", f->text);
	return t.s ? t.s : "";
}

static inline const char *field_of(const char *name, const char *key)
{
	const struct draft_object *o = draft_find(reading.draft, name);

	if (!o)
		fail_msg("there is no %s", name);
	return values_of(o, key);
}

/* The nth finding of an id, from 0; NULL: none. */
static inline const struct finding *said(const char *id, size_t nth)
{
	for (size_t i = 0; i < findings.n; i++)
		if (!strcmp(findings.v[i]->id, id) && !nth--)
			return findings.v[i];
	return NULL;
}

static inline size_t count_said(const char *id)
{
	size_t n = 0;

	while (said(id, n))
		n++;
	return n;
}

/* The bytes that a span covers. */
static inline const char *covered(struct span at)
{
	if (!at.source)
		return "";
	return arena_strndup(arena, at.source->bytes + at.from, at.to - at.from);
}

/* One finding in all: of this id, as severe, at this text. */
static inline void assert_only(const char *id, enum severity severity, const char *at)
{
	for (size_t i = 0; i < findings.n; i++)
		if (findings.n > 1 || strcmp(findings.v[i]->id, id) != 0)
			print_error("%s: %s\n", findings.v[i]->id, findings.v[i]->message);
	assert_int_equal(findings.n, 1);
	assert_string_equal(findings.v[0]->id, id);
	assert_int_equal(findings.v[0]->severity, severity);
	assert_string_equal(covered(findings.v[0]->at.span), at);
}

#endif
