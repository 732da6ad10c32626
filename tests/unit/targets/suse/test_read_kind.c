/* What an ifcfg file makes, and what of it comes up at boot. */
#include "reads.h"

/* ---- contradictions ---- */

static void bond_without_slaves_with_the_name_of_a_vlan(void **state)
{
	(void)state;
	read_files("sles11", FILE_("ifcfg-bond1") AUTO
		   "BONDING_MASTER=yes\nBONDING_SLAVE_0=eth0\nBONDING_MODULE_OPTS='mode=1 "
		   "miimon=100'\n\n" FILE_("ifcfg-bond1.1001") AUTO
		   "BONDING_MASTER=yes\nIPADDR=10.0.0.1/24\nVLAN_ID=1001\n");
	says("IMP004", "'bond1.1001' is read as a VLAN");
	points_at(said("IMP004", "bond1.1001"), "yes", 2);
	yes("vlans:\n  - id: 1001\n    parent: bond1\n");
}

static void bond_that_nothing_calls_one(void **state)
{
	(void)state;
	read_files("sles12",
		   FILE_("ifcfg-bond0") AUTO "BONDING_SLAVE_0=eth0\nBONDING_SLAVE_1=eth1\n"
					     "BONDING_MODULE_OPTS='mode=active-backup miimon=100'\n");
	says("IMP004", "no BONDING_MASTER='yes'");
	yes("slaves: [eth0, eth1]");
}

static void bond_and_vlan_at_once(void **state)
{
	(void)state;
	read_files("sles11", FILE_("ifcfg-bond0") AUTO
		   "BONDING_MASTER='yes'\nBONDING_SLAVE0='eth0'\nETHERDEVICE='eth1'\n"
		   "BONDING_MODULE_OPTS='mode=active-backup miimon=100'\n");
	says("IMP004", "cannot be two things at once: BONDING_MASTER counts");
	no("vlans:");
}

/* INTERFACETYPE goes first in the scripts, and wicked does not know it. */
static void type_that_contradicts(void **state)
{
	const char *files = FILE_("ifcfg-eth0.5") AUTO "INTERFACETYPE='Ethernet'\nETHERDEVICE='eth0'\n";

	(void)state;
	read_files("sles11", files);
	says("IMP004", "as what its other keys make of it");
	yes("- id: 5\n    parent: eth0\n");
	read_files("sles12", files);
	says_not("IMP004", "");
	says("IMP011", "INTERFACETYPE does nothing");
	assert_true(clean());
}

static void name_of_a_vlan_without_its_parent(void **state)
{
	(void)state;
	read_files("sles11", FILE_("ifcfg-eth0.5") AUTO "IPADDR='10.0.0.1/24'\n");
	says("IMP004", "although no ETHERDEVICE says so");
	yes("- id: 5\n    parent: eth0\n");
}

/* ---- VLANs ---- */

static void vlan_ids_by_release(void **state)
{
	(void)state;
	read_files("sles11", FILE_("ifcfg-storage") AUTO "ETHERDEVICE='eth0'\nVLAN_ID='0042'\n");
	yes("- id: 42\n    parent: eth0\n    name: storage\n");
	read_files("sles11", FILE_("ifcfg-vlan0007") AUTO "ETHERDEVICE='eth0'\n");
	yes("- id: 7\n");
	read_files("sles12", FILE_("ifcfg-eth0.4096") AUTO "ETHERDEVICE='eth0'\nVLAN_ID=4096\n");
	says("VLAN001", "");
	points_at(said("VLAN001", ""), "4096", 3);
	/* the name alone counts */
	read_files("sles10", FILE_("ifcfg-vlan7") AUTO "ETHERDEVICE='eth0'\nVLAN_ID='8'\n");
	yes("- id: 7\n");
	says("IMP011", "VLAN_ID does nothing");
	read_files("sles10", FILE_("ifcfg-eth0.7") AUTO "ETHERDEVICE='eth0'\n");
	says("IMP004", "no VLAN comes up under the name 'eth0.7'");
}

static void protocol_of_tags(void **state)
{
	(void)state;
	read_files("sles12",
		   FILE_("ifcfg-eth0.7") AUTO "ETHERDEVICE='eth0'\nVLAN_PROTOCOL='ieee802-1q'\nVLAN='yes'\n");
	assert_true(clean());
	read_files("sles12", FILE_("ifcfg-eth0.7") AUTO "ETHERDEVICE='eth0'\nVLAN_PROTOCOL='ieee802-1ad'\n");
	says("IMP003", "VLAN_PROTOCOL has no place");
}

/* ---- bonds ---- */

#define BOND                                                                                                 \
	FILE_("ifcfg-bond0")                                                                                 \
	AUTO "BONDING_MASTER='yes'\nBONDING_MODULE_OPTS='mode=active-backup miimon=100'\n"

