#include "targets/cobbler/json.h"

#include <jansson.h>
#include <string.h>

#include "base/utf8.h"

/* What is beside jansson's values: it was JSON to it, so that nothing here can be missing. */
struct scan {
	struct arena *arena;
	const struct source *s;
	uint32_t at;
};

static char next(struct scan *c)
{
	c->at += (uint32_t)strspn(c->s->bytes + c->at, " \t\r\n");
	return c->s->bytes[c->at];
}

static struct span between_quotes(struct scan *c)
{
	struct span at = {c->s, c->at + 1, 0};

	for (c->at++; c->s->bytes[c->at] != '"'; c->at++)
		if (c->s->bytes[c->at] == '\\')
			c->at++;
	at.to = c->at++;
	return at;
}

static struct span bare(struct scan *c)
{
	struct span at = {c->s, c->at, 0};

	c->at += (uint32_t)strcspn(c->s->bytes + c->at, " \t\r\n,]}");
	at.to = c->at;
	return at;
}

static struct json *node(struct scan *c, json_t *value);

static void add(struct scan *c, struct json *to, json_t *value, const char *key, struct span key_at)
{
	struct json *item = node(c, value);

	item->key = key;
	item->key_at = key_at;
	arena_push(c->arena, to->items, to->n, item);
	if (next(c) == ',')
		c->at++;
}

static void members(struct scan *c, struct json *to, json_t *value)
{
	const char *key;
	json_t *member;

	c->at++;
	json_object_foreach(value, key, member)
	{
		struct span at;

		next(c);
		at = between_quotes(c);
		next(c);
		c->at++; /* the colon */
		add(c, to, member, arena_strdup(c->arena, key), at);
	}
	next(c);
	c->at++;
}

static void elements(struct scan *c, struct json *to, json_t *value)
{
	c->at++;
	for (size_t i = 0; i < json_array_size(value); i++)
		add(c, to, json_array_get(value, i), NULL, (struct span){0});
	next(c);
	c->at++;
}

static enum json_kind kind_of(const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return JSON_MAP;
	case JSON_ARRAY:
		return JSON_LIST;
	case JSON_STRING:
		return JSON_TEXT;
	case JSON_NULL:
		return JSON_NONE;
	case JSON_TRUE:
	case JSON_FALSE:
		return JSON_WORD;
	default:
		return JSON_DIGITS;
	}
}

/* As deep as jansson goes: 2048. */
static struct json *node(struct scan *c, json_t *value)
{
	struct json *n = arena_alloc(c->arena, sizeof(*n));

	n->kind = kind_of(value);
	next(c);
	n->at = (struct span){c->s, c->at, c->at + 1};
	if (n->kind == JSON_MAP) {
		members(c, n, value);
	} else if (n->kind == JSON_LIST) {
		elements(c, n, value);
	} else if (n->kind == JSON_TEXT) {
		n->at = between_quotes(c);
		n->text = arena_strdup(c->arena, json_string_value(value));
	} else {
		n->at = bare(c);
		n->text = arena_strndup(c->arena, c->s->bytes + n->at.from, n->at.to - n->at.from);
	}
	return n;
}

/* Cobbler writes records by Python's json, which takes more than it writes: a key given twice, NaN. */
static void say_fault(struct reading *r, const struct source *s, const json_error_t *e)
{
	size_t n = e->position > 0 ? (size_t)e->position - 1 : 0;
	uint32_t from = (uint32_t)(n < s->len ? n : s->len);
	struct text why;

	text_init(&why, r->arena);
	utf8_show(&why, e->text, strlen(e->text));
	import_fault(r, &IMP009, NULL, (struct span){s, from, from < s->len ? from + 1 : from}, "no JSON: %s",
		     why.s ? why.s : "");
}

struct json *json_read(struct reading *r, const struct source *s)
{
	json_error_t error;
	json_t *root = json_loadb(s->bytes, s->len, JSON_REJECT_DUPLICATES, &error);
	struct scan c = {r->arena, s, 0};
	struct json *out;

	if (!root) {
		say_fault(r, s, &error);
		return NULL;
	}
	out = node(&c, root);
	json_decref(root);
	return out;
}

const struct json *json_member(const struct json *map, const char *key)
{
	for (size_t i = 0; map && map->kind == JSON_MAP && i < map->n; i++)
		if (!strcmp(map->items[i]->key, key))
			return map->items[i];
	return NULL;
}
