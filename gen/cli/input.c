/* What a command reads: a description, or the files of a host. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"

/* Too large is a fault like others: the readers say so. */
static bool cannot_be_judged(int err)
{
	return err && err != -EFBIG;
}

static bool is_directory(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

const char *input_name(const struct options *o, const char *path)
{
	bool only = o->n == 1 && !strcmp(path, o->args[0]) && !is_directory(path);

	if (!strcmp(path, "-"))
		return o->stdin_name ? o->stdin_name : "<stdin>";
	/* what configuration management has validated is a temporary file, whose path nobody knows */
	return o->stdin_name && only ? o->stdin_name : path;
}

/* Begins an input, with the site file. */
static int begin(struct report *r, const char *name, struct input *in)
{
	const struct options *o = r->o;
	int err;

	*in = (struct input){.arena = arena_new(), .name = name, .run = o->run};
	in->run.fail_on = o->fail_on < 0 ? ERROR : (enum severity)o->fail_on;
	err = o->site ? source_read(in->arena, o->site, o->site, &in->site) : 0;
	return cannot_be_judged(err) ? report_trouble(r, name, "%s: %s", o->site, strerror(-err)) : YES;
}

int input_read(struct report *r, const char *path, struct input *in)
{
	const char *name = input_name(r->o, path);
	int code = begin(r, name, in), err;

	if (code == YES) {
		err = source_read(in->arena, path, name, &in->source);
		if (cannot_be_judged(err))
			code = report_trouble(r, name, "%s", strerror(-err));
	}
	if (code != YES)
		input_free(in);
	return code;
}

/* What came from standard input, or has a name of its own: one file, or several in one text. */
static void add_source(struct input *in, const struct source *s)
{
	if (tree_is_bundle(s))
		tree_add_bundle(in->files, s);
	else
		tree_add_source(in->files, in->name, s);
}

/* One argument of a host's files. */
static int add_files(struct report *r, struct input *in, const char *path)
{
	const char *name = input_name(r->o, path);
	struct source *s;
	int err;

	if (name == path) {
		err = tree_add(in->files, path);
	} else {
		err = source_read(in->arena, path, name, &s);
		if (!err)
			add_source(in, s);
	}
	if (err == -E2BIG)
		return report_trouble(r, path, "more than 10,000 files or 64 MB: that is no host's configuration");
	return err ? report_trouble(r, path, "%s", strerror(-err)) : YES;
}

static int open_files(struct report *r, const struct host_arg *arg, struct input *in)
{
	int code = begin(r, arg->root ? arg->path : input_name(r->o, arg->path), in), err = 0;

	in->files = tree_new(in->arena);
	if (arg->root || (arg->n == 1 && is_directory(arg->path)))
		in->run.directory = arg->path;
	if (code == YES && arg->root)
		err = host_tree_open(in->files, arg->path);
	if (err)
		code = report_trouble(r, arg->path, "%s", strerror(-err));
	for (size_t i = 0; code == YES && i < arg->n; i++)
		code = add_files(r, in, arg->files[i]);
	if (code != YES)
		input_free(in);
	return code;
}

int input_open(struct report *r, const struct host_arg *arg, struct input *in)
{
	int code;

	if (arg->files || arg->root)
		return open_files(r, arg, in);
	code = input_read(r, arg->path, in);
	/* what comes from a pipe shows only now what it is */
	if (code == YES && !strcmp(arg->path, "-") && source_is_native(in->arena, in->source)) {
		in->files = tree_new(in->arena);
		add_source(in, in->source);
		in->source = NULL;
	}
	return code;
}

struct host_run input_run(const struct input *in)
{
	return in->files ? host_run_files(in->arena, in->files, in->site, &in->run)
			 : host_run(in->arena, in->source, in->site, &in->run);
}

void input_free(struct input *in)
{
	arena_free(in->arena);
	*in = (struct input){0};
}
