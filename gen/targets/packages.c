#include "targets/packages.h"

#include <string.h>

static const struct reference ifupdown_control = {
	"ifupdown-control",
	"Package fields of ifupdown 0.8.41, ifenslave 2.13 and bridge-utils 1.7.1 (Debian 12)"};
static const struct reference initscripts_spec = {
	"initscripts-spec",
	"Requires and changelog in initscripts.spec of 9.03.17, 9.03.58, 9.49.46 and 10.11.1 (Red Hat, Fedora)"};
static const struct reference centos_comps = {
	"centos-comps", "Groups core and base in comps.xml of CentOS 5.7 and 6.2"};
static const struct reference suse_sysconfig = {
	"suse-sysconfig",
	"Requires in sysconfig.spec, scripts ifup-802.1q, ifup-bridge and ifup-dhcp of sysconfig 0.70 and 0.71 (openSUSE)"};
static const struct reference *const sources[] = {&ifupdown_control, &initscripts_spec, &centos_comps,
						  &suse_sysconfig, NULL};

const struct descriptor PKG001 = {
	.id = "PKG001",
	.title = "packages that the files need",
	.severity = INFO,
	.since = "0.1",
	.why = "Network scripts call programs of other packages and require only some of these. ifupdown hands the bond-, "
	       "bridge_ and vlan- options to hooks of ifenslave, bridge-utils and vlan: where one is not installed its "
	       "options are ignored without a word, nothing takes slaves into the bond, nothing makes the bridge. The "
	       "initscripts of Red Hat call brctl for bridges up to RHEL 7 and vconfig for VLANs up to RHEL 5, and require "
	       "neither bridge-utils nor vconfig: in CentOS 5.7 and 6.2 both belong to the group base, so that an "
	       "installation of core alone is without. In RHEL 8 the scripts themselves are a package, network-scripts, "
	       "that is not installed by default. SUSE's scripts up to SLES 11 give up on a VLAN without vconfig of the "
	       "package vlan and on a bridge without brctl, and sysconfig requires neither; wicked of SLES 12 makes "
	       "both itself and has DHCP clients of its own. ifupdown recommends such a client, initscripts and sysconfig "
	       "require none; the core of CentOS 5.7 and 6.2 has one. A host that gets its network from these files cannot "
	       "fetch what is missing.",
	.fix = "Name the packages where the host is installed, in %packages of a kickstart file, in pkgsel/include of a "
	       "preseed or in the software section of an AutoYaST profile, or install them before the files "
	       "are put in place. Where the image has them, the host can say so: "
	       "allow: [{rule: PKG001, reason: \"the image has them\"}].",
	.verify = "dpkg -s PACKAGE, on Red Hat and SUSE rpm -q PACKAGE: it says that the package is installed.",
	.sources = sources,
	.bad = "host: vm1.example.com\n"
	       "os: bookworm\n"
	       "nics:\n"
	       "  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
	       "bridges:\n"
	       "  - {name: br0, ports: [eth0], addresses: [192.0.2.10/24]}\n",
	.good = "host: vm1.example.com\n"
		"os: bookworm\n"
		"nics:\n"
		"  - {name: eth0, mac: \"52:54:00:00:00:01\", addresses: [192.0.2.10/24]}\n",
};

void package_add(struct render *r, const char *name)
{
	for (size_t k = 0; k < r->packages.n; k++)
		if (!strcmp(r->packages.v[k], name))
			return;
	arena_push(r->arena, r->packages.v, r->packages.n, name);
}

static const char *join(const struct render *r, const char *between)
{
	struct text t;

	text_init(&t, r->arena);
	for (size_t k = 0; k < r->packages.n; k++)
		text_join(&t, between, r->packages.v[k]);
	return t.s;
}

void packages_report(struct render *r)
{
	struct finding *f;

	targets_packages(r);
	if (!r->packages.n)
		return;
	f = findings_add(r->findings, PKG001.id, PKG001.severity, (struct place){.path = "os"});
	f->object = r->net->host->host.s;
	f->message = arena_printf(r->arena, "the files need packages that an installation of %s may lack: %s",
				  r->os->title, join(r, ", "));
	f->consequence = "without them a bond, bridge or VLAN is not made or no address is asked for, and nothing can be\n"
			 "fetched over the network that these files make: install them before the files are put in place";
	f->help = arena_printf(r->arena, "%s %s", r->os->install, join(r, " "));
}
