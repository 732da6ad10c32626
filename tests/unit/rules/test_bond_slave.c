/* What slaves are together and how modes spread over them, where the blocks' examples do not reach. */
#include "rules/hosts.h"
#include "rules/look.h"

/* Two NICs with these fields, and a bond of them. */
#define NICS(eth0, eth1, bond)                                                                               \
	"nics:\n"                                                                                            \
	"  - {name: eth0, mac: \"52:54:00:00:00:01\", " eth0 "}\n"                                           \
	"  - {name: eth1, mac: \"52:54:00:00:00:02\", " eth1 "}\n"                                           \
	"bonds: [{name: bond0, slaves: [eth0, eth1], miimon: 100, " bond "}]\n"
#define FAST "speed: 10000"
#define SLOW "speed: 1000"

static void speeds_and_modes(void **state)
{
	static const struct {
		const char *rest;
		int lacp, mixed; /* BOND025, BOND031: severity, -1 none */
	} cases[] = {
		{NICS(FAST, SLOW, "mode: 0"), -1, WARNING},
		{NICS(FAST, SLOW, "mode: 1"), -1, INFO},
		{NICS(FAST, SLOW, "mode: 1, primary: eth0"), -1, -1},
		{NICS(FAST, SLOW, "mode: 1, primary: eth1"), -1, INFO},
		{NICS(FAST, SLOW, "mode: 2"), -1, WARNING},
		{NICS(FAST, SLOW, "mode: 3"), -1, WARNING},
		{NICS(FAST, SLOW, "mode: 4"), WARNING, -1},
		{NICS(FAST, SLOW, "mode: 5"), -1, -1}, /* weighs by speed */
		{NICS(FAST, SLOW, "mode: 6"), -1, -1},
		{NICS(FAST, FAST, "mode: 4"), -1, -1},
		{NICS(FAST, "driver: tg3", "mode: 4"), -1, -1}, /* not known is not different */
		{NICS("duplex: full", "duplex: half", "mode: 4"), WARNING, -1},
		{NICS("duplex: full", "duplex: half", "mode: 1"), -1, -1},
		{NICS("duplex: full", FAST, "mode: 4"), -1, -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(severity(*state, "bookworm", "none", cases[i].rest, "BOND025"),
				 cases[i].lacp);
		assert_int_equal(severity(*state, "bookworm", "none", cases[i].rest, "BOND031"),
				 cases[i].mixed);
	}
}

static void the_fast_one_is_preferred_unless_guests_would_pay_for_it(void **state)
{
	struct findings f = judge(*state, host_of(*state, "bookworm", "none", NICS(SLOW, FAST, "mode: 1")));

	assert_help(&f, "BOND031", "primary: eth1");
	assert_string_equal(one(*state, "bookworm",
				NICS(SLOW, FAST, "mode: 1") "bridges: [{name: br0, ports: [bond0]}]\n",
				"BOND031")
				    ->help,
			    "NICs of one speed");
}

static void a_slave_on_a_vlan_has_its_nics_speed(void **state)
{
	static const char *const rest =
		"nics: [{name: eth0, " FAST "}, {name: eth1, " SLOW "}]\n"
		"vlans: [{id: 9, parent: eth0}, {id: 9, parent: eth1}]\n"
		"bonds: [{name: bond9, slaves: [eth0.9, eth1.9], mode: 1, miimon: 100}]\n";
	struct findings f = judge(*state, host_of(*state, "bookworm", "none", rest));

	assert_help(&f, "BOND031", "primary: eth0.9");
}

static void drivers_that_tell_no_speed(void **state)
{
	static const char *const drivers[] = {"virtio_net", "xen-netfront"};

	for (int mode = 0; mode <= 6; mode++)
		for (size_t d = 0; d < 2; d++) {
			const char *rest = arena_printf(*state, NICS("driver: %s", "speed: 1000", "mode: %d"),
							drivers[d], mode);

			assert_int_equal(severity(*state, "bookworm", "none", rest, "BOND032"),
					 mode < 4 ? -1 : WARNING);
		}
	assert_int_equal(severity(*state, "bookworm", "none",
				  NICS("driver: e1000e", "driver: tg3", "mode: 5"), "BOND032"),
			 -1);
}

static void another_mode_needs_other_ports(void **state)
{
	struct findings f = judge(*state, wired(*state, STACK, "switch: sw-a, port_group: lacp, driver: virtio_net",
						"switch: sw-b, port_group: lacp", "mode: 4, miimon: 100"));

	assert_help(&f, "BOND032", "mode: active-backup        with port_group: none, each port on its own");
}

static void round_robin_is_said_once(void **state)
{
	static const struct {
		const char *host, *expected;
	} cases[] = {
		{EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		 "bonds: [{name: bond0, slaves: [eth0], mode: 0, miimon: 100}]\n",
		 ""},
		/* a mode that two rules want changed is one fault */
		{EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		 "virtualization: lxc\n"
		 "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 0, miimon: 100}]\n"
		 "bridges: [{name: br0, ports: [bond0]}]\n",
		 "GUEST004"},
		{EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		 "bonds: [{name: bond0, slaves: [eth0, eth1], mode: \"1 (balance-rr)\", miimon: 100}]\n",
		 "BOND002"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		raises(*state, cases[i].host, cases[i].expected);
	raises(*state, grouped(*state, STACK, "sw-b", "none", 0), "TOPO003");
}

static void the_mode_instead_of_round_robin_fits_the_ports(void **state)
{
	struct findings f = judge(*state, grouped(*state, STACK, "sw-b", "static", 0));

	assert_help(&f, "BOND026", "mode: balance-xor");
	f = judge(*state, bond(*state, "mode: 0, miimon: 100"));
	assert_help(&f, "BOND026", "mode: active-backup");
}

static void few_macs(void **state)
{
	static const struct {
		const char *os, *fields, *help; /* NULL: nothing to say */
	} cases[] = {
		{"bookworm", "mode: 4, addresses: [10.0.0.2/24], gateway: 10.0.0.1",
		 "xmit_hash_policy: layer2+3"},
		{"bookworm", "mode: 2, addresses: [10.0.0.2/24], gateway: 10.0.0.1, xmit_hash_policy: layer2",
		 "xmit_hash_policy: layer2+3"},
		{"etch", "mode: 2, addresses: [10.0.0.2/24], gateway: 10.0.0.1",
		 "xmit_hash_policy: layer3+4"},
		{"bookworm",
		 "mode: 4, addresses: [10.0.0.2/24], gateway: 10.0.0.1, xmit_hash_policy: layer3+4", NULL},
		{"bookworm", "mode: 4, addresses: [10.0.0.2/24]", NULL}, /* who else is there nobody knows */
		{"bookworm", "mode: 1, addresses: [10.0.0.2/24], gateway: 10.0.0.1", NULL},
	};
	struct findings f;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		f = judge(*state, bond_on(*state, cases[i].os,
					  arena_printf(*state, "miimon: 100, %s", cases[i].fields)));
		if (!find(&f, "BOND033") != !cases[i].help)
			fail_msg("%s: %s", cases[i].os, cases[i].fields);
		if (cases[i].help)
			assert_help(&f, "BOND033", cases[i].help);
	}
	f = judge(*state,
		  wired(*state, UNKNOWN, "peer: boxb/eth0", "peer: boxb/eth1", "mode: 2, miimon: 100"));
	assert_non_null(find(&f, "BOND033"));
	f = judge(*state,
		  wired(*state, UNKNOWN, "peer: boxb/eth0", "peer: boxc/eth1", "mode: 2, miimon: 100"));
	assert_null(find(&f, "BOND033"));
	/* a VLAN's router is the bond's; guests have addresses of their own */
	f = judge(*state,
		  arena_printf(
			  *state,
			  "%svlans: [{id: 9, parent: bond0, addresses: [10.0.0.2/24], gateway: 10.0.0.1}]\n",
			  bond(*state, "mode: 4, miimon: 100")));
	assert_non_null(find(&f, "BOND033"));
	f = judge(*state, arena_printf(*state,
				       "%svirtualization: kvm\nbridges: [{name: br0, ports: [bond0.8]}]\n"
				       "vlans: [{id: 8, parent: bond0}, {id: 9, parent: bond0, addresses: "
				       "[10.0.0.2/24], gateway: "
				       "10.0.0.1}]\n",
				       bond(*state, "mode: 4, miimon: 100")));
	assert_null(find(&f, "BOND033"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(speeds_and_modes),
		TEST(the_fast_one_is_preferred_unless_guests_would_pay_for_it),
		TEST(a_slave_on_a_vlan_has_its_nics_speed),
		TEST(drivers_that_tell_no_speed),
		TEST(another_mode_needs_other_ports),
		TEST(round_robin_is_said_once),
		TEST(the_mode_instead_of_round_robin_fits_the_ports),
		TEST(few_macs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
