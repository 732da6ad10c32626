/* The ARP monitor of bonds under bridges, with guests or without: GUEST005 to GUEST007. */
#include "model/bond_option.h"
#include "rules/rule.h"

/* True if the host has an IPv4 address on `i` from which a target is on the link; one by DHCP may be. */
static bool reaches_target(const struct iface *i, const struct values *targets)
{
	const struct values *own = &i->common->addresses;

	for (size_t k = 0; k < own->n; k++)
		for (size_t t = 0; t < targets->n; t++)
			if (ip_within(&targets->v[t].ip, &own->v[k].ip))
				return true;
	return number_or(&i->common->dhcp, 0);
}

/* Where the host's own address stands from which a target is on the link, from worst to best for the driver. */
enum reach { UNREACHED, FROM_BRIDGE_OF_VLAN, FROM_BRIDGE, FROM_BOND_OR_VLAN };

/* The bridge above a bond: directly, or (`via`) by a VLAN on it. */
struct chain {
	const struct iface *bridge, *via;
	enum reach reach; /* the best there is */
};

/* `i`, the bond or a VLAN on it, and the bridge that takes it in. */
static void look_above(struct chain *c, const struct iface *bond, const struct iface *i)
{
	const struct iface *bridge = iface_owner(i, BRIDGE);
	const struct values *targets = &bond->bond->arp_ip_target;
	enum reach reach = UNREACHED;

	if (reaches_target(i, targets))
		reach = FROM_BOND_OR_VLAN;
	else if (bridge && reaches_target(bridge, targets))
		reach = i == bond ? FROM_BRIDGE : FROM_BRIDGE_OF_VLAN;
	if (bridge && (!c->bridge || reach > c->reach)) {
		c->bridge = bridge;
		c->via = i == bond ? NULL : i;
	}
	c->reach = reach > c->reach ? reach : c->reach;
}

static struct chain chain_of(const struct iface *bond)
{
	struct chain c = {0};

	look_above(&c, bond, bond);
	for (size_t k = 0; k < bond->vlans.n; k++)
		look_above(&c, bond, bond->vlans.v[k]);
	return c;
}

#define MII_INSTEAD "miimon: 100        instead of arp_interval, arp_ip_target and arp_validate"

/* ---- no address ---- */

static void explain_probes(struct run *r, const struct chain *c)
{
	const struct kernel_caps *k = &r->os->kernel;

	if (k->arp_needs_ip)
		consequence(r, "this kernel takes no slave down for what it does not hear, unless the bond has an address:\n"
			       "a dead path goes unnoticed for as long as the host sends");
	else if (c->via && k->arp_bridged_without_ip)
		consequence(r, "the probes leave untagged, from 0.0.0.0, and targets in the VLAN never see them: with\n"
			       "arp_validate all slaves go down, without it they flap");
	else if (c->via)
		consequence(r, "below a VLAN the bond probes only where a route leads, and none leads into this VLAN:\n"
			       "nothing is probed, and the slaves go inactive");
	else if (k->arp_bridged_without_ip)
		consequence(r, "the probes leave from 0.0.0.0: where a target does not answer that, all slaves go down\n"
			       "(with arp_validate) or the active one flaps (without); both measured");
	else
		consequence(r, "the probes leave from 0.0.0.0, if at all, and not everybody answers that: the slaves go\n"
			       "inactive");
	/* an address is no cure where the vendor rules the monitor out under any bridge */
	if (k->arp_sees_bridge_ip && !r->os->vendor_modes)
		help(r, "addresses: [...]        on '%s', in the subnet of the targets;\n"
			"or " MII_INSTEAD, c->bridge->name);
	else
		help(r, MII_INSTEAD);
}

static void watched_without_address(struct run *r, const struct iface *bond)
{
	struct chain c = chain_of(bond);

	if (!bond_number(bond, OPT_ARP_INTERVAL) || !c.bridge || c.reach != UNREACHED)
		return;
	report(r, c.via || !r->os->kernel.arp_bridged_without_ip ? ERROR : WARNING,
	       on_option(r, bond, OPT_ARP_INTERVAL),
	       "bond '%s' is watched by ARP in bridge '%s', and the host has no address there to probe from",
	       bond->name, c.bridge->name);
	note_bridge(r, bond, c.bridge, c.via);
	explain_probes(r, &c);
}

