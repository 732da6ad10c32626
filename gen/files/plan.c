#include "files/plan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "files/plan_parts.h"

const char *path_below(struct arena *a, const char *root, const char *path)
{
	size_t n = strlen(root);

	while (n && root[n - 1] == '/')
		n--;
	return arena_printf(a, "%.*s/%s", (int)n, root, path);
}

const char *plan_name(const struct plan *p, const char *path)
{
	return path_below(p->arena, p->request->root, path);
}

/* ---- findings ---- */

struct finding *plan_found(struct plan *p, const struct descriptor *d, enum severity severity,
			   const char *path, struct span at, const char *fmt, ...)
{
	const char *name = plan_name(p, path);
	struct finding *f;
	va_list ap;

	if (!at.source)
		at.source = source_of(p->arena, name, "", 0);
	f = findings_add(&p->findings, d->id, severity, (struct place){.span = at});
	va_start(ap, fmt);
	f->message = arena_vprintf(p->arena, fmt, ap);
	va_end(ap);
	return f;
}

struct span plan_span(struct plan *p, const char *path, const struct spot *s, size_t from, size_t to)
{
	const char *name = plan_name(p, path);

	return (struct span){source_of(p->arena, name, s->bytes, (size_t)s->st.st_size), (uint32_t)from,
			     (uint32_t)to};
}

int plan_look(struct plan *p, const char *path, struct spot *out, bool *fit)
{
	int err = spot_look(p->arena, p->root, path, out);

	*fit = !err && !out->obstacle;
	if (err)
		p->failed = plan_name(p, path);
	else if (!*fit)
		plan_found(p, &TREE001, ERROR, path, (struct span){0}, "/%s %s", path, out->obstacle)->help =
			out->help;
	return err;
}

/* ---- the manifest as it is to be ---- */

/* `any`: even if it names no file. */
static void write_manifest(struct plan *p, bool any)
{
	struct text out;

	text_init(&out, p->arena);
	records_begin(&out, &record_manifest, p->request->host);
	for (size_t i = 0; i < p->n; i++) {
		const struct change *c = &p->v[i];

		if (!c->recorded)
			continue;
		any = true;
		records_add(&out, &record_manifest,
			    (struct record){.hash = c->recorded, .shared = c->shared, .path = c->path});
	}
	if (any)
		p->new_manifest = out.s;
}

static void judge_host(struct plan *p, const struct records *known, const char *path)
{
	struct finding *f;

	if (!known->host || !strcmp(known->host, p->request->host))
		return;
	f = plan_found(p, &TREE007, p->request->force ? WARNING : ERROR, path, (struct span){0},
		       "the files of this tree were made for '%s', and these are for '%s'", known->host,
		       p->request->host);
	f->help = "give the root of the host that is meant; --force where it has a new name";
}

/* ---- making it ---- */

static int plan_files(struct plan *p, const struct known_files *known)
{
	const struct file_set *set = p->request->files;
	struct hash *records = hash_new(p->arena), *paths = hash_new(p->arena);
	int err = 0;

	for (size_t i = 0; i < known->n; i++)
		hash_put(records, known->v[i]->path, known->v[i]);
	for (size_t i = 0; i < set->n && !err; i++) {
		hash_put(paths, set->v[i].path, &set->v[i]);
		err = plan_file(p, &set->v[i], hash_get(records, set->v[i].path));
	}
	for (size_t i = 0; i < known->n && !err; i++)
		if (!hash_get(paths, known->v[i]->path))
			err = plan_gone(p, known->v[i]);
	return err;
}

int plan_make(struct plan *p, struct arena *a, const struct plan_request *request)
{
	struct records manifest = {0}, *journal = arena_alloc(a, sizeof(*journal));
	struct known_files known = {0};
	int err;

	*journal = (struct records){0};
	*p = (struct plan){.journal = journal, .arena = a, .request = request, .failed = request->root};
	findings_init(&p->findings, a);
	p->root = open(request->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (p->root < 0)
		return -errno;
	err = plan_read_journal(p, journal);
	if (!err)
		err = plan_read_manifest(p, &manifest);
	if (err)
		return err;
	judge_host(p, &manifest, STATE_MANIFEST);
	if (!manifest.host || (journal->host && strcmp(manifest.host, journal->host) != 0))
		judge_host(p, journal, STATE_JOURNAL);
	plan_know(p, &manifest, journal, &known);
	err = plan_files(p, &known);
	write_manifest(p, manifest.host || journal->host);
	return err;
}

void plan_end(struct plan *p)
{
	if (p->root >= 0)
		close(p->root);
	p->root = -1;
}

bool change_writes(const struct change *c)
{
	return c->what != CHANGE_KEEP && c->what != CHANGE_LEAVE;
}

bool plan_changes(const struct plan *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (change_writes(&p->v[i]))
			return true;
	return p->cut_off;
}
