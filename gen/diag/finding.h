/*
 * Findings: what is wrong or worth knowing about an input, collected and never fatal.
 * A descriptor says what a kind of finding means (`bondwright explain`); a finding
 * names one object and the places involved.
 */
#ifndef DIAG_FINDING_H
#define DIAG_FINDING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"
#include "source/source.h"

enum severity { INFO, WARNING, ERROR };

extern const char *const severity_words[];  /* "info", "warning", "error", NULL */
const char *severity_name(enum severity s);

/* A document that knowledge rests on, named so that a stranger finds it. */
struct reference {
	const char *id;    /* "redhat-ab-failover" */
	const char *title; /* with publisher and version */
};

struct descriptor {
	const char *id;          /* "BOND003"; never reused */
	const char *title;       /* "bond without a link monitor" */
	enum severity severity;  /* the worst it is ever raised with */
	const char *since;       /* version it appeared in */
	const char *why;         /* what happens, and by what mechanism */
	const char *fix;         /* what to do instead */
	const char *verify;      /* how to see it on a running host; NULL: nothing to see there */
	const struct reference *const *sources; /* NULL-terminated; NULL: the format itself */
	const char *bad, *good;  /* YAML hosts that differ by one edit: the first raises it, the second does not */
	const char *beside;      /* host that both are judged together with, as the first file; NULL: alone */
	const char *const *also; /* ids that `bad` raises besides, NULL-terminated; NULL: none */
};

/* Where a finding points: a path for the locator, or a span that is known already. */
struct place {
	const char *path;
	struct span span;
};

struct note {
	struct place at;
	const char *text;
	struct note *next;
};

/*
 * A change to the description that takes a finding away. It names a field, not a place, as findings do; where
 * that field stands is found out when the change is made (model/amend.h).
 */
struct edit {
	const char *path; /* "bonds[0].miimon", "bonds[0].arp_ip_target[2]"; "site:..." stands in the site file */
	const char *text; /* the value that it gets, as YAML in one line; NULL: key and value, or the element, go */
	struct edit *next;
};

/* Bytes of an input, and the text that is to stand in their place. */
struct replacement {
	struct span span; /* may be empty: the text comes in front of the byte there */
	const char *text;
};

struct finding {
	const char *id; /* of its descriptor */
	enum severity severity;
	const char *object; /* name of the interface, switch, guest...; NULL: the file */
	struct place at;
	const char *message;     /* what is wrong, in one line, without a full stop */
	struct note *notes;      /* other places involved */
	const char *consequence; /* what happens because of it; may have several lines; NULL: none */
	const char *help;        /* the text to write instead; may have several lines; NULL: none */
	struct edit *edits;      /* its safe fix (rules/rule.h): all of them or none; NULL: people decide */
	struct replacement *replacement; /* what the fix comes to; NULL: it cannot be made, or nobody asked */
};

struct findings {
	struct arena *arena;
	struct finding **v;
	size_t n;
};

void findings_init(struct findings *f, struct arena *a);
struct finding *findings_add(struct findings *f, const char *id, enum severity severity, struct place at);
/* An error at a place that is known, as the readers of documents find them. */
struct finding *findings_fault(struct findings *f, const char *id, struct span at, const char *message,
			       const char *help);
void finding_note(struct findings *f, struct finding *to, struct place at, const char *text);
/* Adds to the finding's fix; `text` as in struct edit. */
void finding_edit(struct findings *f, struct finding *to, const char *path, const char *text);

size_t findings_count(const struct findings *f, enum severity at_least);

/* Gives every place its span and puts the findings into the order of the file: by place, then id. */
void findings_locate(struct findings *f, const struct locator *l);

/*
 * The form for people, and for editors in each finding's first line:
 * FILE:LINE:COL: severity[ID]: message, the source line with a caret, the other places, the
 * consequence, what to write. Infos are kept short: no source line. `colour`: ANSI escapes.
 */
void findings_print(const struct findings *f, struct text *out, bool colour);
void finding_print(const struct finding *f, struct text *out, bool colour);

/* `bondwright explain`: the descriptor as text for a terminal. `where`, which may be NULL, says on
 * which releases it holds. */
void descriptor_explain(const struct descriptor *d, const char *where, struct text *out);

#endif
