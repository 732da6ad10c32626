/* What others wrote is not lost: it is left, or a copy of it is kept. */
#include "files/tree.h"

#include <sys/xattr.h>

#define B   "# BEGIN bondwright\n"
#define E   "# END bondwright\n"
#define OLD "out/" STATE_OLD

static void an_edited_file_is_left_until_it_is_forced(void **state)
{
	struct scratch *p = *state;

	add(p, "etc/a", "one\n", 0644);
	assert_int_equal(applied(p), 0);
	make(p, "out/etc/a", "one\nMTU=9000\n");
	assert_string_equal(found(p), "TREE010");
	assert_int_equal(planned(p)->findings.v[0]->severity, ERROR);
	assert_int_equal(becomes(p, "etc/a"), CHANGE_LEAVE);
	anew(p);
	add(p, "etc/a", "two\n", 0644);
	assert_string_equal(found(p), "TREE010");
	force = true;
	assert_string_equal(found(p), "TREE011");
	assert_int_equal(applied(p), 0);
	holds(p, "out/etc/a", "two\n");
	holds(p, OLD "etc/a", "one\nMTU=9000\n");
	force = false;
	assert_string_equal(found(p), "");
}

static void an_edit_that_we_would_make_too_is_none(void **state)
{
	struct scratch *p = *state;

	add(p, "etc/a", "one\n", 0644);
	assert_int_equal(applied(p), 0);
	make(p, "out/etc/a", "two\n");
	anew(p);
	add(p, "etc/a", "two\n", 0644);
	assert_string_equal(found(p), "");
	assert_int_equal(applied(p), 0);
	anew(p);
	assert_int_equal(applied(p), 0); /* it is ours */
	assert_false(is_there(p, "out/etc/a"));
}

static void edited_lines_of_ours_are_left_too(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "out/etc");
	make(p, "out/etc/c", "mine\n");
	add_lines(p, "etc/c", "x\n", AT_END);
	assert_int_equal(applied(p), 0);
	make(p, "out/etc/c", "mine, and more\n" B "x\n" E "last\n");
	assert_string_equal(found(p), ""); /* that is not between the markers */
	make(p, "out/etc/c", "mine\n" B "x\ny\n" E);
	assert_string_equal(found(p), "TREE010");
	force = true;
	assert_int_equal(applied(p), 0);
	holds(p, "out/etc/c", "mine\n" B "x\n" E);
	holds(p, OLD "etc/c", "mine\n" B "x\ny\n" E);
}

static void a_file_of_others_is_replaced_and_kept(void **state)
{
	struct scratch *p = *state;
	bool noted;
	char value[8] = "";

	make_dir(p, "out/etc");
	make(p, "out/etc/a", "theirs\n");
	make(p, "out/etc/equal", "one\n");
	make(p, "out/etc/empty", "");
	assert_int_equal(chmod(in(p, "out/etc/a"), 0600), 0);
	if (!geteuid())
		assert_int_equal(chown(in(p, "out/etc/a"), 12345, 54321), 0);
	noted = !setxattr(in(p, "out/etc/a"), "user.note", "mine", 4, 0);
	add(p, "etc/a", "ours\n", 0644);
	add(p, "etc/equal", "one\n", 0644);
	add(p, "etc/empty", "one\n", 0644);
	assert_string_equal(found(p), "TREE011");
	assert_int_equal(planned(p)->findings.v[0]->severity, INFO);
	assert_int_equal(applied(p), 0);
	holds(p, "out/etc/a", "ours\n");
	holds(p, OLD "etc/a", "theirs\n");
	assert_int_equal(names_in(p, OLD "etc"), 1);
	assert_int_equal(mode_of(p, OLD "etc/a"), 0600);
	if (!geteuid())
		assert_int_equal(stat_of(p, OLD "etc/a").st_gid, 54321);
	if (noted)
		assert_int_equal(getxattr(in(p, OLD "etc/a"), "user.note", value, sizeof(value)), 4);
	assert_string_equal(found(p), "");
}

