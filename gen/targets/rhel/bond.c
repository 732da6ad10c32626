/*
 * BONDING_OPTS: written to sysfs one by one, before the first slave joins and with the bond down, so that
 * each of them can be set. Up to 9.03.41 in the order of the file, later mode and miimon first; primary
 * always after the slaves (ifup-eth, network-functions).
 */
#include <stdlib.h>
#include <string.h>

#include "model/bond_option.h"
#include "model/rows.h"
#include "targets/rhel/rhel.h"

/* On 2.6.32 any write to one monitor's interval, 0 too, switches the other monitor off
 * (bonding_store_miimon(), bonding_store_arp_interval()); without one 0 is in force anyway. */
static bool is_monitor_off(enum bond_option o, const struct value *v)
{
	return (o == OPT_MIIMON || o == OPT_ARP_INTERVAL) && !v->n;
}

static bool is_slave(const struct iface *bond, const char *name)
{
	for (size_t k = 0; k < bond->lower.n; k++)
		if (!strcmp(bond->lower.v[k]->name, name))
			return true;
	return false;
}

/* ---- view ---- */

static const char *targets_text(struct render *r, const struct values *targets)
{
	const char **addresses = arena_alloc(r->arena, targets->n * sizeof(*addresses));
	size_t *order = arena_alloc(r->arena, targets->n * sizeof(*order));
	struct text t;

	for (size_t k = 0; k < targets->n; k++)
		addresses[k] = targets->v[k].s;
	rhel_grep_order(addresses, targets->n, order);
	text_init(&t, r->arena);
	for (size_t k = 0; k < targets->n; k++)
		text_join(&t, ",", addresses[order[k]]);
	return t.s;
}

static void add_options(struct render *r, const struct iface *bond, struct view *v)
{
	const struct values *targets = &bond->bond->arp_ip_target;
	const char **words = NULL;
	size_t n = 0;

	for (enum bond_option o = 0; o < BOND_OPTIONS; o++) {
		const struct value *value = &bond->option[o];

		/* the targets first: an interval without any would find every slave dead */
		if (o == OPT_ARP_INTERVAL && targets->n)
			arena_push(r->arena, words, n,
				   arena_printf(r->arena, "arp_ip_target=%s", targets_text(r, targets)));
		if (bond_option_fate(r->os, bond, o) != FATE_WRITTEN || is_monitor_off(o, value))
			continue;
		if (o == OPT_PRIMARY && !is_slave(bond, value->s))
			continue;
		arena_push(r->arena, words, n,
			   arena_printf(r->arena, "%s=%s", bond_option_name(o),
					bond_option_sysfs(r->arena, value)));
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
	if (i->kind == BOND)
		add_options(r, i, v);
	else
		view_absent(v, "bonding_opts");
}

/* ---- limits ---- */

static void check_monitor(struct render *r, const struct iface *bond, enum bond_option o)
{
	const char *name = bond_option_name(o);

	if (bond_has(bond, o) && is_monitor_off(o, &bond->option[o]))
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
	const char **sorted = arena_alloc(r->arena, bond->lower.n * sizeof(*sorted));
	const char *path = field_path(r->arena, bond->path, "slaves");
	bool differs = false;
	struct finding *f;
	struct text t;

	for (size_t k = 0; k < bond->lower.n; k++)
		sorted[k] = bond->lower.v[k]->name;
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

void rhel_bond_limits(struct render *r, const struct iface *bond)
{
	check_monitor(r, bond, OPT_MIIMON);
	check_monitor(r, bond, OPT_ARP_INTERVAL);
	check_order(r, bond);
}
