#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"

static int read_one(struct arena *a, const char *path, const char *name, struct source **out)
{
	int err = source_read(a, path, name, out);

	/* too large is a fault like others: the readers say so */
	return err && err != -EFBIG ? trouble("%s: %s", name, strerror(-err)) : YES;
}

int input_read(const struct options *o, const char *path, struct input *in)
{
	int code;

	*in = (struct input){.arena = arena_new()};
	code = read_one(in->arena, path, strcmp(path, "-") ? path : o->stdin_name, &in->source);
	if (!code && o->site)
		code = read_one(in->arena, o->site, o->site, &in->site);
	if (code)
		input_free(in);
	return code;
}

void input_free(struct input *in)
{
	arena_free(in->arena);
	*in = (struct input){0};
}

static int shown(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

/* Adds the *.yaml below a directory; links to directories are not followed, so there is no cycle. */
static int expand_directory(struct arena *a, const char *dir, const char ***paths, size_t *n)
{
	struct dirent **entries;
	int count = scandir(dir, &entries, shown, alphasort), code = YES;

	if (count < 0)
		return trouble("%s: %s", dir, strerror(errno));
	for (int i = 0; i < count; i++) {
		const char *path = arena_printf(a, "%s/%s", dir, entries[i]->d_name);
		size_t len = strlen(path);
		struct stat st;

		if (!lstat(path, &st) && S_ISDIR(st.st_mode)) {
			int below = expand_directory(a, path, paths, n);

			code = below > code ? below : code;
		} else if (len > 5 && !strcmp(path + len - 5, ".yaml")) {
			arena_push(a, *paths, *n, path);
		}
		free(entries[i]);
	}
	free(entries);
	return code;
}

int inputs_expand(const struct options *o, struct arena *a, const char ***paths, size_t *n)
{
	int code = YES;

	*paths = NULL;
	*n = 0;
	for (int i = 0; i < o->n; i++) {
		struct stat st;

		if (strcmp(o->args[i], "-") && !stat(o->args[i], &st) && S_ISDIR(st.st_mode)) {
			size_t before = *n;
			int below = expand_directory(a, o->args[i], paths, n);

			if (!below && *n == before) /* a gate that looks at nothing must not say yes */
				below = trouble("%s: no *.yaml below it", o->args[i]);
			code = below > code ? below : code;
		} else {
			arena_push(a, *paths, *n, o->args[i]);
		}
	}
	return code;
}
