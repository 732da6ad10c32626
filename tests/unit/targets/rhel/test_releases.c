/* What the releases around RHEL 6 do otherwise: options, addresses, bridges, order, files of the host. */
#include "targets/host.h"

#define NICS "nics: [{name: eth0}, {name: eth1}]\n"

/* ---- bonds ---- */

#define ARP                                                                                                  \
	NICS "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, arp_interval: 200, primary: eth1,\n"      \
	     "         arp_ip_target: [10.0.0.10, 10.0.0.1]}]\n"

/* 8.45.18 reads lists; before, what follows the last '=' is written as it is */
static void targets_one_by_one_before_5_2(void **state)
{
	(void)state;
	render_host("rhel5.1", ARP);
	assert_no_loss();
	assert_line(ifcfg("bond0"), "BONDING_OPTS=\"mode=active-backup arp_ip_target=+10.0.0.1 "
				    "arp_ip_target=+10.0.0.10 arp_interval=200 primary=eth1\"");
	render_host("rhel5.2", ARP);
	assert_no_loss();
	assert_line(ifcfg("bond0"), "BONDING_OPTS=\"mode=active-backup arp_ip_target=10.0.0.1,10.0.0.10 "
				    "arp_interval=200 primary=eth1\"");
}

static void the_first_release_sets_no_primary(void **state)
{
	(void)state;
	render_host("rhel5.0", ARP);
	assert_only_loss("LOSS001", "bonds[0].primary");
	assert_has(findings.v[0]->help, "options bonding mode=active-backup primary=eth1");
	assert_lacks(ifcfg("bond0"), "primary=");
	render_host("rhel5.0",
		    NICS "bonds: [{name: bond0, slaves: [eth0], mode: 1, miimon: 100, primary: eth9}]\n");
	assert_no_loss(); /* nor is there one to be set */
}

/* None but 0 and 1 before there was `follow`, and no words */
static void fail_over_mac_was_a_number(void **state)
{
	const char *yaml = NICS "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 100, "
				"fail_over_mac: active}]\n";

	(void)state;
	render_host("rhel5.11", yaml);
	assert_line(ifcfg("bond0"), "BONDING_OPTS=\"mode=active-backup miimon=100 fail_over_mac=1\"");
	render_host("rhel6.0", yaml);
	assert_line(ifcfg("bond0"), "BONDING_OPTS=\"mode=active-backup miimon=100 fail_over_mac=active\"");
}

/* ---- addresses ---- */

static void further_addresses_are_aliases(void **state)
{
	static const char *const releases[] = {"rhel4", "rhel5.11"};

	(void)state;
	for (size_t k = 0; k < 2; k++) {
		render_host(releases[k],
			    "nics: [{name: eth0, addresses: [10.0.0.5/26, 10.0.0.50/26, 10.0.1.5/24]}]\n");
		assert_no_loss();
		assert_line(ifcfg("eth0"), "NETMASK=255.255.255.192");
		assert_no_key(ifcfg("eth0"), "IPADDR1");
		assert_line(ifcfg("eth0:2"), "IPADDR=10.0.1.5");
		assert_line(ifcfg("eth0:2"), "NETMASK=255.255.255.0");
		assert_no_key(ifcfg("eth0"), "NM_CONTROLLED");
		assert_no_key(ifcfg("eth0:2"), "NM_CONTROLLED");
	}
}

#define ROUTES                                                                                               \
	"nics: [{name: eth0, addresses: [10.0.0.5/24, \"2001:db8::5/64\"], routes: [\n"                      \
	"  {to: 192.0.2.0/24, via: 10.0.0.1}, {to: \"2001:db8:2::/48\", via: \"2001:db8::1\"}]}]\n"

static void ipv6_routes_from_rhel5_on(void **state)
{
	(void)state;
	render_host("rhel4", ROUTES);
	assert_only_loss("LOSS001", "nics[0].routes[1]");
	assert_has(findings.v[0]->help, "eth0 2001:db8:2::/48 2001:db8::1");
	assert_line(text_of(SCRIPTS "route-eth0"), "192.0.2.0/24 via 10.0.0.1 dev eth0");
	assert_string_equal(text_of(SCRIPTS "route6-eth0"), "");
	assert_line(text_of("etc/sysconfig/network.fragment"), "NETWORKING_IPV6=yes");
	render_host("rhel5.0", ROUTES);
	assert_no_loss();
	assert_line(text_of(SCRIPTS "route6-eth0"), "2001:db8:2::/48 via 2001:db8::1 dev eth0");
}

/* ifup-eth of RHEL 5 goes on to ifup-post where there is no IPv4, before it comes to dhcp6c */
static void dhcpv6_by_release(void **state)
{
	const char *alone = "nics: [{name: eth0, dhcp6: true}]\n",
		   *beside = "nics: [{name: eth0, dhcp6: true, addresses: [10.0.0.5/24]}]\n";

	(void)state;
	render_host("rhel4", beside);
	assert_only_loss("LOSS001", "nics[0].dhcp6");
	assert_no_key(ifcfg("eth0"), "DHCPV6C");
	render_host("rhel5.11", alone);
	assert_only_loss("LOSS001", "nics[0].dhcp6");
	render_host("rhel5.11", beside);
	assert_no_loss();
	assert_line(ifcfg("eth0"), "DHCPV6C=yes");
	render_host("rhel5.11", "nics: [{name: eth0, dhcp6: true, dhcp: true}]\n");
	assert_no_loss();
	render_host("rhel6.0", alone);
	assert_no_loss();
}

