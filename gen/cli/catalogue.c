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

const struct command command_explain = {
	.name = "explain", .synopsis = "ID", .summary = "explain what a finding means, with sources and examples",
	.least = 1, .most = 1, .run = explain,
};

const struct command command_rules = {
	.name = "rules", .synopsis = "", .summary = "list everything that can be found", .run = rules,
};

const struct command command_releases = {
	.name = "releases", .synopsis = "", .summary = "list the releases that `os` may name",
	.run = releases,
};

const struct command command_schema = {
	.name = "schema", .synopsis = "", .summary = "print the JSON Schema of host descriptions, site files or findings",
	.run = schema,
};
