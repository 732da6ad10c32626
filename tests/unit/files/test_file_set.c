#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "files/files.h"

static int begin(void **state)
{
	struct arena *a = arena_new();
	struct file_set *s = arena_alloc(a, sizeof(*s));

	file_set_init(s, a);
	*state = s;
	return 0;
}

static int end(void **state)
{
	arena_free(((struct file_set *)*state)->arena);
	return 0;
}

static const char *add(struct file_set *s, const char *path, bool fragment)
{
	return file_set_add(
		s, (struct file){.path = path, .text = "x\n", .len = 2, .mode = 0644, .fragment = fragment});
}

static void bad_paths_are_refused(void **state)
{
	static const char *const bad[] = {
		"",        "/",     "/etc/passwd", "etc/",        "etc//hosts",   ".",
		"..",      "./etc", "../etc",      "etc/..",      "etc/../hosts", "etc/./hosts",
		"etc/.",   "a b",   "a\nb",        "a\\b",        "a;b",          "$HOME",
		"~root",   "a*",    "a=b",         "caf\xc3\xa9", "\xff",         "a\tb",
		"a/b c/d", "a,b",   "a%b",         "//",
	};
	struct file_set *s = *state;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		if (!add(s, bad[i], false))
			fail_msg("'%s' is taken", bad[i]);
		if (!add(s, bad[i], true))
			fail_msg("'%s' is taken as a fragment", bad[i]);
	}
	assert_int_equal(s->n, 0);
	assert_string_equal(add(s, "a\033\n", false),
			    "'a\xef\xbf\xbd\xef\xbf\xbd' is not a path that a file may have");
}

static void good_paths_are_taken(void **state)
{
	static const char *const good[] = {
		"etc/sysconfig/network-scripts/ifcfg-eth0:1",
		"a",
		"...",
		"..a",
		".hidden",
		"b/..b/c",
		"etc/x@y+z_1.conf",
	};
	struct file_set *s = *state;

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		assert_null(add(s, good[i], false));
		assert_string_equal(s->v[i].path, good[i]);
		assert_ptr_not_equal(s->v[i].path, good[i]);
	}
	assert_int_equal(s->n, sizeof(good) / sizeof(*good));
}

static void components_have_255_bytes_at_most(void **state)
{
	struct file_set *s = *state;
	char *path = arena_alloc(s->arena, 600);

	memset(path, 'a', 256);
	assert_non_null(add(s, path, false));
	memcpy(path + 256, "/b", 3);
	assert_non_null(add(s, path, false));
	path[255] = '/';
	path[256] = 'c';
	path[257] = '\0';
	assert_null(add(s, path, false));
	path[255] = '\0';
	assert_non_null(add(s, path, true)); /* no room for ".fragment" */
	path[0] = 'b';
	assert_null(add(s, path, false));
}

static void a_name_is_there_once(void **state)
{
	struct file_set *s = *state;

	assert_null(add(s, "etc/a", false));
	assert_string_equal(add(s, "etc/a", false), "'etc/a' is there already");
	assert_null(add(s, "etc/a", true)); /* another name */
	assert_string_equal(add(s, "etc/a.fragment", false), "'etc/a.fragment' is there already");
	assert_null(add(s, "etc/b.fragment", false));
	assert_string_equal(add(s, "etc/b", true), "'etc/b.fragment' is there already");
	assert_int_equal(s->n, 3);
}

/* What several targets say of one shared file goes into one fragment, marked in the file's own way. */
static void fragments_of_one_file_are_joined(void **state)
{
	struct file_set *s = *state;

	assert_null(add(s, "etc/modprobe.conf", true));
	assert_null(add(s, "etc/dom.xml", true));
	assert_null(add(s, "etc/modprobe.conf", true));
	assert_int_equal(s->n, 2);
	assert_string_equal(file_set_find(s, "etc/modprobe.conf.fragment")->text,
			    "# BEGIN bondwright\nx\nx\n# END bondwright\n");
	assert_int_equal(file_set_find(s, "etc/modprobe.conf.fragment")->len, 40);
	assert_string_equal(file_set_find(s, "etc/dom.xml.fragment")->text,
			    "<!-- BEGIN bondwright -->\nx\n<!-- END bondwright -->\n");
}

static void a_file_is_no_directory(void **state)
{
	struct file_set *s = *state;

	assert_null(add(s, "etc/a", false));
	assert_string_equal(add(s, "etc/a/b", false), "'etc/a/b' would be both a file and a directory");
	assert_string_equal(add(s, "etc", false), "'etc' would be both a file and a directory");
	assert_null(add(s, "etc/ab", false));
	assert_null(add(s, "etc", true));
	assert_null(add(s, "et", false));
}

static void files_are_found_by_name(void **state)
{
	struct file_set *s = *state;

	assert_null(file_set_find(s, "etc/a"));
	assert_null(add(s, "etc/ab", false));
	assert_null(add(s, "etc/a", true));
	assert_null(file_set_find(s, "etc/a"));
	assert_ptr_equal(file_set_find(s, "etc/a.fragment"), &s->v[1]);
	assert_ptr_equal(file_set_find(s, "etc/ab"), &s->v[0]);
	assert_null(file_set_find(s, "etc/ab.fragment"));
	assert_null(file_set_find(s, "etc/abc"));
	assert_null(file_set_find(s, ""));
	assert_string_equal(file_name(s->arena, &s->v[0]), "etc/ab");
	assert_string_equal(file_name(s->arena, &s->v[1]), "etc/a.fragment");
}

static void printed_like_head(void **state)
{
	struct file_set *s = *state;
	struct text out;

	text_init(&out, s->arena);
	file_set_print(s, &out);
	assert_string_equal(out.s, "");
	assert_null(
		file_set_add(s, (struct file){.path = "b", .text = "1\n2\nmore", .len = 4, .mode = 0644}));
	assert_null(file_set_add(s, (struct file){.path = "empty", .text = "", .len = 0, .mode = 0644}));
	assert_null(file_set_add(
		s, (struct file){.path = "a", .text = "3\n", .len = 2, .mode = 0755, .fragment = true}));
	file_set_print(s, &out);
	assert_string_equal(out.s, "==> b <==\n1\n2\n\n==> empty <==\n\n==> a.fragment <==\n"
			    "# BEGIN bondwright\n3\n# END bondwright\n");
}

static void components(void **state)
{
	(void)state;
	assert_true(file_component_ok("web1.example", 12));
	assert_true(file_component_ok("web1/x", 4));
	assert_false(file_component_ok("web1/x", 6));
	assert_false(file_component_ok("..", 2));
	assert_true(file_component_ok("...", 3));
	assert_false(file_component_ok(".", 1));
	assert_false(file_component_ok("a", 0));
	assert_false(file_component_ok("a\0b", 3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(bad_paths_are_refused, begin, end),
		cmocka_unit_test_setup_teardown(good_paths_are_taken, begin, end),
		cmocka_unit_test_setup_teardown(components_have_255_bytes_at_most, begin, end),
		cmocka_unit_test_setup_teardown(a_name_is_there_once, begin, end),
		cmocka_unit_test_setup_teardown(fragments_of_one_file_are_joined, begin, end),
		cmocka_unit_test_setup_teardown(a_file_is_no_directory, begin, end),
		cmocka_unit_test_setup_teardown(files_are_found_by_name, begin, end),
		cmocka_unit_test_setup_teardown(printed_like_head, begin, end),
		cmocka_unit_test(components),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
