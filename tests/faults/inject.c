/*
 * Lets one system call of a program fail. Preloaded: LD_PRELOAD=inject.so INJECT=WHAT:N INJECT_ROOT=DIR
 * INJECT_LOG=FILE
 *
 * Calls are counted from the first on that opens DIR. WHAT becomes of the N-th: an errno as a number;
 * "short", half of the bytes of a write or read; "before" or "after", the program is killed then, with
 * SIGKILL. FILE gets the name of each call that is counted, and a line "! NAME" for the one that was hit.
 *
 * A writer that is not root changes no owner and no label. So that its calls are there for everybody, regular
 * files that are open only for writing seem to be of another group here, and files to have an attribute; what
 * sets either does nothing. Nor does fsync: the machine goes on, and the disk has enough to do.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

static struct {
	long at, calls; /* calls: -1 until the root is opened */
	int error;
	bool cut, before, after;
	const char *root;
	int log;
} inject = {.calls = -1, .log = -1};

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void)
{
	const char *what = getenv("INJECT"), *log = getenv("INJECT_LOG"),
		   *n = what ? strchr(what, ':') : NULL;

	inject.root = getenv("INJECT_ROOT");
	if (log)
		inject.log = (int)syscall(SYS_openat, AT_FDCWD, log,
					  O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (!n)
		return;
	inject.at = atol(n + 1);
	inject.error = atoi(what);
	inject.cut = !strncmp(what, "short", 5);
	inject.before = !strncmp(what, "before", 6);
	inject.after = !strncmp(what, "after", 5);
}

static void note(const char *mark, const char *name)
{
	char line[64];
	int n = snprintf(line, sizeof(line), "%s%s\n", mark, name);

	if (inject.log >= 0 && REAL(write)(inject.log, line, (size_t)n) != n)
		abort();
}

/* Counts a call; true: it is the one. */
static bool reached(const char *name)
{
	if (inject.calls < 0)
		return false;
	note("", name);
	if (++inject.calls != inject.at)
		return false;
	note("! ", name);
	return true;
}

/* The call that is hit fails, or the program is killed in front of it. */
static bool fails(bool hit)
{
	if (hit && inject.before)
		kill(getpid(), SIGKILL);
	errno = hit && inject.error ? inject.error : errno;
	return hit && inject.error;
}

static void done(bool hit)
{
	if (hit && inject.after)
		kill(getpid(), SIGKILL);
}

/* One whose arguments do not matter; `call` is what it does. */
#define PASS(type, name, call)                                                                               \
	do {                                                                                                 \
		bool hit = reached(name);                                                                    \
		type result;                                                                                 \
                                                                                                             \
		if (fails(hit))                                                                              \
			return (type)-1;                                                                     \
		result = call;                                                                               \
		done(hit);                                                                                   \
		return result;                                                                               \
	} while (0)

/* ---- opening ---- */

static void watch(const char *path)
{
	if (inject.calls < 0 && inject.root && !strcmp(path, inject.root))
		inject.calls = 0;
}

int open(const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	watch(path);
	PASS(int, "open", REAL(open)(path, flags, mode));
}

int openat(int dir, const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	watch(path);
	PASS(int, "openat", REAL(openat)(dir, path, flags, mode));
}

long syscall(long number, ...)
{
	long a[6];
	va_list ap;

	va_start(ap, number);
	for (int i = 0; i < 6; i++)
		a[i] = va_arg(ap, long);
	va_end(ap);
	PASS(long, number == SYS_openat2 ? "openat2" : "syscall",
	     REAL(syscall)(number, a[0], a[1], a[2], a[3], a[4], a[5]));
}

DIR *fdopendir(int fd)
{
	bool hit = reached("fdopendir");
	DIR *d;

	if (fails(hit))
		return NULL;
	d = REAL(fdopendir)(fd);
	done(hit);
	return d;
}

struct dirent *readdir(DIR *dir)
{
	bool hit = reached("readdir");
	struct dirent *e;

	if (fails(hit))
		return NULL;
	e = REAL(readdir)(dir);
	done(hit);
	return e;
}

int close(int fd)
{
	PASS(int, "close", REAL(close)(fd));
}

/* For locks: what it is called with is always an address. */
int fcntl(int fd, int what, ...)
{
	va_list ap;
	void *arg;

	va_start(ap, what);
	arg = va_arg(ap, void *);
	va_end(ap);
	PASS(int, "fcntl", REAL(fcntl)(fd, what, arg));
}

/* ---- content ---- */

ssize_t read(int fd, void *buf, size_t n)
{
	bool hit = reached("read");
	ssize_t got;

	if (fails(hit))
		return -1;
	got = REAL(read)(fd, buf, hit && inject.cut && n > 1 ? n / 2 : n);
	done(hit);
	return got;
}

ssize_t write(int fd, const void *buf, size_t n)
{
	bool hit = reached("write");
	ssize_t put;

	if (fails(hit))
		return -1;
	put = REAL(write)(fd, buf, hit && inject.cut && n > 1 ? n / 2 : n);
	done(hit);
	return put;
}

int fsync(int fd)
{
	(void)fd;
	PASS(int, "fsync", 0);
}

off_t lseek(int fd, off_t to, int how)
{
	PASS(off_t, "lseek", REAL(lseek)(fd, to, how));
}

/* ---- attributes ---- */

static int fstat_as_another(int fd, struct stat *st)
{
	int err = REAL(fstat)(fd, st);

	if (!err && S_ISREG(st->st_mode) && (fcntl(fd, F_GETFL) & O_ACCMODE) == O_WRONLY)
		st->st_gid++;
	return err;
}

int fstat(int fd, struct stat *st)
{
	PASS(int, "fstat", fstat_as_another(fd, st));
}

int fstatat(int dir, const char *path, struct stat *st, int flags)
{
	PASS(int, "fstatat", REAL(fstatat)(dir, path, st, flags));
}

int fchmod(int fd, mode_t mode)
{
	PASS(int, "fchmod", REAL(fchmod)(fd, mode));
}

int fchown(int fd, uid_t uid, gid_t gid)
{
	(void)fd;
	(void)uid;
	(void)gid;
	PASS(int, "fchown", 0);
}

ssize_t flistxattr(int fd, char *list, size_t room)
{
	static const char name[] = "user.injected";

	(void)fd;
	(void)room;
	PASS(ssize_t, "flistxattr", (memcpy(list, name, sizeof(name)), (ssize_t)sizeof(name)));
}

ssize_t fgetxattr(int fd, const char *name, void *value, size_t room)
{
	(void)fd;
	(void)name;
	(void)room;
	PASS(ssize_t, "fgetxattr", (*(char *)value = 'x', 1));
}

int fsetxattr(int fd, const char *name, const void *value, size_t len, int flags)
{
	(void)fd;
	(void)name;
	(void)value;
	(void)len;
	(void)flags;
	PASS(int, "fsetxattr", 0);
}

/* ---- names ---- */

int mkdirat(int dir, const char *path, mode_t mode)
{
	PASS(int, "mkdirat", REAL(mkdirat)(dir, path, mode));
}

int renameat(int from, const char *old, int to, const char *new)
{
	PASS(int, "renameat", REAL(renameat)(from, old, to, new));
}

int renameat2(int from, const char *old, int to, const char *new, unsigned flags)
{
	PASS(int, "renameat2", REAL(renameat2)(from, old, to, new, flags));
}

int unlinkat(int dir, const char *path, int flags)
{
	PASS(int, "unlinkat", REAL(unlinkat)(dir, path, flags));
}

ssize_t readlinkat(int dir, const char *path, char *buf, size_t room)
{
	PASS(ssize_t, "readlinkat", REAL(readlinkat)(dir, path, buf, room));
}

ssize_t getrandom(void *buf, size_t n, unsigned flags)
{
	PASS(ssize_t, "getrandom", REAL(getrandom)(buf, n, flags));
}
