#include "targets/guest/guest.h"

static bool serves(const struct net *net)
{
	const struct host *h = net->host;

	return h->guests.n || has(&h->announce_interval) ||
	       number_or(&h->announce, ANNOUNCE_NONE) == ANNOUNCE_GUEST;
}

static void limits(struct render *r)
{
	guest_attach_limits(r);
	guest_announce_limits(r);
}

static void render(struct render *r)
{
	guest_attach_render(r);
	guest_announce_render(r);
}

const struct target target_guest = {.name = "guest", .serves = serves, .limits = limits, .render = render};
