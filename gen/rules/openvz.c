/* Bonds of hosts that route their containers: OVZ001. */
#include "rules/example.h"
#include "rules/guest_mode.h"

/* A bond of a host that routes its containers. */
#define ROUTED(mode)                                                                                   \
	EXAMPLE_HOST("rhel6") "virtualization: openvz\n" EXAMPLE_NICS                                 \
	"bonds: [{name: bond0, mode: " mode ", miimon: 80, slaves: [eth0, eth1], addresses: [10.2.56.2/24]}]\n" \
	"guests: [{name: ct137, id: 137, address: 10.2.56.137}]\n"

/* True if guests are bridged on this host, and none of them through the bond: it serves something else. */
static bool guests_elsewhere(const struct net *net, const struct iface *bond)
{
	if (iface_guest_bridge(bond, NULL))
		return false;
	for (size_t k = 0; k < net->ifaces.n; k++)
		if (net->ifaces.v[k]->kind == BRIDGE && net->ifaces.v[k]->has_guests)
			return true;
	return false;
}

static void tlb_without_bridge(struct run *r, const struct iface *bond)
{
	if (number_or(&r->host->virtualization, VIRT_NONE) != VIRT_OPENVZ ||
	    !release_runs(r->os, VIRT_OPENVZ) || /* GUEST013 */
	    bond->lower.n < 2 || bond_number(bond, OPT_MODE) != BALANCE_TLB || guests_elsewhere(r->net, bond))
		return;
	report(r, INFO, on_option(r, bond, OPT_MODE),
	       "bond '%s' is %s, which does for openvz containers only as long as none is bridged through it",
	       bond->name, mode_text(r, bond));
	note(r, on_host_key(r, "virtualization"), "what runs here");
	consequence(r, "what is routed (venet) leaves with the host's MAC addresses: nothing is wrong. If a container is\n"
		       "bridged through it (veth), 44 %% of that one's frames (measured) leave with a NIC's address, not its\n"
		       "own (GUEST002)");
	help_guest_mode(r, bond);
}

const struct rule OVZ001 = {
	.about = {
		.id = "OVZ001",
		.title = "balance-tlb on an OpenVZ host whose containers are routed",
		.severity = INFO,
		.since = "0.1",
		.why = "openvz-bonding ends with \"options bond0 miimon=80 mode=5\" for all of its OpenVZ "
		       "hosts, and whoever copies it has that mode. Its containers are bridged (veth), and for "
		       "those the mode is wrong: GUEST002 says why, and why it seemed to help. With routed "
		       "containers (venet) it does no harm: venet0 has no MAC address, the host answers ARP for "
		       "its containers and forwards their packets, so that all that leaves is the host's own, "
		       "which balance-tlb is made for. vlan-bonding-squeeze routes its containers so.\n"
		       "But a container moves from venet to veth with one vzctl set --netif_add, for instance "
		       "because it needs DHCP or broadcasts, and the bond then goes into a bridge as in "
		       "openvz-bonding. The failure begins that day, on a host whose network nobody has changed. "
		       "A bond is passed over where the host's bridges carry its guests past it.",
		.fix = "802.3ad with the ports in one LACP group, or active-backup with miimon, which asks "
		       "nothing of the switches: neither changes a container's address, routed or bridged. "
		       "Or nothing, as long as all are routed.",
		.verify = "vzlist -a -o ctid,ip lists the routed ones; NETIF in /etc/vz/conf/CTID.conf is that of a "
			  "bridged one. brctl show: neither the bond nor a VLAN on it is there.",
		.sources = REFERENCES(&openvz_bonding, &vlan_bonding, &bonding_rst, &bond_alb, &measured),
		.bad = ROUTED("balance-tlb"),
		.good = ROUTED("active-backup"),
	},
	.on_bond = tlb_without_bridge,
};
