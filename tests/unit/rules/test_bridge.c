/* Bridges: addresses below them, their forward delay, their MAC address. */
#include "rules/look.h"

#define NICS "nics: [{name: eth0}, {name: eth1}]\n"

/* ---- BR003 ---- */

static void each_key_of_the_host_is_misplaced_on_a_port(void **state)
{
	static const char *const keys[] = {
		"addresses: [10.0.0.2/24]", "addresses: [\"2001:db8::2/64\"]", "dhcp: true", "dhcp6: yes",
		"gateway: 10.0.0.254", "gateway6: \"2001:db8::1\"", "routes: [{to: 192.0.2.0/24, via: 10.0.0.254}]",
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const char *rest = arena_printf(*state, "nics: [{name: eth0, %s}]\nbridges: [{name: br0, ports: [eth0]}]\n", keys[i]);
		struct findings f = judge(*state, host_of(*state, "bookworm", "none", rest));

		if (!find(&f, "BR003"))
			fail_msg("'%s' is not found", keys[i]);
		assert_string_equal(find(&f, "BR003")->object, "eth0");
		assert_has(find(&f, "BR003")->help, "        on 'br0' instead");
	}
}

static void what_says_no_is_no_address(void **state)
{
	static const char *const keys[] = {"dhcp: false", "dhcp: no, dhcp6: off", "addresses: []", "mtu: 9000", "routes: []",
					   "mac_address: \"52:54:00:00:00:01\""};

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		assert_int_equal(severity(*state, "bookworm", "none",
					  arena_printf(*state, "nics: [{name: eth0, %s}]\nbridges: [{name: br0, ports: [eth0]}]\n",
						       keys[i]), "BR003"), -1);
}

