/* announce: guest. The tree below etc/bondwright/guest is copied into each guest, which then announces
 * itself. */
#include "targets/guest/guest.h"

#define TREE "etc/bondwright/guest/"

static bool wanted(const struct render *r)
{
	return number_or(&r->net->host->announce, ANNOUNCE_NONE) == ANNOUNCE_GUEST;
}

bool guest_any_bridged(const struct net *net)
{
	for (size_t k = 0; k < net->ifaces.n; k++)
		if (net->ifaces.v[k]->kind == BRIDGE && net->ifaces.v[k]->has_guests)
			return true;
	return false;
}

void guest_announce_limits(struct render *r)
{
	const struct host *h = r->net->host;

	if (wanted(r) && !guest_any_bridged(r->net))
		loss(r, &LOSS003, h->host.s, "announce",
		     "no bridge carries guests: the switches see no address that a guest could announce");
	if (has(&h->announce_interval) && !wanted(r))
		loss(r, &LOSS003, h->host.s, "announce_interval",
		     "the guests do not announce themselves: the interval has no meaning");
}

void guest_announce_render(struct render *r)
{
	struct view *settings = host_view(r);

	if (!wanted(r) || !guest_any_bridged(r->net))
		return;
	view_number(settings, "interval", number_or(&r->net->host->announce_interval, ANNOUNCE_EVERY));
	render_own(r, "guest/INSTALL", host_view(r), TREE "INSTALL");
	render_own(r, "guest/announce-default", settings, TREE "etc/default/bondwright-announce");
	render_program(r, "guest/announce-init", host_view(r), TREE "etc/init.d/bondwright-announce");
	render_own(r, "guest/announce-service", host_view(r),
		   TREE "etc/systemd/system/bondwright-announce.service");
	render_program(r, "guest/announce", host_view(r), TREE "usr/local/sbin/bondwright-announce");
}
