/* The resolver of the C library, which reads /etc/resolv.conf: what of the description it takes. */
#ifndef TARGETS_RESOLVER_H
#define TARGETS_RESOLVER_H

#include "targets/target.h"

/* How many of the name servers it asks, and of the domains it searches: the first ones. */
size_t resolver_asked(const struct values *servers);
size_t resolver_searched(const struct release *os, const struct values *search);

/* Says which servers it never asks, and which domains it does not search. */
void resolver_server_limits(struct render *r);
void resolver_search_limits(struct render *r);

/* /etc/resolv.conf, where dns says anything: else false. */
bool render_resolv_conf(struct render *r);

#endif
