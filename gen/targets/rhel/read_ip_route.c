/* Routes as `ip route add` takes them, one in a line: handle_ip_file() of ifup-routes. */
#include <string.h>

#include "base/ip.h"
#include "base/utf8.h"
#include "base/word.h"
#include "targets/rhel/read.h"

static struct span span_of(const struct routes_of *f, const char *from, size_t n)
{
	uint32_t at = (uint32_t)(from - f->s->bytes);

	return (struct span){f->s, at, at + (uint32_t)n};
}

struct ip_route {
	const char *to, *via, *metric, *dev;
	struct span to_at, via_at, metric_at;
	const char *other; /* a word that there is no place for */
};

/* "10.0.0.0/255.0.0.0" as ip takes it; an address alone is a host. */
static const char *network(struct routes_of *f, const char *to)
{
	const char *slash = strchr(to, '/');
	struct ip ip;
	int bits = slash ? ip_parse_mask(slash + 1) : -1;

	if (bits >= 0)
		return arena_printf(f->x->r->arena, "%.*s/%d", (int)(slash - to), to, bits);
	if (!slash && ip_parse(to, &ip))
		return arena_printf(f->x->r->arena, "%s/%d", to, ip.family == 4 ? 32 : 128);
	return to;
}

static void take_word(struct ip_route *route, int key, const char *word, struct span at)
{
	switch (key) {
	case 0:
		route->via = word;
		route->via_at = at;
		return;
	case 1:
		route->dev = word;
		return;
	case 2:
		route->metric = word;
		route->metric_at = at;
		return;
	default:
		if (route->to) {
			route->other = route->other ? route->other : word;
			return;
		}
		route->to = word;
		route->to_at = at;
	}
}

static struct ip_route parse_line(struct routes_of *f, const char *from, size_t n)
{
	static const char *const keys[] = {"via", "dev", "metric", "to", NULL};
	const char *line = arena_strndup(f->x->r->arena, from, n);
	struct ip_route route = {0};
	int key = -1;

	for (const char *p = line; *p;) {
		size_t len = rhel_word(&p);
		const char *word = arena_strndup(f->x->r->arena, p - len, len);
		int next = word_pick(word, keys);

		if (!len)
			break;
		if (key < 0 && next >= 0) {
			key = next;
			continue;
		}
		take_word(&route, key, word, span_of(f, from + (p - len - line), len));
		key = -1;
	}
	if (strlen(line) != n)
		route.other = "a NUL byte";
	return route;
}

/* ip replaces a default route that is there. */
static void take_default(struct routes_of *f, struct draft_object *o, const struct ip_route *route)
{
	const char *field = strchr(route->via, ':') ? "gateway6" : "gateway";
	const struct draft_field *before = draft_get(o, field);

	if (before && strcmp(before->text, route->via) != 0)
		finding_note(f->x->r->findings,
			     import_fault(f->x->r, &IMP004, o->name, before->at,
					  "the default router of '%s' is given again, as another", o->name),
			     (struct place){.span = route->via_at}, "this one counts: routes are set last");
	draft_set(f->x->r->draft, o, field, route->via, route->via_at);
}

static bool is_default(const char *to)
{
	return !strcmp(to, "default") || !strcmp(to, "0.0.0.0/0") || !strcmp(to, "::/0");
}

static void take_line(struct routes_of *f, const char *from, size_t n)
{
	struct ip_route route = parse_line(f, from, n);
	struct span whole = span_of(f, from, n);
	struct routes_of target = *f;

	if (route.other)
		import_loss(f->x->r, f->iface, whole, "a route with '%s' in it", route.other);
	else if (!route.to)
		import_loss(f->x->r, f->iface, whole, "a route without a destination");
	else if (!route.via)
		import_loss(f->x->r, f->iface, whole, "a route to %s without a router", route.to);
	else if (is_default(route.to) && route.metric)
		import_loss(f->x->r, f->iface, whole, "a metric for the default router");
	if (route.other || !route.to || !route.via || (is_default(route.to) && route.metric))
		return;
	if (route.dev && strcmp(route.dev, f->iface) != 0)
		target.o = draft_mention(f->x->r->draft, route.dev, whole);
	if (is_default(route.to))
		take_default(f, target.o, &route);
	else
		rhel_add_route(&target, network(f, route.to), route.to_at, route.via, route.via_at,
			       route.metric, route.metric_at);
}

/* The comment of a line, behind those that stand at *end. */
static struct draft_comment **take_comment(struct routes_of *f, const char *from, size_t n,
					   struct draft_comment **end)
{
	struct text t;

	text_init(&t, f->x->r->arena);
	from += 1;
	n -= 1;
	while (n && (*from == ' ' || *from == '\t')) {
		from++;
		n--;
	}
	utf8_show(&t, from, n);
	if (!t.len)
		return end;
	*end = arena_alloc(f->x->r->arena, sizeof(**end));
	(*end)->text = t.s;
	return &(*end)->next;
}

void rhel_read_ip_routes(struct routes_of *f)
{
	const char *p = f->s->bytes, *end = p + f->s->len;
	struct draft_comment *comments = NULL, **behind = &comments;

	if (memchr(p, '\r', f->s->len)) {
		const char *cr = memchr(p, '\r', f->s->len);

		import_fault(f->x->r, &IMP009, NULL, span_of(f, cr, 1),
			     "a carriage return in a file of routes")
			->help = "CRLF line ends: convert with dos2unix";
	}
	while (p < end) {
		const char *next = memchr(p, '\n', (size_t)(end - p)), *stop = next ? next : end;

		while (p < stop && (*p == ' ' || *p == '\t'))
			p++;
		while (stop > p && (stop[-1] == '\r' || stop[-1] == ' ' || stop[-1] == '\t'))
			stop--;
		if (p < stop && *p == '#')
			behind = take_comment(f, p, (size_t)(stop - p), behind);
		else if (p < stop)
			take_line(f, p, (size_t)(stop - p));
		p = next ? next + 1 : end;
	}
	import_comments(f->x->r, f->o, comments, AS_LINES, (struct span){f->s, 0, 0});
}
