/* Plans carried out. */
#include "files/tree.h"

#include <sys/xattr.h>

#define B     "# BEGIN bondwright\n"
#define E     "# END bondwright\n"
#define STATE "out/" STATE_DIR "/"

static void first_files(struct scratch *p)
{
	add(p, "etc/a", "one\n", 0644);
	add(p, "etc/dir/b", "two\n", 0755);
	add_lines(p, "etc/c", "three\n", AT_END);
	add_lines(p, "etc/top", "four\n", AT_TOP);
}

static void files_come_and_the_manifest_says_so(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "out/etc");
	make(p, "out/etc/c", "mine");
	make(p, "out/etc/top", "mine");
	first_files(p);
	umask(077);
	assert_int_equal(applied(p), 0);
	holds(p, "out/etc/a", "one\n");
	holds(p, "out/etc/c", "mine\n" B "three\n" E);
	holds(p, "out/etc/top", B "four\n" E "mine");
	assert_int_equal(mode_of(p, "out/etc/dir/b"), 0755);
	assert_int_equal(mode_of(p, "out/etc/dir"), 0755);
	assert_int_equal(mode_of(p, "out/etc/a"), 0644);
	assert_int_equal(names_in(p, STATE), 2); /* and the lock */
	assert_int_equal(mode_of(p, STATE "lock"), 0600);
	assert_false(apply_is_needed(planned(p)));
}

static void equal_files_keep_inode_and_time(void **state)
{
	static const char *const paths[] = {"out/etc/a", "out/etc/dir/b", "out/etc/c", STATE "manifest"};
	struct scratch *p = *state;
	struct stat before[4];

	first_files(p);
	assert_int_equal(applied(p), 0);
	for (int i = 0; i < 4; i++)
		before[i] = stat_of(p, paths[i]);
	assert_int_equal(applied(p), 0);
	for (int i = 0; i < 4; i++) {
		struct stat now = stat_of(p, paths[i]);

		assert_int_equal(now.st_ino, before[i].st_ino);
		assert_memory_equal(&now.st_mtim, &before[i].st_mtim, sizeof(now.st_mtim));
	}
}

static void what_a_file_was_stays(void **state)
{
	struct scratch *p = *state;
	char value[8] = "";
	bool root = !geteuid();

	make_dir(p, "out/etc");
	make(p, "out/etc/a", "old\n");
	chmod(in(p, "out/etc/a"), 0660);
	if (root)
		assert_int_equal(chown(in(p, "out/etc/a"), 12345, 54321), 0);
	if (setxattr(in(p, "out/etc/a"), "user.note", "mine", 4, 0))
		assert_int_equal(errno, ENOTSUP);
	if (root &&
	    setxattr(in(p, "out/etc/a"), "security.selinux", "system_u:object_r:net_conf_t:s0", 32, 0))
		assert_int_equal(errno, ENOTSUP);
	add(p, "etc/a", "new\n", 0755);
	assert_int_equal(applied(p), 0);
	holds(p, "out/etc/a", "new\n");
	assert_int_equal(mode_of(p, "out/etc/a"), 0771);
	if (root)
		assert_int_equal(stat_of(p, "out/etc/a").st_gid, 54321);
	if (getxattr(in(p, "out/etc/a"), "user.note", value, sizeof(value)) >= 0)
		assert_string_equal(value, "mine");
	if (root && getxattr(in(p, "out/etc/a"), "security.selinux", NULL, 0) < 0)
		assert_int_equal(errno, ENOTSUP);
}

static void what_is_not_needed_any_more_goes(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "out/etc");
	make(p, "out/etc/c", "mine\r\n");
	first_files(p);
	assert_int_equal(applied(p), 0);
	anew(p);
	assert_int_equal(applied(p), 0);
	assert_false(is_there(p, "out/etc/a"));
	assert_false(is_there(p, "out/etc/dir/b"));
	holds(p, "out/etc/c", "mine\r\n");
	holds(p, STATE "manifest", "bondwright manifest 1\nhost web1\n");
	assert_false(apply_is_needed(planned(p)));
}

static void what_was_edited_stays_until_it_is_forced(void **state)
{
	struct scratch *p = *state;

	first_files(p);
	assert_int_equal(applied(p), 0);
	make(p, "out/etc/a", "one, and more\n");
	make(p, "out/etc/c", B "three\nand more\n" E);
	anew(p);
	assert_string_equal(found(p), "TREE005 TREE005");
	assert_int_equal(applied(p), 0);
	holds(p, "out/etc/a", "one, and more\n");
	holds(p, "out/etc/c", B "three\nand more\n" E);
	assert_string_equal(found(p), "TREE005 TREE005"); /* still */
	make(p, "out/etc/a", "one\n");
	assert_string_equal(found(p), "TREE005");
	force = true;
	assert_int_equal(applied(p), 0);
	assert_false(is_there(p, "out/etc/a"));
	holds(p, "out/etc/c", "");
	assert_string_equal(found(p), "");
}

static void what_went_by_itself_is_forgotten(void **state)
{
	struct scratch *p = *state;

	first_files(p);
	assert_int_equal(applied(p), 0);
	assert_int_equal(unlink(in(p, "out/etc/a")), 0);
	make(p, "out/etc/c", "no markers\n");
	anew(p);
	assert_string_equal(found(p), "");
	assert_int_equal(applied(p), 0);
	holds(p, "out/etc/c", "no markers\n");
	holds(p, STATE "manifest", "bondwright manifest 1\nhost web1\n");
}

