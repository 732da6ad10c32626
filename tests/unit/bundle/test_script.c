/*
 * The script that an installer runs, as text; tests/bundle runs it, and this program prints it there: of the
 * host described in a file, or (--awkward) of files whose bytes a shell could stumble over, of which a name
 * behind it gives one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "bundle/script.h"
#include "fleet/host_run.h"

static int begin(void **state)
{
	*state = arena_new();
	return 0;
}

static int end(void **state)
{
	arena_free(*state);
	return 0;
}

static struct host_run run_host(struct arena *a, const char *yaml, size_t len)
{
	const struct run_options o = {.fail_on = ERROR, .render = true};

	return host_run(a, source_of(a, "host", yaml, len), NULL, &o);
}

static struct render render_on(struct arena *a, struct file_set *files, const struct net *net)
{
	return (struct render){.arena = a, .net = net, .os = net->os, .files = files};
}

static const struct net *net_on(struct arena *a, const char *os)
{
	const char *yaml =
		arena_printf(a, "host: h.example\nos: %s\nnics: [{name: eth0}, {name: eth1}]\n", os);
	struct host_run run = run_host(a, yaml, strlen(yaml));

	assert_non_null(run.net);
	return run.net;
}

/* ---- the script of some files ---- */

struct made {
	struct arena *arena;
	struct file_set files;
	const char *os;
	bool (*spoils)(const char *line, size_t len);
};

static struct made made_on(struct arena *a, const char *os)
{
	struct made m = {.arena = a, .os = os};

	file_set_init(&m.files, a);
	return m;
}

static void add(struct made *m, struct file f, const char *text)
{
	const char *refused;

	f.text = text;
	f.len = strlen(text);
	f.mode = f.mode ? f.mode : 0644;
	refused = file_set_add(&m->files, f);
	if (refused)
		fail_msg("%s: %s", f.path, refused);
}

static const char *script_of(struct made *m)
{
	struct render r = render_on(m->arena, &m->files, net_on(m->arena, m->os));
	struct text out;

	text_init(&out, m->arena);
	script_write(&r, m->spoils, &out);
	assert_null(r.error);
	assert_int_equal(strlen(out.s), out.len);
	return out.s;
}

static void has_text(const char *script, const char *part)
{
	if (!strstr(script, part))
		fail_msg("no\n%s\nin\n%s", part, strstr(script, "finish()"));
}

/* The part of the script behind its functions. */
static const char *blocks(const char *script)
{
	return strstr(strstr(script, "\nfinish() {\n"), "\n}\n") + 3;
}

static void no_line(const char *script, bool (*is)(const char *line, size_t len))
{
	for (const char *s = script; *s; s += strcspn(s, "\n"), s += *s == '\n')
		if (is(s, strcspn(s, "\n")))
			fail_msg("the line %.*s", (int)strcspn(s, "\n"), s);
}

static bool is_section(const char *line, size_t len)
{
	return len && line[0] == '%';
}

static bool ends_raw(const char *line, size_t len)
{
	return memmem(line, len, "#end raw", 8) != NULL;
}

/* ---- tests ---- */

