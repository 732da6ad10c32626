/*
 * A JSON document as a tree with places. jansson says whether it is one and what its texts are; it keeps no
 * places, so these are found by going through the same bytes beside it.
 */
#ifndef TARGETS_COBBLER_JSON_H
#define TARGETS_COBBLER_JSON_H

#include "import/import.h"

enum json_kind { JSON_NONE, JSON_WORD, JSON_DIGITS, JSON_TEXT, JSON_LIST, JSON_MAP };

struct json {
	enum json_kind
		kind;    /* JSON_NONE: null; JSON_WORD: true or false; JSON_DIGITS: a number as it is spelt */
	const char *key; /* of a member of a map */
	struct span key_at, at; /* of a text: what is between the quotes */
	const char *text;       /* of all but lists and maps */
	struct json **items;    /* of a list or map */
	size_t n;
};

/* Reads the document. NULL: it is none, and a finding says why. */
struct json *json_read(struct reading *r, const struct source *s);

/* The member of a map; NULL: none, or no map. */
const struct json *json_member(const struct json *map, const char *key);

#endif
