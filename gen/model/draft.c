#include "model/draft.h"

#include <string.h>

#include "model/convert.h"
#include "model/rows.h"

enum { KINDS = BRIDGE + 1 };

/* ---- putting together ---- */

static void object_init(struct draft_object *o, const char *name, struct span at)
{
	*o = (struct draft_object){.name = name, .at = at, .kind = -1};
	o->end = &o->fields;
	o->end_of_comments = &o->comments;
	o->end_of_routes = &o->routes;
}

static struct draft_object *object_new(struct arena *a, const char *name, struct span at)
{
	struct draft_object *o = arena_alloc(a, sizeof(*o));

	object_init(o, name, at);
	return o;
}

struct draft *draft_new(struct arena *a, struct findings *findings)
{
	struct draft *d = arena_alloc(a, sizeof(*d));

	d->arena = a;
	d->findings = findings;
	d->by_name = hash_new(a);
	d->end = &d->ifaces;
	object_init(&d->host, NULL, (struct span){0});
	object_init(&d->dns, NULL, (struct span){0});
	object_init(&d->xend, NULL, (struct span){0});
	return d;
}

struct draft_object *draft_find(const struct draft *d, const char *name)
{
	return hash_get(d->by_name, name);
}

struct draft_object *draft_mention(struct draft *d, const char *name, struct span at)
{
	struct draft_object *o = draft_find(d, name);

	if (o)
		return o;
	o = object_new(d->arena, name, at);
	*d->end = o;
	d->end = &o->next;
	hash_put(d->by_name, name, o);
	return o;
}

struct draft_object *draft_describe(struct draft *d, const char *name, struct span at)
{
	struct draft_object *o = draft_mention(d, name, at);

	if (!o->described)
		o->at = at;
	o->described = true;
	return o;
}

struct draft_object *draft_route(struct draft *d, struct draft_object *iface, struct span at)
{
	struct draft_object *o = object_new(d->arena, NULL, at);

	*iface->end_of_routes = o;
	iface->end_of_routes = &o->next;
	return o;
}

void draft_add(struct draft *d, struct draft_object *o, const char *key, const char *text, struct span at)
{
	struct draft_field *f = arena_alloc(d->arena, sizeof(*f));

	*f = (struct draft_field){key, text, at, NULL};
	*o->end = f;
	o->end = &f->next;
}

void draft_drop(struct draft_object *o, const char *key)
{
	struct draft_field **f = &o->fields;

	while (*f) {
		if (!strcmp((*f)->key, key))
			*f = (*f)->next;
		else
			f = &(*f)->next;
	}
	o->end = f;
}

void draft_set(struct draft *d, struct draft_object *o, const char *key, const char *text, struct span at)
{
	draft_drop(o, key);
	draft_add(d, o, key, text, at);
}

const struct draft_field *draft_get(const struct draft_object *o, const char *key)
{
	const struct draft_field *f = o->fields;

	while (f && strcmp(f->key, key))
		f = f->next;
	return f;
}

static bool names(const struct draft_object *o, const char *name)
{
	for (const struct draft_field *f = o->fields; f; f = f->next)
		if ((!strcmp(f->key, "slaves") || !strcmp(f->key, "ports") || !strcmp(f->key, "parent")) &&
		    !strcmp(f->text, name))
			return true;
	return false;
}

bool draft_is_used(const struct draft *d, const struct draft_object *o)
{
	for (const struct draft_object *other = d->ifaces; other; other = other->next)
		if (names(other, o->name))
			return true;
	return false;
}

void draft_leave_out(struct draft *d, struct draft_object *o)
{
	struct draft_object **at = &d->ifaces;

	while (*at != o)
		at = &(*at)->next;
	*at = o->next;
	if (d->end == &o->next)
		d->end = at;
	hash_drop(d->by_name, o->name);
}

void draft_comment(struct draft *d, struct draft_object *o, const char *text)
{
	struct draft_comment *c = arena_alloc(d->arena, sizeof(*c));

	c->text = text;
	*o->end_of_comments = c;
	o->end_of_comments = &c->next;
}

/* ---- conversion ---- */

struct finish {
	struct draft *d;
	struct drafted *out;
	bool failed;
};

/* What a row's help says of YAML's quotes is nothing to a file that is none. */
static bool help_fits(const struct row *row)
{
	return row->kind == K_NUMBER || row->kind == K_WORD || row->kind == K_OPTION || row->kind == K_MODE ||
	       row->kind == K_NAME;
}

static void refused(struct finish *f, const struct row *row, const struct draft_object *o,
		    const struct draft_field *field, const struct complaint *why)
{
	struct finding *said = findings_fault(f->d->findings, row->rule ? row->rule : "IMP002", field->at,
					      why->message, help_fits(row) ? why->help : NULL);

	said->object = o->name;
	f->failed = true;
}

static void fill_value(struct finish *f, const struct row *row, const struct draft_object *o,
		       const struct draft_field *field, const char *path, struct value *v)
{
	struct complaint why;

	if (field->at.source) /* else what contains it is the place */
		locator_put(f->out->places, path, field->at);
	if (!convert(f->d->arena, row, field->text, v, &why))
		refused(f, row, o, field, &why);
}

