#include "fleet/rules_manual.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "diag/mdoc.h"
#include "fleet/catalogue.h"

/* What no block says: mdoc, as it is printed. */
static const char head[] = ".\\\" Printed by bondwright rules --manual from the rules themselves.\n"
			   ".Dd " BONDWRIGHT_DATE "\n"
			   ".Dt BONDWRIGHT-RULES 7\n"
			   ".Os\n"
			   ".Sh NAME\n"
			   ".Nm bondwright-rules\n"
			   ".Nd what bondwright finds in descriptions of hosts, and why it matters\n"
			   ".Sh DESCRIPTION\n"
			   "A finding names the object that it is about, the place in the file, what\n"
			   "happens because of it, and where that can be said the text to write instead.\n"
			   "Its kind has an id, which is never used for anything else, and is explained\n"
			   "below.\n"
			   "The same is printed by\n"
			   ".Ic bondwright explain Ar ID .\n"
			   ".Pp\n"
			   "The first letters of an id are its family:\n";

static const char usage[] =
	".Ss Severities\n"
	".Bl -tag -width warning\n"
	".It error\n"
	"The host does not work, or stops working when a link, a switch or a guest\n"
	"changes; or the file could not be understood.\n"
	".It warning\n"
	"It works, and not as it was meant to, or only while something holds that nobody\n"
	"has written down.\n"
	".It info\n"
	"Worth knowing; nothing has to be done.\n"
	".El\n"
	".Pp\n"
	"The severity given below is the worst that a finding of the kind is raised\n"
	"with: a release, or what runs behind a bridge, may make it less.\n"
	"Where the release makes a difference it is said for the bad example.\n"
	"A host is refused from the level of\n"
	".Fl -fail-on\n"
	"on, which is error if nothing else is said:\n"
	".Ic check\n"
	"and\n"
	".Ic render\n"
	"then exit with 1, and no file is written.\n"
	"While a file has faults of its own the rules wait.\n"
	".Ss Accepting a finding\n"
	"What is known and meant to be so is written into the description of the host,\n"
	"with the reason:\n"
	".Bd -literal -offset indent\n"
	"allow:\n"
	"  \\- {rule: TOPO005, object: bond0, reason: \"one switch until May\"}\n"
	".Ed\n"
	".Pp\n"
	"Without\n"
	".Cm object\n"
	"it holds for the whole host.\n"
	"An entry that accepts nothing is a finding itself (ALLOW001).\n"
	".Ss Policy\n"
	"What holds for many hosts stands in an INI file, given with\n"
	".Fl -policy\n"
	"or found as\n"
	".Pa bondwright.ini\n"
	"in the directory of the description or the nearest one above it.\n"
	"One that belongs to another user is only taken by\n"
	".Fl -policy .\n"
	".Bd -literal -offset indent\n"
	"[rules]\n"
	"GUEST001 = error\n"
	"TOPO005 = off: one switch per rack, ticket 12\n"
	"[defaults]\n"
	"fail\\-on = warning\n"
	"allow\\-loss = yes\n"
	".Ed\n"
	".Pp\n"
	"A value is\n"
	".Cm error , warning , info\n"
	"or\n"
	".Cm off\n"
	"with a reason.\n"
	"Faults of files cannot be made less than an error.\n"
	"The command line wins over the defaults.\n"
	".Ss Baseline\n"
	".Ic bondwright check Fl -baseline Ar file\n"
	"records the findings of today if\n"
	".Ar file\n"
	"is not there, and else reports only others.\n"
	"A finding is recognised by its file, id, object and message, wherever its line\n"
	"has moved to.\n"
	".Ss Fixes\n"
	".Ic bondwright fix Ar file\n"
	"makes those changes that nobody who knows the host could want otherwise, in\n"
	"place; comments, order and layout stay.\n"
	"One is made only if its finding is then gone and no other warning or error has come.\n"
	".Fl -diff\n"
	"shows the changes and makes none.\n"
	"The remaining findings are said with the reason that stands against a fix.\n"
	".Ss Forms\n"
	".Fl -format\n"
	"prints findings for people\n"
	".Pq Cm text ,\n"
	"for programs\n"
	".Pf ( Cm json ,\n"
	"by the schema that\n"
	".Ic bondwright schema Fl -of-findings\n"
	"prints), for code scanning\n"
	".Pq Cm sarif , No version 2.1.0 ,\n"
	"for build servers\n"
	".Pq Cm junit\n"
	"and as annotations of GitHub's workflows\n"
	".Pq Cm github .\n";

static const char tail[] = ".Sh SEE ALSO\n"
			   ".Xr bondwright 1 ,\n.Xr bondwright-host 5\n"
			   ".Pp\n"
			   "The list of ids and titles:\n"
			   ".Ic bondwright rules .\n";

