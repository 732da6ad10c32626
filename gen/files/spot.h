/* Where a file of a tree is, or would be: reached below the root, whatever links the tree holds. */
#ifndef FILES_SPOT_H
#define FILES_SPOT_H

#include <stdbool.h>
#include <sys/stat.h>

#include "base/arena.h"

enum {
	SPOT_MAX = 16 * 1024 * 1024
}; /* bytes of a file that is read: nothing that is configuration has more */

struct spot {
	bool there;
	struct stat st;
	const char *bytes; /* st.st_size of them, and a NUL behind */
	const char *obstacle,
		*help; /* why no file can be there: "is a symbolic link to ..."; NULL: one can */
};

/* Looks what is at `path`, and reads it. 0 or a negative errno; an obstacle is none. */
int spot_look(struct arena *a, int root, const char *path, struct spot *out);

/* The same, but gives its hash and reads no byte into memory; NULL: there is none, or an obstacle. */
int spot_digest(struct arena *a, int root, const char *path, struct spot *out, const char **digest);

/* Opens the directory that the file at `path` belongs into; -ENOENT where there is none. With `make` it is
 * made, with those above it. */
int spot_directory(int root, const char *path, bool make);

const char *spot_name(const char *path); /* what is behind its last slash */

#endif
