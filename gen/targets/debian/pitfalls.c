/* What only an interfaces file can do wrong. */
#include <stdarg.h>

#include "diag/references.h"
#include "targets/debian/read.h"

#define HOST                                                                                                 \
	"==> etc/debian_version <==\n12.4\n\n"                                                               \
	"==> etc/hostname <==\nvm1.example.com\n\n"                                                          \
	"==> etc/network/interfaces <==\n"
#define SLAVES "\tbond-slaves eth0 eth1\n"
#define STACK                                                                                                \
	"iface bond0 inet manual\n" SLAVES "\tbond-mode 802.3ad\n\tbond-miimon 100\n\n"                      \
	"iface br0 inet manual\n\tbridge_ports bond0\n\tbridge_stp off\n\tbridge_fd 0\n"

static const struct reference interfaces_5 = {"interfaces-5", "interfaces(5), ifupdown 0.8.41 (Debian 12)"};
static const struct reference ifenslave_hook = {"ifenslave-hook",
						"if-pre-up.d/ifenslave of ifenslave 2.13 (Debian 12)"};
static const struct reference bridge_hook = {"bridge-utils-hook",
					     "ifupdown.sh of bridge-utils 1.7.1 (Debian 12)"};
static const struct reference *const static_sources[] = {&interfaces_5, &vlan_bonding, NULL};
static const struct reference *const ifenslave[] = {&ifenslave_hook, NULL};
static const struct reference *const order[] = {&interfaces_5, &bridge_hook, &vlan_bonding, NULL};

const struct descriptor DEB001 = {
	.id = "DEB001",
	.title = "a static stanza without an address",
	.severity = ERROR,
	.since = "0.1",
	.why = "Method static requires `address`. Without it ifup refuses the interface before anything of "
	       "it is done: no "
	       "pre-up line runs, no hook makes the bond or the bridge, and what stands on it fails in turn. "
	       "The guide "
	       "that this is copied from has three of them.",
	.fix = "Method manual for an interface that has no address of the host.",
	.verify = "ifup --no-act --force IFACE: 'missing required variable: address'.",
	.sources = static_sources,
	.bad = HOST "auto bond0\niface bond0 inet static\n" SLAVES
		    "\tbond-mode active-backup\n\tbond-miimon 100\n",
	.good = HOST "auto bond0\niface bond0 inet manual\n" SLAVES
		     "\tbond-mode active-backup\n\tbond-miimon 100\n",
};

const struct descriptor DEB002 = {
	.id = "DEB002",
	.title = "ARP targets of a bond with commas or '+'",
	.severity = ERROR,
	.since = "0.1",
	.why = "The hook of ifenslave parts bond-arp-ip-target at blanks and writes each word to sysfs with "
	       "a '+' in front. "
	       "Commas belong to the parameters of the module, a '+' to sysfs: of '10.0.0.1,10.0.0.2' the "
	       "driver reads the "
	       "first address or nothing (in4_pton()), and '++10.0.0.1' it refuses. A bond without targets "
	       "has no ARP monitor.",
	.fix = "The addresses with blanks between them, and nothing else.",
	.verify = "cat /sys/class/net/BOND/bonding/arp_ip_target: every address is there.",
	.sources = ifenslave,
	.bad = HOST "auto bond0\niface bond0 inet static\n\taddress 10.0.0.2/24\n" SLAVES
		    "\tbond-mode active-backup\n\tbond-arp-interval 500\n"
		    "\tbond-arp-ip-target 10.0.0.253,10.0.0.254\n",
	.good = HOST "auto bond0\niface bond0 inet static\n\taddress 10.0.0.2/24\n" SLAVES
		     "\tbond-mode active-backup\n\tbond-arp-interval 500\n"
		     "\tbond-arp-ip-target 10.0.0.253 10.0.0.254\n",
};

const struct descriptor ORD001 = {
	.id = "ORD001",
	.title = "an interface that is brought up before what it stands on",
	.severity = ERROR,
	.since = "0.1",
	.why = "`ifup -a` works through the names of the auto lines from top to bottom, and knows no "
	       "dependencies. A bridge "
	       "whose port is a bond further down finds no such interface, and its hook says nothing; a bond "
	       "whose slaves are "
	       "VLANs further down stays empty. A VLAN finds its parent from ifupdown 0.8 on, which runs the "
	       "parent's stanza "
	       "first. ifupdown2 and ifupdown-ng sort by themselves. After `ifdown -a; ifup -a` by hand it "
	       "may work, because "
	       "then everything is there already.",
	.fix = "auto lines from the bottom up: NICs, VLANs on NICs, bonds, VLANs on bonds, bridges.",
	.verify = "ifup --no-act --force -a -v: the order; after a boot, bridge link show: the ports.",
	.sources = order,
	.bad = HOST "auto br0 bond0\n" STACK,
	.good = HOST "auto bond0 br0\n" STACK,
};

struct finding *debian_idle(struct eni_host *h, const char *object, struct span at, const char *fmt, ...)
{
	struct finding *f;
	const char *message;
	va_list ap;

	va_start(ap, fmt);
	message = arena_vprintf(h->a, fmt, ap);
	va_end(ap);
	f = import_fault(h->r, &IMP011, object, at, "%s", message);
	return f;
}
