/* announce: guest: which files there are, and what the announcer does, by running it under each shell of the
 * machine, with an `ip` that says what the test wants and an `arping` that only notes what it was asked for.
 */
#include "targets/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define TREE    "etc/bondwright/guest/"
#define BRIDGED "virtualization: kvm\nnics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0]}]\n"
#define PROGRAM TREE "usr/local/sbin/bondwright-announce"
#define SETTING TREE "etc/default/bondwright-announce"

/* ---- the files ---- */

static void one_tree_to_copy(void **state)
{
	static const struct {
		const char *path;
		mode_t mode;
	} expected[] = {
		{PROGRAM, 0755},
		{SETTING, 0644},
		{TREE "etc/init.d/bondwright-announce", 0755},
		{TREE "etc/systemd/system/bondwright-announce.service", 0644},
		{TREE "INSTALL", 0644},
	};
	size_t n = 0;

	(void)state;
	render_host("bookworm", BRIDGED "announce: guest\n");
	assert_no_loss();
	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++) {
		const struct file *f = file_set_find(&files, expected[i].path);

		if (!f)
			fail_msg("no %s", expected[i].path);
		assert_int_equal(f->mode, expected[i].mode);
		assert_false(f->fragment);
	}
	for (size_t i = 0; i < files.n; i++)
		n += !strncmp(files.v[i].path, TREE, strlen(TREE));
	assert_int_equal(n, sizeof(expected) / sizeof(*expected));
}

static void the_interval(void **state)
{
	(void)state;
	render_host("bookworm", BRIDGED "announce: guest\n");
	assert_line(text_of(SETTING), "INTERVAL=5");
	render_host("rhel4", BRIDGED "announce: guest\nannounce_interval: 300\n");
	assert_line(text_of(SETTING), "INTERVAL=300");
	assert_no_loss();
}

static void nobody_announces(void **state)
{
	(void)state;
	render_host("bookworm", BRIDGED "announce: none\nannounce_interval: 2\n");
	assert_only_loss("LOSS003", "announce_interval");
	assert_string_equal(text_of(PROGRAM), "");
	render_host("bookworm", BRIDGED "announce_interval: 2\n");
	assert_only_loss("LOSS003", "announce_interval");
	render_host("bookworm", BRIDGED "announce: host\nannounce_interval: 2\n");
	assert_loss("LOSS003", "announce_interval");
	assert_loss("LOSS002", "announce");
	assert_string_equal(text_of(PROGRAM), "");
}

/* venet: the host's own address is all that the switches see. */
static void nothing_to_announce(void **state)
{
	(void)state;
	render_host("squeeze", "virtualization: openvz\nnics: [{name: eth0}]\nannounce: guest\n"
			       "guests: [{name: ct1, id: 101, address: 10.0.0.101}]\n");
	assert_only_loss("LOSS003", "announce");
	assert_string_equal(text_of(PROGRAM), "");
	render_host("squeeze",
		    "nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0]}]\nannounce: guest\n");
	assert_only_loss("LOSS003", "announce");
	/* but a guest that names the bridge is one */
	render_host("squeeze",
		    "nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0]}]\nannounce: guest\n"
		    "guests: [{name: web1, bridge: br0}]\n");
	assert_null(find_loss("LOSS003", "announce"));
	assert_has(text_of(PROGRAM), "arping");
}

/* The header that insserv and update-rc.d read (LSB 4.1, 22.3), and the two lines of chkconfig(8). */
static void the_init_script_is_known_to_sysv(void **state)
{
	static const char *const keys[] = {
		"Provides:",     "Required-Start:",    "Required-Stop:", "Default-Start:",
		"Default-Stop:", "Short-Description:", "Description:"};
	const char *text, *begin, *end;

	(void)state;
	render_host("bookworm", BRIDGED "announce: guest\n");
	text = text_of(TREE "etc/init.d/bondwright-announce");
	begin = strstr(text, "\n### BEGIN INIT INFO\n");
	end = strstr(text, "\n### END INIT INFO\n");
	assert_true(begin && end && begin < end);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const char *at = strstr(begin, arena_printf(arena, "\n# %s ", keys[i]));

		if (!at || at > end)
			fail_msg("no %s in\n%s", keys[i], text);
	}
	assert_line(text, "# chkconfig: 2345 90 10");
	assert_has(text, "\n# description: ");
}

