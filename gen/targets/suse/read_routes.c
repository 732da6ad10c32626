/*
 * routes and ifroute-NAME: DESTINATION ROUTER NETMASK INTERFACE TYPE OPTIONS, "-" for what is not said
 * (routes(5), ifup-route, __ni_suse_route_parse() of compat-suse.c). Without an interface a route goes where
 * its router is.
 */
#include <string.h>

#include "base/ip.h"
#include "base/word.h"
#include "targets/suse/read.h"
#include "targets/suse/route_line.h"

/* An address with its network, of an interface that is in the description. */
struct network {
	struct ip ip;
	struct draft_object *o;
};

enum { SHOWN = 60 }; /* bytes of what is not read, in a finding */

struct route_reader {
	struct suse_reading *s;
	struct network *v;
	size_t n;
	const char *iface; /* of ifroute-NAME */
};

static struct finding *lost(struct route_reader *t, const struct route_line *l, struct span at,
			    const char *why)
{
	return import_loss(t->s->r, t->iface, at.source ? at : l->at,
			   "the route to %s is not carried over: %s", l->to.s, why);
}

/* ---- options ---- */

/* What sends the packets elsewhere than to the router, so that the route says something else without it. */
static const char *other_meaning(const struct route_word *w)
{
	static const char *const types[] = {"unreachable", "blackhole", "prohibit", "throw",     "local",
					    "broadcast",   "nat",       "anycast",  "multicast", NULL};
	static const char *const words[] = {"table", "nexthop", "tos", "dsfield", "via", "dev", NULL};

	if (word_pick(w->s, types) >= 0)
		return "a description has no routes of this type";
	if (word_pick(w->s, words) >= 0)
		return "a description has routes of the main table to one router";
	return *w->s == '#' ? "ip is given the comment behind it, and refuses it" : NULL;
}

static bool is_metric(const char *word)
{
	return !strcmp(word, "metric") || !strcmp(word, "priority") || !strcmp(word, "preference");
}

/* True if the route is one that a description can have; *metric is then set where the line has one. */
static bool read_options(struct route_reader *t, const struct route_line *l, const struct route_word **metric)
{
	static const char *const alone[] = {"unicast", "onlink", "pervasive", NULL};
	struct span other = {0};

	*metric = NULL;
	for (size_t k = 0; k < l->n; k++) {
		const struct route_word *w = &l->more[k];
		const char *why = other_meaning(w);
		bool pair = word_pick(w->s, alone) < 0 && k + 1 < l->n;

		if (why) {
			lost(t, l, w->at, why);
			return false;
		}
		if (is_metric(w->s) && pair) {
			*metric = &l->more[++k];
		} else if (strcmp(w->s, "unicast") != 0) {
			k += pair;
			other = (struct span){w->at.source, other.source ? other.from : w->at.from,
					      l->more[k].at.to};
		}
	}
	if (other.source)
		import_loss(t->s->r, t->iface, other,
			    "options of the route to %s have no place in a description: %s", l->to.s,
			    arena_strndup(t->s->r->arena, other.source->bytes + other.from,
					  other.to - other.from < SHOWN ? other.to - other.from : SHOWN));
	return true;
}

/* ---- interfaces ---- */

static void add_networks(struct route_reader *t, const struct suse_file *f)
{
	for (const struct draft_field *e = f->o ? f->o->fields : NULL; e; e = e->next) {
		struct network net = {.o = f->o};

		if (!strcmp(e->key, "addresses") && ip_parse_prefix(e->text, &net.ip))
			arena_push(t->s->r->arena, t->v, t->n, net);
	}
}

/* The interface that the route goes through. Gives its object, or NULL and says why. */
static struct draft_object *interface(struct route_reader *t, const struct route_line *l)
{
	struct suse_reading *s = t->s;
	const struct suse_file *f;
	const char *name = t->iface;
	struct ip via;

	if (l->iface.s) {
		name = suse_iface(s, l->iface.s, l->iface.at);
		if (t->iface && strcmp(name, t->iface) != 0 && !s->caps->wicked) {
			lost(t, l, l->iface.at,
			     "ifup sets it up for another interface than the file's, and never does");
			return NULL;
		}
		name = t->iface ? t->iface : name;
	}
	if (name) {
		f = hash_get(s->by_name, name);
		if (!f || (!f->o && strcmp(name, "lo") != 0))
			lost(t, l, l->iface.at,
			     arena_printf(s->r->arena, "there is no interface '%s' in the description",
					  name));
		else if (!f->o)
			lost(t, l, l->iface.at, "it is of the loopback interface")->severity = INFO;
		return f ? f->o : NULL;
	}
	if (ip_parse(l->via.s, &via))
		for (size_t k = 0; k < t->n; k++)
			if (ip_within(&via, &t->v[k].ip))
				return t->v[k].o;
	lost(t, l, l->via.at, "no interface has an address on the network of its router");
	return NULL;
}

