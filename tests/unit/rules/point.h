/* Where findings point: paths as the tests write them; for the tests of the rules room. */
#ifndef TESTS_RULES_POINT_H
#define TESTS_RULES_POINT_H

#include "rules/judge.h"

/* A place of a fleet is in lines, the number of the host first: in one line. */
static inline const char *one_line(struct arena *a, const char *path)
{
	char *s = arena_strndup(a, path, strlen(path));

	for (char *c = s; *c; c++)
		if (*c == '\n')
			*c = ' ';
	return s;
}

/* The places of the notes, ", " between them. */
static inline const char *noted(struct arena *a, const struct finding *one)
{
	struct text t;

	text_init(&t, a);
	for (const struct note *n = one->notes; n; n = n->next)
		text_join(&t, ", ", one_line(a, n->at.path));
	return t.s;
}

/*
 * One finding on a host, and no second one with its id: where it points, what it notes, words that it has to
 * use.
 */
struct branch {
	const char *os, *rest, *id;
	enum severity severity;
	const char *place, *notes, *says;
};

static inline void check_branch(struct arena *a, const struct branch *b)
{
	struct findings f = judge(a, arena_printf(a, "host: vm1.example.com\nos: %s\n%s", b->os, b->rest));
	const struct finding *one = find(&f, b->id);
	const char *text;

	if (count(&f, b->id) != 1)
		fail_msg("%s is there %zu times among '%s' in\n%s", b->id, count(&f, b->id), ids(&f, NULL),
			 b->rest);
	text = arena_printf(a, "%s\n%s\n%s\n", one->message, one->consequence ? one->consequence : "",
			    one->help);
	if (one->severity != b->severity)
		fail_msg("%s is an %s in\n%s", b->id, severity_name(one->severity), b->rest);
	if (strcmp(one_line(a, one->at.path), b->place) || strcmp(noted(a, one), b->notes))
		fail_msg("%s points at %s and notes %s in\n%s", b->id, one->at.path, noted(a, one), b->rest);
	if (!strstr(text, b->says))
		fail_msg("%s does not say '%s' but\n%s", b->id, b->says, text);
}

#define CHECK(cases)                                                                                         \
	for (size_t i = 0; i < sizeof(cases) / sizeof(*(cases)); i++)                                        \
	check_branch(*state, &(cases)[i])

#endif
