/* What goes to the terminal or a pipe, and trouble on standard error. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

int trouble(const char *fmt, ...)
{
	struct arena *a = arena_new();
	va_list ap;

	va_start(ap, fmt);
	fprintf(stderr, "bondwright: %s\n", shown(a, arena_vprintf(a, fmt, ap))); /* it may quote the input */
	va_end(ap);
	arena_free(a);
	return TROUBLE;
}

int put(FILE *to, const struct text *t)
{
	if (fwrite(t->s, 1, t->len, to) != t->len || fflush(to))
		return trouble("cannot write: %s", strerror(errno));
	return YES;
}

bool coloured(const struct options *o, FILE *to)
{
	const char *term = getenv("TERM"), *no = getenv("NO_COLOR");

	if (o->colour != COLOUR_AUTO)
		return o->colour == COLOUR_ALWAYS;
	return isatty(fileno(to)) && !(no && *no) && term && strcmp(term, "dumb");
}
