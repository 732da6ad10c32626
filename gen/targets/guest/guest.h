/*
 * The guest target: the lines that attach each described guest to its bridge, in the files of the tool that
 * runs it, what routed guests need of the host, and the announcer that is copied into the guests.
 */
#ifndef TARGETS_GUEST_GUEST_H
#define TARGETS_GUEST_GUEST_H

#include "targets/target.h"

/* How a guest gets its network. */
enum guest_way {
	GUEST_NOT,     /* nothing is written for it; limits say why */
	GUEST_BRIDGED, /* one line or element that names the bridge */
	GUEST_ROUTED,  /* OpenVZ's venet: an address, and a host that forwards */
};

/* Why nothing is written for a guest; d NULL: something is. */
struct guest_loss {
	const struct descriptor *d;
	const char *key; /* of the guest, where that is the place; NULL: the guest itself */
	const char *message, *help;
};

enum guest_way guest_way(const struct render *r, const struct guest *g, struct guest_loss *why);

void guest_attach_limits(struct render *r);
void guest_attach_render(struct render *r);

/* True if some bridge of the host carries guests. */
bool guest_any_bridged(const struct net *net);

void guest_announce_limits(struct render *r);
void guest_announce_render(struct render *r);

#endif
