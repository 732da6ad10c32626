/* Changing one field: the bytes that come out, written by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/amend.h"

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

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

static const struct source *run(struct arena *a, const char *text, const char *path, const char *value,
				const char **why)
{
	const struct edit e = {.path = path, .text = value};
	const struct source *s = source_of(a, "host", text, strlen(text));

	return amend(a, s, &e, why);
}

static void becomes(struct arena *a, const char *text, const char *path, const char *value,
		    const char *expected)
{
	const char *why;
	const struct source *s = run(a, text, path, value, &why);

	if (!s)
		fail_msg("%s: %s in\n%s", path, why, text);
	assert_string_equal(s->bytes, expected);
	assert_int_equal(s->len, strlen(expected));
}

static void refused(struct arena *a, const char *text, const char *path, const char *value)
{
	const char *why = NULL;

	if (run(a, text, path, value, &why))
		fail_msg("%s was changed in\n%s", path, text);
	assert_non_null(why);
}

static void a_value_is_replaced_where_it_stands(void **state)
{
	becomes(*state, "bonds:\n  - {name: b, updelay: 150, x: 1}\n", "bonds[0].updelay", "200",
		"bonds:\n  - {name: b, updelay: 200, x: 1}\n");
	becomes(*state, "bonds:\n  - name: b\n    updelay:   \"150\"  # why\n", "bonds[0].updelay", "200",
		"bonds:\n  - name: b\n    updelay:   200  # why\n");
	becomes(*state, "a: [{k: 1}, {k: 1}]\n", "a[1].k", "2", "a: [{k: 1}, {k: 2}]\n");
	becomes(*state, "a: [1,\n    2] # two\nb: 1\n", "a", "[3]", "a: [3] # two\nb: 1\n");
	becomes(*state, "k: 1", "k", "2", "k: 2");
	becomes(*state, "k: \xc3\xa4\xc3\xa4\nn: \xe2\x82\xac # \xc3\xbc\nx: 1\n", "x", "2",
		"k: \xc3\xa4\xc3\xa4\nn: \xe2\x82\xac # \xc3\xbc\nx: 2\n");
	becomes(*state, "\xef\xbb\xbfk: 1\n", "k", "2", "\xef\xbb\xbfk: 2\n");
	refused(*state, "a: |\n  x\nb: 1\n", "a", "2"); /* several lines */
	refused(*state, "a:\n  - 1\nb: 1\n", "a", "[2]");
}

static void a_key_is_added_in_the_style_of_its_mapping(void **state)
{
	becomes(*state, "bonds:\n  - {name: b, slaves: [e, f]} # c\n", "bonds[0].miimon", "100",
		"bonds:\n  - {name: b, slaves: [e, f], miimon: 100} # c\n");
	becomes(*state, "bonds:\n  - {name: b, slaves: [e, f],}\n", "bonds[0].miimon", "100",
		"bonds:\n  - {name: b, slaves: [e, f], miimon: 100,}\n");
	becomes(*state, "bonds:\n  - name: b\n    mode: 1   # one\n    # old: 3\n\nvlans: []\n",
		"bonds[0].miimon", "100",
		"bonds:\n  - name: b\n    mode: 1   # one\n    miimon: 100\n    # old: 3\n\nvlans: []\n");
	becomes(*state, "bonds:\n- name: b\n  slaves:\n  - e\n  - f # last\n", "bonds[0].miimon", "100",
		"bonds:\n- name: b\n  slaves:\n  - e\n  - f # last\n  miimon: 100\n");
	becomes(*state, "b:\n  -   name: x\n", "b[0].k", "1", "b:\n  -   name: x\n      k: 1\n");
	becomes(*state, "b:\n  - name: x\n    t: |\n      text\n      more\n\n# c\nz: 1\n", "b[0].k", "1",
		"b:\n  - name: x\n    t: |\n      text\n      more\n    k: 1\n\n# c\nz: 1\n");
	becomes(*state, "b: [{name: x,\n     s: [1,\n         2]\n    } # c\n   ]\n", "b[0].k", "1",
		"b: [{name: x,\n     s: [1,\n         2], k: 1\n    } # c\n   ]\n");
	becomes(*state, "a: 1\n...\n", "b", "2", "a: 1\nb: 2\n...\n");
	becomes(*state,
		"\xef\xbb\xbf"
		"a: 1\n",
		"b", "2",
		"\xef\xbb\xbf"
		"a: 1\nb: 2\n");
	becomes(*state, "'a': {'b': 1}\n", "a.c", "2", "'a': {'b': 1, c: 2}\n");
	refused(*state, "a: {}\n", "a.b", "1");
	refused(*state, "a: 1\n", "b.c", "1");
	refused(*state, "a: 1\n", "a.c", "1");
	refused(*state, "a: [x: 1]\n", "a[0].b", "1"); /* a mapping without braces would become two */
}

