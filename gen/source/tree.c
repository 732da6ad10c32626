#include "source/tree.h"

#include <string.h>

#include "base/word.h"
#include "source/tree_read.h"

struct tree *tree_new(struct arena *a)
{
	struct tree *t = arena_alloc(a, sizeof(*t));

	t->arena = a;
	return t;
}

/* ---- order ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Compares the numbers that both begin with and goes behind them. */
static int compare_numbers(const char **a, const char **b)
{
	size_t n, m;
	int diff;

	*a += strspn(*a, "0");
	*b += strspn(*b, "0");
	n = strspn(*a, "0123456789");
	m = strspn(*b, "0123456789");
	if (n != m)
		return n < m ? -1 : 1;
	diff = memcmp(*a, *b, n);
	*a += n;
	*b += n;
	return diff;
}

int tree_order(const char *a, const char *b)
{
	const char *p = a, *q = b;

	while (*p && *q) {
		int diff;

		if (is_digit(*p) && is_digit(*q))
			diff = compare_numbers(&p, &q);
		else
			diff = (unsigned char)*p++ - (unsigned char)*q++;
		if (diff)
			return diff;
	}
	if (*p || *q)
		return *p ? 1 : -1;
	return strcmp(a, b); /* eth01 and eth1 */
}

/* Index of the first file behind `path`, or of the first that is not in front of it. */
static size_t place_of(const struct tree *t, const char *path, bool behind)
{
	size_t low = 0, high = t->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = tree_order(t->v[mid]->path, path);

		if (order < 0 || (behind && !order))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct tree_file *tree_find(const struct tree *t, const char *path)
{
	size_t at = place_of(t, path, false);

	return at < t->n && !strcmp(t->v[at]->path, path) ? t->v[at] : NULL;
}

bool tree_has(const struct tree *t, const char *path, const char *name)
{
	for (size_t at = place_of(t, path, false); at < t->n && !strcmp(t->v[at]->path, path); at++)
		if (!strcmp(t->v[at]->source->name, name))
			return true;
	return false;
}

/* ---- adding ---- */

static void insert(struct tree *t, struct tree_file *f)
{
	size_t at = place_of(t, f->path, true);

	arena_push(t->arena, t->v, t->n, f);
	memmove(t->v + at + 1, t->v + at, (t->n - 1 - at) * sizeof(*t->v));
	t->v[at] = f;
}

struct tree_file *tree_put(struct tree *t, const char *path, const char *name)
{
	struct tree_file *f;

	if (t->n > TREE_FILES)
		return NULL;
	f = arena_alloc(t->arena, sizeof(*f));
	f->path = path;
	f->source = source_of(t->arena, name, "", 0);
	if (t->n == TREE_FILES)
		f->trouble =
			"there are more than 10,000 files, and it is not read, nor is what comes behind it";
	insert(t, f);
	return f->trouble ? NULL : f;
}

void tree_fill(struct tree *t, struct tree_file *f, const struct source *s)
{
	if (s->len > TREE_BYTES - t->bytes) {
		f->trouble = "the files before it hold 64 MB already";
		return;
	}
	t->bytes += s->len;
	f->source = s;
}

/* The place below "etc/" that `path` ends in; NULL: it shows none. */
static const char *place_below_etc(const char *path)
{
	const char *found = strncmp(path, "etc/", 4) ? NULL : path;

	for (const char *p = path; (p = strstr(p, "/etc/")); p++)
		found = p + 1;
	return found && found[4] ? found : NULL;
}

const char *tree_named(struct tree *t, const char *path, const char *own)
{
	static const char FRAGMENT[] = ".fragment"; /* "render" names its part of a shared file so */
	const char *place = place_below_etc(path), *name = place ? place : own;
	size_t n = strlen(name), end = sizeof(FRAGMENT) - 1;

	return arena_strndup(t->arena, name, word_ends_in(name, FRAGMENT) && n > end ? n - end : n);
}

void tree_add_source(struct tree *t, const char *path, const struct source *s)
{
	struct tree_file *f = tree_put(t, tree_named(t, path, path), s->name);

	if (f)
		tree_fill(t, f, s);
}