static void test_plain(void **state)
{
	struct made m = made_on(*state, "bookworm");
	const char *script;

	add(&m, (struct file){.path = "etc/a"}, "one\n\ttwo $x `y` \\\n");
	add(&m, (struct file){.path = "etc/b", .mode = 0755}, "");
	script = script_of(&m);
	has_text(script, "\nown 'etc/a' 0644 ");
	has_text(script, " <<'EOF'\none\n\ttwo $x `y` \\\nEOF\n");
	has_text(script, "\nown 'etc/b' 0755 "
			 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 <<'EOF'\nEOF\n");
	has_text(script, "\nfinish 'h.example'\n)\n");
	assert_true(strstr(script, "etc/a") < strstr(script, "etc/b"));
	assert_int_equal(strncmp(script, "# The network configuration of h.example", 40), 0);
}

static void test_delimiter(void **state)
{
	struct made m = made_on(*state, "bookworm");
	const char *script;

	add(&m, (struct file){.path = "etc/a"}, "EOF\nrm -rf /\n");
	add(&m, (struct file){.path = "etc/b"}, "EOF\n EOF_2 \n");
	script = script_of(&m);
	has_text(script, " <<'EOF_2'\nEOF\nrm -rf /\nEOF_2\n");
	has_text(script, " <<'EOF_3'\nEOF\n EOF_2 \nEOF_3\n");
}

static void test_section(void **state)
{
	struct made m = made_on(*state, "rhel5");

	add(&m, (struct file){.path = "etc/a"}, "a b\n%end it's\n\n");
	has_text(script_of(&m), " \\\n\t'a b' \\\n\t'%''end it'\"'\"'s' \\\n\t'' \\\n\t''\n\n");
	no_line(script_of(&m), is_section);
}

static void test_no_break_at_the_end(void **state)
{
	struct made m = made_on(*state, "rhel5");

	add(&m, (struct file){.path = "etc/a"}, "a=1\nb");
	has_text(script_of(&m), " \\\n\t'a''=''1' \\\n\t'b'\n\n");
}

static void test_spoils(void **state)
{
	struct made m = made_on(*state, "rhel5");

	m.spoils = ends_raw;
	add(&m, (struct file){.path = "etc/a"}, "x #end raw $y\n");
	has_text(script_of(&m), "\t'x ''#''end raw ''$''y' \\\n\t''\n");
	no_line(script_of(&m), ends_raw);
}

static void test_fragments(void **state)
{
	struct made m = made_on(*state, "rhel5");
	const char *script;

	add(&m, (struct file){.path = "etc/end", .fragment = true}, "a\n");
	add(&m, (struct file){.path = "etc/top", .fragment = true, .place = AT_TOP}, "a\n");
	add(&m, (struct file){.path = "etc/joins", .fragment = true, .joins = true}, "a\n");
	add(&m, (struct file){.path = "etc/by.xml", .fragment = true, .joins = true, .place = BY_HAND},
	    "<a/>\n");
	script = script_of(&m);
	has_text(script, "\nshare 'etc/end' 0644 ");
	has_text(script, " end <<'EOF'\n# BEGIN bondwright\na\n# END bondwright\nEOF\n");
	has_text(script, " top <<'EOF'\n# BEGIN bondwright\na\n");
	has_text(script, "\nis_there 'etc/joins' && share 'etc/joins' 0644 ");
	has_text(script, "\nby_hand 'etc/by.xml' <<'EOF'\n<!-- BEGIN bondwright -->\n<a/>\n");
}

/* A line of ours that would end our lines: nobody would find the rest again. */
static void test_marker_inside(void **state)
{
	struct made m = made_on(*state, "rhel5");
	const char *script;

	add(&m, (struct file){.path = "etc/a", .fragment = true}, "#END bondwright\nrest\n");
	script = blocks(script_of(&m));
	has_text(script, "complain 'the lines for /etc/a hold a marker themselves: left as it is'\n");
	assert_null(strstr(script, "rest"));
	assert_null(strstr(script, "share"));
}

static void test_clear_away(void **state)
{
	struct made m = made_on(*state, "rhel7");

	has_text(script_of(&m), "\nclear_away eth0 eth1\nfinish");
	m.os = "bookworm";
	assert_null(strstr(blocks(script_of(&m)), "clear_away"));
	m.os = "sles11";
	assert_null(strstr(blocks(script_of(&m)), "clear_away"));
}

/* ---- for tests/bundle ---- */

static const struct {
	const char *path, *text;
} awkward[] = {
	{"etc/quotes",
	 "'\"'\"' \"$(touch /pwned)\" `touch /pwned` ${x} $$ \\ \\\\ \\n %s %n !! ~ * ? [a-z] \\\n"},
	{"etc/delimiters", "EOF\nEOF_2\n EOF_3\ntouch /pwned\n"},
	{"etc/sections", "%end\n%post\n%include /x\n\n\n'%'\n-n\n-e a\\tb\n\\c\n"},
	{"etc/blanks", "\t\ttabs\t\n  two  blanks  \n\n\n \n\r\ncr\r\n"},
	{"etc/open", "no break"},
	{"etc/open-section", "\n%end no break %"},
	{"etc/empty", ""},
	{"etc/break", "\n"},
	{"etc/bytes", "\x01\x07\x1b[31m\x7f \xc3\xa9\xc3\x81 \x81\x82\x83\x84\x85\x86\x87\x88 \xff\xfe\n"},
	{"etc/bytes-apart", "%\x01\x1b[31m\x7f \xc3\xa9\xc3\x81 \x81\x82\x83\x84\x85\x86\x87\x88 \xff\xfe\n"},
	{"etc/long/er/path/@a:b+c-d._e", "x\n"},
};

static int emit_awkward(const char *path)
{
	struct arena *a = arena_new();
	struct made m = made_on(a, "rhel5");

	m.spoils = ends_raw;
	for (size_t i = 0; i < sizeof(awkward) / sizeof(*awkward); i++) {
		if (path && !strcmp(path, awkward[i].path))
			fputs(awkward[i].text, stdout);
		add(&m, (struct file){.path = awkward[i].path}, awkward[i].text);
	}
	if (path && !strcmp(path, "--paths"))
		for (size_t i = 0; i < m.files.n; i++)
			puts(m.files.v[i].path);
	if (!path)
		fputs(script_of(&m), stdout);
	arena_free(a);
	return 0;
}

static int emit(const char *path)
{
	struct arena *a = arena_new();
	struct text out;
	char bytes[65536];
	FILE *f = fopen(path, "r");
	size_t n = f ? fread(bytes, 1, sizeof(bytes), f) : 0;
	struct host_run run = run_host(a, bytes, n);

	if (f)
		fclose(f);
	text_init(&out, a);
	if (run.files.n) {
		struct render r = render_on(a, &run.files, run.net);

		script_write(&r, NULL, &out);
	}
	fwrite(out.s, 1, out.len, stdout);
	arena_free(a);
	return out.len ? 0 : 2;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_plain, begin, end),
		cmocka_unit_test_setup_teardown(test_delimiter, begin, end),
		cmocka_unit_test_setup_teardown(test_section, begin, end),
		cmocka_unit_test_setup_teardown(test_no_break_at_the_end, begin, end),
		cmocka_unit_test_setup_teardown(test_spoils, begin, end),
		cmocka_unit_test_setup_teardown(test_fragments, begin, end),
		cmocka_unit_test_setup_teardown(test_marker_inside, begin, end),
		cmocka_unit_test_setup_teardown(test_clear_away, begin, end),
	};

	if (argc > 1)
		return strcmp(argv[1], "--awkward") ? emit(argv[1]) : emit_awkward(argv[2]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
