#include "template/check.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(templates_that_are_wrong),
		cmocka_unit_test(sections_go_so_deep_and_no_deeper),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
