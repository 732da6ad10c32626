/* What people and editors see of a finding. */
#include "look.h"

static void the_form_of_the_design(void **state)
{
	struct source *s = file(*state, "vm2.yaml",
				"bonds:\n  - name: bond0\n    mode: 0\nbridges:\n  - ports: [bond0.256]\n");
	struct finding *one;
	struct findings f;

	findings_init(&f, *state);
	one = findings_add(&f, "GUEST004", ERROR, at(s, "0\nbridges"));
	one->at.span.to = one->at.span.from + 1;
	one->message = "bond 'bond0' is balance-rr (0)";
	one->consequence = "a guest's broadcast comes back\nand the bridge drops what comes for it";
	one->help = "mode: active-backup\nor 802.3ad";
	finding_note(&f, one, at(s, "bond0.256"), "'vzbr256' takes the bond in");
	finding_note(&f, one, (struct place){0}, "known from elsewhere");
	assert_string_equal(printed(&f, false),
			    "vm2.yaml:3:11: error[GUEST004]: bond 'bond0' is balance-rr (0)\n"
			    "    3 |     mode: 0\n"
			    "      |           ^\n"
			    "  vm2.yaml:5:13: 'vzbr256' takes the bond in\n"
			    "  known from elsewhere\n"
			    "  a guest's broadcast comes back\n"
			    "  and the bridge drops what comes for it\n"
			    "  help: mode: active-backup\n"
			    "        or 802.3ad\n"
			    "  see:  bondwright explain GUEST004\n");
}

static void infos_are_short(void **state)
{
	struct source *s = file(*state, "vm2.yaml", "bonds:\n  - name: bond0\n");
	struct findings f;

	findings_init(&f, *state);
	findings_add(&f, "CHOICE001", INFO, at(s, "bond0"))->message = "a mode is chosen";
	assert_string_equal(printed(&f, false), "vm2.yaml:2:11: info[CHOICE001]: a mode is chosen\n");
}

static void without_a_place(void **state)
{
	struct findings f;

	findings_init(&f, *state);
	findings_add(&f, "X001", WARNING, (struct place){.path = "nowhere"})->message = "so it is";
	assert_string_equal(printed(&f, false), "warning[X001]: so it is\n  see:  bondwright explain X001\n");
}

static const char *excerpt(struct arena *a, struct place p)
{
	struct findings f;

	findings_init(&f, a);
	findings_add(&f, "X001", ERROR, p)->message = "x";
	return strchr(printed(&f, false), '\n') + 1;
}

#define SEE "  see:  bondwright explain X001\n"

static void the_caret_stands_under_every_character(void **state)
{
	struct source *s = file(*state, "x", "a: \xc3\xa9\xe2\x82\xac bcd\n\ttab: 1\n");

	assert_string_equal(excerpt(*state, at(s, "bcd")),
			    "    1 | a: \xc3\xa9\xe2\x82\xac bcd\n      |       ^~~\n" SEE);
	assert_string_equal(excerpt(*state, at(s, "\xc3\xa9\xe2\x82\xac")),
			    "    1 | a: \xc3\xa9\xe2\x82\xac bcd\n      |    ^~\n" SEE);
	assert_string_equal(excerpt(*state, at(s, "tab")),
			    "    2 |  tab: 1\n      |  ^~~\n" SEE); /* a tab is one blank */
}

static void places_at_ends(void **state)
{
	struct source *s = file(*state, "x", "ab\r\n\r\ncd");
	struct place p = at(s, "cd");

	p.span.from = p.span.to; /* end of file */
	assert_string_equal(excerpt(*state, p), "    3 | cd\n      |   ^\n" SEE);
	p.span.from = p.span.to = 2; /* end of line, in front of and behind the CR */
	assert_string_equal(excerpt(*state, p), "    1 | ab\n      |   ^\n" SEE);
	p.span.from = p.span.to = 3;
	assert_string_equal(excerpt(*state, p), "    1 | ab\n      |   ^\n" SEE);
	p.span.from = p.span.to = 4; /* an empty line has nothing to show */
	assert_string_equal(excerpt(*state, p), SEE);
	p.span.from = 0; /* over several lines: to the end of the first */
	p.span.to = 8;
	assert_string_equal(excerpt(*state, p), "    1 | ab\n      | ^~\n" SEE);
}

static void a_byte_order_mark_is_not_shown(void **state)
{
	struct source *s = file(*state, "x", "\xef\xbb\xbfhots: a\n");
	struct place p = at(s, "hots");

	assert_string_equal(excerpt(*state, p), "    1 | hots: a\n      | ^~~~\n" SEE);
	p.span.from = 0;
	assert_string_equal(excerpt(*state, p), "    1 | hots: a\n      | ^~~~\n" SEE);
}

static void long_lines_are_cut_around_the_place(void **state)
{
	struct text t;
	struct source *s;
	const char *e;

	text_init(&t, *state);
	for (int i = 0; i < 300; i++)
		text_add(&t, "\xc3\xa9");
	text_add(&t, "HERE");
	for (int i = 0; i < 300; i++)
		text_add(&t, "\xc3\xbc");
	s = file(*state, "x", t.s);
	e = excerpt(*state, at(s, "HERE"));
	text_init(&t, *state);
	text_add(&t, "    1 | ...");
	for (int i = 0; i < 60; i++)
		text_add(&t, "\xc3\xa9");
	text_add(&t, "HERE");
	for (int i = 0; i < 36; i++)
		text_add(&t, "\xc3\xbc");
	text_addf(&t, "...\n      | %63s^~~~\n" SEE, "");
	assert_string_equal(e, t.s);
	/* a place longer than the window ends with it */
	s = file(*state, "x", arena_printf(*state, "k: %0300d", 7));
	e = excerpt(*state, (struct place){.span = {s, 3, 303}});
	assert_non_null(strstr(e, "...\n      |    ^~~~"));
	assert_int_equal(strlen(strchr(e, '^')), 97 + 1 + strlen(SEE));
}