/* bash sorts the names of variables, wicked does not. */
static void order_of_slaves(void **state)
{
	const char *files = BOND "BONDING_SLAVE10='eth3'\nBONDING_SLAVE2='eth2'\nBONDING_SLAVE_0='eth1'\n";

	(void)state;
	read_files("sles11", files);
	yes("slaves: [eth3, eth2, eth1]");
	read_files("sles11", BOND "BONDING_SLAVE2='eth2'\nBONDING_SLAVE1='eth1'\n");
	yes("slaves: [eth1, eth2]");
	read_files("sles12", BOND "BONDING_SLAVE2='eth2'\nBONDING_SLAVE1='eth1'\n");
	yes("slaves: [eth2, eth1]");
}

static void empty_slaves(void **state)
{
	(void)state;
	read_files("sles11", BOND "BONDING_SLAVE0=''\nBONDING_SLAVE1='eth1'\n");
	yes("slaves: [eth1]");
	says_not("IMP003", "");
	read_files("sles12", BOND "BONDING_SLAVE0=''\nBONDING_SLAVE1='eth1'\n");
	says("IMP003", "BONDING_SLAVE0 is empty, for which wicked passes over the whole file");
}

static void options_of_bonds(void **state)
{
	(void)state;
	read_files("sles11", FILE_("ifcfg-bond0") AUTO
		   "BONDING_MASTER='yes'\nBONDING_SLAVE0='eth0'\n"
		   "BONDING_MODULE_OPTS='mode=4 miimon=100 xmit_hash_policy=layer3+4'\n");
	yes("mode: 802.3ad\n");
	yes("miimon: 100\n");
	yes("xmit_hash_policy: layer3+4\n");
	read_files("sles11", FILE_("ifcfg-bond0") AUTO "BONDING_MASTER='yes'\nBONDING_SLAVE0='eth0'\n"
						       "BONDING_MODULE_OPTS='mode=7 miimon=100'\n");
	says("BOND001", "");
	points_at(said("BOND001", ""), "7", 4);
}

/* ---- bridges ---- */

static void bridges(void **state)
{
	(void)state;
	read_files("sles11", FILE_("ifcfg-br0") AUTO
		   "BRIDGE='yes'\nBRIDGE_PORTS='eth0  bond0'\nBRIDGE_STP='on'\nBRIDGE_FORWARDDELAY='15.00'\n"
		   "BRIDGE_AGEINGTIME='300'\nBRIDGE_HELLOTIME='2'\nBRIDGE_MAXAGE='20'\nBRIDGE_PRIORITY='4096'"
		   "\n");
	yes("ports: [eth0, bond0]\n    stp: true\n    forward_delay: 15\n    ageing: 300\n    hello_time: "
	    "2\n    max_age: 20\n"
	    "    priority: 4096\n");
	read_files("sles12", FILE_("ifcfg-br0") AUTO
		   "BRIDGE='yes'\nBRIDGE_PORTS=''\nBRIDGE_STP='No'\nBRIDGE_FORWARDDELAY='0.5'\n"
		   "BRIDGE_PATHCOSTS='- 100'\n");
	yes("stp: false");
	says("IMP003", "BRIDGE_FORWARDDELAY: a description has whole seconds");
	says("IMP003", "BRIDGE_PATHCOSTS");
	/* a key of RHEL's that means something else there */
	read_files("sles11", FILE_("ifcfg-eth0") AUTO "BRIDGE='br0'\n");
	says("IMP011", "BRIDGE does nothing: 'eth0' is no bridge");
}

/* ---- other kinds ---- */

/* YaST names a NIC after its hardware; of a bond the name is what people call it. */
static void names_for_people(void **state)
{
	(void)state;
	read_files("sles11", FILE_("ifcfg-eth0") AUTO
		   "NAME='82540EM Gigabit Ethernet Controller'\n\n" FILE_("ifcfg-bond0") AUTO
		   "NAME='B\xfcndel to the core'\nBONDING_MASTER='yes'\n"
		   "BONDING_SLAVE0='eth0'\nBONDING_MODULE_OPTS='mode=1 miimon=100'\n\n" FILE_("ifcfg-br0")
			   AUTO "NAME='br0'\nBRIDGE='yes'\nBRIDGE_PORTS='bond0'\n");
	yes("comment: \"B\xef\xbf\xbdndel to the core\"\n");
	no("82540EM");
	no("comment: \"br0");
	no("comment: br0");
}

