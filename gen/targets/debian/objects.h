/* Whether stanzas of somebody else can stay in /etc/network/interfaces beside ours. */
#ifndef TARGETS_DEBIAN_OBJECTS_H
#define TARGETS_DEBIAN_OBJECTS_H

#include "files/files.h"

/* For struct file: an interface that both have is in the way, as an `iface`, or as a word of an `auto` or
 * `allow-`. The stanza of lo that every Debian has is not: then ours stays out. */
bool debian_objects(struct arena *a, const struct file *ours, const char *theirs, size_t len,
		    struct objection *o);

#endif
