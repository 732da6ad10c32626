#include "base/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
	LINKS_MAX = 40,    /* MAXSYMLINKS of the kernel */
	STEPS_MAX = 10000, /* no honest path takes as many */
};

/* ---- by the kernel ---- */

static int kernel_open(int dir, const char *path, int flags, uint64_t resolve)
{
	struct open_how how = {.flags = (uint64_t)flags, .resolve = RESOLVE_IN_ROOT | resolve};
	long fd = syscall(SYS_openat2, dir, path, &how, sizeof(how));

	return fd < 0 ? -errno : (int)fd;
}

/*
 * Whether the walk has to answer: no such system call; a filter of system calls that is older than it, which
 * says EPERM or EACCES (where they are meant, the walk gets them too); or a rename elsewhere just now
 * (EAGAIN).
 */
static bool kernel_cannot(int err)
{
	return err == -ENOSYS || err == -EPERM || err == -EACCES || err == -EAGAIN;
}

static bool makes_files(int flags)
{
	return flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE;
}

int beneath_open(int dir, const char *path, int flags)
{
	int fd;

	if (makes_files(flags))
		return -EINVAL;
	fd = kernel_open(dir, path, flags, RESOLVE_NO_MAGICLINKS);
	return kernel_cannot(fd) ? beneath_walk(dir, path, flags, NULL) : fd;
}

/* True for "etc/network/interfaces": no "..", nothing doubled. */
static bool is_plain(const char *path)
{
	for (;; path++) {
		size_t n = strcspn(path, "/");

		if (!n || (n == 1 && path[0] == '.') || (n == 2 && !strncmp(path, "..", 2)))
			return false;
		path += n;
		if (!*path)
			return true;
	}
}

int beneath_find(int dir, const char *path, int flags, struct beneath *how)
{
	int fd;

	if (makes_files(flags))
		return -EINVAL;
	if (is_plain(path) && strlen(path) < sizeof(how->path)) {
		fd = kernel_open(dir, path, flags, RESOLVE_NO_SYMLINKS);
		if (fd >= 0) {
			strcpy(how->path, path);
			how->link = how->out = false;
			return fd;
		}
	}
	return beneath_walk(dir, path, flags, how);
}

/* ---- step by step ---- */

struct walk {
	int dir, flags;
	int at;                  /* the directory reached; `dir` itself stays open */
	char done[PATH_MAX];     /* its path, without links */
	char rest[2 * PATH_MAX]; /* what is still to go */
	const char *now, *next;  /* in `rest`: the name that is looked at, and what follows it */
	unsigned links, steps;
	bool out;
};

static void leave(struct walk *w)
{
	if (w->at != w->dir && w->at >= 0)
		close(w->at);
	w->at = w->dir;
}

/* The directory `name` of the one reached is reached. */
static int enter(struct walk *w, const char *name, int fd)
{
	size_t n = strlen(w->done);

	leave(w);
	w->at = fd;
	if (n + strlen(name) + 2 > sizeof(w->done))
		return -ENAMETOOLONG;
	if (n)
		w->done[n++] = '/';
	strcpy(w->done + n, name);
	return 0;
}

/* From the top again, with what was reached in front of what is to go: from a directory, ".." could lead
 * elsewhere by now. */
static int start_again(struct walk *w, const char *first, const char *then)
{
	char rest[sizeof(w->rest)];
	size_t n = strlen(first), m = strlen(then);

	if (n + m + 2 > sizeof(rest))
		return -ENAMETOOLONG;
	strcpy(rest, first);
	if (m) {
		rest[n] = '/';
		strcpy(rest + n + 1, then);
	}
	strcpy(w->rest, rest);
	w->now = w->next = w->rest;
	w->done[0] = '\0';
	leave(w);
	return 0;
}

static int go_up(struct walk *w)
{
	char above[sizeof(w->done)];
	char *slash;

	if (!w->done[0]) {
		w->out = true;
		return 0;
	}
	strcpy(above, w->done);
	slash = strrchr(above, '/');
	if (!slash) {
		w->done[0] = '\0';
		leave(w);
		return 0;
	}
	*slash = '\0';
	return start_again(w, above, w->next);
}

