#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

int trouble(const char *fmt, ...)
{
	va_list ap;

	fputs("bondwright: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
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

	if (o->colour >= 0)
		return o->colour;
	return isatty(fileno(to)) && !(no && *no) && term && strcmp(term, "dumb");
}

int findings_show(const struct options *o, const struct input *in, const struct host_run *run, FILE *to)
{
	const struct findings *f = &run->findings;
	struct text out, counts;
	int code;

	text_init(&out, in->arena);
	text_init(&counts, in->arena);
	findings_print(f, &out, coloured(o, to));
	for (int s = ERROR; s >= INFO; s--) {
		size_t n = findings_count(f, (enum severity)s) - (s < ERROR ? findings_count(f, (enum severity)(s + 1)) : 0);

		if (n)
			text_join(&counts, ", ", arena_printf(in->arena, "%zu %s%s", n, severity_name((enum severity)s), n == 1 || s == INFO ? "" : "s"));
	}
	if (run->accepted)
		text_join(&counts, ", ", arena_printf(in->arena, "%zu accepted", run->accepted));
	if (counts.len)
		text_addf(&out, "%s: %s%s\n", in->source->name, counts.s,
			  run->net ? "" : "; the rules wait until these faults are mended");
	code = put(to, &out);
	if (code == YES && findings_count(f, o->run.fail_on))
		code = NO;
	return code;
}
