#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/utf8.h"

#define LOST "\xef\xbf\xbd" /* U+FFFD */

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

static void what_is_not_utf8(void **state)
{
	static const char *const bad[] = {
		"\x80",
		"\xbf",
		"\xc3",
		"\xc3(",
		"\xc0\x80",
		"\xc1\xbf",
		"\xe2\x82",
		"\xe2(\x80",
		"\xe0\x9f\xbf",
		"\xed\xa0\x80",
		/* a surrogate */ "\xed\xbf\xbf",
		"\xf0\x8f\xbf\xbf",
		"\xf0\x9f\x98",
		"\xf4\x90\x80\x80",
		"\xf8\x88\x80\x80\x80",
		"\xfe",
		"\xff",
		"\xc0\x89", /* a tab in two bytes */
	};
	uint32_t c;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &c), 0);
		assert_int_equal(utf8_check(bad[i], strlen(bad[i])), 0);
	}
	assert_int_equal(utf8_decode("a", 0, &c), 0);
	assert_int_equal(utf8_decode("\xc3\xa9", 1, &c), 0); /* cut in the middle */
}

static void characters_of_every_length(void **state)
{
	static const struct {
		const char *bytes;
		uint32_t c;
	} good[] = {
		{"a", 'a'},
		{"\x7f", 0x7f},
		{"\xc2\x80", 0x80},
		{"\xdf\xbf", 0x7ff},
		{"\xe0\xa0\x80", 0x800},
		{"\xed\x9f\xbf", 0xd7ff},
		{"\xee\x80\x80", 0xe000},
		{"\xef\xbf\xbf", 0xffff},
		{"\xf0\x90\x80\x80", 0x10000},
		{"\xf4\x8f\xbf\xbf", 0x10ffff},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		size_t n = strlen(good[i].bytes);
		uint32_t c = 0;

		assert_int_equal(utf8_decode(good[i].bytes, n, &c), n);
		assert_int_equal(c, good[i].c);
	}
}

static void the_first_bad_byte_is_found(void **state)
{
	(void)state;
	assert_int_equal(utf8_check("", 0), 0);
	assert_int_equal(utf8_check("caf\xc3\xa9", 5), 5);
	assert_int_equal(utf8_check("caf\xc3\xa9", 4), 3);
	assert_int_equal(utf8_check("a\0b\xffz", 5), 3);
}

static void shown(void **state, const char *s, size_t n, const char *expected)
{
	struct text t;

	text_init(&t, *state);
	utf8_show(&t, s, n);
	assert_string_equal(t.s, expected);
}

static void what_a_terminal_gets_to_see(void **state)
{
	shown(state, "", 0, "");
	shown(state, "caf\xc3\xa9 0", 7, "caf\xc3\xa9 0");
	shown(state, "a\tb", 3, "a b");
	shown(state, "a\033[2J", 5, "a" LOST "[2J");
	shown(state, "a\r\nb", 4, "a" LOST LOST "b");
	shown(state, "a\0b", 3, "a" LOST "b");
	shown(state, "\x7f", 1, LOST);
	shown(state, "\xc2\x85\xc2\x9b", 4, LOST LOST); /* C1: next line, CSI */
	shown(state,
	      "\xe2\x80\xae"
	      "dcba",
	      7, LOST "dcba"); /* right to left */
	shown(state,
	      "a\xe2\x80\x8b"
	      "b\xef\xbb\xbf",
	      8, "a" LOST "b" LOST); /* of no width */
	shown(state, "\xe2\x80\xa8\xe2\x81\xa6", 6, LOST LOST);
	shown(state, "\xe2\x82", 2, LOST LOST); /* one for each stray byte */
	shown(state, "\xc3(", 2, LOST "(");
	shown(state, "a\xff", 2, "a" LOST);
}

static void a_tab_in_disguise_is_two_stray_bytes(void **state)
{
	shown(state,
	      "a\xc0\x89"
	      "b",
	      4, "a" LOST LOST "b");
	shown(state, "\xe0\x80\x89", 3, LOST LOST LOST);
}

static void hidden_characters(void **state)
{
	static const uint32_t hidden[] = {0,      0x1f,   0x7f,   0x9f,   0xad,   0x61c,  0x200b,  0x200f,
					  0x2028, 0x202e, 0x2060, 0x206f, 0xfeff, 0xfff9, 0xe0001, 0xe007f};
	static const uint32_t seen[] = {' ',    '~',    0xa0,   0xac,   0xe9,   0x200a,
					0x2010, 0x2027, 0x202f, 0x20ac, 0xfffd, 0x1f600};

	(void)state;
	for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++)
		assert_true(utf8_is_hidden(hidden[i]));
	for (size_t i = 0; i < sizeof(seen) / sizeof(*seen); i++)
		assert_false(utf8_is_hidden(seen[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_utf8),
		cmocka_unit_test(characters_of_every_length),
		cmocka_unit_test(the_first_bad_byte_is_found),
		cmocka_unit_test(what_a_terminal_gets_to_see),
		cmocka_unit_test(a_tab_in_disguise_is_two_stray_bytes),
		cmocka_unit_test(hidden_characters),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
