#include "files/atomic.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

enum { TEMP_TRIES = 100, TEMP_DIGITS = 6 };

static const char TEMP_PREFIX[] = ".bondwright-";

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

/* ---- directories ---- */

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

int make_directory(int parent, const char *name, int flags)
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

/* ---- files ---- */

int open_regular(int dir, const char *name, struct stat *st)
{
	/* O_NONBLOCK: should it be a pipe, nobody waits */
	int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), err = 0;

	if (fd < 0)
		return -errno;
	if (fstat(fd, st))
		err = -errno;
	else if (!S_ISREG(st->st_mode))
		err = S_ISDIR(st->st_mode) ? -EISDIR : -EINVAL;
	if (err)
		close(fd);
	return err ? err : fd;
}

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
		snprintf(name, TEMP_NAME, "%s%0*x", TEMP_PREFIX, TEMP_DIGITS, r & 0xffffff);
		fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd >= 0 || errno != EEXIST)
			return fd >= 0 ? fd : -errno;
	}
	return -EEXIST;
}

bool is_temporary(const char *name)
{
	size_t n = strlen(TEMP_PREFIX);

	return !strncmp(name, TEMP_PREFIX, n) && strlen(name + n) == TEMP_DIGITS &&
	       strspn(name + n, "0123456789abcdef") == TEMP_DIGITS;
}

int finish_file(int fd, int err)
{
	if (!err && fsync(fd))
		err = -errno;
	if (close(fd) && !err)
		err = -errno;
	return err;
}

static bool knows_no_flags(int err)
{
	return err == EINVAL || err == ENOSYS; /* the file system; Linux before 3.15 */
}

int give_name(int dir, const char *temporary, const char *name)
{
	if (!renameat2(dir, temporary, dir, name, RENAME_NOREPLACE))
		return 0;
	if (knows_no_flags(errno) && !linkat(dir, temporary, dir, name, 0))
		return unlinkat(dir, temporary, 0) ? -errno : 0;
	return errno == EEXIST ? -ESTALE : -errno;
}

static int take_name(int dir, const char *temporary, const char *name)
{
	return renameat(dir, temporary, dir, name) ? -errno : 0;
}

static int write_as(int dir, const char *name, const char *text, size_t len, mode_t mode,
		    int (*rename_to)(int dir, const char *temporary, const char *name))
{
	char temporary[TEMP_NAME];
	int fd = open_temporary(dir, temporary), err;

	if (fd < 0)
		return fd;
	err = write_all(fd, text, len);
	if (!err && fchmod(fd, mode))
		err = -errno;
	err = finish_file(fd, err);
	if (!err)
		err = rename_to(dir, temporary, name);
	if (err) {
		unlinkat(dir, temporary, 0);
		return err;
	}
	return sync_directory(dir);
}

int write_any(int dir, const char *name, const char *text, size_t len, mode_t mode)
{
	return write_as(dir, name, text, len, mode, take_name);
}

int write_new(int dir, const char *name, const char *text, size_t len, mode_t mode)
{
	return write_as(dir, name, text, len, mode, give_name);
}
