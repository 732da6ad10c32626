/* What a description may not be, whatever its keys: other documents, tags and anchors, bytes, broken syntax.
 */
#include "read.h"

static void anchors_and_aliases(void **state)
{
	assert_faults(*state, "host: &a x\nos: *a\n", "YAML009@1:7 YAML009@2:5");
	assert_faults(*state, "&a\nhost: x\nos: bookworm\n", "YAML009@1:1");
	assert_faults(*state, HOST "nics: &a [{name: eth0}]\nbonds: *a\n", "YAML009@3:7 YAML009@4:8");
	assert_faults(*state, HOST "&k nics: []\n*k : []\n", "YAML009@3:1 YAML009@4:1");
	assert_faults(*state, "host: &a \"x y\"\nos: !x plan9\n",
		      "YAML009@1:7 YAML010@2:5"); /* nothing more about those */
}

static void tags(void **state)
{
	assert_help(*state, "host: !!str a\nos: bookworm\n", "tag '!!str'", "leave the tag out");
	assert_help(*state, "host: ! a\nos: bookworm\n", "tag '!'", "leave the tag out");
	assert_help(*state, "host: ! \"a\"\nos: bookworm\n", "tag '!'", "leave the tag out");
	assert_help(*state, "host: !vault a\nos: bookworm\n", "tag '!vault'", "leave the tag out");
	assert_help(*state, "host: !<tag:example.com,2026:x> a\nos: bookworm\n",
		    "tag 'tag:example.com,2026:x'", "leave the tag out");
	assert_faults(*state, HOST "nics: ! []\ndns: ! {}\n", "YAML010@3:7 YAML010@4:6");
	assert_faults(*state, "!!map {host: a, os: bookworm}\n", "YAML010@1:1");
	assert_faults(*state, HOST "nics: [{name: eth0, !!str mtu: 9000}]\n", "YAML010@3:21");
	assert_faults(*state, "host: \"! no tag\"\nos: bookworm\n", "YAML020@1:7");
}

static void more_documents(void **state)
{
	assert_faults(*state, HOST "---\n" HOST, "YAML012@3:1");
	assert_faults(*state, HOST "...\n---\n", "YAML012@4:1");
	assert_faults(*state, "---\n---\n" HOST, "YAML012@2:1");
	assert_faults(*state, HOST "\xe2\x80\xa8---\xe2\x80\xa8host: b\n", "YAML012@3:2");
	assert_faults(*state, "---\n" HOST "...\n", "");
	assert_faults(*state, "%YAML 1.1\n--- # a comment\n" HOST "...\n# the end\n", "");
	assert_faults(*state, "%YAML 3.0\n---\n" HOST, "YAML001@1:1");
}

static void empty_files(void **state)
{
	static const char *const files[] = {"",    "\n",   "# a comment\n", "---\n", "--- ~\n",
					    "~\n", "null", "\xef\xbb\xbf",  "\"\"\n"};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		assert_faults(*state, files[i], "YAML014@1:1");
	assert_help(*state, "", "the file is empty", "host: vm2.example.com\nos: rhel6.8");
	assert_faults(*state, "{}\n", "YAML016@1:1 YAML016@1:1");
}

static void too_deep(void **state)
{
	struct findings f;
	char deep[100000];

	memset(deep, '[', sizeof(deep));
	f = walked(*state, source_of(*state, "x", deep, sizeof(deep) - 1), &host_table);
	assert_string_equal(summary(&f), "YAML004@1:1 YAML015@1:17");
	assert_faults(*state, HOST "nics: [[[[[[[[[[[[[[[]]]]]]]]]]]]]]]\n",
		      "YAML004@3:8"); /* sixteen with the mapping */
	assert_faults(*state, HOST "nics: [[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]\n", "YAML004@3:8 YAML015@3:22");
}

