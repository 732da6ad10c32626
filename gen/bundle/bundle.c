#include "bundle/bundle.h"

#include <string.h>

#define BLOCK(name) extern const struct bundle bundle_##name;
#include "bundles.inc"
#undef BLOCK

#define BLOCK(name) &bundle_##name,
static const struct bundle *const bundles[] = {
	NULL,
#include "bundles.inc"
};
#undef BLOCK

#define BLOCK(name) #name,
const char *const bundle_words[] = {
	"files",
#include "bundles.inc"
	NULL};
#undef BLOCK

const struct descriptor INST001 = {
	.id = "INST001",
	.title = "a release that is not installed so",
	.severity = ERROR,
	.since = "0.1",
	.why = "Each form of `--as` is made for one installer, which installs some families of releases; "
	       "what another installer would do with it is to ignore the network at best.",
	.fix = "The form that the help names, as bondwright-render(1) describes it, or the files "
	       "themselves, put into the installed system by `render --root`.",
	.verify = "`bondwright releases` names the releases; the first word of `os` decides.",
};

const struct descriptor INST002 = {
	.id = "INST002",
	.title = "what the installer leaves to the script",
	.severity = INFO,
	.since = "0.1",
	.why = "An installer makes only some of what a host is; Debian's one NIC, Anaconda up to RHEL 6.3 "
	       "no bond, VLAN or bridge, up to 7.0 no bridge, and never a bridge over a VLAN or a bond of "
	       "VLANs. The exact files are written by the script at the end of the installation, and count "
	       "from the first boot on. Until then the `network` lines give the address of what cannot be "
	       "made to what it stands on: that of a bridge to its bond, VLAN or NIC, that of a bond to one "
	       "slave. Where the wire does not carry it so there is no line: frames that are to be tagged, "
	       "or switch ports in a group, which may forward nothing to one of them.",
	.fix = "Nothing, if the installation gets through with the network that is named; else boot the "
	       "installer with one that does.",
	.verify = "On the installed host, `bondwright diff FILE --root /` shows no difference.",
};

const struct bundle *bundle_of(int word)
{
	return bundles[word];
}

const char *bundle_name(const struct bundle *b)
{
	int word = 0;

	while (bundles[word] != b)
		word++;
	return bundle_words[word];
}

const char *bundles_about(struct arena *a)
{
	struct text t;

	text_init(&t, a);
	for (int i = 1; bundle_words[i]; i++)
		text_join(&t, " ", arena_printf(a, "`%s`: %s", bundle_words[i], bundles[i]->about));
	return t.s;
}

const char *bundles_with_system(struct arena *a)
{
	struct text t;

	text_init(&t, a);
	for (int i = 1; bundle_words[i]; i++)
		if (bundles[i]->takes_system)
			text_join(&t, " or ", arena_printf(a, "--as %s", bundle_words[i]));
	return t.s;
}

/* ---- wrapping ---- */

void bundle_add(struct wrapping *w, const char *path, mode_t mode, const struct text *t)
{
	const char *refused;

	if (w->r.error)
		return;
	refused = file_set_add(&w->out,
			       (struct file){.path = path, .text = t->s, .len = t->len, .mode = mode});
	if (refused)
		w->r.error = arena_printf(w->r.arena, "%s: %s", path, refused);
}

static bool serves(const struct bundle *b, const struct release *os)
{
	for (const char *const *family = b->families; *family; family++)
		if (!strcmp(*family, os->target))
			return true;
	return false;
}

/* "--as kickstart, --as cobbler, or ": the forms that the release is installed by. */
static const char *forms_for(struct arena *a, const struct release *os)
{
	struct text t;

	text_init(&t, a);
	for (int i = 1; bundle_words[i]; i++)
		if (serves(bundles[i], os))
			text_addf(&t, "--as %s, ", bundle_words[i]);
	if (t.len)
		text_add(&t, "or ");
	return t.s;
}

static void refuse(const struct bundle *b, struct wrapping *w)
{
	struct finding *f =
		findings_add(w->r.findings, INST001.id, INST001.severity, (struct place){.path = "os"});

	f->object = w->r.net->host->host.s;
	f->message = arena_printf(w->r.arena, "%s is not installed by %s", w->r.os->title, bundle_name(b));
	f->consequence = b->only;
	f->help = arena_printf(w->r.arena, "%sthe files themselves: bondwright render FILE --root DIR",
			       forms_for(w->r.arena, w->r.os));
}

void bundle_wrap(const struct bundle *b, struct wrapping *w)
{
	file_set_init(&w->out, w->r.arena);
	if (serves(b, w->r.os))
		b->wrap(w);
	else
		refuse(b, w);
}
