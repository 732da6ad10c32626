/* The rules about a bond's options and monitors, where their examples do not reach. */
#include "rules/example.h"
#include "rules/judge.h"

#define VLANS "vlans: [{id: 253, parent: eth0}, {id: 253, parent: eth1}]\n"

/* A host with two NICs and a bond of them that has these fields. */
static const char *bond_on(struct arena *a, const char *os, const char *fields)
{
	return arena_printf(a, "host: vm1.example.com\nos: %s\n" EXAMPLE_NICS "bonds: [{name: bond0, slaves: [eth0, eth1], %s}]\n",
			    os, fields);
}

static const char *bond(struct arena *a, const char *fields)
{
	return bond_on(a, "bookworm", fields);
}

/* The same bond in a bridge with guests. */
static const char *bridged(struct arena *a, const char *fields)
{
	return arena_printf(a, "%svirtualization: lxc\nbridges: [{name: br0, ports: [bond0]}]\n", bond(a, fields));
}

static void assert_help(const struct findings *f, const char *id, const char *expected)
{
	const struct finding *one = find(f, id);

	if (!one)
		fail_msg("%s is not raised", id);
	if (strcmp(one->help, expected))
		fail_msg("%s helps with '%s', expected '%s'", id, one->help, expected);
}

/* `id` is raised and points at `text`. */
static void assert_at(const struct findings *f, const char *id, const char *text)
{
	const struct finding *one = find(f, id);

	if (!one)
		fail_msg("%s is not raised", id);
	if (strcmp(at(f, &one->at), text))
		fail_msg("%s points at '%s', expected '%s'", id, at(f, &one->at), text);
}

/* ---- mode ---- */

static void words_that_are_no_mode(void **state)
{
	static const char *const modes[] = {"7", "-1", "803.2ad", "lacp", "mode", "00", "active", "\"1 2\"", "\"balance-rr balance-xor\""};

	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++)
		raises(*state, bond(*state, arena_printf(*state, "miimon: 100, mode: %s", modes[i])), "BOND001");
}

static void a_mode_may_be_written_in_any_one_way(void **state)
{
	static const char *const modes[] = {"active-backup", "1", "\"1 (active-backup)\"", "\"active-backup (1)\"", "mode=1",
					    "Active-Backup"};

	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++)
		raises(*state, bond(*state, arena_printf(*state, "miimon: 100, mode: %s", modes[i])), "");
}

