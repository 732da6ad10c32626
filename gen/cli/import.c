/* import: the files of an existing host as a description. */
#include "cli/cli.h"
#include "model/dump.h"

static int import_read(struct report *r, const struct host_arg *files, struct input *in)
{
	int code = input_policy(r, files->path, in), found;
	struct host_run run;
	struct text out;

	if (code == TROUBLE)
		return code;
	in->run.moving = in->run.read_only = true;
	run = input_run(in);
	found = report_host(r, in, &run);
	code = found > code ? found : code;
	if (!run.drafted)
		return code;
	text_init(&out, in->arena);
	dump_host(run.drafted->host, run.drafted->comments, &out);
	dump_missing(run.drafted->host, &out);
	found = put(stdout, &out);
	return found > code ? found : code;
}

static int import(const struct options *o)
{
	struct host_arg files;
	struct report r;
	struct input in;
	int code = report_begin(&r, o, stderr);

	if (!code)
		code = host_args_files(&r, &files);
	if (!code)
		code = input_open(&r, &files, &in);
	if (!code) {
		code = import_read(&r, &files, &in);
		input_free(&in);
	}
	return report_end(&r, code);
}

const struct command command_import = {
	.name = "import",
	.synopsis = "PATH...",
	.summary = "print the description of an existing host, from its files",
	.least = 1,
	.most = -1,
	.run = import,
};
