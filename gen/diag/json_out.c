#include "diag/json_out.h"

#include <stdlib.h>

static void *allocate(size_t size)
{
	void *p = malloc(size);

	if (!p)
		arena_out_of_memory();
	return p;
}

void json_prepare(void)
{
	json_set_alloc_funcs(allocate, free);
}

static int add_dumped(const char *s, size_t n, void *out)
{
	text_addn(out, s, n);
	return 0;
}

void json_finish(json_t *document, struct text *out)
{
	/* ASCII: whatever a reader of the raw document looks at it with, no character acts on it */
	json_dump_callback(document, add_dumped, out, JSON_INDENT(2) | JSON_ENSURE_ASCII);
	text_add(out, "\n");
	json_decref(document);
}