const struct rule GUEST005 = {
	.about = {
		.id = "GUEST005",
		.title = "ARP monitor on a bond in a bridge where the host has no address",
		.severity = ERROR,
		.since = "0.1",
		.why = "The ARP monitor needs somebody to answer. Without a host address in the targets' "
		       "subnet on the bond, its VLANs or the bridges above, its probes leave from 0.0.0.0 "
		       "(bond_arp_send_all()), which not every host and switch answers. Up to Linux 2.6.32 "
		       "arp_validate cannot work at all, because the bridge takes the replies before "
		       "bond_arp_rcv() sees them. With a VLAN between bond and bridge it is worse: kernels "
		       "up to 3.11 find no route into the VLAN and probe nothing, later ones probe untagged, "
		       "so the VLAN's targets hear nothing. Linux 2.6.18 and what is as old takes no slave "
		       "down for its silence as long as the bond has no address (bond_has_ip()): there the "
		       "monitor is no monitor.\n"
		       "The sources contradict each other. vlan-bonding-squeeze saw both slaves inactive, "
		       "concluded that a bridge and an ARP monitor exclude each other, and held that an "
		       "address on the bridge is no option; its printed configuration has no targets either, "
		       "which alone explains what it saw. redhat-bridge-modes says that ARP monitoring does "
		       "not work with bridged guests. Measured on Linux 6.1 with the bond itself as port: it "
		       "works without an address where the target answers ARP from 0.0.0.0; where it does "
		       "not, all slaves are down with arp_validate=all and the active one flaps without; an "
		       "address on the bridge cures both. So: an error on the kernels of those two reports "
		       "and wherever a VLAN stands between, a warning where it depends on the targets.",
		.fix = "miimon=100: it sees carrier only, but it works under every bridge. On kernels that "
		       "find the host's address on a bridge above the bond (Linux 3.14 and later): an "
		       "address there, in the targets' subnet.",
		.verify = "cat /proc/net/bonding/BOND, several times: every slave's MII Status must stay up. "
			  "tcpdump -e -n arp on a target shows whether probes arrive, and from which "
			  "address.",
		.sources = REFERENCES(&vlan_bonding, &redhat_bridge_modes, &bond_main, &bonding_rst, &measured),
		.bad = "host: boxa.example.com\n"
		       "os: squeeze\n"
		       "nics: [{name: eth0}, {name: eth1}]\n"
		       "vlans: [{id: 102, parent: eth0}, {id: 102, parent: eth1}]\n"
		       "bonds:\n"
		       "  - name: bond102\n"
		       "    slaves: [eth0.102, eth1.102]\n"
		       "    mode: active-backup\n"
		       "    arp_interval: 500\n"
		       "    arp_ip_target: [10.1.102.251, 10.1.102.252]\n"
		       "bridges: [{name: br102, ports: [bond102]}]\n",
		.good = "host: boxa.example.com\n"
			"os: squeeze\n"
			"nics: [{name: eth0}, {name: eth1}]\n"
			"vlans: [{id: 102, parent: eth0}, {id: 102, parent: eth1}]\n"
			"bonds:\n"
			"  - name: bond102\n"
			"    slaves: [eth0.102, eth1.102]\n"
			"    mode: active-backup\n"
			"    miimon: 100\n"
			"bridges: [{name: br102, ports: [bond102]}]\n",
	},
	.on_bond = watched_without_address,
};

/* ---- an address, and a driver or vendor that has no use for it ---- */

/* What the driver makes of the address that the host has; -1: it finds it. */
static int misses_address(struct run *r, const struct chain *c)
{
	if (r->os->kernel.arp_sees_bridge_ip || c->reach == FROM_BOND_OR_VLAN)
		return -1;
	return c->reach == FROM_BRIDGE_OF_VLAN ? ERROR : WARNING;
}

static void explain_missed_address(struct run *r, const struct chain *c)
{
	if (r->os->kernel.arp_needs_ip)
		consequence(r, "an address on a bridge is none of the bond's for this kernel, and without one it takes no slave\n"
			       "down for what it does not hear: a dead path goes unnoticed for as long as the host sends");
	else if (c->reach == FROM_BRIDGE_OF_VLAN)
		consequence(r, "below a VLAN the bond probes only what a route leads to through that VLAN, and the route leads\n"
			       "through the bridge: nothing is probed, and the slaves go inactive");
	else
		consequence(r, "the probes leave from 0.0.0.0 all the same: where a target does not answer that, the slaves\n"
			       "go inactive or flap");
}

