/* The documents that rules rest on; `bondwright explain` prints them. */
#ifndef DIAG_REFERENCES_H
#define DIAG_REFERENCES_H

#include "diag/finding.h"

/* what users wrote down */
extern const struct reference openvz_bonding, redhat_ab_failover, vlan_bonding, xen_ha, kvm_bonding;
/* vendors and distributions */
extern const struct reference redhat_bridge_modes, sysconfig_txt, bridge_utils_readme, ifenslave_readme, initscripts;
extern const struct reference vlan_interfaces, xen_network_bridge, xen_network_common, libvirt_tap, ip_route;
/* standards */
extern const struct reference rfc1122, rfc3021, rfc5227, ieee_8021d, ieee_8021q;
/* kernel: its manual, its source */
extern const struct reference bonding_rst, rhel4_bonding_txt, bond_main, bond_3ad, bond_alb, bond_options, bond_sysfs;
extern const struct reference ip_sysctl, bridge_nf;
extern const struct reference bridge_source, vlan_source, netdev_source;
/* what runs guests, and where */
extern const struct reference openvz_kernels, xen_dom0, kernel_features;
/* what was watched happening on a kernel */
extern const struct reference measured;

#endif
