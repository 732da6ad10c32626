#include "cli/cli.h"
#include "model/description.h"
#include "model/show.h"

static int show_host(const struct options *o)
{
	const char *object = o->n > 1 ? o->args[1] : NULL;
	struct host_run run;
	struct input in;
	struct text out;
	int code = input_read(o, o->args[0], &in);

	if (code)
		return code;
	run = host_run(in.arena, in.source, in.site, &o->run);
	text_init(&out, in.arena);
	if (!run.net)
		code = findings_show(o, &in, &run, stderr);
	else if (!show(run.net, host_locate(in.arena, in.source, in.site), object, &out))
		code = trouble("%s: there is no '%s'", in.source->name, object);
	else
		code = put(stdout, &out);
	input_free(&in);
	return code;
}

const struct command command_show = {
	.name = "show",
	.synopsis = "FILE [OBJECT]",
	.summary = "show the resolved host: every value, where it comes from, why it was chosen",
	.options = "snc",
	.least = 1,
	.most = 2,
	.run = show_host,
};
