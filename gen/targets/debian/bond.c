/* What stands in the stanza of a bond: options for the hook of ifenslave, lines for the rest. */
#include "model/bond_option.h"
#include "model/rows.h"
#include "targets/debian/stanza.h"

static void add_line(struct view *v, const char *list, enum bond_option o, const char *value)
{
	struct view *item = view_item(v, list);

	view_word(item, "option", bond_option_name(o));
	view_word(item, "value", value);
}

static const char *spelling(struct build *b, const struct iface *bond, enum bond_option o)
{
	return bond_option_spelling(b->r->arena, b->r->os, o, &bond->option[o]);
}

/* sysfs takes one address a write. */
static void add_target_lines(struct build *b, struct view *v, const struct iface *bond)
{
	const struct values *targets = &bond->bond->arp_ip_target;

	if (debian_option_way(b->r->net, bond, OPT_ARP_IP_TARGET) != WAY_EARLY)
		return;
	for (size_t k = 0; k < targets->n; k++) {
		struct view *item = view_item(v, "early");

		view_word(item, "option", "arp_ip_target");
		view_word(item, "value", arena_printf(b->r->arena, "+%s", targets->v[k].s));
	}
}

/* True if lines set the bond up from its mode on. */
static bool is_set_up_by_lines(struct build *b, const struct iface *bond)
{
	return debian_option_way(b->r->net, bond, OPT_MODE) == WAY_EARLY;
}

/* True if a line has to write what the module does by itself, where it gets a mode (bond_check_params()). */
static bool lacks_miimon(struct build *b, const struct iface *bond)
{
	return b->r->os->scripts.miimon_forced && bond_in_mode(bond, MII_ONLY) &&
	       is_set_up_by_lines(b, bond) && !bond_option_to_write(b->r->os, bond, OPT_MIIMON);
}

static void add_option(struct build *b, struct view *v, const struct iface *bond, enum bond_option o)
{
	enum option_way way = bond ? debian_option_way(b->r->net, bond, o) : WAY_NONE;

	if (way == WAY_HOOK || b->hooks & 1ull << o)
		view_word(v, bond_option_name(o),
			  way == WAY_HOOK ? spelling(b, bond, o) : NULL);
	if (way == WAY_EARLY || way == WAY_UP)
		add_line(v, way == WAY_EARLY ? "early" : "late", o, spelling(b, bond, o));
	if (o == OPT_PRIMARY && way == WAY_HOOK && b->eni->primary_late)
		add_line(v, "late", o, spelling(b, bond, o));
	if (o == OPT_MODE && way == WAY_EARLY && lacks_miimon(b, bond))
		add_line(v, "early", OPT_MIIMON, "100");
	if (o == OPT_ARP_INTERVAL && bond)
		add_target_lines(b, v, bond);
}

static bool has_early_line(struct build *b, const struct iface *bond)
{
	for (enum bond_option o = 0; o < BOND_OPTIONS; o++)
		if (debian_option_way(b->r->net, bond, o) == WAY_EARLY)
			return true;
	return false;
}

/* Who makes the bond, where that has to be before the hook of ifenslave, or where that makes none. */
static void add_maker(struct build *b, struct view *v, const struct iface *bond)
{
	bool ip = b->eni->link_add, spare = b->eni->spare_bond;
	bool early = bond && (has_early_line(b, bond) || (ip && has(&bond->mac)) ||
			      b->r->os->scripts.options_by_module);

	view_word(v, "made_by_ip", early && ip ? bond->option[OPT_MODE].s : NULL);
	view_flag(v, "made_by_sysfs", early && !ip && !spare);
	view_flag(v, "loads_module", early && spare);
	view_flag(v, "made_beside", early && spare && !debian_module_makes_bonds(b->r->net));
	/* or the lines would find it up when it comes back, and its ARP targets there: both are refused */
	view_flag(v, "unmade", bond && is_set_up_by_lines(b, bond));
}

static void add_slaves(struct build *b, struct view *v, const struct iface *bond)
{
	const char **names = bond ? ifaces_names(b->r->arena, &bond->lower) : NULL;
	size_t n = bond ? bond->lower.n : 0;
	bool by_line = bond && debian_enslaves_by_line(b->r->net, bond);

	view_words(v, "slaves", names, by_line ? 0 : n);
	view_words(v, "enslaved", names, by_line ? n : 0);
}

void debian_bond_add(struct build *b, struct view *v, const struct iface *bond)
{
	struct arena *a = b->r->arena;
	bool neighbours = bond && debian_option_way(b->r->net, bond, OPT_NS_IP6_TARGET) == WAY_UP;
	bool targets = bond && debian_option_way(b->r->net, bond, OPT_ARP_IP_TARGET) == WAY_HOOK;

	add_slaves(b, v, bond);
	view_words(v, "arp_ip_target", targets ? values_texts(a, &bond->bond->arp_ip_target) : NULL,
		   targets ? bond->bond->arp_ip_target.n : 0);
	view_word(v, "ns_ip6_target", neighbours ? values_join(a, &bond->bond->ns_ip6_target, ",") : NULL);
	view_list(v, "early");
	view_list(v, "late");
	for (enum bond_option o = 0; o < BOND_OPTIONS; o++)
		add_option(b, v, bond, o);
	add_maker(b, v, bond);
}
