/* The command line: what all commands share. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "diag/form.h"
#include "files/plan.h"
#include "fleet/baseline.h"
#include "fleet/fleet_index.h"
#include "fleet/host_run.h"

/* Exit codes; of several, the highest. */
enum { YES = 0, NO = 1, TROUBLE = 2 };

enum colour { COLOUR_NEVER, COLOUR_ALWAYS, COLOUR_AUTO };

struct options {
	struct run_options run;  /* --allow-loss, --templates; fail_on and policy are found per file */
	const char *site;        /* --site */
	const char *policy;      /* --policy */
	const char *baseline;    /* --baseline */
	const char *stdin_name;  /* --stdin-name; NULL: it was not given */
	const char *file, *out;  /* render: --file, --out */
	int as;                  /* render, convert: --as, an index of bundle_words */
	int fail_on;             /* --fail-on: enum severity, -1 where it was not given */
	int format;              /* --format: enum format */
	int colour;              /* --color: enum colour; auto: if it is a terminal */
	bool quiet;              /* --quiet */
	bool diff;               /* fix: --diff */
	bool manual;             /* schema, rules, help: --manual */
	bool complete;           /* help: --complete */
	bool of_site, of_findings; /* schema: --of-site, --of-findings */
	const char *root;        /* check, show, import, convert: --root, to read; render, diff: to compare and write */
	bool force;              /* render, diff: --force */
	const char *to;          /* convert: --to */
	char **args;             /* what is left */
	int n;
};

/* A line of a list in a manual page; one without `what` ends the list. */
struct item {
	const char *what;
	const char *about; /* a sentence, as mdoc_prose() takes it */
};

/* Everything about a command. What is said here about its streams, files and exit codes is its manual page. */
struct command {
	const char *name;
	const char *synopsis; /* arguments */
	const char *instead;  /* others that do as well; NULL: none */
	const char *summary;  /* a line for the list of commands */
	int least, most;      /* arguments, --root for one of them; most -1: any number */
	int (*run)(const struct options *o);
	/* The words that its first argument may be, NULL behind the last. NULL: names of files, or nothing. */
	const char *const *(*list)(struct arena *a);
	const char *about;           /* paragraphs, as mdoc_prose() takes them */
	const struct item *files;    /* paths, and what is read or written there; NULL: only its arguments */
	const char *yes, *no;        /* what the exit codes mean; NULL: it has no such */
	const char *trouble;         /* what is trouble besides wrong use; NULL: nothing */
	const struct item *examples; /* a command line, and what for */
	const char *const *see;      /* commands, in the order of their names, NULL behind the last */
};

/* All of them, in the order in which they are listed: NAME is `command_NAME`. */
#define COMMANDS(X)                                                                                          \
	X(check)                                                                                             \
	X(render)                                                                                            \
	X(diff)                                                                                              \
	X(show)                                                                                              \
	X(fix)                                                                                               \
	X(import)                                                                                            \
	X(convert)                                                                                           \
	X(explain)                                                                                           \
	X(rules)                                                                                             \
	X(releases)                                                                                          \
	X(schema)                                                                                            \
	X(help)

#define COMMAND(name) extern const struct command command_##name;
COMMANDS(COMMAND)
#undef COMMAND

/* The same; NULL behind the last. */
extern const struct command *const commands[];

const struct command *command_find(const char *name); /* NULL: there is none */
int no_command(const char *name);                     /* says so, with the nearest: TROUBLE */

/* The list of commands, for whoever asked for it or gave none; `code`. */
int usage(FILE *to, int code);

/* Prints help on a command; YES or TROUBLE. */
int help_on(const struct command *c);

/* Its manual page as mdoc; NULL: that of all. */
void command_manual(const struct command *c, struct text *out);

/* Adds, a line each, the words that may stand where the last of `words` does. */
void complete(char *const *words, int n, struct text *out);

/* Parses what stands behind the command's name. False: there is nothing more to do, and *exit_code says how it
 * ended. */
bool options_parse(const struct command *c, int argc, char **argv, struct options *o, int *exit_code);

