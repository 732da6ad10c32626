/*
 * Files of shell assignments (ifcfg, sysconfig/network) as a shell that sources them takes them, without one:
 * quotes and escapes are understood, nothing is expanded and nothing is run. A line that is no assignment is
 * a finding: IMP005 where a shell would run it, IMP009 where it could make nothing of it. A value that only a
 * shell could tell is marked, and what becomes of it is for the reader to say: IMP005 where the setting
 * matters.
 */
#ifndef IMPORT_ASSIGN_H
#define IMPORT_ASSIGN_H

#include "base/hash.h"
#include "import/import.h"

struct assignment {
	const char *key, *value; /* the value without quotes */
	struct span key_at, at;  /* `at`: the value as it stands there, quotes and all; empty values too */
	/* `value` stands in the source as it is, at value_at: places in it are exact */
	bool literal;
	struct span value_at;
	/* What in it takes a shell: "$IP"; NULL: nothing does. Then `value` is as written. */
	const char *shell;
};

struct assignments {
	struct assignment *v; /* all, in order: of several to one key the last counts */
	size_t n;
	struct draft_comment *comments; /* all lines of comment, in order */
	bool cut; /* a quote is not closed: a finding says so, and no shell comes to what is behind it */
};

struct assignments assign_read(struct reading *r, const struct source *s);

/* By key the one that counts, a const struct assignment; says what is set to several values, about `object`.
 */
struct hash *assign_index(struct reading *r, const struct assignments *all, const char *object);

/* IMP005: the setting matters, and only a shell could tell its value. */
void assign_say_shell(struct reading *r, const struct assignment *a, const char *object);

/* The one that counts; NULL: the key is not there. */
const struct assignment *assign_find(const struct assignments *all, const char *key);

/* The part of a literal value from offset `from`, `len` bytes long; of another, the whole. */
struct span assign_part(const struct assignment *a, size_t from, size_t len);

#endif
