/* Which files count, what they are of, and that nothing in them is passed over in silence. */
#include "targets/rhel/files.h"

#include <stdio.h>
#include <stdlib.h>

#include "targets/rhel/keys.h"
#include "template/template.h"

/* ---- files ---- */

static void files_that_boot_leaves_out(void **state)
{
	(void)state;
	read_host("rhel7.9",
		  NETWORK SCRIPT("eth0")
			  IFCFG("eth1.bak") "DEVICE=eth1\n" IFCFG("eth2.old") "DEVICE=eth2\n" IFCFG(
				  "eth 3") "DEVICE=eth3\n" IFCFG("lo") "DEVICE=lo\nIPADDR=127.0.0.1\nNETMASK="
								       "255.0.0.0\n");
	has_no("eth1");
	has_no("eth2");
	has_no("eth3");
	has_no("name: lo");
	said("IMP007", "left out");
	not_said("IMP003", "");
	read_host("rhel6.10",
		  NETWORK SCRIPT("eth0") IFCFG("lo") "DEVICE=lo\nIPADDR=10.9.9.9\nNETMASK=255.255.255.255\n");
	said("IMP003", "another address of the loopback interface");
	read_host("rhel5.4", NETWORK SCRIPT("local0") SCRIPT("eth0")); /* ifcfg-lo*, up to 8.45.34 */
	has_no("local0");
	read_host("rhel6.10", NETWORK SCRIPT("local0"));
	has_line("local0");
}

static void a_dash_up_to_rhel_5(void **state)
{
	(void)state;
	read_host("rhel5.4", NETWORK SCRIPT("br-lan") "TYPE=Bridge\n");
	said("IMP011", "the dash makes it a variant of 'ifcfg-br'");
	read_host("rhel6.10", NETWORK SCRIPT("br-lan") "TYPE=Bridge\n");
	is_clean();
}

static void two_files_of_one_interface(void **state)
{
	(void)state;
	read_host("rhel6.10", NETWORK SCRIPT("eth0") "MTU=1400\n" IFCFG(
				      "eth0-new") "DEVICE=eth0\nONBOOT=yes\nMTU=9000\n");
	has_line("mtu: 1400");
	said("IMP004", "'ifcfg-eth0-new' is not read: 'ifcfg-eth0' is of 'eth0' too");
	read_host("rhel6.10", NETWORK IFCFG("eth0") "DEVICE=eth0\nONBOOT=no\nMTU=1400\n" IFCFG(
				      "eth0-new") "DEVICE=eth0\nONBOOT=yes\nMTU=9000\n");
	has_line("mtu: 9000");
	said("IMP004", "'ifcfg-eth0' is not read");
}

static void without_device(void **state)
{
	(void)state;
	read_host("rhel6.10", NETWORK IFCFG("eth0") "HWADDR=52:54:00:00:00:01\n");
	said("IMP008", "no DEVICE: it is called 'eth0'");
	has_line("  - name: eth0\n    mac: \"52:54:00:00:00:01\"\n");
	/* there is one, which takes a shell */
	read_host("rhel6.10", NETWORK IFCFG("eth0") "DEVICE=eth$i\n");
	said("IMP005", "the value of DEVICE");
	not_said("IMP008", "");
}

/* bash drops what it has read of it: its settings are nobody's. */
static void a_quote_that_is_not_closed(void **state)
{
	(void)state;
	read_host("rhel6.10", NETWORK IFCFG("of-some-length-here") "TYPE=X\nNAME=U Can't\nDEVICE=eth0\n");
	said("IMP009", "a quote that nothing closes");
	assert_int_equal(findings.n, 1);
}

/* One finding for the files of one device. */
static void files_of_several_hosts(void **state)
{
	(void)state;
	read_host("rhel6.10", NETWORK "\n==> bond0/r1 <==\nDEVICE=bond0\n\n==> bond0/r2 <==\nDEVICE=bond0\n"
				      "\n==> bond0/r3 <==\nDEVICE=bond0\n");
	said("IMP010", "'r1' and 'r3' are both of 'bond0'");
	not_said("IMP010", "'r2' and");
	assert_string_equal(yaml, "");
}

