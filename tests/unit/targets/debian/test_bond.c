#include "targets/host.h"

#define NICS         "nics: [{name: eth0}, {name: eth1}]\n"
#define BOND(fields) NICS "bonds: [{name: bond0, slaves: [eth0, eth1], " fields "}]\n"

/* That lines write `n` options which the hook does not know is said, once for each, and nothing else is. */
static void assert_lines_said(size_t n)
{
	assert_int_equal(findings.n, n);
	for (size_t i = 0; i < findings.n; i++) {
		assert_string_equal(findings.v[i]->id, "DEB003");
		assert_int_equal(findings.v[i]->severity, INFO);
	}
}

static const char *bond_stanza(void)
{
	return stanza("bond0 inet manual", 0);
}

static void slaves_have_a_stanza_that_nobody_runs(void **state)
{
	static const char *const releases[] = {"bookworm", "squeeze"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		render_host(releases[i], BOND("mode: 1, miimon: 100"));
		assert_no_loss();
		assert_string_equal(stanza("eth0 inet manual", 0), "iface eth0 inet manual\n");
		assert_has(bond_stanza(), "auto bond0\n");
		assert_has(bond_stanza(),
			   "\tbond-slaves eth0 eth1\n\tbond-mode active-backup\n\tbond-miimon 100\n");
	}
}

/* ifenslave 1.1.0-17 writes primary before there are slaves, and the kernel forgets it (#699445). */
static void the_primary_of_squeeze_is_written_again(void **state)
{
	static const char again[] = "\tup echo eth1 > /sys/class/net/bond0/bonding/primary\n";

	(void)state;
	render_host("squeeze", BOND("mode: active-backup, miimon: 100, primary: eth1"));
	assert_no_loss();
	assert_has(bond_stanza(), "\tbond-primary eth1\n");
	assert_has(bond_stanza(), again);
	render_host("bookworm", BOND("mode: active-backup, miimon: 100, primary: eth1"));
	assert_has(bond_stanza(), "\tbond-primary eth1\n");
	assert_lacks(bond_stanza(), again);
	/* refused there, and an `up` line that fails ends ifup */
	render_host("squeeze", BOND("mode: balance-xor, miimon: 100, primary: eth1"));
	assert_only_loss("LOSS003", "bonds[0].primary");
	assert_lacks(bond_stanza(), "primary");
}

static void what_the_hook_does_not_know_is_written_to_sysfs(void **state)
{
	(void)state;
	render_host("bookworm", BOND("mode: 802.3ad, miimon: 100, min_links: 2, ad_actor_sys_prio: 7,\n"
				     "ad_actor_system: \"02:00:00:00:00:11\", all_slaves_active: on"));
	assert_lines_said(4);
	assert_loss("DEB003", "bonds[0].min_links");
	assert_loss("DEB003", "bonds[0].all_slaves_active");
	assert_has(bond_stanza(),
		   "\tup echo 2 > /sys/class/net/bond0/bonding/min_links\n"
		   "\tup echo 7 > /sys/class/net/bond0/bonding/ad_actor_sys_prio\n"
		   "\tup echo 02:00:00:00:00:11 > /sys/class/net/bond0/bonding/ad_actor_system\n"
		   "\tup echo 1 > /sys/class/net/bond0/bonding/all_slaves_active\n");
	assert_lacks(bond_stanza(), "pre-up");
	assert_lacks(bond_stanza(), "bond-min-links");
	/* num_grat_arp: since 1.1.0-18 */
	render_host("squeeze", BOND("mode: 1, miimon: 100, num_grat_arp: 3"));
	assert_only_loss("DEB003", "bonds[0].num_grat_arp");
	assert_has(bond_stanza(), "\tup echo 3 > /sys/class/net/bond0/bonding/num_grat_arp\n");
	assert_lacks(bond_stanza(), "bond-num-grat-arp");
}

/* -EBUSY on a bond that is up, as it is when `up` lines run */
static void options_of_a_bond_that_is_down_come_before_the_hook(void **state)
{
	(void)state;
	render_host("bookworm", BOND("mode: 802.3ad, miimon: 100, ad_user_port_key: 5, lacp_active: off"));
	assert_lines_said(2);
	assert_has(bond_stanza(),
		   "iface bond0 inet manual\n"
		   "\tpre-up [ -d /sys/class/net/bond0 ] || ip link add bond0 type bond mode 802.3ad\n"
		   "\tpre-up echo 0 > /sys/class/net/bond0/bonding/lacp_active\n"
		   "\tpre-up echo 5 > /sys/class/net/bond0/bonding/ad_user_port_key\n"
		   "\tbond-slaves eth0 eth1\n");
	render_host("squeeze", BOND("mode: 802.3ad, miimon: 100, ad_select: count"));
	assert_only_loss("DEB003", "bonds[0].ad_select");
	assert_has(bond_stanza(), "iface bond0 inet manual\n"
				  "\tpre-up [ -d /sys/class/net/bond0 ] || "
				  "{ modprobe bonding && echo +bond0 > /sys/class/net/bonding_masters; }\n"
				  "\tpre-up echo count > /sys/class/net/bond0/bonding/ad_select\n"
				  "\tbond-slaves eth0 eth1\n");
}

