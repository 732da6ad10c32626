/* Names of interfaces: NAME001, which the rows raise too, for names that are written; NAME002. */
#include <string.h>

#include "base/word.h"
#include "model/convert.h"
#include "model/rows.h"
#include "model/xend.h"
#include "rules/rule.h"

/* The name of a VLAN that has none written is its parent's and its ID, and can be too long. */
static void computed_name(struct run *r, const struct iface *vlan)
{
	const struct row *row = table_find(table_of("vlans"), "name");
	const struct iface *parent = vlan->lower.v[0];
	struct complaint why;
	struct value v;
	const char *shorter;

	if (convert(r->arena, row, vlan->name, &v, &why)) /* as every name that was written */
		return;
	report(r, ERROR, on_field(r, vlan, "parent"), "%s", why.message);
	note(r, on(r, parent), "'%s' and VLAN ID %ld make this name", parent->name, vlan->vlan->id.n);
	consequence(r, "the kernel does not create it; vconfig cuts the name short and creates another one");
	shorter = arena_printf(r->arena, "vlan%ld", vlan->vlan->id.n);
	if (net_find(r->net, shorter))
		help(r, "name: NAME        of %s", why.help);
	else
		help(r, "name: %s%s", shorter, vlan->owners.n ? "        and that wherever it is listed" : "");
}

/* network-bridge of Xen 3.0 to 4.4 renames the bridge's NIC or bond to p and its name. */
static void xen_prefix(struct run *r, const struct iface *bridge)
{
	const struct iface *netdev = xend_makes(r->net, bridge) ? bridge->lower.v[0] : NULL;

	if (!netdev || strlen(xend_renames(r->arena, netdev)) <= IFACE_NAME_MAX)
		return;
	report(r, ERROR, on_listing(r, bridge, netdev),
	       "'%s' is too long a name for xend's network-bridge: %zu characters", netdev->name,
	       strlen(netdev->name));
	note(r, on_host_key(r, "xend.bridges"), "xend makes the bridges");
	consequence(r, "network-bridge renames it to '%s', which is longer than a name can be, and fails",
		    xend_renames(r->arena, netdev));
	help(r, "a name of %d characters at most", IFACE_NAME_MAX - 1); /* the p comes before it */
}

const struct rule NAME001 = {
	.about = {
		.id = "NAME001",
		.title = "a name that no interface can have",
		.severity = ERROR,
		.since = "0.1",
		.why = "The kernel takes names of 1 to 15 characters without '/', ':' and blanks, and "
		       "neither '.' nor '..' (dev_valid_name()). Shell scripts, ifcfg file names and sysctl "
		       "paths take less: letters, digits, '.', '_' and '-', with a letter or digit first. A "
		       "VLAN without a name of its own is called PARENT.ID, and that is soon too long: "
		       "bond-storage.4094 has 17 characters. vconfig's ioctl cuts such a name short without "
		       "a word. Xen's network-bridge puts a p before the name of the NIC or bond, so 14 is "
		       "the limit there.",
		.fix = "A shorter name; for a VLAN, a name of its own or a shorter parent.",
		.verify = "ip link show NAME: it is there under its full name.",
		.sources = REFERENCES(&netdev_source, &vlan_source, &xen_network_bridge),
		.bad = "host: vm1.example.com\n"
		       "os: bookworm\n"
		       "nics: [{name: enp129s0f1np1}]\n"
		       "vlans: [{id: 256, parent: enp129s0f1np1}]\n",
		.good = "host: vm1.example.com\n"
			"os: bookworm\n"
			"nics: [{name: enp129s0f1np1}]\n"
			"vlans: [{id: 256, parent: enp129s0f1np1, name: vlan256}]\n",
	},
	.on_vlan = computed_name,
	.on_bridge = xen_prefix,
};

/* ---- names that mean something else ---- */

enum meaning { PLAIN, VLAN_NAME, PARENT_ID, NIC_NAME };

/* What tools read in the name of an interface; `*number` gets the number at its end. */
static enum meaning meaning_of(const char *name, const char **number)
{
	const char *dot = strrchr(name, '.');

