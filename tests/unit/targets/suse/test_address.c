/* Addresses, leases, routes, MTU and LLADDR. */
#include "targets/suse/files.h"

#define ETH0(fields) "nics: [{name: eth0, " fields "}]\n"

static const char *const releases[] = {"sles10", "sles11", "sles12"};

static void every_address_has_a_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		render_host(releases[i], ETH0("addresses: [10.0.0.1/24, \"2001:db8::1/64\", 10.0.1.1/32]"));
		assert_no_loss();
		assert_line(suse_ifcfg("eth0"), "IPADDR='10.0.0.1/24'");
		assert_line(suse_ifcfg("eth0"), "IPADDR_1='2001:db8::1/64'");
		assert_line(suse_ifcfg("eth0"), "IPADDR_2='10.0.1.1/32'");
		assert_line(suse_ifcfg("eth0"), "BOOTPROTO='static'");
		assert_string_equal(text_of(NETWORK "routes"), "");
	}
}

static void leases(void **state)
{
	static const struct {
		const char *os, *fields, *bootproto;
	} cases[] = {
		{"sles10", "dhcp: true", "dhcp"},
		{"sles11", "dhcp: true", "dhcp4"}, /* dhcp would ask for IPv6 too */
		{"sles12", "dhcp: true", "dhcp4"},
		{"sles11", "dhcp6: true", "dhcp6"},
		{"sles12", "dhcp: true, dhcp6: true", "dhcp4+dhcp6"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		render_host(cases[i].os,
			    arena_printf(arena, "nics: [{name: eth0, addresses: [10.0.0.1/24], %s}]\n",
					 cases[i].fields));
		assert_no_loss();
		assert_line(suse_ifcfg("eth0"), arena_printf(arena, "BOOTPROTO='%s'", cases[i].bootproto));
		/* the main part of ifup comes after ifup-dhcp; static is always included with wicked */
		assert_line(suse_ifcfg("eth0"), "IPADDR='10.0.0.1/24'");
	}
	render_host("sles10", ETH0("dhcp6: true"));
	assert_only_loss("LOSS001", "nics[0].dhcp6");
	assert_line(suse_ifcfg("eth0"), "BOOTPROTO='static'");
}

static void routes_name_their_interface(void **state)
{
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		render_host(releases[i], ETH0("addresses: [10.0.0.1/24, \"2001:db8::1/64\"], gateway: "
					      "10.0.0.254, gateway6: \"2001:db8::2\", "
					      "routes: [{to: 172.16.0.0/12, via: 10.0.0.9, metric: 5}, {to: "
					      "\"2001:db8:1::/48\", via: "
					      "\"2001:db8::3\"}]"));
		assert_no_loss();
		assert_line(text_of(NETWORK "routes"), "default 10.0.0.254 - eth0");
		assert_line(text_of(NETWORK "routes"), "default 2001:db8::2 - eth0");
		/* no column for the type: wicked takes a dash there for a route type */
		assert_line(text_of(NETWORK "routes"), "172.16.0.0/12 10.0.0.9 - eth0 metric 5");
		assert_line(text_of(NETWORK "routes"), "2001:db8:1::/48 2001:db8::3 - eth0");
	}
}

static void routes_behind_a_lease_wait_for_it(void **state)
{
	static const char nic[] =
		"nics: [{name: eth0, mac: \"52:54:00:AB:00:01\", dhcp: true, gateway: 10.0.0.254}]\n";

	(void)state;
	render_host("sles11", nic);
	assert_no_loss();
	assert_string_equal(text_of(NETWORK "routes"), "");
	assert_line(text_of(NETWORK "ifroute-eth0"), "default 10.0.0.254 - eth0");
	render_host("sles10", nic);
	assert_line(text_of(NETWORK "ifroute-eth-id-52:54:00:ab:00:01"), "default 10.0.0.254 - eth0");
}

