/*
 * The files of one existing host: what lies at certain places beneath a root directory, files and directories
 * that were named, or one text that holds several. All of it is read when it is added, and nothing else is
 * ever opened: no link is followed out of the root or of the directory that was named, no FIFO and no device
 * is read.
 */
#ifndef SOURCE_TREE_H
#define SOURCE_TREE_H

#include "source/source.h"

struct tree_file {
	/* "etc/network/interfaces": beneath the root. Of a file that was named, what follows the last "/" in
	 * front of "etc/"; else, its path from the directory that was named; else its own name. Without the
	 * ".fragment" that render puts behind the path of a shared file. */
	const char *path;
	const struct source *source; /* named as findings print it; empty where it is not read */
	/* Why it is not read: "it is a FIFO"; NULL: it is, and a link to /dev/null as an empty file. */
	const char *trouble;
};

struct tree {
	struct arena *arena;
	struct tree_file **v; /* in the order of their paths, bytewise but for numbers: eth2 before eth10 */
	size_t n;
	const char *root; /* NULL: none */
	const char *const *links; /* what links and patterns beneath it may lead to */
	size_t bytes;     /* of all of them */
};

struct tree *tree_new(struct arena *a);

/*
 * A root directory. What links and patterns beneath it lead to is read only if its path begins as one of
 * `links`, NULL behind the last: the lines of what is read are shown in findings, and a link may have been
 * laid to etc/shadow. Gives 0, or a negative errno where it is no directory that can be opened.
 */
int tree_root(struct tree *t, const char *dir, const char *const *links);

/*
 * Adds from beneath the root the file `place`, or where it ends in '/' the files in that directory (not those
 * below it, and no hidden ones). What is not there is passed over, and so is a directory where a file was
 * meant.
 */
void tree_add_place(struct tree *t, const char *place);

/* Adds the file at `path`, or those that it holds as a bundle, or the files below it: four directories deep,
 * hidden ones left out, links to directories not followed. A negative errno where it is not there or cannot
 * be opened; -E2BIG where there are more than 10,000 files. */
int tree_add(struct tree *t, const char *path);

/* True if `s` holds several files as head(1) prints them: it begins with "==> PATH <==". */
bool tree_is_bundle(const struct source *s);

/* Adds those files. Their sources are `s` cut to size, so that lines count from the start of each, and are
 * named "NAME:PATH". */
void tree_add_bundle(struct tree *t, const struct source *s);

/* Adds a text that was read already, from standard input, as the file `path`. */
void tree_add_source(struct tree *t, const char *path, const struct source *s);

/* The file of this path; NULL: not in the tree. */
const struct tree_file *tree_find(const struct tree *t, const char *path);

/*
 * The files that a configuration means by the pattern of a shell ("interfaces.d/?.cfg"), read in the file at
 * `from` (relative: to its directory), in the order of their paths. From beneath the root they are added to
 * the tree; where there is no root, those that are in it count: an absolute pattern is then one below etc/,
 * or where `from` does not lie there, below what /etc/network is to it. Gives their number, 0 for none; *why
 * (not NULL) says so where something was not opened because it lies outside. A directory that matches is
 * found, with that trouble. What source-directory means is found by its pattern, a slash and "*": the names
 * are to be judged by the caller.
 */
size_t tree_match(struct tree *t, const struct tree_file *from, const char *pattern,
		  const struct tree_file ***found, const char **why);

#endif
