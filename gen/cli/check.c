/* check: what is wrong or dangerous about hosts, each of them and all together. */
#include "cli/cli.h"

/* `fleet` takes the host in; NULL: it is the only one. */
static int check_one(struct report *r, const char *path, struct fleet_index *fleet)
{
	struct host_run run;
	struct input in;
	int code = input_read(r, path, &in), faults;

	if (code)
		return code;
	code = input_policy(r, path, &in);
	if (code != TROUBLE) {
		run = host_run(in.arena, in.source, in.site, &in.run);
		faults = report_host(r, &in, &run);
		code = faults > code ? faults : code;
		if (fleet && run.net)
			fleet_index_add(fleet, run.net, in.source, in.site, &in.run);
	}
	input_free(&in);
	return code;
}

static int check_all(struct report *r, const char **paths, size_t n)
{
	struct arena *a = arena_new();
	struct fleet_index *fleet = n > 1 ? fleet_index_new(a) : NULL;
	int code = YES, one;

	for (size_t i = 0; i < n; i++) {
		one = check_one(r, paths[i], fleet);
		code = one > code ? one : code; /* a broken file hides no other */
	}
	if (fleet) {
		one = report_fleet(r, fleet);
		code = one > code ? one : code;
	}
	arena_free(a);
	return code;
}

static int check(const struct options *o)
{
	struct report r;
	const char **paths;
	size_t n;
	int code = report_begin(&r, o, stdout), all;

	if (code == YES) {
		code = inputs_expand(&r, &paths, &n);
		all = check_all(&r, paths, n);
		code = all > code ? all : code;
	}
	return report_end(&r, code);
}

const struct command command_check = {
	.name = "check",
	.synopsis = "FILE...",
	.summary = "find what is wrong or dangerous about hosts; exit 1 if a finding is at the level",
	.least = 1,
	.most = -1,
	.run = check,
};
