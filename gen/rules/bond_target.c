/* Whom the ARP monitor asks, and by which way: BOND008, BOND010, BOND028, BOND029. */
#include <string.h>

#include "rules/cabling.h"
#include "rules/example.h"
#include "rules/monitor.h"

#define WATCHED_BY_ARP                                                                                       \
	EXAMPLE_HOST("bookworm")                                                                             \
	EXAMPLE_NICS                                                                                         \
	"bonds:\n"                                                                                           \
	"  - name: bond0\n"                                                                                  \
	"    slaves: [eth0, eth1]\n"                                                                         \
	"    mode: active-backup\n"                                                                          \
	"    arp_interval: 500\n"

/* True if the bond has an ARP monitor alone, in a mode that has one, with IPv4 targets. */
static bool asks(const struct iface *bond)
{
	return arp_monitor(bond) && !mii_monitor(bond) && !bond_in_mode(bond, MII_ONLY) &&
	       bond->bond->arp_ip_target.n;
}

/* ---- too few ---- */

/* How many systems the slaves are known to end at; `*direct`: at other hosts, by direct cables alone. */
static size_t far_ends(struct run *r, const struct iface *bond, bool *direct)
{
	size_t n = 0;

	*direct = bond->lower.n > 0;
	for (size_t i = 0; i < bond->lower.n; i++) {
		size_t k = 0;

		if (!far_end(r, bond->lower.v[i])) {
			*direct = false;
			continue;
		}
		*direct &= !iface_nic(bond->lower.v[i])->on;
		while (k < i &&
		       !(far_end(r, bond->lower.v[k]) && one_partner(r, bond->lower.v[k], bond->lower.v[i])))
			k++;
		n += k == i;
	}
	return n;
}

/* The router on the bond, if it is not a target yet: the host that is most likely to answer. */
static const struct value *another_target(const struct iface *bond)
{
	const struct value *router = &bond->common->gateway;

	for (size_t i = 0; i < bond->bond->arp_ip_target.n; i++)
		if (ip_same(&bond->bond->arp_ip_target.v[i].ip, &router->ip))
			return NULL;
	return has(router) ? router : NULL;
}

static void too_few_targets(struct run *r, const struct iface *bond)
{
	const struct values *targets = &bond->bond->arp_ip_target;
	size_t n = targets->n + bond->bond->ns_ip6_target.n, ends;
	bool direct;

	ends = far_ends(r, bond, &direct);
	if (!asks(bond) || (n > 1 && n >= ends) || (direct && ends == 1))
		return;
	if (n == 1)
		report(r, WARNING, on_element(r, bond, "arp_ip_target", 0),
		       "the ARP monitor of bond '%s' has one target", bond->name);
	else
		report(r, WARNING, on_field(r, bond, "arp_ip_target"),
		       "the ARP monitor of bond '%s' has %zu targets and its slaves end at %zu switches",
		       bond->name, n, ends);
	if (n == 1)
		consequence(r,
			    "when %s restarts, all links count as dead: the bond is without carrier although "
			    "the\n"
			    "network is well",
			    targets->v[0].s);
	else
		consequence(r, "behind some switch there is none: when the link between the switches fails, "
			       "its slave\n"
			       "counts as dead although it works");
	if (n == 1 && ends < 3 && another_target(bond))
		help(r, "arp_ip_target: [%s, %s]", targets->v[0].s, another_target(bond)->s);
	else
		help(r, "in arp_ip_target hosts of its subnet that always answer, at least two and one "
			"behind each switch");
}

