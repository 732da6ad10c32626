/* Options of bonds under guests' bridges, and bonds that follow others, where the rules' examples do not reach. */
#include "rules/look.h"

#define NICS "nics: [{name: eth0}, {name: eth1}]\n"
#define BOND(fields) NICS "bonds: [{name: bond0, slaves: [eth0, eth1], " fields "}]\n"
#define BRIDGE       "bridges: [{name: br0, ports: [bond0]}]\n"

/* ---- GUEST008 ---- */

static void inactive_slaves_by_mode(void **state)
{
	for (int mode = 0; mode <= 6; mode++) {
		bool idle = mode == 1 || mode == 4 || mode == 5 || mode == 6; /* all receive in 0, 2 and 3 */
		const char *rest = arena_printf(*state, BOND("mode: %d, miimon: 100, all_slaves_active: 1") BRIDGE, mode);

		assert_int_equal(severity(*state, "bookworm", "kvm", rest, "GUEST008"), idle ? ERROR : -1);
		assert_int_equal(severity(*state, "bookworm", "none", rest, "GUEST008"), -1);
	}
	/* a driver that does not know the option never does it */
	assert_int_equal(severity(*state, "squeeze", "kvm", BOND("mode: 4, miimon: 100, all_slaves_active: 1") BRIDGE,
				  "GUEST008"), -1);
}

/* ---- GUEST009 ---- */

static void when_the_bond_goes_back(void **state)
{
	static const struct {
		const char *os, *fields;
		int severity;
	} cases[] = {
		{"bookworm", "primary: eth0", WARNING},
		{"bookworm", "primary: eth0, primary_reselect: always", WARNING},
		{"bookworm", "primary: eth0, primary_reselect: better", -1},
		{"bookworm", "primary: eth0, primary_reselect: failure", -1},
		{"bookworm", "primary_reselect: always", -1},
		{"squeeze", "primary: eth0, primary_reselect: failure", WARNING}, /* 2.6.32 has no such option */
		{"rhel5", "primary: eth0, primary_reselect: failure", -1}, /* 5.7 has it */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *rest = arena_printf(*state, BOND("mode: 1, miimon: 100, %s") BRIDGE, cases[i].fields);

		if (severity(*state, cases[i].os, "kvm", rest, "GUEST009") != cases[i].severity)
			fail_msg("%s: %s", cases[i].os, cases[i].fields);
		assert_int_equal(severity(*state, cases[i].os, "none", rest, "GUEST009"), -1);
	}
	/* the bridge that takes the bond in, and primary_reselect where it is written */
	assert_int_equal(notes(one(*state, "bookworm", BOND("mode: 1, miimon: 100, primary: eth0") BRIDGE, "GUEST009")), 1);
	assert_int_equal(notes(one(*state, "bookworm", BOND("mode: 1, miimon: 100, primary: eth0, primary_reselect: 0") BRIDGE,
				   "GUEST009")), 2);
	assert_int_equal(severity(*state, "bookworm", "kvm", BOND("mode: 5, miimon: 100, primary: eth0") BRIDGE, "GUEST009"), -1);
	assert_lacks(one(*state, "squeeze", BOND("mode: 1, miimon: 100, primary: eth0") BRIDGE, "GUEST009")->help, "failure");
}

/* ---- GUEST011 ---- */

static void routed_containers(void **state)
{
	const char *rest = BOND("mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.1, 10.0.0.2]") BRIDGE;

	assert_int_equal(severity(*state, "rhel6", "openvz", rest, "GUEST011"), INFO);
	assert_int_equal(severity(*state, "rhel6", "kvm", rest, "GUEST011"), -1);
	assert_int_equal(severity(*state, "rhel6", "openvz", BOND("mode: 1, miimon: 100") BRIDGE, "GUEST011"), -1);
}

/* ---- GUEST014 to GUEST016 ---- */

/* A leader with these fields over VLAN 10 of eth0 and eth1, and a follower of these slaves and mode. */
static const char *pair(struct arena *a, const char *leader, const char *slaves, int mode)
{
	return arena_printf(a,
			    "nics: [{name: eth0}, {name: eth1}, {name: eth2}]\n"
			    "vlans: [{id: 10, parent: eth0}, {id: 10, parent: eth1}, {id: 20, parent: eth0}, "
			    "{id: 20, parent: eth1}, {id: 20, parent: eth2}]\n"
			    "bonds: [{name: bond10, slaves: [eth0.10, eth1.10], addresses: [10.0.10.1/24], %s}, "
			    "{name: bond20, slaves: [%s], mode: %d, miimon: 100, follow: bond10}]\n"
			    "bridges: [{name: br20, ports: [bond20]}]\n",
			    leader, slaves, mode);
}

