/* The rows of the release table: one for the minors that behave alike. */
#include "model/host.h"

/*
 * Bonding options by kernel: bond_main.c and bond_sysfs.c of 2.6.18, 2.6.32, 3.11, 6.1, RHEL 5.7
 * (2.6.18-274), RHEL 6.8 (2.6.32-642) and RHEL 7.9 (3.10.0-1160); for RHEL 4 the headings of its
 * bonding.txt; kernels between are counted as the older of their neighbours unless noted.
 */
#define O(option) (1ull << OPT_##option)
#define OPTIONS_2_6_16                                                                                       \
	(O(MODE) | O(MIIMON) | O(UPDELAY) | O(DOWNDELAY) | O(USE_CARRIER) | O(ARP_INTERVAL) |                \
	 O(ARP_IP_TARGET) | O(PRIMARY) | O(LACP_RATE) | O(XMIT_HASH_POLICY))
#define OPTIONS_2_6_26 (OPTIONS_2_6_16 | O(ARP_VALIDATE) | O(FAIL_OVER_MAC))
#define OPTIONS_2_6_32 (OPTIONS_2_6_26 | O(AD_SELECT) | O(NUM_GRAT_ARP) | O(NUM_UNSOL_NA))
#define OPTIONS_EL5                                                                                          \
	(OPTIONS_2_6_26 | O(NUM_GRAT_ARP) | O(NUM_UNSOL_NA) | O(PRIMARY_RESELECT) | O(RESEND_IGMP))
#define OPTIONS_3_2                                                                                          \
	(OPTIONS_2_6_32 | O(PRIMARY_RESELECT) | O(RESEND_IGMP) | O(ALL_SLAVES_ACTIVE) | O(MIN_LINKS))
#define OPTIONS_EL6                                                                                          \
	(OPTIONS_3_2 | O(ARP_ALL_TARGETS) | O(PACKETS_PER_SLAVE) | O(LP_INTERVAL) | O(TLB_DYNAMIC_LB))
#define OPTIONS_3_16 OPTIONS_EL6
#define OPTIONS_4_9  (OPTIONS_3_16 | O(AD_ACTOR_SYS_PRIO) | O(AD_ACTOR_SYSTEM) | O(AD_USER_PORT_KEY))
#define OPTIONS_EL7  OPTIONS_4_9
#define OPTIONS_5_10 (OPTIONS_4_9 | O(PEER_NOTIF_DELAY))
#define OPTIONS_6_1  (OPTIONS_5_10 | O(ARP_MISSED_MAX) | O(LACP_ACTIVE) | O(NS_IP6_TARGET))

/* What ifenslave's if-pre-up.d hook writes: changelog of ifenslave, README.Debian and script of 2.13. */
#define HOOK_LENNY                                                                                           \
	(O(MODE) | O(MIIMON) | O(UPDELAY) | O(DOWNDELAY) | O(ARP_INTERVAL) | O(ARP_IP_TARGET) | O(PRIMARY) | \
	 O(LACP_RATE) | O(XMIT_HASH_POLICY))
#define HOOK_SQUEEZE (HOOK_LENNY | O(ARP_VALIDATE) | O(USE_CARRIER) | O(FAIL_OVER_MAC))
#define HOOK_WHEEZY  (HOOK_SQUEEZE | O(AD_SELECT) | O(NUM_GRAT_ARP) | O(NUM_UNSOL_NA) | O(PRIMARY_RESELECT))
#define HOOK_JESSIE  (HOOK_WHEEZY | O(PACKETS_PER_SLAVE))
#define HOOK_BUSTER  (HOOK_JESSIE | O(TLB_DYNAMIC_LB))

/* ifupdown and what came with it. */
#define ENI_0_6                                                                                              \
	.ifenslave = "ifenslave-2.6", .hwaddress_class = true, .primary_late = true, .search_domains = 6
#define UDEV_RULES .udev_rules = "70-persistent-net.rules"
#define ENI_0_7    .prefix = true, .dhcp6 = true, .vlans = true, .search_domains = 6
#define ENI_0_8                                                                                              \
	.ifenslave = "ifenslave", .prefix = true, .dhcp6 = true, .vlans = true, .manual_link = true,         \
	.link_add = true

