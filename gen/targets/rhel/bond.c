/*
 * BONDING_OPTS: written to sysfs one by one, before the first slave joins and with the bond down, so that
 * each of them can be set. Up to 9.03.41 in the order of the file, later mode and miimon first; primary
 * after the slaves from 8.45.16 on (ifup-eth, network-functions).
 */
#include <stdlib.h>
#include <string.h>

#include "model/bond_option.h"
#include "model/rows.h"
#include "targets/rhel/rhel.h"

/* ---- view ---- */

/* One word with a list, or one each: up to 8.45.17 what is given is written as it is. */
static void add_targets(struct render *r, const struct values *targets, const char ***words, size_t *n)
{
	const char **addresses = values_texts(r->arena, targets);
	size_t *order = arena_alloc(r->arena, targets->n * sizeof(*order));
	struct text t;

	rhel_grep_order(addresses, targets->n, order);
	text_init(&t, r->arena);
	for (size_t k = 0; k < targets->n; k++)
		if (r->os->ifcfg.arp_targets_list)
			text_addf(&t, "%s%s", k ? "," : "arp_ip_target=", addresses[order[k]]);
		else
			arena_push(r->arena, *words, *n,
				   arena_printf(r->arena, "arp_ip_target=+%s", addresses[order[k]]));
	if (t.len)
		arena_push(r->arena, *words, *n, t.s);
}

static void add_options(struct render *r, const struct iface *bond, struct view *v)
{
	const struct values *targets = &bond->bond->arp_ip_target;
	const char **words = NULL;
	size_t n = 0;

	for (enum bond_option o = 0; o < BOND_OPTIONS; o++) {
		const struct value *value = bond_option_to_write(r->os, bond, o);

		/* the targets first: an interval without any would find every slave dead */
		if (o == OPT_ARP_INTERVAL)
			add_targets(r, targets, &words, &n);
		if (!value || (o == OPT_PRIMARY && !r->os->ifcfg.primary_late))
			continue;
		arena_push(r->arena, words, n,
			   arena_printf(r->arena, "%s=%s", bond_option_name(o),
					bond_option_spelling(r->arena, r->os, o, value)));
	}
	view_words(v, "bonding_opts", words, n);
}

void rhel_bond_view(struct render *r, const struct iface *i, struct view *v)
{
	const struct iface *bond = iface_owner(i, BOND);

	view_word(v, "master", bond ? bond->name : NULL);
	view_word(v, "slave", bond ? "yes" : NULL);
	/* loading the driver makes a bond0: net.hotplug would bring it up beside the ifup that loads it */
	view_word(v, "hotplug", i->kind == BOND ? "no" : NULL);
	if (i->kind == BOND && !r->os->scripts.options_by_module)
		add_options(r, i, v);
	else
		view_absent(v, "bonding_opts");
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

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* True if another first slave changes what is seen of the bond: its address, or where its traffic starts. */
static bool first_matters(const struct iface *bond)
{
	long mode = bond_number(bond, OPT_MODE);
	bool has_active = mode == ACTIVE_BACKUP || mode == BALANCE_TLB || mode == BALANCE_ALB;

	return !has(&bond->common->mac_address) || (has_active && !bond_has(bond, OPT_PRIMARY));
}

/* ifup-eth takes the slaves as the shell expands ifcfg-*. */
static void check_order(struct render *r, const struct iface *bond)
{
	const char **sorted = ifaces_names(r->arena, &bond->lower);
	const char *path = field_path(r->arena, bond->path, "slaves");
	bool differs = false;
	struct finding *f;
	struct text t;

	if (bond->lower.n)
		qsort(sorted, bond->lower.n, sizeof(*sorted), by_name);
	text_init(&t, r->arena);
	for (size_t k = 0; k < bond->lower.n; k++) {
		differs |= strcmp(sorted[k], bond->lower.v[k]->name) != 0;
		text_join(&t, ", ", sorted[k]);
	}
	if (!differs)
		return;
	if (!strcmp(sorted[0], bond->lower.v[0]->name) || !first_matters(bond)) {
		loss(r, &LOSS003, bond->name, path, "ifup takes slaves in by name: %s", t.s);
		return;
	}
	f = loss(r, &LOSS001, bond->name, path, "ifup takes slaves in by name: '%s' gets the address of '%s'",
		 bond->name, sorted[0]);
	f->help = arena_printf(r->arena, "slaves: [%s]", t.s);
}

/* Before the slaves are there, the driver knows none of that name. */
static void check_primary(struct render *r, const struct iface *bond)
{
	struct finding *f;

	if (r->os->scripts.options_by_module || r->os->ifcfg.primary_late ||
	    !bond_option_to_write(r->os, bond, OPT_PRIMARY))
		return;
	f = loss(r, &LOSS001, bond->name, iface_field_path(r->arena, bond, "primary"),
		 "'%s' has no primary: ifup of this release sets it before it takes the slaves in",
		 bond->name);
	f->help = arena_printf(r->arena,
			       "in /etc/modprobe.conf, by hand: options bonding mode=%s primary=%s\n"
			       "which holds for the bonds of the host together",
			       bond->option[OPT_MODE].s, bond->option[OPT_PRIMARY].s);
}

void rhel_bond_limits(struct render *r, const struct iface *bond)
{
	check_primary(r, bond);
	check_monitor(r, bond, OPT_MIIMON);
	check_monitor(r, bond, OPT_ARP_INTERVAL);
	check_order(r, bond);
}
