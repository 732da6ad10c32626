/*
 * MTU and MACADDR: ifup-eth sets them after it has dealt with slaves and, up to 8.45.25, with ports of
 * bridges; from 9.03 on before that.
 */
#include "targets/rhel/rhel.h"

/* False for a bridge without ports, if its MTU is more than the kernel takes then: br_change_mtu() compares with
 * br_min_mtu(). */
static bool bridge_takes_mtu(const struct iface *i)
{
	return i->kind != BRIDGE || i->lower.n || number_or(&i->common->mtu, 0) <= ETHER_MTU;
}

/* Each port that joins gives the bridge the least MTU of its ports (br_add_if()). */
static bool keeps_mtu(const struct release *os, const struct iface *i)
{
	return !(os->ifcfg.bridges_first && i->kind == BRIDGE && i->lower.n);
}

static bool comes_to_mtu(const struct release *os, const struct iface *i)
{
	return (os->ifcfg.slave_mtu || !iface_owner(i, BOND)) &&
	       (os->ifcfg.port_mtu || !iface_owner(i, BRIDGE));
}

/* The bond gives its slaves their address. */
static bool comes_to_mac(const struct release *os, const struct iface *i)
{
	return !iface_owner(i, BOND) && (os->ifcfg.port_mtu || !iface_owner(i, BRIDGE));
}

/* Ports that join make some kernels forget an address that was set (br_stp_recalculate_bridge_id()). */
static bool keeps_mac(const struct release *os, const struct iface *i)
{
	return os->kernel.bridge_keeps_mac || keeps_mtu(os, i) || !has(&i->common->mac_address);
}

static long mtu_of(const struct iface *i)
{
	return number_or(&i->mtu, ETHER_MTU);
}

/* What it has if nobody sets it: a bond that is given one hands it to its slaves (bond_change_mtu()), a VLAN
 * takes its parent's (register_vlan_device()). */
static long mtu_anyway(const struct release *os, const struct iface *i)
{
	const struct iface *bond = iface_owner(i, BOND);
	long least = 0;

	if (bond && has(&bond->common->mtu))
		return bond->common->mtu.n;
	if (i->kind == VLAN)
		return mtu_of(i->lower.v[0]);
	for (size_t k = 0; i->kind == BRIDGE && k < i->lower.n; k++) {
		const struct iface *port = i->lower.v[k];
		long mtu = comes_to_mtu(os, port) ? mtu_of(port) : mtu_anyway(os, port);

		least = !least || mtu < least ? mtu : least;
	}
	return least ? least : ETHER_MTU;
}

/* Why what is written does not last. */
static const char *mtu_trouble(struct render *r, const struct iface *i)
{
	if (!keeps_mtu(r->os, i))
		return "network start of this release takes in the ports of a bridge later";
	return arena_printf(r->arena, "ifup of this release sets none on a %s",
			    iface_owner(i, BOND) ? "slave" : "port of a bridge");
}

/* A slave's MTU is its bond's, and a bridge has one with all its ports: as MTU002 and MTU003 say it. */
static const char *mtu_advice(struct render *r, const struct iface *i)
{
	const struct iface *bond = iface_owner(i, BOND), *bridge = iface_owner(i, BRIDGE);
	long anyway = mtu_anyway(r->os, i);

	if (bond)
		return arena_printf(r->arena, "mtu: %ld        on '%s' alone: its slaves get it",
				    i->common->mtu.n, bond->name);
	if (bridge)
		return arena_printf(r->arena, "mtu: %ld        for '%s' and all its ports", anyway, bridge->name);
	return arena_printf(r->arena, "mtu: %ld", anyway);
}

static void check_mtu(struct render *r, const struct iface *i)
{
	const struct value *mtu = &i->common->mtu;
	const char *path = iface_field_path(r->arena, i, "mtu");
	long anyway = mtu_anyway(r->os, i);

	if (!has(mtu))
		return;
	if (!bridge_takes_mtu(i))
		loss(r, &LOSS001, i->name, path,
		     "the kernel refuses an MTU above %d for a bridge without ports", ETHER_MTU)
			->help = arena_printf(r->arena, "mtu: %d", ETHER_MTU);
	if (comes_to_mtu(r->os, i) && keeps_mtu(r->os, i))
		return;
	if (mtu->n == anyway)
		loss(r, &LOSS003, i->name, path, "the MTU of '%s' is not written: it has %ld anyway", i->name,
		     anyway);
	else if (!rule_said(r, "MTU002", i->name, path))
		loss(r, &LOSS001, i->name, path, "the MTU of '%s' is %ld all the same: %s", i->name, anyway,
		     mtu_trouble(r, i))
			->help = mtu_advice(r, i);
}

void rhel_link_limits(struct render *r, const struct iface *i)
{
	check_mtu(r, i);
	if (has(&i->mac) && iface_owner(i, BRIDGE) && !r->os->ifcfg.port_mtu)
		loss(r, &LOSS001, i->name, iface_field_path(r->arena, i, "mac_address"),
		     "'%s' keeps its own address: ifup of this release sets none on a port of a bridge",
		     i->name)
			->help = "leave 'mac_address' out";
	if (!keeps_mac(r->os, i))
		loss(r, &LOSS001, i->name, iface_field_path(r->arena, i, "mac_address"),
		     "'%s' gets the address of a port: the kernel forgets another when ports are taken in, "
		     "which is later",
		     i->name)
			->help = "leave 'mac_address' out";
}

void rhel_link_view(struct render *r, const struct iface *i, struct view *v)
{
	view_mac(v, "macaddr",
		 has(&i->mac) && comes_to_mac(r->os, i) && keeps_mac(r->os, i) ? &i->mac.mac : NULL);
	view_value_number(v, "mtu",
			  bridge_takes_mtu(i) && comes_to_mtu(r->os, i) && keeps_mtu(r->os, i)
				  ? &i->common->mtu
				  : NULL);
}
