#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "files/atomic.h"
#include "files/files.h"

enum { ATTRIBUTES = 65536 }; /* XATTR_LIST_MAX and XATTR_SIZE_MAX of the kernel */

static void free_text(char *const *s)
{
	free(*s);
}

#define FREED_AT_END __attribute__((cleanup(free_text)))

/* Those that the kernel computes from the content of the file cannot be taken along. */
static bool follows_content(const char *attribute)
{
	return !strcmp(attribute, "security.ima") || !strcmp(attribute, "security.evm");
}

static int copy_attribute(int from, int to, const char *name, char *value)
{
	ssize_t n = fgetxattr(from, name, value, ATTRIBUTES);

	if (n < 0)
		return errno == ENODATA ? 0 : -errno; /* it went meanwhile */
	return fsetxattr(to, name, value, (size_t)n, 0) ? -errno : 0;
}

static int copy_attributes(int from, int to)
{
	char *names FREED_AT_END = malloc(ATTRIBUTES), *value FREED_AT_END = malloc(ATTRIBUTES);
	ssize_t n = names && value ? flistxattr(from, names, ATTRIBUTES) : -1;
	int err = 0;

	if (!names || !value)
		return -ENOMEM;
	if (n < 0)
		return errno == ENOTSUP ? 0 : -errno;
	for (char *name = names; !err && name < names + n; name += strlen(name) + 1)
		if (!follows_content(name))
			err = copy_attribute(from, to, name, value);
	return err;
}

/* Owner first: a change of owner takes the set-id bits away, and ACLs follow the mode. */
static int take_over(int from, int to, const struct stat *st, mode_t more)
{
	struct stat own;

	if (fstat(to, &own))
		return -errno;
	if ((own.st_uid != st->st_uid || own.st_gid != st->st_gid) && fchown(to, st->st_uid, st->st_gid))
		return -errno;
	if (fchmod(to, (st->st_mode & 07777) | more))
		return -errno;
	return copy_attributes(from, to);
}

/* 0: the name still leads to the file that was read, and that holds what was read. */
static int is_unchanged(int dir, const char *name, int fd, const struct stat *st, const char *old, size_t len)
{
	struct stat now;

	if (fstatat(dir, name, &now, AT_SYMLINK_NOFOLLOW))
		return errno == ENOENT ? -ESTALE : -errno;
	if (now.st_dev != st->st_dev || now.st_ino != st->st_ino || lseek(fd, 0, SEEK_SET) ||
	    !has_bytes(fd, old, len))
		return -ESTALE;
	return 0;
}

static int fill(int fd, int from, const struct stat *st, const char *text, size_t len, mode_t more)
{
	int err = write_all(fd, text, len);

	if (!err)
		err = take_over(from, fd, st, more);
	return finish_file(fd, err);
}

int is_still(int dir, const char *name, const char *old, size_t len)
{
	struct stat st;
	int fd CLOSED_AT_END = open_regular(dir, name, &st);

	if (fd < 0)
		return fd == -ENOENT || fd == -ELOOP ? -ESTALE : fd;
	return is_unchanged(dir, name, fd, &st, old, len);
}

int write_over(int dir, const char *name, const char *old, size_t old_len, const char *text, size_t len,
	       mode_t more)
{
	char temporary[TEMP_NAME];
	int from CLOSED_AT_END = -1, fd, err;
	struct stat st;

	from = open_regular(dir, name, &st);
	if (from < 0)
		return from;
	fd = open_temporary(dir, temporary);
	if (fd < 0)
		return fd;
	err = fill(fd, from, &st, text, len, more);
	if (!err)
		err = is_unchanged(dir, name, from, &st, old, old_len);
	if (!err && renameat(dir, temporary, dir, name))
		err = -errno;
	if (err) {
		unlinkat(dir, temporary, 0);
		return err;
	}
	return sync_directory(dir);
}

int write_copy(int dir, const char *name, const char *old, size_t len, int to, const char *copy)
{
	char temporary[TEMP_NAME];
	int from CLOSED_AT_END = -1, fd, err;
	struct stat st;

	from = open_regular(dir, name, &st);
	if (from < 0)
		return from;
	fd = open_temporary(to, temporary);
	if (fd < 0)
		return fd;
	err = fill(fd, from, &st, old, len, 0);
	if (!err)
		err = is_unchanged(dir, name, from, &st, old, len);
	if (!err)
		err = give_name(to, temporary, copy);
	if (err) {
		unlinkat(to, temporary, 0);
		return err;
	}
	return sync_directory(to);
}

int file_replace(const char *path, const char *old, size_t old_len, const char *text, size_t len)
{
	char *real FREED_AT_END = realpath(path, NULL), *last = real ? strrchr(real, '/') : NULL;
	int dir CLOSED_AT_END = -1;
	struct stat st;

	if (!real)
		return -errno;
	*last++ = '\0';
	dir = open_directory(AT_FDCWD, *real ? real : "/", 0);
	if (dir < 0)
		return dir;
	if (!fstatat(dir, last, &st, AT_SYMLINK_NOFOLLOW) && S_ISREG(st.st_mode) && st.st_nlink > 1)
		return -EMLINK;
	return write_over(dir, last, old, old_len, text, len, 0);
}
