/* The ARP monitor of bonds under bridges, with guests or without: GUEST005. */
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

/* The same for `i` and the bridge above it. */
static bool chain_reaches_target(const struct iface *i, const struct values *targets)
{
	const struct iface *bridge = iface_owner(i, BRIDGE);

	return reaches_target(i, targets) || (bridge && reaches_target(bridge, targets));
}

static void explain_probes(struct run *r, const struct iface *bridge, const struct iface *via)
{
	bool works = r->os->kernel.arp_bridged_without_ip;

	if (via && works)
		consequence(r, "the probes leave untagged, from 0.0.0.0, and targets in the VLAN never see them: with\n"
			       "arp_validate all slaves go down, without it they flap");
	else if (via)
		consequence(r, "below a VLAN the bond probes only where a route leads, and none leads into this VLAN:\n"
			       "nothing is probed, and the slaves go inactive");
	else if (works)
		consequence(r, "the probes leave from 0.0.0.0: where a target does not answer that, all slaves go down\n"
			       "(with arp_validate) or the active one flaps (without); both measured");
	else
		consequence(r, "the probes leave from 0.0.0.0, which not everybody answers, and the bridge takes the\n"
			       "replies: the slaves go inactive");
	/* an address is no cure where the vendor rules the monitor out under any bridge */
	if (works && !r->os->vendor_modes)
		help(r, "addresses: [...]        on '%s', in the subnet of the targets;\n"
			"or miimon: 100        instead of arp_interval, arp_ip_target and arp_validate",
		     bridge->name);
	else
		help(r, "miimon: 100        instead of arp_interval, arp_ip_target and arp_validate");
}

static void arp_monitor_bridged(struct run *r, const struct iface *bond)
{
	const struct values *targets = &bond->bond->arp_ip_target;
	const struct iface *bridge = iface_owner(bond, BRIDGE), *via = NULL;
	bool reached = chain_reaches_target(bond, targets);

	if (!bond_number(bond, OPT_ARP_INTERVAL))
		return;
	for (size_t k = 0; k < bond->vlans.n; k++) {
		reached |= chain_reaches_target(bond->vlans.v[k], targets);
		if (bridge)
			continue;
		bridge = iface_owner(bond->vlans.v[k], BRIDGE);
		via = bridge ? bond->vlans.v[k] : NULL;
	}
	if (!bridge || reached)
		return;
	report(r, via || !r->os->kernel.arp_bridged_without_ip ? ERROR : WARNING,
	       on_option(r, bond, OPT_ARP_INTERVAL),
	       "bond '%s' is watched by ARP in bridge '%s', and the host has no address there to probe from",
	       bond->name, bridge->name);
	note_bridge(r, bond, bridge, via);
	explain_probes(r, bridge, via);
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
		       "so the VLAN's targets hear nothing.\n"
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
	.on_bond = arp_monitor_bridged,
};
