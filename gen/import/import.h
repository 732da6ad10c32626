/*
 * Existing files into the model. A reader (reader.h) puts what it finds into a draft, value by value with its
 * place, and says as a finding what the model has no room for. What a file is shows by its content: names are
 * believed only where content does not tell.
 *
 * Nothing of an input is lost in silence. Every setting ends up in the draft, in a finding at its place, or
 * it is in the reader's list of those that configure nothing.
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "import/modprobe.h"
#include "import/reader.h"
#include "model/draft.h"
#include "source/tree.h"

/* What becomes of a file. */
enum fate {
	FATE_NONE,        /* not for us, and nobody would think so: passed over where a directory was given */
	FATE_DESCRIPTION, /* a host as bondwright describes it */
	FATE_FOREIGN,     /* network configuration or a program of some kind that is not read: `why` */
	FATE_LEFT_OUT,    /* the release's scripts leave it out, as a backup: `why` */
	FATE_READ,
};

struct read_file {
	const struct tree_file *file;
	const struct source *s; /* file->source */
	enum fate fate;
	const struct file_kind *kind; /* what it is to its reader; NULL: it is not read */
	const char *why;         /* a sentence for people; of FATE_NONE too */
};

struct reading {
	struct arena *arena;
	struct tree *tree;
	struct read_file *files;
	size_t n;
	const struct reader *reader; /* whose network files these are */
	const struct release *os;    /* as said, as the files tell, or the newest that its reader serves */
	const struct modules *modules; /* what modprobe is told */
	struct draft *draft;
	struct findings *findings;
	void *own;          /* what the reader keeps from release() for read(); NULL until then */
	enum severity loss; /* of what cannot be carried over: INFO where the host is only judged */
};

/* Where to speak of the whole of it. */
struct span read_file_span(const struct read_file *f);

/* The next file of a kind; start with *at = 0. NULL: no more. */
struct read_file *reading_next(struct reading *r, const struct file_kind *kind, size_t *at);

/* True if there is one. */
bool reading_has(const struct reading *r, const struct file_kind *kind);

/* ---- what readers say ---- */

extern const struct descriptor IMP001, IMP002, IMP003, IMP004, IMP005, IMP006, IMP007, IMP008, IMP009, IMP010,
	IMP011;

/* Of `d`, as severe as it says, about `object` (NULL: the file). */
struct finding *import_fault(struct reading *r, const struct descriptor *d, const char *object,
			     struct span at, const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* IMP003: the setting does something that the model has no place for. */
struct finding *import_loss(struct reading *r, const char *object, struct span at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* ---- the readers, and what they share ---- */

/* What a file is: by its content, for small files by its path. Sets its fate, kind and `why`. `from`: whose
 * files --from says that they are; NULL: it is not said. */
void import_sniff(struct arena *a, struct read_file *f, const struct reader *from);

/* The end of a file's name by which scripts of some family or release take it for a backup; NULL: of none. */
const char *import_backup_suffix(const char *base);

/* The release that the files tell of, `canonical` its name with minor, and where they do; NULL: they do not.
 */
const struct release *import_release(struct reading *r, const char **canonical, struct span *at);

/* Options that modprobe gives to bonds, where nothing of the bond's own sets them: of "bonding" for all, of
 * an alias for that one. */
void import_bond_modules(struct reading *r);

/* "mode=1 miimon=100", as ifcfg files and modprobe write it: each option into the bond; `at` is the span of
 * `text` in its source, taken literally. `weak`: what is set stays. */
void import_bond_options(struct reading *r, struct draft_object *bond, const char *text, struct span at,
			 bool weak);

/* True for a line of comment that bondwright itself writes into files, its mark or what it tells of a choice:
 * nobody else's. */
bool import_own_comment(const char *line);

/* What lines of comment come to. */
enum commented {
	AS_LINES,   /* stand above the object, as the administrator's */
	AS_FIELD,   /* are its `comment`, as bondwright writes it into the file */
	BELOW_MARK, /* that, below the first line of bondwright's own; above it, AS_LINES */
};

/* Keeps lines of comment with `o`, but for bondwright's own. A `comment` that is there stays, and it has its
 * length: what does not fit are lines. */
void import_comments(struct reading *r, struct draft_object *o, const struct draft_comment *c,
		     enum commented as, struct span at);

/* ---- from files to a host ---- */

struct import_options {
	const struct reader *reader; /* --from: whose files they are; NULL: by content */
	const struct release *os;    /* --from: the release; NULL: as the files tell */
	const char *os_name;         /* and its name, with minor */
	enum severity loss;
	bool as_is; /* the host is judged as it is, not moved */
	/* That the files were given by: it may be called like the host. NULL: none. */
	const char *directory;
	/* What runs behind its bridges, as a description names it; NULL: as the files tell. */
	const char *virtualization;
	bool assume_guests; /* if they do not tell: guests do */
};

/* Reads the host that the files of `t` configure. NULL: findings say why it cannot be; nothing is half
 * read. */
const struct drafted *import_host(struct arena *a, struct tree *t, const struct import_options *o,
				  struct findings *findings);

/* Takes --from: a reader ("rhel"), a release ("rhel5.4"), or where one reads files of several releases both
 * ("rhel:rhel5.4"). False: it is none of these. */
bool import_from(struct arena *a, const char *text, struct import_options *o);

#endif
