/* What the parts of tree.c share. */
#ifndef SOURCE_TREE_READ_H
#define SOURCE_TREE_READ_H

#include <sys/stat.h>

#include "base/beneath.h"
#include "source/tree.h"

enum {
	TREE_FILES = 10000,
	TREE_BYTES = 64 * 1024 * 1024,
};

/* Adds a file at its place in the order, behind others of its path. NULL: there are too many. */
struct tree_file *tree_put(struct tree *t, const char *path, const char *name);

/* Whether the file `name`, as findings print it, is there as `path`. */
bool tree_has(const struct tree *t, const char *path, const char *name);

/* Gives it what it holds, unless that is too much. */
void tree_fill(struct tree *t, struct tree_file *f, const struct source *s);

/* What `path` is called in the tree where it was named, `own` where it does not show a place below "etc/". */
const char *tree_named(struct tree *t, const char *path, const char *own);

/* The order of paths. */
int tree_order(const char *a, const char *b);

/* A directory that files are read beneath. */
struct beneath_dir {
	int fd;
	const char *name; /* in front of the paths, as findings print them */
	bool root;        /* of a host, so that links lead to configuration only; else they stay inside */
};

/* The directory beneath the root; .fd is a negative errno where it cannot be opened, else to be closed. */
struct beneath_dir tree_open_root(const struct tree *t);

/*
 * Adds the file at `path` beneath `d`, as `as`. A negative errno where it is not there or is a directory
 * (-ENOENT, -ENOTDIR, -EISDIR) or there are too many files, 0 where it was added, if with trouble.
 */
int tree_take(struct tree *t, const struct beneath_dir *d, const char *path, const char *as);

/* Reads the file at `path`, of which `st` was seen, through whatever links. */
void tree_read_named(struct tree *t, struct tree_file *f, const char *path, const struct stat *st);

/* Adds a file that cannot be read, for `why`. */
void tree_take_none(struct tree *t, const struct beneath_dir *d, const char *path, const char *as,
		    const char *why);

struct names {
	const char **v;
	size_t n;
};

/* The names in a directory beneath `d`, in order and without hidden ones; *budget is what may still be looked
 * at, -E2BIG where that is not enough, -EXDEV where a link leads to where nothing is read. */
int tree_names(struct tree *t, const struct beneath_dir *d, const char *path, size_t *budget,
	       struct names *names);

/* Whether configuration of the network lies at `path` beneath the root, or (`above`) below it. */
bool tree_is_configuration(const struct tree *t, const char *path, bool above);

bool tree_is_not_there(int err);

/* Whether the name itself is there, a link to nothing perhaps. */
bool tree_is_there(const struct beneath_dir *d, const char *path);

/* "it cannot be opened: Permission denied" */
const char *tree_why(struct arena *a, int err);

#endif
