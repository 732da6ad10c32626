/* What changed between two texts, line by line, as diff -u prints it and patch takes it. */
#ifndef FILES_DIFF_H
#define FILES_DIFF_H

#include "base/text.h"

struct side {
	const char *name; /* in the header */
	const char *text;
	size_t len;
};

/* Adds the unified diff, with three lines of context, to `out`; nothing where the two are equal. The shortest
 * there is, unless they differ in thousands of lines: then what lies between may be shown as one change. */
void diff_print(const struct side *old, const struct side *new, struct text *out);

#endif
