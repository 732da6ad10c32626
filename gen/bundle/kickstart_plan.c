/*
 * Down from each interface with addresses of the host to what Anaconda can make. Where it makes a bridge of
 * NICs or bonds, a VLAN and a bond, the line is that interface; else what lies below stands in, if the wire
 * carries it so.
 */
#include "bundle/kickstart_plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/word.h"

/* ---- what can be made ---- */

static const char *plain_name(struct arena *a, const struct ks_line *l)
{
	return arena_printf(a, "%s.%ld", l->parent->name, l->made->vlan->id.n);
}

const char *ks_vlan_name(struct arena *a, const struct ks_line *l)
{
	return l->why ? plain_name(a, l) : l->made->name;
}

/*
 * RHEL7_Network of pykickstart: what follows the first '.' of --interfacename is the ID, and what follows
 * "vlan" at its start is; "vlan.5" is none. Others pass.
 */
static bool is_id(const struct iface *vlan, const char *s)
{
	return word_is_digits(s) && atol(s) == vlan->vlan->id.n;
}

static bool vlan_name_passes(const struct iface *vlan)
{
	const char *dot = strchr(vlan->name, '.');
	bool begins = !strncmp(vlan->name, "vlan", 4);

	if (begins && dot)
		return false;
	return (!begins || is_id(vlan, vlan->name + 4)) && (!dot || is_id(vlan, dot + 1));
}

/* Slaves are taken for Ethernet devices: create_port_connection(), writeBondSlaveIfcfgFile(). */
static const char *bond_obstacle(const struct ks_plan *p, const struct iface *bond)
{
	if (!p->can->bond_options)
		return "Anaconda of this release makes no bonds";
	for (size_t k = 0; k < bond->lower.n; k++)
		if (bond->lower.v[k]->kind != NIC)
			return "Anaconda makes no bonds of VLANs";
	return bond->lower.n ? NULL : "a bond without slaves carries nothing";
}

/* _add_existing_virtual_device_to_bridge() knows bonds alone. */
static const char *bridge_obstacle(const struct ks_plan *p, const struct iface *bridge)
{
	if (!p->can->bridges)
		return "Anaconda of this release makes no bridges";
	for (size_t k = 0; k < bridge->lower.n; k++) {
		const struct iface *port = bridge->lower.v[k];

		if (port->kind == VLAN)
			return "Anaconda takes no VLAN into a bridge";
		if (port->kind == BOND && !p->can->bridge_bonds)
			return "Anaconda of this release takes no bond into a bridge";
		if (port->kind == BOND && p->by_pre)
			return "Anaconda takes no bond into a bridge by lines that %pre makes";
		if (port->kind == BOND && bond_obstacle(p, port))
			return bond_obstacle(p, port);
	}
	return bridge->lower.n ? NULL : "a bridge without ports carries nothing";
}

/* ---- what stands in ---- */

static bool descend(const struct ks_plan *p, const struct iface *i, struct ks_line *l, const char **lack);

/*
 * Whether a slave may carry the bond's traffic alone. The ports of a group may forward nothing to one of
 * them: an LACP port waits for a partner, and a static group hashes to them all. Modes that need a group are
 * taken to have one.
 */
static bool may_stand_alone(const struct iface *bond, const struct iface *slave)
{
	const struct iface *nic = iface_nic(slave);

	if (nic && has(&nic->nic->port_group))
		return nic->nic->port_group.n == GROUP_NONE;
	return bond_in_mode(bond, ONE_SLAVE_RECEIVES);
}

/* The primary, else the first; NULL: none may. */
static const struct iface *one_slave(const struct iface *bond, const char **lack)
{
	const struct value *primary = &bond->option[OPT_PRIMARY];
	const struct iface *first = NULL;

	*lack = bond->lower.n ? "one slave alone may get nothing from switch ports that are in a group"
			      : "it has no slaves";
	for (size_t k = 0; k < bond->lower.n; k++) {
		const struct iface *slave = bond->lower.v[k];

		if (!may_stand_alone(bond, slave))
			continue;
		if (has(primary) && !strcmp(slave->name, primary->s))
			return slave;
		first = first ? first : slave;
	}
	return first;
}

static bool descend_bond(const struct ks_plan *p, const struct iface *bond, struct ks_line *l,
			 const char **lack)
{
	const char *why = bond_obstacle(p, bond);
	const struct iface *slave;

	if (!why) {
		l->made = l->bond = bond;
		return true;
	}
	l->why = l->why ? l->why : why;
	slave = one_slave(bond, lack);
	return slave && descend(p, slave, l, lack);
}

/* On its parent, or on what stands in for that, as long as frames leave with one tag. */
static bool descend_vlan(const struct ks_plan *p, const struct iface *vlan, struct ks_line *l,
			 const char **lack)
{
	struct ks_line below = {0};

	if (!p->can->vlans) {
		*lack = arena_printf(
			p->arena, "Anaconda of this release sends no tagged frames, and VLAN %ld is tagged",
			vlan->vlan->id.n);
		return false;
	}
	if (!vlan->lower.n || !descend(p, vlan->lower.v[0], &below, lack))
		return false;
	if (below.made->kind == VLAN || below.made->kind == BRIDGE) {
		*lack = arena_printf(p->arena, "Anaconda makes no VLAN on a %s",
				     below.made->kind == VLAN ? "VLAN" : "bridge");
		return false;
	}
	l->made = vlan;
	l->parent = below.made;
	l->bond = below.bond;
	l->why = l->why ? l->why : below.why;
	if (!l->why && strcmp(plain_name(p->arena, l), vlan->name) != 0 &&
	    !(p->can->vlan_names && vlan_name_passes(vlan)))
		l->why = "Anaconda calls a VLAN by its parent and ID";
	return true;
}

