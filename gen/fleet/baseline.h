/*
 * Findings that were there when somebody began to look: a file records them, and later runs report only
 * others. A finding is recognised by its file, id, object and message, so lines that move do not matter; two
 * that are alike in all of these count as two.
 *
 * Nothing is recorded of a file with faults: the rules did not look at it.
 */
#ifndef FLEET_BASELINE_H
#define FLEET_BASELINE_H

#include "diag/finding.h"

enum { BASELINE_MAX = 64 * 1024 * 1024 }; /* bytes; a larger file is no baseline */

struct baseline;

struct baseline *baseline_new(struct arena *a);

/* The one that `s` holds. NULL: it is none, and `*why` says where and why. */
struct baseline *baseline_read(struct arena *a, const struct source *s, const char **why);

/* Adds the findings of a file that was judged. */
void baseline_record(struct baseline *b, const char *file, const struct findings *f);

/* Takes out of `f` what is recorded for the file; their number. */
size_t baseline_filter(struct baseline *b, const char *file, struct findings *f);

size_t baseline_size(const struct baseline *b); /* findings recorded */
/* How many of those recorded for the files that were filtered were not met. */
size_t baseline_gone(const struct baseline *b);

/* The file's text: JSON, sorted. */
void baseline_print(const struct baseline *b, struct text *out);

#endif
