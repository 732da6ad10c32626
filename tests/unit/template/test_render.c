#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "template/template.h"

/* Each test gets an arena in *state and makes its view there. */
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

static void makes(const struct view *v, const char *text, const char *expected)
{
	struct arena *a = arena_new();
	const char *error = NULL;
	struct text out;

	text_init(&out, a);
	if (!template_render(a, "t", text, v, &out, &error))
		fail_msg("refused: %s", error);
	assert_string_equal(out.s, expected);
	arena_free(a);
}

static void refuses(const struct view *v, const char *text, const char *expected)
{
	struct arena *a = arena_new();
	const char *error = NULL;
	struct text out;

	text_init(&out, a);
	text_add(&out, "before");
	if (template_render(a, "t", text, v, &out, &error))
		fail_msg("made: %s", out.s);
	assert_string_equal(error, expected);
	assert_string_equal(out.s, "before");
	arena_free(a);
}

/* ---- values ----------------------------------------------------------------- */

static void hostile_words_are_refused(void **state)
{
	static const char *const words[] = {"",	   " ",	   "a b",  "a\nB=1", "a\n", "a;b",  "$(id)", "`id`", "a'b", "a\"b",
					    "a\\b", "a|b", "a&b", "a#b",   "a>b", "(a)",  "{a}",   "*",	    "~",   "a\tb",
					    "a!",  "caf\xc3\xa9", "\xff", "\033[2J", "a\r", "[a]", "a?", "<a>", "^a"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct view *one = view_new(*state), *several = view_new(*state);
		const char *const pair[] = {"fine", words[i]};
		struct text out;
		const char *error;

		text_init(&out, *state);
		view_word(one, "x", words[i]);
		view_words(several, "x", pair, 2);
		assert_false(template_render(*state, "t", "{{x}}\n", one, &out, &error));
		assert_false(template_render(*state, "t", "{{x}}\n", several, &out, &error));
	}
}

static void a_fault_says_where_and_hides_what_is_hidden(void **state)
{
	struct view *v = view_new(*state), *item;

	view_item(v, "bonds");
	item = view_item(v, "bonds");
	view_word(item, "mode", "a\033\n");
	view_word(item, "other", "b c"); /* the first one is told */
	refuses(v, "{{#bonds}}\n{{/bonds}}\n", "t: bonds[1].mode: 'a\xef\xbf\xbd\xef\xbf\xbd' is not a plain word");
}

static void every_kind_of_value_is_written_plainly(void **state)
{
	static const char *const words[] = {"eth0", "eth1"};
	struct mac mac = {{0, 0x16, 0x3e, 0xab, 0, 1}};
	struct view *v = view_new(*state);
	char word[] = "azAZ09._:/,+@%=-";
	struct ip ip4, ip6;

	assert_true(ip_parse_prefix("10.0.0.1/24", &ip4));
	assert_true(ip_parse_prefix("fe80::1/64", &ip6));
	view_word(v, "a", word);
	word[0] = '!'; /* copied */
	view_words(v, "b", words, 2);
	view_number(v, "c", -12);
	view_ip(v, "d", &ip4);
	view_ip_prefix(v, "e", &ip4);
	view_ip(v, "f", &ip6);
	view_ip_prefix(v, "g", &ip6);
	view_mac(v, "h", &mac);
	makes(v, "{{a}}\n{{b}}\n{{c}}\n{{d}}\n{{e}}\n{{f}}\n{{g}}\n{{h}}\n",
	      "azAZ09._:/,+@%=-\neth0 eth1\n-12\n10.0.0.1\n10.0.0.1/24\nfe80::1\nfe80::1/64\n00:16:3e:ab:00:01\n");
}

static void an_address_that_is_none_is_a_fault(void **state)
{
	struct ip none = {0}, wide = {.family = 4, .prefix = 33};
	struct view *v = view_new(*state), *w = view_new(*state);

	view_ip(v, "x", &none);
	refuses(v, "{{x}}\n", "t: x: not an address");
	view_ip_prefix(w, "x", &wide);
	refuses(w, "{{x}}\n", "t: x: not an address");
}

