/* What addresses, routers and routes of records are read as. */
#include "records.h"

static void static_or_by_dhcp(void **state)
{
	static const char *const fixed[] = {"true", "1", "\"true\"", "\"On\"", "\"y\"", "\"YES\"", "\"1\""};
	static const char *const dhcp[] = {"false", "0", "\"\"", "null", "\"~\"", "\"no\"", "\"False\""};

	(void)state;
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++) {
		read_record("cobbler:rhel7",
			    arena_printf(arena, RECORD("\"eth0\": {\"static\": %s" ADDRESS "}"), fixed[i]));
		yes("addresses: [10.0.0.2/24]");
		no("dhcp");
		clean();
	}
	for (size_t i = 0; i < sizeof(dhcp) / sizeof(*dhcp); i++) {
		read_record("cobbler:rhel7",
			    arena_printf(arena, RECORD("\"eth0\": {\"static\": %s" ADDRESS "}"), dhcp[i]));
		yes("dhcp: true");
		no("addresses");
		says("IMP011", "ip_address does nothing: 'static' is false");
		says("IMP011", "netmask does nothing");
		clean();
	}
	read_record("cobbler:rhel7", RECORD("\"eth0\": {\"static\": \"perhaps\"}"));
	points_at(said("IMP002", "'perhaps' of 'static' is neither true nor false"), "perhaps", 4);
}

static void netmasks(void **state)
{
	static const char *const none[] = {
		"24", "/24", "255.255.255", "255.255.255.00", "255.255.255.1",
		"0.255.0.0", "ffff:ff00::", "255.255.255.0 "};

	(void)state;
	read_record("cobbler:rhel7", RECORD(IFACE("eth0", ", \"ip_address\": \"10.0.0.2\"")));
	yes("addresses: [10.0.0.2/24]");
	points_at(said("COB001", "255.255.255.0"), "10.0.0.2", 4);
	assert_string_equal(
		said("COB001", "")->help,
		"cobbler system edit --name=vm1.example.com --interface=eth0 --netmask=255.255.255.0");
	/* of an alias, which is an interface to Cobbler */
	read_record("cobbler:rhel7",
		    RECORD(IFACE("eth0", ADDRESS) ",\n" IFACE("eth0:1", ", \"ip_address\": \"10.0.1.2\"")));
	assert_non_null(strstr(said("COB001", "")->help, "--interface=eth0:1 "));
	/* what ifup of Debian makes of it, no record tells */
	read_record("cobbler:bookworm", RECORD(IFACE("eth0", ", \"ip_address\": \"10.0.0.2\"")));
	says("IMP002", "no netmask for '10.0.0.2'");
	assert_string_equal(yaml, "");
	read_record("cobbler:rhel7",
		    RECORD(IFACE("eth0", ", \"ip_address\": \"10.0.0.2\", \"netmask\": \"255.0.255.0\"")));
	points_at(said("IMP002", "'255.0.255.0' is no netmask"), "255.0.255.0", 4);
	read_record("cobbler:rhel7", RECORD(IFACE("eth0", ", \"netmask\": \"255.255.255.0\"")));
	says("IMP011", "netmask does nothing: 'eth0' has no ip_address");
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		read_record("cobbler:rhel7",
			    arena_printf(arena, RECORD(IFACE("eth0", ", \"ip_address\": \"10.0.0.2\", "
							     "\"netmask\": \"%s\"")), none[i]));
		says("IMP002", "is no netmask");
	}
	read_record("cobbler:rhel7",
		    RECORD(IFACE("eth0", ", \"ip_address\": \"10.0.0.300\", \"netmask\": \"255.0.0.0\"")));
	points_at(said("IMP002", ""), "10.0.0.300", 4);
}

static void slaves_have_no_address(void **state)
{
	(void)state;
	read_record("cobbler:rhel7",
		    RECORD(IFACE("eth0",
				 TYPED("bridge_slave") OF("br0") ADDRESS
				 ", \"if_gateway\": \"10.0.0.1\"") ",\n"
			   IFACE("br0", TYPED("bridge"))));
	no("addresses");
	no("gateway");
	says("IMP011", "ip_address does nothing: a slave gets no address");
	says("IMP011", "if_gateway does nothing");
}

