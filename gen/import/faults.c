/* Faults of existing files, as readers of hosts find them. */
#include "import/import.h"

#define ENI      "==> etc/network/interfaces <==\n"
#define IFCFG    "==> etc/sysconfig/network-scripts/ifcfg-eth0 <==\n"
#define RELEASE  "==> etc/redhat-release <==\nRed Hat Enterprise Linux Server release 5.4 (Tikanga)\n\n"
#define HOST     "==> etc/hostname <==\nvm1.example.com\n\n"
#define BOOKWORM "==> etc/debian_version <==\n12.4\n\n" HOST
#define NETWORK  "==> etc/sysconfig/network <==\nNETWORKING=yes\nHOSTNAME=vm1.example.com\n\n"

const struct descriptor IMP001 = {
	.id = "IMP001",
	.title = "a file that is not read",
	.severity = ERROR,
	.since = "0.1",
	.why = "The file is something else than the files of RHEL's, Debian's or SUSE's network scripts: a "
	       "template whose values a program fills in, the configuration of another tool (netplan, Open "
	       "vSwitch, team), a program, prose. What of it looks familiar would make half a host, and half "
	       "a host passes checks that the whole one fails.",
	.fix = "Give the files as the host has them: rendered, not the template. What another tool "
	       "configures has no place in a description.",
	.bad = BOOKWORM ENI "auto eth0\niface eth0 inet static\n    address {{ ip }}/24\n",
	.good = BOOKWORM ENI "auto eth0\niface eth0 inet static\n    address 10.0.0.1/24\n",
};

const struct descriptor IMP002 = {
	.id = "IMP002",
	.title = "a setting whose value is none",
	.severity = ERROR,
	.since = "0.1",
	.why = "The value cannot be one of its setting: an address with letters in it, a netmask with a "
	       "hole, a number that is none. Often it was masked before the file was passed on, or never "
	       "filled in. The scripts of the release fail at it when the interface comes up, or make "
	       "something else of it.",
	.fix = "The value that is meant, in the file; then read it again.",
	.bad = BOOKWORM ENI "auto eth0\niface eth0 inet static\n    address 10.0.0.x/24\n",
	.good = BOOKWORM ENI "auto eth0\niface eth0 inet static\n    address 10.0.0.1/24\n",
};

const struct descriptor IMP003 = {
	.id = "IMP003",
	.title = "a setting that a description has no place for",
	.severity = ERROR,
	.since = "0.1",
	.why = "The file sets something that bondwright does not describe, so that files made from the "
	       "description will not set it: a command that runs when the interface comes up, a tunnel, a "
	       "driver's option. `check` says it as info, as nothing is lost by looking; `import` and "
	       "`convert` as an error, or with --allow-loss as a warning.",
	.fix = "Decide whether the setting is still wanted. What is goes where the new host keeps such "
	       "things; then --allow-loss.",
	.bad = BOOKWORM ENI
	"auto eth0\niface eth0 inet static\n    address 10.0.0.1/24\n    up ethtool -K $IFACE tso off\n",
	.good = BOOKWORM ENI "auto eth0\niface eth0 inet static\n    address 10.0.0.1/24\n",
};

const struct descriptor IMP004 = {
	.id = "IMP004",
	.title = "settings of a host that contradict each other",
	.severity = WARNING,
	.since = "0.1",
	.why = "One thing is said twice, and differently: a key in one file, or one interface in two files. "
	       "The scripts take one of the two without a word, and whoever edits the other wonders why "
	       "nothing changes. The finding says which of them counts on the release.",
	.fix = "Keep the one that is meant.",
	.bad = RELEASE NETWORK IFCFG "DEVICE=eth0\nONBOOT=yes\nMTU=1500\nMTU=9000\n",
	.good = RELEASE NETWORK IFCFG "DEVICE=eth0\nONBOOT=yes\nMTU=9000\n",
};

