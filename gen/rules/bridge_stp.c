/* Spanning tree, and what goes round without it: BR005 to BR007. */
#include "rules/cabling.h"
#include "rules/example.h"

/* ---- forward delay ---- */

enum { DELAY_MIN = 2 }; /* s: BR_MIN_FORWARD_DELAY; the row of the key refuses more than 30 */

static void delay_too_short(struct run *r, const struct iface *bridge)
{
	const struct value *delay = &bridge->forward_delay;
	bool refused = r->os->kernel.forward_delay_checked;

	if (!bridge->stp.n || number_or(delay, DELAY_MIN) >= DELAY_MIN)
		return;
	report(r, refused ? ERROR : WARNING, on_field(r, bridge, "forward_delay"),
	       "bridge '%s' has STP on and forward_delay %ld", bridge->name, delay->n);
	note(r, on_field(r, bridge, "stp"), "STP is on here");
	if (refused)
		consequence(r, "the kernel refuses it (Numerical result out of range): the bridge keeps "
			       "another delay, or is not\n"
			       "set up at all");
	else
		consequence(r, "this kernel takes it, and a port then forwards before the tree is settled: a "
			       "loop passes frames\n"
			       "until it is");
	help(r, "forward_delay: 15");
}

const struct rule BR005 = {
	.about =
		{
			.id = "BR005",
			.title = "forward delay too short for the spanning tree",
			.severity = ERROR,
			.since = "0.1",
			.why = "With STP on, ports listen and learn for forward_delay seconds each, which "
			       "gives the bridges "
			       "of the network the time to agree on a tree. 802.1D allows 4 to 30 s, the "
			       "kernel 2 to 30 "
			       "(br_set_forward_delay(): -ERANGE). Before Linux 3.0, in RHEL 6's kernel too, "
			       "it does "
			       "not look, and less than that leaves loops open while the tree changes.",
			.fix = "15, the default of 802.1D, or what the other bridges of the network have. 0 "
			       "belongs to "
			       "bridges without STP.",
			.verify = "cat /sys/class/net/BRIDGE/bridge/forward_delay: 1500, in hundredths of a "
				  "second.",
			.sources = REFERENCES(&bridge_source, &ieee_8021d),
			.bad = "host: vm1.example.com\n"
			       "os: bookworm\n"
			       "nics: [{name: eth0}]\n"
			       "bridges: [{name: br0, ports: [eth0], stp: true, forward_delay: 0}]\n",
			.good = "host: vm1.example.com\n"
				"os: bookworm\n"
				"nics: [{name: eth0}]\n"
				"bridges: [{name: br0, ports: [eth0], stp: false, forward_delay: 0}]\n",
			.also = IDS("BR007"),
		},
	.on_bridge = delay_too_short,
};

/* ---- the way out ---- */

/* A NIC below `i` and the VLAN in which its frames are on the wire; -1: its native VLAN is not described. */
struct end {
	const struct iface *nic;
	long vlan;
};

struct ends {
	struct end *v;
	size_t n;
};

static void add_end(struct run *r, struct ends *to, const struct iface *nic, long vlan)
{
	arena_push(r->arena, to->v, to->n,
		   ((struct end){nic, vlan < 0 ? number_or(&nic->nic->native, -1) : vlan}));
}

/* The ends of a bridge's port: a NIC, a bond of NICs or VLANs, or a VLAN on a NIC or bond of NICs. */
static struct ends ends_of(struct run *r, const struct iface *port)
{
	const struct iface *carrier = port->kind == VLAN ? port->lower.v[0] : port;
	long vlan = port->kind == VLAN ? port->vlan->id.n : -1;
	struct ends to = {0};

	if (carrier->kind == NIC)
		add_end(r, &to, carrier, vlan);
	for (size_t k = 0; k < carrier->lower.n && carrier->kind == BOND; k++) {
		const struct iface *slave = carrier->lower.v[k];

		if (slave->kind == NIC)
			add_end(r, &to, slave, vlan);
		else if (iface_nic(slave) && vlan < 0)
			add_end(r, &to, iface_nic(slave), slave->vlan->id.n);
	}
	return to;
}

