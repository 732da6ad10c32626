/*
 * wicked reads the options of a bond before it makes it, and passes over the whole file if they do not fit
 * together: ni_bonding_validate() in its bonding.c, called by try_bonding() of compat-suse.c. The driver is
 * less strict.
 */
#include "model/bond_option.h"
#include "model/rows.h"
#include "targets/suse/suse.h"

/* Options that the driver takes in any mode, and wicked in these alone, if the value is above `idle`. */
struct fit {
	enum bond_option option;
	unsigned modes;
	long idle;
};

#define BACKUP MODE(ACTIVE_BACKUP)

static const struct fit fits[] = {
	{OPT_XMIT_HASH_POLICY, MODE(BALANCE_XOR) | MODE(LACP), 0},
	{OPT_MIN_LINKS, MODE(LACP), 0},
	{OPT_RESEND_IGMP, BACKUP | MODE(BALANCE_RR) | MODE(BALANCE_TLB) | MODE(BALANCE_ALB), 1},
	{OPT_FAIL_OVER_MAC, BACKUP, 0},
	{OPT_NUM_GRAT_ARP, BACKUP, 1},
	{OPT_NUM_UNSOL_NA, BACKUP, 1},
	{OPT_ARP_VALIDATE, BACKUP, 0},
	{OPT_PRIMARY_RESELECT, ONE_SLAVE_RECEIVES, 0},
};
enum { FITS = sizeof(fits) / sizeof(*fits) };

/* The driver rounds a delay down to a multiple of miimon, here to none. */
static bool is_no_delay(const struct iface *bond, enum bond_option o)
{
	return (o == OPT_UPDELAY || o == OPT_DOWNDELAY) &&
	       bond_number(bond, o) < bond_number(bond, OPT_MIIMON);
}

bool suse_wicked_takes(const struct iface *bond, enum bond_option o)
{
	if (is_no_delay(bond, o))
		return !bond_number(bond, o);
	if (o == OPT_ARP_INTERVAL)
		return !bond_number(bond, OPT_MIIMON) && !bond_in_mode(bond, MII_ONLY);
	for (size_t k = 0; k < FITS; k++)
		if (fits[k].option == o && bond_number(bond, o) > fits[k].idle)
			return bond_in_mode(bond, fits[k].modes);
	return true;
}

/* The monitors: one of the two, never both. */
static void check_monitors(struct render *r, const struct iface *bond)
{
	bool interval = bond_number(bond, OPT_ARP_INTERVAL), targets = bond->bond->arp_ip_target.n;
	bool miimon = bond_number(bond, OPT_MIIMON),
	     arp = interval && suse_wicked_takes(bond, OPT_ARP_INTERVAL);
	const char *at = iface_field_path(r->arena, bond, "arp_interval");
	const char *targets_at = iface_field_path(r->arena, bond, "arp_ip_target");
	struct finding *f;

	if (interval && !arp && !rule_said(r, NULL, bond->name, at))
		loss(r, &LOSS001, bond->name, at,
		     "the ARP monitor of '%s' is left out: wicked refuses it %s%s", bond->name,
		     miimon ? "beside miimon" : "in mode ", miimon ? "" : bond->option[OPT_MODE].s)
			->help = "leave 'arp_interval' out, or 'miimon' where the mode takes ARP monitoring";
	if (targets && !interval && !rule_said(r, NULL, bond->name, targets_at))
		loss(r, &LOSS003, bond->name, targets_at,
		     "arp_ip_target has no meaning without arp_interval, and wicked refuses it beside "
		     "miimon");
	if (miimon || (arp && targets) || rule_said(r, "BOND003", bond->name, NULL))
		return;
	f = loss(r, &LOSS001, bond->name, bond->path,
		 "wicked passes over the file of '%s': it sets up no bond without a monitor", bond->name);
	f->consequence = "there is no such bond at boot";
	f->help = "miimon: 100";
}

static void check_option(struct render *r, const struct iface *bond, enum bond_option o)
{
	const char *key = bond_option_name(o), *path = iface_field_path(r->arena, bond, key);

	if (o == OPT_ARP_INTERVAL || !bond_option_to_write(r->os, bond, o) || suse_wicked_takes(bond, o) ||
	    rule_said(r, NULL, bond->name, path))
		return;
	if (is_no_delay(bond, o))
		loss(r, &LOSS003, bond->name, path,
		     "%s is not written: shorter than miimon it is none, and wicked refuses it", key);
	else
		loss(r, &LOSS003, bond->name, path,
		     "%s has no meaning in mode %s, and wicked refuses it there", key,
		     bond->option[OPT_MODE].s);
}

void suse_wicked_limits(struct render *r, const struct iface *bond)
{
	check_monitors(r, bond);
	for (enum bond_option o = 0; o < BOND_OPTIONS; o++)
		check_option(r, bond, o);
}