#define ARP "arp_interval: 500, arp_ip_target: [10.0.10.2, 10.0.10.3]"

static void who_can_lead(void **state)
{
	static const struct {
		const char *leader;
		int mode;
		const char *why; /* NULL: it can */
	} cases[] = {
		{"mode: 1, " ARP, 1, NULL},
		{"mode: 1, miimon: 100", 1, "no ARP monitor"},
		{"mode: 1, arp_interval: 500", 1, "no ARP monitor"}, /* without targets nothing is probed */
		{"mode: 3, " ARP, 1, "no active slave"},
		{"mode: 1, " ARP, 5, "the bond itself is not in active-backup"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct findings f = judge(*state, host_of(*state, "bookworm", "kvm",
						  pair(*state, cases[i].leader, "eth0.20, eth1.20", cases[i].mode)));

		assert_int_equal(count(&f, "GUEST014"), cases[i].why != NULL);
		assert_int_equal(count(&f, "GUEST016"), cases[i].why == NULL);
		if (cases[i].why)
			assert_int_equal(find(&f, "GUEST014")->severity, ERROR);
		if (cases[i].why)
			assert_has(find(&f, "GUEST014")->notes->text, cases[i].why);
	}
}

static void a_leader_under_guests(void **state)
{
	const char *rest = arena_printf(*state, "%s- {name: br10, ports: [bond10]}\n",
					"nics: [{name: eth0}, {name: eth1}]\n"
					"vlans: [{id: 10, parent: eth0}, {id: 10, parent: eth1}, {id: 20, parent: eth0}, {id: 20, parent: eth1}]\n"
					"bonds: [{name: bond10, slaves: [eth0.10, eth1.10], mode: 1, " ARP "}, "
					"{name: bond20, slaves: [eth0.20, eth1.20], mode: 1, miimon: 100, follow: bond10}]\n"
					"bridges:\n- {name: br20, ports: [bond20]}\n");

	assert_has(one(*state, "bookworm", rest, "GUEST014")->notes->text, "under a bridge");
}

static void legs_pair_by_nic(void **state)
{
	static const struct {
		const char *slaves, *odd; /* NULL: they pair */
	} cases[] = {
		{"eth0.20, eth1.20", NULL},
		{"eth1.20, eth0.20", NULL}, /* in any order */
		{"eth0.20, eth2.20", "eth2.20"},
		{"eth0.20", "eth1.10"}, /* the leader has one more */
		{"eth0.20, eth1.20, eth2.20", "eth2.20"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct findings f = judge(*state, host_of(*state, "bookworm", "kvm",
							  pair(*state, "mode: 1, " ARP, cases[i].slaves, 1)));

		assert_int_equal(count(&f, "GUEST015"), cases[i].odd != NULL);
		assert_true(!cases[i].odd || find(&f, "GUEST015")->severity == ERROR);
		if (cases[i].odd)
			assert_at(&f, "GUEST015", cases[i].odd);
	}
}

/* Untagged frames are in no VLAN that could be taken off a trunk. */
static void a_follower_without_a_vlan(void **state)
{
	struct findings f = judge(*state, host_of(*state, "bookworm", "kvm",
						  "nics: [{name: eth0}, {name: eth1}]\n"
						  "vlans: [{id: 10, parent: eth0}, {id: 10, parent: eth1}]\n"
						  "bonds: [{name: bond10, slaves: [eth0.10, eth1.10], mode: 1, " ARP "}, "
						  "{name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 100, follow: bond10}]\n"));

	assert_null(find(&f, "GUEST014"));
	assert_null(find(&f, "GUEST015"));
	assert_null(find(&f, "GUEST016"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(inactive_slaves_by_mode), TEST(when_the_bond_goes_back), TEST(routed_containers),
		TEST(who_can_lead),	       TEST(a_leader_under_guests),   TEST(legs_pair_by_nic),
		TEST(a_follower_without_a_vlan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
