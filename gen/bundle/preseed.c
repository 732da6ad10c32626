/*
 * A part of a preseed for Debian's installer: the packages, and a late_command that runs the script in
 * /target.
 *
 * What stands between the file and the shell that runs the command differs by release. debconf-set-selections
 * of the udeb preseed-common drops lines that begin with '#' and empty ones, even inside a value; takes
 * blanks and tabs away in front of each line and before the backslash that joins it with the next (1.07 on);
 * that of etch also makes one blank of many and puts the names of files in place of words that match some
 * ("set -- $line"). cdebconf takes the rest as it is, of any length since 0.80. preseed_command then gives
 * all of it to sh -c. So no line has a tab, two blanks in a row, a backslash, or one of *?[: awk puts them in
 * again, in the installed system, as nobody promises one in the installer.
 */
#include "bundle/bundle.h"

#include <string.h>

#include "bundle/script.h"

/* Bytes of one argument that Linux hands to a program, MAX_ARG_STRLEN, with the NUL. */
enum { ARGUMENT_MAX = 32 * 4096 };

/* ---- the script as words of a command ---- */

/* True if a shell may take the word for a pattern, of which this is the first bracket: "[" alone is none. */
static bool closes(const char *from, size_t len)
{
	for (size_t i = 1; i < len && from[i] != ' '; i++)
		if (from[i] == ']')
			return true;
	return false;
}

/* True for a byte that what lies between would change, or that means something in the lines. */
static bool must_be_written(const char *line, size_t at, size_t len)
{
	static const char taken[] = "~@'\\*?";
	unsigned char c = (unsigned char)line[at];

	if (c == ' ')
		return at == 0 || at + 1 == len || line[at - 1] == ' ';
	if (c == '[')
		return closes(line + at, len - at);
	return c < ' ' || c == 0x7f || memchr(taken, c, sizeof(taken) - 1) || (c == '-' && at == 0);
}

/* The line: '@' for a tab, and "~39~" for a byte that must be written as its number. */
static void add_line(struct text *out, const char *line, size_t len)
{
	text_add(out, " \\\n '");
	for (size_t i = 0; i < len; i++) {
		if (line[i] == '\t')
			text_addc(out, '@');
		else if (must_be_written(line, i, len))
			text_addf(out, "~%d~", line[i]);
		else
			text_addc(out, line[i]);
	}
	text_addc(out, '\'');
}

/* Takes the lines as words, behind a program for awk that makes the script of them again. Without awk there
 * is none, and a shell that is given nothing ends well: so the script is whole before one runs it. */
static const char command[] =
	"{ in-target sh -c 'program=$1; shift; script=$(LC_ALL=C awk \"$program\" \"$@\") || exit; "
	"printf %s \"$script\" | sh' sh \\\n"
	" 'BEGIN { for (i = 1; i < ARGC; i++) { n = split(ARGV[i], part, \"~\"); for (k = 1; k <= n; k++) { "
	"if (k % 2) gsub(\"@\", sprintf(\"%c\", 9), part[k]); else part[k] = sprintf(\"%c\", part[k] + 0); "
	"printf(\"%s\", part[k]) } print \"\" } }'";

/*
 * netcfg's 55netcfg-copy-config comes behind late_command. Where the installer has set up a connection it
 * gives /target its own file, in some versions always, in others for the connections of NetworkManager or
 * none. So that becomes ours wherever ours is in place, whatever else was in the way; the status stays that
 * of the script.
 */
static const char over_netcfg[] =
	"; status=$?; \\\n"
	" if grep -q 'owned etc/network/interfaces$' /target/var/lib/bondwright/manifest; then \\\n"
	" cp /target/etc/network/interfaces /etc/network/interfaces || status=1; fi; (exit $status); }\n";

static void add_command(struct wrapping *w, struct text *out)
{
	size_t before = out->len;
	struct text script;

	text_init(&script, w->r.arena);
	script_write(&w->r, NULL, &script);
	text_add(out, command);
	for (const char *s = script.s; *s;) {
		size_t n = strcspn(s, "\n");

		add_line(out, s, n);
		s += n + (s[n] == '\n');
	}
	if (file_set_find(w->r.files, "etc/network/interfaces"))
		text_add(out, over_netcfg);
	else
		text_add(out, "; }\n");
	if (out->len - before >= ARGUMENT_MAX && !w->r.error)
		w->r.error = arena_printf(
			w->r.arena,
			"the files make a late_command of %zu bytes, and sh -c takes less than %d",
			out->len - before, ARGUMENT_MAX);
}

/* netcfg asks for one interface; what stands on it is made by the files. */
static void say_what_is_left(struct wrapping *w)
{
	struct text names;
	struct finding *f;
	const struct iface *first = NULL;

	text_init(&names, w->r.arena);
	for (size_t i = 0; i < w->r.net->ifaces.n; i++) {
		const struct iface *iface = w->r.net->ifaces.v[i];

		if (iface->kind == NIC)
			continue;
		if (!first)
			first = iface;
		text_join(&names, ", ", iface->name);
	}
	if (!first)
		return;
	f = findings_add(w->r.findings, INST002.id, INST002.severity, (struct place){.path = first->path});
	f->object = first->name;
	f->message = arena_printf(w->r.arena,
				  "Debian's installer makes no bond, VLAN or bridge: late_command writes %s",
				  names.s);
	f->consequence = "it installs with one NIC, as the preseed tells netcfg or as it asks";
	f->help = "d-i netcfg/choose_interface select NIC, where the port takes frames outside of a bond "
		  "and untagged";
}

static void wrap(struct wrapping *w)
{
	const struct packages *packages = &w->r.packages;
	struct view *v = host_view(&w->r);
	struct text out;

	text_init(&out, w->r.arena);
	view_words(v, "packages", packages->v, packages->n);
	if (!render_text(&w->r, "bundle/preseed", v, &out))
		return;
	text_add(&out, "d-i preseed/late_command string ");
	add_command(w, &out);
	say_what_is_left(w);
	bundle_add(w, arena_printf(w->r.arena, "%s.cfg", w->r.net->host->host.s), 0644, &out);
}

static const char *const families[] = {"debian", NULL};

const struct bundle bundle_preseed = {
	.about = "a part of a preseed, `HOST.cfg`: the packages, and a late_command that writes the files; "
		 "for Debian.",
	.families = families,
	.only = "preseeds are those of Debian's installer",
	.installs = true,
	.wrap = wrap,
};
