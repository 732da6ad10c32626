/* Which mode the ports of a bond allow. */
#include "rules/guest_mode.h"

#include "rules/cabling.h"

bool on_several_partners(const struct iface *bond)
{
	struct cabling c = bond_cabling(bond);

	return c.described && !c.one_partner;
}

enum lacp lacp_possible(const struct iface *bond)
{
	enum lacp best = bond_cabling(bond).one_partner ? LACP_CAN : LACP_PERHAPS;

	if (on_several_partners(bond))
		return LACP_NEVER;
	for (size_t k = 0; k < bond->lower.n; k++) {
		const struct iface *nic = bond->lower.v[k];
		long speaks = nic->on ? number_or(&nic->on->lacp, -1) : -1;

		if (nic->kind != NIC || !speaks) /* VLAN004: LACPDUs of a VLAN subinterface leave tagged */
			return LACP_NEVER;
		if (speaks < 0)
			best = LACP_PERHAPS;
	}
	return best;
}

/* The slaves whose ports are not known to be in an LACP group, as "'eth0', 'eth1'". */
static const char *without_lacp(struct run *r, const struct iface *bond)
{
	struct text names;

	text_init(&names, r->arena);
	for (size_t k = 0; k < bond->lower.n; k++)
		if (port_group(bond->lower.v[k]) != GROUP_LACP)
			text_join(&names, ", ", arena_printf(r->arena, "'%s'", bond->lower.v[k]->name));
	return names.s;
}

const char *grouped_mode(struct run *r, const struct iface *bond)
{
	if (bond_safe_mode(bond, NULL) != ACTIVE_BACKUP)
		return mode_advice(r, bond);
	if (lacp_possible(bond) != LACP_CAN)
		return NULL;
	return arena_printf(
		r->arena,
		"mode: 802.3ad        together with port_group: lacp for %s,\n"
		"once the switch has them in one LACP group%s",
		without_lacp(r, bond),
		bond_number(bond, OPT_ARP_INTERVAL) ? "; and miimon: 100 in place of the ARP monitor" : "");
}

void help_guest_mode(struct run *r, const struct iface *bond)
{
	const char *grouped = grouped_mode(r, bond);
	bool known = false;

	for (size_t k = 0; k < bond->lower.n; k++)
		known |= port_group(bond->lower.v[k]) > GROUP_NONE;
	if (grouped)
		help(r, "%s", grouped);
	else if (lacp_possible(bond) == LACP_PERHAPS && !*without_lacp(r, bond))
		help(r, "mode: 802.3ad        where the ports are of one switch or stack");
	else if (lacp_possible(bond) == LACP_PERHAPS && !known)
		help(r, "mode: active-backup        or 802.3ad, where the ports are one LACP group of one "
			"switch or stack");
	else
		help(r, "%s", mode_advice(r, bond));
}
