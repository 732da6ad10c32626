#include "import/reader.h"

#include <string.h>

#include "base/text.h"

#define BLOCK(name) extern const struct reader reader_##name;
#include "readers.inc"
#undef BLOCK

#define BLOCK(name) &reader_##name,
const struct reader *const readers[] = {
#include "readers.inc"
	&reader_host, NULL};
#undef BLOCK

const struct reader *reader_named(const char *name)
{
	for (const struct reader *const *r = readers; *r; r++)
		if ((*r)->name && !strcmp((*r)->name, name))
			return *r;
	return NULL;
}

const struct reader *reader_for(const struct release *os)
{
	return reader_named(os->target);
}

const struct reader *reader_of(const struct file_kind *k)
{
	for (const struct reader *const *r = readers; *r; r++)
		for (const struct file_kind *const *own = (*r)->kinds; *own; own++)
			if (*own == k)
				return *r;
	return NULL;
}

bool reader_serves(const struct reader *reader, const struct release *os)
{
	if (reader->serves)
		return reader->serves(os);
	return !reader->name || !strcmp(reader->name, os->target);
}

const char *readers_titles(struct arena *a)
{
	struct text out;
	size_t left = 0;

	text_init(&out, a);
	for (const struct reader *const *r = readers; *r; r++)
		left += (*r)->name != NULL;
	for (const struct reader *const *r = readers; *r; r++) {
		if (!(*r)->name)
			continue;
		text_addf(&out, "%s%s", (*r)->title, --left > 1 ? ", " : left ? " or " : "");
	}
	return out.s;
}

struct file_kinds readers_kinds(struct arena *a)
{
	struct file_kinds all = {0};

	for (const struct reader *const *r = readers; *r; r++)
		for (const struct file_kind *const *k = (*r)->kinds; *k; k++)
			arena_push(a, all.v, all.n, *k);
	return all;
}

/* ---- beneath a root ---- */

struct list {
	const char **v;
	size_t n;
};

static void add(struct arena *a, struct list *to, const char *const *paths)
{
	for (; paths && *paths; paths++)
		arena_push(a, to->v, to->n, *paths);
}

static const char *const *ended(struct arena *a, struct list *l)
{
	const char *end = NULL;

	arena_push(a, l->v, l->n, end);
	return l->v;
}

const char *const *readers_places(struct arena *a)
{
	struct file_kinds all = readers_kinds(a);
	struct list places = {0};

	for (size_t i = 0; i < all.n; i++)
		add(a, &places, all.v[i]->places);
	return ended(a, &places);
}

const char *const *readers_links(struct arena *a)
{
	struct file_kinds all = readers_kinds(a);
	struct list links = {0};

	for (size_t i = 0; i < all.n; i++) {
		if (!all.v[i]->only_there)
			add(a, &links, all.v[i]->places);
		add(a, &links, all.v[i]->links);
	}
	return ended(a, &links);
}
