#include "fleet/host_run.h"

#include <string.h>

#include "fleet/after.h"
#include "fleet/allow.h"
#include "model/description.h"
#include "model/rows.h"
#include "rules/rule.h"
#include "targets/beside.h"
#include "import/import.h"
#include "targets/packages.h"

bool release_is_rendered(const struct release *os)
{
	return target_for(os) != NULL;
}

/* In place of the files. */
static void wrap(struct host_run *run, const struct render *r, const struct run_options *o)
{
	struct wrapping w = {.r = *r, .system = o->system};

	if (!r->error)
		bundle_wrap(o->as, &w);
	run->files = w.out;
	run->defect = w.r.error;
}

/* Judges the host, and makes its files if that is asked for; what was found when it was read is there already. */
static void judge(struct host_run *run, struct arena *a, const struct host *host, const struct run_options *o)
{
	struct render r;

	run->net = net_resolve(a, host, o->os ? o->os : host->os.release, &run->findings);
	if (!run->net)
		return;
	r = (struct render){.net = run->net,
			    .os = run->net->os,
			    .arena = a,
			    .findings = &run->findings,
			    .files = &run->files,
			    .templates = o->templates,
			    .allow_loss = o->allow_loss};
	rules_run(run->net, &run->findings);
	targets_limits(&r);
	/* a host that runs by its files has what they need */
	if ((!run->drafted || o->moving) && !(o->as && o->as->installs))
		packages_report(&r);
	else
		targets_packages(&r);
	rules_yield(&run->findings);
	/* what a host allows goes first: a rule that is off later makes no entry of it unused */
	run->accepted = allow_apply(host, &run->findings);
	run->off = policy_apply(o->policy, &run->findings, 0);
	if (o->render && !findings_count(&run->findings, o->fail_on)) {
		size_t judged = run->findings.n;

		targets_render(&r);
		run->defect = r.error;
		if (o->as)
			wrap(run, &r, o);
		run->off += policy_apply(o->policy, &run->findings, judged);
	}
}

static void begin(struct host_run *run, struct arena *a)
{
	*run = (struct host_run){0};
	findings_init(&run->findings, a);
	file_set_init(&run->files, a);
}

struct host_run host_run(struct arena *a, const struct source *source, const struct source *site,
			 const struct run_options *o)
{
	const struct host *host;
	struct host_run run;

	begin(&run, a);
	host = host_read(a, source, site, &run.findings);
	if (host)
		judge(&run, a, host, o);
	if (run.findings.n)
		findings_locate(&run.findings, host_locate(a, source, site));
	return run;
}

/* ---- existing files ---- */

bool from_is_known(struct arena *a, const char *from)
{
	struct import_options unused = {0};

	return import_from(a, from, &unused);
}

const char *const *from_words(struct arena *a)
{
	const char **v = NULL;
	size_t n = 0;

	for (const struct reader *const *r = readers; *r; r++)
		if ((*r)->name)
			arena_push(a, v, n, (*r)->name);
	arena_push(a, v, n, NULL);
	return v;
}

bool virtualization_is_known(const char *word)
{
	const struct word *w = table_find(&host_table, "virtualization")->words;

	while (w->text && strcmp(w->text, word))
		w++;
	return w->text;
}

int host_tree_open(struct tree *t, const char *dir)
{
	int err = tree_root(t, dir, readers_links(t->arena));

	if (err)
		return err;
	for (const char *const *place = readers_places(t->arena); *place; place++)
		tree_add_place(t, *place);
	return 0;
}

bool host_tree_place(struct arena *a, const char *path)
{
	for (const char *const *place = readers_places(a); *place; place++) {
		size_t n = strlen(*place);

		if (!strcmp(*place, path) ||
		    ((*place)[n - 1] == '/' && !strncmp(*place, path, n) && !strchr(path + n, '/')))
			return true;
	}
	return false;
}

void host_beside(struct arena *a, const struct plan *p, const struct net *net, struct findings *findings)
{
	struct tree *tree = tree_new(a);

	if (host_tree_open(tree, p->request->root))
		return;
	targets_beside(a, p, tree, net->os, findings);
	after_judge(a, p, tree, net, findings);
}

bool source_is_native(struct arena *a, const struct source *s)
{
	struct tree_file file = {.path = s->name, .source = s};
	struct read_file f = {.file = &file, .s = s};

	if (tree_is_bundle(s))
		return true;
	import_sniff(a, &f, NULL);
	return f.fate > FATE_DESCRIPTION;
}

static enum severity loss_severity(const struct run_options *o)
{
	return !o->moving ? INFO : o->allow_loss ? WARNING : ERROR;
}

bool host_owns(const char *path, bool fragment)
{
	return targets_own(path, fragment);
}

struct host_run host_run_files(struct arena *a, struct tree *files, const struct source *site,
			       const struct run_options *o)
{
	struct import_options import = {.loss = loss_severity(o),
					.as_is = !o->moving,
					.directory = o->directory,
					.virtualization = o->virtualization,
					.assume_guests = !o->read_only};
	const struct host *host = NULL;
	struct locator *places;
	struct host_run run;

	begin(&run, a);
	if (o->from)
		import_from(a, o->from, &import);
	else if (o->os && !o->moving)
		import_from(a, release_name(a, o->os, o->os->minor), &import);
	run.drafted = import_host(a, files, &import, &run.findings);
	places = run.drafted ? run.drafted->places : locator_new(a);
	if (run.drafted)
		host = host_complete(a, run.drafted->host, site, &run.findings, places);
	if (host && o->read_only)
		run.off = policy_apply(o->policy, &run.findings, 0);
	else if (host)
		judge(&run, a, host, o);
	findings_locate(&run.findings, places);
	return run;
}

struct host_run host_run_text(struct arena *a, const char *name, const char *text, const struct run_options *o)
{
	const struct source *s = source_of(a, name, text, strlen(text));
	struct tree *t;

	if (!tree_is_bundle(s))
		return host_run(a, s, NULL, o);
	t = tree_new(a);
	tree_add_bundle(t, s);
	return host_run_files(a, t, NULL, o);
}
