/*
 * Releases: what each operating system can do and does, as capabilities. Rules and targets read
 * capabilities, never names or kernel versions: distributions port features back, so versions do
 * not order them. A row covers the minors that behave alike; a release is added by adding a row.
 */
#ifndef MODEL_RELEASE_H
#define MODEL_RELEASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* What the kernel of the release does. */
struct kernel_caps {
	bool arp_bridged_without_ip;     /* ARP monitoring of a bond in a bridge without host address can work:
	                                  * probes leave from 0.0.0.0 and replies are seen */
	bool bridge_learns_with_stp_off; /* ports wait forward_delay seconds although STP is off */
	bool forward_delay_checked;      /* with STP on, a forward delay outside 2 to 30 s is refused (Linux 3.0) */
	bool bridge_keeps_mac;           /* an address that was set survives ports that come and go */
	bool alb_spares_guests;          /* balance-alb leaves the ARP of bridged guests alone */
	bool alb_restores_mac;           /* what a slave receives gets the bond's address back before a bridge sees it */
	bool slave_port_refused;         /* a bond slave is refused as bridge port (-EBUSY) */
	bool netfilter_module;           /* bridge-nf-call-* need the module br_netfilter, not bridge */
	bool arp_sees_bridge_ip;         /* the ARP monitor finds the host's address on a bridge above the bond */
	bool arp_needs_ip;               /* no slave is taken down for what it does not hear, unless the bond or a VLAN
	                                  * on it has an address (bond_has_ip()) */
	bool arp_refused_without_use;    /* arp_interval and arp_validate are refused in modes 4, 5 and 6 (unsuppmodes) */
	bool arp_validate_under_bridge;  /* replies reach the bond's own handler before the bridge takes them */
	bool second_load_refused;        /* some of its kernels refuse to load bonding under a second name */
	bool bridge_takes_vlans;         /* a port's tagged frames go into its bridge, not to VLANs on the port */
	bool bridges_vlan_of_bridge;     /* a VLAN on a bridge works as port of another bridge (measured on 6.1) */
	bool inactive_slave_delivers;    /* what an inactive slave of a bond receives is delivered too: to a bridge
	                                  * above, guests' own broadcasts come back (bonding before 3.0.2) */
	bool enslave_sets_mtu;           /* a slave gets its bond's MTU when it is taken in; not up to 2.6.32 */
	bool hash_live;                  /* xmit_hash_policy of a bond that is up can be changed */
	uint64_t options;                /* bit per enum bond_option */
	int hash_policies;               /* xmit_hash_policy is known up to this number */
	int arp_validates;               /* arp_validate is, up to this one */
	int fail_over_macs;              /* fail_over_mac is, up to this one */
};

/* What the release's own network scripts and boot do. */
struct script_caps {
	bool miimon_forced;   /* modes 4, 5, 6 without miimon end up with 100 ms the way bonds are set up here */
	bool bond_port_works; /* a bond can be a port of a bridge */
	bool options_by_module; /* the scripts write no option of a bond: the parameters of the module set them */
	bool sysctl_d;          /* /etc/sysctl.d/ is read at boot */
	bool hwaddr_pins;       /* HWADDR in its ifcfg file ties the name of a NIC to one card */
	bool modprobe_conf;     /* /etc/modprobe.conf holds the modules' options, not /etc/modprobe.d */
	bool kmod;              /* modprobe is kmod's: of /etc/modprobe.d, files that end in .conf alone count */
	bool modprobe_local;    /* /etc/modprobe.conf.local holds those that the administrator sets */
	bool hostname_file;     /* /etc/hostname holds the name of the host */
	bool modules_load_d;    /* /etc/modules-load.d/ is read at boot, before the sysctls */
	bool network_manager;   /* NetworkManager reads the ifcfg files unless they say NM_CONTROLLED=no */
	bool nm_bonds;        /* ...and sets up bonds, bridges and VLANs, too */
	int search_domains;     /* that the resolver searches, of 256 characters; 0: any (glibc 2.26) */
};

