/* Everything that can be found, of all rooms: faults, references, choices, rules, losses. */
#ifndef FLEET_CATALOGUE_H
#define FLEET_CATALOGUE_H

#include "diag/finding.h"

/* All descriptors in the order of their ids. */
const struct descriptor *const *catalogue(size_t *n);

/* The id that was most likely meant by `id`; NULL: none is near. */
const char *catalogue_nearest(const char *id);

const struct descriptor *catalogue_find(const char *id); /* NULL: no such id */

/*
 * On which releases something is found, and how severely: by judging its bad example, which it must have, once
 * per row of the release table. NULL where the release makes no difference.
 */
const char *catalogue_releases(struct arena *a, const struct descriptor *d);

#endif
