/* One host through all stages: bytes, model, resolution, rules, limits, files. */
#ifndef FLEET_HOST_RUN_H
#define FLEET_HOST_RUN_H

#include "diag/finding.h"
#include "files/files.h"
#include "fleet/policy.h"
#include "model/net.h"

struct run_options {
	enum severity fail_on; /* no files while a finding is at or above it */
	bool allow_loss;       /* losses are warnings */
	bool render;           /* make the files */
	const struct release *os; /* judge it as if it ran this release; NULL: its own */
	const char *templates; /* directory that overrides the built-in templates; NULL: none */
	const struct policy *policy; /* severities of findings; NULL: as the rules say. Its defaults are the caller's to
				      * take */
};

struct host_run {
	const struct net *net;    /* NULL: the description has faults, or its references have */
	struct findings findings; /* located and in order */
	size_t accepted;          /* findings left out because the host allows them */
	size_t off;               /* and because the policy switches them off */
	struct file_set files;    /* empty unless asked for and nothing stands against it */
	const char *defect;       /* bondwright itself is at fault (a template); NULL: no */
};

/* True if the network files of the release are rendered; else the rules alone know it. */
bool release_is_rendered(const struct release *os);

/* Runs `host` with `site` (NULL: none). Everything in the result lives in `a`. */
struct host_run host_run(struct arena *a, const struct source *host, const struct source *site,
			 const struct run_options *o);

#endif
