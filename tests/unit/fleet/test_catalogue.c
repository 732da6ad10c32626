/*
 * Everything that is raised is in the catalogue, once and in order. The ids that are raised are found in the
 * sources themselves: the tests run at the top of the tree.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <ctype.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fleet/catalogue.h"
#include "model/minimal.h"
#include "source/source.h"

static int begin(void **state)
{
	*state = arena_new();
	return 0;
}

static int end(void **state)
{
	arena_free(*state);
	return 0;
}

static bool is_id(const char *s, size_t len)
{
	size_t letters = 0;

	while (letters < len && isupper((unsigned char)s[letters]))
		letters++;
	return letters >= 2 && len == letters + 3 && isdigit((unsigned char)s[letters]) &&
	       isdigit((unsigned char)s[letters + 1]) && isdigit((unsigned char)s[letters + 2]);
}

static void ids_are_sorted_and_there_once(void **state)
{
	size_t n;
	const struct descriptor *const *all = catalogue(&n);

	(void)state;
	assert_true(n > 60);
	for (size_t i = 0; i < n; i++) {
		if (!is_id(all[i]->id, strlen(all[i]->id)))
			fail_msg("'%s' is no id", all[i]->id);
		if (i && strcmp(all[i - 1]->id, all[i]->id) >= 0)
			fail_msg("%s stands in front of %s", all[i - 1]->id, all[i]->id);
		assert_ptr_equal(catalogue_find(all[i]->id), all[i]);
	}
	assert_null(catalogue_find("BOND999"));
	assert_null(catalogue_find(""));
	assert_null(catalogue_find("bond003"));
}

static void every_block_is_whole(void **state)
{
	size_t n;
	const struct descriptor *const *all = catalogue(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		const struct descriptor *d = all[i];

		if (!d->title || !d->why || !d->fix || !d->since || !*d->title || !*d->why || !*d->fix ||
		    !*d->since)
			fail_msg("%s lacks a part", d->id);
		if (d->why[strlen(d->why) - 1] != '.' || d->title[strlen(d->title) - 1] == '.')
			fail_msg("%s: its why is no sentence, or its title is one", d->id);
		if (strstr(d->why, "  ") || strstr(d->fix, "  "))
			fail_msg("%s: two blanks where two strings meet", d->id);
		assert_true(d->severity >= INFO && d->severity <= ERROR);
	}
}

static void known(void *ctx, const struct chain *c)
{
	const struct row *r = chain_row(c);

	(void)ctx;
	if (r->rule && !catalogue_find(r->rule))
		fail_msg("'%s' raises %s, which is nothing", r->key, r->rule);
	if (r->kind == K_RULE && !catalogue_find(r->example))
		fail_msg("the example of '%s' is no rule", r->key);
}

static void what_rows_raise_is_there(void **state)
{
	(void)state;
	each_row(&host_table, known, NULL);
	each_row(&site_table, known, NULL);
}

/* Looks up every id that stands in the file as a string of its own; gives their number. */
static size_t look(struct arena *a, const char *path)
{
	struct source *s;
	size_t n = 0;

	assert_int_equal(source_read(a, path, path, &s), 0);
	for (const char *p = s->bytes; (p = strchr(p, '"')); p++) {
		size_t len = strcspn(p + 1, "\"\n");

		if (p[1 + len] != '"' || !is_id(p + 1, len))
			continue;
		if (!catalogue_find(arena_strndup(a, p + 1, len)))
			fail_msg("%s: %.*s is nothing", path, (int)len, p + 1);
		n++;
	}
	return n;
}

static void what_the_sources_raise_is_there(void **state)
{
	static const char *const rooms[] = {"gen/model/*.c", "gen/rules/*.c", "gen/fleet/*.c", "gen/import/*.c",
					    "gen/targets/*.c", "gen/targets/*/*.c"};
	size_t n = 0;

	for (size_t i = 0; i < sizeof(rooms) / sizeof(*rooms); i++) {
		glob_t g;

		assert_int_equal(glob(rooms[i], 0, NULL, &g), 0); /* the tests run at the top of the tree */
		for (size_t k = 0; k < g.gl_pathc; k++)
			n += look(*state, g.gl_pathv[k]);
		globfree(&g);
	}
	assert_true(n > 100);
}

/* What no description can raise: it takes a policy, a tree, another state of the host. */
static bool lies_beside_the_host(const char *id)
{
	return !strcmp(id, "YAML000") || !strncmp(id, "POLICY", 6) || !strncmp(id, "TREE", 4) || !strcmp(id, "IMP006") || !strncmp(id, "ACT", 3) ||
	       !strncmp(id, "INST", 4); /* of a form that render is asked for */
}

/* Nothing is explained that nothing raises. */
static void what_is_there_is_raised(void **state)
{
	size_t n;
	const struct descriptor *const *all = catalogue(&n);

	(void)state;
	for (size_t i = 0; i < n; i++)
		if (!all[i]->bad && !lies_beside_the_host(all[i]->id))
			fail_msg("%s has no example that raises it", all[i]->id);
}

static void where_a_release_makes_the_difference(void **state)
{
	assert_null(catalogue_releases(*state, catalogue_find("YAML002")));
	assert_null(catalogue_releases(*state, catalogue_find("GUEST004"))); /* an error on all */
	assert_non_null(strstr(catalogue_releases(*state, catalogue_find("BR004")), "warning: "));
}

static void minors_are_told_as_ranges(void **state)
{
	/* bonds as ports: initscripts 8.45.26, which came with 5.4 */
	static const char start[] = "error: rhel4, rhel5.0 to 5.3\nnot on: rhel5.4 to 5.11, rhel6, ";
	const char *where = catalogue_releases(*state, catalogue_find("RHEL002"));

	assert_int_equal(strncmp(where, start, sizeof(start) - 1), 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(ids_are_sorted_and_there_once), TEST(every_block_is_whole),
		TEST(what_rows_raise_is_there),      TEST(what_the_sources_raise_is_there),
		TEST(what_is_there_is_raised),       TEST(where_a_release_makes_the_difference),
		TEST(minors_are_told_as_ranges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