const struct rule BOND008 = {
	.about = {
		.id = "BOND008",
		.title = "too few targets for the ARP monitor",
		.severity = WARNING,
		.since = "0.1",
		.why = "A link is alive as long as one target answers over it. With a single target, its "
		       "restart looks like the death of every link; the bond fails over, finds the next one "
		       "just as dead and ends up without carrier. bonding.rst (11.2.2) advises several "
		       "targets, and one behind each switch where there are several: then each slave has an "
		       "answer that does not have to cross the link between the switches. kvm-nic-bonding "
		       "shows one target in its example and says that 1 to 16 are possible. A bond cabled "
		       "directly to one other host has nobody else to ask, and is not meant.",
		.fix = "At least two hosts that always answer, one behind each switch: the router, the "
		       "switches themselves, a peer.",
		.verify = "cat /proc/net/bonding/BOND: \"ARP IP target/s (n.n.n.n form)\" lists them; "
			  "arping -I BOND TARGET for each.",
		.sources = REFERENCES(&kvm_bonding, &vlan_bonding, &bonding_rst),
		.bad = WATCHED_BY_ARP "    addresses: [10.0.0.1/24]\n"
				      "    arp_ip_target: [10.0.0.252]\n",
		.good = WATCHED_BY_ARP "    addresses: [10.0.0.1/24]\n"
				       "    arp_ip_target: [10.0.0.252, 10.0.0.253]\n",
	},
	.on_bond = too_few_targets,
};

/* ---- replies that come back by one link ---- */

static void arp_in_balancing_mode(struct run *r, const struct iface *bond)
{
	if (!arp_monitor(bond) || !has_targets(bond) || bond->lower.n < 2 || mii_monitor(bond) ||
	    !bond_in_mode(bond, MODE(BALANCE_RR) | MODE(BALANCE_XOR)))
		return;
	report(r, WARNING, on_option(r, bond, OPT_ARP_INTERVAL), "bond '%s' is %s and watched by ARP",
	       bond->name, mode_text(r, bond));
	note(r, on_option(r, bond, OPT_MODE), "its mode");
	consequence(
		r,
		"a switch that spreads by addresses sends all replies of a target over one link: the others\n"
		"hear nothing and flap");
	help_mii(r, bond);
}

const struct rule BOND010 = {
	.about = {
		.id = "BOND010",
		.title = "ARP monitor in a balancing mode",
		.severity = WARNING,
		.since = "0.1",
		.why = "In balance-rr and balance-xor each slave has to hear something for itself "
		       "(bond_loadbalance_arp_mon()). Which one hears a reply is the switch's choice, and a "
		       "port group chooses by addresses: with XOR \"all replies from the ARP targets will "
		       "be received on the same link which could cause the other team members to fail\" "
		       "(bonding.rst, arp_interval). kvm-nic-bonding shows arp_interval with mode=0; that "
		       "works only behind a switch that distributes evenly, or as long as other traffic "
		       "keeps every slave alive.",
		.fix = "miimon: 100. Where silent faults have to be seen: active-backup with the ARP "
		       "monitor, or 802.3ad, whose LACPDUs notice them.",
		.verify = "cat /proc/net/bonding/BOND, several times on a quiet link: \"Link Failure "
			  "Count\" of each slave stays where it is.",
		.sources = REFERENCES(&kvm_bonding, &bonding_rst, &bond_main),
		.bad = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
		       "bonds:\n"
		       "  - name: bond0\n"
		       "    slaves: [eth0, eth1]\n"
		       "    mode: balance-xor\n"
		       "    addresses: [10.0.0.1/24]\n"
		       "    arp_interval: 500\n"
		       "    arp_ip_target: [10.0.0.252, 10.0.0.253]\n",
		.good = EXAMPLE_HOST("bookworm") EXAMPLE_NICS
			"bonds:\n"
			"  - name: bond0\n"
			"    slaves: [eth0, eth1]\n"
			"    mode: balance-xor\n"
			"    addresses: [10.0.0.1/24]\n"
			"    miimon: 100\n",
	},
	.on_bond = arp_in_balancing_mode,
};

/* ---- the way to them ---- */

/* What the host is known to have above a bond, by VLANs and bridges. */
struct chain {
	bool ipv4;    /* an IPv4 address, perhaps by DHCP */
	bool dhcp;    /* ...whose network nobody knows yet */
	bool bridged; /* a bridge takes it in */
	bool reaches; /* the target asked for is on the link */
};