/* ---- routes ---- */

/* ip route replace leaves the last one; wicked takes the first of those to the same destination. */
static void set_gateway(struct route_reader *t, struct draft_object *o, const struct route_line *l)
{
	const char *key = strchr(l->via.s, ':') ? "gateway6" : "gateway";
	const struct draft_field *before = draft_get(o, key);
	bool first = before && t->s->caps->wicked;
	struct finding *f;

	if (before && strcmp(before->text, l->via.s) != 0) {
		f = import_fault(t->s->r, &IMP004, o->name, first ? l->via.at : before->at,
				 "a second default router for '%s'", o->name);
		finding_note(t->s->r->findings, f, (struct place){.span = first ? before->at : l->via.at},
			     "this one counts");
	}
	if (!first)
		draft_set(t->s->r->draft, o, key, l->via.s, l->via.at);
}

static void take_route(struct route_reader *t, const struct route_line *l)
{
	struct draft *d = t->s->r->draft;
	const char *to = route_destination(t->s->r->arena, l);
	const struct route_word *metric;
	struct draft_object *o, *route;

	if (!read_options(t, l, &metric))
		return;
	if (!l->via.s || !strcmp(l->via.s, "0.0.0.0") || !strcmp(l->via.s, "*") || !strcmp(l->via.s, "::")) {
		bool lo = (t->iface && !strcmp(t->iface, "lo")) || (l->iface.s && !strcmp(l->iface.s, "lo"));

		lost(t, l, l->via.at,
		     lo ? "it is of the loopback interface" : "a description has routes to a router")
			->severity = lo ? INFO : t->s->r->loss;
		return;
	}
	o = interface(t, l);
	if (!o)
		return;
	if (!strcmp(to, "default") && !metric) {
		set_gateway(t, o, l);
		return;
	}
	if (!strcmp(to, "default"))
		to = strchr(l->via.s, ':') ? "::/0" : "0.0.0.0/0";
	route = draft_route(d, o, l->at);
	draft_set(d, route, "to", to, l->to.at);
	draft_set(d, route, "via", l->via.s, l->via.at);
	if (metric)
		draft_set(d, route, "metric", metric->s, metric->at);
}

/* ---- files ---- */

static bool is_text(struct suse_reading *s, const struct route_text *text)
{
	const char *bad = memchr(text->p, '\r', (size_t)(text->end - text->p));
	struct finding *f;

	if (!bad)
		bad = memchr(text->p, 0, (size_t)(text->end - text->p));
	if (!bad)
		return true;
	f = import_fault(s->r, &IMP009, NULL, route_span(text, bad, bad + 1), "%s in a file of routes",
			 *bad ? "a carriage return" : "a NUL byte");
	f->help = *bad ? "CRLF line ends: convert with dos2unix" : "write the file anew, as text";
	return false;
}

/* Behind "ifroute-"; NULL for routes, which is for all interfaces. */
static const char *interface_of_file(struct suse_reading *s, const struct read_file *file)
{
	const char *slash = strrchr(file->file->path, '/'), *base = slash ? slash + 1 : file->file->path;

	return strncmp(base, "ifroute-", 8) ? NULL : suse_iface(s, base + 8, (struct span){file->s, 0, 0});
}

static void read_file(struct route_reader *t, const struct read_file *file)
{
	const char *bytes = file->s->bytes;
	struct route_text text = {t->s->r->arena, file->s, bytes, bytes + file->s->len, t->s->caps->wicked};
	struct route_line l;

	t->iface = interface_of_file(t->s, file);
	if (!is_text(t->s, &text))
		return;
	while (route_next(&text, &l))
		take_route(t, &l);
}

static bool is_own(const struct read_file *file)
{
	return strstr(file->file->path, "ifroute-");
}

/* wicked reads ifroute-NAME first, ifup-route behind routes: which of two default routers counts depends on
 * it. */
void suse_read_routes(struct suse_reading *s)
{
	struct route_reader t = {.s = s};
	struct read_file *file;

	for (size_t i = 0; i < s->n; i++)
		add_networks(&t, s->v[i]);
	for (int turn = 0; turn < 2; turn++)
		for (size_t at = 0; (file = reading_next(s->r, &suse_kind_routes, &at));)
			if (is_own(file) == (turn == !s->caps->wicked))
				read_file(&t, file);
}