static void comments_are_tamed(void **state)
{
	static const char *const pairs[][2] = {
		{"DEVICE=eth0", "DEVICE:eth0"},
		{"a\nDEVICE=eth1", "a DEVICE:eth1"},
		{"a\r\n\tb", "a   b"},
		{"ends in \\", "ends in /"},
		{"$(id) `id` \"x\" 'y'", "'(id) 'id' 'x' 'y'"},
		{"  caf\xc3\xa9  ", "caf\xc3\xa9"},
		{"a\xe2\x80\xa8" "b\xc2\x85" "c", "a b c"},
		{"a\xff\xc3(", "a  ("},
		{"\xc0\xbd", ""}, /* '=' in two bytes */
		{"a\xc0\xbd" "b", "a  b"},
		{"\n\t ", ""},
		{"", ""},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		struct view *v = view_new(*state);

		view_comment(v, "x", pairs[i][0]);
		makes(v, "{{#x}}\n[{{x}}]\n{{/x}}\n{{^x}}\nnone\n{{/x}}\n",
		      *pairs[i][1] ? arena_printf(*state, "[%s]\n", pairs[i][1]) : "none\n");
	}
}

static void no_comment_is_an_absent_one(void **state)
{
	struct view *v = view_new(*state);

	view_comment(v, "x", NULL);
	makes(v, "# {{x}}\nend\n", "end\n");
}

static void a_name_is_offered_once(void **state)
{
	struct view *v = view_new(*state), *w = view_new(*state), *x = view_new(*state), *y = view_new(*state);

	view_absent(v, "x");
	view_word(v, "x", "a");
	refuses(v, "{{x}}\n", "t: x: offered twice");
	view_word(w, "x", "a");
	view_word(view_item(w, "x"), "y", "b"); /* the item can be filled all the same */
	refuses(w, "{{x}}\n", "t: x: offered twice");
	view_list(x, "x");
	view_flag(x, "x", true);
	refuses(x, "{{#x}}\n{{/x}}\n", "t: x: offered twice");
	view_flag(y, "x", true);
	view_list(y, "x");
	refuses(y, "{{#x}}\n{{/x}}\n", "t: x: offered twice");
}

/* ---- names ------------------------------------------------------------------ */

static void unknown_names_are_errors(void **state)
{
	struct view *v = view_new(*state);

	view_word(v, "foo", "a");
	view_flag(v, "off", false);
	refuses(v, "{{foo}}\n\n{{fooo}}\n", "t:3: no value is named 'fooo'");
	refuses(v, "{{foo}}\n{{Foo}}\n", "t:2: no value is named 'Foo'");
	refuses(v, "{{foo}}\n{{#bar}}\n{{/bar}}\n", "t:2: no value is named 'bar'");
	refuses(v, "{{foo}}\n{{^bar}}\n{{/bar}}\n", "t:2: no value is named 'bar'");
	/* where nobody would see it yet, too */
	refuses(v, "{{foo}}\n{{#off}}\n{{bar}}\n{{/off}}\n", "t:3: no value is named 'bar'");
}

static void what_is_not_used_is_an_error(void **state)
{
	struct view *v = view_new(*state);

	view_flag(v, "flag", true); /* never needs to be */
	view_word(v, "a", "1");
	view_absent(v, "b");
	refuses(v, "x\n", "t: nothing is made of 'a'");
	refuses(v, "", "t: nothing is made of 'a'");
	refuses(v, "{{a}}\n", "t: nothing is made of 'b'");
	refuses(v, "{{a}}\n{{! {{b}} \n", "t: nothing is made of 'b'");
	refuses(v, "{{a}}\n{{#b}}\nx\n{{/b}}\n", "t: nothing is made of 'b'"); /* a question is not a use */
	makes(v, "{{a}}\n{{b}}\n", "1\n");
	refuses(v, "{{a}}\n", "t: nothing is made of 'b'"); /* uses are not remembered */
}

