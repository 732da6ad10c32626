#include <getopt.h>
#include <string.h>

#include "base/word.h"
#include "bundle/bundle.h"
#include "cli/option.h"
#include "model/release.h"
#include "model/rows.h"

static const char *const colour_words[] = {"never", "always", "auto", NULL}; /* as in enum colour */

static const char *const *virtualizations(struct arena *a);
static const char *with_bundles(struct arena *a);

/* Everything about an option; one that is added here is parsed, explained, completed and refused where it
 * does not belong. */
const struct option_row option_rows[] = {
	{'s', "site", "FILE", "switches, defaults and name servers that hosts share",
	 " check render diff show fix import convert ", TEXT, .place = offsetof(struct options, site),
	 .more = "Its keys are in bondwright-host(5). What a host says itself wins."},
	{'n', "stdin-name", "NAME", "what to call standard input, or the only FILE",
	 " check render diff show fix import convert ", TEXT, .place = offsetof(struct options, stdin_name),
	 .more = "For programs that hand over a temporary file: findings, the search for `bondwright.ini`, "
		 "and whether a file ends in `.yaml`, go by NAME."},
	{'p', "policy", "FILE", "severities and defaults; else bondwright.ini beside a FILE or above",
	 " check render diff fix import convert ", TEXT, .place = offsetof(struct options, policy),
	 .more = "What is looked for is `bondwright.ini` in the directory of FILE, then in each one above "
		 "it; the nearest holds. One that belongs neither to root, nor to the caller, nor to the "
		 "owner of that directory is trouble. For standard input none is looked for without "
		 "--stdin-name. The form is in bondwright-rules(7)."},
	{'l', "fail-on", "LEVEL", "from which severity on a host is refused",
	 " check render diff fix import convert ", WORD, .place = offsetof(struct options, fail_on),
	 .words = severity_words, .preset = ERROR,
	 .more = "It wins over the policy. Faults of the file itself are errors and always refuse it."},
	{'F', "format", "FORM", "how findings are printed", " check render diff import convert ", WORD,
	 .place = offsetof(struct options, format), .words = format_words, .preset = FORMAT_TEXT,
	 .more = "All but `text` and `github` are one document for the whole run, `github` is a line per "
		 "finding. `bondwright schema --of-findings` prints the schema of `json`; `sarif` is version "
		 "2.1.0."},
	{'b', "baseline", "FILE", "record the findings in FILE, or if it is there report only others",
	 " check ", TEXT, .place = offsetof(struct options, baseline),
	 .more = "A finding is known by file, id, object and message, not by its line. Call it from the same "
		 "directory each time, since files are known by their names as given. Nothing is recorded if "
		 "a file could not be judged; remove FILE to record anew."},
	{'q', "quiet", NULL, "no findings, only the exit code", " check render diff fix import convert ",
	 FLAG, .place = offsetof(struct options, quiet), .more = "Trouble is still said, on standard error."},
	{'d', "diff", NULL, "only show what would change; exit 1 if something would", " fix ", FLAG,
	 .place = offsetof(struct options, diff),
	 .more = "A unified diff, on standard output; findings go to standard error."},
	{'c', "color", "WHEN", "whether output is coloured", " check render diff show fix import convert ",
	 WORD, .place = offsetof(struct options, colour), .words = colour_words, .preset = COLOUR_AUTO,
	 .more = "`auto`: if it goes to a terminal."},
	{'a', "allow-loss", NULL, "settings that the release cannot express are warnings",
	 " check render diff fix import convert ", FLAG, .place = offsetof(struct options, run.allow_loss),
	 .more = "Else they are errors. So is, for `import` and `convert`, what the files set and a "
		 "description has no place for."},
	{'t', "templates", "DIR", "templates that go before the built-in ones; trusted like code",
	 " render diff convert ", TEXT, .place = offsetof(struct options, run.templates),
	 .more = "They have the names that those in the source have below `templates/`, such as "
		 "`rhel/ifcfg`. A template that is wrong, or that leaves out a value, is trouble, and "
		 "nothing is written."},
	{'f', "file", "PATH", "only this file, as it is", " render convert ", TEXT,
	 .place = offsetof(struct options, file),
	 .more = "PATH is below the root of the host, such as `etc/network/interfaces`."},
	{'A', "as", "FORM", "how the files go out", " render convert ", WORD,
	 .place = offsetof(struct options, as), .words = bundle_words,
	 .explain = bundles_about},
	{'N', "system", "NAME", "what the installer's server calls the host, if not by its name",
	 " render convert ", TEXT, .place = offsetof(struct options, run.system), .explain = with_bundles},
	{'o', "out", "DIR", "write the files below DIR/HOST, bundles into DIR", " render convert ", TEXT,
	 .place = offsetof(struct options, out),
	 .more = "DIR is made if it is not there, its parents are not. Equal files are left alone, each "
		 "other appears whole or not at all; none is removed. Symbolic links in DIR are refused."},
	{'r', "root", "DIR",
	 "root directory of a host: its files are read, by diff compared, by render written",
	 " check render diff show import convert ", TEXT, .place = offsetof(struct options, root),
	 .more = "It is `/`, or where the system is mounted. Symbolic links in it lead nowhere else."},
	{'X', "force", NULL,
	 "with --root: replace and remove what was edited or stands in the way, with copies below "
	 "var/lib/bondwright/old",
	 " render diff ", FLAG, .place = offsetof(struct options, force),
	 .more = "Also do without a manifest that cannot be read, and take over the tree of another host."},
	{'x', "from", "WHAT", "existing files are of this release, or of this kind",
	 " check show import convert ", TEXT, .place = offsetof(struct options, run.from), .list = from_words,
	 .releases = true, .pair = from_is_known,
	 .more = "Else the files tell, as far as they do. A release says more than its family: what its "
		 "scripts can do. KIND:RELEASE says both, where files of the kind are there for hosts of "
		 "several families, and do not tell: `cobbler:rhel6.8`."},
	{'v', "virtualization", "WORD", "what runs behind the bridges of existing files",
	 " check show import convert ", TEXT, .place = offsetof(struct options, run.virtualization),
	 .list = virtualizations,
	 .more = "Else what the files tell; where they tell nothing, a bridge is taken to have guests."},
	{'T', "to", "RELEASE", "the release to render for", " convert ", TEXT,
	 .place = offsetof(struct options, to), .releases = true,
	 .more = "One that `bondwright releases` lists; without its minor, the newest."},
	{'S', "of-site", NULL, "the schema of the site file", " schema ", FLAG,
	 .place = offsetof(struct options, of_site)},
	{'J', "of-findings", NULL, "the schema of what --format json prints", " schema ", FLAG,
	 .place = offsetof(struct options, of_findings)},
	{'m', "manual", NULL, "the whole as a manual page", " schema rules help ", FLAG,
	 .place = offsetof(struct options, manual),
	 .more = "As mdoc: bondwright-host(5) for `schema`, bondwright-rules(7) for `rules`, bondwright(1) "
		 "or the page of COMMAND for `help`."},
	{'C', "complete", NULL, "words that may stand where the last WORD does, for shells", " help ", FLAG,
	 .place = offsetof(struct options, complete),
	 .more = "The WORDs are the command line behind `bondwright`; the last, which may be empty, is the "
		 "one that is being typed. Each line is a whole word; none means that a file name belongs "
		 "there, or nothing."},
	{'h', "help", NULL, "the arguments and options", NULL, FLAG, .place = 0},
	{0},
};

