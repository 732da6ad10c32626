/* What the bonding driver of a release makes of the options of a bond, as findings. */
#include "model/bond_option.h"
#include "model/rows.h"
#include "targets/target.h"

const struct descriptor BOND020 = {
	.id = "BOND020",
	.title = "a bonding option or value that the release's kernel does not know",
	.severity = ERROR,
	.since = "0.1",
	.why = "Options came to the driver one by one, and so did some of their words: xmit_hash_policy and "
	       "arp_validate have grown with the kernel. What a driver does not know it refuses, and the "
	       "scripts that write it go on or leave out the rest of the line; as a parameter of the module "
	       "it keeps the module from loading, and there is no bond at all. So it is not written, and "
	       "the bond would run without it. Vendors take options back into old kernels: what counts is "
	       "the release's own driver (its bond_main.c and bond_sysfs.c, for Red Hat Enterprise Linux 4 "
	       "and 5 its bonding.txt), not the number of its kernel.",
	.fix = "The nearest value or option that the driver has, as the finding names it; or leave it out.",
	.verify = "modinfo -p bonding, and ls /sys/class/net/BOND/bonding: the options that this driver "
		  "has.",
	.bad = "host: vm1.example.com\n"
	       "os: squeeze\n"
	       "nics:\n"
	       "  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
	       "  - {name: eth1, mac: \"52:54:00:00:00:02\"}\n"
	       "bonds:\n"
	       "  - {name: bond0, mode: 802.3ad, miimon: 100, slaves: [eth0, eth1], xmit_hash_policy: encap2+3}\n",
	.good = "host: vm1.example.com\n"
		"os: squeeze\n"
		"nics:\n"
		"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
		"  - {name: eth1, mac: \"52:54:00:00:00:02\"}\n"
		"bonds:\n"
		"  - {name: bond0, mode: 802.3ad, miimon: 100, slaves: [eth0, eth1], xmit_hash_policy: layer2+3}\n",
};

/* What comes nearest to a value that not every driver knows, best first. */
struct nearest_values {
	enum bond_option option;
	long value, instead[2];
};

static const struct nearest_values nearest_values[] = {
	{OPT_XMIT_HASH_POLICY, 2, {1, 0}}, /* layer2+3: with the ports on top, or without the addresses */
	{OPT_XMIT_HASH_POLICY, 3, {2, 1}}, /* encap2+3: the same of the outer headers */
	{OPT_XMIT_HASH_POLICY, 4, {1, 0}}, /* encap3+4 */
	{OPT_XMIT_HASH_POLICY, 5, {0, 0}}, /* vlan+srcmac: by MAC addresses too */
	{OPT_ARP_VALIDATE, 4, {3, 0}},     /* the filter words: without the filter for other traffic */
	{OPT_ARP_VALIDATE, 5, {1, 0}},
	{OPT_ARP_VALIDATE, 6, {2, 0}},
	{OPT_FAIL_OVER_MAC, 2, {1, 0}},
};

static const char *word_of(enum bond_option o, long value)
{
	const struct word *w = bond_option_row(o)->words;

	while (w->text && w->number != value)
		w++;
	return w->text;
}

/* "layer2, layer3+4 or layer2+3": what the driver takes. */
static const char *known_words(struct render *r, enum bond_option o)
{
	struct word known[16] = {0}; /* no option has half as many */
	size_t n = 0;

	for (const struct word *w = bond_option_row(o)->words; w->text && n < 15; w++)
		if (bond_value_known(r->os, o, w->number))
			known[n++] = *w;
	return words_list(r->arena, known);
}

/* What to write in place of a value that the driver lacks. */
static const char *other_value(struct render *r, enum bond_option o, long value)
{
	for (size_t i = 0; i < sizeof(nearest_values) / sizeof(*nearest_values); i++) {
		const struct nearest_values *n = &nearest_values[i];

		if (n->option != o || n->value != value)
			continue;
		value = n->instead[bond_value_known(r->os, o, n->instead[0]) ? 0 : 1];
		return arena_printf(r->arena, "%s: %s", bond_option_name(o), word_of(o, value));
	}
	return arena_printf(r->arena, "one of %s", known_words(r, o));
}

/* What to write in place of an option that the driver lacks. */
static const char *other_option(struct render *r, const struct iface *bond, enum bond_option o)
{
	long wait = bond_number(bond, OPT_ARP_INTERVAL) * bond_number(bond, OPT_ARP_MISSED_MAX);

	if (o == OPT_ARP_MISSED_MAX && wait > 1)
		return arena_printf(r->arena, "arp_interval: %ld        without arp_missed_max: this driver waits for two",
				    wait / 2);
	if (o == OPT_NS_IP6_TARGET)
		return "hosts in arp_ip_target, where the bond has an IPv4 address; else miimon: 100 alone";
	if (o == OPT_PRIMARY_RESELECT && bond_has(bond, OPT_PRIMARY))
		return "neither 'primary' nor 'primary_reselect': without the one the bond stays where it failed over to";
	return arena_printf(r->arena, "leave '%s' out", bond_option_name(o));
}

static void say_lost(struct render *r, const struct iface *bond, enum bond_option o, const char *path)
{
	const char *name = bond_option_name(o);
	struct finding *f;

	if (bond_option_known(r->os, o)) {
		f = loss(r, &BOND020, bond->name, path, "the bonding driver of %s takes %s for %s, and not %s",
			 r->os->title, known_words(r, o), name, bond->option[o].s);
		f->consequence = arena_printf(r->arena, "it is left out of the files, and the bond runs with %s",
					      word_of(o, 0));
		f->help = other_value(r, o, bond_number(bond, o));
	} else {
		f = loss(r, &BOND020, bond->name, path, "the bonding driver of %s has no option %s", r->os->title,
			 name);
		f->consequence = "it is left out of the files: written all the same, it is refused, and as a parameter\n"
				 "of the module it keeps the module from loading";
		f->help = other_option(r, bond, o);
	}
}

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

	switch (bond_option_fate(r->os, bond, o)) {
	case FATE_LOST:
		say_lost(r, bond, o, path);
		break;
	case FATE_DEFAULT:
		loss(r, &LOSS003, bond->name, path,
		     "the bonding driver of %s does not know %s, and behaves as with %s", r->os->title, name,
		     bond->option[o].s);
		break;
	case FATE_IDLE:
		if (!rule_said(r, NULL, bond->name, path)) /* BOND013 and the like, which know the consequence */
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
