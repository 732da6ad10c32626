/* Which policy file holds for a description. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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
#include "fleet/policy.h"

/* Each test has a directory of its own. */
struct tree {
	struct arena *arena;
	char dir[64];
};

static const char *refused;

static int begin(void **state)
{
	struct arena *a = arena_new();
	struct tree *t = arena_alloc(a, sizeof(*t));

	t->arena = a;
	strcpy(t->dir, "/tmp/bondwright-test-XXXXXX");
	*state = t;
	return mkdtemp(t->dir) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static int end(void **state)
{
	struct tree *t = *state;
	int err = nftw(t->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);

	arena_free(t->arena);
	return err;
}

static const char *in(const struct tree *t, const char *path)
{
	return arena_printf(t->arena, "%s/%s", t->dir, path);
}

static const char *found(const struct tree *t, const char *path)
{
	return policy_find(t->arena, in(t, path), &refused);
}

static void put_file(const struct tree *p, const char *path)
{
	assert_int_equal(file_write(in(p, path), "", 0), 0);
}

static void put_directory(const struct tree *p, const char *path)
{
	assert_int_equal(mkdir(in(p, path), 0755), 0);
}

static void the_nearest_one_holds(void **state)
{
	struct tree *p = *state;

	put_directory(p, "a");
	put_directory(p, "a/b");
	assert_null(found(p, "a/b/host.yaml"));
	assert_null(refused);
	put_file(p, POLICY_NAME);
	assert_string_equal(found(p, "a/b/host.yaml"), in(p, POLICY_NAME));
	put_file(p, "a/" POLICY_NAME);
	assert_string_equal(found(p, "a/b/host.yaml"), in(p, "a/" POLICY_NAME));
	assert_string_equal(found(p, "host.yaml"), in(p, POLICY_NAME));
	/* ".." means the directory above, not the name in front of it */
	assert_string_equal(found(p, "a/b/../host.yaml"), in(p, "a/b/../" POLICY_NAME));
	assert_null(found(p, "absent/host.yaml"));
}

static void from_the_working_directory(void **state)
{
	struct tree *p = *state;
	int here = open(".", O_RDONLY | O_DIRECTORY);
	const char *beside, *above;

	put_directory(p, "a");
	put_file(p, POLICY_NAME);
	assert_true(here >= 0);
	assert_int_equal(chdir(p->dir), 0);
	beside = policy_find(p->arena, "host.yaml", &refused);
	assert_int_equal(chdir("a"), 0);
	above = policy_find(p->arena, "host.yaml", &refused);
	assert_int_equal(fchdir(here), 0);
	close(here);
	assert_string_equal(beside, POLICY_NAME); /* as short as the file was named */
	assert_string_equal(above, in(p, POLICY_NAME));
}

static void one_that_cannot_be_looked_at_is_no_absence(void **state)
{
	struct tree *p = *state;

	assert_int_equal(symlink(POLICY_NAME, in(p, POLICY_NAME)), 0); /* to itself */
	assert_null(found(p, "host.yaml"));
	assert_non_null(strstr(refused, strerror(ELOOP)));
}

static void one_of_somebody_else_is_refused(void **state)
{
	struct tree *p = *state;

	if (geteuid())
		skip(); /* only root can give files away */
	put_directory(p, "a");
	put_file(p, POLICY_NAME);
	assert_int_equal(chown(in(p, POLICY_NAME), 12345, (gid_t)-1), 0);
	assert_null(found(p, "a/host.yaml"));
	assert_non_null(strstr(refused, "another user"));
	/* where the descriptions are theirs, so is the policy */
	assert_int_equal(chown(in(p, "a"), 12345, (gid_t)-1), 0);
	assert_string_equal(found(p, "a/host.yaml"), in(p, POLICY_NAME));
	assert_null(refused);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_nearest_one_holds, begin, end),
		cmocka_unit_test_setup_teardown(from_the_working_directory, begin, end),
		cmocka_unit_test_setup_teardown(one_that_cannot_be_looked_at_is_no_absence, begin, end),
		cmocka_unit_test_setup_teardown(one_of_somebody_else_is_refused, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