/* conf_files_filter_out() of libkmod; module-init-tools reads all. */
static void modprobe_files_without_conf(void **state)
{
	static const char files[] = NETWORK SCRIPT("bond0")
		SLAVE("eth0") "\n==> etc/modprobe.d/bonding <==\noptions bonding mode=1 miimon=80\n";

	(void)state;
	read_host("rhel6.10", files);
	has_line("miimon: 80");
	not_said("IMP007", "");
	read_host("rhel7.9", files);
	has_no("miimon: 80");
	said("IMP007", "modprobe of Red Hat Enterprise Linux 7 reads files that end in .conf alone");
}

/* ---- kinds ---- */

static void kinds_without_a_place(void **state)
{
	(void)state;
	read_host("rhel7.9",
		  NETWORK SCRIPT("tap0") "TYPE=Tap\nBRIDGE=br0\n" SCRIPT("br0") "TYPE=Bridge\n" SCRIPT(
			  "wlan0") SCRIPT("ib0") "TYPE=InfiniBand\n" SCRIPT("post0") "DEVICETYPE=eth\n");
	said("IMP003", "'tap0' is no kind of interface");
	said("IMP003", "'wlan0'");
	said("IMP003", "'ib0'");
	not_said("IMP003", "'post0'");
	has_line("ports: [tap0]");
	has_line("  - name: tap0\n");
	has_no("wlan0");
	read_host("rhel7.9", NETWORK SCRIPT("br0") "TYPE=OVSBridge\nDEVICETYPE=ovs\n" SCRIPT("eth0"));
	said("IMP001", "Open vSwitch");
	assert_string_equal(yaml, "");
	read_host("rhel7.9", NETWORK SCRIPT("br0") "TYPE=bridge\n");
	said("IMP011", "know 'Bridge' alone");
	has_line("bridges:\n  - name: br0");
	read_host("rhel7.9", NETWORK IFCFG("br0") "DEVICE=br0\nTYPE=bridge\n"); /* NetworkManager */
	not_said("IMP011", "");
}

/* ---- VLANs ---- */

static void vlans_by_name_and_by_keys(void **state)
{
	(void)state;
	read_host("rhel6.10",
		  NETWORK SCRIPT("eth0")
			  SCRIPT("eth0.42") "VLAN=yes\n" SCRIPT("vlan7") "VLAN=yes\nPHYSDEV=eth0\n" SCRIPT(
				  "store") "VLAN=yes\nPHYSDEV=eth0\nVID=30\n");
	is_clean();
	has_line("  - id: 42\n    parent: eth0\n");
	has_line("  - id: 7\n    parent: eth0\n    name: vlan7\n");
	has_line("  - id: 30\n    parent: eth0\n    name: store\n");
	read_host("rhel7.9", NETWORK IFCFG("eth0.9") "DEVICE=eth0.9\nVLAN=yes\nVLAN_ID=10\n");
	said("IMP004", "'eth0.9' is VLAN 9 by its name and 10 by VLAN_ID");
	has_line("id: 10");
	read_host("rhel7.9",
		  NETWORK SCRIPT("eth0.9") "VLAN=yes\nVLAN_ID=10\n"); /* kept from NetworkManager */
	said("IMP004", "VLAN_ID");
	has_line("id: 9");
	read_host("rhel6.10", NETWORK SCRIPT("eth0.9"));
	said("IMP011", "VLAN=yes is missing");
	read_host("rhel6.10", NETWORK SCRIPT("store") "VLAN=yes\nPHYSDEV=eth0\n");
	said("IMP002", "'id'");
}