static void look_at_chain(const struct iface *i, const struct ip *target, struct chain *c)
{
	const struct values *own = &i->common->addresses;

	for (size_t k = 0; k < own->n; k++) {
		c->ipv4 |= own->v[k].ip.family == 4;
		c->reaches |= target && ip_within(target, &own->v[k].ip);
	}
	c->dhcp |= number_or(&i->common->dhcp, 0) != 0;
	for (size_t k = 0; k < i->owners.n; k++) {
		c->bridged |= i->owners.v[k]->kind == BRIDGE;
		look_at_chain(i->owners.v[k], target, c);
	}
	for (size_t k = 0; k < i->vlans.n; k++)
		look_at_chain(i->vlans.v[k], target, c);
}

static struct chain chain_of(const struct iface *bond, const struct ip *target)
{
	struct chain c = {0};

	look_at_chain(bond, target, &c);
	c.ipv4 |= c.dhcp;
	return c;
}

/* True if this kernel asks its routes before it probes: always since it knows what is above a bond (Linux
 * 3.14), before that where VLANs are above. */
static bool asks_routes(struct run *r, const struct iface *bond)
{
	return bond->vlans.n || r->os->kernel.arp_sees_bridge_ip;
}

static void no_address_to_ask_from(struct run *r, const struct iface *bond)
{
	struct chain c = chain_of(bond, NULL);

	if (!asks(bond) || c.ipv4 || c.bridged) /* bridged: GUEST005 */
		return;
	report(r, bond->vlans.n ? ERROR : WARNING, on_option(r, bond, OPT_ARP_INTERVAL),
	       "bond '%s' is watched by ARP and has no IPv4 address to ask from", bond->name);
	if (bond->common->addresses.n)
		note(r, on_field(r, bond, "addresses"), "it has IPv6 addresses only");
	if (bond->vlans.n)
		consequence(r, "no route leads into the VLANs on it: its probes are not sent, or leave "
			       "untagged where the\n"
			       "targets in the VLAN never see them, and the slaves go inactive");
	else
		consequence(r,
			    "the probes leave from 0.0.0.0 or not at all: where a target does not answer "
			    "that, all slaves\n"
			    "go down (with arp_validate) or the active one flaps (without); both measured");
	help_mii(r, bond);
}

const struct rule BOND028 = {
	.about = {
		.id = "BOND028",
		.title = "ARP monitor on a bond without IPv4 address",
		.severity = ERROR,
		.since = "0.1",
		.why = "ARP asks for IPv4 addresses, from one. Without an address on the bond or on a VLAN "
		       "of it the probes leave from 0.0.0.0 on most kernels and not at all on Linux 3.14 "
		       "(bond_arp_send_all()); \"not all switches will respond to an arp request when the "
		       "source ip is 0\", says the driver itself. Measured on Linux 6.1: with a target that "
		       "answers such requests all is well; with one that does not, both slaves are down "
		       "where arp_validate=all, and the active one flaps without. A VLAN above makes it "
		       "worse: the probes find no way into it.\n"
		       "vlan-bonding-squeeze calls this \"a major downside\": the ARP monitor needs a "
		       "working IPv4 set-up, so a host with IPv6 alone cannot have it. That was so; Linux "
		       "6.1 has ns_ip6_target, which asks by neighbour solicitation.",
		.fix = "miimon: 100; or an IPv4 address in the targets' subnet on the bond.",
		.verify = "tcpdump -e -n arp on a target: from which address the probes come, if they do.",
		.sources = REFERENCES(&vlan_bonding, &bond_main, &measured),
		.bad = WATCHED_BY_ARP "    addresses: [\"2001:db8::1/64\"]\n"
				      "    arp_ip_target: [10.0.0.252, 10.0.0.253]\n",
		.good = WATCHED_BY_ARP "    addresses: [\"2001:db8::1/64\", 10.0.0.1/24]\n"
				       "    arp_ip_target: [10.0.0.252, 10.0.0.253]\n",
	},
	.on_bond = no_address_to_ask_from,
};

