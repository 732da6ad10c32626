/* The files around those of the interfaces, and the host as it is before xend. */
#include "targets/suse/files.h"

#define NIC0 "nics: [{name: eth0, mac: \"52:54:00:AB:CD:01\"}]\n"

static void nics_keep_their_names(void **state)
{
	(void)state;
	/* convert_persistent_name_rules of sysconfig 0.61 reads these words */
	render_host("sles10", NIC0);
	assert_line(text_of("etc/udev/rules.d/30-net_persistent_names.rules"),
		    "SUBSYSTEM==\"net\", ACTION==\"add\", SYSFS{address}==\"52:54:00:ab:cd:01\", "
		    "IMPORT=\"/lib/udev/rename_netiface %k eth0\"");
	render_host("sles11", NIC0);
	assert_line(
		text_of("etc/udev/rules.d/70-persistent-net.rules"),
		"SUBSYSTEM==\"net\", ACTION==\"add\", DRIVERS==\"?*\", ATTR{address}==\"52:54:00:ab:cd:01\", "
		"ATTR{type}==\"1\", KERNEL==\"eth*\", NAME=\"eth0\"");
	render_host("sles12", NIC0);
	assert_has(text_of("etc/udev/rules.d/70-persistent-net.rules"), "ATTR{dev_id}==\"0x0\", ");
	render_host("sles11", "nics: [{name: eth0}]\n");
	assert_string_equal(text_of("etc/udev/rules.d/70-persistent-net.rules"), "");
}

static void files_of_nics_on_sles10_go_by_address(void **state)
{
	(void)state;
	render_host("sles10", NIC0);
	assert_string_equal(suse_ifcfg("eth0"), "");
	assert_line(suse_ifcfg("eth-id-52:54:00:ab:cd:01"), "STARTMODE='auto'");
	render_host("sles10", "nics: [{name: eth0}]\n");
	assert_line(suse_ifcfg("eth0"), "STARTMODE='auto'");
	render_host("sles11", NIC0);
	assert_line(suse_ifcfg("eth0"), "STARTMODE='auto'");
}

static void the_name_of_the_host(void **state)
{
	(void)state;
	render_host("sles11", NIC0);
	assert_string_equal(text_of("etc/HOSTNAME"), "vm1.example.com\n");
	assert_string_equal(text_of("etc/hostname"), "");
	render_host("sles12", NIC0);
	assert_string_equal(text_of("etc/hostname"), "vm1.example.com\n");
}

/* ---- name servers ---- */

#define DNS  "dns: {servers: [10.0.0.53, 10.0.0.54], search: [a.example, b.example]}\n"
#define DHCP "nics: [{name: eth0, dhcp: true}]\n"

static void sles10_has_a_resolv_conf(void **state)
{
	(void)state;
	render_host("sles10", DNS DHCP);
	assert_no_loss();
	assert_line(text_of("etc/resolv.conf"), "search a.example b.example");
	assert_line(text_of("etc/resolv.conf"), "nameserver 10.0.0.54");
	assert_line(suse_ifcfg("eth0"), "DHCLIENT_MODIFY_RESOLV_CONF='no'");
	assert_string_equal(text_of(NETWORK "config.fragment"), "");
	render_host("sles10", DHCP);
	assert_no_key(suse_ifcfg("eth0"), "DHCLIENT_MODIFY_RESOLV_CONF");
	assert_string_equal(text_of("etc/resolv.conf"), "");
}

