/*
 * The explaining way in: walks the tree of a document by the same tables and converters that load it,
 * reports every fault at its place, and records where each field was written.
 */
#ifndef MODEL_WALK_H
#define MODEL_WALK_H

#include "diag/finding.h"
#include "model/rows.h"

/*
 * Walks `s` by `table`. Faults go to `faults`, places into `places`, under paths that begin with
 * `prefix` ("" or "site:"). True: the document has no fault.
 */
bool walk(struct arena *a, const struct source *s, const struct table *table, const char *prefix,
	  struct findings *faults, struct locator *places);

#endif
