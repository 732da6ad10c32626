/* What makes a host of what the readers found. */
#include <string.h>

#include "model/convert.h"
#include "model/rows.h"
#include "import/parts.h"

/* A bond that takes nothing in carries nothing: often what is left of an older setup. Where others rest on
 * it, the host is not whole, and draft_finish() says so. */
static void leave_out_empty_bonds(struct reading *r)
{
	for (struct draft_object *o = r->draft->ifaces, *next; o; o = next) {
		next = o->next;
		if (o->kind != BOND || draft_get(o, "slaves") || draft_is_used(r->draft, o))
			continue;
		import_loss(r, o->name, o->at, "bond '%s' takes no interface in: it is left out", o->name);
		draft_leave_out(r->draft, o);
	}
}

/*
 * What the files leave open the kernel decides, and a description would choose otherwise: a bond without a
 * mode is balance-rr (bond_mode of bond_main.c), a bridge's ports wait 15 s (br_dev_setup()).
 */
static void say_defaults(struct reading *r)
{
	struct draft *d = r->draft;

	for (struct draft_object *o = d->ifaces; o; o = o->next) {
		if (o->kind == BRIDGE && !draft_get(o, "forward_delay"))
			draft_set(d, o, "forward_delay", "15", o->at);
		if (o->kind != BOND || draft_get(o, "mode"))
			continue;
		draft_set(d, o, "mode", mode_name(BALANCE_RR), o->at);
		import_fault(r, &IMP008, o->name, o->at,
			     "no file sets the mode of bond '%s': the driver makes it %s", o->name,
			     mode_name(BALANCE_RR));
	}
}

/* What no place of any file tells. */
static void set(struct reading *r, const char *key, const char *text)
{
	draft_set(r->draft, &r->draft->host, key, text, (struct span){0});
}

/* The last part of the directory's name that may be a host's, the part in front of etc where that is in
 * it. */
static const char *name_of_directory(struct arena *a, const char *directory)
{
	const struct row *row = table_find(&host_table, "host");
	char *path = arena_strdup(a, directory), *etc = strstr(path, "/etc/"), *slash;
	struct value v;

	if (etc)
		*etc = '\0';
	while (*path && path[strlen(path) - 1] == '/')
		path[strlen(path) - 1] = '\0';
	slash = strrchr(path, '/');
	path = slash ? slash + 1 : path;
	return strcmp(path, "etc") && convert(a, row, path, &v, NULL) ? path : NULL;
}

static void name_host(struct reading *r, const char *directory)
{
	const char *name = directory ? name_of_directory(r->arena, directory) : NULL;
	const char *by = r->reader->host_told_by;
	struct finding *f;

	if (draft_get(&r->draft->host, "host"))
		return;
	set(r, "host", name ? name : "localhost");
	f = import_fault(r, &IMP008, NULL, import_of_family(r),
			 "no file tells the name of the host: it is called %s",
			 name ? arena_printf(r->arena, "%s, as its directory", name) : "localhost");
	f->help = arena_printf(r->arena, "what tells it: %s", by ? by : reader_host.host_told_by);
}

/* ---- what runs behind the bridges ---- */

/* Files by which a technology shows that it is there, and which that is. */
static const char *const marks[] = {"etc/vz/vz.conf", "etc/xen/xend-config.sxp", "etc/libvirt/qemu.conf",
				    "etc/lxc/default.conf", NULL};
static const char *const technologies[] = {"openvz", "xen", "kvm", "lxc"};

const struct file_kind kind_mark = {.name = "mark of a technology", .places = marks, .only_there = true};

static const char *technology_of(const struct reading *r)
{
	for (size_t i = 0; marks[i]; i++)
		if (tree_find(r->tree, marks[i]))
			return technologies[i];
	return NULL;
}

static const struct draft_object *first_bridge(const struct reading *r)
{
	const struct draft_object *o = r->draft->ifaces;

	while (o && o->kind != BRIDGE)
		o = o->next;
	return o;
}

/*
 * A bridge is made for guests, and the worst that befalls a bond under it befalls them: whoever does not say
 * that there are none hears of it. A description that is only printed stays open.
 */
static void assume_guests(struct reading *r)
{
	const struct draft_object *bridge = first_bridge(r);
	const char *technology = r->os->technologies >> VIRT_KVM & 1 ? "kvm" : "xen";

	if (!bridge)
		return;
	set(r, "virtualization", technology);
	import_fault(r, &IMP008, bridge->name, bridge->at,
		     "no file tells what runs behind bridge '%s': judged as if guests did (%s)", bridge->name,
		     technology)
		->help = "--virtualization none, xen, kvm, lxc or openvz";
}

static void find_technology(struct reading *r, const struct import_options *o)
{
	const char *technology = o->virtualization ? o->virtualization : technology_of(r);

	if (technology && (o->virtualization || !draft_get(&r->draft->host, "virtualization")))
		set(r, "virtualization", technology);
	else if (o->assume_guests && !draft_get(&r->draft->host, "virtualization"))
		assume_guests(r);
}

void import_settle(struct reading *r, const struct import_options *o, const char *os, struct span os_at)
{
	leave_out_empty_bonds(r);
	say_defaults(r);
	set(r, "version", "1");
	draft_set(r->draft, &r->draft->host, "os", os, os_at);
	name_host(r, o->directory);
	find_technology(r, o);
}
