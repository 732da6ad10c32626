/* The rows of the release table: one for the minors that behave alike. */
#include "model/release_kernels.h"

/* What ifenslave's if-pre-up.d hook writes: changelog of ifenslave, README.Debian and script of 2.13. */
#define HOOK_LENNY                                                                                           \
	(O(MODE) | O(MIIMON) | O(UPDELAY) | O(DOWNDELAY) | O(ARP_INTERVAL) | O(ARP_IP_TARGET) | O(PRIMARY) | \
	 O(LACP_RATE) | O(XMIT_HASH_POLICY))
#define HOOK_SQUEEZE (HOOK_LENNY | O(ARP_VALIDATE) | O(USE_CARRIER) | O(FAIL_OVER_MAC))
#define HOOK_WHEEZY  (HOOK_SQUEEZE | O(AD_SELECT) | O(NUM_GRAT_ARP) | O(NUM_UNSOL_NA) | O(PRIMARY_RESELECT))
#define HOOK_JESSIE  (HOOK_WHEEZY | O(PACKETS_PER_SLAVE))
#define HOOK_BUSTER  (HOOK_JESSIE | O(TLB_DYNAMIC_LB))

/* ifupdown and what came with it. squeeze's dhcp3-client is an empty package that brings isc-dhcp-client. */
#define DHCP3    .dhcp_client = "dhcp3-client", .dhcp_dir = "dhcp3"
#define ISC_DHCP .dhcp_client = "isc-dhcp-client", .dhcp_dir = "dhcp"
#define ENI_0_6                                                                                              \
	.ifenslave = "ifenslave-2.6", .hwaddress_class = true, .primary_late = true, .far_gateway = true
#define UDEV_RULES .udev_rules = "70-persistent-net.rules"
#define ENI_0_7    ISC_DHCP, .prefix = true, .dhcp6 = true, .vlans = true, .far_gateway = true
/* parent_first: seen in 0.8.41 (`ifup --no-act`), taken for all of 0.8 */
#define ENI_0_8                                                                                              \
	ISC_DHCP, .ifenslave = "ifenslave", .prefix = true, .dhcp6 = true, .vlans = true,                    \
		  .parent_first = true, .manual_link = true, .link_add = true, .onlink = true, .far_gateway = true

#define NO_MINORS      .minor_from = -1, .minor = -1
#define MINORS(f, t)   .minor_from = f, .minor = t
#define RHEL_GUIDES    .vendor_modes = true
#define RHEL(version, command) \
	.title = "Red Hat Enterprise Linux " version, .target = "rhel", .install = command
#define YUM "yum install"
#define DEBIAN(number) .title = "Debian " number, .target = "debian", .install = "apt-get install", NO_MINORS
#define SLES(version, command) \
	.title = "SUSE Linux Enterprise Server " version, .target = "suse", .install = command, NO_MINORS

/* What SUSE's scripts came to take, and wicked after them. */
#define SUSE_0_71                                                                                            \
	.dashes = true, .slaves_by_hotplug = true, .arp_targets = true, .vlan_id = true,                     \
	.starts_in_order = true, .dhcp6 = true, .netconfig = true, .none = true

/* The resolver before glibc 2.26: resolv.conf(5). */
#define GLIBC_BEFORE_2_26 .search_domains = 6

/*
 * Of modprobe.d kmod reads files that end in .conf (conf_files_filter_out() of libkmod), module-init-tools all of them,
 * 3.12 with a warning. It came with RHEL 7, Debian 7 and SLES 12.
 */

/* RHEL's ways. Boot order: rc.sysinit and init.d/network of each initscripts branch. */
#define RHEL5_SCRIPTS(port)                                                                                  \
	{                                                                                                    \
		.bond_port_works = port, .hwaddr_pins = true, .modprobe_conf = true, GLIBC_BEFORE_2_26       \
	}
