#include "targets/host.h"

static const char several[] =
	"nics:\n"
	"  - name: eth0\n"
	"    addresses: [10.0.0.2/24, 10.0.1.2/26, \"2001:db8::2/64\", \"2001:db8:1::2/64\"]\n"
	"    gateway: 10.0.1.1\n"
	"    gateway6: \"2001:db8:1::1\"\n"
	"    routes:\n"
	"      - {to: 10.9.0.0/16, via: 10.0.1.9, metric: 5}\n"
	"      - {to: \"2001:db8:9::/48\", via: \"2001:db8::9\"}\n"
	"      - {to: 10.8.0.0/16, via: 10.0.0.9, metric: 0}\n";

/* A route of the first stanza would be refused where its router is reached by the second address. */
static void one_stanza_for_each_address_of_bookworm(void **state)
{
	(void)state;
	render_host("bookworm", several);
	assert_no_loss();
	assert_string_equal(stanza("eth0 inet static", 0), "auto eth0\n"
							   "iface eth0 inet static\n"
							   "\taddress 10.0.0.2/24\n");
	assert_string_equal(stanza("eth0 inet static", 1),
			    "iface eth0 inet static\n"
			    "\taddress 10.0.1.2/26\n"
			    "\tgateway 10.0.1.1\n"
			    "\tup ip route add 10.9.0.0/16 via 10.0.1.9 metric 5 dev eth0\n"
			    "\tup ip route add 10.8.0.0/16 via 10.0.0.9 metric 0 dev eth0\n");
	assert_string_equal(stanza("eth0 inet6 static", 0), "iface eth0 inet6 static\n"
							    "\taddress 2001:db8::2/64\n");
	assert_string_equal(stanza("eth0 inet6 static", 1),
			    "iface eth0 inet6 static\n"
			    "\taddress 2001:db8:1::2/64\n"
			    "\tgateway 2001:db8:1::1\n"
			    "\tup ip -6 route add 2001:db8:9::/48 via 2001:db8::9 dev eth0\n");
	assert_string_equal(stanza("eth0 inet static", 2), "");
}

/* ifupdown 0.6 refuses a second stanza of a family, knows no prefix, and adds the router's route at once. */
static void one_stanza_for_each_family_of_squeeze(void **state)
{
	(void)state;
	render_host("squeeze", several);
	assert_no_loss();
	assert_string_equal(stanza("eth0 inet static", 0),
			    "auto eth0\n"
			    "iface eth0 inet static\n"
			    "\taddress 10.0.1.2\n"
			    "\tnetmask 255.255.255.192\n"
			    "\tgateway 10.0.1.1\n"
			    "\tup ip addr add 10.0.0.2/24 brd + dev eth0\n"
			    "\tup ip route add 10.9.0.0/16 via 10.0.1.9 metric 5 dev eth0\n"
			    "\tup ip route add 10.8.0.0/16 via 10.0.0.9 metric 0 dev eth0\n");
	assert_string_equal(stanza("eth0 inet6 static", 0),
			    "iface eth0 inet6 static\n"
			    "\taddress 2001:db8:1::2\n"
			    "\tnetmask 64\n"
			    "\tgateway 2001:db8:1::1\n"
			    "\tup ip addr add 2001:db8::2/64 dev eth0\n"
			    "\tup ip -6 route add 2001:db8:9::/48 via 2001:db8::9 dev eth0\n");
	assert_string_equal(stanza("eth0 inet static", 1), "");
	assert_string_equal(stanza("eth0 inet6 static", 1), "");
}

static void a_router_that_no_address_reaches(void **state)
{
	static const char yaml[] =
		"nics: [{name: eth0, addresses: [10.0.0.2/32, \"2001:db8::2/128\"], gateway: 10.0.0.1,\n"
		"        gateway6: \"fe80::1\"}]\n";

	(void)state;
	render_host("squeeze", yaml);
	assert_no_loss();
	assert_has(stanza("eth0 inet static", 0), "\tup ip route replace default via 10.0.0.1 dev eth0 onlink\n");
	assert_lacks(stanza("eth0 inet static", 0), "gateway");
	assert_has(stanza("eth0 inet6 static", 0),
		   "\tgateway fe80::1\n"); /* 0.6.7 gives `route` the interface too */
	render_host("bookworm", yaml);
	assert_has(stanza("eth0 inet static", 0), "\tgateway 10.0.0.1\n"); /* 0.8 adds it onlink */
}