static const struct family {
	const char *prefix, *about;
} families[] = {
	{"ACT", "What `diff` says beside the files: what putting them into force does to the host as it runs."},
	{"ALLOW", "Entries of `allow` that accept nothing."},
	{"BOND", "Options of bonds: what the kernel refuses, ignores or makes of them."},
	{"BR", "Bridges: spanning tree, ageing, their ports and addresses."},
	{"CHOICE", "What was chosen where the description leaves it open, and why."},
	{"COB", "What the snippets that Cobbler ships make of the record of a system."},
	{"DEB", "What the scripts of Debian make of a host."},
	{"FLEET", "What several hosts have to do with each other; found when they are checked together."},
	{"GUEST", "What becomes of guests behind bonds and bridges."},
	{"IMP", "Existing files: what cannot be read, and what a description has no place for."},
	{"INST", "What an installer cannot do, of `render --as`."},
	{"IP", "Addresses, gateways and routes."},
	{"LOSS", "What the files of a release cannot express."},
	{"MAC", "Ethernet addresses."},
	{"MTU", "The size of packets, along the way to the switch."},
	{"NAME", "Names of interfaces."},
	{"ORD", "The order in which interfaces come up."},
	{"OVZ", "Hosts that run OpenVZ."},
	{"PKG", "What has to be installed for the files to work."},
	{"POLICY", "Faults of a policy file."},
	{"REF", "References between the objects of a description."},
	{"RHEL", "What the network scripts of Red Hat make of a host."},
	{"TOPO", "Cables, switches and their ports."},
	{"TREE", "What stands in the way of files in the tree that they are put into."},
	{"VLAN", "VLANs and their names."},
	{"XEN", "What the scripts of Xen make of a host."},
	{"YAML", "Faults of the file itself."},
};

const char *rules_manual_family(const char *prefix)
{
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		if (!strcmp(families[i].prefix, prefix))
			return families[i].about;
	return NULL;
}

static void list_families(struct text *out)
{
	text_add(out, ".Bl -tag -width CHOICE\n");
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++) {
		text_addf(out, ".It Sy %s\n", families[i].prefix);
		mdoc_prose(out, families[i].about);
	}
	text_add(out, ".El\n");
}

/* ---- one kind of finding ---- */

static void paragraph(struct text *out, const char *heading, const char *s)
{
	if (!s)
		return;
	text_addf(out, ".Pp\n.Em %s :\n", heading);
	mdoc_prose(out, s);
}

static void display(struct text *out, const char *heading, const char *s)
{
	if (!s)
		return;
	text_addf(out, ".Pp\n.Em %s :\n", heading);
	mdoc_display(out, s);
}

/* One line for each severity. */
static void releases(struct text *out, const char *s)
{
	text_add(out, ".Pp\n.Em \"Releases, for the bad example\" :\n");
	text_add(out, ".Bl -item -compact -offset indent\n");
	while (*s) {
		size_t n = strcspn(s, "\n");

		text_add(out, ".It\n");
		mdoc_prose(out, arena_strndup(out->arena, s, n));
		s += n + (s[n] == '\n');
	}
	text_add(out, ".El\n");
}

static void sources(struct text *out, const struct reference *const *r)
{
	text_add(out, ".Pp\n.Em Sources :\n");
	for (; *r; r++) {
		mdoc_escaped(out, (*r)->id, strlen((*r)->id));
		text_add(out, r[1] ? ",\n" : ".\n");
	}
}

static void entry(struct text *out, const struct descriptor *d)
{
	const char *where = d->bad ? catalogue_releases(out->arena, d) : NULL;
	const char *severity = severity_name(d->severity);

	text_addf(out, ".Ss \"%s: ", d->id);
	mdoc_escaped(out, d->title, strlen(d->title));
	text_addf(out, "\"\n%c%s, since %s.\n.Pp\n", toupper((unsigned char)*severity), severity + 1,
		  d->since);
	mdoc_prose(out, d->why);
	if (where)
		releases(out, where);
	paragraph(out, "What to do", d->fix);
	paragraph(out, "On a running host", d->verify);
	display(out, "With this host", d->beside);
	display(out, "Bad", d->bad);
	display(out, "Good", d->good);
	if (d->sources)
		sources(out, d->sources);
}

/* The kinds in the order of their ids, a section for each family. */
static void entries(struct text *out, const struct descriptor *const *all, size_t n)
{
	const char *last = "";

	for (size_t i = 0; i < n; i++) {
		const char *id = all[i]->id,
			   *prefix = arena_strndup(out->arena, id, strcspn(id, "0123456789"));

		if (strcmp(prefix, last))
			text_addf(out, ".Sh FAMILY %s\n", prefix);
		last = prefix;
		entry(out, all[i]);
	}
}

/* ---- what all of it rests on ---- */

static int compare(const void *a, const void *b)
{
	const struct reference *x = *(const struct reference *const *)a,
			       *y = *(const struct reference *const *)b;

	return strcmp(x->id, y->id);
}

static void bibliography(struct text *out, const struct descriptor *const *all, size_t n)
{
	struct hash *seen = hash_new(out->arena);
	const struct reference **v = NULL;
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		for (const struct reference *const *r = all[i]->sources; r && *r; r++)
			if (!hash_get(seen, (*r)->id)) {
				hash_put(seen, (*r)->id, (void *)*r);
				arena_push(out->arena, v, count, *r);
			}
	qsort(v, count, sizeof(*v), compare);
	text_add(out, ".Sh BIBLIOGRAPHY\n.Bl -tag -width Ds\n");
	for (size_t i = 0; i < count; i++) {
		text_add(out, ".It ");
		mdoc_escaped(out, v[i]->id, strlen(v[i]->id));
		text_addc(out, '\n');
		mdoc_prose(out, v[i]->title);
	}
	text_add(out, ".El\n");
}

void rules_manual_print(struct text *out)
{
	size_t n;
	const struct descriptor *const *all = catalogue(&n);

	text_add(out, head);
	list_families(out);
	text_add(out, usage);
	entries(out, all, n);
	bibliography(out, all, n);
	text_add(out, tail);
}
