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

static const struct item import_examples[] = {
	{"bondwright import --root / > host.yaml", "The host that it runs on:"},
	{"bondwright import --from rhel5.4 --virtualization openvz examples/openvz-as-found/etc > vm2.yaml",
	 "Files that were copied from somewhere, and what they do not tell:"},
	{"bondwright import --from cobbler:rhel6.8 hv1.json > hv1.yaml", "A record of Cobbler:"},
	{"ssh old head -v -n -0 /etc/network/interfaces '/etc/modprobe.d/*' | bondwright import --from "
	 "squeeze - > old.yaml",
	 "Over the network:"},
	{0},
};

const struct command command_import = {
	.name = "import",
	.synopsis = "PATH...",
	.summary = "print the description of an existing host, from its files",
	.least = 1,
	.most = -1,
	.run = import,
	.instead = "--root DIR",
	.about = "PATH is a file or directory of a host, or `-` with one file, or several as `head -v -n -0` "
		 "prints them. All of them are one host. What is read: ifcfg, route and network files of "
		 "RHEL and SUSE, /etc/network/interfaces, the configuration of modprobe, modules, sysctl, "
		 "udev, the resolver, xend and vz, and what names host and release. `--root` takes them from "
		 "their places.\n"
		 "The description goes to standard output, with the comments of the files, and at its end "
		 "what only people know and should add: switches, ports, guests. Findings go to standard "
		 "error. What the files set and a description has no place for is an error at its line "
		 "(IMP003), a warning with `--allow-loss`, and never left out in silence. The description is "
		 "printed all the same. The rules are not asked: `check` it.\n"
		 "Nothing is run: a value that takes a shell to know is a finding. Templates, netplan, Open "
		 "vSwitch and team devices are refused.\n"
		 "PATH may also be the record of a system of Cobbler 2.8, 3.3 or 4.0, in JSON: "
		 "/var/lib/cobbler/collections/systems/NAME.json, in version 2 config/systems.d/NAME.json "
		 "there, or what its call get_blended_data gives. Only blended data say which release is "
		 "installed; for the others `--from cobbler:RELEASE` does.",
	.yes = "All was read.",
	.no = "A finding is at the level of `--fail-on`: something is lost, or was not understood.",
	.trouble = "a file that cannot be read",
	.examples = import_examples,
	.see = (const char *const[]){"check", "convert", "show", NULL},
};
