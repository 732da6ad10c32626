/* render: the files of hosts, printed or written. */
#include <string.h>

#include "base/hash.h"
#include "cli/cli.h"

static int put_file(struct report *r, const struct input *in, const struct host_run *run)
{
	const char *path = r->o->file;
	const struct file *f = file_set_find(&run->files, path + strspn(path, "/"));
	struct text out;

	text_init(&out, in->arena);
	if (!f) {
		for (size_t i = 0; i < run->files.n; i++)
			text_join(&out, ", ", file_name(in->arena, &run->files.v[i]));
		return report_trouble(r, in->name, "renders no file '%s', but these: %s", path, out.s);
	}
	text_addn(&out, f->text, f->len);
	return put(stdout, &out);
}

/* `done` holds the hosts that were written by this run. */
static int write_out(struct report *r, const struct input *in, const struct host_run *run, struct hash *done)
{
	const char *host = run->net->host->host.s, *failed = r->o->out, *name = in->name;
	const char *first = hash_get(done, host);
	int err;

	if (first)
		return report_trouble(r, name, "host '%s' is described in %s too", host, first);
	hash_put(done, arena_strdup(r->arena, host), arena_strdup(r->arena, name));
	err = file_set_write(&run->files, r->o->out, in->run.as ? NULL : host, &failed);
	return err ? report_trouble(r, failed, "%s", strerror(-err)) : YES;
}

static int put_files(struct report *r, const struct input *in, const struct host_run *run, struct hash *done)
{
	struct text out;

	if (r->o->out)
		return write_out(r, in, run, done);
	if (r->o->file)
		return put_file(r, in, run);
	text_init(&out, in->arena);
	if (in->run.as && !in->run.as->several)
		text_addn(&out, run->files.v[0].text, run->files.v[0].len);
	else
		file_set_print(&run->files, &out);
	return put(stdout, &out);
}

int render_input(struct report *r, const char *path, struct input *in, struct hash *done)
{
	int code = input_policy(r, path, in), found;
	struct host_run run;

	if (code == TROUBLE)
		return code;
	in->run.render = !in->policy_faulty;
	in->run.as = bundle_of(r->o->as);
	run = input_run(in);
	/* convert reads a tree, and writes none; a part of the files would be taken for all that there are */
	if (in->source && r->o->root && run.files.n && !in->policy_faulty && !run.defect)
		return root_render(r, in, &run);
	found = report_host(r, in, &run);
	code = found > code ? found : code;
	if (run.defect)
		code = report_trouble(r, in->name, "%s; nothing is written", run.defect);
	else if (code == YES && !in->policy_faulty)
		code = put_files(r, in, &run, done);
	return code;
}

static int render_one(struct report *r, const char *path, struct hash *done)
{
	struct input in;
	int code = input_read(r, path, &in);

	if (code)
		return code;
	code = render_input(r, path, &in, done);
	input_free(&in);
	return code;
}

static int render_all(struct report *r)
{
	const struct options *o = r->o;
	struct hash *done = hash_new(r->arena);
	const char **paths;
	size_t n;
	int code = inputs_expand(r, &paths, &n);

	if (n > 1 && !o->out)
		return report_trouble(r, NULL, "several hosts need --out DIR");
	if (n > 1 && o->run.system)
		return report_trouble(r, NULL, "--system names one host");
	for (size_t i = 0; i < n; i++) {
		int one = render_one(r, paths[i], done);

		code = one > code ? one : code;
	}
	return code;
}

int system_needs_bundle(const struct options *o)
{
	const struct bundle *b = bundle_of(o->as);
	struct arena *a;
	int code;

	if (!o->run.system || (b && b->takes_system))
		return YES;
	a = arena_new();
	code = trouble("--system goes with %s", bundles_with_system(a));
	arena_free(a);
	return code;
}

