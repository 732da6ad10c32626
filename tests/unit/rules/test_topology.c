/* The rules about cabling, where their examples do not reach. */
#include "rules/hosts.h"
#include "rules/judge.h"

/* ---- TOPO001 ---- */

#define LACP_MODE "mode: 802.3ad, miimon: 100"

static void lacp_has_one_partner(void **state)
{
	static const struct {
		const char *switches, *eth0, *eth1, *expected;
	} cases[] = {
		{LINKED, "switch: sw-a", "switch: sw-b", "TOPO001"},
		{UNKNOWN, "switch: sw-a", "switch: sw-b", "TOPO001"},
		{APART, "switch: sw-a", "switch: sw-b", "TOPO001"},
		{STACK, "switch: sw-a", "switch: sw-b", ""},
		{"{name: sw-a, stack: x}, {name: sw-b, stack: y}", "switch: sw-a", "switch: sw-b", "TOPO001"},
		{"{name: sw-a, stack: x}, {name: sw-b}", "switch: sw-a", "switch: sw-b", "TOPO001"},
		{LINKED, "switch: sw-a", "speed: 1000", ""}, /* not described is not known */
		/* direct cables */
		{LINKED, "peer: boxb/eth0", "peer: boxb/eth1", ""},
		{LINKED, "peer: boxb/eth0", "peer: boxc/eth0", "TOPO001"},
		{LINKED, "peer: boxb/eth0", "peer: box/eth0", "TOPO001"},
		{LINKED, "switch: sw-a", "peer: boxb/eth0", "TOPO001"},
		{LINKED, "switch: sw-a", "peer: sw-a/eth0",
		 "TOPO001"}, /* a host that is called like the switch */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		raises(*state, wired(*state, cases[i].switches, cases[i].eth0, cases[i].eth1, LACP_MODE),
		       cases[i].expected);
}

static void only_lacp_needs_one_partner(void **state)
{
	for (int mode = 0; mode <= 6; mode++)
		raises(*state, grouped(*state, LINKED, "sw-b", "", mode),
		       mode == LACP                               ? "TOPO001"
		       : mode == BALANCE_RR || mode == BALANCE_XOR ? "TOPO002"
								   : "");
}

static void an_undescribed_slave_hides_no_split(void **state)
{
	struct findings f =
		raises(*state,
		       EXAMPLE_HOST("bookworm") "switches: [" LINKED "]\n"
						"nics:\n"
						"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
						"  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-a}\n"
						"  - {name: eth2, mac: \"52:54:00:00:00:03\", switch: sw-b}\n"
						"bonds: [{name: bond0, slaves: [eth0, eth1, eth2], " LACP_MODE
						"}]\n",
		       "TOPO001");
	const struct finding *one = find(&f, "TOPO001");

	assert_string_equal(at(&f, &one->at), "802.3ad");
	assert_string_equal(at(&f, &one->notes->at), "sw-a");
	assert_string_equal(at(&f, &one->notes->next->at), "sw-b");
}

static void ports_are_the_lesser_problem_of_a_split(void **state)
{
	struct findings f = raises(*state, grouped(*state, LINKED, "sw-b", "none", 4), "TOPO001");

	assert_help(&f, "TOPO001",
		    "mode: active-backup\nstack: NAME        on both switches, if they are one stack or MLAG "
		    "pair");
	/* active-backup under an LACP group would be TOPO004 */
	f = raises(*state, grouped(*state, LINKED, "sw-b", "lacp", 4), "TOPO001");
	assert_help(&f, "TOPO001",
		    "mode: active-backup        with port_group: none, each port on its own\n"
		    "stack: NAME        on both switches, if they are one stack or MLAG pair");
	raises(*state, grouped(*state, LINKED, "sw-b", "none", 1), "");
	raises(*state, grouped(*state, STACK, "sw-b", "lacp", 4), "");
	/* no stack reaches over a direct cable */
	f = raises(*state, wired(*state, LINKED, "switch: sw-a", "peer: boxb/eth0", LACP_MODE), "TOPO001");
	assert_help(&f, "TOPO001", "mode: active-backup");
}

static void switches_of_the_site_count(void **state)
{
	const char *host =
		EXAMPLE_HOST("bookworm") "nics:\n"
					 "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}\n"
					 "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b}\n"
					 "bonds: [{name: bond0, slaves: [eth0, eth1], " LACP_MODE "}]\n";
	struct findings f = judge(*state, host);

	assert_string_equal(ids(&f, "TOPO013"), "TOPO013");
	f = judge_with(*state, host, "switches: [" STACK "]\n");
	assert_string_equal(ids(&f, "TOPO013"), "");
	f = judge_with(*state, host, "switches: [" LINKED "]\n");
	assert_string_equal(ids(&f, "TOPO013"), "TOPO001");
}

/* ---- TOPO005 ---- */

static void a_stack_member_is_a_switch(void **state)
{
	struct findings f = raises(*state, grouped(*state, STACK, "sw-a", "lacp", 4), "TOPO005");
	const struct span *place = &find(&f, "TOPO005")->at.span;

	assert_int_equal(find(&f, "TOPO005")->severity, WARNING);
	assert_memory_equal(place->source->bytes + place->from, "[eth0, eth1]", 12); /* the list of slaves */
	assert_help(&f, "TOPO005",
		    "switch: sw-b        for 'eth1'\nor accept it: allow: [{rule: TOPO005, object: bond0, "
		    "reason: \"WHY\"}]");
	raises(*state, grouped(*state, STACK, "sw-b", "lacp", 4), "");
}

static void who_is_not_on_one_switch(void **state)
{
	raises(*state, wired(*state, LINKED, "switch: sw-a", "speed: 1000", "mode: 1, miimon: 100"), "");
	raises(*state, wired(*state, LINKED, "switch: sw-a", "peer: boxb/eth1", "mode: 1, miimon: 100"), "");
	raises(*state, wired(*state, LINKED, "peer: boxb/eth0", "peer: boxb/eth1", "mode: 1, miimon: 100"),
	       "");
	raises(*state,
	       EXAMPLE_HOST("bookworm") "switches: [" LINKED "]\n"
					"nics:\n"
					"  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}\n"
					"  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-a}\n"
					"  - {name: eth2, mac: \"52:54:00:00:00:03\", switch: sw-b}\n"
					"bonds: [{name: bond0, slaves: [eth0, eth1, eth2], mode: 1, miimon: "
					"100}]\n",
	       "");
	raises(*state,
	       EXAMPLE_HOST("bookworm") "switches: [" LINKED "]\n"
					"nics: [{name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}]\n"
					"bonds: [{name: bond0, slaves: [eth0], mode: 1, miimon: 100}]\n",
	       "");
}

static void the_other_switch_must_be_one_that_serves(void **state)
{
	static const struct {
		const char *switches;
		int mode;
		const char *advice;
	} cases[] = {
		{LINKED, 1, "switch: sw-b        for 'eth1'"},
		{UNKNOWN, 5, "switch: sw-b        for 'eth1'"},
		{APART, 1,
		 "cable 'eth1' to a second switch"}, /* what is behind sw-a cannot be reached through it */
		{"{name: sw-a}", 1, "cable 'eth1' to a second switch"},
		{LINKED, 4,
		 "cable 'eth1' to a second switch that is one stack or MLAG pair with 'sw-a'"}, /* TOPO001 */
		{LINKED, 2, "cable 'eth1' to a second switch that is one stack or MLAG pair with 'sw-a'"},
		{"{name: sw-c}, {name: sw-a, stack: s}, {name: sw-b, stack: s}", 1,
		 "switch: sw-b        for 'eth1'"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct findings f = raises(
			*state, grouped(*state, cases[i].switches, "sw-a", "", cases[i].mode), "TOPO005");

		assert_help(
			&f, "TOPO005",
			arena_printf(
				*state,
				"%s\nor accept it: allow: [{rule: TOPO005, object: bond0, reason: \"WHY\"}]",
				cases[i].advice));
	}
}

static void one_switch_can_be_accepted(void **state)
{
	const char *host = grouped(*state, "{name: sw-a}", "sw-a", "", 1);

	raises(*state,
	       arena_printf(*state, "%sallow: [{rule: TOPO005, object: bond0, reason: \"WHY\"}]\n", host),
	       "");
	raises(*state,
	       arena_printf(*state, "%sallow: [{rule: TOPO005, object: bond1, reason: \"WHY\"}]\n", host),
	       "ALLOW001 TOPO005");
}

/* ---- TOPO013 ---- */

static void silence_is_said_once(void **state)
{
	static const char *const host =
		EXAMPLE_HOST("bookworm") EXAMPLE_NICS "  - {name: eth2, mac: \"52:54:00:00:00:03\"}\n"
						      "  - {name: eth3, mac: \"52:54:00:00:00:04\"}\n";
	struct findings f = judge(
		*state, arena_printf(*state,
				     "%sbonds:\n- {name: bond0, slaves: [eth0, eth1], miimon: 100, mode: 1}\n"
				     "- {name: bond1, slaves: [eth2, eth3], miimon: 100, mode: 1}\n",
				     host));

	assert_int_equal(count(&f, "TOPO013"), 1);
	assert_int_equal(find(&f, "TOPO013")->severity, INFO);
	assert_true(strstr(find(&f, "TOPO013")->message, "bond0, bond1") != NULL);
	f = judge(*state,
		  arena_printf(*state, "%sbonds: [{name: bond0, slaves: [eth0], miimon: 100, mode: 1}]\n",
			       host));
	assert_null(find(&f, "TOPO013"));
	f = judge(*state, host);
	assert_null(find(&f, "TOPO013"));
}

static void half_a_description_is_silence_too(void **state)
{
	struct findings f =
		judge(*state, wired(*state, LINKED, "switch: sw-a", "speed: 1000", "mode: 1, miimon: 100"));

	assert_non_null(find(&f, "TOPO013"));
	f = judge(*state, wired(*state, LINKED, "switch: sw-a", "peer: boxb/eth1", "mode: 1, miimon: 100"));
	assert_null(find(&f, "TOPO013"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lacp_has_one_partner),
		TEST(only_lacp_needs_one_partner),
		TEST(an_undescribed_slave_hides_no_split),
		TEST(ports_are_the_lesser_problem_of_a_split),
		TEST(switches_of_the_site_count),
		TEST(a_stack_member_is_a_switch),
		TEST(who_is_not_on_one_switch),
		TEST(the_other_switch_must_be_one_that_serves),
		TEST(one_switch_can_be_accepted),
		TEST(silence_is_said_once),
		TEST(half_a_description_is_silence_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