static void fill_list(struct finish *f, const struct row *row, const struct draft_object *o, const char *path,
		      struct values *list)
{
	const struct draft_field *first = draft_get(o, row->key);
	size_t n = 0;

	if (first->at.source)
		locator_put(f->out->places, field_path(f->d->arena, path, row->key), first->at);
	for (const struct draft_field *e = first; e; e = e->next) {
		struct value v;

		if (strcmp(e->key, row->key))
			continue;
		fill_value(f, row, o, e, element_path(f->d->arena, path, row->key, n), &v);
		arena_push(f->d->arena, list->v, n, v);
	}
	list->n = n;
	list->from = WRITTEN;
}

static void missing(struct finish *f, const struct row *row, const struct draft_object *o,
		    const struct table *table)
{
	struct finding *said =
		findings_fault(f->d->findings, "IMP002", o->at,
			       arena_printf(f->d->arena, "%s without a value for '%s': no file tells it",
					    table->name, row->key),
			       NULL);

	said->object = o->name;
	f->failed = true;
}

static void fill_object(struct finish *f, const struct table *table, struct draft_object *o, const char *path,
			char *model)
{
	if (table->has_path)
		memcpy(model, &path, sizeof(path));
	if (o->at.source)
		locator_put(f->out->places, path, o->at);
	if (o->comments)
		hash_put(f->out->comments, path, o->comments);
	for (const struct row *row = table->rows; row < table->rows + table->n; row++) {
		const struct draft_field *field = draft_get(o, row->key);

		if (row->kind == K_MAP)
			continue;
		if (row->list && field)
			fill_list(f, row, o, path, (struct values *)(model + row->place));
		else if (field)
			fill_value(f, row, o, field, field_path(f->d->arena, path, row->key),
				   (struct value *)(model + row->place));
		else if (row->required)
			missing(f, row, o, table);
	}
}

static void fill_routes(struct finish *f, struct draft_object *o, const char *path, struct common *common)
{
	static const char list[] = "routes";
	const struct table *table = table_find(table_of("nics"), list)->table;
	struct arena *a = f->d->arena;

	for (struct draft_object *r = o->routes; r; r = r->next) {
		struct route route = {0};

		r->name = o->name; /* of whom findings speak */
		fill_object(f, table, r, element_path(a, path, list, common->routes.n), (char *)&route);
		arena_push(a, common->routes.v, common->routes.n, route);
	}
}

/* The name of a VLAN is left out where it follows from the rest. */
static bool is_named_by_parent(struct arena *a, const struct draft_object *o)
{
	const struct draft_field *id = draft_get(o, "id"), *parent = draft_get(o, "parent");

	return o->kind == VLAN && id && parent &&
	       !strcmp(o->name, arena_printf(a, "%s.%s", parent->text, id->text));
}

static void fill_iface(struct finish *f, struct draft_object *o, struct maps *list)
{
	const char *key = iface_list((enum iface_kind)o->kind);
	const struct table *table = table_of(key);
	struct arena *a = f->d->arena;
	const char *path = arena_printf(a, "%s[%zu]", key, list->n);
	char *model = list->v + list->n++ * table->size;

	if (!is_named_by_parent(a, o))
		draft_set(f->d, o, "name", o->name, o->at);
	fill_object(f, table, o, path, model);
	fill_routes(f, o, path, (struct common *)model);
}

static void fill_ifaces(struct finish *f, struct host *host)
{
	struct maps list[KINDS] = {{0}};
	size_t n[KINDS] = {0};

	for (struct draft_object *o = f->d->ifaces; o; o = o->next) {
		if (o->kind < 0)
			o->kind = NIC;
		n[o->kind]++;
	}
	for (int kind = 0; kind < KINDS; kind++)
		list[kind].v = arena_alloc(f->d->arena, n[kind] * table_of(iface_list(kind))->size);
	for (struct draft_object *o = f->d->ifaces; o; o = o->next)
		fill_iface(f, o, &list[o->kind]);
	for (int kind = 0; kind < KINDS; kind++) {
		const struct row *row = table_find(&host_table, iface_list(kind));

		memcpy((char *)host + row->place, &list[kind], sizeof(list[kind]));
	}
}

const struct drafted *draft_finish(struct draft *d)
{
	struct host *host = arena_alloc(d->arena, sizeof(*host));
	struct drafted *out = arena_alloc(d->arena, sizeof(*out));
	struct finish f = {.d = d, .out = out};

	host->as_is = d->as_is;
	out->host = host;
	out->places = locator_new(d->arena);
	out->comments = hash_new(d->arena);
	fill_object(&f, &host_table, &d->host, "", (char *)host);
	fill_object(&f, table_find(&host_table, "dns")->table, &d->dns, "dns", (char *)&host->dns);
	fill_object(&f, table_find(&host_table, "xend")->table, &d->xend, "xend", (char *)&host->xend);
	fill_ifaces(&f, host);
	return f.failed ? NULL : out;
}
