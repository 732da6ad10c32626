#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void reserve(struct text *t, size_t more)
{
	size_t room = t->room ? t->room : 64;
	char *s;

	if (t->len + more + 1 <= t->room)
		return;
	while (room < t->len + more + 1)
		room *= 2;
	s = arena_alloc(t->arena, room);
	if (t->len)
		memcpy(s, t->s, t->len);
	t->s = s;
	t->room = room;
}

void text_init(struct text *t, struct arena *a)
{
	*t = (struct text){.arena = a};
	reserve(t, 0);
}

void text_addn(struct text *t, const char *s, size_t n)
{
	reserve(t, n);
	memcpy(t->s + t->len, s, n);
	t->len += n;
	t->s[t->len] = '\0';
}

void text_add(struct text *t, const char *s)
{
	text_addn(t, s, strlen(s));
}

void text_addc(struct text *t, char c)
{
	text_addn(t, &c, 1);
}

void text_addf(struct text *t, const char *fmt, ...)
{
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	reserve(t, (size_t)n);
	vsnprintf(t->s + t->len, (size_t)n + 1, fmt, again);
	t->len += (size_t)n;
	va_end(again);
	va_end(ap);
}

void text_join(struct text *t, const char *sep, const char *s)
{
	if (t->len)
		text_add(t, sep);
	text_add(t, s);
}
