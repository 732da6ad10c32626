/* What the rules find in a host; for the tests of the rules room. */
#ifndef TESTS_RULES_JUDGE_H
#define TESTS_RULES_JUDGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fleet/catalogue.h"
#include "fleet/fleet_index.h"
#include "fleet/host_run.h"

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

static inline struct findings judge_with(struct arena *a, const char *host, const char *site)
{
	const struct run_options check = {.fail_on = ERROR};
	const struct source *s = site ? source_of(a, "site", site, strlen(site)) : NULL;

	return host_run(a, source_of(a, "host", host, strlen(host)), s, &check).findings;
}

/* A description, or the files of a host in one text, which it is moved away from: what is lost is an error. */
static inline struct findings judge(struct arena *a, const char *host)
{
	const struct run_options check = {.fail_on = ERROR, .moving = true};

	return host_run_text(a, "host", host, &check).findings;
}

/* What is found in all of `hosts` (files "host1", "host2"...), with what is found between them behind it. */
static inline struct findings judge_fleet(struct arena *a, const char *const *hosts, size_t n)
{
	const struct run_options check = {.fail_on = ERROR};
	struct fleet_index *fleet = fleet_index_new(a);
	struct fleet_part *parts;
	struct findings all;
	size_t nparts;

	findings_init(&all, a);
	for (size_t i = 0; i < n; i++) {
		struct arena *own = arena_new(); /* what is found between hosts may need nothing of it later */
		struct source *s = source_of(own, arena_printf(own, "host%zu", i + 1), hosts[i], strlen(hosts[i]));
		struct host_run run = host_run(own, s, NULL, &check);

		if (!run.net)
			fail_msg("%s: %s", run.findings.v[0]->id, run.findings.v[0]->message);
		fleet_index_add(fleet, run.net, s, NULL, &check);
		arena_free(own);
		run = host_run(a, source_of(a, arena_printf(a, "host%zu", i + 1), hosts[i], strlen(hosts[i])), NULL, &check);
		for (size_t k = 0; k < run.findings.n; k++)
			arena_push(a, all.v, all.n, run.findings.v[k]);
	}
	parts = fleet_index_judge(fleet, &nparts);
	for (size_t i = 0; i < nparts; i++)
		for (size_t k = 0; k < parts[i].findings.n; k++)
			arena_push(a, all.v, all.n, parts[i].findings.v[k]);
	return all;
}

static inline struct findings judge_two(struct arena *a, const char *first, const char *second)
{
	const char *const hosts[] = {first, second};

	return judge_fleet(a, hosts, 2);
}

static inline int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The ids of warnings and errors, and `self` (NULL: none) whatever its severity: sorted, each once, joined by
 * blanks. */
static inline const char *ids(const struct findings *f, const char *self)
{
	const char **v = arena_alloc(f->arena, (f->n + 1) * sizeof(*v));
	struct text t;
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		if (f->v[i]->severity >= WARNING || (self && !strcmp(f->v[i]->id, self)))
			v[n++] = f->v[i]->id;
	qsort(v, n, sizeof(*v), by_text);
	text_init(&t, f->arena);
	for (size_t i = 0; i < n; i++)
		if (!i || strcmp(v[i], v[i - 1]))
			text_join(&t, " ", v[i]);
	return t.s;
}

static inline const struct finding *find(const struct findings *f, const char *id)
{
	for (size_t i = 0; i < f->n; i++)
		if (!strcmp(f->v[i]->id, id))
			return f->v[i];
	return NULL;
}

static inline size_t count(const struct findings *f, const char *id)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += !strcmp(f->v[i]->id, id);
	return n;
}

/* The text that a place points at. */
static inline const char *at(const struct findings *f, const struct place *p)
{
	const struct span *s = &p->span;

	return s->source ? arena_strndup(f->arena, s->source->bytes + s->from, s->to - s->from) : "(nowhere)";
}

/* Exactly the ids in `expected`, as ids() writes them, are raised for the host. */
static inline struct findings raises(struct arena *a, const char *host, const char *expected)
{
	struct findings f = judge(a, host);

	if (strcmp(ids(&f, NULL), expected))
		fail_msg("raised: '%s', expected: '%s', for\n%s", ids(&f, NULL), expected, host);
	return f;
}

/* The help of `id` is just that. */
static inline void assert_help(const struct findings *f, const char *id, const char *expected)
{
	const struct finding *one = find(f, id);

	if (!one)
		fail_msg("%s is not raised", id);
	if (strcmp(one->help, expected))
		fail_msg("%s helps with '%s', expected '%s'", id, one->help, expected);
}

/* `id` is raised and points at `text`. */
static inline void assert_at(const struct findings *f, const char *id, const char *text)
{
	const struct finding *one = find(f, id);

	if (!one)
		fail_msg("%s is not raised", id);
	if (strcmp(at(f, &one->at), text))
		fail_msg("%s points at '%s', expected '%s'", id, at(f, &one->at), text);
}

#endif
