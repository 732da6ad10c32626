/* MTU and address of slaves and ports, which old releases do not come to. */
#include "targets/host.h"

#define BOND(eth0, bond)                                                                                     \
	"nics: [{name: eth0" eth0 "}, {name: eth1}]\n"                                                       \
	"bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0, eth1]" bond "}]\n"
#define BRIDGE(eth0, bridge) "nics: [{name: eth0" eth0 "}]\nbridges: [{name: br0, ports: [eth0]" bridge "}]\n"

/* bond_change_mtu() hands it on */
static void a_slave_has_the_mtu_of_its_bond(void **state)
{
	(void)state;
	render_host("rhel5.11", BOND(", mtu: 9000", ", mtu: 9000"));
	assert_only_loss("LOSS003", "nics[0].mtu");
	assert_no_key(ifcfg("eth0"), "MTU");
	assert_line(ifcfg("bond0"), "MTU=9000");
	render_host("rhel5.11", BOND(", mtu: 1400", ", mtu: 9000"));
	assert_only_loss("LOSS001", "nics[0].mtu");
	render_host("rhel4", BOND(", mtu: 9000", ""));
	assert_only_loss("LOSS001", "nics[0].mtu");
	render_host("rhel4", BOND(", mtu: 1500", ""));
	assert_only_loss("LOSS003", "nics[0].mtu");
	render_host("rhel6.0", BOND(", mtu: 9000", ", mtu: 9000"));
	assert_no_loss();
	assert_line(ifcfg("eth0"), "MTU=9000");
}

static void a_port_before_5_4_keeps_what_it_has(void **state)
{
	(void)state;
	render_host("rhel5.3", BRIDGE(", mtu: 9000, mac_address: \"02:00:00:00:00:01\"", ""));
	assert_loss("LOSS001", "nics[0].mtu");
	assert_loss("LOSS001", "nics[0].mac_address");
	assert_int_equal(findings.n, 2);
	assert_no_key(ifcfg("eth0"), "MTU");
	assert_no_key(ifcfg("eth0"), "MACADDR");
	render_host("rhel5.4", BRIDGE(", mtu: 9000, mac_address: \"02:00:00:00:00:01\"", ""));
	assert_no_loss();
	assert_line(ifcfg("eth0"), "MTU=9000");
	assert_line(ifcfg("eth0"), "MACADDR=02:00:00:00:00:01");
}

static void a_vlan_has_the_mtu_of_its_parent(void **state)
{
	(void)state;
	render_host("rhel5.3", "nics: [{name: eth0, mtu: 9000}]\n"
			       "vlans: [{id: 5, parent: eth0, mtu: 9000}, {id: 6, parent: eth0, mtu: 1400}]\n"
			       "bridges: [{name: br5, ports: [eth0.5]}, {name: br6, ports: [eth0.6]}]\n");
	assert_loss("LOSS003", "vlans[0].mtu");
	assert_loss("LOSS001", "vlans[1].mtu");
}

/* network start of RHEL 4 has the bridge up before its ports, and br_add_if() takes the least of theirs */
static void ports_that_join_set_the_mtu_of_their_bridge(void **state)
{
	(void)state;
	render_host("rhel4", BRIDGE("", ", mtu: 1400"));
	assert_only_loss("LOSS001", "bridges[0].mtu");
	assert_no_key(ifcfg("br0"), "MTU");
	render_host("rhel4", "nics: [{name: eth0, mtu: 9000}]\n"
			     "vlans: [{id: 5, parent: eth0}]\n"
			     "bridges: [{name: br5, ports: [eth0.5], mtu: 9000}, {name: br6, mtu: 1400}]\n");
	assert_loss("LOSS003", "bridges[0].mtu");
	assert_no_key(ifcfg("br5"), "MTU");
	assert_line(ifcfg("br6"), "MTU=1400");
	render_host("rhel5.0", BRIDGE("", ", mtu: 1400"));
	assert_no_loss();
	assert_line(ifcfg("br0"), "MTU=1400");
}

static void ports_that_join_set_its_address_too(void **state)
{
	const char *yaml = BRIDGE("", ", mac_address: \"02:00:00:00:00:01\"");

	(void)state;
	render_host("rhel4", yaml);
	assert_only_loss("LOSS001", "bridges[0].mac_address");
	assert_no_key(ifcfg("br0"), "MACADDR");
	render_host("rhel5.0", yaml);
	assert_no_loss();
	assert_line(ifcfg("br0"), "MACADDR=02:00:00:00:00:01");
	render_host("rhel4", "bridges: [{name: br0, mac_address: \"02:00:00:00:00:01\"}]\n");
	assert_no_loss();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_slave_has_the_mtu_of_its_bond),     TEST(a_port_before_5_4_keeps_what_it_has),
		TEST(a_vlan_has_the_mtu_of_its_parent),    TEST(ports_that_join_set_the_mtu_of_their_bridge),
		TEST(ports_that_join_set_its_address_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
