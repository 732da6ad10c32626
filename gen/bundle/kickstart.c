/*
 * A part of a kickstart file: `network` lines, %packages, and %post with the exact files.
 *
 * Sections: up to RHEL 5 one ends where the next begins or the file does, and %end is unknown: pykickstart
 * 0.43 refuses it among packages and leaves it in scripts. From RHEL 6 on it ends a section; RHEL 7 refuses
 * one without. In all of them the packages of several %packages are put together, and of the options of their
 * headers those of the last count. One without packages still answers the question what to install: so there
 * is none.
 */
#include "bundle/kickstart.h"

#include <string.h>

#include "bundle/kickstart_plan.h"
#include "bundle/script.h"
#include "model/bond_option.h"
#include "model/rows.h"

/* ---- network ---- */

static struct finding *left(struct wrapping *w, const struct iface *i, const char *message)
{
	struct finding *f =
		findings_add(w->r.findings, INST002.id, INST002.severity, (struct place){.path = i->path});

	f->object = i->name;
	f->message = message;
	return f;
}

/* The options in force that the line leaves out; NULL: none. */
static const char *options_left(const struct ks_plan *p, const struct iface *bond)
{
	struct text t;

	text_init(&t, p->arena);
	for (enum bond_option o = 0; o < BOND_OPTIONS; o++)
		if (bond_option_to_write(p->net->os, bond, o) && !ks_bond_option(p, bond, o))
			text_join(&t, ", ", bond_option_name(o));
	return t.len ? t.s : NULL;
}

static bool has_bond(const struct iface *bridge)
{
	for (size_t k = 0; k < bridge->lower.n; k++)
		if (bridge->lower.v[k]->kind == BOND)
			return true;
	return false;
}

static void add_line(struct wrapping *w, const struct ks_plan *p, const struct ks_line *l, struct text *out)
{
	const char *options = l->bond ? options_left(p, l->bond) : NULL;

	if (l->why) {
		const char *at = l->made->kind == VLAN ? ks_vlan_name(p->arena, l) : l->made->name;

		text_addf(
			out,
			"# the %s '%s' is made by the script, and its address is on '%s' meanwhile:\n# %s\n",
			iface_kind_word(l->who->kind), l->who->name, at, l->why);
		left(w, l->who,
		     arena_printf(
			     w->r.arena,
			     "'%s' is made by the script: during the installation its address is on '%s'",
			     l->who->name, at))
			->consequence = l->why;
	}
	if (options) {
		text_addf(out, "# the bond '%s' gets the rest of its options by the script: %s\n",
			  l->bond->name, options);
		left(w, l->bond,
		     arena_printf(w->r.arena, "'%s' is without %s during the installation", l->bond->name,
				  options))
			->consequence = "NetworkManager in the installer of this release does not take them";
	}
	if (l->made->kind == BRIDGE && has_bond(l->made))
		text_addf(out,
			  "# Anaconda takes a bond into '%s' where this line stands in the kickstart file "
			  "itself, not in one made by %%pre\n",
			  l->made->name);
	ks_line_write(p, l, l == p->line, out);
}

static void add_lack(struct wrapping *w, const struct ks_plan *p, const struct ks_lack *l, struct text *out)
{
	struct finding *f;

	text_addf(out, "# the %s '%s' is made by the script alone:\n# %s\n", iface_kind_word(l->who->kind),
		  l->who->name, l->why);
	f = left(w, l->who,
		 arena_printf(w->r.arena,
			      "'%s' is made by the script: it is not there during the installation",
			      l->who->name));
	f->consequence = l->why;
	if (!p->n)
		f->help = "boot the installer with a network that it can make: on another NIC, or on a port whose\n"
			  "untagged VLAN leads to the server, in no group while the installation runs";
}

