/* Carrying out a plan. */
#ifndef FILES_APPLY_H
#define FILES_APPLY_H

#include "files/plan.h"

/*
 * Takes the lock of the tree below the directory `root`, which the caller gives back with close(2):
 * -EWOULDBLOCK where another run has it. *failed names the path that another errno is about.
 */
int apply_lock(struct arena *a, const char *root, const char **failed);

bool apply_is_needed(const struct plan *p); /* else the tree is left as it is, lock and all */

/*
 * Brings the tree to what the plan says, which was made under the lock. First the journal says what is to be
 * done; then each file appears as a whole or not at all, with the owner, group and attributes of the one
 * before; then the manifest, and the journal goes. Stops at the first errno, which it gives, and p->failed
 * names the path: what was done by then stays, and the journal with it.
 */
int apply(struct plan *p);

#endif
