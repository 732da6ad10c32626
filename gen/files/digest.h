/* SHA-256, as sha256sum prints it. */
#ifndef FILES_DIGEST_H
#define FILES_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum { DIGEST_CHARS = 64 };

const char *digest_of(struct arena *a, const char *bytes, size_t len);
const char *digest_of_file(struct arena *a, int fd, size_t most); /* NULL: errno; EFBIG: it has more bytes */
bool digest_ok(const char *s);                                    /* has the form of one */

#endif
