/* How modes spread traffic over the links: BOND026, BOND033. */
#include <string.h>

#include "model/rows.h"
#include "rules/cabling.h"
#include "rules/example.h"

static void packets_overtake(struct run *r, const struct iface *bond)
{
	if (!bond_in_mode(bond, MODE(BALANCE_RR)) || bond->lower.n < 2 || iface_guest_bridge(bond, NULL))
		return; /* with guests the mode is GUEST004's */
	report(r, WARNING, on_option(r, bond, OPT_MODE), "bond '%s' is %s: packets overtake each other",
	       bond->name, mode_text(r, bond));
	consequence(r, "TCP takes packets out of order for losses, sends them again and slows down: two "
		       "links rarely\n"
		       "give one connection the speed of two");
	help(r, "%s", mode_advice(r, bond));
}

const struct rule BOND026 = {
	.about = {
		.id = "BOND026",
		.title = "balance-rr sends packets out of order",
		.severity = WARNING,
		.since = "0.1",
		.why = "balance-rr gives each packet to the next slave, so packets of one connection travel "
		       "over different links and arrive out of order. bonding.rst (12.1.1): TCP then "
		       "resends what is not lost, and \"even a two-link balance-rr bond\" has no single "
		       "connection that gets both links' worth; net.ipv4.tcp_reordering softens it. "
		       "kvm-nic-bonding uses mode 0 in its examples and does not mention it. For UDP, or on "
		       "isolated networks between a few hosts that want it so, the mode is right: then "
		       "accept it with a reason.",
		.fix = "802.3ad where the ports are an LACP group, balance-xor where they are a static one, "
		       "else active-backup: each keeps a connection on one link.",
		.verify = "netstat -s on the receiver: \"packets reordered\" and \"fast retransmits\" do "
			  "not grow.",
		.sources = REFERENCES(&kvm_bonding, &bonding_rst),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    mode: balance-rr\n"
		       "    miimon: 100\n"
		       "    slaves: [eth0, eth1]\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - name: bond0\n"
			"    mode: active-backup\n"
			"    miimon: 100\n"
			"    slaves: [eth0, eth1]\n",
	},
	.on_bond = packets_overtake,
};

/* ---- the hash ---- */

enum { LAYER2, LAYER3_4, LAYER2_3 };

/* The interface of the bond and its VLANs that has the default router; NULL: none. */
static const struct iface *router_on(const struct iface *bond)
{
	for (size_t k = 0; !has(&bond->common->gateway) && k < bond->vlans.n; k++)
		if (has(&bond->vlans.v[k]->common->gateway))
			return bond->vlans.v[k];
	return has(&bond->common->gateway) ? bond : NULL;
}

/* True if all slaves are cabled directly to one other host. */
static bool one_peer(struct run *r, const struct iface *bond)
{
	for (size_t k = 0; k < bond->lower.n; k++) {
		const struct iface *slave = bond->lower.v[k];

		if (!far_end(r, slave) || iface_nic(slave)->on || !one_partner(r, bond->lower.v[0], slave))
			return false;
	}
	return bond->lower.n > 1;
}

/* Bridged guests have addresses of their own, which the hash does tell apart. */
static void few_addresses(struct run *r, const struct iface *bond)
{
	const struct iface *router = router_on(bond);
	bool peer = one_peer(r, bond);

	if (!bond_in_mode(bond, MODE(BALANCE_XOR) | MODE(LACP)) || bond->lower.n < 2 ||
	    bond_number(bond, OPT_XMIT_HASH_POLICY) != LAYER2 || (!peer && !router) ||
	    iface_guest_bridge(bond, NULL))
		return;
	report(r, INFO, on_option(r, bond, OPT_XMIT_HASH_POLICY),
	       "bond '%s' chooses links by MAC addresses, and %s", bond->name,
	       peer ? "one host is at the other end" : "what is behind its router has one");
	if (!peer)
		note(r, on_field(r, router, "gateway"), "its router");
	help(r, "xmit_hash_policy: %s", r->os->kernel.hash_policies >= LAYER2_3 ? "layer2+3" : "layer3+4");
}

const struct rule BOND033 = {
	.about = {
		.id = "BOND033",
		.title = "few MAC addresses behind a layer2 hash",
		.severity = INFO,
		.since = "0.1",
		.why = "balance-xor and 802.3ad choose the link of a frame by a hash, and the driver's own "
		       "choice is layer2: source and destination MAC address. Everything that goes through "
		       "a router has the router's, and a single peer has a single one, so all of it leaves "
		       "by one link and the others are idle. vlan-bonding-squeeze names it as the reason "
		       "why balancing often disappoints: \"a small number of MAC addresses at either end\". "
		       "layer2+3 adds the IP addresses. layer3+4 adds ports as well and spreads best, but "
		       "splits fragments from their connection and is \"not fully 802.3ad compliant\" "
		       "(bonding.rst). Which link a switch uses in the other direction is set on the switch.",
		.fix = "xmit_hash_policy: layer2+3; on kernels that lack it, layer3+4.",
		.verify = "ip -s link show for each slave: the transmitted bytes grow on all of them.",
		.sources = REFERENCES(&vlan_bonding, &bonding_rst, &bond_main),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    mode: 802.3ad\n"
		       "    miimon: 100\n"
		       "    slaves: [eth0, eth1]\n"
		       "    addresses: [10.0.0.2/24]\n"
		       "    gateway: 10.0.0.1\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - name: bond0\n"
			"    mode: 802.3ad\n"
			"    miimon: 100\n"
			"    slaves: [eth0, eth1]\n"
			"    addresses: [10.0.0.2/24]\n"
			"    gateway: 10.0.0.1\n"
			"    xmit_hash_policy: layer2+3\n",
	},
	.on_bond = few_addresses,
};
