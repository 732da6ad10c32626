/* The door to the model: one description, and the site file that goes with it, in; a host out. */
#ifndef MODEL_DESCRIPTION_H
#define MODEL_DESCRIPTION_H

#include "diag/finding.h"
#include "model/host.h"
#include "source/source.h"

/*
 * Reads a host, and fills from `site` (NULL: none) what it leaves open. A document is scanned once if
 * it is without fault; else every fault of both is added to `faults`, with its place, and the result is
 * NULL.
 */
const struct host *host_read(struct arena *a, const struct source *host, const struct source *site,
			     struct findings *faults);

/*
 * A copy of `host`, which was not read from a description, with what it leaves open filled from `site` (NULL: nothing
 * is). The places of the site file are added to `places`, its faults to `faults`; then the result is NULL.
 */
const struct host *host_complete(struct arena *a, const struct host *host, const struct source *site,
				 struct findings *faults, struct locator *places);

/* Where everything was written: for findings about a host that was read. Scans the documents again. */
struct locator *host_locate(struct arena *a, const struct source *host, const struct source *site);

#endif
