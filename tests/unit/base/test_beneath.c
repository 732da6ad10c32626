#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/beneath.h"

static char top[64];
static int dir; /* top/in: nothing in top itself may be reached */

static void make(const char *path, const char *text)
{
	int fd = openat(dir, path, O_WRONLY | O_CREAT | O_EXCL, 0644);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static void make_dir(const char *path)
{
	assert_int_equal(mkdirat(dir, path, 0755), 0);
}

static void make_link(const char *path, const char *to)
{
	assert_int_equal(symlinkat(to, dir, path), 0);
}

static int begin(void **state)
{
	char in[80];

	(void)state;
	strcpy(top, "/tmp/bondwright-test-XXXXXX");
	if (!mkdtemp(top))
		return -1;
	snprintf(in, sizeof(in), "%s/in", top);
	if (mkdir(in, 0755))
		return -1;
	dir = open(in, O_RDONLY | O_DIRECTORY);
	make("../secret", "outside");
	make("secret", "inside");
	make_dir("a");
	make_dir("a/b");
	make("a/b/file", "deep");
	return dir < 0;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static int end(void **state)
{
	(void)state;
	close(dir);
	return nftw(top, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

typedef int opener(int dir, const char *path, int flags, struct beneath *how);

static int by_kernel(int at, const char *path, int flags, struct beneath *how)
{
	how->path[0] = '\0';
	return beneath_open(at, path, flags);
}

static opener *const openers[] = {by_kernel, beneath_find, beneath_walk};

/* Whoever opens it, it holds `text`; where it is told, it ends at `end`. */
static void opens(const char *path, const char *text, const char *where)
{
	for (size_t i = 0; i < 3; i++) {
		struct beneath how;
		char buf[16] = "";
		int fd = openers[i](dir, path, O_RDONLY | O_CLOEXEC, &how);

		if (fd < 0)
			fail_msg("%s by %zu: %s", path, i, strerror(-fd));
		assert_true(read(fd, buf, sizeof(buf) - 1) >= 0);
		assert_string_equal(buf, text);
		if (i)
			assert_string_equal(how.path, where);
		close(fd);
	}
}

static void fails_with(const char *path, int flags, int err)
{
	for (size_t i = 0; i < 3; i++) {
		struct beneath how;
		int fd = openers[i](dir, path, flags | O_CLOEXEC, &how);

		if (fd != err)
			fail_msg("%s by %zu: %d, not %d", path, i, fd, err);
	}
}

static void paths_are_taken_as_from_the_directory(void **state)
{
	(void)state;
	opens("a/b/file", "deep", "a/b/file");
	opens("/a/b/file", "deep", "a/b/file");
	opens("//a//./b/./file", "deep", "a/b/file");
	opens("../secret", "inside", "secret");
	opens("../../../../../../secret", "inside", "secret");
	opens("a/../../secret", "inside", "secret");
	opens("a/b/../../a/b/../b/file", "deep", "a/b/file");
}

static void links_cannot_lead_out(void **state)
{
	char absolute[160];

	(void)state;
	snprintf(absolute, sizeof(absolute), "%s/secret", top);
	make_link("up", "../secret");
	make_link("a/up", "../../../secret");
	make_link("absolute", "/secret");
	make_link("out", absolute);
	make_link("a/here", ".");
	make_link("above", "..");
	make_link("a/b/back", "/a");
	opens("up", "inside", "secret");
	opens("a/up", "inside", "secret");
	opens("absolute", "inside", "secret");
	opens("a/here/here/up", "inside", "secret");
	opens("above/above/secret", "inside", "secret");
	opens("a/b/back/b/back/b/file", "deep", "a/b/file");
	opens("a/b/back/../secret", "inside", "secret");
	fails_with("out", O_RDONLY, -ENOENT);
}

static void what_is_no_file_fails_alike(void **state)
{
	(void)state;
	make_link("nothing", "gone");
	make_link("dir", "a");
	make_link("file", "secret");
	fails_with("", O_RDONLY, -ENOENT);
	fails_with("gone", O_RDONLY, -ENOENT);
	fails_with("gone/..", O_RDONLY, -ENOENT);
	fails_with("nothing", O_RDONLY, -ENOENT);
	fails_with("secret/x", O_RDONLY, -ENOTDIR);
	fails_with("secret/..", O_RDONLY, -ENOTDIR);
	fails_with("secret/", O_RDONLY, -ENOTDIR);
	fails_with("file/", O_RDONLY, -ENOTDIR);
	fails_with("file", O_RDONLY | O_NOFOLLOW, -ELOOP);
	fails_with("secret", O_RDONLY | O_DIRECTORY, -ENOTDIR);
	fails_with("a", O_WRONLY, -EISDIR);
	fails_with("new", O_WRONLY | O_CREAT, -EINVAL);
	fails_with("a", O_WRONLY | O_TMPFILE, -EINVAL);
}

static void directories_open_through_links(void **state)
{
	static const char *const paths[] = {"a", "dir", "dir/", "dir/.",   "a/b/..",
					    "/", ".",   "..",   "dir/b/.."};

	(void)state;
	make_link("dir", "a");
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		for (size_t k = 0; k < 3; k++) {
			struct beneath how;
			struct stat st, want;
			int fd = openers[k](dir, paths[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC, &how);

			assert_true(fd >= 0);
			assert_int_equal(fstat(fd, &st), 0);
			assert_int_equal(fstatat(dir, i < 5 || i > 7 ? "a" : ".", &want, 0), 0);
			assert_int_equal(st.st_ino, want.st_ino);
			close(fd);
		}
}

static void loops_end(void **state)
{
	char name[16], before[16] = "secret";

	(void)state;
	make_link("self", "self");
	make_link("x", "y");
	make_link("y", "x");
	make_link("a/in", "in/in");
	fails_with("self", O_RDONLY, -ELOOP);
	fails_with("x", O_RDONLY, -ELOOP);
	fails_with("a/in", O_RDONLY, -ELOOP);
	for (int i = 1; i <= 41; i++) {
		snprintf(name, sizeof(name), "l%d", i);
		make_link(name, before);
		strcpy(before, name);
	}
	opens("l40", "inside", "secret");
	fails_with("l41", O_RDONLY, -ELOOP);
}

static void long_paths_fail_alike(void **state)
{
	char path[2 * PATH_MAX];

	(void)state;
	memset(path, 'x', 300);
	path[300] = '\0';
	fails_with(path, O_RDONLY, -ENAMETOOLONG);
	strcpy(path + 255, "/x");
	fails_with(path, O_RDONLY, -ENOENT);
	for (size_t i = 0; i < PATH_MAX; i += 2)
		memcpy(path + i, "./", 3);
	fails_with(path, O_RDONLY, -ENAMETOOLONG);
	path[PATH_MAX - 2] = '\0'; /* "./././." and then */
	strcpy(path + PATH_MAX - 8, "secret");
	opens(path, "inside", "secret");
}

static void a_hostile_path_takes_no_time(void **state)
{
	struct beneath how;
	char path[PATH_MAX] = "";

	(void)state;
	while (strlen(path) < PATH_MAX - 20)
		strcat(path, "a/b/../../");
	strcat(path, "secret");
	opens(path, "inside", "secret");
	make_link("more", path); /* a walk that follows this for ever gives up */
	make_link("most", "a/b/file/..");
	assert_int_equal(beneath_walk(dir, "most", O_RDONLY, &how), -ENOTDIR);
	opens("more", "inside", "secret");
}

static void links_of_proc_are_not_followed(void **state)
{
	int root = open("/", O_PATH | O_DIRECTORY), fd;
	char path[64];

	(void)state;
	snprintf(path, sizeof(path), "proc/%d/cwd/.", (int)getpid());
	if (root >= 0 && !faccessat(root, path, F_OK, 0)) {
		fd = beneath_open(root, path, O_RDONLY | O_CLOEXEC);
		assert_int_equal(fd, -ELOOP);
		assert_int_equal(beneath_walk(root, path, O_RDONLY | O_CLOEXEC, NULL), -ELOOP);
	}
	close(root);
}

static void it_is_told_how_it_went(void **state)
{
	static const struct {
		const char *path, *end;
		bool link, out;
	} cases[] = {
		{"a/b/file", "a/b/file", false, false}, {"a/../secret", "secret", false, false},
		{"../secret", "secret", false, true},   {"near", "a/b/file", true, false},
		{"a/b/near", "secret", true, false},    {"far", "secret", true, true},
		{"a/far", "secret", true, true},        {"dangling", "a/gone/deeper", true, false},
		{"null", "dev/null", true, true},       {"gone/x", "gone/x", false, false},
	};

	(void)state;
	make_link("near", "a/b/file");
	make_link("a/b/near", "../../secret");
	make_link("far", "/secret");
	make_link("a/far", "../../secret");
	make_link("dangling", "a/gone/deeper");
	make_link("null", "/dev/null");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		for (size_t k = 1; k < 3; k++) {
			struct beneath how;
			int fd = openers[k](dir, cases[i].path, O_PATH | O_CLOEXEC, &how);

			assert_string_equal(how.path, cases[i].end);
			assert_int_equal(how.link, cases[i].link);
			assert_int_equal(how.out, cases[i].out);
			if (fd >= 0)
				close(fd);
		}
}

static void no_descriptor_stays_open(void **state)
{
	struct beneath how;
	int before = dup(dir), after;

	(void)state;
	close(before);
	make_link("near", "a/b/file");
	make_link("loop", "a/../loop");
	for (int i = 0; i < 50; i++) {
		beneath_walk(dir, "loop", O_RDONLY, &how);
		beneath_walk(dir, "a/b/gone", O_RDONLY, &how);
		close(beneath_walk(dir, "near", O_RDONLY, &how));
		close(beneath_find(dir, "a/b/../b/file", O_RDONLY, &how));
		close(beneath_open(dir, "near", O_RDONLY));
	}
	after = dup(dir);
	close(after);
	assert_int_equal(after, before);
}

/* From now on openat2() gives `err`, as on an old kernel or under a filter that does not know it. */
static bool take_openat2_away(int err)
{
	struct sock_filter rules[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)err),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {.len = sizeof(rules) / sizeof(*rules), .filter = rules};

	return !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) &&
	       !prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

enum { RIGHT, WRONG, NO_FILTER };

static int try_without(int err)
{
	struct beneath how;
	int fd;

	if (!take_openat2_away(err))
		return NO_FILTER;
	fd = beneath_open(dir, "far", O_RDONLY);
	if (fd < 0 || beneath_open(dir, "gone", O_RDONLY) != -ENOENT)
		return WRONG;
	close(fd);
	fd = beneath_find(dir, "far", O_RDONLY, &how);
	return fd < 0 || strcmp(how.path, "a/b/file") != 0 ? WRONG : RIGHT;
}

static void the_kernel_need_not_help(void **state)
{
	static const int errs[] = {ENOSYS, EPERM, EACCES};
	int status;

	(void)state;
	make_link("far", "/a/b/file");
	for (size_t i = 0; i < 3; i++) {
		pid_t child = fork();

		if (!child)
			_exit(try_without(errs[i]));
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status));
		assert_int_not_equal(WEXITSTATUS(status), WRONG);
		if (WEXITSTATUS(status) == NO_FILTER)
			skip();
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(paths_are_taken_as_from_the_directory),
		TEST(links_cannot_lead_out),
		TEST(what_is_no_file_fails_alike),
		TEST(directories_open_through_links),
		TEST(loops_end),
		TEST(long_paths_fail_alike),
		TEST(a_hostile_path_takes_no_time),
		TEST(links_of_proc_are_not_followed),
		TEST(it_is_told_how_it_went),
		TEST(the_kernel_need_not_help),
		TEST(no_descriptor_stays_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
