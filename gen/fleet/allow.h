/* Findings that a host accepts on purpose. */
#ifndef FLEET_ALLOW_H
#define FLEET_ALLOW_H

#include "diag/finding.h"
#include "model/host.h"

/* Takes the findings that an `allow` entry of the host names out of `f`, adds one for each entry that is
 * unused or names no rule (ALLOW), and gives the number taken out. */
size_t allow_apply(const struct host *host, struct findings *f);

#endif
