/* convert: the files of an existing host, for another release. */
#include "base/hash.h"
#include "cli/cli.h"

static int convert_files(struct report *r, const struct release *to)
{
	struct host_arg files;
	struct input in;
	int code = host_args_files(r, &files);

	if (!code)
		code = input_open(r, &files, &in);
	if (code)
		return code;
	in.run.moving = true;
	in.run.os = to;
	code = render_input(r, files.path, &in, hash_new(r->arena));
	input_free(&in);
	return code;
}

static int convert(const struct options *o)
{
	const struct release *to;
	struct report r;
	int code;

	if (!o->to)
		return trouble("convert needs --to RELEASE, one that bondwright releases lists");
	if (o->out && o->file)
		return trouble("either --file or --out");
	code = report_begin(&r, o, stderr);
	to = release_find(r.arena, o->to, NULL);
	if (!code && !to)
		code = report_trouble(&r, NULL, "--to '%s' is no release; see bondwright releases", o->to);
	return report_end(&r, code ? code : convert_files(&r, to));
}

const struct command command_convert = {
	.name = "convert",
	.synopsis = "PATH... --to RELEASE",
	.summary = "write the files of an existing host as another release wants them",
	.least = 1,
	.most = -1,
	.run = convert,
};
