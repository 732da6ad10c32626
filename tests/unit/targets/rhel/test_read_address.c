#include "targets/rhel/files.h"

#define ETH0(lines) NETWORK SCRIPT("eth0") lines

/* ---- IPv4 ---- */

static void netmasks(void **state)
{
	static const struct {
		const char *os, *lines, *address;
	} cases[] = {
		{"rhel6.10", "IPADDR=10.0.0.2\nNETMASK=255.255.255.192\n", "10.0.0.2/26"},
		{"rhel6.10", "IPADDR=10.0.0.2\nPREFIX=26\n", "10.0.0.2/26"},
		{"rhel6.10", "IPADDR=10.0.0.2\nPREFIX=26\nNETMASK=255.255.0.0\n", "10.0.0.2/26"},
		{"rhel5.4", "IPADDR=10.0.0.2\nPREFIX=26\nNETMASK=255.255.0.0\n", "10.0.0.2/26"},
		{"rhel5.4", "IPADDR=10.0.0.2\nPREFIX=26\n",
		 "10.0.0.2/26"}, /* the class for its broadcast alone */
		{"rhel5.4", "IPADDR=172.16.0.2\n", "172.16.0.2/16"},
		{"rhel5.4", "IPADDR=192.168.0.2\n", "192.168.0.2/24"},
		{"rhel5.4", "IPADDR=126.1.0.2\n", "126.1.0.2/8"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		read_host(cases[i].os, arena_printf(arena, ETH0("%s"), cases[i].lines));
		has_line(arena_printf(arena, "addresses: [%s]", cases[i].address));
	}
	read_host("rhel5.4", ETH0("IPADDR=10.0.0.2\nPREFIX=26\n"));
	said("IMP004", "the broadcast address is that of the class, /8");
	read_host("rhel5.4", ETH0("IPADDR=192.168.0.2\nPREFIX=24\n"));
	is_clean();
	read_host("rhel6.10", ETH0("IPADDR=10.0.0.2\nPREFIX=26\nNETMASK=255.255.0.0\n"));
	said("IMP004", "NETMASK is not what PREFIX says");
}

static void what_is_no_netmask(void **state)
{
	(void)state;
	read_host("rhel6.10", ETH0("IPADDR=10.0.0.2\nPREFIX=255.255.255.0\n"));
	said("IMP002", "'255.255.255.0' is no length of a prefix");
	assert_string_equal(find("IMP002", "")->help, "PREFIX=24");
	assert_string_equal(yaml, "");
	read_host("rhel6.10", ETH0("IPADDR=10.0.0.2\nNETMASK=255.255.225.0\n"));
	said("IMP002", "'255.255.225.0' is no netmask");
	read_host("rhel6.10", ETH0("IPADDR=10.0.0.2\nPREFIX=33\n"));
	said("IMP002", "'33'");
	read_host("rhel6.10", ETH0("IPADDR=10.0.0.x\nPREFIX=24\n"));
	assert_string_equal(place_of("IMP002", "10.0.0.x"), "10.0.0.x");
}

/* expand_config: '' 0 1 2.., up to the first gap from 2 on */
static void numbered_addresses(void **state)
{
	(void)state;
	read_host("rhel6.10", ETH0("IPADDR1=10.1.0.2\nPREFIX1=24\nIPADDR=10.0.0.2\nPREFIX=24\n"
				   "IPADDR3=10.3.0.2\nPREFIX3=24\nIPADDR0=10.9.0.2\nPREFIX0=24\n"));
	has_line("addresses: [10.0.0.2/24, 10.9.0.2/24, 10.1.0.2/24]");
	said("IMP011", "IPADDR3 does nothing: ifup stops");
	read_host("rhel5.4", ETH0(STATIC("10.0.0.2") "IPADDR1=10.1.0.2\nNETMASK1=255.255.255.0\n"));
	said("IMP011", "IPADDR1 does nothing");
	has_line("addresses: [10.0.0.2/24]");
	read_host("rhel5.4", ETH0("NETMASK=255.255.255.0\n"));
	said("IMP011", "there is no IPADDR");
}

static void dhcp_and_what_stands_beside_it(void **state)
{
	(void)state;
	read_host("rhel6.10", ETH0("BOOTPROTO=dhcp\n" STATIC("10.0.0.2") "GATEWAY=10.0.0.1\n"));
	has_line("dhcp: true");
	has_no("addresses");
	has_no("gateway");
	said("IMP011", "IPADDR does nothing");
	said("IMP011", "GATEWAY does nothing");
	read_host("rhel6.10", ETH0("BOOTPROTO=bootp\n"));
	has_line("dhcp: true");
	read_host("rhel6.10", ETH0("BOOTPROTO=DHCP\n"));
	has_no("dhcp");
	said("IMP011", "'DHCP' is as good as none");
	read_host("rhel6.10", ETH0("BOOTPROTO=static\n"));
	is_clean();
}

/* ---- routers ---- */

static void routers(void **state)
{
	(void)state;
	read_host("rhel6.10", ETH0(STATIC("10.0.0.2") "GATEWAY=10.0.0.1\n"));
	has_line("gateway: 10.0.0.1");
	read_host("rhel6.10", ETH0(STATIC("10.0.0.2") "GATEWAY=10.0.0.1\nDEFROUTE=no\n"));
	has_no("gateway");
	said("IMP011", "GATEWAY does nothing: DEFROUTE=no");
	read_host("rhel5.4",
		  ETH0(STATIC("10.0.0.2") "GATEWAY=10.0.0.1\nDEFROUTE=no\n")); /* not known there */
	has_line("gateway: 10.0.0.1");
	read_host("rhel6.10", NETWORK "GATEWAYDEV=eth1\n" SCRIPT("eth0")
				      STATIC("10.0.0.2") "GATEWAY=10.0.0.1\n" SCRIPT("eth1")
					      STATIC("10.1.0.2") "GATEWAY=10.1.0.1\n");
	has_line("gateway: 10.1.0.1");
	has_no("gateway: 10.0.0.1");
	said("IMP004", "the router 10.0.0.1 of 'eth0' is not set");
}

static void the_router_of_the_host(void **state)
{
	(void)state;
	read_host("rhel5.4", NETWORK "GATEWAY=10.1.0.1\n" SCRIPT("eth0") STATIC("10.0.0.2") SCRIPT("eth1")
				     STATIC("10.1.0.2"));
	is_clean();
	has_line("  - name: eth1\n    addresses: [10.1.0.2/24]\n    gateway: 10.1.0.1\n");
	has_no("addresses: [10.0.0.2/24]\n    gateway");
	read_host("rhel5.4", NETWORK "GATEWAY=10.7.0.1\n" SCRIPT("eth0") STATIC("10.0.0.2"));
	said("IMP011", "is on the network of no interface");
	read_host("rhel5.4", NETWORK "GATEWAY=10.0.0.x\n" SCRIPT("eth0") STATIC("10.0.0.2"));
	said("IMP002", "10.0.0.x");
}

/* ---- aliases ---- */

static void aliases(void **state)
{
	(void)state;
	read_host(
		"rhel5.4",
		ETH0(STATIC("10.0.0.2")) IFCFG("eth0:1") "DEVICE=eth0:1\nIPADDR=10.0.0.3\n" /* inherited */
		IFCFG("eth0:2") "IPADDR=10.2.0.3\nNETMASK=255.255.0.0\nONPARENT=yes\nNO_ALIASROUTING="
				"yes\n" IFCFG("eth0:3") "DEVICE=eth0:3\nIPADDR=10.3.0.3\nONPARENT=no\n" IFCFG(
					"eth0-range0") "IPADDR_START=10.0.0.100\nIPADDR_END=10.0.0."
						       "102\nCLONENUM_START=5\n");
	has_line("[10.0.0.2/24, 10.0.0.100/24, 10.0.0.101/24, 10.0.0.102/24, 10.0.0.3/24, 10.2.0.3/16]");
	said("IMP003", "ONPARENT");
	read_host(
		"rhel5.4",
		ETH0("") IFCFG(
			"eth0-range0") "IPADDR_START=10.0.0.100\nIPADDR_END=10.0.1.102\nNETMASK=255.0.0.0\n");
	said("IMP002", "no range");
	read_host("rhel5.4", ETH0("") IFCFG("eth7:1") "IPADDR=10.0.0.100\n");
	said("IMP007", "there is no file of 'eth7'");
	read_host("rhel5.4", ETH0(STATIC("10.0.0.2")) IFCFG("eth0:1")
				     STATIC("10.0.0.3") "HWADDR=52:54:00:00:00:01\nMTU=9000\n");
	said("IMP011", "HWADDR does nothing: it means nothing in the file of an alias");
	said("IMP011", "MTU does nothing");
}

/* ---- IPv6 ---- */

static void ipv6(void **state)
{
#define SIX                                                                                                  \
	"IPV6ADDR=2001:db8::2/64\nIPV6ADDR_SECONDARIES=\"2001:db8::3/64 "                                    \
	"2001:db8::4\"\nIPV6_DEFAULTGW=2001:db8::1%eth0\nIPV6_AUTOCONF=no\n"

	(void)state;
	read_host("rhel6.10", ETH0("IPV6INIT=yes\n" SIX));
	is_clean();
	has_line("addresses: [\"2001:db8::2/64\", \"2001:db8::3/64\", \"2001:db8::4/64\"]");
	has_line("gateway6: \"2001:db8::1\"");
	read_host("rhel7.9", ETH0(SIX));
	is_clean();
	has_line("gateway6");
	read_host("rhel6.10", ETH0(SIX));
	said("IMP011", "IPV6ADDR does nothing: IPV6INIT=yes is missing");
	has_no("2001");
	read_host("rhel5.4", ETH0("IPV6INIT=yes\n" SIX));
	said("IMP011", "NETWORKING_IPV6=yes is missing");
	read_host("rhel5.4", NETWORK "NETWORKING_IPV6=yes\n" SCRIPT("eth0") "IPV6INIT=yes\n" SIX);
	is_clean();
	read_host("rhel7.9", ETH0("IPV6INIT=no\n" SIX));
	said("IMP011", "IPV6INIT=no");
	read_host("rhel7.9", ETH0("DHCPV6C=yes\n"));
	has_line("dhcp6: true");
}

/* What routers announce is taken unless IPV6_AUTOCONF=no; a description with a fixed address takes none of it. */
static void autoconf(void **state)
{
	(void)state;
	read_host("rhel6.10", ETH0("IPV6INIT=yes\nIPV6ADDR=2001:db8::2/64\n"));
	said("IMP003", "what routers announce is taken beside the fixed address");
	read_host("rhel7.9", ETH0("IPV6ADDR=2001:db8::2/64\nIPV6_AUTOCONF=yes\n"));
	said("IMP003", "is taken beside the fixed address");
	read_host("rhel7.9", ETH0("IPV6_AUTOCONF=no\n"));
	said("IMP003", "what routers announce is not taken");
	read_host("rhel7.9", ETH0("IPV6_AUTOCONF=yes\n"));
	is_clean();
	read_host("rhel6.10", ETH0("IPV6_AUTOCONF=no\n")); /* ifup-ipv6 does nothing without IPV6INIT=yes */
	is_clean();
	read_host("rhel7.9", ETH0("IPV6ADDR=2001:db8::2/64\nIPV6_AUTOCONF=yes\nDHCPV6C=yes\n"));
	is_clean();
}

static void broadcast(void **state)
{
	(void)state;
	read_host("rhel6.10", ETH0(STATIC("10.0.0.2") "BROADCAST=10.0.0.255\n"));
	is_clean();
	read_host("rhel6.10", ETH0(STATIC("10.0.0.2") "BROADCAST=10.0.0.127\n"));
	said("IMP003", "BROADCAST: a broadcast address that does not follow");
	read_host("rhel6.10", ETH0("IPADDR=172.168.0.1\nBROADCAST=172.168.0.255\n")); /* of a /16 */
	said("IMP003", "BROADCAST: a broadcast address that does not follow");
	read_host("rhel6.10", ETH0("IPADDR1=10.0.0.2\nPREFIX1=31\nBROADCAST1=10.0.0.3\n"));
	said("IMP003", "BROADCAST1");
}

/* ---- routes ---- */

static void routes_in_both_styles(void **state)
{
	(void)state;
	read_host("rhel5.4",
		  ETH0(STATIC("10.0.0.2"))
			  ROUTE("eth0") "ADDRESS0=172.16.0.0\nNETMASK0=255.240.0.0\nGATEWAY0=10.0.0.9\n"
					"ADDRESS2=172.32.0.0\nGATEWAY2=10.0.0.9\n");
	has_line("- {to: 172.16.0.0/12, via: 10.0.0.9}");
	has_no("172.32");
	said("IMP011", "ADDRESS2 does nothing: there is no ADDRESS1");
	read_host("rhel5.4",
		  ETH0(STATIC("10.0.0.2")) ROUTE(
			  "eth0") "# old office\n172.16.0.0/12 via 10.0.0.9 dev eth0 metric 5\n"
				  "\n192.0.2.7 via 10.0.0.9\nto 198.51.100.0/255.255.255.0 via 10.0.0.9\n");
	is_clean();
	has_line("- {to: 172.16.0.0/12, via: 10.0.0.9, metric: 5}");
	has_line("- {to: 192.0.2.7/32, via: 10.0.0.9}");
	has_line("- {to: 198.51.100.0/24, via: 10.0.0.9}");
	has_line("# old office");
	read_host("rhel5.4",
		  ETH0(STATIC("10.0.0.2"))
			  ROUTE("eth0") "default via 10.0.0.1\n172.16.0.0/12 dev eth0\n"
					"172.16.0.0/12 via 10.0.0.9 table 7\n172.16.0.0/12 via (null)\n");
	has_no("routes");
	said("IMP003", "without a router");
	said("IMP003", "'table'");
	assert_string_equal(place_of("IMP002", "(null)"), "(null)");
}

static void routes_that_nobody_sets(void **state)
{
	(void)state;
	read_host("rhel5.4", ETH0(STATIC("10.0.0.2")) ROUTE("eth9") "172.16.0.0/12 via 10.0.0.9\n");
	said("IMP007", "nothing brings such an interface up");
	read_host("rhel4.9", ETH0(STATIC("10.0.0.2")) ROUTE6("eth0") "2001:db8:1::/48 via 2001:db8::1\n");
	said("IMP007", "of this release does not read it");
	read_host("rhel5.4", ETH0(STATIC("10.0.0.2")) ROUTE6("eth0") "2001:db8:1::/48 via 2001:db8::1\n");
	has_line("- {to: \"2001:db8:1::/48\", via: \"2001:db8::1\"}");
	/* ifup-routes gets the name of the file as well */
	read_host("rhel5.4", NETWORK IFCFG("lan") "DEVICE=eth0\n" STATIC("10.0.0.2")
				     ROUTE("lan") "172.16.0.0/12 via 10.0.0.9\n");
	has_line("- {to: 172.16.0.0/12, via: 10.0.0.9}");
}

/* ---- name servers ---- */

static void name_servers(void **state)
{
	(void)state;
	read_host(
		"rhel6.10",
		ETH0(STATIC(
			"10.0.0.2") "DNS1=10.0.0.53\nDNS2=10.0.0.54\nDOMAIN=\"example.com example.org\"\n"));
	is_clean();
	has_line("dns: {servers: [10.0.0.53, 10.0.0.54], search: [example.com, example.org]}");
	read_host("rhel6.10", ETH0(STATIC("10.0.0.2") "DNS1=10.0.0.53\nPEERDNS=no\nDOMAIN=example.com\n"));
	has_no("dns");
	said("IMP011", "DNS1 does nothing: PEERDNS=no");
	said("IMP011", "DOMAIN does nothing");
	read_host("rhel6.10", ETH0("BOOTPROTO=dhcp\nDNS1=10.0.0.53\nPEERDNS=no\nRESOLV_MODS=yes\n"));
	is_clean();
	has_line("servers: [10.0.0.53]");
	read_host("rhel6.10", ETH0(STATIC("10.0.0.2") "DNS=10.0.0.53\n"));
	said("IMP011", "DNS does nothing");
	read_host("rhel6.10", ETH0("BOOTPROTO=dhcp\nPEERDNS=no\n"));
	said("IMP003", "PEERDNS");
	read_host("rhel6.10", ETH0(STATIC("10.0.0.2") "DNS1=10.0.0.53\n") SCRIPT("eth1")
				      STATIC("10.1.0.2") "DNS1=10.1.0.53\n");
	said("IMP004", "other name servers than those of 'eth0'");
	has_line("servers: [10.1.0.53]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(netmasks),
		TEST(what_is_no_netmask),
		TEST(numbered_addresses),
		TEST(dhcp_and_what_stands_beside_it),
		TEST(routers),
		TEST(the_router_of_the_host),
		TEST(aliases),
		TEST(ipv6),
		TEST(autoconf),
		TEST(broadcast),
		TEST(routes_in_both_styles),
		TEST(routes_that_nobody_sets),
		TEST(name_servers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
