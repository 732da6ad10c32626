#include "files/spot.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/beneath.h"
#include "files/atomic.h"
#include "files/digest.h"

const char *spot_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* ---- directories ---- */

enum { DIRECTORY = O_RDONLY | O_DIRECTORY | O_CLOEXEC };

/* Makes the directory `path`, whose parent is there, and opens it: by its name, as a link may be there by
 * now. */
static int make_below(int root, const char *path)
{
	int parent CLOSED_AT_END = spot_directory(root, path, false);

	return parent < 0 ? parent : make_directory(parent, spot_name(path), O_NOFOLLOW);
}

int spot_directory(int root, const char *path, bool make)
{
	char above[PATH_MAX];
	int fd = -ENOENT;

	if (strlen(path) >= sizeof(above))
		return -ENAMETOOLONG;
	if (!make) {
		size_t n = (size_t)(spot_name(path) - path);

		memcpy(above, path, n);
		strcpy(above + n, ".");
		return beneath_open(root, above, DIRECTORY);
	}
	strcpy(above, path);
	for (char *slash = strchr(above, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (fd >= 0)
			close(fd);
		fd = beneath_open(root, above, DIRECTORY);
		if (fd == -ENOENT)
			fd = make_below(root, above);
		if (fd < 0)
			return fd;
		*slash = '/';
	}
	return fd;
}

/* ---- what is in the way ---- */

static const char *kind_of(mode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG:
		return "is a file";
	case S_IFDIR:
		return "is a directory";
	case S_IFCHR:
	case S_IFBLK:
		return "is a device";
	case S_IFIFO:
		return "is a pipe";
	default:
		return "is no regular file";
	}
}

/* What the name at `path` in the directory is, which is no regular file. */
static void tell_obstacle(struct arena *a, int dir, const char *name, const struct stat *st, struct spot *out)
{
	char to[PATH_MAX];
	ssize_t n = S_ISLNK(st->st_mode) ? readlinkat(dir, name, to, sizeof(to)) : -1;

	out->obstacle = kind_of(st->st_mode);
	out->help = "take it away";
	if (!S_ISLNK(st->st_mode))
		return;
	out->obstacle = n < 0 ? "is a symbolic link"
			      : arena_printf(a, "is a symbolic link to %s", arena_strndup(a, to, (size_t)n));
	out->help = "take the link away where the file is to be written, or see to it that nothing is to be "
		    "written there";
}

static bool may_be_obstacle(int err)
{
	return err == -ENOENT || err == -ENOTDIR || err == -ELOOP;
}

/*
 * The directory of the file was not opened: the first of those above it that is no directory, and no link to
 * one, is in the way. Without one they can be made, or are there by now.
 */
static int find_obstacle(struct arena *a, int root, const char *path, int err, struct spot *out)
{
	if (!may_be_obstacle(err))
		return err;
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		const char *dir = arena_strndup(a, path, (size_t)(slash - path)), *why;
		int parent CLOSED_AT_END = spot_directory(root, dir, false);
		int fd CLOSED_AT_END = parent < 0 ? parent : beneath_open(root, dir, DIRECTORY);
		struct stat st;

		if (fd >= 0)
			continue;
		if (parent < 0 || !may_be_obstacle(fd))
			return parent < 0 ? parent : fd;
		if (fstatat(parent, spot_name(dir), &st, AT_SYMLINK_NOFOLLOW))
			return errno == ENOENT ? 0 : -errno;
		if (S_ISDIR(st.st_mode))
			continue; /* another run has made it just now */
		tell_obstacle(a, parent, spot_name(dir), &st, out);
		why = S_ISLNK(st.st_mode) ? ", and no directory is there" : "";
		out->obstacle = arena_printf(a, "cannot be: /%s %s%s", dir, out->obstacle, why);
		out->help = arena_printf(a, "make /%s a directory", dir);
		return 0;
	}
	return 0;
}

/* ---- files ---- */

static int read_all(int fd, char *buf, size_t len)
{
	while (len) {
		ssize_t n = read(fd, buf, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n ? -errno : -ESTALE; /* shorter than it was: somebody writes it */
		buf += n;
		len -= (size_t)n;
	}
	return 0;
}

/* Opens the file at `path`; -ENOENT where there is none, or an obstacle. */
static int open_spot(struct arena *a, int root, const char *path, struct spot *out)
{
	int dir CLOSED_AT_END = spot_directory(root, path, false), fd;
	const char *name = spot_name(path);
	struct stat st;

	*out = (struct spot){0};
	if (dir < 0) {
		fd = find_obstacle(a, root, path, dir, out);
		return fd ? fd : -ENOENT;
	}
	/* before it is opened: to open a device may do something */
	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW))
		return -errno;
	if (!S_ISREG(st.st_mode)) {
		tell_obstacle(a, dir, name, &st, out);
		return -ENOENT;
	}
	fd = open_regular(dir, name, &out->st);
	if (fd < 0)
		return fd == -EISDIR || fd == -EINVAL || fd == -ELOOP || fd == -ENOENT ? -ESTALE : fd;
	out->there = true;
	if (out->st.st_size <= SPOT_MAX)
		return fd;
	close(fd);
	out->obstacle = "is too large for a file of configuration";
	out->help = "look what it is, and take it away";
	return -ENOENT;
}

int spot_look(struct arena *a, int root, const char *path, struct spot *out)
{
	int fd CLOSED_AT_END = open_spot(a, root, path, out);
	char *bytes;

	if (fd < 0)
		return fd == -ENOENT ? 0 : fd;
	out->bytes = bytes = arena_alloc(a, (size_t)out->st.st_size + 1);
	return read_all(fd, bytes, (size_t)out->st.st_size);
}

int spot_digest(struct arena *a, int root, const char *path, struct spot *out, const char **digest)
{
	int fd CLOSED_AT_END = open_spot(a, root, path, out);

	*digest = NULL;
	if (fd < 0)
		return fd == -ENOENT ? 0 : fd;
	*digest = digest_of_file(a, fd, SPOT_MAX);
	return *digest ? 0 : -errno;
}
