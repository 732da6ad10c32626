/*
 * A YAML document as a tree with places, built from libyaml's events: what the walk reads when there
 * is something to say. It expands nothing and refuses nothing by itself, it collects the faults that
 * are none of the language's business: syntax, encoding, tags, anchors, aliases, depth, documents.
 */
#ifndef MODEL_TREE_H
#define MODEL_TREE_H

#include <stdbool.h>

#include "diag/finding.h"
#include "source/source.h"

enum node_type { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
	enum node_type type;
	struct span span;  /* of a map or list: where it starts */
	const char *text;  /* of a scalar */
	uint32_t end;      /* offset behind its last character, what it holds included */
	bool plain;        /* a scalar without quotes */
	bool flow;         /* a list or map between brackets; a scalar that is not '|' or '>' */
	bool faulty;       /* a fault was found in it already: nothing more to say about its value */
	struct node **items; /* of a list; of a map: key, value, key, value... */
	size_t n;
};

struct tree {
	struct node *root; /* NULL: the document is empty */
	bool broken;       /* it ends at a syntax error: what is missing may stand behind it */
};

struct tree tree_read(struct arena *a, const struct source *s, struct findings *faults);

#endif
