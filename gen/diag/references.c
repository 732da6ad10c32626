#include "diag/references.h"

#define REFERENCE(symbol, id_, title_) const struct reference symbol = {id_, title_}

REFERENCE(openvz_bonding, "openvz-bonding",
	  "\"OpenVZ, VLANs, Bridges, and Bonding\", ckdake.com, 2010. Its \"mode 1 (balance-rr)\" is mode 0, and the cause it "
	  "names (equal MAC addresses) is not the cause.");
REFERENCE(redhat_ab_failover, "redhat-ab-failover",
	  "\"Hypervisor active-backup bonding failover results in loss of guest network connectivity\", Red Hat solution, "
	  "Red Hat Enterprise Linux 5 to 7");
REFERENCE(vlan_bonding, "vlan-bonding-squeeze",
	  "A report on bonding VLAN subinterfaces with ARP monitoring under Debian squeeze, for a Pacemaker and DRBD pair "
	  "(web log, about 2012). Its printed configuration lacks addresses, bond-arp-ip-target and the NICs' MTU.");
REFERENCE(xen_ha, "xen-ha-sles10",
	  "\"High Availability Xen\", a report on bonding under Xen on SLES 10 SP1 (web log, 2007), with its later correction");
REFERENCE(kvm_bonding, "kvm-nic-bonding", "\"NIC Bonding\", KVM wiki, August 2009");
REFERENCE(redhat_bridge_modes, "redhat-bridge-modes",
	  "Red Hat Enterprise Linux 6 Virtualization Administration Guide, 18.2, and 7 Virtualization Deployment and "
	  "Administration Guide, 17.2: with bridged guests modes 1, 2 and 4 only, and MII monitoring only");
REFERENCE(sysconfig_txt, "initscripts-sysconfig.txt", "sysconfig.txt in the documentation of initscripts, Red Hat");
REFERENCE(initscripts, "initscripts", "The network scripts of initscripts, branches for Red Hat Enterprise Linux 4 to 8");
REFERENCE(bridge_utils_readme, "bridge-utils-readme", "README.Debian of the package bridge-utils");
REFERENCE(ifenslave_readme, "ifenslave-readme", "README.Debian of the package ifenslave");
REFERENCE(vlan_interfaces, "vlan-interfaces", "vlan-interfaces(5) of the Debian package vlan");
REFERENCE(xen_network_bridge, "xen-network-bridge", "The script network-bridge of Xen 3.0 to 4.4");
REFERENCE(xen_network_common, "xen-network-common", "The script xen-network-common.sh of Xen, setup_bridge_port");
REFERENCE(libvirt_tap, "libvirt-tap", "libvirt, src/util/virnetdevtap.c, virNetDevTapCreateInBridgePort()");
REFERENCE(ip_route, "ip-route(8)", "ip-route(8) of iproute2 6.1");
REFERENCE(rfc1122, "rfc1122", "RFC 1122, \"Requirements for Internet Hosts\", 3.2.1.3: addresses of networks and broadcasts");
REFERENCE(rfc3021, "rfc3021", "RFC 3021, \"Using 31-Bit Prefixes on IPv4 Point-to-Point Links\"");
REFERENCE(rfc5227, "rfc5227", "RFC 5227, \"IPv4 Address Conflict Detection\"");
REFERENCE(ieee_8021d, "ieee-802.1d", "IEEE 802.1D-2004, \"Media Access Control (MAC) Bridges\": spanning tree, edge ports, learning");
REFERENCE(ieee_8021q, "ieee-802.1q", "IEEE 802.1Q, \"Bridges and Bridged Networks\": the VLAN that a port takes untagged (PVID)");
REFERENCE(bridge_nf, "bridge-nf",
	  "Documentation/networking/ip-sysctl.rst, Linux 6.1, /proc/sys/net/bridge; net/bridge/br_netfilter_hooks.c and, before "
	  "3.18, br_netfilter.c");
REFERENCE(ip_sysctl, "ip-sysctl.rst", "Documentation/networking/ip-sysctl.rst, Linux 6.1: arp_ignore, arp_filter");
REFERENCE(bonding_rst, "bonding.rst", "\"Linux Ethernet Bonding Driver HOWTO\", Documentation/networking/bonding.rst, Linux 6.1");
REFERENCE(rhel4_bonding_txt, "rhel4-bonding.txt",
	  "Documentation/networking/bonding.txt in the kernel of Red Hat Enterprise Linux 4, 3.2.2 and 3.3.1");
REFERENCE(bond_main, "linux-bond_main.c", "drivers/net/bonding/bond_main.c, Linux 2.6.18 to 6.1");
REFERENCE(bond_3ad, "linux-bond_3ad.c", "drivers/net/bonding/bond_3ad.c, Linux 2.6.18 to 6.1");
REFERENCE(bond_alb, "linux-bond_alb.c", "drivers/net/bonding/bond_alb.c, Linux 2.6.18 to 6.1");
REFERENCE(bond_options, "linux-bond_options.c", "drivers/net/bonding/bond_options.c, Linux 6.1");
REFERENCE(bond_sysfs, "linux-bond_sysfs.c",
	  "drivers/net/bonding/bond_sysfs.c, Linux 2.6.18 and 2.6.32, and of Red Hat Enterprise Linux 6.8");
REFERENCE(bridge_source, "linux-bridge", "net/bridge/br_if.c, br_stp.c, br_stp_if.c and br_device.c, Linux 2.6.18 to 6.1");
REFERENCE(vlan_source, "linux-8021q", "net/8021q/vlan.c and vlan_dev.c, Linux 2.6.18 to 6.1");
REFERENCE(netdev_source, "linux-dev.c", "net/core/dev.c, Linux 2.6.18 to 6.1");
REFERENCE(openvz_kernels, "openvz-kernels", "\"Kernel download structure\", wiki.openvz.org: the branches of its kernels");
REFERENCE(xen_dom0, "xen-dom0-kernels", "\"Dom0 Kernels for Xen\", wiki.xenproject.org, and CentOS's \"Welcome to Xen4CentOS\"");
REFERENCE(kernel_features, "linux-features",
	  "drivers/kvm of Linux 2.6.20; CONFIG_NET_NS in net/Kconfig, Linux 2.6.24 to 2.6.29");
REFERENCE(measured, "measured",
	  "Measured on Linux 6.1.192 (Debian bookworm) with the real ifup; switches, hosts and guests in network namespaces");
