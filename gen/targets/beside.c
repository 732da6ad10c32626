#include "targets/beside.h"

#include <string.h>

#include "base/hash.h"
#include "files/shared.h"

const struct descriptor TREE020 = {
	.id = "TREE020",
	.title = "the tree of another family of systems",
	.severity = ERROR,
	.since = "0.1",
	.why = "The release files of the tree, or the files that bondwright wrote there earlier, are those "
	       "of "
	       "another family than the release of the description. The system would read none of the new "
	       "files, and those that it does read would be removed as no longer needed: no network with the "
	       "next boot.",
	.fix = "Give the root that is meant, or mend `os` in the description. Where the tree is made ready "
	       "for "
	       "another system, --force.",
};

const struct descriptor TREE021 = {
	.id = "TREE021",
	.title = "a file of somebody else's that is read at boot too",
	.severity = INFO,
	.since = "0.1",
	.why = "A file of the kind that bondwright writes, for something that is not in the description, and "
	       "that bondwright did not write. It is not removed, so what it sets up comes up with the next "
	       "boot as ever, beside what is described: a NIC or bond that the description no longer has, or "
	       "a route.",
	.fix = "Describe what it is for, or remove it.",
};

const struct descriptor TREE022 = {
	.id = "TREE022",
	.title = "lines for modprobe beside those of bondwright",
	.severity = WARNING,
	.since = "0.1",
	.why = "modprobe hands a module the options of all lines that name it or the alias that it is loaded "
	       "by, and of one option that is there twice the module keeps the value that it is given last. "
	       "kmod goes by the order of the lines, module-init-tools not in all its versions: which of the "
	       "two counts is not certain. An `install` line is run in place of all that. The lines stay as "
	       "they are, with --force too.",
	.fix = "Take the lines out; what is still wanted of them belongs into the description.",
	.verify = "modprobe -c | grep -w bonding; cat /sys/module/bonding/parameters/* after the next boot.",
};

struct beside {
	struct arena *arena;
	const struct plan *plan;
	struct tree *tree;
	const struct release *os;
	const struct target *own;
	struct findings *findings;
	struct hash *planned; /* struct change, by path */
};

static struct finding *found(struct beside *b, const struct descriptor *d, struct span at,
			     const char *message)
{
	struct finding *f = findings_add(b->findings, d->id, d->severity, (struct place){.span = at});

	f->message = message;
	return f;
}

/* ---- another family ---- */

static void say_family(struct beside *b, struct span at, const char *message)
{
	struct finding *f = found(b, &TREE020, at, message);

	/* who says so himself is told, and not stopped */
	f->severity = b->plan->request->force ? WARNING : ERROR;
	f->consequence = "the system that it is would have no network with the next boot";
	f->help = "give the root that is meant, or mend `os`; or --force";
}

/* The first of the files that go which only another family has. */
static bool judge_written(struct beside *b)
{
	for (size_t i = 0; i < b->plan->n; i++) {
		const struct change *c = &b->plan->v[i];
		const struct target *t = c->what == CHANGE_REMOVE ? target_of_path(c->path, b->own) : NULL;
		const char *name = plan_name(b->plan, c->path);

		if (!t)
			continue;
		say_family(b, (struct span){source_of(b->arena, name, c->old, c->old_len), 0, 0},
			   arena_printf(b->arena, "/%s is a file of %s, and would go: the host has %s",
					c->path, t->name, b->own->name));
		return true;
	}
	return false;
}

static void judge_release(struct beside *b)
{
	struct findings unused;
	struct reading r = {
		.arena = b->arena, .tree = b->tree, .reader = reader_for(b->os), .findings = &unused};
	const struct release *os;
	const char *name = NULL;
	struct span at;

	findings_init(&unused, b->arena);
	r.files = arena_alloc(b->arena, (b->tree->n + 1) * sizeof(*r.files));
	for (size_t i = 0; i < b->tree->n; i++) {
		struct read_file f = {.file = b->tree->v[i], .s = b->tree->v[i]->source};

		if (f.file->trouble)
			continue;
		import_sniff(b->arena, &f, NULL);
		if (f.kind == &kind_release)
			r.files[r.n++] = f;
	}
	os = import_release(&r, &name, &at);
	if (os && strcmp(os->target, b->own->name) != 0)
		say_family(b, at,
			   arena_printf(b->arena, "the tree is one of %s (%s), and the host has %s", name,
					os->target, b->own->name));
}