static void routers_out_of_reach(void **state)
{
	(void)state;
	render_host("sles11", ETH0("addresses: [10.0.0.1/24], gateway: 10.0.1.254"));
	assert_only_loss("LOSS001", "nics[0].gateway");
	render_host("sles11", ETH0("addresses: [10.0.0.1/24, 10.0.1.1/24], gateway: 10.0.1.254"));
	assert_no_loss();
	render_host("sles11", ETH0("addresses: [\"2001:db8::1/64\"], gateway6: \"fe80::1\""));
	assert_no_loss();
	render_host("sles11", ETH0("addresses: [\"2001:db8::1/64\"], gateway6: \"2001:db8:1::1\""));
	assert_only_loss("LOSS001", "nics[0].gateway6");
}

static void slaves_and_ports_have_neither(void **state)
{
	(void)state;
	render_host("sles11", ETH0("addresses: [10.0.0.1/24], dhcp: true, gateway: 10.0.0.2, routes: [{to: "
				   "10.1.0.0/16, via: "
				   "10.0.0.3}]") "bridges: [{name: br0, ports: [eth0]}]\n");
	assert_no_loss(); /* it is BR003 */
	assert_no_key(suse_ifcfg("eth0"), "IPADDR");
	assert_line(suse_ifcfg("eth0"), "BOOTPROTO='static'");
	assert_string_equal(text_of(NETWORK "routes"), "");
}

/* ---- MTU and LLADDR ---- */

#define BOND(fields) "bonds: [{name: bond0, slaves: [eth0], mode: 1, miimon: 100" fields "}]\n"

static void mtu_of_slaves(void **state)
{
	(void)state;
	render_host("sles11", ETH0("mtu: 9000") BOND(", mtu: 9000"));
	assert_only_loss("LOSS003", "nics[0].mtu");
	assert_line(suse_ifcfg("bond0"), "MTU='9000'");
	assert_no_key(suse_ifcfg("eth0"), "MTU");
	render_host("sles11", ETH0("mtu: 9000") BOND(""));
	assert_only_loss("LOSS001", "nics[0].mtu");
	assert_has(find_loss("LOSS001", "nics[0].mtu")->help, "on 'bond0' alone");
	render_host("sles10", ETH0("mtu: 1500") BOND(""));
	assert_only_loss("LOSS003", "nics[0].mtu");
	render_host("sles12", ETH0("mtu: 9000") BOND(""));
	assert_no_loss();
	assert_line(suse_ifcfg("eth0"), "MTU='9000'");
}

static void mtu_of_others(void **state)
{
	(void)state;
	render_host("sles11", ETH0("mtu: 9000") "bridges: [{name: br0, ports: [eth0], mtu: 9000}]\n");
	assert_no_loss();
	assert_line(suse_ifcfg("eth0"), "MTU='9000'");
	assert_line(suse_ifcfg("br0"), "MTU='9000'");
	render_host("sles11", "bridges: [{name: br0, mtu: 9000}, {name: br1, mtu: 1500}]\n");
	assert_only_loss("LOSS001", "bridges[0].mtu");
	assert_no_key(suse_ifcfg("br0"), "MTU");
	assert_line(suse_ifcfg("br1"), "MTU='1500'");
}

static void addresses_to_set(void **state)
{
	(void)state;
	render_host("sles10", ETH0("mac: \"52:54:00:00:00:01\", mac_address: \"02:00:00:00:00:01\""));
	assert_line(suse_ifcfg("eth-id-52:54:00:00:00:01"), "LLADDR='02:00:00:00:00:01'");
	render_host("sles11",
		    ETH0("mac_address: \"02:00:00:00:00:01\"") BOND(", mac_address: \"02:00:00:00:00:02\""));
	assert_no_key(suse_ifcfg("eth0"), "LLADDR");
	assert_line(suse_ifcfg("bond0"), "LLADDR='02:00:00:00:00:02'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_address_has_a_key),
		TEST(leases),
		TEST(routes_name_their_interface),
		TEST(routes_behind_a_lease_wait_for_it),
		TEST(routers_out_of_reach),
		TEST(slaves_and_ports_have_neither),
		TEST(mtu_of_slaves),
		TEST(mtu_of_others),
		TEST(addresses_to_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
