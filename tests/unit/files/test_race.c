/* Several at once in one place. */
#include "files/tree.h"

#include <sys/wait.h>

#include "files/atomic.h"

enum { ROUNDS = 40, RUNS = 8 };

static int lock_once(struct scratch *p, int start)
{
	const char *failed;
	char c;
	int lock;

	if (read(start, &c, 1)) /* ends when all are there */
		return 1;
	lock = apply_lock(p->set.arena, p->out, &failed);
	return lock < 0 && lock != -EWOULDBLOCK;
}

/* Each makes var/lib/bondwright, and none stumbles over the directory that another has made just now. */
static void first_runs_at_once(void **state)
{
	struct scratch *p = *state;

	for (int round = 0; round < ROUNDS; round++) {
		int pipes[2], status;

		p->out = in(p, arena_printf(p->set.arena, "tree%d", round));
		assert_int_equal(mkdir(p->out, 0755), 0);
		assert_int_equal(pipe(pipes), 0);
		for (int i = 0; i < RUNS; i++)
			if (!fork()) {
				close(pipes[1]);
				_exit(lock_once(p, pipes[0]));
			}
		close(pipes[0]);
		close(pipes[1]);
		for (int i = 0; i < RUNS; i++) {
			assert_true(wait(&status) > 0);
			assert_int_equal(status, 0);
		}
	}
}

static void a_directory_that_is_there_is_opened(void **state)
{
	struct scratch *p = *state;
	int dir = open_directory(AT_FDCWD, p->dir, 0), made = make_directory(dir, "a", O_NOFOLLOW);

	assert_true(made >= 0);
	close(made);
	made = make_directory(dir, "a", O_NOFOLLOW);
	assert_true(made >= 0);
	close(made);
	assert_int_equal(symlink("a", in(p, "link")), 0);
	assert_int_equal(make_directory(dir, "link", O_NOFOLLOW), -ELOOP);
	close(dir);
}

static void a_new_file_replaces_none(void **state)
{
	struct scratch *p = *state;
	int dir = open_directory(AT_FDCWD, p->dir, 0);

	assert_int_equal(write_new(dir, "a", "one\n", 4, 0644), 0);
	assert_int_equal(write_new(dir, "a", "two\n", 4, 0644), -ESTALE);
	holds(p, "a", "one\n");
	assert_int_equal(symlink("nowhere", in(p, "link")), 0);
	assert_int_equal(write_new(dir, "link", "two\n", 4, 0644), -ESTALE);
	assert_int_equal(write_any(dir, "a", "two\n", 4, 0644), 0);
	holds(p, "a", "two\n");
	assert_int_equal(write_copy(dir, "a", "two\n", 4, dir, "b"), 0);
	holds(p, "b", "two\n");
	assert_int_equal(write_any(dir, "b", "theirs\n", 7, 0644), 0);
	assert_int_equal(write_copy(dir, "a", "two\n", 4, dir, "b"), -ESTALE);
	holds(p, "b", "theirs\n");
	assert_int_equal(write_copy(dir, "a", "one\n", 4, dir, "c"), -ESTALE);
	assert_int_equal(names_in(p, "."), 4); /* and out */
	close(dir);
}

static void a_name_with_a_slash_too_many(void **state)
{
	struct scratch *p = *state;
	const char *failed;

	close(apply_lock(p->set.arena, arena_printf(p->set.arena, "%s///", p->out), &failed));
	assert_string_equal(failed, in(p, "out/" STATE_LOCK));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TREE_TEST(first_runs_at_once),
		TREE_TEST(a_directory_that_is_there_is_opened),
		TREE_TEST(a_new_file_replaces_none),
		TREE_TEST(a_name_with_a_slash_too_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