static void name_and_number_must_agree(void **state)
{
	static const char *const modes[] = {"\"1 (balance-rr)\"", "\"active-backup, 0\"", "\"mode 6 = 802.3ad\"",
					    "\"balance-tlb 6\""};
	struct findings f;

	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		f = raises(*state, bond(*state, arena_printf(*state, "miimon: 100, mode: %s", modes[i])), "BOND002");
		assert_at(&f, "BOND002", modes[i]);
	}
	assert_help(&f, "BOND002", "mode: balance-tlb        if the name is meant\nmode: balance-alb        if the number is");
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
	static const char *const bad[] = {"resend_igmp: 256",       "packets_per_slave: 65536", "lp_interval: 0",
					  "arp_missed_max: 0",      "miimon: -1",               "updelay: -100",
					  "ad_user_port_key: 1024", "lacp_rate: 2",             "xmit_hash_policy: layer4"};
	static const char *const good[] = {"num_grat_arp: 0", "resend_igmp: 255", "miimon: 2147483647"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		raises(*state, bond(*state, arena_printf(*state, "mode: 1, %s", bad[i])), "BOND019");
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		raises(*state, bond(*state, arena_printf(*state, "mode: 1, %s%s", strstr(good[i], "miimon") ? "" : "miimon: 100, ", good[i])),
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
		   arena_printf(*state, "%s" VLANS "bonds: [{name: b, mode: 1, miimon: 100, slaves: [eth0.253, eth1.253], primary: eth1}]\n",
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
	struct findings f = raises(*state,
				   EXAMPLE_HOST("bookworm") NICS3 "bonds:\n- " BOND0
				   "\n- {name: bond1, mode: 1, miimon: 100, slaves: [eth2, eth1]}\n",
				   "BOND024");

	one = find(&f, "BOND024");
	assert_string_equal(one->object, "eth1");
	assert_string_equal(at(&f, &one->at), "eth1");
	assert_true(strstr(one->help, "take it out of 'bond1' or of 'bond0'") != NULL);
	f = raises(*state, EXAMPLE_HOST("squeeze") EXAMPLE_NICS "bridges: [{name: br0, ports: [eth0]}, {name: br1, ports: [eth0, eth1]}]\n",
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
	} cases[] = {{"rhel4", true}, {"rhel5", true}, {"rhel6", false}, {"squeeze", true}, {"wheezy", false}, {"bookworm", false}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct findings f = judge(*state, arena_printf(*state, "host: vm1\nos: %s\n" EXAMPLE_NICS "bonds: [" BOND0 "]\n"
							       "bridges: [{name: br0, ports: [eth1]}]\n", cases[i].os));
		const char *says = find(&f, "BOND024")->consequence;

		if (!strstr(says, "without a word") == cases[i].silent || !strstr(says, "EBUSY") != cases[i].silent)
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
		{"bookworm", "mode: 0, miimon: 100", "eth0", false},                                /* GUEST004 */
		{"bookworm", "mode: 1, miimon: 100, addresses: [10.0.0.1/24]", "eth0", false},      /* BR003 */
		{"bookworm", "mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.9]", "eth0", false}, /* GUEST005 */
		{"rhel5.3", "mode: 1, miimon: 100", "eth0", false},                                 /* RHEL002 */
		{"rhel5.4", "mode: 1, miimon: 100", "eth0", true},
		{"bookworm", "mode: 1, miimon: 100", "eth0, eth1", false},                          /* a port would be left */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct findings f = judge(*state, arena_printf(*state, "%sbridges: [{name: br0, ports: [%s]}]\n",
							       bond_on(*state, cases[i].os, cases[i].fields), cases[i].ports));
		bool advised = !strncmp(find(&f, "BOND024")->help, "ports: [bond0]        ", 22);

		if (advised != cases[i].advised)
			fail_msg("%s, %s: %s", cases[i].os, cases[i].fields, find(&f, "BOND024")->help);
	}
}

/* ---- no monitor ---- */

static void what_the_driver_adds_depends_on_the_release(void **state)
{
	/* BOND018 where the release's way of setting bonds up forces miimon in these modes */
	static const struct {
		const char *os, *id;
	} cases[] = {
		{"rhel4", "BOND018"},    {"rhel5", "BOND003"},  {"rhel6", "BOND003"},   {"rhel7", "BOND018"},
		{"rhel8", "BOND018"},    {"etch", "BOND018"},   {"squeeze", "BOND003"}, {"jessie", "BOND003"},
		{"bookworm", "BOND018"}, {"sles10", "BOND018"}, {"sles11", "BOND003"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		for (int mode = 0; mode <= 6; mode++) {
			const char *id = mode < 4 ? "BOND003" : cases[i].id;
			struct findings f = raises(*state, bond_on(*state, cases[i].os, arena_printf(*state, "mode: %d", mode)), id);

			assert_int_equal(find(&f, id)->severity, strcmp(id, "BOND018") ? ERROR : WARNING);
			assert_help(&f, id, "miimon: 100");
		}
}

static void zero_is_no_monitor(void **state)
{
	static const char *const fields[] = {"mode: 1, miimon: 0", "mode: 1, arp_interval: 0", "mode: 1, arp_interval: 0, miimon: 0",
					     "miimon: 0"}; /* the last without a mode: the choice leaves a written value alone */
	struct findings f;

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		f = raises(*state, bond(*state, fields[i]), "BOND003");
		assert_at(&f, "BOND003", "0");
		assert_help(&f, "BOND003", "miimon: 100");
	}
	f = raises(*state, bond(*state, "mode: 4, miimon: 0"), "BOND018");
	assert_at(&f, "BOND018", "0");
	raises(*state, bond_on(*state, "rhel6", "mode: 4, miimon: 0"), "BOND003");
	raises(*state, bond(*state, "mode: 1, miimon: 1"), "");
	raises(*state, bond(*state, "mode: 1, miimon: 100, arp_interval: 0"), "");
	raises(*state, bond(*state, "mode: 1, miimon: 0, arp_interval: 500, arp_ip_target: [10.0.0.8, 10.0.0.9]"), "");
}

static void a_chosen_mode_brings_its_monitor(void **state)
{
	struct findings f = raises(*state, bond(*state, "onboot: true"), "");

	assert_non_null(find(&f, "CHOICE001"));
	raises(*state, bond(*state, "arp_interval: 0"), "");
}

static void one_slave_needs_no_monitor(void **state)
{
	raises(*state, EXAMPLE_HOST("bookworm") EXAMPLE_NICS "bonds: [{name: bond0, slaves: [eth0], mode: 1}]\n", "");
	raises(*state, EXAMPLE_HOST("bookworm") EXAMPLE_NICS "bonds: [{name: bond0, slaves: [eth0], mode: 4}]\n", "");
}

static void the_site_file_counts_as_written(void **state)
{
	struct findings f = judge_with(*state, bond(*state, "mode: 1"), "defaults: {bonds: {miimon: 50}}\n");

	assert_string_equal(ids(&f, NULL), "");
	f = judge_with(*state, bond(*state, "onboot: true"), "defaults: {bonds: {mode: active-backup}}\n");
	assert_string_equal(ids(&f, NULL), "BOND003");
	f = judge_with(*state, bond(*state, "mode: 1"), "defaults: {bonds: {miimon: 0}}\n");
	assert_string_equal(ids(&f, NULL), "BOND003");
	assert_string_equal(find(&f, "BOND003")->at.span.source->name, "site");
	f = judge_with(*state, bond(*state, "mode: 1, miimon: 100"), "defaults: {bonds: {miimon: 0}}\n");
	assert_string_equal(ids(&f, NULL), "");
}

/* ---- two monitors ---- */

#define TARGETS "arp_ip_target: [10.0.0.8, 10.0.0.9]"

static void one_monitor_is_enough(void **state)
{
	struct findings f = raises(*state, bond(*state, "mode: 1, miimon: 80, arp_interval: 500, " TARGETS), "BOND004");

	assert_at(&f, "BOND004", "500");
	assert_string_equal(at(&f, &find(&f, "BOND004")->notes->at), "80");
	assert_help(&f, "BOND004",
		    "miimon: 80        without arp_interval, arp_ip_target\n"
		    "arp_interval: 500        without miimon, if silent faults are to be seen");
}

static void the_arp_monitor_is_not_advised_where_it_does_not_work(void **state)
{
	static const char *const mii = "miimon: 100        without arp_interval, arp_ip_target";
	struct findings f = judge(*state, bridged(*state, "mode: 1, miimon: 100, arp_interval: 500, " TARGETS));

	assert_help(&f, "BOND004", mii);
	f = judge(*state, bond(*state, "mode: 0, miimon: 100, arp_interval: 500, " TARGETS));
	assert_help(&f, "BOND004", mii);
	f = judge(*state, bridged(*state, "mode: 1, arp_interval: 500"));
	assert_help(&f, "BOND006", "miimon: 100        without arp_interval");
	f = judge(*state, bond(*state, "mode: 2, arp_interval: 500, arp_validate: all"));
	assert_help(&f, "BOND006", "miimon: 100        without arp_interval, arp_validate");
}

static void both_monitors_and_no_target_have_one_cure(void **state)
{
	struct findings f = raises(*state, bond(*state, "mode: 1, miimon: 80, arp_interval: 500"), "BOND004 BOND006");

	assert_help(&f, "BOND004", "miimon: 80        without arp_interval");
	assert_help(&f, "BOND006", "miimon: 80        without arp_interval");
}

/* ---- ARP monitor and mode ---- */

static void modes_without_arp_monitor(void **state)
{
	for (int mode = 0; mode <= 6; mode++) {
		const char *expected = mode < 4 ? "" : "BOND005";

		raises(*state, bond(*state, arena_printf(*state, "mode: %d, arp_interval: 500, " TARGETS, mode)), expected);
		raises(*state, bond(*state, arena_printf(*state, "mode: %d, miimon: 100, arp_validate: all", mode)), expected);
		raises(*state, bond(*state, arena_printf(*state, "mode: %d, miimon: 100, arp_validate: none", mode)), "");
		raises(*state, bond(*state, arena_printf(*state, "mode: %d, miimon: 100, arp_interval: 0", mode)), "");
	}
}

static void where_no_arp_monitor_can_be_nothing_else_about_it_is_said(void **state)
{
	struct findings f;

	raises(*state, bond(*state, "mode: 4, arp_interval: 500"), "BOND005");
	raises(*state, bond_on(*state, "rhel6", "mode: 4, arp_interval: 500"), "BOND005");
	raises(*state, bond(*state, "mode: 4, arp_validate: all"), "BOND005");
	raises(*state, bond_on(*state, "rhel6", "mode: 4, arp_validate: all"), "BOND005");
	raises(*state, bond(*state, "mode: 4, miimon: 100, arp_interval: 500, " TARGETS), "BOND005");
	raises(*state, bridged(*state, "mode: 4, arp_interval: 500, " TARGETS), "BOND005");
	f = raises(*state, bond(*state, "mode: 4, miimon: 80, arp_interval: 500, arp_validate: all, arp_ip_target: [10.0.0.9, 10.0.0.9]"),
		   "BOND005");
	assert_at(&f, "BOND005", "500");
	assert_help(&f, "BOND005", "miimon: 80        without arp_interval, arp_validate, arp_ip_target");
	f = raises(*state, bond(*state, "mode: 4, miimon: 80, arp_validate: all"), "BOND005");
	assert_at(&f, "BOND005", "all");
}

/* ---- targets ---- */

static void an_arp_monitor_without_target_is_one_finding(void **state)
{
	struct findings f = raises(*state, bond(*state, "mode: 1, arp_interval: 500"), "BOND006"); /* not BOND003 too */

	assert_at(&f, "BOND006", "500");
	raises(*state, bond(*state, "mode: 1, arp_interval: 500, arp_ip_target: []"), "BOND006");
	raises(*state, bond(*state, "mode: 1, arp_interval: 500, ns_ip6_target: [\"2001:db8::9\", \"2001:db8::8\"]"), "");
	raises(*state, bond(*state, "arp_interval: 500"), "BOND006"); /* a mode is chosen, a target is not */
	raises(*state, EXAMPLE_HOST("bookworm") EXAMPLE_NICS "bonds: [{name: bond0, slaves: [eth0], mode: 1, arp_interval: 500}]\n",
	       "BOND006");
	f = judge(*state, bridged(*state, "mode: 1, arp_interval: 500"));
	assert_null(find(&f, "GUEST005"));
	assert_non_null(find(&f, "BOND006"));
}

static void the_router_is_a_target(void **state)
{
	static const char *const help = "arp_ip_target: [10.0.0.254]        and a second host of that subnet that always answers";
	struct findings f = judge(*state, bond(*state, "mode: 1, arp_interval: 500, addresses: [10.0.0.1/24], gateway: 10.0.0.254"));

	assert_help(&f, "BOND006", help);
	f = judge(*state, arena_printf(*state, "%svlans: [{id: 9, parent: bond0, addresses: [10.0.0.1/24], gateway: 10.0.0.254}]\n",
				       bond(*state, "mode: 1, arp_interval: 500")));
	assert_help(&f, "BOND006", help);
}

static void addresses_that_are_no_target(void **state)
{
	static const char *const bad[] = {"0.0.0.0", "0.1.2.3", "255.255.255.255", "224.0.0.1", "127.0.0.1",
					  "\"2001:db8::1\"", "10.0.0", "10.0.0.1/24", "router"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		raises(*state, bond(*state, arena_printf(*state, "mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.8, %s]", bad[i])),
		       "BOND007");
	raises(*state, bond(*state, "mode: 1, arp_interval: 500, ns_ip6_target: [10.0.0.8]"), "BOND007");
	raises(*state, bond(*state, "mode: 1, arp_interval: 500, ns_ip6_target: [\"ff02::1\"]"), "BOND007");
}

/* "[10.0.0.2, 10.0.0.3, ...]" */
static const char *targets(struct arena *a, int n)
{
	struct text t;

	text_init(&t, a);
	for (int i = 0; i < n; i++)
		text_addf(&t, "%s10.0.0.%d", i ? ", " : "[", i + 2);
	text_addc(&t, ']');
	return t.s;
}

static void sixteen_targets_fit(void **state)
{
	struct findings f;

	raises(*state, bond(*state, arena_printf(*state, "mode: 1, arp_interval: 500, arp_ip_target: %s", targets(*state, 16))), "");
	f = raises(*state, bond(*state, arena_printf(*state, "mode: 1, arp_interval: 500, arp_ip_target: %s", targets(*state, 40))),
		   "BOND007");
	assert_int_equal(count(&f, "BOND007"), 1);
	assert_at(&f, "BOND007", "10.0.0.18");
}

static void each_target_once(void **state)
{
	struct findings f = raises(*state, bond(*state, "mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.8, 10.0.0.9, 10.0.0.8]"),
				   "BOND007");

	assert_int_equal(count(&f, "BOND007"), 1);
	assert_true(find(&f, "BOND007")->at.span.from > find(&f, "BOND007")->notes->at.span.from);
	raises(*state, bond(*state, "mode: 1, arp_interval: 500, ns_ip6_target: [\"2001:db8::8\", \"2001:DB8:0::8\"]"), "BOND007");
}

static void no_target_is_the_host_itself(void **state)
{
	static const char *const addresses[] = {"10.0.0.8/24", "\"2001:db8::8/64\""};

	for (size_t i = 0; i < 2; i++) { /* whatever interface has it */
		struct findings f = raises(*state,
			arena_printf(*state, EXAMPLE_HOST("bookworm") NICS3
				     "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.8],"
				     " ns_ip6_target: [\"2001:db8::8\"]}]\nbridges: [{name: br0, ports: [eth2], addresses: [%s]}]\n",
				     addresses[i]), "BOND007");

		assert_int_equal(count(&f, "BOND007"), 1);
		assert_string_equal(at(&f, &find(&f, "BOND007")->notes->at), addresses[i]);
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
		TEST(what_the_driver_adds_depends_on_the_release),
		TEST(zero_is_no_monitor),
		TEST(a_chosen_mode_brings_its_monitor),
		TEST(one_slave_needs_no_monitor),
		TEST(the_site_file_counts_as_written),
		TEST(one_monitor_is_enough),
		TEST(the_arp_monitor_is_not_advised_where_it_does_not_work),
		TEST(both_monitors_and_no_target_have_one_cure),
		TEST(modes_without_arp_monitor),
		TEST(where_no_arp_monitor_can_be_nothing_else_about_it_is_said),
		TEST(an_arp_monitor_without_target_is_one_finding),
		TEST(the_router_is_a_target),
		TEST(addresses_that_are_no_target),
		TEST(sixteen_targets_fit),
		TEST(each_target_once),
		TEST(no_target_is_the_host_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
