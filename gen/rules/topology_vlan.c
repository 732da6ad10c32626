/* VLANs on the switch ports: TOPO010, TOPO011, TOPO015, TOPO016. */
#include "base/text.h"
#include "rules/cabling.h"
#include "rules/example.h"

#define ONE_NIC(port)                                                                                        \
	EXAMPLE_HOST("bookworm")                                                                             \
	"switches: [{name: sw-a}]\n"                                                                         \
	"nics:\n"                                                                                            \
	"  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, " port "}\n"                             \
	"vlans: [{id: 256, parent: eth0}]\n"

static bool listed(const struct values *list, long id)
{
	for (size_t k = 0; k < list->n; k++)
		if (list->v[k].n == id)
			return true;
	return false;
}

/* Adds the VLANs whose tagged frames pass the NIC: on it, on a bond of it, on a bridge of either. A bridge in
 * a bridge is BR001. */
static void add_vlans(struct run *r, const struct iface *i, struct ifaces *to)
{
	for (size_t k = 0; k < i->vlans.n; k++)
		arena_push(r->arena, to->v, to->n, i->vlans.v[k]);
	for (size_t k = 0; k < i->owners.n && i->kind != BRIDGE; k++)
		add_vlans(r, i->owners.v[k], to);
}

static struct ifaces vlans_over(struct run *r, const struct iface *nic)
{
	struct ifaces all = {0};

	add_vlans(r, nic, &all);
	return all;
}

/* "[256, 257]": the trunk of a NIC with what is missing. */
static const char *whole_trunk(struct run *r, const struct iface *nic, const struct ifaces *missing)
{
	const struct values *trunk = &nic->nic->trunk;
	struct text t;

	text_init(&t, r->arena);
	for (size_t k = 0; k < trunk->n; k++)
		text_join(&t, ", ", trunk->v[k].s);
	for (size_t k = 0; k < missing->n; k++)
		text_join(&t, ", ", arena_printf(r->arena, "%ld", missing->v[k]->vlan->id.n));
	return arena_printf(r->arena, "[%s]", t.s);
}

/* True if another slave of the NIC's bond has the VLAN on its port, so that it works until a failover. */
static bool works_elsewhere(const struct iface *nic, long id)
{
	for (size_t k = 0; k < nic->owners.n; k++)
		for (size_t s = 0; s < nic->owners.v[k]->lower.n; s++) {
			const struct iface *other = iface_nic(nic->owners.v[k]->lower.v[s]);

			if (nic->owners.v[k]->kind == BOND && other && other != nic &&
			    listed(&other->nic->trunk, id))
				return true;
		}
	return false;
}

static void trunk_lacks(struct run *r, const struct iface *nic)
{
	struct ifaces over = vlans_over(r, nic), missing = {0};
	struct text ids;

	if (nic->nic->trunk.from == ABSENT)
		return;
	text_init(&ids, r->arena);
	for (size_t k = 0; k < over.n; k++) {
		long id = over.v[k]->vlan->id.n;
		bool known =
			listed(&nic->nic->trunk, id) || number_or(&nic->nic->native, -1) == id; /* TOPO011 */

		for (size_t m = 0; m < missing.n && !known; m++)
			known = missing.v[m]->vlan->id.n == id;
		if (known)
			continue;
		arena_push(r->arena, missing.v, missing.n, over.v[k]);
		text_join(&ids, ", ", over.v[k]->vlan->id.s);
	}
	if (!missing.n)
		return;
	report(r, ERROR, on_field(r, nic, "trunk"), "the port of '%s' does not take VLAN%s %s", nic->name,
	       missing.n > 1 ? "s" : "", ids.s);
	for (size_t k = 0; k < missing.n; k++)
		note(r, on_field(r, missing.v[k], "id"), "'%s' is on it", missing.v[k]->name);
	if (works_elsewhere(nic, missing.v[0]->vlan->id.n))
		consequence(r,
			    "the VLAN works as long as another slave carries it and is dead once '%s' does;\n"
			    "carrier, and so miimon, sees nothing of it",
			    nic->name);
	else
		consequence(r,
			    "the switch drops the VLAN's frames at '%s'; carrier, and so miimon, sees "
			    "nothing of it",
			    nic->name);
	help(r, "trunk: %s        for '%s', once the switch takes them there", whole_trunk(r, nic, &missing),
	     nic->name);
}

