#include "template/check.h"

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
	makes(v,
	      "{{#off}}\n{{a}}\n{{/off}}\n{{#gone}}\n{{gone}}{{b}}\n{{/gone}}\n{{#none}}\n{{c}}\n{{/"
	      "none}}\nend\n",
	      "end\n");
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
	refuses(v, "{{#routes}}\n{{to}} {{metric}}\n{{/routes}}\n",
		"t:2: no value is named 'metric'"); /* of the first */
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
	makes(v,
	      "{{name}}\n{{#bonds}}\n{{name}}\n{{#slaves}}\n{{host}} {{name}} {{port}} "
	      "{{mode}}\n{{/slaves}}\n{{/bonds}}\n{{name}}\n",
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
	makes(v,
	      "x{{#on}} yes{{/on}}{{#off}} no{{/off}} {{a}}{{#b}},{{b}}{{/b}}\nports:{{#ports}} "
	      "{{n}}{{/ports}};\n",
	      "x yes 1\nports: eth0 eth1;\n");
	/* a line that holds nothing else is one only where it is entered */
	makes(v,
	      "{{#off}}no{{/off}}\n{{#b}}B={{b}}{{/b}} "
	      "{{^on}}no{{/on}}\n{{#a}}A={{a}}{{/a}}\n{{#ports}}{{n}},{{/ports}}\n",
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
	makes(v, "{{! a comment with {{ and = }}\n  {{#on}}  \n\t{{# on }}{{! why }}\n x\n{{/on}} {{/on}}\n",
	      " x\n");
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
	makes(v, "{{gone}}\n{{#gone}}{{gone}}{{/gone}}\n{{#l}}\n{{x}}\n{{#gone}}{{/gone}}x{{! }}\n{{/l}}\n",
	      "1\nx\n2\nx\n");
	makes(view_new(*state), "\n\n", "");
	makes(view_new(*state), "", "");
}

static void an_unentered_line_leaves_no_blank_one(void **state)
{
	struct view *v = view_new(*state);

	view_flag(v, "off", false);
	view_flag(v, "on", true);
	makes(v, "a{{#off}}x{{/off}}\n\nb\n", "a\n\nb\n"); /* but a blank one stays */
	makes(v, "a\n{{#on}}\n\nb\n{{/on}}\n", "a\n\nb\n");
	makes(v, "a\n{{! said }}\nb\n", "a\nb\n");
	makes(v, "a\n{{#off}}x{{/off}}\nb\n{{#off}}\n\n{{/off}}\nc\n", "a\nb\nc\n");
}

static void text_stays_as_it_is(void **state)
{
	struct view *v = view_new(*state);

	view_word(v, "x", "1");
	makes(v, "\tif [ ${a:-${b}} ]; then # { { } }} \"\\n\" caf\xc3\xa9\n    {{ x }}{{x}} {\n",
	      "\tif [ ${a:-${b}} ]; then # { { } }} \"\\n\" caf\xc3\xa9\n    11 {\n");
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
		cmocka_unit_test(the_result_is_added),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
