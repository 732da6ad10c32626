/*
 * route-NAME and route6-NAME: ADDRESS0, NETMASK0, GATEWAY0 and so on, up to the first number that is not
 * there, if the file has such a line; else what `ip route add` takes, a route in a line (ifup-routes).
 */
#include <stdlib.h>
#include <string.h>

#include "base/ip.h"
#include "base/word.h"
#include "targets/rhel/read.h"

void rhel_add_route(const struct routes_of *f, const char *to, struct span to_at, const char *via,
		    struct span via_at, const char *metric, struct span metric_at)
{
	struct draft *d = f->x->r->draft;
	struct draft_object *route = draft_route(d, f->o, to_at);

	draft_set(d, route, "to", to, to_at);
	draft_set(d, route, "via", via, via_at);
	if (metric)
		draft_set(d, route, "metric", metric, metric_at);
}

/* ---- ADDRESS0 ---- */

static void add_numbered(struct routes_of *f, const struct ifcfg *c, const char *n,
			 const struct assignment *to)
{
	struct rhel_read *x = f->x;
	const struct assignment *mask = rhel_given(c, rhel_numbered(x, "NETMASK", n)),
				*via = rhel_given(c, rhel_numbered(x, "GATEWAY", n));
	int bits = mask ? ip_parse_mask(mask->value) : rhel_class_bits(to->value);

	if (mask && bits < 0) {
		import_fault(x->r, &IMP002, f->iface, mask->at, "'%s' is no netmask", mask->value);
		return;
	}
	if (!via) {
		import_loss(x->r, f->iface, to->at, "a route to %s without a router", to->value);
		return;
	}
	rhel_add_route(f, arena_printf(x->r->arena, "%s/%d", to->value, bits < 0 ? 32 : bits), to->at,
		       via->value, via->at, NULL, via->at);
}

static bool is_route_key(const char *key, const char *name)
{
	size_t n = strlen(name);

	return !strncmp(key, name, n) && word_is_digits(key + n);
}

/* What stands behind the gap, and what is no setting of a route. */
static void check_keys(struct routes_of *f, struct ifcfg *c, int gap)
{
	for (size_t i = 0; i < c->keys.n; i++) {
		const struct assignment *a = &c->keys.v[i];
		bool address = is_route_key(a->key, "ADDRESS"), mask = is_route_key(a->key, "NETMASK");

		if (hash_get(c->by_key, a->key) != a)
			continue;
		if (a->shell)
			assign_say_shell(f->x->r, a, f->iface);
		else if (!address && !mask && !is_route_key(a->key, "GATEWAY"))
			rhel_unread(f->x, c, a, "it is no setting of a route");
		else if (atoi(a->key + strlen(address ? "ADDRESS" : "NETMASK")) >= gap && *a->value)
			rhel_unread(f->x, c, a, "there is no ADDRESS%d", gap);
	}
}

static void read_numbered(struct routes_of *f, const struct read_file *file)
{
	struct ifcfg c = {.device = f->iface, .at = {file->s, 0, 0}};
	int i = 0;

	rhel_read_keys(f->x, &c, file);
	import_comments(f->x->r, f->o, c.keys.comments, AS_LINES, c.at);
	for (;; i++) {
		const char *n = arena_printf(f->x->r->arena, "%d", i);
		const struct assignment *to = rhel_given(&c, rhel_numbered(f->x, "ADDRESS", n));

		if (!to)
			break;
		add_numbered(f, &c, n, to);
	}
	check_keys(f, &c, i);
}

/* grep -Eq '^[[:space:]]*ADDRESS[0-9]+=' */
static bool has_numbers(const struct source *s)
{
	for (size_t i = 0; i < s->nlines; i++) {
		const char *p = s->bytes + s->lines[i], *digits;

		p += strspn(p, " \t\r\f\v");
		if (strncmp(p, "ADDRESS", 7) != 0)
			continue;
		digits = p + 7;
		p = digits + strspn(digits, "0123456789");
		if (p > digits && *p == '=')
			return true;
	}
	return false;
}

/* ---- the files ---- */

static void read_one(struct rhel_read *x, struct read_file *file)
{
	const char *slash = strrchr(file->file->path, '/'), *base = slash ? slash + 1 : file->file->path;
	bool six = !strncmp(base, "route6-", 7);
	struct routes_of f = {.x = x, .s = file->s};
	struct span at = {file->s, 0, 0};

	f.iface = !strncmp(base, "route-", 6) ? base + 6 : six ? base + 7 : base;
	for (size_t i = 0; i < x->n; i++) /* ifup-routes gets the name of the file, too */
		if (!strcmp(x->v[i]->name, f.iface) && x->v[i]->o)
			f.iface = x->v[i]->device;
	f.o = draft_find(x->r->draft, f.iface);
	if (!f.o || (six && !x->r->os->ifcfg.route6)) {
		import_fault(x->r, &IMP007, f.iface, at, "left out: %s",
			     f.o ? "ifup of this release does not read it"
				 : "nothing brings such an interface up");
		return;
	}
	if (has_numbers(file->s))
		read_numbered(&f, file);
	else
		rhel_read_ip_routes(&f);
}

void rhel_read_routes(struct rhel_read *x)
{
	struct read_file *file;

	for (size_t at = 0; (file = reading_next(x->r, &rhel_kind_route, &at));)
		read_one(x, file);
}
