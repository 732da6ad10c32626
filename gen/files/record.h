/*
 * What bondwright writes down about a tree, in lines of text: the manifest, of files that are there, and the
 * journal, of changes that are under way. Both are input when they are read again, and anybody may have
 * written them.
 */
#ifndef FILES_RECORD_H
#define FILES_RECORD_H

#include "base/text.h"
#include "diag/finding.h"

enum { RECORDS_MAX = 4 * 1024 * 1024 }; /* bytes of either: the journal of 8000 files has 3 MiB */

struct record {
	const char *hash; /* of what is ours: all of the file, or the lines between the markers, markers
			     included */
	bool shared;
	const char *path;
	/* journal: hashes of the whole file before and after, and of what was ours of it before; "-": nothing
	 */
	const char *before, *after, *was;
};

struct records {
	const char *host;
	struct record *v;
	size_t n;
};

struct record_kind {
	const char *name; /* stands in the first line */
	bool changes; /* it says what the files were before; and there may be nothing of ours afterwards */
};

extern const struct record_kind record_manifest, record_journal;

extern const char record_absent[]; /* hash of nothing */

/* Begins such a text; then comes a line for each record. */
void records_begin(struct text *out, const struct record_kind *kind, const char *host);
void records_add(struct text *out, const struct record_kind *kind, struct record r);

/*
 * Reads one. Paths have to be fit for a file set, each once, and such as `owns` says are
 * generated. NULL, or why it cannot be: then *at is where.
 */
const char *records_read(struct arena *a, const struct record_kind *kind, const struct source *s,
			 bool (*owns)(const char *path, bool shared), struct records *out, struct span *at);

#endif
