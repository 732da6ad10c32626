/* Whose files they are, and of which release. */
#include <string.h>

#include "import/parts.h"

/* Whose network file it is; NULL: of no one, or it belongs to hosts of any. */
static const struct reader *reader_of_file(const struct read_file *f)
{
	const struct reader *reader = f->kind ? reader_of(f->kind) : NULL;

	return reader && reader->name ? reader : NULL;
}

const struct reader *import_find_reader(struct reading *r, const struct reader *from)
{
	const struct read_file *first = NULL;

	for (size_t i = 0; i < r->n; i++) {
		const struct read_file *f = &r->files[i];
		const struct reader *reader = reader_of_file(f);

		if (!reader || (from && reader != from))
			continue;
		if (!first)
			first = f;
		if (reader != reader_of_file(first)) {
			struct finding *said =
				import_fault(r, &IMP010, NULL, read_file_span(f),
					     "network files of %s beside those of %s, such as '%s'",
					     reader->name, reader_of_file(first)->name, first->file->path);

			said->help = "one host at a time; or --from, to say which of them count";
			return NULL;
		}
	}
	return first ? reader_of_file(first) : NULL;
}

/* How much of what lies beside the network files hosts of the release may have. */
static int fits(const struct reading *r, const struct release *os)
{
	int fits = !tree_find(r->tree, "etc/modprobe.conf") || os->scripts.modprobe_conf;

	for (size_t i = 0; i < r->n; i++)
		if (r->files[i].kind && !reader_serves(reader_of(r->files[i].kind), os))
			return fits;
	return fits + 1;
}

/* The newest release of them that reads modprobe.conf and xend's configuration, as far as they are there. */
static const struct release *newest(const struct reading *r)
{
	const struct release *rows, *found = NULL;
	int best = -1;
	size_t n;

	rows = release_rows(&n);
	for (size_t i = 0; i < n; i++) {
		int fit = reader_serves(r->reader, &rows[i]) ? fits(r, &rows[i]) : -1;

		if (fit < 0 || fit < best)
			continue;
		best = fit;
		found = &rows[i];
	}
	return found;
}

struct span import_of_family(const struct reading *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (reader_of_file(&r->files[i]) == r->reader)
			return read_file_span(&r->files[i]);
	return (struct span){0};
}

const char *import_find_release(struct reading *r, const struct import_options *o, struct span *at)
{
	struct finding *f;
	const char *name = o->os_name;

	*at = (struct span){0};
	if (!o->os && r->reader->release)
		return r->reader->release(r, at);
	r->os = o->os ? o->os : import_release(r, &name, at);
	if (r->os && reader_serves(r->reader, r->os))
		return name;
	*at = (struct span){0};
	r->os = newest(r);
	name = release_name(r->arena, r->os, r->os->minor);
	f = import_fault(r, &IMP008, NULL, import_of_family(r), "no file tells the release: read as %s",
			 name);
	f->help = "--from RELEASE, one that `bondwright releases` lists";
	return name;
}

bool import_from(struct arena *a, const char *text, struct import_options *o)
{
	const char *colon = strchr(text, ':');

	o->os = NULL;
	o->reader = reader_named(colon ? arena_strndup(a, text, (size_t)(colon - text)) : text);
	if (o->reader && !colon)
		return true;
	o->os = release_find(a, colon ? colon + 1 : text, &o->os_name);
	if (o->os && !colon)
		o->reader = reader_for(o->os);
	return o->os && o->reader && reader_serves(o->reader, o->os);
}
