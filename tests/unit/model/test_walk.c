/* The explaining way in: which fault, where, and what to write instead. */
#include "read.h"

#define NIC "nics:\n  - name: eth0\n"

/* ---- places ---- */

static void places_count_characters(void **state)
{
	assert_faults(*state, HOST "bridges: [{comment: \"éé€😀\", nmae: br0, name: br0}]\n", "YAML002@3:29");
	assert_faults(*state, HOST "bridges: [{nmae: br0, name: \"\xc3\xa9\"}]\n", "YAML002@3:12 NAME001@3:29");
}

static void places_in_every_kind_of_line(void **state)
{
	assert_faults(*state, "host: a\r\nos: bookworm\r\nnics:\r\n  - {name: eth0, spede: 5}\r\n", "YAML002@4:18");
	assert_faults(*state, "host: a\ros: bookworm\rnics:\r  - {name: eth0, spede: 5}\r", "YAML002@4:18");
	assert_faults(*state, "\n\r\n\rhost: a\r\rhots: b\nos: bookworm", "YAML002@6:1");
	/* U+2028 and U+0085 break a line for YAML and none for editors */
	assert_faults(*state, "host: \"a\xe2\x80\xa8 b\"\nos: squeze\n", "YAML020@1:7 YAML008@2:5");
	assert_faults(*state, "host: a\xc2\x85os: bookworm\xe2\x80\xa9nisc: []\n", "YAML002@1:22");
}

static void a_byte_order_mark_takes_no_column(void **state)
{
	assert_faults(*state, "\xef\xbb\xbf" HOST, "");
	assert_faults(*state, "\xef\xbb\xbfhots: a\nos: bookworm\nhost: a\nnisc: []\n", "YAML002@1:1 YAML002@4:1");
	assert_faults(*state, "\xef\xbb\xbfhost: a\nos: bookworm\nhost: \xff\n", "YAML013@3:7");
}

static void far_out_in_a_long_line(void **state)
{
	struct text t;

	text_init(&t, *state);
	text_add(&t, HOST "nics: [");
	for (int i = 0; i < 20000; i++)
		text_add(&t, "{name: \xc3\xa9},");
	text_add(&t, "{nmae: x, name: e}]\n");
	{
		struct findings f = walked(*state, text(*state, t.s), &host_table);
		struct position p = source_position(f.v[f.n - 1]->at.span);

		assert_int_equal(f.n, 20001);
		assert_string_equal(f.v[f.n - 1]->id, "YAML002");
		assert_int_equal(p.line, 3);
		assert_int_equal(p.column, 8 + 20000 * 10 + 1);
		p = source_position(f.v[12345]->at.span);
		assert_int_equal(p.column, 8 + 12345 * 10 + 7);
	}
}

static void spans_cover_the_value(void **state)
{
	static const char yaml[] = HOST "nics: [{name: eth0, mtu: \"12\", speed: abc}]\n";
	struct findings f = walked(*state, text(*state, yaml), &host_table);

	assert_int_equal(f.n, 2);
	assert_memory_equal(yaml + f.v[0]->at.span.from, "\"12\"", f.v[0]->at.span.to - f.v[0]->at.span.from);
	assert_memory_equal(yaml + f.v[1]->at.span.from, "abc", f.v[1]->at.span.to - f.v[1]->at.span.from);
}

/* ---- keys ---- */

static void an_unknown_key_and_the_nearest(void **state)
{
	assert_help(*state, HOST "nics: [{name: eth0, sped: 1000}]\n", "'sped' is not a key of a NIC", "speed");
	assert_help(*state, HOST "allow: [{rule: BOND003, reason: x, bject: b}]\n", "'bject' is not a key of an allow entry",
		    "object");
	assert_help(*state, HOST "xyzzy: 1\n", "'xyzzy' is not a key of a host",
		    "one of version host os virtualization dns switches nics bonds vlans bridges guests\nannounce "
		    "bridge_netfilter allow xend");
	assert_faults(*state, HOST "\"\": 1\n", "YAML002@3:1");
	assert_faults(*state, HOST "xyzzy: {a: [1, {b: c}]}\n", "YAML002@3:1"); /* what is in it is nobody's */
}

