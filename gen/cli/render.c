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
	err = file_set_write(&run->files, r->o->out, host, &failed);
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
	for (size_t i = 0; i < n; i++) {
		int one = render_one(r, paths[i], done);

		code = one > code ? one : code;
	}
	return code;
}

static int render(const struct options *o)
{
	struct report r;
	int code;

	if ((o->out != NULL) + (o->file != NULL) + (o->root != NULL) > 1)
		return trouble("one of --file, --out and --root");
	if (o->force && !o->root)
		return trouble("--force goes with --root");
	if (!o->n)
		return trouble("usage: bondwright render %s", command_render.synopsis);
	code = report_begin(&r, o, stderr);
	return report_end(&r, code ? code : render_all(&r));
}

const struct command command_render = {
	.name = "render",
	.synopsis = "FILE...",
	.summary = "write the configuration files of hosts, unless a finding is at the level",
	.least = 1,
	.most = -1,
	.run = render,
};
