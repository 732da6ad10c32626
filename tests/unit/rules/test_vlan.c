/* VLANs: their IDs, VLANs below bonds, bonds of VLANs. */
#include "rules/look.h"

#define NICS      "nics: [{name: eth0}, {name: eth1}]\n"
#define VLANS     "vlans: [{id: 5, parent: eth0}, {id: 5, parent: eth1}]\n"
#define BOND(...) "bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: [" #__VA_ARGS__ "]}]\n"

/* ---- VLAN001 ---- */

static void ids_of_all_kinds(void **state)
{
	static const struct {
		const char *rest;
		bool refused;
	} cases[] = {
		{"nics: [{name: eth0}]\nvlans: [{id: 1, parent: eth0}, {id: 4094, parent: eth0}]\n", false},
		{"nics: [{name: eth0}]\nvlans: [{id: 0, parent: eth0}]\n", true},
		{"nics: [{name: eth0}]\nvlans: [{id: 4095, parent: eth0}]\n", true},
		{"nics: [{name: eth0}]\nvlans: [{id: -1, parent: eth0}]\n", true},
		{"nics: [{name: eth0, trunk: [1, 4094], native: 4094}]\n", false},
		{"nics: [{name: eth0, trunk: [1, 4095]}]\n", true},
		{"nics: [{name: eth0, native: 0}]\n", true},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if ((severity(*state, "bookworm", "none", cases[i].rest, "VLAN001") == ERROR) != cases[i].refused)
			fail_msg("%srefused:\n%s", cases[i].refused ? "not " : "", cases[i].rest);
}

/* ---- VLAN003 ---- */

static void what_to_write_depends_on_the_bond_s_vlans(void **state)
{
	static const struct {
		const char *vlans, *help;
	} cases[] = {
		{"vlans: [{id: 5, parent: eth1}]\n", "parent: bond0        it is then called bond0.5 wherever it is listed"},
		{"vlans: [{id: 5, parent: eth1, name: dmz}]\n", "parent: bond0"},
		{"vlans: [{id: 5, parent: eth1}, {id: 6, parent: bond0}]\n",
		 "parent: bond0        it is then called bond0.5 wherever it is listed"},
		{"vlans: [{id: 5, parent: eth1}, {id: 5, parent: bond0, name: dmz}]\n",
		 "remove it: 'dmz' is the same VLAN on the bond"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct finding *f = one(*state, "bookworm",
					      arena_printf(*state, NICS BOND(eth0, eth1) "%s", cases[i].vlans), "VLAN003");

		assert_int_equal(f->severity, ERROR);
		assert_string_equal(f->help, cases[i].help);
		assert_string_equal(f->notes->text, "'bond0' takes it in");
	}
}

static void only_slaves_are_slaves(void **state)
{
	/* the port of a bridge, a NIC beside the bond, the NIC below a slave */
	assert_int_equal(severity(*state, "bookworm", "none", "nics: [{name: eth0}]\nvlans: [{id: 5, parent: eth0}]\n"
				  "bridges: [{name: br0, ports: [eth0]}]\n", "VLAN003"), -1);
	assert_int_equal(severity(*state, "bookworm", "none", "nics: [{name: eth0}, {name: eth1}, {name: eth2}]\n" BOND(eth0, eth1)
				  "vlans: [{id: 5, parent: eth2}]\n", "VLAN003"), -1);
	assert_int_equal(severity(*state, "bookworm", "none", NICS VLANS BOND(eth0.5, eth1.5), "VLAN003"), -1);
}

/* ---- VLAN004 ---- */

static void lacp_and_a_vlan_do_not_go_together(void **state)
{
	assert_int_equal(severity(*state, "bookworm", "none", NICS VLANS "bonds: [{name: bond0, mode: 4, slaves: [eth0.5, eth1.5]}]\n",
				  "VLAN004"), ERROR);
	/* one VLAN among the slaves is enough */
	assert_int_equal(severity(*state, "bookworm", "none", NICS VLANS "bonds: [{name: bond0, mode: 802.3ad, slaves: [eth0, eth1.5]}]\n",
				  "VLAN004"), ERROR);
	assert_int_equal(severity(*state, "bookworm", "none", NICS "bonds: [{name: bond0, mode: 4, slaves: [eth0, eth1]}]\n"
				  "vlans: [{id: 5, parent: bond0}]\n", "VLAN004"), -1);
	/* left out, the mode that works is chosen, whatever the ports are */
	assert_int_equal(severity(*state, "bookworm", "none", "switches: [{name: sw, lacp: true}]\n"
				  "nics: [{name: eth0, switch: sw, port_group: lacp}, {name: eth1, switch: sw, port_group: lacp}]\n"
				  VLANS "bonds: [{name: bond0, slaves: [eth0.5, eth1.5]}]\n", "VLAN004"), -1);
}

static void an_lacp_group_wants_the_nics(void **state)
{
	const char *bond = VLANS "bonds: [{name: bond0, mode: 802.3ad, slaves: [eth0.5, eth1.5]}]\n";
	const char *grouped = arena_printf(*state, "switches: [{name: sw}]\nnics: [{name: eth0, switch: sw, port_group: lacp}, "
					   "{name: eth1, switch: sw, port_group: lacp}]\n%s", bond);

	assert_has(one(*state, "bookworm", grouped, "VLAN004")->help, "slaves: [eth0, eth1]");
	assert_string_equal(one(*state, "bookworm", arena_printf(*state, NICS "%s", bond), "VLAN004")->help, "mode: active-backup");
}

/* ---- VLAN005 ---- */

static void slaves_that_belong_together(void **state)
{
	static const struct {
		const char *rest;
		int expected;
	} cases[] = {
		{NICS BOND(eth0, eth1), -1},
		{NICS VLANS BOND(eth0.5, eth1.5), -1},
		{NICS "vlans: [{id: 5, parent: eth0}, {id: 6, parent: eth1}]\n" BOND(eth0.5, eth1.6), ERROR},
		{NICS "vlans: [{id: 5, parent: eth0}, {id: 6, parent: eth0}]\n" BOND(eth0.5, eth0.6), ERROR},
		{NICS "vlans: [{id: 5, parent: eth0}, {id: 5, parent: eth0, name: again}]\n" BOND(eth0.5, again), ERROR},
		/* a NIC beside a VLAN: its port may be an access port in that VLAN */
		{NICS VLANS BOND(eth0, eth1.5), WARNING},
		{NICS VLANS BOND(eth0.5, eth1), WARNING},
		{"nics: [{name: eth0}, {name: eth1, native: 5}]\nvlans: [{id: 5, parent: eth0}]\n" BOND(eth0.5, eth1), -1},
		{"nics: [{name: eth0}, {name: eth1, native: 1}]\nvlans: [{id: 5, parent: eth0}]\n" BOND(eth0.5, eth1), ERROR},
		/* both halves of one cable */
		{"nics: [{name: eth0, native: 5}, {name: eth1}]\nvlans: [{id: 5, parent: eth0}]\n" BOND(eth0.5, eth0), ERROR},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (severity(*state, "bookworm", "none", cases[i].rest, "VLAN005") != cases[i].expected)
			fail_msg("not as expected:\n%s", cases[i].rest);
}

static void the_slave_that_does_not_fit_is_the_one_pointed_at(void **state)
{
	struct findings f = judge(*state, host_of(*state, "bookworm", "none",
		"nics: [{name: eth0}, {name: eth1}, {name: eth2}]\n"
		"vlans: [{id: 5, parent: eth0}, {id: 5, parent: eth1}, {id: 6, parent: eth2}]\n" BOND(eth0.5, eth1.5, eth2.6)));
	const struct finding *odd = find(&f, "VLAN005");

	assert_int_equal(count(&f, "VLAN005"), 1);
	assert_string_equal(at(&f, &odd->at), "eth2.6");
	assert_string_equal(odd->message, "bond 'bond0' takes in 'eth0.5' (VLAN 5) and 'eth2.6' (VLAN 6)");
	assert_string_equal(odd->help, "VLAN 5 of 'eth2' in place of 'eth2.6'");
}

static void the_same_nic_is_named(void **state)
{
	const struct finding *f = one(*state, "bookworm", "nics: [{name: eth0, native: 5}, {name: eth1}]\n" VLANS
				      BOND(eth1.5, eth0.5, eth0), "VLAN005");

	assert_has(f->message, "'eth0.5' and 'eth0', which are both on 'eth0'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(ids_of_all_kinds),
		TEST(what_to_write_depends_on_the_bond_s_vlans),
		TEST(only_slaves_are_slaves),
		TEST(lacp_and_a_vlan_do_not_go_together),
		TEST(an_lacp_group_wants_the_nics),
		TEST(slaves_that_belong_together),
		TEST(the_slave_that_does_not_fit_is_the_one_pointed_at),
		TEST(the_same_nic_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
