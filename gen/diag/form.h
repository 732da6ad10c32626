/*
 * The forms that findings leave in. Whatever bytes the input holds, each form is well-formed: texts pass
 * utf8_show(), as for a terminal, since whoever reads them in the end is a person. The name of a file stands
 * there the same way, and where a form has room for one as a URI, which keeps every byte.
 *
 * Columns count characters (Unicode code points; a byte that is not UTF-8 counts as one), from 1.
 */
#ifndef DIAG_FORM_H
#define DIAG_FORM_H

#include "diag/finding.h"

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF, FORMAT_JUNIT, FORMAT_GITHUB };

extern const char *const format_words[]; /* in the order of enum format, NULL-terminated */

/* What a run has to say about one file. */
struct result {
	const char *name;                /* as findings print it; NULL: no file, but the run */
	const char *host;                /* NULL: no description, or one with faults */
	const char *policy;              /* the policy file that was applied; NULL: none */
	const char *trouble;             /* why nothing else can be said: it was not read; NULL: it was */
	const struct findings *findings; /* NULL: none */
	enum severity fail_on;           /* the host is refused from here on */
	size_t accepted;                 /* left out: by `allow` of the host, */
	size_t off;                      /* by the policy, */
	size_t known;                    /* and because the baseline has them */
	bool waiting;                    /* the rules wait until the faults are mended */
};

/* The findings of `r` at `level` and no other. */
size_t result_count(const struct result *r, enum severity level);

struct form {
	struct arena *arena;                                  /* lives as long as the form */
	bool colour;                                          /* text: ANSI escapes */
	const struct descriptor *(*describe)(const char *id); /* NULL for an id that nothing has */
	/* Takes one file in, and adds to `out` what can be printed of it at once. */
	void (*add)(struct form *f, const struct result *r, struct text *out);
	/* Adds the rest: a form that is one document is printed here. */
	void (*end)(struct form *f, struct text *out);
};

struct form *form_new(struct arena *a, enum format format, bool colour,
		      const struct descriptor *(*describe)(const char *id));

/* `s` as a person may see it, in one line: utf8_show(). */
const char *shown(struct arena *a, const char *s);
/* The same for a text of several lines, which stay. */
const char *shown_lines(struct arena *a, const char *s);

/* A file's name as a URI reference: every byte but letters, digits and "-._~/" in percent form. One from the
 * root is a file: URI. */
const char *uri_of(struct arena *a, const char *name);

/* The JSON Schema of FORMAT_JSON's document. */
void findings_schema_print(struct text *out);

#endif
