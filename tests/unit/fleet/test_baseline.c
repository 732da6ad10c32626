/* Baselines: what is recognised, what is new, and files that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fleet/baseline.h"

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

/* Findings from "ID OBJECT MESSAGE" each; "-": no object. */
static struct findings made(struct arena *a, const char *const *lines)
{
	struct findings f;

	findings_init(&f, a);
	for (; *lines; lines++) {
		const char *object = strchr(*lines, ' ') + 1, *message = strchr(object, ' ') + 1;
		struct finding *one =
			findings_add(&f, arena_strndup(a, *lines, (size_t)(object - *lines - 1)), ERROR,
				     (struct place){0});

		one->object =
			*object == '-' ? NULL : arena_strndup(a, object, (size_t)(message - object - 1));
		one->message = message;
	}
	return f;
}

#define MADE(...) made(*state, (const char *const[]){__VA_ARGS__, NULL})

static const char *printed(struct arena *a, const struct baseline *b)
{
	struct text t;

	text_init(&t, a);
	baseline_print(b, &t);
	return t.s;
}

static struct baseline *parsed(struct arena *a, const char *s, const char **why)
{
	return baseline_read(a, source_of(a, "b.json", s, strlen(s)), why);
}

/* Prints it and reads that. */
static struct baseline *again(struct arena *a, const struct baseline *b)
{
	const char *why, *text = printed(a, b);
	struct baseline *copy = parsed(a, text, &why);

	if (!copy)
		fail_msg("%s\n%s", why, text);
	assert_string_equal(printed(a, copy), text);
	return copy;
}

static void what_is_recorded_is_known(void **state)
{
	struct findings f = MADE("A001 bond0 m", "A001 - m", "A001 bond1 m", "B001 bond0 m", "A001 bond0 n"),
			g;
	struct baseline *b = baseline_new(*state);

	baseline_record(b, "./x/../h.yaml", &f);
	b = again(*state, b);
	assert_int_equal(baseline_size(b), 5);
	g = MADE("A001 bond0 n", "A001 bond0 m", "A001 bond2 m", "B001 - m", "C001 bond0 m");
	assert_int_equal(baseline_filter(b, "x/../h.yaml", &g), 2);
	assert_int_equal(g.n, 3);
	assert_string_equal(g.v[0]->object, "bond2");
	assert_string_equal(g.v[2]->id, "C001");
	assert_int_equal(baseline_gone(b), 3);
}

static void two_alike_are_two(void **state)
{
	struct findings f = MADE("A001 bond0 m", "A001 bond0 m"),
			g = MADE("A001 bond0 m", "A001 bond0 m", "A001 bond0 m");
	struct baseline *b = baseline_new(*state);

	baseline_record(b, "h", &f);
	b = again(*state, b);
	assert_int_equal(baseline_filter(b, "h", &g), 2);
	assert_int_equal(g.n, 1);
	assert_int_equal(baseline_gone(b), 0);
}

static void another_file_is_another(void **state)
{
	struct findings f = MADE("A001 bond0 m"), g = MADE("A001 bond0 m");
	struct baseline *b = baseline_new(*state);

	baseline_record(b, "a", &f);
	assert_int_equal(baseline_filter(b, "b", &g), 0);
	assert_int_equal(baseline_gone(b), 0); /* a was not looked at: nothing of it is gone */
}

static void the_order_does_not_depend_on_the_run(void **state)
{
	struct findings f = MADE("B001 x m", "A001 y m", "A001 x m"),
			g = MADE("A001 x m", "B001 x m", "A001 y m");
	struct findings h = MADE("A001 x m");
	struct baseline *b = baseline_new(*state), *c = baseline_new(*state);

	baseline_record(b, "1", &f);
	baseline_record(b, "0", &h);
	baseline_record(c, "0", &h);
	baseline_record(c, "1", &g);
	assert_string_equal(printed(*state, b), printed(*state, c));
	assert_string_equal(
		printed(*state, baseline_new(*state)),
		"{\n  \"kind\": \"bondwright baseline\",\n  \"version\": 1,\n  \"findings\": []\n}\n");
}

static void odd_bytes_are_told_apart_or_shown(void **state)
{
	struct findings f = MADE("A001 \xff\033 m\xe2\x80\xae"), g = MADE("A001 \xff\033 m\xe2\x80\xae"),
			h = MADE("A001 \xff\033 m\xe2\x80\xae");
	struct baseline *b = baseline_new(*state);

	baseline_record(b, "\xff.yaml", &f);
	b = again(*state, b);
	assert_non_null(strstr(printed(*state, b), "\"%FF.yaml\""));
	assert_int_equal(baseline_filter(b, "\xfe.yaml", &g), 0); /* both would show as U+FFFD */
	assert_int_equal(baseline_filter(b, "\xff.yaml", &h), 1);
}

static void what_is_no_baseline(void **state)
{
#define TOP "{\"kind\": \"bondwright baseline\", \"version\": 1, \"findings\": "
	static const char *const bad[] = {
		"",
		"{",
		"[]",
		"null",
		"{}",
		TOP "{}}",
		TOP "[]",
		TOP "[]} x",
		TOP "[], \"more\": 1}",
		TOP "[1]}",
		TOP "[{\"file\": \"a\", \"id\": \"b\"}]}",
		TOP "[{\"file\": \"a\", \"id\": \"b\", \"message\": 1}]}",
		TOP "[{\"file\": \"a\", \"id\": \"b\", \"message\": \"c\", \"object\": null}]}",
		TOP "[{\"file\": \"a\", \"id\": \"b\", \"message\": \"c\", \"count\": 0}]}",
		TOP "[{\"file\": \"a\", \"id\": \"b\", \"message\": \"c\", \"count\": -1}]}",
		TOP "[{\"file\": \"a\", \"id\": \"b\", \"message\": \"c\", \"count\": 1e3}]}",
		TOP "[{\"file\": \"a\", \"id\": \"b\", \"message\": \"c\", \"line\": 1}]}",
		TOP "[{\"file\": \"a\", \"file\": \"a\", \"id\": \"b\", \"message\": \"c\"}]}",
		TOP "[{\"file\": \"a\", \"id\": \"b\", \"message\": \"\xff\"}]}",
		"{\"kind\": \"bondwright baseline\", \"version\": 2, \"findings\": []}",
		"{\"kind\": \"x\", \"version\": 1, \"findings\": []}",
	};
	const char *why;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		why = NULL;
		if (parsed(*state, bad[i], &why))
			fail_msg("taken for a baseline: %s", bad[i]);
		assert_non_null(why);
	}
	assert_non_null(parsed(*state, TOP "[{\"message\": \"c\", \"id\": \"b\", \"file\": \"a\"}]}", &why));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_recorded_is_known),         TEST(two_alike_are_two),
		TEST(another_file_is_another),           TEST(the_order_does_not_depend_on_the_run),
		TEST(odd_bytes_are_told_apart_or_shown), TEST(what_is_no_baseline),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
