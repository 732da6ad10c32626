#include "model/walk.h"

#include <string.h>

#include "base/hash.h"
#include "base/word.h"
#include "model/convert.h"
#include "model/tree.h"

struct walk {
	struct arena *arena;
	struct findings *faults;
	struct locator *places;
	bool broken; /* the document ends at a syntax error: what is missing may stand behind it */
};

/* ---- values ---- */

/* What a value is to its row: all of it, or one entry of its list. */
enum role { WHOLE, ENTRY };

static const char *subject(struct walk *w, const struct row *row, enum role role)
{
	return arena_printf(w->arena, role == ENTRY ? "an entry of '%s'" : "'%s'", row->key);
}

/* The text to write for `value` in that role. */
static const char *as_written(struct walk *w, const struct row *row, enum role role, const char *value)
{
	if (role == ENTRY)
		return value;
	return arena_printf(w->arena, row->list ? "%s: [%s]" : "%s: %s", row->key, value);
}

/* The least that a document of `table` holds, a line for each key. */
static const char *least(struct walk *w, const struct table *table)
{
	struct text t;

	text_init(&t, w->arena);
	for (size_t i = 0; i < table->n; i++)
		if (table->rows[i].required)
			text_join(&t, "\n",
				  as_written(w, &table->rows[i], WHOLE,
					     row_example(w->arena, &table->rows[i])));
	return t.len ? t.s : as_written(w, table->rows, WHOLE, row_example(w->arena, table->rows));
}

static bool is_empty(const struct node *n)
{
	return n->type == NODE_SCALAR && (!*n->text || (n->plain && is_no_value(n->text)));
}

static void no_value(struct walk *w, const struct row *row, enum role role, const struct node *n)
{
	const char *help = as_written(w, row, role, row_example(w->arena, row));

	if (role == ENTRY)
		help = arena_printf(w->arena, "%s, or no entry at all", help);
	else if (!row->required)
		help = arena_printf(w->arena, "%s, or leave the key out", help);
	findings_fault(w->faults, "YAML017", n->span, arena_printf(w->arena, "%s has no value", subject(w, row, role)), help);
}

/* What to write instead of `n`, which has not the type that is wanted. */
static const char *as_wanted(struct walk *w, const struct row *row, enum role role, const struct node *n,
			     enum node_type type)
{
	bool address =
		row->kind == K_IP || row->kind == K_IP6 || row->kind == K_PREFIX || row->kind == K_NETWORK;

	if (n->type == NODE_SCALAR && type == NODE_LIST && row->kind != K_MAP)
		return as_written(w, row, role, n->text);
	if (n->type == NODE_MAP && type == NODE_SCALAR && address)
		return "quotes, which an IPv6 address needs that ends in ':': \"2001:db8::\"";
	return as_written(w, row, role, row_example(w->arena, row));
}

/* True: `n` has the type that `row` wants in that role. */
static bool wants(struct walk *w, const struct row *row, enum role role, const struct node *n,
		  enum node_type type)
{
	static const char *const names[] = {"a single value", "a list", "a mapping"};

	if (n->faulty && (n->type != type || type == NODE_SCALAR))
		return false;
	if (is_empty(n))
		no_value(w, row, role, n);
	else if (n->type != type)
		findings_fault(w->faults, "YAML004", n->span,
		      arena_printf(w->arena, "%s is %s, not %s", subject(w, row, role), names[n->type],
				   names[type]),
		      as_wanted(w, row, role, n, type));
	return n->type == type && !is_empty(n);
}

static void walk_scalar(struct walk *w, const struct row *row, enum role role, const struct node *n)
{
	struct complaint why;
	struct value v;

	if (!wants(w, row, role, n, NODE_SCALAR))
		return;
	if (!convert(w->arena, row, n->text, &v, &why))
		findings_fault(w->faults, why.id, n->span, why.message, why.help);
	else if (n->plain && row->kind == K_MAC && reads_as_number(n->text))
		findings_fault(w->faults, "YAML019", n->span,
		      arena_printf(w->arena, "'%s' without quotes is a number to other YAML readers",
				   n->text),
		      arena_printf(w->arena, "\"%s\"", n->text));
}

/* ---- mappings ---- */

static void unknown_key(struct walk *w, const struct table *table, const struct node *key)
{
	struct nearest near = {0};
	struct finding *f = findings_fault(w->faults, "YAML002", key->span, NULL, NULL);
	enum { WIDTH = 80 };
	size_t line = 0;
	struct text all;

	f->message = arena_printf(w->arena, "'%s' is not a key of %s", key->text, table->name);
	for (size_t i = 0; i < table->n; i++) {
		const struct row *row = &table->rows[i];

		if (table_has(table, row)) {
			nearest_offer(&near, key->text, row->key);
		} else if (!strcmp(key->text, row->key)) {
			f->message = arena_printf(w->arena, "'%s' has no default: it is for %s to say",
						  row->key, table->name);
			f->help = "leave it out here";
			return;
		}
	}
	f->help = near.word;
	if (near.word)
		return;
	text_init(&all, w->arena);
	text_add(&all, "one of");
	for (size_t i = 0; i < table->n; i++) {
		if (!table_has(table, &table->rows[i]))
			continue;
		text_add(&all, all.len - line > WIDTH ? "\n" : " ");
		line = all.s[all.len - 1] == '\n' ? all.len : line;
		text_add(&all, table->rows[i].key);
	}
	f->help = all.s;
}

