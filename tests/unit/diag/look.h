/* Findings made by hand, and how they are printed. */
#ifndef TESTS_DIAG_LOOK_H
#define TESTS_DIAG_LOOK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "diag/finding.h"

static inline int begin(void **state)
{
	*state = arena_new();
	return 0;
}

static inline int end(void **state)
{
	arena_free(*state);
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

static inline struct source *file(struct arena *a, const char *name, const char *s)
{
	return source_of(a, name, s, strlen(s));
}

/* The place of `what` in the file. */
static inline struct place at(const struct source *s, const char *what)
{
	const char *found = strstr(s->bytes, what);
	struct place p = {
		.span = {s, (uint32_t)(found - s->bytes), (uint32_t)(found - s->bytes + strlen(what))}};

	assert_non_null(found);
	return p;
}

static inline const char *printed(const struct findings *f, bool colour)
{
	struct text t;

	text_init(&t, f->arena);
	findings_print(f, &t, colour);
	return t.s;
}

#endif