static void watched_through_bridge(struct run *r, const struct iface *bond)
{
	struct chain c = chain_of(bond);
	int missed = misses_address(r, &c);

	if (!bond_number(bond, OPT_ARP_INTERVAL) || !c.bridge || c.reach == UNREACHED)
		return;
	if (missed >= 0) {
		report(r, (enum severity)missed, on_option(r, bond, OPT_ARP_INTERVAL),
		       "bond '%s' is watched by ARP, and this kernel does not find the host's address on bridge '%s'",
		       bond->name, c.bridge->name);
		note_bridge(r, bond, c.bridge, c.via);
		explain_missed_address(r, &c);
	} else if (r->os->vendor_modes && (c.bridge = iface_guest_bridge(bond, &c.via))) {
		report(r, WARNING, on_option(r, bond, OPT_ARP_INTERVAL),
		       "bond '%s' is watched by ARP under bridge '%s', which carries guests", bond->name,
		       c.bridge->name);
		note_bridge(r, bond, c.bridge, c.via);
		consequence(r, "Red Hat: ARP monitoring does not work with bridged guests. The kernel's source and what was\n"
			       "measured on Linux 6.1 say that it does here; whoever wants support follows the vendor");
	} else {
		return;
	}
	help(r, MII_INSTEAD);
}

const struct rule GUEST006 = {
	.about = {
		.id = "GUEST006",
		.title = "ARP monitor on a bond in a bridge that has the host's address",
		.severity = ERROR,
		.since = "0.1",
		.why = "To probe, the driver looks for an address of the host that is the bond's. Up to "
		       "Linux 3.11, and in Red Hat Enterprise Linux 6, it looks at the bond and at the "
		       "VLANs on it, but not at a bridge above (bond_arp_send_all(), bond_has_this_ip()). "
		       "With a VLAN between bond and bridge the route to a target leads through the bridge, "
		       "the driver takes it for another interface and sends nothing: an error. With the "
		       "bond itself in the bridge it probes from 0.0.0.0, and it depends on the targets "
		       "whether that is answered: a warning. Linux 2.6.18 and what is as old never takes a "
		       "slave down for its silence unless the bond itself has an address (bond_has_ip()). "
		       "From 3.14 on, and in Red Hat Enterprise Linux 7, the address on the bridge is "
		       "found, through a VLAN too; measured on 6.1, with and without arp_validate.\n"
		       "redhat-bridge-modes says for its releases that ARP monitoring does not work with "
		       "bridged guests. The source of Red Hat Enterprise Linux 7 says that it does; since a "
		       "vendor supports what it documents, that is a warning there. vlan-bonding-squeeze "
		       "saw the failure on 2.6.32.",
		.fix = "miimon=100: it sees carrier only, but it works under every bridge. Or the host's "
		       "address on a VLAN of the bond that is in no bridge, where the targets are then: "
		       "every kernel finds that.",
		.verify = "cat /proc/net/bonding/BOND, several times: every slave's MII Status must stay "
			  "up. tcpdump -e -n arp on a target shows whether probes arrive, and from which "
			  "address.",
		.sources = REFERENCES(&vlan_bonding, &redhat_bridge_modes, &bond_main, &measured),
		.bad = "host: vm2.example.com\n"
		       "os: squeeze\n"
		       "nics: [{name: eth0}, {name: eth1}]\n"
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    slaves: [eth0, eth1]\n"
		       "    mode: active-backup\n"
		       "    arp_interval: 500\n"
		       "    arp_ip_target: [10.2.56.251, 10.2.56.252]\n"
		       "vlans: [{id: 256, parent: bond0}]\n"
		       "bridges: [{name: br256, ports: [bond0.256], addresses: [10.2.56.2/24]}]\n",
		.good = "host: vm2.example.com\n"
			"os: squeeze\n"
			"nics: [{name: eth0}, {name: eth1}]\n"
			"bonds:\n"
			"  - name: bond0\n"
			"    slaves: [eth0, eth1]\n"
			"    mode: active-backup\n"
			"    miimon: 100\n"
			"vlans: [{id: 256, parent: bond0}]\n"
			"bridges: [{name: br256, ports: [bond0.256], addresses: [10.2.56.2/24]}]\n",
	},
	.on_bond = watched_through_bridge,
};

