#include "files/place.h"

#include <signal.h>
#include <sys/resource.h>

static void links_are_not_followed(void **state)
{
	static const char *const at[] = {"out/web1", "out/web1/etc", "out/web1/etc/a"};
	struct scratch *p = *state;

	make_dir(p, "elsewhere");
	make_dir(p, "elsewhere/etc");
	make(p, "elsewhere/a", "theirs\n");
	make(p, "elsewhere/etc/a", "theirs\n");
	add(p, "etc/a", "ours\n", 0644);
	make_dir(p, "out");
	for (int i = 0; i < 3; i++) {
		const char *target = i == 2 ? "elsewhere/a" : "elsewhere";

		assert_int_equal(symlink(in(p, target), in(p, at[i])), 0);
		fails(p, -ELOOP, at[i]);
		assert_true(S_ISLNK(stat_of(p, at[i]).st_mode));
		assert_int_equal(unlink(in(p, at[i])), 0);
		make_dir(p, at[i]);
	}
	holds(p, "elsewhere/a", "theirs\n");
	holds(p, "elsewhere/etc/a", "theirs\n");
	assert_int_equal(names_in(p, "elsewhere"), 2);
}

static void a_dangling_link_makes_nothing(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "out");
	make_dir(p, "out/web1");
	assert_int_equal(symlink(in(p, "created"), in(p, "out/web1/a")), 0);
	add(p, "a", "x", 0644);
	fails(p, -ELOOP, "out/web1/a");
	assert_false(is_there(p, "created"));
	assert_int_equal(names_in(p, "out/web1"), 1);
}

static void the_place_itself_may_be_a_link(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "real");
	assert_int_equal(symlink("real", in(p, "out")), 0);
	add(p, "a", "x", 0644);
	assert_int_equal(write_set(p), 0);
	holds(p, "real/web1/a", "x");
}

static void a_directory_is_not_replaced(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "out");
	make_dir(p, "out/web1");
	make_dir(p, "out/web1/a");
	add(p, "a", "x", 0644);
	fails(p, -EISDIR, "out/web1/a");
	assert_int_equal(names_in(p, "out/web1"), 1);
	assert_true(S_ISDIR(stat_of(p, "out/web1/a").st_mode));
}

static void a_pipe_is_neither_replaced_nor_waited_for(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "out");
	make_dir(p, "out/web1");
	assert_int_equal(mkfifo(in(p, "out/web1/a"), 0644), 0);
	add(p, "a", "", 0644);
	fails(p, -EEXIST, "out/web1/a");
	assert_true(S_ISFIFO(stat_of(p, "out/web1/a").st_mode));
}

static void a_file_where_a_directory_should_be(void **state)
{
	static const char *const at[] = {"out", "out/web1", "out/web1/etc", "out/web1/etc/network"};
	struct scratch *p = *state;

	add(p, "etc/network/a", "x", 0644);
	for (int i = 0; i < 4; i++) {
		make(p, at[i], "theirs\n");
		fails(p, -ENOTDIR, at[i]);
		holds(p, at[i], "theirs\n");
		assert_int_equal(unlink(in(p, at[i])), 0);
		make_dir(p, at[i]);
	}
}

static void parents_of_the_place_are_not_made(void **state)
{
	struct scratch *p = *state;

	p->out = in(p, "no/out");
	fails(p, -ENOENT, "no/out");
	assert_false(is_there(p, "no"));
}

static void hosts_that_are_no_name_are_refused(void **state)
{
	static const char *const bad[] = {"", ".", "..", "../x", "a/b", "/tmp", "a b", "a\n", "$x"};
	struct scratch *p = *state;

	add(p, "a", "x", 0644);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_int_equal(file_set_write(&p->set, p->out, bad[i], &p->failed), -EINVAL);
	assert_false(is_there(p, "out"));
}

/* ---- what fails on the way -------------------------------------------------- */

static void nothing_stays_of_what_could_not_be_written(void **state)
{
	struct scratch *p = *state;
	struct rlimit was, small;
	char *big = arena_alloc(p->set.arena, 20001);
	int err;

	memset(big, 'x', 20000);
	make_dir(p, "out");
	make_dir(p, "out/web1");
	make(p, "out/web1/b", "old\n");
	add(p, "a", "first\n", 0644);
	add(p, "b", big, 0644);
	add(p, "c", "last\n", 0644);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	small = was;
	small.rlim_cur = 10000; /* first a short write, then an error */
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	err = write_set(p);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	assert_int_equal(err, -EFBIG);
	assert_string_equal(p->failed, in(p, "out/web1/b"));
	holds(p, "out/web1/a", "first\n");
	holds(p, "out/web1/b", "old\n");
	assert_int_equal(names_in(p, "out/web1"), 2);
	assert_int_equal(write_set(p), 0); /* a rerun completes it */
	holds(p, "out/web1/b", big);
	holds(p, "out/web1/c", "last\n");
}

static void a_directory_that_cannot_be_written(void **state)
{
	struct scratch *p = *state;
	bool root = !geteuid();
	int err;

	make_dir(p, "out");
	make_dir(p, "out/web1");
	add(p, "a", "x", 0644);
	assert_int_equal(chmod(in(p, "out/web1"), 0555), 0);
	if (root) { /* who may write anywhere: be nobody meanwhile */
		assert_int_equal(chmod(in(p, "."), 0755), 0);
		assert_int_equal(seteuid(65534), 0);
	}
	err = write_set(p);
	if (root)
		assert_int_equal(seteuid(0), 0);
	assert_int_equal(chmod(in(p, "out/web1"), 0755), 0);
	assert_int_equal(err, -EACCES);
	assert_string_equal(p->failed, in(p, "out/web1/a"));
	assert_int_equal(names_in(p, "out/web1"), 0);
}

static int open_files(void)
{
	int n = 0;

	for (int fd = 0; fd < 256; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

static void no_file_stays_open(void **state)
{
	struct scratch *p = *state;
	int before = open_files();

	add(p, "etc/deep/down/a", "x", 0644);
	assert_int_equal(write_set(p), 0);
	assert_int_equal(write_set(p), 0);
	assert_int_equal(unlink(in(p, "out/web1/etc/deep/down/a")), 0);
	make_dir(p, "out/web1/etc/deep/down/a");
	assert_int_equal(write_set(p), -EISDIR);
	add(p, "etc/deep/b", "x", 0644);
	assert_int_equal(rename(in(p, "out/web1/etc"), in(p, "out/web1/moved")), 0);
	make(p, "out/web1/etc", "");
	assert_int_equal(write_set(p), -ENOTDIR);
	assert_int_equal(open_files(), before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(links_are_not_followed),
		TEST(a_dangling_link_makes_nothing),
		TEST(the_place_itself_may_be_a_link),
		TEST(a_directory_is_not_replaced),
		TEST(a_pipe_is_neither_replaced_nor_waited_for),
		TEST(a_file_where_a_directory_should_be),
		TEST(parents_of_the_place_are_not_made),
		TEST(hosts_that_are_no_name_are_refused),
		TEST(nothing_stays_of_what_could_not_be_written),
		TEST(a_directory_that_cannot_be_written),
		TEST(no_file_stays_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
