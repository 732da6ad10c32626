/* Our lines in files of others: found, put in, taken out, and nothing else touched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "files/shared.h"

#define B "# BEGIN bondwright\n"
#define E "# END bondwright\n"

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

static struct block find(const char *text)
{
	return shared_find(text, strlen(text));
}

static void found(const char *text, size_t from, size_t to)
{
	struct block b = find(text);

	assert_null(b.why);
	assert_int_equal(b.from, from);
	assert_int_equal(b.to, to);
}

static void broken(const char *text, size_t at)
{
	struct block b = find(text);

	assert_non_null(b.why);
	assert_int_equal(b.bad, at);
}

static void lines_between_markers_are_found(void **state)
{
	(void)state;
	found(B "x\n" E, 0, strlen(B "x\n" E));
	found("a\n" B E "b\n", 2, 2 + strlen(B E));
	found("a\n" B "x\n# END bondwright", 2, 2 + strlen(B "x\n" E) - 1);
	found("<!-- BEGIN bondwright -->\n<!-- END bondwright -->\n", 0, 50);
}

static void blanks_and_carriage_returns_hide_no_marker(void **state)
{
	(void)state;
	found("# BEGIN bondwright\r\nx\r\n# END bondwright\r\n", 0, 41);
	found("  #BEGIN bondwright \n\t# END bondwright\t\n", 0, 40);
}

static void what_looks_like_a_marker_is_none(void **state)
{
	static const char *const texts[] = {
		"",
		"\n",
		"#\n",
		"# BEGIN\n",
		"BEGIN bondwright\nEND bondwright\n",
		"# BEGIN bondwrighter\n# END bondwrighter\n",
		"x # BEGIN bondwright\n",
		"# BEGIN bondwright here\n",
		"# begin bondwright\n",
		"<!-- BEGIN bondwright\n",
		"# BEGIN bondwright -->\n",
		"# BEGIN",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		found(texts[i], 0, 0);
}

static void markers_that_do_not_go_together_are_said(void **state)
{
	(void)state;
	broken(B "x\n", 0);
	broken("x\n" E, 2);
	broken("x\n" E B, 2);
	broken(B B E, strlen(B));
	broken(B E B E, strlen(B E));
	broken(B E "x\n" B, strlen(B E "x\n"));
	broken(B E E, strlen(B E));
}

/* The text with `ours` is `want`. */
static void merged(struct arena *a, const char *text, const char *ours, bool at_top, const char *want)
{
	size_t len = 999;
	const char *s = shared_merge(a, text, strlen(text), find(text), ours, at_top, &len);

	assert_string_equal(s, want);
	assert_int_equal(len, strlen(want));
}

static void lines_come_at_the_end_or_at_the_top(void **state)
{
	merged(*state, "", B E, false, B E);
	merged(*state, "a\n", B E, false, "a\n" B E);
	merged(*state, "a", B E, false, "a\n" B E);
	merged(*state, "a\r\n", B E, false, "a\r\n" B E);
	merged(*state, "a", B E, true, B E "a");
	merged(*state, "\n\na\n\n\n", B E, false, "\n\na\n\n\n" B E);
}

static void lines_are_replaced_where_they_are(void **state)
{
	merged(*state, "a\n" B "old\n" E "b", B "new\n" E, false, "a\n" B "new\n" E "b");
	merged(*state, "a\n" B "old\n" E "b", B "new\n" E, true, "a\n" B "new\n" E "b");
	merged(*state, "a\r\n# BEGIN bondwright\r\nold\r\n# END bondwright\r\nb\r\n", B E, false,
	       "a\r\n" B E "b\r\n");
	merged(*state, "a\n" B "# END bondwright", B E, false, "a\n" B E);
}

static void lines_are_taken_out(void **state)
{
	merged(*state, "a\n" B "x\n" E "b", NULL, false, "a\nb");
	merged(*state, B E, NULL, false, "");
	merged(*state, "a", NULL, false, "a");
}

static void other_bytes_stay(void **state)
{
	static const char text[] = "\xff\0a\x1b\r\r\n\n\xef\xbb\xbf \t";
	size_t n = sizeof(text) - 1, len;
	const char *s = shared_merge(*state, text, n, shared_find(text, n), B E, true, &len);

	assert_int_equal(len, strlen(B E) + n);
	assert_memory_equal(s + strlen(B E), text, n);
	assert_int_equal(shared_find(s, len).to, strlen(B E));
}

static void markers_are_comments_of_the_file(void **state)
{
	assert_string_equal(shared_marker(*state, "etc/modprobe.conf", "BEGIN"), B);
	assert_string_equal(shared_marker(*state, "a.xml", "END"), "<!-- END bondwright -->\n");
	assert_string_equal(shared_marker(*state, ".xml", "END"), E);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lines_between_markers_are_found),
		TEST(blanks_and_carriage_returns_hide_no_marker),
		TEST(what_looks_like_a_marker_is_none),
		TEST(markers_that_do_not_go_together_are_said),
		TEST(lines_come_at_the_end_or_at_the_top),
		TEST(lines_are_replaced_where_they_are),
		TEST(lines_are_taken_out),
		TEST(other_bytes_stay),
		TEST(markers_are_comments_of_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