static void what_a_section_names_is_used_even_when_it_is_not_entered(void **state)
{
	struct view *v = view_new(*state);

	view_flag(v, "off", false);
	view_absent(v, "gone");
	view_list(v, "none");
	view_word(v, "a", "1");
	view_word(v, "b", "2");
	view_word(v, "c", "3");
	makes(v, "{{#off}}\n{{a}}\n{{/off}}\n{{#gone}}\n{{gone}}{{b}}\n{{/gone}}\n{{#none}}\n{{c}}\n{{/none}}\nend\n", "end\n");
}

static void a_list_has_to_be_named_and_each_item_used(void **state)
{
	struct view *v = view_new(*state), *item;

	view_list(v, "routes");
	refuses(v, "x\n", "t: nothing is made of 'routes'");
	makes(v, "{{#routes}}\n{{to}} {{via}}\n{{/routes}}\nx\n", "x\n");
	item = view_item(v, "routes");
	view_word(item, "to", "a");
	item = view_item(v, "routes");
	view_word(item, "to", "b");
	view_number(item, "metric", 5);
	refuses(v, "{{#routes}}\n{{to}}\n{{/routes}}\n", "t: nothing is made of 'routes[1].metric'");
	refuses(v, "{{#routes}}\n{{to}} {{metric}}\n{{/routes}}\n", "t:2: no value is named 'metric'"); /* of the first */
	refuses(v, "{{^routes}}\nx\n{{/routes}}\n", "t: nothing is made of 'routes[0].to'");
}

static void a_value_hidden_by_one_of_the_item_is_not_used(void **state)
{
	struct view *v = view_new(*state);

	view_word(v, "mtu", "9000");
	view_word(view_item(v, "ports"), "mtu", "1500");
	refuses(v, "{{#ports}}\n{{mtu}}\n{{/ports}}\n", "t: nothing is made of 'mtu'");
	makes(v, "{{mtu}}\n{{#ports}}\n{{mtu}}\n{{/ports}}\n", "9000\n1500\n");
}

static void a_value_is_not_a_section_and_a_section_no_value(void **state)
{
	struct view *v = view_new(*state);

	view_flag(v, "flag", true);
	view_list(v, "list");
	refuses(v, "{{flag}}\n", "t:1: 'flag' is a flag, not a value");
	refuses(v, "{{list}}\n", "t:1: 'list' is a list, not a value");
}

/* ---- sections --------------------------------------------------------------- */

static void sections_over_everything(void **state)
{
	static const char text[] = "{{#on}}\non\n{{/on}}\n{{^on}}\nnot on\n{{/on}}\n"
				   "{{#off}}\noff\n{{/off}}\n{{^off}}\nnot off\n{{/off}}\n"
				   "{{#here}}\n{{here}}\n{{/here}}\n{{^here}}\nnot here\n{{/here}}\n"
				   "{{#gone}}\n{{gone}}!\n{{/gone}}\n{{^gone}}\nnot gone\n{{/gone}}\n"
				   "{{#none}}\nnone\n{{/none}}\n{{^none}}\nnot none\n{{/none}}\n"
				   "{{#two}}\n{{n}}\n{{/two}}\n{{^two}}\nnot two\n{{/two}}\n";
	struct view *v = view_new(*state);

	view_flag(v, "on", true);
	view_flag(v, "off", false);
	view_word(v, "here", "here");
	view_absent(v, "gone");
	view_list(v, "none");
	view_number(view_item(v, "two"), "n", 1);
	view_number(view_item(v, "two"), "n", 2);
	makes(v, text, "on\nnot off\nhere\nnot gone\nnot none\n1\n2\n");
}