enum { ROWS = sizeof(option_rows) / sizeof(*option_rows) - 1 };

bool option_belongs(const struct option_row *row, const struct command *c)
{
	char framed[32];

	snprintf(framed, sizeof(framed), " %s ", c->name);
	return !row->commands || strstr(row->commands, framed);
}

const struct option_row *option_find(const char *s, size_t n)
{
	const struct option_row *found = NULL;
	size_t begin_so = 0;

	for (const struct option_row *row = option_rows; row->name; row++) {
		if (strncmp(row->name, s, n))
			continue;
		if (!row->name[n])
			return row;
		found = row;
		begin_so++;
	}
	return begin_so == 1 ? found : NULL;
}

/* ---- words ---- */

static const char *const *virtualizations(struct arena *a)
{
	const char **v = NULL;
	size_t n = 0;

	for (const struct word *w = table_find(&host_table, "virtualization")->words; w->text; w++)
		arena_push(a, v, n, w->text);
	arena_push(a, v, n, NULL);
	return v;
}

static const char *with_bundles(struct arena *a)
{
	return arena_printf(a, "It goes with `%s`.", bundles_with_system(a));
}

const char *const *option_words(struct arena *a, const struct option_row *row)
{
	return row->list ? row->list(a) : row->words;
}

const char *option_word_list(struct arena *a, const struct option_row *row)
{
	const char *const *words = option_words(a, row);
	struct text t;

	if (!words)
		return NULL;
	text_init(&t, a);
	for (int i = 0; words[i]; i++) {
		text_join(&t, words[i + 1] ? ", " : " or ", words[i]);
		if (row->takes == WORD && i == row->preset)
			text_add(&t, " (default)");
	}
	return t.s;
}

