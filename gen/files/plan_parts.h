/* The parts of making a plan. */
#ifndef FILES_PLAN_PARTS_H
#define FILES_PLAN_PARTS_H

#include "files/plan.h"
#include "files/record.h"
#include "files/spot.h"

extern const struct descriptor TREE001, TREE002, TREE003, TREE004, TREE005, TREE006, TREE007, TREE008,
	TREE009, TREE010, TREE011;

/* Adds a finding about the file at `path` in the tree: at words of it, or at none in particular. */
struct finding *plan_found(struct plan *p, const struct descriptor *d, enum severity severity,
			   const char *path, struct span at, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));

/* Words of the file, for a finding. */
struct span plan_span(struct plan *p, const char *path, const struct spot *s, size_t from, size_t to);

/* As spot_look(); an errno leaves the path in p->failed. An obstacle is a finding, and with it `false` in
 * *fit. */
int plan_look(struct plan *p, const char *path, struct spot *out, bool *fit);

/* What earlier runs wrote of a file. Once one was cut off that may be one of several. */
struct known {
	const char *path;
	struct ours {
		const char *hash;
		bool shared;
	} v[3]; /* the first is what the manifest says, where that has it */
	size_t n;
	const char *foreign; /* hash of the file before the run that was cut off, where it was never ours; or
				NULL */
};

struct known_files {
	struct known **v;
	size_t n;
};

void plan_know(struct plan *p, const struct records *manifest, const struct records *journal,
	       struct known_files *out);

/* A change that is none so far, of a file that is `known` (NULL: not). */
struct change plan_change(struct plan *p, const char *path, const struct spot *s, const struct known *known);

/* The change will lose what others wrote: a copy will be kept. `why` says whose it is. */
void plan_copy(struct plan *p, struct change *c, const char *why);

/* Adds what becomes of a file of the set; `known` may be NULL. */
int plan_file(struct plan *p, const struct file *f, const struct known *known);

/* And of a file that is known and not in the set. */
int plan_gone(struct plan *p, const struct known *known);

/* Reads the manifest; what cannot be used is a finding, and no record. */
int plan_read_manifest(struct plan *p, struct records *out);

/* Reads the journal and looks how far its run got. */
int plan_read_journal(struct plan *p, struct records *out);

#endif
