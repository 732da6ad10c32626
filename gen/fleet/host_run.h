/* One host through all stages: bytes or existing files, model, resolution, rules, limits, files. */
#ifndef FLEET_HOST_RUN_H
#define FLEET_HOST_RUN_H

#include "bundle/bundle.h"
#include "diag/finding.h"
#include "files/files.h"
#include "fleet/policy.h"
#include "model/draft.h"
#include "model/net.h"
#include "source/tree.h"

struct run_options {
	enum severity fail_on; /* no files while a finding is at or above it */
	bool allow_loss;       /* losses are warnings */
	bool render;           /* make the files */
	const struct bundle *as;  /* and wrap them in this; NULL: as they are */
	const char *system;       /* what the installer's server calls the host; NULL: as it is called */
	const struct release *os; /* judge it as if it ran this release; NULL: its own */
	const char *templates; /* directory that overrides the built-in templates; NULL: none */
	const struct policy *policy; /* severities of findings; NULL: as the rules say. Its defaults are the caller's to
				      * take */
	/* existing files */
	const char *from; /* reader or release that they are of; NULL: as they tell */
	const char *directory; /* that they were given by; NULL: one by one */
	const char *virtualization; /* what runs behind its bridges; NULL: as they tell */
	bool moving;      /* the host is moved away from them: what they set and a description cannot is lost */
	bool read_only;   /* only read them: nothing is judged */
};

struct host_run {
	const struct net *net;    /* NULL: the description has faults, or its references have */
	/* What existing files were read as; NULL: it is a description, or they could not be. */
	const struct drafted *drafted;
	struct findings findings; /* located and in order */
	size_t accepted;          /* findings left out because the host allows them */
	size_t off;               /* and because the policy switches them off */
	struct file_set files;    /* empty unless asked for and nothing stands against it; the bundle, if that is
				   * asked for */
	const char *defect;       /* bondwright itself is at fault (a template); NULL: no */
};

/* True if the network files of the release are rendered; else the rules alone know it. */
bool release_is_rendered(const struct release *os);

/* Runs `host` with `site` (NULL: none). Everything in the result lives in `a`. */
struct host_run host_run(struct arena *a, const struct source *host, const struct source *site,
			 const struct run_options *o);

/* True if such a file is ever among them, whole or as a fragment: no other is removed from the tree of a host. */
bool host_owns(const char *path, bool fragment);

/* ---- existing files ---- */

/* True for --from: a reader, a release, or both. */
bool from_is_known(struct arena *a, const char *from);

/* The readers that it may name, NULL behind the last. */
const char *const *from_words(struct arena *a);

/* True for --virtualization. */
bool virtualization_is_known(const char *word);

/* Makes the directory the tree's root, and adds what lies at the places where files of a host may be. A
 * negative errno as of tree_root(). */
int host_tree_open(struct tree *t, const char *dir);

/* True for a path at one of these places. */
bool host_tree_place(struct arena *a, const char *path);

struct plan;

/* Adds what lies in the root of a plan beside the files that are put there, and does not go with them: family TREE. */
void host_beside(struct arena *a, const struct plan *p, const struct net *net, struct findings *findings);

/* True if the file is one of an existing host, or several of one in a text, and no description. */
bool source_is_native(struct arena *a, const struct source *s);

/* The same for the host that the files configure; the switches and defaults of `site` hold for it too. */
struct host_run host_run_files(struct arena *a, struct tree *files, const struct source *site,
			       const struct run_options *o);

/* And for either, whichever the text is: for examples. */
struct host_run host_run_text(struct arena *a, const char *name, const char *text, const struct run_options *o);

#endif
