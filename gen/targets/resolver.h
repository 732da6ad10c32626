/* The resolver of the C library, which reads /etc/resolv.conf: what of the description it takes. */
#ifndef TARGETS_RESOLVER_H
#define TARGETS_RESOLVER_H

#include "targets/target.h"

/* How many of the name servers it asks, and of the domains it searches: the first ones. */
size_t resolver_asked(const struct values *servers);
size_t resolver_searched(const struct release *os, const struct values *search);

/* The first `n` of a list as the description has it, for help: "servers: [10.0.0.53]". */
const char *resolver_list(struct arena *a, const char *key, const struct values *list, size_t n);

/* Says which domains it does not search. */
void resolver_search_limits(struct render *r);

#endif
