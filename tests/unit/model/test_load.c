/* The fast way in: what becomes of the values, and what it must not pass over. */
#include "read.h"

static enum loaded loaded(struct arena *a, const char *yaml, struct host *h)
{
	return load(a, text(a, yaml), &host_table, "", h);
}

static const char full[] =
	HOST "virtualization: kvm\n"
	     "dns: {servers: [10.0.0.53, \"2001:db8::53\"], search: [example.com]}\n"
	     "nics:\n"
	     "  - {name: eth0, mac: \"52:54:00:00:00:0a\", speed: 1000, edge: yes, trunk: [256, 257]}\n"
	     "  - name: eth1\n"
	     "    routes: [{to: 10.1.0.0/16, via: 10.0.0.254, metric: 5}, {to: 0.0.0.0/0, via: 10.0.0.1}]\n"
	     "bonds:\n"
	     "  - {name: bond0, slaves: [eth0, eth1], mode: \"4 (802.3ad)\", miimon: 100, use_carrier: on}\n"
	     "xend: {nloopbacks: 8}\n";

static void values_reach_their_places(void **state)
{
	const struct bond *b;
	struct host h;

	assert_int_equal(loaded(*state, full, &h), LOAD_OK);
	assert_string_equal(h.path, "");
	assert_string_equal(h.host.s, "vm1");
	assert_string_equal(h.os.release->name, "bookworm");
	assert_int_equal(h.virtualization.n, VIRT_KVM);
	assert_int_equal(h.announce.from, ABSENT);
	assert_int_equal(h.dns.servers.n, 2);
	assert_int_equal(h.dns.servers.v[1].ip.family, 6);
	assert_int_equal(h.nics.n, 2);
	assert_string_equal(h.nics.v[0].common.path, "nics[0]");
	assert_string_equal(h.nics.v[0].mac.s, "52:54:00:00:00:0a");
	assert_int_equal(h.nics.v[0].edge.n, 1);
	assert_int_equal(h.nics.v[0].trunk.n, 2);
	assert_int_equal(h.nics.v[0].trunk.v[1].n, 257);
	assert_int_equal(h.nics.v[1].common.routes.n, 2);
	assert_string_equal(h.nics.v[1].common.routes.v[1].path, "nics[1].routes[1]");
	assert_string_equal(h.nics.v[1].common.routes.v[0].to.s, "10.1.0.0/16");
	assert_int_equal(h.nics.v[1].common.routes.v[1].metric.from, ABSENT);
	b = &h.bonds.v[0];
	assert_int_equal(b->option[OPT_MODE].n, LACP);
	assert_string_equal(b->option[OPT_MODE].s, "802.3ad");
	assert_string_equal(b->option[OPT_MODE].written, "4 (802.3ad)");
	assert_int_equal(b->option[OPT_MIIMON].n, 100);
	assert_int_equal(b->option[OPT_USE_CARRIER].n, 1);
	assert_int_equal(b->option[OPT_PRIMARY].from, ABSENT);
	assert_int_equal(h.xend.nloopbacks.n, 8);
	assert_int_equal(h.vlans.n, 0);
}

static void the_forms_of_yaml_make_no_difference(void **state)
{
	static const char *const forms[] = {
		"{host: vm1, os: bookworm, nics: [{name: eth0, mtu: 9000}]}",
		("---\nos: 'bookworm'\n\"host\": \"vm1\"\nnics:\n- mtu: '9000'\n  name:   eth0 # the "
		 "first\n...\n"),
		"# a comment\n\n? host\n: vm1\n? os\n: bookworm\nnics: [name: eth0]\n",
		"host: >-\n  vm1\nos: |-\n  bookworm\nnics:\n -\n  name: eth0\n",
		"\xef\xbb\xbfhost: vm1\r\nos: bookworm\r\nnics:\r\n- name: eth0\r\n",
		"host: \"v\\x6d1\"\nos: \"book\\\n  worm\"\nnics: [{name: eth0}]\n",
		"%YAML 1.1\n--- \nhost: vm1\nos: bookworm\nnics: [{name: eth0}]\n",
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		const struct host *h = host_of(*state, forms[i]);

		assert_string_equal(h->host.s, "vm1");
		assert_string_equal(h->os.s, "bookworm");
		assert_int_equal(h->nics.n, 1);
		assert_string_equal(h->nics.v[0].common.name.s, "eth0");
	}
}

