#include "model/dump.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "base/word.h"
#include "model/convert.h"
#include "model/draft.h"
#include "model/rows.h"

struct dumper {
	struct text *out;
	const struct hash *comments;
};

/* ---- scalars ---- */

/* True if other YAML programs would take the text for a bool or for nothing. */
static bool is_taken(const char *s)
{
	static const char *const words[] = {"y", "n", "yes", "no", "true", "false", "on", "off", NULL};

	for (const char *const *w = words; *w; w++)
		if (!strcasecmp(s, *w))
			return true;
	return is_no_value(s);
}

/* Letters first, so that it is no number, and nothing in it that YAML knows. */
static bool is_plain_text(const char *s)
{
	return ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z')) && word_made_of(s, "._/-") &&
	       !is_taken(s);
}

static bool is_plain(const struct row *row, const char *s)
{
	switch (row->kind) {
	case K_BOOL:
	case K_NUMBER:
	case K_WORD: /* of our own rows */
	case K_OPTION:
	case K_MODE:
	case K_RELEASE:
		return true;
	case K_IP:
	case K_IP4:
	case K_IP6:
	case K_TARGET:
	case K_PREFIX:
	case K_NETWORK:
		return !strchr(s, ':');
	default:
		return is_plain_text(s);
	}
}

static void add_quoted(struct text *out, const char *s)
{
	text_addc(out, '"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			text_addc(out, '\\');
		if (*s == '\n' || *s == '\t')
			text_add(out, *s == '\n' ? "\\n" : "\\t");
		else
			text_addc(out, *s);
	}
	text_addc(out, '"');
}

static void add_scalar(struct text *out, const struct row *row, const struct value *v)
{
	if (is_plain(row, v->s))
		text_add(out, v->s);
	else
		add_quoted(out, v->s);
}

static void add_list(struct text *out, const struct row *row, const struct values *list)
{
	text_addc(out, '[');
	for (size_t i = 0; i < list->n; i++) {
		text_add(out, i ? ", " : "");
		add_scalar(out, row, &list->v[i]);
	}
	text_addc(out, ']');
}

/* ---- mappings ---- */

static bool is_written(const struct row *row, const char *model)
{
	const void *at = model + row->place;

	if (row->kind == K_MAP && row->list)
		return ((const struct maps *)at)->n;
	if (row->kind == K_MAP) {
		for (const struct row *r = row->table->rows; r < row->table->rows + row->table->n; r++)
			if (is_written(r, at))
				return true;
		return false;
	}
	return (row->list ? ((const struct values *)at)->from : ((const struct value *)at)->from) == WRITTEN;
}

static void add_value(struct text *out, const struct row *row, const char *model)
{
	text_addf(out, "%s: ", row->key);
	if (row->list)
		add_list(out, row, (const struct values *)(model + row->place));
	else
		add_scalar(out, row, (const struct value *)(model + row->place));
}

/* In one line, between braces: what holds scalars alone. */
static void add_inline(struct text *out, const struct table *table, const char *model)
{
	const char *between = "";

	text_addc(out, '{');
	for (const struct row *r = table->rows; r < table->rows + table->n; r++) {
		if (!is_written(r, model))
			continue;
		text_add(out, between);
		add_value(out, r, model);
		between = ", ";
	}
	text_add(out, "}\n");
}

static void add_comments(struct dumper *d, const char *path, const char *indent)
{
	const struct draft_comment *c = d->comments ? hash_get(d->comments, path) : NULL;

	for (; c; c = c->next) {
		text_addf(d->out, "%s#%s", indent, *c->text ? " " : "");
		utf8_show(d->out, c->text, strlen(c->text));
		text_addc(d->out, '\n');
	}
}

/* An interface: a block, its routes a line each. */
static void add_object(struct dumper *d, const struct table *table, const char *model)
{
	const char *path, *before = "  - ";

	memcpy(&path, model, sizeof(path));
	add_comments(d, path, "  ");
	for (const struct row *r = table->rows; r < table->rows + table->n; r++) {
		if (!is_written(r, model))
			continue;
		text_add(d->out, before);
		before = "    ";
		if (r->kind == K_MAP) {
			const struct maps *m = (const struct maps *)(model + r->place);

			text_addf(d->out, "%s:\n", r->key);
			for (size_t i = 0; i < m->n; i++) {
				text_add(d->out, "      - ");
				add_inline(d->out, r->table, m->v + i * r->table->size);
			}
			continue;
		}
		add_value(d->out, r, model);
		text_addc(d->out, '\n');
	}
}

static void add_key(struct dumper *d, const struct row *row, const char *host)
{
	const struct maps *m = (const struct maps *)(host + row->place);

	if (row->kind != K_MAP) {
		add_value(d->out, row, host);
		text_addc(d->out, '\n');
		return;
	}
	if (!row->list) {
		text_addf(d->out, "%s: ", row->key);
		add_inline(d->out, row->table, host + row->place);
		return;
	}
	text_addf(d->out, "\n%s:\n", row->key);
	for (size_t i = 0; i < m->n; i++)
		add_object(d, row->table, m->v + i * row->table->size);
}

void dump_host(const struct host *host, const struct hash *comments, struct text *out)
{
	struct dumper d = {out, comments};

	add_comments(&d, "", "");
	/* the lists behind what is said in a line */
	for (int lists = 0; lists < 2; lists++)
		for (const struct row *r = host_table.rows; r < host_table.rows + host_table.n; r++)
			if ((r->list && r->kind == K_MAP) == lists && is_written(r, (const char *)host))
				add_key(&d, r, (const char *)host);
}

/* ---- what is not in files ---- */

static void list_nics(const struct host *host, struct text *out)
{
	size_t from = out->len;

	for (size_t i = 0; i < host->nics.n; i++) {
		bool first = out->len == from;

		if (!has(&host->nics.v[i].switch_name) && !has(&host->nics.v[i].peer))
			text_addf(out, "%s%s", first ? "" : ", ", host->nics.v[i].common.name.s);
	}
}

void dump_missing(const struct host *host, struct text *out)
{
	struct text nics;

	text_init(&nics, out->arena);
	list_nics(host, &nics);
	text_add(out, "\n# To add, because no file of the host tells (bondwright-host(5)):\n");
	if (!has(&host->virtualization))
		text_add(out,
			 "#   virtualization: none, xen, kvm, lxc or openvz: what runs behind the bridges\n");
	if (!host->switches.n)
		text_add(out, "#   switches: a name each, and lacp, stack, peers as they are\n");
	if (nics.len)
		text_addf(out,
			  "#   nics: switch, port, port_group, edge, trunk and native of %s; speed, card\n",
			  nics.s);
	if (!host->guests.n && host->bridges.n)
		text_add(out, "#   guests: optional; a name, bridge and mac each\n"
			      "#   announce: who tells the switches about the guests after a failover\n");
}
