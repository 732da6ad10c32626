#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/atomic.h"
#include "files/files.h"

enum { TEMP_TRIES = 100 };

void close_fd(const int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

/* Some file systems cannot sync directories and say EINVAL: nothing more can be done there. */
int sync_directory(int dir)
{
	return fsync(dir) && errno != EINVAL ? -errno : 0;
}

/* ---- directories ------------------------------------------------------------ */

int open_directory(int parent, const char *name, int flags)
{
	struct stat st;
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags), err = -errno;

	if (fd >= 0)
		return fd;
	/* a link gives ENOTDIR, which would send people looking for a file */
	if (flags & O_NOFOLLOW && !fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) && S_ISLNK(st.st_mode))
		return -ELOOP;
	return err;
}

/* Opens the directory `name`, made if it is not there. */
static int enter(int parent, const char *name, int flags)
{
	int fd = open_directory(parent, name, flags), err = 0;

	if (fd != -ENOENT)
		return fd;
	if (mkdirat(parent, name, 0755))
		return errno == EEXIST ? open_directory(parent, name, flags) : -errno;
	fd = open_directory(parent, name, flags);
	if (fd < 0)
		return fd;
	if (fchmod(fd, 0755)) /* whatever the umask */
		err = -errno;
	if (!err && parent != AT_FDCWD)
		err = sync_directory(parent);
	if (err)
		close(fd);
	return err ? err : fd;
}

/*
 * Opens the directory that the file at `path` belongs into, made if it is not there; what is behind
 * the last slash becomes `*last`. On failure `*bad` is the length of the path of the culprit.
 */
static int enter_all(int root, const char *path, const char **last, size_t *bad)
{
	int dir = dup(root), err = dir < 0 ? -errno : 0;
	const char *slash;

	*last = path;
	while (!err && (slash = strchr(*last, '/'))) {
		char name[256];
		size_t n = (size_t)(slash - *last);
		int next;

		*bad = (size_t)(slash - path);
		if (n >= sizeof(name)) {
			err = -ENAMETOOLONG;
			break;
		}
		memcpy(name, *last, n);
		name[n] = '\0';
		next = enter(dir, name, O_NOFOLLOW);
		close(dir);
		dir = next;
		err = next < 0 ? next : 0;
		*last = slash + 1;
	}
	if (err && dir >= 0)
		close(dir);
	if (!err)
		*bad = strlen(path);
	return err ? err : dir;
}

/* ---- files ------------------------------------------------------------------ */

bool has_bytes(int fd, const char *text, size_t len)
{
	char buf[4096];

	for (;;) {
		ssize_t n = read(fd, buf, sizeof(buf));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || (size_t)n > len || memcmp(buf, text, (size_t)n) != 0)
			return false;
		if (!n)
			return !len;
		text += n;
		len -= (size_t)n;
	}
}

/* 1: the file is there and equal. 0: it is not, and can be replaced. */
static int is_equal(int dir, const char *name, const struct file *f)
{
	struct stat st;
	int fd CLOSED_AT_END = -1;

	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW))
		return errno == ENOENT ? 0 : -errno;
	if (!S_ISREG(st.st_mode))
		return S_ISLNK(st.st_mode) ? -ELOOP : S_ISDIR(st.st_mode) ? -EISDIR : -EEXIST;
	if ((st.st_mode & 07777) != f->mode || (size_t)st.st_size != f->len)
		return 0;
	/* O_NONBLOCK: should it have become a pipe meanwhile, nobody waits */
	fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	return fd >= 0 && has_bytes(fd, f->text, f->len);
}

int write_all(int fd, const char *s, size_t len)
{
	while (len) {
		ssize_t n = write(fd, s, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n ? -errno : -EIO;
		s += n;
		len -= (size_t)n;
	}
	return 0;
}

/* A dotfile: whatever reads such a directory at boot (ifcfg-*, *.conf) passes it over. */
int open_temporary(int dir, char *name)
{
	for (int i = 0; i < TEMP_TRIES; i++) {
		unsigned r = 0;
		int fd;

		if (getrandom(&r, sizeof(r), 0) < 0 && errno != EINTR)
			return -errno;
		snprintf(name, TEMP_NAME, ".bondwright-%06x", r & 0xffffff);
		fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd >= 0 || errno != EEXIST)
			return fd >= 0 ? fd : -errno;
	}
	return -EEXIST;
}

/* Fills the temporary and closes it. */
static int fill(int fd, const struct file *f)
{
	int err = write_all(fd, f->text, f->len);

	if (!err && (fchmod(fd, f->mode) || fsync(fd)))
		err = -errno;
	if (close(fd) && !err)
		err = -errno;
	return err;
}

static int replace(int dir, const char *name, const struct file *f)
{
	char temporary[TEMP_NAME];
	int fd = open_temporary(dir, temporary), err;

	if (fd < 0)
		return fd;
	err = fill(fd, f);
	if (!err && renameat(dir, temporary, dir, name))
		err = -errno;
	if (err) {
		unlinkat(dir, temporary, 0);
		return err;
	}
	return sync_directory(dir);
}

static int put(int root, const char *path, const struct file *f, size_t *bad)
{
	const char *last;
	int dir CLOSED_AT_END = enter_all(root, path, &last, bad), equal;

	if (dir < 0)
		return dir;
	equal = is_equal(dir, last, f);
	return equal < 0 ? equal : equal ? 0 : replace(dir, last, f);
}

int file_set_write(const struct file_set *s, const char *out, const char *host, const char **failed)
{
	int top CLOSED_AT_END = -1, root CLOSED_AT_END = -1;

	*failed = arena_printf(s->arena, "%s/%s", out, host);
	if (!file_component_ok(host, strlen(host)))
		return -EINVAL;
	top = enter(AT_FDCWD, out, 0);
	if (top < 0)
		*failed = out;
	root = top < 0 ? top : enter(top, host, O_NOFOLLOW);
	if (root < 0)
		return root;
	for (size_t i = 0; i < s->n; i++) {
		const char *path = file_name(s->arena, &s->v[i]);
		size_t bad = 0;
		int err = put(root, path, &s->v[i], &bad);

		if (err) {
			*failed = arena_printf(s->arena, "%s/%s/%.*s", out, host, (int)bad, path);
			return err;
		}
	}
	return 0;
}

int file_write(const char *path, const char *text, size_t len)
{
	const struct file f = {.text = text, .len = len, .mode = 0644};
	const char *slash = strrchr(path, '/'), *last = slash ? slash + 1 : path;
	char parent[PATH_MAX] = ".";
	int dir CLOSED_AT_END = -1, equal;

	if (last - path >= PATH_MAX)
		return -ENAMETOOLONG;
	if (slash)
		snprintf(parent, sizeof(parent), "%.*s", (int)(last - path), path);
	dir = open_directory(AT_FDCWD, parent, 0);
	if (dir < 0)
		return dir;
	equal = is_equal(dir, last, &f);
	return equal < 0 ? equal : equal ? 0 : replace(dir, last, &f);
}
