/* Texts as mdoc: no byte of a text acts as a request, and none gets lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "diag/mdoc.h"

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

static const char *prose(struct arena *a, const char *s)
{
	struct text t;

	text_init(&t, a);
	mdoc_prose(&t, s);
	return t.s;
}

static const char *display(struct arena *a, const char *s)
{
	struct text t;

	text_init(&t, a);
	mdoc_display(&t, s);
	return t.s;
}

static void sentences_begin_lines(void **state)
{
	assert_string_equal(prose(*state, "One. Two (2.6.18). e.g. three"),
			    "One.\nTwo (2.6.18). e.g. three\n");
	assert_string_equal(prose(*state, "One.\nTwo"), "One.\n.Pp\nTwo\n");
	assert_string_equal(prose(*state, ""), "");
}

static void words_do_not_become_requests(void **state)
{
	assert_string_equal(prose(*state, ".Sh x"), "\\&.Sh x\n");
	assert_string_equal(prose(*state, "'off' \\n. On"), "\\&'off' \\en.\nOn\n");
	assert_string_equal(prose(*state, "a.\n.b"), "a.\n.Pp\n\\&.b\n");
	assert_string_equal(prose(*state, "of f() too"), "of f(\\&) too\n");
}

static void long_lines_are_broken(void **state)
{
	const char *s = prose(*state, arena_printf(*state, "%070d bb cc .dd ee", 0));

	assert_string_equal(strchr(s, ' '), " bb cc\n\\&.dd ee\n");
}

static void language_words_are_macros(void **state)
{
	assert_string_equal(prose(*state, "Its `peers`, and (`unsuppmodes`: EACCES) too"),
			    "Its\n.Cm peers ,\nand\n.Pf ( Cm unsuppmodes :\nEACCES) too\n");
	assert_string_equal(prose(*state, "a route's `to`."), "a route's\n.Cm to .\n");
	assert_string_equal(prose(*state, "`say \"no\" now`'s x"), ".Cm \"say \\(dqno\\(dq now\" Ns 's\nx\n");
	assert_string_equal(prose(*state, "a lone ` stays"), "a lone ` stays\n");
}

static void options_are_flags(void **state)
{
	assert_string_equal(prose(*state, "By `--root DIR`, or (`--as`), and `-`, `--`."),
			    "By\n.Fl \"-root DIR\" ,\nor\n.Pf ( Fl -as ) ,\nand\n.Cm - ,\n.Fl - .\n");
}

static void pages_are_references(void **state)
{
	assert_string_equal(prose(*state, "See bondwright-host(5), and bondwright(1). More"),
			    "See\n.Xr bondwright-host 5 ,\nand\n.Xr bondwright 1 .\nMore\n");
	assert_string_equal(prose(*state, "bondwright-rules(7)\nbondwright(x) bondwright-check bondwright("),
			    ".Xr bondwright-rules 7\n.Pp\nbondwright(x) bondwright-check bondwright(\n");
}

static void displays_keep_what_is_typed(void **state)
{
	assert_string_equal(display(*state, "a: [\"b-c\"]\n.x '\\`^~\n\n'y"),
			    ".Bd -literal -offset indent\na: [\"b\\-c\"]\n\\&.x "
			    "\\(aq\\e\\(ga\\(ha\\(ti\n\n\\(aqy\n.Ed\n");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sentences_begin_lines),       TEST(words_do_not_become_requests),
		TEST(long_lines_are_broken),       TEST(language_words_are_macros),
		TEST(options_are_flags),           TEST(pages_are_references),
		TEST(displays_keep_what_is_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
