/* What the ways of writing files share: temporaries, and that nothing is lost when the machine stops. */
#ifndef FILES_ATOMIC_H
#define FILES_ATOMIC_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

enum { TEMP_NAME = 32 }; /* bytes for the name of a temporary */

#define CLOSED_AT_END __attribute__((cleanup(close_fd)))
void close_fd(const int *fd);

int open_directory(int parent, const char *name,
		   int flags); /* -ELOOP for a link, where flags have O_NOFOLLOW */
int sync_directory(int dir);

/* Opens the directory `name`; it is made, with 0755, where there is none: by this run or another. */
int make_directory(int parent, const char *name, int flags);

/* Opens a regular file to read it: -EISDIR, -EINVAL for what is none, -ELOOP for a link. */
int open_regular(int dir, const char *name, struct stat *st);

/* Makes a new file with mode 0600 and puts its name into `name`. */
int open_temporary(int dir, char *name);
bool is_temporary(const char *name); /* has the form of such a name */
int write_all(int fd, const char *s, size_t len);

/* Nothing of the file is lost any more, if there was no `err` so far. Closes it; the first error is given. */
int finish_file(int fd, int err);

/* The temporary gets a name that nothing may have by now (-ESTALE). */
int give_name(int dir, const char *temporary, const char *name);

/* True if from where it stands `fd` gives just these bytes. */
bool has_bytes(int fd, const char *text, size_t len);

/* The file `name` as a new one, whole or not at all: whatever was there, or where nothing may be (-ESTALE). */
int write_any(int dir, const char *name, const char *text, size_t len, mode_t mode);
int write_new(int dir, const char *name, const char *text, size_t len, mode_t mode);

/* The same in place of a regular file that must hold `old` (-ESTALE), with what file_replace() keeps of it;
 * its permissions get `more`. */
int write_over(int dir, const char *name, const char *old, size_t old_len, const char *text, size_t len,
	       mode_t more);

/* A copy of the regular file `name`, which must hold `old` (-ESTALE), with what file_replace() keeps of it;
 * in the directory `to`, under a name that nothing may have (-ESTALE). */
int write_copy(int dir, const char *name, const char *old, size_t len, int to, const char *copy);

/* 0: the regular file `name` holds just that. -ESTALE: another one is there, or none. */
int is_still(int dir, const char *name, const char *old, size_t len);

#endif
