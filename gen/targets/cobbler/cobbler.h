/*
 * System records of Cobbler 2, 3 and 4 into the model: what is stored in /var/lib/cobbler, and the blended
 * data that the XML-RPC call get_blended_data() gives. Records say what a host is to have; where the snippets
 * that Cobbler ships make something else of it, that is a finding (pitfalls.c).
 */
#ifndef TARGETS_COBBLER_COBBLER_H
#define TARGETS_COBBLER_COBBLER_H

#include "import/import.h"

extern const struct file_kind cobbler_kind_record;

void cobbler_read(struct reading *r);

/* The release that the record is for: by breed and os_version, which only blended data have, else assumed and
 * said. Gives its name, with minor, and where it is told. */
const char *cobbler_find_release(struct reading *r, struct span *at);

extern const struct descriptor COB001, COB002, COB003, COB004, COB005, COB006, COB007, COB008, COB009, COB010,
	COB011;

#endif
