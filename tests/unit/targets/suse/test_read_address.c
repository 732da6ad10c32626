/* Addresses and how they are come by, MTU and LLADDR. */
#include "reads.h"

#define ETH0 FILE_("ifcfg-eth0") AUTO

static void prefix_lengths(void **state)
{
	(void)state;
	read_files("sles11", ETH0
		   "IPADDR='10.0.0.1'\nNETMASK='255.255.255.192'\nIPADDR_1='10.0.1.1'\nPREFIXLEN_1='25'\n"
		   "IPADDR6='2001:db8::1/64'\n");
	yes("addresses: [10.0.0.1/26, \"2001:db8::1/64\", 10.0.1.1/25]");
	assert_true(clean());
}

static void no_prefix_length(void **state)
{
	(void)state;
	read_files("sles11", ETH0 "IPADDR='10.0.0.1'\nIPADDR_1='2001:db8::1'\nNETMASK_1='255.255.255.0'\n");
	yes("addresses: [10.0.0.1/32, \"2001:db8::1/128\"]");
	says("IMP008", "no prefix length for 10.0.0.1");
	says("IMP011", "NETMASK_1 does nothing");
}

static void lengths_said_twice(void **state)
{
	(void)state;
	read_files("sles11",
		   ETH0 "IPADDR='10.0.0.1/24'\nNETMASK='255.255.0.0'\nIPADDR_A='10.0.1.1'\nPREFIXLEN_A=24\n"
			"NETMASK_A=255.255.255.0\n");
	yes("addresses: [10.0.0.1/24, 10.0.1.1/24]");
	says("IMP004", "NETMASK contradicts IPADDR, which counts");
	points_at(said("IMP004", "NETMASK"), "'255.255.0.0'", 3);
	says("IMP011", "NETMASK_A does nothing: PREFIXLEN_A has its prefix length already");
}

static void masks_that_are_none(void **state)
{
	(void)state;
	read_files("sles11", ETH0 "IPADDR='10.0.0.1'\nNETMASK='255.0.255.0'\n");
	says("IMP002", "'255.0.255.0' is not a netmask");
	points_at(said("IMP002", "netmask"), "'255.0.255.0'", 3);
	assert_string_equal(yaml, "");
	read_files("sles11", ETH0 "IPADDR='10.0.0.1'\nPREFIXLEN='33'\n");
	says("IMP002", "'33' is not a prefix length");
	read_files("sles11", ETH0 "IPADDR='10.0.0.999/24'\n");
	says("IMP002", "10.0.0.999/24");
}

static void unset_by_yast(void **state)
{
	(void)state;
	read_files("sles12", ETH0
		   "BOOTPROTO='dhcp4'\nIPADDR='0.0.0.0/32'\nNETMASK=''\nBROADCAST=''\nMTU=''\nNETWORK=''\n"
		   "REMOTE_IPADDR=''\nETHTOOL_OPTIONS=''\nLLADDR=''\nUSERCONTROL='no'\nNAME='82540EM'\n");
	no("addresses");
	yes("dhcp: true");
	no("dhcp6");
	assert_true(clean());
}

static void what_belongs_to_an_address(void **state)
{
	(void)state;
	read_files("sles11", ETH0 "IPADDR='10.0.0.1/24'\nBROADCAST='10.0.0.255'\n");
	says_not("IMP003", "BROADCAST");
	read_files("sles11", ETH0
		   "IPADDR='10.0.0.1/24'\nBROADCAST='10.0.255.255'\nLABEL_1='x'\nREMOTE_IPADDR='10.0.0.2'\n");
	says("IMP003", "BROADCAST has no place");
	says("IMP003", "REMOTE_IPADDR has no place");
	says("IMP011", "LABEL_1 does nothing: there is no IPADDR_1");
}

static void the_same_twice(void **state)
{
	(void)state;
	read_files("sles12", ETH0 "IPADDR='10.0.0.1/24'\nIPADDR_x='10.0.0.1'\nPREFIXLEN_x=24\n");
	yes("addresses: [10.0.0.1/24]\n");
	says("IMP011", "IPADDR_x does nothing: 10.0.0.1/24 is set already");
}

