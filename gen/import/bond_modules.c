/*
 * What modprobe gives to the bonding driver. A module is loaded once: the parameters of that load are those
 * of every bond until its own file writes others (bond_setup() copies them into each new bond). Only under
 * another name (-o, as RHEL 4 does it, bonding.txt 3.3.1) it is loaded again.
 */
#include <fnmatch.h>
#include <string.h>

#include "base/hash.h"
#include "base/word.h"
#include "import/bond_given.h"
#include "import/host_files.h"

struct words {
	struct reading *r;
	const struct modprobe_line *line;
	const char *rest; /* of line->text */
};

struct load {
	const char *name; /* of the bond that it is for */
	const char *text; /* its options */
	struct span at;
	const struct modprobe_line *line;
};

enum { PATTERNS = 16 }; /* aliases with wildcards for bonding: nobody writes more than one or two */

struct loads {
	struct reading *r;
	struct hash *aliases; /* that stand for bonding */
	const char *patterns[PATTERNS];
	size_t npatterns;
	struct span somewhere;    /* options that are for no bond of a name */
	struct bond_given common; /* of the first load, which the bonds get that have none of their own */
	const struct load *first; /* alias whose options are among them */
	struct load *v;           /* under names of their own */
	size_t n;
};

/* ---- a line's text, word by word ---- */

static struct span place(const struct modprobe_line *l, const char *from, size_t n)
{
	uint32_t at = l->text_at.from + (uint32_t)(from - l->text);

	return l->literal ? (struct span){l->text_at.source, at, at + (uint32_t)n} : l->text_at;
}

static const char *next_word(struct words *w)
{
	const char *word;
	size_t n;

	w->rest += strspn(w->rest, " \t");
	n = strcspn(w->rest, " \t");
	word = n ? arena_strndup(w->r->arena, w->rest, n) : NULL;
	w->rest += n;
	return word;
}

static bool is_bonding(const char *module)
{
	return !strcmp(module, "bonding");
}

static void index_aliases(struct loads *all)
{
	const struct modules *m = all->r->modules;

	all->aliases = hash_new(all->r->arena);
	for (size_t i = 0; i < m->n; i++) {
		if (m->v[i].command != MODPROBE_ALIAS || !is_bonding(m->v[i].text))
			continue;
		if (!strpbrk(m->v[i].name, "*?["))
			hash_put(all->aliases, m->v[i].name, &m->v[i]);
		else if (all->npatterns < PATTERNS)
			all->patterns[all->npatterns++] = m->v[i].name;
	}
}

/* True if `name` is bonding, or modprobe takes it for bonding. */
static bool means_bonding(const struct loads *all, const char *name)
{
	for (size_t i = 0; i < all->npatterns; i++)
		if (!fnmatch(all->patterns[i], name, 0))
			return true;
	return is_bonding(name) || hash_get(all->aliases, name);
}

static void warn(struct reading *r, const char *object, struct span at, const char *message,
		 const char *consequence)
{
	struct finding *f = import_fault(r, &IMP009, object, at, "%s", message);

	f->severity = WARNING; /* modprobe leaves the line out, and goes on */
	f->consequence = consequence;
}

/* ---- options ---- */

static void add_common(struct loads *all, const char *object, const char *text, struct span at)
{
	all->somewhere = at;
	bond_given_read(all->r, object, text, at, TO_MODULE, &all->common);
}

static bool same_words(const char *a, const char *b)
{
	a += strspn(a, " \t");
	b += strspn(b, " \t");
	while (*a && *b) {
		size_t m = strcspn(a, " \t"), n = strcspn(b, " \t");

		if (m != n || memcmp(a, b, n) != 0)
			return false;
		a += m + strspn(a + m, " \t");
		b += n + strspn(b + n, " \t");
	}
	return *a == *b;
}

/* "-o bond1 mode=4": a load of its own. */
static bool take_renamed(struct loads *all, const struct modprobe_line *line)
{
	struct words w = {all->r, line, line->text};
	const char *word = next_word(&w), *name;

	if (!word || strcmp(word, "-o") != 0 || !(name = next_word(&w)))
		return false;
	w.rest += strspn(w.rest, " \t");
	arena_push(all->r->arena, all->v, all->n,
		   ((struct load){name, w.rest, place(line, w.rest, strlen(w.rest)), line}));
	return true;
}

