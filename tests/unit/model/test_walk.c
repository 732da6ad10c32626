/* The explaining way in: which fault, where, and what to write instead. */
#include "read.h"

#define NIC "nics:\n  - name: eth0\n"

/* ---- places ---- */

static void places_count_characters(void **state)
{
	assert_faults(*state, HOST "bridges: [{comment: \"éé€😀\", nmae: br0, name: br0}]\n", "YAML002@3:29");
	assert_faults(*state, HOST "bridges: [{nmae: br0, name: \"\xc3\xa9\"}]\n",
		      "YAML002@3:12 NAME001@3:29");
}

static void places_in_every_kind_of_line(void **state)
{
	assert_faults(*state, "host: a\r\nos: bookworm\r\nnics:\r\n  - {name: eth0, spede: 5}\r\n",
		      "YAML002@4:18");
	assert_faults(*state, "host: a\ros: bookworm\rnics:\r  - {name: eth0, spede: 5}\r", "YAML002@4:18");
	assert_faults(*state, "\n\r\n\rhost: a\r\rhots: b\nos: bookworm", "YAML002@6:1");
	/* U+2028 and U+0085 break a line for YAML and none for editors */
	assert_faults(*state, "host: \"a\xe2\x80\xa8 b\"\nos: squeze\n", "YAML020@1:7 YAML008@2:5");
	assert_faults(*state, "host: a\xc2\x85os: bookworm\xe2\x80\xa9nisc: []\n", "YAML002@1:22");
}

static void a_byte_order_mark_takes_no_column(void **state)
{
	assert_faults(*state, "\xef\xbb\xbf" HOST, "");
	assert_faults(*state, "\xef\xbb\xbfhots: a\nos: bookworm\nhost: a\nnisc: []\n",
		      "YAML002@1:1 YAML002@4:1");
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
	assert_help(*state, HOST "nics: [{name: eth0, sped: 1000}]\n", "'sped' is not a key of a NIC",
		    "speed");
	assert_help(*state, HOST "allow: [{rule: BOND003, reason: x, bject: b}]\n",
		    "'bject' is not a key of an allow entry", "object");
	assert_help(*state, HOST "xyzzy: 1\n", "'xyzzy' is not a key of a host",
		    "one of version host os virtualization dns switches nics bonds vlans bridges "
		    "guests\nannounce "
		    "announce_interval bridge_netfilter allow xend");
	assert_faults(*state, HOST "\"\": 1\n", "YAML002@3:1");
	assert_faults(*state, HOST "xyzzy: {a: [1, {b: c}]}\n",
		      "YAML002@3:1"); /* what is in it is nobody's */
}

static void a_key_given_twice_shows_both_places(void **state)
{
	struct findings f =
		walked(*state, text(*state, "host: a\nos: bookworm\nhost: b\nhost: \"\"\n"), &host_table);

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
	assert_faults(*state, HOST "nics: [{name: eth0, \"<<\": 1}]\n",
		      "YAML002@3:21"); /* in quotes it merges nothing */
}

static void what_is_required(void **state)
{
	struct findings f = walked(*state, text(*state, "version: 1\n"), &host_table);

	assert_string_equal(summary(&f), "YAML016@1:1 YAML016@1:1");
	assert_string_equal(f.v[0]->message, "a host without 'host'");
	assert_string_equal(f.v[0]->help, "host: vm2.example.com");
	assert_faults(*state, HOST "bonds: [{mode: 1}]\n", "YAML016@3:10 YAML016@3:10");
	assert_faults(*state, HOST "bonds: [{}]\n", "YAML016@3:9 YAML016@3:9");
	assert_faults(*state, HOST "bonds:\n  - mode: 1\n    name: bond0\n",
		      "YAML016@5:11"); /* points at the name */
	assert_help(*state, HOST "bonds: [{name: bond0}]\n", "a bond without 'slaves'", "slaves: [eth0]");
	assert_help(*state, HOST "bonds: [{name: bond0, slaves: []}]\n", "'slaves' has no value",
		    "slaves: [eth0]");
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
	assert_help(*state, HOST "nics: eth0\n", "'nics' is a single value, not a list",
		    "nics: [{name: eth0}]");
	assert_help(*state, HOST "bonds: [{name: b, slaves: eth7}]\n",
		    "'slaves' is a single value, not a list", "slaves: [eth7]");
	assert_help(*state, HOST "bonds: [{name: b, slaves: [[eth7]]}]\n",
		    "an entry of 'slaves' is a list, not a single value", "eth0");
	assert_help(*state, HOST "bonds: [{name: b, slaves: [e], mode: [1]}]\n",
		    "'mode' is a list, not a single value", "mode: 802.3ad");
	assert_help(*state, HOST "vlans: [5]\n", "an entry of 'vlans' is a single value, not a mapping",
		    "{id: 256, parent: bond0}");
	assert_help(*state, HOST "dns: [10.0.0.53]\n", "'dns' is a list, not a mapping",
		    "dns: {servers: [10.0.0.53]}");
	assert_help(*state, HOST "bridges: [{name: b, routes: [{to: {a: b}, via: 10.0.0.1}]}]\n",
		    "'to' is a mapping, not a single value",
		    "quotes, which an IPv6 address needs that ends in ':': \"2001:db8::\"");
}