	*number = dot ? dot + 1 : !strncmp(name, "vlan", 4) ? name + 4 : name + 3;
	if (dot && word_is_digits(dot + 1))
		return PARENT_ID;
	if (!strncmp(name, "vlan", 4) && word_is_digits(name + 4))
		return VLAN_NAME;
	return !strncmp(name, "eth", 3) && word_is_digits(name + 3) ? NIC_NAME : PLAIN;
}

static bool is_listed(struct run *r, const struct iface *i)
{
	for (size_t k = 0; k < r->host->guests.n; k++)
		if (has(&r->host->guests.v[k].bridge) && !strcmp(r->host->guests.v[k].bridge.s, i->name))
			return true;
	return i->owners.n || i->vlans.n;
}

static void help_name(struct run *r, const struct iface *i, const char *number)
{
	const char *kind = i->kind == BRIDGE ? "br" : "bond";
	const char *name = arena_printf(r->arena, "%s%s", kind, number);

	if (net_find(r->net, name))
		help(r, "name: NAME        that begins with %s and has no dot", kind);
	else
		help(r, "name: %s%s", name, is_listed(r, i) ? "        and that wherever it is listed" : "");
}

static void misleading_name(struct run *r, const struct iface *i)
{
	const char *number, *kind = i->kind == BRIDGE ? "bridge" : "bond";
	enum meaning meaning = meaning_of(i->name, &number);

	if (meaning == PLAIN || (i->kind != BRIDGE && i->kind != BOND))
		return;
	report(r, WARNING, on_field(r, i, "name"), "%s '%s' is called like a %s", kind, i->name,
	       meaning == NIC_NAME ? "NIC" : "VLAN");
	if (meaning == NIC_NAME)
		consequence(r, "the kernel gives such names to NICs as it finds them: while a NIC has it, the %s cannot be\n"
			       "made, and renaming the NIC fails while the %s has it", kind, kind);
	else
		consequence(r, "scripts and tools read VLAN %s in the name: some make or start it as a VLAN, some look for the\n"
			       "NIC that it stands on", number);
	help_name(r, i, number);
}

const struct rule NAME002 = {
	.about = {
		.id = "NAME002",
		.title = "bridge or bond called like a VLAN or a NIC",
		.severity = WARNING,
		.since = "0.1",
		.why = "Network scripts decide by names. Those of Red Hat Enterprise Linux start what has a "
		       "dot in its name or begins with vlan at the VLANs' turn: a bond always, a bridge in "
		       "release 4. The hook of Debian's package vlan makes a VLAN of vlanN as soon as a "
		       "vlan-raw-device stands in the stanza, and of PARENT.ID without one. ethN is what "
		       "the kernel calls the next NIC that it finds, so who gets the name depends on the "
		       "order of discovery. vlan-bonding-squeeze has a bridge called vlan102, which works "
		       "only because nothing else in its stanza speaks of a VLAN.\n"
		       "Where the scripts of a release are known to make a VLAN of the name whatever the "
		       "stanza says, that is LOSS001, an error, instead.",
		.fix = "brN for a bridge, bondN for a bond, or any word without a dot.",
		.verify = "ip -d link show NAME: \"bridge\" or \"bond\", and no \"vlan protocol\".",
		.sources = REFERENCES(&vlan_bonding, &initscripts, &vlan_interfaces),
		.bad = "host: boxa.example.com\n"
		       "os: squeeze\n"
		       "nics: [{name: eth0}]\n"
		       "vlans: [{id: 102, parent: eth0}]\n"
		       "bridges: [{name: vlan102, ports: [eth0.102]}]\n",
		.good = "host: boxa.example.com\n"
			"os: squeeze\n"
			"nics: [{name: eth0}]\n"
			"vlans: [{id: 102, parent: eth0}]\n"
			"bridges: [{name: br102, ports: [eth0.102]}]\n",
	},
	.yields_to = IDS("LOSS001"),
	.on_iface = misleading_name,
};
