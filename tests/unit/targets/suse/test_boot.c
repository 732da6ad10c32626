/* What comes up at boot, in which order, under which name: VLANs, bridges, names of files. */
#include "targets/suse/files.h"

#define NICS  "nics: [{name: eth0}, {name: eth1}]\n"
#define BOND0 "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 802.3ad, miimon: 100}]\n"

/* ---- VLANs ---- */

static void sles10_calls_vlans_by_number(void **state)
{
	(void)state;
	render_host("sles10", NICS BOND0 "vlans: [{id: 256, parent: bond0, name: vlan256}]\n");
	assert_no_loss();
	assert_line(suse_ifcfg("vlan256"), "ETHERDEVICE='bond0'");
	assert_no_key(suse_ifcfg("vlan256"), "VLAN_ID");
	render_host("sles10", NICS BOND0
		    "vlans: [{id: 256, parent: bond0, addresses: [10.0.0.1/24], gateway: 10.0.0.2}]\n");
	assert_only_loss("LOSS001", "vlans[0].name");
	assert_string_equal(find_loss("LOSS001", "vlans[0].name")->help, "name: vlan256");
	/* what cannot be made has neither file nor routes */
	assert_string_equal(suse_ifcfg("bond0.256"), "");
	assert_string_equal(text_of(NETWORK "routes"), "");
	/* vlan_plus_vid_no_pad */
	render_host("sles10", NICS BOND0 "vlans: [{id: 5, parent: bond0, name: vlan0005}]\n");
	assert_only_loss("LOSS001", "vlans[0].name");
}

static void sles10_has_one_vlan_of_an_id(void **state)
{
	(void)state;
	render_host("sles10", NICS "vlans: [{id: 7, parent: eth0}, {id: 7, parent: eth1}]\n");
	assert_int_equal(findings.n, 2);
	assert_string_equal(find_loss("LOSS001", "vlans[0].name")->help, "name: vlan7");
	assert_string_equal(find_loss("LOSS001", "vlans[1].name")->help, "leave VLAN 7 out on 'eth1'");
	render_host("sles10", NICS "vlans: [{id: 7, parent: eth0, name: vlan7}, {id: 7, parent: eth1}]\n");
	assert_only_loss("LOSS001", "vlans[1].name");
	render_host("sles10", NICS "vlans: [{id: 7, parent: eth0, name: vlan7}, {id: 8, parent: eth1}]\n");
	assert_string_equal(find_loss("LOSS001", "vlans[1].name")->help, "name: vlan8");
}

static void later_ones_take_any_name(void **state)
{
	static const char *const releases[] = {"sles11", "sles12"}, *const names[] = {"bond0.256", "vlan256",
										      "storage"};

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		render_host(releases[i / 3],
			    arena_printf(arena, NICS BOND0 "vlans: [{id: 256, parent: bond0, name: %s}]\n",
					 names[i % 3]));
		assert_no_loss();
		assert_line(suse_ifcfg(names[i % 3]), "ETHERDEVICE='bond0'");
		assert_line(suse_ifcfg(names[i % 3]), "VLAN_ID='256'");
		assert_line(suse_ifcfg(names[i % 3]), "STARTMODE='auto'");
		/* none would leave it down: case none) of ifup */
		assert_line(suse_ifcfg(names[i % 3]), "BOOTPROTO='static'");
	}
}

static void a_vlan_that_is_a_slave_is_made_and_left_alone(void **state)
{
	(void)state;
	render_host("sles11",
		    NICS "vlans: [{id: 7, parent: eth0}, {id: 7, parent: eth1}]\n"
			 "bonds: [{name: bond7, slaves: [eth0.7, eth1.7], mode: 1, miimon: 100}]\n");
	assert_no_loss();
	assert_line(suse_ifcfg("eth0.7"), "STARTMODE='auto'");
	assert_line(suse_ifcfg("eth0.7"), "BOOTPROTO='none'");
	assert_line(suse_ifcfg("eth0"), "BOOTPROTO='static'");
	render_host("sles11", NICS
		    "vlans: [{id: 7, parent: eth0, onboot: false}, {id: 7, parent: eth1, onboot: true}]\n"
		    "bonds: [{name: bond7, slaves: [eth0.7, eth1.7], mode: 1, miimon: 100}]\n");
	assert_only_loss("LOSS001", "vlans[0].onboot");
}

