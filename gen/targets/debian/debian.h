/*
 * The debian target: /etc/network/interfaces for ifupdown with the hooks of ifenslave, vlan and
 * bridge-utils, and the files around it that ifupdown does not write.
 */
#ifndef TARGETS_DEBIAN_DEBIAN_H
#define TARGETS_DEBIAN_DEBIAN_H

#include "targets/target.h"

/* How an option of a bond reaches the kernel. */
enum option_way {
	WAY_NONE,   /* not at all */
	WAY_HOOK,   /* as bond-OPTION: the hook of ifenslave writes it */
	WAY_MODULE, /* as a parameter of the module, one set for every bond */
	WAY_UP,     /* an `up` line writes it */
	WAY_EARLY,  /* a `pre-up` line writes it, before the hook: to a bond that is down or has no slaves */
};

/* `o` may be OPT_ARP_IP_TARGET or OPT_NS_IP6_TARGET too. */
enum option_way debian_option_way(const struct net *net, const struct iface *bond, enum bond_option o);

/* True if the module, when loaded, makes just the bonds that the host is to have. */
bool debian_module_makes_bonds(const struct net *net);

/* True if lines take the slaves in, because the hook would do that too late. */
bool debian_enslaves_by_line(const struct net *net, const struct iface *bond);

/* Who makes a VLAN interface, which depends on what it is called. */
enum vlan_maker {
	VLAN_BY_IFUPDOWN, /* ifupdown, from the name */
	VLAN_BY_HOOK,     /* the hook of the package vlan, from the name and vlan-raw-device */
	VLAN_BY_LINE,     /* a pre-up line: the tools do not know the name */
	VLAN_MISTAKEN,    /* nobody: the tools read another VLAN in the name */
};

enum vlan_maker debian_vlan_maker(const struct net *net, const struct iface *vlan);

/* True if the host gets an IPv6 address on `i` by DHCP, and the release can do that. */
bool debian_gets_dhcp6(const struct release *os, const struct iface *i);

/* True if `ifup -a` brings `i` up. A NIC that a bond or bridge takes in, and that has nothing of its own, is
 * brought up by that. */
bool debian_is_brought_up(const struct iface *i);

void debian_limits(struct render *r);

/* True if a stanza starts a DHCP client: on a slave or port too (BR003), which ifupdown treats like any other. */
bool debian_uses_dhcp(const struct net *net);

/* Of ifupdown's hooks and clients: those that the stanzas need. */
void debian_packages(struct render *r);

/* What templates/debian/interfaces is filled from. */
struct view *debian_interfaces_view(struct render *r);

#endif