static int follow(struct walk *w, int fd)
{
	char to[PATH_MAX], whole[2 * PATH_MAX];
	struct statfs fs;
	ssize_t n;

	if (++w->links > LINKS_MAX)
		return -ELOOP;
	if (!fstatfs(fd, &fs) && fs.f_type == PROC_SUPER_MAGIC)
		return -ELOOP;
	n = readlinkat(fd, "", to, sizeof(to) - 1);
	if (n < 0)
		return -errno;
	to[n] = '\0';
	if (!n)
		return -ENOENT;
	if (to[0] == '/') {
		w->out = true;
		return start_again(w, to, w->next);
	}
	if (strlen(w->done) + (size_t)n + 2 > sizeof(whole))
		return -ENAMETOOLONG;
	whole[0] = '\0';
	if (w->done[0])
		strcat(strcpy(whole, w->done), "/");
	return start_again(w, strcat(whole, to), w->next);
}

/* Goes through one name, the last one or not. Gives 0 where there is more to go, 1 where *fd is what was
 * looked for. */
static int step(struct walk *w, const char *name, bool last, int *fd)
{
	int here = openat(w->at, name, O_PATH | O_NOFOLLOW | O_CLOEXEC), err = 0;
	struct stat st;

	if (here < 0)
		return -errno;
	if (fstat(here, &st))
		err = -errno;
	else if (S_ISLNK(st.st_mode) && !(last && w->flags & O_NOFOLLOW))
		err = follow(w, here);
	else if (last)
		err = 1;
	else if (S_ISDIR(st.st_mode))
		return enter(w, name, here);
	else
		err = -ENOTDIR;
	close(here);
	if (err < 1)
		return err;
	*fd = openat(w->at, name, w->flags | O_NOFOLLOW);
	return *fd < 0 ? -errno : 1;
}

/* The next name goes into `name`; false: there is none. */
static bool take_name(struct walk *w, char *name, int *err)
{
	size_t n;

	w->now = w->next + strspn(w->next, "/");
	n = strcspn(w->now, "/");
	w->next = w->now + n;
	*err = n > NAME_MAX ? -ENAMETOOLONG : ++w->steps > STEPS_MAX ? -ELOOP : 0;
	if (!n || *err)
		return false;
	memcpy(name, w->now, n);
	name[n] = '\0';
	return true;
}

static int walk(struct walk *w)
{
	char name[NAME_MAX + 1];
	int err = 0, fd = -1;

	while (take_name(w, name, &err)) {
		if (!strcmp(name, "."))
			continue;
		err = strcmp(name, "..") ? step(w, name, !*w->next, &fd) : go_up(w);
		if (err < 0)
			return err;
		if (err)
			return fd;
	}
	if (err)
		return err;
	fd = openat(w->at, ".", w->flags);
	return fd < 0 ? -errno : fd;
}

/* What was reached and what was still to go. */
static void tell(const struct walk *w, struct beneath *how)
{
	size_t n = strlen(w->done);

	how->link = w->links;
	how->out = w->out;
	strcpy(how->path, w->done);
	if (!*w->now || n + strlen(w->now) + 2 > sizeof(how->path))
		return;
	if (n)
		how->path[n++] = '/';
	strcpy(how->path + n, w->now);
}

int beneath_walk(int dir, const char *path, int flags, struct beneath *how)
{
	struct walk w = {.dir = dir, .flags = flags, .at = dir};
	int fd;

	w.now = w.next = strncpy(w.rest, path, PATH_MAX);
	if (strlen(path) >= PATH_MAX)
		fd = -ENAMETOOLONG;
	else if (!*path)
		fd = -ENOENT;
	else if (makes_files(flags))
		fd = -EINVAL;
	else
		fd = walk(&w);
	if (how)
		tell(&w, how);
	leave(&w);
	return fd;
}
