/* What the slaves of bonds are cabled to: the questions that topology rules ask. */
#ifndef RULES_CABLING_H
#define RULES_CABLING_H

#include "rules/rule.h"

/* The switch, or the host behind a direct cable, that a slave is cabled to, by name; NULL: not described. */
const char *far_end(struct run *r, const struct iface *slave);

/* True if two slaves whose far ends are described end at one system: a switch, a stack, a host. */
bool one_partner(struct run *r, const struct iface *a, const struct iface *b);

/* Where the far end of a slave is written. */
struct subject on_cable(struct run *r, const struct iface *slave);

/* What the switch port of a slave is known to be, an enum port_group; -1: not known, or a direct cable. */
long port_group(const struct iface *slave);

/* The safe mode of the bond as a help text ("mode: 802.3ad"), with what else must change for it. */
const char *mode_advice(struct run *r, const struct iface *bond);

/* That mode as a fix of the last finding: only where its help is that alone, and the group of every slave's port is
 * written, so that no switch has to change for it. */
void fix_mode(struct run *r, const struct iface *bond);

/*
 * The networks that the switches form by their links and stacks: for each switch of the host the number of
 * one switch of its network. UNSURE where one of that network does not list its `peers`, as there may be
 * more links then.
 */
enum { UNSURE = -1 };

const long *networks(struct run *r);

/* True if the links and stacks that are described join the two switches. */
bool one_network(struct run *r, const struct network_switch *a, const struct network_switch *b);

/* True if each slave is known to be in a network of its own: then nothing comes back through another one. */
bool isolated_slaves(struct run *r, const struct iface *bond);

#endif
