#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/hash.h"

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

static void nothing_is_found_in_nothing(void **state)
{
	struct hash *h = hash_new(*state);

	assert_null(hash_get(h, ""));
	assert_null(hash_get(h, "eth0"));
}

static void keys_are_told_apart(void **state)
{
	static int values[5];
	static const char *const keys[] = {"", "a", "ab", "b", "\xff"};
	struct hash *h = hash_new(*state);

	for (int i = 0; i < 5; i++)
		hash_put(h, keys[i], &values[i]);
	for (int i = 0; i < 5; i++)
		assert_ptr_equal(hash_get(h, keys[i]), &values[i]);
	assert_null(hash_get(h, "ba"));
	assert_null(hash_get(h, "abc"));
}

static void equal_texts_are_one_key(void **state)
{
	struct hash *h = hash_new(*state);
	char *copy = arena_strdup(*state, "bond0");
	int one, two;

	hash_put(h, "bond0", &one);
	assert_ptr_equal(hash_get(h, copy), &one);
	hash_put(h, copy, &two);
	assert_ptr_equal(hash_get(h, "bond0"), &two);
}

static void it_grows(void **state)
{
	struct hash *h = hash_new(*state);
	int *values = arena_alloc(*state, 10000 * sizeof(*values));

	for (int i = 0; i < 10000; i++) {
		hash_put(h, arena_printf(*state, "eth%d", i), &values[i]);
		hash_put(h, "again", &values[i]); /* replacing takes no room */
	}
	for (int i = 0; i < 10000; i++)
		assert_ptr_equal(hash_get(h, arena_printf(*state, "eth%d", i)), &values[i]);
	assert_ptr_equal(hash_get(h, "again"), &values[9999]);
	assert_null(hash_get(h, "eth10000"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_found_in_nothing),
		cmocka_unit_test(keys_are_told_apart),
		cmocka_unit_test(equal_texts_are_one_key),
		cmocka_unit_test(it_grows),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
