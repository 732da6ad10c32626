/* Input as bytes, places in it, and a table of where things were written. */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { SOURCE_MAX = 1024 * 1024 }; /* bytes; a larger file is no host description */

struct source {
	const char *name; /* as findings print it */
	const char *bytes; /* `len` of them, and a NUL behind */
	size_t len;
	uint32_t *lines; /* offset at which each line starts */
	size_t nlines;
	struct mark {
		uint32_t at, characters; /* that many begin in front of offset `at` */
	} *marks;
	size_t nmarks;
};

struct span {
	const struct source *source; /* NULL: nowhere */
	uint32_t from, to;           /* byte offsets, `to` exclusive */
};

struct position {
	unsigned line, column; /* from 1; columns count characters */
};

/*
 * Reads the file at `path` ("-": standard input) whole; `name` is what it is called in findings.
 * Gives 0, or -EFBIG where it holds more than SOURCE_MAX bytes, or another negative errno.
 */
int source_read(struct arena *a, const char *path, const char *name, struct source **out);
/* The same for what may hold up to `max` bytes: no description. */
int source_read_large(struct arena *a, const char *path, const char *name, size_t max, struct source **out);
/* The same for what stands open at `fd`; it stays open. */
int source_read_fd(struct arena *a, int fd, const char *name, size_t max, struct source **out);

/* The same for bytes in memory, with a NUL behind; they are not copied. */
struct source *source_of(struct arena *a, const char *name, const char *bytes, size_t len);

struct position source_position(struct span s);

/* The line (from 1) without its end; false where there is none. */
bool source_line(const struct source *s, unsigned line, const char **text, size_t *len);

/*
 * Where the fields of a model were written. A path names a field as the description nests it:
 * "bonds[0]", "bonds[0].mode", "bonds[0].slaves[1]". Paths of the site file start with "site:".
 */
struct locator;

struct locator *locator_new(struct arena *a);

/* `path` is not copied and must stay. */
void locator_put(struct locator *l, const char *path, struct span s);

bool path_is_of_site(const char *path);

/* The place of `path`, else of what contains it, at last of the document ("" or "site:"); a span without
 * source where nothing is known. */
struct span locator_find(const struct locator *l, const char *path);

bool locator_has(const struct locator *l, const char *path); /* exactly that one */

/* The paths of a field of the object at `path`, and of an element of a list of it. */
const char *field_path(struct arena *a, const char *path, const char *field);
const char *element_path(struct arena *a, const char *path, const char *field, size_t i);

#endif
