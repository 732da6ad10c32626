/* OVZ001: balance-tlb on a host of containers, none of which is behind it in a bridge. */
#include "model/release.h"
#include "rules/look.h"

#define NICS          "nics: [{name: eth0}, {name: eth1}, {name: eth2}]\n"
#define BOND(options) "bonds: [{name: bond0, slaves: [eth0, eth1], " options "}]\n"
#define TLB           NICS BOND("mode: 5, miimon: 80")
#define ROUTED        "guests: [{name: ct137, id: 137, address: 10.2.56.137}]\n"

static void whose_bonds_it_is_about(void **state)
{
	static const struct {
		const char *virtualization, *rest;
		int expected;
	} cases[] = {
		{"openvz", TLB ROUTED, INFO},
		{"openvz", TLB, INFO}, /* its containers need not be described */
		{"openvz", NICS BOND("mode: \"balance-tlb\", miimon: 80") ROUTED, INFO},
		{"openvz", TLB "vlans: [{id: 256, parent: bond0}]\n" ROUTED, INFO},
		/* a bridge that no guest is in */
		{"openvz", TLB "bridges: [{name: br0, ports: [bond0], guests: false}]\n" ROUTED, INFO},
		/* of the others a guest is bridged, or there is none */
		{"none", TLB, -1},
		{"kvm", TLB, -1},
		{"lxc", TLB, -1},
		{"openvz", NICS BOND("mode: 6, miimon: 80") ROUTED, -1},
		{"openvz", NICS BOND("mode: 1, miimon: 80") ROUTED, -1},
		{"openvz", NICS BOND("mode: 4, miimon: 80") ROUTED, -1},
		/* no second slave whose address a frame could get */
		{"openvz", NICS "bonds: [{name: bond0, slaves: [eth0], mode: 5, miimon: 80}]\n" ROUTED, -1},
		/* the guests have their bridge, and it is not above this bond */
		{"openvz", TLB "bridges: [{name: br0, ports: [eth2]}]\n", -1},
		{"openvz", TLB "bridges: [{name: br0, ports: [eth2], guests: false}]\n" ROUTED, INFO},
		/* GUEST002 */
		{"openvz", TLB "bridges: [{name: br0, ports: [bond0]}]\n", -1},
		{"openvz",
		 TLB "vlans: [{id: 256, parent: bond0}]\nbridges: [{name: vzbr256, ports: [bond0.256]}]\n",
		 -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (severity(*state, "rhel6", cases[i].virtualization, cases[i].rest, "OVZ001") !=
		    cases[i].expected)
			fail_msg("%s for\n%s", cases[i].virtualization, cases[i].rest);
}

/* Bridged or routed, one of the two speaks; and where no container runs, nobody of containers that are not
 * bridged. */
static void one_of_the_two_on_each_release(void **state)
{
	size_t n;
	const struct release *rows = release_rows(&n);

	for (size_t i = 0; i < n; i++) {
		const char *os = release_name(*state, &rows[i], rows[i].minor);
		bool runs = release_runs(&rows[i], VIRT_OPENVZ);

		assert_int_equal(severity(*state, os, "openvz", TLB ROUTED, "OVZ001"), runs ? INFO : -1);
		assert_int_equal(severity(*state, os, "openvz", TLB ROUTED, "GUEST013"), runs ? -1 : ERROR);
		assert_int_equal(severity(*state, os, "openvz", TLB ROUTED, "GUEST002"), -1);
		assert_int_equal(severity(*state, os, "openvz",
					  TLB "bridges: [{name: br0, ports: [bond0]}]\n", "OVZ001"),
				 -1);
		assert_int_equal(severity(*state, os, "openvz",
					  TLB "bridges: [{name: br0, ports: [bond0]}]\n", "GUEST002"),
				 WARNING);
	}
}

static void what_is_said(void **state)
{
	struct findings f = judge(*state, host_of(*state, "rhel6", "openvz", TLB ROUTED));
	const struct finding *ovz = find(&f, "OVZ001");

	assert_non_null(ovz);
	assert_has(ovz->message, "bond 'bond0' is balance-tlb (5), ");
	assert_has(ovz->consequence, "GUEST002");
	assert_at(&f, "OVZ001", "5");
	assert_string_equal(at(&f, &ovz->notes->at), "openvz");
	assert_null(ovz->edits); /* nothing has to be done */
}

/* A mode that suits bridged guests too and that the ports allow. */
static void what_to_write_instead(void **state)
{
	static const struct {
		const char *switches, *eth0, *eth1, *help;
	} cases[] = {
		{"", "speed: 1000", "speed: 1000",
		 "mode: active-backup        or 802.3ad, where the ports are one LACP group of one switch or "
		 "stack"},
		{"switches: [{name: sw-a, peers: [sw-b]}, {name: sw-b, peers: [sw-a]}]\n", "switch: sw-a",
		 "switch: sw-b", "mode: active-backup"},
		{"switches: [{name: sw-a, stack: s, lacp: true}, {name: sw-b, stack: s, lacp: true}]\n",
		 "switch: sw-a, port_group: none", "switch: sw-b, port_group: none",
		 "mode: 802.3ad        together with port_group: lacp for 'eth0', 'eth1',\n"
		 "once the switch has them in one LACP group"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct findings f = judge(
			*state, host_of(*state, "rhel6", "openvz",
					arena_printf(*state,
						     "%snics: [{name: eth0, %s}, {name: eth1, %s}]\n" BOND(
							     "mode: 5, miimon: 80") ROUTED,
						     cases[i].switches, cases[i].eth0, cases[i].eth1)));

		assert_help(&f, "OVZ001", cases[i].help);
	}
}

static void each_bond_for_itself(void **state)
{
	struct findings f =
		judge(*state, host_of(*state, "squeeze", "openvz",
				      "nics: [{name: eth0}, {name: eth1}, {name: eth2}, {name: eth3}]\n"
				      "bonds:\n"
				      "  - {name: bond0, slaves: [eth0, eth1], mode: 5, miimon: 80}\n"
				      "  - {name: bond1, slaves: [eth2, eth3], mode: 5, miimon: 80}\n"
				      "bridges: [{name: br1, ports: [bond1], guests: false}]\n"));

	assert_int_equal(count(&f, "OVZ001"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(whose_bonds_it_is_about), TEST(one_of_the_two_on_each_release), TEST(what_is_said),
		TEST(what_to_write_instead),   TEST(each_bond_for_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
