#include "model/net.h"

#include <string.h>

#include "base/text.h"

const char **values_texts(struct arena *a, const struct values *list)
{
	const char **texts = arena_alloc(a, list->n * sizeof(*texts));

	for (size_t k = 0; k < list->n; k++)
		texts[k] = list->v[k].s;
	return texts;
}

const char *values_join(struct arena *a, const struct values *list, const char *between)
{
	struct text t;

	text_init(&t, a);
	for (size_t k = 0; k < list->n; k++)
		text_join(&t, between, list->v[k].s);
	return t.s;
}

const char *values_yaml(struct arena *a, const struct values *list, size_t n)
{
	struct text t;

	text_init(&t, a);
	for (size_t k = 0; k < n; k++)
		text_join(&t, ", ", arena_printf(a, strchr(list->v[k].s, ':') ? "\"%s\"" : "%s", list->v[k].s));
	return arena_printf(a, "[%s]", t.s);
}

const char **ifaces_names(struct arena *a, const struct ifaces *list)
{
	const char **names = arena_alloc(a, list->n * sizeof(*names));

	for (size_t k = 0; k < list->n; k++)
		names[k] = list->v[k]->name;
	return names;
}
