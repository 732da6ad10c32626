"""What each release of RHEL does when it brings the network up: one table, from the documented history of
initscripts and of the kernels, independent of the program that is tested.

A release is its initscripts version. A capability is the version from which each branch has it; one that a branch
is not named for is there in no version of it.
"""

VERSIONS = {
    "rhel4": "7.93.35",
    "rhel5.0": "8.45.14",
    "rhel5.1": "8.45.17",
    "rhel5.2": "8.45.19",
    "rhel5.4": "8.45.30",
    "rhel5.7": "8.45.38",
    "rhel5.11": "8.45.45",
    "rhel6.0": "9.03.17",
    "rhel6.1": "9.03.23",
    "rhel6.2": "9.03.27",
    "rhel6.4": "9.03.38",
    "rhel6.8": "9.03.53",
    "rhel7.0": "9.49.17",
    "rhel7.3": "9.49.37",
    "rhel7.9": "9.49.53",
    "rhel8": "10.00.19",
}

SINCE = {
    # bonds
    "bonding_opts": {"5": "8.45.4", "6": "", "7": "", "8": ""},
    "primary_late": {"5": "8.45.16", "6": "", "7": "", "8": ""},  # a second loop behind the slaves
    "target_lists": {"5": "8.45.18", "6": "", "7": "", "8": ""},  # arp_ip_target=A,B
    "target_grep": {"5": "8.45.34", "6": "", "7": "", "8": ""},  # grep -q $arp_ip before each is written
    "bond_without_alias": {"5": "8.45.31", "6": "", "7": "", "8": ""},  # if BONDING_OPTS is there
    "bonds_by_sysfs": {"5": "", "6": "", "7": "", "8": ""},  # echo +bond1 > bonding_masters
    "install_counts": {"4": ""},  # is_available takes `install` for an alias
    "mode_first": {"6": "9.03.42", "7": "9.49.18", "8": ""},  # mode and miimon before the rest
    "bridge_after_bond": {"5": "8.45.26", "6": "", "7": "", "8": ""},  # rhbz#463014; also MTU before the bridge
    "slave_mtu": {"6": "", "7": "", "8": ""},
    # names
    "dashes": {"6": "", "7": "", "8": ""},  # before: [^g]- is a clone of what stands before it
    "lo_anchored": {"5": "8.45.35", "6": "", "7": "", "8": ""},
    "ignores_old": {"7": "", "8": ""},  # ifcfg-X.old
    "ignores_orig": {"5": "", "6": "", "7": "", "8": ""},
    "any_vlan_parent": {"5": "8.45.35", "6": "9.03.21", "7": "", "8": ""},  # before: (eth|bond)N.VID
    "vlan_by_name": {"6": "", "7": "", "8": ""},  # vlanN + PHYSDEV whatever vconfig's name type
    "vlan_type_each": {"5": "8.45.26", "6": "", "7": "", "8": ""},  # set_name_type by each ifup
    "vlan_id": {"6": "9.03.42", "7": "9.49.21", "8": ""},  # VID + PHYSDEV, any name
    # the order of network start
    "slaves_first": {"6": "9.03.24", "7": "", "8": ""},  # passed over before VLANs are set apart (#703475)
    "bridges_last": {"5": "", "6": "", "7": "", "8": ""},
    "onboot_sourced": {"8": ""},  # is_false, no regular expression
    # addresses
    "prefix": {"6": "", "7": "", "8": ""},
    "several_addresses": {"6": "9.03.27", "7": "", "8": ""},  # IPADDRn
    "route6": {"5": "", "6": "", "7": "", "8": ""},
    "ipv6_by_interface": {"6": "", "7": "", "8": ""},  # NETWORKING_IPV6 is not asked
    "ipv6_by_default": {"7": "", "8": ""},  # IPV6INIT=yes is not needed
    "dns3": {"7": "", "8": ""},
    # bridges
    "prio_ageing": {"5": "8.45.45", "6": "9.03.42", "7": "9.49.18", "8": ""},
    "bridging_opts": {"6": "9.03.32", "7": "", "8": ""},
    "ip_link": {"8": ""},  # `ip link ... type bridge`: hundredths of a second
    # NICs, modules, sysctls, name
    "renames": {"4": "", "5": ""},  # HWADDR in ifup; later it is only compared
    "udev_renames": {"5": "", "6": "", "7": "", "8": ""},  # rename_device reads HWADDR
    "quoted_hwaddr": {"6": "9.03.50", "7": "9.49.38", "8": ""},
    "modprobe_conf": {"4": "", "5": ""},
    "modules_dir": {"5": "", "6": ""},  # /etc/sysconfig/modules/*.modules before the sysctls
    "modules_load_d": {"7": "", "8": ""},
    "sysctl_d": {"6": "9.03.24", "7": "", "8": ""},
    "sysctl_again": {"4": "", "5": "", "6": ""},  # network start ends with sysctl -e -p /etc/sysctl.conf
    "br_netfilter": {"7": "", "8": ""},
    "hostname_file": {"7": "", "8": ""},
    "network_manager": {"6": "", "7": "", "8": ""},
    # the kernel
    "primary_recorded": {"7": "", "8": ""},  # a name that is no slave yet
    "names_for_switches": {"7": "", "8": ""},  # use_carrier=on; before: sscanf %d
    "arp_refused_in_456": {"7": "", "8": ""},
    "miimon_by_mode": {"7": "", "8": ""},  # modes 4, 5, 6 set it to 100
    "one_monitor_write": {"4": "", "5": "", "6": ""},  # a write of 0 zeroes the other monitor too
    "arp_validate_modes": {"6": "", "7": "", "8": ""},  # modes 0 to 3; before: active-backup
    "enslave_sets_mtu": {"6": "", "7": "", "8": ""},
    "slave_port_refused": {"6": "", "7": "", "8": ""},
    "bridge_keeps_mac": {"5": "", "6": "", "7": "", "8": ""},  # a set address outlives ports that come
    "delay_range": {"7": "", "8": ""},  # STP on: forward delay 2 to 30 s
    "bridge_mtu_kept": {"8": ""},  # set by hand
}

