#include "targets/host.h"

#define NICS "nics: [{name: eth0}, {name: eth1}, {name: eth2}, {name: eth10}]\n"

static void options_stand_in_the_order_in_which_they_can_be_set(void **state)
{
	(void)state;
	render_host("rhel6.0",
		    NICS "bonds:\n"
			 "  - {name: bond0, slaves: [eth0, eth1], primary_reselect: failure, primary: eth0,\n"
			 "     arp_validate: all, arp_interval: 500, arp_ip_target: [10.0.0.2], "
			 "fail_over_mac: active,\n"
			 "     use_carrier: off, mode: 1}\n");
	assert_no_loss();
	assert_line(ifcfg("bond0"), "BONDING_OPTS=\"mode=active-backup use_carrier=0 arp_ip_target=10.0.0.2 "
				    "arp_interval=500 arp_validate=all fail_over_mac=active primary=eth0 "
				    "primary_reselect=failure\"");
}

static void delays_follow_miimon(void **state)
{
	(void)state;
	render_host("rhel6.10", NICS
		    "bonds:\n"
		    "  - {name: bond0, slaves: [eth0, eth1], updelay: 200, downdelay: 100, miimon: 100,\n"
		    "     lacp_rate: 1, xmit_hash_policy: 1, mode: 4, all_slaves_active: no}\n");
	assert_line(ifcfg("bond0"), "BONDING_OPTS=\"mode=802.3ad miimon=100 updelay=200 downdelay=100 "
				    "xmit_hash_policy=layer3+4 lacp_rate=fast all_slaves_active=0\"");
}

static void an_interval_of_zero_is_not_written(void **state)
{
	(void)state;
	render_host("rhel6.10",
		    NICS "bonds:\n"
			 "  - {name: bond0, mode: 1, slaves: [eth0, eth1], miimon: 0, arp_interval: 500,\n"
			 "     arp_ip_target: [10.0.0.2]}\n");
	assert_only_loss("LOSS003", "bonds[0].miimon");
	assert_int_equal(findings.v[0]->severity, INFO);
	assert_line(ifcfg("bond0"),
		    "BONDING_OPTS=\"mode=active-backup arp_ip_target=10.0.0.2 arp_interval=500\"");
}

static void what_the_driver_does_not_know_is_lost(void **state)
{
	(void)state;
	render_host("rhel6.10", NICS
		    "bonds:\n"
		    "  - {name: bond0, mode: 4, miimon: 100, slaves: [eth0, eth1], peer_notif_delay: 100,\n"
		    "     xmit_hash_policy: vlan+srcmac, ad_actor_sys_prio: 1, ad_user_port_key: 1,\n"
		    "     ad_actor_system: \"52:54:00:00:00:01\", lacp_active: off, arp_missed_max: 3,\n"
		    "     ns_ip6_target: [\"2001:db8::1\"]}\n");
	assert_loss("BOND020", "bonds[0].xmit_hash_policy");
	assert_loss("BOND020", "bonds[0].ad_actor_sys_prio");
	assert_loss("BOND020", "bonds[0].ad_user_port_key");
	assert_loss("BOND020", "bonds[0].ad_actor_system");
	assert_loss("BOND020", "bonds[0].lacp_active");
	/* the mode has no use for these anyway */
	assert_loss("LOSS003", "bonds[0].peer_notif_delay");
	assert_loss("LOSS003", "bonds[0].arp_missed_max");
	assert_loss("LOSS003", "bonds[0].ns_ip6_target");
	assert_int_equal(findings.n, 8);
	assert_line(ifcfg("bond0"), "BONDING_OPTS=\"mode=802.3ad miimon=100\"");
}

static void what_it_does_anyway_is_no_loss(void **state)
{
	(void)state;
	render_host(
		"rhel6.10", NICS
		"bonds:\n"
		"  - {name: bond0, mode: 4, miimon: 100, slaves: [eth0, eth1], peer_notif_delay: 0,\n"
		"     ad_actor_sys_prio: 65535, ad_user_port_key: 0, lacp_active: on, arp_missed_max: 2}\n");
	assert_int_equal(findings.n, 5);
	for (size_t i = 0; i < findings.n; i++)
		assert_string_equal(findings.v[i]->id, "LOSS003");
	assert_line(ifcfg("bond0"), "BONDING_OPTS=\"mode=802.3ad miimon=100\"");
}