#define RHEL6_SCRIPTS(sysctl_dir)                                                                            \
	{                                                                                                    \
		.bond_port_works = true, .hwaddr_pins = true, .sysctl_d = sysctl_dir,                        \
		.network_manager = true, GLIBC_BEFORE_2_26                                                   \
	}
#define RHEL8_SCRIPTS                                                                                        \
	.miimon_forced = true, .bond_port_works = true, .hwaddr_pins = true, .sysctl_d = true,               \
	.modules_load_d = true, .kmod = true, .network_manager = true, .nm_bonds = true,                     \
	.hostname_file = true
#define RHEL7_SCRIPTS RHEL8_SCRIPTS, GLIBC_BEFORE_2_26

/*
 * What initscripts came to read, one upon the other. DHCPv6 on RHEL 4 is not counted on; on RHEL 5 ifup-eth
 * goes on to ifup-post before it where there is no IPv4.
 */
#define RESOLVER   .dns_servers = 2
#define RESOLVER_7 .dns_servers = 3
#define IFCFG_5    .route6 = true, .modules_dir = true
#define IFCFG_5_1  IFCFG_5, .primary_late = true
#define IFCFG_5_2  IFCFG_5_1, .arp_targets_list = true
#define IFCFG_5_4  IFCFG_5_2, .port_mtu = true, .vlan_names_here = true
#define IFCFG_5_7                                                                                            \
	IFCFG_5_4, .any_vlan_parent = true, .lo_alone = true, .bond_without_alias = true, .master_quotes = true
#define IFCFG_6                                                                                              \
	IFCFG_5_4, .dashes = true, .slave_mtu = true, .lo_alone = true, .dhcp6_alone = true, .vlan_by_ip = true, \
		.bond_without_alias = true, .defroute = true, .ipv6_by_iface = true
#define IFCFG_6_1  IFCFG_6, .any_vlan_parent = true, .master_quotes = true
#define IFCFG_6_2  IFCFG_6_1, .several_addresses = true
#define IFCFG_6_4  IFCFG_6_2, .bridging_opts = true, .master_exact = true
#define IFCFG_6_6  IFCFG_6_4, .prio_ageing = true, .vlan_id = true

/*
 * Clients that they call and do not require: initscripts.spec. 9.03.2 went from dhcp6c, which CentOS 5.7 has in
 * dhcpv6-client, to dhclient -6 (changelog of 9.03.17). RHEL 8 calls dhclient's package dhcp-client.
 */
#define CLIENTS_5 .dhcp_client = "dhclient", .dhcp6_client = "dhcpv6-client"
#define CLIENTS_6 .dhcp_client = "dhclient", .dhcp6_client = "dhclient"
#define CLIENTS_8 .dhcp_client = "dhcp-client", .dhcp6_client = "dhcp-client"

/*
 * Anaconda. %end: RHEL5's parser stops at one among packages, and hands one in a script to the shell; RHEL
 * 7's stops where it is missing. Bonds and VLANs take NetworkManager with NM_BOND_VLAN_ENABLED, which RHEL 6.3
 * has first, and are not counted on before 6.4, as the other options of that time are not; bridges came with
 * Fedora 22 (#1075195), those over bonds with Fedora 26 (pull request 896 of anaconda), both to RHEL 7 after
 * its first release. Options of bonds: valid_opts of nm-setting-bond.c, that of 0.9.10 and that of 1.2.
 */
#define NM_BOND                                                                                              \
	(O(MODE) | O(MIIMON) | O(UPDELAY) | O(DOWNDELAY) | O(ARP_INTERVAL) | O(ARP_IP_TARGET) |              \
	 O(ARP_VALIDATE) | O(PRIMARY) | O(PRIMARY_RESELECT) | O(FAIL_OVER_MAC) | O(USE_CARRIER) |            \
	 O(AD_SELECT) | O(XMIT_HASH_POLICY) | O(RESEND_IGMP) | O(LACP_RATE))
