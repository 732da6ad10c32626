#include "cli/cli.h"

static int check_one(const struct options *o, const char *path)
{
	struct host_run run;
	struct input in;
	int code = input_read(o, path, &in);

	if (code)
		return code;
	run = host_run(in.arena, in.source, in.site, &o->run);
	code = findings_show(o, &in, &run, stdout);
	input_free(&in);
	return code;
}

static int check(const struct options *o)
{
	struct arena *a = arena_new();
	const char **paths;
	size_t n;
	int code = inputs_expand(o, a, &paths, &n);

	for (size_t i = 0; i < n; i++) {
		int one = check_one(o, paths[i]);

		code = one > code ? one : code; /* a broken file hides no other */
	}
	arena_free(a);
	return code;
}

const struct command command_check = {
	.name = "check",
	.synopsis = "FILE...",
	.summary = "find what is wrong or dangerous about hosts; exit 1 if a finding is at the level",
	.options = "snlca",
	.least = 1,
	.most = -1,
	.run = check,
};
