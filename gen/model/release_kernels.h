/*
 * Kernels: what each of them does, for the rows of release_rows.c. Distributions port features back, so a
 * vendor's kernel is one of its own.
 */
#ifndef MODEL_RELEASE_KERNELS_H
#define MODEL_RELEASE_KERNELS_H

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
#define OPTIONS_3_11 (OPTIONS_3_2 | O(ARP_ALL_TARGETS))
#define OPTIONS_EL6  (OPTIONS_3_11 | O(PACKETS_PER_SLAVE) | O(LP_INTERVAL) | O(TLB_DYNAMIC_LB))
#define OPTIONS_3_16 OPTIONS_EL6
#define OPTIONS_4_9  (OPTIONS_3_16 | O(AD_ACTOR_SYS_PRIO) | O(AD_ACTOR_SYSTEM) | O(AD_USER_PORT_KEY))
#define OPTIONS_5_10 (OPTIONS_4_9 | O(PEER_NOTIF_DELAY))
#define OPTIONS_6_1  (OPTIONS_5_10 | O(ARP_MISSED_MAX) | O(LACP_ACTIVE) | O(NS_IP6_TARGET))

/* Kernels, by what rules and targets ask of them. */
/* RHEL 4 took arp_validate and fail_over_mac back into 2.6.9: its bonding.txt */
#define KERNEL_EL4                                                                                           \
	{                                                                                                    \
		.options = OPTIONS_2_6_26, .hash_policies = 1, .arp_validates = 3, .fail_over_macs = 1,      \
		.arp_needs_ip = true, .bridge_takes_vlans = true, .bridge_learns_with_stp_off = true,        \
		.second_load_refused = true                                                                  \
	}
/* duplicates are dropped from bonding 3.0.2 on (bonding.rst, 13.2), which came with Linux 2.6.17 */
#define KERNEL_2_6_16                                                                                        \
	{                                                                                                    \
		.options = OPTIONS_2_6_16, .hash_policies = 1, .arp_needs_ip = true,                         \
		.bridge_takes_vlans = true, .bridge_learns_with_stp_off = true,                              \
		.inactive_slave_delivers = true                                                              \
	}
#define KERNEL_2_6_18                                                                                        \
	{                                                                                                    \
		.options = OPTIONS_2_6_16, .hash_policies = 1, .arp_needs_ip = true,                         \
		.bridge_takes_vlans = true, .bridge_learns_with_stp_off = true                               \
	}
/* 2.6.18-274 has neither bond_has_ip() nor a bridge that forgets its address, as the 2.6.18 it stems from
 * does */
#define KERNEL_EL5                                                                                           \
	{                                                                                                    \
		.options = OPTIONS_EL5, .hash_policies = 2, .arp_validates = 3, .fail_over_macs = 1,         \
		.bridge_takes_vlans = true, .bridge_learns_with_stp_off = true, .bridge_keeps_mac = true,    \
		.alb_restores_mac = true                                                                     \
	}
/* fail_over_mac=follow, a bridge that keeps its address, and an ARP monitor without bond_has_ip(): 2.6.27 */
#define KERNEL_2_6_26                                                                                        \
	{                                                                                                    \
		.options = OPTIONS_2_6_26, .hash_policies = 2, .arp_validates = 3, .fail_over_macs = 1,      \
		.arp_needs_ip = true, .bridge_takes_vlans = true, .bridge_learns_with_stp_off = true         \
	}
#define KERNEL_2_6_27                                                                                        \
	{                                                                                                    \
		.options = OPTIONS_2_6_26, .hash_policies = 2, .arp_validates = 3, .fail_over_macs = 2,      \
		.bridge_takes_vlans = true, .bridge_learns_with_stp_off = true, .bridge_keeps_mac = true     \
	}
#define KERNEL_2_6_32                                                                                        \
	{                                                                                                    \
		.options = OPTIONS_2_6_32, .hash_policies = 2, .arp_validates = 3, .fail_over_macs = 2,      \
		.bridge_takes_vlans = true, .bridge_learns_with_stp_off = true, .bridge_keeps_mac = true,    \
		.alb_restores_mac = true                                                                     \
	}
/* VLANs before bridges: vlan_do_receive() in __netif_receive_skb() since 3.x, and in RHEL 6's 2.6.32 */
#define KERNEL_3_2                                                                                           \
	{                                                                                                    \
		.options = OPTIONS_3_2, .hash_policies = 2, .arp_validates = 3, .fail_over_macs = 2,         \
		.bridge_learns_with_stp_off = true, .bridge_keeps_mac = true, .alb_restores_mac = true,      \
		.slave_port_refused = true, .arp_validate_under_bridge = true, .forward_delay_checked = true \
	}
/* arp_validate_under_bridge: 2.6.32-642 (6.8) has it, and which minor got it is not known */
#define KERNEL_EL6                                                                                           \
	{                                                                                                    \
		.options = OPTIONS_EL6, .hash_policies = 2, .arp_validates = 6, .fail_over_macs = 2,         \
		.bridge_keeps_mac = true, .alb_spares_guests = true, .alb_restores_mac = true,               \
		.slave_port_refused = true, .arp_refused_without_use = true, .hash_live = true               \
	}
#define UPPER_DEVICES                                                                                        \
	.arp_sees_bridge_ip = true, .arp_validate_under_bridge = true, .bridge_keeps_mac = true,             \
	.alb_spares_guests = true, .slave_port_refused = true, .alb_restores_mac = true,                     \
	.fail_over_macs = 2, .bridges_vlan_of_bridge = true, .enslave_sets_mtu = true,                       \
	.forward_delay_checked = true
/* bond_arp_send_all() probes without a route, too: 3.15. bonding_store_xmit_hash() wants the bond down, of which
 * bond_options.c of 3.13 knows nothing; 3.12 was not read. */
#define MODERN                                                                                               \
	UPPER_DEVICES, .arp_bridged_without_ip = true, .arp_refused_without_use = true, .hash_live = true
#define KERNEL_3_12                                                                                          \
	{                                                                                                    \
		.options = OPTIONS_3_11, .hash_policies = 2, .arp_validates = 3, UPPER_DEVICES               \
	}
#define KERNEL_3_16                                                                                          \
	{                                                                                                    \
		.options = OPTIONS_3_16, .hash_policies = 4, .arp_validates = 6, MODERN                      \
	}
#define KERNEL_4_9                                                                                           \
	{                                                                                                    \
		.options = OPTIONS_4_9, .hash_policies = 4, .arp_validates = 6, MODERN,                      \
		.netfilter_module = true                                                                     \
	}
/* 3.10.0-1160 (7.9) took back what 4.9 has; what its older minors lack is not known */
#define KERNEL_EL7 KERNEL_4_9
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

#endif
