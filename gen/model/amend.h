/*
 * Changing one field of a description that has no fault, and nothing else: comments, order, layout, line ends
 * and every other byte stay.
 */
#ifndef MODEL_AMEND_H
#define MODEL_AMEND_H

#include "diag/finding.h"

/*
 * `s` with `e` made, as a source of the same name; `s` itself where there is nothing to do. NULL: it cannot
 * be done without touching something else, and `*why` tells. The result was read again: it differs from `s`
 * in that field only.
 *
 * A new key goes behind the last of its mapping: between brackets on the same line, in a block on a line of
 * its own, indented like its siblings. What goes takes its comma along, or its lines with the comment that
 * stands on them; comments on lines of their own stay.
 */
const struct source *amend(struct arena *a, const struct source *s, const struct edit *e, const char **why);

#endif
