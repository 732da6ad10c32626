#include "model/description.h"

#include <string.h>

#include "model/load.h"
#include "model/rows.h"
#include "model/walk.h"

/* Lists that load() left ABSENT and that are there: an empty one means none, not unknown. */
static void mark_empty(struct arena *a, const struct table *table, char *model, const char *path,
		       const struct locator *places)
{
	for (size_t i = 0; i < table->n; i++) {
		const struct row *row = &table->rows[i];
		const char *sub = field_path(a, path, row->key);
		struct values *list = (struct values *)(model + row->place);
		struct maps *maps = (struct maps *)(model + row->place);

		if (!table_has(table, row))
			continue;
		if (row->kind == K_MAP && !row->list)
			mark_empty(a, row->table, model + row->place, sub, places);
		else if (row->kind == K_MAP)
			for (size_t k = 0; k < maps->n; k++)
				mark_empty(a, row->table, maps->v + k * row->table->size,
					   arena_printf(a, "%s[%zu]", sub, k), places);
		else if (row->list && list->from == ABSENT && locator_has(places, sub))
			list->from = WRITTEN;
	}
}

/* True: `model` is filled and the document is without fault. */
static bool read_one(struct arena *a, const struct source *s, const struct table *table, const char *prefix,
		     void *model, struct findings *faults)
{
	enum loaded how = load(a, s, table, prefix, model);
	struct locator *places;
	struct finding *f;

	if (how == LOAD_OK)
		return true;
	places = locator_new(a);
	if (!walk(a, s, table, prefix, faults, places))
		return false;
	if (how == LOAD_SUSPECT) {
		mark_empty(a, table, model, prefix, places);
		return true;
	}
	/* the two readings disagree: never guess which of them is right */
	f = findings_add(faults, "YAML000", ERROR, (struct place){.span = {.source = s}});
	f->message = "libcyaml refuses this document and no fault is found in it";
	f->help = "please report it as a defect of bondwright, with the file";
	return false;
}

static void fill_absent(const struct table *table, char *object, const char *defaults)
{
	for (size_t i = 0; i < table->n; i++) {
		const struct row *row = &table->rows[i];
		struct value *v = (struct value *)(object + row->place);
		const struct value *d = (const struct value *)(defaults + row->place);

		if (!table_has(table, row) || has(v) || !has(d))
			continue;
		*v = *d;
		v->from = SITE;
	}
}

static void fill_values(struct values *list, const struct values *d)
{
	if (list->from != ABSENT || d->from == ABSENT)
		return;
	*list = *d;
	list->from = SITE;
}

static void apply_site(struct arena *a, struct host *h, const struct site *s)
{
	struct network_switch *own = h->switches.v, *all = NULL;
	size_t n = 0;

	for (size_t i = 0; i < h->switches.n; i++)
		arena_push(a, all, n, own[i]);
	for (size_t i = 0; i < s->switches.n; i++)
		arena_push(a, all, n, s->switches.v[i]);
	h->switches.v = all;
	h->switches.n = n;
	fill_values(&h->dns.servers, &s->dns.servers);
	fill_values(&h->dns.search, &s->dns.search);
	for (size_t i = 0; i < h->nics.n; i++) {
		struct nic *nic = &h->nics.v[i];

		fill_absent(table_of_defaults("nics"), (char *)nic, (const char *)&s->defaults.nics);
		if (has(&nic->peer) && nic->switch_name.from == SITE)
			nic->switch_name = (struct value){0}; /* a direct cable goes to no switch */
	}
	for (size_t i = 0; i < h->bonds.n; i++)
		fill_absent(table_of_defaults("bonds"), (char *)&h->bonds.v[i],
			    (const char *)&s->defaults.bonds);
	for (size_t i = 0; i < h->vlans.n; i++)
		fill_absent(table_of_defaults("vlans"), (char *)&h->vlans.v[i],
			    (const char *)&s->defaults.vlans);
	for (size_t i = 0; i < h->bridges.n; i++)
		fill_absent(table_of_defaults("bridges"), (char *)&h->bridges.v[i],
			    (const char *)&s->defaults.bridges);
}

const struct host *host_read(struct arena *a, const struct source *source, const struct source *site_source,
			     struct findings *faults)
{
	struct host *host = arena_alloc(a, sizeof(*host));
	struct site *site = arena_alloc(a, sizeof(*site));
	bool good = read_one(a, source, &host_table, "", host, faults);

	if (site_source)
		good &= read_one(a, site_source, &site_table, "site:", site, faults);
	if (!good)
		return NULL;
	if (site_source)
		apply_site(a, host, site);
	return host;
}

const struct host *host_complete(struct arena *a, const struct host *host, const struct source *source,
				 struct findings *faults, struct locator *places)
{
	struct host *copy = arena_alloc(a, sizeof(*copy));
	struct site *site = arena_alloc(a, sizeof(*site));

	*copy = *host;
	if (!source)
		return copy;
	if (!read_one(a, source, &site_table, "site:", site, faults))
		return NULL;
	walk(a, source, &site_table, "site:", faults, places);
	apply_site(a, copy, site);
	return copy;
}

struct locator *host_locate(struct arena *a, const struct source *host, const struct source *site)
{
	struct locator *l = locator_new(a);
	struct findings unused; /* it was read without fault */

	findings_init(&unused, a);
	walk(a, host, &host_table, "", &unused, l);
	if (site)
		walk(a, site, &site_table, "site:", &unused, l);
	return l;
}