static void too_large(void **state)
{
	char *large = arena_alloc(*state, SOURCE_MAX + 2);
	struct findings f;

	memset(large, '#', SOURCE_MAX + 1);
	memcpy(large, HOST, strlen(HOST));
	f = walked(*state, source_of(*state, "x", large, SOURCE_MAX), &host_table);
	assert_int_equal(f.n, 0);
	f = walked(*state, source_of(*state, "x", large, SOURCE_MAX + 1), &host_table);
	assert_string_equal(summary(&f), "YAML015@1:1");
}

/* ---- bytes ---- */

static void bytes(struct arena *a, const char *s, size_t n, const char *expected)
{
	struct findings f = walked(a, source_of(a, "x", s, n), &host_table);

	assert_string_equal(summary(&f), expected);
}

static void what_is_no_text(void **state)
{
	bytes(*state, "host: a\0b\n", 10, "YAML013@1:8");
	bytes(*state, "\xff\xfeh\0o\0", 6, "YAML013@1:1");
	bytes(*state, "\xfe\xff\0h", 4, "YAML013@1:1");
	bytes(*state, "h\0o\0s\0", 6, "YAML013@1:2");
	assert_help(*state, HOST "dns: {search: [caf\xe9]}\n", "the byte 0xE9 is not UTF-8",
		    "save the file as UTF-8");
	assert_faults(*state, HOST "dns: {search: [caf\xe9]}\n", "YAML013@3:19");
	assert_faults(*state, "host: \xe2\x80", "YAML013@1:7");
	assert_faults(*state, "host: \xed\xa0\x80\n", "YAML013@1:7");
	assert_faults(*state, "host: \xc0\xaf\n", "YAML013@1:7");
	assert_faults(*state, "host: \xf4\x90\x80\x80\n", "YAML013@1:7");
	assert_help(*state, "host: a\nos: \"book\aworm\"\n", "the character U+0007 is not allowed",
		    "leave it out");
	assert_faults(*state, "host: a\nos: \"book\x7fworm\"\n", "YAML013@2:10");
	assert_faults(*state, "host: a\nos: \xef\xbf\xbf\n", "YAML013@2:5");
}

static void nul_in_disguise(void **state)
{
	assert_faults(*state, "host: \"a\\0b\"\nos: bookworm\n", "YAML013@1:7");
	assert_faults(*state, "host: \"a\\x00\"\nos: bookworm\n", "YAML013@1:7");
	assert_faults(*state, "host: 'a\\0b'\nos: bookworm\n", "YAML020@1:7"); /* a backslash and a digit */
	assert_faults(*state, HOST "\"announce\\0\": host\n", "YAML013@3:1");
	assert_faults(*state, "os: bookworm\n\"host\\0x\": vm1\n",
		      "YAML013@2:1 YAML016@2:12"); /* that is no 'host' */
	assert_faults(*state, "host: \"\\0\"\nos: bookworm\n", "YAML013@1:7");
}

/* ---- syntax ---- */

