/* Texts of tables as mdoc, for the manual pages that are made of them. */
#ifndef DIAG_MDOC_H
#define DIAG_MDOC_H

#include "base/text.h"

/* `n` bytes within a line: characters that mdoc would act on, as themselves. */
void mdoc_escaped(struct text *out, const char *s, size_t n);

/*
 * Sentences, each from the beginning of a line, as mdoc wants it, and no line longer than 80 columns; `x` is
 * set as a word of the language, `--x` as an option, bondwright-host(5) as a reference, a line break begins a
 * paragraph. The last line is ended.
 */
void mdoc_prose(struct text *out, const char *s);

/* Lines as they are, for people to copy: a literal display. */
void mdoc_display(struct text *out, const char *s);

#endif