#define NM_BOND_1_2                                                                                          \
	(NM_BOND | O(AD_ACTOR_SYS_PRIO) | O(AD_ACTOR_SYSTEM) | O(AD_USER_PORT_KEY) | O(ALL_SLAVES_ACTIVE) |  \
	 O(ARP_ALL_TARGETS) | O(LP_INTERVAL) | O(MIN_LINKS) | O(NUM_GRAT_ARP) | O(PACKETS_PER_SLAVE) |       \
	 O(TLB_DYNAMIC_LB))
#define KICKSTART_5 .post_options = true, .no_family = true
#define KICKSTART_6 KICKSTART_5, .end = true, .device_mac = true, .nameservers = true, .ipv6 = true
#define KICKSTART_6_4 KICKSTART_6, .activate = true, .vlans = true
#define KICKSTART_7   KICKSTART_6_4, .ipv6gateway = true, .vlan_names = true
#define KICKSTART_7_1 KICKSTART_7, .bridges = true
#define KICKSTART_7_4 KICKSTART_7_1, .bridge_bonds = true

/*
 * What can run guests on a release, of the distribution or made for it by others; what is left out cannot.
 * KVM: Linux 2.6.20, which etch has in 2.6.24 of 4.0r4; known to be impossible on 2.6.9 alone. LXC: network
 * namespaces in a kernel with sysfs, Linux 2.6.29 (net/Kconfig). OpenVZ: kernels for RHEL 4 to 7 and for what
 * boots with its 2.6.18, 2.6.26, 2.6.27 or 2.6.32 (wiki.openvz.org, "Kernel download structure",
 * sles10-2.6.16 among them); systemd 210 and later ask for more.
 */
#define RUNS(technology) (1u << VIRT_##technology)

#define DEBIAN_HOSTS .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(LXC)
/* RHEL 5: Xen's tools 3.0.3, KVM from 5.4 on; OpenVZ's kernels were made for RHEL 4 to 7. */
#define EL5_HOSTS .xen = "3.0", .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(OPENVZ)
/* RHEL 6 and 7: LXC from EPEL, Xen from Xen4CentOS. */
#define EL6_HOSTS .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(LXC) | RUNS(OPENVZ)

