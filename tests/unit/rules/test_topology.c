/* The rules about cabling and port groups, where their examples do not reach. */
#include "rules/example.h"
#include "rules/judge.h"

/* Two switches that are linked, two that are one stack, two of which nothing more is said, two on their own. */
#define LINKED  "{name: sw-a, peers: [sw-b]}, {name: sw-b, peers: [sw-a]}"
#define STACK   "{name: sw-a, stack: core}, {name: sw-b, stack: core}"
#define UNKNOWN "{name: sw-a}, {name: sw-b}"
#define APART   "{name: sw-a, peers: []}, {name: sw-b, peers: []}"

/* A host with these switches, two NICs with these fields, and a bond of them with these. */
static const char *wired(struct arena *a, const char *switches, const char *eth0, const char *eth1, const char *bond)
{
	return arena_printf(a,
			    EXAMPLE_HOST("bookworm") "switches: [%s]\n"
			    "nics:\n"
			    "  - {name: eth0, mac: \"52:54:00:00:00:01\", %s}\n"
			    "  - {name: eth1, mac: \"52:54:00:00:00:02\", %s}\n"
			    "bonds: [{name: bond0, slaves: [eth0, eth1], %s}]\n",
			    switches, eth0, eth1, bond);
}

/* Both NICs' ports in `group` ("" for nothing written), eth0 on sw-a and eth1 on `second`. */
static const char *grouped(struct arena *a, const char *switches, const char *second, const char *group, int mode)
{
	const char *port = *group ? arena_printf(a, ", port_group: %s", group) : "";

	return wired(a, switches, arena_printf(a, "switch: sw-a%s", port), arena_printf(a, "switch: %s%s", second, port),
		     arena_printf(a, "mode: %d, miimon: 100", mode));
}

static void assert_help(const struct findings *f, const char *id, const char *expected)
{
	const struct finding *one = find(f, id);

	if (!one)
		fail_msg("%s is not raised", id);
	if (strcmp(one->help, expected))
		fail_msg("%s helps with '%s', expected '%s'", id, one->help, expected);
}

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
		{LINKED, "switch: sw-a", "peer: sw-a/eth0", "TOPO001"}, /* a host that is called like the switch */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		raises(*state, wired(*state, cases[i].switches, cases[i].eth0, cases[i].eth1, LACP_MODE), cases[i].expected);
}

static void only_lacp_needs_one_partner(void **state)
{
	for (int mode = 0; mode <= 6; mode++)
		raises(*state, grouped(*state, LINKED, "sw-b", "", mode), mode == 4 ? "TOPO001" : "");
}

