#include "model/load.h"

#include <stdint.h>
#include <string.h>

#include <cyaml/cyaml.h>

#include "model/convert.h"

/*
 * libcyaml fills records of slots, one per row of the table in the order of the rows: a string for a
 * scalar, a record for a mapping, an array of either and its count for a list. So its schema follows
 * from our rows alone.
 */
struct slot {
	void *data;
	uint64_t count;
};

struct job {
	struct arena *arena;
	bool suspect;
};

static const struct cyaml_schema_field *schema_fields(struct arena *a, const struct table *table);

static struct cyaml_schema_value schema_value(struct arena *a, const struct row *row, enum cyaml_flag flags)
{
	struct cyaml_schema_value v = {
		.type = CYAML_STRING, .flags = flags | CYAML_FLAG_POINTER, .data_size = 1};

	if (row->kind == K_MAP) {
		v.type = CYAML_MAPPING;
		v.data_size = (uint32_t)(row->table->n * sizeof(struct slot));
		v.mapping.fields = schema_fields(a, row->table);
	} else {
		v.string.max = UINT32_MAX;
	}
	return v;
}

static struct cyaml_schema_value schema_list(struct arena *a, const struct row *row, enum cyaml_flag flags)
{
	struct cyaml_schema_value *entry = arena_alloc(a, sizeof(*entry));
	struct cyaml_schema_value v = {.type = CYAML_SEQUENCE, .flags = flags | CYAML_FLAG_POINTER};

	*entry = schema_value(a, row, CYAML_FLAG_DEFAULT);
	if (row->kind == K_MAP)
		entry->flags = CYAML_FLAG_DEFAULT; /* records lie in the array, strings are pointed at */
	v.data_size = row->kind == K_MAP ? entry->data_size : (uint32_t)sizeof(char *);
	v.sequence.entry = entry;
	v.sequence.max = UINT32_MAX;
	return v;
}

static const struct cyaml_schema_field *schema_fields(struct arena *a, const struct table *table)
{
	struct cyaml_schema_field *fields = arena_alloc(a, (table->n + 1) * sizeof(*fields)), *f = fields;

	for (size_t i = 0; i < table->n; i++) {
		const struct row *row = &table->rows[i];
		enum cyaml_flag flags =
			row->required && !table->scalars_only ? CYAML_FLAG_DEFAULT : CYAML_FLAG_OPTIONAL;
		size_t at = i * sizeof(struct slot);

		if (!table_has(table, row))
			continue;
		*f++ = (struct cyaml_schema_field){
			.key = row->key,
			.data_offset = (uint32_t)(at + offsetof(struct slot, data)),
			.count_offset = (uint32_t)(at + offsetof(struct slot, count)),
			.count_size = sizeof(uint64_t),
			.value = row->list ? schema_list(a, row, flags) : schema_value(a, row, flags),
		};
	}
	return fields; /* the last one's key is NULL: the end */
}

/*
 * Memory for libcyaml out of the arena. It grows sequences by one entry a time, so capacities are
 * rounded up to a power of two; the capacity stands in front of the block.
 */
static void *arena_memory(void *ctx, void *ptr, size_t size)
{
	enum { HEAD = 16 };
	size_t have = 0, room = 32;
	char *block;

	if (!size)
		return NULL;
	if (ptr)
		memcpy(&have, (char *)ptr - HEAD, sizeof(have));
	if (size <= have)
		return ptr;
	while (room < size)
		room *= 2;
	block = arena_alloc(ctx, HEAD + room);
	memcpy(block, &room, sizeof(room));
	if (ptr)
		memcpy(block + HEAD, ptr, have);
	return block + HEAD;
}

static bool fill(struct job *j, const struct table *table, const struct slot *slots, const char *path,
		 char *model);

static bool fill_scalar(struct job *j, const struct row *row, const char *text, struct value *v)
{
	/* faults unless they stand in quotes, which libcyaml does not tell */
	j->suspect |= is_no_value(text) || (row->kind == K_MAC && reads_as_number(text));
	return *text && convert(j->arena, row, text, v, NULL);
}

static bool fill_values(struct job *j, const struct row *row, const struct slot *slot, struct values *list)
{
	char **texts = slot->data;

	list->from = WRITTEN;
	list->n = slot->count;
	list->v = arena_alloc(j->arena, slot->count * sizeof(*list->v));
	for (size_t i = 0; i < slot->count; i++)
		if (!fill_scalar(j, row, texts[i], &list->v[i]))
			return false;
	return true;
}