static const struct release releases[] = {
	{.name = "rhel4",
	 RHEL("4", "up2date -i"),
	 MINORS(0, 9),
	 .fact = "initscripts 7.93.35, kernel 2.6.9",
	 .kernel = KERNEL_EL4,
	 .scripts = {.miimon_forced = true,
		     .options_by_module = true,
		     .hwaddr_pins = true,
		     .modprobe_conf = true,
		     GLIBC_BEFORE_2_26},
	 .ifcfg = {RESOLVER, .named_by_ifup = true, .bridges_first = true, .vlan_in_network = true,
		   .dhcp_client = "dhclient"},
	 .technologies = RUNS(XEN) | RUNS(OPENVZ)},

	/*
	 * primary after the slaves: initscripts 8.45.16; lists of ARP targets: 8.45.18; bonds as ports and
	 * their MTU: 8.45.26 (#463014), which also reads VLAN_NAME_TYPE late enough; VLANs on any
	 * parent, and names that begin with lo: 8.45.35; PRIO and AGEING: 8.45.45. Up to 8.45.30 (5.5) a
	 * bond needs its alias, which is written for every one. MASTER="bond0": 8.45.35; as a whole word:
	 * 8.45.43.
	 */
	{.name = "rhel5",
	 RHEL("5", YUM),
	 MINORS(0, 0),
	 .fact = "initscripts 8.45.14, kernel 2.6.18-8",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL5,
	 .scripts = RHEL5_SCRIPTS(false),
	 .kickstart = {KICKSTART_5},
	 .ifcfg = {IFCFG_5, CLIENTS_5, RESOLVER},
	 EL5_HOSTS},
	{.name = "rhel5",
	 RHEL("5", YUM),
	 MINORS(1, 1),
	 .fact = "initscripts 8.45.17, kernel 2.6.18-53",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL5,
	 .scripts = RHEL5_SCRIPTS(false),
	 .kickstart = {KICKSTART_5},
	 .ifcfg = {IFCFG_5_1, CLIENTS_5, RESOLVER},
	 EL5_HOSTS},
	{.name = "rhel5",
	 RHEL("5", YUM),
	 MINORS(2, 3),
	 .fact = "initscripts 8.45.19 to 8.45.25, kernel 2.6.18-92 to -128",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL5,
	 .scripts = RHEL5_SCRIPTS(false),
	 .kickstart = {KICKSTART_5},
	 .ifcfg = {IFCFG_5_2, CLIENTS_5, RESOLVER},
	 EL5_HOSTS},
	{.name = "rhel5",
	 RHEL("5", YUM),
	 MINORS(4, 6),
	 .fact = "initscripts 8.45.30 to 8.45.33, kernel 2.6.18-164 to -238",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL5,
	 .scripts = RHEL5_SCRIPTS(true),
	 .kickstart = {KICKSTART_5},
	 .ifcfg = {IFCFG_5_4, CLIENTS_5, RESOLVER},
	 EL5_HOSTS},
	{.name = "rhel5",
	 RHEL("5", YUM),
	 MINORS(7, 10),
	 .fact = "initscripts 8.45.38 to 8.45.44, kernel 2.6.18-274 to -371",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL5,
	 .scripts = RHEL5_SCRIPTS(true),
	 .kickstart = {KICKSTART_5},
	 .ifcfg = {IFCFG_5_7, CLIENTS_5, RESOLVER},
	 EL5_HOSTS},
	{.name = "rhel5",
	 RHEL("5", YUM),
	 MINORS(11, 11),
	 .fact = "initscripts 8.45.45, kernel 2.6.18-398",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL5,
	 .scripts = RHEL5_SCRIPTS(true),
	 .kickstart = {KICKSTART_5},
	 .ifcfg = {IFCFG_5_7, CLIENTS_5, RESOLVER, .prio_ageing = true, .master_exact = true},
	 EL5_HOSTS},

	/*
	 * VLANs by ip: 9.03.8 (changelog of 9.03.17; 9.14 of Fedora, #566485), and on any parent: 9.03.21;
	 * sysctl.d: 9.03.24; BRIDGING_OPTS: 9.03.32; PRIO, AGEING, VID: 9.03.42. IPADDRn came to Fedora with
	 * 9.23 (December 2010) and worked from 9.30 (April 2011): not counted on before 6.2.
	 */
	{.name = "rhel6",
	 RHEL("6", YUM),
	 MINORS(0, 0),
	 .fact = "initscripts 9.03.17, kernel 2.6.32-71",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL6,
	 .scripts = RHEL6_SCRIPTS(false),
	 .kickstart = {KICKSTART_6},
	 .ifcfg = {IFCFG_6, CLIENTS_6, RESOLVER},
	 EL6_HOSTS},
	{.name = "rhel6",
	 RHEL("6", YUM),
	 MINORS(1, 1),
	 .fact = "initscripts 9.03.23, kernel 2.6.32-131",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL6,
	 .scripts = RHEL6_SCRIPTS(false),
	 .kickstart = {KICKSTART_6},
	 .ifcfg = {IFCFG_6_1, CLIENTS_6, RESOLVER},
	 EL6_HOSTS},
	{.name = "rhel6",
	 RHEL("6", YUM),
	 MINORS(2, 3),
	 .fact = "initscripts 9.03.27 to 9.03.31, kernel 2.6.32-220 to -279",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL6,
	 .scripts = RHEL6_SCRIPTS(true),
	 .kickstart = {KICKSTART_6},
	 .ifcfg = {IFCFG_6_2, CLIENTS_6, RESOLVER},
	 EL6_HOSTS},
	{.name = "rhel6",
	 RHEL("6", YUM),
	 MINORS(4, 5),
	 .fact = "initscripts 9.03.38 to 9.03.40, kernel 2.6.32-358 to -431",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL6,
	 .scripts = RHEL6_SCRIPTS(true),
	 .kickstart = {KICKSTART_6_4, .vlan_with_bond = true, .bond_options = NM_BOND},
	 .ifcfg = {IFCFG_6_4, CLIENTS_6, RESOLVER},
	 EL6_HOSTS},
	{.name = "rhel6",
	 RHEL("6", YUM),
	 MINORS(6, 10),
	 .fact = "initscripts 9.03.46 to 9.03.61, kernel 2.6.32-504 to -754",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL6,
	 .scripts = RHEL6_SCRIPTS(true),
	 .kickstart = {KICKSTART_6_4, .vlan_with_bond = true, .bond_options = NM_BOND},
	 .ifcfg = {IFCFG_6_6, CLIENTS_6, RESOLVER},
	 EL6_HOSTS},

	/* PRIO: 9.49.18; VID: 9.49.21; bridges by `ip link`: network-scripts 10 */
	{.name = "rhel7",
	 RHEL("7", YUM),
	 MINORS(0, 0),
	 .fact = "initscripts 9.49.17, kernel 3.10.0-123",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL7,
	 .scripts = {RHEL7_SCRIPTS},
	 .kickstart = {KICKSTART_7, .bond_options = NM_BOND},
	 .ifcfg = {IFCFG_6_4, CLIENTS_6, RESOLVER_7, .ignores_old = true, .ipv6_default = true},
	 EL6_HOSTS},
	{.name = "rhel7",
	 RHEL("7", YUM),
	 MINORS(1, 3),
	 .fact = "initscripts 9.49.24 to 9.49.37, kernel 3.10.0-229 to -514",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL7,
	 .scripts = {RHEL7_SCRIPTS},
	 .kickstart = {KICKSTART_7_1, .bond_options = NM_BOND},
	 .ifcfg = {IFCFG_6_6, CLIENTS_6, RESOLVER_7, .ignores_old = true, .ipv6_default = true},
	 EL6_HOSTS},
	{.name = "rhel7",
	 RHEL("7", YUM),
	 MINORS(4, 9),
	 .fact = "initscripts 9.49.39 to 9.49.53, kernel 3.10.0-693 to -1160",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL7,
	 .scripts = {RHEL7_SCRIPTS},
	 .kickstart = {KICKSTART_7_4, .bond_options = NM_BOND},
	 .ifcfg = {IFCFG_6_6, CLIENTS_6, RESOLVER_7, .ignores_old = true, .ipv6_default = true},
	 EL6_HOSTS},
	{.name = "rhel8",
	 RHEL("8", YUM),
	 MINORS(0, 10),
	 .fact = "network-scripts 10.00, kernel 4.18",
	 RHEL_GUIDES,
	 .kernel = KERNEL_4_9,
	 .scripts = {RHEL8_SCRIPTS},
	 .kickstart = {KICKSTART_7_4, .bond_options = NM_BOND_1_2},
	 .ifcfg = {IFCFG_6_6, CLIENTS_8, RESOLVER_7, .ignores_old = true, .ipv6_default = true, .bridge_ip_link = true,
		   .scripts_apart = true},
	 .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(LXC),
	 .lxc_net = true},

	/*
	 * ifupdown's methods: inet.defn and inet6.defn of 0.6.4, 0.7.8 and 0.8.41; VLANs since 0.7~rc3,
	 * DHCPv6 since 0.7~beta1. arp_validate's filter words: Linux 3.15. Any number of search domains:
	 * glibc 2.26.
	 */
	{.name = "etch",
	 DEBIAN("4.0"),
	 .fact = "ifupdown 0.6.8, ifenslave 1.1.0-6, vlan 1.9-2, udev 0.105, kernel 2.6.18",
	 .kernel = KERNEL_2_6_18,
	 .scripts = {.miimon_forced = true,
		     .options_by_module = true,
		     .bond_port_works = true,
		     GLIBC_BEFORE_2_26},
	 .eni = {ENI_0_6, DHCP3, .underscores = true, .slaves_late = true, .spare_bond = true,
		 .udev_rules = "z25_persistent-net.rules", .attrs = true, .iproute_apart = true},
	 .xen = "3.0",
	 .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(OPENVZ)},
	{.name = "lenny",
	 DEBIAN("5.0"),
	 .fact = "ifupdown 0.6.8, ifenslave 1.1.0-10, vlan 1.9-3, udev 0.125, kernel 2.6.26",
	 .kernel = KERNEL_2_6_26,
	 .scripts = {.bond_port_works = true, .sysctl_d = true, GLIBC_BEFORE_2_26},
	 .eni = {ENI_0_6, DHCP3, UDEV_RULES, .underscores = true, .spare_bond = true, .iproute_apart = true,
		 .vlan_of_bond = true, .hook_options = HOOK_LENNY},
	 .xen = "3.2",
	 .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(OPENVZ)},
	{.name = "squeeze",
	 DEBIAN("6.0"),
	 .fact = "ifupdown 0.6.10, ifenslave 1.1.0-17, vlan 1.9-3, kernel 2.6.32",
	 .kernel = KERNEL_2_6_32,
	 .scripts = {.bond_port_works = true, .sysctl_d = true, GLIBC_BEFORE_2_26},
	 .eni = {ENI_0_6, ISC_DHCP, UDEV_RULES, .dev_id = true, .vlan_of_bond = true,
		 .hook_options = HOOK_SQUEEZE},
	 .xen = "4.0",
	 .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(LXC) | RUNS(OPENVZ)},
	{.name = "wheezy",
	 DEBIAN("7"),
	 .fact = "ifupdown 0.7.8, ifenslave 1.1.0-20, kernel 3.2",
	 .kernel = KERNEL_3_2,
	 .scripts = {.bond_port_works = true, .sysctl_d = true, .kmod = true, GLIBC_BEFORE_2_26},
	 .eni = {ENI_0_7, .ifenslave = "ifenslave-2.6", UDEV_RULES, .dev_id = true,
		 .hook_options = HOOK_WHEEZY, .primary_late = true},
	 .xen = "4.1",
	 .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(LXC) | RUNS(OPENVZ)},
	{.name = "jessie",
	 DEBIAN("8"),
	 .fact = "ifenslave 2.6, systemd 215, kernel 3.16",
	 .kernel = KERNEL_3_16,
	 .scripts = {.bond_port_works = true,
		     .sysctl_d = true,
		     .modules_load_d = true,
		     .kmod = true,
		     .hostname_file = true,
		     GLIBC_BEFORE_2_26},
	 .eni = {ENI_0_7, .ifenslave = "ifenslave", .link_add = true, UDEV_RULES, .dev_id = true,
		 .hook_options = HOOK_JESSIE},
	 .xen = "4.4",
	 DEBIAN_HOSTS},
	{.name = "stretch",
	 DEBIAN("9"),
	 .fact = "ifenslave 2.9, systemd 232, kernel 4.9",
	 .kernel = KERNEL_4_9,
	 .scripts = {.bond_port_works = true,
		     .sysctl_d = true,
		     .modules_load_d = true,
		     .kmod = true,
		     .hostname_file = true,
		     GLIBC_BEFORE_2_26},
	 .eni = {ENI_0_8, .hook_options = HOOK_JESSIE},
	 .xen = "4.8",
	 DEBIAN_HOSTS},
	{.name = "buster",
	 DEBIAN("10"),
	 .fact = "ifenslave 2.9, systemd 241, kernel 4.19",
	 .kernel = KERNEL_4_9,
	 .scripts =
		 {.bond_port_works = true, .sysctl_d = true, .modules_load_d = true, .kmod = true,
		  .hostname_file = true},
	 .eni = {ENI_0_8, .far_gateway6 = true, .bridge_hw = true, .hook_options = HOOK_JESSIE},
	 .xen = "4.11",
	 DEBIAN_HOSTS,
	 .lxc_net = true},
	{.name = "bullseye",
	 DEBIAN("11"),
	 .fact = "ifenslave 2.12, systemd 247, kernel 5.10",
	 .kernel = KERNEL_5_10,
	 .scripts =
		 {.bond_port_works = true, .sysctl_d = true, .modules_load_d = true, .kmod = true,
		  .hostname_file = true},
	 .eni = {ENI_0_8, .far_gateway6 = true, .link_permanent = true, .invented_macs = true,
		 .bridge_hw = true, .hook_options = HOOK_BUSTER},
	 .xen = "4.14",
	 DEBIAN_HOSTS,
	 .lxc_net = true},
	{.name = "bookworm",
	 DEBIAN("12"),
	 .fact = "ifupdown 0.8.41, ifenslave 2.13, systemd 252, kernel 6.1",
	 .kernel = KERNEL_6_1,
	 .scripts = {.miimon_forced = true,
		     .bond_port_works = true,
		     .sysctl_d = true,
		     .modules_load_d = true,
		     .kmod = true,
		     .hostname_file = true},
	 .eni = {ENI_0_8, .far_gateway6 = true, .link_permanent = true, .invented_macs = true,
		 .bridge_hw = true, .hook_options = HOOK_BUSTER},
	 .xen = "4.17",
	 DEBIAN_HOSTS,
	 .lxc_net = true},

	/*
	 * The oldest sysconfig that can be read is 0.70.2; what came between 0.50.9 of SLES 10 and that, and later,
	 * is told by its sysconfig.changes: bonds by sysfs in May 2006 (bug 157936), their options a second time
	 * behind the slaves in 0.60.2, no more getcfg in 0.69, arp_ip_target in 0.70.4, start order in August
	 * 2008, DHCPv6 and netconfig in 0.71.2, names of VLANs in 0.71.21, which SP1 of SLES 11 has first.
	 */
	{.name = "sles10",
	 SLES("10", "yast -i"),
	 .fact = "sysconfig 0.50 to 0.70, kernel 2.6.16",
	 .kernel = KERNEL_2_6_16,
	 .scripts = {.bond_port_works = true, .modprobe_local = true, GLIBC_BEFORE_2_26},
	 .suse = {.nics_by_mac = true, .udev_rules = "30-net_persistent_names.rules", .rename_netiface = true},
	 .xen = "3.0",
	 .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(OPENVZ)},
	{.name = "sles11",
	 SLES("11", "zypper install"),
	 .fact = "sysconfig 0.71, kernel 2.6.27 to 3.0",
	 .kernel = KERNEL_2_6_27,
	 .scripts = {.bond_port_works = true, .modprobe_local = true, GLIBC_BEFORE_2_26},
	 .suse = {SUSE_0_71, UDEV_RULES},
	 .xen = "4.0",
	 .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(LXC) | RUNS(OPENVZ)},
	/* compat-suse.c and bonding.c of wicked */
	{.name = "sles12",
	 SLES("12", "zypper install"),
	 .fact = "wicked 0.6, kernel 3.12 to 4.12",
	 .kernel = KERNEL_3_12,
	 .scripts = {.bond_port_works = true,
		     .sysctl_d = true,
		     .modules_load_d = true,
		     .kmod = true,
		     .hostname_file = true,
		     GLIBC_BEFORE_2_26},
	 .suse = {SUSE_0_71, UDEV_RULES, .dev_id = true, .wicked = true},
	 .xen = "4.4",
	 .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(LXC)},
};

const struct release *release_rows(size_t *n)
{
	*n = sizeof(releases) / sizeof(*releases);
	return releases;
}
