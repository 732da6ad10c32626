/*
 * The options of interfaces(5), in every spelling: those of ifupdown itself, and those that it hands to the
 * hooks of ifenslave, vlan, bridge-utils and resolvconf, or that ifupdown2 and ifupdown-ng take.
 */
#ifndef TARGETS_DEBIAN_KEYS_H
#define TARGETS_DEBIAN_KEYS_H

#include <stdbool.h>

#include "base/arena.h"
#include "model/host.h"

enum eni_use {
	USE_UNKNOWN,
	USE_ADDRESS,
	USE_NETMASK,
	USE_BROADCAST,
	USE_NETWORK,
	USE_GATEWAY,
	USE_MTU,
	USE_MAC,
	USE_DHCP6, /* `dhcp` of method auto */
	USE_UP,    /* a command, when the interface comes up */
	USE_DOWN,  /* and when it goes down */
	USE_SLAVES,
	USE_MASTER,
	USE_PRIMARY,
	USE_TARGETS,
	USE_NS_TARGETS,
	USE_BOND_OPTION, /* `option` */
	USE_PORTS,
	USE_STP,
	USE_BRIDGE_MAC,
	USE_BRIDGE_VALUE, /* taken as it is: `key` of the language */
	USE_RAW_DEVICE,
	USE_VLAN_ID,
	USE_SERVERS,
	USE_SEARCH,
	USE_COMMENT,
	USE_LOSS,    /* does something that a description has no place for, unless its value is `idle` */
	USE_IDLE,    /* configures nothing by itself */
	USE_FOREIGN, /* of Open vSwitch */
};

struct eni_key {
	const char *name; /* with '-' for '_' */
	enum eni_use use;
	const char *key; /* of the language */
	enum bond_option option;
	const char *idle; /* the value that asks for what is so anyway */
	bool bond, slave; /* the hook of ifenslave reads it in a bond's stanza, in a slave's */
	bool bridge;      /* the hook of bridge-utils reads it */
	bool list;        /* several words */
	const char *why;  /* of USE_LOSS: what it does; NULL: its name says it */
};

/* The key that `written` spells, exactly but for '_' and '-'; NULL: none that is known. */
const struct eni_key *eni_key_find(struct arena *a, const char *written);

/* The known option that an unknown one was to be: by its spelling ("bridge_fe"), without a prefix
 * ("ad_select"), or with a blank in it ("bond" of the value "mode 0"). NULL: nothing is near. */
const char *eni_key_meant(struct arena *a, const char *written, const char *value);

#endif
