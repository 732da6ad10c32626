#include "import/import.h"

#include <stdarg.h>
#include <string.h>

#include "base/word.h"
#include "import/parts.h"

struct span read_file_span(const struct read_file *f)
{
	return (struct span){f->s, 0, 0};
}

struct read_file *reading_next(struct reading *r, const struct file_kind *kind, size_t *at)
{
	while (*at < r->n) {
		struct read_file *f = &r->files[(*at)++];

		if (f->kind == kind)
			return f;
	}
	return NULL;
}

bool reading_has(const struct reading *r, const struct file_kind *kind)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->files[i].kind == kind)
			return true;
	return false;
}

/* ---- what readers say ---- */

static struct finding *vfault(struct reading *r, const char *id, enum severity severity, const char *object,
			      struct span at, const char *fmt, va_list ap)
{
	struct finding *f = findings_add(r->findings, id, severity, (struct place){.span = at});

	f->object = object;
	f->message = arena_vprintf(r->arena, fmt, ap);
	return f;
}

struct finding *import_fault(struct reading *r, const struct descriptor *d, const char *object,
			     struct span at, const char *fmt, ...)
{
	struct finding *f;
	va_list ap;

	va_start(ap, fmt);
	f = vfault(r, d->id, d->severity, object, at, fmt, ap);
	va_end(ap);
	return f;
}

struct finding *import_loss(struct reading *r, const char *object, struct span at, const char *fmt, ...)
{
	struct finding *f;
	va_list ap;

	va_start(ap, fmt);
	f = vfault(r, IMP003.id, r->loss, object, at, fmt, ap);
	va_end(ap);
	return f;
}

/* ---- the files ---- */

static void say_left_out(struct reading *r, const struct read_file *f)
{
	if (f->fate == FATE_FOREIGN)
		import_fault(r, &IMP001, NULL, read_file_span(f), "not read: %s", f->why);
	else if (f->fate == FATE_DESCRIPTION)
		import_fault(r, &IMP001, NULL, read_file_span(f),
			     "not read: it is a description of bondwright already")
			->help = "check and render take it as it is; os: names another release";
	else if (f->fate == FATE_LEFT_OUT)
		import_fault(r, &IMP007, NULL, read_file_span(f), "left out: %s", f->why);
}

/* What --from says goes before what keys look like: several families write ifcfg files. */
static void believe(struct read_file *f, const struct reader *from)
{
	if (!from || !f->kind || reader_of(f->kind) == from)
		return;
	for (const struct file_kind *const *k = from->kinds; *k; k++)
		if (!strcmp((*k)->name, f->kind->name))
			f->kind = *k;
}

/* Backups and what is passed over may lie anywhere. */
static bool counts(const struct read_file *f)
{
	return f->fate == FATE_READ;
}

static bool is_same_file(const struct read_file *a, const struct read_file *b)
{
	return !strcmp(a->s->name, b->s->name) && a->s->len == b->s->len &&
	       !memcmp(a->s->bytes, b->s->bytes, a->s->len);
}

/* A host has one file of a path: with a second, several hosts were given as one, which would be made of parts
 * of each. The tree is in the order of paths. */
static bool are_of_one_host(struct reading *r)
{
	const struct read_file *last = NULL;
	size_t kept = 0;

	for (size_t i = 0; i < r->n; i++) {
		struct read_file *f = &r->files[i];
		bool again = last && counts(f) && !strcmp(last->file->path, f->file->path);
		struct finding *said;

		if (again && !is_same_file(last, f)) {
			said = import_fault(r, &IMP010, NULL, read_file_span(f),
					    "files of two hosts: a second '%s'", f->file->path);
			said->help = "the files of one host at a time";
			finding_note(r->findings, said, (struct place){.span = read_file_span(last)},
				     "the first");
			return false;
		}
		if (again)
			continue;
		r->files[kept] = *f;
		if (counts(f))
			last = &r->files[kept];
		kept++;
	}
	r->n = kept;
	return true;
}

/* Known by where it lies; a directory too, with whatever is in it. */
static bool is_place(struct reading *r, const char *path)
{
	size_t n = strlen(path);

	for (const char *const *place = readers_places(r->arena); *place; place++)
		if (!strncmp(*place, path, n) && (!(*place)[n] || !strcmp(*place + n, "/")))
			return true;
	return false;
}

