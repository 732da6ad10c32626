/* What the rules for fleets need to know of one host. */
#ifndef FLEET_FLEET_EXTRACT_H
#define FLEET_FLEET_EXTRACT_H

#include "rules/fleet.h"

/* Copies it from `net` into `h`; all of it lives in `a`. */
void fleet_extract(struct arena *a, const struct net *net, struct fleet_host *h);

#endif
