/* The command line: what all commands share. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "fleet/host_run.h"

/* Exit codes; of several, the highest. */
enum { YES = 0, NO = 1, TROUBLE = 2 };

struct options {
	struct run_options run;
	const char *site;       /* --site */
	const char *stdin_name; /* --stdin-name */
	const char *file, *out; /* render: --file, --out */
	int colour;             /* --color: 1 always, 0 never, -1 if it is a terminal */
	bool manual, of_site;   /* schema: --manual, --of-site */
	char **args;            /* what is left */
	int n;
};

struct command {
	const char *name;
	const char *synopsis; /* arguments */
	const char *summary;  /* a line for the list of commands */
	const char *options;  /* which of the options it takes, by their letters in options.c */
	int least, most;      /* arguments; most -1: any number */
	int (*run)(const struct options *o);
};

extern const struct command command_check, command_render, command_show, command_explain, command_rules,
	command_releases, command_schema;

/* Parses what stands behind the command's name. False: there is nothing more to do, and *exit_code says how it
 * ended. */
bool options_parse(const struct command *c, int argc, char **argv, struct options *o, int *exit_code);

/* Says what went wrong, on stderr, and gives TROUBLE. */
int trouble(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Writes a text to a stream; YES or, with a message, TROUBLE. */
int put(FILE *to, const struct text *t);

/* Whether findings that go to `to` are coloured. */
bool coloured(const struct options *o, FILE *to);

/* One description file among the arguments, with the site file. */
struct input {
	struct arena *arena;
	struct source *source, *site;
};

/* Reads a description ("-": standard input) and the site file. YES, or TROUBLE with a message. */
int input_read(const struct options *o, const char *path, struct input *in);
void input_free(struct input *in);

/* The description files that the arguments mean: directories are searched for *.yaml, in the order of their names. */
int inputs_expand(const struct options *o, struct arena *a, const char ***paths, size_t *n);

/* Prints the findings of a run and a line that counts them; NO if one is at the level of --fail-on, else YES. */
int findings_show(const struct options *o, const struct input *in, const struct host_run *run, FILE *to);

#endif
