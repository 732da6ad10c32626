#include "targets/host.h"

#define NIC_WITH(fields) "nics: [{name: eth0, " fields "}]\n"

static void netmasks_and_never_prefixes(void **state)
{
	(void)state;
	render_host("rhel6.10", NIC_WITH("addresses: [10.0.0.2/26, 192.168.1.1/31], gateway: 10.0.0.1"));
	assert_no_loss();
	assert_line(ifcfg("eth0"), "IPADDR=10.0.0.2");
	assert_line(ifcfg("eth0"), "NETMASK=255.255.255.192"); /* 9.03.17 takes a class for PREFIX alone */
	assert_line(ifcfg("eth0"), "IPADDR1=192.168.1.1");
	assert_line(ifcfg("eth0"), "NETMASK1=255.255.255.254");
	assert_line(ifcfg("eth0"), "GATEWAY=10.0.0.1");
	assert_line(ifcfg("eth0"), "BOOTPROTO=none");
}

static void the_address_beside_the_router_is_the_first(void **state)
{
	(void)state;
	render_host("rhel6.10", NIC_WITH("addresses: [10.0.0.2/24, 10.0.0.3/24, 10.1.0.2/24, 10.1.0.3/24], "
					 "gateway: 10.1.0.1"));
	assert_no_loss();
	assert_line(ifcfg("eth0"), "IPADDR=10.1.0.2");
	assert_line(ifcfg("eth0"), "IPADDR1=10.0.0.2");
	assert_line(ifcfg("eth0"), "IPADDR2=10.0.0.3");
	assert_line(ifcfg("eth0"), "IPADDR3=10.1.0.3");
	assert_line(ifcfg("eth0"), "GATEWAY=10.1.0.1");
}

