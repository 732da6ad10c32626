/* The findings of a run in the form that was asked for. */
#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "base/hash.h"
#include "cli/cli.h"
#include "fleet/catalogue.h"
#include "fleet/fix.h"

/* Reads the baseline, or finds that it is to be made. */
static int begin_baseline(struct report *r)
{
	const char *path = r->o->baseline, *why;
	struct source *s;
	int err = source_read_large(r->arena, path, path, BASELINE_MAX, &s);

	if (err == -ENOENT) {
		r->recording = true;
		r->baseline = baseline_new(r->arena);
		return YES;
	}
	if (err)
		return report_trouble(r, path, "%s", strerror(-err));
	r->baseline = baseline_read(r->arena, s, &why);
	return r->baseline ? YES : report_trouble(r, path, "%s", why);
}

int report_begin(struct report *r, const struct options *o, FILE *to)
{
	*r = (struct report){.o = o, .to = to, .arena = arena_new()};
	r->form = form_new(r->arena, (enum format)o->format, coloured(o, to), catalogue_find);
	r->policies = hash_new(r->arena);
	return o->baseline ? begin_baseline(r) : YES;
}

/* Adds one file to the report, and prints what can be printed of it. */
static int add(struct report *r, const struct result *result)
{
	struct arena *a;
	struct text out;
	int code;

	if (r->o->quiet)
		return YES;
	a = arena_new();
	text_init(&out, a);
	r->form->add(r->form, result, &out);
	code = put(r->to, &out);
	arena_free(a);
	return code;
}

int report_trouble(struct report *r, const char *name, const char *fmt, ...)
{
	struct result result = {.name = name};
	va_list ap;

	va_start(ap, fmt);
	result.trouble = arena_vprintf(r->arena, fmt, ap);
	va_end(ap);
	/* a document on stderr has it too, and would be none with another line around it */
	if (r->to != stderr || r->o->format == FORMAT_TEXT || r->o->quiet)
		trouble("%s%s%s", name ? name : "", name ? ": " : "", result.trouble);
	add(r, &result);
	return TROUBLE;
}

int report_faults(struct report *r, const char *name, const struct findings *f)
{
	const struct result result = {.name = name, .findings = f, .fail_on = ERROR};
	int code = add(r, &result);

	return code == YES && findings_count(f, ERROR) ? NO : code;
}

/* What fixes replace, for the forms that have room for it. */
static void offer_fixes(const struct report *r, const struct input *in, const struct host_run *run)
{
	struct run_options o = in->run;

	o.render = false;
	if (!r->o->quiet && in->source && (r->o->format == FORMAT_JSON || r->o->format == FORMAT_SARIF))
		fix_offer(in->arena, in->source, in->site, &o, run);
}

int report_host(struct report *r, const struct input *in, struct host_run *run)
{
	const struct policy *policy = in->run.policy;
	struct result result = {.name = in->name,
				.host = run->net ? run->net->host->host.s : NULL,
				.policy = policy ? policy_name(policy) : NULL,
				.findings = &run->findings,
				.fail_on = in->run.fail_on,
				.accepted = run->accepted,
				.off = run->off,
				.waiting = !run->net && !run->drafted};
	int code;

	offer_fixes(r, in, run);
	if (r->recording && run->net)
		baseline_record(r->baseline, result.name, &run->findings);
	if (r->baseline && run->net)
		result.known = baseline_filter(r->baseline, result.name, &run->findings);
	r->known += result.known;
	code = add(r, &result);
	return code == YES && findings_count(&run->findings, in->run.fail_on) ? NO : code;
}

/* Adds what is found at one host to `result`; NO if a finding is at the level that holds for its file. */
static int add_part(struct report *r, struct fleet_part *part, struct result *result, struct findings *all)
{
	size_t known = 0;

	if (r->recording)
		baseline_record(r->baseline, part->file, &part->findings);
	if (r->baseline)
		known = baseline_filter(r->baseline, part->file, &part->findings);
	for (size_t i = 0; i < part->findings.n; i++)
		arena_push(all->arena, all->v, all->n, part->findings.v[i]);
	r->known += known;
	result->known += known;
	result->accepted += part->accepted;
	result->off += part->off;
	/* forms that tell failures apart do so by one level */
	if (part->fail_on < result->fail_on)
		result->fail_on = part->fail_on;
	return findings_count(&part->findings, part->fail_on) ? NO : YES;
}

int report_fleet(struct report *r, struct fleet_index *fleet)
{
	struct result result = {.fail_on = ERROR};
	struct fleet_part *parts;
	struct findings all;
	int code = YES, found = YES, one;
	size_t n;

	parts = fleet_index_judge(fleet, &n);
	findings_init(&all, r->arena);
	result.findings = &all;
	for (size_t i = 0; i < n; i++) {
		one = add_part(r, &parts[i], &result, &all);
		found = one > found ? one : found;
	}
	if (n)
		code = add(r, &result);
	return code > found ? code : found;
}

/* Says, where it cannot be mistaken for a finding, what became of the baseline. */
static int end_baseline(struct report *r)
{
	size_t n = baseline_size(r->baseline);
	struct text out;
	int err;

	text_init(&out, r->arena);
	if (r->recording) {
		baseline_print(r->baseline, &out);
		err = file_write(r->o->baseline, out.s, out.len);
		if (err)
			return report_trouble(r, r->o->baseline, "%s", strerror(-err));
	}
	text_init(&out, r->arena);
	text_addf(&out, "bondwright: %s: ", shown(r->arena, r->o->baseline));
	if (r->recording)
		text_addf(&out, "%zu finding%s recorded\n", n, n == 1 ? "" : "s");
	else
		text_addf(&out, "of %zu recorded finding%s %zu known, %zu gone\n", n, n == 1 ? "" : "s",
			  r->known, baseline_gone(r->baseline));
	return r->o->quiet ? YES : put(stderr, &out);
}

int report_end(struct report *r, int code)
{
	struct text out;
	int last = YES;

	if (r->baseline && r->recording && code == TROUBLE)
		trouble("%s: not recorded, as not every file was judged", r->o->baseline);
	else if (r->baseline)
		last = end_baseline(r);
	code = last > code ? last : code;
	text_init(&out, r->arena);
	r->form->end(r->form, &out);
	last = r->o->quiet ? YES : put(r->to, &out);
	arena_free(r->arena);
	return last > code ? last : code;
}