static void labels(void **state)
{
	(void)state;
	read_files("sles12",
		   ETH0 "IPADDR_0='10.0.0.1/24'\nLABEL_0='0'\nIPADDR_1='10.0.1.1/24'\nLABEL_1='eth0:1'\n");
	says("IMP011", "LABEL_0 does nothing");
	says("IMP003", "LABEL_1 has no place");
	read_files("sles11", ETH0 "IPADDR_0='10.0.0.1/24'\nLABEL_0='0'\n");
	says("IMP003", "LABEL_0 has no place");
}

/* ---- BOOTPROTO ---- */

static void dhcp_of_both_families(void **state)
{
	(void)state;
	read_files("sles11", ETH0 "BOOTPROTO='dhcp'\nIPADDR='10.0.0.1/24'\n");
	yes("addresses: [10.0.0.1/24]\n    dhcp: true\n    dhcp6: true\n");
	read_files("sles10", ETH0 "BOOTPROTO='DHCP'\n");
	yes("dhcp: true\n");
	no("dhcp6");
	read_files("sles12", ETH0 "BOOTPROTO='dhcp6'\n");
	yes("dhcp6: true\n");
	no("dhcp:");
	read_files("sles10", ETH0 "BOOTPROTO='dhcp4'\n");
	says("IMP011", "knows no 'dhcp4'");
	no("dhcp:");
	read_files("sles11", ETH0 "BOOTPROTO='dhcp+autoip'\n");
	says("IMP003", "'autoip' of BOOTPROTO has no place");
	yes("dhcp: true");
}

/* 0.70 does not know none, and sets the addresses. */
static void none(void **state)
{
	const char *files = ETH0 "BOOTPROTO='none'\nIPADDR='10.0.0.1/24'\nMTU='9000'\n";

	(void)state;
	read_files("sles10", files);
	yes("addresses: [10.0.0.1/24]\n    mtu: 9000\n");
	assert_true(clean());
	read_files("sles11", files);
	no("addresses");
	no("mtu");
	says("IMP011", "IPADDR does nothing: with BOOTPROTO none");
	says("IMP011", "MTU does nothing: with BOOTPROTO none");
	read_files("sles12", files);
	no("addresses");
	yes("mtu: 9000");
}

/* wicked gives slaves and ports no addresses, ifup does. */
static void slaves(void **state)
{
	const char *files = ETH0
		"BOOTPROTO='dhcp4'\nIPADDR='10.0.0.1/24'\nLLADDR='02:00:00:00:00:01'\n\n" FILE_("ifcfg-bond0")
			AUTO
		"BONDING_MASTER='yes'\nBONDING_SLAVE0='eth0'\nBONDING_MODULE_OPTS='mode=1 miimon=100'\n";

	(void)state;
	read_files("sles11", files);
	yes("addresses: [10.0.0.1/24]\n    dhcp: true\n    mac_address: \"02:00:00:00:00:01\"\n");
	read_files("sles12", files);
	no("addresses");
	no("dhcp");
	says("IMP011", "IPADDR does nothing: slaves and ports");
	says("IMP011", "BOOTPROTO does nothing: slaves and ports");
	yes("mac_address: \"02:00:00:00:00:01\"\n");
}

/* ---- keys ---- */

static void keys_that_nobody_reads(void **state)
{
	(void)state;
	read_files("sles11", ETH0 "GATEWAY='10.0.0.254'\nVLAN_ID='5'\n");
	says("IMP011", "GATEWAY does nothing: neither the scripts");
	says("IMP011", "VLAN_ID does nothing: 'eth0' is no VLAN");
	no("gateway");
}

