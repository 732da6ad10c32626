#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"

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

static void an_empty_text_is_a_string(void **state)
{
	struct text t;

	text_init(&t, *state);
	assert_string_equal(t.s, "");
	assert_int_equal(t.len, 0);
	text_addn(&t, "abc", 0);
	text_add(&t, "");
	assert_string_equal(t.s, "");
}

static void it_ends_in_nul_at_every_length(void **state)
{
	struct text t;

	text_init(&t, *state);
	for (size_t i = 1; i <= 1000; i++) {
		text_addc(&t, (char)('a' + i % 26));
		assert_int_equal(t.len, i);
		assert_int_equal(strlen(t.s), i);
	}
	for (size_t i = 1; i <= 1000; i++)
		assert_int_equal(t.s[i - 1], 'a' + i % 26);
}

static void what_was_there_stays(void **state)
{
	struct text t;

	text_init(&t, *state);
	text_add(&t, "mode=");
	text_addf(&t, "%d%0*d", 802, 300, 3);
	text_addn(&t, "adxx", 2);
	assert_int_equal(t.len, 310);
	assert_memory_equal(t.s, "mode=8020", 9);
	assert_string_equal(t.s + 306, "03ad");
}

static void a_text_can_be_added_to_itself(void **state)
{
	struct text t;

	text_init(&t, *state);
	text_add(&t, "0123456789");
	for (int i = 0; i < 6; i++)
		text_addn(&t, t.s, t.len);
	assert_int_equal(t.len, 640);
	assert_memory_equal(t.s + 630, "0123456789", 11);
}

static void nul_bytes_count(void **state)
{
	struct text t;

	text_init(&t, *state);
	text_addn(&t, "a\0b", 3);
	text_add(&t, "c");
	assert_int_equal(t.len, 4);
	assert_memory_equal(t.s, "a\0bc", 5);
}

static void lists_have_separators_between_items_only(void **state)
{
	struct text t;

	text_init(&t, *state);
	text_join(&t, ", ", "eth0");
	assert_string_equal(t.s, "eth0");
	text_join(&t, ", ", "eth1");
	text_join(&t, ", ", "");
	assert_string_equal(t.s, "eth0, eth1, ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_text_is_a_string),
		cmocka_unit_test(it_ends_in_nul_at_every_length),
		cmocka_unit_test(what_was_there_stays),
		cmocka_unit_test(a_text_can_be_added_to_itself),
		cmocka_unit_test(nul_bytes_count),
		cmocka_unit_test(lists_have_separators_between_items_only),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
