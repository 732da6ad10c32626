/* What the comments of generated files say about an interface. */
#ifndef TARGETS_ABOUT_H
#define TARGETS_ABOUT_H

#include "targets/target.h"

/* "bond0: bond of eth0 and eth1": for the first line of its files. */
const char *about_iface(struct render *r, const struct iface *i);

/* The list `notes`: its comment line by line, and why what was chosen was chosen. */
void about_notes(struct render *r, const struct iface *i, struct view *v);

#endif
