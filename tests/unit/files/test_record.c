/* The manifest and the journal are read as strictly as they are written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "files/digest.h"
#include "files/record.h"

/* of "abc", FIPS 180-2 */
#define ABC  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define HEAD "bondwright manifest 1\nhost vm1.example.com\n"

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

/* etc/s* are shared, other files of etc are not */
static bool owns(const char *path, bool shared)
{
	return !strncmp(path, "etc/", 4) && shared == (path[4] == 's');
}

static struct records out;

/* Line at which the text is refused; 0: it is taken. */
static unsigned refused_n(struct arena *a, const struct record_kind *kind, const char *text, size_t len)
{
	struct span at;
	const char *why = records_read(a, kind, source_of(a, "manifest", text, len), owns, &out, &at);

	return why ? source_position(at).line : 0;
}

static unsigned refused(struct arena *a, const char *text)
{
	return refused_n(a, &record_manifest, text, strlen(text));
}

static void what_is_written_is_read(void **state)
{
	struct text t;

	text_init(&t, *state);
	records_begin(&t, &record_manifest, "vm1.example.com");
	assert_string_equal(t.s, HEAD);
	assert_int_equal(refused(*state, t.s), 0);
	assert_int_equal(out.n, 0);
	records_add(&t, &record_manifest, (struct record){.hash = ABC, .path = "etc/a"});
	records_add(&t, &record_manifest, (struct record){.hash = ABC, .shared = true, .path = "etc/s/c"});
	assert_int_equal(refused(*state, t.s), 0);
	assert_string_equal(out.host, "vm1.example.com");
	assert_int_equal(out.n, 2);
	assert_string_equal(out.v[1].hash, ABC);
	assert_true(out.v[1].shared);
	assert_string_equal(out.v[1].path, "etc/s/c");
}

#define JOURNAL "bondwright journal 1\nhost a\n"

static void a_journal_says_what_was_before(void **state)
{
	static const struct {
		const char *text;
		unsigned line;
	} cases[] = {
		{JOURNAL ABC " - " ABC " - owned etc/a\n- " ABC " - " ABC " shared etc/s\n", 0},
		{JOURNAL ABC " owned etc/a\n", 3},
		{JOURNAL ABC " - etc/a\n", 3},
		{JOURNAL ABC " - - - etc/a\n", 3},
		{JOURNAL ABC " - - x owned etc/a\n", 3},
		{JOURNAL "- - - - owned etc/../etc/a\n", 3},
		{JOURNAL "- - - - owned var/a\n", 3},
		{JOURNAL "- - - - shared etc/a\n", 3},
		{JOURNAL "- - - - owned etc/a\n- - - - owned etc/a\n", 4},
	};
	struct text t;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (refused_n(*state, &record_journal, cases[i].text, strlen(cases[i].text)) != cases[i].line)
			fail_msg("'%s'", cases[i].text);
	assert_int_equal(refused(*state, cases[0].text), 1);
	assert_int_equal(refused_n(*state, &record_journal, cases[0].text, strlen(cases[0].text)), 0);
	assert_int_equal(out.n, 2);
	assert_string_equal(out.v[0].before, ABC);
	assert_string_equal(out.v[0].after, record_absent);
	assert_string_equal(out.v[0].was, ABC);
	assert_true(out.v[1].shared);
	text_init(&t, *state);
	records_begin(&t, &record_journal, "a");
	records_add(&t, &record_journal, out.v[0]);
	records_add(&t, &record_journal, out.v[1]);
	assert_string_equal(t.s, cases[0].text);
}

static void what_was_never_written_is_refused(void **state)
{
	static const struct {
		const char *text;
		unsigned line;
	} cases[] = {
		{"", 1},
		{"bondwright manifest 1", 1},
		{"bondwright manifest 1\n", 1},
		{"bondwright manifest 1\n\n", 2},
		{"bondwright manifest 1\r\nhost a\r\n", 1},
		{"bondwright manifest 10\nhost a\n", 1},
		{"bondwright manifest 1\nhost\n", 2},
		{"bondwright manifest 1\nhost \n", 2},
		{"bondwright manifest 1\nhost a b\n", 2},
		{"bondwright manifest 1\nhost ..\n", 2},
		{"bondwright manifest 1\nhost a/b\n", 2},
		{HEAD "\n", 3},
		{HEAD ABC " owned etc/a", 3},
		{HEAD ABC " owned etc/a\n\n", 4},
		{HEAD ABC "0 owned etc/a\n", 3},
		{HEAD "BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad owned etc/a\n", 3},
		{HEAD "- owned etc/a\n", 3},
		{HEAD ABC " Owned etc/a\n", 3},
		{HEAD ABC "  owned etc/a\n", 3},
		{HEAD " " ABC " owned etc/a\n", 3},
		{HEAD ABC " owned\n", 3},
		{HEAD ABC " owned \n", 3},
		{HEAD ABC " owned etc/a \n", 3},
		{HEAD ABC " owned /etc/a\n", 3},
		{HEAD ABC " owned etc/../etc/a\n", 3},
		{HEAD ABC " owned etc//a\n", 3},
		{HEAD ABC " owned etc/./a\n", 3},
		{HEAD ABC " owned etc/\n", 3},
		{HEAD ABC " owned var/a\n", 3},
		{HEAD ABC " owned etc/a\n" ABC " owned etc/a\n", 4},
		{HEAD ABC " shared etc/a\n", 3},
		{HEAD ABC " owned etc/s\n", 3},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (refused(*state, cases[i].text) != cases[i].line)
			fail_msg("'%s' is refused at line %u", cases[i].text, refused(*state, cases[i].text));
}

static void a_nul_is_refused(void **state)
{
	static const char text[] = HEAD ABC " owned etc/a\0\n";

	assert_int_equal(refused_n(*state, &record_manifest, text, sizeof(text) - 1), 3);
}

static void hashes_are_sha256(void **state)
{
	assert_string_equal(digest_of(*state, "abc", 3), ABC);
	assert_string_equal(digest_of(*state, "", 0),
			    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_true(digest_ok(ABC));
	assert_false(digest_ok(""));
	assert_false(digest_ok(ABC "a"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_written_is_read),
		TEST(a_journal_says_what_was_before),
		TEST(what_was_never_written_is_refused),
		TEST(a_nul_is_refused),
		TEST(hashes_are_sha256),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
