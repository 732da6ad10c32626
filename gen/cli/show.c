/* show: the resolved host. */
#include "cli/cli.h"
#include "model/description.h"
#include "model/show.h"

static int show_read(struct report *r, struct input *in, const char *object)
{
	struct host_run run = input_run(in);
	const struct locator *places;
	struct text out;

	text_init(&out, in->arena);
	if (!run.net)
		return report_host(r, in, &run);
	places = run.drafted ? run.drafted->places : host_locate(in->arena, in->source, in->site);
	if (!show(run.net, places, object, &out))
		return trouble("%s: there is no '%s'", in->name, object);
	return put(stdout, &out);
}

/* FILE [OBJECT], or with --root [OBJECT] alone. */
static int show_host(const struct options *o)
{
	struct options file = *o;
	struct host_args hosts;
	struct report r;
	struct input in;
	int code;

	file.n = o->root ? 0 : 1;
	code = report_begin(&r, &file, stderr);
	if (!code)
		code = host_args_expand(&r, &hosts);
	if (!code && hosts.n != 1)
		code = report_trouble(&r, NULL, "one host at a time");
	if (!code)
		code = input_open(&r, &hosts.v[0], &in);
	if (!code) {
		code = show_read(&r, &in, o->n > file.n ? o->args[file.n] : NULL);
		input_free(&in);
	}
	return report_end(&r, code);
}

static const struct item show_examples[] = {
	{"bondwright show examples/kvm-stack-rhel6.yaml bond0", "Why a bond has the mode that it has:"},
	{"bondwright show --root examples/openvz-as-found", "A host that exists, all of it:"},
	{0},
};

const struct command command_show = {
	.name = "show",
	.synopsis = "FILE [OBJECT]",
	.summary = "show the resolved host: every value, where it comes from, why it was chosen",
	.least = 1,
	.most = 2,
	.run = show_host,
	.instead = "--root DIR [OBJECT]",
	.about = "A line for each value in force: what it is, and where it comes from: the line of a file, a "
		 "default of the site, the kernel, or what was chosen, and then why. OBJECT is an interface, "
		 "a switch or a guest; without it the whole host is shown. FILE may be all that it may be "
		 "for `check`, of one host.\n"
		 "The rules are not asked: `check` does that. Faults of the files go to standard error, and "
		 "the host is not shown.",
	.yes = "It was shown.",
	.no = "The description has faults.",
	.trouble = "a file that cannot be read, no such OBJECT, or more than one host",
	.examples = show_examples,
	.see = (const char *const[]){"check", "import", NULL},
};
