/* A closer look at single findings, for hosts that differ in release and guests; for the tests of the rules room. */
#ifndef TESTS_RULES_LOOK_H
#define TESTS_RULES_LOOK_H

#include "rules/judge.h"

#define assert_has(text, part)                                                                         \
	do {                                                                                           \
		if (!strstr(text, part))                                                               \
			fail_msg("'%s' is not in '%s'", part, text);                                   \
	} while (0)
#define assert_lacks(text, part)                                                                       \
	do {                                                                                           \
		if (strstr(text, part))                                                                \
			fail_msg("'%s' is in '%s'", part, text);                                       \
	} while (0)

/* The description of a host from its release, what runs behind its bridges, and `rest`. */
static inline const char *host_of(struct arena *a, const char *os, const char *virtualization, const char *rest)
{
	return arena_printf(a, "host: vm1.example.com\nos: %s\nvirtualization: %s\n%s", os, virtualization, rest);
}

/* The severity of the one finding with this id; -1: none. */
static inline int severity(struct arena *a, const char *os, const char *virtualization, const char *rest,
			   const char *id)
{
	struct findings f = judge(a, host_of(a, os, virtualization, rest));

	for (size_t i = 0; i < f.n; i++) /* a host that is not judged at all has no finding either */
		if (!strncmp(f.v[i]->id, "YAML", 4) || !strncmp(f.v[i]->id, "REF", 3))
			fail_msg("%s: %s in\n%s", f.v[i]->id, f.v[i]->message, rest);
	if (count(&f, id) > 1)
		fail_msg("%s is there %zu times in\n%s", id, count(&f, id), rest);
	return find(&f, id) ? (int)find(&f, id)->severity : -1;
}

/* The one finding with this id on a host with kvm guests, which must be there. */
static inline const struct finding *one(struct arena *a, const char *os, const char *rest, const char *id)
{
	struct findings f = judge(a, host_of(a, os, "kvm", rest));

	if (count(&f, id) != 1)
		fail_msg("%s is there %zu times in\n%s", id, count(&f, id), rest);
	return find(&f, id);
}

static inline size_t notes(const struct finding *f)
{
	size_t n = 0;

	for (const struct note *p = f->notes; p; p = p->next)
		n++;
	return n;
}

#endif
