/*
 * What the files of the target share: how SUSE sets up its network, by the scripts of the package sysconfig
 * (ifup and /etc/init.d/network in /etc/sysconfig/network; 0.50 on SLES 10, 0.71 on SLES 11) and by wicked
 * (SLES 12), which reads the same files.
 */
#ifndef TARGETS_SUSE_SUSE_H
#define TARGETS_SUSE_SUSE_H

#include "targets/target.h"

#define SUSE_NETWORK "etc/sysconfig/network/"

/* True for slaves and ports, which have neither addresses nor routes of their own. */
static inline bool suse_is_enslaved(const struct iface *i)
{
	return i->owners.n > 0;
}

/* The addresses come by DHCP: then its routes have to wait for them. */
static inline bool suse_is_dynamic(const struct iface *i)
{
	return !suse_is_enslaved(i) && iface_is_dynamic(i);
}

/* ---- name.c ---- */

/* What its files are called behind ifcfg- and ifroute-: "bond0", "eth-id-00:16:3e:5e:6c:01". */
const char *suse_config(const struct render *r, const struct iface *i);
void suse_name_limits(struct render *r, const struct iface *i);

/* ---- boot.c: what network start does, in which order ---- */

/* True if it comes up at boot; a slave comes with its bond. */
bool suse_onboot(const struct iface *i);
const char *suse_startmode(const struct render *r, const struct iface *i);
void suse_boot_limits(struct render *r, const struct iface *i);

/* ---- link.c: MTU and address of an interface ---- */

void suse_link_limits(struct render *r, const struct iface *i);
void suse_link_view(struct render *r, const struct iface *i, struct view *v);

/* ---- vlan.c ---- */

/* True unless it is a VLAN that cannot be made: then it has no file. */
bool suse_is_rendered(const struct render *r, const struct iface *i);
void suse_vlan_limits(struct render *r, const struct iface *vlan);
void suse_vlan_view(struct render *r, const struct iface *i, struct view *v);

/* ---- bond.c ---- */

void suse_bond_limits(struct render *r, const struct iface *bond);
void suse_bond_view(struct render *r, const struct iface *i, struct view *v);
/* Parameters of the bonding module, where a bond needs some. */
void suse_render_bonding(struct render *r);

/* ---- wicked.c ---- */

/* False where wicked would refuse the bond for this option, and so its file, although the driver takes it. */
bool suse_wicked_takes(const struct iface *bond, enum bond_option o);
void suse_wicked_limits(struct render *r, const struct iface *bond);

/* ---- bridge.c ---- */

void suse_bridge_limits(struct render *r, const struct iface *bridge);
void suse_bridge_view(struct render *r, const struct iface *i, struct view *v);

/* ---- address.c ---- */

/* A lease that its file asks for, which on a slave or port it does not. */
bool suse_gets_dhcp(const struct iface *i);
bool suse_gets_dhcp6(const struct release *os, const struct iface *i);
void suse_address_limits(struct render *r, const struct iface *i);
void suse_address_view(struct render *r, const struct iface *i, struct view *v);
void suse_render_routes(struct render *r);

/* ---- view.c ---- */

/* The kth suffix of `n` variables, as wide as the last: ifup and wicked take them as their names sort. */
const char *suse_suffix(struct render *r, size_t k, size_t n);

struct view *suse_ifcfg_view(struct render *r, const struct iface *i);

/* ---- packages.c ---- */

void suse_packages(struct render *r);

#endif
