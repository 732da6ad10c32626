/* Options of bonds as files give them to the driver: words "miimon=100". */
#ifndef IMPORT_BOND_GIVEN_H
#define IMPORT_BOND_GIVEN_H

#include "import/import.h"

struct given {
	const char *text; /* NULL: not given */
	struct span at;
};

struct bond_given {
	struct given one[BOND_OPTIONS];
	struct given *list[2]; /* arp_ip_target, ns_ip6_target */
	size_t n[2];
};

enum given_to {
	TO_SYSFS,  /* written to /sys/class/net/BOND/bonding/OPTION, by initscripts and those who copied them
		    */
	TO_MODULE, /* a parameter of the module: parameq() of the kernel takes '-' for '_' */
};

/*
 * Reads the words of `text`, whose place is `at`, into `out`: of one option the last counts. Says what the
 * driver has no such option of; `object` (NULL: none) is the bond.
 */
void bond_given_read(struct reading *r, const char *object, const char *text, struct span at,
		     enum given_to to, struct bond_given *out);

/* Sets them. `weak`: what the bond has stays, and what thereby counts for nothing is said. */
void bond_given_set(struct reading *r, struct draft_object *bond, const struct bond_given *g, bool weak);

/* True if nothing is given. */
bool bond_given_none(const struct bond_given *g);

#endif