static void take_alias_options(struct loads *all, const struct modprobe_line *line)
{
	struct load *l;

	if (!means_bonding(all, line->name)) {
		if (draft_find(all->r->draft, line->name))
			import_fault(all->r, &IMP004, line->name, line->at,
				     "options of '%s', which is no alias of bonding: modprobe gives them to "
				     "nothing",
				     line->name);
		return;
	}
	if (take_renamed(all, line))
		return;
	if (!all->first) {
		l = arena_alloc(all->r->arena, sizeof(*l));
		*l = (struct load){line->name, line->text, line->text_at, line};
		all->first = l;
	} else if (strcmp(all->first->name, line->name) != 0 && !same_words(all->first->text, line->text)) {
		finding_note(all->r->findings,
			     import_fault(all->r, &IMP004, line->name, line->at,
					  "options of '%s' beside those of '%s': the module is loaded once, "
					  "with one set",
					  line->name, all->first->name),
			     (struct place){.span = all->first->line->at}, "these count for both");
		return;
	}
	add_common(all, line->name, line->text, line->literal ? line->text_at : line->at);
}

/* ---- install ---- */

/* Behind the last command of the line nothing may follow but what modprobe hands on anyway. */
static const char *shell_in(const char *text)
{
	return strpbrk(text, ";&|<>`$(){}*?\\\"'");
}

static bool is_modprobe(const char *word)
{
	const char *slash = strrchr(word, '/');

	return !strcmp(slash ? slash + 1 : word, "modprobe");
}

static void take_install_options(struct loads *all, const struct modprobe_line *line, struct words *w,
				 const char *name)
{
	struct load load;

	w->rest += strspn(w->rest, " \t");
	load = (struct load){name, w->rest, place(line, w->rest, strlen(w->rest)), line};
	if (name)
		arena_push(all->r->arena, all->v, all->n, load);
	else
		add_common(all, is_bonding(line->name) ? NULL : line->name, load.text, load.at);
}

/* "/sbin/modprobe --ignore-install bonding -o bond1 mode=4": the name may stand on either side of the module.
 */
static void take_install(struct loads *all, const struct modprobe_line *line)
{
	struct words w = {all->r, line, line->text};
	const char *word = next_word(&w), *name = NULL, *module = NULL, *before;

	if (!word || !is_modprobe(word)) {
		import_loss(all->r, is_bonding(line->name) ? NULL : line->name, line->text_at,
			    "loading the module for '%s' runs a command of the administrator's", line->name);
		return;
	}
	for (before = w.rest; (word = next_word(&w)) && !strchr(word, '='); before = w.rest) {
		if (!strcmp(word, "-o") || !strcmp(word, "--name"))
			name = next_word(&w);
		else if (*word != '-' && !module)
			module = word;
	}
	w.rest = before;
	if (module && !is_bonding(module) && !means_bonding(all, module))
		import_loss(all->r, line->name, line->text_at, "'%s' is made by module '%s'", line->name,
			    module);
	else
		take_install_options(all, line, &w, name);
}

static void read_install(struct loads *all, const struct modprobe_line *line)
{
	const char *shell = shell_in(line->text);

	if (!means_bonding(all, line->name) && !strstr(line->text, "bonding"))
		return;
	if (!shell) {
		take_install(all, line);
		return;
	}
	import_fault(all->r, &IMP005, NULL, line->text_at,
		     "a shell runs this to load bonding: which options the driver gets, only it can tell")
		->help =
		"options bonding ...      in place of the install line, with the options that are in force: "
		"/sys/module/bonding/parameters";
}

/* ---- other modules ---- */

static void read_alias(struct reading *r, const struct modprobe_line *line)
{
	struct draft_object *o = draft_find(r->draft, line->name);
	const char *more = line->at.source->bytes + line->text_at.to;
	size_t left = line->at.to - line->text_at.to, n = strspn(more, " \t\r");

	if (line->literal && n < left) {
		warn(r, line->name, line->at,
		     arena_printf(r->arena,
				  "modprobe takes '%s' for the module of '%s', and leaves out the rest",
				  line->text, line->name),
		     "one alias, one line: the driver is not loaded for it");
		return;
	}
	if (!o || o->kind == BOND || o->kind == BRIDGE || o->kind == VLAN || !strcmp(line->text, "off")) {
		if (o && o->kind == BOND && !is_bonding(line->text))
			warn(r, line->name, line->at, "the alias of a bond does not stand for bonding", NULL);
		return;
	}
	if (!draft_get(o, "driver") && !is_bonding(line->text))
		draft_set(r->draft, o, "driver", line->text, line->text_at);
}

