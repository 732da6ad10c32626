/* Places beneath a root, and files and directories that are named. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "source/tree_read.h"

enum { DEEP = 4 }; /* directories below the one that was named */

/* `path` without the slashes behind it, but for "/". */
static const char *without_slashes(struct tree *t, const char *path)
{
	size_t n = strlen(path);

	while (n > 1 && path[n - 1] == '/')
		n--;
	return arena_strndup(t->arena, path, n);
}

/* Why a directory is not read. */
static const char *directory_trouble(struct tree *t, int err)
{
	if (err == -E2BIG)
		return "there are more than 10,000 files in it";
	return err == -EXDEV ? "it is a link to a directory where nothing is read" : tree_why(t->arena, err);
}

/* ---- beneath a root ---- */

int tree_root(struct tree *t, const char *dir, const char *const *links)
{
	struct beneath_dir d;

	t->root = without_slashes(t, dir);
	t->links = links;
	d = tree_open_root(t);
	if (d.fd < 0) {
		t->root = NULL;
		return d.fd;
	}
	close(d.fd);
	return 0;
}

static void add_once(struct tree *t, const struct beneath_dir *d, const char *path)
{
	if (!tree_find(t, path))
		tree_take(t, d, path, path);
}

static void add_directory(struct tree *t, const struct beneath_dir *d, const char *dir)
{
	size_t budget = TREE_FILES;
	struct names names;
	int err = tree_names(t, d, dir, &budget, &names);

	if (err == -ENOENT && tree_is_there(d, dir) && !tree_find(t, dir))
		tree_take_none(t, d, dir, dir, "it is a link to nothing beneath the root");
	if (tree_is_not_there(err))
		return;
	if (err)
		tree_take_none(t, d, dir, dir, directory_trouble(t, err));
	for (size_t i = 0; i < names.n; i++)
		add_once(t, d, arena_printf(t->arena, "%s/%s", dir, names.v[i]));
}

void tree_add_place(struct tree *t, const char *place)
{
	const char *path = without_slashes(t, place);
	struct beneath_dir d = tree_open_root(t);

	if (d.fd < 0) {
		tree_take_none(t, &d, path, path, tree_why(t->arena, d.fd));
		return;
	}
	if (place[strlen(place) - 1] == '/')
		add_directory(t, &d, path);
	else
		add_once(t, &d, path);
	close(d.fd);
}

/* ---- what is named ---- */

static const char *last_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static int add_named_file(struct tree *t, const char *path, const struct stat *st)
{
	const char *as = tree_named(t, path, last_name(path)), *name = arena_strdup(t->arena, path);
	struct tree_file read = {.source = source_of(t->arena, name, "", 0)}, *f;

	if (tree_has(t, as, name))
		return 0;
	tree_read_named(t, &read, path, st);
	if (!read.trouble && tree_is_bundle(read.source)) {
		t->bytes -= read.source->len; /* counted by its files */
		tree_add_bundle(t, read.source);
		return t->n > TREE_FILES ? -E2BIG : 0;
	}
	f = tree_put(t, as, name);
	if (!f)
		return -E2BIG;
	f->source = read.source;
	f->trouble = read.trouble;
	return 0;
}

static int add_below(struct tree *t, const struct beneath_dir *d, const char *dir, int deep, size_t *budget);

/* One name in the directory that was named or in one below it. */
static int add_one_below(struct tree *t, const struct beneath_dir *d, const char *path, int deep,
			 size_t *budget)
{
	const char *name = arena_printf(t->arena, "%s/%s", d->name, path);
	const char *as = tree_named(t, name, path);
	struct stat st;
	int err;

	if (tree_has(t, as, name))
		return 0;
	err = tree_take(t, d, path, as);
	if (err != -EISDIR)
		return err == -E2BIG ? err : 0; /* else it was taken away just now */
	if (fstatat(d->fd, path, &st, AT_SYMLINK_NOFOLLOW) || S_ISLNK(st.st_mode))
		return 0; /* what it leads to is read where it lies */
	return deep ? add_below(t, d, path, deep - 1, budget) : 0;
}

static int add_below(struct tree *t, const struct beneath_dir *d, const char *dir, int deep, size_t *budget)
{
	bool top = !strcmp(dir, ".");
	struct names names;
	int err = tree_names(t, d, dir, budget, &names);

	if (err && (top || err == -E2BIG))
		return err;
	if (err)
		tree_take_none(t, d, dir, dir, directory_trouble(t, err));
	for (size_t i = 0; i < names.n && !err; i++)
		err = add_one_below(t, d, top ? names.v[i] : arena_printf(t->arena, "%s/%s", dir, names.v[i]),
				    deep, budget);
	return err == -E2BIG ? err : 0;
}

int tree_add(struct tree *t, const char *path)
{
	const char *name = without_slashes(t, path);
	struct beneath_dir d = {.name = strcmp(name, "/") ? name : ""};
	size_t budget = 10 * TREE_FILES; /* names of directories among them */
	struct stat st;
	int err;

	d.fd = open(path, O_PATH | O_CLOEXEC);
	if (d.fd < 0)
		return -errno;
	if (fstat(d.fd, &st))
		err = -errno;
	else if (S_ISDIR(st.st_mode))
		err = add_below(t, &d, ".", DEEP, &budget);
	else
		err = add_named_file(t, path, &st);
	close(d.fd);
	return err;
}