/* RHEL: what initscripts read from ifcfg files. */
struct ifcfg_caps {
	bool arp_targets_list;  /* arp_ip_target=A,B in BONDING_OPTS; before that, arp_ip_target=+A for each */
	bool primary_late;      /* primary is written once the slaves are there, which alone works */
	bool dashes;            /* a dash in a file's name means nothing; before that, "clone of what stands before" */
	bool port_mtu;          /* MTU and MACADDR of a bridge port are set */
	bool slave_mtu;         /* MTU of a slave is set */
	bool route6;            /* route6-NAME is read */
	bool dhcp6_alone;       /* dhcp6_client is started on an interface without IPv4 too */
	bool named_by_ifup;     /* a NIC gets its name by HWADDR from its own ifup alone, and while it is down */
	bool lo_alone;          /* boot leaves out ifcfg-lo alone; before that, every ifcfg-lo* */
	bool ignores_old;       /* a file called *.old counts as a backup */
	bool vlan_in_network;   /* VLAN_NAME_TYPE in sysconfig/network wants VLAN=yes beside it */
	bool scripts_apart;     /* the network scripts are a package of their own, not installed by default */
	bool vlan_names_here;   /* VLAN_NAME_TYPE counts in an ifcfg file; before that, in sysconfig/network */
	bool several_addresses; /* IPADDR1.., PREFIX1.. */
	bool bridging_opts;     /* BRIDGING_OPTS, in sysfs units */
	bool prio_ageing;       /* PRIO and AGEING */
	bool vlan_by_ip;        /* VLANs are made by `ip link` as they are called; before that by vconfig, which calls
	                         * them by VLAN_NAME_TYPE: a package that initscripts does not require */
	bool any_vlan_parent;   /* VLANs on other parents than ethN and bondN */
	bool vlan_id;           /* VID and PHYSDEV: a VLAN by any name */
	bool bridges_first;     /* boot brings bridges up with the NICs and bonds, and their ports after the VLANs */
	bool bridge_ip_link;    /* bridges are set by `ip link`: DELAY and AGEING in hundredths of a second */
	bool modules_dir;       /* /etc/sysconfig/modules/ *.modules run before the sysctls are set */
	bool bond_without_alias; /* a bond needs no `alias bondN bonding` where it has BONDING_OPTS */
	bool master_quotes;     /* a bond's ifup finds MASTER="bond0" too */
	bool master_exact;      /* ...and does not take MASTER=bond10 for bond1's */
	bool defroute;          /* DEFROUTE=no keeps GATEWAY from being set */
	bool ipv6_by_iface;     /* IPV6INIT in an ifcfg file is enough; before that, NETWORKING_IPV6=yes beside it */
	bool ipv6_default;      /* IPV6INIT is yes where nothing is said */
	int dns_servers;        /* DNS1 to this number are written to resolv.conf */
	const char *dhcp_client;  /* package of the DHCP client that ifup starts */
	const char *dhcp6_client; /* ...and of that which DHCPV6C starts; NULL: none */
};

/*
 * RHEL: what its installer, Anaconda, takes from a kickstart file. Options: pykickstart's
 * commands/network.py; what becomes of them: loader/net.c of RHEL 6, pyanaconda/network.py of RHEL 7,
 * modules/network/nm_client.py of RHEL 8.
 */