static void a_primary_that_is_no_slave_is_left_to_the_rules(void **state)
{
	(void)state;
	render_host("rhel6.10", NICS
		    "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0, eth1], primary: eth2}]\n");
	assert_line(ifcfg("bond0"), "BONDING_OPTS=\"mode=active-backup miimon=100\"");
}

static void slaves_carry_nothing_but_their_bond(void **state)
{
	const char *text;

	(void)state;
	render_host("rhel6.10", "nics:\n"
				"  - {name: eth0, mac: \"52:54:00:00:00:01\", addresses: [10.0.0.2/24, "
				"\"2001:db8::2/64\"], dhcp6: true}\n"
				"  - {name: eth1, dhcp: true, mac_address: \"52:54:00:00:00:09\"}\n"
				"bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0, eth1], "
				"addresses: [10.0.1.2/24]}]\n"
				"dns: {servers: [10.0.0.53]}\n");
	text = ifcfg("eth0");
	assert_line(text, "HWADDR=52:54:00:00:00:01");
	assert_line(text, "MASTER=bond0");
	assert_line(text, "SLAVE=yes");
	assert_line(text, "BOOTPROTO=none");
	assert_no_key(text, "IPADDR");
	assert_no_key(text, "IPV6INIT");
	assert_no_key(text, "DNS1");
	assert_no_key(text, "HOTPLUG"); /* a card that is plugged in again rejoins its bond */
	assert_line(ifcfg("eth1"), "BOOTPROTO=none");
	assert_no_key(ifcfg("eth1"), "MACADDR");
	assert_no_key(ifcfg("eth1"), "PEERDNS");
	assert_line(ifcfg("bond0"), "HOTPLUG=no");
	assert_no_key(ifcfg("bond0"), "HWADDR");
	assert_line(text_of("etc/modprobe.d/bonding.conf"), "alias bond0 bonding");
}

/* ifup-eth: for device in `grep -l MASTER=bond0 ifcfg-*` */
static void the_first_slave_is_the_first_by_name(void **state)
{
	(void)state;
	render_host("rhel6.10", NICS "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth2, eth10]}]\n");
	assert_only_loss("LOSS001", "bonds[0].slaves");
	assert_string_equal(findings.v[0]->help, "slaves: [eth10, eth2]");
}

static void another_first_slave_may_not_matter(void **state)
{
	(void)state;
	render_host("rhel6.10", NICS "bonds:\n"
				     "  - {name: bond0, mode: 4, miimon: 100, slaves: [eth1, eth0], "
				     "mac_address: \"52:54:00:00:00:09\"}\n"
				     "  - {name: bond1, mode: 4, miimon: 100, slaves: [eth10, eth2]}\n");
	assert_only_loss("LOSS003", "bonds[0].slaves");
	assert_line(ifcfg("bond0"), "MACADDR=52:54:00:00:00:09");
}

static void a_slave_comes_up_with_its_bond(void **state)
{
	(void)state;
	render_host("rhel6.10", "nics:\n"
				"  - {name: eth0, onboot: no}\n"
				"  - {name: eth1}\n"
				"  - {name: eth2, onboot: yes}\n"
				"bonds:\n"
				"  - {name: bond0, mode: 1, miimon: 100, slaves: [eth0, eth1]}\n"
				"  - {name: bond1, mode: 1, miimon: 100, slaves: [eth2], onboot: no}\n");
	assert_loss("LOSS001", "nics[0].onboot");
	assert_loss("LOSS001", "nics[2].onboot");
	assert_int_equal(findings.n, 2);
	assert_line(ifcfg("eth0"), "ONBOOT=yes");
	assert_line(ifcfg("eth2"), "ONBOOT=no");
	assert_line(ifcfg("bond1"), "ONBOOT=no");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(options_stand_in_the_order_in_which_they_can_be_set),
		TEST(delays_follow_miimon),
		TEST(an_interval_of_zero_is_not_written),
		TEST(what_the_driver_does_not_know_is_lost),
		TEST(what_it_does_anyway_is_no_loss),
		TEST(a_primary_that_is_no_slave_is_left_to_the_rules),
		TEST(slaves_carry_nothing_but_their_bond),
		TEST(the_first_slave_is_the_first_by_name),
		TEST(another_first_slave_may_not_matter),
		TEST(a_slave_comes_up_with_its_bond),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
