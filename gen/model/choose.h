/* What a description leaves open and bondwright decides: bond modes and monitors, bridge timing, MTU, MAC, who makes
 * the bridges of a Xen host. */
#ifndef MODEL_CHOOSE_H
#define MODEL_CHOOSE_H

#include "model/net.h"

/* Fills the values of each interface that are in force; says what was chosen (CHOICE, info). */
void net_choose(struct net *net, struct findings *findings);

#endif
