/* Which hosts the arguments of a command mean: files, directories, standard input. */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/word.h"
#include "cli/option.h"

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

/* Adds the descriptions that an argument means; *dir is true for a directory. */
static int expand_one(struct report *r, const char *arg, const char ***paths, size_t *n, bool *dir)
{
	struct stat st;

	*dir = strcmp(arg, "-") && !stat(arg, &st) && S_ISDIR(st.st_mode);
	if (*dir)
		return expand_directory(r, arg, paths, n);
	arena_push(r->arena, *paths, *n, arg);
	return YES;
}

int inputs_expand(struct report *r, const char ***paths, size_t *n)
{
	const struct options *o = r->o;
	int code = YES;

	*paths = NULL;
	*n = 0;
	for (int i = 0; i < o->n; i++) {
		size_t before = *n;
		bool dir;
		int one = expand_one(r, o->args[i], paths, n, &dir);

		if (!one && dir && *n == before) /* a gate that looks at nothing must not say yes */
			one = report_trouble(r, o->args[i], "no *.yaml below it");
		code = one > code ? one : code;
	}
	return code;
}

/* ---- existing files ---- */

static void add_host(struct report *r, struct host_args *hosts, struct host_arg host)
{
	arena_push(r->arena, hosts->v, hosts->n, host);
}

/* True for a regular file, called `name`, that is one of an existing host. Pipes cannot be looked at twice. */
static bool is_existing(const char *path, const char *name)
{
	struct arena *a = arena_new();
	struct source *s;
	struct stat st;
	bool is;

	is = !word_ends_in(name, ".yaml") && !word_ends_in(name, ".yml") && !stat(path, &st) &&
	     S_ISREG(st.st_mode) && !source_read(a, path, name, &s) && source_is_native(a, s);
	arena_free(a);
	return is;
}

/* True if a file of an existing host lies in the directory itself. */
static bool holds_existing(const char *dir)
{
	struct dirent **entries;
	int n = scandir(dir, &entries, visible, alphasort);
	bool holds = false;

	for (int i = 0; i < n; i++) {
		struct text path;
		struct arena *a = arena_new();

		text_init(&path, a);
		text_addf(&path, "%s/%s", dir, entries[i]->d_name);
		holds = holds || is_existing(path.s, path.s);
		arena_free(a);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	return holds;
}

/* The host of the files that are named one by one; made with the first. */
static void add_file(struct report *r, struct host_args *hosts, size_t *loose, const char *path)
{
	struct host_arg *h;

	if (*loose == SIZE_MAX) {
		*loose = hosts->n;
		add_host(r, hosts, (struct host_arg){.path = path});
	}
	h = &hosts->v[*loose];
	arena_push(r->arena, h->files, h->n, path);
}

static int expand_host(struct report *r, const char *arg, struct host_args *hosts, size_t *loose)
{
	const char **paths = NULL, **files = NULL;
	size_t n = 0, one = 0;
	bool dir;
	int code;

	if (strcmp(arg, "-") && is_existing(arg, input_name(r->o, arg))) {
		add_file(r, hosts, loose, arg);
		return YES;
	}
	code = expand_one(r, arg, &paths, &n, &dir);
	if (code == YES && dir && n && holds_existing(arg))
		return report_trouble(r, arg, "descriptions (*.yaml) and the files of a host lie there together; name "
					      "the ones that are meant");
	for (size_t i = 0; i < n; i++)
		add_host(r, hosts, (struct host_arg){.path = paths[i]});
	if (code == YES && dir && !n) {
		arena_push(r->arena, files, one, arg);
		add_host(r, hosts, (struct host_arg){arg, files, one, false});
	}
	return code;
}

static int refuse(struct report *r, const char *option, const char *value)
{
	const struct option_row *row = option_find(option, strlen(option));

	return report_trouble(r, NULL, "--%s '%s' is not %s%s", option, value,
			      option_word_list(r->arena, row),
			      row->releases ? ", and no release; see bondwright releases" : "");
}

/* What --from and --virtualization say, if they are given, must be something. */
static int check_words(struct report *r)
{
	const char *from = r->o->run.from, *virtualization = r->o->run.virtualization;

	if (virtualization && !virtualization_is_known(virtualization))
		return refuse(r, "virtualization", virtualization);
	return !from || from_is_known(r->arena, from) ? YES : refuse(r, "from", from);
}

int host_args_expand(struct report *r, struct host_args *hosts)
{
	size_t loose = SIZE_MAX;
	int code = check_words(r);

	*hosts = (struct host_args){0};
	if (r->o->root)
		add_host(r, hosts, (struct host_arg){.path = r->o->root, .root = true});
	for (int i = 0; i < r->o->n; i++) {
		int one = expand_host(r, r->o->args[i], hosts, &loose);

		code = one > code ? one : code;
	}
	return code;
}

int host_args_files(struct report *r, struct host_arg *host)
{
	const struct options *o = r->o;

	*host = (struct host_arg){.path = o->root ? o->root : o->args[0], .root = o->root};
	if (o->root && o->n)
		return report_trouble(r, NULL, "either --root DIR or files");
	host->files = (const char **)o->args;
	host->n = (size_t)o->n;
	return check_words(r);
}