static void a_key_given_twice_shows_both_places(void **state)
{
	struct findings f = walked(*state, text(*state, "host: a\nos: bookworm\nhost: b\nhost: \"\"\n"), &host_table);

	assert_string_equal(summary(&f), "YAML003@3:1 YAML003@4:1 YAML017@4:7");
	assert_string_equal(f.v[0]->message, "'host' is given twice");
	assert_int_equal(source_position(f.v[0]->notes->at.span).line, 1);
	assert_int_equal(source_position(f.v[1]->notes->at.span).line, 1);
	assert_null(f.v[0]->notes->next);
	assert_faults(*state, HOST "x: 1\nx: 2\n", "YAML002@3:1 YAML003@4:1");
	assert_faults(*state, HOST "nics: [{name: a, \"name\": b}]\n", "YAML003@3:18");
}

static void keys_that_are_no_words(void **state)
{
	assert_faults(*state, HOST "? [a, b]\n: c\n? {a: b}\n: d\n", "YAML004@3:3 YAML004@5:3");
	assert_faults(*state, HOST "? announce\n: host\n", "");
	assert_faults(*state, HOST "nics: [{name: eth0, <<: {mtu: 9}}]\n", "YAML011@3:21");
	assert_faults(*state, HOST "nics: [{name: eth0, \"<<\": 1}]\n", "YAML002@3:21"); /* in quotes it merges nothing */
}

static void what_is_required(void **state)
{
	struct findings f = walked(*state, text(*state, "version: 1\n"), &host_table);

	assert_string_equal(summary(&f), "YAML016@1:1 YAML016@1:1");
	assert_string_equal(f.v[0]->message, "a host without 'host'");
	assert_string_equal(f.v[0]->help, "host: vm2.example.com");
	assert_faults(*state, HOST "bonds: [{mode: 1}]\n", "YAML016@3:10 YAML016@3:10");
	assert_faults(*state, HOST "bonds: [{}]\n", "YAML016@3:9 YAML016@3:9");
	assert_faults(*state, HOST "bonds:\n  - mode: 1\n    name: bond0\n", "YAML016@5:11"); /* points at the name */
	assert_help(*state, HOST "bonds: [{name: bond0}]\n", "a bond without 'slaves'", "slaves: [eth0]");
	assert_help(*state, HOST "bonds: [{name: bond0, slaves: []}]\n", "'slaves' has no value", "slaves: [eth0]");
	assert_help(*state, HOST "vlans: [{id: 5}]\n", "a VLAN without 'parent'", "parent: bond0");
	assert_help(*state, HOST "allow: [{rule: BOND003}]\n", "an allow entry without 'reason'",
		    "reason: one switch until the spare arrives in May");
}

static void nothing_is_missing_where_the_document_breaks_off(void **state)
{
	assert_faults(*state, "host: a\nnics: [\n", "YAML001@2:7");
	assert_faults(*state, "nics: [{name: eth0}, {]\n", "YAML001@1:23");
}

/* ---- kinds and values ---- */

static void the_wrong_kind(void **state)
{
	assert_help(*state, HOST "nics: {}\n", "'nics' is a mapping, not a list", "nics: [{name: eth0}]");
	assert_help(*state, HOST "nics: eth0\n", "'nics' is a single value, not a list", "nics: [{name: eth0}]");
	assert_help(*state, HOST "bonds: [{name: b, slaves: eth7}]\n", "'slaves' is a single value, not a list", "slaves: [eth7]");
	assert_help(*state, HOST "bonds: [{name: b, slaves: [[eth7]]}]\n", "an entry of 'slaves' is a list, not a single value",
		    "eth0");
	assert_help(*state, HOST "bonds: [{name: b, slaves: [e], mode: [1]}]\n", "'mode' is a list, not a single value",
		    "mode: 802.3ad");
	assert_help(*state, HOST "vlans: [5]\n", "an entry of 'vlans' is a single value, not a mapping",
		    "{id: 256, parent: bond0}");
	assert_help(*state, HOST "dns: [10.0.0.53]\n", "'dns' is a list, not a mapping", "dns: {servers: [10.0.0.53]}");
	assert_help(*state, HOST "bridges: [{name: b, routes: [{to: {a: b}, via: 10.0.0.1}]}]\n",
		    "'to' is a mapping, not a single value", "quotes, which an IPv6 address needs that ends in ':': \"2001:db8::\"");
}

