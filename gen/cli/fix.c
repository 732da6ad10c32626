/* fix: safe changes in place. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "files/diff.h"
#include "fleet/fix.h"

/* A terminal gets no control characters of the input; patch(1) gets every byte as it is. */
static void add_diff(struct arena *a, const struct source *old, const struct source *new, struct text *out)
{
	const char *name = shown(a, old->name);
	const struct side from = {name, old->bytes, old->len}, to = {name, new->bytes, new->len};
	struct text t;

	text_init(&t, a);
	diff_print(&from, &to, &t);
	if (t.len)
		text_add(out, isatty(STDOUT_FILENO) ? shown(a, t.s) : t.s);
}

static int show_diff(const struct report *r, const struct input *in, const struct fixed *f)
{
	struct text out;
	int code;

	text_init(&out, in->arena);
	add_diff(in->arena, in->source, f->source, &out);
	code = r->o->quiet ? YES : put(stdout, &out);
	return code == YES && f->n ? NO : code;
}

/* A line for each finding that is gone, as editors parse it. */
static int say_mended(const struct input *in, const struct fixed *f)
{
	struct text out;

	text_init(&out, in->arena);
	for (size_t i = 0; i < f->n; i++)
		text_addf(&out, "%s:%u: fixed[%s]: %s\n", shown(in->arena, in->source->name), f->v[i].line,
			  f->v[i].id, shown(in->arena, f->v[i].message));
	return put(stdout, &out);
}

static int write_back(struct report *r, const char *path, const struct input *in, const struct fixed *f)
{
	int err = file_replace(path, in->source->bytes, in->source->len, f->source->bytes, f->source->len);

	if (err == -ESTALE)
		return report_trouble(r, in->source->name, "it was changed meanwhile, and is left as it is");
	if (err == -EMLINK)
		return report_trouble(r, in->source->name,
				      "it has another name (a hard link), which would keep the old text");
	return err ? report_trouble(r, in->source->name, "%s", strerror(-err)) : YES;
}

static int fix_read(struct report *r, const char *path, struct input *in)
{
	int code = input_policy(r, path, in);
	struct fixed f;

	if (code == TROUBLE || in->policy_faulty) /* what it switches off is not known */
		return code;
	f = fix_host(in->arena, in->source, in->site, &in->run);
	if (r->o->diff)
		return f.run.net ? show_diff(r, in, &f) : report_host(r, in, &f.run);
	if (f.n)
		code = write_back(r, path, in, &f);
	if (code == YES && f.n && !r->o->quiet)
		code = say_mended(in, &f);
	if (code != YES)
		return code;
	/* what remains stands where it stands now */
	return report_host(r, in, &f.run);
}

static int fix(const struct options *o)
{
	const char *path = o->args[0];
	struct report r;
	struct input in;
	int code;

	if (!strcmp(path, "-") && !o->diff)
		return trouble("standard input cannot be changed in place; fix --diff shows what would be");
	/* beside a diff nothing else may stand */
	code = report_begin(&r, o, o->diff ? stderr : stdout);
	if (code == YES)
		code = input_read(&r, path, &in);
	if (code == YES) {
		code = fix_read(&r, path, &in);
		input_free(&in);
	}
	return report_end(&r, code);
}

static const struct item fix_examples[] = {
	{"bondwright fix --diff examples/awful.yaml", "What would be mended:"},
	{"bondwright fix hosts/awful.yaml", "And in place:"},
	{0},
};

const struct command command_fix = {
	.name = "fix",
	.synopsis = "FILE",
	.summary = "mend in place what is safe to mend; what remains is said, as check says it",
	.least = 1,
	.most = 1,
	.run = fix,
	.about = "What nobody who knows the host could want otherwise is changed in FILE: a missing link "
		 "monitor, a delay that is no multiple of it, an option that the mode ignores. Comments, "
		 "order, layout and line ends stay. A change is made only if its finding is then gone and no "
		 "other warning or error has come. What is a matter of judgement is only said, with the "
		 "reason.\n"
		 "A line for each change goes to standard output, then the findings that remain. FILE is "
		 "replaced as a whole, with its owner, mode and attributes. It is left as it is if it was "
		 "changed meanwhile, is not a regular file, or has other hard links. A symbolic link stays "
		 "one.\n"
		 "With `--diff` nothing is written, and FILE may be `-`. A site file is never changed.",
	.yes = "No finding at the level of `--fail-on` remains; with `--diff`, nothing would change.",
	.no = "One remains, or FILE has faults; with `--diff`, something would change.",
	.trouble = "a FILE that cannot be read or replaced",
	.examples = fix_examples,
	.see = (const char *const[]){"check", "explain", NULL},
};
