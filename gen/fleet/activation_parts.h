/* What the parts of activation.c share. */
#ifndef FLEET_ACTIVATION_PARTS_H
#define FLEET_ACTIVATION_PARTS_H

#include "fleet/activation.h"

/* An interface before and after, by its name. */
struct pair {
	const struct iface *old, *new; /* NULL: there is none */
	/* The interface, itself or one below, that has to be taken down, so that this one carries nothing
	 * meanwhile; NULL: none */
	const char *down;
	bool stays; /* it is none of the new ones, and others' files, or lines, go on setting it up */
};

struct judging {
	const struct activation *x;
	struct arena *arena;
	struct findings *findings;
	struct pair *v; /* the old ones, lower ones first, then those that are new */
	size_t n;
};

extern const struct descriptor ACT001, ACT002, ACT003, ACT004, ACT005, ACT006, ACT007, ACT008, ACT009, ACT010,
	ACT011, ACT012, ACT013, ACT014, ACT015;

/* A finding about `object`. */
struct finding *act(struct judging *j, const struct descriptor *d, enum severity severity, const char *object,
		    struct place at, const char *fmt, ...) __attribute__((format(printf, 6, 7)));

/* Where a key of an interface (NULL: itself) stands in the description, and what it was read from in the
 * files. */
struct place in_new(const struct judging *j, const struct iface *i, const char *key);
struct place in_old(const struct judging *j, const struct iface *i, const char *key);

struct place element_in_new(const struct judging *j, const struct iface *i, const char *key, size_t n);

struct pair *pair_of(const struct judging *j, const char *name); /* NULL: there is no such interface */

/* True if `name` is among the interfaces. */
bool lists(const struct ifaces *v, const char *name);

/* "bond 'bond0'" */
const char *kind_and_name(const struct judging *j, const struct iface *i);

/* What becomes of the bond itself; of what it and the bridge take in; marks what has to be taken down. */
void judge_bond(struct judging *j, struct pair *p);
void judge_members(struct judging *j, struct pair *p);

/* Host addresses and guests, when it is known what is taken down. */
void judge_addresses(struct judging *j, const struct pair *p);
void judge_guests(struct judging *j, const struct pair *p);

/* Files that are read at certain times only. */
void judge_files(struct judging *j);

#endif
