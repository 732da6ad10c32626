/* The commands by name. */
#include <string.h>

#include "base/word.h"
#include "cli/cli.h"
#include "diag/json_out.h"

static const struct command *const commands[] = {
	&command_check, &command_render, &command_diff, &command_show,  &command_fix,      &command_import,
	&command_convert, &command_explain, &command_rules, &command_releases, &command_schema,
};

enum { COMMANDS = sizeof(commands) / sizeof(*commands) };

static int usage(FILE *to, int code)
{
	fputs("bondwright COMMAND ...: network configuration of virtualisation hosts, checked and rendered\n\n", to);
	for (int i = 0; i < COMMANDS; i++)
		fprintf(to, "  %-9s %-20s  %s\n", commands[i]->name, commands[i]->synopsis, commands[i]->summary);
	fputs("\n  COMMAND --help shows its options; --version\n\n"
	      "Exit: 0 yes (clean, equal), 1 no (findings at the level, differences), 2 trouble.\n"
	      "Manual: bondwright-host(5): descriptions; bondwright-rules(7): findings, policy, baseline, fixes,\n"
	      "forms.\n",
	      to);
	return code;
}

int main(int argc, char **argv)
{
	struct nearest near = {0};
	struct options o;
	int code;

	json_prepare();
	policy_prepare();
	if (argc < 2)
		return usage(stderr, TROUBLE);
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help"))
		return usage(stdout, YES);
	if (!strcmp(argv[1], "--version")) {
		puts("bondwright " BONDWRIGHT_VERSION);
		return YES;
	}
	for (int i = 0; i < COMMANDS; i++) {
		if (!strcmp(argv[1], commands[i]->name))
			return options_parse(commands[i], argc - 1, argv + 1, &o, &code) ? commands[i]->run(&o) : code;
		nearest_offer(&near, argv[1], commands[i]->name);
	}
	trouble("there is no command '%s'%s%s%s", argv[1], near.word ? "; did you mean " : ", see bondwright --help",
		near.word ? near.word : "", near.word ? "?" : "");
	return TROUBLE;
}
