/*
 * MTU and LLADDR: ifup sets them when it sets the interface up, which it does for every one but slaves: those
 * that are off are none of its business, and with BOOTPROTO none it does nothing to them (0.71). wicked sets
 * them on slaves too.
 */
#include "targets/suse/suse.h"

static bool comes_to_mtu(const struct release *os, const struct iface *i)
{
	return os->suse.wicked || !iface_owner(i, BOND);
}

/* False for a bridge without ports, if its MTU is more than the kernel takes then: br_change_mtu() compares
 * with br_min_mtu(). */
static bool bridge_takes_mtu(const struct iface *i)
{
	return i->kind != BRIDGE || i->lower.n || number_or(&i->common->mtu, 0) <= ETHER_MTU;
}

/* A bond that is given an MTU hands it to its slaves (bond_change_mtu()); a VLAN takes its parent's. */
static long slave_mtu(const struct iface *slave)
{
	const struct value *mtu = &iface_owner(slave, BOND)->common->mtu;

	if (has(mtu))
		return mtu->n;
	return slave->kind == VLAN ? number_or(&slave->lower.v[0]->mtu, ETHER_MTU) : ETHER_MTU;
}

static void check_slave(struct render *r, const struct iface *slave)
{
	const struct iface *bond = iface_owner(slave, BOND);
	const struct value *mtu = &slave->common->mtu;
	const char *path = iface_field_path(r->arena, slave, "mtu");
	long anyway = slave_mtu(slave);

	if (mtu->n == anyway)
		loss(r, &LOSS003, slave->name, path, "the MTU of '%s' is not written: it has %ld anyway",
		     slave->name, anyway);
	else if (!rule_said(r, "MTU002", slave->name, path))
		loss(r, &LOSS001, slave->name, path,
		     "the MTU of '%s' is %ld all the same: ifup of this release sets none on a slave",
		     slave->name, anyway)
			->help = arena_printf(r->arena, "mtu: %ld        on '%s' alone: its slaves get it", mtu->n,
					      bond->name);
}

void suse_link_limits(struct render *r, const struct iface *i)
{
	const struct value *mtu = &i->common->mtu;

	if (has(mtu) && !bridge_takes_mtu(i))
		loss(r, &LOSS001, i->name, iface_field_path(r->arena, i, "mtu"),
		     "the kernel refuses an MTU above %d for a bridge without ports", ETHER_MTU)
			->help = arena_printf(r->arena, "mtu: %d", ETHER_MTU);
	else if (has(mtu) && !comes_to_mtu(r->os, i))
		check_slave(r, i);
}

void suse_link_view(struct render *r, const struct iface *i, struct view *v)
{
	bool here = bridge_takes_mtu(i) && comes_to_mtu(r->os, i);

	/* the bond gives its slaves their address */
	view_mac(v, "lladdr", has(&i->mac) && !iface_owner(i, BOND) ? &i->mac.mac : NULL);
	view_value_number(v, "mtu", here ? &i->common->mtu : NULL);
}