static void a_document_that_is_no_mapping(void **state)
{
	assert_help(*state, "- host: a\n", "a host is a mapping: keys, and values behind colons",
		    "host: vm2.example.com\nos: rhel6.8");
	assert_faults(*state, "host\n", "YAML004@1:1");
	assert_faults(*state, "host:a\n", "YAML004@1:1");
	assert_faults(*state, "host:a\nos: bookworm\n", "YAML001@2:3"); /* not a word about the text that broke off there */
	assert_faults(*state, "\"host: a\"\n", "YAML004@1:1");
}

static void no_value(void **state)
{
	assert_help(*state, HOST "nics: [{name: eth0, mtu: }]\n", "'mtu' has no value", "mtu: 9000, or leave the key out");
	assert_help(*state, HOST "announce: ~\n", "'announce' has no value", "announce: host, or leave the key out");
	assert_help(*state, HOST "announce: Null\n", "'announce' has no value", "announce: host, or leave the key out");
	assert_help(*state, HOST "announce: \"\"\n", "'announce' has no value", "announce: host, or leave the key out");
	assert_help(*state, HOST "dns:\n", "'dns' has no value", "dns: {servers: [10.0.0.53]}, or leave the key out");
	assert_help(*state, HOST "nics: ~\n", "'nics' has no value", "nics: [{name: eth0}], or leave the key out");
	assert_help(*state, "host:\nos: bookworm\n", "'host' has no value", "host: vm2.example.com");
	assert_help(*state, HOST "nics: [{name: eth0, trunk: [~]}]\n", "an entry of 'trunk' has no value",
		    "256, or no entry at all");
	assert_faults(*state, HOST "nics:\n  -\n  - ~\n", "YAML017@4:4 YAML017@5:5");
	assert_faults(*state, "{host, os: bookworm}\n", "YAML017@1:6");
}

static void quotes_make_a_text_of_it(void **state)
{
	assert_faults(*state, HOST "guests: [{name: \"~\"}]\n", "YAML020@3:17"); /* a text, and no good one */
	assert_faults(*state, HOST "guests: [{name: \"null\"}]\n", "");
	assert_faults(*state, HOST "nics: [{name: eth0, mtu: \"9000\", edge: 'no'}]\n", "");
}

static void values_of_the_wrong_form(void **state)
{
	assert_faults(*state, HOST NIC "    mtu: 010\n    speed: 1_000\n    mac: eth0\n    duplex: ful\n    edge: 2\n"
			     "    native: 4095\n    trunk: [1, 0, x]\n    addresses: [10.0.0.1]\n    gateway: ::1\n"
			     "    port: \"a b\"\n",
		      "YAML005@5:10 YAML005@6:12 YAML019@7:10 YAML008@8:13 YAML007@9:11 VLAN001@10:13 VLAN001@11:16 "
		      "VLAN001@11:19 YAML018@12:17 YAML018@13:14 YAML020@14:11");
	assert_faults(*state, "host: a b\nos: plan9\nversion: 2\nvirtualization: vmware\n",
		      "YAML020@1:7 YAML008@2:5 YAML006@3:10 YAML008@4:17");
}

static void an_ethernet_address_needs_quotes_where_it_reads_as_a_number(void **state)
{
	assert_help(*state, HOST "nics: [{name: eth0, mac: 52:54:00:12:34:56}]\n",
		    "'52:54:00:12:34:56' without quotes is a number to other YAML readers", "\"52:54:00:12:34:56\"");
	assert_faults(*state, HOST "nics: [{name: eth0, mac: '52:54:00:12:34:56'}]\n", "");
	assert_faults(*state, HOST "nics: [{name: eth0, mac: 52:54:00:12:34:5a}]\n", "");
	assert_faults(*state, HOST "nics: [{name: eth0, port: 1:10}]\n", ""); /* a label is a text either way */
}

/* ---- what YAML has and the language has not ---- */

static void anchors_and_aliases(void **state)
{
	assert_faults(*state, "host: &a x\nos: *a\n", "YAML009@1:7 YAML009@2:5");
	assert_faults(*state, "&a\nhost: x\nos: bookworm\n", "YAML009@1:1");
	assert_faults(*state, HOST "nics: &a [{name: eth0}]\nbonds: *a\n", "YAML009@3:7 YAML009@4:8");
	assert_faults(*state, HOST "&k nics: []\n*k : []\n", "YAML009@3:1 YAML009@4:1");
	assert_faults(*state, "host: &a \"x y\"\nos: !x plan9\n", "YAML009@1:7 YAML010@2:5"); /* nothing more about those */
}

