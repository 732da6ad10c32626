#include <getopt.h>
#include <string.h>

#include "base/word.h"
#include "cli/cli.h"

/* What becomes of an option's argument; where it goes is said by `place`. */
enum takes {
	FLAG, /* has none: a bool becomes true */
	TEXT, /* a const char * */
	WORD, /* an int: the index of the argument among `words` */
};

static const char *const colour_words[] = {"never", "always", "auto", NULL}; /* as in enum colour */

/* Everything about an option; one that is added here is parsed, explained and refused where it does not
 * belong. */
static const struct spec {
	char letter;                 /* what getopt_long gives for it; only -h can be written so */
	const char *name, *argument; /* argument NULL: it takes none */
	const char *text;
	const char *commands; /* those that take it, each between blanks; NULL: all */
	enum takes takes;
	size_t place; /* in struct options */
	const char *const *words;
} specs[] = {
	{'s', "site", "FILE", "switches, defaults and name servers that hosts share", " check render diff show fix import convert ",
	 TEXT, offsetof(struct options, site), NULL},
	{'n', "stdin-name", "NAME", "what to call standard input in findings", " check render diff show fix import convert ",
	 TEXT, offsetof(struct options, stdin_name), NULL},
	{'p', "policy", "FILE", "severities and defaults; else bondwright.ini beside a FILE or above",
	 " check render diff fix import convert ", TEXT, offsetof(struct options, policy), NULL},
	{'l', "fail-on", "LEVEL", "error (default), warning or info: from where on a host is refused",
	 " check render diff fix import convert ", WORD, offsetof(struct options, fail_on), severity_words},
	{'F', "format", "FORM", "text (default), json, sarif, junit or github", " check render diff import convert ",
	 WORD, offsetof(struct options, format), format_words},
	{'b', "baseline", "FILE", "record the findings in FILE, or if it is there report only others",
	 " check ", TEXT, offsetof(struct options, baseline), NULL},
	{'q', "quiet", NULL, "no findings, only the exit code", " check render diff fix import convert ", FLAG,
	 offsetof(struct options, quiet), NULL},
	{'d', "diff", NULL, "only show what would change; exit 1 if something would", " fix ", FLAG,
	 offsetof(struct options, diff), NULL},
	{'c', "color", "WHEN", "auto (default), always or never", " check render diff show fix import convert ", WORD,
	 offsetof(struct options, colour), colour_words},
	{'a', "allow-loss", NULL, "settings that the release cannot express are warnings", " check render diff fix import convert ",
	 FLAG, offsetof(struct options, run.allow_loss), NULL},
	{'t', "templates", "DIR", "templates that go before the built-in ones; trusted like code", " render diff convert ",
	 TEXT, offsetof(struct options, run.templates), NULL},
	{'f', "file", "PATH", "only this file, as it is", " render convert ", TEXT,
	 offsetof(struct options, file), NULL},
	{'o', "out", "DIR", "write the files below DIR/HOST", " render convert ", TEXT,
	 offsetof(struct options, out), NULL},
	{'r', "root", "DIR", "root directory of a host: its files are read; render and diff: are written, compared",
	 " check render diff show import convert ", TEXT,
	 offsetof(struct options, root), NULL},
	{'X', "force", NULL,
	 "with --root: replace and remove what was edited or stands in the way, with copies below var/lib/bondwright/old",
	 " render diff ", FLAG, offsetof(struct options, force), NULL},
	{'x', "from", "WHAT", "existing files are of this release, or family: rhel, debian, suse",
	 " check show import convert ", TEXT, offsetof(struct options, run.from), NULL},
	{'v', "virtualization", "WORD", "what runs behind the bridges of existing files: none, xen, kvm, lxc, openvz",
	 " check show import convert ", TEXT, offsetof(struct options, run.virtualization), NULL},
	{'T', "to", "RELEASE", "the release to render for", " convert ", TEXT, offsetof(struct options, to), NULL},
	{'S', "of-site", NULL, "the schema of the site file", " schema ", FLAG,
	 offsetof(struct options, of_site), NULL},
	{'J', "of-findings", NULL, "the schema of what --format json prints", " schema ", FLAG,
	 offsetof(struct options, of_findings), NULL},
	{'m', "manual", NULL, "the whole as a manual page", " schema rules ", FLAG,
	 offsetof(struct options, manual), NULL},
	{'h', "help", NULL, "this text", NULL, FLAG, 0, NULL},
};

enum { SPECS = sizeof(specs) / sizeof(*specs) };

static bool belongs(const struct spec *s, const struct command *c)
{
	char framed[32];

	snprintf(framed, sizeof(framed), " %s ", c->name);
	return !s->commands || strstr(s->commands, framed);
}

static void print_help(const struct command *c)
{
	printf("bondwright %s %s\n    %s\n\n", c->name, c->synopsis, c->summary);
	for (const struct spec *s = specs; s < specs + SPECS; s++)
		if (belongs(s, c))
			printf("  --%s %-*s %s\n", s->name, (int)(20 - strlen(s->name)),
			       s->argument ? s->argument : "", s->text);
}

static bool take(const struct spec *s, const char *value, struct options *o)
{
	char *place = (char *)o + s->place;
	int n;

	switch (s->takes) {
	case FLAG:
		*(bool *)place = true;
		return true;
	case TEXT:
		*(const char **)place = value;
		return true;
	case WORD:
		n = word_pick(value, s->words);
		*(int *)place = n;
		return n >= 0;
	}
	return false;
}

static const struct spec *spec_of(int letter)
{
	for (const struct spec *s = specs; s < specs + SPECS; s++)
		if (s->letter == letter)
			return s;
	return NULL;
}

/* What getopt_long() wants to know. */
static void long_options(struct option longs[SPECS + 1])
{
	for (int i = 0; i < SPECS; i++)
		longs[i] = (struct option){specs[i].name, specs[i].argument ? required_argument : no_argument,
					   NULL, specs[i].letter};
	longs[SPECS] = (struct option){0};
}

bool options_parse(const struct command *c, int argc, char **argv, struct options *o, int *exit_code)
{
	struct option longs[SPECS + 1];
	int letter;

	*o = (struct options){.fail_on = -1, .stdin_name = "<stdin>", .colour = COLOUR_AUTO};
	*exit_code = TROUBLE;
	optind = 0; /* the GNU way to begin anew */
	long_options(longs);
	while ((letter = getopt_long(argc, argv, "h", longs, NULL)) != -1) {
		const struct spec *s = spec_of(letter);

		if (!s)
			return false;
		if (letter == 'h') {
			print_help(c);
			*exit_code = YES;
			return false;
		}
		if (!belongs(s, c)) {
			trouble("%s takes no --%s", c->name, s->name);
			return false;
		}
		if (!take(s, optarg, o)) {
			trouble("'%s' is not a value of --%s; see bondwright %s --help", optarg, s->name,
				c->name);
			return false;
		}
	}
	o->args = argv + optind;
	o->n = argc - optind;
	if (o->n + (o->root != NULL) < c->least || (c->most >= 0 && o->n > c->most)) {
		trouble("usage: bondwright %s %s", c->name, c->synopsis);
		return false;
	}
	return true;
}
