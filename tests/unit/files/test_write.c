#include "files/place.h"

/* ---- what is written -------------------------------------------------------- */

static void everything_is_written(void **state)
{
	struct scratch *p = *state;

	add(p, "etc/network/interfaces", "auto lo\n", 0644);
	add(p, "etc/network/if-up.d/x", "#!/bin/sh\n", 0755);
	add(p, "empty", "", 0644);
	assert_null(file_set_add(&p->set, (struct file){.path = "etc/modprobe.conf",
							.text = "1\n2",
							.len = 2,
							.mode = 0644,
							.fragment = true}));
	assert_int_equal(write_set(p), 0);
	holds(p, "out/web1/etc/network/interfaces", "auto lo\n");
	holds(p, "out/web1/etc/network/if-up.d/x", "#!/bin/sh\n");
	holds(p, "out/web1/empty", "");
	holds(p, "out/web1/etc/modprobe.conf.fragment",
	      "# BEGIN bondwright\n1\n# END bondwright\n");
	assert_false(is_there(p, "out/web1/etc/modprobe.conf"));
	assert_int_equal(names_in(p, "out/web1/etc/network"), 2);
	assert_int_equal(names_in(p, "out/web1"), 2);
	assert_int_equal(names_in(p, "out"), 1);
}

static void modes_do_not_depend_on_the_umask(void **state)
{
	struct scratch *p = *state;

	add(p, "a/b", "x", 0666);
	add(p, "a/c", "x", 0755);
	umask(077);
	assert_int_equal(write_set(p), 0);
	assert_int_equal(mode_of(p, "out/web1/a/b"), 0666);
	assert_int_equal(mode_of(p, "out/web1/a/c"), 0755);
	assert_int_equal(mode_of(p, "out/web1/a"), 0755);
	assert_int_equal(mode_of(p, "out/web1"), 0755);
	assert_int_equal(mode_of(p, "out"), 0755);
}

static void directories_that_were_there_keep_their_mode(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "out");
	make_dir(p, "out/web1");
	assert_int_equal(chmod(in(p, "out/web1"), 0700), 0);
	add(p, "a", "x", 0644);
	assert_int_equal(write_set(p), 0);
	assert_int_equal(mode_of(p, "out/web1"), 0700);
}

static void an_empty_set_is_an_empty_directory(void **state)
{
	struct scratch *p = *state;

	assert_int_equal(write_set(p), 0);
	assert_int_equal(names_in(p, "out/web1"), 0);
}

/* ---- what is there already -------------------------------------------------- */

static void equal_files_are_left_alone(void **state)
{
	struct scratch *p = *state;
	const struct timespec old[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
	struct stat before, after;
	char *big = arena_alloc(p->set.arena, 20001);

	for (int i = 0; i < 20000; i++)
		big[i] = (char)('a' + i % 23);
	add(p, "etc/a", "same\n", 0644);
	add(p, "etc/big", big, 0644);
	add(p, "etc/empty", "", 0644);
	assert_int_equal(write_set(p), 0);
	for (int i = 0; i < 3; i++) {
		const char *path =
			(const char *const[]){"out/web1/etc/a", "out/web1/etc/big", "out/web1/etc/empty"}[i];

		assert_int_equal(utimensat(AT_FDCWD, in(p, path), old, 0), 0);
		before = stat_of(p, path);
		assert_int_equal(write_set(p), 0);
		after = stat_of(p, path);
		assert_int_equal(after.st_ino, before.st_ino);
		assert_int_equal(after.st_mtim.tv_sec, 1000000000);
	}
}

static void other_content_is_replaced(void **state)
{
	static const char *const others[] = {"", "sam", "samE\n", "same\n\n", "something longer\n"};
	struct scratch *p = *state;

	add(p, "a", "same\n", 0644);
	assert_int_equal(write_set(p), 0);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		make(p, "out/web1/a", others[i]);
		assert_int_equal(write_set(p), 0);
		holds(p, "out/web1/a", "same\n");
		assert_int_equal(names_in(p, "out/web1"), 1);
	}
}

static void a_difference_far_behind_is_seen(void **state)
{
	struct scratch *p = *state;
	char *big = arena_alloc(p->set.arena, 20001), *other = arena_alloc(p->set.arena, 20001);

	memset(big, 'x', 20000);
	memset(other, 'x', 20000);
	other[19999] = 'y';
	make_dir(p, "out");
	make_dir(p, "out/web1");
	make(p, "out/web1/big", other);
	add(p, "big", big, 0644);
	assert_int_equal(write_set(p), 0);
	holds(p, "out/web1/big", big);
}

static void another_mode_is_put_right(void **state)
{
	struct scratch *p = *state;

	add(p, "a", "same\n", 0644);
	assert_int_equal(write_set(p), 0);
	assert_int_equal(chmod(in(p, "out/web1/a"), 04644), 0);
	assert_int_equal(write_set(p), 0);
	assert_int_equal(mode_of(p, "out/web1/a"), 0644);
	assert_int_equal(chmod(in(p, "out/web1/a"), 0), 0); /* cannot even be read, but for root */
	assert_int_equal(write_set(p), 0);
	assert_int_equal(mode_of(p, "out/web1/a"), 0644);
	holds(p, "out/web1/a", "same\n");
}

static void who_reads_the_old_file_keeps_it_whole(void **state)
{
	struct scratch *p = *state;
	char buf[8] = "";
	int fd;

	make_dir(p, "out");
	make_dir(p, "out/web1");
	make(p, "out/web1/a", "old\n");
	assert_int_equal(link(in(p, "out/web1/a"), in(p, "other")), 0);
	fd = open(in(p, "out/web1/a"), O_RDONLY);
	assert_true(fd >= 0);
	add(p, "a", "new\n", 0644);
	assert_int_equal(write_set(p), 0);
	assert_int_equal(read(fd, buf, sizeof(buf)), 4);
	close(fd);
	assert_string_equal(buf, "old\n");
	holds(p, "other", "old\n");
	holds(p, "out/web1/a", "new\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(everything_is_written),
		TEST(modes_do_not_depend_on_the_umask),
		TEST(directories_that_were_there_keep_their_mode),
		TEST(an_empty_set_is_an_empty_directory),
		TEST(equal_files_are_left_alone),
		TEST(other_content_is_replaced),
		TEST(a_difference_far_behind_is_seen),
		TEST(another_mode_is_put_right),
		TEST(who_reads_the_old_file_keeps_it_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
