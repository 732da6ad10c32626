#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

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

/* ---- positions -------------------------------------------------------------- */

static void at(const struct source *s, uint32_t from, unsigned line, unsigned column)
{
	struct position p = source_position((struct span){s, from, from});

	if (p.line != line || p.column != column)
		fail_msg("byte %u is said to be at %u:%u, not %u:%u", from, p.line, p.column, line, column);
}

static void the_empty_file_has_one_place(void **state)
{
	struct source *s = source_of(*state, "x", "", 0);
	const char *text;
	size_t len = 9;

	at(s, 0, 1, 1);
	assert_true(source_line(s, 1, &text, &len));
	assert_int_equal(len, 0);
	assert_false(source_line(s, 2, &text, &len));
}

static void lines_end_at_lf(void **state)
{
	struct source *s = source_of(*state, "x", "a\n\nbc", 5);

	at(s, 0, 1, 1);
	at(s, 1, 1, 2); /* the end of a line lies on it */
	at(s, 2, 2, 1);
	at(s, 3, 3, 1);
	at(s, 4, 3, 2);
	at(s, 5, 3, 3); /* end of file */
}

static void lines_end_at_crlf(void **state)
{
	struct source *s = source_of(*state, "x", "a\r\n\r\nb\r\n", 8);

	at(s, 1, 1, 2);
	at(s, 2, 1, 3);
	at(s, 3, 2, 1);
	at(s, 5, 3, 1);
	at(s, 6, 3, 2);
	at(s, 8, 4, 1);
}

static void lines_end_at_a_lone_cr(void **state)
{
	struct source *s = source_of(*state, "x", "a\rb\r\r\nc\r", 8);

	at(s, 2, 2, 1);
	at(s, 4, 3, 1);
	at(s, 6, 4, 1);
	at(s, 8, 5, 1);
}

static void columns_count_characters(void **state)
{
	static const char bytes[] = "x\n\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z\xff\xc3y";
	struct source *s = source_of(*state, "x", bytes, sizeof(bytes) - 1);

	at(s, 2, 2, 1);
	at(s, 4, 2, 2);
	at(s, 7, 2, 3);
	at(s, 11, 2, 4);
	at(s, 12, 2, 5); /* a stray byte counts as one */
	at(s, 13, 2, 6);
	at(s, 14, 2, 7);
	at(s, 15, 2, 8);
}

static void many_lines(void **state)
{
	char *bytes = arena_alloc(*state, 3001);
	struct source *s;

	for (int i = 0; i < 1000; i++)
		memcpy(bytes + 3 * i, "ab\n", 3);
	s = source_of(*state, "x", bytes, 3000);
	for (uint32_t i = 0; i < 3000; i++)
		at(s, i, i / 3 + 1, i % 3 + 1);
	at(s, 3000, 1001, 1);
}

/* The marks along a long line lie between characters, wherever these lie. */
static void columns_far_out(void **state)
{
	for (size_t shift = 0; shift < 4; shift++) {
		struct source *s;
		char *bytes = arena_alloc(*state, 20000);

		memset(bytes, 'a', shift);
		for (size_t i = shift; i + 4 < 19999; i += 4)
			memcpy(bytes + i, "\xf0\x9f\x98\x80", 4);
		s = source_of(*state, "x", bytes, shift + (19999 - shift) / 4 * 4 - 4);
		for (uint32_t k = 0; shift + 4 * k < s->len; k++)
			at(s, (uint32_t)shift + 4 * k, 1, (unsigned)(shift + k) + 1);
		at(s, (uint32_t)s->len, 1, (unsigned)(shift + (s->len - shift) / 4) + 1);
	}
}

static void line_is(const struct source *s, unsigned line, const char *expected)
{
	const char *text;
	size_t len;

	assert_true(source_line(s, line, &text, &len));
	assert_int_equal(len, strlen(expected));
	assert_memory_equal(text, expected, len);
}

static void lines_come_without_their_ends(void **state)
{
	struct source *s = source_of(*state, "x", "one\r\n\ntwo\rthree\n\rlast", 21);
	const char *text;
	size_t len;

	line_is(s, 1, "one");
	line_is(s, 2, "");
	line_is(s, 3, "two");
	line_is(s, 4, "three");
	line_is(s, 5, "");
	line_is(s, 6, "last");
	assert_false(source_line(s, 0, &text, &len));
	assert_false(source_line(s, 7, &text, &len));
}

/* ---- reading ---------------------------------------------------------------- */

static char *file_of(void **state, size_t len)
{
	char *path = arena_strdup(*state, "/tmp/bondwright-test-XXXXXX");
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	while (len) {
		static const char line[] =
			"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n";
		size_t n = len < 64 ? len : 64;

		assert_int_equal(write(fd, line, n), n);
		len -= n;
	}
	close(fd);
	return path;
}

