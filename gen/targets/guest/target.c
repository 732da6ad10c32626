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

static const char *const owns[] = {
	"etc/bondwright/guest/INSTALL",
	"etc/bondwright/guest/etc/default/bondwright-announce",
	"etc/bondwright/guest/etc/init.d/bondwright-announce",
	"etc/bondwright/guest/etc/systemd/system/bondwright-announce.service",
	"etc/bondwright/guest/usr/local/sbin/bondwright-announce",
	NULL,
};

static const char *const shares[] = {
	"etc/xen/*",
	"etc/libvirt/qemu/*.xml",
	"var/lib/lxc/*/config",
	"etc/vz/conf/*.conf",
	"etc/vz/vznet.conf",
	NULL,
};

const struct target target_guest = {
	.name = "guest", .serves = serves, .limits = limits, .render = render, .owns = owns, .shares = shares};
