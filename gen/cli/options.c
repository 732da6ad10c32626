#include <getopt.h>
#include <string.h>

#include "cli/cli.h"

/* One letter per option, for struct command; only -h can be written so. */
static const struct option longs[] = {
	{"site", required_argument, NULL, 's'},      {"stdin-name", required_argument, NULL, 'n'},
	{"fail-on", required_argument, NULL, 'l'},   {"color", required_argument, NULL, 'c'},
	{"allow-loss", no_argument, NULL, 'a'},      {"templates", required_argument, NULL, 't'},
	{"file", required_argument, NULL, 'f'},      {"out", required_argument, NULL, 'o'},
	{"of-site", no_argument, NULL, 'S'},         {"manual", no_argument, NULL, 'm'},
	{"help", no_argument, NULL, 'h'},            {0},
};

static const struct {
	char letter;
	const char *text;
} texts[] = {
	{'s', "--site FILE          switches, defaults and name servers that hosts share"},
	{'n', "--stdin-name NAME    what to call standard input in findings"},
	{'l', "--fail-on LEVEL      error (default), warning or info: from where on a host is refused"},
	{'c', "--color WHEN         auto (default), always or never"},
	{'a', "--allow-loss         settings that the release cannot express are warnings"},
	{'t', "--templates DIR      templates that go before the built-in ones; trusted like code"},
	{'f', "--file PATH          only this file, as it is"},
	{'o', "--out DIR            write the files below DIR/HOST"},
	{'S', "--of-site            the schema of the site file"},
	{'m', "--manual             the field reference as a manual page"},
	{'h', "--help               this text"},
};

static void print_help(const struct command *c)
{
	printf("bondwright %s %s\n    %s\n\n", c->name, c->synopsis, c->summary);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (texts[i].letter == 'h' || strchr(c->options, texts[i].letter))
			printf("  %s\n", texts[i].text);
}

/* Index of `word` in the NULL-terminated `words`, -1 if it is none of them. */
static int pick(const char *word, const char *const *words)
{
	for (int i = 0; words[i]; i++)
		if (!strcmp(words[i], word))
			return i;
	return -1;
}

static bool take(int letter, const char *value, struct options *o)
{
	const char *const levels[] = {severity_name(INFO), severity_name(WARNING), severity_name(ERROR), NULL};
	static const char *const whens[] = {"never", "always", "auto", NULL};
	int n;

	switch (letter) {
	case 's':
		o->site = value;
		return true;
	case 'n':
		o->stdin_name = value;
		return true;
	case 'l':
		n = pick(value, levels);
		o->run.fail_on = (enum severity)n;
		return n >= 0;
	case 'c':
		n = pick(value, whens);
		o->colour = n == 2 ? -1 : n;
		return n >= 0;
	case 'a':
		o->run.allow_loss = true;
		return true;
	case 't':
		o->run.templates = value;
		return true;
	case 'f':
		o->file = value;
		return true;
	case 'o':
		o->out = value;
		return true;
	case 'S':
		o->of_site = true;
		return true;
	case 'm':
		o->manual = true;
		return true;
	default:
		return false;
	}
}

bool options_parse(const struct command *c, int argc, char **argv, struct options *o, int *exit_code)
{
	int letter, which = 0;

	*o = (struct options){.run.fail_on = ERROR, .stdin_name = "<stdin>", .colour = -1};
	*exit_code = TROUBLE;
	optind = 0; /* the GNU way to begin anew */
	while ((letter = getopt_long(argc, argv, "h", longs, &which)) != -1) {
		if (letter == '?')
			return false;
		if (letter == 'h') {
			print_help(c);
			*exit_code = YES;
			return false;
		}
		if (!strchr(c->options, letter)) {
			trouble("%s takes no --%s", c->name, longs[which].name);
			return false;
		}
		if (!take(letter, optarg, o)) {
			trouble("'%s' is not a value of --%s; see bondwright %s --help", optarg, longs[which].name, c->name);
			return false;
		}
	}
	o->args = argv + optind;
	o->n = argc - optind;
	if (o->n < c->least || (c->most >= 0 && o->n > c->most)) {
		trouble("usage: bondwright %s %s", c->name, c->synopsis);
		return false;
	}
	return true;
}