static void no_copy_takes_the_place_of_another(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "out/etc");
	add(p, "etc/a", "ours\n", 0644);
	force = true;
	for (int i = 0; i < 4; i++) {
		make(p, "out/etc/a", i % 2 ? "one\n" : "two\n");
		assert_int_equal(applied(p), 0);
	}
	holds(p, OLD "etc/a", "two\n");
	holds(p, OLD "etc/a.2", "one\n");
	assert_int_equal(names_in(p, OLD "etc"), 2);
	assert_int_equal(symlink("a", in(p, OLD "etc/a.3")), 0);
	make(p, "out/etc/a", "three\n");
	assert_int_equal(applied(p), 0);
	holds(p, OLD "etc/a.4", "three\n");
}

static void without_a_copy_nothing_is_replaced(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "out/etc");
	make(p, "out/etc/a", "theirs\n");
	make_dir(p, "out/var");
	make_dir(p, "out/var/lib");
	make_dir(p, "out/" STATE_DIR);
	make(p, "out/" STATE_DIR "/old", "");
	add(p, "etc/a", "ours\n", 0644);
	assert_string_equal(found(p), "TREE001");
	assert_int_equal(becomes(p, "etc/a"), CHANGE_LEAVE);
	assert_null(planned(p)->v[0].recorded);
	assert_string_equal(planned(p)->v[0].new, "theirs\n");
}

static void what_is_removed_by_force_is_kept(void **state)
{
	struct scratch *p = *state;

	add(p, "etc/a", "one\n", 0644);
	assert_int_equal(applied(p), 0);
	make(p, "out/etc/a", "one, and more\n");
	anew(p);
	assert_string_equal(found(p), "TREE005");
	force = true;
	assert_string_equal(found(p), "TREE011");
	assert_int_equal(applied(p), 0);
	assert_false(is_there(p, "out/etc/a"));
	holds(p, OLD "etc/a", "one, and more\n");
}

/* No manifest says that they are ours. */
static void lines_between_markers_are_kept(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "out/etc");
	make(p, "out/etc/c", B "by hand\n" E);
	make(p, "out/etc/d", "theirs\n");
	add_lines(p, "etc/c", "x\n", AT_END);
	add_lines(p, "etc/d", "x\n", AT_END);
	assert_string_equal(found(p), "TREE011");
	assert_int_equal(applied(p), 0);
	holds(p, OLD "etc/c", B "by hand\n" E);
	assert_false(is_there(p, OLD "etc/d"));
}

/* Between plan and writing: the copy is of what is lost, or nothing is. */
static void what_changes_meanwhile_is_left(void **state)
{
	struct scratch *p = *state;
	struct plan *plan;

	make_dir(p, "out/etc");
	make(p, "out/etc/a", "theirs\n");
	add(p, "etc/a", "ours\n", 0644);
	close(apply_lock(p->set.arena, p->out, &p->failed));
	plan = planned(p);
	make(p, "out/etc/a", "theirs, and more\n");
	assert_int_equal(apply(plan), -ESTALE);
	plan_end(plan);
	holds(p, "out/etc/a", "theirs, and more\n");
	assert_false(is_there(p, OLD "etc/a"));
	assert_int_equal(names_in(p, OLD "etc"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TREE_TEST(an_edited_file_is_left_until_it_is_forced),
		TREE_TEST(an_edit_that_we_would_make_too_is_none),
		TREE_TEST(edited_lines_of_ours_are_left_too),
		TREE_TEST(a_file_of_others_is_replaced_and_kept),
		TREE_TEST(no_copy_takes_the_place_of_another),
		TREE_TEST(without_a_copy_nothing_is_replaced),
		TREE_TEST(what_is_removed_by_force_is_kept),
		TREE_TEST(lines_between_markers_are_kept),
		TREE_TEST(what_changes_meanwhile_is_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