static void read_netloop(struct reading *r, const struct modprobe_line *line)
{
	static const char key[] = "nloopbacks=";
	struct words w = {r, line, line->text};
	const char *word;

	while ((word = next_word(&w)))
		if (!strncmp(word, key, strlen(key)))
			draft_set(
				r->draft, &r->draft->xend, "nloopbacks", word + strlen(key),
				place(line, w.rest - strlen(word) + strlen(key), strlen(word) - strlen(key)));
		else
			import_loss(r, NULL, line->text_at, "option '%s' of the netloop module", word);
}

/* VLANs and IPv6 are set up by modules that have options too. */
static bool concerns_network(const char *module)
{
	static const char *const modules[] = {"8021q", "bridge", "br_netfilter", "ipv6", NULL};

	return word_pick(module, modules) >= 0;
}

static bool is_off(const char *text)
{
	static const char *const off[] = {"off", "/bin/true", "/bin/false", NULL};

	return word_pick(text, off) >= 0;
}

/* "modprobe --ignore-install bridge && sysctl -p": the settings that exist once the module is there, from
 * their own file, which is read. */
static bool sets_sysctls(const char *text)
{
	const char *then = strstr(text, "&&"), *end;

	if (!then || !strstr(text, "modprobe") || strstr(text, "modprobe") > then)
		return false;
	then += 2 + strspn(then + 2, " \t");
	end = then + strcspn(then, " \t");
	return end - then >= 6 && !memcmp(end - 6, "sysctl", 6) && !strpbrk(end, ";&|`$");
}

static void read_other_module(struct reading *r, const struct modprobe_line *line)
{
	bool ipv6 = !strcmp(line->name, "ipv6") || !strcmp(line->name, "net_pf_10");

	if (line->command == MODPROBE_OPTIONS &&
	    (!strcmp(line->name, "netloop") || !strcmp(line->name, "loopback")))
		read_netloop(r, line);
	else if ((line->command == MODPROBE_OPTIONS && concerns_network(line->name)) ||
		 (ipv6 && is_off(line->text)) ||
		 (line->command == MODPROBE_INSTALL && concerns_network(line->name) &&
		  !sets_sysctls(line->text)))
		import_loss(r, NULL, line->at, "how the module '%s' is loaded", line->name);
	else if (line->command == MODPROBE_ALIAS)
		read_alias(r, line);
}

/* '-' and '_' in names are one to modprobe, and commands have them as '_' already: modprobe_read(). */
static const char *module_name(struct arena *a, const char *written)
{
	char *name = arena_strdup(a, written);

	for (char *p = name; *p; p++)
		if (*p == '-')
			*p = '_';
	return name;
}

/* Options of the drivers of NICs that are described: "options bnx2 disable_msi=1". */
static void lose_driver_options(struct reading *r)
{
	struct hash *nics = hash_new(r->arena);

	for (struct draft_object *o = r->draft->ifaces; o; o = o->next) {
		const struct draft_field *driver = draft_get(o, "driver");

		if (driver)
			hash_put(nics, module_name(r->arena, driver->text), o);
	}
	for (size_t i = 0; i < r->modules->n; i++) {
		const struct modprobe_line *line = &r->modules->v[i];
		const struct draft_object *o =
			line->command == MODPROBE_OPTIONS ? hash_get(nics, line->name) : NULL;

		if (o)
			import_loss(r, o->name, line->at, "options of '%s', the driver of '%s': %s",
				    line->name, o->name, line->text);
	}
}

/* ---- what is no alias, options or install ---- */

/* A part of the distribution's, or a file that is read by its own place. */
static void read_include(struct reading *r, const struct modprobe_line *line)
{
	const char *path = line->text + strspn(line->text, " \t/");

	if (!tree_find(r->tree, path) && !word_ends_in(path, ".dist") && !strstr(path, "modprobe."))
		import_fault(r, &IMP006, NULL, line->at, "'%s' is not among the files that were given",
			     line->text);
}

