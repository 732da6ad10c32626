/* Spanning tree, loops, and the ports of bridges, where the rules' examples do not reach. */
#include "rules/look.h"

#define NICS "nics: [{name: eth0}, {name: eth1}]\n"

/* ---- BR005 ---- */

static void forward_delay_by_kernel(void **state)
{
	static const struct {
		const char *os;
		int severity;
	} cases[] = {/* the range is checked from Linux 3.0 on, and not in RHEL 6's 2.6.32 */
		     {"rhel4", WARNING}, {"rhel5", WARNING}, {"rhel6", WARNING}, {"rhel7", ERROR}, {"lenny", WARNING},
		     {"squeeze", WARNING}, {"wheezy", ERROR}, {"jessie", ERROR}, {"bookworm", ERROR}, {"sles10", WARNING},
		     {"sles12", ERROR}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		for (int delay = 0; delay <= 3; delay++) {
			const char *rest = arena_printf(*state, NICS "bridges: [{name: br0, ports: [eth0], stp: true, "
						       "forward_delay: %d}]\n", delay);

			if (severity(*state, cases[i].os, "none", rest, "BR005") != (delay < 2 ? cases[i].severity : -1))
				fail_msg("%s, %d s", cases[i].os, delay);
		}
	assert_int_equal(severity(*state, "bookworm", "none", NICS "bridges: [{name: br0, stp: false, forward_delay: 0}]\n",
				  "BR005"), -1);
	assert_int_equal(severity(*state, "bookworm", "none", NICS "bridges: [{name: br0, stp: true}]\n", "BR005"), -1);
}

/* ---- BR006, BR007 ---- */

/* Two NICs on these switches with these fields, and the rest. */
static const char *two(struct arena *a, const char *switches, const char *eth0, const char *eth1, const char *rest)
{
	return arena_printf(a, "switches: [%s]\nnics: [{name: eth0, %s}, {name: eth1, %s}]\n%s", switches, eth0, eth1, rest);
}

#define LINKED  "{name: sw-a, peers: [sw-b]}, {name: sw-b, peers: [sw-a]}"
#define BRIDGED "bridges: [{name: br0, ports: [eth0, eth1]}]\n"

static void loops(void **state)
{
	static const struct {
		const char *switches, *eth0, *eth1, *rest;
		int severity;
	} cases[] = {
		{LINKED, "switch: sw-a, native: 1", "switch: sw-b, native: 1", BRIDGED, ERROR},
		{"{name: sw-a}", "switch: sw-a, native: 1", "switch: sw-a, native: 1", BRIDGED, ERROR},
		{LINKED, "switch: sw-a", "switch: sw-b", BRIDGED, WARNING}, /* perhaps in different VLANs */
		{LINKED, "switch: sw-a, native: 1", "switch: sw-b, native: 2", BRIDGED, -1},
		{LINKED, "switch: sw-a", "speed: 1000", BRIDGED, -1},
		/* linked or not is not known, or they are not */
		{"{name: sw-a}, {name: sw-b}", "switch: sw-a, native: 1", "switch: sw-b, native: 1", BRIDGED, -1},
		{"{name: sw-a, peers: []}, {name: sw-b, peers: []}", "switch: sw-a, native: 1", "switch: sw-b, native: 1",
		 BRIDGED, -1},
		{"{name: sw-a, stack: s}, {name: sw-b, stack: s}", "switch: sw-a, native: 1", "switch: sw-b, native: 1", BRIDGED,
		 ERROR},
		/* linked is enough, whatever else is not known of them */
		{"{name: sw-a, peers: [sw-b]}, {name: sw-b}", "switch: sw-a, native: 1", "switch: sw-b, native: 1", BRIDGED,
		 ERROR},
		{LINKED, "switch: sw-a", "switch: sw-b", "bridges: [{name: br0, ports: [eth0, eth1], stp: true}]\n", -1},
		{LINKED, "switch: sw-a", "switch: sw-b", "vlans: [{id: 5, parent: eth0}, {id: 5, parent: eth1}]\n"
		 "bridges: [{name: br0, ports: [eth0.5, eth1.5]}]\n", ERROR},
		{LINKED, "switch: sw-a", "switch: sw-b", "vlans: [{id: 5, parent: eth0}, {id: 6, parent: eth1}]\n"
		 "bridges: [{name: br0, ports: [eth0.5, eth1.6]}]\n", -1},
		/* a VLAN here is the native one there */
		{LINKED, "switch: sw-a", "switch: sw-b, native: 5", "vlans: [{id: 5, parent: eth0}]\n"
		 "bridges: [{name: br0, ports: [eth0.5, eth1]}]\n", ERROR},
		/* two VLANs of one NIC: joined, but no ring */
		{LINKED, "switch: sw-a", "switch: sw-b", "vlans: [{id: 5, parent: eth0}, {id: 6, parent: eth0}]\n"
		 "bridges: [{name: br0, ports: [eth0.5, eth0.6]}]\n", -1},
		{LINKED, "switch: sw-a, native: 1", "switch: sw-b, native: 1",
		 "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 100}]\n"
		 "bridges: [{name: br0, ports: [bond0]}]\n", -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (severity(*state, "bookworm", "none",
			     two(*state, cases[i].switches, cases[i].eth0, cases[i].eth1, cases[i].rest), "BR006") !=
		    cases[i].severity)
			fail_msg("case %zu", i);
}

static void a_bond_beside_a_nic(void **state)
{
	const char *rest = "switches: [" LINKED "]\n"
			   "nics: [{name: eth0, switch: sw-a, native: 1}, {name: eth1, switch: sw-a, native: 1}, "
			   "{name: eth2, switch: sw-b, native: 1}]\n"
			   "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 100}]\n"
			   "bridges: [{name: br0, ports: [bond0, eth2]}]\n";

	assert_int_equal(severity(*state, "bookworm", "none", rest, "BR006"), ERROR);
}

/* What leaves by a VLAN on a bond of VLANs has two tags: it is in none of the VLANs that end at a NIC. */
static void frames_with_two_tags(void **state)
{
#define TAGGED(ports)                                                                                        \
	"switches: [" LINKED "]\n"                                                                           \
	"nics: [{name: eth0, switch: sw-a}, {name: eth1, switch: sw-b}, {name: eth2, switch: sw-b, native: 9}]\n" \
	"vlans: [{id: 9, parent: eth0}, {id: 9, parent: eth1}, {id: 5, parent: bond9}]\n"                    \
	"bonds: [{name: bond9, slaves: [eth0.9, eth1.9], mode: 1, miimon: 100}]\n"                           \
	"bridges: [{name: br0, ports: [" ports "]}]\n"
	assert_int_equal(severity(*state, "bookworm", "none", TAGGED("bond9, eth2"), "BR006"), ERROR);
	assert_int_equal(severity(*state, "bookworm", "none", TAGGED("bond9.5, eth2"), "BR006"), -1);
}

static void stp_that_nobody_hears(void **state)
{
	assert_int_equal(severity(*state, "bookworm", "kvm", NICS "bridges: [{name: br0, stp: true}]\n", "BR007"), -1);
	assert_int_equal(severity(*state, "bookworm", "kvm", NICS "bridges: [{name: br0, stp: true, ports: [eth0]}]\n",
				  "BR007"), WARNING);
	assert_int_equal(severity(*state, "bookworm", "kvm",
				  NICS "vlans: [{id: 5, parent: eth0}, {id: 5, parent: eth1}]\n"
				  "bonds: [{name: bond5, slaves: [eth0.5, eth1.5], mode: 1, miimon: 100}]\n"
				  "bridges: [{name: br0, stp: true, ports: [bond5]}]\n", "BR007"), WARNING);
}

static void ports_that_expect_no_bridge(void **state)
{
	assert_int_equal(notes(one(*state, "bookworm", "nics: [{name: eth0, edge: true}]\n"
				   "bridges: [{name: br0, stp: true, ports: [eth0]}]\n", "BR007")), 1);
	assert_int_equal(notes(one(*state, "bookworm", "nics: [{name: eth0, edge: false}]\n"
				   "bridges: [{name: br0, stp: true, ports: [eth0]}]\n", "BR007")), 0);
}

static void what_is_said_of_stp(void **state)
{
	const char *two_ports = NICS "bridges: [{name: br0, stp: true, forward_delay: 0, ports: [eth0, eth1]}]\n";
	const char *port = NICS "bridges: [{name: br0, stp: true, forward_delay: 0, ports: [eth0]}]\n";

	assert_has(one(*state, "bookworm", port, "BR005")->consequence, "refuses");
	assert_has(one(*state, "rhel6", port, "BR005")->consequence, "takes it");
	assert_string_equal(one(*state, "bookworm", port, "BR007")->help, "stp: false");
	assert_has(one(*state, "bookworm", two_ports, "BR007")->help, "a bond of those");
}

static void a_native_vlan_that_only_one_tells(void **state)
{
	assert_int_equal(severity(*state, "bookworm", "none",
				  two(*state, LINKED, "switch: sw-a, native: 1", "switch: sw-b", BRIDGED), "BR006"), WARNING);
	assert_int_equal(severity(*state, "bookworm", "none",
				  two(*state, LINKED, "switch: sw-a", "switch: sw-b, native: 1", BRIDGED), "BR006"), WARNING);
}

static void bridges_in_bridges(void **state)
{
	const struct finding *f = one(*state, "bookworm",
				      NICS "bridges: [{name: br0, ports: [eth0]}, {name: br1, ports: [eth1, br0]}]\n", "BR001");

	assert_int_equal(f->severity, ERROR);
	assert_string_equal(f->object, "br1");
}

/* ---- BR009 ---- */

static void addresses_that_follow_the_active_slave(void **state)
{
#define FOLLOWING(fields, bridge) \
	NICS "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 100, " fields "}]\n" \
	"vlans: [{id: 5, parent: bond0}]\nbridges: [{name: br0, " bridge "}]\n"
	static const struct {
		const char *rest;
		int severity;
	} cases[] = {
		{FOLLOWING("fail_over_mac: active", "ports: [bond0], addresses: [10.0.0.2/24]"), WARNING},
		{FOLLOWING("fail_over_mac: 1", "ports: [bond0.5], dhcp: true"), WARNING},
		{FOLLOWING("fail_over_mac: active", "ports: [bond0]"), -1},
		{FOLLOWING("fail_over_mac: follow", "ports: [bond0], dhcp: true"), -1}, /* the bond keeps its own */
		{FOLLOWING("fail_over_mac: active", "ports: [bond0], dhcp: true, mac_address: \"02:00:00:00:00:01\""), -1},
		{FOLLOWING("primary: eth0", "ports: [bond0], dhcp: true"), -1},
		/* in a bond, which announces its own address */
		{NICS "vlans: [{id: 5, parent: bond0}]\n"
		 "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 100, fail_over_mac: active},\n"
		 "  {name: bond5, slaves: [bond0.5], mode: 1, miimon: 100, addresses: [10.0.0.2/24]}]\n", -1},
		{"nics: [{name: eth0}]\nbonds: [{name: bond0, slaves: [eth0], mode: 1, miimon: 100, fail_over_mac: active}]\n"
		 "bridges: [{name: br0, ports: [bond0], dhcp: true}]\n", -1},
		{NICS "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 4, miimon: 100, fail_over_mac: active}]\n"
		 "bridges: [{name: br0, ports: [bond0], dhcp: true}]\n", -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (severity(*state, "bookworm", "none", cases[i].rest, "BR009") != cases[i].severity)
			fail_msg("case %zu", i);
}

/* ---- BR011, BR012 ---- */

static void firewalls_by_kernel(void **state)
{
	static const struct {
		const char *os;
		int severity;
	} cases[] = {/* the settings come with the module bridge, or with br_netfilter (Linux 3.18, RHEL 7) */
		     {"rhel5", INFO}, {"rhel6", INFO}, {"rhel7", -1}, {"squeeze", INFO}, {"jessie", INFO}, {"stretch", -1},
		     {"bookworm", -1}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(severity(*state, cases[i].os, "kvm", NICS "bridges: [{name: br0, ports: [eth0]}]\n", "BR011"),
				 cases[i].severity);
	assert_int_equal(severity(*state, "rhel6", "none", NICS "bridges: [{name: br0, ports: [eth0]}]\n", "BR011"), -1);
	assert_int_equal(severity(*state, "rhel6", "kvm", "bridge_netfilter: true\n" NICS "bridges: [{name: br0}]\n", "BR011"),
			 -1);
}

static void bridges_without_ports(void **state)
{
	static const struct {
		const char *virtualization, *bridge;
		int severity;
	} cases[] = {
		{"none", "", INFO},
		{"none", ", ports: []", INFO},
		{"none", ", addresses: [10.0.0.2/24]", INFO}, /* a place for an address */
		{"none", ", addresses: [10.0.0.2/24], gateway: 10.0.0.1", WARNING},
		{"none", ", dhcp: true", WARNING},
		{"none", ", dhcp: false", INFO},
		{"none", ", addresses: [10.0.0.2/24], routes: [{to: 192.0.2.0/24, via: 10.0.0.1}]", WARNING},
		{"none", ", ports: [eth0], dhcp: true", -1},
		{"kvm", "", -1}, /* a network of guests */
		{"kvm", ", addresses: [10.0.0.2/24], gateway: 10.0.0.1", -1}, /* whose router may be a guest */
		{"kvm", ", guests: false", INFO},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (severity(*state, "bookworm", cases[i].virtualization,
			     arena_printf(*state, NICS "bridges: [{name: br0%s}]\n", cases[i].bridge), "BR012") !=
		    cases[i].severity)
			fail_msg("case %zu", i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(forward_delay_by_kernel),
		TEST(loops),
		TEST(a_bond_beside_a_nic),
		TEST(frames_with_two_tags),
		TEST(stp_that_nobody_hears),
		TEST(ports_that_expect_no_bridge),
		TEST(what_is_said_of_stp),
		TEST(a_native_vlan_that_only_one_tells),
		TEST(bridges_in_bridges),
		TEST(addresses_that_follow_the_active_slave),
		TEST(firewalls_by_kernel),
		TEST(bridges_without_ports),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
