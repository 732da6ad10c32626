/* A policy from a text, and what it says; for the tests of policies. */
#ifndef TESTS_FLEET_POLICY_H
#define TESTS_FLEET_POLICY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fleet/catalogue.h"
#include "fleet/host_run.h"

static inline int begin(void **state)
{
	policy_prepare();
	*state = arena_new();
	return 0;
}

static inline int end(void **state)
{
	arena_free(*state);
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

/* The ids of the findings with their lines: "POLICY004@2 POLICY005@3". */
static inline const char *ids_at(const struct findings *f)
{
	struct text t;

	text_init(&t, f->arena);
	for (size_t i = 0; i < f->n; i++)
		text_join(&t, " ",
			  arena_printf(f->arena, "%s@%u:%u", f->v[i]->id,
				       source_position(f->v[i]->at.span).line,
				       source_position(f->v[i]->at.span).column));
	return t.s;
}

#endif
