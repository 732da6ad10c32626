/* Stanzas into a host: addresses, what brings interfaces up, bonds, VLANs, bridges. */
#include "targets/debian/reads.h"

#define STATIC(...) "auto eth0\niface eth0 inet static\n" __VA_ARGS__

/* ---- addresses ---- */

/* ifquery of 0.8.41: class where no netmask is, `netmask` before what is behind the slash */
static void netmasks(void **state)
{
	static const struct {
		const char *text, *yaml;
	} cases[] = {
		{"\taddress 10.0.0.1\n", "[10.0.0.1/8]"},
		{"\taddress 172.16.0.1\n", "[172.16.0.1/16]"},
		{"\taddress 192.168.0.1\n", "[192.168.0.1/24]"},
		{"\taddress 10.0.0.1\n\tnetmask 255.255.255.0\n", "[10.0.0.1/24]"},
		{"\taddress 10.0.0.1\n\tnetmask 0xffffff00\n", "[10.0.0.1/24]"},
		{"\taddress 10.0.0.1\n\tnetmask 22\n", "[10.0.0.1/22]"},
		{"\taddress 10.0.0.1/24\n\tnetmask 255.255.0.0\n", "[10.0.0.1/16]"},
		{"iface eth0 inet6 static\n\taddress fd00::1\n", "\"fd00::1/128\""},
		{"iface eth0 inet6 static\n\taddress fd00::1\n\tnetmask 64\n", "\"fd00::1/64\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		bool six = cases[i].text[0] == 'i';

		read_eni(arena_printf(arena, "%s%s", six ? NIC() : "auto eth0\niface eth0 inet static\n",
				      cases[i].text));
		clean();
		yes(cases[i].yaml);
	}
	read_eni(STATIC("\taddress 10.0.0.1\n\tnetmask 255.255.225.0\n"));
	said("IMP002", "'255.255.225.0' is not a netmask");
}

static void broadcast_and_network(void **state)
{
	(void)state;
	read_eni(STATIC("\taddress 10.0.0.1/24\n\tbroadcast 10.0.0.255\n\tnetwork 10.0.0.0\n"));
	clean();
	read_eni(STATIC("\taddress 10.0.0.1/24\n\tbroadcast +\n"));
	clean();
	read_eni(STATIC("\taddress 10.0.0.1/24\n\tbroadcast 10.0.255.255\n\tnetwork 10.0.0.1\n"));
	said("IMP003", "the broadcast address of 'eth0'");
	said("IMP003", "`network` is not the network");
}

/* `ifup --no-act`: "10.0.0.1/24 #c" is read to the blank, "10.0.0.1 #c" cuts the command short */
static void comments_behind_values(void **state)
{
	(void)state;
	read_eni(STATIC("\taddress 10.0.0.1/24 # ours\n"));
	said("IMP011", "what follows the address");
	yes("[10.0.0.1/24]");
	read_eni(STATIC("\taddress 10.0.0.1 # ours\n\tnetmask 24\n"));
	refused("IMP002", "'#' is part of the value");
	read_eni("auto br0\niface br0 inet manual\n\tbridge_ports eth0 # eth1\n");
	said("IMP011", "'#' begins no comment");
	yes("ports: [eth0]\n");
}

static void what_was_masked(void **state)
{
	(void)state;
	read_eni(STATIC("\taddress 10.0.0.XXX\n\tgateway 10.0.0.x\n"));
	refused("IMP002", "10.0.0.XXX");
	read_eni(STATIC("\taddress ####.####/24\n"));
	refused("IMP002", "####");
	read_eni(STATIC("\taddress 10.0.0.1/24\n\thwaddress ether xx:xx:xx:xx:xx:xx\n"));
	refused("IMP002", "xx:xx");
	read_eni(STATIC("\taddress ${ip}/24\n"));
	refused("IMP001", "${ip}");
}

static void several_stanzas(void **state)
{
	static const char two[] =
		ENI STATIC("\taddress 10.0.0.1\n\tnetmask 255.255.255.0\niface eth0 inet static\n"
			   "\taddress 10.0.0.2\n\tnetmask 255.255.255.0\n");

	(void)state;
	read_on("wheezy", two);
	clean();
	yes("[10.0.0.1/24, 10.0.0.2/24]");
	/* 0.6: duplicate interface */
	read_on("squeeze", two);
	refused("IMP009", "a second stanza of 'eth0'");
	read_on("squeeze",
		ENI STATIC("\taddress 10.0.0.1\n\tnetmask 255.255.255.0\n\tmtu 9000\n\tmtu 9000\n"));
	refused("IMP009", "'mtu' is given twice");
	/* ifquery: address "10.0.0.1\n10.0.0.2" */
	read_eni(STATIC("\taddress 10.0.0.1/24\n\taddress 10.0.0.2/24\n"));
	said("IMP004", "'address' is given twice");
	read_eni("auto swp1\niface swp1\n\taddress 10.0.0.1/24\n\taddress fd00::1/64\n");
	clean();
	yes("[10.0.0.1/24, \"fd00::1/64\"]");
}

static void methods(void **state)
{
	(void)state;
	read_eni("auto eth0\niface eth0 inet dhcp\n\tmtu 9000\n\taddress 10.0.0.1/24\n");
	yes("dhcp: true");
	no("9000");
	no("addresses");
	said("IMP011", "method dhcp takes no 'mtu'");
	said("IMP011", "method dhcp takes no 'address'");
	read_eni(NIC("iface eth0 inet6 dhcp\n"));
	clean();
	yes("dhcp6: true");
	read_eni(NIC("iface eth0 inet6 auto\n"));
	said("IMP003", "router advertisements");
	read_eni("auto dsl\niface dsl inet ppp\n\tprovider dsl\n" NIC());
	said("IMP003", "'dsl' is of method ppp");
	no("name: dsl");
	/* 0.6 takes no mtu in a manual stanza */
	read_on("squeeze", ENI NIC("\tmtu 9000\n\thwaddress ether 02:00:00:00:00:01\n"));
	said("IMP011", "method manual takes no 'mtu'");
	said("IMP011", "method manual takes no 'hwaddress'");
	read_eni("auto eth0\niface eth0 inet static\n");
	said("DEB001", "'eth0' is static and has no address");
	assert_string_equal(place_of("DEB001", ""), "eth0");
}

static void a_label(void **state)
{
	(void)state;
	read_eni(STATIC(
		"\taddress 10.0.0.1/24\n\nauto eth0:1\niface eth0:1 inet static\n\taddress 10.0.0.2/24\n"));
	clean();
	yes("[10.0.0.1/24, 10.0.0.2/24]");
	no("eth0:1");
}

static void name_servers(void **state)
{
	(void)state;
	read_eni("auto lo\niface lo inet loopback\n\tdns-nameservers 10.0.0.53\n" NIC(
		"\tdns_nameservers 10.0.0.53 10.0.0.54\n"
		"\tdns-search example.com\n"));
	clean();
	yes("dns: {servers: [10.0.0.53, 10.0.0.54], search: [example.com]}");
}

/* ---- what brings interfaces up ---- */

static void at_boot(void **state)
{
	(void)state;
	read_eni("iface eth0 inet manual\nallow-hotplug eth1\niface eth1 inet manual\nauto eth2\niface eth2 "
		 "inet manual\n");
	clean();
	yes("name: eth0\n    onboot: false\n  - name: eth1\n  - name: eth2\n");
	read_eni("allow-hotplug bond0\niface bond0 inet manual\n\tbond-slaves eth0\n\tbond-mode 1\niface "
		 "eth0 inet manual\n");
	said("IMP011", "'bond0' does not exist before ifup");
	yes("mode: active-backup\n    onboot: false\n");
	no("name: eth0\n    onboot");
	/* with bond-master alone the slave itself has to come up */
	read_eni("auto bond0\niface bond0 inet manual\n\tbond-slaves none\n\tbond-mode 1\nauto eth0\niface "
		 "eth0 inet "
		 "manual\n\tbond-master bond0\niface eth1 inet manual\n\tbond-master bond0\n");
	said("IMP011", "nothing brings 'eth1' up at boot");
	yes("name: eth0\n  - name: eth1\n    onboot: false\n");
	read_eni(NIC("auto eth7\n"));
	said("IMP011", "'eth7' has no iface stanza");
	read_eni("auto /eth*\niface eth0 inet manual\n");
	refused("IMP005", "'/eth*'");
	read_eni("mapping eth0\n\tscript /bin/x\n" NIC());
	refused("IMP005", "a script chooses");
	read_eni("auto eth0=home\niface home inet static\n\taddress 10.0.0.1/24\n");
	clean();
	yes("name: eth0\n    addresses: [10.0.0.1/24]\n");
	no("home");
}

/* ---- bonds ---- */

static void spellings(void **state)
{
	static const char *const texts[] = {
		"\tbond-slaves eth0 eth1\n\tbond-mode 1\n\tbond-miimon 100\n\tbond-primary eth1\n",
		"\tslaves eth0 eth1\n\tbond_mode active-backup\n\tbond_miimon 100\n\tbond-primary eth1 "
		"eth0\n",
		"\tbond-slaves none\n\tbond-mode active-backup\n\tbond-miimon 100\n\n"
		"auto eth0\niface eth0 inet manual\n\tbond-master bond0\n\tbond-primary eth1\n\n"
		"auto eth1\niface eth1 inet manual\n\tbond-master bond0\n",
		"\tpre-up ip link add $IFACE type bond mode active-backup miimon 100 primary eth1\n"
		"\tup ifenslave bond0 eth0 eth1\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		read_eni(arena_printf(arena, "auto bond0\niface bond0 inet manual\n%s", texts[i]));
		clean();
		yes("slaves: [eth0, eth1]\n    mode: active-backup\n    miimon: 100\n    primary: eth1\n");
	}
}

/* Hooks: none of options on etch, `slaves` alone up to lenny, more with each release */
static void what_the_hook_knows(void **state)
{
	(void)state;
	read_eni(BOND("\tbond-mode 4\n\tbond-min-links 2\n"));
	said("IMP011", "does not know 'bond-min-links'");
	assert_string_equal(find("IMP011", "")->help, "up echo 2 > /sys/class/net/bond0/bonding/min_links");
	no("min_links");
	read_on("lenny", ENI
		"auto bond0\niface bond0 inet manual\n\tslaves eth0\n\tbond_mode 1\n\tbond_arp_validate 3\n");
	said("IMP011", "does not know 'bond_arp_validate'");
	yes("mode: active-backup");
	read_on("etch", ENI "auto bond0\niface bond0 inet manual\n\tslaves eth0 eth1\n\tbond_mode 1\n");
	said("IMP011", "does not know 'bond_mode'");
	yes("slaves: [eth0, eth1]");
	no("active-backup");
	/* ifupdown2 has no hook: it is told by an iface without a family */
	read_eni("auto bond0\niface bond0\n\tbond-slaves eth0\n\tbond-mode 4\n\tbond-min-links 2\n");
	clean();
	yes("min_links: 2");
}

static void options_that_nobody_reads(void **state)
{
	static const struct {
		const char *option, *help;
	} cases[] = {
		{"bond mode 0", "bond-mode 0"},
		{"ad_select 2", "bond_ad_select 2"},
		{"bond-modee 4", "bond-mode 4"},
		{"nameservers 10.0.0.53", "dns-nameservers 10.0.0.53"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		read_eni(arena_printf(arena, BOND("\tbond-mode 4\n\t%s\n"), cases[i].option));
		said("IMP011", "is not an option that anything reads");
		assert_string_equal(find("IMP011", "")->help, cases[i].help);
	}
	read_eni(BOND("\tbond-mode 4\n\tmasquerade yes\n"));
	said("IMP003", "'masquerade' is nothing that is known");
	/* in the stanza of a bridge, of a slave, and of what is neither */
	read_eni("auto br0\niface br0 inet manual\n\tbridge_ports eth0\n\tbond-mode 1\n");
	said("IMP011", "'br0' is a bridge by the time");
	/* one finding for one cause */
	read_eni("auto br0\niface br0 inet manual\n\tbridge_ports eth0\n\tbond-mode 1\n\tbond-miimon 100\n");
	assert_non_null(find("IMP011", "'br0'")->notes);
	assert_null(find("IMP011", "'br0'")->notes->next);
	/* copied out of an editor */
	read_eni("auto bond0\niface bond0 inet manual\n<------>bond-slaves eth0 eth1\n<------>bond-mode 4\n");
	refused("IMP001", "shows tabs");
	read_eni(BOND("\tbond-mode 1\n") "auto eth0\niface eth0 inet manual\n\tbond-master "
					 "bond0\n\tbond-miimon 100\n");
	said("IMP011", "'eth0' is a slave");
	read_eni(NIC("\tbond-miimon 100\n\tbridge_fd 0\n"));
	said("IMP011", "'eth0' is no bond");
	said("IMP011", "'eth0' is no bridge");
}

static void targets(void **state)
{
	(void)state;
	read_eni(BOND("\tbond-mode 1\n\tbond-arp-interval 500\n\tbond-arp-ip-target 10.0.0.1 10.0.0.2\n"));
	clean();
	yes("arp_ip_target: [10.0.0.1, 10.0.0.2]");
	read_eni(BOND("\tbond-mode 1\n\tbond-arp-interval 500\n\tbond-arp-ip-target 10.0.0.1,10.0.0.2\n"));
	said("DEB002", "'10.0.0.1,10.0.0.2'");
	assert_string_equal(find("DEB002", "")->help, "bond-arp-ip-target 10.0.0.1 10.0.0.2");
	read_eni(BOND("\tbond-mode 1\n\tbond-arp-interval 500\n\tbond-arp-ip-target +10.0.0.1\n"));
	said("DEB002", "'+10.0.0.1'");
	yes("arp_ip_target: [10.0.0.1]");
}

static void values_of_options(void **state)
{
	(void)state;
	read_eni(BOND("\tbond-mode 7\n"));
	said("BOND001", "'7'");
	assert_string_equal(place_of("BOND001", ""), "7");
	read_eni(BOND("\tbond-mode 4\n\tbond-lacp-rate quick\n"));
	said("BOND019", "'quick'");
	read_eni(BOND("\tbond-mode 1\n\tbond-miimon 100\n\tbond_miimon 80\n"));
	said("IMP004", "'miimon' of 'bond0' is set twice: 80 counts");
	read_eni("auto bond0\niface bond0 inet manual\n\tbond-slaves all\n\tbond-mode 1\n");
	said("IMP005", "'all'");
	assert_string_equal(yaml, "");
}

/* What is lost shows as it stands there, as far as it fits, and what it is for. */
static void what_is_lost(void **state)
{
	(void)state;
	read_eni(NIC("\tup ethtool -K eth0 tso off gso off gro off lro off sg off tx off rx off "
		     "\xc3\xbc\xc3\xbc\xc3\xbc\n"
		     "\tmetric 5\n"));
	said("IMP003",
	     "'up' does what a description has no place for: ethtool -K eth0 tso off gso off gro off ");
	not_said("IMP003", "\xc3\xbc\xc3\xbc\xc3\xbc");
	said("IMP003", "...");
	said("IMP003", "'metric' has no place in a description: the metric of the default route");
}

/* A stanza of each family in a file of bondwright's: its comment is that of the first. */
static void comments_in_a_file_of_our_own(void **state)
{
	(void)state;
	read_eni("# Made by bondwright for vm1.example.com. See interfaces(5).\n\n# uplink\nauto eth0\n"
		 "iface eth0 inet static\n\taddress 10.0.0.1/24\n\n# of six\niface eth0 inet6 static\n"
		 "\taddress 2001:db8::1/64\n");
	yes("comment: uplink\n");
	yes("  # of six\n");
}

/* ---- VLANs ---- */

static void vlans(void **state)
{
	(void)state;
	read_eni("auto eth0.7\niface eth0.7 inet manual\n\nauto vlan8\niface vlan8 inet "
		 "manual\n\tvlan-raw-device eth0\n\n"
		 "auto vlan0009\niface vlan0009 inet manual\n\tvlan_raw_device eth0\n\n"
		 "auto eth0.0010\niface eth0.0010 inet manual\n\n"
		 "auto storage\niface storage inet manual\n\tvlan-raw-device eth0\n\tvlan-id 11\n");
	clean();
	yes("vlans:\n  - id: 7\n    parent: eth0\n  - id: 8\n    parent: eth0\n    name: vlan8\n"
	    "  - id: 9\n    parent: eth0\n    name: vlan0009\n  - id: 10\n    parent: eth0\n    name: "
	    "eth0.0010\n"
	    "  - id: 11\n    parent: eth0\n    name: storage\n");
	read_eni("auto eth0.7\niface eth0.7 inet manual\n\tvlan-raw-device eth1\n");
	said("IMP004", "the name says 'eth0'");
	yes("parent: eth0");
	/* the hook of vlan goes by the name; ifupdown2, which the missing method shows, by the option */
	read_eni("auto eth0.7\niface eth0.7 inet manual\n\tvlan-raw-device eth0\n\tvlan-id 5\n");
	said("IMP011", "the hook of vlan does not read 'vlan-id': the ID is 7, by the name");
	yes("  - id: 7\n");
	read_eni("auto eth0\niface eth0\n\nauto eth0.7\niface eth0.7\n\tvlan-raw-device eth0\n\tvlan-id 5\n");
	not_said("IMP011", "vlan-id");
	yes("  - id: 5\n");
	read_eni("auto vlan0\niface vlan0 inet manual\n\tvlan-raw-device eth0\n");
	said("VLAN001", "'0'");
	/* by two ways */
	read_eni("auto eth0.7\niface eth0.7 inet manual\n\tvlan-raw-device eth0\n"
		 "\tup ip link add link eth1 name eth0.7 type vlan id 8\n");
	said("IMP004", "'parent' of 'eth0.7' is set twice");
	said("IMP004", "'id' of 'eth0.7' is set twice");
	read_eni("auto lan\niface lan inet manual\n\tvlan-raw-device eth1\n");
	said("IMP011", "no VLAN is made of 'lan'");
	/* by mention alone, down to the NIC */
	read_eni("auto br0\niface br0 inet manual\n\tbridge_ports eth0.7.8\n");
	clean();
	yes("name: eth0\n");
	yes("  - id: 8\n    parent: eth0.7\n");
	yes("  - id: 7\n    parent: eth0\n");
}

/* ---- bridges ---- */

static void bridges(void **state)
{
	(void)state;
	read_eni("auto vlan102\niface vlan102 inet manual\n\tbridge_ports eth0 eth1\n\tbridge_stp "
		 "no\n\tbridge-fd 0\n"
		 "\tbridge_ageing 20\n\tbridge_hello 2\n\tbridge_maxage 12\n\tbridge_bridgeprio "
		 "8\n\tbridge_maxwait 5\n"
		 "\tbridge_hw 02:00:00:00:00:01\n\tbridge_waitport 0\n");
	clean();
	yes("name: vlan102\n    ports: [eth0, eth1]\n    stp: false\n    forward_delay: 0\n    ageing: 20\n"
	    "    hello_time: 2\n    max_age: 12\n    priority: 8\n    maxwait: 5\n    mac_address: "
	    "\"02:00:00:00:00:01\"\n");
	read_eni("auto br0\niface br0 inet manual\n\tbridge_ports none\n\tbridge_vlan_aware yes\n\tbridge_hw "
		 "eth0\n");
	said("IMP003", "'bridge_vlan_aware'");
	said("IMP003", "takes the address of 'eth0'");
	yes("  - name: br0\n");
	read_eni("auto br0\niface br0 inet manual\n\tbridge_ports all\n");
	refused("IMP005", "'all'");
	read_eni("auto br0\niface br0 inet manual\n\tbridge_ports regex eth.*\n");
	refused("IMP005", "'regex'");
	/* ifquery: bridge_ports "eth0\neth1" */
	read_eni("auto br0\niface br0 inet manual\n\tbridge_ports eth0\n\tbridge_ports eth1\n");
	clean();
	yes("ports: [eth0, eth1]");
	read_eni("auto br0\niface br0 inet manual\n\tovs_type OVSBridge\n\tbridge_ports eth0\n");
	refused("IMP001", "Open vSwitch");
}

/* The hook of bridge-utils sets it on each port, whatever the method */
static void the_mtu_of_a_bridge(void **state)
{
	(void)state;
	read_eni("auto br0\niface br0 inet manual\n\tbridge_fd 0\n\tbridge_ports eth0 eth1.7\n\tmtu 9000\n"
		 "auto eth1\niface eth1 inet manual\n\tmtu 9000\n");
	clean();
	yes("  - name: eth0\n    mtu: 9000\n");
	no("parent: eth1\n    mtu");
	yes("ports: [eth0, eth1.7]\n    forward_delay: 0\n    mtu: 9000\n");
}

/* The hook makes ports that are VLANs, and brings up those that have nothing of their own */
static void ports_without_auto(void **state)
{
	(void)state;
	read_eni("iface eth0.7 inet manual\niface eth0 inet manual\nauto br0\niface br0 inet "
		 "manual\n\tbridge_ports eth0.7\n");
	clean();
	yes("  - id: 7\n    parent: eth0\n\n");
	yes("name: eth0\n    onboot: false\n");
	/* nothing makes it then */
	read_eni("iface eth0.7 inet manual\niface eth0 inet manual\niface br0 inet "
		 "manual\n\tbridge_ports eth0.7\n");
	yes("parent: eth0\n    onboot: false\n");
}

static void what_is_not_described(void **state)
{
	(void)state;
	read_eni("auto wlan0\niface wlan0 inet dhcp\n\twpa-ssid x\nauto br0\niface br0 inet "
		 "manual\n\tbridge_ports tap0\n");
	said("IMP003", "'wlan0' is a wireless NIC");
	said("IMP008", "'tap0' is a TAP device");
	no("wlan0");
	yes("name: tap0");
	assert_int_equal(findings_count(&findings, WARNING), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(netmasks),
		TEST(broadcast_and_network),
		TEST(comments_behind_values),
		TEST(what_was_masked),
		TEST(several_stanzas),
		TEST(methods),
		TEST(a_label),
		TEST(name_servers),
		TEST(at_boot),
		TEST(spellings),
		TEST(what_the_hook_knows),
		TEST(options_that_nobody_reads),
		TEST(targets),
		TEST(values_of_options),
		TEST(vlans),
		TEST(what_is_lost),
		TEST(comments_in_a_file_of_our_own),
		TEST(bridges),
		TEST(the_mtu_of_a_bridge),
		TEST(ports_without_auto),
		TEST(what_is_not_described),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