/* Kernels, by what rules and targets ask of them. */
/* RHEL 4 took arp_validate and fail_over_mac back into 2.6.9: its bonding.txt */
#define KERNEL_EL4                                                                                           \
	{                                                                                                    \
		.options = OPTIONS_2_6_26, .hash_policies = 1, .arp_validates = 3,                           \
		.bridge_takes_vlans = true, .bridge_learns_with_stp_off = true                               \
	}
#define KERNEL_2_6_16                                                                                        \
	{                                                                                                    \
		.options = OPTIONS_2_6_16, .hash_policies = 1, .arp_validates = 3,                           \
		.bridge_takes_vlans = true, .bridge_learns_with_stp_off = true                               \
	}
#define KERNEL_2_6_18 KERNEL_2_6_16
#define KERNEL_EL5                                                                                           \
	{                                                                                                    \
		.options = OPTIONS_EL5, .hash_policies = 2, .arp_validates = 3, .bridge_takes_vlans = true,  \
		.bridge_learns_with_stp_off = true, .bridge_keeps_mac = true                                 \
	}
#define KERNEL_2_6_26                                                                                        \
	{                                                                                                    \
		.options = OPTIONS_2_6_26, .hash_policies = 2, .arp_validates = 3,                           \
		.bridge_takes_vlans = true, .bridge_learns_with_stp_off = true, .bridge_keeps_mac = true     \
	}
#define KERNEL_2_6_32                                                                                        \
	{                                                                                                    \
		.options = OPTIONS_2_6_32, .hash_policies = 2, .arp_validates = 3,                           \
		.bridge_takes_vlans = true, .bridge_learns_with_stp_off = true, .bridge_keeps_mac = true     \
	}
#define KERNEL_3_2                                                                                           \
	{                                                                                                    \
		.options = OPTIONS_3_2, .hash_policies = 2, .arp_validates = 3, .bridge_takes_vlans = true,  \
		.bridge_learns_with_stp_off = true, .bridge_keeps_mac = true, .slave_port_refused = true,    \
		.arp_validate_under_bridge = true                                                            \
	}
#define KERNEL_EL6                                                                                           \
	{                                                                                                    \
		.options = OPTIONS_EL6, .hash_policies = 2, .arp_validates = 6, .bridge_keeps_mac = true,    \
		.alb_spares_guests = true, .slave_port_refused = true                                        \
	}
#define MODERN                                                                                               \
	.arp_sees_bridge_ip = true, .arp_validate_under_bridge = true, .bridge_keeps_mac = true,             \
	.alb_spares_guests = true, .slave_port_refused = true, .arp_bridged_without_ip = true
#define KERNEL_3_12                                                                                          \
	{                                                                                                    \
		.options = OPTIONS_3_2, .hash_policies = 2, .arp_validates = 3, MODERN                       \
	}
#define KERNEL_3_16                                                                                          \
	{                                                                                                    \
		.options = OPTIONS_3_16, .hash_policies = 4, .arp_validates = 6, MODERN                      \
	}
#define KERNEL_EL7                                                                                           \
	{                                                                                                    \
		.options = OPTIONS_EL7, .hash_policies = 4, .arp_validates = 6, MODERN,                      \
		.netfilter_module = true                                                                     \
	}
#define KERNEL_4_9                                                                                           \
	{                                                                                                    \
		.options = OPTIONS_4_9, .hash_policies = 4, .arp_validates = 6, MODERN,                      \
		.netfilter_module = true                                                                     \
	}
#define KERNEL_5_10                                                                                          \
	{                                                                                                    \
		.options = OPTIONS_5_10, .hash_policies = 4, .arp_validates = 6, MODERN,                     \
		.netfilter_module = true                                                                     \
	}
#define KERNEL_6_1                                                                                           \
	{                                                                                                    \
		.options = OPTIONS_6_1, .hash_policies = 5, .arp_validates = 6, MODERN,                      \
		.netfilter_module = true                                                                     \
	}

