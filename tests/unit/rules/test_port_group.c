/* The rules about port groups, where their examples do not reach. */
#include "rules/hosts.h"
#include "rules/judge.h"

static void each_mode_has_its_port_group(void **state)
{
	static const char *const groups[] = {"none", "static", "lacp", ""}; /* the last: not known */
	static const char *const expected[7][4] = {
		{"TOPO003", "BOND026", "TOPO003", "BOND026"}, /* balance-rr */
		{"", "TOPO004", "TOPO004", ""}, /* active-backup */
		{"TOPO003", "", "TOPO003", ""}, /* balance-xor */
		{"TOPO003", "", "TOPO003", ""}, /* broadcast */
		{"TOPO003", "TOPO003", "", ""}, /* 802.3ad */
		{"", "TOPO004", "TOPO004", ""}, /* balance-tlb */
		{"", "TOPO004", "TOPO004", ""}, /* balance-alb */
	};

	for (int mode = 0; mode <= 6; mode++)
		for (int g = 0; g < 4; g++) {
			struct findings f = raises(*state, grouped(*state, STACK, "sw-b", groups[g], mode),
						   expected[mode][g]);

			if (!strncmp(expected[mode][g], "TOPO", 4))
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
	raises(*state,
	       wired(*state, STACK, "switch: sw-a, port_group: none", "switch: sw-b", "mode: 0, miimon: 100"),
	       "TOPO003");
	raises(*state,
	       wired(*state, STACK, "switch: sw-a, port_group: static", "switch: sw-b",
		     "mode: 0, miimon: 100"),
	       "BOND026");
	raises(*state,
	       wired(*state, STACK, "switch: sw-a, port_group: lacp", "switch: sw-b", "mode: 4, miimon: 100"),
	       "");
	raises(*state,
	       wired(*state, STACK, "switch: sw-a", "switch: sw-b, port_group: lacp", "mode: 1, miimon: 100"),
	       "TOPO004");
}

static void one_slave_needs_no_group(void **state)
{
	static const char *const groups[] = {"none", "static", "lacp"};

	for (int mode = 0; mode <= 6; mode++)
		for (int g = 0; g < 3; g++)
			raises(*state,
			       arena_printf(
				       *state,
				       EXAMPLE_HOST(
					       "bookworm") "switches: [" STACK "]\n"
							   "nics: [{name: eth0, mac: \"52:54:00:00:00:01\", "
							   "switch: sw-a, port_group: %s}]\n"
							   "bonds: [{name: bond0, slaves: [eth0], mode: %d, "
							   "miimon: 100}]\n",
				       groups[g], mode),
			       "");
}

static void a_switch_that_speaks_no_lacp(void **state)
{
	const char *one = "{name: sw-a, lacp: false, stack: core}, {name: sw-b, stack: core, lacp: true}";
	struct findings f = raises(*state, grouped(*state, one, "sw-b", "", 4), "TOPO003");

	assert_string_equal(at(&f, &find(&f, "TOPO003")->notes->at), "false");
	f = raises(*state, grouped(*state, one, "sw-b", "none", 4), "TOPO003");
	assert_string_equal(at(&f, &find(&f, "TOPO003")->notes->at), "none"); /* the port is known better */
	raises(*state, grouped(*state, one, "sw-b", "lacp", 4), "");
	raises(*state, grouped(*state, one, "sw-b", "", 2), ""); /* who needs no LACP does not mind */
}

static void direct_cables_have_no_port(void **state)
{
	const char *site = "switches: [" STACK "]\ndefaults: {nics: {port_group: none}}\n";

	for (int mode = 0; mode <= 6; mode++) {
		const char *host = arena_printf(
			*state,
			EXAMPLE_HOST(
				"bookworm") "nics:\n"
					    "  - {name: eth0, mac: \"52:54:00:00:00:01\", peer: boxb/eth0}\n"
					    "  - {name: eth1, mac: \"52:54:00:00:00:02\", peer: boxb/eth1}\n"
					    "bonds: [{name: bond0, slaves: [eth0, eth1], mode: %d, miimon: "
					    "100}]\n",
			mode);
		struct findings f = judge_with(*state, host, site);

		if (strcmp(ids(&f, "TOPO013"), mode ? "" : "BOND026"))
			fail_msg("mode %d: %s", mode, ids(&f, "TOPO013"));
	}
}

static void a_group_from_the_site_file(void **state)
{
	struct findings f = judge_with(
		*state, wired(*state, STACK, "switch: sw-a", "switch: sw-b", "mode: 2, miimon: 100"),
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
		{"{name: sw-a, peers: []}, {name: sw-b}", "TOPO003"}, /* sw-b may have links */
		{"{name: sw-a, peers: []}, {name: sw-b, peers: [sw-a]}",
		 "TOPO003"}, /* said on one side only */
		{"{name: sw-a, peers: [x]}, {name: sw-b, peers: [y]}, {name: x, peers: [sw-a]}, {name: y, "
		 "peers: [sw-b]}",
		 ""},
		{"{name: sw-a, peers: [x]}, {name: sw-b, peers: [x]}, {name: x, peers: []}", "TOPO003"},
		{"{name: sw-a, peers: [x]}, {name: sw-b, peers: [y]}, {name: x, peers: [y]}, {name: y, "
		 "peers: []}",
		 "TOPO003"},
		{"{name: sw-a, peers: [x]}, {name: sw-b, peers: []}, {name: x}",
		 "TOPO003"}, /* x may have links */
		{"{name: sw-a, peers: [x, y]}, {name: sw-b, peers: []}, {name: x}, {name: y, peers: [sw-a]}",
		 "TOPO003"},
		{"{name: sw-a, peers: [], stack: core}, {name: sw-b, peers: [], stack: core}", "TOPO003"},
		{"{name: sw-a, peers: [x]}, {name: sw-b, peers: [y]}, {name: x, peers: [], stack: s}, {name: "
		 "y, peers: [], stack: s}",
		 "TOPO003"},
		{"{name: z}, {name: sw-a, peers: []}, {name: sw-b, peers: []}", ""}, /* nobody's business */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		/* what else is said of these switches is TOPO007 and TOPO017 */
		for (int mode = 0; mode <= 3; mode++) {
			const char *host = grouped(*state, cases[i].switches, "sw-b", "none", mode);
			struct findings f = judge(*state, host);

			if (count(&f, "TOPO003") != (mode != 1 && *cases[i].rr) || find(&f, "TOPO002"))
				fail_msg("mode %d: %s, for\n%s", mode, ids(&f, NULL), host);
		}
		struct findings f = judge(*state, grouped(*state, cases[i].switches, "sw-b", "lacp", 4));

		if (count(&f, "TOPO001") != !strstr(cases[i].switches, "stack: core"))
			fail_msg("802.3ad over %s: %s", cases[i].switches, ids(&f, NULL));
	}
}

static void two_slaves_in_one_of_the_isolated_networks(void **state)
{
	static const char *const host = EXAMPLE_HOST(
		"bookworm") "switches: [%s]\n"
			    "nics:\n"
			    "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, port_group: none}\n"
			    "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b, port_group: none}\n"
			    "  - {name: eth2, mac: \"52:54:00:00:00:03\", %s}\n"
			    "bonds: [{name: bond0, slaves: [eth0, eth1, eth2], mode: 0, miimon: 100}]\n";

	raises(*state, arena_printf(*state, host, APART, "switch: sw-b"), "TOPO003");
	raises(*state, arena_printf(*state, host, APART ", {name: sw-c, peers: []}", "switch: sw-c"), "BOND026");
	raises(*state, arena_printf(*state, host, APART, "speed: 1000"), "TOPO003"); /* where does it go? */
}

static void helps_name_what_the_ports_are_made_for(void **state)
{
	const char *static_a = "switch: sw-a, port_group: static",
		   *static_b = "switch: sw-b, port_group: static";
	struct findings f = judge(*state, grouped(*state, STACK, "sw-b", "lacp", 0));

	assert_help(&f, "TOPO003",
		    "mode: 802.3ad\nport_group: static        for every port, once the switch has them in "
		    "one group");
	f = judge(*state, grouped(*state, STACK, "sw-b", "static", 4));
	assert_help(&f, "TOPO003",
		    "mode: balance-xor\nport_group: lacp        for every port, once the switch has them in "
		    "one group");
	f = judge(*state, grouped(*state, STACK, "sw-b", "none", 4));
	assert_help(&f, "TOPO003",
		    "mode: active-backup\nport_group: lacp        for every port, once the switch has them "
		    "in one group");
	f = judge(*state, grouped(*state, UNKNOWN, "sw-b", "none", 0)); /* no common partner, no group */
	assert_help(&f, "TOPO003", "mode: active-backup");
	f = judge(*state,
		  wired(*state, UNKNOWN, static_a, "switch: sw-b, port_group: none", "mode: 0, miimon: 100"));
	assert_help(&f, "TOPO003", "mode: active-backup        with port_group: none, each port on its own");
	f = judge(*state, grouped(*state, STACK, "sw-b", "lacp", 1));
	assert_help(
		&f, "TOPO004",
		"mode: 802.3ad\nport_group: none        for every port, once the switch has each on its own");
	f = judge(*state, wired(*state, UNKNOWN, static_a, static_b, "mode: 1, miimon: 100"));
	assert_help(&f, "TOPO004",
		    "port_group: none        for every port, once the switch has each on its own");
	/* 802.3ad has no ARP monitor (BOND005) */
	f = judge(*state,
		  wired(*state, STACK, "switch: sw-a, port_group: lacp", "switch: sw-b, port_group: lacp",
			"mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.8, 10.0.0.9]"));
	assert_help(&f, "TOPO004",
		    "mode: 802.3ad        with miimon: 100 in place of the ARP monitor\n"
		    "port_group: none        for every port, once the switch has each on its own");
}

static void no_lacp_is_advised_inside_vlans(void **state)
{
	struct findings f = judge(
		*state, EXAMPLE_HOST("bookworm") "switches: [" STACK "]\n"
						 "nics:\n"
						 "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, "
						 "port_group: lacp}\n"
						 "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b, "
						 "port_group: lacp}\n"
						 "vlans: [{id: 9, parent: eth0}, {id: 9, parent: eth1}]\n"
						 "bonds: [{name: bond0, slaves: [eth0.9, eth1.9], mode: 1, "
						 "miimon: 100}]\n");

	assert_help(&f, "TOPO004",
		    "port_group: none        for every port, once the switch has each on its own");
}

static void a_chosen_mode_can_still_meet_groups(void **state)
{
	/* two LACP groups on two switches: no mode is made for that, active-backup is chosen */
	struct findings f = raises(*state,
				   wired(*state, LINKED, "switch: sw-a, port_group: lacp",
					 "switch: sw-b, port_group: lacp", "onboot: true"),
				   "TOPO004");

	assert_non_null(find(&f, "CHOICE001"));
	raises(*state,
	       wired(*state, STACK, "switch: sw-a, port_group: lacp", "switch: sw-b, port_group: lacp",
		     "onboot: true"),
	       "");
	raises(*state,
	       wired(*state, STACK, "switch: sw-a, port_group: static", "switch: sw-b, port_group: static",
		     "onboot: true"),
	       "");
}

static void guests_do_not_hide_what_the_ports_lack(void **state)
{
	static const char *const bridge = "%svirtualization: kvm\nbridges: [{name: br0, ports: [bond0]}]\n";

	raises(*state, arena_printf(*state, bridge, grouped(*state, STACK, "sw-b", "none", 0)),
	       "GUEST004 TOPO003");
	raises(*state, arena_printf(*state, bridge, grouped(*state, STACK, "sw-b", "", 0)), "GUEST004");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
