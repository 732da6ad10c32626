/* What old releases of RHEL do with bonds: RHEL001, RHEL002. */
#include <string.h>

#include "model/bond_option.h"
#include "model/rows.h"
#include "model/xend.h"
#include "rules/rule.h"

/* ---- RHEL001 ---- */

static const char *targets_text(struct run *r, const struct iface *bond)
{
	return values_join(r->arena, &bond->bond->arp_ip_target, ", ");
}

/* What `bond` would have to say to be like `model`, one option per line. */
static const char *edits(struct run *r, const struct iface *bond, const struct iface *model)
{
	struct text t;

	text_init(&t, r->arena);
	for (enum bond_option o = 0; o < BOND_OPTIONS; o++) {
		const struct value *is = bond_option_to_write(r->os, bond, o),
				   *like = bond_option_to_write(r->os, model, o);

		if (is && like ? strcmp(is->s, like->s) != 0 : is != like)
			text_join(&t, "\n",
				  like ? arena_printf(r->arena, "%s: %s", bond_option_name(o), like->s)
				       : arena_printf(r->arena, "no %s", bond_option_name(o)));
	}
	if (strcmp(targets_text(r, bond), targets_text(r, model)) != 0)
		text_join(&t, "\n",
			  model->bond->arp_ip_target.n
				  ? arena_printf(r->arena, "arp_ip_target: [%s]", targets_text(r, model))
				  : "no arp_ip_target");
	return t.s;
}

static void second_set_of_options(struct run *r, const struct iface *bond)
{
	const struct iface *model = r->net->bonds.v[0];

	if (!r->os->scripts.options_by_module || !r->os->kernel.second_load_refused ||
	    bonds_are_alike(r->os, model, bond))
		return;
	report(r, ERROR, on(r, bond), "the options of bond '%s' differ from those of '%s'", bond->name,
	       model->name);
	note(r, on(r, model), "the module takes one set of options for all bonds that it makes");
	consequence(
		r, "they are parameters of the bonding module, which would have to be loaded once for each;\n"
		   "some kernels of this release refuse that, and one of the two does not come up");
	help(r, "%s\nfor '%s' as for '%s'", edits(r, bond, model), bond->name, model->name);
}

const struct rule RHEL001 = {
	.about =
		{
			.id = "RHEL001",
			.title = "bonds with different options where they are parameters of the module",
			.severity = ERROR,
			.since = "0.1",
			.why = "Before there was BONDING_OPTS, options reached the bonding driver only when "
			       "its module was "
			       "loaded, from modprobe.conf. One load makes max_bonds bonds, all with the "
			       "same options. For "
			       "bonds that differ, rhel4-bonding.txt has the module loaded once for each, "
			       "under names of "
			       "their own (modprobe -o), and warns that some Red Hat kernels refuse to load "
			       "a module under "
			       "another name (\"Operation not permitted\"): on these, different options are "
			       "impossible. "
			       "The bond is then missing, with all that stands on it.\n"
			       "In existing files it is raised for BONDING_OPTS, too: ifup of such a release does "
			       "not read them, and the bond has what modprobe.conf says, or mode 0 without a "
			       "monitor.",
			.fix = "The same options for all bonds of the host. Where the kernel in use was seen "
			       "to load the module "
			       "twice, allow the finding with that as the reason: the module is then loaded "
			       "once for each "
			       "bond.",
			.verify = "modprobe -n -v BOND shows what is loaded; cat /proc/net/bonding/BOND, "
				  "what the bond got. A "
				  "second load that was refused leaves no file of that name.",
			.sources = REFERENCES(&rhel4_bonding_txt, &initscripts),
			.bad = "host: vm1.example.com\n"
			       "os: rhel4\n"
			       "nics:\n"
			       "  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
			       "  - {name: eth1, mac: \"52:54:00:00:00:02\"}\n"
			       "  - {name: eth2, mac: \"52:54:00:00:00:03\"}\n"
			       "  - {name: eth3, mac: \"52:54:00:00:00:04\"}\n"
			       "bonds:\n"
			       "  - {name: bond0, slaves: [eth0, eth1], mode: active-backup, miimon: 100}\n"
			       "  - {name: bond1, slaves: [eth2, eth3], mode: active-backup, miimon: 50}\n",
			.good = "host: vm1.example.com\n"
				"os: rhel4\n"
				"nics:\n"
				"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
				"  - {name: eth1, mac: \"52:54:00:00:00:02\"}\n"
				"  - {name: eth2, mac: \"52:54:00:00:00:03\"}\n"
				"  - {name: eth3, mac: \"52:54:00:00:00:04\"}\n"
				"bonds:\n"
				"  - {name: bond0, slaves: [eth0, eth1], mode: active-backup, miimon: 100}\n"
				"  - {name: bond1, slaves: [eth2, eth3], mode: active-backup, miimon: 100}\n",
		},
	.on_bond = second_set_of_options,
};