/* An interface of the host that has `target` in one of its networks, which those of the bond's chain do not;
 * NULL: none. `*own`: it is the very address (BOND007). */
static const struct iface *other_way(struct run *r, const struct ip *target, bool *own)
{
	*own = false;
	for (size_t k = 0; k < r->net->ifaces.n; k++) {
		const struct iface *i = r->net->ifaces.v[k];

		for (size_t a = 0; a < i->common->addresses.n; a++)
			if (ip_within(target, &i->common->addresses.v[a].ip)) {
				*own = ip_same(target, &i->common->addresses.v[a].ip);
				return i;
			}
	}
	return NULL;
}

static void judge_way(struct run *r, const struct iface *bond, size_t n)
{
	const struct value *target = &bond->bond->arp_ip_target.v[n];
	struct chain c = chain_of(bond, &target->ip);
	const struct iface *other;
	bool own;

	if (c.reaches || c.dhcp || (c.bridged && !c.ipv4)) /* the last: GUEST005 */
		return;
	other = other_way(r, &target->ip, &own);
	if (own || (!c.ipv4 && !other))
		return;
	report(r, other && asks_routes(r, bond) ? ERROR : WARNING, on_element(r, bond, "arp_ip_target", n),
	       other ? "%s, a target of bond '%s', is reached through '%s'"
		     : "%s, a target of bond '%s', is on no network of it",
	       target->s, bond->name, other ? other->name : "");
	if (other)
		note(r, on_field(r, other, "addresses"), "'%s' is in the subnet of the target", other->name);
	if (other && asks_routes(r, bond))
		consequence(r,
			    "the route to it is not through the bond, so it is not probed: it counts as a "
			    "target that\n"
			    "never answers, and without another one the slaves flap or go down (measured)");
	else if (other)
		consequence(r, "the host itself reaches it by another way: only if both are one network does "
			       "it answer here");
	else
		consequence(r, "ARP ends at the router: what is behind it never answers, unless the router "
			       "answers for it");
	help(r, "a host in a subnet of the bond's own addresses, VLANs on it included");
}

static void judge_ways(struct run *r, const struct iface *bond)
{
	for (size_t n = 0; asks(bond) && n < bond->bond->arp_ip_target.n; n++)
		judge_way(r, bond, n);
}

const struct rule BOND029 = {
	.about = {
		.id = "BOND029",
		.title = "a target that is not on the bond's own network",
		.severity = ERROR,
		.since = "0.1",
		.why = "An ARP request crosses no router, so a target has to be on the link. The driver "
		       "looks up the route to it and skips one whose route is through another interface "
		       "(bond_arp_send_all(): since Linux 3.14 always, before that where VLANs are above "
		       "the bond); it is then a target that never answers. Measured on Linux 6.1 with a "
		       "management NIC in the targets' subnet: the bond's slaves flap, and are steady as "
		       "soon as that NIC loses its address. A target behind a router is asked for on the "
		       "link where nobody has that address.",
		.fix = "Targets in a subnet of the bond's own addresses: the router itself, the switches, a "
		       "peer; and no other interface in that subnet.",
		.verify = "ip route get TARGET: \"dev\" must be the bond or what stands on it, without "
			  "\"via\".",
		.sources = REFERENCES(&bond_main, &bonding_rst, &measured),
		.bad = WATCHED_BY_ARP "    addresses: [10.0.0.1/24]\n"
				      "    arp_ip_target: [10.0.0.253, 192.0.2.1]\n",
		.good = WATCHED_BY_ARP "    addresses: [10.0.0.1/24]\n"
				       "    arp_ip_target: [10.0.0.253, 10.0.0.252]\n",
	},
	.subsumes = IDS("BOND028"),
	.on_bond = judge_ways,
};
