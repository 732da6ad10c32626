#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/atomic.h"
#include "files/files.h"

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
		next = make_directory(dir, name, O_NOFOLLOW);
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
	fd = open_regular(dir, name, &st);
	return fd >= 0 && has_bytes(fd, f->text, f->len);
}

static int put(int root, const char *path, const struct file *f, size_t *bad)
{
	const char *last;
	int dir CLOSED_AT_END = enter_all(root, path, &last, bad), equal;

	if (dir < 0)
		return dir;
	equal = is_equal(dir, last, f);
	return equal < 0 ? equal : equal ? 0 : write_any(dir, last, f->text, f->len, f->mode);
}

int file_set_write(const struct file_set *s, const char *out, const char *host, const char **failed)
{
	const char *below = host ? arena_printf(s->arena, "%s/%s", out, host) : out;
	int top CLOSED_AT_END = -1, own CLOSED_AT_END = -1, root;

	*failed = below;
	if (host && !file_component_ok(host, strlen(host)))
		return -EINVAL;
	top = make_directory(AT_FDCWD, out, 0);
	if (top < 0)
		*failed = out;
	if (top >= 0 && host)
		own = make_directory(top, host, O_NOFOLLOW);
	root = top < 0 || !host ? top : own;
	if (root < 0)
		return root;
	for (size_t i = 0; i < s->n; i++) {
		const char *path = file_name(s->arena, &s->v[i]);
		size_t bad = 0;
		int err = put(root, path, &s->v[i], &bad);

		if (err) {
			*failed = arena_printf(s->arena, "%s/%.*s", below, (int)bad, path);
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
	return equal < 0 ? equal : equal ? 0 : write_any(dir, last, text, len, f.mode);
}
