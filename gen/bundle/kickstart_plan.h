/* Which `network` lines a host gets: what Anaconda of its release can make of it, and what stands in for the
 * rest. */
#ifndef BUNDLE_KICKSTART_PLAN_H
#define BUNDLE_KICKSTART_PLAN_H

#include "bundle/bundle.h"

/* A line. */
struct ks_line {
	const struct iface *who;    /* whose addresses it has; NULL: none, another line stands on it */
	const struct iface *made;   /* what it sets up: `who`, or what stands in for it */
	const struct iface *parent; /* of a VLAN: the NIC or bond that it is made on */
	const struct iface *bond;   /* the bond that it makes, be it for a VLAN on it; NULL: none */
	const char *why;            /* why something stands in; NULL: nothing does */
	bool activate;              /* it is needed, and not the first */
	bool routes;                /* it has the default route */
};

/* An interface with host addresses that has no line, and why. */
struct ks_lack {
	const struct iface *who;
	const char *why;
};

struct ks_plan {
	struct arena *arena;
	bool by_pre; /* the lines go into a file that %pre makes, which the kickstart file includes */
	/* What the lines call a NIC, where the installer may call it otherwise; NULL: by its name. */
	const char *(*nic_name)(struct arena *a, const struct iface *nic);
	const struct net *net;
	const struct kickstart_caps *can;
	struct ks_line *line;
	size_t n;
	struct ks_lack *lack;
	size_t nlack;
};

/* The first line is the network of the installation: Anaconda brings up that one, and others only by
 * --activate. */
struct ks_plan ks_plan(struct arena *a, const struct net *net, bool by_pre);

/* What Anaconda calls the VLAN of a line: by its parent and ID, or as it is told. */
const char *ks_vlan_name(struct arena *a, const struct ks_line *l);

/* The option of a bond as it goes into --bondopts; NULL: it is not in force, or NetworkManager would not take
 * it. */
const char *ks_bond_option(const struct ks_plan *p, const struct iface *bond, enum bond_option o);

/* Appends the options of a line: "network --device=...". `first`: with the name of the host. */
void ks_line_write(const struct ks_plan *p, const struct ks_line *l, bool first, struct text *out);

#endif