static void nothing_hidden_reaches_a_terminal(void **state)
{
	struct source *s = file(*state, "a\033[2J.yaml",
				"k: \033[31m\xe2\x80\xae"
				"abc\xff\xc2\x9b\a\x7f\n");
	struct findings f;
	struct finding *one;
	const char *out;

	findings_init(&f, *state);
	one = findings_add(&f, "X001", ERROR, at(s, "abc"));
	one->message = "'\033]0;title\a' and\rback";
	one->help = "\xe2\x80\xaetxet\n\033[1A";
	one->consequence = "\b\b\b";
	finding_note(&f, one, at(s, "k"),
		     "\x9b"
		     "1m");
	out = printed(&f, false);
	for (const char *p = out; *p; p++)
		if ((unsigned char)*p < ' ' && *p != '\n')
			fail_msg("byte %02x", *p);
	assert_null(strstr(out, "\xe2\x80\xae"));
	assert_null(strchr(out, '\x7f'));
	assert_null(strstr(out, "\xc2\x9b"));
	assert_non_null(strstr(out, "    1 | k: \xef\xbf\xbd[31m\xef\xbf\xbd"
				    "abc\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\n"
				    "      |          ^~~\n"));
}

static void colours_only_where_they_are_wanted(void **state)
{
	struct source *s = file(*state, "x", "abc\n");
	struct findings f;
	const char *out;
	struct text plain;

	findings_init(&f, *state);
	findings_add(&f, "X001", WARNING, at(s, "b"))->message = "m";
	f.v[0]->help = "h";
	assert_null(strchr(printed(&f, false), '\033'));
	out = printed(&f, true);
	assert_non_null(strstr(out, "\033[1;35mwarning[X001]: \033[0m"));
	assert_non_null(strstr(out, "\033[1;32m^\033[0m\n"));
	/* without its escapes it is the plain form */
	text_init(&plain, *state);
	while (*out) {
		if (*out == '\033')
			out += strcspn(out, "m") + 1;
		else
			text_addc(&plain, *out++);
	}
	assert_string_equal(plain.s, printed(&f, false));
}

/* ---- explain ---- */

static void an_explanation_has_its_headings(void **state)
{
	static const struct reference manual = {"the-manual", "\"The manual\", 2026"};
	struct descriptor d = {.id = "X001",
			       .title = "something",
			       .severity = WARNING,
			       .since = "0.1",
			       .why = "Because.",
			       .fix = "Do it.",
			       .verify = "Look.",
			       .sources = (const struct reference *const[]){&manual, NULL},
			       .bad = "a: 1\nb: 2\n",
			       .good = "a: 2\nb: 2\n"};
	struct text t;

	text_init(&t, *state);
	descriptor_explain(&d, "error: squeeze", &t);
	assert_string_equal(t.s, "X001  something  (warning, since 0.1)\n"
				 "\nWhy it hurts\n  Because.\n"
				 "\nReleases, for the bad example below\n  error: squeeze\n"
				 "\nWhat to do\n  Do it.\n"
				 "\nHow to see it on a running host\n  Look.\n"
				 "\nBad\n    a: 1\n    b: 2\n"
				 "\nGood\n    a: 2\n    b: 2\n"
				 "\nSources\n  the-manual: \"The manual\", 2026\n");
	d = (struct descriptor){
		.id = "X002", .title = "t", .severity = INFO, .since = "0.1", .why = "w", .fix = "f"};
	text_init(&t, *state);
	descriptor_explain(&d, NULL, &t);
	assert_string_equal(t.s, "X002  t  (info, since 0.1)\n\nWhy it hurts\n  w\n\nWhat to do\n  f\n");
}

static void long_texts_are_wrapped(void **state)
{
	struct descriptor d = {.id = "X001", .title = "t", .severity = INFO, .since = "0.1", .fix = "f"};
	struct text t, why;

	text_init(&why, *state);
	for (int i = 0; i < 60; i++)
		text_addf(&why, "%sword%d", i == 30 ? "\n" : i ? " " : "", i);
	text_addf(&why, " %0100d end", 0);
	d.why = why.s;
	text_init(&t, *state);
	descriptor_explain(&d, NULL, &t);
	for (const char *p = t.s; *p;) {
		size_t n = strcspn(p, "\n");

		assert_true(n <= 78 || !strncmp(p, "  0000", 6)); /* one word is longer than a line */
		assert_true(!n || p[n - 1] != ' ');
		p += n + 1;
	}
	assert_non_null(strstr(t.s, "\n  word30 ")); /* a line break begins a paragraph */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_form_of_the_design),
		TEST(infos_are_short),
		TEST(without_a_place),
		TEST(the_caret_stands_under_every_character),
		TEST(places_at_ends),
		TEST(a_byte_order_mark_is_not_shown),
		TEST(long_lines_are_cut_around_the_place),
		TEST(nothing_hidden_reaches_a_terminal),
		TEST(colours_only_where_they_are_wanted),
		TEST(an_explanation_has_its_headings),
		TEST(long_texts_are_wrapped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
