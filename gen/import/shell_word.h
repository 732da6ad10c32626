/*
 * Words of a shell's text, without a shell: quotes and escapes as bash understands them, nothing expanded
 * (bash 5.2, parse.y: read_token_word(); lib/sh/strtrans.c: ansicstr()).
 */
#ifndef IMPORT_SHELL_WORD_H
#define IMPORT_SHELL_WORD_H

#include <string.h>

#include "import/import.h"

struct shell_text {
	struct reading *r;
	const struct source *s;
	const char *p, *end;       /* what is read next, and the end of all */
	bool carriage_return, nul; /* said of the file */
	bool cut;                  /* a quote was not closed, which is said: p is at the end */
};

/* One word, or what follows the `=` of one. */
struct shell_word {
	struct text text;          /* without quotes */
	const char *from, *to;     /* as it stands there */
	const char *inner, *outer; /* where `text` stands as it is; NULL: nowhere */
	const char *shell;         /* the first thing that is expanded; NULL: nothing is */
};

struct span shell_span(const struct shell_text *t, const char *from, const char *to);

/* True at the end of a line; a carriage return there is a finding, the first of the file, and no part of a
 * word. */
bool shell_at_line_end(struct shell_text *t);

/* True unless t->p stands on what ends a word: a blank, an operator, the end of the line. */
bool shell_word_goes_on(struct shell_text *t);

/* The word, or the rest of one, that begins at t->p. */
struct shell_word shell_word(struct shell_text *t);

/* Over one byte, and behind the quote that t->p stands on: what is not wanted. */
void shell_step(struct shell_text *t);
void shell_skip_quoted(struct shell_text *t);

/* Length of the name of a variable at t->p, 0 where there is none. */
size_t shell_name(const struct shell_text *t);

/* strchr() with the NUL left out: it occurs in files, too. */
static inline bool is_one_of(char c, const char *set)
{
	return c && strchr(set, c);
}

#endif
