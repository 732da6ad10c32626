/* What the findings of activation.c mean. They compare two states of a host, so no example of one raises
 * them. */
#include "fleet/activation_parts.h"
#include "rules/rule.h"

const struct descriptor ACT001 = {
	.id = "ACT001",
	.title = "the mode of a bond that is in use changes",
	.severity = WARNING,
	.since = "0.1",
	.why = "The mode is refused with -EBUSY while the bond is up and with -ENOTEMPTY while it has "
	       "slaves (BOND_OPTFLAG_IFDOWN, BOND_OPTFLAG_NOSLAVES); older kernels refuse only one that is "
	       "up. The scripts write it when they bring the bond up, so a bond that stays up keeps the old "
	       "mode, whatever the files say, until the next boot: then the switch ports, if they were "
	       "changed for the new mode, do not fit. Everything that stands on the bond has no network "
	       "while it is down.",
	.fix = "Take the bond down and up again from the console, with a moment agreed for it. Where the "
	       "new mode wants the switch ports in a group, or out of one, they change between the two.",
	.verify = "\"Bonding Mode\" in /proc/net/bonding/BOND is that of the description.",
	.sources = REFERENCES(&bond_options, &bond_sysfs, &bonding_rst),
};

const struct descriptor ACT002 = {
	.id = "ACT002",
	.title = "an option changes that a bond in use does not take",
	.severity = WARNING,
	.since = "0.1",
	.why = "lacp_rate, lacp_active, ad_select, ad_user_port_key and tlb_dynamic_lb are taken only while "
	       "the bond is down (BOND_OPTFLAG_IFDOWN), fail_over_mac only while it has no slaves "
	       "(BOND_OPTFLAG_NOSLAVES), and xmit_hash_policy, on older kernels, only while it is down "
	       "(bonding_store_xmit_hash()). Else the write fails, and the bond goes on with the old value "
	       "until it is made anew. The other options can be changed in /sys/class/net/BOND/bonding/ "
	       "while the bond works.",
	.fix = "Take the bond down and up again, from the console.",
	.verify = "cat /sys/class/net/BOND/bonding/OPTION",
	.sources = REFERENCES(&bond_options, &bond_sysfs),
};

const struct descriptor ACT003 = {
	.id = "ACT003",
	.title = "an interface leaves a bond or a bridge",
	.severity = WARNING,
	.since = "0.1",
	.why = "A slave that is taken out is closed and gets its own address back (bond_release()). If it "
	       "is the active one, another takes over, with the gap of every failover: the driver announces "
	       "the host's addresses, not those of guests behind a bridge. A warning where that leaves one "
	       "slave or none, or where guests are behind the bond; of a bridge where it has guests or an "
	       "address of the host.",
	.fix = "First the slaves that are to stay, with link; then take this one out. What is reached "
	       "through a bridge's port needs another way first.",
	.verify = "cat /proc/net/bonding/BOND lists the slaves that stay, each with \"MII Status: up\"; "
		  "brctl show BRIDGE.",
	.sources = REFERENCES(&bond_main, &bridge_source, &redhat_ab_failover),
};

const struct descriptor ACT004 = {
	.id = "ACT004",
	.title = "an interface joins a bond or a bridge",
	.severity = WARNING,
	.since = "0.1",
	.why = "A bond takes in only an interface that is down (bond_enslave()), so its addresses and "
	       "routes go. What a bridge takes in hands all that it receives to the bridge: an address that "
	       "stays on it gets no answers. Newer kernels refuse what belongs to another (-EBUSY). Info "
	       "for one that is in no use so far.",
	.fix = "Take it down by the old files before the new ones are there; from the console where the "
	       "host is reached by it.",
	.verify = "cat /proc/net/bonding/BOND; brctl show BRIDGE; ip addr show dev INTERFACE has no address "
		  "of the host.",
	.sources = REFERENCES(&bond_main, &bridge_source),
};

const struct descriptor ACT005 = {
	.id = "ACT005",
	.title = "an interface is not described any more",
	.severity = WARNING,
	.since = "0.1",
	.why = "Its files go, or lose it; the running interface does not. A bond, VLAN or bridge stays in "
	       "the kernel with its addresses and slaves, which the new ones may want, and ifdown, which "
	       "goes by the files, cannot take down what they no longer name. With the next boot it is "
	       "gone. A NIC stays, and nothing sets it up.",
	.fix = "ifdown before the files are written; afterwards, ip link delete, and for a NIC ip addr "
	       "flush.",
	.verify = "ip link show dev INTERFACE says that it does not exist.",
	.sources = REFERENCES(&initscripts, &bond_main),
};

const struct descriptor ACT006 = {
	.id = "ACT006",
	.title = "an interface is new",
	.severity = INFO,
	.since = "0.1",
	.why = "The files alone do nothing: it comes up with the next boot, or when ifup is called for it, "
	       "after what is below it.",
	.fix = "ifup for each, lower ones first, or a boot.",
	.verify = "ip link show dev INTERFACE",
};

const struct descriptor ACT007 = {
	.id = "ACT007",
	.title = "an interface has to be made anew",
	.severity = WARNING,
	.since = "0.1",
	.why = "What kind an interface is, and the ID and the parent of a VLAN, are given when it is made; "
	       "vlan_changelink() changes flags and priorities alone. ifup finds an interface of that name "
	       "and does not ask what it is: the old VLAN goes on under the new addresses, and those land "
	       "in the wrong network.",
	.fix = "Take it down by the old files, so that it is removed, then up by the new ones.",
	.verify = "cat /proc/net/vlan/INTERFACE shows ID and parent.",
	.sources = REFERENCES(&vlan_source),
};

