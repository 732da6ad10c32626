/*
 * BONDING_MODULE_OPTS: ifup writes the options to sysfs one by one before it takes the slaves in, and once
 * more after that those that the bond does not have yet, which is how primary comes to it. A write that fails
 * removes the bond (load_bond), so each option has to read back as it was written: words, not numbers, and no
 * arp_ip_target up to 0.70.3, where a target that is there already fails.
 */
#include <string.h>

#include "model/bond_option.h"
#include "model/rows.h"
#include "targets/bond_module.h"
#include "targets/host_files.h"
#include "targets/suse/suse.h"

/* ---- ARP targets ---- */

/* True if nothing brings the bond its ARP targets: the module has one set of parameters for the bonds that it
 * makes (bonding_defaults). */
static bool lacks_targets(const struct render *r, const struct iface *bond)
{
	return bond->bond->arp_ip_target.n && !r->os->suse.arp_targets && !bonds_share_parameters(r->net);
}

void suse_render_bonding(struct render *r)
{
	struct view *v = host_view(r);
	const struct iface *first = r->net->bonds.n ? r->net->bonds.v[0] : NULL;

	if (!first || !first->bond->arp_ip_target.n || r->os->suse.arp_targets || lacks_targets(r, first))
		return;
	bond_module_view(r, first, v);
	render_modprobe(r, "suse/modprobe", v, "bonding");
}

/* ---- view ---- */

/* Without its targets, an interval would find every slave dead. */
static bool is_written(const struct render *r, const struct iface *bond, enum bond_option o)
{
	if (!bond_option_to_write(r->os, bond, o) || (r->os->suse.wicked && !suse_wicked_takes(bond, o)))
		return false;
	return o != OPT_ARP_INTERVAL || !lacks_targets(r, bond);
}

static bool writes_targets(const struct render *r, const struct iface *bond)
{
	return r->os->suse.arp_targets && (!r->os->suse.wicked || is_written(r, bond, OPT_ARP_INTERVAL));
}

static void add_options(struct render *r, const struct iface *bond, struct view *v)
{
	const struct values *targets = &bond->bond->arp_ip_target;
	const char **words = NULL;
	size_t n = 0;

	for (enum bond_option o = 0; o < BOND_OPTIONS; o++) {
		if (o == OPT_ARP_INTERVAL && targets->n && writes_targets(r, bond))
			arena_push(r->arena, words, n,
				   arena_printf(r->arena, "arp_ip_target=%s",
						values_join(r->arena, targets, ",")));
		if (is_written(r, bond, o))
			arena_push(r->arena, words, n,
				   arena_printf(r->arena, "%s=%s", bond_option_name(o),
						bond_option_spelling(r->arena, r->os, o, &bond->option[o])));
	}
	view_words(v, "bonding_module_opts", words, n);
}

void suse_bond_view(struct render *r, const struct iface *i, struct view *v)
{
	bool is_bond = i->kind == BOND;

	view_word(v, "bonding_master", is_bond ? "yes" : NULL);
	view_list(v, "slaves");
	for (size_t k = 0; is_bond && k < i->lower.n; k++) {
		struct view *item = view_item(v, "slaves");

		view_word(item, "n", suse_suffix(r, k, i->lower.n));
		view_word(item, "slave", i->lower.v[k]->name);
	}
	if (is_bond)
		add_options(r, i, v);
	else
		view_absent(v, "bonding_module_opts");
}

/* ---- limits ---- */

static void check_monitor(struct render *r, const struct iface *bond, enum bond_option o)
{
	const char *name = bond_option_name(o);

	if (bond_has(bond, o) && !bond_number(bond, o))
		loss(r, &LOSS003, bond->name, iface_field_path(r->arena, bond, name),
		     "%s=0 is not written: it is off anyway, and 0 too would switch the other monitor off",
		     name);
}

static void check_targets(struct render *r, const struct iface *bond)
{
	struct finding *f;

	if (!lacks_targets(r, bond))
		return;
	f = loss(r, &LOSS001, bond->name, iface_field_path(r->arena, bond, "arp_ip_target"),
		 "'%s' gets no ARP targets: ifup of this release cannot write them", bond->name);
	f->consequence =
		"the module could, with one set of parameters for all bonds of the host, and they differ;\n"
		"arp_interval is left out with them";
	f->help = "miimon: 100        in place of arp_interval and arp_ip_target";
}

void suse_bond_limits(struct render *r, const struct iface *bond)
{
	check_monitor(r, bond, OPT_MIIMON);
	check_monitor(r, bond, OPT_ARP_INTERVAL);
	check_targets(r, bond);
	if (r->os->suse.wicked)
		suse_wicked_limits(r, bond);
}