# How ifup finds the slaves of a bond: the regular expression, with the name put in for %s.
PREFIX = r"^[ \t]*MASTER=%s"
LOOSE = r'^[ \t]*MASTER="?%s"?'
DOUBLE = r'^[ \t]*MASTER="?%s"?([ \t#]|$)'
EITHER = r"""^[ \t]*MASTER=['"]?%s['"]?([ \t#]|$)"""
MASTER = [
    ("4", "", PREFIX),
    ("5", "", PREFIX), ("5", "8.45.35", LOOSE), ("5", "8.45.43", DOUBLE),
    ("6", "", PREFIX), ("6", "9.03.23", LOOSE), ("6", "9.03.32", DOUBLE), ("6", "9.03.50", EITHER),
    ("7", "", DOUBLE), ("7", "9.49.38", EITHER),
    ("8", "", EITHER),
]

# Bonding options of each kernel, by branch: each has those of the ones before it.
OPTIONS = {
    "4": "mode miimon updelay downdelay use_carrier arp_interval arp_ip_target arp_validate primary lacp_rate "
         "xmit_hash_policy fail_over_mac max_bonds",
    "5": "num_grat_arp num_unsol_na primary_reselect resend_igmp",
    "6": "ad_select arp_all_targets all_slaves_active min_links packets_per_slave lp_interval tlb_dynamic_lb",
    "7": "active_slave ad_actor_sys_prio ad_actor_system ad_user_port_key",
    "8": "",
}
HASH_POLICIES = {"4": 1, "5": 2, "6": 2, "7": 4, "8": 4}
ARP_VALIDATES = {"4": 3, "5": 3, "6": 6, "7": 6, "8": 6}

# ifup-X that exist: a DEVICETYPE of that name runs it instead of ifup-eth.
SCRIPTS = set("aliases bnep ippp ipsec ipv6 ipx isdn plip plusb post ppp routes sit sl wireless".split())
SCRIPTS_LATER = {"4": {"ctc", "iucv"}, "5": {"tunnel", "ctc", "iucv", "hsi"}, "6": {"tunnel", "ctc"},
                 "7": {"tunnel", "ctc", "ib", "Team", "TeamPort"}, "8": {"tunnel", "ctc", "ib"}}

# Keys of an ifcfg file that are read, besides those asked for below by capability.
KEYS = set("""
DEVICE TYPE DEVICETYPE HWADDR MACADDR ONBOOT HOTPLUG USERCTL VLAN VLAN_NAME_TYPE PHYSDEV REORDER_HDR MASTER
SLAVE BRIDGE STP DELAY MTU LINKDELAY BOOTPROTO IPADDR NETMASK GATEWAY GATEWAYDEV ONPARENT NO_ALIASROUTING
NOZEROCONF IPV6INIT IPV6_AUTOCONF IPV6ADDR IPV6ADDR_SECONDARIES IPV6_DEFAULTGW DHCPV6C PEERDNS RESOLV_MODS
DNS1 DNS2 DOMAIN DHCP_HOSTNAME PERSISTENT_DHCLIENT ETHTOOL_OPTS ARPCHECK BROADCAST NETWORK
""".split())
KEYS_BY = {"BONDING_OPTS": "bonding_opts", "BRIDGING_OPTS": "bridging_opts", "PRIO": "prio_ageing",
           "AGEING": "prio_ageing", "VID": "vlan_id", "NM_CONTROLLED": "network_manager", "PREFIX": "prefix",
           "DEFROUTE": "prefix", "METRIC": "prefix", "DNS3": "dns3"}
NETWORK_KEYS = set("""NETWORKING NETWORKING_IPV6 HOSTNAME GATEWAY GATEWAYDEV VLAN VLAN_NAME_TYPE NOZEROCONF
IPV6_DEFAULTGW IPV6_DEFAULTDEV IPV6FORWARDING IPV6_AUTOCONF""".split())


def number(version):
    return [int(part) for part in version.split(".")] if version else []


class Release:
    """One release: `r.has("prefix")`."""

    def __init__(self, name):
        self.name, self.version = name, number(VERSIONS[name])
        self.branch = name[4:].split(".")[0]

    def has(self, capability):
        since = SINCE[capability].get(self.branch)
        return since is not None and number(since) <= self.version

    def master(self):
        """The last expression that its branch and version have."""
        return [regex for branch, since, regex in MASTER
                if branch == self.branch and number(since) <= self.version][-1]

    def options(self):
        return {word for branch, words in OPTIONS.items() if branch <= self.branch for word in words.split()}

    def script(self, devicetype):
        return devicetype in SCRIPTS or devicetype in SCRIPTS_LATER[self.branch]

    def reads(self, key):
        """Whether something reads that key of an ifcfg file."""
        stem = key.rstrip("0123456789")
        if stem != key and stem in ("IPADDR", "NETMASK", "PREFIX"):
            return self.has("several_addresses")
        if key in KEYS_BY:
            return self.has(KEYS_BY[key])
        if key == "GCINT":
            return self.branch in "45"
        if key in ("VLAN_ID", "NAME", "UUID", "BONDING_MASTER"):
            return self.branch in "78"  # by NetworkManager
        return key in KEYS
