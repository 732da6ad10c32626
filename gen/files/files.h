/*
 * File sets: what a target made for one host, and putting it on disk.
 */
#ifndef FILES_FILES_H
#define FILES_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/text.h"

struct file {
	const char *path; /* below the root, no leading slash: "etc/sysconfig/network-scripts/ifcfg-eth0" */
	const char *text;
	size_t len;
	mode_t mode;   /* 0644, 0755 */
	bool fragment; /* only our lines of a file that others write too; called PATH.fragment in a set on disk */
};

struct file_set {
	struct arena *arena;
	struct file *v;
	size_t n;
};

void file_set_init(struct file_set *s, struct arena *a);

/*
 * Adds a file; `text` must stay. Gives NULL, or why it was refused: a path that is absolute, has an
 * empty, "." or ".." component, a component of over 255 bytes or a character outside
 * [A-Za-z0-9._:@+-], or that the set holds already.
 */
const char *file_set_add(struct file_set *s, struct file f);
const struct file *file_set_find(const struct file_set *s, const char *path); /* by its name in the set */

/* Name of the file in a set: its path, with ".fragment" behind for a fragment. */
const char *file_name(struct arena *a, const struct file *f);

/* All files one after the other, each headed "==> path <==" as head(1) does. */
void file_set_print(const struct file_set *s, struct text *out);

/*
 * Writes the set below the directory `out`, in a directory called `host` (created with its
 * parents below it; `out` is created too, but not its parents). Equal files are left alone. A file
 * appears whole or not at all: a dotfile temporary in the same directory, O_EXCL, fsync, rename,
 * fsync of the directory. No component below `out` may be a symbolic link; the last must be a regular
 * file or absent. Gives 0 or a negative errno, and then `*failed` names the path.
 */
int file_set_write(const struct file_set *s, const char *out, const char *host, const char **failed);

#endif
