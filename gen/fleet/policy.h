/*
 * What a site thinks of findings: an INI file with the severity of rules, and defaults of the command line.
 *
 *     [rules]
 *     GUEST001 = error
 *     TOPO005 = off: one switch per rack, ticket 12
 *     [defaults]
 *     fail-on = warning
 *     allow-loss = yes
 */
#ifndef FLEET_POLICY_H
#define FLEET_POLICY_H

#include "diag/finding.h"

struct policy;

/* The name of the file that is looked for. Not a hidden one: it can silence findings. */
#define POLICY_NAME "bondwright.ini"

/* Sets libinih up, whose settings belong to the process: once, before the first policy and any thread. */
void policy_prepare(void);

/* Reads a policy. What is wrong with it is added to `faults` (POLICY), in order; the other lines hold. */
const struct policy *policy_read(struct arena *a, const struct source *s, struct findings *faults);

/*
 * The policy file for the description at `path`: the nearest bondwright.ini in its directory or above. NULL:
 * there is none, or `*refused` says why the one that is there is not taken.
 */
const char *policy_find(struct arena *a, const char *path, const char **refused);

const char *policy_name(const struct policy *p);

/* The defaults; -1: it says nothing. */
int policy_fail_on(const struct policy *p);
int policy_allow_loss(const struct policy *p);

/* Gives the findings from `from` on the severities of the policy and takes out what it switches off; their
 * number. `p` may be NULL. */
size_t policy_apply(const struct policy *p, struct findings *f, size_t from);

#endif
