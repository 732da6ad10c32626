#include "targets/suse/read.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/word.h"

/* ---- what the parts share ---- */

const struct assignment *suse_get(const struct suse_file *f, const char *key)
{
	const struct assignment *a = hash_get(f->by_key, key);

	return a && *a->value && !a->shell ? a : NULL;
}

bool suse_is(const struct suse_file *f, const char *key, const char *value)
{
	const struct assignment *a = suse_get(f, key);

	return a && !strcmp(a->value, value);
}

static int by_key(const void *a, const void *b)
{
	const struct assignment *const *x = a, *const *y = b;

	return strcmp((*x)->key, (*y)->key);
}

/*
 * ${!BONDING_SLAVE*} of bash is sorted bytewise, so that BONDING_SLAVE10 comes before BONDING_SLAVE2
 * (variables.c: sort_variables()). wicked takes them as they stand (__process_indexed_variables()).
 */
const struct assignment **suse_indexed(const struct suse_reading *s, const struct suse_file *f,
				       const char *prefix, size_t *n)
{
	const struct assignment **list = NULL;

	*n = 0;
	for (size_t i = 0; i < f->all.n; i++) {
		const struct assignment *a = &f->all.v[i];

		if (!strncmp(a->key, prefix, strlen(prefix)) && hash_get(f->by_key, a->key) == a && !a->shell)
			arena_push(s->r->arena, list, *n, a);
	}
	if (!s->caps->wicked && *n)
		qsort(list, *n, sizeof(*list), by_key);
	return list;
}

struct finding *suse_idle(struct suse_reading *s, const struct suse_file *f, const struct assignment *a,
			  const char *fmt, ...)
{
	struct finding *said;
	const char *why;
	va_list ap;

	va_start(ap, fmt);
	why = arena_vprintf(s->r->arena, fmt, ap);
	va_end(ap);
	said = import_fault(s->r, &IMP011, f ? f->name : NULL, a->at, "%s does nothing: %s", a->key, why);
	said->severity = INFO; /* YaST writes many */
	return said;
}

const char *suse_word(struct suse_reading *s, const struct assignment *a, size_t *at, struct span *span)
{
	const char *from = a->value + *at + strspn(a->value + *at, " \t\n");
	size_t n = strcspn(from, " \t\n");

	*at = (size_t)(from - a->value) + n;
	if (!n)
		return NULL;
	*span = assign_part(a, (size_t)(from - a->value), n);
	return arena_strndup(s->r->arena, from, n);
}

/* ---- the files ---- */

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* A value that only a shell could tell, where it matters. */
void suse_check_shell(struct suse_reading *s, const struct assignment *a, const struct suse_key *k,
		      const char *object)
{
	if (a->shell && k && k->use != KEY_NOTHING)
		assign_say_shell(s->r, a, object);
}

/* IFNAMSIZ of the kernel with its NUL: ifup finds no such interface, and wicked rejects the file
 * (ni_netdev_name_is_valid()). */
enum { NAME_SIZE = 16 };

static struct suse_file *take(struct suse_reading *s, const struct read_file *file)
{
	struct suse_file *f = arena_alloc(s->r->arena, sizeof(*f));
	const char *base = base_name(file->file->path);
	const char *written = strncmp(base, "ifcfg-", 6) ? base : base + 6;
	struct suse_file *before;

	f->s = file->s;
	if (!suse_names_hardware(written) && strlen(written) >= NAME_SIZE) {
		import_fault(s->r, &IMP007, written, (struct span){f->s, 0, 0},
			     "left out, all %zu lines: no interface can have the name '%s', of more than %d "
			     "characters",
			     f->s->nlines, written, NAME_SIZE - 1);
		return NULL;
	}
	f->name = suse_iface(s, written, (struct span){f->s, 0, 0});
	f->all = assign_read(s->r, f->s);
	f->by_key = assign_index(s->r, &f->all, f->name); /* wicked's ni_var_array_set() replaces, too */
	before = hash_get(s->by_name, f->name);
	if (before) {
		finding_note(s->r->findings,
			     import_fault(s->r, &IMP004, f->name, (struct span){f->s, 0, 0},
					  "'%s' has two files, and the other one is read", f->name),
			     (struct place){.span = {before->s, 0, 0}}, "the other");
		return NULL;
	}
	hash_put(s->by_name, f->name, f);
	arena_push(s->r->arena, s->v, s->n, f);
	for (size_t i = 0; i < f->all.n; i++)
		if (hash_get(f->by_key, f->all.v[i].key) == &f->all.v[i])
			suse_check_shell(s, &f->all.v[i], suse_ifcfg_key(f->all.v[i].key), f->name);
	return f;
}

/* By its name, which sysconfig's scripts and wicked pass over. */
static bool is_backup(struct suse_reading *s, const struct read_file *file, const char *base)
{
	const char *suffix = import_backup_suffix(base);

	if (suffix)
		import_fault(s->r, &IMP007, NULL, (struct span){file->s, 0, 0},
			     "left out: its name ends in %s, as a backup's", suffix);
	return suffix;
}

/* Files that name hardware come last: what names are left for it to assume shows then. */
static void take_files(struct suse_reading *s)
{
	struct read_file *file;

	for (int hardware = 0; hardware < 2; hardware++)
		for (size_t at = 0; (file = reading_next(s->r, &suse_kind_ifcfg, &at));) {
			const char *base = base_name(file->file->path);
			bool is = !strncmp(base, "ifcfg-", 6) && suse_names_hardware(base + 6);
			struct suse_file *f =
				is == hardware && !is_backup(s, file, base) ? take(s, file) : NULL;

			if (f && is)
				suse_set_hardware(s, f, base + 6);
		}
}

/* ---- all ---- */

/* Into the draft, all of them before any mentions another: the order of the files, of NICs that of udev's
 * rules. */
static void describe(struct suse_reading *s)
{
	struct draft *d = s->r->draft;

	suse_mention_named(s);
	for (size_t i = 0; i < s->n; i++) {
		struct suse_file *f = s->v[i];

		if (f->kind < 0)
			continue;
		f->o = draft_describe(d, f->name, (struct span){f->s, 0, 0});
		f->o->kind = f->kind;
	}
}

void suse_read(struct reading *r)
{
	struct suse_reading s = {.r = r, .caps = &r->os->suse, .by_name = hash_new(r->arena)};

	suse_read_names(&s);
	take_files(&s);
	for (size_t i = 0; i < s.n; i++)
		suse_find_kind(&s, s.v[i]);
	describe(&s);
	suse_find_starts(&s);
	for (size_t i = 0; i < s.n; i++)
		if (s.v[i]->o)
			suse_read_iface(&s, s.v[i]);
	for (size_t i = 0; i < s.n; i++)
		if (!s.v[i]->o)
			suse_leave_out(&s, s.v[i]);
	suse_read_routes(&s);
	suse_read_config(&s);
}