static void kinds_that_a_description_does_not_have(void **state)
{
	(void)state;
	read_files(
		"sles12",
		FILE_("ifcfg-br0") AUTO "BRIDGE='yes'\nBRIDGE_PORTS='dummy0'\n\n" FILE_("ifcfg-dummy0") AUTO
		"LLADDR='02:00:00:00:00:01'\n\n" FILE_("ifcfg-ppp0") AUTO "PPPMODE=pppoe\nDEVICE=\n\n" FILE_(
			"ifcfg-lo") "IPADDR=127.0.0.1\nIPADDR_2=127.0.0.2/8\nSTARTMODE=auto\nFIREWALL=no\n");
	says("IMP003", "'ppp0' is a dial-up connection, which a description does not have: all 2 settings");
	says("IMP003", "'dummy0' is a dummy interface, which a description does not have, and stands there as a "
		       "network card: all 2 settings are left out");
	says_not("IMP003", "'dummy0' is a dummy interface, and");
	says("IMP003", "127.0.0.2/8");
	yes("- name: dummy0\n");
	no("ppp0");
	no("- name: lo");
}

static void team(void **state)
{
	(void)state;
	read_files("sles12",
		   FILE_("ifcfg-eth0") AUTO "\n" FILE_("ifcfg-team0") AUTO "TEAM_RUNNER='activebackup'\n");
	says("IMP001", "");
	assert_string_equal(yaml, "");
}

/* ---- boot ---- */

static void startmodes(void **state)
{
	(void)state;
	read_files(
		"sles11",
		FILE_("ifcfg-eth0") "STARTMODE='manual'\n\n" FILE_("ifcfg-eth1") "STARTMODE='off'\n\n" FILE_("ifcfg-eth2") "STARTMODE='onboot'\n\n" FILE_(
			"ifcfg-eth3") "STARTMODE='hotplug'\n\n" FILE_("ifcfg-eth4") "IPADDR='10.0.0.1/"
										    "24'\n\n" FILE_(
											    "ifcfg-"
											    "eth5") "STARTMOD"
												    "E='"
												    "ifplugd'"
												    "\n");
	yes("- name: eth0\n    onboot: false\n");
	yes("- name: eth1\n    onboot: false\n");
	yes("- name: eth2\n");
	no("- name: eth2\n    onboot");
	no("- name: eth3\n    onboot");
	yes("- name: eth4\n    addresses: [10.0.0.1/24]\n    onboot: false\n");
	says("IMP008", "no STARTMODE for 'eth4'");
	says("IMP003", "ifplugd");
	read_files("sles11", FILE_("ifcfg-eth0") "STARTMODE='on boot'\n");
	says("IMP011", "'on boot' is no mode");
	yes("onboot: false");
}

/* A NIC below comes up with its bond or bridge; a bond below with what stands on it, by wicked alone. */
static void brought_up_by_others(void **state)
{
	const char *files =
		FILE_("ifcfg-bond0") "STARTMODE='manual'\nBONDING_MASTER='yes'\nBONDING_SLAVE0='eth0'\n"
				     "BONDING_MODULE_OPTS='mode=1 miimon=100'\n\n" FILE_(
					     "ifcfg-eth0") "STARTMODE='off'\n\n" FILE_("ifcfg-br0") AUTO
		"BRIDGE='yes'\nBRIDGE_PORTS='bond0 eth1'\n\n" FILE_("ifcfg-eth1") "STARTMODE='manual'\n";

	(void)state;
	read_files("sles11", files);
	yes("- name: bond0\n    slaves: [eth0]\n    mode: active-backup\n    miimon: 100\n    onboot: "
	    "false\n");
	no("- name: eth0\n    onboot");
	no("- name: eth1\n    onboot");
	read_files("sles12", files);
	no("onboot");
}

/* What stands on itself ends, too. */
static void loop(void **state)
{
	(void)state;
	read_files("sles12", FILE_("ifcfg-br0") AUTO "BRIDGE='yes'\nBRIDGE_PORTS='br1 br0'\n\n" FILE_(
				     "ifcfg-br1") "STARTMODE='manual'\nBRIDGE='yes'\nBRIDGE_PORTS='br0'\n");
	yes("ports: [br1, br0]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(bond_without_slaves_with_the_name_of_a_vlan),
		TEST(bond_that_nothing_calls_one),
		TEST(bond_and_vlan_at_once),
		TEST(type_that_contradicts),
		TEST(name_of_a_vlan_without_its_parent),
		TEST(vlan_ids_by_release),
		TEST(protocol_of_tags),
		TEST(order_of_slaves),
		TEST(empty_slaves),
		TEST(options_of_bonds),
		TEST(bridges),
		TEST(kinds_that_a_description_does_not_have),
		TEST(names_for_people),
		TEST(team),
		TEST(startmodes),
		TEST(brought_up_by_others),
		TEST(loop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