static void a_router_that_ifup_would_leave_out(void **state)
{
	static const char *const nics[] = {
		NIC_WITH("addresses: [10.0.0.2/24], gateway: 10.0.1.1"),
		NIC_WITH("addresses: [10.0.0.2/32], gateway: 10.0.0.1"),
		NIC_WITH("dhcp: true, gateway: 10.0.0.1"),
		NIC_WITH("gateway: 10.0.0.1"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(nics) / sizeof(*nics); i++) {
		render_host("rhel6.10", nics[i]);
		assert_only_loss("LOSS001", "nics[0].gateway");
		assert_no_key(ifcfg("eth0"), "GATEWAY");
	}
}

/* IPADDRn is not counted on before 6.2 */
static void further_addresses_of_old_minors_are_aliases(void **state)
{
	const char *text;

	(void)state;
	render_host("rhel6.1",
		    NIC_WITH("addresses: [10.0.0.2/24, 10.0.0.3/25, 10.0.0.4/24], gateway: 10.0.0.1"));
	assert_no_loss();
	assert_line(ifcfg("eth0"), "IPADDR=10.0.0.2");
	assert_no_key(ifcfg("eth0"), "IPADDR1");
	text = ifcfg("eth0:1");
	assert_line(text, "DEVICE=eth0:1");
	assert_line(text, "IPADDR=10.0.0.3");
	assert_line(text, "NETMASK=255.255.255.128");
	assert_line(text, "NO_ALIASROUTING=yes");
	assert_line(text, "NM_CONTROLLED=no");
	assert_line(ifcfg("eth0:2"), "IPADDR=10.0.0.4");
}

static void addresses_beside_dhcp_are_aliases(void **state)
{
	(void)state;
	render_host("rhel6.10", NIC_WITH("dhcp: true, addresses: [10.0.0.2/24]"));
	assert_no_loss();
	assert_line(ifcfg("eth0"), "BOOTPROTO=dhcp");
	assert_no_key(ifcfg("eth0"), "IPADDR");
	assert_line(ifcfg("eth0:1"), "IPADDR=10.0.0.2");
}

static void an_alias_needs_room_for_its_label(void **state)
{
	(void)state;
	render_host("rhel6.10", "bridges: [{name: br01234567890, dhcp: true, addresses: [10.0.0.2/24]},\n"
				"  {name: br012345678901, dhcp: true, addresses: [10.0.0.3/24]}]\n");
	assert_only_loss("LOSS001", "bridges[1].addresses[0]");
	assert_line(ifcfg("br01234567890:1"), "IPADDR=10.0.0.2");
	assert_int_equal(files.n, 4); /* sysconfig/network, two bridges, one alias */
}

static void ipv6(void **state)
{
	const char *text;

	(void)state;
	render_host("rhel6.10", NIC_WITH("addresses: [\"2001:db8::2/64\", 10.0.0.2/24, \"2001:db8:1::2/48\", "
					 "\"2001:db8:2::2/64\"], "
					 "gateway6: \"2001:db8:1::1\""));
	assert_no_loss();
	text = ifcfg("eth0");
	assert_line(text, "IPV6INIT=yes");
	assert_line(text, "IPV6_AUTOCONF=no");
	assert_line(text, "IPV6ADDR=2001:db8:1::2/48");
	assert_line(text, "IPV6ADDR_SECONDARIES=\"2001:db8::2/64 2001:db8:2::2/64\"");
	assert_line(text, "IPV6_DEFAULTGW=2001:db8:1::1%eth0");
	assert_line(text, "IPADDR=10.0.0.2");
	assert_line(text_of("etc/sysconfig/network.fragment"), "NETWORKING_IPV6=yes");
	render_host("rhel6.10", NIC_WITH("dhcp6: true"));
	assert_line(ifcfg("eth0"), "DHCPV6C=yes");
	assert_line(ifcfg("eth0"), "IPV6_AUTOCONF=yes");
	assert_line(text_of("etc/sysconfig/network.fragment"), "NETWORKING_IPV6=yes");
	render_host("rhel6.10", NIC_WITH("addresses: [10.0.0.2/24]"));
	assert_no_key(ifcfg("eth0"), "IPV6INIT");
	assert_no_key(text_of("etc/sysconfig/network.fragment"), "NETWORKING_IPV6");
}

static void a_router_that_the_kernel_refuses(void **state)
{
	(void)state;
	render_host("rhel6.10", NIC_WITH("addresses: [\"2001:db8::2/64\"], gateway6: \"2001:db8:1::1\""));
	assert_loss("LOSS001", "nics[0].gateway6");
	assert_no_key(ifcfg("eth0"), "IPV6_DEFAULTGW");
	render_host("rhel6.10", NIC_WITH("addresses: [\"2001:db8::2/64\"], gateway6: \"fe80::1\""));
	assert_no_loss();
	assert_line(ifcfg("eth0"), "IPV6_DEFAULTGW=fe80::1%eth0");
}

static void routes(void **state)
{
	(void)state;
	render_host("rhel6.10",
		    NIC_WITH("addresses: [10.0.0.2/24, \"2001:db8::2/64\"], routes: ["
			     "{to: 10.9.0.0/16, via: 10.0.0.9}, {to: 0.0.0.0/0, via: 10.0.0.1, metric: 50}, "
			     "{to: \"2001:db8:9::/48\", via: \"2001:db8::9\", metric: 0}]"));
	assert_no_loss();
	assert_line(text_of(SCRIPTS "route-eth0"), "10.9.0.0/16 via 10.0.0.9 dev eth0");
	assert_line(text_of(SCRIPTS "route-eth0"), "0.0.0.0/0 via 10.0.0.1 dev eth0 metric 50");
	assert_line(text_of(SCRIPTS "route6-eth0"), "2001:db8:9::/48 via 2001:db8::9 dev eth0 metric 0");
	assert_null(strstr(text_of(SCRIPTS "route-eth0"), "2001"));
}

static void routes_that_ifup_does_not_set(void **state)
{
	(void)state;
	render_host("rhel6.10", "nics: [{name: eth0, routes: [{to: 10.9.0.0/16, via: 10.0.0.9}], gateway: "
				"10.0.0.1, gateway6: \"fe80::1\"}]\n"
				"bridges: [{name: br0, ports: [eth0], addresses: [10.0.0.2/24], routes: "
				"[{to: 10.8.0.0/16, via: \"fe80::1\"}]}]\n");
	assert_no_loss(); /* routes and gateways of a port are BR003's */
	assert_string_equal(text_of(SCRIPTS "route-eth0"), "");
	/* IP002 speaks of that of the bridge, and it is left out where that is allowed */
	assert_string_equal(text_of(SCRIPTS "route-br0"), "");
	assert_string_equal(text_of(SCRIPTS "route6-br0"), "");
	assert_no_key(ifcfg("eth0"), "GATEWAY");
	assert_no_key(ifcfg("eth0"), "IPV6INIT");
}

/* Before xend makes the bridge, its addresses are the port's: they are named where they were written. */
static void the_place_of_an_address_that_xend_moves(void **state)
{
	(void)state;
	render_host("rhel5.5", "virtualization: xen\nxend: {bridges: network-bridge}\n"
			       "nics: [{name: abcdefghijklmn, addresses: [10.0.0.4/24]}]\n"
			       "bridges: [{name: br0, ports: [abcdefghijklmn], addresses: [10.0.0.2/24, 10.0.0.3/24]}]\n");
	assert_non_null(find_loss("LOSS001", "bridges[0].addresses[1]"));
	assert_non_null(find_loss("LOSS001", "nics[0].addresses[0]"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(netmasks_and_never_prefixes),
		TEST(the_address_beside_the_router_is_the_first),
		TEST(a_router_that_ifup_would_leave_out),
		TEST(further_addresses_of_old_minors_are_aliases),
		TEST(addresses_beside_dhcp_are_aliases),
		TEST(an_alias_needs_room_for_its_label),
		TEST(ipv6),
		TEST(a_router_that_the_kernel_refuses),
		TEST(routes),
		TEST(routes_that_ifup_does_not_set),
		TEST(the_place_of_an_address_that_xend_moves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
