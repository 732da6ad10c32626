/* The keys of ifcfg files and of sysconfig/network: one table for what is written and for what is read. */
#ifndef TARGETS_RHEL_KEYS_H
#define TARGETS_RHEL_KEYS_H

#include <stdbool.h>

enum rhel_key_use {
	KEY_READ,    /* by a function of the reader */
	KEY_NOTHING, /* configures nothing that a description could lack: `why` */
	KEY_LOSS,    /* does something that a description has no place for: `why` says what */
};

enum { ON_NIC = 1 << 0, ON_BOND = 1 << 1, ON_VLAN = 1 << 2, ON_BRIDGE = 1 << 3, ON_ALIAS = 1 << 4 };

struct rhel_key {
	const char *name; /* "IPADDR#": with a number behind it, or none; "DNS%": with one */
	enum rhel_key_use use;
	unsigned on;      /* kinds of interfaces that it means something on; 0: all, aliases aside */
	const char *idle; /* values, apart by blanks, that are what is the case anyway; NULL: none */
	const char *why;
};

/* The row of a key; NULL: the network scripts and NetworkManager know none of that name. */
const struct rhel_key *rhel_key(const char *name);
const struct rhel_key *rhel_network_key(const char *name); /* in sysconfig/network */

/* True if the value is one of those that change nothing, in any capitalisation. */
bool rhel_key_is_idle(const struct rhel_key *key, const char *value);

/* The known key that `name` was meant to be; NULL: none is near. */
const char *rhel_key_nearest(const char *name);

#endif