static void three_name_servers_from_rhel7_on(void **state)
{
	const char *yaml = "nics: [{name: eth0, addresses: [10.0.0.5/24]}]\n"
			   "dns: {servers: [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4]}\n";

	(void)state;
	render_host("rhel5.11", yaml);
	assert_loss("LOSS001", "dns.servers[2]");
	assert_no_key(ifcfg("eth0"), "DNS3");
	render_host("rhel7.9", yaml);
	assert_only_loss("LOSS001", "dns.servers[3]");
	assert_line(ifcfg("eth0"), "DNS3=10.0.0.3");
}

/* ---- bridges ---- */

#define BRIDGE(fields) "nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0], " fields "}]\n"

/* `ip link` counts in hundredths; with STP, ifup-eth makes a pause of twice DELAY in seconds */
static void rhel8_counts_in_hundredths(void **state)
{
	(void)state;
	render_host("rhel8", BRIDGE("ageing: 60, priority: 4096, forward_delay: 4"));
	assert_no_loss();
	assert_line(ifcfg("br0"), "DELAY=400");
	assert_line(ifcfg("br0"), "AGEING=6000");
	assert_line(ifcfg("br0"), "PRIO=4096");
	assert_no_key(ifcfg("br0"), "BRIDGING_OPTS");
	render_host("rhel8", BRIDGE("stp: true, forward_delay: 4, hello_time: 1"));
	assert_no_key(ifcfg("br0"), "DELAY");
	assert_line(ifcfg("br0"), "BRIDGING_OPTS=\"forward_delay=400 hello_time=100\"");
	render_host("rhel7.9", BRIDGE("stp: true, forward_delay: 4, ageing: 60"));
	assert_line(ifcfg("br0"), "DELAY=4");
	assert_line(ifcfg("br0"), "AGEING=60");
}

static void settings_of_bridges_by_minor(void **state)
{
	(void)state;
	render_host("rhel5.10", BRIDGE("ageing: 60"));
	assert_only_loss("LOSS001", "bridges[0].ageing");
	render_host("rhel5.11", BRIDGE("ageing: 60"));
	assert_no_loss();
	assert_line(ifcfg("br0"), "AGEING=60");
	render_host("rhel7.0", BRIDGE("ageing: 60")); /* PRIO and AGEING came with 9.49.18 */
	assert_line(ifcfg("br0"), "BRIDGING_OPTS=\"ageing_time=6000\"");
	assert_no_key(ifcfg("br0"), "AGEING");
}

/* ---- order ---- */

static void rhel4_has_bridges_up_before_their_ports(void **state)
{
	const char *dhcp = BRIDGE("dhcp: true"),
		   *above = BRIDGE("comment: x") "vlans: [{id: 5, parent: br0, name: vlan5}]\n";

	(void)state;
	render_host("rhel4", dhcp);
	assert_only_loss("LOSS001", "bridges[0].dhcp");
	render_host("rhel5.0", dhcp);
	assert_no_loss();
	/* the VLAN would be made while br0 has no port, and no address */
	render_host("rhel4", above);
	assert_only_loss("LOSS001", "vlans[0].parent");
	render_host("rhel5.0", above);
	assert_no_loss();
}

static void a_vlan_as_port_comes_after_its_bond(void **state)
{
	static const char *const releases[] = {"rhel4", "rhel5.3", "rhel8"};

	(void)state;
	for (size_t k = 0; k < 3; k++) {
		render_host(releases[k],
			    NICS "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0, eth1]}]\n"
				 "vlans: [{id: 5, parent: bond0}]\n"
				 "bridges: [{name: br5, ports: [bond0.5]}]\n");
		assert_no_loss();
		assert_line(ifcfg("bond0.5"), "BRIDGE=br5");
	}
}

/* ---- the host ---- */

static void the_name_of_the_host(void **state)
{
	const char *network = "etc/sysconfig/network.fragment";

	(void)state;
	render_host("rhel5.0", NICS);
	assert_line(text_of(network), "HOSTNAME=vm1.example.com");
	assert_null(file_set_find(&files, "etc/hostname"));
	render_host("rhel7.0", NICS);
	assert_no_key(text_of(network), "HOSTNAME");
	assert_string_equal(text_of("etc/hostname"), "vm1.example.com\n");
	assert_lacks(text_of(network), "network-scripts");
	render_host("rhel8", NICS);
	assert_string_equal(text_of("etc/hostname"), "vm1.example.com\n");
	assert_has(text_of(network), "need the package network-scripts");
	assert_line(ifcfg("eth0"), "NM_CONTROLLED=no");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(targets_one_by_one_before_5_2),       TEST(the_first_release_sets_no_primary),
		TEST(fail_over_mac_was_a_number),          TEST(further_addresses_are_aliases),
		TEST(ipv6_routes_from_rhel5_on),           TEST(dhcpv6_by_release),
		TEST(three_name_servers_from_rhel7_on),    TEST(rhel8_counts_in_hundredths),
		TEST(settings_of_bridges_by_minor),        TEST(rhel4_has_bridges_up_before_their_ports),
		TEST(a_vlan_as_port_comes_after_its_bond), TEST(the_name_of_the_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