/* ---- the announcer at work ---- */

static char dir[] = "/tmp/bondwright-XXXXXX";

static void put(const char *name, const char *text)
{
	const char *path = arena_printf(arena, "%s/%s", dir, name);
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path, 0755), 0);
}

/* `text` with the part from `from` up to the end of its line replaced. */
static const char *with_line(const char *text, const char *from, const char *line)
{
	const char *at = strstr(text, from);

	assert_non_null(at);
	return arena_printf(arena, "%.*s%s%s", (int)(at - text), text, line, at + strcspn(at, "\n"));
}

/* The program as rendered, but for where it looks for tools and settings. */
static void put_program(void)
{
	const char *text;

	render_host("bookworm", BRIDGED "announce: guest\n");
	text = with_line(text_of(PROGRAM), "PATH=", arena_printf(arena, "PATH=%s", dir));
	text = with_line(text, "settings=", arena_printf(arena, "settings=%s/settings", dir));
	put("bondwright-announce", text);
	put("settings", "INTERVAL=1\n");
	put("ip", "#!/bin/sh\nwhile read -r line; do echo \"$line\"; done < \"${0%/*}/addresses\"\n");
	put("arping", "#!/bin/sh\necho \"$*\" >> \"${0%/*}/log\"\n");
}

static int begin_dir(void **state)
{
	strcpy(dir + sizeof(dir) - 7, "XXXXXX");
	begin(state);
	if (!mkdtemp(dir) || symlink("/bin/sleep", arena_printf(arena, "%s/sleep", dir)))
		return -1;
	put_program();
	return 0;
}

static int run(const char *script)
{
	return system(arena_printf(arena, "cd %s || exit; %s", dir, script));
}

static int end_dir(void **state)
{
	run("rm -f bondwright-announce settings ip arping addresses new log out sleep && cd / && rmdir "
	    "\"$OLDPWD\"");
	return end(state);
}

#define DIR_TEST(f) cmocka_unit_test_setup_teardown(f, begin_dir, end_dir)

static const char *contents(const char *name)
{
	static char buf[8192];
	FILE *f = fopen(arena_printf(arena, "%s/%s", dir, name), "r");
	size_t n = f ? fread(buf, 1, sizeof(buf) - 1, f) : 0;

	if (f)
		fclose(f);
	buf[n] = '\0';
	return buf;
}

