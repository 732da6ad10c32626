/* What differs from release to release, from etch on. */
#include "targets/host.h"

#define NICS  "nics: [{name: eth0}, {name: eth1}, {name: eth2}, {name: eth3}]\n"
#define BOND0 "  - {name: bond0, slaves: [eth0, eth1], "
#define BOND1 "  - {name: bond1, slaves: [eth2, eth3], "

/* ---- etch: ifenslave 1.1.0-6, whose hook knows `slaves`, and runs behind the `up` lines ---- */

static void parameters_of_the_module_on_etch(void **state)
{
	const char *conf;

	(void)state;
	render_host("etch", NICS "bonds:\n" BOND0 "mode: 1, miimon: 100, primary: eth1}\n");
	assert_no_loss();
	conf = text_of("etc/modprobe.d/bonding.conf");
	assert_line(conf, "alias bond0 bonding");
	assert_line(conf, "options bonding max_bonds=1 mode=active-backup miimon=100 primary=eth1");
	assert_string_equal(stanza("bond0 inet manual", 0), "auto bond0\niface bond0 inet manual\n"
							    "\tpre-up modprobe bonding\n"
							    "\tslaves eth0 eth1\n"
							    "\tup ip link set dev bond0 up\n");
	assert_lacks(interfaces(), "bond_");
	assert_lacks(interfaces(), "bond-");
	/* targets as the module takes them, not as sysfs does */
	render_host("etch", NICS "bonds:\n" BOND0
				 "mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.1, 10.0.0.2]}\n");
	assert_has(text_of("etc/modprobe.d/bonding.conf"),
		   " arp_interval=500 arp_ip_target=10.0.0.1,10.0.0.2\n");
	assert_lacks(interfaces(), "arp");
}

static void bonds_that_are_alike_on_etch(void **state)
{
	(void)state;
	render_host("etch",
		    NICS "bonds:\n" BOND1 "mode: 4, miimon: 80}\n" BOND0 "mode: 802.3ad, miimon: 80}\n");
	assert_no_loss();
	assert_has(text_of("etc/modprobe.d/bonding.conf"),
		   "alias bond1 bonding\nalias bond0 bonding\n"
		   "options bonding max_bonds=2 mode=802.3ad miimon=80\n");
	assert_lacks(interfaces(), "bonding_masters");
	/* the module calls them bond0 and bond1; any other name has to be asked for, and gets the same
	 * options */
	render_host("etch", NICS "bonds:\n  - {name: lan, slaves: [eth0, eth1], mode: 4, miimon: 80}\n");
	assert_line(text_of("etc/modprobe.d/bonding.conf"),
		    "options bonding max_bonds=1 mode=802.3ad miimon=80");
	assert_lacks(text_of("etc/modprobe.d/bonding.conf"), "alias");
	assert_has(stanza("lan inet manual", 0),
		   "\tpre-up modprobe bonding\n"
		   "\tpre-up [ -d /sys/class/net/lan ] || echo +lan > /sys/class/net/bonding_masters\n"
		   "\tslaves eth0 eth1\n");
}

