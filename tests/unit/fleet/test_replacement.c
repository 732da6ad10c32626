/* What has to be replaced: exact, and cut where people and editors would cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "fleet/replacement.h"

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

/* Takes `gone` at `from` out of `old` and puts `text` there. */
static void is(struct arena *a, const char *old, const char *new, unsigned from, const char *gone,
	       const char *text)
{
	const struct source *x = source_of(a, "x", old, strlen(old)),
			    *y = source_of(a, "y", new, strlen(new));
	const struct replacement *r = replacement_between(a, x, y);

	assert_ptr_equal(r->span.source, x);
	assert_int_equal(r->span.from, from);
	assert_string_equal(arena_strndup(a, old + from, r->span.to - from), gone);
	assert_string_equal(r->text, text);
	assert_string_equal(arena_printf(a, "%.*s%s%s", (int)from, old, r->text, old + r->span.to), new);
}

static void words_are_whole(void **state)
{
	is(*state, "a: 100\n", "a: 150\n", 3, "100", "150");
	is(*state, "a: 100\n", "a: 1000\n", 3, "100", "1000");
	is(*state, "{a: 15}", "{a: 5}", 4, "15", "5");
	is(*state, "a: \xc3\xa9", "a: \xc3\xa8", 3, "\xc3\xa9", "\xc3\xa8");
	is(*state, "a: \xc3\xa9", "a: \xc4\xa9", 3, "\xc3\xa9", "\xc4\xa9");
}

static void lines_are_whole(void **state)
{
	/* beside a line that begins like the new one */
	is(*state, "- a: 1\n  mtu: 2\n", "- a: 1\n  miimon: 3\n  mtu: 2\n", 6, "", "\n  miimon: 3");
	is(*state, "- a: 1\r\n  mtu: 2\r\n", "- a: 1\r\n  miimon: 3\r\n  mtu: 2\r\n", 6, "",
	   "\r\n  miimon: 3");
	is(*state, "a: 1", "a: 1\nb: 2", 4, "", "\nb: 2");
	is(*state, "a: 1\nab: 2\nac: 3\n", "a: 1\nac: 3\n", 5, "ab: 2\n", "");
	is(*state, "a: 1\r\nab: 2\r\nac: 3\r\n", "a: 1\r\nac: 3\r\n", 6, "ab: 2\r\n", "");
	is(*state, "a: 1\nb: 2", "a: 1", 4, "\nb: 2", "");
}

static void within_a_line(void **state)
{
	is(*state, "{a: [b, c]}\n", "{a: [b, c], m: 1}\n", 10, "", ", m: 1");
	is(*state, "{a: 1, b: 2, c: 3}", "{a: 1, c: 3}", 7, "b: 2, ", "");
}

/* All between the first and the last difference. */
static void two_places(void **state)
{
	is(*state, "a: 1\nb: 2\nc: 3\n", "a: 4\nb: 2\nc: 5\n", 3, "1\nb: 2\nc: 3", "4\nb: 2\nc: 5");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(words_are_whole),
		TEST(lines_are_whole),
		TEST(within_a_line),
		TEST(two_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
