/*
 * What a file is. Few names are believed without a look: those of files that hold one thing by one name.
 * Content decides between the rest; a name only says what a file claims to be, which counts where nothing is
 * in it, and where what is in it is nothing that is known.
 */
#include <fnmatch.h>
#include <string.h>

#include "base/word.h"
#include "import/import.h"
#include "import/looks.h"

/* ---- by name ---- */

/* How well the pattern fits, as struct file_kind orders them; 0: not at all. */
static size_t fit(struct arena *a, const char *pattern, const struct looks *l)
{
	const char *slash = strrchr(pattern, '/'), *base = slash ? slash + 1 : pattern;
	enum { BEGINS = 1000, IN_DIRECTORY = 2000 };

	if (fnmatch(base, l->base, 0) != 0)
		return 0;
	if (slash && fnmatch(arena_strndup(a, pattern, (size_t)(base - pattern)), l->dir, 0) != 0)
		return 0;
	return (slash ? IN_DIRECTORY : 0) + (*base != '*' ? BEGINS : 0) + strlen(pattern);
}

/* The kind that the name claims, of those whose names are believed, or of the others; NULL: none. */
static const struct file_kind *claimed_by(struct arena *a, const struct looks *l, bool by_name)
{
	const struct file_kind *found = NULL;
	size_t best = 0;

	for (size_t i = 0; i < l->kinds.n; i++) {
		const struct file_kind *k = l->kinds.v[i];

		for (const char *const *p = k->names; p && *p && k->by_name == by_name; p++) {
			size_t fits = fit(a, *p, l);

			if (fits <= best)
				continue;
			best = fits;
			found = k;
		}
	}
	return found;
}

/* Initscripts (`ls ifcfg*` in init.d/network) and wicked (__ni_suse_ifcfg_valid_suffix()) have one list each,
 * module-init-tools another (config_filter.c). */
const char *import_backup_suffix(const char *base)
{
	static const char *const ends[] = {
		"~",         ".bak",        ".orig",      ".old",      ".rpmnew",   ".rpmorig",
		".rpmsave",  ".scpmbackup", ".YaST2save", ".rej",      ".dpkg-old", ".dpkg-dist",
		".dpkg-new", ".dpkg-bak",   ".dpkg-tmp",  ".ucf-dist", ".ucf-old"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (word_ends_in(base, ends[i]))
			return ends[i];
	return NULL;
}

static bool ends_in_one_of(const char *base, const char *const *ends)
{
	for (; *ends; ends++)
		if (word_ends_in(base, *ends))
			return true;
	return false;
}

/* True if the file is left out whatever release it is of. */
static bool is_left_out(const struct read_file *f, const struct looks *l, const struct file_kind *claimed,
			const char *backup)
{
	bool own = f->kind && f->kind->backups && claimed && claimed->backups;

	return backup && f->fate != FATE_NONE && (!own || ends_in_one_of(l->base, claimed->backups));
}

/* ---- by content ---- */

/* --from claims what has no lines to tell it from others. */
static bool claims(const struct file_kind *k, const struct file_kind *claimed, const struct reader *from)
{
	return (claimed && !strcmp(claimed->name, k->name)) ||
	       (from && k->form != FORM_LINES && reader_of(k) == from);
}

static const struct file_kind *shown_by(const struct looks *l, const struct file_kind *claimed,
					const struct reader *from)
{
	const struct file_kind *found = NULL;
	int best = 0;

	for (size_t i = 0; i < l->kinds.n; i++) {
		const struct file_kind *k = l->kinds.v[i];
		int sure = k->shows && k->form == l->form
				   ? k->shows(l, &l->seen[i], claims(k, claimed, from))
				   : 0;

		if (sure < best || !sure || (sure == best && k != claimed))
			continue;
		best = sure;
		found = k;
	}
	return found;
}

/* ---- what is not read ---- */

/* A description of this product may lie beside the files; any other YAML is nobody's configuration but
 * netplan's. */
static bool is_description(const struct looks *l)
{
	return l->description && looks_mostly(l, l->yaml);
}

static const char *foreign(struct arena *a, const struct looks *l, const struct file_kind *k)
{
	if (k && k->unread)
		return k->unread;
	if (k && k->form != FORM_LINES) /* what is a placeholder there is for its reader to say */
		return NULL;
	if (l->tabs && k)
		return "it was copied out of an editor that shows tabs as '<------>': none of these lines "
		       "counts";
	if (l->template && (k || *l->template != 'a'))
		return *l->template == 'a'
			       ? "it is not filled in: a placeholder stands where a value belongs"
			       : arena_printf(a, "it is a template, which a program has to fill in first: %s",
					      l->template);
	return l->other ? arena_printf(a, "%s, which a description has no place for", l->other) : NULL;
}

static const char *no_such_thing(const struct looks *l)
{
	switch (l->form) {
	case FORM_PROGRAM:
		return "it is a program, and nothing that is read is run";
	case FORM_JSON:
		return "it is JSON";
	case FORM_XML:
		return "it is XML";
	default:
		return "nothing in it is a line of a network configuration that is known";
	}
}

/* ---- all ---- */

static void set(struct read_file *f, enum fate fate, const struct file_kind *k, const char *why)
{
	f->fate = fate;
	f->kind = k;
	f->why = why;
}

/* Scripts of initscripts lie beside the ifcfg files, and of xend beside its configuration: only what claims
 * to be something is worth a word. */
static void sniff_content(struct arena *a, struct read_file *f, const struct looks *l,
			  const struct file_kind *claimed, const struct reader *from)
{
	const struct file_kind *k = shown_by(l, claimed, from);
	const char *why = l->form == FORM_PROGRAM ? NULL : foreign(a, l, k);

	if (l->form != FORM_PROGRAM && is_description(l))
		set(f, FATE_DESCRIPTION, NULL, NULL);
	else if (why && (k || claimed || l->other))
		set(f, FATE_FOREIGN, NULL, why);
	else if (k)
		set(f, FATE_READ, k, NULL);
	else
		set(f, claimed ? FATE_FOREIGN : FATE_NONE, NULL, no_such_thing(l));
}

void import_sniff(struct arena *a, struct read_file *f, const struct reader *from)
{
	struct looks l = looks_of(a, f->file->path, f->s);
	const struct file_kind *named = claimed_by(a, &l, true), *claimed = claimed_by(a, &l, false);
	const char *backup = import_backup_suffix(l.base);

	if (named && !backup)
		set(f, FATE_READ, named, NULL);
	else if (l.lines || l.form == FORM_PROGRAM)
		sniff_content(a, f, &l, claimed, from);
	else
		set(f, claimed ? FATE_READ : FATE_NONE, claimed, claimed ? NULL : "there is nothing in it");
	if (is_left_out(f, &l, claimed, backup))
		set(f, FATE_LEFT_OUT, NULL, arena_printf(a, "its name ends in %s, as a backup's", backup));
}