static bool fill_maps(struct job *j, const struct row *row, const struct slot *slot, const char *path,
		      char *place)
{
	const struct table *t = row->table;
	const struct slot *records = slot->data;
	char *array = arena_alloc(j->arena, slot->count * t->size);

	for (size_t i = 0; i < slot->count; i++)
		if (!fill(j, t, records + i * t->n, arena_printf(j->arena, "%s[%zu]", path, i),
			  array + i * t->size))
			return false;
	memcpy(place, &(struct maps){array, slot->count}, sizeof(struct maps));
	return true;
}

static bool fill(struct job *j, const struct table *table, const struct slot *slots, const char *path,
		 char *model)
{
	if (table->has_path)
		memcpy(model, &path, sizeof(path));
	for (size_t i = 0; i < table->n; i++) {
		const struct row *row = &table->rows[i];
		const struct slot *slot = &slots[i];
		char *place = model + row->place;
		const char *sub = path;
		bool good;

		if (!slot->data) {
			if (row->list && row->required && !table->scalars_only)
				return false; /* libcyaml saw its key: it is empty */
			continue;
		}
		if (row->kind == K_MAP)
			sub = field_path(j->arena, path, row->key);
		if (row->list && row->kind == K_MAP)
			good = fill_maps(j, row, slot, sub, place);
		else if (row->list)
			good = fill_values(j, row, slot, (struct values *)place);
		else if (row->kind == K_MAP)
			good = fill(j, row->table, slot->data, sub, place);
		else
			good = fill_scalar(j, row, slot->data, (struct value *)place);
		if (!good)
			return false;
	}
	return true;
}

/* NEL, LS, PS and the byte order mark: libyaml breaks a line at them, or looks behind them as at its start.
 */
static bool is_break(const char *s)
{
	return !strncmp(s, "\xc2\x85", 2) || !strncmp(s, "\xe2\x80\xa8", 3) ||
	       !strncmp(s, "\xe2\x80\xa9", 3) || !strncmp(s, "\xef\xbb\xbf", 3);
}

/* "[]": libcyaml leaves such a list as if it were not there. */
static bool is_empty_list(const char *s)
{
	if (*s != '[')
		return false;
	s += 1 + strspn(s + 1, " \t\r\n");
	return *s == ']' || *s == '#'; /* a comment may stand in it */
}

/*
 * A look at the bytes for what libcyaml passes over: tags, anchors and aliases at the start of a
 * token, a backslash that may stand for NUL, a line that may end the document, breaks
 * outside ASCII that could hide one, and empty lists. It may suspect the innocent (a comment, a quoted
 * text): the walk is just.
 */
static bool look_suspect(const struct source *s)
{
	bool seen_line = false, line_start = true;

	for (size_t i = 0; i < s->len; i++) {
		char c = s->bytes[i], before = i ? s->bytes[i - 1] : '\n';

		if (c == '\\' || ((c & 0x80) && is_break(s->bytes + i)) || is_empty_list(s->bytes + i))
			return true;
		if ((c == '&' || c == '*' || c == '!') && strchr(" \t\n\r[{,:-?", before))
			return true;
		if (line_start &&
		    (c == '%' || !strncmp(s->bytes + i, "---", 3) || !strncmp(s->bytes + i, "...", 3))) {
			if (seen_line || c != '-')
				return true;
		}
		if (line_start && c != '#' && c != '\n' && c != '\r')
			seen_line = true;
		line_start = c == '\n' || c == '\r';
	}
	return false;
}

/* What no description may hold at all; libyaml would take UTF-16, and libcyaml cuts texts at NUL. */
static bool look_foreign(const struct source *s)
{
	return s->len > SOURCE_MAX || memchr(s->bytes, '\0', s->len) ||
	       (s->len > 1 && (!memcmp(s->bytes, "\xff\xfe", 2) || !memcmp(s->bytes, "\xfe\xff", 2)));
}

enum loaded load(struct arena *a, const struct source *s, const struct table *table, const char *prefix,
		 void *model)
{
	const struct cyaml_config config = {
		.mem_fn = arena_memory, .mem_ctx = a, .flags = CYAML_CFG_NO_ALIAS};
	const struct cyaml_schema_value top = {
		.type = CYAML_MAPPING,
		.flags = CYAML_FLAG_POINTER,
		.data_size = (uint32_t)(table->n * sizeof(struct slot)),
		.mapping.fields = schema_fields(a, table),
	};
	struct job j = {.arena = a};
	void *slots = NULL;

	memset(model, 0, table->size);
	if (look_foreign(s) ||
	    cyaml_load_data((const uint8_t *)s->bytes, s->len, &config, &top, &slots, NULL) != CYAML_OK ||
	    !slots)
		return LOAD_FAILED;
	if (!fill(&j, table, slots, prefix, model))
		return LOAD_FAILED;
	return j.suspect || look_suspect(s) ? LOAD_SUSPECT : LOAD_OK;
}
