/*
 * What putting a file set into the tree of a system would change: found out by reading only. `diff --root`
 * prints it, `render --root` carries it out (apply.h).
 */
#ifndef FILES_PLAN_H
#define FILES_PLAN_H

#include "diag/finding.h"
#include "files/files.h"

/* Where bondwright keeps its own files, below the root. */
#define STATE_DIR      "var/lib/bondwright"
#define STATE_LOCK     STATE_DIR "/lock"
#define STATE_JOURNAL  STATE_DIR "/journal"
#define STATE_MANIFEST STATE_DIR "/manifest"
#define STATE_OLD      STATE_DIR "/old/" /* files that were somebody else's, or were edited, before they were replaced */

enum change_what {
	CHANGE_KEEP,    /* it is as it should be: not touched */
	CHANGE_CREATE,  /* there is none */
	CHANGE_REPLACE, /* ours: whole */
	CHANGE_MERGE,   /* somebody else's too: our lines between markers, put in, replaced or taken out */
	CHANGE_REMOVE,  /* we wrote it, and no longer do */
	CHANGE_LEAVE,   /* it would be changed, but for what a finding says */
};

struct records;

struct change {
	enum change_what what;
	const char *path; /* below the root */
	bool there;       /* there is a file: `old` */
	const char *old;
	size_t old_len;
	mode_t old_mode;
	const char *new; /* all of the file as it is to be, NULL: none; of CHANGE_LEAVE what is there */
	size_t new_len;
	mode_t mode; /* permission bits that it is to have; those of the file that is there, and x for
			programs */
	bool shared; /* others write it too */
	const char *copy; /* where a copy of the old one is kept, below the root; NULL: nobody else's is lost */
	const char *was;  /* hash of what was ours of it, as far as that was written down; NULL: never ours */
	bool edited;      /* and what there is of it has another one */
	const char *recorded; /* hash for the manifest: of the file, of a shared one of our lines; NULL: not
				 in it */
};

/* How far a run got that was cut off (or is still at work). */
enum progress { STILL_OLD, ALREADY_NEW, NEITHER };

enum at_work { NOT_AT_WORK, AT_WORK, MAYBE_AT_WORK }; /* the last: who asks may not open the lock */

struct interrupted {
	const char *path;
	enum progress progress;
};

struct plan_request {
	const char *root;             /* directory of the tree */
	const char *host;             /* whose files they are */
	const struct file_set *files; /* all of them */
	bool locked;                  /* the caller has the lock of the tree (apply.h) */
	/* whether such files are ever generated, as a whole or as a part of one: no other is removed */
	bool (*owns)(const char *path, bool shared);
	bool force; /* replace and remove files that were edited since, or that stand against ours (a copy is kept);
		     * do without a manifest that cannot be read, and with that of another host */
};

struct plan {
	struct arena *arena;
	const struct plan_request *request;
	int root;         /* descriptor, -1: none */
	struct change *v; /* files of the set in its order, then those that go in the order of the manifest */
	size_t n;
	const char *manifest, *new_manifest; /* as it is (NULL: none) and is to be */
	bool cut_off;                        /* there is a journal */
	const struct finding *told;          /* of `findings`, that says so */
	enum at_work at_work;                /* and the run that wrote it goes on */
	struct interrupted *interrupted;     /* what it says, where it can be read */
	size_t ninterrupted;
	const struct records *journal; /* all of it; empty where it cannot be read */
	struct findings findings; /* TREE...; what they are about is left as it is */
	const char *failed;       /* path that the errno is about, with the root in front */
};

/*
 * Makes the plan. Gives 0 or a negative errno; plan_end() is called in either case. What stands in the way
 * inside the tree (a link where a file should be, damaged markers, a hostile manifest) is a finding and no
 * errno. Everything lives in `a`; the request must stay.
 */
int plan_make(struct plan *p, struct arena *a, const struct plan_request *request);
void plan_end(struct plan *p); /* closes the root */

/* The path with that of the root in front, as messages call it. */
const char *plan_name(const struct plan *p, const char *path);
const char *path_below(struct arena *a, const char *root, const char *path);

/* False for what stays as it is. */
bool change_writes(const struct change *c);

/* True if a file, or who may read or run it, would change, or a run that was cut off is to be completed. */
bool plan_changes(const struct plan *p);

#endif
