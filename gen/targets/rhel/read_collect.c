/* Which ifcfg files count: init.d/network, source_config and is_ignored_file of init.d/functions. */
#include <string.h>

#include "base/word.h"
#include "targets/rhel/read.h"

/* ---- which files count ---- */

static bool is_loopback(const struct release *os, const char *name)
{
	return os->ifcfg.lo_alone ? !strcmp(name, "lo") : !strncmp(name, "lo", 2);
}

/* What no release reads is left out before: import_sniff(). */
static bool is_backup(const struct release *os, const char *base)
{
	return os->ifcfg.ignores_old && word_ends_in(base, ".old");
}

/* Why `network start` passes the file over; NULL: it does not. */
static const char *passed_over(const struct rhel_read *x, const struct ifcfg *c)
{
	const char *path = c->f->file->path;

	if (is_backup(x->r->os, c->base))
		return "its name is that of a backup";
	if (strncmp(c->base, "ifcfg-", 6) != 0)
		return strstr(path, "network-scripts/") ? "its name does not begin with ifcfg-" : NULL;
	if (!word_made_of(c->name, "#._:-"))
		return "network start wants names of letters, digits and #._:- behind ifcfg-";
	return NULL;
}

/* An address of its own there is all that a description could lack. */
static void check_loopback(struct rhel_read *x, const struct ifcfg *c)
{
	for (size_t i = 0; i < c->keys.n; i++) {
		const struct assignment *a = &c->keys.v[i];
		bool address = !strncmp(a->key, "IPADDR", 6) || !strcmp(a->key, "IPV6ADDR_SECONDARIES");

		if (address && *a->value && strncmp(a->value, "127.", 4) != 0)
			import_loss(x->r, "lo", a->at, "%s: another address of the loopback interface",
				    a->key);
	}
}

/* ---- one file ---- */

static struct ifcfg *read_ifcfg(struct rhel_read *x, const struct read_file *f)
{
	struct ifcfg *c = arena_alloc(x->r->arena, sizeof(*c));
	const char *slash = strrchr(f->file->path, '/');

	c->base = slash ? slash + 1 : f->file->path;
	c->name = !strncmp(c->base, "ifcfg-", 6) ? c->base + 6 : c->base;
	c->at = (struct span){f->s, 0, 0};
	c->f = f;
	rhel_read_keys(x, c, f);
	return c;
}

/* NetworkManager calls a VLAN after its parent (read_vlan_setting()). */
static const char *name_without_device(struct rhel_read *x, const struct ifcfg *c)
{
	const char *parent = rhel_value(c, "PHYSDEV"), *id = rhel_value(c, "VLAN_ID");

	return c->nm && parent && id ? arena_printf(x->r->arena, "%s.%s", parent, id) : c->name;
}

static void find_device(struct rhel_read *x, struct ifcfg *c)
{
	const struct assignment *device = rhel_given(c, "DEVICE");
	struct finding *f;

	c->nm = x->r->os->scripts.nm_bonds && !rhel_no(c, "NM_CONTROLLED");
	c->device = device ? device->value : name_without_device(x, c);
	c->range = strstr(c->name, "-range") != NULL;
	if (c->range)
		c->device =
			arena_strndup(x->r->arena, c->name, (size_t)(strstr(c->name, "-range") - c->name));
	c->alias = strchr(c->device, ':') != NULL;
	if (device) {
		c->at = device->at;
	} else if (!c->range && !c->alias && !hash_get(c->by_key, "DEVICE")) {
		f = import_fault(x->r, &IMP008, c->device, c->at, "no DEVICE: it is called '%s'", c->device);
		f->help = arena_printf(x->r->arena, "DEVICE=%s", c->device);
	}
}

