/* The parts of import_host(). */
#ifndef IMPORT_PARTS_H
#define IMPORT_PARTS_H

#include "import/import.h"

/* The reader whose network files are there. NULL: none, or a finding says that there are two. */
const struct reader *import_find_reader(struct reading *r, const struct reader *from);

/* Sets r->os; gives its name, with minor, and where a file tells it. What is not told is assumed, and said.
 */
const char *import_find_release(struct reading *r, const struct import_options *o, struct span *at);

/* The first of its files: where to speak of what none of them tells. */
struct span import_of_family(const struct reading *r);

/* What belongs to a host once its files are read: what they leave open is assumed, and said; what is left of
 * an older setup goes. `os`: the name of its release, told at `os_at`. */
void import_settle(struct reading *r, const struct import_options *o, const char *os, struct span os_at);

#endif
