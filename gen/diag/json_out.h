/* Printing JSON, with jansson. */
#ifndef DIAG_JSON_OUT_H
#define DIAG_JSON_OUT_H

#include <jansson.h>

#include "base/text.h"

/* Tells jansson how bondwright runs out of memory: once, before anything else and any thread. Without that it
 * would leave members out in silence. */
void json_prepare(void);

/* Adds the document to `out`, in ASCII, and frees it. */
void json_finish(json_t *document, struct text *out);

#endif
