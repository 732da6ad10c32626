/* explain, rules, releases, schema: what the program knows, apart from any host. */
#include <ctype.h>
#include <string.h>

#include "base/word.h"
#include "cli/cli.h"
#include "diag/form.h"
#include "fleet/catalogue.h"
#include "fleet/host_run.h"
#include "fleet/rules_manual.h"
#include "model/manual.h"
#include "model/schema.h"

static int finish(struct text *out)
{
	int code = put(stdout, out);

	arena_free(out->arena);
	return code;
}

static int explain(const struct options *o)
{
	struct arena *a = arena_new();
	char *id = arena_strdup(a, o->args[0]);
	const struct descriptor *d;
	const char *near;
	struct text out;

	for (char *p = id; *p; p++)
		*p = (char)toupper((unsigned char)*p);
	d = catalogue_find(id);
	text_init(&out, a);
	if (d) {
		descriptor_explain(d, d->bad ? catalogue_releases(a, d) : NULL, &out);
		return finish(&out);
	}
	near = catalogue_nearest(id);
	trouble("there is no rule '%s'%s%s%s", o->args[0], near ? "; did you mean " : ", see bondwright rules",
		near ? near : "", near ? "?" : "");
	arena_free(a);
	return TROUBLE;
}

static const char *const *rule_ids(struct arena *a)
{
	const struct descriptor *const *all;
	const char **v = NULL;
	size_t n, count = 0;

	all = catalogue(&n);
	for (size_t i = 0; i < n; i++)
		arena_push(a, v, count, all[i]->id);
	arena_push(a, v, count, NULL);
	return v;
}

static int rules(const struct options *o)
{
	const struct descriptor *const *all;
	struct text out;
	size_t n;

	text_init(&out, arena_new());
	all = catalogue(&n);
	if (o->manual) {
		rules_manual_print(&out);
		return finish(&out);
	}
	for (size_t i = 0; i < n; i++)
		text_addf(&out, "%-9s %-8s %s\n", all[i]->id, severity_name(all[i]->severity), all[i]->title);
	return finish(&out);
}

static void release_line(struct text *out, const struct release *r, int minor)
{
	text_addf(out, "%-10s %-36s %-10s %s\n", release_name(out->arena, r, minor), r->title,
		  release_is_rendered(r) ? "rendered" : "rules only", r->fact);
}

static int releases(const struct options *o)
{
	const struct release *rows;
	struct text out;
	size_t n;

	(void)o;
	text_init(&out, arena_new());
	rows = release_rows(&n);
	for (size_t i = 0; i < n; i++)
		for (int minor = rows[i].minor_from; minor <= rows[i].minor; minor++)
			release_line(&out, &rows[i], minor);
	return finish(&out);
}

static int schema(const struct options *o)
{
	struct text out;

	text_init(&out, arena_new());
	if (o->manual)
		manual_print(&out);
	else if (o->of_findings)
		findings_schema_print(&out);
	else if (o->of_site)
		schema_print_site(&out);
	else
		schema_print(&out);
	return finish(&out);
}

static const struct item explain_examples[] = {
	{"bondwright explain GUEST004", "What a finding of this kind means:"},
	{0},
};

const struct command command_explain = {
	.name = "explain",
	.synopsis = "ID",
	.summary = "explain what a finding means, with sources and examples",
	.least = 1,
	.most = 1,
	.run = explain,
	.about = "ID is that of a finding, in any case. What follows is text: what happens and why, on which "
		 "releases, what to do, how to see it on a running host, the sources, and a bad and a good "
		 "host that differ in one edit. bondwright-rules(7) has the same for all.",
	.yes = "It was printed.",
	.trouble = "no such ID; the nearest one is named",
	.list = rule_ids,
	.examples = explain_examples,
	.see = (const char *const[]){"check", "rules", NULL},
};

static const struct item rules_examples[] = {
	{"bondwright rules | grep -i vlan", "What is known of VLANs:"},
	{0},
};

const struct command command_rules = {
	.name = "rules",
	.synopsis = "",
	.summary = "list everything that can be found",
	.run = rules,
	.about =
		"A line for each kind of finding: its id, the worst severity that it is raised with, its "
		"title. `explain` tells the rest. A policy may give another severity, or switch rules off; "
		"see bondwright-rules(7).",
	.yes = "They were printed.",
	.examples = rules_examples,
	.see = (const char *const[]){"explain", "releases", NULL},
};

static const struct item releases_examples[] = {
	{"bondwright releases | grep ^rhel5", "The minors of RHEL 5, and what tells them apart:"},
	{0},
};

const struct command command_releases = {
	.name = "releases",
	.synopsis = "",
	.summary = "list the releases that a host may run",
	.run = releases,
	.about = "A line for each: its name, its title, whether its files are rendered or the rules alone "
		 "know it, and the versions of scripts and kernel that all statements on it rest on. In "
		 "descriptions and after `--to` and `--from` a name without its minor, `rhel6`, is the "
		 "newest, and `centos` is the same as `rhel`.",
	.yes = "They were printed.",
	.examples = releases_examples,
	.see = (const char *const[]){"convert", "rules", NULL},
};

static const struct item schema_examples[] = {
	{"bondwright schema > host.schema.json", "For an editor that checks YAML by it:"},
	{0},
};

const struct command command_schema = {
	.name = "schema",
	.synopsis = "",
	.summary = "print the JSON Schema of host descriptions, site files or findings",
	.run = schema,
	.about = "JSON Schema, 2020-12, as the program reads: of descriptions, or with `--of-site` of site "
		 "files, or with `--of-findings` of the findings that `--format json` prints. What a schema "
		 "cannot say, such as references that lead nowhere, `check` does. bondwright-host(5) is the "
		 "same for people.",
	.yes = "It was printed.",
	.examples = schema_examples,
	.see = (const char *const[]){"check", "explain", NULL},
};