static void an_undescribed_slave_hides_no_split(void **state)
{
	struct findings f = raises(*state,
				   EXAMPLE_HOST("bookworm") "switches: [" LINKED "]\n"
				   "nics:\n"
				   "  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
				   "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-a}\n"
				   "  - {name: eth2, mac: \"52:54:00:00:00:03\", switch: sw-b}\n"
				   "bonds: [{name: bond0, slaves: [eth0, eth1, eth2], " LACP_MODE "}]\n",
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
		    "mode: active-backup\nstack: NAME        on both switches, if they are one stack or MLAG pair");
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
	const char *host = EXAMPLE_HOST("bookworm") "nics:\n"
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

/* ---- TOPO003, TOPO004 ---- */

static void each_mode_has_its_port_group(void **state)
{
	static const char *const groups[] = {"none", "static", "lacp", ""}; /* the last: not known */
	static const char *const expected[7][4] = {
		{"TOPO003", "", "TOPO003", ""}, /* balance-rr */
		{"", "TOPO004", "TOPO004", ""}, /* active-backup */
		{"TOPO003", "", "TOPO003", ""}, /* balance-xor */
		{"TOPO003", "", "TOPO003", ""}, /* broadcast */
		{"TOPO003", "TOPO003", "", ""}, /* 802.3ad */
		{"", "TOPO004", "TOPO004", ""}, /* balance-tlb */
		{"", "TOPO004", "TOPO004", ""}, /* balance-alb */
	};

	for (int mode = 0; mode <= 6; mode++)
		for (int g = 0; g < 4; g++) {
			struct findings f = raises(*state, grouped(*state, STACK, "sw-b", groups[g], mode), expected[mode][g]);

			if (*expected[mode][g])
				assert_int_equal(find(&f, expected[mode][g])->severity, ERROR);
		}
}

static void one_port_that_is_known_to_be_wrong_is_enough(void **state)
{
	static const struct {
		const char *eth0, *eth1, *rr, *lacp, *ab;
	} cases[] = {
		{"none", "static", "TOPO003", "TOPO003", "TOPO004"},
		{"lacp", "static", "TOPO003", "TOPO003", "TOPO004"},
		{"lacp", "none", "TOPO003", "TOPO003", "TOPO004"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *eth0 = arena_printf(*state, "switch: sw-a, port_group: %s", cases[i].eth0);
		const char *eth1 = arena_printf(*state, "switch: sw-b, port_group: %s", cases[i].eth1);

		raises(*state, wired(*state, STACK, eth0, eth1, "mode: 0, miimon: 100"), cases[i].rr);
		raises(*state, wired(*state, STACK, eth0, eth1, "mode: 4, miimon: 100"), cases[i].lacp);
		raises(*state, wired(*state, STACK, eth0, eth1, "mode: 1, miimon: 100"), cases[i].ab);
	}
	/* the other one not known */
	raises(*state, wired(*state, STACK, "switch: sw-a, port_group: none", "switch: sw-b", "mode: 0, miimon: 100"), "TOPO003");
	raises(*state, wired(*state, STACK, "switch: sw-a, port_group: static", "switch: sw-b", "mode: 0, miimon: 100"), "");
	raises(*state, wired(*state, STACK, "switch: sw-a, port_group: lacp", "switch: sw-b", "mode: 4, miimon: 100"), "");
	raises(*state, wired(*state, STACK, "switch: sw-a", "switch: sw-b, port_group: lacp", "mode: 1, miimon: 100"), "TOPO004");
}

static void one_slave_needs_no_group(void **state)
{
	static const char *const groups[] = {"none", "static", "lacp"};

	for (int mode = 0; mode <= 6; mode++)
		for (int g = 0; g < 3; g++)
			raises(*state,
			       arena_printf(*state,
					    EXAMPLE_HOST("bookworm") "switches: [" STACK "]\n"
					    "nics: [{name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, port_group: %s}]\n"
					    "bonds: [{name: bond0, slaves: [eth0], mode: %d, miimon: 100}]\n",
					    groups[g], mode),
			       "");
}

static void a_switch_that_speaks_no_lacp(void **state)
{
	const char *one = "{name: sw-a, lacp: false, stack: core}, {name: sw-b, stack: core, lacp: true}";
	struct findings f = raises(*state, grouped(*state, one, "sw-b", "", 4), "TOPO003");

	assert_string_equal(at(&f, &find(&f, "TOPO003")->notes->at), "false");
	raises(*state, grouped(*state, one, "sw-b", "lacp", 4), ""); /* the port itself is said to */
	raises(*state, grouped(*state, one, "sw-b", "", 0), "");     /* who needs no LACP does not mind */
}

static void direct_cables_have_no_port(void **state)
{
	const char *site = "switches: [" STACK "]\ndefaults: {nics: {port_group: none}}\n";

	for (int mode = 0; mode <= 6; mode++) {
		const char *host = arena_printf(*state,
						EXAMPLE_HOST("bookworm") "nics:\n"
						"  - {name: eth0, mac: \"52:54:00:00:00:01\", peer: boxb/eth0}\n"
						"  - {name: eth1, mac: \"52:54:00:00:00:02\", peer: boxb/eth1}\n"
						"bonds: [{name: bond0, slaves: [eth0, eth1], mode: %d, miimon: 100}]\n",
						mode);
		struct findings f = judge_with(*state, host, site);

		if (*ids(&f, "TOPO013"))
			fail_msg("mode %d: %s", mode, ids(&f, "TOPO013"));
	}
}

static void a_group_from_the_site_file(void **state)
{
	struct findings f = judge_with(*state, wired(*state, STACK, "switch: sw-a", "switch: sw-b", "mode: 2, miimon: 100"),
				       "defaults: {nics: {port_group: none}}\n");
	const struct finding *one = find(&f, "TOPO003");

	assert_string_equal(ids(&f, NULL), "TOPO003");
	assert_string_equal(one->at.span.source->name, "host");
	assert_string_equal(one->notes->at.span.source->name, "site");
	assert_string_equal(at(&f, &one->notes->at), "none");
}

static void isolated_networks_need_no_group(void **state)
{
	static const struct {
		const char *switches, *rr;
	} cases[] = {
		{APART, ""},
		{LINKED, "TOPO003"},
		{UNKNOWN, "TOPO003"},
		{"{name: sw-a, peers: []}, {name: sw-b}", "TOPO003"},                  /* sw-b may have links */
		{"{name: sw-a, peers: []}, {name: sw-b, peers: [sw-a]}", "TOPO003"},   /* said on one side only */
		{"{name: sw-a, peers: [x]}, {name: sw-b, peers: [y]}, {name: x, peers: [sw-a]}, {name: y, peers: [sw-b]}", ""},
		{"{name: sw-a, peers: [x]}, {name: sw-b, peers: [x]}, {name: x, peers: []}", "TOPO003"},
		{"{name: sw-a, peers: [x]}, {name: sw-b, peers: [y]}, {name: x, peers: [y]}, {name: y, peers: []}", "TOPO003"},
		{"{name: sw-a, peers: [x]}, {name: sw-b, peers: []}, {name: x}", "TOPO003"}, /* x may have links */
		{"{name: sw-a, peers: [], stack: core}, {name: sw-b, peers: [], stack: core}", "TOPO003"},
		{"{name: sw-a, peers: [x]}, {name: sw-b, peers: [y]}, {name: x, peers: [], stack: s}, {name: y, peers: [], stack: s}",
		 "TOPO003"},
		{"{name: z}, {name: sw-a, peers: []}, {name: sw-b, peers: []}", ""}, /* nobody's business */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		for (int mode = 0; mode <= 3; mode++)
			raises(*state, grouped(*state, cases[i].switches, "sw-b", "none", mode), mode == 1 ? "" : cases[i].rr);
		raises(*state, grouped(*state, cases[i].switches, "sw-b", "lacp", 4), strstr(cases[i].switches, "stack: core") ? "" : "TOPO001");
	}
}

static void two_slaves_in_one_of_the_isolated_networks(void **state)
{
	static const char *const host = EXAMPLE_HOST("bookworm") "switches: [%s]\n"
					"nics:\n"
					"  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, port_group: none}\n"
					"  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b, port_group: none}\n"
					"  - {name: eth2, mac: \"52:54:00:00:00:03\", %s}\n"
					"bonds: [{name: bond0, slaves: [eth0, eth1, eth2], mode: 0, miimon: 100}]\n";

	raises(*state, arena_printf(*state, host, APART, "switch: sw-b"), "TOPO003");
	raises(*state, arena_printf(*state, host, APART ", {name: sw-c, peers: []}", "switch: sw-c"), "");
	raises(*state, arena_printf(*state, host, APART, "speed: 1000"), "TOPO003"); /* where does it go? */
}

static void helps_name_what_the_ports_are_made_for(void **state)
{
	const char *static_a = "switch: sw-a, port_group: static", *static_b = "switch: sw-b, port_group: static";
	struct findings f = judge(*state, grouped(*state, STACK, "sw-b", "lacp", 0));

	assert_help(&f, "TOPO003", "mode: 802.3ad\nport_group: static        for every port, once the switch has them in one group");
	f = judge(*state, grouped(*state, STACK, "sw-b", "static", 4));
	assert_help(&f, "TOPO003", "mode: balance-xor\nport_group: lacp        for every port, once the switch has them in one group");
	f = judge(*state, grouped(*state, STACK, "sw-b", "none", 4));
	assert_help(&f, "TOPO003", "mode: active-backup\nport_group: lacp        for every port, once the switch has them in one group");
	f = judge(*state, grouped(*state, UNKNOWN, "sw-b", "none", 0)); /* no common partner, no group */
	assert_help(&f, "TOPO003", "mode: active-backup");
	f = judge(*state, wired(*state, UNKNOWN, static_a, "switch: sw-b, port_group: none", "mode: 0, miimon: 100"));
	assert_help(&f, "TOPO003", "mode: active-backup        with port_group: none, each port on its own");
	f = judge(*state, grouped(*state, STACK, "sw-b", "lacp", 1));
	assert_help(&f, "TOPO004", "mode: 802.3ad\nport_group: none        for every port, once the switch has each on its own");
	f = judge(*state, wired(*state, UNKNOWN, static_a, static_b, "mode: 1, miimon: 100"));
	assert_help(&f, "TOPO004", "port_group: none        for every port, once the switch has each on its own");
	/* 802.3ad has no ARP monitor (BOND005) */
	f = judge(*state, wired(*state, STACK, "switch: sw-a, port_group: lacp", "switch: sw-b, port_group: lacp",
				"mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.8, 10.0.0.9]"));
	assert_help(&f, "TOPO004",
		    "mode: 802.3ad        with miimon: 100 in place of the ARP monitor\n"
		    "port_group: none        for every port, once the switch has each on its own");
}

static void no_lacp_is_advised_inside_vlans(void **state)
{
	struct findings f = judge(*state, EXAMPLE_HOST("bookworm") "switches: [" STACK "]\n"
				  "nics:\n"
				  "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, port_group: lacp}\n"
				  "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b, port_group: lacp}\n"
				  "vlans: [{id: 9, parent: eth0}, {id: 9, parent: eth1}]\n"
				  "bonds: [{name: bond0, slaves: [eth0.9, eth1.9], mode: 1, miimon: 100}]\n");

	assert_help(&f, "TOPO004", "port_group: none        for every port, once the switch has each on its own");
}

static void a_chosen_mode_can_still_meet_groups(void **state)
{
	/* two LACP groups on two switches: no mode is made for that, active-backup is chosen */
	struct findings f = raises(*state, wired(*state, LINKED, "switch: sw-a, port_group: lacp",
						 "switch: sw-b, port_group: lacp", "onboot: true"), "TOPO004");

	assert_non_null(find(&f, "CHOICE001"));
	raises(*state, wired(*state, STACK, "switch: sw-a, port_group: lacp", "switch: sw-b, port_group: lacp", "onboot: true"), "");
	raises(*state, wired(*state, STACK, "switch: sw-a, port_group: static", "switch: sw-b, port_group: static", "onboot: true"), "");
}

static void guests_do_not_hide_what_the_ports_lack(void **state)
{
	static const char *const bridge = "%svirtualization: kvm\nbridges: [{name: br0, ports: [bond0]}]\n";

	raises(*state, arena_printf(*state, bridge, grouped(*state, STACK, "sw-b", "none", 0)), "GUEST004 TOPO003");
	raises(*state, arena_printf(*state, bridge, grouped(*state, STACK, "sw-b", "", 0)), "GUEST004");
}

/* ---- TOPO005 ---- */

static void a_stack_member_is_a_switch(void **state)
{
	struct findings f = raises(*state, grouped(*state, STACK, "sw-a", "lacp", 4), "TOPO005");
	const struct span *place = &find(&f, "TOPO005")->at.span;

	assert_int_equal(find(&f, "TOPO005")->severity, WARNING);
	assert_memory_equal(place->source->bytes + place->from, "[eth0, eth1]", 12); /* the list of slaves */
	assert_help(&f, "TOPO005",
		    "switch: sw-b        for 'eth1'\nor accept it: allow: [{rule: TOPO005, object: bond0, reason: \"WHY\"}]");
	raises(*state, grouped(*state, STACK, "sw-b", "lacp", 4), "");
}

static void who_is_not_on_one_switch(void **state)
{
	raises(*state, wired(*state, LINKED, "switch: sw-a", "speed: 1000", "mode: 1, miimon: 100"), "");
	raises(*state, wired(*state, LINKED, "switch: sw-a", "peer: boxb/eth1", "mode: 1, miimon: 100"), "");
	raises(*state, wired(*state, LINKED, "peer: boxb/eth0", "peer: boxb/eth1", "mode: 1, miimon: 100"), "");
	raises(*state,
	       EXAMPLE_HOST("bookworm") "switches: [" LINKED "]\n"
	       "nics:\n"
	       "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}\n"
	       "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-a}\n"
	       "  - {name: eth2, mac: \"52:54:00:00:00:03\", switch: sw-b}\n"
	       "bonds: [{name: bond0, slaves: [eth0, eth1, eth2], mode: 1, miimon: 100}]\n",
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
		{APART, 1, "cable 'eth1' to a second switch"}, /* what is behind sw-a cannot be reached through it */
		{"{name: sw-a}", 1, "cable 'eth1' to a second switch"},
		{LINKED, 4, "cable 'eth1' to a second switch that is one stack or MLAG pair with 'sw-a'"}, /* TOPO001 */
		{LINKED, 0, "cable 'eth1' to a second switch that is one stack or MLAG pair with 'sw-a'"},
		{"{name: sw-c}, {name: sw-a, stack: s}, {name: sw-b, stack: s}", 1, "switch: sw-b        for 'eth1'"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct findings f = raises(*state, grouped(*state, cases[i].switches, "sw-a", "", cases[i].mode), "TOPO005");

		assert_help(&f, "TOPO005",
			    arena_printf(*state, "%s\nor accept it: allow: [{rule: TOPO005, object: bond0, reason: \"WHY\"}]",
					 cases[i].advice));
	}
}

static void one_switch_can_be_accepted(void **state)
{
	const char *host = grouped(*state, "{name: sw-a}", "sw-a", "", 1);

	raises(*state, arena_printf(*state, "%sallow: [{rule: TOPO005, object: bond0, reason: \"WHY\"}]\n", host), "");
	raises(*state, arena_printf(*state, "%sallow: [{rule: TOPO005, object: bond1, reason: \"WHY\"}]\n", host), "ALLOW001 TOPO005");
}

/* ---- TOPO013 ---- */

static void silence_is_said_once(void **state)
{
	static const char *const host = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
					"  - {name: eth2, mac: \"52:54:00:00:00:03\"}\n"
					"  - {name: eth3, mac: \"52:54:00:00:00:04\"}\n";
	struct findings f = judge(*state, arena_printf(*state, "%sbonds:\n- {name: bond0, slaves: [eth0, eth1], miimon: 100, mode: 1}\n"
						       "- {name: bond1, slaves: [eth2, eth3], miimon: 100, mode: 1}\n", host));

	assert_int_equal(count(&f, "TOPO013"), 1);
	assert_int_equal(find(&f, "TOPO013")->severity, INFO);
	assert_true(strstr(find(&f, "TOPO013")->message, "bond0, bond1") != NULL);
	f = judge(*state, arena_printf(*state, "%sbonds: [{name: bond0, slaves: [eth0], miimon: 100, mode: 1}]\n", host));
	assert_null(find(&f, "TOPO013"));
	f = judge(*state, host);
	assert_null(find(&f, "TOPO013"));
}

static void half_a_description_is_silence_too(void **state)
{
	struct findings f = judge(*state, wired(*state, LINKED, "switch: sw-a", "speed: 1000", "mode: 1, miimon: 100"));

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
		TEST(each_mode_has_its_port_group),
		TEST(one_port_that_is_known_to_be_wrong_is_enough),
		TEST(one_slave_needs_no_group),
		TEST(a_switch_that_speaks_no_lacp),
		TEST(direct_cables_have_no_port),
		TEST(a_group_from_the_site_file),
		TEST(isolated_networks_need_no_group),
		TEST(two_slaves_in_one_of_the_isolated_networks),
		TEST(helps_name_what_the_ports_are_made_for),
		TEST(no_lacp_is_advised_inside_vlans),
		TEST(a_chosen_mode_can_still_meet_groups),
		TEST(guests_do_not_hide_what_the_ports_lack),
		TEST(a_stack_member_is_a_switch),
		TEST(who_is_not_on_one_switch),
		TEST(the_other_switch_must_be_one_that_serves),
		TEST(one_switch_can_be_accepted),
		TEST(silence_is_said_once),
		TEST(half_a_description_is_silence_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
