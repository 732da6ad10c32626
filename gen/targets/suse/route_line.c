#include "targets/suse/route_line.h"

#include <string.h>

#include "base/ip.h"
#include "base/word.h"

/* ---- lines ---- */

struct span route_span(const struct route_text *t, const char *from, const char *to)
{
	return (struct span){t->source, (uint32_t)(from - t->source->bytes),
			     (uint32_t)(to - t->source->bytes)};
}

static bool is_continued(const struct route_text *t)
{
	return t->end - t->p > 1 && t->p[0] == '\\' && t->p[1] == '\n';
}

static void skip_blanks(struct route_text *t)
{
	while (t->p < t->end && (*t->p == ' ' || *t->p == '\t' || is_continued(t)))
		t->p += is_continued(t) ? 2 : 1;
}

/* The next word of the line; false at its end. A comment behind a route is one for wicked alone. */
static bool next_word(struct route_text *t, struct route_word *w)
{
	const char *from;

	skip_blanks(t);
	if (t->p == t->end || *t->p == '\n' || (*t->p == '#' && t->comments))
		return false;
	for (from = t->p; t->p < t->end && !strchr(" \t\n", *t->p) && !is_continued(t);)
		t->p++;
	*w = (struct route_word){arena_strndup(t->arena, from, (size_t)(t->p - from)),
				 route_span(t, from, t->p)};
	return true;
}

static void skip_line(struct route_text *t)
{
	while (t->p < t->end && *t->p != '\n')
		t->p++;
	t->p += t->p < t->end;
}

/* False: an empty line, or one of comment. */
static bool read_line(struct route_text *t, struct route_line *l)
{
	struct route_word *const columns[] = {&l->to, &l->via, &l->mask, &l->iface};
	struct route_word w;

	*l = (struct route_line){0};
	for (size_t k = 0; next_word(t, &w); k++) {
		if (!k && *w.s == '#')
			return false;
		if (k < 4) {
			*columns[k] = w;
			if (!strcmp(w.s, "-"))
				columns[k]->s = NULL;
		} else if (k > 4 || strcmp(w.s, "-")) {
			arena_push(t->arena, l->more, l->n, w);
		}
		l->at = k ? (struct span){l->at.source, l->at.from, w.at.to} : w.at;
	}
	return l->to.s;
}

bool route_next(struct route_text *t, struct route_line *l)
{
	while (t->p < t->end) {
		bool is = read_line(t, l);

		skip_line(t);
		if (is)
			return true;
	}
	return false;
}

/* ---- destinations ---- */

/* Four numbers of an IPv4 address, of which those that are left out at its end are 0: "127/8". */
static const char *filled(struct arena *a, const char *address)
{
	size_t dots = 0;

	if (strchr(address, ':'))
		return address;
	for (const char *p = address; *p; p++)
		dots += *p == '.';
	for (; dots < 3; dots++)
		address = arena_printf(a, "%s.0", address);
	return address;
}

static const char *prefix_of_mask(struct arena *a, const char *mask)
{
	int n = ip_parse_mask(mask);

	return n < 0 ? mask : arena_printf(a, "%d", n);
}

/* "10.2.0.0/16"; "default" where it is that. */
const char *route_destination(struct arena *a, const struct route_line *l)
{
	const char *slash = strchr(l->to.s, '/'), *prefix;

	if (!strcmp(l->to.s, "default"))
		return "default";
	if (slash)
		prefix = slash + 1;
	else
		prefix = l->mask.s ? prefix_of_mask(a, l->mask.s) : strchr(l->to.s, ':') ? "128" : "32";
	if (!strcmp(prefix, "0"))
		return "default";
	return arena_printf(a, "%s/%s",
			    filled(a, slash ? arena_strndup(a, l->to.s, (size_t)(slash - l->to.s)) : l->to.s),
			    prefix);
}
