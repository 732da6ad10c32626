/*
 * /etc/init.d/network start: NICs first, then what the ifcfg files make, up to 0.71.1 in the order of their
 * names (`ls -d ifcfg-*` under LC_ALL=POSIX, which rc.status sets), later what others stand on first
 * (resolve_iface_startorder). wicked goes by what each interface needs, and brings that up too.
 */
#include <string.h>

#include "targets/suse/suse.h"

bool suse_onboot(const struct iface *i)
{
	const struct iface *bond = iface_owner(i, BOND);

	return number_or(&(bond ? bond : i)->common->onboot, 1);
}

/* A NIC that is a slave waits for its bond, which must find it down (bonding_store_slaves() of 2.6.16). A
 * VLAN has to be made first. */
const char *suse_startmode(const struct render *r, const struct iface *i)
{
	if (i->kind == NIC && iface_owner(i, BOND))
		return r->os->suse.slaves_by_hotplug ? "hotplug" : "off";
	return suse_onboot(i) ? "auto" : "manual";
}

/* ---- what an interface stands on ---- */

static const char *lower_path(struct render *r, const struct iface *i, size_t n)
{
	if (i->kind == VLAN)
		return iface_field_path(r->arena, i, "parent");
	return iface_element_path(r->arena, i, i->kind == BOND ? "slaves" : "ports", n);
}

/* A name that has its turn behind `lower`. */
static const char *later_name(struct render *r, const struct iface *i, const struct iface *lower)
{
	const char *prefix = i->kind == BRIDGE ? "vmbr" : "xbond";

	for (size_t n = 0; i->kind != VLAN; n++) {
		const char *name = arena_printf(r->arena, "%s%zu", prefix, n);

		if (strcmp(name, lower->name) < 0)
			break;
		if (!net_find(r->net, name))
			return arena_printf(r->arena, "name: %s", name);
	}
	return arena_printf(r->arena, "a name for '%s' that sorts before '%s'", lower->name, i->name);
}

static void check_lower(struct render *r, const struct iface *i, size_t n)
{
	const struct iface *lower = i->lower.v[n];
	struct finding *f;

	/* a VLAN that has no file is said to be lost */
	if (lower->kind == NIC || !suse_is_rendered(r, lower))
		return;
	if (!suse_onboot(lower)) {
		f = loss(r, &LOSS001, i->name, lower_path(r, i, n),
			 "at boot '%s' is set up without '%s', which does not come up then", i->name,
			 lower->name);
		f->help = arena_printf(r->arena, "onboot: true        for '%s'", lower->name);
	} else if (!r->os->suse.starts_in_order && strcmp(lower->name, i->name) > 0) {
		f = loss(r, &LOSS001, i->name, lower_path(r, i, n),
			 "at boot '%s' is set up before '%s' is there", i->name, lower->name);
		f->consequence = "network start of this release goes by name, NICs aside";
		f->help = later_name(r, i, lower);
	}
}

/* Bonds and bridges take in a NIC whatever its own file says. */
static void check_nic(struct render *r, const struct iface *nic)
{
	const struct value *onboot = &nic->common->onboot;
	const struct iface *owner = nic->owners.n ? nic->owners.v[0] : NULL;

	if (owner && has(onboot) && onboot->n != suse_onboot(owner))
		loss(r, &LOSS001, nic->name, iface_field_path(r->arena, nic, "onboot"),
		     "'%s' is %s at boot all the same, like '%s'", nic->name,
		     onboot->n ? "not brought up" : "brought up", owner->name)
			->help = suse_onboot(owner) ? "onboot: true" : "onboot: false";
}

/* The startmode of a VLAN that is a slave follows its bond's: it would be made, and left alone. */
static void check_slave(struct render *r, const struct iface *slave)
{
	const struct iface *bond = iface_owner(slave, BOND);
	const struct value *onboot = &slave->common->onboot;

	if (bond && has(onboot) && onboot->n != suse_onboot(bond))
		loss(r, &LOSS001, slave->name, iface_field_path(r->arena, slave, "onboot"),
		     "'%s' is %s at boot all the same, like its bond '%s'", slave->name,
		     onboot->n ? "not made" : "made", bond->name)
			->help = suse_onboot(bond) ? "onboot: true" : "onboot: false";
}

void suse_boot_limits(struct render *r, const struct iface *i)
{
	if (i->kind == NIC)
		check_nic(r, i);
	else
		check_slave(r, i);
	for (size_t n = 0; !r->os->suse.wicked && suse_onboot(i) && suse_is_rendered(r, i) && n < i->lower.n;
	     n++)
		check_lower(r, i, n);
}
