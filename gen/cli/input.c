/* What a command reads: files, directories, standard input. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"

/* Too large is a fault like others: the readers say so. */
static bool cannot_be_judged(int err)
{
	return err && err != -EFBIG;
}

int input_read(struct report *r, const char *path, struct input *in)
{
	const struct options *o = r->o;
	const char *name = strcmp(path, "-") ? path : o->stdin_name;
	int err, code = YES;

	*in = (struct input){.arena = arena_new(), .run = o->run};
	in->run.fail_on = o->fail_on < 0 ? ERROR : (enum severity)o->fail_on;
	err = source_read(in->arena, path, name, &in->source);
	if (cannot_be_judged(err))
		code = report_trouble(r, name, "%s", strerror(-err));
	err = code == YES && o->site ? source_read(in->arena, o->site, o->site, &in->site) : 0;
	if (cannot_be_judged(err))
		code = report_trouble(r, name, "%s: %s", o->site, strerror(-err));
	if (code != YES)
		input_free(in);
	return code;
}

void input_free(struct input *in)
{
	arena_free(in->arena);
	*in = (struct input){0};
}

static int visible(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

/* Adds the *.yaml below a directory; links to directories are not followed, so there is no cycle. */
static int expand_directory(struct report *r, const char *dir, const char ***paths, size_t *n)
{
	struct dirent **entries;
	int count = scandir(dir, &entries, visible, alphasort), code = YES;

	if (count < 0)
		return report_trouble(r, dir, "%s", strerror(errno));
	for (int i = 0; i < count; i++) {
		const char *path = arena_printf(r->arena, "%s/%s", dir, entries[i]->d_name);
		size_t len = strlen(path);
		struct stat st;

		if (!lstat(path, &st) && S_ISDIR(st.st_mode)) {
			int below = expand_directory(r, path, paths, n);

			code = below > code ? below : code;
		} else if (len > 5 && !strcmp(path + len - 5, ".yaml")) {
			arena_push(r->arena, *paths, *n, path);
		}
		free(entries[i]);
	}
	free(entries);
	return code;
}

int inputs_expand(struct report *r, const char ***paths, size_t *n)
{
	const struct options *o = r->o;
	int code = YES;

	*paths = NULL;
	*n = 0;
	for (int i = 0; i < o->n; i++) {
		struct stat st;

		if (strcmp(o->args[i], "-") && !stat(o->args[i], &st) && S_ISDIR(st.st_mode)) {
			size_t before = *n;
			int below = expand_directory(r, o->args[i], paths, n);

			if (!below && *n == before) /* a gate that looks at nothing must not say yes */
				below = report_trouble(r, o->args[i], "no *.yaml below it");
			code = below > code ? below : code;
		} else {
			arena_push(r->arena, *paths, *n, o->args[i]);
		}
	}
	return code;
}
