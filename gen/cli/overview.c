/* bondwright(1): what holds for all commands. */
#include <stdlib.h>
#include <string.h>

#include "cli/manual.h"
#include "diag/mdoc.h"
#include "files/plan.h"
#include "model/release.h"

static const char about[] =
	"From the description of a host, with its network cards, the switches they are cabled to, bonds, "
	"VLANs, bridges and guests, it says what would go wrong, where that is written, why, and what to "
	"write instead; or it writes the configuration files of the host, in the dialect of the release that "
	"it runs: %s, with Xen, KVM, LXC or OpenVZ. It also reads the files of a host that exists. It changes "
	"nothing but what it is told to write, and no interface is ever started or stopped.\n"
	"It is made for three kinds of people:";

static const struct item users[] = {
	{"provisioning",
	 "Who installs hosts by Cobbler, kickstart or preseed gets the files of a host, or a bundle that the "
	 "installer takes, from `render --as`."},
	{"configuration management",
	 "Who deploys by Ansible, Salt, Puppet or a build server gets a gate before it: exit codes, findings "
	 "for programs (`--format`), and `diff`, which says what would change."},
	{"old hosts", "Who has to move a host from 2009 gets its description from `import`, with a finding "
		      "for each setting that has no place there, and from `convert` its files as another "
		      "release wants them."},
	{0},
};

static const char finding[] =
	"examples/openvz-broken.yaml:39:11: error[GUEST004]: bond 'bond0' is balance-rr (0) under bridge "
	"'vzbr256', which carries openvz guests\n"
	"   39 |     mode: 0\n"
	"      |           ^\n"
	"  examples/openvz-broken.yaml:46:13: 'vzbr256' takes the bond in through 'bond0.256'\n"
	"  a guest's own broadcast comes back through another slave; the bridge then looks for the\n"
	"  guest behind the bond and drops what comes for it: 0 of 20 ARP replies arrived (measured)\n"
	"  help: mode: active-backup\n"
	"  see:  bondwright explain GUEST004\n";

static const char finding_parts[] =
	"The first line is what editors parse: file, line, column, counted from 1, severity, id, message. "
	"Then come the line itself, the other places that are involved, what happens because of it, and the "
	"text to write instead. Control characters of the input are never printed as they are.\n"
	"An `error` means that the host does not work, or stops working when a link, a switch or a guest "
	"changes; a `warning` that it works otherwise than it was meant to; `info` is worth knowing. A "
	"finding that is meant to be so is accepted in the description, with the reason; what a site thinks "
	"of a rule stands in its policy. Both are in bondwright-rules(7), with all that can be found.";

/* Paths below the root of a host: files/plan.h. */
static const struct item files[] = {
	{"/" STATE_MANIFEST, "In the tree of a host: what `render --root` wrote there."},
	{"/" STATE_JOURNAL, "What a run that is at work, or was cut off, changes."},
	{"/" STATE_LOCK, "Held while a run writes."},
	{"/" STATE_OLD,
	 "Copies of files that were somebody else's, or were edited, before they were replaced."},
	{0},
};

static const struct item examples[] = {
	{"bondwright check hosts", "What is wrong with all hosts below a directory:"},
	{"bondwright explain GUEST004", "What a finding means:"},
	{"bondwright render --out out examples/openvz.yaml", "The files of a host, below out/HOST:"},
	{"bondwright import --root / > host.yaml", "The description of the host that it runs on:"},
	{0},
};

static const char caveats[] =
	"What is found rests on what is described. Without the switches the rules on cabling say once, as "
	"info, that they cannot speak.\n"
	"`check --root` and `diff` know what the files of a host configure, not what its kernel has: where "
	"they were changed and not put into force, that is something older.\n"
	"`render --out` removes nothing: begin with an empty directory where a host may have lost an "
	"interface.";

/* ---- */

/* Those that files are written for, the oldest and the newest of each family: "`etch` to `bookworm`, ...". */
static const char *rendered_releases(struct arena *a)
{
	const struct release *rows, *oldest = NULL, *newest = NULL;
	struct text out;
	size_t n;

	text_init(&out, a);
	rows = release_rows(&n);
	for (size_t i = 0; i <= n; i++) {
		if (i < n && !release_is_rendered(&rows[i]))
			continue;
		if (oldest && (i == n || strcmp(rows[i].target, oldest->target))) {
			text_join(&out, ", ", arena_printf(a, "`%s` to `%s`", oldest->name, newest->name));
			oldest = NULL;
		}
		newest = &rows[i];
		oldest = oldest ? oldest : newest;
	}
	return out.s;
}

