/*
 * The language of /etc/network/interfaces, interfaces(5), as ifupdown 0.8.41 reads it (config.c): its stanzas
 * in order, with places. ifupdown2 and ifupdown-ng write `iface NAME` alone, too. Nothing is judged here but
 * the form.
 */
#ifndef TARGETS_DEBIAN_ENI_H
#define TARGETS_DEBIAN_ENI_H

#include "import/import.h"

enum eni_type {
	ENI_AUTO, /* and allow-auto */
	ENI_ALLOW,
	ENI_NO_AUTO_DOWN,
	ENI_NO_SCRIPTS,
	ENI_RENAME,
	ENI_IFACE,
	ENI_TEMPLATE, /* of ifupdown-ng: an iface that is only inherited from */
	ENI_MAPPING,
	ENI_SOURCE,
	ENI_SOURCE_DIRECTORY,
};

/* Lines of comment, and the first of them. */
struct eni_comments {
	const struct draft_comment *first;
	struct draft_comment **end;
};

struct eni_word {
	const char *text;
	struct span at;
};

struct eni_words {
	struct eni_word *v;
	size_t n;
};

struct eni_option {
	const char *key, *value; /* the value with its continuation lines joined */
	struct span key_at, at;
	bool literal; /* `value` stands in the source as it is: places in it are exact */
};

struct eni_stanza {
	enum eni_type type;
	const char *keyword;    /* "allow-hotplug" */
	struct span at;         /* of the keyword */
	struct eni_words words; /* what follows it */
	struct eni_option *options;
	size_t n;
	struct eni_comments comments; /* above it without an empty line between, and inside */
	bool ours;                    /* bondwright has written the file */
};

struct eni {
	struct eni_stanza *v;
	size_t n;
};

/* Adds the stanzas of a file. False: a finding says why it cannot be read; then nothing of the host can. */
bool eni_read(struct reading *r, const struct source *s, struct eni *out);

/* The words of a value. Of one that is not literal, each has the place of the whole. */
struct eni_words eni_words(struct arena *a, const struct eni_option *o);

#endif
