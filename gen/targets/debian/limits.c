/* What the tools and kernels of a Debian release cannot do. */
#include <string.h>

#include "base/word.h"
#include "model/bond_option.h"
#include "model/rows.h"
#include "targets/debian/debian.h"
#include "targets/resolver.h"

static const struct reference ifenslave_changelog = {
	"ifenslave-changelog", "Changelog of ifenslave 2.13 and of ifenslave-2.6 1.1.0 (Debian)"};
static const struct reference *const ifenslave[] = {&ifenslave_changelog, NULL};

const struct descriptor DEB003 = {
	.id = "DEB003",
	.title = "a bonding option that the release's ifenslave does not know",
	.severity = INFO,
	.since = "0.1",
	.why = "ifupdown takes any word for an option and hands it to the hooks. The hook of ifenslave writes the options "
	       "that it knows and says nothing of the others: bond-min-links in /etc/network/interfaces does nothing, on any "
	       "release. Which it knows has grown: none in 1.1.0-6 (etch), the first in 1.1.0-8, arp_validate, use_carrier and "
	       "fail_over_mac in -11, ad_select, primary_reselect and the peer notifications in -18, packets_per_slave in 2.6, "
	       "tlb_dynamic_lb in 2.10. So the files made here write such an option to sysfs, by a line of its own: in an up "
	       "line, or in a pre-up line where the driver wants the bond down or without slaves.",
	.fix = "Nothing needs to be done. Whoever edits the file by hand keeps the line: an option in its place is lost.",
	.verify = "cat /sys/class/net/BOND/bonding/OPTION: it shows what was written.",
	.sources = ifenslave,
	.bad = "host: vm1.example.com\n"
	       "os: bookworm\n"
	       "nics:\n"
	       "  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
	       "  - {name: eth1, mac: \"52:54:00:00:00:02\"}\n"
	       "bonds:\n"
	       "  - {name: bond0, mode: 802.3ad, miimon: 100, slaves: [eth0, eth1], min_links: 2}\n",
	.good = "host: vm1.example.com\n"
		"os: bookworm\n"
		"nics:\n"
		"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
		"  - {name: eth1, mac: \"52:54:00:00:00:02\"}\n"
		"bonds:\n"
		"  - {name: bond0, mode: 802.3ad, miimon: 100, slaves: [eth0, eth1], ad_select: count}\n",
};

static void vlan_limit(struct render *r, const struct iface *vlan)
{
	struct finding *f;

	if (debian_vlan_maker(r->net, vlan) != VLAN_MISTAKEN || rule_said(r, "VLAN007", vlan->name, NULL))
		return;
	f = loss(r, &LOSS001, vlan->name, vlan->path,
		 "the network scripts of %s read another VLAN in the name '%s'", r->os->title, vlan->name);
	f->help = arena_printf(r->arena, "leave the name out: %s.%ld", vlan->lower.v[0]->name,
			       vlan->vlan->id.n);
}

/* ifupdown makes a VLAN of whatever is called INTERFACE.NUMBER, a bridge or bond too (0.8.41: even with
 * bridge_ports). */
static void name_limit(struct render *r, const struct iface *i)
{
	const char *dot = strchr(i->name, '.');
	struct finding *f;

	if (i->kind == VLAN || !dot || !word_is_digits(dot + 1) ||
	    !net_find(r->net, arena_strndup(r->arena, i->name, (size_t)(dot - i->name))))
		return;
	f = loss(r, &LOSS001, i->name, iface_field_path(r->arena, i, "name"),
		 "the network scripts of %s read a VLAN in the name '%s'", r->os->title, i->name);
	f->help = "a name without a dot";
}

static void hook_limit(struct render *r, const struct iface *bond, enum bond_option o)
{
	enum option_way way = debian_option_way(r->net, bond, o);
	const char *name = bond_option_name(o);

	if (o < BOND_OPTIONS && bond->option[o].from == CHOSEN)
		return;
	if (way == WAY_UP || way == WAY_EARLY)
		loss(r, &DEB003, bond->name, iface_field_path(r->arena, bond, name),
		     "ifenslave of %s does not know %s: %s line writes it", r->os->title, name,
		     way == WAY_UP ? "an up" : "a pre-up");
}

static void bond_hook_limits(struct render *r, const struct iface *bond)
{
	if (debian_option_way(r->net, bond, OPT_MODE) == WAY_EARLY) {
		loss(r, &DEB003, bond->name, bond->path,
		     "ifenslave of %s knows no options: pre-up lines write those of '%s'", r->os->title,
		     bond->name);
		return;
	}
	for (enum bond_option o = 0; o <= OPT_NS_IP6_TARGET; o++)
		hook_limit(r, bond, o);
}

static void iface_limits(struct render *r, const struct iface *i)
{
	if (i->kind == BOND)
		bond_hook_limits(r, i);
	if (number_or(&i->common->dhcp6, 0) && !r->os->eni.dhcp6)
		loss(r, &LOSS001, i->name, iface_field_path(r->arena, i, "dhcp6"),
		     "ifupdown of %s has no method for DHCPv6", r->os->title)
			->help = "dhcp6: false        and a fixed IPv6 address in addresses";
	if (i->kind == VLAN)
		vlan_limit(r, i);
	name_limit(r, i);
}

void debian_limits(struct render *r)
{
	resolver_server_limits(r);
	resolver_search_limits(r);
	for (size_t k = 0; k < r->net->ifaces.n; k++)
		iface_limits(r, r->net->ifaces.v[k]);
}
