/*
 * Small valid documents, made from the tables of the language alone: every list with one entry, every entry
 * with what it requires, by the examples of the rows. A new row or table is covered without a word here.
 */
#ifndef TESTS_MODEL_MINIMAL_H
#define TESTS_MODEL_MINIMAL_H

#include <string.h>

#include "base/text.h"
#include "model/rows.h"

enum { CHAIN = 6 };

/* A row, and the rows of the mappings that it lies in, from the document downwards. */
struct chain {
	const struct table *top;
	const struct row *rows[CHAIN];
	size_t n;
};

static inline const struct row *chain_row(const struct chain *c)
{
	return c->rows[c->n - 1];
}

/* "bonds.mode" */
static inline const char *chain_text(struct arena *a, const struct chain *c)
{
	struct text t;

	text_init(&t, a);
	for (size_t i = 0; i < c->n; i++)
		text_join(&t, ".", c->rows[i]->key);
	return t.s;
}

/* Calls `f` for each row of `top` that holds values, not mappings, however deep. */
static inline void each_row(const struct table *top, void (*f)(void *ctx, const struct chain *c), void *ctx)
{
	struct {
		const struct table *table;
		size_t next;
	} open[CHAIN + 1] = {{top, 0}};
	struct chain c = {.top = top};
	size_t depth = 0;

	for (;;) {
		const struct table *t = open[depth].table;
		const struct row *row = open[depth].next < t->n ? &t->rows[open[depth].next++] : NULL;

		if (!row && !depth)
			return;
		if (!row) {
			depth--;
			continue;
		}
		if (!table_has(t, row))
			continue;
		c.rows[depth] = row;
		c.n = depth + 1;
		if (row->kind != K_MAP)
			f(ctx, &c);
		else
			open[++depth].table = row->table, open[depth].next = 0;
	}
}

/* Where the document says something else than the examples do. */
struct instead {
	const struct chain *chain; /* NULL: nowhere */
	const char *value;         /* YAML, on one line */
	unsigned line;             /* out: of the value */
};

static inline void minimal_table(struct text *t, const struct table *table, size_t depth, size_t indent,
				 bool entry, struct instead *i);

static inline unsigned lines_of(const struct text *t)
{
	unsigned n = 1;

	for (const char *p = t->s; *p; p++)
		n += *p == '\n';
	return n;
}

static inline void minimal_row(struct text *t, const struct row *row, size_t depth, size_t indent, bool first,
			       bool meant, struct instead *i)
{
	const struct chain *c = meant ? i->chain : NULL;
	bool here = c && c->n == depth + 1;

	text_addf(t, "%*s%s:", first ? 0 : (int)indent, "", row->key);
	if (row->kind == K_MAP && row->list) {
		text_addf(t, "\n%*s- ", (int)indent, "");
		minimal_table(t, row->table, depth + 1, indent + 2, true, meant ? i : NULL);
	} else if (row->kind == K_MAP) {
		text_add(t, "\n");
		minimal_table(t, row->table, depth + 1, indent + 2, false, meant ? i : NULL);
	} else {
		text_addf(t, row->list ? "\n%*s- " : " ", (int)indent, "");
		if (here)
			i->line = lines_of(t);
		text_addf(t, "%s\n", here ? i->value : row_example(t->arena, row));
	}
}

/* True if something of the mapping is required, so that it can stand there by itself. */
static inline bool stands_alone(const struct table *table)
{
	for (size_t i = 0; i < table->n; i++)
		if (table->rows[i].required && !table->scalars_only)
			return true;
	return false;
}

static inline void minimal_table(struct text *t, const struct table *table, size_t depth, size_t indent,
				 bool entry, struct instead *i)
{
	bool first = entry;

	for (size_t k = 0; k < table->n; k++) {
		const struct row *row = &table->rows[k];
		bool meant = i && i->chain && i->chain->n > depth && i->chain->rows[depth] == row;
		bool wanted = (row->required && !table->scalars_only) ||
			      (!depth && row->kind == K_MAP && row->list && stands_alone(row->table));

		if (!table_has(table, row) || (!meant && !wanted))
			continue;
		minimal_row(t, row, depth, indent, first, meant, i);
		first = false;
	}
}

/* The document of `top`; `i` (NULL: none) puts one value into it, and learns its line. */
static inline const char *minimal(struct arena *a, const struct table *top, struct instead *i)
{
	struct text t;

	text_init(&t, a);
	minimal_table(&t, top, 0, 0, false, i);
	return t.s;
}

/* The place of the chain's value in a model that was loaded from such a document; of a list its first. */
static inline const struct value *chain_value(const struct chain *c, const char *model)
{
	for (size_t i = 0;; i++) {
		const struct row *row = c->rows[i];
		const char *place = model + row->place;

		if (i + 1 == c->n)
			return row->list ? ((const struct values *)place)->v : (const struct value *)place;
		model = row->list ? ((const struct maps *)place)->v : place;
	}
}

/* `s` as a double-quoted YAML text on one line. */
static inline const char *quoted_yaml(struct arena *a, const char *s)
{
	struct text t;

	text_init(&t, a);
	text_addc(&t, '"');
	for (; *s; s++) {
		if (*s == '\n')
			text_add(&t, "\\n");
		else if (*s == '"' || *s == '\\')
			text_addf(&t, "\\%c", *s);
		else
			text_addc(&t, *s);
	}
	text_addc(&t, '"');
	return t.s;
}

#endif
