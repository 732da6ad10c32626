/* A template taken apart, for the template code alone. */
#ifndef TEMPLATE_PARSE_H
#define TEMPLATE_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum node_kind {
	NODE_TEXT,    /* without line ends */
	NODE_LINE,    /* end of a line that may be written */
	NODE_VALUE,   /* {{name}} */
	NODE_SECTION, /* {{#name}}; what it holds follows, up to `end` */
	NODE_UNLESS,  /* {{^name}}; the same */
};

struct node {
	enum node_kind kind;
	unsigned line;
	const char *text; /* of a text; else the name */
	size_t len;
	size_t end;  /* of a section: index of the first node behind it */
	bool within; /* a section that begins and ends within a line of text */
};

struct parsed {
	const char *name;
	struct node *v;
	size_t n;
};

/* False: `*error` tells what is wrong and where. */
bool template_parse(struct arena *a, const char *name, const char *text, struct parsed *out,
		    const char **error);

/* "name:line: what", fit to be shown; without the line where that is 0. */
const char *template_error(struct arena *a, const char *name, unsigned line, const char *what);

#endif