static int render(const struct options *o)
{
	struct report r;
	int code;

	if ((o->out != NULL) + (o->file != NULL) + (o->root != NULL) > 1)
		return trouble("one of --file, --out and --root");
	if (o->as && o->root)
		return trouble("--as goes to standard output or --out");
	code = system_needs_bundle(o);
	if (code)
		return code;
	if (o->force && !o->root)
		return trouble("--force goes with --root");
	if (!o->n)
		return trouble("usage: bondwright render %s", command_render.synopsis);
	code = report_begin(&r, o, stderr);
	return report_end(&r, code ? code : render_all(&r));
}

static const struct item render_files[] = {
	{"DIR/" STATE_MANIFEST,
	 "With --root: what was written, with its hashes. Files are removed by it alone."},
	{"DIR/" STATE_JOURNAL,
	 "What a run is about to change; it is there while one is at work, or was cut off."},
	{"DIR/" STATE_LOCK, "Held while a run writes; a second one is refused."},
	{"DIR/" STATE_OLD, "Copies of what was somebody else's, or was edited. They are never removed."},
	{"/etc/bondwright/hosts/NAME.yaml",
	 "Where the trigger of `--as cobbler` looks for the description of the system NAME."},
	{"/etc/bondwright/cobbler.conf",
	 "Settings of the trigger, in the words that it explains at its head."},
	{0},
};

static const struct item render_examples[] = {
	{"bondwright render examples/openvz.yaml", "The files of a host, to look at:"},
	{"bondwright render --file etc/sysconfig/network-scripts/ifcfg-bond0 examples/openvz.yaml",
	 "One of them:"},
	{"bondwright render --site site.yaml --out out hosts", "Those of all hosts, below out/HOST:"},
	{"bondwright render examples/kvm-stack-rhel6.yaml --root sysroot",
	 "Into a system that is mounted; `diff` first shows what that changes:"},
	{"bondwright render --as kickstart --out out examples/kvm-stack-rhel6.yaml",
	 "out/HOST.ks, for a kickstart file that takes it in by `%include`:"},
	{"bondwright render --as cobbler --system hv1 --out out examples/kvm-stack-rhel6.yaml",
	 "For a Cobbler server, where DIR is /var/lib/cobbler:"},
	{0},
};

const struct command command_render = {
	.name = "render",
	.synopsis = "FILE...",
	.summary = "write the configuration files of hosts, unless a finding is at the level",
	.least = 1,
	.most = -1,
	.run = render,
	.instead = "FILE --root DIR",
	.about = "FILE is a description, as bondwright-host(5) has it, a directory that is searched for "
		 "`*.yaml`, or `-`, standard input. For a host with a finding at the level of `--fail-on` "
		 "nothing is written. Findings go to standard error.\n"
		 "Without `--file`, `--out` and `--root` the files of one host go to standard output, each "
		 "headed `==> PATH <==`, as head does. A file that others write too, such as "
		 "/etc/modprobe.conf, is given as a fragment, `PATH.fragment`: lines that go into the file "
		 "of the host with the two comments that mark their begin and end, in place of what stands "
		 "between those there.\n"
		 "`--root` puts the files into the tree of the host. Equal files are left alone; each other "
		 "one is replaced as a whole or not at all, with its owner, mode and security attributes. "
		 "Files that others write too keep every byte but the lines between `# BEGIN bondwright` and "
		 "`# END bondwright`. Files that an earlier run wrote for what the description no longer has "
		 "are removed. A file that an earlier run wrote and somebody edited is refused (TREE010), "
		 "and so are links and directories where a file belongs, a tree of another family of "
		 "systems, and that of another host.\n"
		 "A run that is killed or out of space leaves each file old or new, and a journal: `diff` "
		 "says which are which, and the next run completes what was begun. No interface is started "
		 "or stopped: `diff` tells what putting the files into force does.",
	.files = render_files,
	.yes = "The files are written, or were so already.",
	.no = "A finding is at the level of `--fail-on`; nothing is written for that host.",
	.trouble = "a file that cannot be read or written, two descriptions of one host, or a template that "
		   "is wrong",
	.examples = render_examples,
	.see = (const char *const[]){"check", "convert", "diff", NULL},
};
