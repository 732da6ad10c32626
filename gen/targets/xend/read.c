/* xend-config.sxp into the model: who makes the bridges, and which network-bridge makes. */
#include "targets/xend/read.h"
#include "targets/xend/xend.h"

#include <string.h>

#include "base/utf8.h"
#include "base/word.h"

static const char SCRIPT[] = "network-script";

/* ---- what counts ---- */

static void set_xend(struct reading *r, const char *key, const char *text, struct span at)
{
	draft_set(r->draft, &r->draft->xend, key, text, at);
}

/* The Xen that runs there; NULL: one without xend. Where the release brings none, somebody built one. */
static const struct xen_release *xen_of(struct reading *r, const struct source *s)
{
	static const char assumed[] = "4.0";
	struct span at = {s, 0, 0};

	if (r->os->xen && !xen_find(r->os->xen)) {
		import_fault(r, &IMP007, NULL, at,
			     "left out: Xen %s, which this release has, comes without xend", r->os->xen);
		return NULL;
	}
	if (r->os->xen)
		return xen_find(r->os->xen);
	set_xend(r, "version", assumed, at);
	import_fault(r, &IMP008, NULL, at, "the release has no Xen of its own: read as that of %s", assumed)
		->help = "xend: {version: ...}, in the description";
	return xen_find(assumed);
}

static void say_twice(struct reading *r, const struct sxp *sxp, const struct sxp_entry *first)
{
	for (size_t i = 0; i < sxp->n; i++) {
		const struct sxp_entry *e = &sxp->v[i];

		if (e != first && e->name && !strcmp(e->name, first->name))
			finding_note(r->findings,
				     import_fault(r, &IMP004, NULL, e->at,
						  "a second %s: xend takes the first", e->name),
				     (struct place){.span = first->at}, "this one counts");
	}
}

/* sxp.child_value(): the first value alone. */
static void say_lost_words(struct reading *r, const struct sxp_entry *e)
{
	struct finding *f;

	if (e->values < 2)
		return;
	f = import_fault(r, &IMP009, NULL, e->rest_at,
			 "xend takes the first word of %s alone: the others need quotes around all", e->name);
	f->severity = WARNING;
	f->consequence = "the script runs without these arguments";
	f->help = arena_printf(r->arena, "(%s '%s%.*s')", e->name, e->value ? e->value : "",
			       (int)(e->rest_at.to - e->rest_at.from),
			       e->rest_at.source->bytes + e->rest_at.from);
}

/* The entry that counts, NULL: none, or one without a value. */
static const struct sxp_entry *script_of(struct reading *r, const struct sxp *sxp, const char *name)
{
	const struct sxp_entry *e = sxp_find(sxp, name);

	if (!e)
		return NULL;
	say_twice(r, sxp, e);
	say_lost_words(r, e);
	return e->value && *e->value ? e : NULL;
}

/* ---- network-script ---- */

/* XendOptions.py cuts the value at every single blank: two in a row make an empty argument, which is none. */
static struct bridge_call read_call(struct reading *r, const struct sxp_entry *e)
{
	struct bridge_call call = {.at = e->at};
	const char *s = e->value + strcspn(e->value, " ");

	for (size_t n; *(s += strspn(s, " ")); s += n) {
		uint32_t from = e->value_at.from + (uint32_t)(s - e->value);

		n = strcspn(s, " ");
		xend_take_argument(r, &call, arena_strndup(r->arena, s, n),
				   e->literal ? (struct span){e->value_at.source, from, from + (uint32_t)n}
					      : e->value_at);
	}
	return call;
}

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static const struct read_file *find_script(struct reading *r, const char *name)
{
	struct read_file *f;

	for (size_t at = 0; (f = reading_next(r, &xend_kind_script, &at));)
		if (!strcmp(base_of(f->file->path), base_of(name)))
			return f;
	return NULL;
}

/* The first bridge that the network files make. */
static const struct draft_object *first_bridge(const struct draft *d)
{
	const struct draft_object *o = d->ifaces;

	while (o && !(o->kind == BRIDGE && o->described))
		o = o->next;
	return o;
}

static void make_bridges(struct reading *r, const struct xen_release *xen, const struct bridge_calls *calls,
			 struct span at)
{
	const char *device = xend_default_device(r->draft);
	const struct draft_object *there = xen->start_once ? first_bridge(r->draft) : NULL;

	if (there) {
		import_fault(r, &IMP011, there->name, at,
			     "network-bridge of Xen %s does nothing: '%s' is there before xend starts",
			     xen->version, there->name);
		set_xend(r, "bridges", "distro", at);
		return;
	}
	set_xend(r, "bridges", "network-bridge", at);
	for (size_t i = 0; i < calls->n; i++)
		xend_make_bridge(r, xen, &calls->v[i], device);
}

static void read_other_script(struct reading *r, const struct xen_release *xen, const struct sxp_entry *e,
			      const char *name)
{
	const struct read_file *f = find_script(r, name);
	struct bridge_calls calls;
	struct finding *said;

	if (!f) {
		set_xend(r, "bridges", "none", e->value_at);
		said = import_loss(r, NULL, e->value_at, "what the script '%s' does for Xen", name);
		said->help = "the script, among the files";
		return;
	}
	calls = xend_read_script(r, f->s);
	if (calls.n)
		make_bridges(r, xen, &calls, e->value_at);
}

