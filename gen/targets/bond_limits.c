/* What the bonding driver of a release makes of the options of a bond, as findings. */
#include "model/bond_option.h"
#include "model/rows.h"
#include "targets/target.h"

static void say_idle(struct render *r, const struct iface *bond, enum bond_option o, const char *path)
{
	const char *name = bond_option_name(o);

	if (o == OPT_PEER_NOTIF_DELAY && bond_number(bond, OPT_MODE) == ACTIVE_BACKUP)
		loss(r, &LOSS003, bond->name, path, "%s has no meaning without miimon", name);
	else
		loss(r, &LOSS003, bond->name, path, "%s has no meaning in mode %s", name,
		     bond->option[OPT_MODE].s);
}

static void check_option(struct render *r, const struct iface *bond, enum bond_option o)
{
	const char *name = bond_option_name(o), *path = iface_field_path(r->arena, bond, name);
	const char *value = o < BOND_OPTIONS ? bond->option[o].s : "";

	switch (bond_option_fate(r->os, bond, o)) {
	case FATE_LOST:
		loss(r, &LOSS001, bond->name, path, "the bonding driver of %s does not know %s%s%s",
		     r->os->title, name, *value ? "=" : "", value);
		break;
	case FATE_DEFAULT:
		loss(r, &LOSS003, bond->name, path,
		     "the bonding driver of %s does not know %s, and behaves as with %s", r->os->title, name,
		     value);
		break;
	case FATE_IDLE:
		say_idle(r, bond, o, path);
		break;
	case FATE_ABSENT:
	case FATE_WRITTEN:
		break;
	}
}

void bond_limits(struct render *r, const struct iface *bond)
{
	for (enum bond_option o = 0; o < BOND_OPTIONS; o++)
		check_option(r, bond, o);
	check_option(r, bond, OPT_NS_IP6_TARGET);
}
