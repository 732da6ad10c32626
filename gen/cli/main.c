/* The command by its name. */
#include <string.h>

#include "cli/cli.h"
#include "diag/json_out.h"

static int version(void)
{
	struct text out;
	int code;

	text_init(&out, arena_new());
	text_add(&out, "bondwright " BONDWRIGHT_VERSION "\n");
	code = put(stdout, &out);
	arena_free(out.arena);
	return code;
}

int main(int argc, char **argv)
{
	const struct command *c;
	struct options o;
	int code;

	json_prepare();
	policy_prepare();
	if (argc < 2)
		return usage(stderr, TROUBLE);
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
		return usage(stdout, YES);
	if (!strcmp(argv[1], "--version"))
		return version();
	c = command_find(argv[1]);
	if (!c)
		return no_command(argv[1]);
	return options_parse(c, argc - 1, argv + 1, &o, &code) ? c->run(&o) : code;
}