static void list(struct text *out, const char *macro, const struct item *items)
{
	for (; items->what; items++) {
		text_addf(out, ".It %s%s\n", macro, items->what);
		mdoc_prose(out, items->about);
	}
	text_add(out, ".El\n");
}

static void list_commands(struct text *out)
{
	text_add(out, ".Ss Commands\n.Bl -tag -width Ds\n");
	for (const struct command *const *c = commands; *c; c++) {
		text_addf(out, ".It Xr bondwright-%s 1\n", (*c)->name);
		page_sentences(out, arena_printf(out->arena, "%s.", (*c)->summary));
	}
	text_add(out, ".El\n.Pp\n");
	mdoc_prose(
		out,
		"Options and arguments may stand in any order; behind `--` all are arguments. A long option "
		"may be cut short as long as it is the only one that begins so. `-` as a FILE is standard "
		"input.");
}

/* Those of most commands that judge; the page of each has all of its own. */
static void list_options(struct text *out)
{
	text_add(out,
		 ".Ss Common options\n"
		 "Taken by several commands, in whose pages they are explained further:\n"
		 ".Bl -tag -width Ds\n");
	for (const struct option_row *row = option_rows; row->name; row++) {
		int n = 0;

		for (const struct command *const *c = commands; *c; c++)
			n += option_belongs(row, *c);
		if (n > 3)
			page_option(out, row, false);
	}
	text_add(out, ".It Fl -version\nThe version.\nIt stands in place of a command.\n.El\n");
}

static int by_name(const void *a, const void *b)
{
	return strcmp((*(const struct command *const *)a)->name, (*(const struct command *const *)b)->name);
}

static void see_also(struct text *out)
{
	const struct command **v = NULL;
	size_t n = 0;

	for (const struct command *const *c = commands; *c; c++)
		arena_push(out->arena, v, n, *c);
	qsort(v, n, sizeof(*v), by_name);
	text_add(out, ".Sh SEE ALSO\n");
	for (size_t i = 0; i < n; i++)
		text_addf(out, ".Xr bondwright-%s 1 ,\n", v[i]->name);
	text_add(out, ".Xr bondwright-host 5 ,\n.Xr bondwright-rules 7\n");
}

void overview_manual(struct text *out)
{
	page_begin(out, NULL);
	text_add(out, ".Nd network configuration of virtualisation hosts, checked and rendered\n"
		      ".Sh SYNOPSIS\n"
		      ".Nm\n"
		      ".Ar COMMAND\n"
		      ".Op Ar option ...\n"
		      ".Op Ar argument ...\n"
		      ".Nm\n"
		      ".Fl -help\n"
		      ".Nm\n"
		      ".Fl -version\n"
		      ".Sh DESCRIPTION\n");
	mdoc_prose(out, arena_printf(out->arena, about, rendered_releases(out->arena)));
	text_add(out, ".Bl -tag -width Ds\n");
	list(out, "", users);
	list_commands(out);
	list_options(out);
	text_add(out, ".Ss Findings\n");
	mdoc_display(out, finding);
	text_add(out, ".Pp\n");
	mdoc_prose(out, finding_parts);
	page_environment(out);
	text_add(out, ".Sh FILES\n.Bl -tag -width Ds\n");
	page_policy(out);
	list(out, "Pa ", files);
	page_exit(
		out,
		"Yes: nothing is found at the level of `--fail-on`, nothing would change, it is written.",
		"No: a finding is at the level, or something would change.",
		"Trouble: wrong use, a file that cannot be read or written, a defect of bondwright. Of "
		"several files the highest code counts; the others are judged all the same. Standard error "
		"says what it was.");
	page_examples(out, examples);
	see_also(out);
	text_add(out, ".Sh STANDARDS\n");
	mdoc_prose(out, "Findings as `sarif` are SARIF 2.1.0; the schemas are JSON Schema, 2020-12.");
	text_add(out, ".Sh HISTORY\n");
	mdoc_prose(out, "The first version is 0.1.0.");
	text_add(out, ".Sh CAVEATS\n");
	mdoc_prose(out, caveats);
}
