/* What putting new files into force does to a host: two descriptions, before and after. */
#ifndef TESTS_FLEET_ACTIVATED_H
#define TESTS_FLEET_ACTIVATED_H

#include "fleet/activation.h"

#include "model/description.h"
#include "rules/judge.h"

#define HEAD(os)                                                                                             \
	"host: a\n"                                                                                          \
	"os: " os "\n"                                                                                       \
	"virtualization: kvm\n"                                                                              \
	"nics:\n"                                                                                            \
	"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"                                                     \
	"  - {name: eth1, mac: \"52:54:00:00:00:02\"}\n"                                                     \
	"  - {name: eth2, mac: \"52:54:00:00:00:03\"}\n"
#define BONDS(rest) "bonds:\n  - {name: bond0, " rest "}\n"
#define AB          "mode: active-backup, miimon: 100, slaves: [eth0, eth1]"
#define ON_BOND     ", addresses: [10.0.0.2/24], gateway: 10.0.0.1"

static inline const struct net *net_of(struct arena *a, const char *host, struct locator **places)
{
	const struct run_options o = {.fail_on = ERROR};
	const struct source *s = source_of(a, "host", host, strlen(host));
	struct host_run run = host_run(a, s, NULL, &o);

	if (!run.net)
		fail_msg("%s: %s", run.findings.v[0]->id, run.findings.v[0]->message);
	*places = host_locate(a, s, NULL);
	return run.net;
}

static inline struct findings between_files(struct arena *a, const char *old, const char *new,
					    const char *changed)
{
	struct locator *old_places, *new_places;
	struct activation x = {.changed = &changed, .n = changed != NULL};
	struct findings f;

	x.old = net_of(a, old, &old_places);
	x.new = net_of(a, new, &new_places);
	x.places = old_places;
	findings_init(&f, a);
	activation_judge(&x, &f);
	findings_locate(&f, new_places);
	return f;
}

static inline struct findings between(struct arena *a, const char *old, const char *new)
{
	return between_files(a, old, new, NULL);
}

/* All ids, infos too, sorted, each once. */
static inline const char *all_ids(struct findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (!f->v[i]->object || !f->v[i]->at.span.source || strchr(f->v[i]->message, '\n') ||
		    !f->v[i]->help || (f->v[i]->severity > INFO && !f->v[i]->consequence))
			fail_msg("%s lacks object, place, consequence or help: %s", f->v[i]->id,
				 f->v[i]->message);
	for (size_t i = 0; i < f->n; i++)
		f->v[i]->severity = ERROR;
	return ids(f, NULL);
}

#define FINDS(expected, old, new)                                                                            \
	do {                                                                                                 \
		struct findings found_ = between(*state, old, new);                                          \
		assert_string_equal(all_ids(&found_), expected);                                             \
	} while (0)

/* The finding of that id about `object`. */
static inline const struct finding *about(const struct findings *f, const char *id, const char *object)
{
	for (size_t i = 0; i < f->n; i++)
		if (!strcmp(f->v[i]->id, id) && !strcmp(f->v[i]->object, object))
			return f->v[i];
	fail_msg("no %s about %s", id, object);
	return NULL;
}

#endif
