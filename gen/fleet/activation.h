/*
 * What putting new files into force does to a host that runs: its interfaces as the old files make them,
 * beside those that the new ones make. Found by `diff`: family ACT.
 */
#ifndef FLEET_ACTIVATION_H
#define FLEET_ACTIVATION_H

#include "files/plan.h"
#include "fleet/host_run.h"

struct activation {
	const struct net
		*old; /* what the files configure now; a mode that none of them sets is the driver's */
	const struct locator *places; /* of its paths, in those files */
	const struct net *then; /* what they configure once the new ones are there: lines of others stay; NULL: not
				 * known */
	const struct net *new;
	const char *const *changed; /* paths of the files that become others */
	size_t n;
};

/* Adds what it does, to be located with the description of the new host; in the order of the interfaces. */
void activation_judge(const struct activation *x, struct findings *findings);

/*
 * The same for the host that the files in `tree` configure, read as those of the release that `new` has; `v`
 * is what becomes of files there. If they make no host, that is said (ACT015) and nothing else.
 */
void activation_find(struct arena *a, struct tree *tree, const struct net *new, const struct change *v, size_t n,
		     struct findings *findings);

#endif