static void a_link_in_place_of_what_is_to_go_is_left(void **state)
{
	struct scratch *p = *state;

	first_files(p);
	assert_int_equal(applied(p), 0);
	assert_int_equal(rename(in(p, "out/etc/a"), in(p, "out/etc/kept")), 0);
	assert_int_equal(symlink("kept", in(p, "out/etc/a")), 0);
	anew(p);
	force = true;
	assert_string_equal(found(p), "TREE005");
	assert_int_equal(applied(p), 0);
	holds(p, "out/etc/kept", "one\n");
	assert_true(S_ISLNK(stat_of(p, "out/etc/a").st_mode));
}

/* What changes between plan and writing is somebody else's. */
static void a_file_that_changes_meanwhile_is_left(void **state)
{
	struct scratch *p = *state;
	struct plan *plan;

	make_dir(p, "out/etc");
	make(p, "out/etc/a", "old\n");
	add(p, "etc/a", "new\n", 0644);
	assert_int_equal(applied(p), 0);
	anew(p);
	add(p, "etc/a", "newer\n", 0644);
	add(p, "etc/b", "b\n", 0644);
	plan = planned(p);
	make(p, "out/etc/a", "mine\n");
	assert_int_equal(apply(plan), -ESTALE);
	plan_end(plan);
	assert_string_equal(plan->failed, in(p, "out/etc/a"));
	holds(p, "out/etc/a", "mine\n");
	assert_true(is_there(p, STATE "journal"));
	assert_string_equal(found(p), "TREE006 TREE010");
	force = true;
	plan = planned(p);
	assert_true(plan->cut_off);
	assert_int_equal(plan->ninterrupted, 2);
	assert_int_equal(plan->interrupted[0].progress, NEITHER);
	assert_int_equal(plan->interrupted[1].progress, STILL_OLD);
	make(p, "out/etc/b", "mine\n"); /* and one that is there by now */
	assert_int_equal(apply(plan), -ESTALE);
	plan_end(plan);
	holds(p, "out/etc/a", "newer\n");
	holds(p, "out/etc/b", "mine\n");
	plan = planned(p);
	assert_int_equal(plan->interrupted[0].progress, ALREADY_NEW);
	assert_int_equal(plan->interrupted[1].progress, NEITHER);
	plan_end(plan);
	assert_int_equal(applied(p), 0);
	holds(p, "out/" STATE_OLD "etc/b", "mine\n");
	assert_false(is_there(p, STATE "journal"));
	assert_int_equal(names_in(p, "out/etc"), 2);
}

static void temporaries_of_a_killed_run_go(void **state)
{
	struct scratch *p = *state;

	first_files(p);
	assert_int_equal(applied(p), 0);
	make(p, STATE "journal", "bondwright journal 1\nhost web1\n- - - - owned etc/dir/b\n- - - - owned etc/gone/x\n");
	make(p, "out/etc/dir/.bondwright-0a1b2c", "");
	make(p, STATE ".bondwright-000000", "");
	make(p, "out/etc/dir/.bondwright-0a1b2", "mine");
	make(p, "out/etc/dir/.bondwright-0a1b2c3", "mine");
	make_dir(p, "out/etc/dir/.bondwright-0a1b2d");
	assert_string_equal(found(p), "TREE006");
	assert_int_equal(applied(p), 0);
	assert_int_equal(names_in(p, "out/etc/dir"), 4);
	assert_int_equal(names_in(p, STATE), 2);
	assert_false(is_there(p, "out/etc/dir/.bondwright-0a1b2c"));
}

static void one_run_at_a_time(void **state)
{
	struct scratch *p = *state;
	const char *failed;
	int first = apply_lock(p->set.arena, p->out, &failed), second;

	assert_true(first >= 0);
	assert_int_equal(apply_lock(p->set.arena, p->out, &failed), -EWOULDBLOCK);
	close(first);
	second = apply_lock(p->set.arena, p->out, &failed);
	assert_true(second >= 0);
	close(second);
}

static void a_lock_that_is_no_file_is_refused(void **state)
{
	struct scratch *p = *state;
	const char *failed;

	close(apply_lock(p->set.arena, p->out, &failed));
	assert_int_equal(unlink(in(p, STATE "lock")), 0);
	assert_int_equal(symlink("manifest", in(p, STATE "lock")), 0);
	assert_int_equal(apply_lock(p->set.arena, p->out, &failed), -ELOOP);
	assert_int_equal(unlink(in(p, STATE "lock")), 0);
	assert_int_equal(mkfifo(in(p, STATE "lock"), 0600), 0);
	assert_int_equal(apply_lock(p->set.arena, p->out, &failed), -EINVAL);
	assert_string_equal(failed, in(p, STATE "lock"));
	assert_int_equal(apply_lock(p->set.arena, in(p, "nowhere"), &failed), -ENOENT);
	assert_string_equal(failed, in(p, "nowhere"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TREE_TEST(files_come_and_the_manifest_says_so),
		TREE_TEST(equal_files_keep_inode_and_time),
		TREE_TEST(what_a_file_was_stays),
		TREE_TEST(what_is_not_needed_any_more_goes),
		TREE_TEST(what_was_edited_stays_until_it_is_forced),
		TREE_TEST(what_went_by_itself_is_forgotten),
		TREE_TEST(a_link_in_place_of_what_is_to_go_is_left),
		TREE_TEST(a_file_that_changes_meanwhile_is_left),
		TREE_TEST(temporaries_of_a_killed_run_go),
		TREE_TEST(one_run_at_a_time),
		TREE_TEST(a_lock_that_is_no_file_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