static void lists_grow(void **state)
{
	struct host h;
	struct text t;

	text_init(&t, *state);
	text_add(&t, HOST "nics:\n");
	for (int i = 0; i < 3000; i++)
		text_addf(&t, "- {name: e%d, trunk: [%d, 7]}\n", i, i % 4094 + 1);
	assert_int_equal(loaded(*state, t.s, &h), LOAD_OK);
	assert_int_equal(h.nics.n, 3000);
	for (int i = 0; i < 3000; i++) {
		assert_string_equal(h.nics.v[i].common.name.s, arena_printf(*state, "e%d", i));
		assert_string_equal(h.nics.v[i].common.path, arena_printf(*state, "nics[%d]", i));
		assert_int_equal(h.nics.v[i].trunk.v[0].n, i % 4094 + 1);
		assert_int_equal(h.nics.v[i].trunk.n, 2);
	}
}

/* What libcyaml takes, or makes something else of, and what is therefore not LOAD_OK. */
static void what_libcyaml_passes_over(void **state)
{
	static const char *const yaml[] = {
		"host: &a vm1\nos: bookworm\n",
		"host: !!str vm1\nos: bookworm\n",
		"host: ! vm1\nos: bookworm\n",
		"!!map\nhost: vm1\nos: bookworm\n",
		"\xef\xbb\xbf&a\nhost: vm1\nos: bookworm\n",
		"\xef\xbb\xbf\xef\xbb\xbf!!map\nhost: vm1\nos: bookworm\n",
		"{host: vm1,os:\n!!str bookworm}\n",
		HOST "nics: [&a {name: eth0}]\n",
		HOST "nics: [ {name: eth0},!!map {name: eth1}]\n",
		HOST "---\n" HOST,
		HOST "...\n---\nx\n",
		HOST "\xe2\x80\xa8---\xe2\x80\xa8host: b\n",
		HOST "\xc2\x85---\xc2\x85host: b\n",
		HOST "\xe2\x80\xa9...\xe2\x80\xa9host: b\n",
		HOST "\xe2\x80\xa8&a nics: []\n",
		"host: \"vm1\\0x\"\nos: bookworm\n",
		"\"host\\0x\": vm1\nos: bookworm\n",
		"host: null\nos: bookworm\n",
		HOST "bridges: [{name: br0, comment: ~}]\n",
		HOST "nics: [{name: eth0, mac: 52:54:00:12:34:56}]\n",
	};

	for (size_t i = 0; i < sizeof(yaml) / sizeof(*yaml); i++) {
		struct findings f = walked(*state, text(*state, yaml[i]), &host_table);
		struct host h;

		if (loaded(*state, yaml[i], &h) == LOAD_OK)
			fail_msg("loaded:\n%s", yaml[i]);
		if (!f.n)
			fail_msg("no fault is found in:\n%s", yaml[i]);
	}
}

static void the_innocent_are_suspected_and_cleared(void **state)
{
	static const char *const yaml[] = {
		HOST "# & * ! --- are marks\n",
		HOST "bridges: [{name: br0, comment: \"a & b\"}]\n",
		HOST "bridges: [{name: br0, comment: 'C:\\dir'}]\n",
		HOST "bridges: [{name: br0, comment: \"null\"}]\n",
		HOST "nics: [{name: eth0, mac: \"52:54:00:12:34:56\"}]\n",
		HOST "...\n",
		HOST "#\xc2\x85#\xe2\x80\xa8\n",
		HOST "vlans: []\n",
	};

	for (size_t i = 0; i < sizeof(yaml) / sizeof(*yaml); i++) {
		struct host h;

		assert_int_equal(loaded(*state, yaml[i], &h), LOAD_SUSPECT);
		host_of(*state, yaml[i]);
	}
}