static void complaints_of_libyaml_come_with_a_cure(void **state)
{
	static const struct {
		const char *yaml, *message, *help;
	} cases[] = {
		{"host:\n\ta\n", "a tab where YAML takes none", "blanks"},
		{HOST "nics:\n\t- {name: eth0}\n", "a tab where YAML takes none", "blanks"},
		{"host: @a\n", "found character that cannot start any token",
		 "quotes around a value that begins with '@'"},
		{"host: `a`\n", "found character that cannot start any token",
		 "quotes around a value that begins with '`'"},
		{"host: \"a\nos: b\n", "\" is not closed", "a closing \""},
		{"host: 'a\n", "' is not closed", "a closing '"},
		{HOST "nics: [{name: eth0}\n", "[ is not closed", "a closing ]"},
		{HOST "nics: [{name: eth0\n", "{ is not closed", "a closing }"},
		{HOST "nics: [{name: \"eth0}]\n", "\" is not closed", "a closing \""},
		{"host: \"C:\\dir\"\n", "found unknown escape character",
		 "single quotes, in which a backslash is nothing special"},
		{"host: *\n", "did not find expected alphabetic or numeric character",
		 "quotes around a value that begins with '&' or '*'"},
		{HOST "dns: {servers: [2001:db8::]}\n", "found unexpected ':'",
		 "quotes, which an IPv6 address needs between brackets: [\"2001:db8::\"]"},
		{HOST "dns: {servers: [::1]}\n", "did not find expected node content",
		 "quotes, which an IPv6 address needs between brackets: [\"2001:db8::\"]"},
		{HOST "bridges: [{name: br0, gateway6: fe80::, mtu: 1500}]\n", "found unexpected ':'",
		 "quotes, which an IPv6 address needs between brackets: [\"2001:db8::\"]"},
		{HOST "nics: [{name: eth0}, {name: eth1]\n", "did not find expected ',' or '}'",
		 "a comma between entries, '}' behind the last, quotes around a value with ', '"},
		{HOST "nics:\n  - name: eth0\n  name: eth1\n", "did not find expected '-' indicator",
		 "entries of one list in one column, each with '- '"},
		{"host: a: b\n", "mapping values are not allowed in this context",
		 "a blank behind the colon of each key, keys of one mapping in one column, quotes around a "
		 "value with ': '"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct findings f = walked(*state, text(*state, cases[i].yaml), &host_table);

		assert_int_equal(f.n, 1);
		assert_string_equal(f.v[0]->id, "YAML001");
		assert_string_equal(f.v[0]->message, cases[i].message);
		if (!f.v[0]->help || strcmp(f.v[0]->help, cases[i].help))
			fail_msg("%s: %s", cases[i].yaml, f.v[0]->help);
	}
}

static void ipv6_without_quotes_where_yaml_takes_it(void **state)
{
	assert_faults(*state, HOST "dns: {servers: [2001:db8::1, fe80::1]}\n", "");
	assert_faults(*state, HOST "bridges:\n- name: b\n  addresses:\n  - 2001:db8::2/64\n", "");
	assert_help(*state, HOST "dns:\n  servers:\n  - 2001:db8::\n",
		    "an entry of 'servers' is a mapping, not a single value",
		    "quotes, which an IPv6 address needs that ends in ':': \"2001:db8::\"");
}

static void what_is_not_closed_shows_where_it_begins(void **state)
{
	assert_faults(*state, HOST "nics: [{name: eth0},\n\n\n", "YAML001@3:7");
	assert_faults(*state, HOST "nics:\n  - {name: \"eth0}\n", "YAML001@4:12");
}

static void a_syntax_error_says_where_its_construct_began(void **state)
{
	struct findings f =
		walked(*state, text(*state, HOST "nics: [{name: eth0}, {name: eth1]\n"), &host_table);

	assert_string_equal(summary(&f), "YAML001@3:33");
	assert_int_equal(source_position(f.v[0]->notes->at.span).column, 22);
	assert_string_equal(f.v[0]->notes->text, "while parsing a flow mapping");
}

static void faults_in_front_of_a_syntax_error_are_told_too(void **state)
{
	assert_faults(*state, "hots: a\nos: plan9\nnics: [{nmae: 1}, }\n",
		      "YAML002@1:1 YAML008@2:5 YAML002@3:9 YAML001@3:19");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(anchors_and_aliases),
		TEST(tags),
		TEST(more_documents),
		TEST(empty_files),
		TEST(too_deep),
		TEST(too_large),
		TEST(what_is_no_text),
		TEST(nul_in_disguise),
		TEST(complaints_of_libyaml_come_with_a_cure),
		TEST(ipv6_without_quotes_where_yaml_takes_it),
		TEST(what_is_not_closed_shows_where_it_begins),
		TEST(a_syntax_error_says_where_its_construct_began),
		TEST(faults_in_front_of_a_syntax_error_are_told_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