static void write_network(struct wrapping *w, const struct ks_plan *p, struct text *out)
{
	if (!p->n && !p->nlack)
		text_add(out, "# no interface has an address: "
			      "the network of the installation is that of the boot line\n");
	else if (!p->n)
		text_add(out, "# no line would give the host its network: "
			      "that of the installation is that of the boot line\n");
	for (size_t k = 0; k < p->nlack; k++)
		add_lack(w, p, &p->lack[k], out);
	for (size_t k = 0; k < p->n; k++)
		add_line(w, p, &p->line[k], out);
}

void kickstart_network(struct wrapping *w, const char *(*nic_name)(struct arena *a, const struct iface *nic),
		       struct text *out)
{
	struct ks_plan p = ks_plan(w->r.arena, w->r.net, true);

	p.nic_name = nic_name;
	write_network(w, &p, out);
}

/* ---- %post ---- */

/* Every parser looks for sections and %include behind blanks too. */
static bool spoils(const char *line, size_t len)
{
	size_t k = 0;

	while (k < len && strchr(" \t\v\f\r", line[k]))
		k++;
	return k < len && line[k] == '%';
}

/* Anaconda writes files for what its lines made before %post runs. The script sees to those of interfaces
 * that the host has; a VLAN that was called otherwise would come up beside them. Its file goes once that of
 * the host is in place: until then it is the only one. */
static void view_leftovers(struct view *v, const struct ks_plan *p)
{
	bool any = false;

	view_list(v, "leftovers");
	for (size_t k = 0; k < p->n; k++) {
		const struct ks_line *l = &p->line[k];
		const char *name = l->made->kind == VLAN ? ks_vlan_name(p->arena, l) : l->made->name;
		struct view *item;

		if (net_find(p->net, name))
			continue;
		any = true;
		item = view_item(v, "leftovers");
		view_word(item, "name", l->made->name);
		view_word(item, "installed", name);
	}
	view_flag(v, "any", any);
}

/* ---- the whole ---- */

static struct view *view_head(const struct render *r)
{
	struct view *v = host_view(r);

	view_comment(v, "release", r->os->title);
	view_flag(v, "end", r->os->kickstart.end);
	return v;
}

static struct view *view_sections(const struct render *r, const struct ks_plan *p)
{
	struct view *v = view_new(r->arena);

	view_flag(v, "end", p->can->end);
	view_flag(v, "options", p->can->post_options);
	view_flag(v, "needs_packages", r->packages.n);
	view_list(v, "packages");
	for (size_t k = 0; k < r->packages.n; k++)
		view_word(view_item(v, "packages"), "name", r->packages.v[k]);
	return v;
}

static void wrap(struct wrapping *w)
{
	struct ks_plan p = ks_plan(w->r.arena, w->r.net, false);
	struct view *end;
	struct text t;

	text_init(&t, w->r.arena);
	if (!render_text(&w->r, "bundle/kickstart-head", view_head(&w->r), &t))
		return;
	text_addc(&t, '\n');
	write_network(w, &p, &t);
	text_addc(&t, '\n');
	if (!render_text(&w->r, "bundle/kickstart-sections", view_sections(&w->r, &p), &t))
		return;
	script_write(&w->r, spoils, &t);
	end = view_new(w->r.arena);
	view_flag(end, "end", p.can->end);
	view_leftovers(end, &p);
	if (!render_text(&w->r, "bundle/kickstart-end", end, &t))
		return;
	bundle_add(w, arena_printf(w->r.arena, "%s.ks", w->r.net->host->host.s), 0644, &t);
}

static const char *const families[] = {"rhel", NULL};

const struct bundle bundle_kickstart = {
	.about = "a part of a kickstart file, `HOST.ks`: the `network` lines that Anaconda of the release "
		 "takes, `%packages`, and a `%post` that writes the files; for RHEL and CentOS.",
	.families = families,
	.only = "kickstart files are those of Anaconda, the installer of Red Hat's releases",
	.installs = true,
	.wrap = wrap,
};