static void what_has_a_fault_does_not_load(void **state)
{
	static const char *const yaml[] = {
		"",
		"# nothing\n",
		"~\n",
		"[]\n",
		"{}\n",
		"host: vm1\n",
		HOST "host: b\n",
		HOST "hots: b\n",
		HOST "nics: {}\n",
		HOST "nics: [eth0]\n",
		HOST "nics: [{}]\n",
		HOST "nics: [{name: [eth0]}]\n",
		HOST "nics: [{name: eth0, mtu: 010}]\n",
		HOST "nics: [{name: eth0, mtu: \"\"}]\n",
		HOST "nics: [{name: eth0, mtu: }]\n",
		HOST "dns:\n",
		HOST "dns: ~\n",
		HOST "nics: ~\n",
		HOST "bonds: [{name: bond0, slaves: []}]\n",
		HOST "bonds: [{name: bond0, slaves: [~, eth0]}]\n",
		"host: \xe9\nos: bookworm\n",
		"host: vm1\nos: [\n",
		"host: *a\nos: bookworm\n",
	};

	for (size_t i = 0; i < sizeof(yaml) / sizeof(*yaml); i++) {
		struct findings f = walked(*state, text(*state, yaml[i]), &host_table);
		enum loaded how;
		struct host h;

		how = loaded(*state, yaml[i], &h);
		if (how == LOAD_OK || (how == LOAD_SUSPECT && !f.n))
			fail_msg("loaded: %s", yaml[i]);
		assert_true(f.n > 0);
	}
}

static void bytes_that_are_not_for_libyaml(void **state)
{
	static const char utf16[] = "\xff\xfeh\0o\0s\0t\0:\0 \0a\0\n\0o\0s\0:\0 \0s\0q\0u\0e\0e\0z\0e\0\n\0";
	static const char be[] = "\xfe\xff\0{\0h\0o\0s\0t\0:\0 \0a\0,\0o\0s\0:\0 \0e\0t\0c\0h\0}";
	static const char nul[] = "host: a\nos: bookworm\n\0";
	struct host h;

	assert_int_equal(load(*state, source_of(*state, "x", utf16, sizeof(utf16) - 1), &host_table, "", &h),
			 LOAD_FAILED);
	assert_int_equal(load(*state, source_of(*state, "x", be, sizeof(be) - 1), &host_table, "", &h),
			 LOAD_FAILED);
	assert_int_equal(load(*state, source_of(*state, "x", nul, sizeof(nul) - 1), &host_table, "", &h),
			 LOAD_FAILED);
	assert_int_equal(load(*state, source_of(*state, "x", nul, sizeof(nul) - 2), &host_table, "", &h),
			 LOAD_OK);
}

static void a_file_that_is_too_large(void **state)
{
	char *large = arena_alloc(*state, SOURCE_MAX + 2);
	struct host h;

	memset(large, '\n', SOURCE_MAX + 1);
	memcpy(large, HOST, strlen(HOST));
	assert_int_equal(load(*state, source_of(*state, "x", large, SOURCE_MAX), &host_table, "", &h),
			 LOAD_OK);
	assert_int_equal(load(*state, source_of(*state, "x", large, SOURCE_MAX + 1), &host_table, "", &h),
			 LOAD_FAILED);
}

static void the_site_file(void **state)
{
	struct site s;

	assert_int_equal(
		load(*state,
		     text(*state, "dns: {search: [example.com]}\nswitches: [{name: sw-a}]\n"
				  "defaults: {nics: {mtu: 9000}, bonds: {miimon: 50}, bridges: {stp: no}}\n"),
		     &site_table, "site:", &s),
		LOAD_OK);
	assert_string_equal(s.switches.v[0].path, "site:switches[0]");
	assert_int_equal(s.defaults.nics.common.mtu.n, 9000);
	assert_int_equal(s.defaults.bonds.option[OPT_MIIMON].n, 50);
	assert_int_equal(s.defaults.bridges.stp.from, WRITTEN);
	assert_int_equal(s.defaults.vlans.common.mtu.from, ABSENT);
	assert_int_equal(
		load(*state, text(*state, "defaults: {nics: {name: eth0}}\n"), &site_table, "site:", &s),
		LOAD_FAILED);
	assert_int_equal(
		load(*state, text(*state, "defaults: {bonds: {slaves: [eth0]}}\n"), &site_table, "site:", &s),
		LOAD_FAILED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(values_reach_their_places),
		TEST(the_forms_of_yaml_make_no_difference),
		TEST(lists_grow),
		TEST(what_libcyaml_passes_over),
		TEST(the_innocent_are_suspected_and_cleared),
		TEST(what_has_a_fault_does_not_load),
		TEST(bytes_that_are_not_for_libyaml),
		TEST(a_file_that_is_too_large),
		TEST(the_site_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
