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

struct file;

/* A line of somebody else's that our lines cannot stand beside. */
struct objection {
	size_t from, to;       /* the words in their text */
	const char *why, *help;
	/* Where there is none: bytes of ours that theirs say already, and that stay out of the fragment. */
	size_t said_from, said_to;
};

/* Where a fragment goes in a file that has none yet. */
enum fragment_place {
	AT_END,  /* the last of two settings counts, or both do */
	AT_TOP,  /* the first of two counts */
	BY_HAND, /* somewhere inside: people put it there */
};

struct file {
	const char *path; /* below the root, no leading slash: "etc/sysconfig/network-scripts/ifcfg-eth0" */
	const char *text;
	size_t len;
	mode_t mode;   /* 0644, 0755 */
	bool fragment; /* only our lines of a file that others write too; called PATH.fragment in a set on disk */
	enum fragment_place place;
	bool joins; /* a fragment of a file that others make: without it there is nothing to add to */
	/*
	 * A whole file that may have been there before, with other things in it: then it gets these lines as a
	 * fragment, unless this says which of `theirs` stands against them. NULL: it is ours alone.
	 */
	bool (*objects)(struct arena *a, const struct file *ours, const char *theirs, size_t len,
			struct objection *o);
};

struct file_set {
	struct arena *arena;
	struct file *v;
	size_t n;
};

void file_set_init(struct file_set *s, struct arena *a);

/*
 * Adds a file; `text` must stay, the path is copied. Gives NULL, or why it was refused: a path that is
 * absolute, has an empty, "." or ".." component, a component of over 255 bytes or a character outside
 * [A-Za-z0-9._:@+-], or that the set holds already or has as a directory (or a directory as a file).
 * What counts is the name in the set, with ".fragment" behind where that applies.
 *
 * A fragment stands between two lines of comment that mark it, "BEGIN bondwright" and "END bondwright".
 * Several of one path become one, in the order in which they are added: what they say goes into one file.
 */
const char *file_set_add(struct file_set *s, struct file f);
const struct file *file_set_find(const struct file_set *s, const char *path); /* by its name in the set */

/* Name of the file in a set: its path, with ".fragment" behind for a fragment. */
const char *file_name(struct arena *a, const struct file *f);

bool file_path_ok(const char *path); /* as above */

/* True for s[0..n) that may stand between the slashes of such a path. */
bool file_component_ok(const char *s, size_t n);

/* All files one after the other, each headed "==> path <==" as head(1) does. */
void file_set_print(const struct file_set *s, struct text *out);

/*
 * Writes the set below the directory `out`, in a directory called `host` (NULL: directly below it; created
 * with its parents below it; `out` is created too, but not its parents). Equal files are left alone. A file
 * appears whole or not at all: a dotfile temporary in the same directory, O_EXCL, fsync, rename,
 * fsync of the directory. Equal means content and permission bits, which do not depend on the umask;
 * new directories get 0755. No component below `out` may be a symbolic link (-ELOOP); the last must be
 * a regular file (else -EISDIR or -EEXIST) or absent. `host` must be fit for a component of a path
 * (-EINVAL). Gives 0 or a negative errno, and then `*failed` names the path, which begins with `out`.
 * The files before the failed one stay written.
 */
int file_set_write(const struct file_set *s, const char *out, const char *host, const char **failed);

/* Writes one file at `path` in the same way, with 0644; its directory must be there. 0 or a negative errno. */
int file_write(const char *path, const char *text, size_t len);

/*
 * Puts `text` in place of `old` in the file at `path`, which must hold just that: else it was changed by somebody
 * since it was read, and stays (-ESTALE). A symbolic link is followed, and stays one: what it leads to is written.
 * Whole or not at all, as above; owner, group, permissions and extended attributes (ACLs, labels) are those of the
 * file before, or it is not written. It must be a regular file (-EISDIR, -EINVAL) with no other hard link, which
 * would go on holding the old text (-EMLINK). Gives 0 or a negative errno.
 */
int file_replace(const char *path, const char *old, size_t old_len, const char *text, size_t len);

#endif