/* One module has one set of parameters, and its second load is refused: each bond gets its own from sysfs. */
static void bonds_that_differ_on_etch(void **state)
{
	static const char yaml[] =
		NICS "bonds:\n" BOND0 "mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.1, 10.0.0.2],\n"
		     "     primary: eth1, addresses: [10.0.0.5/24]}\n" BOND1 "mode: 4}\n";

	(void)state;
	render_host("etch", yaml);
	assert_loss("DEB003", "bonds[0]");
	assert_loss("DEB003", "bonds[1]");
	assert_int_equal(findings.n, 2);
	assert_string_equal(text_of("etc/modprobe.d/bonding.conf"), "");
	/* the mode first, each target by itself, the bond up before its slaves, and they before the primary
	 */
	assert_string_equal(
		stanza("bond0 inet static", 0),
		"auto bond0\niface bond0 inet static\n"
		"\tpre-up modprobe bonding\n"
		"\tpre-up [ -d /sys/class/net/bond0 ] || echo +bond0 > /sys/class/net/bonding_masters\n"
		"\tpre-up echo active-backup > /sys/class/net/bond0/bonding/mode\n"
		"\tpre-up echo 500 > /sys/class/net/bond0/bonding/arp_interval\n"
		"\tpre-up echo +10.0.0.1 > /sys/class/net/bond0/bonding/arp_ip_target\n"
		"\tpre-up echo +10.0.0.2 > /sys/class/net/bond0/bonding/arp_ip_target\n"
		"\tpre-up ip link set dev bond0 up\n"
		"\tpre-up ifenslave bond0 eth0 eth1\n"
		"\taddress 10.0.0.5\n\tnetmask 255.255.255.0\n"
		"\tup echo eth1 > /sys/class/net/bond0/bonding/primary\n"
		"\tdown ifenslave -d bond0 eth0 eth1\n"
		"\tpost-down echo -bond0 > /sys/class/net/bonding_masters\n");
	/* what the module forces when it gets the mode, it does not when sysfs does */
	assert_has(stanza("bond1 inet manual", 0),
		   "\tpre-up echo 802.3ad > /sys/class/net/bond1/bonding/mode\n"
		   "\tpre-up echo 100 > /sys/class/net/bond1/bonding/miimon\n");
	assert_lacks(stanza("bond0 inet static", 0), "miimon");
}

/* The hook would come when the lease is asked for in vain, or when the bond's MTU has passed its slaves by.
 */
static void slaves_that_cannot_wait_for_the_hook_of_etch(void **state)
{
	static const char *const fields[] = {"dhcp: true", "mtu: 9000, addresses: [10.0.0.5/24]",
					     "mtu: 9000"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		render_host("etch", arena_printf(arena, NICS "bonds:\n" BOND0 "mode: 1, miimon: 100, %s}\n",
						 fields[i]));
		assert_no_loss();
		assert_has(interfaces(),
			   "\tpre-up modprobe bonding\n"
			   "\tpre-up ip link set dev bond0 up\n\tpre-up ifenslave bond0 eth0 eth1\n");
		assert_has(interfaces(), "\tdown ifenslave -d bond0 eth0 eth1\n");
		assert_lacks(interfaces(), "\tslaves ");
		assert_lacks(interfaces(), "post-down");
	}
	render_host("lenny", NICS "bonds:\n" BOND0 "mode: 1, miimon: 100, dhcp: true}\n");
	assert_lacks(interfaces(), "ifenslave bond0");
	assert_has(interfaces(), "\tslaves eth0 eth1\n");
}

/* ---- lenny: ifenslave 1.1.0-10 ---- */

static void lennys_spelling(void **state)
{
	(void)state;
	render_host("lenny",
		    NICS "bonds:\n" BOND0 "mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.1, 10.0.0.2],\n"
			 "     primary: eth1}\n" BOND1
			 "mode: 4, miimon: 100, updelay: 200, downdelay: 100, lacp_rate: fast,\n"
			 "     xmit_hash_policy: layer3+4}\n");
	assert_no_loss();
	assert_has(stanza("bond0 inet manual", 0), "\tslaves eth0 eth1\n\tbond_mode active-backup\n"
						   "\tbond_arp_interval 500\n"
						   "\tbond_arp_ip_target 10.0.0.1 10.0.0.2\n"
						   "\tbond_primary eth1\n");
	assert_has(stanza("bond1 inet manual", 0),
		   "\tslaves eth2 eth3\n\tbond_mode 802.3ad\n\tbond_miimon 100\n"
		   "\tbond_updelay 200\n\tbond_downdelay 100\n"
		   "\tbond_xmit_hash_policy layer3+4\n\tbond_lacp_rate fast\n");
	assert_lacks(interfaces(), "bond-");
	assert_lacks(interfaces(), "pre-up");
	/* 2.6.26 makes bond0 whatever max_bonds says */
	assert_string_equal(text_of("etc/modprobe.d/bonding.conf"), "");
}