/* source_config: `[^g]-` in the name of the file is a variant of what stands before the dash. */
static void check_clone(struct rhel_read *x, const struct ifcfg *c)
{
	const char *dash = strchr(c->name, '-');
	struct finding *f;

	if (x->r->os->ifcfg.dashes || c->range || !dash || dash == c->name || dash[-1] == 'g')
		return;
	f = import_fault(
		x->r, &IMP011, c->device, c->at,
		"network start does not bring '%s' up: in '%s' the dash makes it a variant of 'ifcfg-%.*s'",
		c->device, c->base, (int)(dash - c->name), c->name);
	f->help = "a name without a dash";
}

void rhel_collect(struct rhel_read *x)
{
	struct read_file *f;

	for (size_t at = 0; (f = reading_next(x->r, &rhel_kind_ifcfg, &at));) {
		struct ifcfg *c = read_ifcfg(x, f);
		const char *why = passed_over(x, c);

		if (why) {
			import_fault(x->r, &IMP007, NULL, (struct span){f->s, 0, 0}, "left out: %s", why);
			continue;
		}
		if (c->keys.cut)
			continue;
		if (!strncmp(c->base, "ifcfg-", 6) && is_loopback(x->r->os, c->name)) {
			check_loopback(x, c);
			continue;
		}
		find_device(x, c);
		if (!strncmp(c->device, "lo", 2) && (!c->device[2] || c->device[2] == ':')) {
			check_loopback(x, c);
			continue;
		}
		if (rhel_is_foreign(x, c))
			continue;
		check_clone(x, c);
		arena_push(x->r->arena, x->v, x->n, c);
	}
}

/* ---- two files of one interface ---- */

/* ONBOOT=no keeps a file from boot; among the rest `ifup NAME`, udev and bonds take the one called after the
 * interface, and boot the last one last. */
static bool goes_before(const struct rhel_read *x, const struct ifcfg *a, const struct ifcfg *b)
{
	bool boots = !rhel_stays_down(x, a), is_named = !strcmp(a->name, a->device);

	if (boots == rhel_stays_down(x, b))
		return boots;
	if (is_named != !strcmp(b->name, b->device))
		return is_named;
	return true;
}

static bool is_script(const struct ifcfg *c)
{
	return !strncmp(c->base, "ifcfg-", 6);
}

enum { NOTES = 3 };

/* Files by any names: of several hosts, most likely. The first is reported and a few more named. */
static void say_hosts(struct rhel_read *x, struct ifcfg *counts, const struct ifcfg *other)
{
	if (!counts->doubles++) {
		counts->said = import_fault(x->r, &IMP010, other->device, other->at,
					    "'%s' and '%s' are both of '%s'", other->base, counts->base,
					    other->device);
		counts->said->help = "the files of one host at a time, called ifcfg-NAME";
		finding_note(x->r->findings, counts->said, (struct place){.span = counts->at}, "and this");
	} else if (counts->doubles <= NOTES) {
		finding_note(x->r->findings, counts->said, (struct place){.span = other->at}, "and this");
	}
}

static void say_two(struct rhel_read *x, struct ifcfg *counts, const struct ifcfg *other)
{
	struct finding *f;

	if (!is_script(counts) && !is_script(other)) {
		say_hosts(x, counts, other);
		return;
	}
	f = import_fault(x->r, &IMP004, other->device, other->at, "'%s' is not read: '%s' is of '%s' too",
			 other->base, counts->base, other->device);
	if (!rhel_stays_down(x, other))
		f->consequence = "network start runs ifup with both, one on top of the other";
	finding_note(x->r->findings, f, (struct place){.span = counts->at}, "this one counts");
}

void rhel_find_doubles(struct rhel_read *x)
{
	size_t kept = 0;

	for (size_t i = 0; i < x->n; i++) {
		struct ifcfg *c = x->v[i], *before = hash_get(x->by_device, c->device);

		if (!c->alias && !c->range && (!before || goes_before(x, c, before)))
			hash_put(x->by_device, c->device, c);
	}
	for (size_t i = 0; i < x->n; i++) {
		struct ifcfg *c = x->v[i], *counts = hash_get(x->by_device, c->device);

		if (c->alias || c->range || counts == c)
			x->v[kept++] = c;
		else
			say_two(x, counts, c);
	}
	x->n = kept;
}