static void a_file_of_the_greatest_size_is_read_whole(void **state)
{
	char *path = file_of(state, SOURCE_MAX);
	struct source *s;
	int err = source_read(*state, path, "host.yaml", &s);

	unlink(path);
	assert_int_equal(err, 0);
	assert_int_equal(s->len, SOURCE_MAX);
	assert_string_equal(s->name, "host.yaml");
	assert_int_equal(strlen(s->bytes), SOURCE_MAX); /* the NUL behind */
	at(s, SOURCE_MAX - 1, SOURCE_MAX / 64, 64);
}

static void a_larger_file_is_refused(void **state)
{
	char *path = file_of(state, SOURCE_MAX + 1);
	struct source *s = NULL;
	int err = source_read(*state, path, "host.yaml", &s);

	unlink(path);
	assert_int_equal(err, -EFBIG);
	if (s) /* a finding about it may ask for its first place */
		at(s, 0, 1, 1);
}

static void what_cannot_be_read(void **state)
{
	struct source *s;

	assert_int_equal(source_read(*state, "/tmp", "x", &s), -EISDIR);
	assert_int_equal(source_read(*state, "/tmp/bondwright/there/is/none", "x", &s), -ENOENT);
	assert_int_equal(source_read(*state, "", "x", &s), -ENOENT);
}

static void a_pipe_is_read_piece_by_piece(void **state)
{
	int ends[2], old = dup(STDIN_FILENO), err;
	struct source *s;

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "a\0b", 3), 3);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	err = source_read(*state, "-", "<stdin>", &s);
	dup2(old, STDIN_FILENO);
	close(old);
	assert_int_equal(err, 0);
	assert_int_equal(s->len, 3);
	assert_memory_equal(s->bytes, "a\0b", 4);
}

/* ---- the locator ------------------------------------------------------------ */

static void found(const struct locator *l, const char *path, uint32_t from)
{
	struct span s = locator_find(l, path);

	assert_non_null(s.source);
	assert_int_equal(s.from, from);
}

static void what_has_no_place_has_that_of_what_contains_it(void **state)
{
	struct source *s = source_of(*state, "x", "0123456789", 10);
	struct locator *l = locator_new(*state);

	locator_put(l, "bonds", (struct span){s, 1, 2});
	locator_put(l, "bonds[0]", (struct span){s, 2, 3});
	locator_put(l, "bonds[0].slaves", (struct span){s, 3, 4});
	locator_put(l, "bonds[0].slaves[1]", (struct span){s, 4, 5});
	locator_put(l, "site:bonds", (struct span){s, 9, 10});
	found(l, "bonds[0].slaves[1]", 4);
	found(l, "bonds[0].slaves[0]", 3);
	found(l, "bonds[0].slaves[1].name", 4);
	found(l, "bonds[0].mode", 2);
	found(l, "bonds[10].mode", 1); /* not bonds[1] */
	found(l, "bonds[0]", 2);
	found(l, "site:bonds[3].mode", 9);
}

static void what_nothing_contains_is_nowhere(void **state)
{
	struct source *s = source_of(*state, "x", "0", 1);
	struct locator *l = locator_new(*state);

	assert_null(locator_find(l, "bonds[0]").source);
	locator_put(l, "bonds[0]", (struct span){s, 0, 1});
	assert_null(locator_find(l, "bonds").source);
	assert_null(locator_find(l, "bond").source);
	assert_null(locator_find(l, "bridges[0].ports").source);
	assert_null(locator_find(l, "site:bonds[0]").source);
	assert_null(locator_find(l, "").source);
}

static void the_last_place_counts(void **state)
{
	struct source *s = source_of(*state, "x", "01", 2);
	struct locator *l = locator_new(*state);

	locator_put(l, "name", (struct span){s, 0, 1});
	locator_put(l, "name", (struct span){s, 1, 2});
	found(l, "name", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_empty_file_has_one_place),
		cmocka_unit_test(lines_end_at_lf),
		cmocka_unit_test(lines_end_at_crlf),
		cmocka_unit_test(lines_end_at_a_lone_cr),
		cmocka_unit_test(columns_count_characters),
		cmocka_unit_test(many_lines),
		cmocka_unit_test(columns_far_out),
		cmocka_unit_test(lines_come_without_their_ends),
		cmocka_unit_test(a_file_of_the_greatest_size_is_read_whole),
		cmocka_unit_test(a_larger_file_is_refused),
		cmocka_unit_test(what_cannot_be_read),
		cmocka_unit_test(a_pipe_is_read_piece_by_piece),
		cmocka_unit_test(what_has_no_place_has_that_of_what_contains_it),
		cmocka_unit_test(what_nothing_contains_is_nowhere),
		cmocka_unit_test(the_last_place_counts),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