static void words_are_words_but_off_and_on_are_numbers(void **state)
{
	(void)state;
	render_host("squeeze", BOND("mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.1, 10.0.0.2],\n"
				    "arp_validate: 3, use_carrier: off, fail_over_mac: 1"));
	assert_no_loss();
	assert_has(bond_stanza(), "\tbond-use-carrier 0\n"
				  "\tbond-arp-interval 500\n"
				  "\tbond-arp-ip-target 10.0.0.1 10.0.0.2\n"
				  "\tbond-arp-validate all\n"
				  "\tbond-fail-over-mac active\n");
}

static void what_the_kernel_does_not_know_is_lost(void **state)
{
	static const struct {
		const char *fields, *path;
	} lost[] = {
		{"mode: 1, miimon: 100, resend_igmp: 0", "bonds[0].resend_igmp"},
		{"mode: 1, miimon: 100, primary_reselect: failure", "bonds[0].primary_reselect"},
		{"mode: 4, miimon: 100, min_links: 2", "bonds[0].min_links"},
		{"mode: 4, miimon: 100, xmit_hash_policy: encap2+3", "bonds[0].xmit_hash_policy"},
		{"mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.1], arp_validate: filter",
		 "bonds[0].arp_validate"},
		{"mode: 1, arp_interval: 500, ns_ip6_target: [\"2001:db8::1\"]", "bonds[0].ns_ip6_target"},
		{"mode: 0, miimon: 100, packets_per_slave: 0", "bonds[0].packets_per_slave"},
		{"mode: 5, miimon: 100, tlb_dynamic_lb: off", "bonds[0].tlb_dynamic_lb"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lost) / sizeof(*lost); i++) {
		render_host("squeeze", arena_printf(arena, BOND("%s"), lost[i].fields));
		assert_only_loss("BOND020", lost[i].path);
		assert_lacks(bond_stanza(), strchr(lost[i].path, '.') + 1);
	}
}

static void what_it_does_anyway_is_no_loss(void **state)
{
	static const char *const same[] = {
		"mode: 1, miimon: 100, primary_reselect: always",
		"mode: 4, miimon: 100, min_links: 0",
		"mode: 4, miimon: 100, min_links: 1",
		"mode: 4, miimon: 100, lacp_active: on",
		"mode: 1, miimon: 100, resend_igmp: 1",
		"mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.1], arp_missed_max: 2",
		"mode: 1, miimon: 100, all_slaves_active: off",
		/* and what has no meaning in the mode */
		"mode: 1, miimon: 100, min_links: 2",
		"mode: 1, miimon: 100, xmit_hash_policy: encap3+4",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
		render_host("squeeze", arena_printf(arena, BOND("%s"), same[i]));
		if (findings.n != 1 || strcmp(findings.v[0]->id, "LOSS003") != 0)
			fail_msg("%s: %zu", same[i], findings.n);
		assert_int_equal(findings.v[0]->severity, INFO);
	}
}

