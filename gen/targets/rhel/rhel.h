/*
 * What the files of the target share: how RHEL's network scripts do things, from initscripts 7.93 (RHEL 4) to
 * network-scripts 10 (RHEL 8); script names below are those in /etc/sysconfig/network-scripts.
 */
#ifndef TARGETS_RHEL_RHEL_H
#define TARGETS_RHEL_RHEL_H

#include "targets/target.h"

/* What is decided once for all interfaces of the host: both go through all of them. */
struct rhel_host {
	bool vlans_by_number;           /* sysconfig/network has to say that VLANs are called by number */
	const struct iface *dns_holder; /* whose file names the name servers; NULL: none can */
};

/* True for slaves and ports: ifup-eth leaves them alone once they are enslaved, before any address, route
 * or name server. */
static inline bool rhel_is_enslaved(const struct iface *i)
{
	return i->owners.n > 0;
}

/* What ONBOOT says; a slave comes and goes with its bond. */
bool rhel_onboot(const struct iface *i);

/* ---- boot.c: in which order `network start` goes through the interfaces ---- */

void rhel_boot_limits(struct render *r, const struct iface *i);

/* ---- name.c: names of interfaces that the scripts stumble over ---- */

void rhel_name_limits(struct render *r, const struct iface *i);
/* "eth" where the name alone would make ifup run another script than ifup-eth; NULL elsewhere. */
const char *rhel_devicetype(const char *name);

/* ---- link.c: MTU and address of an interface ---- */

void rhel_link_limits(struct render *r, const struct iface *i);
void rhel_link_view(struct render *r, const struct iface *i, struct view *v);

/* ---- module.c ---- */

void rhel_module_limits(struct render *r);
void rhel_render_modules(struct render *r);

/* ---- grep.c: what ifup-eth looks for with an unanchored grep ---- */

/* True if `grep PATTERN` finds the address in `text`: its dots stand for any character. */
bool rhel_grep(const char *pattern, const char *text);

/* Fills `order` with 0..n-1 so that no address is found in one before it, which would make ifup-eth take it
 * for being set already; otherwise as listed. */
void rhel_grep_order(const char *const *addresses, size_t n, size_t *order);

/* ---- bond.c ---- */

void rhel_bond_limits(struct render *r, const struct iface *bond);
void rhel_bond_view(struct render *r, const struct iface *i, struct view *v);

/* ---- bridge.c ---- */

void rhel_bridge_limits(struct render *r, const struct iface *bridge);
void rhel_bridge_view(struct render *r, const struct iface *i, struct view *v);

/* ---- vlan.c ---- */

/* How ifup can be told of a VLAN. */
enum rhel_vlan {
	VLAN_PARENT_ID, /* by the name alone, PARENT.ID */
	VLAN_NUMBER,    /* by the name vlanID, and PHYSDEV */
	VLAN_KEYS,      /* by PHYSDEV and VID, under any name */
	VLAN_MIXED,     /* it would be by number, but others of the host are not */
	VLAN_CANNOT,
};

#define RHEL_NUMBER_NAMES "VLAN_PLUS_VID_NO_PAD"

enum rhel_vlan rhel_vlan(const struct render *r, const struct iface *vlan);

/* For struct rhel_host. */
bool rhel_vlans_by_number(const struct net *net);

/* True unless it is a VLAN that cannot be made: then it has no files. */
static inline bool rhel_is_rendered(const struct render *r, const struct iface *i)
{
	return i->kind != VLAN || rhel_vlan(r, i) < VLAN_MIXED;
}

/* "name: bond0.256": help with one that works. */
const char *rhel_vlan_name(struct render *r, const struct iface *vlan);
void rhel_vlan_limits(struct render *r, const struct iface *vlan);
void rhel_vlan_view(struct render *r, const struct iface *i, struct view *v);

/* ---- address.c ---- */

/* Addresses of an interface, as positions in its list. */
struct rhel_v4 {
	size_t *own, nown;     /* IPADDR and following, in the order in which ifup-eth adds them */
	size_t *alias, nalias; /* each in an alias file of its own */
};

struct rhel_v4 rhel_v4(struct render *r, const struct iface *i);
/* "br0:1" for the first one; NULL: too long for a label. */
const char *rhel_alias(struct render *r, const struct iface *i, size_t n);
bool rhel_uses_ipv6(const struct iface *i);
/* True if its file asks for a lease; by DHCPv6. */
bool rhel_gets_dhcp(const struct iface *i);
bool rhel_gets_dhcp6(const struct render *r, const struct iface *i);
void rhel_address_limits(struct render *r, const struct iface *i);
void rhel_address_view(struct render *r, const struct iface *i, struct view *v);

/* ---- dns.c ---- */

/* For struct rhel_host, whose vlans_by_number is set. */
const struct iface *rhel_dns_holder(const struct render *r);
void rhel_dns_limits(struct render *r);
void rhel_dns_view(struct render *r, const struct iface *i, struct view *v);

/* ---- packages.c ---- */

void rhel_packages(struct render *r);

/* ---- view.c ---- */

struct view *rhel_ifcfg_view(struct render *r, const struct iface *i);

#endif
