/* Values come from jansson, places from beside it: both are of the same thing. */
#include "records.h"

#include "targets/cobbler/json.h"

static struct reading reading;

static struct json *parse_bytes(const char *text, size_t len)
{
	findings_init(&findings, arena);
	reading = (struct reading){.arena = arena, .findings = &findings};
	return json_read(&reading, source_of(arena, "x.json", text, len));
}

static struct json *parse(const char *text)
{
	return parse_bytes(text, strlen(text));
}

static const char *covered(struct span at)
{
	return arena_strndup(arena, at.source->bytes + at.from, at.to - at.from);
}

static void values_have_their_places(void **state)
{
	struct json *j =
		parse(" {\"a\" : [1, -2.5e3 ,true,null, \"\"],\r\n\t\"b\":{ } , \"c\": {\"d\":\"x y\"}}\n");

	(void)state;
	assert_int_equal(j->kind, JSON_MAP);
	assert_int_equal(j->n, 3);
	assert_string_equal(covered(j->items[0]->key_at), "a");
	assert_int_equal(j->items[0]->n, 5);
	assert_string_equal(j->items[0]->items[0]->text, "1");
	assert_string_equal(j->items[0]->items[1]->text, "-2.5e3");
	assert_string_equal(covered(j->items[0]->items[1]->at), "-2.5e3");
	assert_string_equal(j->items[0]->items[2]->text, "true");
	assert_int_equal(j->items[0]->items[3]->kind, JSON_NONE);
	assert_string_equal(j->items[0]->items[4]->text, "");
	assert_string_equal(covered(j->items[1]->key_at), "b");
	assert_int_equal(j->items[1]->n, 0);
	assert_string_equal(covered(json_member(j->items[2], "d")->at), "x y");
	assert_int_equal(source_position(json_member(j->items[2], "d")->at).line, 2);
	assert_null(json_member(j->items[0], "a"));
	assert_null(json_member(NULL, "a"));
}

/* What YAML would take otherwise, and what is longer in the file than as a text. */
static void escapes(void **state)
{
	struct json *j = parse(
		"{\"\\\"\\\\\": \"\\/\\u00e4\\ud83d\\ude00\\\"\", \"k\\u0065y\": \"b\\\\\", \"z\": \"]}\"}");

	(void)state;
	assert_string_equal(j->items[0]->key, "\"\\");
	assert_string_equal(j->items[0]->text, "/\xc3\xa4\xf0\x9f\x98\x80\"");
	assert_string_equal(covered(j->items[0]->at), "\\/\\u00e4\\ud83d\\ude00\\\"");
	assert_string_equal(json_member(j, "key")->text, "b\\");
	assert_string_equal(covered(j->items[1]->key_at), "k\\u0065y");
	assert_string_equal(json_member(j, "z")->text, "]}");
}

/* Each node again by jansson's value: members in the order of the file, texts without escapes as they stand
 * there. */
static void agree(const struct json *j)
{
	if (j->kind == JSON_TEXT && !strchr(covered(j->at), '\\'))
		assert_string_equal(covered(j->at), j->text);
	if (j->kind == JSON_WORD || j->kind == JSON_DIGITS)
		assert_string_equal(covered(j->at), j->text);
	if (j->key && !strchr(covered(j->key_at), '\\'))
		assert_string_equal(covered(j->key_at), j->key);
	for (size_t i = 0; i < j->n; i++) {
		assert_true(j->items[i]->at.from > j->at.from);
		if (i)
			assert_true(j->items[i]->at.from > j->items[i - 1]->at.from);
		agree(j->items[i]);
	}
}

static uint32_t below(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % n;
}

static void write_any(struct text *t, uint32_t *seed, int depth)
{
	static const char *const scalars[] = {"null",     "true",      "false",       "0",       "-1",
					      "1e5",      "12.50",     "\"\"",        "\"a b\"", "\"{[,:\"",
					      "\"\\\\\"", "\"\\\"}\"", "\"\xc3\xa4\""};
	static const char *const blanks[] = {"", "", " ", "\n", "\t", "\r\n"};
	uint32_t kind = depth ? below(seed, 4) : 0, n = below(seed, 4);

	text_add(t, blanks[below(seed, 6)]);
	if (kind < 2) {
		text_add(t, scalars[below(seed, sizeof(scalars) / sizeof(*scalars))]);
	} else {
		text_add(t, kind == 2 ? "[" : "{");
		for (uint32_t i = 0; i < n; i++) {
			text_add(t, i ? "," : "");
			text_add(t, blanks[below(seed, 6)]);
			if (kind == 3)
				text_addf(t, "\"k%u\\t\"%s:", i, blanks[below(seed, 6)]);
			write_any(t, seed, depth - 1);
		}
		text_add(t, blanks[below(seed, 6)]);
		text_add(t, kind == 2 ? "]" : "}");
	}
	text_add(t, blanks[below(seed, 6)]);
}

static void places_and_values_agree(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct json *j;
		struct text t;

		text_init(&t, arena);
		text_add(&t, "{\"x\":");
		write_any(&t, &seed, 6);
		text_add(&t, "}");
		j = parse_bytes(t.s, t.len);
		assert_non_null(j);
		agree(j);
	}
}

/* jansson points at the end of the word where it stopped. */
static void what_is_no_json(void **state)
{
	static const struct {
		const char *text;
		size_t len;
		unsigned line, column;
	} bad[] = {
		{"", 0, 1, 1},
		{"{", 0, 1, 1},
		{"{\"a\": 1,\n \"a\": 2}", 0, 2,
		 4}, /* a key twice: Python takes the last, and nobody means it */
		{"{\"a\": 1,}", 0, 1, 9},
		{"{\"a\": 'x'}", 0, 1, 7},
		{"{\"a\": NaN}", 0, 1, 9},
		{"{\"a\": 1} {", 0, 1, 10},
		{"{\"a\": \"\\u0000\"}", 0, 1, 14},
		{"{\"a\": \"\xff\"}", 0, 1, 7},
		{"{\"a\": \"b\0c\"}", 12, 1, 8},
		{"{\"a\": 99999999999999999999}", 0, 1, 26},
		{"{\"a\": 1e999}", 0, 1, 11},
		{"\xef\xbb\xbf{}", 0, 1, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct position p;

		assert_null(parse_bytes(bad[i].text, bad[i].len ? bad[i].len : strlen(bad[i].text)));
		assert_int_equal(findings.n, 1);
		assert_non_null(said("IMP009", "no JSON: "));
		p = source_position(findings.v[0]->at.span);
		if (p.line != bad[i].line || p.column != bad[i].column)
			fail_msg("%s: at %u:%u", bad[i].text, p.line, p.column);
	}
}

static void deep_nesting_ends(void **state)
{
	size_t n = 500000;
	char *text = arena_alloc(arena, 2 * n + 1);

	(void)state;
	memset(text, '[', n);
	memset(text + n, ']', n);
	assert_null(parse_bytes(text, 2 * n));
	says("IMP009", "maximum parsing depth");
	memset(text, '[', 2000);
	memset(text + 2000, ']', 2000);
	agree(parse_bytes(text, 4000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(values_have_their_places), TEST(escapes),           TEST(places_and_values_agree),
		TEST(what_is_no_json),          TEST(deep_nesting_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