static void vlans_that_ifup_cannot_make(void **state)
{
	(void)state;
	read_host("rhel5.4", NETWORK SCRIPT("vlan7") "VLAN=yes\nPHYSDEV=eth0\n");
	said("IMP011", "there will be no 'vlan7'");
	read_host("rhel5.4",
		  NETWORK "VLAN_NAME_TYPE=VLAN_PLUS_VID_NO_PAD\n" SCRIPT("vlan7") "VLAN=yes\nPHYSDEV=eth0\n");
	is_clean();
	read_host("rhel5.3",
		  NETWORK SCRIPT("vlan7") "VLAN=yes\nPHYSDEV=eth0\nVLAN_NAME_TYPE=VLAN_PLUS_VID_NO_PAD\n");
	said("IMP011", "there will be no 'vlan7'");
	read_host("rhel5.4", NETWORK SCRIPT("br0.5") "VLAN=yes\n" SCRIPT("br0") "TYPE=Bridge\n");
	said("IMP011", "makes no VLAN on 'br0'");
	read_host("rhel5.7", NETWORK SCRIPT("br0.5") "VLAN=yes\n" SCRIPT("br0") "TYPE=Bridge\n");
	is_clean();
}

/* ---- bridges ---- */

static void bridges(void **state)
{
	(void)state;
	read_host("rhel6.10",
		  NETWORK SCRIPT("br0") "TYPE=Bridge\nSTP=on\nDELAY=4\nPRIO=100\nAGEING=60\n"
					"BRIDGING_OPTS=\"hello_time=300 max_age=1200 "
					"multicast_snooping=0\"\n" SCRIPT("eth1") "BRIDGE=br0\n" SCRIPT(
						"eth0.5") "VLAN=yes\nBRIDGE=br0\n" SCRIPT("eth0"));
	has_line("  - name: br0\n    ports: [eth1, eth0.5]\n    stp: true\n    forward_delay: 4\n    ageing: "
		 "60\n"
		 "    hello_time: 3\n    max_age: 12\n    priority: 100\n");
	said("IMP003", "multicast_snooping of the bridge");
	assert_string_equal(place_of("IMP003", "multicast"), "multicast_snooping=0");
	read_host("rhel5.4",
		  NETWORK SCRIPT("br0") "TYPE=Bridge\nSTP=off\nPRIO=100\nBRIDGING_OPTS=hello_time=300\n");
	said("IMP011", "PRIO does nothing");
	said("IMP011", "BRIDGING_OPTS does nothing");
	has_line("stp: false");
	has_no("hello_time");
	read_host("rhel6.10", NETWORK SCRIPT("eth0") "DELAY=0\n");
	said("IMP011", "DELAY does nothing: it means nothing in the file of a NIC");
}

/* network-scripts 10 hand DELAY to `ip link`, which counts hundredths; NetworkManager counts seconds */
static void time_of_rhel_8(void **state)
{
	(void)state;
	read_host("rhel8", NETWORK SCRIPT("br0") "TYPE=Bridge\nSTP=on\nDELAY=1500\n");
	has_line("forward_delay: 15\n");
	is_clean();
	read_host("rhel8", NETWORK SCRIPT("br0") "TYPE=Bridge\nSTP=on\nDELAY=15\n");
	said("IMP003", "counts hundredths of a second");
	read_host("rhel8", NETWORK IFCFG("br0") "DEVICE=br0\nTYPE=Bridge\nSTP=on\nDELAY=15\n");
	has_line("forward_delay: 15\n");
	read_host("rhel7.9", NETWORK SCRIPT("br0") "TYPE=Bridge\nSTP=on\nDELAY=15\n");
	has_line("forward_delay: 15\n");
}