static void later_ones_have_netconfig(void **state)
{
	(void)state;
	render_host("sles11", DNS DHCP);
	assert_no_loss();
	assert_line(text_of(NETWORK "config.fragment"), "NETCONFIG_DNS_STATIC_SERVERS='10.0.0.53 10.0.0.54'");
	assert_line(text_of(NETWORK "config.fragment"),
		    "NETCONFIG_DNS_STATIC_SEARCHLIST='a.example b.example'");
	assert_line(text_of(NETWORK "config.fragment"), "NETCONFIG_DNS_POLICY='STATIC'");
	assert_no_key(suse_ifcfg("eth0"), "DHCLIENT_MODIFY_RESOLV_CONF");
	assert_string_equal(text_of("etc/resolv.conf"), "");
	/* nothing else would bring any */
	render_host("sles12", DNS NIC0);
	assert_no_key(text_of(NETWORK "config.fragment"), "NETCONFIG_DNS_POLICY");
	render_host("sles12", NIC0);
	assert_string_equal(text_of(NETWORK "config.fragment"), "");
	render_host("sles12", "dns: {servers: [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4]}\n" NIC0);
	assert_only_loss("LOSS001", "dns.servers[3]");
	assert_line(text_of(NETWORK "config.fragment"),
		    "NETCONFIG_DNS_STATIC_SERVERS='10.0.0.1 10.0.0.2 10.0.0.3'");
}

/* ---- modules and settings ---- */

static void settings_of_bridges(void **state)
{
	(void)state;
	render_host("sles11", "bridge_netfilter: false\n" NIC0);
	assert_no_loss();
	assert_has(text_of("etc/sysctl.conf.fragment"), "net.bridge.bridge-nf-call-iptables = 0");
	assert_has(text_of("etc/modprobe.conf.local.fragment"),
		   "install bridge /sbin/modprobe --ignore-install bridge && /sbin/sysctl ");
	render_host("sles12", "bridge_netfilter: false\n" NIC0);
	assert_has(text_of("etc/sysctl.d/bondwright.conf"), "net.bridge.bridge-nf-call-iptables = 0");
	assert_line(text_of("etc/modules-load.d/bondwright.conf"), "bridge");
	assert_string_equal(text_of("etc/modprobe.conf.local.fragment"), "");
	render_host("sles11", NIC0);
	assert_string_equal(text_of("etc/sysctl.conf.fragment"), "");
	assert_string_equal(text_of("etc/modprobe.conf.local.fragment"), "");
}

/* ---- xend ---- */

#define XEN_HOST(by)                                                                                         \
	"virtualization: xen\nxend: {bridges: " by ", nloopbacks: 8}\nnics: [{name: eth0}, {name: eth1}]\n"  \
	"bonds: [{name: bond0, slaves: [eth0, eth1], mode: 802.3ad, miimon: 100}]\n"                         \
	"bridges: [{name: xenbr0, ports: [bond0], addresses: [10.1.0.4/24], gateway: 10.1.0.1}]\n"

static void xend_finds_the_address_on_the_bond(void **state)
{
	(void)state;
	render_host("sles10", XEN_HOST("network-bridge"));
	assert_string_equal(suse_ifcfg("xenbr0"), "");
	assert_line(suse_ifcfg("bond0"), "IPADDR='10.1.0.4/24'");
	assert_line(text_of(NETWORK "routes"), "default 10.1.0.1 - bond0");
	assert_has(text_of("etc/xen/xend-config.sxp.fragment"),
		   "(network-script 'network-bridge netdev=bond0 vifnum=0')");
	render_host("sles10", XEN_HOST("distro"));
	assert_line(suse_ifcfg("xenbr0"), "BRIDGE_PORTS='bond0'");
	assert_line(text_of(NETWORK "routes"), "default 10.1.0.1 - xenbr0");
	assert_no_key(suse_ifcfg("bond0"), "IPADDR");
}

/* modprobe.conf.local holds what several targets want of modules. */
static void modules_share_a_file(void **state)
{
	(void)state;
	render_host("sles10", "bridge_netfilter: false\n" XEN_HOST("network-bridge"));
	assert_has(text_of("etc/modprobe.conf.local.fragment"), "install bridge ");
	assert_has(text_of("etc/modprobe.conf.local.fragment"), "options netloop nloopbacks=8");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nics_keep_their_names),
		TEST(files_of_nics_on_sles10_go_by_address),
		TEST(the_name_of_the_host),
		TEST(sles10_has_a_resolv_conf),
		TEST(later_ones_have_netconfig),
		TEST(settings_of_bridges),
		TEST(xend_finds_the_address_on_the_bond),
		TEST(modules_share_a_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