struct kickstart_caps {
	bool end;          /* %end closes a section, must from RHEL 7 on; else it is no package and no command */
	bool post_options; /* %post takes --erroronfail and --log */
	bool device_mac;   /* --device may be the address of a NIC */
	bool nameservers;  /* --nameserver takes several */
	bool no_family;    /* --noipv4 and --noipv6 */
	bool ipv6;         /* --ipv6 */
	bool ipv6gateway;  /* --ipv6gateway; without it --gateway is of either family */
	bool activate;     /* --activate, --nodefroute: other lines than the first count in the installer too */
	bool vlans;        /* --vlanid, for VLANs called PARENT.ID */
	/* One line makes a bond and a VLAN on it, and has to: the first line alone is brought up.
	 * add_connection_for_ksdata() of RHEL 7 makes no VLAN then. */
	bool vlan_with_bond;
	bool vlan_names;   /* --interfacename, for others */
	bool bridges;      /* --bridgeslaves, of NICs */
	bool bridge_bonds; /* ...and of bonds, in RHEL 7 from 7.4 on */
	/* --bondslaves and --bondopts: bit per enum bond_option that NetworkManager takes there; one that it
	 * does not take may cost the bond (nm_setting_bond_validate_option()). */
	uint64_t bond_options;
};

/* Debian: what ifupdown, ifenslave, vlan, bridge-utils and the resolver take. */
struct eni_caps {
	const char *ifenslave; /* package that holds the hook for bonds */
	bool underscores;     /* the hook's documented spelling is bond_mode and `slaves`, not bond-mode */
	bool slaves_late;     /* the hook takes the slaves in behind the `up` lines, with the bond up: if-up.d */
	bool spare_bond;      /* the module makes bond0 when it is loaded: max_bonds=0 is taken since Linux 2.6.27 */
	const char *udev_rules; /* the file that names NICs, below etc/udev/rules.d; NULL: .link files name them */
	bool dev_id;          /* ...and whether its rules name ATTR{dev_id} */
	bool attrs;           /* ...or ATTRS{address} alone: write_net_rules of udev 0.105 */
	bool link_permanent;  /* .link knows PermanentMACAddress= (systemd 245) */
	bool invented_macs;   /* MACAddressPolicy=persistent reaches bonds and bridges (systemd 242) */
	const char *dhcp_client; /* package of the DHCP client */
	const char *dhcp_dir;    /* the directory of its dhclient-enter-hooks.d below etc */
	bool iproute_apart;   /* ifupdown works without the package iproute, and does not bring it */
	bool onlink;          /* `gateway` may lie outside the address's network (0.8.7) */
	bool prefix;          /* `address A/P`, and one more stanza per further address */
	bool manual_link;     /* a manual stanza takes `mtu` and `hwaddress`, and sets the link up */
	bool hwaddress_class; /* `hwaddress` wants the class too: "ether MAC" */
	bool dhcp6;           /* method dhcp of inet6 */
	bool vlans;           /* ifupdown itself makes VLANs called PARENT.ID */
	bool parent_first;    /* ...and runs the stanza of the parent before that of the VLAN */
	bool vlan_of_bond;    /* else: vlan's hook reads the parent in bond*.N and wlan*.N, not in eth*.N only (1.9-3) */
	bool bridge_hw;       /* bridge_hw MAC sets the bridge's address */
	bool link_add;        /* `ip link add ... type bond` makes a bond */
	bool far_gateway;     /* a default route is made `onlink`, by an up line or ifupdown: its router may be anywhere */
	bool far_gateway6;    /* ...that of IPv6 too, which knows the flag since Linux 4.16 */
	uint64_t hook_options; /* bit per enum bond_option: the hook of ifenslave writes it */
	bool primary_late;    /* the hook writes primary before the slaves are there, where it is lost (#699445) */
};