static bool reaches_out(struct run *r, const struct iface *bridge)
{
	for (size_t k = 0; k < bridge->lower.n; k++)
		if (ends_of(r, bridge->lower.v[k]).n)
			return true;
	return false;
}

/* ---- loops ---- */

/* What two ports have in common. */
struct loop {
	const struct iface *a, *b; /* ports of the bridge; NULL: none */
	struct end from, to;
	bool sure;
};

static bool same_vlan(const struct end *a, const struct end *b, bool *sure)
{
	*sure = a->vlan >= 0 && b->vlan >= 0;
	return !*sure || a->vlan == b->vlan;
}

/* Looks for a sure loop between two ports, else takes one that may be. */
static void compare_ports(struct run *r, const struct iface *a, const struct iface *b, struct loop *found)
{
	struct ends x = ends_of(r, a), y = ends_of(r, b);

	for (size_t i = 0; i < x.n; i++)
		for (size_t k = 0; k < y.n; k++) {
			const struct network_switch *s = x.v[i].nic->on, *t = y.v[k].nic->on;
			bool sure;

			if (s && t && x.v[i].nic != y.v[k].nic && one_network(r, s, t) &&
			    same_vlan(&x.v[i], &y.v[k], &sure) && (!found->a || (sure && !found->sure)))
				*found = (struct loop){a, b, x.v[i], y.v[k], sure};
		}
}

static void loop_without_stp(struct run *r, const struct iface *bridge)
{
	struct loop l = {0};

	for (size_t b = 1; b < bridge->lower.n && !bridge->stp.n && !l.sure; b++)
		for (size_t a = 0; a < b && !l.sure; a++)
			compare_ports(r, bridge->lower.v[a], bridge->lower.v[b], &l);
	if (!l.a)
		return;
	report(r, l.sure ? ERROR : WARNING, on_field(r, bridge, "ports"),
	       "bridge '%s' takes in '%s' and '%s', which %s in one network, and has STP off", bridge->name,
	       l.a->name, l.b->name, l.sure ? "are" : "may be");
	note(r, on_cable(r, l.from.nic), "'%s' goes to '%s'", l.from.nic->name, l.from.nic->on->name.s);
	note(r, on_cable(r, l.to.nic), "'%s' goes to '%s'", l.to.nic->name, l.to.nic->on->name.s);
	consequence(r,
		    "%sa broadcast goes round through the switches and the bridge,\n"
		    "without end and at full speed: the whole network is down until one of the links is",
		    l.sure ? "" : "unless their native VLANs differ, ");
	help(r,
	     "a bond of the two as the one port: {name: BOND, mode: active-backup, miimon: 100, slaves: [%s, "
	     "%s]};\n"
	     "or stp: true, if the switches take part in the spanning tree",
	     l.a->name, l.b->name);
}

#define TWO_PORTS(native, rest)                                                                              \
	EXAMPLE_HOST("bookworm")                                                                             \
	"switches:\n"                                                                                        \
	"  - {name: sw-a, peers: [sw-b]}\n"                                                                  \
	"  - {name: sw-b, peers: [sw-a]}\n"                                                                  \
	"nics:\n"                                                                                            \
	"  - {name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, native: 10}\n"                           \
	"  - {name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-b, native: " native "}\n" rest

