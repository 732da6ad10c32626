/* A directory to write file sets into; for the tests of writing. */
#ifndef TESTS_FILES_PLACE_H
#define TESTS_FILES_PLACE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "files/files.h"

/* Each test has a directory of its own to write below, and a set. */
struct scratch {
	struct file_set set;
	char dir[64];
	const char *out, *failed;
};

static inline int begin(void **state)
{
	struct arena *a = arena_new();
	struct scratch *p = arena_alloc(a, sizeof(*p));

	file_set_init(&p->set, a);
	strcpy(p->dir, "/tmp/bondwright-test-XXXXXX");
	if (!mkdtemp(p->dir))
		return -1;
	p->out = arena_printf(a, "%s/out", p->dir);
	*state = p;
	umask(022);
	return 0;
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
	struct scratch *p = *state;
	int err = nftw(p->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);

	arena_free(p->set.arena);
	return err;
}

static inline const char *in(const struct scratch *p, const char *path)
{
	return arena_printf(p->set.arena, "%s/%s", p->dir, path);
}

static inline void add(struct scratch *p, const char *path, const char *text, mode_t mode)
{
	assert_null(file_set_add(
		&p->set, (struct file){.path = path, .text = text, .len = strlen(text), .mode = mode}));
}

static inline int write_set(struct scratch *p)
{
	return file_set_write(&p->set, p->out, "web1", &p->failed);
}

static inline struct stat stat_of(const struct scratch *p, const char *path)
{
	struct stat st;

	if (lstat(in(p, path), &st))
		fail_msg("%s: %s", path, strerror(errno));
	return st;
}

static inline mode_t mode_of(const struct scratch *p, const char *path)
{
	return stat_of(p, path).st_mode & 07777;
}

static inline void holds(const struct scratch *p, const char *path, const char *text)
{
	size_t len = strlen(text);
	char *buf = arena_alloc(p->set.arena, len + 2);
	FILE *f = fopen(in(p, path), "r");

	if (!f)
		fail_msg("%s: %s", path, strerror(errno));
	assert_int_equal(fread(buf, 1, len + 1, f), len);
	assert_string_equal(buf, text);
	fclose(f);
}

static inline void make(const struct scratch *p, const char *path, const char *text)
{
	FILE *f = fopen(in(p, path), "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static inline void make_dir(const struct scratch *p, const char *path)
{
	assert_int_equal(mkdir(in(p, path), 0755), 0);
}

static inline bool is_there(const struct scratch *p, const char *path)
{
	struct stat st;

	return !lstat(in(p, path), &st);
}

/* How many names the directory holds: no temporary may stay behind. */
static inline int names_in(const struct scratch *p, const char *path)
{
	DIR *d = opendir(in(p, path));
	int n = -2; /* . and .. */

	assert_non_null(d);
	while (readdir(d))
		n++;
	closedir(d);
	return n;
}

static inline void fails(struct scratch *p, int err, const char *path)
{
	assert_int_equal(write_set(p), err);
	assert_string_equal(p->failed, in(p, path));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

#endif
