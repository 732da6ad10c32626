/* What the ways of writing files share: temporaries, and that nothing is lost when the machine stops. */
#ifndef FILES_ATOMIC_H
#define FILES_ATOMIC_H

#include <stdbool.h>
#include <stddef.h>

enum { TEMP_NAME = 32 }; /* bytes for the name of a temporary */

#define CLOSED_AT_END __attribute__((cleanup(close_fd)))
void close_fd(const int *fd);

int open_directory(int parent, const char *name,
		   int flags); /* -ELOOP for a link, where flags have O_NOFOLLOW */
int sync_directory(int dir);

/* Makes a new file with mode 0600 and puts its name into `name`. */
int open_temporary(int dir, char *name);
int write_all(int fd, const char *s, size_t len);

/* True if from where it stands `fd` gives just these bytes. */
bool has_bytes(int fd, const char *text, size_t len);

#endif
