/*
 * The fast way in: libcyaml loads strings, the converters make values of them. It says yes or no and
 * knows no places; walk.h explains a no.
 */
#ifndef MODEL_LOAD_H
#define MODEL_LOAD_H

#include "model/rows.h"
#include "source/source.h"

enum loaded {
	LOAD_OK,      /* the model is filled, the document is without fault */
	LOAD_SUSPECT, /* the model is filled; whether that counts is for the walk to say: the bytes may hold
	               * what libcyaml passes over in silence (tags, anchors, a second document), and lists that
	               * were written empty are ABSENT */
	LOAD_FAILED,  /* the document has a fault; the model is void */
};

/*
 * Loads `s` by `table` into the struct at `model`, zeroed before. Paths in the model begin with
 * `prefix` ("" or "site:").
 */
enum loaded load(struct arena *a, const struct source *s, const struct table *table, const char *prefix, void *model);

#endif
