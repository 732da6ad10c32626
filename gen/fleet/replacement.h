/* What one text has to have replaced to become another. */
#ifndef FLEET_REPLACEMENT_H
#define FLEET_REPLACEMENT_H

#include "diag/finding.h"

/*
 * The one stretch of `old` in which `new` differs, and what stands there in `new`: whole words, and where
 * lines come or go whole lines.
 */
struct replacement *replacement_between(struct arena *a, const struct source *old, const struct source *new);

#endif
