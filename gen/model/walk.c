#include "model/walk.h"

#include <string.h>

#include "base/word.h"
#include "model/convert.h"
#include "model/tree.h"

struct walk {
	struct arena *arena;
	struct findings *faults;
	struct locator *places;
	const char *prefix;
	bool broken;
};

static struct finding *fault(struct walk *w, const char *id, struct span at, const char *message, const char *help)
{
	struct finding *f = findings_add(w->faults, id, ERROR, (struct place){.span = at});

	f->message = message;
	f->help = help;
	return f;
}

/* How a value of `row` looks, for a help text. */
static const char *example(struct walk *w, const struct row *row)
{
	const char *e = row->example;

	if (!e && row->words)
		e = row->words->text;
	if (!e)
		switch (row->kind) {
		case K_BOOL:
			e = "true";
			break;
		case K_MAC:
			e = "\"52:54:00:12:34:56\"";
			break;
		case K_NUMBER:
			e = arena_printf(w->arena, "%ld", row->min);
			break;
		case K_MAP:
			e = "{...}";
			break;
		default:
			e = "TEXT";
		}
	return arena_printf(w->arena, row->list ? "%s: [%s]" : "%s: %s", row->key, e);
}

static void unknown_key(struct walk *w, const struct table *table, const struct node *key)
{
	struct nearest near = {0};
	struct finding *f;
	struct text all;

	if (!strcmp(key->text, "<<")) {
		fault(w, "YAML011", key->span, "a merge key", "write the fields where they are needed");
		return;
	}
	text_init(&all, w->arena);
	for (size_t i = 0; i < table->n; i++) {
		if (!table_has(table, &table->rows[i]))
			continue;
		nearest_offer(&near, key->text, table->rows[i].key);
		text_join(&all, ", ", table->rows[i].key);
	}
	f = fault(w, "YAML002", key->span,
		  arena_printf(w->arena, "'%s' is not a key of a %s", key->text, table->name),
		  near.word ? near.word : arena_printf(w->arena, "one of %s", all.s));
	f->object = NULL;
}

static void walk_value(struct walk *w, const struct row *row, const struct node *n, const char *path);

static bool wants(struct walk *w, const struct row *row, const struct node *n, enum node_type type)
{
	static const char *const names[] = {"a single value", "a list", "a mapping"};

	if (n->type == type)
		return true;
	if (!n->faulty && n->type == NODE_SCALAR && n->plain && is_no_value(n->text))
		fault(w, "YAML017", n->span, arena_printf(w->arena, "'%s' has no value", row->key),
		      arena_printf(w->arena, "%s, or leave the key out", example(w, row)));
	else if (!n->faulty)
		fault(w, "YAML004", n->span,
		      arena_printf(w->arena, "'%s' is %s, not %s", row->key, names[n->type], names[type]), example(w, row));
	return false;
}

static void walk_scalar(struct walk *w, const struct row *row, const struct node *n)
{
	struct complaint why;
	struct value v;

	if (!wants(w, row, n, NODE_SCALAR) || n->faulty)
		return;
	if (!*n->text || (n->plain && is_no_value(n->text)))
		fault(w, "YAML017", n->span, arena_printf(w->arena, "'%s' has no value", row->key),
		      arena_printf(w->arena, "%s, or leave the key out", example(w, row)));
	else if (!convert(w->arena, row, n->text, &v, &why))
		fault(w, why.id, n->span, why.message, why.help);
}

static const struct node *find_key(const struct node *map, size_t upto, const char *key)
{
	for (size_t i = 0; i + 1 < upto; i += 2)
		if (map->items[i]->type == NODE_SCALAR && !strcmp(map->items[i]->text, key))
			return map->items[i];
	return NULL;
}

static void walk_pair(struct walk *w, const struct table *table, const struct node *map, size_t i, const char *path)
{
	const struct node *key = map->items[i], *value = i + 1 < map->n ? map->items[i + 1] : NULL, *first;
	const struct row *row;
	struct finding *f;

	if (key->type != NODE_SCALAR) {
		fault(w, "YAML004", key->span, "a key that is a list or a mapping", NULL);
		return;
	}
	if (key->faulty)
		return;
	first = find_key(map, i, key->text);
	row = table_find(table, key->text);
	if (first) {
		f = fault(w, "YAML003", key->span, arena_printf(w->arena, "'%s' is given twice", key->text),
			  "keep one of the two");
		finding_note(w->faults, f, (struct place){.span = first->span}, "first given here");
	} else if (!row) {
		unknown_key(w, table, key);
	}
	if (row && value)
		walk_value(w, row, value,
			   arena_printf(w->arena, "%s%s%s", path, *path && path[strlen(path) - 1] != ':' ? "." : "", row->key));
}

static void walk_map(struct walk *w, const struct table *table, const struct node *map, const char *path)
{
	const struct node *name = NULL;

	for (size_t i = 0; i < map->n; i += 2) {
		walk_pair(w, table, map, i, path);
		if (i + 1 < map->n && map->items[i]->type == NODE_SCALAR &&
		    (!strcmp(map->items[i]->text, "name") || (!name && !strcmp(map->items[i]->text, "id"))))
			name = map->items[i + 1];
	}
	locator_put(w->places, path, name ? name->span : map->n ? map->items[0]->span : map->span);
	if (table->scalars_only || w->broken)
		return;
	for (size_t i = 0; i < table->n; i++) {
		const struct row *row = &table->rows[i];

		if (row->required && !find_key(map, map->n + 1, row->key))
			fault(w, "YAML016", map->n ? map->items[0]->span : map->span,
			      arena_printf(w->arena, "this %s has no '%s'", table->name, row->key), example(w, row));
	}
}

static void walk_value(struct walk *w, const struct row *row, const struct node *n, const char *path)
{
	locator_put(w->places, path, n->span);
	if (row->list) {
		if (!wants(w, row, n, NODE_LIST))
			return;
		for (size_t i = 0; i < n->n; i++) {
			struct row one = *row;

			one.list = false;
			walk_value(w, &one, n->items[i], arena_printf(w->arena, "%s[%zu]", path, i));
		}
	} else if (row->kind == K_MAP) {
		if (wants(w, row, n, NODE_MAP))
			walk_map(w, row->table, n, path);
	} else {
		walk_scalar(w, row, n);
	}
}

bool walk(struct arena *a, const struct source *s, const struct table *table, const char *prefix,
	  struct findings *faults, struct locator *places)
{
	struct walk w = {a, faults, places, prefix, false};
	size_t before = faults->n;
	struct tree tree = tree_read(a, s, faults);
	struct span start = {.source = s};

	w.broken = tree.broken;
	if (tree.root && tree.root->type == NODE_MAP)
		walk_map(&w, table, tree.root, prefix);
	else if (tree.root && !tree.root->faulty && !(tree.root->type == NODE_SCALAR && is_no_value(tree.root->text)))
		fault(&w, "YAML004", tree.root->span, arena_printf(a, "a %s is a mapping of keys and values", table->name),
		      "host: vm2.example.com");
	else if (!tree.broken && faults->n == before)
		fault(&w, "YAML014", start, "the file is empty", "at least the keys host and os");
	return faults->n == before;
}