static size_t lines(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

static const char *const shells[] = {"sh", "dash", "bash", "bash --posix", "busybox sh"};

enum { SHELLS = sizeof(shells) / sizeof(*shells) };

/* True if the machine has it, and it runs the programs of PATH: some builds of busybox prefer their own. */
static bool is_here(const char *shell)
{
	return !run(arena_printf(arena,
				 "rm -f log; PATH=.:$PATH %s -c 'arping probe' > /dev/null 2>&1; grep -qs probe log",
				 shell));
}

/* Waits until the log has such a line; ten seconds at most. */
#define WAIT_FOR(line) "n=0; until grep -q '" line "' log || [ $((n += 1)) -gt 100 ]; do sleep 0.1; done; "

/* Two rounds, a second apart; between them the guest gets other addresses. Then it is told to end. */
static void it_announces_what_is_there(void **state)
{
	static const char before[] =
		"1: lo    inet 10.9.9.9/32 scope global lo\n"
		"2: eth0    inet 10.0.0.5/24 brd 10.0.0.255 scope global eth0\n"
		"2: eth0    inet 10.0.0.6/24 brd 10.0.0.255 scope global secondary eth0:1\n"
		"3: tun0    inet 10.1.0.1 peer 10.1.0.2/32 scope global tun0\n"
		"2: eth0    inet6 2001:db8::5/64 scope global \n";
	static const char after[] = "2: eth0    inet 10.0.0.7/24 brd 10.0.0.255 scope global eth0\n";

	(void)state;
	put("new", after);
	for (size_t i = 0; i < SHELLS; i++) {
		const char *log;
		time_t began;

		if (!is_here(shells[i]))
			continue;
		put("addresses", before);
		put("log", "");
		began = time(NULL);
		/* `wait` gives what the program ended with: 0, and not the signal */
		assert_int_equal(run(arena_printf(arena,
						  "%s ./bondwright-announce > out 2>&1 & pid=$!; " WAIT_FOR(
							  "tun0") "cp new addresses; " WAIT_FOR("0.7$")
						  "kill $pid; wait $pid",
						  shells[i])),
				 0);
		log = contents("log");
		assert_line(log, "-q -U -c 1 -I eth0 10.0.0.5");
		assert_line(log, "-q -U -c 1 -I eth0 10.0.0.6");
		assert_line(log, "-q -U -c 1 -I tun0 10.1.0.1");
		assert_line(log, "-q -U -c 1 -I eth0 10.0.0.7");
		assert_lacks(log, "lo");
		assert_lacks(log, "2001");
		if (lines(log) > 3 * ((size_t)(time(NULL) - began) + 2)) /* three lines a round, a round a second */
			fail_msg("%s goes round too often:\n%s", shells[i], log);
		assert_string_equal(contents("out"), "");
	}
}

static void without_addresses_it_waits(void **state)
{
	(void)state;
	for (size_t i = 0; i < SHELLS; i++) {
		if (!is_here(shells[i]))
			continue;
		put("addresses", "");
		put("log", "");
		assert_int_equal(run(arena_printf(arena,
						  "%s ./bondwright-announce > out 2>&1 & pid=$!; sleep 0.5; "
						  "kill $pid; wait $pid",
						  shells[i])),
				 0);
		assert_string_equal(contents("log"), "");
		assert_string_equal(contents("out"), "");
	}
}

static void a_missing_tool_is_said_once(void **state)
{
	static const char *const tools[] = {"arping", "ip"};

	(void)state;
	for (size_t i = 0; i < SHELLS; i++)
		for (size_t k = 0; k < 2; k++) {
			if (!is_here(shells[i]) ||
			    !strcmp(shells[i], "busybox sh")) /* which has both in itself */
				continue;
			put_program();
			run(arena_printf(arena, "rm %s", tools[k]));
			assert_int_not_equal(
				run(arena_printf(arena, "%s ./bondwright-announce > out 2>&1", shells[i])),
				0);
			assert_string_equal(
				contents("out"),
				arena_printf(arena,
					     "bondwright-announce: %s is not here: nothing is announced\n",
					     tools[k]));
		}
}

static void it_can_be_asked_first(void **state)
{
	(void)state;
	assert_int_equal(run("sh ./bondwright-announce --check > out 2>&1"), 0);
	assert_string_equal(contents("out"), "");
	run("rm -f arping");
	assert_int_not_equal(run("sh ./bondwright-announce --check > out 2>&1"), 0);
	assert_has(contents("out"), "arping is not here");
}

/* Whatever the settings say, it never goes round without a pause, and evaluates nothing of it. */
static void nonsense_in_the_settings(void **state)
{
	static const char *const bad[] = {"0",
					  "",
					  "-1",
					  "301",
					  "1000",
					  "05",
					  "1.5",
					  "abc",
					  "'1 2'",
					  "'$(touch log)'",
					  "99999999999999999999"};
	static const char *const good[] = {"1", "9", "10", "99", "100", "299", "300"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		put("settings", arena_printf(arena, "INTERVAL=%s\n", bad[i]));
		assert_int_equal(run("sh ./bondwright-announce --check > out 2>&1"), 0);
		if (strcmp(contents("out"),
			   "bondwright-announce: the interval is not 1 to 300 seconds: taking 5\n"))
			fail_msg("%s: '%s'", bad[i], contents("out"));
	}
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		put("settings", arena_printf(arena, "INTERVAL=%s\n", good[i]));
		assert_int_equal(run("sh ./bondwright-announce --check > out 2>&1"), 0);
		assert_string_equal(contents("out"), "");
	}
	run("rm settings");
	assert_int_equal(run("sh ./bondwright-announce --check > out 2>&1"), 0);
	assert_string_equal(contents("out"), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_tree_to_copy),
		TEST(the_interval),
		TEST(nobody_announces),
		TEST(nothing_to_announce),
		TEST(the_init_script_is_known_to_sysv),
		DIR_TEST(it_announces_what_is_there),
		DIR_TEST(without_addresses_it_waits),
		DIR_TEST(a_missing_tool_is_said_once),
		DIR_TEST(it_can_be_asked_first),
		DIR_TEST(nonsense_in_the_settings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
