/* Changing a file in place: what it was stays, but for its text. */
#include "files/place.h"

#include <sys/xattr.h>

static int change(const struct scratch *p, const char *path, const char *old, const char *text)
{
	return file_replace(in(p, path), old, strlen(old), text, strlen(text));
}

static void its_mode_and_attributes_stay(void **state)
{
	struct scratch *p = *state;
	char value[8] = "";

	make(p, "a", "old\n");
	assert_int_equal(chmod(in(p, "a"), 0640), 0);
	if (setxattr(in(p, "a"), "user.note", "mine", 4, 0))
		assert_int_equal(errno, ENOTSUP);
	assert_int_equal(change(p, "a", "old\n", "new, and longer\n"), 0);
	holds(p, "a", "new, and longer\n");
	assert_int_equal(mode_of(p, "a"), 0640);
	if (getxattr(in(p, "a"), "user.note", value, sizeof(value)) >= 0)
		assert_string_equal(value, "mine");
	else
		assert_int_equal(errno, ENOTSUP);
	assert_int_equal(names_in(p, "."), 1);
}

static void its_owner_stays(void **state)
{
	struct scratch *p = *state;

	if (geteuid())
		skip(); /* only root can give files away */
	make(p, "a", "old\n");
	assert_int_equal(chown(in(p, "a"), 12345, 54321), 0);
	assert_int_equal(change(p, "a", "old\n", "new\n"), 0);
	assert_int_equal(stat_of(p, "a").st_uid, 12345);
	assert_int_equal(stat_of(p, "a").st_gid, 54321);
}

static void what_somebody_else_changed_stays(void **state)
{
	static const char *const now[] = {"theirs\n", "ol", "old\nand more\n", ""};
	struct scratch *p = *state;

	for (int i = 0; i < 4; i++) {
		make(p, "a", now[i]);
		assert_int_equal(change(p, "a", "old\n", "new\n"), -ESTALE);
		holds(p, "a", now[i]);
	}
	assert_int_equal(names_in(p, "."), 1);
}

static void a_link_stays_a_link(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "real");
	make(p, "real/a", "old\n");
	assert_int_equal(symlink("real/a", in(p, "link")), 0);
	assert_int_equal(change(p, "link", "old\n", "new\n"), 0);
	assert_true(S_ISLNK(stat_of(p, "link").st_mode));
	holds(p, "real/a", "new\n");
	assert_int_equal(names_in(p, "real"), 1);
}

static void what_cannot_be_replaced(void **state)
{
	struct scratch *p = *state;

	make(p, "a", "old\n");
	assert_int_equal(link(in(p, "a"), in(p, "b")), 0);
	assert_int_equal(change(p, "a", "old\n", "new\n"), -EMLINK);
	holds(p, "b", "old\n");
	make_dir(p, "dir");
	assert_int_equal(change(p, "dir", "old\n", "new\n"), -EISDIR);
	assert_int_equal(mkfifo(in(p, "pipe"), 0644), 0);
	assert_int_equal(change(p, "pipe", "old\n", "new\n"), -EINVAL);
	assert_int_equal(change(p, "absent", "old\n", "new\n"), -ENOENT);
	assert_int_equal(symlink("nowhere", in(p, "dangling")), 0);
	assert_int_equal(change(p, "dangling", "old\n", "new\n"), -ENOENT);
	assert_false(is_there(p, "nowhere"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(its_mode_and_attributes_stay),     TEST(its_owner_stays),
		TEST(what_somebody_else_changed_stays), TEST(a_link_stays_a_link),
		TEST(what_cannot_be_replaced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
