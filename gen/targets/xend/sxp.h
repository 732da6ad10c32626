/* xend's configuration as its own reader takes it: S-expressions. */
#ifndef TARGETS_XEND_SXP_H
#define TARGETS_XEND_SXP_H

#include "source/source.h"

/* An expression of the file's own level, "(name value ...)". */
struct sxp_entry {
	const char *name;     /* NULL: it does not begin with a word */
	const char *value;    /* what stands behind the name, if it is one word or string; NULL: it is not */
	size_t values;        /* how many stand there */
	bool quoted;          /* `value` was */
	bool literal;         /* `value` stands in the source as it is, at value_at */
	struct span value_at; /* without quotes */
	struct span rest_at;  /* what stands behind it */
	struct span at;
};

struct sxp {
	struct sxp_entry *v;
	size_t n;
	struct span fault; /* where reading ended; no source: it did not */
	const char *why;   /* "a quote without its partner" */
};

/* Reads the file as sxp.py of Xen 4.0 does. With a fault xend does not start. */
struct sxp sxp_read(struct arena *a, const struct source *s);

/* The first of a name, which alone counts; NULL: none. */
const struct sxp_entry *sxp_find(const struct sxp *sxp, const char *name);

#endif
