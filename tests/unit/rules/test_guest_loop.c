/* GUEST010: guests whose own frames come back to their bridge. */
#include "rules/look.h"

#define NICS2      "nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}, {name: eth1, mac: \"52:54:00:00:00:02\"}]\n"
#define BOND(mode) "bonds: [{name: bond0, slaves: [eth0, eth1], mode: " mode ", miimon: 100}]\n"
#define BRIDGE     "bridges: [{name: xenbr0, ports: [bond0]}]\n"

static void old_bonding_delivers_twice(void **state)
{
	static const struct {
		const char *os, *virtualization, *rest;
		int severity;
	} cases[] = {
		{"sles10", "xen", NICS2 BOND("active-backup") BRIDGE, ERROR},
		{"sles10", "xen", NICS2 BOND("802.3ad") BRIDGE, -1},
		{"sles10", "xen", NICS2 BOND("active-backup"),
		 -1}, /* no bridge: the stack takes the second copy */
		{"sles10", "none", NICS2 BOND("active-backup") BRIDGE, -1}, /* nobody behind it */
		{"sles10", "xen",
		 NICS2 "bonds: [{name: bond0, slaves: [eth0], mode: 1, miimon: 100}]\n" BRIDGE, -1},
		{"sles10", "xen",
		 NICS2 BOND("active-backup") "vlans: [{id: 5, parent: bond0}]\nbridges: [{name: b5, ports: "
					     "[bond0.5]}]\n",
		 ERROR},
		{"etch", "xen", NICS2 BOND("active-backup") BRIDGE, -1}, /* 2.6.18: bonding 3.0.3 */
		{"rhel5.4", "xen", NICS2 BOND("active-backup") BRIDGE, -1},
		{"sles11", "xen", NICS2 BOND("active-backup") BRIDGE, -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (severity(*state, cases[i].os, cases[i].virtualization, cases[i].rest, "GUEST010") !=
		    cases[i].severity)
			fail_msg("case %zu", i);
}

/* That a failover loses the guests is the lesser evil where they are not reached at all. */
static void it_says_more_than_guest001(void **state)
{
	static const char rest[] = NICS2 BOND("active-backup") BRIDGE;

	assert_int_equal(severity(*state, "sles10", "xen", rest, "GUEST001"), -1);
	assert_int_equal(severity(*state, "sles11", "xen", rest, "GUEST001"), WARNING);
}

static void the_mode_that_the_ports_are_made_for(void **state)
{
	static const char stack[] =
		"switches: [{name: a, stack: s, lacp: true}, {name: b, stack: s, lacp: true}]\n"
		"nics: [{name: eth0, switch: a, port_group: lacp}, {name: eth1, switch: b, port_group: "
		"lacp}]\n" BOND("active-backup") BRIDGE;

	assert_string_equal(one(*state, "sles10", stack, "GUEST010")->help, "mode: 802.3ad");
	assert_has(one(*state, "sles10", NICS2 BOND("active-backup") BRIDGE, "GUEST010")->help, "a single NIC");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(old_bonding_delivers_twice),
		TEST(it_says_more_than_guest001),
		TEST(the_mode_that_the_ports_are_made_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
