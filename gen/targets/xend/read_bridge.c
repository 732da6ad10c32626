/* The bridge that one call of network-bridge makes, as far as it is not said by what the script's version
 * defaults to. */
#include <ctype.h>
#include <string.h>

#include "base/word.h"
#include "targets/xend/read.h"

void xend_take_argument(struct reading *r, struct bridge_call *call, const char *word, struct span at)
{
	static const char *const keys[] = {"netdev", "bridge", "vifnum", "antispoof", NULL};
	size_t n = strcspn(word, "=");
	struct argument *args[] = {&call->netdev, &call->bridge, &call->vifnum};
	int which = word_pick(arena_strndup(r->arena, word, n), keys);

	if (which >= 0 && which < 3 && word[n]) {
		*args[which] = (struct argument){word + n + 1, {at.source, at.from + (uint32_t)n + 1, at.to}};
		if (at.to - at.from != strlen(word)) /* not written so: all of it is its place */
			args[which]->at = at;
	} else if (which < 0 || strcmp(word + n, "=no") != 0) {
		import_loss(r, NULL, at, "an argument of network-bridge: %s", word);
	}
}

/* ---- what is not said ---- */

static bool is_true(const struct draft_object *o, const char *key)
{
	const struct draft_field *f = draft_get(o, key);

	return f && !strcmp(f->text, "true");
}

const char *xend_default_device(const struct draft *d)
{
	const struct draft_object *dhcp = NULL;

	for (const struct draft_object *o = d->ifaces; o; o = o->next) {
		if (draft_get(o, "gateway"))
			return o->name;
		if (!dhcp && is_true(o, "dhcp"))
			dhcp = o;
	}
	return dhcp ? dhcp->name : NULL;
}

/* The digits at the end of its name, else 0: what vifnum is if it is not said (xen-network-common.sh
 * of 3.0.3). */
static const char *number_of(const char *device)
{
	const char *end = device ? device + strlen(device) : "";

	while (device && end > device && isdigit((unsigned char)end[-1]))
		end--;
	return *end ? end : "0";
}

static struct argument vifnum_of(const struct bridge_call *call, const char *device)
{
	if (call->vifnum.text)
		return call->vifnum;
	return (struct argument){number_of(device), call->at};
}

/* Up to 3.1 eth${vifnum}, with the number of the default route's device; later that device itself. */
static struct argument netdev_of(struct reading *r, const struct xen_release *xen,
				 const struct bridge_call *call, const char *device)
{
	struct argument netdev = call->netdev;

	if (netdev.text)
		return netdev;
	netdev.at = call->at;
	if (xen->default_xenbr)
		netdev.text = arena_printf(r->arena, "eth%s", vifnum_of(call, device).text);
	else
		netdev.text = device ? device : "eth0";
	import_fault(r, &IMP008, netdev.text, call->at, "no netdev: network-bridge of Xen %s takes '%s'",
		     xen->version, netdev.text);
	return netdev;
}

/*
 * From 3.2 on the bridge takes the name of the device, which becomes pNAME. A description has one interface
 * to a name; vif-bridge takes xenbrN for ethN where that is the bridge.
 */
static struct argument bridge_of(struct reading *r, const struct xen_release *xen,
				 const struct bridge_call *call, const char *device, const char *netdev)
{
	struct argument bridge = call->bridge;

	if (bridge.text && strcmp(bridge.text, netdev) != 0)
		return bridge;
	bridge.at = call->at;
	if (!bridge.text && xen->default_xenbr) {
		bridge.text = arena_printf(r->arena, "xenbr%s", vifnum_of(call, device).text);
		return bridge;
	}
	bridge.text = arena_printf(r->arena, "xenbr%s", number_of(netdev));
	import_loss(r, bridge.text, call->at,
		    "network-bridge calls the bridge '%s' like its port, which a description cannot: it is "
		    "'%s' there",
		    netdev, bridge.text);
	return bridge;
}

/* ---- into the draft ---- */

/* What the script takes from the device and gives to the bridge: the host's own end. */
static void move_addresses(struct reading *r, struct draft_object *from, struct draft_object *to)
{
	static const char *const keys[] = {"addresses", "dhcp", "dhcp6", "gateway", "gateway6", NULL};
	struct draft_field *f = from->fields, *next;

	from->fields = NULL;
	from->end = &from->fields;
	for (; f; f = next) {
		struct draft_object *o = word_pick(f->key, keys) >= 0 ? to : from;

		next = f->next;
		draft_add(r->draft, o, f->key, f->text, f->at);
	}
	if (!from->routes)
		return;
	*to->end_of_routes = from->routes;
	to->end_of_routes = from->end_of_routes;
	from->routes = NULL;
	from->end_of_routes = &from->routes;
}

static bool has_port(const struct draft_object *bridge, const char *port)
{
	for (const struct draft_field *f = bridge->fields; f; f = f->next)
		if (!strcmp(f->key, "ports") && !strcmp(f->text, port))
			return true;
	return false;
}

void xend_make_bridge(struct reading *r, const struct xen_release *xen, const struct bridge_call *call,
		      const char *device)
{
	struct argument netdev = netdev_of(r, xen, call, device),
			bridge = bridge_of(r, xen, call, device, netdev.text);
	struct draft_object *port, *o = draft_find(r->draft, bridge.text);

	if (!strcmp(netdev.text, bridge.text)) {
		import_fault(r, &IMP009, bridge.text, call->at, "a bridge '%s' over itself", bridge.text);
		return;
	}
	if (o && o->described)
		finding_note(r->findings,
			     import_fault(r, &IMP004, bridge.text, bridge.at,
					  "xend's network-bridge makes '%s', and the network files do too",
					  bridge.text),
			     (struct place){.span = o->at}, "it is there before xend starts");
	port = draft_mention(r->draft, netdev.text, netdev.at);
	o = draft_describe(r->draft, bridge.text, bridge.at);
	o->kind = BRIDGE;
	if (!has_port(o, port->name))
		draft_add(r->draft, o, "ports", port->name, netdev.at);
	/* create_bridge() of xen-network-common.sh, in network-bridge itself up to 3.0: brctl setfd BRIDGE 0 */
	draft_set(r->draft, o, "forward_delay", "0", bridge.at);
	move_addresses(r, port, o);
}
