/* Unified diffs: as diff -u writes them, and such that applying them gives the other text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "files/diff.h"

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

static const char *diff(struct arena *a, const char *old, const char *new)
{
	const struct side x = {"old", old, strlen(old)}, y = {"new", new, strlen(new)};
	struct text t;

	text_init(&t, a);
	diff_print(&x, &y, &t);
	return t.len ? t.s : "";
}

#define HEAD "--- old\n+++ new\n"

static void equal_texts(void **state)
{
	assert_string_equal(diff(*state, "", ""), "");
	assert_string_equal(diff(*state, "a\nb", "a\nb"), "");
}

static void one_line(void **state)
{
	assert_string_equal(diff(*state, "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nX\n6\n7\n8\n9\n"),
			    HEAD "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+X\n 6\n 7\n 8\n");
	assert_string_equal(diff(*state, "1\n2\n3\n4\n", "1\n2\n2a\n3\n4\n"),
			    HEAD "@@ -1,4 +1,5 @@\n 1\n 2\n+2a\n 3\n 4\n");
	assert_string_equal(diff(*state, "a\n", "b\n"), HEAD "@@ -1 +1 @@\n-a\n+b\n");
}

static void from_and_to_nothing(void **state)
{
	assert_string_equal(diff(*state, "", "a\nb\n"), HEAD "@@ -0,0 +1,2 @@\n+a\n+b\n");
	assert_string_equal(diff(*state, "a\n", ""), HEAD "@@ -1 +0,0 @@\n-a\n");
}

/* Six equal lines between two changes are context of both, seven part them. */
static void hunks_meet(void **state)
{
	assert_string_equal(diff(*state, "a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n"),
			    HEAD "@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
	assert_string_equal(diff(*state, "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n"), HEAD
			    "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
}

static void the_last_line_has_no_break(void **state)
{
	assert_string_equal(diff(*state, "a\nb", "a\nb\n"),
			    HEAD "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
	assert_string_equal(diff(*state, "a\nb", "a\nc\nb"),
			    HEAD "@@ -1,2 +1,3 @@\n a\n+c\n b\n\\ No newline at end of file\n");
}

static void a_line_break_counts(void **state)
{
	assert_string_equal(diff(*state, "a\r\n", "a\n"), HEAD "@@ -1 +1 @@\n-a\r\n+a\n");
}

/* Myers' own example: the distance is 5. */
static void the_shortest(void **state)
{
	const char *d = diff(*state, "a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n");
	size_t signs = 0;

	for (const char *s = strstr(d, "@@\n"); s; s = strchr(s + 1, '\n'))
		signs += s[1] == '-' || s[1] == '+';
	assert_int_equal(signs, 5);
}

/* ---- applied ---- */

/* `n` lines of `old` from `*at` on, or all for n < 0. */
static void copy_lines(struct text *out, const char **at, long n)
{
	for (; n && **at; n--) {
		size_t len = strcspn(*at, "\n") + 1;

		len = strlen(*at) < len ? strlen(*at) : len;
		text_addn(out, *at, len);
		*at += len;
	}
}

/* What patch(1) would make of `old`; fails where the context does not fit. */
static const char *apply(struct arena *a, const char *old, const char *d)
{
	const char *at = old;
	struct text out;
	long line = 1;

	text_init(&out, a);
	text_add(&out, "");
	d = strstr(d, "@@ ");
	while (d && *d) {
		size_t len = strcspn(d, "\n");
		bool open = d[len + 1] == '\\'; /* its break is not part of it */

		if (*d == '@') {
			long from = strtol(d + 4, NULL, 10);

			from += strstr(d, ",0 +") && strstr(d, ",0 +") < d + len;
			copy_lines(&out, &at, from - line);
			line = from;
		} else if (*d == '+') {
			text_addn(&out, d + 1, len - open);
		} else {
			assert_memory_equal(at, d + 1, len - 1);
			if (*d == ' ')
				text_addn(&out, d + 1, len - open);
			at += len - open;
			line++;
		}
		d += len + 1;
		if (open)
			d += strcspn(d, "\n") + 1;
	}
	copy_lines(&out, &at, -1);
	return out.s;
}

static const char *some_text(struct arena *a, unsigned *seed)
{
	struct text t;
	int n = rand_r(seed) % 40;

	text_init(&t, a);
	text_add(&t, "");
	for (int i = 0; i < n; i++)
		text_addf(&t, "%c\n", 'a' + rand_r(seed) % 4);
	if (rand_r(seed) % 3 == 0)
		text_add(&t, "end");
	return t.s ? t.s : "";
}

static void applied_it_gives_the_other(void **state)
{
	unsigned seed = 1;

	for (int i = 0; i < 3000; i++) {
		struct arena *a = arena_new();
		const char *old = some_text(a, &seed), *new = some_text(a, &seed), *d = diff(a, old, new);

		if (strcmp(apply(a, old, d), new))
			fail_msg("from\n%sto\n%sby\n%s", old, new, d);
		arena_free(a);
	}
	(void)state;
}

/* Nothing in common over more lines than are searched for: still right. */
static void far_apart(void **state)
{
	struct text old, new;

	text_init(&old, *state);
	text_init(&new, *state);
	for (int i = 0; i < 3000; i++) {
		text_addf(&old, "o%d\n", i);
		text_addf(&new, "n%d\n", i);
	}
	text_add(&old, "same\n");
	text_add(&new, "same\n");
	assert_string_equal(apply(*state, old.s, diff(*state, old.s, new.s)), new.s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(equal_texts),
		TEST(one_line),
		TEST(from_and_to_nothing),
		TEST(hunks_meet),
		TEST(the_last_line_has_no_break),
		TEST(a_line_break_counts),
		TEST(the_shortest),
		TEST(applied_it_gives_the_other),
		TEST(far_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
