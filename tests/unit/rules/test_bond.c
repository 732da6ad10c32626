/* The rules about a bond's options, where their examples do not reach. */
#include "rules/hosts.h"
#include "rules/judge.h"

#define VLANS "vlans: [{id: 253, parent: eth0}, {id: 253, parent: eth1}]\n"

/* ---- mode ---- */

static void words_that_are_no_mode(void **state)
{
	static const char *const modes[] = {"7",      "-1",      "803.2ad",
					    "lacp",   "mode",    "00",
					    "active", "\"1 2\"", "\"balance-rr balance-xor\""};

	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++)
		raises(*state, bond(*state, arena_printf(*state, "miimon: 100, mode: %s", modes[i])),
		       "BOND001");
}

static void a_mode_may_be_written_in_any_one_way(void **state)
{
	static const char *const modes[] = {"active-backup",         "1",      "\"1 (active-backup)\"",
					    "\"active-backup (1)\"", "mode=1", "Active-Backup"};

	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++)
		raises(*state, bond(*state, arena_printf(*state, "miimon: 100, mode: %s", modes[i])), "");
}

static void name_and_number_must_agree(void **state)
{
	static const char *const modes[] = {"\"1 (balance-rr)\"", "\"active-backup, 0\"",
					    "\"mode 6 = 802.3ad\"", "\"balance-tlb 6\""};
	struct findings f;

	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		f = raises(*state, bond(*state, arena_printf(*state, "miimon: 100, mode: %s", modes[i])),
			   "BOND002");
		assert_at(&f, "BOND002", modes[i]);
	}
	assert_help(
		&f, "BOND002",
		"mode: balance-tlb        if the name is meant\nmode: balance-alb        if the number is");
}

static void other_rules_go_by_the_name(void **state)
{
	raises(*state, bridged(*state, "miimon: 100, mode: \"4 (balance-rr)\""), "BOND002 GUEST004");
	raises(*state, bond_on(*state, "rhel6", "mode: \"1 (802.3ad)\""), "BOND002 BOND003");
	raises(*state, bond(*state, "mode: \"1 (802.3ad)\""), "BOND002 BOND018");
}

static void a_mode_in_the_site_file_is_written_too(void **state)
{
	const char *site = "defaults: {bonds: {mode: \"1 (balance-rr)\"}}\n";
	struct findings f = judge_with(*state, bond(*state, "miimon: 100"), site);

	assert_string_equal(ids(&f, NULL), "BOND002");
	assert_string_equal(find(&f, "BOND002")->at.span.source->name, "site");
	assert_at(&f, "BOND002", "\"1 (balance-rr)\"");
}