/* Says what went wrong, on stderr, and gives TROUBLE. */
int trouble(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Writes a text to a stream; YES or, with a message, TROUBLE. */
int put(FILE *to, const struct text *t);

/* Whether findings that go to `to` are coloured. */
bool coloured(const struct options *o, FILE *to);

/* ---- what is found ---- */

/* The report of a run: findings go into it file by file, and out in the form that --format names. */
struct report {
	const struct options *o;
	FILE *to;
	struct arena *arena;
	struct form *form;
	struct hash *policies; /* by the names of their files; each is read, and its faults said, once */
	struct baseline *baseline; /* NULL: none is asked for */
	bool recording;            /* it is to be made, from what is found */
	size_t known;              /* findings left out because it has them */
};

/* YES, or TROUBLE where the baseline is there and is none; report_end() belongs behind either. */
int report_begin(struct report *r, const struct options *o, FILE *to);

/* The same as trouble(), about the file `name` (NULL: none), and part of the report. */
int report_trouble(struct report *r, const char *name, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Takes the findings of one file that is no description. */
int report_faults(struct report *r, const char *name, const struct findings *f);

/* Prints what is still to be printed and writes the baseline; the highest of `code` and its own. */
int report_end(struct report *r, int code);

/* ---- what is written ---- */

struct input;

/* Judges the host, reports, and puts its files where --out or --file says, if nothing stands against it. `path`
 * is what its policy is looked up for; `done` has the names of the hosts that were written by this run. */
int render_input(struct report *r, const char *path, struct input *in, struct hash *done);

/* YES, or TROUBLE with a message: there is a --system, and no --as that takes it. */
int system_needs_bundle(const struct options *o);

/* What putting the files of the host into the tree at --root would change. What stands in the way there is
 * added to its findings. YES, or TROUBLE with a message; plan_end() belongs behind either. */
int root_plan(struct report *r, const struct input *in, struct host_run *run, struct plan *p);

/* Reports the host, which has its files, and puts them into the tree unless something stands against it. */
int root_render(struct report *r, const struct input *in, struct host_run *run);

/* ---- what is read ---- */

/* One host among the arguments: a description, or the files of an existing system. */
struct host_arg {
	const char *path;   /* the description; else the root, or the first of the files */
	const char **files; /* and directories; NULL: a description */
	size_t n;
	bool root;          /* `path` is a root directory, and there are no files */
};

struct host_args {
	struct host_arg *v;
	size_t n;
};

/* What is to be read for one host, with the site file. */
struct input {
	struct arena *arena;
	const char *name;            /* as findings call it */
	struct source *source;       /* the description; NULL: files */
	struct tree *files;
	struct source *site;
	struct run_options run; /* what holds for it */
	bool policy_faulty;     /* its policy has faults, so what it wants is not known */
};

/* What findings call the argument `path`: standard input and a FILE that is the only argument go by
 * --stdin-name, if it is given, in all that follows from a name. */
const char *input_name(const struct options *o, const char *path);

/* Reads a description ("-": standard input) and the site file. YES, or TROUBLE with a message. */
int input_read(struct report *r, const char *path, struct input *in);
/* The same for either. */
int input_open(struct report *r, const struct host_arg *arg, struct input *in);
void input_free(struct input *in);

/* Runs it. */
struct host_run input_run(const struct input *in);

/* Finds the policy that holds for the file at `path`, and so the options. */
int input_policy(struct report *r, const char *path, struct input *in);

/* Takes the findings of a host; NO if one is at the level of --fail-on, else YES. */
int report_host(struct report *r, const struct input *in, struct host_run *run);

/* The same for what is found between the hosts: one result behind those of the files. */
int report_fleet(struct report *r, struct fleet_index *fleet);

/* The description files that the arguments mean: directories are searched for *.yaml, in the order of their
 * names. */
int inputs_expand(struct report *r, const char ***paths, size_t *n);

/* The hosts that the arguments and --root mean: a directory without *.yaml is that of a host, and files that
 * are no descriptions are those of one host together. */
int host_args_expand(struct report *r, struct host_args *hosts);

/* The one host that all arguments, or --root, are the files of. */
int host_args_files(struct report *r, struct host_arg *host);

#endif