/* eval $(fgrep "TYPE=" ifcfg-br0) */
static void a_comment_that_hides_the_type(void **state)
{
	(void)state;
	read_host("rhel6.10", NETWORK SCRIPT("br0") "# was TYPE=Ethernet\nTYPE=Bridge\n");
	said("IMP011", "behind the comment");
	read_host("rhel6.10", NETWORK SCRIPT("br0") "TYPE=Bridge # not TYPE=Ethernet\n# TYPE=Ethernet\n");
	not_said("IMP011", "");
	read_host("rhel4.9", NETWORK SCRIPT("br0") "# was TYPE=Ethernet\nTYPE=Bridge\n");
	not_said("IMP011", "");
}

/* ---- settings ---- */

static void keys_that_nobody_reads(void **state)
{
	(void)state;
	read_host("rhel6.10", NETWORK SCRIPT("eth0") "NETMAK=255.0.0.0\nNAME=x\nUUID=1-2\nUSERCTL="
						     "no\nHOTPLUG=no\nTYPE=Ethernet\n");
	said("IMP011", "NETMAK does nothing");
	assert_string_equal(place_of("IMP011", "NETMAK"), "NETMAK");
	assert_string_equal(find("IMP011", "NETMAK")->help, "NETMASK, if that is meant");
	assert_int_equal(findings.n, 1);
	read_host("rhel6.10",
		  NETWORK SCRIPT("eth0") "USERCTL=yes\nETHTOOL_OPTS=\"-s ${DEVICE} speed 100\"\n");
	said("IMP003", "USERCTL");
	said("IMP003", "ETHTOOL_OPTS");
	not_said("IMP005", "");
	read_host("rhel6.10", NETWORK SCRIPT("eth0") "IPADDR=$IP\nNETMASK=255.255.255.0\nNAME=$X\n");
	said("IMP005", "the value of IPADDR: '$IP'");
	not_said("IMP005", "NAME");
	not_said("IMP011", "NETMASK");
	assert_string_equal(yaml, "");
	read_host("rhel6.10", NETWORK SCRIPT("eth0") "MTU=1500\nMTU=9000\n");
	said("IMP004", "MTU is set 2 times, and differently");
	has_line("mtu: 9000");
}

static void yes_and_no(void **state)
{
	(void)state;
	read_host("rhel6.10", NETWORK IFCFG("eth0") "DEVICE=eth0\nONBOOT=false\n");
	said("IMP011", "boot knows 'no' alone");
	has_no("onboot");
	read_host("rhel8", NETWORK IFCFG("eth0") "DEVICE=eth0\nONBOOT=false\n");
	has_line("onboot: false");
	read_host("rhel6.10", NETWORK IFCFG("eth0") "DEVICE=eth0\nONBOOT=No\n");
	has_line("onboot: false");
	read_host("rhel6.10", NETWORK SCRIPT("eth0.5") "VLAN=YES\n");
	said("IMP011", "knows 'yes' alone");
	has_line("id: 5");
}

static void what_every_interface_may_say(void **state)
{
	(void)state;
	read_host("rhel6.10",
		  NETWORK "NISDOMAIN=example\n" IFCFG("eth0") "# uplink\nDEVICE=eth0\nONBOOT=no\nMTU=9000\n"
							      "MACADDR=02:00:00:00:00:01\n# spare\n");
	has_line("  # uplink\n");
	has_line("# spare");
	has_line("onboot: false");
	has_line("mtu: 9000");
	has_line("mac_address: \"02:00:00:00:00:01\"");
	has_line("host: vm1.example.com");
	said("IMP003", "NISDOMAIN");
}

static void a_host_name_elsewhere(void **state)
{
	(void)state;
	read_host("rhel7.9", NETWORK SCRIPT("eth0") "\n==> etc/hostname <==\nother.example.com\n");
	has_line("host: other.example.com");
	said("IMP011", "HOSTNAME does nothing");
	read_host("rhel7.9", NETWORK SCRIPT("eth0"));
	has_line("host: vm1.example.com");
}

/* ---- keys ---- */

