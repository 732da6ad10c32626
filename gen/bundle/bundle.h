/*
 * Bundles: the files of a host, wrapped for what installs it. The files are made already, and every one of
 * them is in the bundle; what an installer cannot do by itself a shell script does (script.h).
 */
#ifndef BUNDLE_BUNDLE_H
#define BUNDLE_BUNDLE_H

#include "diag/finding.h"
#include "files/files.h"
#include "model/net.h"
#include "targets/target.h"

/* What one is made from, and what it becomes. */
struct wrapping {
	/* As it made the files of the host: its `files` and `packages` are what is wrapped, its findings get
	 * what the installer cannot make, and what follows. */
	struct render r;
	const char *system;  /* what the installer's server calls the host; NULL: its own name */
	struct file_set out; /* the bundle */
};

/* The build finds the blocks, `const struct bundle bundle_NAME = {` in gen/bundle/; nothing else lists them.
 * NAME is what --as takes. */
struct bundle {
	const char *about; /* what it is, and for whom: goes on behind "`NAME`: ", as mdoc_prose() takes it */
	const char *const *families; /* targets of the releases that are installed so, NULL behind the last */
	const char *only;            /* why others are not */
	bool installs;               /* the packages that the files need come with it */
	bool several;      /* it is a tree of files, which lies directly below --out; else it is one file, and
			    * --out holds as many as there are hosts */
	bool takes_system; /* the installer's server may call the host otherwise: --system */
	/* Adds its files to w->out, with losses and advice as findings; a defect goes to w->r.error. */
	void (*wrap)(struct wrapping *w);
};

/* Names for --as, NULL behind the last; the first is "files", no bundle. */
extern const char *const bundle_words[];

/* The bundle of that number among the names; NULL: the files as they are. */
const struct bundle *bundle_of(int word);

/* Its name. */
const char *bundle_name(const struct bundle *b);

/* What the names mean, one after the other, for the manual. */
const char *bundles_about(struct arena *a);

/* "--as NAME" of those that take a --system: "--as x or --as y". */
const char *bundles_with_system(struct arena *a);

/* Adds a file to the bundle; one that the set refuses is a defect. */
void bundle_add(struct wrapping *w, const char *path, mode_t mode, const struct text *t);

/* Makes the bundle: w->out is empty, and findings say why, where the release is not installed so. */
void bundle_wrap(const struct bundle *b, struct wrapping *w);

/* INST001: the release is not installed so, error. INST002: what the installer cannot make of the host and
 * leaves to the script, and with what network it installs, info. */
extern const struct descriptor INST001, INST002;

#endif
