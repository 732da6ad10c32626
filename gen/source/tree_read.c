/* Reading the files of a tree: what may be opened, and how. */
#include "source/tree_read.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool tree_is_configuration(const struct tree *t, const char *path, bool above)
{
	size_t n = strlen(path);

	for (const char *const *c = t->links; *c; c++) {
		size_t m = strlen(*c);

		if (!strncmp(path, *c, m))
			return true;
		if (above && (!n || (n < m && !strncmp(path, *c, n) && (*c)[n] == '/')))
			return true;
	}
	return false;
}

const char *tree_why(struct arena *a, int err)
{
	return arena_printf(a, "it cannot be opened: %s", strerror(-err));
}

/* ---- one file ---- */

static const char *kind_of(mode_t mode)
{
	return S_ISREG(mode)    ? NULL
	       : S_ISDIR(mode)  ? "it is a directory"
	       : S_ISFIFO(mode) ? "it is a FIFO"
	       : S_ISSOCK(mode) ? "it is a socket"
				: "it is a device";
}

/* Why what a link leads to is not opened; NULL: it is. */
static const char *link_trouble(struct tree *t, const struct beneath_dir *d, const struct beneath *how)
{
	if (!how->link)
		return NULL;
	if (d->root && !tree_is_configuration(t, how->path, false))
		return arena_printf(t->arena,
				    "it is a link to %s, where no configuration of the network lies",
				    how->path);
	return !d->root && how->out ? "it is a link that leads out of the directory that was named" : NULL;
}

/*
 * Opens what was looked at before, for reading. Opening a device can start something, and a FIFO waits for a
 * writer: therefore the look, the flags, and the second look.
 */
static int open_regular(const struct beneath_dir *d, const char *path, const struct stat *was)
{
	int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | O_NOFOLLOW;
	int fd = d ? beneath_open(d->fd, path, flags) : open(path, flags & ~O_NOFOLLOW);
	struct stat st;

	if (fd < 0)
		return d ? fd : -errno;
	if (!fstat(fd, &st) && st.st_dev == was->st_dev && st.st_ino == was->st_ino && S_ISREG(st.st_mode))
		return fd;
	close(fd);
	return -ESTALE;
}

static void read_into(struct tree *t, struct tree_file *f, int fd)
{
	struct source *s;
	int err = source_read_fd(t->arena, fd, f->source->name, SOURCE_MAX, &s);

	if (!err)
		tree_fill(t, f, s);
	else
		f->trouble = err == -EFBIG ? "it is larger than 1 MB"
					   : arena_printf(t->arena, "it cannot be read: %s", strerror(-err));
}

/* Reads the file at `path` (beneath `d`, or NULL: anywhere), of which `st` was seen. */
static void read_regular(struct tree *t, struct tree_file *f, const struct beneath_dir *d, const char *path,
			 const struct stat *st)
{
	int fd;

	f->trouble = kind_of(st->st_mode);
	if (f->trouble)
		return;
	fd = open_regular(d, path, st);
	if (fd < 0) {
		f->trouble = tree_why(t->arena, fd);
		return;
	}
	read_into(t, f, fd);
	close(fd);
}

static const char *name_below(struct tree *t, const struct beneath_dir *d, const char *path)
{
	return arena_printf(t->arena, "%s/%s", d->name, path);
}

void tree_take_none(struct tree *t, const struct beneath_dir *d, const char *path, const char *as,
		    const char *why)
{
	struct tree_file *f = tree_put(t, as, name_below(t, d, path));

	if (f)
		f->trouble = why;
}

bool tree_is_not_there(int err)
{
	return err == -ENOENT || err == -ENOTDIR;
}

/* A link to /dev/null says that there is nothing, as udev and systemd have it. */
static bool is_mask(const struct beneath *how)
{
	return how->link && !strcmp(how->path, "dev/null");
}

bool tree_is_there(const struct beneath_dir *d, const char *path)
{
	int fd = beneath_open(d->fd, path, O_PATH | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

int tree_take(struct tree *t, const struct beneath_dir *d, const char *path, const char *as)
{
	struct beneath how;
	int fd = beneath_find(d->fd, path, O_PATH | O_CLOEXEC, &how);
	const char *trouble = link_trouble(t, d, &how);
	struct stat st = {0};
	struct tree_file *f;

	if (tree_is_not_there(fd) && !tree_is_there(d, path))
		return fd;
	if (!trouble && fd < 0)
		trouble = tree_is_not_there(fd) ? "it is a link to nothing" : tree_why(t->arena, fd);
	if (fd >= 0 && fstat(fd, &st))
		trouble = tree_why(t->arena, -errno);
	if (fd >= 0)
		close(fd);
	if (!trouble && S_ISDIR(st.st_mode))
		return -EISDIR;
	f = tree_put(t, as, name_below(t, d, path));
	if (!f)
		return -E2BIG;
	f->trouble = is_mask(&how) ? NULL : trouble;
	if (!trouble)
		read_regular(t, f, d, how.path, &st);
	return 0;
}

/* Reads a file that was named, through whatever links. */
void tree_read_named(struct tree *t, struct tree_file *f, const char *path, const struct stat *st)
{
	read_regular(t, f, NULL, path, st);
}

/* ---- directories ---- */

struct beneath_dir tree_open_root(const struct tree *t)
{
	int fd = open(t->root, O_PATH | O_DIRECTORY | O_CLOEXEC);

	return (struct beneath_dir){
		.fd = fd < 0 ? -errno : fd,
		.name = strcmp(t->root, "/") ? t->root : "",
		.root = true,
	};
}

static int by_order(const void *a, const void *b)
{
	return tree_order(*(const char *const *)a, *(const char *const *)b);
}

static int read_names(struct tree *t, DIR *dir, size_t *budget, struct names *names)
{
	const struct dirent *e;

	while ((e = readdir(dir))) {
		if (e->d_name[0] == '.')
			continue;
		if (!*budget)
			return -E2BIG;
		--*budget;
		arena_push(t->arena, names->v, names->n, arena_strdup(t->arena, e->d_name));
	}
	return 0;
}

int tree_names(struct tree *t, const struct beneath_dir *d, const char *path, size_t *budget,
	       struct names *names)
{
	struct beneath how;
	int fd = beneath_find(d->fd, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, &how), err;
	DIR *dir;

	*names = (struct names){0};
	if (fd < 0)
		return fd;
	if (how.link && (d->root ? !tree_is_configuration(t, how.path, true) : how.out)) {
		close(fd);
		return -EXDEV;
	}
	dir = fdopendir(fd);
	if (!dir) {
		err = -errno;
		close(fd);
		return err;
	}
	err = read_names(t, dir, budget, names);
	closedir(dir);
	if (names->n)
		qsort(names->v, names->n, sizeof(*names->v), by_order);
	return err;
}
