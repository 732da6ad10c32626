#include <string.h>

#include "base/hash.h"
#include "source/source.h"

struct locator {
	struct arena *arena;
	struct hash *spans;
};

struct locator *locator_new(struct arena *a)
{
	struct locator *l = arena_alloc(a, sizeof(*l));

	l->arena = a;
	l->spans = hash_new(a);
	return l;
}

void locator_put(struct locator *l, const char *path, struct span s)
{
	struct span *copy = arena_alloc(l->arena, sizeof(*copy));

	*copy = s;
	hash_put(l->spans, path, copy);
}

bool locator_has(const struct locator *l, const char *path)
{
	return hash_get(l->spans, path);
}

bool path_is_of_site(const char *path)
{
	return !strncmp(path, "site:", 5);
}

/* "bonds[0].slaves[1]" -> "bonds[0].slaves" -> "bonds[0]" -> "bonds" -> "", and "site:dns" -> "site:" */
static bool shorten(char *path)
{
	char *dot = strrchr(path, '.'), *bracket = strrchr(path, '['), *colon = strrchr(path, ':');
	char *cut = dot > bracket ? dot : bracket;

	if (!cut)
		cut = colon && colon[1] ? colon + 1 : path;
	if (!*cut)
		return false;
	*cut = '\0';
	return true;
}

struct span locator_find(const struct locator *l, const char *path)
{
	char *rest = arena_strdup(l->arena, path);

	do {
		const struct span *s = hash_get(l->spans, rest);

		if (s)
			return *s;
	} while (shorten(rest));
	return (struct span){0};
}

const char *field_path(struct arena *a, const char *path, const char *field)
{
	return arena_printf(a, "%s%s%s", path, *path && path[strlen(path) - 1] != ':' ? "." : "", field);
}

const char *element_path(struct arena *a, const char *path, const char *field, size_t i)
{
	return arena_printf(a, "%s[%zu]", field_path(a, path, field), i);
}
