/* The tables of the language hold together: what every reader of them relies on. */
#include "minimal.h"
#include "model/convert.h"
#include "read.h"

static void sound(void *ctx, const struct chain *c)
{
	const struct row *r = chain_row(c);
	const char *name = chain_text(ctx, c), *doc = r->doc;
	struct text key;

	text_init(&key, ctx);
	text_add(&key, r->key);
	if (strspn(r->key, "abcdefghijklmnopqrstuvwxyz0123456789_") != key.len)
		fail_msg("%s: a key in other characters", name);
	if (!strcmp(r->key, "on") || !strcmp(r->key, "off") || !strcmp(r->key, "yes") ||
	    !strcmp(r->key, "no") || !strcmp(r->key, "y") || !strcmp(r->key, "n") || !strcmp(r->key, "null"))
		fail_msg("%s: a key that other YAML readers take for something else", name);
	if (!doc || doc[strlen(doc) - 1] != '.' || strchr(doc, '\n') || strchr(doc, '\\'))
		fail_msg("%s: its sentence is none", name);
	if ((r->kind == K_WORD || r->kind == K_OPTION || r->kind == K_MODE) != (r->words != NULL))
		fail_msg("%s: words", name);
	if ((r->kind == K_NUMBER) != (r->max > 0))
		fail_msg("%s: a range", name);
	if (r->min < 0 || r->min > r->max)
		fail_msg("%s: its range goes below 0, or is empty", name);
	if (r->unit && r->kind != K_NUMBER)
		fail_msg("%s: a unit of no number", name);
}

static void every_row_is_sound(void **state)
{
	each_row(&host_table, sound, *state);
	each_row(&site_table, sound, *state);
}

static void keys_are_not_there_twice(const struct table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		for (size_t k = i + 1; k < t->n; k++)
			if (!strcmp(t->rows[i].key, t->rows[k].key))
				fail_msg("%s has two '%s'", t->name, t->rows[i].key);
		assert_int_equal(t->rows[i].kind == K_MAP, t->rows[i].table != NULL);
		if (t->rows[i].table)
			keys_are_not_there_twice(t->rows[i].table);
	}
}

static void no_key_is_there_twice(void **state)
{
	(void)state;
	keys_are_not_there_twice(&host_table);
	keys_are_not_there_twice(&site_table);
}

static size_t size_of(const struct row *r)
{
	if (r->kind == K_MAP)
		return r->list ? sizeof(struct maps) : r->table->size;
	return r->list ? sizeof(struct values) : sizeof(struct value);
}

/* The site's defaults count their places from the start of struct site. */
static bool is_all_of_it(const struct row *r)
{
	return r->kind == K_MAP && !r->list && !r->place;
}

/* No two rows fill the same bytes, and none fills the path or beyond the struct. */
static void places_do_not_overlap(const struct table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct row *x = &t->rows[i];

		if (!table_has(t, x) || is_all_of_it(x))
			continue;
		if (x->place + size_of(x) > t->size || (t->has_path && x->place < sizeof(char *)))
			fail_msg("%s: '%s' lies outside", t->name, x->key);
		for (size_t k = i + 1; k < t->n; k++) {
			const struct row *y = &t->rows[k];

			if (table_has(t, y) && !is_all_of_it(y) && x->place < y->place + size_of(y) &&
			    y->place < x->place + size_of(x))
				fail_msg("%s: '%s' and '%s' lie on each other", t->name, x->key, y->key);
		}
		if (x->table)
			places_do_not_overlap(x->table);
	}
}

static void every_field_has_a_place_of_its_own(void **state)
{
	(void)state;
	places_do_not_overlap(&host_table);
	places_do_not_overlap(&site_table);
	for (size_t i = 0; i < site_table.n; i++)
		if (!strcmp(site_table.rows[i].key, "defaults"))
			places_do_not_overlap(site_table.rows[i].table);
}

static void defaults_have_neither_lists_nor_names(void **state)
{
	static const char *const lists[] = {"nics", "bonds", "vlans", "bridges"};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		const struct table *t = table_of_defaults(lists[i]);

		assert_null(table_find(t, "name"));
		assert_null(table_find(t, "addresses"));
		assert_null(table_find(t, "gateway"));
		assert_null(table_find(t, "routes"));
		assert_non_null(table_find(t, "mtu"));
		assert_ptr_equal(t->rows, table_of(lists[i])->rows); /* the same language */
	}
	assert_null(table_find(table_of_defaults("bonds"), "slaves"));
	assert_null(table_find(table_of_defaults("bonds"), "primary"));
	assert_non_null(table_find(table_of_defaults("bonds"), "mode"));
	assert_null(table_find(table_of_defaults("nics"), "mac"));
	assert_null(table_find(table_of_defaults("vlans"), "id"));
}

static void finding_keys(void **state)
{
	(void)state;
	assert_string_equal(table_find(&host_table, "nics")->key, "nics");
	assert_null(table_find(&host_table, "nic"));
	assert_null(table_find(&host_table, ""));
	assert_null(table_find(&host_table, "NICS"));
	assert_null(table_find(&site_table, "nics"));
}

