/* XEN001 to XEN004: who makes the bridges of a Xen host, and what that does to bonds. */
#include "rules/look.h"

#define NICS2      "nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}, {name: eth1, mac: \"52:54:00:00:00:02\"}]\n"
#define BOND(mode) "bonds: [{name: bond0, slaves: [eth0, eth1], mode: " mode ", miimon: 100}]\n"
#define BY(who)    "xend: {bridges: " who "}\n"
#define BRIDGE     "bridges: [{name: xenbr0, ports: [bond0]}]\n"

/* ---- XEN001 ---- */

static void a_bond_that_no_bridge_takes_in(void **state)
{
	static const struct {
		const char *os, *virtualization, *rest;
		int severity;
	} cases[] = {
		{"squeeze", "xen", NICS2 BOND("802.3ad") BY("network-bridge"), ERROR},
		{"sles10", "xen", NICS2 BOND("802.3ad") BY("network-bridge"), ERROR},
		/* the bridge is there, but network-bridge cannot make it */
		{"squeeze", "xen",
		 "nics: [{name: eth0}, {name: eth1}, {name: eth2}]\n" BOND("802.3ad")
			 BY("network-bridge") "bridges: [{name: b, ports: [bond0, eth2]}]\n",
		 ERROR},
		/* with netdev it takes what it is told: the bond may be the host's own */
		{"squeeze", "xen",
		 "nics: [{name: eth0}, {name: eth1}, {name: eth2}]\n" BOND("802.3ad")
			 BY("network-bridge") "bridges: [{name: b, ports: [eth2]}]\n",
		 -1},
		{"squeeze", "xen", NICS2 BOND("802.3ad") BY("network-bridge") BRIDGE, -1},
		{"squeeze", "xen", NICS2 BOND("802.3ad") BY("distro"), -1},
		{"squeeze", "xen", NICS2 BOND("802.3ad") BY("none"), -1},
		{"squeeze", "xen", NICS2 BOND("802.3ad"), -1},
		{"squeeze", "xen", NICS2 BY("network-bridge"), -1}, /* no bond to lose a slave */
		{"stretch", "xen", NICS2 BOND("802.3ad") BY("network-bridge"), -1}, /* no xend: XEN004 */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (severity(*state, cases[i].os, cases[i].virtualization, cases[i].rest, "XEN001") !=
		    cases[i].severity)
			fail_msg("case %zu", i);
}

static const char *help_of(struct arena *a, const char *os, const char *rest, const char *id)
{
	struct findings f = judge(a, host_of(a, os, "xen", rest));

	if (!find(&f, id))
		fail_msg("no %s on %s for\n%s", id, os, rest);
	return find(&f, id)->help;
}

/* A help must not be what another rule forbids: no netdev=bond0 before 3.4. */
static void the_way_out_depends_on_the_version(void **state)
{
	static const char rest[] = NICS2 BOND("802.3ad") BY("network-bridge");

	assert_has(help_of(*state, "squeeze", rest, "XEN001"), "ports: [bond0]");
	/* pbond0 is there already: network-bridge would do nothing */
	assert_string_equal(help_of(*state, "squeeze", arena_printf(*state, "%sbridges: [{name: pbond0}]\n", rest), "XEN001"),
			    "bridges: distro");
	assert_string_equal(help_of(*state, "lenny", rest, "XEN001"), "bridges: distro");
	assert_string_equal(help_of(*state, "sles10", rest, "XEN001"), "bridges: distro");
	/* 4.1 makes no second bridge */
	assert_has(help_of(*state, "wheezy", rest, "XEN001"), "ports: [bond0]");
	assert_string_equal(help_of(*state, "wheezy",
				    arena_printf(*state, "%sbridges: [{name: inner}]\n", rest), "XEN001"),
			    "bridges: distro");
}

/* ---- XEN002 ---- */

static void a_bond_loses_its_slaves_before_xen_3_4(void **state)
{
	static const char rest[] = NICS2 BOND("802.3ad") BRIDGE;
	static const struct {
		const char *version;
		int severity;
	} cases[] = {{"3.0", WARNING}, {"3.1", WARNING}, {"3.2", WARNING}, {"3.3", WARNING},
		     {"3.4", -1},      {"4.0", -1},      {"4.4", -1}};
	struct findings f;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *host =
			arena_printf(*state, "%sxend: {bridges: network-bridge, version: \"%s\"}\n", rest,
				     cases[i].version);

		if (severity(*state, "rhel6.8", "xen", host, "XEN002") != cases[i].severity)
			fail_msg("Xen %s", cases[i].version);
	}
	assert_int_equal(
		severity(*state, "lenny", "xen", NICS2 BOND("802.3ad") BRIDGE BY("distro"), "XEN002"), -1);
	assert_int_equal(severity(*state, "lenny", "xen", rest, "XEN002"), -1);
	assert_int_equal(severity(*state, "lenny", "xen",
				  NICS2 "bridges: [{name: b, ports: [eth0]}]\n" BY("network-bridge"),
				  "XEN002"),
			 -1);
	f = judge(*state, host_of(*state, "lenny", "xen", NICS2 BOND("802.3ad") BRIDGE BY("network-bridge")));
	assert_at(&f, "XEN002", "network-bridge");
	assert_string_equal(find(&f, "XEN002")->object, "bond0");
	assert_help(&f, "XEN002", "bridges: distro");
}

