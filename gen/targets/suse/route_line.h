/* Lines of routes and ifroute-NAME. */
#ifndef TARGETS_SUSE_ROUTE_LINE_H
#define TARGETS_SUSE_ROUTE_LINE_H

#include "source/source.h"

struct route_word {
	const char *s; /* NULL: "-", or the line ends in front of it */
	struct span at;
};

struct route_line {
	struct route_word to, via, mask, iface;
	struct route_word *more; /* type and options */
	size_t n;
	struct span at;
};

/* Where the lines are read. */
struct route_text {
	struct arena *arena;
	const struct source *source;
	const char *p, *end;
	bool comments; /* behind a route, too */
};

struct span route_span(const struct route_text *t, const char *from, const char *to);

/* Reads up to the next line that is a route. False: there is none. */
bool route_next(struct route_text *t, struct route_line *l);

/* "10.2.0.0/16", "default": what the first and third column come to. */
const char *route_destination(struct arena *a, const struct route_line *l);

#endif
