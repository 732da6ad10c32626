/* The explanation of a finding, for `bondwright explain`. */
#include "diag/finding.h"

#include <string.h>

/* Adds `s` wrapped at 78 columns behind an indent of two; its line breaks begin paragraphs. */
static void wrap(struct text *out, const char *s)
{
	enum { WIDTH = 78 };
	size_t column = 0;

	while (*s) {
		size_t word = strcspn(s, " \n");

		if (word) {
			if (column && column + 1 + word > WIDTH) {
				text_addc(out, '\n');
				column = 0;
			}
			text_add(out, column ? " " : "  ");
			text_addn(out, s, word);
			column += word + (column ? 1 : 2);
		}
		s += word;
		if (*s == '\n') {
			text_addc(out, '\n');
			column = 0;
		}
		s += *s != '\0';
	}
	text_addc(out, '\n');
}

static void section(struct text *out, const char *heading, const char *s)
{
	if (!s)
		return;
	text_addf(out, "\n%s\n", heading);
	wrap(out, s);
}

static void listing(struct text *out, const char *heading, const char *s)
{
	if (!s)
		return;
	text_addf(out, "\n%s\n", heading);
	while (*s) {
		size_t n = strcspn(s, "\n");

		text_add(out, "    ");
		text_addn(out, s, n);
		text_addc(out, '\n');
		s += n + (s[n] == '\n');
	}
}

void descriptor_explain(const struct descriptor *d, const char *where, struct text *out)
{
	text_addf(out, "%s  %s  (%s, since %s)\n", d->id, d->title, severity_name(d->severity), d->since);
	section(out, "Why it hurts", d->why);
	section(out, "Releases, for the bad example below", where);
	section(out, "What to do", d->fix);
	section(out, "How to see it on a running host", d->verify);
	listing(out, "With this host", d->beside);
	listing(out, "Bad", d->bad);
	listing(out, "Good", d->good);
	if (!d->sources)
		return;
	text_add(out, "\nSources\n");
	for (const struct reference *const *r = d->sources; *r; r++)
		wrap(out, arena_printf(out->arena, "%s: %s", (*r)->id, (*r)->title));
}
