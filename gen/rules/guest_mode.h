/* Which mode a bond with guests behind it can have: what the ports of its slaves allow. */
#ifndef RULES_GUEST_MODE_H
#define RULES_GUEST_MODE_H

#include "rules/rule.h"

/* True if two slaves' ports are known to be no common partner's. */
bool on_several_partners(const struct iface *bond);

/* Whether the slaves' ports could be configured as one LACP group. */
enum lacp { LACP_NEVER, LACP_PERHAPS, LACP_CAN };

enum lacp lacp_possible(const struct iface *bond);

/* The mode in which the switch itself moves the guests' traffic, as help; NULL: the ports do not allow it. */
const char *grouped_mode(struct run *r, const struct iface *bond);

/* Gives the finding the mode to change to as help. */
void help_guest_mode(struct run *r, const struct iface *bond);

#endif
