/* The ways between the switches of a bond, where the rules' examples do not reach. */
#include "rules/hosts.h"
#include "rules/look.h"

static int severity_of(struct arena *a, const char *host, const char *id)
{
	struct findings f = judge(a, host);

	if (count(&f, id) > 1)
		fail_msg("%s is there %zu times in\n%s", id, count(&f, id), host);
	return find(&f, id) ? (int)find(&f, id)->severity : -1;
}

/* ---- TOPO002 ---- */

static void a_group_ends_at_one_partner(void **state)
{
	static const struct {
		const char *switches, *eth0, *eth1;
		bool split;
	} cases[] = {
		{LINKED, "switch: sw-a, port_group: static", "switch: sw-b, port_group: static", true},
		{UNKNOWN, "switch: sw-a", "switch: sw-b", true},
		{LINKED, "switch: sw-a", "switch: sw-a", false},
		{STACK, "switch: sw-a, port_group: static", "switch: sw-b, port_group: static", false},
		{APART, "switch: sw-a", "switch: sw-b", false}, /* bonding.rst, 12.2 */
		{"{name: sw-a, peers: []}, {name: sw-b}", "switch: sw-a", "switch: sw-b", true},
		{LINKED, "switch: sw-a", "speed: 1000", false}, /* not described is not known */
		{LINKED, "peer: boxb/eth0", "peer: boxb/eth1", false},
		{LINKED, "peer: boxb/eth0", "peer: boxc/eth0", true},
		{LINKED, "switch: sw-a", "peer: boxb/eth0", true},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		for (int mode = 0; mode <= 6; mode++) {
			const char *fields = arena_printf(*state, "mode: %d, miimon: 100", mode);
			const char *host = wired(*state, cases[i].switches, cases[i].eth0, cases[i].eth1, fields);
			int expected = cases[i].split && (mode == BALANCE_RR || mode == BALANCE_XOR) ? ERROR : -1;

			if (severity_of(*state, host, "TOPO002") != expected)
				fail_msg("mode %d, case %zu", mode, i);
		}
}

static void plain_ports_come_first(void **state)
{
	raises(*state, grouped(*state, LINKED, "sw-b", "none", BALANCE_XOR), "TOPO003");
	raises(*state, grouped(*state, LINKED, "sw-b", "static", BALANCE_XOR), "TOPO002");
}

static void the_advice_for_a_split_group(void **state)
{
	struct findings f = judge(*state, grouped(*state, LINKED, "sw-b", "static", BALANCE_XOR));

	/* active-backup over a static group would be TOPO004 */
	assert_help(&f, "TOPO002",
		    "mode: active-backup        with port_group: none, each port on its own\n"
		    "stack: NAME        on both switches, if they are one stack or MLAG pair");
	assert_at(&f, "TOPO002", "2");
	f = judge(*state, wired(*state, LINKED, "switch: sw-a", "peer: boxb/eth0", "mode: 2, miimon: 100"));
	assert_help(&f, "TOPO002", "mode: active-backup"); /* no stack reaches over a direct cable */
}

/* ---- TOPO007 ---- */

static void a_way_between_the_switches(void **state)
{
	static const struct {
		const char *switches;
		bool cut;
	} cases[] = {
		{APART, true},
		{LINKED, false},
		{STACK, false},
		{UNKNOWN, false}, /* they may be linked */
		{"{name: sw-a, peers: []}, {name: sw-b}", false},
		{"{name: sw-a, peers: [x]}, {name: sw-b, peers: [x]}, {name: x, peers: [sw-a, sw-b]}", false},
		{"{name: sw-a, peers: [x]}, {name: sw-b, peers: [y]}, {name: x, peers: [sw-a]}, {name: y, peers: [sw-b]}", true},
		{"{name: sw-a, peers: [x]}, {name: sw-b, peers: []}, {name: x}", false}, /* x may lead there */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		for (int mode = 0; mode <= 6; mode++) {
			bool one_at_a_time = mode == ACTIVE_BACKUP || mode == BALANCE_TLB || mode == BALANCE_ALB;
			int expected = cases[i].cut && one_at_a_time ? WARNING : -1;

			if (severity_of(*state, grouped(*state, cases[i].switches, "sw-b", "", mode), "TOPO007") != expected)
				fail_msg("mode %d, switches %s", mode, cases[i].switches);
		}
}

/* ---- TOPO008 ---- */

static const char *tracked(struct arena *a, const char *one, const char *other, const char *fields)
{
	return wired(a,
		     arena_printf(a, "{name: sw-a, peers: [sw-b]%s}, {name: sw-b, peers: [sw-a]%s}", one, other),
		     "switch: sw-a", "switch: sw-b", fields);
}

#define YES ", link_state_tracking: true"
#define NO  ", link_state_tracking: false"

static void what_switches_say_of_their_uplinks(void **state)
{
	static const struct {
		const char *one, *other;
		int severity;
	} cases[] = {{YES, YES, -1}, {YES, NO, WARNING}, {NO, YES, WARNING}, {"", NO, WARNING}, {NO, "", WARNING},
		     {"", "", INFO}, {YES, "", INFO}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(severity_of(*state, tracked(*state, cases[i].one, cases[i].other, "mode: 1, miimon: 100"),
					     "TOPO008"), cases[i].severity);
}

static void who_sees_more_than_carrier(void **state)
{
	const char *arp = "mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.1, 10.0.0.2], addresses: [10.0.0.3/24]";

	assert_int_equal(severity_of(*state, tracked(*state, NO, NO, arp), "TOPO008"), -1);
	assert_int_equal(severity_of(*state, tracked(*state, NO, NO, "mode: 4, miimon: 100"), "TOPO008"), -1); /* LACPDUs */
	assert_int_equal(severity_of(*state, tracked(*state, NO, NO, "mode: 1"), "TOPO008"), -1); /* BOND003 */
	assert_int_equal(severity_of(*state, wired(*state, "{name: sw-a" NO "}", "switch: sw-a", "speed: 1000", "mode: 1, miimon: 100"),
				     "TOPO008"), -1);
	/* one switch: nothing to fail over to in active-backup */
	assert_int_equal(severity_of(*state, grouped(*state, "{name: sw-a" NO "}", "sw-a", "", 1), "TOPO008"), -1);
	assert_int_equal(severity_of(*state, grouped(*state, "{name: sw-a" NO "}", "sw-a", "static", 2), "TOPO008"), WARNING);
	assert_int_equal(severity_of(*state, grouped(*state, "{name: sw-a" NO "}", "sw-a", "none", 0), "TOPO008"), -1);
}

static void no_arp_monitor_is_advised_where_it_does_harm(void **state)
{
	struct findings f = judge(*state, tracked(*state, YES, NO, "mode: 1, miimon: 100"));

	assert_has(find(&f, "TOPO008")->help, "arp_interval: 500");
	f = judge(*state, arena_printf(*state, "%svirtualization: kvm\nbridges: [{name: br0, ports: [bond0]}]\n",
				       tracked(*state, YES, NO, "mode: 1, miimon: 100")));
	assert_help(&f, "TOPO008", "link_state_tracking: true        for 'sw-b', once its host ports follow its uplinks");
	f = judge(*state, grouped(*state, "{name: sw-a" NO "}", "sw-a", "static", 2)); /* BOND010 */
	assert_lacks(find(&f, "TOPO008")->help, "arp_interval");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_group_ends_at_one_partner),
		TEST(plain_ports_come_first),
		TEST(the_advice_for_a_split_group),
		TEST(a_way_between_the_switches),
		TEST(what_switches_say_of_their_uplinks),
		TEST(who_sees_more_than_carrier),
		TEST(no_arp_monitor_is_advised_where_it_does_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