/* -EACCES and -EPERM; each of these lines would end ifup half way */
static void what_the_kernel_refuses_in_this_mode_is_left_out(void **state)
{
	static const struct {
		const char *fields, *option;
	} idle[] = {
		{"mode: 1, miimon: 100, lacp_active: off", "lacp_active"},
		{"mode: 1, miimon: 100, ad_user_port_key: 5", "ad_user_port_key"},
		{"mode: 1, miimon: 100, ad_actor_sys_prio: 5", "ad_actor_sys_prio"},
		{"mode: 4, miimon: 100, arp_missed_max: 3", "arp_missed_max"},
		{"mode: 6, miimon: 100, ns_ip6_target: [\"2001:db8::1\"]", "ns_ip6_target"},
		{"mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.1], peer_notif_delay: 100",
		 "peer_notif_delay"},
		{"mode: 2, miimon: 100, peer_notif_delay: 100", "peer_notif_delay"},
		{"mode: 1, miimon: 100, lacp_rate: fast", "lacp_rate"},
		{"mode: 1, miimon: 100, tlb_dynamic_lb: off", "tlb_dynamic_lb"},
		/* taken in any mode, but only with the bond down: not worth a line of its own */
		{"mode: 1, miimon: 100, ad_select: count", "ad_select"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(idle) / sizeof(*idle); i++) {
		render_host("bookworm", arena_printf(arena, BOND("%s"), idle[i].fields));
		assert_only_loss("LOSS003", arena_printf(arena, "bonds[0].%s", idle[i].option));
		assert_lacks(bond_stanza(), idle[i].option);
		assert_lacks(bond_stanza(), "pre-up");
	}
	render_host("bookworm", BOND("mode: 1, miimon: 100, peer_notif_delay: 200"));
	assert_lines_said(1);
	assert_has(bond_stanza(), "\tup echo 200 > /sys/class/net/bond0/bonding/peer_notif_delay\n");
}

static void neighbour_targets_go_by_netlink(void **state)
{
	(void)state;
	render_host("bookworm",
		    BOND("mode: 1, arp_interval: 500, ns_ip6_target: [\"2001:db8::1\", \"2001:db8::2\"]"));
	assert_only_loss("DEB003", "bonds[0].ns_ip6_target");
	assert_has(bond_stanza(),
		   "\tup ip link set dev bond0 type bond ns_ip6_target 2001:db8::1,2001:db8::2\n");
}

/* A slave takes its bond's address while it is down; some drivers do not change it later. */
static void the_address_of_a_bond_is_there_before_its_slaves(void **state)
{
	static const char mac[] = "mode: 1, miimon: 100, mac_address: \"02:00:00:00:00:22\"";

	(void)state;
	render_host("bookworm", arena_printf(arena, BOND("%s"), mac));
	assert_has(bond_stanza(),
		   "\tpre-up [ -d /sys/class/net/bond0 ] || "
		   "ip link add bond0 address 02:00:00:00:00:22 type bond mode active-backup\n");
	assert_lacks(bond_stanza(), "hwaddress");
	/* squeeze's kernel would put the first slave's over it */
	render_host("squeeze", arena_printf(arena, BOND("%s"), mac));
	assert_has(bond_stanza(), "\tup ip link set dev bond0 address 02:00:00:00:00:22\n");
	render_host("squeeze", arena_printf(arena, BOND("%s, addresses: [10.0.0.2/24]"), mac));
	assert_has(stanza("bond0 inet static", 0), "\thwaddress ether 02:00:00:00:00:22\n");
}

static void a_slave_gets_the_mtu_of_its_bond(void **state)
{
	(void)state;
	render_host("bookworm",
		    "nics: [{name: eth0, mtu: 9000}, {name: eth1, mtu: 1400}]\n"
		    "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0, eth1], mtu: 9000}]\n");
	assert_string_equal(stanza("eth0 inet manual", 0), "iface eth0 inet manual\n\tmtu 9000\n");
	assert_string_equal(stanza("eth1 inet manual", 0), "auto eth1\niface eth1 inet manual\n\tmtu 1400\n");
	assert_has(bond_stanza(), "iface bond0 inet manual\n\tmtu 9000\n");
}

/* Lab, F: a VLAN above its NIC's MTU is refused, slaves fall back to the bond's, and the bond raises them
 * all. */
static void mtus_of_a_bond_of_vlans_go_up_from_below(void **state)
{
	static const char yaml[] =
		"nics: [{name: eth0, mtu: 9000}, {name: eth1, mtu: 9000}]\n"
		"vlans: [{id: 253, parent: eth0, mtu: 9000}, {id: 253, parent: eth1, mtu: 9000}]\n"
		"bonds: [{name: bond253, mode: 1, miimon: 100, slaves: [eth0.253, eth1.253],\n"
		"         mtu: 9000, addresses: [10.2.53.5/24]}]\n";
	const char *text;

	(void)state;
	render_host("squeeze", yaml);
	assert_no_loss();
	text = interfaces();
	assert_string_equal(stanza("eth0 inet manual", 0), "auto eth0\niface eth0 inet manual\n"
							   "\tup ip link set dev eth0 mtu 9000\n"
							   "\tup ip link set dev eth0 up\n");
	assert_string_equal(stanza("eth0.253 inet manual", 0), "auto eth0.253\niface eth0.253 inet manual\n"
							       "\tvlan-raw-device eth0\n"
							       "\tup ip link set dev eth0.253 mtu 9000\n");
	assert_has(stanza("bond253 inet static", 0),
		   "\tnetmask 255.255.255.0\n\tmtu 9000\n\tbond-slaves eth0.253 eth1.253\n");
	assert_true(strstr(text, "auto eth1\n") < strstr(text, "auto eth0.253\n"));
	assert_true(strstr(text, "auto eth1.253\n") < strstr(text, "auto bond253\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(slaves_have_a_stanza_that_nobody_runs),
		TEST(the_primary_of_squeeze_is_written_again),
		TEST(what_the_hook_does_not_know_is_written_to_sysfs),
		TEST(options_of_a_bond_that_is_down_come_before_the_hook),
		TEST(words_are_words_but_off_and_on_are_numbers),
		TEST(what_the_kernel_does_not_know_is_lost),
		TEST(what_it_does_anyway_is_no_loss),
		TEST(what_the_kernel_refuses_in_this_mode_is_left_out),
		TEST(neighbour_targets_go_by_netlink),
		TEST(the_address_of_a_bond_is_there_before_its_slaves),
		TEST(a_slave_gets_the_mtu_of_its_bond),
		TEST(mtus_of_a_bond_of_vlans_go_up_from_below),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
