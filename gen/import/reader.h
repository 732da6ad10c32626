/*
 * Readers of existing files. Whoever knows the files of one family of systems, or of one program, says so in
 * one block, `const struct reader reader_NAME = {`, in a file of its folder in targets/: what kinds of files
 * there are, where they lie and what they look like, and what puts them into a draft (import.h). The build
 * finds the blocks; nothing else lists them.
 */
#ifndef IMPORT_READER_H
#define IMPORT_READER_H

#include "base/arena.h"
#include "model/release.h"
#include "source/source.h"

struct looks;
struct line;
struct reading;

/* What the whole of a file is. */
enum file_form { FORM_LINES, FORM_PROGRAM, FORM_JSON, FORM_XML };

/* Of the lines of a file, those of one kind. */
struct seen {
	size_t lines; /* of which line() made something */
	size_t sum;   /* of all that it made of them */
	int most;     /* that it made of one */
	int first;    /* that it made of the first line of all */
};

/*
 * How surely what is in a file shows that it is of a kind: of several kinds the surest has it, of those that
 * are equally sure the one that its name claims. What is finer than these steps is added to them.
 */
enum {
	SHOWN_MOSTLY = 1 << 24, /* most of its lines are such; or some, and its name claims it */
	SHOWN_KEYS = 2 << 24, /* settings whose keys several kinds have: on top, how many it has, by weight */
	SHOWN_OWN_KEYS = 3 << 24, /* a key, or a name and settings, that no other kind has */
	SHOWN_ROUTES = 4 << 24,   /* columns and words of routing tables */
	SHOWN_GRAMMAR = 5 << 24,  /* a line that is one in no other grammar */
};

/* One kind of file. All lists end with NULL, and NULL is the empty one. */
struct file_kind {
	/* What such files are called. Where kinds of two readers are called alike, --from says of which they
	 * are. */
	const char *name;
	/* Where they lie beneath a root; with '/' behind it, all files in that directory. */
	const char *const *places;
	/* What links and patterns beneath a root may lead to, besides the places: all that begins so. */
	const char *const *links;
	/* Patterns, as of fnmatch(3), of the names that claim it: of the last part of a path, or where there
	 * is a '/' in them of the whole, with '/' in front. Of several the one with a directory counts, then
	 * the one that says how the name begins, then the longest. */
	const char *const *names;
	bool by_name;    /* its name is believed, whatever is in it */
	bool only_there; /* only that it is there counts: no link leads to it */
	bool at_boot;    /* what lies at its places is read at boot, whoever wrote it */
	bool names_host; /* bondwright's own mark in it tells the name of the host, where nothing else does */
	enum file_form form;
	/* What a line is to its grammar: 0 nothing, 1 one that may be of others too, or as much more as
	 * shows() needs. NULL: no line tells. */
	int (*line)(const struct line *line);
	/* How surely a file of its form is one: 0, or SHOWN_...; `claimed`: its name says so, or where it
	 * does not consist of lines, --from. NULL: content never tells. */
	int (*shows)(const struct looks *l, const struct seen *own, bool claimed);
	/* Why files of it are never read, a sentence; NULL: they are. */
	const char *unread;
	/* The ends of names, of those that it claims, by which every release takes one for a backup; others
	 * are for the reader to judge. NULL: all that import_backup_suffix() knows. */
	const char *const *backups;
};

struct reader {
	/* For --from. NULL: it reads beside the reader whose network files these are. */
	const char *name;
	const char *title; /* "RHEL", for messages; NULL as `name` */
	/* True if a host of the release may have its files. NULL: on releases whose target is called as it
	 * is; where there is no name either, on all. */
	bool (*serves)(const struct release *os);
	/* NULL ends the list. Files of these kinds make it the reader of the host, if it has a name. */
	const struct file_kind *const *kinds;
	/* Sets r->os where the files tell the release in a way of their own, or what has to be assumed, with
	 * a finding. Gives its name, with minor, and where it is told. NULL: files of the host tell it. */
	const char *(*release)(struct reading *r, struct span *at);
	/* What in them tells the name of the host, for help. NULL: files of the host. */
	const char *host_told_by;
	/* What it has to be given, where --from names it; NULL: the network files of a host. */
	const char *wanted;
	/* Puts what its files say into the draft. */
	void (*read)(struct reading *r);
};

/* All of them, NULL behind the last: in the order in which those without a name read. */
extern const struct reader *const readers[];

/* What all families share: the last of them. */
extern const struct reader reader_host;

/* The reader of that name, the one of the network files of `os`, and the one that knows the kind. NULL: there
 * is none. */
const struct reader *reader_named(const char *name);
const struct reader *reader_for(const struct release *os);
const struct reader *reader_of(const struct file_kind *k);

bool reader_serves(const struct reader *reader, const struct release *os);

/* The titles of those with a name: "Debian, RHEL or SUSE". */
const char *readers_titles(struct arena *a);

struct file_kinds {
	const struct file_kind **v;
	size_t n;
};

/* The kinds of all readers. */
struct file_kinds readers_kinds(struct arena *a);

/* The places of all, for tree_add_place(), and what links may lead to, for tree_root(). NULL ends each
 * list. */
const char *const *readers_places(struct arena *a);
const char *const *readers_links(struct arena *a);

/* ---- kinds that all families share: kinds.c, settle.c ---- */

extern const struct file_kind kind_release; /* redhat-release, debian_version, SuSE-release, os-release */
extern const struct file_kind kind_hostname, kind_resolv_conf;
extern const struct file_kind kind_modprobe; /* modprobe.conf, modprobe.d */
extern const struct file_kind kind_sysctl;
extern const struct file_kind kind_udev;    /* udev rules that name NICs */
extern const struct file_kind kind_link;    /* systemd .link file */
extern const struct file_kind kind_modules; /* lists of modules to load, scripts in etc/sysconfig/modules */
extern const struct file_kind
	kind_lost; /* each of its lines configures what no description has: rule-NAME, static-routes */
extern const struct file_kind kind_mark; /* shows by being there what runs behind bridges */

#endif
