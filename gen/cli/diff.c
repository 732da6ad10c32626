/* diff: what render --root would change, and what that does to the host as it runs. */
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/cli.h"
#include "files/diff.h"
#include "fleet/activation.h"
#include "model/description.h"

/* ---- the changes ---- */

static void put_note(struct text *out, const struct change *c)
{
	static const char *const words[] = {
		[CHANGE_CREATE] = "is made, empty",         [CHANGE_REPLACE] = "may be run from then on",
		[CHANGE_MERGE] = "may be run from then on", [CHANGE_REMOVE] = "goes, empty",
		[CHANGE_LEAVE] = "stays as it is",
	};

	text_addf(out, "%s %s\n", c->path, words[c->what]);
}

/* For patch -p1, which passes over the lines that are notes. */
static void put_change(struct text *out, const struct change *c)
{
	const char *path = c->path;
	const struct side old = {c->there ? arena_printf(out->arena, "a/%s", path) : "/dev/null", c->old,
				 c->old_len},
			  new = {c->new ? arena_printf(out->arena, "b/%s", path) : "/dev/null", c->new,
				 c->new_len};
	size_t before = out->len;

	if (c->what != CHANGE_LEAVE)
		diff_print(&old, &new, out);
	if (out->len == before && (c->there || c->new))
		put_note(out, c);
}

static struct text changes_text(const struct plan *p)
{
	struct text out;

	text_init(&out, p->arena);
	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].what != CHANGE_KEEP)
			put_change(&out, &p->v[i]);
	return out;
}

/* ---- for a terminal ---- */

static const char *colour_of(const char *line, size_t len)
{
	if (len > 3 && (!memcmp(line, "--- ", 4) || !memcmp(line, "+++ ", 4)))
		return "\033[1m";
	return *line == '-' ? "\033[31m" : *line == '+' ? "\033[32m" : *line == '@' ? "\033[36m" : NULL;
}

/* A terminal gets no control characters but those of the colours; patch(1) gets every byte as it is. */
static struct text for_terminal(const struct text *t, bool colour)
{
	struct text out;

	text_init(&out, t->arena);
	for (const char *s = t->s, *end = s + t->len, *nl; s < end; s = nl + 1) {
		const char *ansi;

		nl = memchr(s, '\n', (size_t)(end - s)); /* each of its lines has one */
		ansi = colour ? colour_of(s, (size_t)(nl - s)) : NULL;
		text_add(&out, ansi ? ansi : "");
		utf8_show(&out, s, (size_t)(nl - s));
		text_add(&out, ansi ? "\033[0m\n" : "\n");
	}
	return out;
}

static int put_changes(const struct report *r, const struct plan *p)
{
	bool colour = coloured(r->o, stdout);
	struct text out = changes_text(p);

	if (colour || isatty(STDOUT_FILENO))
		out = for_terminal(&out, colour);
	return r->o->quiet ? YES : put(stdout, &out);
}

/* ---- what is found ---- */

/* A run that was cut off is said before everything else. */
static int say_cut_off(struct report *r, struct host_run *run, const struct plan *p)
{
	struct findings *all = &run->findings, first;
	size_t kept = 0;

	findings_init(&first, all->arena);
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i] != p->told)
			all->v[kept++] = all->v[i];
		else
			arena_push(first.arena, first.v, first.n, all->v[i]);
	all->n = kept;
	return first.n ? report_faults(r, r->o->root, &first) : YES;
}

/* Adds what the changes do to the host as the files there configure it now. */
static void add_activation(const struct input *in, struct host_run *run, const struct plan *p)
{
	struct tree *tree = tree_new(in->arena);
	struct findings found;
	size_t judged = run->findings.n;

	if (host_tree_open(tree, p->request->root))
		return;
	findings_init(&found, in->arena);
	activation_find(in->arena, tree, run->net, p->v, p->n, &found);
	findings_locate(&found, host_locate(in->arena, in->source, in->site));
	for (size_t i = 0; i < found.n; i++)
		arena_push(in->arena, run->findings.v, run->findings.n, found.v[i]);
	run->off += policy_apply(in->run.policy, &run->findings, judged);
}

