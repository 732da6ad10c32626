/* Further addresses of an interface, in files of their own: ifup-aliases. */
#include <stdlib.h>
#include <string.h>

#include "base/ip.h"
#include "targets/rhel/read.h"

/* IPADDR_START to IPADDR_END: the last number counts up. */
static void read_range(struct rhel_read *x, struct ifcfg *c, const struct ifcfg *parent)
{
	const struct assignment *start = rhel_given(c, "IPADDR_START"), *end = rhel_given(c, "IPADDR_END");
	struct assignment one;
	struct ip from, to;
	char buf[IP_TEXT];

	if (!start || !end)
		return;
	if (!ip_parse(start->value, &from) || !ip_parse(end->value, &to) || from.family != 4 ||
	    to.family != 4 || memcmp(from.b, to.b, 3) != 0 || from.b[3] > to.b[3]) {
		import_fault(x->r, &IMP002, c->device, end->at, "'%s' to '%s' is no range of addresses",
			     start->value, end->value)
			->help = "two addresses that differ in their last number alone, the lower one first";
		return;
	}
	for (one = *start;; from.b[3]++) {
		one.value = arena_strdup(x->r->arena, ip_text(&from, buf));
		rhel_add_address(x, c->o, c, "", &one, parent);
		if (from.b[3] == to.b[3])
			return;
	}
}

static void check_router(struct rhel_read *x, const struct ifcfg *c, const struct ifcfg *parent)
{
	const struct assignment *gateway = rhel_given(c, "GATEWAY");
	const char *known = parent ? rhel_value(parent, "GATEWAY") : NULL;
	const char *quiet = rhel_value(c, "NO_ALIASROUTING");

	if (!gateway || (known && !strcmp(known, gateway->value)))
		return;
	if (quiet && !strcmp(quiet, "yes"))
		rhel_unread(x, c, gateway, "NO_ALIASROUTING=yes");
	else
		import_loss(x->r, c->device, gateway->key_at,
			    "GATEWAY: a default route in the file of an alias");
}

void rhel_read_alias(struct rhel_read *x, struct ifcfg *c)
{
	const char *name = arena_strndup(x->r->arena, c->device, strcspn(c->device, ":"));
	const struct ifcfg *parent = hash_get(x->by_device, name);
	const struct assignment *ip = rhel_given(c, "IPADDR");

	if (!parent) {
		import_fault(x->r, &IMP007, c->device, c->at,
			     "left out: there is no file of '%s', of which it is an alias", name);
		return;
	}
	if (rhel_no(c, "ONPARENT")) {
		import_loss(x->r, c->device, rhel_given(c, "ONPARENT")->key_at,
			    "ONPARENT: an address that is not set at boot");
		return;
	}
	c->o = parent->o;
	if (!c->o)
		return; /* of a kind that is not described, which is said */
	import_comments(x->r, c->o, c->keys.comments, AS_LINES, c->at);
	if (c->range)
		read_range(x, c, parent);
	else if (ip)
		rhel_add_address(x, c->o, c, "", ip, parent);
	check_router(x, c, parent);
}
