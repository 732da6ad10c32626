/* A run that was cut off, and then another one: of the same description, or of another. */
#include "files/tree.h"

#define B       "# BEGIN bondwright\n"
#define E       "# END bondwright\n"
#define JOURNAL "out/" STATE_JOURNAL

/* Applies the set, but ends in front of the file at `path`, which is not there yet. */
static void cut_off_at(struct scratch *p, const char *path)
{
	const char *failed, *name = arena_printf(p->set.arena, "out/%s", path);
	struct plan *plan;

	close(apply_lock(p->set.arena, p->out, &failed));
	plan = planned(p);
	make(p, name, "in the way\n");
	assert_int_equal(apply(plan), -ESTALE);
	plan_end(plan);
	assert_int_equal(unlink(in(p, name)), 0);
	assert_true(is_there(p, JOURNAL));
}

static void begin_with(struct scratch *p, const char *a)
{
	make_dir(p, "out/etc");
	add(p, "etc/a", a, 0644);
	assert_int_equal(applied(p), 0);
}

static void set_is(struct scratch *p, const char *a, const char *z)
{
	anew(p);
	if (a)
		add(p, "etc/a", a, 0644);
	if (z)
		add(p, "etc/z", z, 0644);
}

/* The tree as a run that is done leaves it. */
static void ends_well(struct scratch *p)
{
	assert_string_equal(found(p), "TREE006");
	assert_int_equal(applied(p), 0);
	assert_false(is_there(p, JOURNAL));
	assert_string_equal(found(p), "");
	assert_false(apply_is_needed(planned(p)));
}

static void what_it_made_goes_if_it_is_given_up(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "out/etc");
	set_is(p, "one\n", "z\n");
	cut_off_at(p, "etc/z");
	holds(p, "out/etc/a", "one\n");
	set_is(p, NULL, NULL);
	ends_well(p);
	assert_false(is_there(p, "out/etc/a"));
}

static void what_it_changed_is_not_called_edited(void **state)
{
	struct scratch *p = *state;

	begin_with(p, "one\n");
	set_is(p, "two\n", "z\n");
	cut_off_at(p, "etc/z");
	holds(p, "out/etc/a", "two\n");
	set_is(p, NULL, NULL);
	ends_well(p);
	assert_false(is_there(p, "out/etc/a"));
}

static void what_it_changed_may_become_a_third(void **state)
{
	struct scratch *p = *state;

	begin_with(p, "one\n");
	set_is(p, "two\n", "z\n");
	cut_off_at(p, "etc/z");
	set_is(p, "three\n", "z\n");
	ends_well(p);
	holds(p, "out/etc/a", "three\n");
	assert_false(is_there(p, "out/" STATE_OLD));
}

static void what_it_did_not_reach_is_ours_as_before(void **state)
{
	struct scratch *p = *state;

	begin_with(p, "one\n");
	anew(p);
	add(p, "etc/z", "z\n", 0644);
	add(p, "etc/a", "two\n", 0644);
	cut_off_at(p, "etc/z");
	holds(p, "out/etc/a", "one\n");
	set_is(p, NULL, NULL);
	ends_well(p);
	assert_false(is_there(p, "out/etc/a"));
}

static void what_it_did_not_reach_stays_somebody_elses(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "out/etc");
	make(p, "out/etc/a", "theirs\n");
	add(p, "etc/z", "z\n", 0644);
	add(p, "etc/a", "ours\n", 0644);
	cut_off_at(p, "etc/z");
	assert_string_equal(found(p), "TREE006 TREE011");
	set_is(p, NULL, NULL);
	ends_well(p);
	holds(p, "out/etc/a", "theirs\n");
}

static void edits_since_are_edits(void **state)
{
	struct scratch *p = *state;

	begin_with(p, "one\n");
	set_is(p, "two\n", "z\n");
	cut_off_at(p, "etc/z");
	make(p, "out/etc/a", "mine\n");
	assert_string_equal(found(p), "TREE006 TREE010");
	set_is(p, NULL, NULL);
	assert_string_equal(found(p), "TREE006 TREE005");
}