static void every_bonding_option_has_its_row(void **state)
{
	struct bond bond;

	(void)state;
	for (int o = 0; o <= OPT_NS_IP6_TARGET; o++) {
		const struct row *r = bond_option_row((enum bond_option)o);

		assert_non_null(r);
		assert_string_equal(bond_option_name((enum bond_option)o), r->key);
		if (o < BOND_OPTIONS)
			assert_ptr_equal((char *)&bond + r->place, &bond.option[o]);
	}
	assert_string_equal(bond_option_name(OPT_MODE), "mode");
	assert_string_equal(bond_option_name(OPT_ARP_IP_TARGET), "arp_ip_target");
	assert_string_equal(bond_option_name(OPT_TLB_DYNAMIC_LB), "tlb_dynamic_lb");
}

/* bond_options.c of Linux 6.1: what the kernel says in sysfs, name and number. */
static void words_have_the_numbers_of_the_kernel(void **state)
{
	static const struct {
		enum bond_option o;
		const char *word;
		long number;
	} kernel[] = {
		{OPT_MODE, "balance-rr", 0},
		{OPT_MODE, "active-backup", 1},
		{OPT_MODE, "balance-xor", 2},
		{OPT_MODE, "broadcast", 3},
		{OPT_MODE, "802.3ad", 4},
		{OPT_MODE, "balance-tlb", 5},
		{OPT_MODE, "balance-alb", 6},
		{OPT_XMIT_HASH_POLICY, "layer2", 0},
		{OPT_XMIT_HASH_POLICY, "layer3+4", 1},
		{OPT_XMIT_HASH_POLICY, "layer2+3", 2},
		{OPT_XMIT_HASH_POLICY, "encap2+3", 3},
		{OPT_XMIT_HASH_POLICY, "encap3+4", 4},
		{OPT_XMIT_HASH_POLICY, "vlan+srcmac", 5},
		{OPT_ARP_VALIDATE, "none", 0},
		{OPT_ARP_VALIDATE, "active", 1},
		{OPT_ARP_VALIDATE, "backup", 2},
		{OPT_ARP_VALIDATE, "all", 3},
		{OPT_ARP_VALIDATE, "filter", 4},
		{OPT_ARP_VALIDATE, "filter_active", 5},
		{OPT_ARP_VALIDATE, "filter_backup", 6},
		{OPT_ARP_ALL_TARGETS, "any", 0},
		{OPT_ARP_ALL_TARGETS, "all", 1},
		{OPT_FAIL_OVER_MAC, "none", 0},
		{OPT_FAIL_OVER_MAC, "active", 1},
		{OPT_FAIL_OVER_MAC, "follow", 2},
		{OPT_LACP_RATE, "slow", 0},
		{OPT_LACP_RATE, "fast", 1},
		{OPT_AD_SELECT, "stable", 0},
		{OPT_AD_SELECT, "bandwidth", 1},
		{OPT_AD_SELECT, "count", 2},
		{OPT_PRIMARY_RESELECT, "always", 0},
		{OPT_PRIMARY_RESELECT, "better", 1},
		{OPT_PRIMARY_RESELECT, "failure", 2},
	};

	for (size_t i = 0; i < sizeof(kernel) / sizeof(*kernel); i++) {
		struct value v;

		assert_true(convert(*state, bond_option_row(kernel[i].o), kernel[i].word, &v, NULL));
		assert_int_equal(v.n, kernel[i].number);
	}
}

static void words_as_a_sentence_lists_them(void **state)
{
	static const struct word one[] = {{"a", 0}, {0}}, two[] = {{"a", 0}, {"b", 1}, {0}},
				 three[] = {{"a", 0}, {"b", 1}, {"c", 2}, {0}};

	assert_string_equal(words_list(*state, one), "a");
	assert_string_equal(words_list(*state, two), "a or b");
	assert_string_equal(words_list(*state, three), "a, b or c");
}

static void examples_of_rows(void **state)
{
	const struct table *bond = table_of("bonds");

	assert_string_equal(row_example(*state, table_find(bond, "mode")), "802.3ad");
	assert_string_equal(row_example(*state, table_find(bond, "lacp_rate")), "slow");
	assert_string_equal(row_example(*state, table_find(bond, "dhcp")), "true");
	assert_string_equal(row_example(*state, table_find(bond, "mac_address")), "\"52:54:00:12:34:56\"");
	assert_string_equal(row_example(*state, table_find(bond, "lp_interval")), "1");
	assert_string_equal(row_example(*state, table_find(&host_table, "bonds")),
			    "{name: bond0, slaves: [eth0]}");
	assert_string_equal(row_example(*state, table_find(&host_table, "dns")), "{servers: [10.0.0.53]}");
	assert_string_equal(row_example(*state, table_find(&site_table, "defaults")),
			    "{nics: {speed: 1000}}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_row_is_sound),
		TEST(no_key_is_there_twice),
		TEST(every_field_has_a_place_of_its_own),
		TEST(defaults_have_neither_lists_nor_names),
		TEST(finding_keys),
		TEST(every_bonding_option_has_its_row),
		TEST(words_have_the_numbers_of_the_kernel),
		TEST(words_as_a_sentence_lists_them),
		TEST(examples_of_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
