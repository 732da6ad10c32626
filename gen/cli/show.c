/* show: the resolved host. */
#include "cli/cli.h"
#include "model/description.h"
#include "model/show.h"

static int show_read(struct report *r, struct input *in)
{
	const char *object = r->o->n > 1 ? r->o->args[1] : NULL;
	struct host_run run = host_run(in->arena, in->source, in->site, &in->run);
	struct text out;

	text_init(&out, in->arena);
	if (!run.net)
		return report_host(r, in, &run);
	if (!show(run.net, host_locate(in->arena, in->source, in->site), object, &out))
		return trouble("%s: there is no '%s'", in->source->name, object);
	return put(stdout, &out);
}

static int show_host(const struct options *o)
{
	struct report r;
	struct input in;
	int code = report_begin(&r, o, stderr);

	if (!code)
		code = input_read(&r, o->args[0], &in);
	if (!code) {
		code = show_read(&r, &in);
		input_free(&in);
	}
	return report_end(&r, code);
}

const struct command command_show = {
	.name = "show",
	.synopsis = "FILE [OBJECT]",
	.summary = "show the resolved host: every value, where it comes from, why it was chosen",
	.least = 1,
	.most = 2,
	.run = show_host,
};
