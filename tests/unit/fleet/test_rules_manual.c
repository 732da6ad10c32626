/* The manual page of the catalogue. That it is committed as it is printed, and lint says nothing, is for
 * tests/parts/schema to say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/hash.h"
#include "fleet/catalogue.h"
#include "fleet/rules_manual.h"

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

static const char *page(struct arena *a)
{
	struct text t;

	text_init(&t, a);
	rules_manual_print(&t);
	return t.s;
}

static size_t times(const char *in, const char *s)
{
	size_t n = 0;

	for (; (in = strstr(in, s)); in++)
		n++;
	return n;
}

static void every_kind_is_there_once(void **state)
{
	size_t n;
	const struct descriptor *const *all = catalogue(&n);
	const char *s = page(*state);

	for (size_t i = 0; i < n; i++) {
		const char *prefix = arena_strndup(*state, all[i]->id, strcspn(all[i]->id, "0123456789"));

		if (times(s, arena_printf(*state, "\n.Ss \"%s: ", all[i]->id)) != 1)
			fail_msg("%s is not there, or twice", all[i]->id);
		if (!rules_manual_family(prefix))
			fail_msg("the family %s is not introduced", prefix);
		assert_int_equal(times(s, arena_printf(*state, "\n.Sh FAMILY %s\n", prefix)), 1);
	}
	assert_null(rules_manual_family("TODO"));
}

/* Two documents of one id would make the bibliography lie about one of them. */
static void every_source_is_in_the_bibliography_once(void **state)
{
	size_t n;
	const struct descriptor *const *all = catalogue(&n);
	const char *s = strstr(page(*state), "\n.Sh BIBLIOGRAPHY\n"), *last = "";
	struct hash *seen = hash_new(*state);

	assert_non_null(s);
	for (size_t i = 0; i < n; i++)
		for (const struct reference *const *r = all[i]->sources; r && *r; r++) {
			const struct reference *first = hash_get(seen, (*r)->id);

			if (first && strcmp(first->title, (*r)->title))
				fail_msg("%s has two titles", (*r)->id);
			hash_put(seen, (*r)->id, (void *)*r);
			if (times(s, arena_printf(*state, "\n.It %s\n", (*r)->id)) != 1)
				fail_msg("%s is not there, or twice", (*r)->id);
		}
	while ((s = strstr(s, "\n.It "))) {
		const char *id = arena_strndup(*state, s + 5, strcspn(s + 5, "\n"));

		assert_true(strcmp(last, id) < 0);
		assert_non_null(hash_get(seen, id));
		last = id;
		s++;
	}
}

static void an_entry_has_all_that_its_block_has(void **state)
{
	const char *s = strstr(page(*state), "\n.Ss \"FLEET003: "), *next = strstr(s, "\n.Ss \"FLEET004: ");
	static const char *const parts[] = {
		"\nError, since 0.1.\n",        ".Em What to do :\n", ".Em On a running host :\n",
		".Em With this host :\n",       ".Em Bad :\n",        ".Em Good :\n",
		".Em Sources :\nbonding.rst.\n"};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		const char *at = strstr(s, parts[i]);

		if (!at || at > next)
			fail_msg("'%s' is not there, or not in order", parts[i]);
		s = at;
	}
}

static void releases_are_told(void **state)
{
	const char *s = strstr(page(*state), "\n.Ss \"RHEL002: "), *next = strstr(s, "\n.Ss ");

	next = strstr(next + 1, "\n.Ss ");
	s = strstr(s, ".It\nerror: rhel4, rhel5.0 to 5.3\n.It\nnot on: rhel5.4 to 5.11, ");
	assert_non_null(s);
	assert_true(!next || s < next);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_kind_is_there_once),
		TEST(every_source_is_in_the_bibliography_once),
		TEST(an_entry_has_all_that_its_block_has),
		TEST(releases_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
