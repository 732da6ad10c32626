/*
 * The guest target: the lines that attach each described guest to its bridge, in the files of the tool that
 * runs it, what routed guests need of the host, and the announcer that is copied into the guests.
 */
#ifndef TARGETS_GUEST_GUEST_H
#define TARGETS_GUEST_GUEST_H

#include "targets/target.h"

/* How a guest gets its network, or why nothing is written for it. */
enum guest_way {
	GUEST_BRIDGED, /* one line or element that names the bridge */
	GUEST_ROUTED,  /* OpenVZ's venet: an address, and a host that forwards */
	GUEST_NOTHING, /* nothing from here on */
	GUEST_NO_TECHNOLOGY = GUEST_NOTHING,
	GUEST_NO_BRIDGE,
	GUEST_NO_ADDRESS, /* nor a bridge, where it could be routed */
	GUEST_NAME_UNFIT, /* for the file that it is written to */
	GUEST_NO_ID,
	GUEST_ID_TAKEN,
	GUEST_ID_LONG,
};

enum guest_way guest_way(const struct render *r, const struct guest *g);

void guest_attach_limits(struct render *r);
void guest_attach_render(struct render *r);

/* True if some bridge of the host carries guests. */
bool guest_any_bridged(const struct net *net);

void guest_announce_limits(struct render *r);
void guest_announce_render(struct render *r);

#endif