static void dhcp_takes_neither_mtu_nor_gateway(void **state)
{
	static const char yaml[] = "nics: [{name: eth0, dhcp: true, mtu: 1400, gateway: 10.0.0.1,\n"
				   "        mac_address: \"02:00:00:00:00:01\"}]\n";

	(void)state;
	render_host("bookworm", yaml);
	assert_no_loss();
	assert_string_equal(stanza("eth0 inet dhcp", 0),
			    "auto eth0\n"
			    "iface eth0 inet dhcp\n"
			    "\thwaddress 02:00:00:00:00:01\n"
			    "\tup ip link set dev eth0 mtu 1400\n"
			    "\tup ip route replace default via 10.0.0.1 dev eth0 onlink\n");
	render_host("squeeze", yaml);
	assert_no_loss();
	assert_string_equal(stanza("eth0 inet dhcp", 0),
			    "auto eth0\n"
			    "iface eth0 inet dhcp\n"
			    "\thwaddress ether 02:00:00:00:00:01\n"
			    "\tup ip link set dev eth0 mtu 1400\n"
			    "\tup ip route replace default via 10.0.0.1 dev eth0 onlink\n");
}

static void an_address_besides_dhcp(void **state)
{
	static const char yaml[] =
		"nics: [{name: eth0, dhcp: true, addresses: [10.0.0.2/24], gateway: 10.0.0.1}]\n";

	(void)state;
	render_host("bookworm", yaml);
	assert_string_equal(stanza("eth0 inet dhcp", 0), "auto eth0\niface eth0 inet dhcp\n");
	assert_string_equal(stanza("eth0 inet static", 0),
			    "iface eth0 inet static\n\taddress 10.0.0.2/24\n\tgateway 10.0.0.1\n");
	render_host("squeeze", yaml);
	assert_string_equal(stanza("eth0 inet dhcp", 0),
			    "auto eth0\niface eth0 inet dhcp\n"
			    "\tup ip addr add 10.0.0.2/24 brd + dev eth0\n"
			    "\tup ip route replace default via 10.0.0.1 dev eth0 onlink\n");
}

/* The `mtu` of an inet6 stanza raises that of the link but does not lower it: inet6.defn of 0.8.41. */
static void the_mtu_stands_in_the_inet_stanza_of_an_ipv6_host(void **state)
{
	static const char yaml[] = "nics: [{name: eth0, addresses: [\"2001:db8::2/64\"], mtu: 1400}]\n";

	(void)state;
	render_host("bookworm", yaml);
	assert_string_equal(stanza("eth0 inet manual", 0), "auto eth0\niface eth0 inet manual\n\tmtu 1400\n");
	assert_string_equal(stanza("eth0 inet6 static", 0),
			    "iface eth0 inet6 static\n\taddress 2001:db8::2/64\n");
	render_host("squeeze", yaml);
	assert_string_equal(stanza("eth0 inet manual", 0), "auto eth0\niface eth0 inet manual\n"
							   "\tup ip link set dev eth0 mtu 1400\n"
							   "\tup ip link set dev eth0 up\n");
}

static void dhcp6_where_there_is_a_method_for_it(void **state)
{
	static const char yaml[] = "nics: [{name: eth0, dhcp6: true, gateway6: \"fe80::1\"}]\n";

	(void)state;
	render_host("bookworm", yaml);
	assert_no_loss();
	assert_string_equal(stanza("eth0 inet6 dhcp", 0),
			    "iface eth0 inet6 dhcp\n"
			    "\tup ip -6 route replace default via fe80::1 dev eth0\n");
	render_host("squeeze", yaml);
	assert_only_loss("LOSS001", "nics[0].dhcp6");
	assert_lacks(interfaces(), "inet6 dhcp");
	assert_lacks(interfaces(), "isc-dhcp-client");
}

/* An error of IP002; only where that is allowed does it come this far. */
static void a_route_over_the_other_family_is_left_out(void **state)
{
	static const char yaml[] = "nics: [{name: eth0, addresses: [10.0.0.2/24],\n"
				   "        routes: [{to: \"2001:db8::/32\", via: 10.0.0.1}]}]\n";

	(void)state;
	render_host("bookworm", yaml);
	assert_no_loss();
	assert_lacks(interfaces(), "2001:db8");
}

static void an_ipv6_route_without_an_address_of_its_own(void **state)
{
	static const char yaml[] =
		"nics: [{name: eth0, routes: [{to: \"2001:db8::/32\", via: \"fe80::1\"}]}]\n";

	(void)state;
	render_host("bookworm", yaml);
	assert_string_equal(stanza("eth0 inet6 manual", 0),
			    "iface eth0 inet6 manual\n"
			    "\tup ip -6 route add 2001:db8::/32 via fe80::1 dev eth0\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_stanza_for_each_address_of_bookworm),
		TEST(one_stanza_for_each_family_of_squeeze),
		TEST(a_router_that_no_address_reaches),
		TEST(dhcp_takes_neither_mtu_nor_gateway),
		TEST(an_address_besides_dhcp),
		TEST(the_mtu_stands_in_the_inet_stanza_of_an_ipv6_host),
		TEST(dhcp6_where_there_is_a_method_for_it),
		TEST(a_route_over_the_other_family_is_left_out),
		TEST(an_ipv6_route_without_an_address_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
