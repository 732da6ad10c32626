/* The tree of a host as it is to be, with what others have there: is it the host that was meant? */
#ifndef FLEET_AFTER_H
#define FLEET_AFTER_H

#include "files/plan.h"
#include "model/net.h"
#include "source/tree.h"

/*
 * The files at places where those of hosts may be, as the changes leave them. `tree`: what is there now, as
 * host_tree_open() fills it and reading it as a host goes on to, with files that others name.
 */
struct tree *after_tree(struct arena *a, const struct tree *tree, const struct change *v, size_t n);

/* Adds what is wrong with the host that these files make, as far as it lies in lines that are not ours: TREE023. What
 * is said of a line already, there or by the plan, is not said again. `tree`: as host_tree_open() fills it; it grows. */
void after_judge(struct arena *a, const struct plan *p, struct tree *tree, const struct net *net,
		 struct findings *findings);

#endif