static void walk_value(struct walk *w, const struct row *row, const struct node *n, const char *path);

/* A key and its value (NULL: the document broke off); `seen` has the keys in front of it. */
static void walk_pair(struct walk *w, const struct table *table, struct hash *seen, struct node *key,
		      const struct node *value, const char *path)
{
	const struct row *row;
	struct finding *f;
	struct node *first;

	if (key->type != NODE_SCALAR)
		findings_fault(w->faults, "YAML004", key->span, "a key that is a list or a mapping", "KEY: VALUE");
	if (key->type != NODE_SCALAR || key->faulty)
		return;
	first = hash_get(seen, key->text);
	row = table_find(table, key->text);
	if (first) {
		f = findings_fault(w->faults, "YAML003", key->span, arena_printf(w->arena, "'%s' is given twice", key->text),
			  "keep one of the two");
		finding_note(w->faults, f, (struct place){.span = first->span}, "first given here");
	} else {
		hash_put(seen, key->text, key);
		if (key->plain && !strcmp(key->text, "<<"))
			findings_fault(w->faults, "YAML011", key->span, "a merge key",
			      "write the fields where they are needed");
		else if (!row)
			unknown_key(w, table, key);
	}
	if (row && value)
		walk_value(w, row, value, field_path(w->arena, path, row->key));
}

/* The value that stands for the whole mapping: what it is called. */
static const struct node *label(const struct node *map)
{
	static const char *const keys[] = {"name", "id", "host"};

	for (size_t k = 0; k < sizeof(keys) / sizeof(*keys); k++)
		for (size_t i = 0; i + 1 < map->n; i += 2)
			if (map->items[i]->type == NODE_SCALAR && !strcmp(map->items[i]->text, keys[k]))
				return map->items[i + 1];
	return map->n ? map->items[0] : map;
}

static void walk_map(struct walk *w, const struct table *table, const struct node *map, const char *path)
{
	struct hash *seen = hash_new(w->arena);

	for (size_t i = 0; i < map->n; i += 2)
		walk_pair(w, table, seen, map->items[i], i + 1 < map->n ? map->items[i + 1] : NULL, path);
	locator_put(w->places, path, label(map)->span);
	if (table->scalars_only || w->broken)
		return;
	for (size_t i = 0; i < table->n; i++) {
		const struct row *row = &table->rows[i];

		if (row->required && !hash_get(seen, row->key))
			findings_fault(w->faults, "YAML016", label(map)->span,
			      arena_printf(w->arena, "%s without '%s'", table->name, row->key),
			      as_written(w, row, WHOLE, row_example(w->arena, row)));
	}
}

static void walk_one(struct walk *w, const struct row *row, enum role role, const struct node *n,
		     const char *path)
{
	locator_put(w->places, path, n->span);
	if (row->kind != K_MAP)
		walk_scalar(w, row, role, n);
	else if (wants(w, row, role, n, NODE_MAP))
		walk_map(w, row->table, n, path);
}

static void walk_value(struct walk *w, const struct row *row, const struct node *n, const char *path)
{
	if (!row->list) {
		walk_one(w, row, WHOLE, n, path);
		return;
	}
	locator_put(w->places, path, n->span);
	if (!wants(w, row, WHOLE, n, NODE_LIST))
		return;
	if (row->required && !n->n)
		no_value(w, row, WHOLE, n);
	for (size_t i = 0; i < n->n; i++)
		walk_one(w, row, ENTRY, n->items[i], arena_printf(w->arena, "%s[%zu]", path, i));
}

bool walk(struct arena *a, const struct source *s, const struct table *table, const char *prefix,
	  struct findings *faults, struct locator *places)
{
	struct walk w = {a, faults, places, false};
	size_t before = faults->n;
	struct tree tree = tree_read(a, s, faults);
	struct span start = {.source = s};

	w.broken = tree.broken;
	if (tree.root && tree.root->type == NODE_MAP)
		walk_map(&w, table, tree.root, prefix);
	else if (tree.root && !tree.root->faulty && !is_empty(tree.root))
		findings_fault(w.faults, "YAML004", tree.root->span,
		      arena_printf(a, "%s is a mapping: keys, and values behind colons", table->name),
		      least(&w, table));
	else if (!tree.broken && faults->n == before)
		findings_fault(w.faults, "YAML014", start, "the file is empty", least(&w, table));
	return faults->n == before;
}