static void keys_that_are_lost(void **state)
{
	(void)state;
	read_files("sles11", ETH0
		   "ETHTOOL_OPTIONS='speed 100'\nPOST_UP_SCRIPT='tune'\nDHCLIENT_SET_DEFAULT_ROUTE='yes'\n"
		   "DHCLIENT_TIMEOUT='5'\nUSERCONTROL='yes'\n");
	says("IMP003", "ETHTOOL_OPTIONS");
	says("IMP003", "POST_UP_SCRIPT");
	says("IMP003", "DHCLIENT_TIMEOUT");
	says("IMP003", "USERCONTROL");
	says_not("IMP003", "DHCLIENT_SET_DEFAULT_ROUTE");
	assert_int_equal(said("IMP003", "ETHTOOL_OPTIONS")->severity, ERROR);
}

static void set_twice(void **state)
{
	(void)state;
	read_files("sles11", ETH0 "MTU='1500'\nMTU='9000'\n");
	says("IMP004", "MTU is set 2 times, and differently");
	points_at(said("IMP004", "MTU"), "'1500'", 2);
	yes("mtu: 9000");
}

static void values_of_a_shell(void **state)
{
	(void)state;
	read_files("sles11", ETH0 "IPADDR=\"$IP/24\"\nNAME=\"`uname`\"\nGATEWAY=$GW\n");
	says("IMP005", "IPADDR: '$IP'");
	says_not("IMP005", "NAME");
	says_not("IMP005", "GATEWAY");
	says("IMP011", "GATEWAY does nothing");
	assert_string_equal(yaml, "");
}

static void bytes(void **state)
{
	static const char nul[] = ETH0 "NAME='a\0b'\n";

	(void)state;
	read_files("sles11", FILE_("ifcfg-eth0") "STARTMODE=auto\r\nMTU=9000\r\n");
	says("IMP009", "carriage return");
	read_files_of_length("sles11", nul, sizeof(nul) - 1);
	says("IMP009", "NUL");
	/* Latin-1, and no newline at the end */
	read_files("sles11", FILE_("ifcfg-eth0") "# B\xfcro\n" AUTO "MTU=9000");
	yes("mtu: 9000");
	yes("# B");
}

static void comments(void **state)
{
	(void)state;
	read_files("sles11", ETH0 "# the old gateway\n#GATEWAY=10.0.0.1\nMTU=9000\n# end\n");
	yes("# the old gateway\n");
	yes("# GATEWAY=10.0.0.1\n");
	yes("# end\n");
}

/* ---- config ---- */

static void name_servers(void **state)
{
	const char *files = FILE_("ifcfg-eth0") AUTO
		"\n" FILE_("config") "NETCONFIG_DNS_POLICY='auto'\n"
				     "NETCONFIG_DNS_STATIC_SERVERS='10.0.0.53 "
				     "10.0.0.54'\nNETCONFIG_DNS_STATIC_SEARCHLIST='example.com'\n"
				     "DEFAULT_BROADCAST='+'\nFIREWALL=yes\nNETCONFIG_NTP_POLICY=auto\n";

	(void)state;
	read_files("sles11", files);
	yes("servers: [10.0.0.53, 10.0.0.54]");
	yes("search: [example.com]");
	assert_true(clean());
	read_files("sles10", files);
	says("IMP011", "NETCONFIG_DNS_STATIC_SERVERS does nothing");
	no("servers");
	read_files("sles11", FILE_("ifcfg-eth0") AUTO
		   "\n" FILE_("config") "NETCONFIG_DNS_POLICY=''\nNETCONFIG_DNS_STATIC_SERVERS="
					"'10.0.0.53'\nNETWORKMANAGER=yes\n");
	says("IMP011", "NETCONFIG_DNS_STATIC_SERVERS does nothing");
	says("IMP003", "NETWORKMANAGER has no place");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(prefix_lengths),
		TEST(no_prefix_length),
		TEST(lengths_said_twice),
		TEST(masks_that_are_none),
		TEST(unset_by_yast),
		TEST(what_belongs_to_an_address),
		TEST(the_same_twice),
		TEST(labels),
		TEST(dhcp_of_both_families),
		TEST(none),
		TEST(slaves),
		TEST(keys_that_nobody_reads),
		TEST(keys_that_are_lost),
		TEST(set_twice),
		TEST(values_of_a_shell),
		TEST(bytes),
		TEST(comments),
		TEST(name_servers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
