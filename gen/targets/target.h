/*
 * Targets: from the resolved host to the files of one family of systems. A target says what its release
 * cannot express and renders the rest; it judges nothing and writes nothing to disk.
 *
 * It is cut in three. Limits ask the release's capabilities and report what is lost. Views hold what is
 * to be written, as typed values under the template's names, each of them present or absent. Templates
 * (templates/TARGET/, templates/shared/) hold the text. What limits and views both need to know, which way a thing is done
 * on the release, is asked in one function, so that a loss is reported exactly where a view leaves
 * something out. Names that other files of the target use begin with the target's.
 */
#ifndef TARGETS_TARGET_H
#define TARGETS_TARGET_H

#include "diag/finding.h"
#include "files/files.h"
#include "model/net.h"
#include "template/template.h"

/* Names of packages, each once. */
struct packages {
	const char **v;
	size_t n;
};

/* What a render works on. */
struct render {
	const struct net *net;    /* what the target at work sees: the host, or what it is before xend */
	const struct net *before; /* net_before_xend() of the host; NULL: not asked yet */
	const struct rhel_host *rhel; /* rhel.h: what holds for the whole host, while that target is at work */
	const struct release *os;
	struct arena *arena;
	struct findings *findings; /* losses */
	bool allow_loss;           /* losses that are errors are warnings; set before limits */
	struct packages packages;  /* what targets_packages() has found so far */
	struct file_set *files;
	const char *templates; /* directory that overrides the built-in templates; NULL: none */
	const char *error;     /* a defect of a template or view; NULL: none so far */
};

/* The build finds the blocks, `const struct target target_NAME = {` in a folder of targets/; nothing else
 * lists them. */
struct target {
	const char *name; /* "rhel": that of struct release, where it writes the network files of releases */
	/* True if the host needs files of it. NULL: those whose release names it as its target do. */
	bool (*serves)(const struct net *net);
	bool before_xend; /* it sees the host as it is before xend takes over: net_before_xend() */
	/*
	 * Adds a finding for each thing in the description that this release cannot express: LOSS001, an error;
	 * LOSS003, info, where leaving it out has the same effect there. `files` is not to be used.
	 */
	void (*limits)(struct render *r);
	/* Adds the files; what limits() calls a loss is left out of them. */
	void (*render)(struct render *r);
	/* Patterns, as of fnmatch(3), of the paths that render() may give files, on any release, and of those of fragments;
	 * NULL behind the last, and NULL for none. What several targets write (target.c) need not be among them. They may
	 * only grow: a manifest with a path that none of them has is refused as a whole, and those of old versions
	 * stay on hosts. */
	const char *const *owns, *const *shares;
	/*
	 * Adds, by package_add(), the packages that those files need for what the host has and that an installation
	 * of the release may lack; what runs inside guests is not meant. NULL: none.
	 */
	void (*packages)(struct render *r);
};

/* The target that renders the network files of `os` itself: every release has one. */
const struct target *target_for(const struct release *os);

/* True if a target may give a file, or a fragment, this path: no other is ever removed from a tree. */
bool targets_own(const char *path, bool fragment);

/* True if the target writes whole files of this path, or all do. */
bool target_owns(const struct target *t, const char *path);

/* The family of systems that alone has a file of this path, where it is not `own`; NULL: there is none. */
const struct target *target_of_path(const char *path, const struct target *own);

/* What the host loses: what this version renders nowhere, what its kernel cannot do, then the limits of each
 * target that serves it. */
void targets_limits(struct render *r);

/* The files of each target that serves the host. */
void targets_render(struct render *r);

/* Makes r->packages those that the files of the host need: target by target, as each names them. */
void targets_packages(struct render *r);

/* ---- losses ---- */

extern const struct descriptor LOSS001, LOSS002, LOSS003;
extern const struct descriptor BOND020; /* what the release's bonding driver does not know */

/* A loss, at `path`, of `object`, as severe as `d` says. `fmt` says what is lost and why: one line. */
struct finding *loss(struct render *r, const struct descriptor *d, const char *object, const char *path,
		     const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* True if a rule (NULL: any) has found something in the object at this path (NULL: anywhere): then the same fault is
 * not said again as a loss. */
bool rule_said(const struct render *r, const char *id, const char *object, const char *path);

/* Options of the bond that never reach the kernel of the release, whoever writes them. */
void bond_limits(struct render *r, const struct iface *bond);

/* "dns" or "site:dns": the path of the mapping that a list of it was written in. */
const char *dns_path(const struct values *list);

/* ---- views and files ---- */

struct view *host_view(const struct render *r); /* holds `host`, its name */

/* The number; NULL or absent: absent. */
void view_value_number(struct view *v, const char *name, const struct value *number);

/* Fills the template (e.g. "rhel/ifcfg") from `view` and appends the result. False: a defect, which goes to
 * r->error. */
bool render_text(struct render *r, const char *template, const struct view *view, struct text *out);

/* Fills the template (e.g. "rhel/ifcfg") from `view` and adds the result as file `f` (its text is set here). A
 * defect goes to r->error; a path that targets_own() does not know is one. */
void render_file(struct render *r, const char *template, const struct view *view, struct file f);

/* A file that is ours alone, and our lines of one that others write too. */
void render_own(struct render *r, const char *template, const struct view *view, const char *path);
void render_fragment(struct render *r, const char *template, const struct view *view, const char *path);
void render_program(struct render *r, const char *template, const struct view *view, const char *path); /* ours, executable */

#endif