/* The second journal takes the place of the first, and says what that said. */
static void two_in_a_row(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "out/etc");
	set_is(p, "one\n", "z\n");
	cut_off_at(p, "etc/z");
	set_is(p, "one\n", "other\n");
	cut_off_at(p, "etc/z");
	set_is(p, NULL, "z\n");
	cut_off_at(p, "etc/z");
	set_is(p, NULL, NULL);
	ends_well(p);
	assert_false(is_there(p, "out/etc/a"));
}

static void lines_in_a_shared_file_too(void **state)
{
	struct scratch *p = *state;

	make_dir(p, "out/etc");
	make(p, "out/etc/c", "mine\n");
	add_lines(p, "etc/c", "x\n", AT_END);
	add(p, "etc/z", "z\n", 0644);
	cut_off_at(p, "etc/z");
	make(p, "out/etc/c", "mine, and more\n" B "x\n" E);
	set_is(p, NULL, NULL);
	ends_well(p);
	holds(p, "out/etc/c", "mine, and more\n");
}

static void the_journal_of_another_host(void **state)
{
	struct scratch *p = *state;

	add(p, "etc/a", "one\n", 0644);
	close(apply_lock(p->set.arena, p->out, &p->failed));
	make(p, JOURNAL, "bondwright journal 1\nhost web2\n");
	assert_string_equal(found(p), "TREE006 TREE007");
	assert_int_equal(planned(p)->findings.v[1]->severity, ERROR);
}

/* Else a journal could have any file read, and temporaries taken away beside it. */
static void a_journal_has_only_paths_that_are_ours(void **state)
{
	struct scratch *p = *state;

	close(apply_lock(p->set.arena, p->out, &p->failed));
	make(p, JOURNAL, "bondwright journal 1\nhost web1\n- - - - owned root/a\n");
	assert_string_equal(found(p), "TREE004");
	assert_int_equal(planned(p)->ninterrupted, 0);
}

/* ---- at work, or not ---- */

static enum at_work at_work(struct scratch *p)
{
	struct plan_request request = {.root = p->out, .host = "web1", .files = &p->set, .owns = owns};
	struct plan plan;

	assert_int_equal(plan_make(&plan, p->set.arena, &request), 0);
	plan_end(&plan);
	return plan.at_work;
}

static void who_asks_does_not_take_the_lock(void **state)
{
	struct scratch *p = *state;
	int lock = apply_lock(p->set.arena, p->out, &p->failed);

	make(p, JOURNAL, "bondwright journal 1\nhost web1\n");
	assert_int_equal(at_work(p), AT_WORK);
	assert_int_equal(at_work(p), AT_WORK);
	close(lock);
	assert_int_equal(at_work(p), NOT_AT_WORK);
	lock = apply_lock(p->set.arena, p->out, &p->failed);
	assert_true(lock >= 0);
	close(lock);
	assert_int_equal(unlink(in(p, "out/" STATE_LOCK)), 0);
	assert_int_equal(at_work(p), NOT_AT_WORK);
}

static void who_may_not_ask_does_not_know(void **state)
{
	struct scratch *p = *state;
	enum at_work known;
	bool root = !geteuid();

	close(apply_lock(p->set.arena, p->out, &p->failed));
	make(p, JOURNAL, "bondwright journal 1\nhost web1\n");
	assert_int_equal(chmod(in(p, "out/" STATE_LOCK), root ? 0600 : 0), 0);
	if (root) { /* who may read anything: be nobody meanwhile */
		assert_int_equal(chmod(in(p, "."), 0755), 0);
		assert_int_equal(seteuid(65534), 0);
	}
	known = at_work(p);
	if (root)
		assert_int_equal(seteuid(0), 0);
	assert_int_equal(known, MAYBE_AT_WORK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TREE_TEST(what_it_made_goes_if_it_is_given_up),
		TREE_TEST(what_it_changed_is_not_called_edited),
		TREE_TEST(what_it_changed_may_become_a_third),
		TREE_TEST(what_it_did_not_reach_is_ours_as_before),
		TREE_TEST(what_it_did_not_reach_stays_somebody_elses),
		TREE_TEST(edits_since_are_edits),
		TREE_TEST(two_in_a_row),
		TREE_TEST(lines_in_a_shared_file_too),
		TREE_TEST(the_journal_of_another_host),
		TREE_TEST(a_journal_has_only_paths_that_are_ours),
		TREE_TEST(who_asks_does_not_take_the_lock),
		TREE_TEST(who_may_not_ask_does_not_know),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
