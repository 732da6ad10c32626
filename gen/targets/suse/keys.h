/* What SUSE's scripts and wicked do with the keys of ifcfg files and of etc/sysconfig/network/config. */
#ifndef TARGETS_SUSE_KEYS_H
#define TARGETS_SUSE_KEYS_H

#include <stdbool.h>

enum key_use {
	KEY_READ,    /* read_iface.c takes it */
	KEY_ADDRESS, /* belongs to the IPADDR of the same suffix: read_address.c */
	KEY_NOTHING, /* nothing of the network depends on it */
	KEY_LOST,    /* it does something that a description has no place for: `what` */
};

/* Kinds of interfaces whose scripts read a key; 0: those of all. */
enum { FOR_VLAN = 1, FOR_BOND = 2, FOR_BRIDGE = 4 };

struct suse_key {
	const char *name; /* with a '*' behind it: and all that begin so */
	enum key_use use;
	unsigned kinds;
	const char *usual; /* the value by which nothing of what is lost happens; NULL: none */
	const char *what;
};

/* NULL: neither the scripts nor wicked read it. */
const struct suse_key *suse_ifcfg_key(const char *key);
const struct suse_key *suse_config_key(const char *key);

/* True for a setting that could as well be left out: by its key, or because it is what is usual, or empty,
 * which the scripts do not tell from unset. */
bool suse_says_nothing(const struct suse_key *k, const char *value);

#endif