/* ---- bridges ---- */

static void a_bridge_lists_its_ports(void **state)
{
	static const char *const releases[] = {"sles10", "sles11", "sles12"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		render_host(
			releases[i], NICS
			"bridges: [{name: br0, ports: [eth1, eth0], stp: true, forward_delay: 4, ageing: 60, "
			"hello_time: 1, max_age: 6, priority: 0}, {name: br1}]\n");
		assert_no_loss();
		assert_line(suse_ifcfg("br0"), "BRIDGE='yes'");
		assert_line(suse_ifcfg("br0"), "BRIDGE_PORTS='eth1 eth0'");
		assert_line(suse_ifcfg("br0"), "BRIDGE_STP='on'");
		assert_line(suse_ifcfg("br0"), "BRIDGE_FORWARDDELAY='4'");
		assert_line(suse_ifcfg("br0"), "BRIDGE_AGEINGTIME='60'");
		assert_line(suse_ifcfg("br0"), "BRIDGE_HELLOTIME='1'");
		assert_line(suse_ifcfg("br0"), "BRIDGE_MAXAGE='6'");
		assert_line(suse_ifcfg("br0"), "BRIDGE_PRIORITY='0'");
		assert_line(suse_ifcfg("br1"), "BRIDGE_STP='off'");
		assert_line(suse_ifcfg("br1"), "BRIDGE_FORWARDDELAY='0'");
		assert_no_key(suse_ifcfg("br1"), "BRIDGE_PORTS");
		/* up before the bridge takes it */
		assert_line(suse_ifcfg("eth0"), "STARTMODE='auto'");
	}
	render_host("sles11", "bridges: [{name: br0, maxwait: 5}, {name: br1, maxwait: 0}]\n");
	assert_int_equal(findings.n, 2);
	assert_loss("LOSS001", "bridges[0].maxwait");
	assert_loss("LOSS003", "bridges[1].maxwait");
}

/* ---- order ---- */

#define VLAN256 BOND0 "vlans: [{id: 256, parent: bond0, name: vlan256}]\n"

static void sles10_goes_by_name(void **state)
{
	(void)state;
	/* bond0, br0, vlan256: the port is not there yet */
	render_host("sles10", NICS VLAN256 "bridges: [{name: br0, ports: [vlan256]}]\n");
	assert_only_loss("LOSS001", "bridges[0].ports[0]");
	assert_string_equal(find_loss("LOSS001", "bridges[0].ports[0]")->help, "name: vmbr0");
	render_host("sles10", NICS VLAN256 "bridges: [{name: vmbr0, ports: [vlan256]}]\n");
	assert_no_loss();
	/* NICs come first, whatever they are called */
	render_host("sles10", NICS "bridges: [{name: a, ports: [eth0]}]\n");
	assert_no_loss();
	render_host(
		"sles10", NICS
		"bridges: [{name: xenbr0, ports: [eth0]}]\nvlans: [{id: 5, parent: xenbr0, name: vlan5}]\n");
	assert_only_loss("LOSS001", "vlans[0].parent");
	assert_string_equal(find_loss("LOSS001", "vlans[0].parent")->help,
			    "a name for 'xenbr0' that sorts before 'vlan5'");
	render_host("sles10",
		    NICS "vlans: [{id: 7, parent: eth0, name: vlan7}, {id: 8, parent: eth1, name: vlan8}]\n"
			 "bonds: [{name: bond0, slaves: [vlan7, vlan8], mode: 1, miimon: 100}]\n");
	assert_int_equal(findings.n, 2);
	assert_string_equal(find_loss("LOSS001", "bonds[0].slaves[1]")->help, "name: xbond0");
}

