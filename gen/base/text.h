/* A text that grows at its end; its bytes live in an arena and always end in NUL. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stddef.h>

#include "base/arena.h"

struct text {
	struct arena *arena;
	char *s;
	size_t len, room;
};

void text_init(struct text *t, struct arena *a);
void text_add(struct text *t, const char *s);
void text_addn(struct text *t, const char *s, size_t n);
void text_addc(struct text *t, char c);
void text_addf(struct text *t, const char *fmt, ...) __attribute__((format(printf, 2, 3), nonnull(2)));

/* Adds `sep` unless the text is still empty, then `s`: for lists. */
void text_join(struct text *t, const char *sep, const char *s);

#endif