static void line_ends_stay_what_they_are(void **state)
{
	becomes(*state, "b:\r\n  - name: x\r\n    m: 1\r\n", "b[0].k", "1",
		"b:\r\n  - name: x\r\n    m: 1\r\n    k: 1\r\n");
	becomes(*state, "b:\n  - name: x\n    m: 1", "b[0].k", "1", "b:\n  - name: x\n    m: 1\n    k: 1");
	becomes(*state, "b:\n  - name: x\n    m: 1", "b[0].m", NULL, "b:\n  - name: x");
	becomes(*state, "b:\r\n  - name: x\r\n    m: 1", "b[0].m", NULL, "b:\r\n  - name: x");
	becomes(*state, "b:\r\n  - name: x\r\n    m: 1 # c\r\n    n: 2\r\n", "b[0].m", NULL,
		"b:\r\n  - name: x\r\n    n: 2\r\n");
}

static void a_key_goes_with_its_comma(void **state)
{
	becomes(*state, "b: {name: x, m: 1, n: 2}\n", "b.m", NULL, "b: {name: x, n: 2}\n");
	becomes(*state, "b: {name: x, m: 1, n: 2}\n", "b.n", NULL, "b: {name: x, m: 1}\n");
	becomes(*state, "b: {name: x, m: 1, n: 2}\n", "b.name", NULL, "b: {m: 1, n: 2}\n");
	becomes(*state, "b: {name: x , m: [1, 2] , n: 2 }\n", "b.m", NULL, "b: {name: x , n: 2 }\n");
	becomes(*state, "b: {name: x, m: 1,}\n", "b.m", NULL, "b: {name: x,}\n");
	becomes(*state, "b: {name: x, # who\n    m: 1, # gone\n    n: 2}\n", "b.m", NULL,
		"b: {name: x, # who\n    n: 2}\n");
	becomes(*state, "b: {name: x,\n    m: 1, n: 2}\n", "b.m", NULL, "b: {name: x,\n    n: 2}\n");
	becomes(*state, "b: {name: x,\n    m: 1}\n", "b.m", NULL, "b: {name: x}\n");
	becomes(*state, "b: {\n  name: x,\n  m: 1,\n}\n", "b.m", NULL, "b: {\n  name: x,\n}\n");
	refused(*state, "b: {name: x, # who\n    m: 1}\n", "b.m",
		NULL); /* the comma stands before a comment */
	refused(*state, "b: {m: 1}\n", "b.m", NULL);
}

static void a_key_goes_with_its_lines(void **state)
{
	becomes(*state, "b:\n  - name: x\n    # about m\n    m: 1 # gone\n    # about n\n    n: 2\n",
		"b[0].m", NULL, "b:\n  - name: x\n    # about m\n    # about n\n    n: 2\n");
	becomes(*state, "b:\n  - name: x\n    m:\n      - 1\n      - 2 # gone\n  - name: y\n", "b[0].m", NULL,
		"b:\n  - name: x\n  - name: y\n");
	becomes(*state, "b:\n  - m: 1 # gone\n    name: x\n", "b[0].m", NULL, "b:\n  - name: x\n");
	refused(*state, "b:\n  - m: 1\n    # about the name\n    name: x\n", "b[0].m", NULL);
	refused(*state, "b:\n  ? m\n  : 1\n  ? n\n  : 2\n", "b.n", NULL);
	refused(*state, "b:\n  - m: 1\n", "b[0].m", NULL); /* nothing would be left */
}

static void elements_go_like_keys(void **state)
{
	becomes(*state, "b: [1, 2, 1]\n", "b[2]", NULL, "b: [1, 2]\n");
	becomes(*state, "b: [1, 1, 2]\n", "b[0]", NULL, "b: [1, 2]\n");
	becomes(*state, "b:\n  - 1\n  - 1 # again\n  - 2\n", "b[1]", NULL, "b:\n  - 1\n  - 2\n");
	refused(*state, "b: [1]\n", "b[0]", NULL);
	refused(*state, "b: [1, 2]\n", "b[2]", NULL);
	refused(*state, "b: [1, 2]\n", "c[0]", NULL);
}

static void what_is_not_there_cannot_go(void **state)
{
	const char *why, *text = "a: {b: 1}\n";
	const struct edit e = {.path = "a.c"};
	const struct source *s = source_of(*state, "host", text, strlen(text));

	assert_ptr_equal(amend(*state, s, &e, &why), s);
}

static void a_value_that_would_be_more_than_itself(void **state)
{
	refused(*state, "a: {b: 1}\n", "a.b", "1, c: 2");
	refused(*state, "a: 1\n", "a", "1\nb: 2");
	refused(*state, "a: 1\n", "a", "*x");
}

static void what_is_faulty_stays(void **state)
{
	refused(*state, "a: [1\n", "a", "2");
	refused(*state, "", "a", "2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_value_is_replaced_where_it_stands),
		TEST(a_key_is_added_in_the_style_of_its_mapping),
		TEST(line_ends_stay_what_they_are),
		TEST(a_key_goes_with_its_comma),
		TEST(a_key_goes_with_its_lines),
		TEST(elements_go_like_keys),
		TEST(what_is_not_there_cannot_go),
		TEST(a_value_that_would_be_more_than_itself),
		TEST(what_is_faulty_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