/* -EPERM once there are slaves; and a number, for the words came with 2.6.27 */
static void fail_over_mac_of_lenny(void **state)
{
	(void)state;
	render_host("lenny",
		    NICS "bonds:\n" BOND0 "mode: 1, miimon: 100, fail_over_mac: active, use_carrier: off}\n");
	assert_loss("DEB003", "bonds[0].fail_over_mac");
	assert_loss("DEB003", "bonds[0].use_carrier");
	assert_has(stanza("bond0 inet manual", 0),
		   "\tpre-up modprobe bonding\n"
		   "\tpre-up [ -d /sys/class/net/bond0 ] || echo +bond0 > /sys/class/net/bonding_masters\n"
		   "\tpre-up echo 1 > /sys/class/net/bond0/bonding/fail_over_mac\n"
		   "\tslaves eth0 eth1\n");
	assert_has(stanza("bond0 inet manual", 0),
		   "\tup echo 0 > /sys/class/net/bond0/bonding/use_carrier\n");
}

/* An interval of 0 written beside the other monitor's would switch that off, up to 2.6.32. */
static void no_monitor_switches_the_other_off(void **state)
{
	static const char *const releases[] = {"etch", "lenny", "squeeze", "wheezy"};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		render_host(releases[i], NICS "bonds:\n" BOND0 "mode: 1, miimon: 100, arp_interval: 0}\n");
		assert_lacks(interfaces(), "arp");
		assert_lacks(text_of("etc/modprobe.d/bonding.conf"), "arp");
	}
}

/* ---- around the bonds ---- */

