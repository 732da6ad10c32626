/* xend's part of a Xen host's network: what network-bridge is called with. */
#ifndef TARGETS_XEND_XEND_H
#define TARGETS_XEND_XEND_H

#include "model/xend.h"
#include "targets/target.h"

/* A bridge that network-bridge makes: one call of it. */
struct call {
	const struct iface *bridge, *netdev;
	long vifnum; /* which pair of vethN and vif0.N it takes; up to Xen 3.1 */
};

struct calls {
	struct call *v;
	size_t n;
};

/* The calls, in the order in which they have to be made. Bridges that network-bridge cannot make are none of
 * them. */
struct calls xend_calls(struct render *r);

void xend_limits(struct render *r);

#endif
