/* Names of interfaces: NAME001. The rows raise it for names that are written. */
#include <string.h>

#include "model/convert.h"
#include "model/rows.h"
#include "rules/rule.h"

enum { XEN_NETDEV_MAX = 14 }; /* IFNAMSIZ - 1, less the p */

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
	const struct iface *netdev = bridge->lower.n ? bridge->lower.v[0] : NULL;

	if (number_or(&r->host->virtualization, VIRT_NONE) != VIRT_XEN ||
	    number_or(&r->host->xend.bridges, -1) != XEND_NETWORK_BRIDGE)
		return;
	if (!netdev || strlen(netdev->name) <= XEN_NETDEV_MAX)
		return;
	report(r, ERROR, on_listing(r, bridge, netdev),
	       "'%s' is too long a name for xend's network-bridge: %zu characters", netdev->name,
	       strlen(netdev->name));
	note(r, on_host_key(r, "xend.bridges"), "xend makes the bridges");
	consequence(r, "network-bridge renames it to 'p%s', which is longer than a name can be, and fails",
		    netdev->name);
	help(r, "a name of %d characters at most", XEN_NETDEV_MAX);
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