/* Every KEY= of the templates is in the table, as one that is read or configures nothing. */
static void keys_of_templates_are_read(void **state)
{
	static const char *const templates[] = {"rhel/ifcfg", "rhel/ifcfg-alias", "rhel/network"};
	size_t keys = 0;

	(void)state;
	for (size_t t = 0; t < 3; t++)
		for (const char *p = template_builtin(templates[t]); p && *p;
		     p += strcspn(p, "\n") + (strchr(p, '\n') != NULL)) {
			size_t n = strspn(p, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
			const char *name = arena_strndup(arena, p, n);
			const struct rhel_key *key;

			if (!n || (p[n] != '=' && p[n] != '{'))
				continue;
			key = t == 2 ? rhel_network_key(name) : rhel_key(name);
			keys++;
			if (!key || (key->use == KEY_LOSS && !(key->idle && !strcmp(name, "USERCTL"))))
				fail_msg("%s of %s is not read", name, templates[t]);
		}
	assert_true(keys > 40);
}

static void names_of_keys(void **state)
{
	(void)state;
	assert_non_null(rhel_key("IPADDR"));
	assert_non_null(rhel_key("IPADDR255"));
	assert_null(rhel_key("IPADDR2555"));
	assert_null(rhel_key("IPADDRX"));
	assert_null(rhel_key("DNS"));
	assert_non_null(rhel_key("DNS1"));
	assert_null(rhel_key("ipaddr"));
	assert_null(rhel_key(""));
	assert_true(rhel_key_is_idle(rhel_key("USERCTL"), "NO"));
	assert_false(rhel_key_is_idle(rhel_key("USERCTL"), "n o"));
	assert_false(rhel_key_is_idle(rhel_key("USERCTL"), ""));
	assert_non_null(rhel_network_key("GATEWAYDEV"));
	assert_null(rhel_key("GATEWAYDEV"));
}

/* 1 MB of anything, and bytes that are no text: findings, and no hang. */
static void hostile_files(void **state)
{
	static const char *const repeated[] = {"IPADDR1=1\n", "A=1\n", "MASTER=a ", "BONDING_OPTS=\"mode=1 ",
					       "x",           "\n#",   "\xff\xfe"};
	static const char head[] = "DEVICE=eth0\n";

	(void)state;
	for (size_t i = 0; i < sizeof(repeated) / sizeof(*repeated); i++) {
		size_t n = strlen(repeated[i]), len = sizeof(head) - 1;
		char *text = arena_alloc(arena, 300000 + 64);
		struct import_options o = {.loss = ERROR};
		struct tree *tree = tree_new(arena);

		memcpy(text, head, len);
		for (; len < 300000; len += n)
			memcpy(text + len, repeated[i], n);
		findings_init(&findings, arena);
		tree_add_source(tree, "etc/sysconfig/network-scripts/ifcfg-eth0",
				source_of(arena, "ifcfg-eth0", text, len));
		assert_true(import_from(arena, "rhel6.10", &o));
		import_host(arena, tree, &o, &findings);
	}
	read_host("rhel6.10", NETWORK IFCFG("eth0") "DEVICE=eth0\r\nONBOOT=yes\r\nIPADDR=10.0.0.2\r\n");
	said("IMP009", "carriage return");
	assert_string_equal(yaml, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(files_that_boot_leaves_out),
		TEST(a_dash_up_to_rhel_5),
		TEST(two_files_of_one_interface),
		TEST(without_device),
		TEST(a_quote_that_is_not_closed),
		TEST(files_of_several_hosts),
		TEST(modprobe_files_without_conf),
		TEST(kinds_without_a_place),
		TEST(vlans_by_name_and_by_keys),
		TEST(vlans_that_ifup_cannot_make),
		TEST(bridges),
		TEST(time_of_rhel_8),
		TEST(a_comment_that_hides_the_type),
		TEST(yes_and_no),
		TEST(keys_that_nobody_reads),
		TEST(what_every_interface_may_say),
		TEST(a_host_name_elsewhere),
		TEST(keys_of_templates_are_read),
		TEST(names_of_keys),
		TEST(hostile_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
