/* The whole language: each key, once set, changes the files or is reported. */
#include "targets/host.h"

#include "model/rows.h"

/* One key of one mapping, and a value that a host does not have without it. */
struct key {
	const char *mapping, *key, *value;
};

/* Keys that say what the rules need to know of a host, not how it is set up. */
static const char *const for_rules[] = {
	"nics.speed",      "nics.duplex",    "nics.driver",  "nics.card",  "nics.switch",
	"nics.peer",       "nics.port",      "nics.edge",    "nics.trunk", "nics.native",
	"nics.port_group", "bridges.guests", "bonds.follow",
};

static const struct key common[] = {
	{NULL, "name", "other0"},
	{NULL, "addresses", "[192.0.2.1/24]"},
	{NULL, "dhcp", "true"},
	{NULL, "dhcp6", "true"},
	{NULL, "gateway", "192.0.2.254"},
	{NULL, "gateway6", "\"2001:db8::1\""},
	{NULL, "mtu", "1400"},
	{NULL, "mac_address", "\"02:00:00:00:00:77\""},
	{NULL, "routes", "[{to: 198.51.100.0/24, via: 192.0.2.9, metric: 3}]"},
	{NULL, "onboot", "false"},
	{NULL, "comment", "something to read"},
};

static const struct key own[] = {
	{"nics", "mac", "\"52:54:00:00:00:77\""},
	{"bonds", "slaves", "[eth1]"},
	{"bonds", "mode", "balance-tlb"},
	{"bonds", "arp_ip_target", "[192.0.2.9]"},
	{"bonds", "ns_ip6_target", "[\"2001:db8::9\"]"},
	{"bonds", "primary", "eth3"},
	{"bonds", "ad_actor_system", "\"02:00:00:00:00:77\""},
	{"bonds", "miimon", "150"},
	{"vlans", "id", "78"},
	{"vlans", "parent", "eth2"},
	{"bridges", "ports", "[eth4]"},
	{"bridges", "stp", "true"},
	{"bridges", "forward_delay", "7"},
	{"bridges", "ageing", "77"},
	{"bridges", "hello_time", "3"},
	{"bridges", "max_age", "30"},
	{"bridges", "priority", "77"},
	{"bridges", "maxwait", "7"},
};

/* A value for `row` of `mapping`; NULL: it is for the rules. */
static const char *value_of(const char *mapping, const struct row *row)
{
	const char *full = arena_printf(arena, "%s.%s", mapping, row->key);

	for (size_t i = 0; i < sizeof(for_rules) / sizeof(*for_rules); i++)
		if (!strcmp(full, for_rules[i]))
			return NULL;
	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (!strcmp(own[i].mapping, mapping) && !strcmp(own[i].key, row->key))
			return own[i].value;
	for (size_t i = 0; i < sizeof(common) / sizeof(*common); i++)
		if (!strcmp(common[i].key, row->key))
			return common[i].value;
	if (strcmp(mapping, "bonds") != 0)
		fail_msg("no value for %s: render the new key, and put it here", full);
	return "1"; /* the options of a bond: a number or the number of a word */
}

/* Everything the target says of a host whose object of `mapping` has `field` besides. */
static const char *said(const char *os, const char *mapping, const char *field, bool replaces)
{
	/* the VLAN has a name that every release can make it under */
	static const char *const objects[][5] = {
		{"nics", "name: eth0", "", "", "{name: eth1}, {name: eth2}, {name: eth3}, {name: eth4}"},
		{"bonds", "name: bond0", "slaves: [eth3]", "", ""},
		{"vlans", "id: 7", "parent: eth1", "name: vlan7", ""},
		{"bridges", "name: br0", "", "", ""},
	};
	struct text yaml;

	text_init(&yaml, arena);
	for (size_t i = 0; i < 4; i++) {
		const char *const *o = objects[i];
		bool here = !strcmp(o[0], mapping);
		size_t n = strcspn(field, ":") + 1;

		text_addf(&yaml, "%s: [{", o[0]);
		for (size_t k = 1; k < 4; k++)
			if (*o[k] && !(here && replaces && !strncmp(field, o[k], n)))
				text_addf(&yaml, "%s, ", o[k]);
		text_addf(&yaml, "%s}", here ? field : "comment: x");
		text_addf(&yaml, "%s%s]\n", *o[4] ? ", " : "", o[4]);
	}
	render_host(os, yaml.s);
	text_init(&yaml, arena);
	file_set_print(&files, &yaml);
	for (size_t i = 0; i < findings.n; i++)
		text_addf(&yaml, "%s %s\n", findings.v[i]->id, findings.v[i]->at.path);
	return yaml.s;
}

static void check_mapping(const char *os, const char *mapping)
{
	const struct table *table = table_of(mapping);
	const char *plain = said(os, mapping, "comment: x", false);

	for (size_t i = 0; i < table->n; i++) {
		const struct row *row = &table->rows[i];
		const char *value = value_of(mapping, row);
		bool is_comment = !strcmp(row->key, "comment");

		if (value && !strcmp(said(os, mapping,
					  arena_printf(arena, "%s: %s%s", row->key, value,
						       is_comment ? "" : ", comment: x"),
					  true),
				     plain))
			fail_msg("nothing on %s follows from %s.%s", os, mapping, row->key);
	}
}

static void every_key_has_an_effect(void **state)
{
	static const char *const mappings[] = {"nics", "bonds", "vlans", "bridges"};
	size_t n, rendered = 0;
	const struct release *rows = release_rows(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		if (!target_for(&rows[i]))
			continue;
		rendered++;
		for (size_t k = 0; k < sizeof(mappings) / sizeof(*mappings); k++)
			check_mapping(release_name(arena, &rows[i], rows[i].minor), mappings[k]);
	}
	assert_true(rendered > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(every_key_has_an_effect)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
