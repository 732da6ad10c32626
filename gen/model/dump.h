/* From the model to the language: a host as a description in canonical form. */
#ifndef MODEL_DUMP_H
#define MODEL_DUMP_H

#include "base/hash.h"
#include "base/text.h"
#include "model/host.h"

/*
 * Writes the host: keys in the order of the rows, values as the product spells them. host_read() of the result gives the same
 * host. `comments` (NULL: none): lists of struct draft_comment by path, written above the objects.
 */
void dump_host(const struct host *host, const struct hash *comments, struct text *out);

/* What only people know of a host that was read from files, as lines of comment for the end of its description:
 * switches and cabling, guests, what runs behind the bridges. */
void dump_missing(const struct host *host, struct text *out);

#endif
