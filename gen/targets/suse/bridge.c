/* Bridges: ifup-bridge hands the values to brctl, wicked reads the same units: seconds. */
#include <stddef.h>

#include "targets/suse/suse.h"

void suse_bridge_limits(struct render *r, const struct iface *bridge)
{
	const struct value *maxwait = &bridge->bridge->maxwait;
	const char *path = iface_field_path(r->arena, bridge, "maxwait");

	if (has(maxwait) && maxwait->n)
		loss(r, &LOSS001, bridge->name, path,
		     "no key says how long to wait for the ports of a bridge: ifup waits for forward_delay")
			->help = "leave 'maxwait' out";
	else if (has(maxwait))
		loss(r, &LOSS003, bridge->name, path,
		     "maxwait is not written: no key says how long to wait for the ports of a bridge");
}

void suse_bridge_view(struct render *r, const struct iface *i, struct view *v)
{
	static const struct bridge none;
	bool is_bridge = i->kind == BRIDGE;
	const struct bridge *b = is_bridge ? i->bridge : &none;
	const char **ports = is_bridge ? ifaces_names(r->arena, &i->lower) : NULL;

	view_word(v, "bridge", is_bridge ? "yes" : NULL);
	view_words(v, "bridge_ports", ports, is_bridge ? i->lower.n : 0);
	view_word(v, "stp", is_bridge ? (i->stp.n ? "on" : "off") : NULL);
	view_value_number(v, "forward_delay", is_bridge ? &i->forward_delay : NULL);
	view_value_number(v, "ageing", &b->ageing);
	view_value_number(v, "hello_time", &b->hello_time);
	view_value_number(v, "max_age", &b->max_age);
	view_value_number(v, "priority", &b->priority);
}
