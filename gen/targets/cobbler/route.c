/* Routes, and the gateway of the system. */
#include <string.h>

#include "base/ip.h"
#include "targets/cobbler/record.h"

/* "NET/BITS:ROUTER", "NET/BITS,ROUTER" of IPv6: the snippets make a comment of what is otherwise. */
static void read_route(struct cobbler_reading *x, struct cobbler_iface *i, const struct cobbler_word *w,
		       char between)
{
	const char *mark = strchr(w->text, between);
	bool literal = w->at.to - w->at.from == strlen(w->text);
	struct span to_at = w->at, via_at = w->at;
	struct draft_object *route;
	const char *to;
	struct ip ip;

	if (!mark || mark == w->text || !mark[1]) {
		import_fault(x->r, &IMP002, i->name, w->at, "'%s' is no route: NETWORK/BITS%cROUTER", w->text,
			     between)
			->consequence = "the snippets write a comment that warns of it, and no route";
		return;
	}
	if (literal) {
		to_at.to = w->at.from + (uint32_t)(mark - w->text);
		via_at.from = to_at.to + 1;
	}
	to = arena_strndup(x->r->arena, w->text, (size_t)(mark - w->text));
	if (ip_parse(to, &ip)) {
		import_fault(x->r, &IMP008, i->name, to_at,
			     "no prefix length for the route to %s: ip takes it for one host", to);
		to = arena_printf(x->r->arena, "%s/%d", to, ip.family == 4 ? 32 : 128);
	}
	route = draft_route(x->r->draft, i->o, w->at);
	draft_set(x->r->draft, route, "to", to, to_at);
	draft_set(x->r->draft, route, "via", mark + 1, via_at);
}

static void read_list(struct cobbler_reading *x, struct cobbler_iface *i, enum field f, char between)
{
	struct cobbler_word *v;
	size_t n;

	v = cobbler_words(x, i->name, i->field[f], &n);
	for (size_t k = 0; k < n; k++)
		read_route(x, i, &v[k], between);
}

void cobbler_read_routes(struct cobbler_reading *x, struct cobbler_iface *i)
{
	read_list(x, i, F_ROUTES, ':');
	read_list(x, i, F_ROUTES6, ',');
}

/* ---- the gateway of the system ---- */

static bool is_near(const struct draft_object *o, const struct ip *router)
{
	struct ip net;

	for (const struct draft_field *f = o->fields; f; f = f->next)
		if (!strcmp(f->key, "addresses") && ip_parse_prefix(f->text, &net) &&
		    net.family == router->family && ip_within(router, &net))
			return true;
	return false;
}

/*
 * On RHEL it becomes GATEWAY of sysconfig/network, which holds for each interface that has it on its network,
 * but for one with its own.
 */
void cobbler_read_gateway(struct cobbler_reading *x)
{
	const struct json *j = cobbler_scalar(x, NULL, json_member(x->root, "gateway"));
	bool used = false;
	struct ip router;

	if (!j)
		return;
	if (!ip_parse(j->text, &router)) {
		import_fault(x->r, &IMP002, NULL, j->at, "'%s' is no address", j->text);
		return;
	}
	for (size_t k = 0; k < x->n; k++) {
		struct cobbler_iface *i = x->v[k];

		if (!i->o || i->alias || !is_near(i->o, &router))
			continue;
		used = true;
		if (!draft_get(i->o, "gateway"))
			draft_set(x->r->draft, i->o, "gateway", j->text, j->at);
	}
	if (!used)
		import_fault(x->r, &IMP011, NULL, j->at,
			     "gateway does nothing: %s is on the network of no interface", j->text);
}
