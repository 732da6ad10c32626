#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"

static void memory_is_zeroed_aligned_and_apart(void **state)
{
	static const size_t sizes[] = {1, 0, 17, 32 * 1024, 33 * 1024, 1, 200 * 1024, 15, 32 * 1024 - 16, 3};
	enum { N = sizeof(sizes) / sizeof(*sizes) };
	struct arena *a = arena_new();
	unsigned char *p[N];

	(void)state;
	for (size_t i = 0; i < N; i++) {
		p[i] = arena_alloc(a, sizes[i]);
		assert_int_equal((uintptr_t)p[i] % 16, 0);
		for (size_t j = 0; j < sizes[i]; j++)
			assert_int_equal(p[i][j], 0);
		memset(p[i], (int)i + 1, sizes[i]);
	}
	for (size_t i = 0; i < N; i++)
		for (size_t j = 0; j < sizes[i]; j++)
			assert_int_equal(p[i][j], i + 1);
	arena_free(a);
}

static void a_big_piece_leaves_the_open_block_in_use(void **state)
{
	struct arena *a = arena_new();
	char *before = arena_alloc(a, 16), *after;

	(void)state;
	memset(arena_alloc(a, 100 * 1024), 1, 100 * 1024);
	after = arena_alloc(a, 16);
	assert_ptr_equal(after, before + 16);
	arena_free(a);
}

static void a_big_piece_may_come_first(void **state)
{
	struct arena *a = arena_new();
	char *big = arena_alloc(a, 100 * 1024), *small = arena_alloc(a, 16);

	(void)state;
	memset(big, 1, 100 * 1024);
	assert_int_equal(small[0], 0);
	assert_int_equal(small[15], 0);
	arena_free(a);
}

static void nothing_can_be_freed(void **state)
{
	(void)state;
	arena_free(NULL);
	arena_free(arena_new());
}

static void arrays_keep_their_items_while_they_grow(void **state)
{
	struct arena *a = arena_new();
	unsigned *v = NULL, *w = NULL;
	size_t n = 0, m = 0;

	(void)state;
	for (unsigned i = 0; i < 5000; i++) { /* two at once: one that overran would spoil the other */
		arena_push(a, v, n, i);
		arena_push(a, w, m, ~i);
	}
	assert_int_equal(n, 5000);
	assert_int_equal(m, 5000);
	for (unsigned i = 0; i < 5000; i++) {
		assert_int_equal(v[i], i);
		assert_int_equal(w[i], ~i);
	}
	arena_free(a);
}

static void arrays_move_only_when_full(void **state)
{
	struct arena *a = arena_new();
	unsigned *v = NULL, *was;
	size_t n = 0, moves = 0;

	(void)state;
	for (unsigned i = 0; i < 1024; i++) {
		was = v;
		arena_push(a, v, n, i);
		moves += v != was;
	}
	assert_int_equal(moves, 9); /* 4, 8, ... 1024 */
	arena_free(a);
}

static void copies_are_whole_and_of_their_own(void **state)
{
	struct arena *a = arena_new();
	char original[] = "bond0.100", *copy = arena_strdup(a, original),
	     *part = arena_strndup(a, original, 5);

	(void)state;
	original[0] = 'x';
	assert_string_equal(copy, "bond0.100");
	assert_string_equal(part, "bond0");
	assert_string_equal(arena_strndup(a, "abc", 0), "");
	arena_free(a);
}

static void printed_text_may_be_of_any_length(void **state)
{
	struct arena *a = arena_new();
	char *s = arena_printf(a, "%0*d|%s", 70000, 7, "end");

	(void)state;
	assert_int_equal(strlen(s), 70004);
	assert_string_equal(s + 69999, "7|end");
	assert_string_equal(arena_printf(a, "%s", ""), "");
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
		cmocka_unit_test(a_big_piece_leaves_the_open_block_in_use),
		cmocka_unit_test(a_big_piece_may_come_first),
		cmocka_unit_test(nothing_can_be_freed),
		cmocka_unit_test(arrays_keep_their_items_while_they_grow),
		cmocka_unit_test(arrays_move_only_when_full),
		cmocka_unit_test(copies_are_whole_and_of_their_own),
		cmocka_unit_test(printed_text_may_be_of_any_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
