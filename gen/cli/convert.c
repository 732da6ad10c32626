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
	code = system_needs_bundle(o);
	if (code)
		return code;
	code = report_begin(&r, o, stderr);
	to = release_find(r.arena, o->to, NULL);
	if (!code && !to)
		code = report_trouble(&r, NULL, "--to '%s' is no release; see bondwright releases", o->to);
	return report_end(&r, code ? code : convert_files(&r, to));
}

static const struct item convert_examples[] = {
	{"bondwright convert --root examples/openvz-as-found --to rhel6.8",
	 "The newer release, if nothing dangerous stands in them:"},
	{"bondwright convert --from squeeze interfaces --to bookworm --allow-loss --out out",
	 "Another one, with what cannot be said there as warnings:"},
	{0},
};

const struct command command_convert = {
	.name = "convert",
	.synopsis = "PATH... --to RELEASE",
	.summary = "write the files of an existing host as another release wants them",
	.least = 1,
	.most = -1,
	.run = convert,
	.instead = "--root DIR --to RELEASE",
	.about = "It does what `import`, `check` and `render` do, one after the other: PATH and `--root` are "
		 "what they are for `import`, and what is written goes where `render` puts it; the tree that "
		 "was read is left as it is. The host is judged as it will be, on RELEASE. Findings go to "
		 "standard error. With one at the level of `--fail-on` nothing is written: what the files "
		 "set and RELEASE cannot do is such, unless `--allow-loss` is given.\n"
		 "Where people have to add something, `import` it first: switches and guests are in no file.",
	.yes = "The files are written.",
	.no = "A finding is at the level of `--fail-on`; nothing is written.",
	.trouble = "a file that cannot be read or written, or no such RELEASE",
	.examples = convert_examples,
	.see = (const char *const[]){"import", "releases", "render", NULL},
};
