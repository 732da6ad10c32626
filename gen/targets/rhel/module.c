/*
 * What the modules need: aliases and options of bonding, and the settings that exist once a module is loaded.
 *
 * A bond without BONDING_OPTS takes its options from the module, which makes bond0 and following by itself:
 * as many as max_bonds says, all with one set of options, or one for each time it is loaded, under a name of
 * its own (bonding.txt, 3.2.2 and 3.3.1). modprobe looks at an alias before it looks at an install command,
 * so the bonds of a further load have no alias; is_available of that release takes either.
 */
#include <stdlib.h>
#include <string.h>

#include "model/bond_option.h"
#include "targets/bond_module.h"
#include "targets/host_files.h"
#include "targets/rhel/rhel.h"

/* ---- names ---- */

/* The number of a bond called bondN, as the module writes it; -1: it makes none of that name. */
static long module_number(const char *name)
{
	long n;

	if (strncmp(name, "bond", 4) || strspn(name + 4, "0123456789") != strlen(name + 4))
		return -1;
	n = strtol(name + 4, NULL, 10);
	return name[4] && (name[4] != '0' || !name[5]) ? n : -1;
}

/* The nth of the module's names that no interface has. */
static const char *free_name(struct render *r, size_t nth)
{
	for (size_t n = 0;; n++) {
		const char *name = arena_printf(r->arena, "bond%zu", n);

		if (!net_find(r->net, name) && !nth--)
			return name;
	}
}

void rhel_module_limits(struct render *r)
{
	const struct ifaces *bonds = &r->net->bonds;
	size_t misnamed = 0;

	for (size_t k = 0; r->os->scripts.options_by_module && k < bonds->n; k++) {
		const char *name = bonds->v[k]->name;
		long n = module_number(name);
		struct finding *f;

		if (n >= 0 && (size_t)n < bonds->n)
			continue;
		f = loss(r, &LOSS001, name, iface_field_path(r->arena, bonds->v[k], "name"),
			 "there will be no bond called '%s': the module calls its bonds bond0 and following",
			 name);
		f->help = arena_printf(r->arena, "name: %s", free_name(r, misnamed++));
	}
}

/* ---- modprobe ---- */

static void add_alias(struct view *v, const struct iface *bond)
{
	view_word(view_item(v, "aliases"), "bond", bond->name);
}

static void add_options(const struct render *r, struct view *v, const char *name, size_t max_bonds,
			const struct iface *bond)
{
	struct view *item = view_item(v, "options");

	view_word(item, "name", name);
	view_word(item, "max_bonds",
		  max_bonds > 1 ? arena_printf(r->arena, "max_bonds=%zu", max_bonds) : NULL);
	bond_module_view(r, bond, item);
}

/* The lowest name is up first, when the module is loaded first. */
static const struct iface *first_of(const struct ifaces *bonds)
{
	const struct iface *first = bonds->v[0];

	for (size_t k = 1; k < bonds->n; k++)
		if (module_number(bonds->v[k]->name) < module_number(first->name))
			first = bonds->v[k];
	return first;
}

static void add_loads(const struct render *r, const struct ifaces *bonds, struct view *v)
{
	const struct iface *first = first_of(bonds);

	add_alias(v, first);
	add_options(r, v, first->name, 1, first);
	for (size_t k = 0; k < bonds->n; k++)
		if (bonds->v[k] != first) {
			struct view *item = view_item(v, "loads");

			view_word(item, "bond", bonds->v[k]->name);
			bond_module_view(r, bonds->v[k], item);
		}
}

/* One set of options for all bonds, if there are any to be set. */
static void add_common(const struct render *r, const struct ifaces *bonds, struct view *v)
{
	bool several = bonds->n > 1;

	for (size_t k = 0; k < bonds->n; k++)
		add_alias(v, bonds->v[k]);
	if (r->os->scripts.options_by_module)
		add_options(r, v, several ? "bonding" : bonds->v[0]->name, bonds->n, bonds->v[0]);
}

static void render_bonding(struct render *r)
{
	struct view *v = host_view(r);
	const struct ifaces *bonds = &r->net->bonds;

	if (!bonds->n)
		return;
	view_list(v, "aliases");
	view_list(v, "options");
	view_list(v, "loads");
	view_flag(v, "by_file", !r->os->scripts.options_by_module);
	if (!r->os->scripts.options_by_module || bonds_share_parameters(r->net))
		add_common(r, bonds, v);
	else
		add_loads(r, bonds, v);
	render_modprobe(r, "rhel/modprobe", v, "bonding");
}

/* ---- sysctl ---- */

/*
 * The settings exist once their module is loaded, and they are set before there is any bridge: so it is
 * loaded just before. Where nothing loads it, only what follows helps: up to RHEL 6 `network start` sets
 * those of sysctl.conf again at its end.
 */
static void render_netfilter(struct render *r)
{
	struct view *v = host_view(r);

	if (!render_bridge_netfilter(r) || !r->os->ifcfg.modules_dir)
		return;
	view_word(v, "module", netfilter_module(r->os));
	render_program(r, "rhel/modules", v, "etc/sysconfig/modules/bondwright.modules");
}

void rhel_render_modules(struct render *r)
{
	render_bonding(r);
	render_netfilter(r);
}
