/* The link monitors of bonds: the questions that rules ask. */
#ifndef RULES_MONITOR_H
#define RULES_MONITOR_H

#include "rules/rule.h"

/* 0 counts as none: no file writes it, because on older kernels it switches the other monitor off. */
static inline bool mii_monitor(const struct iface *bond)
{
	return bond_number(bond, OPT_MIIMON) > 0;
}

static inline bool arp_monitor(const struct iface *bond)
{
	return bond_number(bond, OPT_ARP_INTERVAL) > 0;
}

static inline bool has_targets(const struct iface *bond)
{
	return bond->bond->arp_ip_target.n || bond->bond->ns_ip6_target.n;
}

/* The options of the ARP monitor that are written, for helps: "arp_interval, arp_ip_target". */
const char *arp_options(struct run *r, const struct iface *bond);

/* The help that has an MII monitor in place of the ARP monitor. */
void help_mii(struct run *r, const struct iface *bond);

#endif