const struct descriptor IMP005 = {
	.id = "IMP005",
	.title = "only a shell could tell what is set",
	.severity = ERROR,
	.since = "0.1",
	.why = "Network scripts source their files, so that a value may be computed: from a variable, by a "
	       "command. bondwright never runs what it reads: it would be run here, on another machine, with "
	       "the rights of whoever asks.",
	.fix = "Write the value that the shell makes of it on that host: ( . ./ifcfg-br0; echo \"$IPADDR\" "
	       ").",
	.bad = RELEASE NETWORK IFCFG "DEVICE=eth0\nONBOOT=yes\nIPADDR=$IP\nNETMASK=255.255.255.0\n",
	.good = RELEASE NETWORK IFCFG "DEVICE=eth0\nONBOOT=yes\nIPADDR=10.0.0.1\nNETMASK=255.255.255.0\n",
};

const struct descriptor IMP006 = {
	.id = "IMP006",
	.title = "a file that was not opened",
	.severity = WARNING,
	.since = "0.1",
	.why = "What is there is no regular file, cannot be read, is too large, or a link or a `source` line "
	       "leads to it from where configuration lies to somewhere else. The root of a host may have "
	       "been unpacked from anywhere; a link to /etc/shadow must not end up in the output.",
	.fix = "Put the file itself into its place, or give its directory.",
};

const struct descriptor IMP007 = {
	.id = "IMP007",
	.title = "a file that the network scripts leave out",
	.severity = INFO,
	.since = "0.1",
	.why = "By its name it is a backup, or what a package left behind. The scripts of the release pass "
	       "it over, and so does the import.",
	.fix = "Nothing needs to be done. A file that was meant to count needs another name.",
	.bad = BOOKWORM ENI "auto eth0\niface eth0 inet static\n    address 10.0.0.1/24\n"
			    "\n==> etc/modprobe.d/bonding.conf.bak <==\noptions bonding mode=1\n",
	.good = BOOKWORM ENI "auto eth0\niface eth0 inet static\n    address 10.0.0.1/24\n",
};

const struct descriptor IMP008 = {
	.id = "IMP008",
	.title = "something that the files do not tell and that was assumed",
	.severity = INFO,
	.since = "0.1",
	.why = "A description needs it, and none of the files that were given has it: the release, whose "
	       "scripts decide what a setting means, or the name of the host.",
	.fix = "Give the file that tells it (/etc/redhat-release, /etc/debian_version, /etc/hostname), name "
	       "the release by --from, or write it into the description.",
	.bad = HOST ENI "auto eth0\niface eth0 inet static\n    address 10.0.0.1/24\n",
	.good = BOOKWORM ENI "auto eth0\niface eth0 inet static\n    address 10.0.0.1/24\n",
};

const struct descriptor IMP009 = {
	.id = "IMP009",
	.title = "a file that its own readers do not understand",
	.severity = ERROR,
	.since = "0.1",
	.why = "A quote without its partner, an option outside of any stanza, line ends of Windows: the tool "
	       "that the file is for stops at it, leaves out the rest, or takes a carriage return into the "
	       "value.",
	.fix = "What the help says; for line ends, dos2unix.",
	.bad = BOOKWORM ENI "address 10.0.0.1/24\nauto eth0\niface eth0 inet manual\n",
	.good = BOOKWORM ENI "auto eth0\niface eth0 inet manual\n",
};

const struct descriptor IMP010 = {
	.id = "IMP010",
	.title = "nothing that makes a host",
	.severity = ERROR,
	.since = "0.1",
	.why = "None of the files that were given configures a network in a way that is read here, or files "
	       "of two families lie together, of which a host uses one.",
	.fix = "Give the network files of one host: the directory of its ifcfg files, "
	       "/etc/network/interfaces, or by --root the root directory that they lie in.",
	.bad = BOOKWORM "==> etc/resolv.conf <==\nnameserver 10.0.0.53\n",
	.good = BOOKWORM ENI "auto eth0\niface eth0 inet static\n    address 10.0.0.1/24\n",
};
