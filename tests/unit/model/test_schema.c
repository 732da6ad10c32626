/*
 * What is printed from the tables: JSON is YAML too, so the schema is read back through the tree. Whether it
 * is a schema, and what it accepts, is for a validator to say.
 */
#include "model/manual.h"
#include "model/rows.h"
#include "model/schema.h"
#include "model/tree.h"
#include "read.h"

static const struct node *parsed(struct arena *a, void (*print)(struct text *))
{
	struct findings f;
	struct text t;
	struct tree tree;

	text_init(&t, a);
	print(&t);
	assert_int_equal(t.s[t.len - 1], '\n');
	assert_null(strchr(t.s, '\t'));
	findings_init(&f, a);
	tree = tree_read(a, source_of(a, "schema", t.s, t.len), &f);
	if (f.n)
		fail_msg("%s: %s", summary(&f), f.v[0]->message);
	assert_false(tree.broken);
	return tree.root;
}

static const struct node *member(const struct node *map, const char *key)
{
	const struct node *found = NULL;

	assert_int_equal(map->type, NODE_MAP);
	for (size_t i = 0; i < map->n; i += 2)
		if (!strcmp(map->items[i]->text, key)) {
			assert_null(found);
			found = map->items[i + 1];
		}
	return found;
}

static const char *string(const struct node *map, const char *key)
{
	const struct node *n = member(map, key);

	return n ? n->text : NULL;
}

/* Every row is a property with its sentence, and there is no other; what is required is. */
static void says_the_table(const struct node *schema, const struct node *defs, const struct table *t)
{
	const struct node *properties = member(schema, "properties"), *required = member(schema, "required");
	size_t rows = 0, needed = 0;

	assert_string_equal(string(schema, "type"), "object");
	assert_string_equal(string(schema, "additionalProperties"), "false");
	for (size_t i = 0; i < t->n; i++) {
		const struct row *r = &t->rows[i];
		const struct node *one = member(properties, r->key), *value;
		bool must = false;

		if (!table_has(t, r)) {
			assert_null(one);
			continue;
		}
		rows++;
		if (!one)
			fail_msg("%s lacks '%s'", t->name, r->key);
		assert_memory_equal(string(one, "description"), r->doc, strlen(r->doc));
		value = r->list ? member(one, "items") : one;
		if (r->list)
			assert_string_equal(string(one, "type"), "array");
		if (string(value, "$ref"))
			assert_non_null(member(defs, string(value, "$ref") + strlen("#/$defs/")));
		else if (r->kind != K_MAP)
			assert_true(member(value, "type") || member(value, "enum"));
		if (r->kind == K_MAP)
			says_the_table(value, defs, r->table);
		for (size_t k = 0; required && k < required->n; k++)
			must |= !strcmp(required->items[k]->text, r->key);
		assert_int_equal(must, r->required && !t->scalars_only);
		needed += must;
	}
	assert_int_equal(properties->n / 2, rows);
	assert_int_equal(required ? required->n : 0, needed);
}

static void the_schema_says_what_the_tables_say(void **state)
{
	const struct node *host = parsed(*state, schema_print), *site = parsed(*state, schema_print_site);

	says_the_table(host, member(host, "$defs"), &host_table);
	says_the_table(site, member(site, "$defs"), &site_table);
	assert_string_equal(string(host, "$schema"), "https://json-schema.org/draft/2020-12/schema");
}

static void ranges_and_words(void **state)
{
	const struct node *host = parsed(*state, schema_print), *bonds, *n;

	bonds = member(member(member(member(host, "properties"), "bonds"), "items"), "properties");
	n = member(bonds, "lp_interval");
	assert_string_equal(string(n, "minimum"), "1");
	assert_string_equal(string(n, "maximum"), "2147483647");
	n = member(member(bonds, "arp_validate"), "enum");
	assert_int_equal(n->n, 14);
	assert_string_equal(n->items[6]->text, "filter_backup");
	assert_string_equal(n->items[13]->text, "6");
	n = member(member(bonds, "use_carrier"), "enum");
	assert_int_equal(n->n, 6);
	assert_string_equal(n->items[5]->text, "true");
	assert_string_equal(string(member(bonds, "slaves"), "minItems"), "1");
	assert_null(member(member(bonds, "arp_ip_target"), "minItems"));
}

static void the_manual_has_every_key(void **state)
{
	struct text t;

	text_init(&t, *state);
	manual_print(&t);
	for (size_t i = 0; i < host_table.n; i++) {
		const struct row *r = &host_table.rows[i];

		assert_non_null(strstr(t.s, arena_printf(*state, "\n.It Ic %s\n", r->key)));
		for (size_t k = 0; r->table && k < r->table->n; k++)
			if (!strstr(t.s, arena_printf(*state, "\n.It Ic %s\n", r->table->rows[k].key)))
				fail_msg("the manual lacks %s.%s", r->key, r->table->rows[k].key);
	}
	assert_null(strstr(t.s, "\n\n.")); /* mdoc has no empty lines outside its displays */
	assert_null(strstr(t.s, "\n'"));   /* nor lines that begin a macro by accident */
	assert_null(strchr(t.s, '`'));
}

static void the_example_of_the_manual_is_a_host(void **state)
{
	struct findings f;
	struct text t;
	char *from, *to;

	text_init(&t, *state);
	manual_print(&t);
	from = strstr(t.s, ".Bd -literal\n") + strlen(".Bd -literal\n");
	to = strstr(from, ".Ed\n");
	assert_non_null(to);
	*to = '\0';
	for (char *q; (q = strstr(from, "\\(dq"));) { /* as it is printed */
		*q = '"';
		memmove(q + 1, q + 4, strlen(q + 4) + 1);
	}
	assert_non_null(net_of(*state, from, &f));
	assert_string_equal(summary(&f), "CHOICE002@45:11");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_schema_says_what_the_tables_say),
		TEST(ranges_and_words),
		TEST(the_manual_has_every_key),
		TEST(the_example_of_the_manual_is_a_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