static void every_kind_of_port_and_slave(void **state)
{
	static const struct {
		const char *rest, *object, *help;
	} cases[] = {
		{"nics: [{name: eth0, dhcp: true}, {name: eth1}]\n"
		 "bonds: [{name: bond0, slaves: [eth0, eth1]}]\n", "eth0", "dhcp: true        on 'bond0' instead"},
		/* not on the bond, which is a port itself */
		{"nics: [{name: eth0, dhcp: true}, {name: eth1}]\nbonds: [{name: bond0, slaves: [eth0, eth1]}]\n"
		 "bridges: [{name: br0, ports: [bond0]}]\n", "eth0", "dhcp: true        on 'br0' instead"},
		{NICS "bonds: [{name: bond0, slaves: [eth0, eth1], gateway: 10.0.0.254, addresses: [10.0.0.2/24, \"2001:db8::2/64\"]}]\n"
		 "bridges: [{name: br0, ports: [bond0]}]\n", "bond0",
		 "addresses: [10.0.0.2/24, \"2001:db8::2/64\"]; gateway: 10.0.0.254        on 'br0' instead"},
		{"nics: [{name: eth0}]\nvlans: [{id: 5, parent: eth0, addresses: [10.0.0.2/24]}]\n"
		 "bridges: [{name: br0, ports: [eth0.5]}]\n", "eth0.5", "addresses: [10.0.0.2/24]        on 'br0' instead"},
		{NICS "vlans: [{id: 5, parent: eth0, dhcp: true}, {id: 5, parent: eth1}]\n"
		 "bonds: [{name: bond0, slaves: [eth0.5, eth1.5]}]\n", "eth0.5", "dhcp: true        on 'bond0' instead"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct finding *f = one(*state, "bookworm", cases[i].rest, "BR003");

		assert_string_equal(f->object, cases[i].object);
		assert_string_equal(f->help, cases[i].help);
	}
}

static void what_takes_nobody_in_may_have_addresses(void **state)
{
	/* the parent of a VLAN that is a port is no port itself */
	assert_int_equal(severity(*state, "bookworm", "none",
				  "nics: [{name: eth0, addresses: [10.0.0.2/24], gateway: 10.0.0.254}]\n"
				  "vlans: [{id: 5, parent: eth0}]\nbridges: [{name: br5, ports: [eth0.5], dhcp: true}]\n", "BR003"), -1);
}

static void a_site_default_is_found_where_it_stands(void **state)
{
	struct findings f = judge_with(*state, host_of(*state, "bookworm", "none", "nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0]}]\n"),
				       "defaults:\n  nics: {dhcp: true}\n");

	assert_non_null(find(&f, "BR003"));
	assert_string_equal(find(&f, "BR003")->at.span.source->name, "site");
	assert_string_equal(at(&f, &find(&f, "BR003")->at), "true");
}

/* ---- BR004 ---- */

static void forward_delay_matters_by_kernel(void **state)
{
	const char *rest = "nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0], forward_delay: 15}]\n";
	static const char *const waiting[] = {"rhel4", "rhel5", "etch", "squeeze", "wheezy", "sles10"};
	static const char *const idle[] = {"rhel6", "rhel7", "jessie", "bookworm", "sles12"};

	for (size_t i = 0; i < sizeof(waiting) / sizeof(*waiting); i++)
		assert_int_equal(severity(*state, waiting[i], "none", rest, "BR004"), WARNING);
	for (size_t i = 0; i < sizeof(idle) / sizeof(*idle); i++)
		assert_int_equal(severity(*state, idle[i], "none", rest, "BR004"), INFO);
	assert_has(one(*state, "squeeze", rest, "BR004")->consequence, "15 s");
	assert_has(one(*state, "rhel6", rest, "BR004")->consequence, "no effect");
}

static void forward_delay_belongs_to_stp(void **state)
{
	static const char *const silent[] = {
		"stp: true, forward_delay: 15", "stp: on", "stp: off", "forward_delay: 0", "stp: false, forward_delay: 0",
	};

	for (size_t i = 0; i < sizeof(silent) / sizeof(*silent); i++)
		assert_int_equal(severity(*state, "squeeze", "none",
					  arena_printf(*state, "nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0], %s}]\n",
						       silent[i]), "BR004"), -1);
}

static void where_stp_is_off_is_noted_if_it_is_written(void **state)
{
	const char *plain = "nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0], forward_delay: 4}]\n";
	const char *written = "nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0], forward_delay: 4, stp: no}]\n";

	assert_int_equal(notes(one(*state, "squeeze", plain, "BR004")), 0);
	assert_int_equal(notes(one(*state, "squeeze", written, "BR004")), 1);
}

/* ---- BR008 ---- */

#define MAC     "mac: \"00:16:3e:5e:6c:01\""
#define ADDRESS "addresses: [10.0.0.2/24]"

static void the_uplink_tells_the_mac(void **state)
{
	static const struct {
		const char *rest;
		bool floats;
	} cases[] = {
		{"nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0], " ADDRESS "}]\n", true},
		{"nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0], dhcp: true}]\n", true},
		{"nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0]}]\n", false},
		{"nics: [{name: eth0, " MAC "}]\nbridges: [{name: br0, ports: [eth0], " ADDRESS "}]\n", false},
		{"nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0], " ADDRESS ", mac_address: \"02:00:00:00:00:01\"}]\n", false},
		{"nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0], " ADDRESS ", guests: false}]\n", false},
		/* through VLAN and bond to the first slave, and to no other */
		{"nics: [{name: eth0, " MAC "}, {name: eth1}]\nbonds: [{name: bond0, slaves: [eth0, eth1]}]\n"
		 "vlans: [{id: 5, parent: bond0}]\nbridges: [{name: br5, ports: [bond0.5], " ADDRESS "}]\n", false},
		{"nics: [{name: eth0, " MAC "}, {name: eth1}]\nbonds: [{name: bond0, slaves: [eth1, eth0]}]\n"
		 "vlans: [{id: 5, parent: bond0}]\nbridges: [{name: br5, ports: [bond0.5], " ADDRESS "}]\n", true},
		{NICS "bonds: [{name: bond0, slaves: [eth0, eth1], mac_address: \"02:00:00:00:00:01\"}]\n"
		 "bridges: [{name: br0, ports: [bond0], " ADDRESS "}]\n", false},
		{"bridges: [{name: br0, " ADDRESS "}]\n", true},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if ((severity(*state, "bookworm", "lxc", cases[i].rest, "BR008") == WARNING) != cases[i].floats)
			fail_msg("%sfound in\n%s", cases[i].floats ? "not " : "", cases[i].rest);
}

static void the_nic_to_look_at_is_named(void **state)
{
	const struct finding *f = one(*state, "bookworm", NICS "bonds: [{name: bond0, slaves: [eth1, eth0]}]\n"
				      "vlans: [{id: 5, parent: bond0}]\nbridges: [{name: br5, ports: [bond0.5], " ADDRESS "}]\n", "BR008");

	assert_has(f->help, "on 'eth1'");
	assert_has(f->help, "ethtool -P eth1");
	assert_has(f->notes->text, "'eth1'");
	f = one(*state, "bookworm", "bridges: [{name: br0, " ADDRESS "}]\n", "BR008");
	assert_int_equal(notes(f), 0);
	assert_has(f->help, "mac_address: ");
}

static void some_kernels_forget_what_was_set(void **state)
{
	const char *known = "nics: [{name: eth0, " MAC "}]\nbridges: [{name: br0, ports: [eth0], " ADDRESS "}]\n";
	const char *set = "nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0], " ADDRESS ", mac_address: \"02:00:00:00:00:01\"}]\n";

	assert_int_equal(severity(*state, "etch", "openvz", known, "BR008"), WARNING);
	assert_int_equal(severity(*state, "etch", "openvz", set, "BR008"), WARNING);
	assert_int_equal(severity(*state, "rhel5", "openvz", known, "BR008"), -1); /* Red Hat's 2.6.18 remembers */
	assert_int_equal(severity(*state, "sles10", "xen", known, "BR008"), -1);   /* Xen's ports never are the least */
	assert_has(one(*state, "etch", known, "BR008")->help, "fe:");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_key_of_the_host_is_misplaced_on_a_port),
		TEST(what_says_no_is_no_address),
		TEST(every_kind_of_port_and_slave),
		TEST(what_takes_nobody_in_may_have_addresses),
		TEST(a_site_default_is_found_where_it_stands),
		TEST(forward_delay_matters_by_kernel),
		TEST(forward_delay_belongs_to_stp),
		TEST(where_stp_is_off_is_noted_if_it_is_written),
		TEST(the_uplink_tells_the_mac),
		TEST(the_nic_to_look_at_is_named),
		TEST(some_kernels_forget_what_was_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
