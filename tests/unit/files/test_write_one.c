/* Writing a single file where the caller says. */
#include "files/place.h"

static int write_text(const struct scratch *p, const char *path, const char *text)
{
	return file_write(in(p, path), text, strlen(text));
}

static void it_appears_and_is_replaced(void **state)
{
	struct scratch *p = *state;

	assert_int_equal(write_text(p, "a", "one\n"), 0);
	holds(p, "a", "one\n");
	assert_int_equal(mode_of(p, "a"), 0644);
	assert_int_equal(write_text(p, "a", ""), 0);
	holds(p, "a", "");
	assert_int_equal(names_in(p, "."), 1); /* no temporary stays */
}

static void it_makes_no_directories(void **state)
{
	struct scratch *p = *state;

	assert_int_equal(write_text(p, "b/c", "x"), -ENOENT);
	assert_false(is_there(p, "b"));
	assert_int_equal(write_text(p, "b/", "x"), -ENOENT);
}

static void it_replaces_only_files(void **state)
{
	struct scratch *p = *state;

	assert_int_equal(mkdir(in(p, "dir"), 0755), 0);
	assert_int_equal(write_text(p, "dir", "x"), -EISDIR);
	assert_int_equal(symlink("elsewhere", in(p, "link")), 0);
	assert_int_equal(write_text(p, "link", "x"), -ELOOP);
	assert_false(is_there(p, "elsewhere"));
	assert_int_equal(names_in(p, "."), 2);
}

static void a_name_alone_is_in_the_working_directory(void **state)
{
	struct scratch *p = *state;
	int here = open(".", O_RDONLY | O_DIRECTORY);

	assert_true(here >= 0);
	assert_int_equal(chdir(p->dir), 0);
	assert_int_equal(file_write("name", "x", 1), 0);
	assert_int_equal(fchdir(here), 0);
	close(here);
	holds(p, "name", "x");
}

static void a_path_that_is_too_long(void **state)
{
	struct scratch *p = *state;
	struct text t;

	text_init(&t, p->set.arena);
	while (t.len < 5000)
		text_add(&t, "d/");
	text_add(&t, "name");
	assert_int_equal(file_write(t.s, "x", 1), -ENAMETOOLONG);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(it_appears_and_is_replaced, begin, end),
		cmocka_unit_test_setup_teardown(it_makes_no_directories, begin, end),
		cmocka_unit_test_setup_teardown(it_replaces_only_files, begin, end),
		cmocka_unit_test_setup_teardown(a_name_alone_is_in_the_working_directory, begin, end),
		cmocka_unit_test_setup_teardown(a_path_that_is_too_long, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
