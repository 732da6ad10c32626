/* What is found out about a tree before anything is written. */
#include "files/tree.h"

#define B "# BEGIN bondwright\n"
#define E "# END bondwright\n"

static void make_below(struct scratch *p, const char *path, const char *text)
{
	char *copy = arena_strdup(p->set.arena, path);

	for (char *slash = strchr(copy, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (!is_there(p, copy))
			make_dir(p, copy);
		*slash = '/';
	}
	make(p, path, text);
}

static void a_new_tree_gets_every_file(void **state)
{
	struct scratch *p = *state;

	add(p, "etc/a/b", "x", 0644);
	add_lines(p, "etc/c", "y\n", AT_END);
	assert_int_equal(becomes(p, "etc/a/b"), CHANGE_CREATE);
	assert_int_equal(becomes(p, "etc/c"), CHANGE_CREATE);
	assert_int_equal(names_in(p, "out"), 0);
}

static void equal_files_are_kept(void **state)
{
	struct scratch *p = *state;
	struct plan *plan;

	make_below(p, "out/etc/a", "x");
	make_below(p, "out/etc/c", "1\n" B "y\n" E "2\n");
	add(p, "etc/a", "x", 0644);
	add_lines(p, "etc/c", "y\n", AT_END);
	plan = planned(p);
	assert_false(plan_changes(plan));
	assert_true(apply_is_needed(plan)); /* for the manifest */
	plan_end(plan);
	assert_int_equal(becomes(p, "etc/a"), CHANGE_KEEP);
	assert_int_equal(becomes(p, "etc/c"), CHANGE_KEEP);
}

static void programs_get_x_and_other_permissions_stay(void **state)
{
	struct scratch *p = *state;
	struct plan *plan;

	make_below(p, "out/etc/a", "x");
	make_below(p, "out/etc/b", "x");
	chmod(in(p, "out/etc/a"), 0640);
	chmod(in(p, "out/etc/b"), 0600);
	add(p, "etc/a", "x", 0644);
	add(p, "etc/b", "x", 0755);
	plan = planned(p);
	plan_end(plan);
	assert_int_equal(plan->v[0].what, CHANGE_KEEP);
	assert_int_equal(plan->v[1].what, CHANGE_REPLACE);
	assert_int_equal(plan->v[1].mode, 0711);
}

static void other_hard_links_are_said(void **state)
{
	struct scratch *p = *state;

	make_below(p, "out/etc/a", "old");
	assert_int_equal(link(in(p, "out/etc/a"), in(p, "out/etc/twin")), 0);
	add(p, "etc/a", "new", 0644);
	assert_string_equal(found(p), "TREE011 TREE009");
	anew(p);
	add(p, "etc/a", "old", 0644);
	assert_string_equal(found(p), "");
}

static void guests_files_have_to_be_there(void **state)
{
	struct scratch *p = *state;
	struct file f = {
		.path = "etc/guest", .text = "x\n", .len = 2, .mode = 0644, .fragment = true, .joins = true};

	assert_null(file_set_add(&p->set, f));
	assert_string_equal(found(p), "TREE008");
	assert_int_equal(becomes(p, "etc/guest"), CHANGE_LEAVE);
	make_below(p, "out/etc/guest", "a\n");
	assert_string_equal(found(p), "");
	assert_int_equal(becomes(p, "etc/guest"), CHANGE_MERGE);
	anew(p);
	add_lines(p, "etc/guest", "x\n", BY_HAND);
	assert_string_equal(found(p), "TREE008");
	assert_int_equal(becomes(p, "etc/guest"), CHANGE_LEAVE);
}

static void a_marker_in_our_own_lines_is_refused(void **state)
{
	struct scratch *p = *state;

	add_lines(p, "etc/a", "x\n" E "y\n", AT_END);
	assert_string_equal(found(p), "TREE002");
	assert_int_equal(becomes(p, "etc/a"), CHANGE_LEAVE);
}

static void damage_has_its_place(void **state)
{
	struct scratch *p = *state;
	struct plan *plan;

	make_below(p, "out/etc/a", "1\n2\n" E);
	add_lines(p, "etc/a", "x\n", AT_END);
	plan = planned(p);
	plan_end(plan);
	assert_int_equal(plan->findings.n, 1);
	assert_int_equal(source_position(plan->findings.v[0]->at.span).line, 3);
	assert_string_equal(plan->findings.v[0]->at.span.source->name, in(p, "out/etc/a"));
}

static bool against_b(struct arena *a, const struct file *ours, const char *theirs, size_t len,
		      struct objection *o)
{
	const char *b = memchr(theirs, 'b', len);

	(void)a;
	(void)ours;
	if (!b)
		return false;
	*o = (struct objection){.from = (size_t)(b - theirs),
				.to = (size_t)(b - theirs) + 1,
				.why = "there is a b",
				.help = "take it out"};
	return true;
}

static void add_joining(struct scratch *p, const char *text)
{
	assert_null(file_set_add(&p->set, (struct file){.path = "etc/i",
							.text = text,
							.len = strlen(text),
							.mode = 0644,
							.objects = against_b}));
}

static void a_file_that_was_there_is_joined(void **state)
{
	struct scratch *p = *state;
	struct plan *plan;

	make_below(p, "out/etc/i", "a");
	add_joining(p, "b\n");
	plan = planned(p);
	plan_end(plan);
	assert_int_equal(plan->v[0].what, CHANGE_MERGE);
	assert_string_equal(plan->v[0].new, "a\n" B "b\n" E);
	assert_true(plan->v[0].shared);
	/* the b between the markers is ours */
	make(p, "out/etc/i", "a\n" B "b\n" E "c\n");
	assert_int_equal(becomes(p, "etc/i"), CHANGE_KEEP);
	assert_string_equal(found(p), "");
}

static void unless_it_cannot_be(void **state)
{
	struct scratch *p = *state;
	struct plan *plan;

	make_below(p, "out/etc/i", "a\n" B "b\n" E " b\n");
	add_joining(p, "x\n");
	plan = planned(p);
	plan_end(plan);
	assert_string_equal(found(p), "TREE003");
	assert_int_equal(plan->findings.v[0]->at.span.from, strlen("a\n" B "b\n" E " "));
	force = true;
	plan = planned(p);
	plan_end(plan);
	assert_int_equal(plan->n, 1);
	assert_int_equal(plan->v[0].what, CHANGE_REPLACE);
	assert_string_equal(plan->v[0].new, "x\n");
	assert_string_equal(plan->v[0].copy, STATE_OLD "etc/i");
	assert_string_equal(found(p), "TREE011");
}

static void a_file_that_is_ours_is_not_joined(void **state)
{
	struct scratch *p = *state;

	add_joining(p, "a\n");
	assert_int_equal(applied(p), 0);
	make(p, "out/etc/i", "b, by hand\n");
	assert_string_equal(found(p), "TREE010");
	assert_int_equal(becomes(p, "etc/i"), CHANGE_LEAVE);
	force = true;
	assert_int_equal(becomes(p, "etc/i"), CHANGE_REPLACE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TREE_TEST(a_new_tree_gets_every_file),
		TREE_TEST(equal_files_are_kept),
		TREE_TEST(programs_get_x_and_other_permissions_stay),
		TREE_TEST(other_hard_links_are_said),
		TREE_TEST(guests_files_have_to_be_there),
		TREE_TEST(a_marker_in_our_own_lines_is_refused),
		TREE_TEST(damage_has_its_place),
		TREE_TEST(a_file_that_was_there_is_joined),
		TREE_TEST(unless_it_cannot_be),
		TREE_TEST(a_file_that_is_ours_is_not_joined),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
