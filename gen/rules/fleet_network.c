/* Networks that hosts share: FLEET004, FLEET006. */
#include <string.h>

#include "rules/fleet.h"

#define BRIDGED(host, mac, id)                                                                               \
	"host: " host "\nos: bookworm\nvirtualization: kvm\nnics: [{name: eth0, mac: \"52:54:00:00:00:" mac  \
	"\"}]\n"                                                                                             \
	"vlans: [{id: " id ", parent: eth0}]\n"                                                              \
	"bridges: [{name: br-web, ports: [eth0." id "]}]\n"

/* ---- names ---- */

static void other_vlan(struct run *r, const char *key, const struct vote *odd, const struct vote *most)
{
	report(r, WARNING, in_host(r, odd->host, odd->at), "'%s' is VLAN %ld on '%s' and VLAN %ld on '%s'",
	       key, odd->value, odd->host->name, most->value, most->host->name);
	note(r, in_host(r, most->host, most->at), "VLAN %ld here", most->value);
	consequence(
		r,
		"a guest that is moved, or a configuration that is copied, from one host to the other lands\n"
		"in another network under the same name");
	help(r, "another name for it here, or VLAN %ld", most->value);
}

static void names_differ(struct run *r, const struct fleet *fleet)
{
	struct ballot *b = ballot_new(r);

	for (size_t i = 0; i < fleet->n; i++)
		for (size_t k = 0; k < fleet->v[i]->networks.n && !fleet->v[i]->first; k++) {
			const struct fleet_network *n = &fleet->v[i]->networks.v[k];

			ballot_add(b, n->at.object, (struct vote){fleet->v[i], &n->at, n->id});
		}
	ballot_count(b, other_vlan);
}

const struct rule FLEET004 = {
	.about =
		{
			.id = "FLEET004",
			.title = "one name for different VLANs",
			.severity = WARNING,
			.since = "0.1",
			.why = "Guests are attached to a bridge by its name, and migration, backups and "
			       "templates carry that name "
			       "from host to host. Where `br-web` is VLAN 256 on one host and 257 on "
			       "another, a guest that "
			       "moves is in another network, with addresses that fit the first one. The same "
			       "holds for VLAN "
			       "interfaces with a name of their own. A bridge counts by the VLAN of its "
			       "first port, or by "
			       "that port's native VLAN; where neither is described, it is not judged. What "
			       "most hosts have "
			       "is taken for right.",
			.fix = "One name for one VLAN throughout the fleet, most plainly with the ID in it.",
			.verify = "bridge vlan and ip -d link show type vlan on both hosts.",
			.sources = REFERENCES(&openvz_bonding, &vlan_bonding),
			.beside = BRIDGED("hv1.example.com", "01", "256"),
			.bad = BRIDGED("hv2.example.com", "02", "257"),
			.good = BRIDGED("hv2.example.com", "02", "256"),
		},
	.on_fleet = names_differ,
};

/* ---- MTU ---- */

static void other_mtu(struct run *r, const char *key, const struct vote *odd, const struct vote *most)
{
	report(r, WARNING, in_host(r, odd->host, odd->at),
	       "'%s' of '%s' has MTU %ld, and '%s' of '%s' in %s has %ld", odd->at->object, odd->host->name,
	       odd->value, most->at->object, most->host->name, key, most->value);
	note(r, in_host(r, most->host, most->at), "MTU %ld here", most->value);
	consequence(r, "packets of the larger size are dropped without a word where the smaller holds: no "
		       "router is between\n"
		       "them that could answer (measured: connections come up, and hang with the first large "
		       "packet)");
	help(r, "mtu: %ld        for '%s', its bond and its NICs, and on the switch ports", most->value,
	     odd->at->object);
}

static void mtus_differ(struct run *r, const struct fleet *fleet)
{
	struct ballot *b = ballot_new(r);

	for (size_t i = 0; i < fleet->n; i++)
		for (size_t k = 0; k < fleet->v[i]->tops.n && !fleet->v[i]->first; k++) {
			const struct fleet_top *t = &fleet->v[i]->tops.v[k];

			for (size_t n = 0; n < t->n; n++)
				ballot_add(b, t->networks[n], (struct vote){fleet->v[i], &t->at, t->mtu});
		}
	ballot_count(b, other_mtu);
}

#define SIZED(host, mac, address, mtu)                                                                       \
	"host: " host "\nos: bookworm\n"                                                                     \
	"nics: [{name: eth0, mac: \"52:54:00:00:00:" mac "\", addresses: [" address "], mtu: " mtu "}]\n"

const struct rule FLEET006 = {
	.about =
		{
			.id = "FLEET006",
			.title = "hosts of one network with different MTU",
			.severity = WARNING,
			.since = "0.1",
			.why = "Within one network there is no router to say \"too big\": a packet larger "
			       "than the receiver's MTU "
			       "is dropped by its NIC, by its bridge or by the switch. Small packets pass, "
			       "so connections are "
			       "made and hang as soon as data flows. TCP announces its own size and often "
			       "hides it; NFS over "
			       "UDP, DRBD and clusters do not. Measured on Linux 6.1 with 9000 against 1500: "
			       "pings of 8972 "
			       "bytes were lost both ways, with no message anywhere. Two interfaces share a "
			       "network if they "
			       "have addresses in the same subnet, or are in the same VLAN of the same "
			       "switch. What most have "
			       "is taken for right.",
			.fix = "The same MTU for all of a network, switches and guests included.",
			.verify = "ping -M do -s 8972 ADDRESS (MTU - 28) in both directions.",
			.sources = REFERENCES(&vlan_bonding, &bridge_utils_readme, &measured),
			.beside = SIZED("nfs1.example.com", "01", "10.0.0.1/24", "9000"),
			.bad = SIZED("nfs2.example.com", "02", "10.0.0.2/24", "1500"),
			.good = SIZED("nfs2.example.com", "02", "10.0.0.2/24", "9000"),
		},
	.on_fleet = mtus_differ,
};
