/*
 * Memory of one host: everything read, derived and printed for it lives in one
 * arena and is freed at once. Nothing in here fails: when the system is out of
 * memory, one message goes to stderr and the process aborts.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
/* The end: for memory that has to come from elsewhere. */
_Noreturn void arena_out_of_memory(void);
void arena_free(struct arena *a);

/* Zeroed, aligned for any type; lives until arena_free(). */
void *arena_alloc(struct arena *a, size_t size);

char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
/* The text that printf() would print. */
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0), nonnull(2)));
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3), nonnull(2)));

/*
 * Makes room for one more item behind the n that `items` holds and gives the
 * (possibly moved) array. Capacities are powers of two and follow from n alone,
 * so an array is a pointer and a count. Only arrays grown here may be passed.
 */
void *arena_grow(struct arena *a, void *items, size_t n, size_t size);

/* Appends `item` to the array `items` of `n` items; both are updated. */
#define arena_push(a, items, n, item)                                                                         \
	((items) = arena_grow((a), (items), (n), sizeof(*(items))), (items)[(n)++] = (item))

#endif