static void packages(void **state)
{
	static const char yaml[] =
		NICS "bonds:\n" BOND0 "mode: 1, miimon: 100, dhcp: true}\n"
		     "vlans: [{id: 5, parent: bond0}, {id: 6, parent: bond0, name: vlan6}]\n";
	static const struct {
		const char *os, *packages;
	} needs[] = {
		{"etch", "ifenslave-2.6 vlan dhcp3-client iproute"},
		{"lenny", "ifenslave-2.6 vlan dhcp3-client iproute"},
		{"squeeze", "ifenslave-2.6 vlan isc-dhcp-client"},
		{"wheezy", "ifenslave-2.6 vlan isc-dhcp-client"},
		{"jessie", "ifenslave vlan isc-dhcp-client"},
		{"bullseye", "ifenslave vlan isc-dhcp-client"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(needs) / sizeof(*needs); i++) {
		render_host(needs[i].os, yaml);
		assert_has(interfaces(),
			   arena_printf(arena, "\n# Needs these packages: %s\n", needs[i].packages));
	}
	/* from wheezy on ifupdown makes PARENT.ID itself */
	render_host("wheezy", NICS "vlans: [{id: 5, parent: eth0}]\n");
	assert_lacks(interfaces(), "Needs");
	assert_lacks(interfaces(), "vlan-raw-device");
	render_host("etch", NICS "vlans: [{id: 5, parent: eth0}]\n");
	assert_has(interfaces(), "packages: vlan iproute\n");
	assert_has(interfaces(), "\tvlan-raw-device eth0\n");
}

/* vlan 1.9-2 reads the parent in eth*.N only; 1.9-3 in bond*.N too, and takes that for the parent. */
static void a_name_that_vlans_hook_reads_otherwise(void **state)
{
	static const char yaml[] = "nics: [{name: bonded}]\nvlans: [{id: 5, parent: bonded}]\n";

	(void)state;
	render_host("etch", yaml);
	assert_no_loss();
	assert_has(stanza("bonded.5 inet manual", 0), "\tvlan-raw-device bonded\n");
	render_host("lenny", yaml);
	assert_only_loss("LOSS001", "vlans[0]");
}

static void names_of_nics(void **state)
{
	static const char yaml[] = "nics: [{name: eth0, mac: \"52:54:00:AA:00:01\"}]\n";

	(void)state;
	render_host("etch", yaml);
	assert_line(
		text_of("etc/udev/rules.d/z25_persistent-net.rules"),
		"SUBSYSTEM==\"net\", DRIVERS==\"?*\", ATTRS{address}==\"52:54:00:aa:00:01\", NAME=\"eth0\"");
	assert_int_equal(files.n, 2);
	render_host("lenny", yaml);
	assert_line(
		text_of("etc/udev/rules.d/70-persistent-net.rules"),
		"SUBSYSTEM==\"net\", ACTION==\"add\", DRIVERS==\"?*\", ATTR{address}==\"52:54:00:aa:00:01\", "
		"ATTR{type}==\"1\", KERNEL==\"eth*\", NAME=\"eth0\"");
	for (size_t i = 0; i < 2; i++) {
		render_host(i ? "jessie" : "wheezy", yaml);
		assert_has(text_of("etc/udev/rules.d/70-persistent-net.rules"), "ATTR{dev_id}==\"0x0\", ");
	}
	render_host("stretch", yaml);
	assert_line(text_of("etc/systemd/network/10-eth0.link"), "MACAddress=52:54:00:aa:00:01");
	assert_int_equal(files.n, 2);
}

static void sysctls_and_their_module(void **state)
{
	static const char yaml[] = NICS "bridge_netfilter: false\n";

	(void)state;
	render_host("etch", yaml);
	assert_has(text_of("etc/sysctl.conf.fragment"), "\nnet.bridge.bridge-nf-call-iptables = 0\n");
	assert_string_equal(text_of("etc/sysctl.d/bondwright.conf"), "");
	assert_has(text_of("etc/modules.fragment"), "\nbridge\n");
	assert_has(text_of("etc/modules.fragment"), "sysctl.conf");
	render_host("lenny", yaml);
	assert_has(text_of("etc/sysctl.d/bondwright.conf"), "\nnet.bridge.bridge-nf-call-iptables = 0\n");
	assert_has(text_of("etc/modules.fragment"), "sysctl.d/bondwright.conf");
	render_host("jessie", yaml);
	assert_line(text_of("etc/modules-load.d/bondwright.conf"), "bridge");
	render_host("stretch", yaml);
	assert_line(text_of("etc/modules-load.d/bondwright.conf"), "br_netfilter");
}

static void the_resolver_and_the_dhcp_client(void **state)
{
	static const char yaml[] = "nics: [{name: eth0, dhcp: true}]\ndns: {servers: [10.0.0.53]}\n";
	static const char hook[] = "etc/%s/dhclient-enter-hooks.d/bondwright";

	(void)state;
	render_host("lenny", yaml);
	assert_has(text_of(arena_printf(arena, hook, "dhcp3")), "make_resolv_conf()");
	assert_null(file_set_find(&files, arena_printf(arena, hook, "dhcp")));
	render_host("squeeze", yaml);
	assert_has(text_of(arena_printf(arena, hook, "dhcp")), "make_resolv_conf()");
}

/* ifupdown says `onlink` from 0.8.7 on; before that, its route to such a router is refused, and ifup fails.
 */
static void a_router_outside_the_network(void **state)
{
	static const char yaml[] =
		"nics: [{name: eth0, addresses: [192.0.2.5/32, 192.0.2.6/32], gateway: 10.0.0.1}]\n";
	static const char line[] = "\tup ip route replace default via 10.0.0.1 dev eth0 onlink\n";
	static const char *const releases[] = {"wheezy", "jessie"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		render_host(releases[i], yaml);
		assert_lacks(interfaces(), "gateway");
		assert_has(stanza("eth0 inet static", 0), line);
		assert_lacks(stanza("eth0 inet static", 1), line);
	}
	render_host("stretch", yaml);
	assert_has(stanza("eth0 inet static", 0), "\tgateway 10.0.0.1\n");
	assert_lacks(interfaces(), "onlink");
	render_host("wheezy", "nics: [{name: eth0, addresses: [10.0.0.5/24], gateway: 10.0.0.1}]\n");
	assert_has(stanza("eth0 inet static", 0), "\taddress 10.0.0.5/24\n\tgateway 10.0.0.1\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(parameters_of_the_module_on_etch),
		TEST(bonds_that_are_alike_on_etch),
		TEST(bonds_that_differ_on_etch),
		TEST(slaves_that_cannot_wait_for_the_hook_of_etch),
		TEST(lennys_spelling),
		TEST(fail_over_mac_of_lenny),
		TEST(no_monitor_switches_the_other_off),
		TEST(packages),
		TEST(a_name_that_vlans_hook_reads_otherwise),
		TEST(names_of_nics),
		TEST(sysctls_and_their_module),
		TEST(the_resolver_and_the_dhcp_client),
		TEST(a_router_outside_the_network),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