/* Scripts that do nothing: /bin/true; network-dummy of Debian and Red Hat. */
static bool does_nothing(const char *name)
{
	static const char *const names[] = {"true", "network-dummy", ":", NULL};

	return word_pick(base_of(name), names) >= 0;
}

static void read_network_script(struct reading *r, const struct xen_release *xen, const struct sxp_entry *e)
{
	const char *name = arena_strndup(r->arena, e->value, strcspn(e->value, " "));
	struct bridge_call call;

	if (!strcmp(base_of(name), "network-bridge")) {
		call = read_call(r, e);
		make_bridges(r, xen, &(struct bridge_calls){&call, 1}, e->value_at);
	} else if (does_nothing(name)) {
		set_xend(r, "bridges", "distro", e->value_at);
	} else if (!strcmp(name, "network-route") || !strcmp(name, "network-nat")) {
		set_xend(r, "bridges", "none", e->value_at);
		import_loss(r, NULL, e->value_at, "guests are routed by '%s', not bridged", name);
	} else {
		read_other_script(r, xen, e, name);
	}
}

/* ---- the rest ---- */

static size_t count_bridges(const struct draft *d)
{
	size_t n = 0;

	for (const struct draft_object *o = d->ifaces; o; o = o->next)
		n += o->kind == BRIDGE;
	return n;
}

/* vif-bridge takes a guest that names no bridge into the one it is told, else into the first. */
static void read_vif_script(struct reading *r, const struct sxp_entry *e)
{
	static const char bridge[] = "vif-bridge bridge=";
	const struct draft_object *o;

	if (!strcmp(e->value, "vif-bridge"))
		return;
	if (!strncmp(e->value, bridge, strlen(bridge)) &&
	    (o = draft_find(r->draft, e->value + strlen(bridge))) && o->kind == BRIDGE &&
	    count_bridges(r->draft) == 1)
		return;
	import_loss(r, NULL, e->value_at, "how guests are attached unless they say it themselves: %s",
		    e->value);
}

/* Of Xen 2.0, where they did what network-script and vif-script do now. */
static void read_old(struct reading *r, const struct sxp *sxp)
{
	static const char *const names[] = {"vif-bridge", "vif-antispoof"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct sxp_entry *e = sxp_find(sxp, names[i]);

		if (e && (!e->value || strcmp(e->value, "no") != 0))
			import_loss(r, NULL, e->at, "a setting of xend: %s", e->name);
	}
}

/* The bridge that a comment is about, "br0: what was written about it"; the text behind the name in *text. */
static struct draft_object *commented(struct reading *r, const char **text)
{
	size_t n = strcspn(*text, ":");
	struct draft_object *o;

	if (strncmp(*text + n, ": ", 2) != 0)
		return NULL;
	o = draft_find(r->draft, arena_strndup(r->arena, *text, n));
	if (!o || o->kind != BRIDGE)
		return NULL;
	*text += n + 2;
	return o;
}

/* Between the lines of bondwright's own and those of xend; one of several lines is named in its first. */
static void read_comments(struct reading *r, const struct source *s)
{
	struct draft_object *o = NULL;
	struct draft_comment *lines = NULL, **end = &lines;
	bool own = false;
	const char *line;
	size_t len;

	for (unsigned n = 1; source_line(s, n, &line, &len) && (!len || *line != '(' || !own); n++) {
		struct draft_object *next;
		struct text t;
		const char *text;

		text_init(&t, r->arena);
		utf8_show(&t, line, len);
		text = t.len ? t.s : "";
		own = own || import_own_comment(text);
		if (!own || strncmp(text, "# ", 2) != 0 || import_own_comment(text))
			continue;
		text += 2;
		next = commented(r, &text);
		if (next && o)
			import_comments(r, o, lines, AS_FIELD, (struct span){s, 0, 0});
		if (next)
			end = &lines;
		o = next ? next : o;
		if (!o)
			continue;
		*end = arena_alloc(r->arena, sizeof(**end));
		(*end)->text = text;
		end = &(*end)->next;
	}
	if (o)
		import_comments(r, o, lines, AS_FIELD, (struct span){s, 0, 0});
}

static void read_config(struct reading *r, const struct read_file *f)
{
	const struct xen_release *xen = xen_of(r, f->s);
	struct sxp sxp = sxp_read(r->arena, f->s);
	const struct sxp_entry *script, *vif;

	if (!xen)
		return;
	if (sxp.fault.source) {
		import_fault(r, &IMP009, NULL, sxp.fault, "xend does not start with this file: %s", sxp.why)
			->help = "ASCII quotes, '...' or \"...\"";
		return;
	}
	draft_set(r->draft, &r->draft->host, "virtualization", "xen", (struct span){f->s, 0, 0});
	script = script_of(r, &sxp, SCRIPT);
	vif = script_of(r, &sxp, "vif-script");
	if (script)
		read_network_script(r, xen, script);
	else /* nothing is run */
		set_xend(r, "bridges", "none", (struct span){f->s, 0, 0});
	if (vif)
		read_vif_script(r, vif);
	read_old(r, &sxp);
	read_comments(r, f->s);
}

void xend_read(struct reading *r)
{
	struct read_file *f;

	for (size_t at = 0; (f = reading_next(r, &xend_kind_config, &at));)
		read_config(r, f);
}