static void tags(void **state)
{
	assert_help(*state, "host: !!str a\nos: bookworm\n", "tag '!!str'", "leave the tag out");
	assert_help(*state, "host: ! a\nos: bookworm\n", "tag '!'", "leave the tag out");
	assert_help(*state, "host: ! \"a\"\nos: bookworm\n", "tag '!'", "leave the tag out");
	assert_help(*state, "host: !vault a\nos: bookworm\n", "tag '!vault'", "leave the tag out");
	assert_help(*state, "host: !<tag:example.com,2026:x> a\nos: bookworm\n", "tag 'tag:example.com,2026:x'",
		    "leave the tag out");
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
	static const char *const files[] = {"", "\n", "# a comment\n", "---\n", "--- ~\n", "~\n", "null", "\xef\xbb\xbf", "\"\"\n"};

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
	assert_faults(*state, HOST "nics: [[[[[[[[[[[[[[[]]]]]]]]]]]]]]]\n", "YAML004@3:8"); /* sixteen with the mapping */
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
	assert_help(*state, HOST "dns: {search: [caf\xe9]}\n", "the byte 0xE9 is not UTF-8", "save the file as UTF-8");
	assert_faults(*state, HOST "dns: {search: [caf\xe9]}\n", "YAML013@3:19");
	assert_faults(*state, "host: \xe2\x80", "YAML013@1:7");
	assert_faults(*state, "host: \xed\xa0\x80\n", "YAML013@1:7");
	assert_faults(*state, "host: \xc0\xaf\n", "YAML013@1:7");
	assert_faults(*state, "host: \xf4\x90\x80\x80\n", "YAML013@1:7");
	assert_help(*state, "host: a\nos: \"book\aworm\"\n", "the character U+0007 is not allowed", "leave it out");
	assert_faults(*state, "host: a\nos: \"book\x7fworm\"\n", "YAML013@2:10");
	assert_faults(*state, "host: a\nos: \xef\xbf\xbf\n", "YAML013@2:5");
}

static void nul_in_disguise(void **state)
{
	assert_faults(*state, "host: \"a\\0b\"\nos: bookworm\n", "YAML013@1:7");
	assert_faults(*state, "host: \"a\\x00\"\nos: bookworm\n", "YAML013@1:7");
	assert_faults(*state, "host: 'a\\0b'\nos: bookworm\n", "YAML020@1:7"); /* a backslash and a digit */
	assert_faults(*state, HOST "\"announce\\0\": host\n", "YAML013@3:1");
	assert_faults(*state, "os: bookworm\n\"host\\0x\": vm1\n", "YAML013@2:1 YAML016@2:12"); /* that is no 'host' */
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
		{"host: @a\n", "found character that cannot start any token", "quotes around a value that begins with '@'"},
		{"host: `a`\n", "found character that cannot start any token", "quotes around a value that begins with '`'"},
		{"host: \"a\nos: b\n", "\" is not closed", "a closing \""},
		{"host: 'a\n", "' is not closed", "a closing '"},
		{HOST "nics: [{name: eth0}\n", "[ is not closed", "a closing ]"},
		{HOST "nics: [{name: eth0\n", "{ is not closed", "a closing }"},
		{HOST "nics: [{name: \"eth0}]\n", "\" is not closed", "a closing \""},
		{"host: \"C:\\dir\"\n", "found unknown escape character", "single quotes, in which a backslash is nothing special"},
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
		 "a blank behind the colon of each key, keys of one mapping in one column, quotes around a value with ': '"},
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
	assert_help(*state, HOST "dns:\n  servers:\n  - 2001:db8::\n", "an entry of 'servers' is a mapping, not a single value",
		    "quotes, which an IPv6 address needs that ends in ':': \"2001:db8::\"");
}

static void what_is_not_closed_shows_where_it_begins(void **state)
{
	assert_faults(*state, HOST "nics: [{name: eth0},\n\n\n", "YAML001@3:7");
	assert_faults(*state, HOST "nics:\n  - {name: \"eth0}\n", "YAML001@4:12");
}