const struct rule BR006 = {
	.about =
		{
			.id = "BR006",
			.title = "a loop through a bridge without STP",
			.severity = ERROR,
			.since = "0.1",
			.why = "A bridge forwards a broadcast that comes in on one port through all others. "
			       "Two ports that "
			       "end in the same VLAN of linked switches close a ring: the frame comes back, "
			       "is forwarded "
			       "again, and is multiplied by every bridge on the way. xen-ha-sles10 has both "
			       "NICs in the "
			       "bridge as one of its layouts, with the spanning tree on (15 s of forward "
			       "delay twice at "
			       "each change), and bonds as the better one; vlan-bonding-squeeze gave the "
			       "former up, "
			       "because one of the two links stands idle. Ports in different VLANs close no "
			       "ring, they "
			       "only join two networks.",
			.fix = "Bond the two and take the bond in: that is what they are there for. The "
			       "spanning tree where "
			       "the switches have it too.",
			.verify = "Do not try it in a network that is used. brctl showstp BRIDGE, with STP "
				  "on: one of the "
				  "ports is \"blocking\".",
			.sources = REFERENCES(&xen_ha, &vlan_bonding, &ieee_8021d, &bridge_source),
			.bad = TWO_PORTS("10", "bridges: [{name: br0, ports: [eth0, eth1]}]\n"),
			.good = TWO_PORTS("10", "bonds: [{name: bond0, mode: active-backup, miimon: 100, "
						"slaves: [eth0, eth1]}]\n"
						"bridges: [{name: br0, ports: [bond0]}]\n"),
		},
	.on_bridge = loop_without_stp,
};

/* ---- STP towards switches ---- */

static void stp_towards_switches(struct run *r, const struct iface *bridge)
{
	const struct iface *edge = NULL;

	if (!bridge->stp.n || !reaches_out(r, bridge))
		return;
	for (size_t k = 0; k < bridge->lower.n && !edge; k++) {
		struct ends e = ends_of(r, bridge->lower.v[k]);

		for (size_t i = 0; i < e.n && !edge; i++)
			if (number_or(&e.v[i].nic->nic->edge, 0))
				edge = e.v[i].nic;
	}
	report(r, WARNING, on_field(r, bridge, "stp"),
	       "bridge '%s' takes part in the spanning tree of the switches", bridge->name);
	if (edge)
		note(r, on_field(r, edge, "edge"),
		     "the port of '%s' is an edge port, which expects no bridge", edge->name);
	consequence(r, "a port with BPDU guard shuts down when it hears the bridge, and without it the host "
		       "may become the\n"
		       "root of the tree; its own ports pass nothing for twice the forward delay, guests' "
		       "ports too");
	if (bridge->lower.n > 1)
		help(r,
		     "stp: false        and one port: a bond of those that end in the same network (BR006)");
	else
		help(r, "stp: false");
}

const struct rule BR007 = {
	.about =
		{
			.id = "BR007",
			.title = "a host's bridge in the spanning tree of the switches",
			.severity = WARNING,
			.since = "0.1",
			.why = "A bridge with STP on sends BPDUs through its uplink. A switch port with BPDU "
			       "guard, as edge "
			       "ports usually have it, shuts down on the first one, and the host is off. "
			       "Without the "
			       "guard the host is a bridge of the tree like any other: with the least ID it "
			       "becomes the "
			       "root, each reboot of it is a change of topology, and each guest's port "
			       "listens and "
			       "learns for 30 s. Linux speaks 802.1D only, one tree for all VLANs. "
			       "xen-ha-sles10 used "
			       "STP to get two uplinks into one bridge and notes how slow it is; a bond has "
			       "no such "
			       "price.",
			.fix = "stp: false and forward_delay: 0, with the switch ports as edge ports. Two "
			       "uplinks become a "
			       "bond first.",
			.verify = "tcpdump -n -i NIC stp: no BPDU that has the host's MAC address as its "
				  "source.",
			.sources = REFERENCES(&xen_ha, &vlan_bonding, &ieee_8021d, &bridge_source),
			.bad = "host: vm1.example.com\n"
			       "os: bookworm\n"
			       "nics: [{name: eth0}]\n"
			       "bridges: [{name: br0, ports: [eth0], stp: true}]\n",
			.good = "host: vm1.example.com\n"
				"os: bookworm\n"
				"nics: [{name: eth0}]\n"
				"bridges: [{name: br0, ports: [eth0], stp: false}]\n",
		},
	.on_bridge = stp_towards_switches,
};