/* ---- RHEL002 ---- */

static bool takes_bonds_as_ports(const struct release *os)
{
	return os->scripts.bond_port_works;
}

static void bond_port(struct run *r, const struct iface *bond)
{
	const struct iface *bridge = iface_owner(bond, BRIDGE);
	const char *later = release_later(r->arena, r->os, takes_bonds_as_ports);

	if (!bridge || takes_bonds_as_ports(r->os) || xend_makes(r->net, bridge))
		return;
	report(r, ERROR, on_listing(r, bridge, bond), "bond '%s' is a port of bridge '%s': it gets no slaves",
	       bond->name, bridge->name);
	consequence(r, "ifup of this release puts the bond into the bridge and ends there:\n"
		       "no slave is taken in, and no option is set");
	if (later)
		help(r,
		     "ports: [%s.VID]        a VLAN on the bond, tagged by the switches\nos: %s        or "
		     "later",
		     bond->name, later);
	else
		help(r, "ports: [%s.VID]        a VLAN on the bond, tagged by the switches", bond->name);
}

const struct rule RHEL002 = {
	.about =
		{
			.id = "RHEL002",
			.title = "bond as port of a bridge, with network scripts that then leave it without "
				 "slaves",
			.severity = ERROR,
			.since = "0.1",
			.why = "ifup-eth of initscripts up to 8.45.25 looks at BRIDGE before it looks at "
			       "slaves: it puts the "
			       "interface into the bridge and exits. A bond is in its bridge then, up, and "
			       "empty: its "
			       "BONDING_OPTS are not written and its slaves not enslaved. Since 8.45.26 (Red "
			       "Hat bug 463014) "
			       "bonds are dealt with first.",
			.fix = "A VLAN on the bond as port: its ifup comes after the bond's, and takes it as "
			       "it is. Or a later "
			       "minor of the release.",
			.verify = "cat /proc/net/bonding/BOND lists the slaves; brctl show, the bond among "
				  "the ports.",
			.sources = REFERENCES(&initscripts),
			.bad = "host: vm1.example.com\n"
			       "os: rhel5.3\n"
			       "nics:\n"
			       "  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
			       "  - {name: eth1, mac: \"52:54:00:00:00:02\"}\n"
			       "bonds: [{name: bond0, slaves: [eth0, eth1], mode: active-backup, miimon: "
			       "100}]\n"
			       "bridges: [{name: br0, ports: [bond0]}]\n",
			.good = "host: vm1.example.com\n"
				"os: rhel5.3\n"
				"nics:\n"
				"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
				"  - {name: eth1, mac: \"52:54:00:00:00:02\"}\n"
				"bonds: [{name: bond0, slaves: [eth0, eth1], mode: active-backup, miimon: "
				"100}]\n"
				"vlans: [{id: 5, parent: bond0}]\n"
				"bridges: [{name: br0, ports: [bond0.5]}]\n",
		},
	.on_bond = bond_port,
};