static void options_out_of_range(void **state)
{
	static const char *const bad[] = {"resend_igmp: 256",
					  "packets_per_slave: 65536",
					  "lp_interval: 0",
					  "arp_missed_max: 0",
					  "miimon: -1",
					  "updelay: -100",
					  "ad_user_port_key: 1024",
					  "lacp_rate: 2",
					  "xmit_hash_policy: layer4"};
	static const char *const good[] = {"num_grat_arp: 0", "resend_igmp: 255", "miimon: 2147483647"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		raises(*state, bond(*state, arena_printf(*state, "mode: 1, %s", bad[i])), "BOND019");
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		raises(*state,
		       bond(*state, arena_printf(*state, "mode: 1, %s%s",
						 strstr(good[i], "miimon") ? "" : "miimon: 100, ", good[i])),
		       "");
}

/* ---- primary ---- */

static void primary_is_meant_to_be_a_slave(void **state)
{
	const char *nics = EXAMPLE_HOST("bookworm") EXAMPLE_NICS;
	struct findings f;

	raises(*state, bond(*state, "mode: 1, miimon: 100, primary: eth0"), "");
	f = raises(*state, bond(*state, "mode: 1, miimon: 100, primary: eth"), "BOND014");
	assert_at(&f, "BOND014", "eth");
	/* the NIC in place of its VLAN subinterface; not the slave that is spelt most like it */
	f = raises(*state,
		   arena_printf(*state,
				"%s" VLANS "bonds: [{name: b, mode: 1, miimon: 100, slaves: [eth0.253, "
				"eth1.253], primary: eth1}]\n",
				nics),
		   "BOND014");
	assert_help(&f, "BOND014", "primary: eth1.253");
	/* nothing like it: the first */
	f = raises(*state, bond(*state, "mode: 1, miimon: 100, primary: internal"), "BOND014");
	assert_help(&f, "BOND014", "primary: eth0");
}

static void no_primary_is_advised_for_guests(void **state)
{
	struct findings f = judge(*state, bridged(*state, "mode: 1, miimon: 100, primary: eth2"));

	assert_help(&f, "BOND014", "leave 'primary' out");
}

/* ---- owners ---- */

#define NICS3 EXAMPLE_NICS "  - {name: eth2, mac: \"52:54:00:00:00:03\"}\n"
#define BOND0 "{name: bond0, mode: 1, miimon: 100, slaves: [eth0, eth1]}"

static void an_interface_has_one_owner(void **state)
{
	const struct finding *one;
	struct findings f =
		raises(*state,
		       EXAMPLE_HOST("bookworm") NICS3
		       "bonds:\n- " BOND0 "\n- {name: bond1, mode: 1, miimon: 100, slaves: [eth2, eth1]}\n",
		       "BOND024");

	one = find(&f, "BOND024");
	assert_string_equal(one->object, "eth1");
	assert_string_equal(at(&f, &one->at), "eth1");
	assert_true(strstr(one->help, "take it out of 'bond1' or of 'bond0'") != NULL);
	f = raises(*state,
		   EXAMPLE_HOST("squeeze") EXAMPLE_NICS
		   "bridges: [{name: br0, ports: [eth0]}, {name: br1, ports: [eth0, eth1]}]\n",
		   "BOND024");
	/* two bridges, or two bonds, were always refused */
	assert_true(strstr(find(&f, "BOND024")->consequence, "EBUSY") != NULL);
}

static void three_owners_are_one_finding(void **state)
{
	struct findings f = judge(*state, EXAMPLE_HOST("bookworm") EXAMPLE_NICS
				  "bonds: [" BOND0 "]\n"
				  "bridges: [{name: br0, ports: [eth0]}, {name: br1, ports: [eth0]}]\n");
	const struct finding *one = find(&f, "BOND024");

	assert_int_equal(count(&f, "BOND024"), 1);
	assert_non_null(one->notes->next); /* all three places */
	assert_null(one->notes->next->next);
}

static void old_kernels_take_a_slave_as_port_silently(void **state)
{
	static const struct {
		const char *os;
		bool silent;
	} cases[] = {{"rhel4", true},   {"rhel5", true},   {"rhel6", false},
		     {"squeeze", true}, {"wheezy", false}, {"bookworm", false}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct findings f =
			judge(*state, arena_printf(*state,
						   "host: vm1\nos: %s\n" EXAMPLE_NICS "bonds: [" BOND0 "]\n"
						   "bridges: [{name: br0, ports: [eth1]}]\n",
						   cases[i].os));
		const char *says = find(&f, "BOND024")->consequence;

		if (!strstr(says, "without a word") == cases[i].silent ||
		    !strstr(says, "EBUSY") != cases[i].silent)
			fail_msg("%s: %s", cases[i].os, says);
	}
}

static void the_bond_is_advised_as_port_where_it_can_be_one(void **state)
{
	static const struct {
		const char *os, *fields, *ports;
		bool advised;
	} cases[] = {
		{"bookworm", "mode: 1, miimon: 100", "eth0", true},
		{"bookworm", "mode: 802.3ad, miimon: 100", "eth1", true},
		{"bookworm", "mode: 0, miimon: 100", "eth0", false},                           /* GUEST004 */
		{"bookworm", "mode: 1, miimon: 100, addresses: [10.0.0.1/24]", "eth0", false}, /* BR003 */
		{"bookworm", "mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.9]", "eth0",
		 false},                                            /* GUEST005 */
		{"rhel5.3", "mode: 1, miimon: 100", "eth0", false}, /* RHEL002 */
		{"rhel5.4", "mode: 1, miimon: 100", "eth0", true},
		{"bookworm", "mode: 1, miimon: 100", "eth0, eth1", false}, /* a port would be left */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct findings f = judge(
			*state, arena_printf(*state, "%sbridges: [{name: br0, ports: [%s]}]\n",
					     bond_on(*state, cases[i].os, cases[i].fields), cases[i].ports));
		bool advised = !strncmp(find(&f, "BOND024")->help, "ports: [bond0]        ", 22);

		if (advised != cases[i].advised)
			fail_msg("%s, %s: %s", cases[i].os, cases[i].fields, find(&f, "BOND024")->help);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(words_that_are_no_mode),
		TEST(a_mode_may_be_written_in_any_one_way),
		TEST(name_and_number_must_agree),
		TEST(other_rules_go_by_the_name),
		TEST(a_mode_in_the_site_file_is_written_too),
		TEST(options_out_of_range),
		TEST(primary_is_meant_to_be_a_slave),
		TEST(no_primary_is_advised_for_guests),
		TEST(an_interface_has_one_owner),
		TEST(three_owners_are_one_finding),
		TEST(old_kernels_take_a_slave_as_port_silently),
		TEST(the_bond_is_advised_as_port_where_it_can_be_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
