/*
 * Safe fixes: the findings of a host that say exactly what to write, mended in memory one after the other. A
 * fix is kept only if the host as it is then says less: its finding is gone, nothing at warning or above has
 * come that was not there (unless that has a fix of its own, which is then made with it), and the description
 * differs in the edited fields alone (amend.h). So it ends, and doing it again finds nothing to do.
 */
#ifndef FLEET_FIX_H
#define FLEET_FIX_H

#include "fleet/host_run.h"

/* A finding that was mended, as it was said when it was there. */
struct mended {
	const char *id, *message;
	unsigned line; /* of the description as it was before that fix */
};

struct fixed {
	const struct source *source; /* as it is then; the one that was given where nothing was mended */
	struct mended *v;
	size_t n;
	struct host_run run; /* what remains; findings whose fix was not made have a note that tells why */
};

/* Everything in the result lives in `a`. Findings that the host allows or `o` switches off are not mended. */
struct fixed fix_host(struct arena *a, const struct source *host, const struct source *site,
		      const struct run_options *o);

/*
 * Gives each finding that has a safe fix what that replaces in the description, if fix_host() would make it first.
 * `run` is what host_run() made of the same; with the findings that it brings to light it is one replacement.
 */
void fix_offer(struct arena *a, const struct source *host, const struct source *site, const struct run_options *o,
	       const struct host_run *run);

#endif
