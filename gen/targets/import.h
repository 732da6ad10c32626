/*
 * Existing files into the model. A reader (TARGET/read.c) puts what it finds into a draft, value by value with
 * its place, and says as a finding what the model has no room for. What a file is shows by its content: names
 * are believed only where content does not tell.
 *
 * Nothing of an input is lost in silence. Every setting ends up in the draft, in a finding at its place, or it
 * is in the reader's list of those that configure nothing.
 */
#ifndef TARGETS_IMPORT_H
#define TARGETS_IMPORT_H

#include "model/draft.h"
#include "source/tree.h"
#include "targets/modprobe.h"
#include "targets/target.h"

/* What a file is to the readers. */
enum role {
	ROLE_NONE,        /* not for us, and nobody would think so: passed over where a directory was given */
	ROLE_DESCRIPTION, /* a host as bondwright describes it */
	ROLE_FOREIGN,     /* network configuration or a program of some kind that is not read: `why` */
	ROLE_LEFT_OUT,    /* the release's scripts leave it out, as a backup: `why` */
	ROLE_RELEASE,     /* redhat-release, debian_version, SuSE-release, os-release */
	ROLE_HOSTNAME,    /* etc/hostname, etc/HOSTNAME */
	ROLE_RESOLV_CONF,
	ROLE_MODPROBE,    /* modprobe.conf, modprobe.d */
	ROLE_SYSCTL,
	ROLE_UDEV,        /* udev rules that name NICs */
	ROLE_LINK,        /* systemd .link file */
	ROLE_MODULES,     /* lists of modules to load, scripts in etc/sysconfig/modules */
	ROLE_XEND,        /* xend-config.sxp */
	ROLE_XEND_SCRIPT, /* a wrapper that calls network-bridge */
	ROLE_RHEL_IFCFG,
	ROLE_RHEL_ROUTE,
	ROLE_RHEL_NETWORK, /* etc/sysconfig/network */
	ROLE_ENI,          /* interfaces(5) */
	ROLE_SUSE_IFCFG,
	ROLE_SUSE_ROUTES,  /* routes, ifroute-NAME */
	ROLE_SUSE_CONFIG,  /* etc/sysconfig/network/config */
	ROLE_LOST,         /* each of its lines configures what no description has: rule-NAME, static-routes */
};

struct read_file {
	const struct tree_file *file;
	const struct source *s; /* file->source */
	enum role role;
	const char *why; /* a sentence for people; of ROLE_NONE too */
	bool read;       /* a reader took it; set by reading_next() */
};

struct reading {
	struct arena *arena;
	struct tree *tree;
	struct read_file *files;
	size_t n;
	const struct target *target; /* whose network files these are: rhel, debian or suse */
	const struct release *os;    /* as said, as the files tell, or the newest of the family */
	const struct modules *modules; /* what modprobe is told */
	struct draft *draft;
	struct findings *findings;
	enum severity loss; /* of what cannot be carried over: INFO where the host is only judged */
};

/* The next file of a role; start with *at = 0. NULL: no more. */
struct read_file *reading_next(struct reading *r, enum role role, size_t *at);

/* ---- what readers say ---- */

extern const struct descriptor IMP001, IMP002, IMP003, IMP004, IMP005, IMP006, IMP007, IMP008, IMP009, IMP010, IMP011;

/* Of `d`, as severe as it says, about `object` (NULL: the file). */
struct finding *import_fault(struct reading *r, const struct descriptor *d, const char *object, struct span at,
			     const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* IMP003: the setting does something that the model has no place for. */
struct finding *import_loss(struct reading *r, const char *object, struct span at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* ---- the readers, and what they share ---- */

/* What a file is: by its content, for small files by its path. */
void import_sniff(struct arena *a, struct read_file *f);

/* The end of a file's name by which scripts of some family or release take it for a backup; NULL: of none. */
const char *import_backup_suffix(const char *base);

/* The release that the files tell of, `canonical` its name with minor, and where they do; NULL: they do not.
 */
const struct release *import_release(struct reading *r, const char **canonical, struct span *at);

/* Name of the host, name servers, sysctls, names of NICs, drivers: files that are the same for all families. What
 * the family's own reader has set stays. */
void import_host_files(struct reading *r);

/* Options that modprobe gives to bonds, where nothing of the bond's own sets them: of "bonding" for all, of an
 * alias for that one. */
void import_bond_modules(struct reading *r);

/* "mode=1 miimon=100", as ifcfg files and modprobe write it: each option into the bond; `at` is the span of `text`
 * in its source, taken literally. `weak`: what is set stays. */
void import_bond_options(struct reading *r, struct draft_object *bond, const char *text, struct span at, bool weak);

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
	const struct target *target; /* --from: the family; NULL: by content */
	const struct release *os;    /* --from: the release; NULL: as the files tell */
	const char *os_name;         /* and its name, with minor */
	enum severity loss;
	bool as_is;                  /* the host is judged as it is, not moved */
	const char *directory;       /* that the files were given by: it may be called like the host. NULL: none */
	const char *virtualization;  /* what runs behind its bridges, as a description names it; NULL: as the files tell */
	bool assume_guests;          /* if they do not tell: guests do */
};

/* Reads the host that the files of `t` configure. NULL: findings say why it cannot be; nothing is half read. */
const struct drafted *import_host(struct arena *a, struct tree *t, const struct import_options *o,
				  struct findings *findings);

/* Takes --from: a family ("rhel") or a release ("rhel5.4"). False: it is neither. */
bool import_from(struct arena *a, const char *text, struct import_options *o);

/* The places beneath a root where files may be: for tree_add_place(). NULL ends the list. */
extern const char *const import_places[];

#endif
