/* A tree that plans are made for and applied to. */
#ifndef TESTS_FILES_TREE_H
#define TESTS_FILES_TREE_H

#include "files/place.h"

#include "files/apply.h"

static bool force;

static inline bool owns(const char *path, bool shared)
{
	(void)shared;
	return !strncmp(path, "etc/", 4);
}

/* The plan for the set; it lives until the test ends, but for its root. */
static inline struct plan *planned(struct scratch *p)
{
	struct plan_request *request = arena_alloc(p->set.arena, sizeof(*request));
	struct plan *plan = arena_alloc(p->set.arena, sizeof(*plan));

	*request = (struct plan_request){.root = p->out,
					 .host = "web1",
					 .files = &p->set,
					 .owns = owns,
					 .locked = true,
					 .force = force};
	if (plan_make(plan, p->set.arena, request))
		fail_msg("%s", plan->failed);
	return plan;
}

static inline int applied(struct scratch *p)
{
	const char *failed;
	int lock = apply_lock(p->set.arena, p->out, &failed), err;
	struct plan *plan;

	assert_true(lock >= 0);
	plan = planned(p);
	assert_int_equal(findings_count(&plan->findings, ERROR), 0);
	err = apply(plan);
	plan_end(plan);
	close(lock);
	p->failed = plan->failed;
	return err;
}

/* What becomes of the file; -1: the plan has no word of it. */
static inline int becomes(struct scratch *p, const char *path)
{
	struct plan *plan = planned(p);

	plan_end(plan);
	for (size_t i = 0; i < plan->n; i++)
		if (!strcmp(plan->v[i].path, path))
			return (int)plan->v[i].what;
	return -1;
}

/* The ids of what is found, in their order. */
static inline const char *found(struct scratch *p)
{
	struct plan *plan = planned(p);
	struct text t;

	plan_end(plan);
	text_init(&t, p->set.arena);
	for (size_t i = 0; i < plan->findings.n; i++)
		text_join(&t, " ", plan->findings.v[i]->id);
	return t.s;
}

/* From here on the set is another one. */
static inline void anew(struct scratch *p)
{
	file_set_init(&p->set, p->set.arena);
}

static inline void add_lines(struct scratch *p, const char *path, const char *text, enum fragment_place place)
{
	assert_null(file_set_add(&p->set, (struct file){.path = path,
							.text = text,
							.len = strlen(text),
							.mode = 0644,
							.fragment = true,
							.place = place}));
}

static inline int begin_tree(void **state)
{
	int err = begin(state);

	if (!err)
		make_dir(*state, "out");
	force = false;
	return err;
}

#define TREE_TEST(name) cmocka_unit_test_setup_teardown(name, begin_tree, end)

#endif
