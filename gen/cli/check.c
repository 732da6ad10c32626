/* check: what is wrong or dangerous about hosts, each of them and all together. */
#include "cli/cli.h"

/* The pass over all hosts. */
struct pass {
	struct report *report;
	struct fleet_index *fleet; /* takes the hosts in; NULL: there is only one */
	struct arena *arena;
	struct input *kept; /* what the fleet points at until the end */
	size_t nkept;
};

/* Hands a host to the fleet. True: its input is needed until the end. */
static bool add_to_fleet(struct pass *p, const struct input *in, const struct host_run *run)
{
	if (!p->fleet || !run->net)
		return false;
	if (in->source) {
		fleet_index_add(p->fleet, run->net, in->source, in->site, &in->run);
		return false;
	}
	fleet_index_add_files(p->fleet, run->net, in->name, run->drafted->places, &in->run);
	arena_push(p->arena, p->kept, p->nkept, *in);
	return true;
}

static int check_one(struct pass *p, const struct host_arg *arg)
{
	struct report *r = p->report;
	struct host_run run;
	struct input in;
	bool kept = false;
	int code = input_open(r, arg, &in), faults;

	if (code)
		return code;
	code = input_policy(r, arg->path, &in);
	if (code != TROUBLE) {
		run = input_run(&in);
		faults = report_host(r, &in, &run);
		code = faults > code ? faults : code;
		kept = add_to_fleet(p, &in, &run);
	}
	if (!kept)
		input_free(&in);
	return code;
}

static int check_all(struct report *r, const struct host_args *hosts)
{
	struct pass p = {.report = r, .arena = arena_new()};
	int code = YES, one;

	p.fleet = hosts->n > 1 ? fleet_index_new(p.arena) : NULL;
	for (size_t i = 0; i < hosts->n; i++) {
		one = check_one(&p, &hosts->v[i]);
		code = one > code ? one : code; /* a broken file hides no other */
	}
	if (p.fleet) {
		one = report_fleet(r, p.fleet);
		code = one > code ? one : code;
	}
	for (size_t i = 0; i < p.nkept; i++)
		input_free(&p.kept[i]);
	arena_free(p.arena);
	return code;
}

static int check(const struct options *o)
{
	struct report r;
	struct host_args hosts;
	int code = report_begin(&r, o, stdout), all;

	if (code == YES) {
		code = host_args_expand(&r, &hosts);
		all = check_all(&r, &hosts);
		code = all > code ? all : code;
	}
	return report_end(&r, code);
}

static const struct item check_examples[] = {
	{"bondwright check examples/openvz-broken.yaml", "A host that loses its guests:"},
	{"bondwright check --site site.yaml --fail-on warning --format junit hosts > result.xml",
	 "The gate of a build server: all hosts below a directory, with the switches of their site:"},
	{"ssh old head -v -n -0 '/etc/sysconfig/network-scripts/ifcfg-*' /etc/modprobe.conf | bondwright "
	 "check -",
	 "A host as it stands, over the network:"},
	{"bondwright check --baseline known.json hosts", "Only what is new, from the second time on:"},
	{0},
};

const struct command command_check = {
	.name = "check",
	.synopsis = "FILE...",
	.summary = "find what is wrong or dangerous about hosts; exit 1 if a finding is at the level",
	.least = 1,
	.most = -1,
	.run = check,
	.instead = "--root DIR",
	.about = "Each host is judged for itself. Where there are several they are compared, too: addresses "
		 "and switch ports that are used twice, VLANs and stacks that disagree, pairs of a cluster "
		 "whose primaries cross switches. Findings go to standard output.\n"
		 "FILE is a description, as bondwright-host(5) has it; or a directory, which means every "
		 "`*.yaml` in it and below it; or `-`, standard input. Links to directories are not followed "
		 "there, and names that begin with a dot are passed over.\n"
		 "FILE may also be a file of a host that exists: ifcfg and route files, "
		 "/etc/network/interfaces, the configuration of modprobe, sysctl, udev and xend, or the "
		 "record of a system of Cobbler. All of them that are named are one host; so are those of a "
		 "directory without `*.yaml`, and those of a text as `head -v -n -0` prints it, on standard "
		 "input. A file is known by its content. Nothing in it is run: a value that takes a shell to "
		 "know is a finding.\n"
		 "While a description has faults its rules wait, and the run says so. A file that cannot be "
		 "read hides no other. Nothing is written but a baseline.",
	.yes = "No finding is at the level of `--fail-on` or above it.",
	.no = "A finding is, or a description or policy has faults.",
	.trouble = "a file that cannot be read, or a directory without a host",
	.examples = check_examples,
	.see = (const char *const[]){"explain", "fix", "import", "render", NULL},
};
