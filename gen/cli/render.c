#include <string.h>

#include "base/hash.h"
#include "cli/cli.h"

static int put_file(const struct options *o, const struct input *in, const struct host_run *run)
{
	const struct file *f = file_set_find(&run->files, o->file + strspn(o->file, "/"));
	struct text out;

	if (!f) {
		trouble("%s renders no file '%s', but these:", in->source->name, o->file);
		for (size_t i = 0; i < run->files.n; i++)
			fprintf(stderr, "  %s\n", file_name(in->arena, &run->files.v[i]));
		return TROUBLE;
	}
	text_init(&out, in->arena);
	text_addn(&out, f->text, f->len);
	return put(stdout, &out);
}

/* `done` holds the hosts that were written by this run. */
static int write_out(const struct options *o, const struct input *in, const struct host_run *run, struct hash *done,
		     struct arena *shared)
{
	const char *host = run->net->host->host.s, *failed = o->out;
	const char *first = hash_get(done, host);
	int err;

	if (first)
		return trouble("%s: host '%s' is described in %s too", in->source->name, host, first);
	hash_put(done, arena_strdup(shared, host), arena_strdup(shared, in->source->name));
	err = file_set_write(&run->files, o->out, host, &failed);
	return err ? trouble("%s: %s", failed, strerror(-err)) : YES;
}

static int put_files(const struct options *o, const struct input *in, const struct host_run *run, struct hash *done,
		     struct arena *shared)
{
	struct text out;

	if (o->out)
		return write_out(o, in, run, done, shared);
	if (o->file)
		return put_file(o, in, run);
	text_init(&out, in->arena);
	file_set_print(&run->files, &out);
	return put(stdout, &out);
}

static int render_one(const struct options *o, const char *path, struct hash *done, struct arena *shared)
{
	struct options with = *o;
	struct host_run run;
	struct input in;
	int code = input_read(o, path, &in);

	if (code)
		return code;
	with.run.render = true;
	run = host_run(in.arena, in.source, in.site, &with.run);
	code = findings_show(o, &in, &run, stderr);
	if (run.defect)
		code = trouble("%s: %s; nothing is written", in.source->name, run.defect);
	else if (code == YES)
		code = put_files(o, &in, &run, done, shared);
	input_free(&in);
	return code;
}

static int render(const struct options *o)
{
	struct arena *a = arena_new();
	struct hash *done = hash_new(a);
	const char **paths;
	size_t n;
	int code = inputs_expand(o, a, &paths, &n);

	if (n > 1 && !o->out)
		code = trouble("several hosts need --out DIR");
	else if (o->out && o->file)
		code = trouble("either --file or --out");
	else
		for (size_t i = 0; i < n; i++) {
			int one = render_one(o, paths[i], done, a);

			code = one > code ? one : code;
		}
	arena_free(a);
	return code;
}

const struct command command_render = {
	.name = "render",
	.synopsis = "FILE...",
	.summary = "write the configuration files of hosts, unless a finding is at the level",
	.options = "snlcatfo",
	.least = 1,
	.most = -1,
	.run = render,
};
