/*
 * Targets: from the resolved host to the files of one family of systems. A target says what its release
 * cannot express and renders the rest; it judges nothing and writes nothing to disk.
 */
#ifndef TARGETS_TARGET_H
#define TARGETS_TARGET_H

#include "diag/finding.h"
#include "files/files.h"
#include "model/net.h"
#include "template/template.h"

/* What a render works on. */
struct render {
	const struct net *net;
	const struct release *os;
	struct arena *arena;
	struct findings *findings; /* losses */
	struct file_set *files;
	const char *templates; /* directory that overrides the built-in templates; NULL: none */
	const char *error;     /* a defect of a template or view; NULL: none so far */
};

struct target {
	const char *name; /* "rhel": as releases name it */
	/*
	 * Adds a finding for each thing in the description that this release cannot express: LOSS001, an error;
	 * LOSS003, info, where leaving it out has the same effect there. `files` is not to be used.
	 */
	void (*limits)(struct render *r);
	/* Adds the files; what limits() calls a loss is left out of them. */
	void (*render)(struct render *r);
};

extern const struct target target_rhel, target_debian;

/* The target that renders `os`; NULL: none in this version. */
const struct target *target_for(const struct release *os);

/* The limits of every target: what this version renders nowhere. Then those of `t`. */
void target_limits(const struct target *t, struct render *r);

/* ---- what targets share ---- */

/* A loss, at `path`, of `object`. `fmt` says what is lost and why: one line. */
struct finding *loss(struct render *r, const char *id, const char *object, const char *path, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

/* Fills the template (e.g. "rhel/ifcfg") from `view` and adds the result as file `f` (its text is set here). A
 * defect goes to r->error. */
void render_file(struct render *r, const char *template, const struct view *view, struct file f);

#endif
