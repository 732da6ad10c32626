/* The files that the pattern of a shell means. */
#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "source/tree_read.h"

static const char WILD[] = "*?[\\";

struct match {
	struct tree *t;
	const struct tree_file **v;
	size_t n;
	const char *why;
	size_t budget; /* names that may still be looked at */
};

/* ---- the pattern ---- */

/* Adds `path` so that it means itself. */
static void add_literal(struct text *out, const char *path, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strchr(WILD, path[i]))
			text_addc(out, '\\');
		text_addc(out, path[i]);
	}
}

/* Takes away "." and what a ".." takes back; none goes above the top. */
static const char *plain_pattern(struct arena *a, const char *pattern)
{
	struct text out;

	text_init(&out, a);
	while (*pattern) {
		size_t n = strcspn(pattern, "/");

		if (n == 2 && !strncmp(pattern, "..", 2)) {
			const char *slash = strrchr(out.s, '/');

			out.len = slash ? (size_t)(slash - out.s) : 0;
			out.s[out.len] = '\0';
		} else if (n && !(n == 1 && *pattern == '.')) {
			if (out.len)
				text_addc(&out, '/');
			text_addn(&out, pattern, n);
		}
		pattern += n;
		if (*pattern)
			pattern++;
	}
	return out.s;
}

static size_t directory_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (size_t)(slash - path) : 0;
}

/* What of `path` is to it what /etc/network is to a host: the directory that it lies in, without
 * "interfaces.d". */
static size_t network_length(const char *path)
{
	static const char BELOW[] = "interfaces.d";
	size_t n = directory_length(path), m = sizeof(BELOW) - 1;

	if (n < m || strncmp(path + n - m, BELOW, m) != 0 || (n > m && path[n - m - 1] != '/'))
		return n;
	return n > m ? n - m - 1 : 0;
}

/* The pattern as one of paths in the tree. */
static const char *pattern_in_tree(struct tree *t, const struct tree_file *from, const char *pattern)
{
	static const char NETWORK[] = "etc/network/";
	const char *plain = plain_pattern(t->arena, pattern);
	size_t n = directory_length(from->path);
	struct text out;

	if (*pattern == '/') {
		if (t->root || !strncmp(from->path, "etc/", 4) ||
		    strncmp(plain, NETWORK, sizeof(NETWORK) - 1) != 0)
			return plain;
		n = network_length(from->path);
		pattern = plain + sizeof(NETWORK) - 1;
	}
	text_init(&out, t->arena);
	add_literal(&out, from->path, n);
	text_addf(&out, "/%s", pattern);
	return plain_pattern(t->arena, out.s);
}

/* `s` without the backslashes that make a character mean itself; NULL: it is a pattern. */
static const char *literal(struct arena *a, const char *s)
{
	struct text out;

	text_init(&out, a);
	for (; *s; s++) {
		if (*s == '\\' && s[1])
			s++;
		else if (strchr("*?[", *s))
			return NULL;
		text_addc(&out, *s);
	}
	return out.s;
}

/* ---- beneath a root ---- */

static void add_found(struct match *m, const struct beneath_dir *d, const char *path)
{
	struct tree *t = m->t;
	const struct tree_file *f = tree_find(t, path);
	int err;

	if (!f && !tree_is_configuration(t, path, true)) {
		m->why = "it lies where no configuration of the network does";
		return;
	}
	if (!f) {
		err = tree_take(t, d, path, path);
		if (err == -EISDIR)
			tree_take_none(t, d, path, path, "it is a directory");
		f = tree_find(t, path);
	}
	if (f)
		arena_push(t->arena, m->v, m->n, f);
}

/* Adds to `to` what the name or pattern `part` means in the directory `dir`. */
static void expand_in(struct match *m, const struct beneath_dir *d, const char *dir, const char *part,
		      bool last, struct names *to)
{
	struct arena *a = m->t->arena;
	const char *name = literal(a, part), *slash = *dir ? "/" : "";
	struct names names;
	int err = 0;

	if (name) {
		names = (struct names){.v = &name, .n = 1};
	} else {
		err = tree_names(m->t, d, *dir ? dir : ".", &m->budget, &names);
		if (err == -E2BIG)
			m->why = "there are more than 10,000 names to compare it with";
		else if (err == -EXDEV)
			m->why = "it leads through a link to where no configuration of the network lies";
		else if (err && err != -ENOENT && err != -ENOTDIR)
			m->why = tree_why(a, err);
	}
	for (size_t i = 0; i < names.n; i++) {
		const char *path = arena_printf(a, "%s%s%s", dir, slash, names.v[i]);

		if (!name && fnmatch(part, names.v[i], 0) != 0)
			continue;
		if (last)
			add_found(m, d, path);
		else if (tree_is_configuration(m->t, path, true))
			arena_push(a, to->v, to->n, path);
		else if (name)
			m->why = "it lies where no configuration of the network does";
	}
}

static void match_beneath(struct match *m, const char *pattern)
{
	struct beneath_dir d = tree_open_root(m->t);
	struct names from = {0}, to;
	const char *top = "";

	if (d.fd < 0) {
		m->why = tree_why(m->t->arena, d.fd);
		return;
	}
	arena_push(m->t->arena, from.v, from.n, top);
	for (bool last = !*pattern; !last;) {
		size_t n = strcspn(pattern, "/");
		const char *part = arena_strndup(m->t->arena, pattern, n);

		last = !pattern[n];
		pattern += n + 1;
		to = (struct names){0};
		for (size_t i = 0; i < from.n; i++)
			expand_in(m, &d, from.v[i], part, last, &to);
		from = to;
	}
	close(d.fd);
}

/* ---- in what was given ---- */

static void match_given(struct match *m, const char *pattern)
{
	for (size_t i = 0; i < m->t->n; i++) {
		const struct tree_file *f = m->t->v[i];

		if (!fnmatch(pattern, f->path, FNM_PATHNAME | FNM_PERIOD))
			arena_push(m->t->arena, m->v, m->n, f);
	}
}

static int by_path(const void *a, const void *b)
{
	const struct tree_file *const *x = a, *const *y = b;

	return tree_order((*x)->path, (*y)->path);
}

size_t tree_match(struct tree *t, const struct tree_file *from, const char *pattern,
		  const struct tree_file ***found, const char **why)
{
	struct match m = {.t = t, .budget = TREE_FILES};

	if (strlen(pattern) >= PATH_MAX)
		m.why = "it is longer than a path can be";
	else if (t->root && *pattern)
		match_beneath(&m, pattern_in_tree(t, from, pattern));
	else if (*pattern)
		match_given(&m, pattern_in_tree(t, from, pattern));
	if (m.n)
		qsort(m.v, m.n, sizeof(*m.v), by_path);
	*found = m.v;
	*why = m.why;
	return m.n;
}