#define NO_MINORS      .minor_from = -1, .minor = -1
#define MINORS(f, t)   .minor_from = f, .minor = t
#define RHEL(version)  .title = "Red Hat Enterprise Linux " version, .target = "rhel"
#define RHEL_GUIDES    .vendor_modes = true
#define DEBIAN(number) .title = "Debian " number, .target = "debian", NO_MINORS
#define SLES(version)  .title = "SUSE Linux Enterprise Server " version, .target = "suse", NO_MINORS

/* RHEL's ways. Boot order: rc.sysinit and init.d/network of each initscripts branch. */
#define RHEL5_SCRIPTS(port)                                                                                  \
	{                                                                                                    \
		.bond_port_works = port, .pinning = PIN_HWADDR, .modprobe_conf = true                        \
	}
#define RHEL6_SCRIPTS(sysctl_dir)                                                                            \
	{                                                                                                    \
		.bond_port_works = true, .pinning = PIN_HWADDR, .sysctl_d = sysctl_dir,                      \
		.network_manager = true                                                                      \
	}
#define RHEL7_SCRIPTS                                                                                        \
	{                                                                                                    \
		.miimon_forced = true, .bond_port_works = true, .pinning = PIN_HWADDR, .sysctl_d = true,     \
		.modules_load_d = true, .network_manager = true, .hostname_file = true                       \
	}

/* What initscripts came to read, one upon the other. glibc before 2.26 searches six domains. */
#define RESOLVER   .dns_servers = 2, .search_domains = 6
#define RESOLVER_7 .dns_servers = 3, .search_domains = 6
#define RESOLVER_8 .dns_servers = 3
#define IFCFG_5    .bonding_opts = true, .route6 = true, .modules_dir = true
#define IFCFG_5_1  IFCFG_5, .primary_late = true
#define IFCFG_5_2  IFCFG_5_1, .arp_targets_list = true
#define IFCFG_5_4  IFCFG_5_2, .port_mtu = true, .vlan_names_here = true
#define IFCFG_5_7  IFCFG_5_4, .any_vlan_parent = true
#define IFCFG_6    IFCFG_5_4, .dashes = true, .slave_mtu = true
#define IFCFG_6_1  IFCFG_6, .any_vlan_parent = true
#define IFCFG_6_2  IFCFG_6_1, .several_addresses = true
#define IFCFG_6_4  IFCFG_6_2, .bridging_opts = true
#define IFCFG_6_6  IFCFG_6_4, .prio_ageing = true, .vlan_id = true

/* What can run guests on a release. */
#define RUNS(technology) (1u << VIRT_##technology)

#define DEBIAN_HOSTS .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(LXC)
/* RHEL 5: Xen's tools 3.0.3, KVM from 5.4 on; OpenVZ's kernels were made for RHEL 4 to 7. */
#define EL5_HOSTS .xen = "3.0", .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(OPENVZ)
#define EL6_HOSTS .technologies = RUNS(KVM) | RUNS(LXC) | RUNS(OPENVZ)
#define EL7_HOSTS EL6_HOSTS