const struct rule TOPO010 = {
	.about =
		{
			.id = "TOPO010",
			.title = "a VLAN that a port's trunk does not take",
			.severity = ERROR,
			.since = "0.1",
			.why = "The switch drops tagged frames of VLANs that a port's trunk does not allow. "
			       "On one slave of "
			       "a bond that stays unnoticed until the bond fails over to it: the VLAN is "
			       "dead there, "
			       "with the link up. vlan-bonding-squeeze names a VLAN removed from a switch as "
			       "what miimon "
			       "cannot see; measured, an ARP monitor inside that VLAN moved it in 1.35 s. A "
			       "`trunk` left "
			       "out is unknown and not judged.",
			.fix = "The VLAN on the trunk of every slave's port, in the switch and then here.",
			.verify = "Make each slave the active one in turn (ip link set BOND type bond "
				  "active_slave NIC) and "
				  "ping a neighbour in the VLAN.",
			.sources = REFERENCES(&vlan_bonding, &bonding_rst, &measured),
			.bad = EXAMPLE_HOST(
				"bookworm") "switches:\n"
					    "  - {name: sw-a, peers: [sw-b]}\n"
					    "  - {name: sw-b, peers: [sw-a]}\n"
					    "nics:\n"
					    "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, "
					    "trunk: [256, 257]}\n"
					    "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b, "
					    "trunk: [256]}\n"
					    "bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: "
					    "[eth0, eth1]}]\n"
					    "vlans: [{id: 256, parent: bond0}, {id: 257, parent: bond0}]\n",
			.good = EXAMPLE_HOST(
				"bookworm") "switches:\n"
					    "  - {name: sw-a, peers: [sw-b]}\n"
					    "  - {name: sw-b, peers: [sw-a]}\n"
					    "nics:\n"
					    "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, "
					    "trunk: [256, 257]}\n"
					    "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b, "
					    "trunk: [256, 257]}\n"
					    "bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: "
					    "[eth0, eth1]}]\n"
					    "vlans: [{id: 256, parent: bond0}, {id: 257, parent: bond0}]\n",
		},
	.on_nic = trunk_lacks,
};

static void tagged_native(struct run *r, const struct iface *nic)
{
	struct ifaces over = vlans_over(r, nic);
	long native = number_or(&nic->nic->native, -1);

	for (size_t k = 0; k < over.n; k++) {
		if (over.v[k]->vlan->id.n != native)
			continue;
		report(r, WARNING, on_field(r, nic, "native"),
		       "VLAN %ld is untagged at the port of '%s', and '%s' tags it", native, nic->name,
		       over.v[k]->name);
		note(r, on_field(r, over.v[k], "id"), "'%s' is VLAN %ld", over.v[k]->name, native);
		consequence(r,
			    "the switch sends that VLAN's frames without a tag: they never reach '%s', "
			    "whatever the\n"
			    "switch does with the tagged ones that come in",
			    over.v[k]->name);
		help(r,
		     "addresses and ports of '%s' on '%s' instead, which has the VLAN untagged;\n"
		     "or another native VLAN for the port, and %ld on its trunk",
		     over.v[k]->name, over.v[k]->lower.v[0]->name, native);
		return;
	}
}

const struct rule TOPO011 = {
	.about =
		{
			.id = "TOPO011",
			.title = "a VLAN that is the port's native one",
			.severity = WARNING,
			.since = "0.1",
			.why = "A port sends its native VLAN (PVID) untagged. A VLAN interface with the same "
			       "ID gets none of "
			       "these frames: they go to what the VLAN stands on. In the other direction "
			       "switches "
			       "differ, some take the tagged frame, some drop it. VLAN 1 is native on most "
			       "ports unless "
			       "something else was configured; sysconfig.txt counts host VLANs from 2 for "
			       "that reason.",
			.fix = "Use what the VLAN stands on for that network, or have the switch tag it: "
			       "another native VLAN, "
			       "and this one on the trunk.",
			.verify = "tcpdump -e -n -i NIC: frames of that VLAN show \"vlan ID\" only if the "
				  "switch tags them.",
			.sources = REFERENCES(&ieee_8021q, &sysconfig_txt, &vlan_source),
			.bad = ONE_NIC("native: 256"),
			.good = ONE_NIC("native: 1"),
		},
	.on_nic = tagged_native,
};

static void native_in_trunk(struct run *r, const struct iface *nic)
{
	const struct values *trunk = &nic->nic->trunk;

	if (!has(&nic->nic->native))
		return;
	for (size_t k = 0; k < trunk->n; k++) {
		if (trunk->v[k].n != nic->nic->native.n)
			continue;
		report(r, WARNING, on_element(r, nic, "trunk", k),
		       "VLAN %ld is both tagged and untagged at the port of '%s'", trunk->v[k].n, nic->name);
		note(r, on_field(r, nic, "native"), "untagged here");
		consequence(r, "a port sends a VLAN in one way: which of the two holds is not known, so "
			       "neither can be relied on");
		help(r,
		     "trunk without %ld where the port sends it untagged, native without it where it tags it",
		     trunk->v[k].n);
		return;
	}
}

