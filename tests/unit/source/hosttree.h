/* A directory with files to read as a tree. */
#ifndef TESTS_SOURCE_HOSTTREE_H
#define TESTS_SOURCE_HOSTTREE_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "source/tree.h"

struct place {
	struct arena *a;
	struct tree *t;
	char top[64];
	const char *dir; /* top/in: what lies in top is outside */
};

static inline int begin(void **state)
{
	struct arena *a = arena_new();
	struct place *p = arena_alloc(a, sizeof(*p));

	p->a = a;
	p->t = tree_new(a);
	strcpy(p->top, "/tmp/bondwright-test-XXXXXX");
	if (!mkdtemp(p->top))
		return -1;
	chmod(p->top, 0755);
	p->dir = arena_printf(a, "%s/in", p->top);
	*state = p;
	return mkdir(p->dir, 0755);
}

static inline int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static inline int end(void **state)
{
	struct place *p = *state;
	int err = nftw(p->top, remove_one, 8, FTW_DEPTH | FTW_PHYS);

	arena_free(p->a);
	return err;
}

static inline const char *in(const struct place *p, const char *path)
{
	return arena_printf(p->a, "%s/%s", p->dir, path);
}

/* The directories that `path` needs. */
static inline const char *make_way(const struct place *p, const char *path)
{
	char *whole = arena_strdup(p->a, in(p, path));

	for (char *s = whole + strlen(p->dir) + 1; (s = strchr(s, '/')); *s++ = '/') {
		*s = '\0';
		mkdir(whole, 0755);
	}
	return whole;
}

static inline void make(const struct place *p, const char *path, const char *text)
{
	FILE *f = fopen(make_way(p, path), "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static inline void make_link(const struct place *p, const char *path, const char *to)
{
	assert_int_equal(symlink(to, make_way(p, path)), 0);
}

static inline const struct tree_file *found(const struct place *p, const char *path)
{
	const struct tree_file *f = tree_find(p->t, path);

	if (!f)
		fail_msg("%s is not in the tree", path);
	return f;
}

static inline void holds(const struct place *p, const char *path, const char *text)
{
	const struct tree_file *f = found(p, path);

	if (f->trouble)
		fail_msg("%s: %s", path, f->trouble);
	assert_int_equal(f->source->len, strlen(text));
	assert_string_equal(f->source->bytes, text);
}

static inline void troubled(const struct place *p, const char *path, const char *why)
{
	const struct tree_file *f = found(p, path);

	if (!f->trouble || !strstr(f->trouble, why))
		fail_msg("%s: %s", path, f->trouble ? f->trouble : "no trouble");
	assert_int_equal(f->source->len, 0);
}

/* The pattern means the files `paths`, joined by blanks; or something outside. */
static inline void finds(const struct place *p, const struct tree_file *from, const char *pattern,
			 const char *paths, bool outside)
{
	const struct tree_file **v;
	const char *why = "?";
	size_t n = tree_match(p->t, from, pattern, &v, &why);
	struct text t;

	text_init(&t, p->a);
	for (size_t i = 0; i < n; i++)
		text_join(&t, " ", v[i]->path);
	assert_string_equal(t.s, paths);
	if (outside ? !why : why != NULL)
		fail_msg("%s: %s", pattern, why ? why : "nothing is said");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

#endif