static void names_are_looked_up_from_the_inside_out(void **state)
{
	struct view *v = view_new(*state), *bond, *slave;

	view_word(v, "host", "web1");
	view_word(v, "name", "outer");
	bond = view_item(v, "bonds");
	view_word(bond, "name", "bond0");
	view_word(bond, "mode", "802.3ad");
	slave = view_item(bond, "slaves");
	view_word(slave, "port", "eth0");
	slave = view_item(bond, "slaves");
	view_word(slave, "port", "eth1");
	view_word(slave, "name", "own");
	bond = view_item(v, "bonds");
	view_word(bond, "name", "bond1");
	view_word(bond, "mode", "active-backup");
	view_list(bond, "slaves");
	makes(v, "{{name}}\n{{#bonds}}\n{{name}}\n{{#slaves}}\n{{host}} {{name}} {{port}} {{mode}}\n{{/slaves}}\n{{/bonds}}\n{{name}}\n",
	      "outer\nbond0\nweb1 bond0 eth0 802.3ad\nweb1 own eth1 802.3ad\nbond1\nouter\n");
}

static void a_list_from_around_sees_the_item_it_is_used_in(void **state)
{
	struct view *v = view_new(*state);

	view_word(view_item(v, "a"), "x", "1");
	view_word(view_item(v, "a"), "x", "2");
	view_word(view_item(v, "b"), "y", "3");
	makes(v, "{{#a}}\n{{#b}}\n{{x}}{{y}}\n{{/b}}\n{{/a}}\n", "13\n23\n");
}

static void sections_within_a_line(void **state)
{
	struct view *v = view_new(*state);

	view_flag(v, "on", true);
	view_flag(v, "off", false);
	view_word(v, "a", "1");
	view_absent(v, "b");
	view_word(view_item(v, "ports"), "n", "eth0");
	view_word(view_item(v, "ports"), "n", "eth1");
	makes(v, "x{{#on}} yes{{/on}}{{#off}} no{{/off}} {{a}}{{#b}},{{b}}{{/b}}\nports:{{#ports}} {{n}}{{/ports}};\n",
	      "x yes 1\nports: eth0 eth1;\n");
	/* a line that holds nothing else is one only where it is entered */
	makes(v, "{{#off}}no{{/off}}\n{{#b}}B={{b}}{{/b}} {{^on}}no{{/on}}\n{{#a}}A={{a}}{{/a}}\n{{#ports}}{{n}},{{/ports}}\n",
	      "A=1\neth0,eth1,\n");
}

static void absent_values_of_entered_sections_count_for_the_line(void **state)
{
	struct view *v = view_new(*state);

	view_flag(v, "on", true);
	view_flag(v, "off", false);
	view_word(v, "a", "1");
	view_absent(v, "b");
	makes(v, "{{a}}{{#off}}{{b}}{{/off}}\n", "1\n");
	makes(v, "x{{#on}} {{b}}{{/on}}\n{{a}}\n", "1\n");
	refuses(v, "\n{{a}}{{#on}} {{b}}{{/on}}\n", "t:2: 'b' is absent, but 'a' on the same line is not");
}

/* ---- lines ------------------------------------------------------------------ */

static void lines_of_absent_values_are_not_written(void **state)
{
	struct view *v = view_new(*state);

	view_absent(v, "a");
	view_words(v, "b", NULL, 0);
	view_word(v, "c", "3");
	makes(v, "A={{a}}\nAB={{a}}{{b}} text\nC={{c}}\n", "C=3\n");
	refuses(v, "A={{a}}\nB={{b}}\n{{b}}{{c}}\n", "t:3: 'b' is absent, but 'c' on the same line is not");
	refuses(v, "A={{a}}\nB={{b}}\n{{c}} {{a}}\n", "t:3: 'a' is absent, but 'c' on the same line is not");
}

static void absence_ends_with_the_line(void **state)
{
	struct view *v = view_new(*state), *item;

	item = view_item(v, "l");
	view_absent(item, "a");
	view_word(item, "b", "1");
	item = view_item(v, "l");
	view_word(item, "a", "2");
	view_absent(item, "b");
	makes(v, "{{#l}}\na {{a}}\nb {{b}}\n{{/l}}\n", "b 1\na 2\n");
}

