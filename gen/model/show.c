#include "model/show.h"

#include <string.h>

#include "model/rows.h"

struct shower {
	const struct net *net;
	const struct locator *places;
	struct text *out;
};

/* One line: key, value, where from. */
static void line(struct shower *s, const char *key, const char *value, const char *unit, const char *from)
{
	text_addf(s->out, "    %-18s %-29s %s\n", key,
		  *unit ? arena_printf(s->net->arena, "%s %s", value, unit) : value, from);
}

/* "site.yaml:12": where the field at `path` was written. */
static const char *where(struct shower *s, const char *path)
{
	struct span at = locator_find(s->places, path);

	if (!at.source)
		return "written";
	return arena_printf(s->net->arena, "%s:%u", at.source->name, source_position(at).line);
}

/* Why a value of `i`, NULL for the host, was chosen. */
static const char *reason(struct shower *s, const struct iface *i, const char *key)
{
	if (!i) /* of the host's own mappings only xend's has such a value */
		return "chosen: xend does not touch bridges that are there at boot";
	if (!strcmp(key, "mode"))
		return arena_printf(s->net->arena, "chosen: %s", i->mode_why);
	if (!strcmp(key, "miimon"))
		return "chosen with the mode: without a monitor no slave ever fails";
	if (!strcmp(key, "stp"))
		return "chosen: the kernel's default";
	if (!strcmp(key, "forward_delay"))
		return "chosen: with STP off there is nothing to wait for";
	if (!strcmp(key, "maxwait"))
		return "chosen: the ports forward at once";
	if (!strcmp(key, "mac_address"))
		return arena_printf(s->net->arena, "chosen: %s", i->mac_why);
	if (i->mtu_of)
		return arena_printf(s->net->arena, "inherited from %s", i->mtu_of->name);
	return "the kernel's default";
}

/* The value in force: what was resolved goes before what was written. */
static const struct value *in_force(const struct iface *i, const struct row *row)
{
	const struct value *written = (const struct value *)((const char *)i->nic + row->place);

	if (!strcmp(row->key, "mtu"))
		return &i->mtu;
	if (!strcmp(row->key, "mac_address"))
		return &i->mac;
	if (i->kind == BOND && row->place >= offsetof(struct bond, option) &&
	    row->place < offsetof(struct bond, option) + sizeof(i->option))
		return &i->option[(row->place - offsetof(struct bond, option)) / sizeof(struct value)];
	if (i->kind == BRIDGE && !strcmp(row->key, "stp"))
		return &i->stp;
	if (i->kind == BRIDGE && !strcmp(row->key, "forward_delay"))
		return &i->forward_delay;
	if (i->kind == BRIDGE && !strcmp(row->key, "maxwait"))
		return &i->maxwait;
	return written;
}

static void show_list(struct shower *s, const struct row *row, const struct values *list, const char *path)
{
	struct arena *a = s->net->arena;
	const char *site = list->from == SITE ? "site:" : "";
	struct text all;

	if (list->from == ABSENT)
		return;
	text_init(&all, a);
	for (size_t k = 0; k < list->n; k++)
		text_join(&all, ", ", list->v[k].s);
	line(s, row->key, list->n ? all.s : "(none)", "",
	     where(s, arena_printf(a, "%s%s", site, field_path(a, path, row->key))));
}

static void show_routes(struct shower *s, const struct common *c)
{
	for (size_t k = 0; k < c->routes.n; k++) {
		const struct route *r = &c->routes.v[k];

		line(s, "route",
		     arena_printf(s->net->arena, "%s via %s%s%s", r->to.s, r->via.s,
				  has(&r->metric) ? " metric " : "", has(&r->metric) ? r->metric.s : ""),
		     "", where(s, r->path));
	}
}

/* The rows of an object that is no interface, or of the interface `i`. */
static void show_rows(struct shower *s, const struct table *t, const void *object, const char *path,
		      const struct iface *i)
{
	for (size_t k = 0; k < t->n; k++) {
		const struct row *row = &t->rows[k];
		const char *place = (const char *)object + row->place;
		const struct value *v = (const struct value *)place;
		const char *field;

		if (!strcmp(row->key, "name") || (row->kind == K_MAP && row->list))
			continue; /* the object's heading, or objects with headings of their own */
		if (row->kind == K_MAP) {
			show_rows(s, row->table, place, field_path(s->net->arena, path, row->key), NULL);
			continue;
		}
		if (row->list) {
			show_list(s, row, (const struct values *)place, path);
			continue;
		}
		if (i)
			v = in_force(i, row);
		else if (v == &s->net->host->xend.bridges && s->net->xen)
			v = &s->net->xend_bridges;
		if (!has(v))
			continue;
		field = i ? iface_field_path(s->net->arena, i, row->key)
			  : field_path(s->net->arena, path, row->key);
		line(s, row->key, v->s, row->unit ? row->unit : "",
		     v->from == CHOSEN ? reason(s, i, row->key) : where(s, field));
		if (strcmp(v->s, v->written) && v->from != CHOSEN && row->kind == K_MODE)
			line(s, "", arena_printf(s->net->arena, "written as \"%s\"", v->written), "", "");
	}
}

static void show_iface(struct shower *s, const struct iface *i)
{
	text_addf(s->out, "\n%s  %s", i->name, iface_kind_word(i->kind));
	for (size_t k = 0; k < i->owners.n; k++)
		text_addf(s->out, "%s %s", i->owners.v[k]->kind == BOND ? ", slave of" : ", port of",
			  i->owners.v[k]->name);
	if (i->kind == BRIDGE)
		text_add(s->out, i->has_guests ? ", with guests" : ", without guests");
	text_addc(s->out, '\n');
	show_rows(s, table_of(iface_list(i->kind)), i->nic, i->path, i);
	show_routes(s, i->common);
}

static bool wanted(const char *name, const char *this)
{
	return !name || !strcmp(name, this);
}

static bool show_others(struct shower *s, const char *name)
{
	const struct host *h = s->net->host;
	bool any = false;

	for (size_t k = 0; k < h->switches.n; k++) {
		const struct network_switch *one = &h->switches.v[k];

		if (!wanted(name, one->name.s))
			continue;
		text_addf(s->out, "\n%s  switch\n", one->name.s);
		show_rows(s, table_of("switches"), one, one->path, NULL);
		any = true;
	}
	for (size_t k = 0; k < h->guests.n; k++) {
		const struct guest *one = &h->guests.v[k];

		if (!wanted(name, one->name.s))
			continue;
		text_addf(s->out, "\n%s  guest\n", one->name.s);
		show_rows(s, table_of("guests"), one, one->path, NULL);
		any = true;
	}
	return any;
}

bool show(const struct net *net, const struct locator *places, const char *name, struct text *out)
{
	struct shower s = {net, places, out};
	const struct host *h = net->host;
	bool any = false;

	if (!name) {
		text_addf(out, "%s  %s (%s, %s)\n", h->host.s, net->os->title, h->os.s, net->os->fact);
		show_rows(&s, &host_table, h, "", NULL);
	}
	for (size_t k = 0; k < net->ifaces.n; k++) {
		if (!wanted(name, net->ifaces.v[k]->name))
			continue;
		show_iface(&s, net->ifaces.v[k]);
		any = true;
	}
	any |= show_others(&s, name);
	return any || !name;
}
