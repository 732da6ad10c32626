/* Several files in one text, as head(1) prints them. */
#include <string.h>

#include "source/tree.h"
#include "source/tree_read.h"

static const char BEGIN[] = "==> ", END[] = " <==";

enum { BEGIN_LEN = sizeof(BEGIN) - 1, END_LEN = sizeof(END) - 1 };

/* A line "==> PATH <==", or what lies between two of them. */
struct piece {
	const char *s;
	size_t n;
};

/* The path of the header that stands at `at`; n = 0: there is none. */
static struct piece header_at(const struct source *s, size_t at, size_t *behind)
{
	const char *line = s->bytes + at, *end = memchr(line, '\n', s->len - at);
	size_t n = end ? (size_t)(end - line) : s->len - at;
	struct piece none = {NULL, 0};

	*behind = at + n + (end ? 1 : 0);
	if (n && line[n - 1] == '\r')
		n--;
	if (n <= BEGIN_LEN + END_LEN || memcmp(line, BEGIN, BEGIN_LEN) != 0 ||
	    memcmp(line + n - END_LEN, END, END_LEN) != 0 || memchr(line, '\0', n))
		return none;
	return (struct piece){line + BEGIN_LEN, n - BEGIN_LEN - END_LEN};
}

bool tree_is_bundle(const struct source *s)
{
	size_t behind;

	return header_at(s, 0, &behind).n != 0;
}

/* Where the next header begins at or behind `at`; the end of the text where there is none. */
static size_t next_header(const struct source *s, size_t at)
{
	while (at < s->len) {
		size_t behind;

		if (header_at(s, at, &behind).n)
			return at;
		at = behind;
	}
	return s->len;
}

/* The text between two headers: the line end in front of the second is head's own, whether or not the file
 * ended in one. */
static struct piece text_between(const struct source *s, size_t from, size_t to)
{
	if (to < s->len && to > from)
		to--;
	return (struct piece){s->bytes + from, to - from};
}

static void add_piece(struct tree *t, const struct source *s, struct piece header, struct piece text)
{
	const char *path = arena_strndup(t->arena, header.s, header.n);
	const char *name = arena_printf(t->arena, "%s:%s", s->name, path);
	char *bytes = arena_alloc(t->arena, text.n + 1);
	struct tree_file *f;

	while (*path == '/')
		path++;
	f = tree_put(t, tree_named(t, path, path), name);
	if (f)
		tree_fill(t, f, source_of(t->arena, name, memcpy(bytes, text.s, text.n), text.n));
}

void tree_add_bundle(struct tree *t, const struct source *s)
{
	size_t from, to;

	for (size_t at = next_header(s, 0); at < s->len; at = to) {
		struct piece header = header_at(s, at, &from);

		to = next_header(s, from);
		add_piece(t, s, header, text_between(s, from, to));
	}
}
