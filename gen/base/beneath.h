/* Opening what lies beneath a directory, whatever links are there: that directory is the root to all of them.
 */
#ifndef BASE_BENEATH_H
#define BASE_BENEATH_H

#include <limits.h>
#include <stdbool.h>

/*
 * Opens `path` beneath the directory `dir` as open(2) does; "/" and what is above the top are the directory
 * itself. Links that are no text, as in /proc, are -ELOOP. A descriptor, or a negative errno. Makes no files:
 * for that, open the directory and use openat(2) with O_NOFOLLOW.
 */
int beneath_open(int dir, const char *path, int flags);

/* How a path was resolved. */
struct beneath {
	char path[PATH_MAX]; /* where it ended, without links; where it failed, what was looked for */
	bool link;           /* there were some */
	bool out; /* it led above the top, or a link was absolute: only as seen from `dir` it is inside */
};

/* The same, and says how. */
int beneath_find(int dir, const char *path, int flags, struct beneath *how);

/* The same without the help of the kernel (openat2() came with Linux 5.6); `how` may be NULL. */
int beneath_walk(int dir, const char *path, int flags, struct beneath *how);

#endif
