/* Hosts that the tests of bonds and their cabling vary. */
#ifndef TESTS_RULES_HOSTS_H
#define TESTS_RULES_HOSTS_H

#include "base/arena.h"
#include "rules/example.h"

/* A host with two NICs and a bond of them that has these fields. */
static inline const char *bond_on(struct arena *a, const char *os, const char *fields)
{
	return arena_printf(a,
			    "host: vm1.example.com\nos: %s\n" EXAMPLE_NICS
			    "bonds: [{name: bond0, slaves: [eth0, eth1], %s}]\n",
			    os, fields);
}

static inline const char *bond(struct arena *a, const char *fields)
{
	return bond_on(a, "bookworm", fields);
}

/* The same bond in a bridge with guests. */
static inline const char *bridged(struct arena *a, const char *fields)
{
	return arena_printf(a, "%svirtualization: lxc\nbridges: [{name: br0, ports: [bond0]}]\n",
			    bond(a, fields));
}

/* Two switches: linked, one stack, of which nothing more is said, each on its own. */
#define LINKED  "{name: sw-a, peers: [sw-b]}, {name: sw-b, peers: [sw-a]}"
#define STACK   "{name: sw-a, stack: core}, {name: sw-b, stack: core}"
#define UNKNOWN "{name: sw-a}, {name: sw-b}"
#define APART   "{name: sw-a, peers: []}, {name: sw-b, peers: []}"

/* A host with these switches, two NICs with these fields, and a bond of them with these. */
static inline const char *wired(struct arena *a, const char *switches, const char *eth0, const char *eth1,
				const char *fields)
{
	return arena_printf(a,
			    EXAMPLE_HOST("bookworm") "switches: [%s]\n"
						     "nics:\n"
						     "  - {name: eth0, mac: \"52:54:00:00:00:01\", %s}\n"
						     "  - {name: eth1, mac: \"52:54:00:00:00:02\", %s}\n"
						     "bonds: [{name: bond0, slaves: [eth0, eth1], %s}]\n",
			    switches, eth0, eth1, fields);
}

/* Both NICs' ports in `group` ("" for nothing written), eth0 on sw-a and eth1 on `second`. */
static inline const char *grouped(struct arena *a, const char *switches, const char *second,
				  const char *group, int mode)
{
	const char *port = *group ? arena_printf(a, ", port_group: %s", group) : "";

	return wired(a, switches, arena_printf(a, "switch: sw-a%s", port),
		     arena_printf(a, "switch: %s%s", second, port),
		     arena_printf(a, "mode: %d, miimon: 100", mode));
}

#endif
