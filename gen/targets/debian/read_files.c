/* Which files ifupdown reads, and in which order: `source` and `source-directory`. */
#include "base/word.h"
#include "targets/debian/read.h"

/* A file that is being read; what it sources is read before its next stanza. */
struct open_file {
	const struct tree_file *file;
	struct eni eni;
	size_t next;
	const struct tree_file **sourced;
	size_t nsourced, next_sourced;
	bool directory; /* they are those of a directory, and not every name counts */
	struct span at;
};

struct collect {
	struct eni_host *h;
	struct open_file *open; /* the innermost last */
	size_t depth;
	struct hash *seen; /* by path: the file, once it is read */
};

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool is_open(const struct collect *c, const struct tree_file *f)
{
	for (size_t k = 0; k < c->depth; k++)
		if (c->open[k].file == f)
			return true;
	return false;
}

static bool read_file(struct collect *c, const struct tree_file *f)
{
	struct open_file file = {.file = f};

	hash_put(c->seen, f->path, (void *)f);
	if (!eni_read(c->h->r, f->source, &file.eni))
		return false;
	arena_push(c->h->a, c->open, c->depth, file);
	return true;
}

static bool read_sourced(struct collect *c, const struct tree_file *f, struct span at, bool directory)
{
	struct reading *r = c->h->r;

	if (f->trouble) {
		if (!hash_get(c->seen, f->path))
			import_fault(r, &IMP006, NULL, at, "'%s' is not opened: %s", f->path, f->trouble);
		hash_put(c->seen, f->path, (void *)f);
		return true;
	}
	if (directory && !word_made_of(base_of(f->path), "_-")) {
		import_fault(r, &IMP007, NULL, at,
			     "'%s' is left out: the name holds more than letters, digits, '_' and '-'",
			     f->path);
		return true;
	}
	if (hash_get(c->seen, f->path)) {
		import_fault(r, &IMP004, NULL, at,
			     is_open(c, f) ? "'%s' sources itself in a circle"
					   : "'%s' is sourced once more: it counts where it comes first",
			     f->path);
		return true;
	}
	return read_file(c, f);
}

/* What a shell would have to tell: wordexp() of ifupdown expands variables and '~'. */
static bool takes_shell(const char *pattern)
{
	return strpbrk(pattern, "$`~\"'\\(){}");
}

static bool find_sourced(struct collect *c, struct open_file *file, const struct eni_stanza *s,
			 const struct eni_word *w)
{
	struct eni_host *h = c->h;
	bool directory = s->type == ENI_SOURCE_DIRECTORY;
	const struct tree_file **found = NULL;
	const char *why = NULL;
	size_t n;

	if (takes_shell(w->text)) {
		import_fault(h->r, &IMP005, NULL, w->at, "which files '%s' means takes a shell to know",
			     w->text);
		return false;
	}
	n = tree_match(h->r->tree, file->file, directory ? arena_printf(h->a, "%s/*", w->text) : w->text,
		       &found, &why);
	if (why)
		import_fault(h->r, &IMP006, NULL, w->at, "'%s' is not opened: %s", w->text, why);
	else if (!n && !h->r->tree->root)
		import_fault(h->r, &IMP008, NULL, w->at,
			     "nothing is known of '%s': not one of its files was given", w->text);
	else if (!n && !directory && !strpbrk(w->text, "*?["))
		import_fault(h->r, &IMP006, NULL, w->at, "'%s' is not there", w->text);
	for (size_t k = 0; k < n; k++)
		arena_push(h->a, file->sourced, file->nsourced, found[k]);
	file->directory = directory;
	file->at = w->at;
	return true;
}

static bool take_stanza(struct collect *c, struct open_file *file)
{
	const struct eni_stanza *s = &file->eni.v[file->next++];

	if (s->type != ENI_SOURCE && s->type != ENI_SOURCE_DIRECTORY) {
		arena_push(c->h->a, c->h->all.v, c->h->all.n, *s);
		return true;
	}
	file->sourced = NULL;
	file->nsourced = file->next_sourced = 0;
	for (size_t k = 0; k < s->words.n; k++)
		if (!find_sourced(c, file, s, &s->words.v[k]))
			return false;
	return true;
}

static bool read_open(struct collect *c)
{
	while (c->depth) {
		struct open_file *file = &c->open[c->depth - 1];

		if (file->next_sourced < file->nsourced) {
			if (!read_sourced(c, file->sourced[file->next_sourced++], file->at, file->directory))
				return false;
		} else if (file->next < file->eni.n) {
			if (!take_stanza(c, file))
				return false;
		} else {
			c->depth--;
		}
	}
	return true;
}

/* Beside the file that ifupdown begins with, only what that sources counts; without it, all that is there. */
bool debian_collect(struct eni_host *h)
{
	static const char main_path[] = "etc/network/interfaces";
	const struct tree_file *first = tree_find(h->r->tree, main_path);
	struct collect c = {.h = h, .seen = hash_new(h->a)};
	struct read_file *f;

	if (first && !first->trouble && (!read_file(&c, first) || !read_open(&c)))
		return false;
	for (size_t at = 0; (f = reading_next(h->r, &debian_kind_interfaces, &at));) {
		if (hash_get(c.seen, f->file->path))
			continue;
		if (first)
			import_fault(h->r, &IMP007, NULL, (struct span){f->s, 0, 0},
				     "left out: %s does not source it", main_path);
		else if (!read_file(&c, f->file) || !read_open(&c))
			return false;
	}
	return true;
}