static void tag_lines_and_comments_leave_nothing(void **state)
{
	struct view *v = view_new(*state);

	view_flag(v, "on", true);
	makes(v, "{{! a comment with {{ and = }}\n  {{#on}}  \n\t{{# on }}{{! why }}\n x\n{{/on}} {{/on}}\n", " x\n");
	makes(v, "a{{! said }} b\n", "a b\n");
	makes(v, "{{!}}\n", "");
}

static void blank_lines_only_separate(void **state)
{
	struct view *v = view_new(*state);

	view_absent(v, "gone");
	view_word(view_item(v, "l"), "x", "1");
	view_word(view_item(v, "l"), "x", "2");
	makes(v, "\n \n{{#l}}\n\nx {{x}}\n\n{{/l}}\n\n{{gone}}\n\nend\n\n\n", "x 1\n\nx 2\n\nend\n");
	makes(v, "{{gone}}\n\n{{#l}}\n{{x}}\n{{/l}}\n", "1\n2\n");
	makes(v, "{{gone}}\n{{#gone}}{{gone}}{{/gone}}\n{{#l}}\n{{x}}\n{{#gone}}{{/gone}}x{{! }}\n{{/l}}\n", "1\nx\n2\nx\n");
	makes(view_new(*state), "\n\n", "");
	makes(view_new(*state), "", "");
}

static void an_unentered_line_leaves_no_blank_one(void **state)
{
	struct view *v = view_new(*state);

	view_flag(v, "off", false);
	makes(v, "a\n{{#off}}x{{/off}}\nb\n{{#off}}\n\n{{/off}}\nc\n", "a\nb\nc\n");
}

static void text_stays_as_it_is(void **state)
{
	struct view *v = view_new(*state);

	view_word(v, "x", "1");
	makes(v, "\tif [ ${a:-${b}} ]; then # { { } }} \"\\n\" caf\xc3\xa9\n    {{ x }}{{x}} {\n",
	      "\tif [ ${a:-${b}} ]; then # { { } }} \"\\n\" caf\xc3\xa9\n    11 {\n");
}

/* ---- templates that are none ------------------------------------------------ */

static void templates_that_are_wrong(void **state)
{
	static const char *const wrong[][2] = {
		{"a\nb", "t:2: no newline at the end"},
		{"{{x}}", "t:1: no newline at the end"},
		{"a\n{{x\n}}\n", "t:2: a tag does not end on its line"},
		{"{{x}\n", "t:1: a tag does not end on its line"},
		{"{{! no\nend }}\n", "t:1: a tag does not end on its line"},
		{"{{}}\n", "t:1: unknown tag '{{}}'"},
		{"{{ }}\n", "t:1: unknown tag '{{ }}'"},
		{"{{#}}\n", "t:1: unknown tag '{{#}}'"},
		{"{{x y}}\n", "t:1: unknown tag '{{x y}}'"},
		{"{{>x}}\n", "t:1: unknown tag '{{>x}}'"},
		{"{{&x}}\n", "t:1: unknown tag '{{&x}}'"},
		{"{{{x}}}\n", "t:1: unknown tag '{{{x}}'"},
		{"{{=<% %>=}}\n", "t:1: unknown tag '{{=<% %>=}}'"},
		{"{{.}}\n", "t:1: unknown tag '{{.}}'"},
		{"{{\xe2\x80\xae}}\n", "t:1: unknown tag '{{\xef\xbf\xbd}}'"},
		{"a\n{{#f}}\nb\n", "t:2: section 'f' does not end"},
		{"{{^f}}\n{{#f}}\n{{/f}}\n", "t:1: section 'f' does not end"},
		{"{{/f}}\n", "t:1: section 'f' ends but never began"},
		{"{{#f}}\n{{/f}}\n{{/f}}\n", "t:3: section 'f' ends but never began"},
		{"{{#f}}\n{{/g}}\n", "t:2: section 'g' ends inside section 'f' of line 1"},
		{"{{#f}}{{#g}}{{/f}}{{/g}}\n", "t:1: section 'f' ends inside section 'g' of line 1"},
		{"{{#f}} a\n{{/f}}\n", "t:1: section 'f' has text on its line and does not end there"},
		{"a {{#f}}\n{{/f}}\n", "t:1: section 'f' has text on its line and does not end there"},
		{"{{#f}}\na {{/f}}\n", "t:2: section 'f' of line 1 ends on a line with text"},
		{"{{#f}}\n{{/f}} {{x}}\n", "t:2: section 'f' of line 1 ends on a line with text"},
		{"a\r\n", "t:1: a control character"},
		{"a\n\033[2J\n", "t:2: a control character"},
		{"\x7f\n", "t:1: a control character"},
	};
	struct view *v = view_new(*state);

	view_flag(v, "f", true);
	view_flag(v, "g", false);
	view_absent(v, "x");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		refuses(v, wrong[i][0], wrong[i][1]);
}