/* SUSE: what the network scripts of the package sysconfig, later wicked, take. */
struct suse_caps {
	bool nics_by_mac;       /* getcfg finds the file of a NIC by its address: ifcfg-eth-id-MAC */
	bool dashes;            /* a dash in a file's name means nothing; before that, getcfg reads a description of
	                         * hardware in such a name */
	const char *udev_rules; /* the file that names NICs, below etc/udev/rules.d */
	bool rename_netiface;   /* its rules call rename_netiface, in the words of udev up to 0.97: SYSFS{address} */
	bool dev_id;            /* its rules name ATTR{dev_id} */
	bool slaves_by_hotplug; /* slaves wait with STARTMODE hotplug; before that, it is off */
	bool arp_targets;       /* BONDING_MODULE_OPTS takes arp_ip_target */
	bool vlan_id;           /* VLANs by any name, with VLAN_ID; before that, vlanID */
	bool starts_in_order;   /* network start sets up first what an interface stands on; before that, by the names of
	                         * the files */
	bool dhcp6;             /* BOOTPROTO may be dhcp4, dhcp6 and both */
	bool none;              /* BOOTPROTO none has ifup leave the link alone; before that, it is static */
	bool netconfig;         /* netconfig makes resolv.conf of NETCONFIG_DNS_STATIC_SERVERS in sysconfig/network/config */
	bool wicked;            /* wicked reads the files: it brings up what others stand on, sets MTU and address of any
	                         * port, calls no program for VLANs, bridges and leases, and refuses a bond whose
	                         * options do not fit together */
};

struct release {
	const char *name;      /* "rhel6", "squeeze": without minor */
	int minor_from, minor; /* the minors it covers, both -1 where the release has none */
	const char *title;     /* "Red Hat Enterprise Linux 6" */
	const char *target;    /* "rhel", "debian", "suse" */
	const char *install;   /* "yum install": followed by names of packages, it installs them. NULL where no target
	                        * asks for any */
	const char *fact;      /* versions that the row rests on */
	bool vendor_modes;     /* the vendor refuses modes 0, 3, 5, 6 and ARP monitoring under bridged guests: guides for
	                        * RHEL 6 (18.2) and 7 (17.2), and its solution for RHEL 5 to 7 */
	struct kernel_caps kernel;
	struct script_caps scripts;
	struct ifcfg_caps ifcfg; /* target rhel */
	struct kickstart_caps kickstart; /* the same */
	struct eni_caps eni;     /* target debian */
	struct suse_caps suse;   /* target suse */
	const char *xen;         /* version of Xen that it ships for a host; NULL: none */
	unsigned technologies;   /* bit per enum virtualization that can run on it: release_runs() */
	bool lxc_net;            /* LXC 2.1 and later: lxc.net.0.*, not lxc.network.* */
};

/* Xen's own network scripts; xend went with Xen 4.5. */
struct xen_release {
	const char *version; /* "3.0" */
	bool default_xenbr;  /* a bridge is called xenbrN if nothing is said, N being vifnum; later like its netdev */
	bool netloop;        /* vethN and vif0.N of the netloop module carry dom0 */
	bool keeps_slaves;   /* network-bridge puts a bond's slaves back (3.4.0, commit 744ba6479a) */
	bool start_once;     /* start does nothing if any bridge exists (4.1, commit edf9a6a284) */
};

/*
 * The release called `name`: "squeeze", "rhel6.8", or "rhel6", which is its newest minor; "centos5.4" is
 * "rhel5.4". `canonical`, which may be NULL, gets the name as the product writes it. NULL: unknown.
 */
const struct release *release_find(struct arena *a, const char *name, const char **canonical);

/* "rhel6.8", "squeeze": the name of a release and one of its minors. */
const char *release_name(struct arena *a, const struct release *r, int minor);

/* The oldest minor after `r` of which `able` is true, by name: "rhel5.4". NULL: none. */
const char *release_later(struct arena *a, const struct release *r, bool (*able)(const struct release *));

/* True if it can run guests by this technology, an enum virtualization. */
static inline bool release_runs(const struct release *r, long technology)
{
	return r->technologies >> technology & 1;
}

/* All rows, from old to new within a family. */
const struct release *release_rows(size_t *n);

const struct xen_release *xen_find(const char *version);
const struct xen_release *xen_rows(size_t *n);

#endif