static void a_document_that_is_no_mapping(void **state)
{
	assert_help(*state, "- host: a\n", "a host is a mapping: keys, and values behind colons",
		    "host: vm2.example.com\nos: rhel6.8");
	assert_faults(*state, "host\n", "YAML004@1:1");
	assert_faults(*state, "host:a\n", "YAML004@1:1");
	assert_faults(*state, "host:a\nos: bookworm\n",
		      "YAML001@2:3"); /* not a word about the text that broke off there */
	assert_faults(*state, "\"host: a\"\n", "YAML004@1:1");
}

static void no_value(void **state)
{
	assert_help(*state, HOST "nics: [{name: eth0, mtu: }]\n", "'mtu' has no value",
		    "mtu: 9000, or leave the key out");
	assert_help(*state, HOST "announce: ~\n", "'announce' has no value",
		    "announce: host, or leave the key out");
	assert_help(*state, HOST "announce: Null\n", "'announce' has no value",
		    "announce: host, or leave the key out");
	assert_help(*state, HOST "announce: \"\"\n", "'announce' has no value",
		    "announce: host, or leave the key out");
	assert_help(*state, HOST "dns:\n", "'dns' has no value",
		    "dns: {servers: [10.0.0.53]}, or leave the key out");
	assert_help(*state, HOST "nics: ~\n", "'nics' has no value",
		    "nics: [{name: eth0}], or leave the key out");
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
	assert_faults(*state,
		      HOST NIC
		      "    mtu: 010\n    speed: 1_000\n    mac: eth0\n    duplex: ful\n    edge: 2\n"
		      "    native: 4095\n    trunk: [1, 0, x]\n    addresses: [10.0.0.1]\n    gateway: ::1\n"
		      "    port: \"a b\"\n",
		      "YAML005@5:10 YAML005@6:12 YAML019@7:10 YAML008@8:13 YAML007@9:11 VLAN001@10:13 "
		      "VLAN001@11:16 "
		      "VLAN001@11:19 YAML018@12:17 YAML018@13:14 YAML020@14:11");
	assert_faults(*state, "host: a b\nos: plan9\nversion: 2\nvirtualization: vmware\n",
		      "YAML020@1:7 YAML008@2:5 YAML006@3:10 YAML008@4:17");
}

static void an_ethernet_address_needs_quotes_where_it_reads_as_a_number(void **state)
{
	assert_help(*state, HOST "nics: [{name: eth0, mac: 52:54:00:12:34:56}]\n",
		    "'52:54:00:12:34:56' without quotes is a number to other YAML readers",
		    "\"52:54:00:12:34:56\"");
	assert_faults(*state, HOST "nics: [{name: eth0, mac: '52:54:00:12:34:56'}]\n", "");
	assert_faults(*state, HOST "nics: [{name: eth0, mac: 52:54:00:12:34:5a}]\n", "");
	assert_faults(*state, HOST "nics: [{name: eth0, port: 1:10}]\n",
		      ""); /* a label is a text either way */
}

/* ---- the site file ---- */

static void the_site_file_has_its_own_keys(void **state)
{
	struct findings f = walked(
		*state,
		text(*state, "defaults: {nics: {mtu: 9000, name: eth0, trunk: [1]}, bonds: {modes: 1}}\n"
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
	if (span.to - span.from != strlen(expected) ||
	    memcmp(s->bytes + span.from, expected, strlen(expected)))
		fail_msg("%s is at '%.*s', not '%s'", path, (int)(span.to - span.from), s->bytes + span.from,
			 expected);
}

static void every_field_is_recorded(void **state)
{
	struct source *s =
		text(*state,
		     HOST "bonds:\n- slaves: [eth0, eth1]\n  mode: 1\n  name: bond0\n"
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
		TEST(the_site_file_has_its_own_keys),
		TEST(every_field_is_recorded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
