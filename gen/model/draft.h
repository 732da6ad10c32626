/*
 * A host in the making: what readers of existing files put together, text by text, each with its place. In the
 * end the rows of the language convert it, so that a value means the same wherever it came from.
 */
#ifndef MODEL_DRAFT_H
#define MODEL_DRAFT_H

#include "base/hash.h"
#include "diag/finding.h"
#include "model/net.h"

struct draft_field {
	const char *key;  /* of the language: "miimon" */
	const char *text; /* as the language takes it: "100", "true", "10.0.0.2/24" */
	struct span at;
	struct draft_field *next;
};

struct draft_comment {
	const char *text; /* one line, without its # */
	struct draft_comment *next;
};

struct draft_object {
	const char *name; /* of an interface */
	struct span at;   /* where it is described, at first where it was mentioned */
	bool described;   /* and not only mentioned: as slave, port or parent */
	int kind;         /* of an interface: enum iface_kind, -1: not known yet */
	struct draft_field *fields, **end;     /* in the order of setting */
	struct draft_comment *comments, **end_of_comments;
	struct draft_object *routes, **end_of_routes; /* through this interface */
	struct draft_object *next;
};

struct draft {
	struct arena *arena;
	struct findings *findings;
	bool as_is; /* of the host */
	struct draft_object host, dns, xend; /* the mappings that are there once: their fields by the keys of the rows */
	struct draft_object *ifaces, **end;  /* in the order of the first mention */
	struct hash *by_name;
};

struct draft *draft_new(struct arena *a, struct findings *findings);

/* The interface `name`, made if it is not there: mentioned at `at`, or described there. */
struct draft_object *draft_mention(struct draft *d, const char *name, struct span at);
struct draft_object *draft_describe(struct draft *d, const char *name, struct span at);
struct draft_object *draft_find(const struct draft *d, const char *name); /* NULL: no such interface */

/* One more route through the interface: an object with the fields `to`, `via`, `metric`. */
struct draft_object *draft_route(struct draft *d, struct draft_object *iface, struct span at);

/* Sets a value: in place of one that was set. Texts are not copied and must stay. */
void draft_set(struct draft *d, struct draft_object *o, const char *key, const char *text, struct span at);
/* Appends to a list; again and again the same key. */
void draft_add(struct draft *d, struct draft_object *o, const char *key, const char *text, struct span at);
/* Takes a field away, a list as a whole. */
void draft_drop(struct draft_object *o, const char *key);

/* The first (of a list), NULL: not set. */
const struct draft_field *draft_get(const struct draft_object *o, const char *key);

/* True if another interface has it as slave, port or parent. */
bool draft_is_used(const struct draft *d, const struct draft_object *o);

/* Takes an interface out that is none after all. */
void draft_leave_out(struct draft *d, struct draft_object *o);

/* A line of comment that belongs to the object. */
void draft_comment(struct draft *d, struct draft_object *o, const char *text);

/* What became of it. */
struct drafted {
	const struct host *host;
	struct locator *places; /* of its paths, in the files that were read */
	struct hash *comments;  /* by path: struct draft_comment; what was written above the object */
};

/*
 * Converts everything. Interfaces without a kind are NICs. A value that is none is a finding at its place:
 * the row's rule, else IMP002, and left out. NULL: what a host cannot do without is not there or was none; a finding
 * says so.
 */
const struct drafted *draft_finish(struct draft *d);

#endif