/* ---- replies that the bridge takes ---- */

static void validated_under_bridge(struct run *r, const struct iface *bond)
{
	struct chain c = chain_of(bond);
	bool watched = bond_number(bond, OPT_ARP_INTERVAL) > 0;

	if (bond_number(bond, OPT_ARP_VALIDATE) <= 0 || !c.bridge || r->os->kernel.arp_validate_under_bridge ||
	    !bond_option_known(r->os, OPT_ARP_VALIDATE))
		return;
	report(r, ERROR, on_option(r, bond, OPT_ARP_VALIDATE),
	       "bond '%s' validates ARP replies, which bridge '%s' takes before the bond sees them", bond->name,
	       c.bridge->name);
	note_bridge(r, bond, c.bridge, c.via);
	consequence(r, "%sARP that comes in on the inactive slave goes up to the bridge: a guest whose own broadcast\n"
		       "comes back that way is then looked for behind the bond",
		    watched && c.reach != FROM_BOND_OR_VLAN ? "no reply counts, and all validated slaves go down;\n" : "");
	/* the monitor itself is GUEST006 there, or the vendor's no */
	if (!watched || (c.reach == FROM_BOND_OR_VLAN && !r->os->vendor_modes))
		help(r, "arp_validate: none");
	else
		help(r, MII_INSTEAD);
}

const struct rule GUEST007 = {
	.about = {
		.id = "GUEST007",
		.title = "arp_validate under a bridge on a kernel whose bridge takes the replies",
		.severity = ERROR,
		.since = "0.1",
		.why = "Up to Linux 2.6.32 the driver sees the ARP replies that it is to validate as any "
		       "protocol would (bond_arp_rcv(), a packet_type), and netif_receive_skb() runs "
		       "handle_bridge() before those: what comes in below a bridge never gets there, and "
		       "every validated slave goes down. Besides, to have replies on the inactive slave at "
		       "all, these kernels let all ARP through there (skb_bond_should_drop()): a guest's "
		       "own broadcast comes back by it, the bridge learns the guest behind the bond, and "
		       "the guest is out of reach. Red Hat Enterprise Linux 5 is built the same way "
		       "(2.6.18-274 was read). From 3.x on the reply is looked at in the slave's own "
		       "handler, before any bridge.\n"
		       "For Red Hat Enterprise Linux 6 only the kernel of 6.8 was read (2.6.32-642), and "
		       "that one has the later handler. Since nothing tells which minor release brought it, "
		       "all of 6 counts as affected: a report of bridged guests without network under "
		       "arp_validate=all comes from 6.4. vlan-bonding-squeeze prints such a configuration, "
		       "arp_validate 3 under a bridge on 2.6.32.",
		.fix = "miimon=100 and no ARP monitor, which has other trouble under a bridge there "
		       "(GUEST005, GUEST006). Where the host's own address is on a VLAN that is in no "
		       "bridge: arp_validate=none.",
		.verify = "cat /proc/net/bonding/BOND, several times: every slave's MII Status must stay "
			  "up. brctl showmacs BRIDGE: a guest's address must stand on the guest's port.",
		.sources = REFERENCES(&vlan_bonding, &bond_main, &netdev_source),
		.bad = "host: vm2.example.com\n"
		       "os: squeeze\n"
		       "nics: [{name: eth0}, {name: eth1}]\n"
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    slaves: [eth0, eth1]\n"
		       "    mode: active-backup\n"
		       "    arp_interval: 500\n"
		       "    arp_ip_target: [10.2.56.251, 10.2.56.252]\n"
		       "    arp_validate: all\n"
		       "bridges: [{name: br0, ports: [bond0], addresses: [10.2.56.2/24]}]\n",
		.good = "host: vm2.example.com\n"
			"os: squeeze\n"
			"nics: [{name: eth0}, {name: eth1}]\n"
			"bonds:\n"
			"  - name: bond0\n"
			"    slaves: [eth0, eth1]\n"
			"    mode: active-backup\n"
			"    miimon: 100\n"
			"bridges: [{name: br0, ports: [bond0], addresses: [10.2.56.2/24]}]\n",
		.also = IDS("GUEST006"),
	},
	.on_bond = validated_under_bridge,
};