const struct descriptor ACT008 = {
	.id = "ACT008",
	.title = "the MTU changes",
	.severity = WARNING,
	.since = "0.1",
	.why = "A bond hands its MTU down to its slaves (bond_change_mtu()); a VLAN cannot have more than "
	       "its parent (vlan_dev_change_mtu()), and does not follow when the parent gets more; a bridge "
	       "has the least of its ports (br_mtu_min()), the ports of guests among them. While the ends "
	       "of a way differ, large packets are lost and small ones are not: pings work, transfers hang.",
	.fix = "More: the switch first, then NIC, bond, VLAN, bridge, guests. Less: the other way round.",
	.verify = "ping -M do -s MTU-28 ADDRESS goes through, for IPv4.",
	.sources = REFERENCES(&bond_main, &vlan_source, &bridge_source),
};

const struct descriptor ACT009 = {
	.id = "ACT009",
	.title = "an interface with addresses of the host gets another MAC address",
	.severity = WARNING,
	.since = "0.1",
	.why = "Neighbours keep the old address until their ARP entries are looked at again; the kernel "
	       "announces a new one of itself only where arp_notify is set. A DHCP server that knows the "
	       "host by it hands out another address. Switch ports that learnt one address, and licences, "
	       "may refuse the new one. A bond has the address of its first slave, so another order of "
	       "slaves is enough.",
	.fix = "Announce it with arping -U once it is set. Where it must not change, mac_address.",
	.verify = "cat /sys/class/net/INTERFACE/address; on a neighbour, ip neigh show ADDRESS.",
	.sources = REFERENCES(&ip_sysctl, &bond_main),
};

const struct descriptor ACT010 = {
	.id = "ACT010",
	.title = "the way by which the host is managed is cut",
	.severity = WARNING,
	.since = "0.1",
	.why = "An address of the host moves, goes, or stands on something that has to be taken down on the "
	       "way; or the default route changes. A session over it ends in the middle of the change, with "
	       "one half of the interfaces down, and if the second half fails there is no way back in. A "
	       "shell that hangs does not stop the script that it runs, but SIGHUP does.",
	.fix = "From the console or a management controller. Without one: a job (at, a detached screen) "
	       "that does all of it, and another that puts the old files back and restarts the network "
	       "unless it is called off in time.",
	.verify = "A second login, from another network, before the job is called off.",
	.sources = REFERENCES(&initscripts, &bonding_rst),
};

const struct descriptor ACT011 = {
	.id = "ACT011",
	.title = "guests lose their bridge, or what is below it",
	.severity = WARNING,
	.since = "0.1",
	.why = "The ports of guests (vnet0, vif1.0, veth101.0) are in no file of the host: whoever starts "
	       "the guest puts them into the bridge. ifdown removes the bridge (brctl delbr), ifup makes it "
	       "with the ports that the files name, and guests that run stay outside until they are started "
	       "again or somebody puts their ports back.",
	.fix = "Note brctl show before; afterwards put each port back with brctl addif, or start the guests "
	       "again. Many settings of a bridge can be changed while it works, with brctl or ip link, so "
	       "that the files are only for the next boot.",
	.verify = "brctl show BRIDGE lists a port for each running guest.",
	.sources = REFERENCES(&initscripts, &bridge_utils_readme, &libvirt_tap),
};

const struct descriptor ACT012 = {
	.id = "ACT012",
	.title = "options or lists of modules change",
	.severity = WARNING,
	.since = "0.1",
	.why = "modprobe reads its configuration when it loads a module; one that is loaded keeps what it "
	       "was given. Info for the file. A warning where the scripts of the release write no option of "
	       "a bond, so that the parameters of the module are all it gets: then every bond of the module "
	       "has to go for one of them to change.",
	.fix = "A boot is the simplest. Else network stop, rmmod, network start, from the console.",
	.verify = "/sys/module/MODULE/parameters/; /proc/net/bonding/BOND.",
	.sources = REFERENCES(&rhel4_bonding_txt, &bonding_rst),
};

const struct descriptor ACT013 = {
	.id = "ACT013",
	.title = "kernel settings change that are read at boot",
	.severity = INFO,
	.since = "0.1",
	.why = "The files of sysctl are read at boot. Those of bridges (net.bridge.*) exist only while the "
	       "module that has them is loaded, and have their defaults again after it was loaded anew.",
	.fix = "sysctl -p FILE, once the module is there.",
	.verify = "sysctl NAME shows the value of the file.",
	.sources = REFERENCES(&bridge_nf),
};

const struct descriptor ACT014 = {
	.id = "ACT014",
	.title = "what interfaces are called when they appear changes",
	.severity = INFO,
	.since = "0.1",
	.why = "udev names a NIC when it is found, and one that is up cannot be renamed: the new names come "
	       "with the next boot. If one of them is wrong, it shows only then.",
	.fix = "Compare the addresses in the file with those of the cards; boot once with somebody at the "
	       "console.",
	.verify = "cat /sys/class/net/NAME/address, for each NIC, after the boot.",
	.sources = REFERENCES(&netdev_source),
};

const struct descriptor ACT015 = {
	.id = "ACT015",
	.title = "what the files configure now is not known",
	.severity = INFO,
	.since = "0.1",
	.why = "What a change does to a running host is found by comparing it with what the files there "
	       "configure. They make no host that can be read: there are none yet, or something in them "
	       "stands in the way. The differences are shown all the same; what they do to the host is not "
	       "judged.",
	.fix = "`bondwright check --root DIR` says what stands in the way.",
};