static void a_syntax_error_says_where_its_construct_began(void **state)
{
	struct findings f = walked(*state, text(*state, HOST "nics: [{name: eth0}, {name: eth1]\n"), &host_table);

	assert_string_equal(summary(&f), "YAML001@3:33");
	assert_int_equal(source_position(f.v[0]->notes->at.span).column, 22);
	assert_string_equal(f.v[0]->notes->text, "while parsing a flow mapping");
}

static void faults_in_front_of_a_syntax_error_are_told_too(void **state)
{
	assert_faults(*state, "hots: a\nos: plan9\nnics: [{nmae: 1}, }\n",
		      "YAML002@1:1 YAML008@2:5 YAML002@3:9 YAML001@3:19");
}

/* ---- the site file ---- */

static void the_site_file_has_its_own_keys(void **state)
{
	struct findings f = walked(*state, text(*state, "defaults: {nics: {mtu: 9000, name: eth0, trunk: [1]}, bonds: {modes: 1}}\n"
						  "host: a\n"),
				   &site_table);

	assert_string_equal(summary(&f), "YAML002@1:30 YAML002@1:42 YAML002@1:63 YAML002@2:1");
	assert_string_equal(f.v[0]->message, "'name' has no default: it is for a NIC to say");
	assert_string_equal(f.v[0]->help, "leave it out here");
	assert_string_equal(f.v[2]->help, "mode");
	f = walked(*state, text(*state, "# nothing\n"), &site_table);
	assert_string_equal(f.v[0]->help, "version: 1");
}

/* ---- where everything was written ---- */

static void at(const struct source *s, const struct locator *l, const char *path, const char *expected)
{
	struct span span = locator_find(l, path);

	assert_ptr_equal(span.source, s);
	if (span.to - span.from != strlen(expected) || memcmp(s->bytes + span.from, expected, strlen(expected)))
		fail_msg("%s is at '%.*s', not '%s'", path, (int)(span.to - span.from), s->bytes + span.from, expected);
}

static void every_field_is_recorded(void **state)
{
	struct source *s = text(*state, HOST "bonds:\n- slaves: [eth0, eth1]\n  mode: 1\n  name: bond0\n"
				      "  routes:\n  - {via: 10.0.0.1, to: 10.1.0.0/16}\nvlans: [{parent: bond0, id: 5}]\n"
				      "allow: [{reason: because, rule: BOND003}]\nxend: {nloopbacks: 4}\n");
	struct locator *l = locator_new(*state);
	struct findings f;

	findings_init(&f, *state);
	assert_true(walk(*state, s, &host_table, "", &f, l));
	at(s, l, "", "vm1");
	at(s, l, "host", "vm1");
	at(s, l, "bonds[0]", "bond0");
	at(s, l, "bonds[0].mode", "1");
	at(s, l, "bonds[0].slaves[1]", "eth1");
	at(s, l, "bonds[0].slaves", "[");
	at(s, l, "bonds[0].miimon", "bond0"); /* not written: the bond */
	at(s, l, "bonds[0].routes[0].to", "10.1.0.0/16");
	at(s, l, "bonds[0].routes[0]", "via");
	at(s, l, "vlans[0]", "5");
	at(s, l, "allow[0]", "reason");
	at(s, l, "xend.nloopbacks", "4");
	at(s, l, "announce", "vm1"); /* not written: the host */
	assert_true(locator_has(l, "bonds[0].mode"));
	assert_false(locator_has(l, "bonds[0].miimon"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(places_count_characters),
		TEST(places_in_every_kind_of_line),
		TEST(a_byte_order_mark_takes_no_column),
		TEST(far_out_in_a_long_line),
		TEST(spans_cover_the_value),
		TEST(an_unknown_key_and_the_nearest),
		TEST(a_key_given_twice_shows_both_places),
		TEST(keys_that_are_no_words),
		TEST(what_is_required),
		TEST(nothing_is_missing_where_the_document_breaks_off),
		TEST(the_wrong_kind),
		TEST(a_document_that_is_no_mapping),
		TEST(no_value),
		TEST(quotes_make_a_text_of_it),
		TEST(values_of_the_wrong_form),
		TEST(an_ethernet_address_needs_quotes_where_it_reads_as_a_number),
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
		TEST(the_site_file_has_its_own_keys),
		TEST(every_field_is_recorded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