const struct rule TOPO015 = {
	.about =
		{
			.id = "TOPO015",
			.title = "a VLAN both tagged and untagged at one port",
			.severity = WARNING,
			.since = "0.1",
			.why = "`trunk` lists what the port takes tagged, `native` is what it sends "
			       "untagged; 802.1Q has one "
			       "way out of a port for each VLAN. Switches list the native VLAN among the "
			       "\"allowed\" "
			       "ones all the same, and a list that was copied from there says something here "
			       "that is "
			       "not meant.",
			.fix = "Leave the native VLAN out of `trunk`. Where the switch was told to tag its "
			       "native VLAN "
			       "(\"vlan dot1q tag native\"), leave `native` out and keep it in `trunk`.",
			.verify = "tcpdump -e -n -i NIC: whether frames of that VLAN come in with a tag.",
			.sources = REFERENCES(&ieee_8021q),
			.bad = ONE_NIC("trunk: [1, 256], native: 1"),
			.good = ONE_NIC("trunk: [256], native: 1"),
		},
	.subsumes = IDS("TOPO011"),
	.on_nic = native_in_trunk,
};

/* True if frames without a tag matter: the host or a bridge sends them through the bond itself. */
static bool sends_untagged(const struct iface *bond)
{
	return iface_has_address(bond) || iface_owner(bond, BRIDGE);
}

static void natives_differ(struct run *r, const struct iface *bond)
{
	const struct iface *first = NULL;

	for (size_t k = 0; k < bond->lower.n && sends_untagged(bond); k++) {
		const struct iface *nic = bond->lower.v[k];

		if (nic->kind != NIC || !has(&nic->nic->native))
			continue;
		if (!first)
			first = nic;
		if (first->nic->native.n == nic->nic->native.n)
			continue;
		report(r, ERROR, on_field(r, nic, "native"),
		       "slaves of bond '%s' are in different VLANs: '%s' in %ld, '%s' in %ld", bond->name,
		       first->name, first->nic->native.n, nic->name, nic->nic->native.n);
		note(r, on_field(r, first, "native"), "the native VLAN of '%s'", first->name);
		consequence(r,
			    "what '%s' sends without a tag lands in another network once '%s'\n"
			    "carries it: whom it talked to stays behind",
			    bond->name, nic->name);
		help(r, "native: %ld        for '%s', once its switch port has that VLAN untagged",
		     first->nic->native.n, nic->name);
		return;
	}
}

const struct rule TOPO016 = {
	.about =
		{
			.id = "TOPO016",
			.title = "slaves of a bond with different native VLANs",
			.severity = ERROR,
			.since = "0.1",
			.why = "A bond is one interface in one network. What it sends untagged belongs to "
			       "the native VLAN of "
			       "the port that it leaves by, so with different native VLANs a failover moves "
			       "the host to "
			       "another broadcast domain, and a balancing mode sends half of its frames to "
			       "either. The "
			       "link is up on both, and nothing in the host notices. Only bonds that carry "
			       "untagged "
			       "frames are judged: with an address of their own, or as a port of a bridge.",
			.fix = "The same native VLAN on the ports of all slaves.",
			.verify = "Make each slave the active one in turn and ping a neighbour.",
			.sources = REFERENCES(&ieee_8021q, &bonding_rst),
			.bad = EXAMPLE_HOST(
				"bookworm") "switches: [{name: sw-a, peers: [sw-b]}, {name: sw-b, peers: "
					    "[sw-a]}]\n"
					    "nics:\n"
					    "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, "
					    "native: 10}\n"
					    "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b, "
					    "native: 1}\n"
					    "bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: "
					    "[eth0, eth1], addresses: [10.0.0.2/24]}]\n",
			.good = EXAMPLE_HOST(
				"bookworm") "switches: [{name: sw-a, peers: [sw-b]}, {name: sw-b, peers: "
					    "[sw-a]}]\n"
					    "nics:\n"
					    "  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, "
					    "native: 10}\n"
					    "  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b, "
					    "native: 10}\n"
					    "bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: "
					    "[eth0, eth1], addresses: [10.0.0.2/24]}]\n",
		},
	.on_bond = natives_differ,
};
