/* Reading descriptions in tests, and saying in one line what was found. */
#ifndef TESTS_MODEL_READ_H
#define TESTS_MODEL_READ_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/description.h"
#include "model/load.h"
#include "model/net.h"
#include "model/walk.h"

/* Each test gets an arena in *state. */
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

/* Two lines that every host needs: what is tested stands from line 3 on. */
#define HOST "host: vm1\nos: bookworm\n"

static inline struct source *text(struct arena *a, const char *s)
{
	return source_of(a, "vm1.yaml", s, strlen(s));
}

/* "YAML002@4:18 YAML003@5:1": what is found, in the order of the file. */
static inline const char *summary(const struct findings *f)
{
	struct text t;

	text_init(&t, f->arena);
	for (size_t i = 0; i < f->n; i++) {
		struct position p = {0, 0};

		if (f->v[i]->at.span.source)
			p = source_position(f->v[i]->at.span);
		text_join(&t, " ", arena_printf(f->arena, "%s@%u:%u", f->v[i]->id, p.line, p.column));
	}
	return t.s;
}

/* Walks `s` by `table`; faults in the order of the file. */
static inline struct findings walked(struct arena *a, const struct source *s, const struct table *table)
{
	struct locator *places = locator_new(a);
	struct findings f;

	findings_init(&f, a);
	walk(a, s, table, table == &site_table ? "site:" : "", &f, places);
	findings_locate(&f, places);
	return f;
}

static inline void assert_faults(struct arena *a, const char *yaml, const char *expected)
{
	struct findings f = walked(a, text(a, yaml), &host_table);

	if (strcmp(summary(&f), expected))
		fail_msg("found: %s\nexpected: %s\nin:\n%s", summary(&f), expected, yaml);
}

static inline void assert_help(struct arena *a, const char *yaml, const char *message, const char *help)
{
	struct findings f = walked(a, text(a, yaml), &host_table);

	if (f.n != 1)
		fail_msg("%zu faults in:\n%s", f.n, yaml);
	assert_string_equal(f.v[0]->message, message);
	if (help)
		assert_string_equal(f.v[0]->help, help);
	else
		assert_null(f.v[0]->help);
}

/* The host in `yaml`, which has no fault. */
static inline const struct host *host_of(struct arena *a, const char *yaml)
{
	struct findings f;
	const struct host *h;

	findings_init(&f, a);
	h = host_read(a, text(a, yaml), NULL, &f);
	if (!h)
		fail_msg("%s: %s\nin:\n%s", summary(&f), f.v[0]->message, yaml);
	return h;
}

/* Resolves the host in `yaml`; NULL where that has findings of its own. */
static inline const struct net *net_of(struct arena *a, const char *yaml, struct findings *f)
{
	const struct host *h = host_of(a, yaml);
	const struct net *net;

	findings_init(f, a);
	net = net_resolve(a, h, h->os.release, f);
	findings_locate(f, host_locate(a, text(a, yaml), NULL));
	return net;
}

#endif
