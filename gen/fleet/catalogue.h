/* Everything that can be found, of all rooms: faults, references, choices, rules, losses. */
#ifndef FLEET_CATALOGUE_H
#define FLEET_CATALOGUE_H

#include "diag/finding.h"

/* All descriptors in the order of their ids. */
const struct descriptor *const *catalogue(size_t *n);

const struct descriptor *catalogue_find(const char *id); /* NULL: no such id */

/*
 * On which releases a rule is raised, and how severely: found by judging its bad example once per
 * release. NULL where the release makes no difference.
 */
const char *catalogue_releases(struct arena *a, const struct descriptor *d);

#endif