static void read_rest(struct reading *r, const struct modprobe_line *line)
{
	static const char *const known[] = {"blacklist", "remove",     "softdep", "weakdep",
					    "config",    "install_if", NULL};

	if (!strcmp(line->name, "include"))
		read_include(r, line);
	else if (word_pick(line->name, known) < 0)
		warn(r, NULL, line->at,
		     arena_printf(r->arena, "modprobe makes nothing of a line that begins with '%s'",
				  line->name),
		     "it leaves the line out");
	else if (strstr(line->text, "bonding"))
		import_loss(r, NULL, line->at, "a line about the loading of bonding: %s", line->name);
}

static void read_line(struct loads *all, const struct modprobe_line *line)
{
	struct reading *r = all->r;

	if (line->at.to > line->at.from && line->at.source->bytes[line->at.to - 1] == '\r')
		return;
	if (line->command == MODPROBE_OTHER)
		read_rest(r, line);
	else if (line->command == MODPROBE_OPTIONS && is_bonding(line->name))
		add_common(all, NULL, line->text, line->literal ? line->text_at : line->at);
	else if (line->command == MODPROBE_INSTALL &&
		 (means_bonding(all, line->name) || strstr(line->text, "bonding")))
		read_install(all, line);
	else if (line->command == MODPROBE_OPTIONS &&
		 (means_bonding(all, line->name) || draft_find(r->draft, line->name)))
		take_alias_options(all, line);
	else
		read_other_module(r, line);
}

/* ---- lists of modules ---- */

/* "bonding mode=1 miimon=100" in /etc/modules, whose lines are modprobe's arguments
 * (init.d/module-init-tools). A program, as those of sysconfig/modules are, is not run. */
static void read_list(struct loads *all, const struct read_file *f)
{
	bool program = f->s->len > 1 && !memcmp(f->s->bytes, "#!", 2);
	struct file_line line;

	for (unsigned n = 0; next_line(all->r->arena, f->s, &n, &line);) {
		const char *options = line.text + strcspn(line.text, " \t");
		const char *module = arena_strndup(all->r->arena, line.text, (size_t)(options - line.text));

		if (program && strstr(line.text, "bonding") && strchr(line.text, '='))
			import_loss(all->r, NULL, line.at, "a program loads bonding: %s", line.text);
		else if (!program && is_bonding(module) && *options)
			add_common(all, NULL, options, line_part(&line, options, strlen(options)));
	}
}

/* ---- into the bonds ---- */

static bool set_own_loads(struct loads *all, struct draft_object *bond)
{
	bool any = false;

	for (size_t i = 0; i < all->n; i++) {
		struct bond_given g = {0};

		if (strcmp(all->v[i].name, bond->name) != 0)
			continue;
		bond_given_read(all->r, bond->name, all->v[i].text, all->v[i].at, TO_MODULE, &g);
		bond_given_set(all->r, bond, &g, true);
		any = true;
	}
	return any;
}

static void say_unused(struct loads *all)
{
	struct draft *d = all->r->draft;

	for (size_t i = 0; i < all->n; i++) {
		const struct draft_object *o = draft_find(d, all->v[i].name);

		if (!o || o->kind != BOND)
			import_loss(all->r, all->v[i].name, all->v[i].line->at,
				    "a bond '%s' that no file of the network sets up", all->v[i].name);
	}
}

void import_bond_modules(struct reading *r)
{
	struct loads all = {.r = r};
	struct read_file *f;
	bool any = false;

	index_aliases(&all);
	for (size_t i = 0; i < r->modules->n; i++)
		read_line(&all, &r->modules->v[i]);
	lose_driver_options(r);
	for (size_t at = 0; (f = reading_next(r, &kind_modules, &at));)
		read_list(&all, f);
	for (struct draft_object *o = r->draft->ifaces; o; o = o->next) {
		if (o->kind != BOND)
			continue;
		any = true;
		if (!set_own_loads(&all, o))
			bond_given_set(r, o, &all.common, true);
	}
	say_unused(&all);
	if (!any && !bond_given_none(&all.common))
		import_loss(r, NULL, all.somewhere, "options of bonding, where no file sets up a bond");
}