static bool descend_bridge(const struct ks_plan *p, const struct iface *bridge, struct ks_line *l,
			   const char **lack)
{
	const char *why = bridge_obstacle(p, bridge);

	if (!why) {
		l->made = bridge;
		return true;
	}
	l->why = l->why ? l->why : why;
	*lack = why;
	for (size_t k = 0; k < bridge->lower.n; k++)
		if (descend(p, bridge->lower.v[k], l, lack))
			return true;
	return false;
}

/* Fills in what is made for `i`; false: nothing can be, and *lack says why. */
static bool descend(const struct ks_plan *p, const struct iface *i, struct ks_line *l, const char **lack)
{
	switch (i->kind) {
	case BOND:
		return descend_bond(p, i, l, lack);
	case VLAN:
		return descend_vlan(p, i, l, lack);
	case BRIDGE:
		return descend_bridge(p, i, l, lack);
	case NIC:
		break;
	}
	l->made = i;
	return true;
}

/* ---- order ---- */

/* How likely the installation goes through it: up at boot, with a router or a lease. */
static int fitness(const struct iface *i)
{
	const struct common *c = i->common;

	return 1 + 16 * (number_or(&c->onboot, 1) != 0) + 8 * has(&c->gateway) +
	       4 * (number_or(&c->dhcp, 0) != 0) + 2 * has(&c->gateway6);
}

static bool is_candidate(const struct iface *i)
{
	return iface_has_address(i) && !iface_owner(i, BOND) && !iface_owner(i, BRIDGE);
}

static bool has_family(const struct iface *i, int family)
{
	for (size_t k = 0; k < i->common->addresses.n; k++)
		if (i->common->addresses.v[k].ip.family == family)
			return true;
	return number_or(family == 4 ? &i->common->dhcp : &i->common->dhcp6, 0);
}

static const struct ks_line *line_that_makes(const struct ks_plan *p, const struct iface *i)
{
	for (size_t k = 0; k < p->n; k++)
		if (p->line[k].made == i || p->line[k].bond == i)
			return &p->line[k];
	return NULL;
}

static void push(struct ks_plan *p, struct ks_line l)
{
	arena_push(p->arena, p->line, p->n, l);
}

static void push_lack(struct ks_plan *p, const struct iface *who, const char *why)
{
	struct ks_lack l = {who, why};

	arena_push(p->arena, p->lack, p->nlack, l);
}

static void add(struct ks_plan *p, const struct iface *i, bool top);

/* What a line stands on, where that gets a line of its own. True: something did just now. */
static bool add_below(struct ks_plan *p, struct ks_line *l)
{
	size_t before = p->n;

	for (size_t k = 0; l->made->kind == BRIDGE && k < l->made->lower.n; k++) {
		const struct iface *port = l->made->lower.v[k];

		if (port->kind == BOND && !line_that_makes(p, port))
			push(p, (struct ks_line){.made = port, .bond = port});
	}
	if (l->made->kind == VLAN && l->bond && is_candidate(l->bond))
		add(p, l->bond, false);
	if (l->made->kind == VLAN && l->bond && !p->can->vlan_with_bond && !line_that_makes(p, l->bond))
		push(p, (struct ks_line){.made = l->bond, .bond = l->bond});
	if (l->bond && line_that_makes(p, l->bond))
		l->bond = NULL;
	return p->n > before;
}

static void add_line(struct ks_plan *p, struct ks_line l)
{
	if (add_below(p, &l) && l.routes && p->can->activate) {
		for (size_t k = 1; k < p->n; k++)
			p->line[k].activate = true;
		l.activate = true;
	}
	push(p, l);
}

/* `top`: the installation goes through it. What stands in is for that alone: others wait for the script. */
static void add(struct ks_plan *p, const struct iface *i, bool top)
{
	const char *lack = NULL;
	struct ks_line l = {.who = i, .routes = top};

	for (size_t k = 0; k < p->n; k++)
		if (p->line[k].who == i)
			return;
	if (!has_family(i, 4) && !p->can->ipv6)
		push_lack(p, i, "Anaconda of this release sets no IPv6 address");
	else if (!descend(p, i, &l, &lack))
		push_lack(p, i, lack);
	else if (l.why && !top)
		push_lack(p, i, l.why);
	else if (line_that_makes(p, l.made))
		push_lack(p, i, "what could stand in has an address of its own");
	else
		add_line(p, l);
}

struct ks_plan ks_plan(struct arena *a, const struct net *net, bool by_pre)
{
	struct ks_plan p = {.arena = a, .by_pre = by_pre, .net = net, .can = &net->os->kickstart};

	for (int fit = 1 + 16 + 8 + 4 + 2; fit > 0; fit--)
		for (size_t k = 0; k < net->ifaces.n; k++)
			if (is_candidate(net->ifaces.v[k]) && fitness(net->ifaces.v[k]) == fit)
				add(&p, net->ifaces.v[k], !p.n);
	return p;
}
