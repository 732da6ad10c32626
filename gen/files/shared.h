/* Files that others write too: our lines stand between markers, and all else stays as it is, byte by byte. */
#ifndef FILES_SHARED_H
#define FILES_SHARED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* "# BEGIN bondwright\n", or as the file at `path` has comments; `word` is BEGIN or END. */
const char *shared_marker(struct arena *a, const char *path, const char *word);

/* The lines between markers. */
const char *shared_enclose(struct arena *a, const char *path, const char *text, size_t len);

/* Our lines in a text. */
struct block {
	size_t from, to; /* with the markers and the break behind the last; equal: there are none */
	size_t bad;      /* where `why` */
	const char *why; /* the markers do not go together; NULL: they do */
};

struct block shared_find(const char *text, size_t len);

/*
 * The text with `ours`, markers included, in place of the block; without one at the end, or at the top. Where
 * the last line has no break it gets one. NULL `ours`: the block is taken out. The result has `*new_len`
 * bytes and a NUL behind.
 */
char *shared_merge(struct arena *a, const char *text, size_t len, struct block b, const char *ours,
		   bool at_top, size_t *new_len);

#endif
