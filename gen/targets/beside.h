/* What lies in the tree of a host beside the files that are put there. */
#ifndef TARGETS_BESIDE_H
#define TARGETS_BESIDE_H

#include "files/plan.h"
#include "import/import.h"
#include "targets/target.h"

/*
 * Adds what is found among the files of `tree`, which is the root that the plan is about, in the place of a
 * host that runs `os`: files of another family of systems; files that are read at boot, and that nobody takes
 * away; lines that modprobe reads beside ours.
 */
void targets_beside(struct arena *a, const struct plan *p, struct tree *tree, const struct release *os,
		    struct findings *findings);

#endif
