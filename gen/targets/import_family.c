/* Whose files they are, and of which release. */
#include <string.h>

#include "targets/import_parts.h"

static struct span whole(const struct read_file *f)
{
	return (struct span){f->s, 0, 0};
}

static const struct target *family_of(enum role role)
{
	switch (role) {
	case ROLE_RHEL_IFCFG:
	case ROLE_RHEL_ROUTE:
	case ROLE_RHEL_NETWORK:
		return &target_rhel;
	case ROLE_ENI:
		return &target_debian;
	case ROLE_SUSE_IFCFG:
	case ROLE_SUSE_ROUTES:
	case ROLE_SUSE_CONFIG:
		return &target_suse;
	default:
		return NULL;
	}
}

const struct target *import_find_family(struct reading *r, const struct target *from)
{
	const struct read_file *first = NULL;

	for (size_t i = 0; i < r->n; i++) {
		const struct read_file *f = &r->files[i];
		const struct target *t = family_of(f->role);

		if (!t || (from && t != from))
			continue;
		if (!first)
			first = f;
		if (t != family_of(first->role)) {
			struct finding *said =
				import_fault(r, &IMP010, NULL, whole(f),
					     "network files of %s beside those of %s, such as '%s'", t->name,
					     family_of(first->role)->name, first->file->path);

			said->help = "one host at a time; or --from, to say which of them count";
			return NULL;
		}
	}
	return first ? family_of(first->role) : NULL;
}

static bool has_file(const struct reading *r, const char *path)
{
	return tree_find(r->tree, path);
}

static bool has_role(const struct reading *r, enum role role)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->files[i].role == role)
			return true;
	return false;
}

/* The newest release of the family that reads modprobe.conf and xend's configuration, as far as they are there. */
static const struct release *newest(const struct reading *r)
{
	bool old = has_file(r, "etc/modprobe.conf"), xend = has_role(r, ROLE_XEND);
	const struct release *rows, *found = NULL;
	int best = -1;
	size_t n;

	rows = release_rows(&n);
	for (size_t i = 0; i < n; i++) {
		int fits = (!old || rows[i].scripts.modprobe_conf) + (!xend || rows[i].xen);

		if (strcmp(rows[i].target, r->target->name) || fits < best)
			continue;
		best = fits;
		found = &rows[i];
	}
	return found;
}

struct span import_of_family(const struct reading *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (family_of(r->files[i].role) == r->target)
			return whole(&r->files[i]);
	return (struct span){0};
}

const char *import_find_release(struct reading *r, const struct import_options *o, struct span *at)
{
	struct finding *f;
	const char *name = o->os_name;

	*at = (struct span){0};
	r->os = o->os ? o->os : import_release(r, &name, at);
	if (r->os && !strcmp(r->os->target, r->target->name))
		return name;
	*at = (struct span){0};
	r->os = newest(r);
	name = release_name(r->arena, r->os, r->os->minor);
	f = import_fault(r, &IMP008, NULL, import_of_family(r), "no file tells the release: read as %s", name);
	f->help = "--from RELEASE, one that `bondwright releases` lists";
	return name;
}

bool import_from(struct arena *a, const char *text, struct import_options *o)
{
	static const struct target *const families[] = {&target_rhel, &target_debian, &target_suse};

	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		if (!strcmp(families[i]->name, text)) {
			o->target = families[i];
			return true;
		}
	o->os = release_find(a, text, &o->os_name);
	o->target = o->os ? target_for(o->os) : NULL;
	return o->os;
}