/* Where ifup cannot put a bond into a bridge, the distribution is no way out. */
static void not_to_a_distribution_that_cannot(void **state)
{
	static const char rest[] = NICS2 BOND("802.3ad") BRIDGE BY("network-bridge");

	assert_string_equal(help_of(*state, "rhel5.4", rest, "XEN002"), "bridges: distro");
	assert_has(help_of(*state, "rhel5.2", rest, "XEN002"), "3.4");
}

/* ---- XEN003 ---- */

static void two_makers_on_one_host(void **state)
{
	static const char both[] =
		NICS2 "bridges: [{name: xenbr0, ports: [eth0]}, {name: inner}]\n" BY("network-bridge");
	static const char two_ports[] =
		NICS2 "bridges: [{name: b, ports: [eth0, eth1], stp: true, forward_delay: 15}]\n" BY("network-bridge");
	struct findings f;

	assert_int_equal(severity(*state, "squeeze", "xen", both, "XEN003"), WARNING);
	assert_int_equal(severity(*state, "sles10", "xen", two_ports, "XEN003"), WARNING);
	/* from 4.1 on the script does nothing once there is a bridge: a loss, not two makers */
	assert_int_equal(severity(*state, "wheezy", "xen", both, "XEN003"), -1);
	assert_int_equal(severity(*state, "wheezy", "xen", both, "LOSS001"), ERROR);
	assert_int_equal(severity(*state, "squeeze", "xen",
				  NICS2 "bridges: [{name: xenbr0, ports: [eth0]}]\n" BY("network-bridge"),
				  "XEN003"),
			 -1);
	assert_int_equal(severity(*state, "squeeze", "xen",
				  NICS2
				  "bridges: [{name: xenbr0, ports: [eth0]}, {name: inner}]\n" BY("distro"),
				  "XEN003"),
			 -1);
	f = judge(*state, host_of(*state, "squeeze", "xen", both));
	assert_string_equal(find(&f, "XEN003")->object, "inner");
}

/* ---- XEN004 ---- */

static void settings_of_an_xend_that_is_not_there(void **state)
{
	static const struct {
		const char *os, *virtualization, *rest;
		int severity;
	} cases[] = {
		{"stretch", "xen", "xend: {bridges: distro}\n", ERROR},
		{"stretch", "xen", "xend: {nloopbacks: 4}\n", ERROR},
		{"stretch", "xen", "xend: {version: \"4.4\", bridges: distro}\n", -1},
		{"stretch", "xen", "", -1},
		{"jessie", "xen", "xend: {bridges: distro}\n", -1},
		{"rhel6.8", "xen", "xend: {bridges: distro}\n", ERROR},
		{"squeeze", "kvm", "xend: {bridges: distro}\n", ERROR},
		{"squeeze", "none", "xend: {version: \"4.0\"}\n", ERROR},
		{"squeeze", "kvm", "", -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (severity(*state, cases[i].os, cases[i].virtualization,
			     arena_printf(*state, NICS2 "%s", cases[i].rest), "XEN004") != cases[i].severity)
			fail_msg("case %zu", i);
}

static void it_points_at_what_is_written(void **state)
{
	struct findings f =
		judge(*state, "host: vm1.example.com\nos: squeeze\nxend: {nloopbacks: 7}\n" NICS2);

	assert_at(&f, "XEN004", "7");
	assert_has(find(&f, "XEN004")->message, "virtualization is none");
	f = judge(*state, host_of(*state, "bookworm", "xen", NICS2 "xend: {bridges: none}\n"));
	assert_at(&f, "XEN004", "none");
	assert_has(find(&f, "XEN004")->message, "4.17");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_bond_that_no_bridge_takes_in),
		TEST(the_way_out_depends_on_the_version),
		TEST(a_bond_loses_its_slaves_before_xen_3_4),
		TEST(not_to_a_distribution_that_cannot),
		TEST(two_makers_on_one_host),
		TEST(settings_of_an_xend_that_is_not_there),
		TEST(it_points_at_what_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
