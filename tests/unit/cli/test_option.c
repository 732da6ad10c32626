/* The tables of the command line: each row says what the others need. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "cli/option.h"

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

static const struct option_row *find(const char *name)
{
	return option_find(name, strlen(name));
}

/* getopt_long() tells options apart by their letters. */
static void no_two_options_are_alike(void **state)
{
	(void)state;
	for (const struct option_row *a = option_rows; a->name; a++) {
		assert_ptr_equal(find(a->name), a);
		for (const struct option_row *b = a + 1; b->name; b++)
			if (a->letter == b->letter || !strcmp(a->name, b->name))
				fail_msg("--%s and --%s", a->name, b->name);
	}
}

static void options_are_found_as_getopt_finds_them(void **state)
{
	(void)state;
	assert_ptr_equal(find("q"), find("quiet"));
	assert_ptr_equal(find("form"), find("format"));
	assert_ptr_equal(option_find("format=json", 6), find("format"));
	assert_null(find("fo")); /* format, force */
	assert_null(find(""));
	assert_null(find("formats"));
	assert_null(find("Format"));
}

/* A misspelt name in a row would take the option from the command, and say nothing. */
static void rows_name_commands(void **state)
{
	for (const struct option_row *row = option_rows; row->name; row++) {
		char *rest = row->commands ? arena_strdup(*state, row->commands) : NULL;

		assert_true(!rest || (rest[0] == ' ' && rest[strlen(rest) - 1] == ' '));
		for (char *word = rest ? strtok_r(rest, " ", &rest) : NULL; word;
		     word = strtok_r(NULL, " ", &rest))
			if (!command_find(word))
				fail_msg("--%s: there is no command %s", row->name, word);
	}
}

static void words_are_listed(void **state)
{
	assert_string_equal(option_word_list(*state, find("format")),
			    "text (default), json, sarif, junit or github");
	assert_string_equal(option_word_list(*state, find("fail-on")), "info, warning or error (default)");
	assert_string_equal(option_word_list(*state, find("color")), "never, always or auto (default)");
	assert_string_equal(option_word_list(*state, find("from")), "cobbler, debian, rhel or suse");
	assert_string_equal(option_word_list(*state, find("virtualization")),
			    "none, xen, kvm, lxc or openvz");
	assert_null(option_word_list(*state, find("to")));
	assert_null(option_word_list(*state, find("quiet")));
}

/* What is said to be in force where an option is not given is, for those that need no policy. */
static void presets_hold(void **state)
{
	char *argv[] = {"render", "x.yaml", NULL};
	struct options o;
	int code;

	(void)state;
	assert_true(options_parse(&command_render, 2, argv, &o, &code));
	for (const struct option_row *row = option_rows; row->name; row++)
		if (row->takes == WORD && row->place != offsetof(struct options, fail_on))
			assert_int_equal(*(int *)((char *)&o + row->place), row->preset);
}

static void every_word_is_taken(void **state)
{
	for (const struct option_row *row = option_rows; row->name; row++)
		for (int i = 0; row->takes == WORD && row->words[i]; i++) {
			char *argv[] = {"render", arena_printf(*state, "--%s=%s", row->name, row->words[i]),
					"x.yaml", NULL};
			struct options o;
			int code;

			assert_true(options_parse(&command_render, 3, argv, &o, &code));
			assert_int_equal(*(int *)((char *)&o + row->place), i);
		}
}

static void commands_say_everything(void **state)
{
	(void)state;
	for (const struct command *const *c = commands; *c; c++) {
		const char *last = "";

		assert_ptr_equal(command_find((*c)->name), *c);
		assert_non_null((*c)->run);
		assert_non_null((*c)->about);
		assert_non_null((*c)->yes);
		assert_non_null((*c)->examples);
		for (const char *const *name = (*c)->see; *name; last = *name++)
			if (!command_find(*name) || strcmp(last, *name) >= 0)
				fail_msg("%s: see %s", (*c)->name, *name);
	}
	assert_null(command_find("chek"));
	assert_null(command_find(""));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(no_two_options_are_alike),
		TEST(options_are_found_as_getopt_finds_them),
		TEST(rows_name_commands),
		TEST(words_are_listed),
		TEST(presets_hold),
		TEST(every_word_is_taken),
		TEST(commands_say_everything),
	};

	return cmocka_run_group_tests_name("option", tests, NULL, NULL);
}