/* False: a finding says why they make no host. */
static bool take_files(struct reading *r, const struct reader *from)
{
	r->files = arena_alloc(r->arena, r->tree->n * sizeof(*r->files));
	for (size_t i = 0; i < r->tree->n; i++) {
		const struct tree_file *file = r->tree->v[i];
		struct read_file *f = &r->files[r->n];

		*f = (struct read_file){.file = file, .s = file->source};
		import_sniff(r->arena, f, from);
		if (file->trouble) {
			/* scripts lie beside the files, as links to programs; what is empty is known by its
			 * name */
			if (f->fate != FATE_NONE || is_place(r, file->path))
				import_fault(r, &IMP006, NULL, read_file_span(f), "not opened: %s",
					     file->trouble);
			continue;
		}
		believe(f, from);
		say_left_out(r, f);
		r->n++;
	}
	return are_of_one_host(r);
}

/* ---- the host ---- */

/* conf_files_filter_out() of libkmod */
static bool passed_over(struct reading *r, struct read_file *f)
{
	const char *path = f->file->path;

	if (!r->os->scripts.kmod || !strstr(path, "modprobe.d/") || word_ends_in(path, ".conf") ||
	    word_ends_in(path, ".alias"))
		return false;
	import_fault(r, &IMP007, NULL, read_file_span(f),
		     "left out: modprobe of %s reads files that end in .conf alone", r->os->title)
		->help = arena_printf(r->arena, "mv /etc/%s /etc/%s.conf", strstr(path, "modprobe.d/"),
				      strstr(path, "modprobe.d/"));
	f->fate = FATE_LEFT_OUT;
	f->kind = NULL;
	return true;
}

static void read_modules(struct reading *r)
{
	struct modules *m = arena_alloc(r->arena, sizeof(*m));
	struct read_file *f;

	for (size_t at = 0; (f = reading_next(r, &kind_modprobe, &at));)
		if (!passed_over(r, f))
			modprobe_read(r->arena, f->s, m);
	r->modules = m;
}

/* True if something stands in the way of a host: what is merely lost, or dangerous, does not. */
static bool refused(const struct findings *f, size_t from)
{
	for (size_t i = from; i < f->n; i++)
		if (f->v[i]->severity == ERROR && !strncmp(f->v[i]->id, "IMP", 3) &&
		    strcmp(f->v[i]->id, IMP003.id))
			return true;
	return false;
}

/* What could not be opened was passed over, as programs lie beside the files; here it may be what was meant. */
static void say_unopened(struct reading *r)
{
	for (size_t i = 0; i < r->tree->n; i++) {
		const struct tree_file *file = r->tree->v[i];

		if (file->trouble && !is_place(r, file->path))
			import_fault(r, &IMP006, NULL, (struct span){file->source, 0, 0}, "not opened: %s",
				     file->trouble);
	}
}

static void nothing_to_read(struct reading *r, const struct reader *from)
{
	struct span at = {0};

	say_unopened(r);
	for (size_t i = 0; i < r->n && !at.source; i++)
		if (r->files[i].fate != FATE_NONE)
			at = read_file_span(&r->files[i]);
	if (!at.source && r->tree->n == 1)
		at.source = r->tree->v[0]->source;
	import_fault(r, &IMP010, NULL, at,
		     "no network configuration of %s in what was given, and no description (*.yaml)",
		     from ? from->title : readers_titles(r->arena))
		->help = from && from->wanted
				 ? from->wanted
				 : "the directory with the ifcfg files, /etc/network/interfaces, or --root DIR";
}

const struct drafted *import_host(struct arena *a, struct tree *t, const struct import_options *o,
				  struct findings *findings)
{
	struct reading r = {.arena = a, .tree = t, .findings = findings, .loss = o->loss};
	size_t before = findings->n;
	const struct drafted *out;
	struct span os_at;
	const char *os;

	r.draft = draft_new(a, findings);
	r.draft->as_is = o->as_is;
	if (!take_files(&r, o->reader))
		return NULL;
	r.reader = import_find_reader(&r, o->reader);
	if (!r.reader) {
		if (!refused(findings, before))
			nothing_to_read(&r, o->reader);
		return NULL;
	}
	os = import_find_release(&r, o, &os_at);
	read_modules(&r);
	r.reader->read(&r);
	for (const struct reader *const *beside = readers; *beside; beside++)
		if (!(*beside)->name)
			(*beside)->read(&r);
	import_bond_modules(&r);
	import_settle(&r, o, os, os_at);
	out = draft_finish(r.draft);
	if (out)
		locator_put(out->places, "", import_of_family(&r));
	return refused(findings, before) ? NULL : out;
}
