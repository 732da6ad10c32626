/* RHEL001, RHEL002: what old releases of RHEL do with bonds. */
#include "rules/look.h"

#define NICS                                                                                                 \
	"nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}, {name: eth1, mac: \"52:54:00:00:00:02\"},\n"       \
	"       {name: eth2, mac: \"52:54:00:00:00:03\"}, {name: eth3, mac: \"52:54:00:00:00:04\"}]\n"
#define TWO_BONDS(first, second)                                                                             \
	NICS "bonds:\n"                                                                                      \
	     "  - {name: bond0, slaves: [eth0, eth1], " first "}\n"                                          \
	     "  - {name: bond1, slaves: [eth2, eth3], " second "}\n"
#define ONE_BOND NICS "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 100}]\n"

/* BONDING_OPTS came with RHEL 5, and Debian's hooks write to sysfs too */
static void options_differ_where_they_may(void **state)
{
	const char *yaml = TWO_BONDS("mode: 1, miimon: 100", "mode: 1, miimon: 50");

	assert_int_equal(severity(*state, "rhel4", "none", yaml, "RHEL001"), ERROR);
	assert_int_equal(severity(*state, "rhel5.0", "none", yaml, "RHEL001"), -1);
	assert_int_equal(severity(*state, "rhel8", "none", yaml, "RHEL001"), -1);
	assert_int_equal(severity(*state, "lenny", "none", yaml, "RHEL001"), -1);
	/* parameters of the module there too, but Debian's kernels load it under a second name */
	assert_int_equal(severity(*state, "etch", "none", yaml, "RHEL001"), -1);
	assert_int_equal(severity(*state, "rhel4", "none", ONE_BOND, "RHEL001"), -1);
}

static void what_no_file_says_makes_no_difference(void **state)
{
	static const char *const alike[] = {
		TWO_BONDS("mode: 1, miimon: 100", "mode: active-backup, miimon: 100, lacp_rate: fast"),
		TWO_BONDS("mode: 1, miimon: 100", "mode: 1, miimon: 100, arp_interval: 0"),
	};

	for (size_t k = 0; k < 2; k++)
		assert_int_equal(severity(*state, "rhel4", "none", alike[k], "RHEL001"), -1);
}

#define ASKING(targets) "mode: 1, arp_interval: 200, arp_ip_target: [" targets "]"

/* They are a parameter like the others; in another order they are the same. */
static void targets_differ_like_options(void **state)
{
	static const struct {
		const char *rest;
		int expected;
	} cases[] = {
		{TWO_BONDS(ASKING("10.0.0.8"), ASKING("10.0.0.8")), -1},
		{TWO_BONDS(ASKING("10.0.0.8"), ASKING("10.0.0.9")), ERROR},
		{TWO_BONDS(ASKING("10.0.0.8, 10.0.0.9"), ASKING("10.0.0.9, 10.0.0.8")), -1},
		{TWO_BONDS(ASKING("10.0.0.8, 10.0.0.9"), ASKING("10.0.0.8, 10.0.0.7")), ERROR},
		{TWO_BONDS(ASKING("10.0.0.8"), ASKING("10.0.0.8, 10.0.0.9")), ERROR},
		{TWO_BONDS(ASKING("10.0.0.8, 10.0.0.9"), ASKING("10.0.0.8")), ERROR},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (severity(*state, "rhel4", "none", cases[i].rest, "RHEL001") != cases[i].expected)
			fail_msg("for\n%s", cases[i].rest);
}

static void the_help_names_each_option(void **state)
{
	struct findings f =
		judge(*state, host_of(*state, "rhel4", "none",
				      TWO_BONDS("mode: 1, miimon: 100",
						"mode: 0, arp_interval: 200, arp_ip_target: [10.0.0.1]")));
	const struct finding *one = find(&f, "RHEL001");

	assert_non_null(one);
	assert_string_equal(one->object, "bond1");
	assert_has(one->help, "mode: active-backup\n");
	assert_has(one->help, "miimon: 100\n");
	assert_has(one->help, "no arp_interval\n");
	assert_has(one->help, "no arp_ip_target\n");
}

static void each_bond_that_differs_is_named(void **state)
{
	struct findings f =
		judge(*state, host_of(*state, "rhel4", "none",
				      NICS "bonds:\n"
					   "  - {name: bond0, slaves: [eth0], mode: 1, miimon: 100}\n"
					   "  - {name: bond1, slaves: [eth1], mode: 1, miimon: 50}\n"
					   "  - {name: bond2, slaves: [eth2], mode: 1, miimon: 100}\n"
					   "  - {name: bond3, slaves: [eth3], mode: 1, miimon: 60}\n"));

	assert_int_equal(count(&f, "RHEL001"), 2);
}

static void bonds_as_ports_by_minor(void **state)
{
	const char *yaml = ONE_BOND "bridges: [{name: br0, ports: [bond0]}]\n";

	assert_int_equal(severity(*state, "rhel4", "none", yaml, "RHEL002"), ERROR);
	assert_int_equal(severity(*state, "rhel5.3", "none", yaml, "RHEL002"), ERROR);
	assert_int_equal(severity(*state, "rhel5.4", "none", yaml, "RHEL002"), -1);
	assert_int_equal(
		severity(*state, "rhel5.3", "none",
			 ONE_BOND
			 "vlans: [{id: 5, parent: bond0}]\nbridges: [{name: br0, ports: [bond0.5]}]\n",
			 "RHEL002"),
		-1);
	assert_has(one(*state, "rhel5.0", yaml, "RHEL002")->help, "os: rhel5.4");
	assert_lacks(one(*state, "rhel4", yaml, "RHEL002")->help, "os:");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(options_differ_where_they_may), TEST(what_no_file_says_makes_no_difference),
		TEST(targets_differ_like_options),   TEST(the_help_names_each_option),
		TEST(each_bond_that_differs_is_named), TEST(bonds_as_ports_by_minor),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
