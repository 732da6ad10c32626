#include "template/check.h"

static void hostile_words_are_refused(void **state)
{
	static const char *const words[] = {
		"",     " ",           "a b",  "a\nB=1",  "a\n", "a;b", "$(id)", "`id`", "a'b", "a\"b",
		"a\\b", "a|b",         "a&b",  "a#b",     "a>b", "(a)", "{a}",   "*",    "~",   "a\tb",
		"a!",   "caf\xc3\xa9", "\xff", "\033[2J", "a\r", "[a]", "a?",    "<a>",  "^a"};

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
	refuses(v, "{{#bonds}}\n{{/bonds}}\n",
		"t: bonds[1].mode: 'a\xef\xbf\xbd\xef\xbf\xbd' is not a plain word");
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
	      "azAZ09._:/,+@%=-\neth0 "
	      "eth1\n-12\n10.0.0.1\n10.0.0.1/24\nfe80::1\nfe80::1/64\n00:16:3e:ab:00:01\n");
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
		{"a\xe2\x80\xa8"
		 "b\xc2\x85"
		 "c",
		 "a b c"},
		{"a\xff\xc3(", "a  ("},
		{"\xc0\xbd", ""}, /* '=' in two bytes */
		{"a\xc0\xbd"
		 "b",
		 "a  b"},
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
	struct view *v = view_new(*state), *w = view_new(*state), *x = view_new(*state),
		    *y = view_new(*state);

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
	};

	return cmocka_run_group_tests(tests, begin, end);
}
