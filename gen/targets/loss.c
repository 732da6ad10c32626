#include "targets/target.h"

const struct descriptor LOSS001 = {
	.id = "LOSS001",
	.title = "the release cannot express a setting",
	.severity = ERROR,
	.since = "0.1",
	.why = "The network scripts of the release have no way to make this setting, so a host set up from the files would "
	       "differ from its description without anyone noticing.",
	.fix = "Take the setting out of the description, or allow the loss for this object with a reason, or render with "
	       "--allow-loss.",
	.bad = "host: vm1.example.com\n"
	       "os: rhel6.2\n"
	       "nics:\n"
	       "  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
	       "bridges:\n"
	       "  - {name: br0, ports: [eth0], ageing: 60}\n",
	.good = "host: vm1.example.com\n"
		"os: rhel6.8\n"
		"nics:\n"
		"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
		"bridges:\n"
		"  - {name: br0, ports: [eth0], ageing: 60}\n",
};

const struct descriptor LOSS002 = {
	.id = "LOSS002",
	.title = "not rendered yet",
	.severity = ERROR,
	.since = "0.1",
	.why = "The language can say it and the rules judge it, but this version of bondwright writes no files for it.",
	.fix = "Take it out of the description, or allow the loss with a reason and set it up by hand.",
	.bad = "host: vm1.example.com\n"
	       "os: bookworm\n"
	       "announce: host\n"
	       "nics:\n"
	       "  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n",
	.good = "host: vm1.example.com\n"
		"os: bookworm\n"
		"announce: none\n"
		"nics:\n"
		"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n",
};

const struct descriptor LOSS003 = {
	.id = "LOSS003",
	.title = "a setting is left out, with the same effect",
	.severity = INFO,
	.since = "0.1",
	.why = "The release has no way to make this setting, but behaves as it asks anyway, or the setting has no meaning "
	       "there.",
	.fix = "Nothing needs to be done.",
	.bad = "host: vm1.example.com\n"
	       "os: rhel6.8\n"
	       "nics:\n"
	       "  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
	       "bridges:\n"
	       "  - {name: br0, ports: [eth0], maxwait: 0}\n",
	.good = "host: vm1.example.com\n"
		"os: rhel6.8\n"
		"nics:\n"
		"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
		"bridges:\n"
		"  - {name: br0, ports: [eth0]}\n",
};

const struct descriptor BOND020 = {
	.id = "BOND020",
	.title = "a bonding option or value that the release's kernel does not know",
	.severity = ERROR,
	.since = "0.1",
	.why = "Options came to the driver one by one, and so did some of their words: xmit_hash_policy and "
	       "arp_validate have grown with the kernel. What a driver does not know it refuses, and the "
	       "scripts that write it go on or leave out the rest of the line; as a parameter of the module "
	       "it keeps the module from loading, and there is no bond at all. So it is not written, and "
	       "the bond would run without it. Vendors take options back into old kernels: what counts is "
	       "the release's own driver (its bond_main.c and bond_sysfs.c, for Red Hat Enterprise Linux 4 "
	       "and 5 its bonding.txt), not the number of its kernel.",
	.fix = "The nearest value or option that the driver has, as the finding names it; or leave it out.",
	.verify = "modinfo -p bonding, and ls /sys/class/net/BOND/bonding: the options that this driver "
		  "has.",
	.bad = "host: vm1.example.com\n"
	       "os: squeeze\n"
	       "nics:\n"
	       "  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
	       "  - {name: eth1, mac: \"52:54:00:00:00:02\"}\n"
	       "bonds:\n"
	       "  - {name: bond0, mode: 802.3ad, miimon: 100, slaves: [eth0, eth1], xmit_hash_policy: encap2+3}\n",
	.good = "host: vm1.example.com\n"
		"os: squeeze\n"
		"nics:\n"
		"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
		"  - {name: eth1, mac: \"52:54:00:00:00:02\"}\n"
		"bonds:\n"
		"  - {name: bond0, mode: 802.3ad, miimon: 100, slaves: [eth0, eth1], xmit_hash_policy: layer2+3}\n",
};
