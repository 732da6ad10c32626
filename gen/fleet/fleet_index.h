/* The hosts of one run together: what is kept of each until the end, and what is found between them. */
#ifndef FLEET_FLEET_INDEX_H
#define FLEET_FLEET_INDEX_H

#include "fleet/host_run.h"

struct fleet_index;

/* Everything in it lives in `a`. */
struct fleet_index *fleet_index_new(struct arena *a);

/* Takes in a host that was judged, in the order of the files; `net` and the sources may go afterwards, the
 * policy in `o` must stay. */
void fleet_index_add(struct fleet_index *x, const struct net *net, const struct source *host,
		     const struct source *site, const struct run_options *o);

/* The same for a host that was read from its files, called `name`: `places`, and what they lead to, must stay too. */
void fleet_index_add_files(struct fleet_index *x, const struct net *net, const char *name,
			   const struct locator *places, const struct run_options *o);

/* What is found between hosts, by the one that the findings point at. */
struct fleet_part {
	const char *file; /* of the host that the findings point at: its policy holds for them */
	enum severity fail_on;
	struct findings findings; /* located, in the order of the file */
	size_t accepted;          /* left out because one of the hosts involved allows them */
	size_t off;               /* and because the policy switches them off */
};

/* Runs the rules for fleets. Parts are in the order of the files; there is one for each host that any finding
 * points at, left out or not. */
struct fleet_part *fleet_index_judge(struct fleet_index *x, size_t *n);

#endif