static const struct release releases[] = {
	{.name = "rhel4",
	 RHEL("4"),
	 MINORS(0, 9),
	 .fact = "initscripts 7.93.35, kernel 2.6.9",
	 .kernel = KERNEL_EL4,
	 .scripts = {.miimon_forced = true, .pinning = PIN_HWADDR, .modprobe_conf = true},
	 .ifcfg = {RESOLVER, .bridges_first = true},
	 .technologies = RUNS(OPENVZ)},

	/*
	 * primary after the slaves: initscripts 8.45.16; lists of ARP targets: 8.45.18; bonds as ports and
	 * their MTU: 8.45.26 (#463014), which also reads VLAN_NAME_TYPE late enough; VLANs on any
	 * parent: 8.45.35; PRIO and AGEING: 8.45.45. Up to 8.45.30 (5.5) a bond needs its alias, which is
	 * written for every one.
	 */
	{.name = "rhel5",
	 RHEL("5"),
	 MINORS(0, 0),
	 .fact = "initscripts 8.45.14, kernel 2.6.18-8",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL5,
	 .scripts = RHEL5_SCRIPTS(false),
	 .ifcfg = {IFCFG_5, RESOLVER},
	 EL5_HOSTS},
	{.name = "rhel5",
	 RHEL("5"),
	 MINORS(1, 1),
	 .fact = "initscripts 8.45.17, kernel 2.6.18-53",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL5,
	 .scripts = RHEL5_SCRIPTS(false),
	 .ifcfg = {IFCFG_5_1, RESOLVER},
	 EL5_HOSTS},
	{.name = "rhel5",
	 RHEL("5"),
	 MINORS(2, 3),
	 .fact = "initscripts 8.45.19 to 8.45.25, kernel 2.6.18-92 to -128",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL5,
	 .scripts = RHEL5_SCRIPTS(false),
	 .ifcfg = {IFCFG_5_2, RESOLVER},
	 EL5_HOSTS},
	{.name = "rhel5",
	 RHEL("5"),
	 MINORS(4, 6),
	 .fact = "initscripts 8.45.30 to 8.45.33, kernel 2.6.18-164 to -238",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL5,
	 .scripts = RHEL5_SCRIPTS(true),
	 .ifcfg = {IFCFG_5_4, RESOLVER},
	 EL5_HOSTS},
	{.name = "rhel5",
	 RHEL("5"),
	 MINORS(7, 10),
	 .fact = "initscripts 8.45.38 to 8.45.44, kernel 2.6.18-274 to -371",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL5,
	 .scripts = RHEL5_SCRIPTS(true),
	 .ifcfg = {IFCFG_5_7, RESOLVER},
	 EL5_HOSTS},
	{.name = "rhel5",
	 RHEL("5"),
	 MINORS(11, 11),
	 .fact = "initscripts 8.45.45, kernel 2.6.18-398",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL5,
	 .scripts = RHEL5_SCRIPTS(true),
	 .ifcfg = {IFCFG_5_7, RESOLVER, .prio_ageing = true},
	 EL5_HOSTS},

	/*
	 * sysctl.d: 9.03.24; BRIDGING_OPTS: 9.03.32; PRIO, AGEING, VID: 9.03.42; VLAN names: 9.03.21. IPADDRn
	 * came to Fedora with 9.23 (December 2010) and worked from 9.30 (April 2011): not counted on
	 * before 6.2.
	 */
	{.name = "rhel6",
	 RHEL("6"),
	 MINORS(0, 0),
	 .fact = "initscripts 9.03.17, kernel 2.6.32-71",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL6,
	 .scripts = RHEL6_SCRIPTS(false),
	 .ifcfg = {IFCFG_6, RESOLVER},
	 EL6_HOSTS},
	{.name = "rhel6",
	 RHEL("6"),
	 MINORS(1, 1),
	 .fact = "initscripts 9.03.23, kernel 2.6.32-131",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL6,
	 .scripts = RHEL6_SCRIPTS(false),
	 .ifcfg = {IFCFG_6_1, RESOLVER},
	 EL6_HOSTS},
	{.name = "rhel6",
	 RHEL("6"),
	 MINORS(2, 3),
	 .fact = "initscripts 9.03.27 to 9.03.31, kernel 2.6.32-220 to -279",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL6,
	 .scripts = RHEL6_SCRIPTS(true),
	 .ifcfg = {IFCFG_6_2, RESOLVER},
	 EL6_HOSTS},
	{.name = "rhel6",
	 RHEL("6"),
	 MINORS(4, 5),
	 .fact = "initscripts 9.03.38 to 9.03.40, kernel 2.6.32-358 to -431",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL6,
	 .scripts = RHEL6_SCRIPTS(true),
	 .ifcfg = {IFCFG_6_4, RESOLVER},
	 EL6_HOSTS},
	{.name = "rhel6",
	 RHEL("6"),
	 MINORS(6, 10),
	 .fact = "initscripts 9.03.46 to 9.03.61, kernel 2.6.32-504 to -754",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL6,
	 .scripts = RHEL6_SCRIPTS(true),
	 .ifcfg = {IFCFG_6_6, RESOLVER},
	 EL6_HOSTS},

	/* PRIO: 9.49.18; VID: 9.49.21; bridges by `ip link`: network-scripts 10 */
	{.name = "rhel7",
	 RHEL("7"),
	 MINORS(0, 0),
	 .fact = "initscripts 9.49.17, kernel 3.10.0-123",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL7,
	 .scripts = RHEL7_SCRIPTS,
	 .ifcfg = {IFCFG_6_4, RESOLVER_7},
	 EL7_HOSTS},
	{.name = "rhel7",
	 RHEL("7"),
	 MINORS(1, 9),
	 .fact = "initscripts 9.49.24 to 9.49.53, kernel 3.10.0-229 to -1160",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL7,
	 .scripts = RHEL7_SCRIPTS,
	 .ifcfg = {IFCFG_6_6, RESOLVER_7},
	 EL7_HOSTS},
	{.name = "rhel8",
	 RHEL("8"),
	 MINORS(0, 10),
	 .fact = "network-scripts 10.00, kernel 4.18",
	 RHEL_GUIDES,
	 .kernel = KERNEL_EL7,
	 .scripts = RHEL7_SCRIPTS,
	 .ifcfg = {IFCFG_6_6, RESOLVER_8, .bridge_ip_link = true},
	 .technologies = RUNS(KVM) | RUNS(LXC),
	 .lxc_net = true},

	/*
	 * ifupdown's methods: inet.defn and inet6.defn of 0.6.4, 0.7.8 and 0.8.41; VLANs since 0.7~rc3,
	 * DHCPv6 since 0.7~beta1. arp_validate's filter words: Linux 3.15. Any number of search domains:
	 * glibc 2.26.
	 */
	{.name = "etch",
	 DEBIAN("4.0"),
	 .fact = "ifenslave 1.1.0-6, kernel 2.6.18",
	 .kernel = KERNEL_2_6_18,
	 .scripts = {.miimon_forced = true, .bond_port_works = true, .pinning = PIN_UDEV},
	 .eni = {ENI_0_6, .underscores = true, .udev_rules = "z25_persistent-net.rules"},
	 .xen = "3.0",
	 .technologies = RUNS(XEN) | RUNS(OPENVZ)},
	{.name = "lenny",
	 DEBIAN("5.0"),
	 .fact = "ifenslave 1.1.0-10, kernel 2.6.26",
	 .kernel = KERNEL_2_6_26,
	 .scripts = {.bond_port_works = true, .pinning = PIN_UDEV, .sysctl_d = true},
	 .eni = {ENI_0_6, UDEV_RULES, .underscores = true, .bond = HOOK_LENNY},
	 .xen = "3.2",
	 .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(LXC) | RUNS(OPENVZ)},
	{.name = "squeeze",
	 DEBIAN("6.0"),
	 .fact = "ifupdown 0.6.10, ifenslave 1.1.0-17, vlan 1.9-3, kernel 2.6.32",
	 .kernel = KERNEL_2_6_32,
	 .scripts = {.bond_port_works = true, .pinning = PIN_UDEV, .sysctl_d = true},
	 .eni = {ENI_0_6, UDEV_RULES, .dev_id = true, .bond = HOOK_SQUEEZE},
	 .xen = "4.0",
	 .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(LXC) | RUNS(OPENVZ)},
	{.name = "wheezy",
	 DEBIAN("7"),
	 .fact = "ifupdown 0.7.8, ifenslave 1.1.0-20, kernel 3.2",
	 .kernel = KERNEL_3_2,
	 .scripts = {.bond_port_works = true, .pinning = PIN_UDEV, .sysctl_d = true},
	 .eni = {ENI_0_7, .ifenslave = "ifenslave-2.6", UDEV_RULES, .dev_id = true, .bond = HOOK_WHEEZY,
		 .primary_late = true},
	 .xen = "4.1",
	 .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(LXC) | RUNS(OPENVZ)},
	{.name = "jessie",
	 DEBIAN("8"),
	 .fact = "ifenslave 2.6, systemd 215, kernel 3.16",
	 .kernel = KERNEL_3_16,
	 .scripts = {.bond_port_works = true,
		     .pinning = PIN_UDEV,
		     .sysctl_d = true,
		     .modules_load_d = true,
		     .hostname_file = true},
	 .eni = {ENI_0_7, .ifenslave = "ifenslave", .link_add = true, UDEV_RULES, .dev_id = true,
		 .bond = HOOK_JESSIE},
	 .xen = "4.4",
	 DEBIAN_HOSTS},
	{.name = "stretch",
	 DEBIAN("9"),
	 .fact = "ifenslave 2.9, systemd 232, kernel 4.9",
	 .kernel = KERNEL_4_9,
	 .scripts = {.bond_port_works = true,
		     .pinning = PIN_LINK,
		     .sysctl_d = true,
		     .modules_load_d = true,
		     .hostname_file = true},
	 .eni = {ENI_0_8, .bond = HOOK_JESSIE, .search_domains = 6},
	 .xen = "4.8",
	 DEBIAN_HOSTS},
	{.name = "buster",
	 DEBIAN("10"),
	 .fact = "ifenslave 2.9, systemd 241, kernel 4.19",
	 .kernel = KERNEL_4_9,
	 .scripts = {.bond_port_works = true,
		     .pinning = PIN_LINK,
		     .sysctl_d = true,
		     .modules_load_d = true,
		     .hostname_file = true},
	 .eni = {ENI_0_8, .bridge_hw = true, .bond = HOOK_JESSIE},
	 .xen = "4.11",
	 DEBIAN_HOSTS,
	 .lxc_net = true},
	{.name = "bullseye",
	 DEBIAN("11"),
	 .fact = "ifenslave 2.12, systemd 247, kernel 5.10",
	 .kernel = KERNEL_5_10,
	 .scripts = {.bond_port_works = true,
		     .pinning = PIN_LINK,
		     .link_permanent = true,
		     .udev_invents_macs = true,
		     .sysctl_d = true,
		     .modules_load_d = true,
		     .hostname_file = true},
	 .eni = {ENI_0_8, .bridge_hw = true, .bond = HOOK_BUSTER},
	 .xen = "4.14",
	 DEBIAN_HOSTS,
	 .lxc_net = true},
	{.name = "bookworm",
	 DEBIAN("12"),
	 .fact = "ifupdown 0.8.41, ifenslave 2.13, systemd 252, kernel 6.1",
	 .kernel = KERNEL_6_1,
	 .scripts = {.miimon_forced = true,
		     .bond_port_works = true,
		     .pinning = PIN_LINK,
		     .link_permanent = true,
		     .udev_invents_macs = true,
		     .sysctl_d = true,
		     .modules_load_d = true,
		     .hostname_file = true},
	 .eni = {ENI_0_8, .bridge_hw = true, .bond = HOOK_BUSTER},
	 .xen = "4.17",
	 DEBIAN_HOSTS,
	 .lxc_net = true},

	{.name = "sles10",
	 SLES("10"),
	 .fact = "sysconfig 0.50 to 0.70, kernel 2.6.16",
	 .kernel = KERNEL_2_6_16,
	 .scripts = {.miimon_forced = true, .bond_port_works = true, .pinning = PIN_UDEV},
	 .xen = "3.0",
	 .technologies = RUNS(XEN)},
	{.name = "sles11",
	 SLES("11"),
	 .fact = "sysconfig 0.71, kernel 2.6.27 to 3.0",
	 .kernel = KERNEL_2_6_26,
	 .scripts = {.bond_port_works = true, .pinning = PIN_UDEV},
	 .xen = "4.0",
	 .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(LXC)},
	{.name = "sles12",
	 SLES("12"),
	 .fact = "wicked 0.6, kernel 3.12 to 4.12",
	 .kernel = KERNEL_3_12,
	 .scripts = {.bond_port_works = true, .pinning = PIN_UDEV, .sysctl_d = true, .modules_load_d = true},
	 .xen = "4.4",
	 .technologies = RUNS(XEN) | RUNS(KVM) | RUNS(LXC)},
};

const struct release *release_rows(size_t *n)
{
	*n = sizeof(releases) / sizeof(*releases);
	return releases;
}
