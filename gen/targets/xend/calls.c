/* Which bridges network-bridge makes, with which device of the netloop module, in which order. */
#include <stdlib.h>
#include <string.h>

#include "base/word.h"
#include "targets/xend/xend.h"

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

		if (xend_makes(r->net, i) &&
		    xend_obstacle(r->net, i->lower.v[0], i) == XEND_UNHINDERED)
			arena_push(r->arena, calls.v, calls.n,
				   ((struct call){.bridge = i, .netdev = i->lower.v[0]}));
	}
	number_calls(&calls);
	if (calls.n)
		qsort(calls.v, calls.n, sizeof(*calls.v), compare);
	return calls;
}