static void later_ones_by_what_is_needed(void **state)
{
	(void)state;
	render_host("sles11", NICS VLAN256 "bridges: [{name: br0, ports: [vlan256]}]\n");
	assert_no_loss();
	render_host("sles12", NICS VLAN256 "bridges: [{name: br0, ports: [vlan256]}]\n");
	assert_no_loss();
}

#define NOT_AT_BOOT "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 4, miimon: 100, onboot: false}]\n"

static void what_waits_for_hands(void **state)
{
	(void)state;
	render_host("sles11", NICS NOT_AT_BOOT);
	assert_no_loss();
	assert_line(suse_ifcfg("bond0"), "STARTMODE='manual'");
	render_host("sles11", NICS NOT_AT_BOOT "bridges: [{name: br0, ports: [bond0]}]\n");
	assert_only_loss("LOSS001", "bridges[0].ports[0]");
	assert_string_equal(find_loss("LOSS001", "bridges[0].ports[0]")->help,
			    "onboot: true        for 'bond0'");
	/* wicked brings it up with the bridge */
	render_host("sles12", NICS NOT_AT_BOOT "bridges: [{name: br0, ports: [bond0]}]\n");
	assert_no_loss();
	render_host("sles11", NICS NOT_AT_BOOT "bridges: [{name: br0, ports: [bond0], onboot: false}]\n");
	assert_no_loss();
	render_host("sles11", "nics: [{name: eth0, onboot: false}, {name: eth1}]\n" BOND0);
	assert_only_loss("LOSS001", "nics[0].onboot");
	render_host("sles11", "nics: [{name: eth0, onboot: false}]\nbridges: [{name: br0, ports: [eth0]}]\n");
	assert_only_loss("LOSS001", "nics[0].onboot");
}

/* ---- names ---- */

static void names_of_backups_are_left_alone(void **state)
{
	static const char *const names[] = {"br.bak", "br.old", "br.rpmsave", "br.orig"};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		render_host("sles12", arena_printf(arena, "bridges: [{name: %s}]\n", names[i]));
		assert_only_loss("LOSS001", "bridges[0].name");
		assert_string_equal(find_loss("LOSS001", "bridges[0].name")->help, "name: br0");
	}
	render_host("sles12", "bridges: [{name: br.bak0}]\n");
	assert_no_loss();
}

static void sles10_trips_over_dashes(void **state)
{
	(void)state;
	render_host("sles10", "bridges: [{name: xen-br0}]\n");
	assert_only_loss("LOSS001", "bridges[0].name");
	assert_string_equal(find_loss("LOSS001", "bridges[0].name")->help, "name: xen_br0");
	render_host("sles10", "bridges: [{name: xen-br0}, {name: xen_br0}]\n");
	assert_string_equal(find_loss("LOSS001", "bridges[0].name")->help, "name: br0");
	render_host("sles11", "bridges: [{name: xen-br0}]\n");
	assert_no_loss();
	/* the file of this one is called by its address */
	render_host("sles10", "nics: [{name: lan-0, mac: \"52:54:00:00:00:01\"}]\n");
	assert_no_loss();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sles10_calls_vlans_by_number),    TEST(sles10_has_one_vlan_of_an_id),
		TEST(later_ones_take_any_name),        TEST(a_vlan_that_is_a_slave_is_made_and_left_alone),
		TEST(a_bridge_lists_its_ports),        TEST(sles10_goes_by_name),
		TEST(later_ones_by_what_is_needed),    TEST(what_waits_for_hands),
		TEST(names_of_backups_are_left_alone), TEST(sles10_trips_over_dashes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
