/* help: the commands, one of them, their manual pages, and what a shell may offer. */
#include <string.h>

#include "base/word.h"
#include "cli/option.h"

const struct command *const commands[] = {
#define COMMAND(name) &command_##name,
	COMMANDS(COMMAND)
#undef COMMAND
	NULL,
};

const struct command *command_find(const char *name)
{
	for (const struct command *const *c = commands; *c; c++)
		if (!strcmp((*c)->name, name))
			return *c;
	return NULL;
}

int usage(FILE *to, int code)
{
	struct text out;
	int wrote;

	text_init(&out, arena_new());
	text_add(&out,
		 "bondwright COMMAND ...: network configuration of virtualisation hosts, checked and rendered\n"
		 "\n");
	for (const struct command *const *c = commands; *c; c++)
		text_addf(&out, "  %-9s %-20s  %s\n", (*c)->name, (*c)->synopsis, (*c)->summary);
	text_add(&out, "\n  COMMAND --help shows its options; --version\n"
		       "\nExit: 0 yes (clean, equal), 1 no (findings at the level, differences), 2 trouble.\n"
		       "Manual: bondwright(1), one for each command, bondwright-check(1); bondwright-host(5): "
		       "descriptions;\n"
		       "bondwright-rules(7): findings, policy, baseline, fixes, forms.\n");
	wrote = put(to, &out);
	arena_free(out.arena);
	return wrote ? wrote : code;
}

static int finish(struct text *out)
{
	int code = put(stdout, out);

	arena_free(out->arena);
	return code;
}

int help_on(const struct command *c)
{
	struct text out;

	text_init(&out, arena_new());
	option_help(c, &out);
	return finish(&out);
}

int no_command(const char *name)
{
	struct nearest near = {0};

	for (const struct command *const *c = commands; *c; c++)
		nearest_offer(&near, name, (*c)->name);
	return trouble("there is no command '%s'%s%s%s", name,
		       near.word ? "; did you mean " : ", see bondwright --help", near.word ? near.word : "",
		       near.word ? "?" : "");
}

static const char *const *names(struct arena *a)
{
	const char **v = NULL;
	size_t n = 0;

	for (const struct command *const *c = commands; *c; c++)
		arena_push(a, v, n, (*c)->name);
	arena_push(a, v, n, NULL);
	return v;
}

static int help(const struct options *o)
{
	const struct command *c = NULL;
	struct text out;

	if (o->complete) {
		text_init(&out, arena_new());
		complete(o->args, o->n, &out);
		return finish(&out);
	}
	if (o->n > 1)
		return trouble("usage: bondwright help %s", command_help.synopsis);
	if (o->n && !(c = command_find(o->args[0])))
		return no_command(o->args[0]);
	if (!o->manual)
		return c ? help_on(c) : usage(stdout, YES);
	text_init(&out, arena_new());
	command_manual(c, &out);
	return finish(&out);
}

static const struct item examples[] = {
	{"bondwright help check", "The arguments and options of `check`:"},
	{"bondwright help --manual diff | mandoc -a", "Its manual page, where none is installed:"},
	{"bondwright help --complete -- check --format ''", "What may follow:"},
	{0},
};

const struct command command_help = {
	.name = "help",
	.synopsis = "[COMMAND]",
	.instead = "--complete -- WORD...",
	.summary = "list the commands, or show the arguments and options of one",
	.most = -1,
	.run = help,
	.list = names,
	.about = "Without COMMAND it prints the list of commands, as `bondwright --help` does; with it the "
		 "same as `bondwright COMMAND --help`. Everything goes to standard output.\n"
		 "`--manual` prints these pages, from the tables by which the program reads its command "
		 "line.\n"
		 "`--complete` is for the completion of shells: of bash, it comes with the program.",
	.yes = "It was printed; with `--complete`, whether there is a candidate or not.",
	.trouble = "no such command",
	.examples = examples,
	.see = (const char *const[]){"explain", "schema", NULL},
};