/* ---- files that stay ---- */

/* Every system has one for lo, and no description does. */
static bool is_of_lo(const char *path)
{
	return !strcmp(strrchr(path, '/') + 1, "ifcfg-lo");
}

static void judge_stray(struct beside *b, const struct tree_file *file)
{
	struct read_file f = {.file = file, .s = file->source};

	if (file->trouble || hash_get(b->planned, file->path) || !target_owns(b->own, file->path) ||
	    is_of_lo(file->path))
		return;
	import_sniff(b->arena, &f, NULL);
	if (!f.kind || !f.kind->at_boot)
		return;
	found(b, &TREE021, (struct span){f.s, 0, 0},
	      arena_printf(b->arena, "/%s stays, and is read at boot: bondwright did not write it",
			   file->path))
		->help = "describe what it is for, or remove it";
}

/* ---- lines for modprobe ---- */

/* The line among them that says the same of the same name, or that speaks of the name; NULL: none. */
static const struct modprobe_line *ours_like(const struct modules *ours, const struct modprobe_line *line,
					     bool same)
{
	for (size_t i = 0; i < ours->n; i++) {
		const struct modprobe_line *o = &ours->v[i];
		bool alias = o->command == MODPROBE_ALIAS;

		if (same ? o->command == line->command && !strcmp(o->name, line->name) &&
				    !strcmp(o->text, line->text)
			 : !strcmp(o->name, line->name) || (alias && !strcmp(o->text, line->name)))
			return o;
	}
	return NULL;
}

static void judge_lines(struct beside *b, const struct modules *ours, const struct tree_file *file)
{
	const struct source *s = file->source;
	struct modules theirs = {0};
	struct block block = shared_find(s->bytes, s->len);
	struct finding *f;

	modprobe_read(b->arena, s, &theirs);
	for (size_t i = 0; i < theirs.n; i++) {
		const struct modprobe_line *line = &theirs.v[i];
		bool marked = !block.why && line->at.from >= block.from && line->at.from < block.to;

		if (marked || line->command == MODPROBE_OTHER || ours_like(ours, line, true) ||
		    !ours_like(ours, line, false))
			continue;
		f = found(b, &TREE022, line->at,
			  arena_printf(b->arena, "this is for '%s', and bondwright has lines for it",
				       line->name));
		f->consequence = line->command == MODPROBE_OPTIONS
					 ? "the driver is loaded with these options too; which of two values "
					   "counts is not "
					   "certain"
					 : "whether the module is loaded as described is not certain";
		f->help = "take the line out";
	}
}

static bool is_in_directory(const char *path)
{
	return !strncmp(path, "etc/modprobe.d/", strlen("etc/modprobe.d/"));
}

/* The file of its own that releases have for modprobe: other releases do not read it. */
static bool is_single(const char *path)
{
	return !strcmp(path, "etc/modprobe.conf") || !strcmp(path, "etc/modprobe.conf.local");
}

static void judge_modprobe(struct beside *b)
{
	const struct file_set *set = b->plan->request->files;
	struct modules ours = {0};
	struct hash *read = hash_new(b->arena);

	for (size_t i = 0; i < set->n; i++) {
		const struct file *f = &set->v[i];

		if (!is_in_directory(f->path) && !is_single(f->path))
			continue;
		modprobe_read(b->arena, source_of(b->arena, f->path, f->text, f->len), &ours);
		hash_put(read, f->path, &set->v[i]);
	}
	for (size_t i = 0; ours.n && i < b->tree->n; i++) {
		const struct tree_file *file = b->tree->v[i];
		bool given = hash_get(read, file->path);

		/* of one that is ours nothing of the old text stays */
		if (!file->trouble && (is_in_directory(file->path) ? !given : given))
			judge_lines(b, &ours, file);
	}
}

void targets_beside(struct arena *a, const struct plan *p, struct tree *tree, const struct release *os,
		    struct findings *findings)
{
	struct beside b = {a, p, tree, os, target_for(os), findings, hash_new(a)};

	for (size_t i = 0; i < p->n; i++)
		hash_put(b.planned, p->v[i].path, &p->v[i]);
	if (!judge_written(&b))
		judge_release(&b);
	for (size_t i = 0; i < tree->n; i++)
		judge_stray(&b, tree->v[i]);
	judge_modprobe(&b);
}