static void sections_go_so_deep_and_no_deeper(void **state)
{
	struct view *v = view_new(*state);
	struct text t;

	view_flag(v, "f", true);
	for (int depth = 16; depth <= 17; depth++) {
		text_init(&t, *state);
		for (int i = 0; i < depth; i++)
			text_add(&t, "{{#f}}\n");
		text_add(&t, "x\n");
		for (int i = 0; i < depth; i++)
			text_add(&t, "{{/f}}\n");
		if (depth == 16)
			makes(v, t.s, "x\n");
		else
			refuses(v, t.s, "t:17: too many sections inside each other");
	}
}

static void the_result_is_added(void **state)
{
	struct view *v = view_new(*state);
	const char *error;
	struct text out;

	text_init(&out, *state);
	view_word(v, "x", "1");
	text_add(&out, "head\n");
	assert_true(template_render(*state, "t", "\n{{x}}\n", v, &out, &error));
	assert_true(template_render(*state, "t", "{{x}}\n", v, &out, &error));
	assert_string_equal(out.s, "head\n1\n1\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_words_are_refused),
		cmocka_unit_test(a_fault_says_where_and_hides_what_is_hidden),
		cmocka_unit_test(every_kind_of_value_is_written_plainly),
		cmocka_unit_test(an_address_that_is_none_is_a_fault),
		cmocka_unit_test(comments_are_tamed),
		cmocka_unit_test(no_comment_is_an_absent_one),
		cmocka_unit_test(a_name_is_offered_once),
		cmocka_unit_test(unknown_names_are_errors),
		cmocka_unit_test(what_is_not_used_is_an_error),
		cmocka_unit_test(what_a_section_names_is_used_even_when_it_is_not_entered),
		cmocka_unit_test(a_list_has_to_be_named_and_each_item_used),
		cmocka_unit_test(a_value_hidden_by_one_of_the_item_is_not_used),
		cmocka_unit_test(a_value_is_not_a_section_and_a_section_no_value),
		cmocka_unit_test(sections_over_everything),
		cmocka_unit_test(names_are_looked_up_from_the_inside_out),
		cmocka_unit_test(a_list_from_around_sees_the_item_it_is_used_in),
		cmocka_unit_test(sections_within_a_line),
		cmocka_unit_test(absent_values_of_entered_sections_count_for_the_line),
		cmocka_unit_test(lines_of_absent_values_are_not_written),
		cmocka_unit_test(absence_ends_with_the_line),
		cmocka_unit_test(tag_lines_and_comments_leave_nothing),
		cmocka_unit_test(blank_lines_only_separate),
		cmocka_unit_test(an_unentered_line_leaves_no_blank_one),
		cmocka_unit_test(text_stays_as_it_is),
		cmocka_unit_test(templates_that_are_wrong),
		cmocka_unit_test(sections_go_so_deep_and_no_deeper),
		cmocka_unit_test(the_result_is_added),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