/* ---- the command ---- */

static int diff_plan(struct report *r, const struct input *in, struct host_run *run, const struct plan *p)
{
	/* with a finding at the level, of the host or of the tree, render would write nothing */
	bool changes = plan_changes(p), refused = findings_count(&run->findings, in->run.fail_on);
	int code = say_cut_off(r, run, p), one = put_changes(r, p);

	code = one > code ? one : code;
	if (changes)
		add_activation(in, run, p);
	one = report_host(r, in, run);
	code = one == TROUBLE ? one : code;
	return refused ? TROUBLE : code == YES && changes ? NO : code;
}

static int diff_host(struct report *r, const char *path, struct input *in)
{
	int code = input_policy(r, path, in);
	struct host_run run;
	struct plan p;

	if (code == TROUBLE)
		return code;
	in->run.render = !in->policy_faulty;
	run = input_run(in);
	if (run.defect)
		return report_trouble(r, in->name, "%s", run.defect);
	if (!run.net || in->policy_faulty || findings_count(&run.findings, in->run.fail_on)) {
		report_host(r, in, &run);
		return TROUBLE; /* there are no files to compare */
	}
	code = root_plan(r, in, &run, &p);
	if (code == YES)
		code = diff_plan(r, in, &run, &p);
	plan_end(&p);
	return code;
}

static int diff(const struct options *o)
{
	struct report r;
	struct input in;
	int code;

	if (!o->root || !o->n)
		return trouble("usage: bondwright diff %s", command_diff.synopsis);
	code = report_begin(&r, o, stderr);
	if (code == YES)
		code = input_read(&r, o->args[0], &in);
	if (code == YES) {
		code = diff_host(&r, o->args[0], &in);
		input_free(&in);
	}
	return report_end(&r, code);
}

static const struct item diff_files[] = {
	{"DIR/" STATE_MANIFEST, "Read: what `render --root` wrote."},
	{"DIR/" STATE_JOURNAL, "Read: what a run that was cut off had begun."},
	{0},
};

static const struct item diff_examples[] = {
	{"bondwright diff examples/kvm-stack-rhel6.yaml --root sysroot",
	 "What would change in a system that is mounted:"},
	{"bondwright diff --quiet examples/kvm-stack-rhel6.yaml --root sysroot || test $? -eq 1",
	 "For scripts: only whether something would:"},
	{"bondwright diff examples/kvm-stack-rhel6.yaml --root sysroot 2> actions > changes.patch",
	 "The changes for patch -p1, and apart from them what they do to the host:"},
	{0},
};

const struct command command_diff = {
	.name = "diff",
	.synopsis = "FILE --root DIR",
	.summary = "show what render --root would change, and what that does to the running host",
	.least = 1,
	.most = 1,
	.run = diff,
	.about = "The changes go to standard output, as a unified diff that `patch -p1` takes in DIR; lines "
		 "of a file that others write too are shown in the whole file. What is empty, or only gets "
		 "another mode, is a line of its own. Nothing is written.\n"
		 "Findings go to standard error: those of the host, what stands in the way in the tree "
		 "(TREE), and what putting the changes into force does to the host as it runs (ACT): which "
		 "bond goes down, what is cut off meanwhile, and the commands. As it runs means as the files "
		 "there configure it: where they were changed and not put into force, the kernel has "
		 "something older.\n"
		 "Where a run was cut off it is said first, which files are old and which are new.",
	.files = diff_files,
	.yes = "Nothing would change.",
	.no = "Something would.",
	.trouble = "a file that cannot be read, a finding at the level of `--fail-on`, of the host or of the "
		   "tree, so that `render` would write nothing",
	.examples = diff_examples,
	.see = (const char *const[]){"check", "render", NULL},
};