/* ---- help ---- */

void option_help(const struct command *c, struct text *out)
{
	text_addf(out, "bondwright %s %s\n", c->name, c->synopsis);
	if (c->instead)
		text_addf(out, "bondwright %s %s\n", c->name, c->instead);
	text_addf(out, "    %s\n\n", c->summary);
	for (const struct option_row *row = option_rows; row->name; row++) {
		const char *words = option_word_list(out->arena, row);

		if (option_belongs(row, c))
			text_addf(out, "  --%s %-*s %s%s%s\n", row->name, (int)(20 - strlen(row->name)),
				  row->argument ? row->argument : "", row->text, words ? ": " : "",
				  words ? words : "");
	}
	text_addf(out, "\nManual: bondwright-%s(1), bondwright(1).\n", c->name);
}

/* ---- parsing ---- */

static bool take(const struct option_row *row, const char *value, struct options *o)
{
	char *place = (char *)o + row->place;
	int n;

	switch (row->takes) {
	case FLAG:
		*(bool *)place = true;
		return true;
	case TEXT:
		*(const char **)place = value;
		return true;
	case WORD:
		n = word_pick(value, row->words);
		*(int *)place = n;
		return n >= 0;
	}
	return false;
}

static const struct option_row *row_of(int letter)
{
	for (const struct option_row *row = option_rows; row->name; row++)
		if (row->letter == letter)
			return row;
	return NULL;
}

/* What getopt_long() wants to know. */
static void long_options(struct option longs[ROWS + 1])
{
	for (int i = 0; i < ROWS; i++)
		longs[i] = (struct option){option_rows[i].name,
					   option_rows[i].argument ? required_argument : no_argument, NULL,
					   option_rows[i].letter};
	longs[ROWS] = (struct option){0};
}

static void refuse(const struct option_row *row, const char *value)
{
	struct arena *a = arena_new();

	trouble("--%s '%s' is not %s", row->name, value, option_word_list(a, row));
	arena_free(a);
}

/* An option that is none of the command's, lacks its argument, has one too many or is cut too short. */
static void refuse_option(const struct command *c, const char *word)
{
	size_t n = strcspn(word, "=");
	const struct option_row *row = n > 2 ? option_find(word + 2, n - 2) : NULL;
	struct arena *a = arena_new();
	const char *name = arena_strndup(a, word, n);
	struct nearest near = {0};

	for (const struct option_row *r = option_rows; r->name; r++)
		if (option_belongs(r, c))
			nearest_offer(&near, name + strspn(name, "-"), r->name);
	if (row && row->argument && !word[n])
		trouble("--%s wants %s; see bondwright %s --help", row->name, row->argument, c->name);
	else if (row && word[n])
		trouble("--%s takes nothing; see bondwright %s --help", row->name, c->name);
	else if (near.word)
		trouble("%s takes no '%s'; did you mean --%s?", c->name, word, near.word);
	else
		trouble("%s takes no '%s'; see bondwright %s --help", c->name, word, c->name);
	arena_free(a);
}

bool options_parse(const struct command *c, int argc, char **argv, struct options *o, int *exit_code)
{
	struct option longs[ROWS + 1];
	int letter;

	*o = (struct options){.fail_on = -1, .colour = COLOUR_AUTO};
	*exit_code = TROUBLE;
	optind = 0; /* the GNU way to begin anew */
	opterr = 0;
	long_options(longs);
	while ((letter = getopt_long(argc, argv, "h", longs, NULL)) != -1) {
		const struct option_row *row = row_of(letter);

		if (!row) {
			refuse_option(c, argv[optind - 1]);
			return false;
		}
		if (letter == 'h') {
			*exit_code = help_on(c);
			return false;
		}
		if (!option_belongs(row, c)) {
			trouble("%s takes no --%s", c->name, row->name);
			return false;
		}
		if (!take(row, optarg, o)) {
			refuse(row, optarg);
			return false;
		}
	}
	o->args = argv + optind;
	o->n = argc - optind;
	if (o->n + (o->root != NULL) < c->least || (c->most >= 0 && o->n > c->most)) {
		trouble("usage: bondwright %s%s%s", c->name, *c->synopsis ? " " : "", c->synopsis);
		if (c->instead)
			fprintf(stderr, "       bondwright %s %s\n", c->name, c->instead);
		return false;
	}
	return true;
}
