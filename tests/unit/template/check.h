/* What a view and a template make of each other; for the tests of the template room. */
#ifndef TESTS_TEMPLATE_CHECK_H
#define TESTS_TEMPLATE_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "template/template.h"

/* Each test gets an arena in *state and makes its view there. */
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

static inline void makes(const struct view *v, const char *text, const char *expected)
{
	struct arena *a = arena_new();
	const char *error = NULL;
	struct text out;

	text_init(&out, a);
	if (!template_render(a, "t", text, v, &out, &error))
		fail_msg("refused: %s", error);
	assert_string_equal(out.s, expected);
	arena_free(a);
}

static inline void refuses(const struct view *v, const char *text, const char *expected)
{
	struct arena *a = arena_new();
	const char *error = NULL;
	struct text out;

	text_init(&out, a);
	text_add(&out, "before");
	if (template_render(a, "t", text, v, &out, &error))
		fail_msg("made: %s", out.s);
	assert_string_equal(error, expected);
	assert_string_equal(out.s, "before");
	arena_free(a);
}

#endif
