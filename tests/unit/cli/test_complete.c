/* What is offered to somebody who presses the completion key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "cli/option.h"

/* What is offered behind the words, which are apart by blanks; a blank at the end begins an empty one. */
static const char *offered(const char *line)
{
	static char kept[65536];
	struct arena *a = arena_new();
	char *s = arena_strdup(a, line), **words = NULL;
	struct text out;
	size_t n = 0;

	text_init(&out, a);
	for (char *end; s; s = end) {
		end = strchr(s, ' ');
		if (end)
			*end++ = '\0';
		arena_push(a, words, n, s);
	}
	complete(words, (int)n, &out);
	assert_true(out.len < sizeof(kept));
	memcpy(kept, out.s ? out.s : "", out.len + 1);
	arena_free(a);
	return kept;
}

static bool has_line(const char *lines, const char *word)
{
	size_t n = strlen(word);

	for (const char *s = lines; (s = strstr(s, word)); s++)
		if ((s == lines || s[-1] == '\n') && s[n] == '\n')
			return true;
	return false;
}

#define offers(line, word)                                                                                   \
	do {                                                                                                 \
		if (!has_line(offered(line), word))                                                          \
			fail_msg("'%s' offers no %s, but:\n%s", line, word, offered(line));                  \
	} while (0)
#define lacks(line, word)                                                                                    \
	do {                                                                                                 \
		if (has_line(offered(line), word))                                                           \
			fail_msg("'%s' offers %s", line, word);                                              \
	} while (0)
#define only(line, words) assert_string_equal(offered(line), words)

static void an_empty_line_offers_the_commands(void **state)
{
	struct text none;
	(void)state;

	for (const struct command *const *c = commands; *c; c++)
		offers("", (*c)->name);
	lacks("", "--help");
	only("con", "convert\n");
	only("check", "check\n");
	only("--v", "--version\n");
	text_init(&none, arena_new());
	complete(NULL, 0, &none);
	assert_true(has_line(none.s, "render"));
	arena_free(none.arena);
}

static void what_is_unknown_offers_nothing(void **state)
{
	(void)state;
	only("chek ", "");
	only("chek --f", "");
	only("--help ", "");
	only("che", "check\n");
	only("CHECK ", "");
	only(" check ", ""); /* the first word is empty, and done with */
	only("check --nonsense=", "");
	only("check -x", "");
	only("check --nonsense --qui", "--quiet\n");
}

static void options_are_those_of_the_command(void **state)
{
	(void)state;
	for (const struct command *const *c = commands; *c; c++)
		for (const struct option_row *row = option_rows; row->name; row++) {
			char line[64], option[64];

			snprintf(line, sizeof(line), "%s -", (*c)->name);
			snprintf(option, sizeof(option), "--%s", row->name);
			if (option_belongs(row, *c))
				offers(line, option);
			else
				lacks(line, option);
		}
	only("check --fo", "--format\n");
	only("check --format", "--format\n");
	only("check --to", "");
	only("render --a", "--allow-loss\n--as\n");
}

static void what_is_given_is_not_offered_again(void **state)
{
	(void)state;
	only("check --quiet --q", "");
	only("check --site x.yaml --s", "--stdin-name\n");
	only("check --site=x.yaml --s", "--stdin-name\n");
	only("check --qui --q", ""); /* cut short */
	only("check -h --he", "");
	offers("check --s", "--site");               /* being typed is not given */
	offers("check a.yaml b.yaml --s", "--site"); /* behind arguments */
}

/* The value of an option may be the next word, or stand behind "=". */
static void words_of_an_option(void **state)
{
	(void)state;
	only("check --format ", "text\njson\nsarif\njunit\ngithub\n");
	only("check --format j", "json\njunit\n");
	only("check --format=j", "--format=json\n--format=junit\n");
	only("check --form=j", "--form=json\n--form=junit\n");
	only("check --format x", "");
	only("check --format --", ""); /* getopt takes any word for the argument */
	only("check --format=text j", "");
	only("check --fail-on ", "info\nwarning\nerror\n");
	only("show --color=", "--color=never\n--color=always\n--color=auto\n");
	only("convert --virtualization ", "none\nxen\nkvm\nlxc\nopenvz\n");
	only("render --as ", "files\ncobbler\nkickstart\npreseed\n");
	only("check --as ", ""); /* not one of its own */
	only("check --as=", "");
	only("check --quiet=", "");
}

static void options_that_take_files_offer_nothing(void **state)
{
	(void)state;
	only("check --site ", "");
	only("check --site=", "");
	only("check --site -", "");
	only("render --out ", "");
	only("render ", "");
	only("check --quiet ", "");
	only("check -- --q", "");
	only("check -- -", "");
	only("check --site -- --q", "--quiet\n"); /* the name of the file is "--" */
}

static void releases_are_offered(void **state)
{
	(void)state;
	offers("convert x --to ", "rhel6");
	offers("convert x --to ", "rhel6.8");
	offers("convert x --to ", "bookworm");
	offers("convert x --to ", "sles12");
	lacks("convert x --to ", "rhel");
	lacks("convert x --to ", "cobbler");
	only("convert --to=sq", "--to=squeeze\n");
	only("convert --to rhel5.1", "rhel5.1\nrhel5.10\nrhel5.11\n");
	only("import --from d", "debian\n");
	only("import --from c", "cobbler\n");
	offers("import --from ", "suse");
	offers("import --from ", "rhel5.4");
	only("import --from cobbler:boo", "cobbler:bookworm\n");
	only("import --from=cobbler:boo", "--from=cobbler:bookworm\n");
	lacks("import --from cobbler:", "cobbler:debian");
	/* a kind of files goes with the releases of its family only */
	only("import --from rhel:rhel5.1", "rhel:rhel5.1\nrhel:rhel5.10\nrhel:rhel5.11\n");
	only("import --from rhel:b", "");
	only("import --from debian:b", "debian:buster\ndebian:bullseye\ndebian:bookworm\n");
	only("import --from nobody:", "");
	only("convert --to cobbler:", "");
	for (const char *s = offered("convert --to "), *next; *s; s = next) { /* each once */
		char name[32];

		next = strchr(s, '\n') + 1;
		snprintf(name, sizeof(name), "%.*s", (int)(next - s - 1), s);
		assert_false(has_line(next, name));
	}
}

static void names_are_offered_as_arguments(void **state)
{
	(void)state;
	only("explain bond00", offered("explain BOND00"));
	offers("explain bond00", "BOND003");
	lacks("explain bond00", "GUEST004");
	offers("explain ", "YAML001");
	only("explain BOND003 ", "");
	offers("explain --help ", "BOND003");
	only("explain nonsense", "");
	offers("help ", "check");
	only("help --manual sch", "schema\n");
	only("help check ", "");
	only("help -- sch", "schema\n");
	only("rules ", "");
	only("rules --", "--manual\n--help\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_line_offers_the_commands),
		cmocka_unit_test(what_is_unknown_offers_nothing),
		cmocka_unit_test(options_are_those_of_the_command),
		cmocka_unit_test(what_is_given_is_not_offered_again),
		cmocka_unit_test(words_of_an_option),
		cmocka_unit_test(options_that_take_files_offer_nothing),
		cmocka_unit_test(releases_are_offered),
		cmocka_unit_test(names_are_offered_as_arguments),
	};

	return cmocka_run_group_tests_name("complete", tests, NULL, NULL);
}
