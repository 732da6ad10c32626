/* Which bridges network-bridge makes, with which device of the netloop module, in which order. */
#include <stdlib.h>
#include <string.h>

#include "base/word.h"
#include "targets/xend/xend.h"

/* The bridge that is there when network-bridge comes to `bridge`, and keeps it from doing anything (from
 * Xen 4.1 on, `brctl show | wc -l`): one that the distribution makes, or the first of its own. NULL: none. */
static const struct iface *there_before(const struct net *net, const struct iface *bridge)
{
	const struct iface *first = NULL;

	for (size_t k = 0; k < net->ifaces.n; k++) {
		const struct iface *i = net->ifaces.v[k];

		if (i->kind == BRIDGE && !xend_makes(net, i))
			return i;
		if (i->kind == BRIDGE && !first)
			first = i;
	}
	return first == bridge ? NULL : first;
}

const char *xend_obstacle(struct render *r, const struct iface *bridge)
{
	const struct xen_release *xen = r->net->xen;
	const struct iface *before = xen->start_once ? there_before(r->net, bridge) : NULL;
	const struct iface *netdev = bridge->lower.v[0];
	const char *renamed = arena_printf(r->arena, "p%s", netdev->name);

	if (before)
		return arena_printf(r->arena,
				    "network-bridge of Xen %s does nothing once there is a bridge, and '%s' "
				    "is there before '%s'",
				    xen->version, before->name, bridge->name);
	/* op_start: nothing is done if pNETDEV is there; then ifdown, then `ip link set NETDEV name pNETDEV` */
	if (net_find(r->net, renamed))
		return arena_printf(r->arena, "network-bridge renames '%s' to '%s', and there is one of that name",
				    netdev->name, renamed);
	if (netdev->kind == VLAN)
		return arena_printf(r->arena,
				    "network-bridge takes '%s' down and renames it, and ifdown deletes a VLAN",
				    netdev->name);
	return NULL;
}

/* N of "xenbrN", the bridge that vifnum N makes if nothing is said; -1: another name. */
static long default_vifnum(const char *name)
{
	const char *n = name + strlen("xenbr");

	if (strncmp(name, "xenbr", strlen("xenbr")) != 0 || !word_is_digits(n) || strlen(n) > 2 ||
	    (*n == '0' && n[1]))
		return -1;
	return atol(n);
}

static bool is_taken(const struct calls *calls, long vifnum)
{
	for (size_t k = 0; k < calls->n; k++)
		if (calls->v[k].vifnum == vifnum)
			return true;
	return false;
}

/* Bridges called xenbrN keep their number, the others get what is free. */
static void number_calls(struct calls *calls)
{
	long next = 0;

	for (size_t k = 0; k < calls->n; k++)
		calls->v[k].vifnum = default_vifnum(calls->v[k].bridge->name);
	for (size_t k = 0; k < calls->n; k++) {
		if (calls->v[k].vifnum >= 0)
			continue;
		while (is_taken(calls, next))
			next++;
		calls->v[k].vifnum = next;
	}
}

/*
 * Xen 3.0 asks `brctl show | grep -q NAME` whether a bridge is there: with xenbr10 there, xenbr1 would not be
 * made. So the shorter name goes first.
 */
static int compare(const void *a, const void *b)
{
	const struct call *x = a, *y = b;
	size_t m = strlen(x->bridge->name), n = strlen(y->bridge->name);

	if (m != n)
		return m < n ? -1 : 1;
	return x->bridge->place < y->bridge->place ? -1 : 1;
}

struct calls xend_calls(struct render *r)
{
	struct calls calls = {0};

	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];

		if (xend_makes(r->net, i) && !xend_obstacle(r, i))
			arena_push(r->arena, calls.v, calls.n,
				   ((struct call){.bridge = i, .netdev = i->lower.v[0]}));
	}
	number_calls(&calls);
	if (calls.n)
		qsort(calls.v, calls.n, sizeof(*calls.v), compare);
	return calls;
}
