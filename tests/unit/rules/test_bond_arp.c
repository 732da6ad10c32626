/* Whom the ARP monitor asks and what it takes for an answer, where the blocks' examples do not reach. */
#include "rules/hosts.h"
#include "rules/look.h"

#define TWO "arp_interval: 500, arp_ip_target: [10.0.0.8, 10.0.0.9]"
#define OWN "addresses: [10.0.0.1/24], "

/* ---- how many ---- */

static void one_target_or_fewer_than_switches(void **state)
{
	static const struct {
		const char *switches, *eth0, *eth1, *targets, *expected;
	} cases[] = {
		{UNKNOWN, "speed: 1000", "speed: 1000", "10.0.0.8", "BOND008"},
		{UNKNOWN, "speed: 1000", "speed: 1000", "10.0.0.8, 10.0.0.9", ""},
		{LINKED, "switch: sw-a", "switch: sw-b", "10.0.0.8, 10.0.0.9", ""},
		{LINKED, "switch: sw-a", "switch: sw-b", "10.0.0.8", "BOND008"},
		{STACK, "switch: sw-a", "switch: sw-b", "10.0.0.8", "BOND008"},
		/* all ends at one host, and if that is gone there is nobody to reach */
		{UNKNOWN, "peer: boxb/eth0", "peer: boxb/eth1", "10.0.0.8", ""},
		{UNKNOWN, "peer: boxb/eth0", "peer: boxc/eth1", "10.0.0.8", "BOND008"},
		{LINKED, "peer: boxb/eth0", "switch: sw-a", "10.0.0.8", "BOND008"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *fields = arena_printf(
			*state, "mode: 1, " OWN "arp_interval: 500, arp_ip_target: [%s]", cases[i].targets);
		struct findings f =
			judge(*state, wired(*state, cases[i].switches, cases[i].eth0, cases[i].eth1, fields));

		if (!find(&f, "BOND008") != !*cases[i].expected)
			fail_msg("%s %s %s: '%s'", cases[i].eth0, cases[i].eth1, cases[i].targets,
				 ids(&f, NULL));
	}
}

static void a_target_behind_each_of_three_switches(void **state)
{
	static const char *const host =
		EXAMPLE_HOST("bookworm") "switches: [" LINKED ", {name: sw-c, peers: [sw-a]}]\n"
					 "nics:\n"
					 "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}\n"
					 "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b}\n"
					 "  - {name: eth2, mac: \"52:54:00:00:00:03\", switch: sw-c}\n"
					 "bonds: [{name: bond0, slaves: [eth0, eth1, eth2], mode: 1, " OWN
					 "arp_interval: 500, arp_ip_target: [%s]}]\n";
	struct findings f = judge(*state, arena_printf(*state, host, "10.0.0.8, 10.0.0.9"));

	assert_has(find(&f, "BOND008")->message, "2 targets and its slaves end at 3 switches");
	f = judge(*state, arena_printf(*state, host, "10.0.0.8, 10.0.0.9, 10.0.0.10"));
	assert_null(find(&f, "BOND008"));
}

static void the_router_is_the_second_target(void **state)
{
	static const char *const text =
		"mode: 1, addresses: [10.0.0.1/24], gateway: 10.0.0.254, arp_interval: 500, "
		"arp_ip_target: [%s]";
	struct findings f = judge(*state, bond(*state, arena_printf(*state, text, "10.0.0.8")));

	assert_help(&f, "BOND008", "arp_ip_target: [10.0.0.8, 10.0.0.254]");
	f = judge(*state, bond(*state, arena_printf(*state, text, "10.0.0.254")));
	assert_has(find(&f, "BOND008")->help, "at least two");
}

static void replies_on_one_link(void **state)
{
	static const char *const expected[] = {"BOND010 BOND026", "", "BOND010", ""};

	for (int mode = 0; mode < 4; mode++)
		raises(*state, bond(*state, arena_printf(*state, "mode: %d, " OWN TWO, mode)),
		       expected[mode]);
	/* said of the monitor itself: one fault each */
	raises(*state, bond(*state, "mode: 2, arp_interval: 500"), "BOND006");
	raises(*state, bond(*state, "mode: 2, miimon: 100, " OWN TWO), "BOND004");
}

/* ---- what counts as an answer ---- */

static void validation_needs_the_monitor_and_on_old_kernels_the_mode(void **state)
{
	static const struct {
		const char *os, *fields, *expected;
	} cases[] = {
		{"bookworm", "mode: 1, arp_validate: all, " OWN TWO, ""},
		{"bookworm", "mode: 1, miimon: 100, arp_validate: none", ""},
		{"bookworm", "mode: 1, miimon: 100, arp_validate: filter", "BOND009"},
		{"bookworm", "mode: 3, arp_validate: all, " OWN TWO, ""},
		{"rhel6", "mode: 3, arp_validate: all, " OWN TWO, ""}, /* taken back */
		{"rhel5", "mode: 3, arp_validate: all, " OWN TWO, "BOND009"},
		{"squeeze", "mode: 3, arp_validate: all, " OWN TWO, "BOND009"},
		{"wheezy", "mode: 3, arp_validate: all, " OWN TWO, "BOND009"},
		{"squeeze", "mode: 1, arp_validate: all, " OWN TWO, ""},
		{"bookworm", "mode: 1, arp_validate: all",
		 "BOND003 BOND009"}, /* miimon cures one of them only */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		raises(*state, bond_on(*state, cases[i].os, cases[i].fields), cases[i].expected);
}

static void all_targets_are_heard_only_where_all_slaves_are_validated(void **state)
{
	static const char *const words[] = {"none",   "active",        "backup",       "all",
					    "filter", "filter_active", "filter_backup"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		raises(*state,
		       bond(*state,
			    arena_printf(*state, "mode: 1, arp_all_targets: all, arp_validate: %s, " OWN TWO,
					 words[i])),
		       strcmp(words[i], "all") ? "BOND027" : "");
	raises(*state, bond(*state, "mode: 1, arp_all_targets: all, " OWN TWO), "BOND027");
	raises(*state, bond(*state, "mode: 1, arp_all_targets: any, " OWN TWO), "");
	raises(*state, bond(*state, "mode: 3, arp_all_targets: all, " OWN TWO),
	       "BOND030"); /* not looked at */
	raises(*state, bond(*state, "mode: 1, arp_all_targets: all, miimon: 100"), "");
	/* a kernel without the option does not do it */
	assert_int_equal(
		severity(*state, "squeeze", "none",
			 EXAMPLE_NICS
			 "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, arp_all_targets: all, " OWN TWO
			 "}]\n",
			 "BOND027"),
		-1);
}

/* ---- by which way ---- */

#define BOND_AND(bond, rest)                                                                                 \
	EXAMPLE_NICS "  - {name: eth2, mac: \"52:54:00:00:00:03\"}\n"                                        \
		     "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, " bond TWO "}]\n" rest

static void where_probes_come_from(void **state)
{
	static const struct {
		const char *os, *rest;
		int no_address, other_way; /* BOND028, BOND029: severity, -1 none */
	} cases[] = {
		{"bookworm", BOND_AND(OWN, ""), -1, -1},
		{"bookworm", BOND_AND("", ""), WARNING, -1},
		{"bookworm", BOND_AND("dhcp: true, ", ""), -1, -1},
		{"bookworm", BOND_AND("addresses: [\"2001:db8::1/64\"], ", ""), WARNING, -1},
		/* the address may stand on a VLAN above */
		{"bookworm", BOND_AND("", "vlans: [{id: 9, parent: bond0, addresses: [10.0.0.1/24]}]\n"), -1,
		 -1},
		{"bookworm", BOND_AND("", "vlans: [{id: 9, parent: bond0}]\n"), ERROR, -1},
		{"bookworm", BOND_AND("", "vlans: [{id: 9, parent: bond0, dhcp: true}]\n"), -1, -1},
		/* under a bridge: GUEST005 */
		{"bookworm", BOND_AND("", "bridges: [{name: br0, ports: [bond0]}]\n"), -1, -1},
		{"bookworm",
		 BOND_AND("", "bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.1/24]}]\n"), -1, -1},
		/* another network than the targets' */
		{"bookworm", BOND_AND("addresses: [10.9.0.1/24], ", ""), -1, WARNING},
		/* the targets are on the link of another interface: the route is not through the bond */
		{"bookworm",
		 BOND_AND("addresses: [10.9.0.1/24], ",
			  "bridges: [{name: br0, ports: [eth2], addresses: [10.0.0.1/24]}]\n"),
		 -1, ERROR},
		{"bookworm",
		 BOND_AND("", "bridges: [{name: br0, ports: [eth2], addresses: [10.0.0.1/24]}]\n"), -1,
		 ERROR},
		/* ...which these kernels ask only where VLANs are above */
		{"squeeze",
		 BOND_AND("addresses: [10.9.0.1/24], ",
			  "bridges: [{name: br0, ports: [eth2], addresses: [10.0.0.1/24]}]\n"),
		 -1, WARNING},
		{"squeeze",
		 BOND_AND("", "vlans: [{id: 9, parent: bond0, addresses: [10.9.0.1/24]}]\n"
			      "bridges: [{name: br0, ports: [eth2], addresses: [10.0.0.1/24]}]\n"),
		 -1, ERROR},
		/* both have it: which route is first nobody knows, IP001 */
		{"bookworm",
		 BOND_AND(OWN, "bridges: [{name: br0, ports: [eth2], addresses: [10.0.0.2/24]}]\n"), -1, -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct findings f = judge(*state, host_of(*state, cases[i].os, "none", cases[i].rest));
		const struct finding *no_address = find(&f, "BOND028"), *other = find(&f, "BOND029");

		if ((no_address ? (int)no_address->severity : -1) != cases[i].no_address ||
		    (other ? (int)other->severity : -1) != cases[i].other_way)
			fail_msg("%s: raised '%s' for\n%s", cases[i].os, ids(&f, NULL), cases[i].rest);
	}
}

static void each_target_has_its_way(void **state)
{
	struct findings f =
		raises(*state,
		       bond(*state, "mode: 1, " OWN
				    "arp_interval: 500, arp_ip_target: [10.0.0.8, 10.0.1.9, 10.0.0.10, "
				    "192.0.2.1]"),
		       "BOND029");

	assert_int_equal(count(&f, "BOND029"), 2);
	assert_at(&f, "BOND029", "10.0.1.9");
}

/* 10.0.0.1 within 10.0.0.10: it is the files' order that matters, and they have it right. */
static void addresses_that_contain_each_other_are_no_fault(void **state)
{
	raises(*state,
	       bond_on(*state, "rhel6",
		       "mode: 1, addresses: [10.0.0.2/24], arp_interval: 500, arp_ip_target: [10.0.0.10, "
		       "10.0.0.1]"),
	       "");
}

static void edges_of_a_network_are_no_target(void **state)
{
	static const struct {
		const char *address, *target, *expected;
	} cases[] = {
		{"10.0.0.1/24", "10.0.0.255", "BOND007"}, {"10.0.0.1/24", "10.0.0.0", "BOND007"},
		{"10.0.0.1/25", "10.0.0.127", "BOND007"}, {"10.0.0.1/24", "10.0.0.127", ""},
		{"10.0.0.0/31", "10.0.0.1", "BOND029"}, /* a host; the other target is not on the link */
		{"10.0.1.1/23", "10.0.0.255", ""},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		raises(*state,
		       bond(*state, arena_printf(*state,
						 "mode: 1, addresses: [%s], arp_interval: 500, "
						 "arp_ip_target: [%s, 10.0.0.9]",
						 cases[i].address, cases[i].target)),
		       cases[i].expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_target_or_fewer_than_switches),
		TEST(a_target_behind_each_of_three_switches),
		TEST(the_router_is_the_second_target),
		TEST(replies_on_one_link),
		TEST(validation_needs_the_monitor_and_on_old_kernels_the_mode),
		TEST(all_targets_are_heard_only_where_all_slaves_are_validated),
		TEST(where_probes_come_from),
		TEST(each_target_has_its_way),
		TEST(addresses_that_contain_each_other_are_no_fault),
		TEST(edges_of_a_network_are_no_target),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