static void ipv6(void **state)
{
	(void)state;
	read_record("cobbler:rhel7",
		    RECORD(IFACE("eth0", ", \"ipv6_address\": \"2001:db8::2\", \"ipv6_secondaries\": "
					 "\"2001:db8::3 2001:db8::4/96\", "
					 "\"ipv6_mtu\": 1400, \"ipv6_default_gateway\": \"fe80::1\"")));
	yes("addresses: [\"2001:db8::2/64\", \"2001:db8::3/64\", \"2001:db8::4/96\"]");
	yes("gateway6: \"fe80::1\"");
	says("IMP008", "no ipv6_prefix for '2001:db8::2': 64");
	points_at(said("IMP008", "'2001:db8::3'"), "2001:db8::3", 4);
	points_at(said("IMP003", "MTU of IPv6"), "1400", 4);
	read_record("cobbler:rhel7",
		    SYSTEM("\"ipv6_autoconfiguration\": true, \"ipv6_default_device\": \"eth0\",",
			   IFACE("eth0", ADDRESS)));
	says("IMP003", "addresses that routers announce");
	says("IMP003", "ipv6_default_device");
	read_record("cobbler:rhel7",
		    SYSTEM("\"ipv6_autoconfiguration\": false, \"ipv6_default_device\": \"\",",
			   IFACE("eth0", ADDRESS)));
	clean();
}

static void gateways(void **state)
{
	(void)state;
	read_record("cobbler:rhel7",
		    SYSTEM("\"gateway\": \"10.0.0.1\",", IFACE("eth0", ADDRESS) ",\n" IFACE("eth1", "")));
	yes("- name: eth0\n    addresses: [10.0.0.2/24]\n    gateway: 10.0.0.1\n");
	read_record("cobbler:rhel7", SYSTEM("\"gateway\": \"10.9.0.1\",", IFACE("eth0", ADDRESS)));
	no("gateway");
	points_at(said("IMP011", "10.9.0.1 is on the network of no interface"), "10.9.0.1", 3);
	read_record("cobbler:rhel7", SYSTEM("\"gateway\": \"10.0.0.1\",",
					    IFACE("eth0", ADDRESS ", \"if_gateway\": \"10.0.0.9\"")));
	yes("gateway: 10.0.0.9\n");
	read_record("cobbler:rhel7", SYSTEM("\"gateway\": \"router\",", IFACE("eth0", ADDRESS)));
	says("IMP002", "'router' is no address");
	read_record("cobbler:rhel7", SYSTEM("\"gateway\": [\"10.0.0.1\"],", IFACE("eth0", ADDRESS)));
	says("IMP002", "'gateway' is a list");
}

static void routes(void **state)
{
	(void)state;
	read_record("cobbler:rhel7",
		    RECORD(IFACE("eth0",
				 ADDRESS ", \"static_routes\": \"10.1.0.0/16:10.0.0.9  10.5.0.1:10.0.0.8\", "
					 "\"ipv6_static_routes\": [\"2001:db8:9::/48,2001:db8::9\"]")));
	yes("- {to: 10.1.0.0/16, via: 10.0.0.9}\n");
	yes("- {to: 10.5.0.1/32, via: 10.0.0.8}\n");
	yes("- {to: \"2001:db8:9::/48\", via: \"2001:db8::9\"}\n");
	points_at(said("IMP008", "the route to 10.5.0.1"), "10.5.0.1", 4);
	read_record("cobbler:rhel7",
		    RECORD(IFACE("eth0", ADDRESS ", \"static_routes\": [\"10.1.0.0/16 10.0.0.9\"]")));
	points_at(said("IMP002", "is no route"), "10.1.0.0/16 10.0.0.9", 4);
	read_record("cobbler:rhel7",
		    RECORD(IFACE("eth0", ADDRESS ", \"static_routes\": [[\"10.1.0.0/16:10.0.0.9\"]]")));
	says("IMP002", "'static_routes' is a list of texts");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(static_or_by_dhcp),
		TEST(netmasks),
		TEST(slaves_have_no_address),
		TEST(ipv6),
		TEST(gateways),
		TEST(routes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
