/* Modes and monitors of bonds under bridges with guests, where the blocks' own examples do not look. */
#include "rules/look.h"

#define NICS          "nics: [{name: eth0}, {name: eth1}]\n"
#define PORTS(a, b)   "nics: [{name: eth0, " a "}, {name: eth1, " b "}]\n"
#define BOND(options) "bonds: [{name: bond0, slaves: [eth0, eth1], " options "}]\n"
#define BRIDGE        "bridges: [{name: br0, ports: [bond0]}]\n"
#define TWO           "switches: [{name: sw-a, lacp: true, peers: [sw-b]}, {name: sw-b, lacp: true, peers: [sw-a]}]\n"
#define STACK         "switches: [{name: sw-a, stack: s, lacp: true}, {name: sw-b, stack: s, lacp: true}]\n"
#define ON(sw, group) "switch: " sw ", port_group: " group

/* ---- who the guests are, and whether there are any ---- */

static void the_vendor_refuses_tlb_for_virtual_machines_only(void **state)
{
	static const struct {
		const char *os, *virtualization;
		int expected;
	} cases[] = {
		{"rhel6", "kvm", ERROR},     {"rhel6", "xen", ERROR},     {"rhel8", "kvm", ERROR},
		{"centos5.4", "xen", ERROR}, {"rhel6", "openvz", WARNING}, {"rhel6", "lxc", WARNING},
		{"rhel4", "kvm", WARNING},   {"squeeze", "xen", WARNING},  {"bookworm", "kvm", WARNING},
		{"sles11", "xen", WARNING},  {"rhel6", "none", -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (severity(*state, cases[i].os, cases[i].virtualization, NICS BOND("mode: 5, miimon: 100") BRIDGE,
			     "GUEST002") != cases[i].expected)
			fail_msg("%s on %s", cases[i].virtualization, cases[i].os);
}

static void who_refuses_is_said_only_where_it_is_true(void **state)
{
	const char *tlb = NICS BOND("mode: 5, miimon: 100") BRIDGE;
	const char *rr = "switches: [{name: sw}]\n" PORTS(ON("sw", "static"), ON("sw", "static")) BOND("mode: 0, miimon: 100") BRIDGE;

	assert_has(one(*state, "rhel6", tlb, "GUEST002")->consequence, "Red Hat");
	assert_lacks(one(*state, "bookworm", tlb, "GUEST002")->consequence, "Red Hat");
	assert_has(one(*state, "rhel6", rr, "GUEST004")->consequence, "Red Hat");
	assert_lacks(one(*state, "bookworm", rr, "GUEST004")->consequence, "Red Hat");
}

static void alb_is_an_error_everywhere_for_one_reason_or_the_other(void **state)
{
	const char *alb = NICS BOND("mode: balance-alb, miimon: 100") BRIDGE;
	static const char *const rewriting[] = {"rhel4", "rhel5", "squeeze", "wheezy", "sles10"};
	static const char *const sparing[] = {"rhel6", "rhel7", "jessie", "bookworm"};

	for (size_t i = 0; i < sizeof(rewriting) / sizeof(*rewriting); i++) {
		assert_int_equal(severity(*state, rewriting[i], "lxc", alb, "GUEST003"), ERROR);
		assert_has(one(*state, rewriting[i], alb, "GUEST003")->consequence, "ARP replies");
	}
	for (size_t i = 0; i < sizeof(sparing) / sizeof(*sparing); i++) {
		assert_int_equal(severity(*state, sparing[i], "lxc", alb, "GUEST003"), ERROR);
		assert_lacks(one(*state, sparing[i], alb, "GUEST003")->consequence, "ARP replies");
	}
}

static void no_guests_no_findings(void **state)
{
	static const char *const modes[] = {"0", "1", "2", "3", "5", "6"};

	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		const char *bond = arena_printf(*state, NICS BOND("mode: %s, miimon: 100"), modes[i]);
		const char *const silent[] = {
			host_of(*state, "rhel6", "none", arena_printf(*state, "%s" BRIDGE, bond)),
			/* a bridge for something else */
			host_of(*state, "rhel6", "openvz",
				arena_printf(*state, "%sbridges: [{name: br0, ports: [bond0], guests: false}]\n", bond)),
			/* venet: routed, the host's own address is all that the switches see */
			host_of(*state, "rhel6", "openvz",
				arena_printf(*state, "%sguests: [{name: ct1, id: 101, address: 10.0.0.101}]\n", bond)),
		};

		for (size_t k = 0; k < sizeof(silent) / sizeof(*silent); k++) {
			struct findings f = judge(*state, silent[k]);

			for (size_t n = 0; n < f.n; n++)
				if (!strncmp(f.v[n]->id, "GUEST", 5))
					fail_msg("%s for\n%s", f.v[n]->id, silent[k]);
		}
	}
}

static void a_guest_that_names_the_bridge_is_a_guest(void **state)
{
	const char *rest = NICS BOND("mode: 6, miimon: 100") "bridges: [{name: br0, ports: [bond0], guests: false}]\n"
							      "guests: [{name: web1, bridge: br0}]\n";
	const struct finding *f;

	assert_int_equal(severity(*state, "rhel6", "none", rest, "GUEST003"), ERROR);
	f = one(*state, "rhel6", rest, "GUEST003");
	assert_string_equal(f->message, "bond 'bond0' is balance-alb (6) under bridge 'br0', which carries kvm guests");
}

static void the_bridge_with_guests_counts_not_the_first_one(void **state)
{
	const char *rest = NICS BOND("mode: 0, miimon: 100") "vlans: [{id: 5, parent: bond0}, {id: 6, parent: bond0}]\n"
							      "bridges: [{name: br5, ports: [bond0.5], guests: false},\n"
							      "  {name: br6, ports: [bond0.6]}]\n";
	struct findings f = judge(*state, host_of(*state, "rhel6", "openvz", rest));
	const struct finding *rr = find(&f, "GUEST004");

	assert_non_null(rr);
	assert_has(rr->message, "'br6', which carries openvz guests");
	assert_string_equal(at(&f, &rr->at), "0");
	assert_string_equal(rr->notes->text, "'br6' takes the bond in through 'bond0.6'");
	assert_string_equal(at(&f, &rr->notes->at), "bond0.6");
}

static void one_slave_has_no_other_to_lose_anything_through(void **state)
{
	static const char *const ids[] = {"GUEST001", "GUEST002", "GUEST003", "GUEST004"};

	for (int mode = 0; mode < 7; mode++) {
		struct findings f = judge(*state, host_of(*state, "squeeze", "kvm",
			arena_printf(*state, "nics: [{name: eth0}]\nbonds: [{name: bond0, slaves: [eth0], mode: %d, miimon: 100}]\n"
					     BRIDGE, mode)));

		for (size_t i = 0; i < 4; i++)
			assert_int_equal(count(&f, ids[i]), 0);
	}
}

/* ---- GUEST004: what the ports are ---- */

static void a_static_group_is_what_the_balancing_modes_need(void **state)
{
	static const struct {
		const char *ports;
		int rr, xor, broadcast;
	} cases[] = {
		{NICS, ERROR, WARNING, ERROR},
		{"switches: [{name: sw}]\n" PORTS("switch: sw", "switch: sw"), ERROR, WARNING, ERROR},
		{"switches: [{name: sw}]\n" PORTS(ON("sw", "static"), ON("sw", "static")), WARNING, -1, ERROR},
		{STACK PORTS(ON("sw-a", "static"), ON("sw-b", "static")), WARNING, -1, ERROR},
		{TWO PORTS(ON("sw-a", "static"), ON("sw-b", "static")), ERROR, ERROR, ERROR},
		{TWO PORTS("switch: sw-a", "switch: sw-b"), ERROR, ERROR, ERROR},
		{"switches: [{name: sw}]\n" PORTS(ON("sw", "static"), ON("sw", "none")), ERROR, ERROR, ERROR},
		{"switches: [{name: sw}]\n" PORTS(ON("sw", "static"), "switch: sw"), ERROR, WARNING, ERROR},
		{"switches: [{name: sw}]\n" PORTS(ON("sw", "lacp"), ON("sw", "lacp")), ERROR, ERROR, ERROR},
		{PORTS("port_group: none", "port_group: none"), ERROR, ERROR, ERROR},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const int expected[] = {cases[i].rr, cases[i].xor, cases[i].broadcast};
		static const char *const modes[] = {"balance-rr", "balance-xor", "broadcast"};

		for (size_t k = 0; k < 3; k++) {
			const char *rest = arena_printf(*state, "%s" BOND("mode: %s, miimon: 100") BRIDGE, cases[i].ports, modes[k]);

			if (severity(*state, "bookworm", "lxc", rest, "GUEST004") != expected[k])
				fail_msg("%s with\n%s", modes[k], cases[i].ports);
		}
	}
}

/* ---- what is offered instead ---- */

static void help_is_what_the_ports_allow(void **state)
{
	static const struct {
		const char *ports, *help;
	} cases[] = {
		{STACK PORTS(ON("sw-a", "lacp"), ON("sw-b", "lacp")), "mode: 802.3ad"},
		{STACK PORTS(ON("sw-a", "none"), ON("sw-b", "lacp")),
		 "mode: 802.3ad        together with port_group: lacp for 'eth0',\nonce the switch has them in one LACP group"},
		{STACK PORTS(ON("sw-a", "static"), ON("sw-b", "static")), "mode: balance-xor"},
		{TWO PORTS(ON("sw-a", "none"), ON("sw-b", "none")), "mode: active-backup"},
		{TWO PORTS(ON("sw-a", "lacp"), ON("sw-b", "lacp")),
		 "mode: active-backup        with port_group: none, each port on its own"},
		{"switches: [{name: sw, lacp: false}]\n" PORTS(ON("sw", "none"), ON("sw", "none")), "mode: active-backup"},
		{PORTS("port_group: lacp", "port_group: lacp"), "mode: 802.3ad        where the ports are of one switch or stack"},
		{PORTS("port_group: static", "speed: 1000"),
		 "mode: active-backup        with port_group: none, each port on its own"},
		{NICS, "mode: active-backup        or 802.3ad, where the ports are one LACP group of one switch or stack"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *rest = arena_printf(*state, "%s" BOND("mode: 6, miimon: 100") BRIDGE, cases[i].ports);

		assert_string_equal(one(*state, "bookworm", rest, "GUEST003")->help, cases[i].help);
	}
}

/* The ids that are raised at `level` and above once `rest` is changed as help says. */
static void fixed(struct arena *a, const char *rest, const char *allowed)
{
	struct findings f = judge(a, host_of(a, "bookworm", "kvm", rest));

	for (size_t i = 0; i < f.n; i++)
		if (f.v[i]->severity == ERROR || !strncmp(f.v[i]->id, "GUEST", 5) || !strcmp(f.v[i]->id, "TOPO004"))
			if (!allowed || strcmp(f.v[i]->id, allowed))
				fail_msg("%s remains in\n%s", f.v[i]->id, rest);
}

static void no_fix_is_what_another_rule_forbids(void **state)
{
	fixed(*state, STACK PORTS(ON("sw-a", "lacp"), ON("sw-b", "lacp")) BOND("mode: 802.3ad, miimon: 100") BRIDGE, NULL);
	fixed(*state, STACK PORTS(ON("sw-a", "static"), ON("sw-b", "static")) BOND("mode: balance-xor, miimon: 100") BRIDGE, NULL);
	fixed(*state, TWO PORTS(ON("sw-a", "none"), ON("sw-b", "none")) BOND("mode: active-backup, miimon: 100") BRIDGE, "GUEST001");
}

/* ---- GUEST001 ---- */

static void announcing_leaves_seconds(void **state)
{
	const char *rest = NICS BOND("mode: 1, miimon: 100") BRIDGE;
	const struct finding *left;

	assert_int_equal(severity(*state, "bookworm", "kvm", rest, "GUEST001"), WARNING);
	assert_int_equal(severity(*state, "bookworm", "kvm", arena_printf(*state, "%sannounce: none\n", rest), "GUEST001"), WARNING);
	assert_int_equal(severity(*state, "bookworm", "kvm", arena_printf(*state, "%sannounce: host\n", rest), "GUEST001"), -1);
	assert_int_equal(severity(*state, "bookworm", "kvm", arena_printf(*state, "%sannounce: guest\n", rest), "GUEST001"), INFO);
	left = one(*state, "bookworm", arena_printf(*state, "%sannounce: guest\n", rest), "GUEST001");
	assert_has(left->consequence, "every\n5 s, if the announcer runs in it; measured with 5 s: 3.3 s on average, 5.4 s at most");
	assert_has(left->help, "announce_interval: 1 ");
	left = one(*state, "bookworm", arena_printf(*state, "%sannounce: guest\nannounce_interval: 60\n", rest), "GUEST001");
	assert_has(left->consequence, "every\n60 s");
	left = one(*state, "bookworm", arena_printf(*state, "%sannounce: guest\nannounce_interval: 1\n", rest), "GUEST001");
	assert_null(left->help); /* no less can be written */
}

static void a_chosen_mode_is_judged_like_a_written_one(void **state)
{
	struct findings f = judge(*state, host_of(*state, "bookworm", "kvm",
						  NICS "bonds: [{name: bond0, slaves: [eth0, eth1]}]\n" BRIDGE));
	const struct finding *ab = find(&f, "GUEST001");

	assert_non_null(ab);
	assert_has(at(&f, &ab->at), "bond0"); /* nothing is written that it could point at */
}

static void two_switches_are_worse_than_one(void **state)
{
	const char *bond = BOND("mode: 1, miimon: 100") BRIDGE;
	const struct finding *two = one(*state, "rhel6", arena_printf(*state, TWO PORTS("switch: sw-a", "switch: sw-b") "%s", bond), "GUEST001");
	const struct finding *stack = one(*state, "rhel6", arena_printf(*state, STACK PORTS("switch: sw-a", "switch: sw-b") "%s", bond), "GUEST001");
	const struct finding *plain = one(*state, "rhel6", arena_printf(*state, NICS "%s", bond), "GUEST001");

	assert_int_equal(notes(two), 3);
	assert_string_equal(two->notes->next->text, "'eth0' goes to 'sw-a'");
	assert_has(two->consequence, "28 to 43 s");
	assert_int_equal(notes(stack), 1); /* a stack has one table of addresses */
	assert_lacks(stack->consequence, "43 s");
	assert_int_equal(notes(plain), 1);
	assert_has(plain->consequence, "measured with two switches");
}

static void lacp_is_offered_only_where_it_may_be(void **state)
{
	const char *bond = BOND("mode: 1, miimon: 100") BRIDGE;
	const char *vlans = NICS "vlans: [{id: 5, parent: eth0}, {id: 5, parent: eth1}]\n"
				 "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0.5, eth1.5]}]\n" BRIDGE;

	assert_has(one(*state, "rhel6", arena_printf(*state, STACK PORTS(ON("sw-a", "none"), ON("sw-b", "none")) "%s", bond), "GUEST001")->help,
		   "mode: 802.3ad        together with port_group: lacp for 'eth0', 'eth1'");
	assert_has(one(*state, "rhel6", STACK PORTS(ON("sw-a", "none"), ON("sw-b", "none")) BOND("mode: 1, arp_interval: 500") BRIDGE,
		       "GUEST001")->help, "miimon: 100 in place of the ARP monitor"); /* BOND005 */
	assert_has(one(*state, "rhel6", arena_printf(*state, NICS "%s", bond), "GUEST001")->help, "mode: 802.3ad        where");
	assert_lacks(one(*state, "rhel6", arena_printf(*state, TWO PORTS("switch: sw-a", "switch: sw-b") "%s", bond), "GUEST001")->help,
		     "802.3ad");
	assert_lacks(one(*state, "rhel6", vlans, "GUEST001")->help, "802.3ad");
}

static void the_announcer_that_is_offered_is_there(void **state)
{
	const char *rest = TWO PORTS("switch: sw-a, port_group: none", "switch: sw-b, port_group: none")
		BOND("mode: 1, miimon: 100") BRIDGE;

	assert_has(one(*state, "rhel6", rest, "GUEST001")->help, "announce: guest        and the announcer that it renders");
	assert_lacks(one(*state, "rhel6", rest, "GUEST001")->help, "LOSS002");
	rest = arena_printf(*state, "%sannounce: guest\n", rest);
	assert_int_equal(severity(*state, "rhel6", "kvm", rest, "GUEST001"), INFO);
	assert_int_equal(severity(*state, "rhel6", "kvm", rest, "LOSS002"), -1);
}

static void what_remains_can_be_accepted(void **state)
{
	const char *rest = NICS BOND("mode: 1, miimon: 100") BRIDGE
		"announce: guest\nallow: [{rule: GUEST001, object: bond0, reason: \"seconds do no harm here\"}]\n";

	assert_int_equal(severity(*state, "rhel6", "kvm", rest, "GUEST001"), -1);
	assert_int_equal(severity(*state, "rhel6", "kvm", rest, "ALLOW001"), -1);
}

/* ---- GUEST005 ---- */

#define ARP         "mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.253, 10.0.0.254]"
#define VLAN        "vlans: [{id: 5, parent: bond0}]\n"
#define VLAN_BRIDGE "bridges: [{name: br5, ports: [bond0.5]}]\n"

static void arp_without_address_by_release(void **state)
{
	static const char *const never[] = {"rhel4", "rhel5", "rhel6", "etch", "squeeze", "wheezy", "sles11", "sles12"};
	static const char *const perhaps[] = {"rhel7", "rhel8", "jessie", "bookworm"};

	for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++) {
		assert_int_equal(severity(*state, never[i], "none", NICS BOND(ARP) BRIDGE, "GUEST005"), ERROR);
		assert_int_equal(severity(*state, never[i], "none", NICS BOND(ARP) VLAN VLAN_BRIDGE, "GUEST005"), ERROR);
	}
	for (size_t i = 0; i < sizeof(perhaps) / sizeof(*perhaps); i++) {
		assert_int_equal(severity(*state, perhaps[i], "kvm", NICS BOND(ARP) BRIDGE, "GUEST005"), WARNING);
		assert_int_equal(severity(*state, perhaps[i], "none", NICS BOND(ARP) VLAN VLAN_BRIDGE, "GUEST005"), ERROR);
	}
}

static void an_address_on_the_chain_answers(void **state)
{
	static const struct {
		const char *rest;
		bool raised;
	} cases[] = {
		{NICS BOND(ARP) "bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.1/24]}]\n", false},
		{NICS BOND(ARP) "bridges: [{name: br0, ports: [bond0], addresses: [10.0.1.1/24]}]\n", true},
		{NICS BOND(ARP) "bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.1/25]}]\n", true},
		{NICS BOND(ARP) "bridges: [{name: br0, ports: [bond0], addresses: [10.0.1.1/24, 10.0.0.1/24]}]\n", false},
		{NICS BOND(ARP) "bridges: [{name: br0, ports: [bond0], addresses: [\"2001:db8::1/64\"]}]\n", true},
		{NICS BOND(ARP) "bridges: [{name: br0, ports: [bond0], dhcp: true}]\n", false},
		{NICS BOND(ARP) "bridges: [{name: br0, ports: [bond0], dhcp: false, dhcp6: true}]\n", true},
		{NICS BOND(ARP ", addresses: [10.0.0.1/24]") VLAN VLAN_BRIDGE, false},
		{NICS BOND(ARP) VLAN "bridges: [{name: br5, ports: [bond0.5], addresses: [10.0.0.1/24]}]\n", false},
		/* one VLAN has the address, another one the bridge */
		{NICS BOND(ARP) "vlans: [{id: 5, parent: bond0}, {id: 6, parent: bond0, addresses: [10.0.0.1/24]}]\n" VLAN_BRIDGE, false},
		/* an address that has nothing to do with the bond */
		{"nics: [{name: eth0}, {name: eth1}, {name: eth2, addresses: [10.0.0.1/24]}]\n" BOND(ARP) BRIDGE, true},
		/* one of the targets is enough */
		{NICS BOND("mode: 1, arp_interval: 500, arp_ip_target: [192.0.2.1, 10.0.0.254]")
		 "bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.1/24]}]\n", false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if ((severity(*state, "squeeze", "none", cases[i].rest, "GUEST005") >= 0) != cases[i].raised)
			fail_msg("%sraised for\n%s", cases[i].raised ? "not " : "", cases[i].rest);
}

static void no_arp_monitor_no_finding(void **state)
{
	static const char *const silent[] = {
		NICS BOND("mode: 1, miimon: 100") BRIDGE,
		NICS BOND("mode: 1, miimon: 100, arp_interval: 0, arp_ip_target: [10.0.0.254]") BRIDGE,
		NICS BOND(ARP), /* no bridge */
		NICS BOND(ARP) VLAN,
		NICS BOND("mode: 4, arp_interval: 500, arp_ip_target: [10.0.0.254]") BRIDGE, /* BOND005 */
	};

	for (size_t i = 0; i < sizeof(silent) / sizeof(*silent); i++)
		assert_int_equal(severity(*state, "squeeze", "kvm", silent[i], "GUEST005"), -1);
	/* without a mode active-backup is chosen, and the monitor stands */
	assert_int_equal(severity(*state, "squeeze", "kvm",
				  NICS BOND("arp_interval: 500, arp_ip_target: [10.0.0.254]") BRIDGE, "GUEST005"), ERROR);
}

static void no_target_is_the_stronger_finding(void **state)
{
	struct findings f = judge(*state, host_of(*state, "squeeze", "none", NICS BOND("mode: 1, arp_interval: 500") BRIDGE));

	assert_int_equal(count(&f, "BOND006"), 1);
	assert_int_equal(count(&f, "GUEST005"), 0);
}

static void an_address_is_offered_where_it_helps(void **state)
{
	const char *rest = NICS BOND(ARP) BRIDGE;

	assert_has(one(*state, "bookworm", rest, "GUEST005")->help, "on 'br0'");
	assert_lacks(one(*state, "rhel7", rest, "GUEST005")->help, "addresses"); /* Red Hat: MII monitoring only */
	assert_lacks(one(*state, "squeeze", rest, "GUEST005")->help, "addresses");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_vendor_refuses_tlb_for_virtual_machines_only),
		TEST(who_refuses_is_said_only_where_it_is_true),
		TEST(alb_is_an_error_everywhere_for_one_reason_or_the_other),
		TEST(no_guests_no_findings),
		TEST(a_guest_that_names_the_bridge_is_a_guest),
		TEST(the_bridge_with_guests_counts_not_the_first_one),
		TEST(one_slave_has_no_other_to_lose_anything_through),
		TEST(a_static_group_is_what_the_balancing_modes_need),
		TEST(help_is_what_the_ports_allow),
		TEST(no_fix_is_what_another_rule_forbids),
		TEST(announcing_leaves_seconds),
		TEST(a_chosen_mode_is_judged_like_a_written_one),
		TEST(two_switches_are_worse_than_one),
		TEST(lacp_is_offered_only_where_it_may_be),
		TEST(the_announcer_that_is_offered_is_there),
		TEST(what_remains_can_be_accepted),
		TEST(arp_without_address_by_release),
		TEST(an_address_on_the_chain_answers),
		TEST(no_arp_monitor_no_finding),
		TEST(no_target_is_the_stronger_finding),
		TEST(an_address_is_offered_where_it_helps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
