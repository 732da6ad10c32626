#include <string.h>

#include "base/hash.h"
#include "model/convert.h"
#include "model/rows.h"
#include "rules/rule.h"

#define RULE(id)  extern const struct rule id;
#define FAULT(id)
#include "blocks.inc"
#undef RULE

#define RULE(id) &id,
const struct rule *const rules_all[] = {
#include "blocks.inc"
};
const size_t rules_count = sizeof(rules_all) / sizeof(*rules_all);
#undef RULE
#undef FAULT

/* ---- subjects ---- */

struct subject on(struct run *r, const struct iface *i)
{
	(void)r;
	return (struct subject){i->name, i->path};
}

struct subject on_field(struct run *r, const struct iface *i, const char *key)
{
	return (struct subject){i->name, iface_field_path(r->arena, i, key)};
}

struct subject on_option(struct run *r, const struct iface *bond, enum bond_option o)
{
	return on_field(r, bond, bond_option_name(o));
}

struct subject on_element(struct run *r, const struct iface *i, const char *key, size_t n)
{
	return (struct subject){i->name, iface_element_path(r->arena, i, key, n)};
}

struct subject on_listing(struct run *r, const struct iface *upper, const struct iface *lower)
{
	if (upper->kind == VLAN)
		return on_field(r, upper, "parent");
	for (size_t k = 0; k < upper->lower.n; k++)
		if (upper->lower.v[k] == lower)
			return on_element(r, upper, upper->kind == BOND ? "slaves" : "ports", k);
	return on(r, upper);
}

struct subject on_host_key(struct run *r, const char *key)
{
	return (struct subject){r->host->host.s, key};
}

/* ---- findings ---- */

void report(struct run *r, enum severity severity, struct subject s, const char *fmt, ...)
{
	va_list ap;

	r->last = findings_add(r->findings, r->rule->about.id, severity, (struct place){.path = s.path});
	r->last->object = s.object;
	va_start(ap, fmt);
	r->last->message = arena_vprintf(r->arena, fmt, ap);
	va_end(ap);
}

void note(struct run *r, struct subject s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	finding_note(r->findings, r->last, (struct place){.path = s.path}, arena_vprintf(r->arena, fmt, ap));
	va_end(ap);
}

void consequence(struct run *r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	r->last->consequence = arena_vprintf(r->arena, fmt, ap);
	va_end(ap);
}

void help(struct run *r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	r->last->help = arena_vprintf(r->arena, fmt, ap);
	va_end(ap);
}

void fix_set(struct run *r, const struct iface *i, const char *key, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	finding_edit(r->findings, r->last, on_field(r, i, key).path, arena_vprintf(r->arena, fmt, ap));
	va_end(ap);
}

void fix_drop(struct run *r, const struct iface *i, const char *key)
{
	finding_edit(r->findings, r->last, on_field(r, i, key).path, NULL);
}

void fix_drop_element(struct run *r, const struct iface *i, const char *key, size_t n)
{
	finding_edit(r->findings, r->last, on_element(r, i, key, n).path, NULL);
}

const char *mode_text(struct run *r, const struct iface *bond)
{
	long mode = bond_number(bond, OPT_MODE);

	return arena_printf(r->arena, "%s (%ld)", mode_name(mode), mode);
}

const struct iface *guests_above(const struct iface *bond, const struct iface **via)
{
	return bond->lower.n > 1 ? iface_guest_bridge(bond, via) : NULL;
}

void note_bridge(struct run *r, const struct iface *bond, const struct iface *bridge, const struct iface *via)
{
	if (via)
		note(r, on_listing(r, bridge, via), "'%s' takes the bond in through '%s'", bridge->name, via->name);
	else
		note(r, on_listing(r, bridge, bond), "'%s' takes the bond in", bridge->name);
}

/* ---- the pass ---- */

static void visit(struct run *r, const struct iface *i)
{
	void (*const by_kind[])(struct run *, const struct iface *) = {
		r->rule->on_nic, r->rule->on_vlan, r->rule->on_bond, r->rule->on_bridge};

	if (r->rule->on_iface)
		r->rule->on_iface(r, i);
	if (by_kind[i->kind])
		by_kind[i->kind](r, i);
}

static bool is_in(const char *id, const char *const *ids)
{
	for (; ids && *ids; ids++)
		if (!strcmp(*ids, id))
			return true;
	return false;
}

static const struct rule *rule_of(const char *id)
{
	for (size_t i = 0; i < rules_count; i++)
		if (!strcmp(rules_all[i]->about.id, id))
			return rules_all[i];
	return NULL;
}

/* The ids of what was found at one place, each once: of a hostile file there are many findings, and comparing each
 * two of them would take minutes. */
struct found {
	const char **ids;
	size_t n;
};

static void add_found(struct arena *a, struct hash *by_place, const char *place, const char *id)
{
	struct found *f = hash_get(by_place, place);

	if (!f) {
		f = arena_alloc(a, sizeof(*f));
		hash_put(by_place, place, f);
	}
	for (size_t i = 0; i < f->n; i++)
		if (!strcmp(f->ids[i], id))
			return;
	arena_push(a, f->ids, f->n, id);
}

static bool is_subsumed(const struct finding *weak, const struct hash *by_object)
{
	const struct found *f = weak->object ? hash_get(by_object, weak->object) : NULL;

	for (size_t i = 0; f && i < f->n; i++) {
		const struct rule *strong = rule_of(f->ids[i]);

		if (strong && is_in(weak->id, strong->subsumes))
			return true;
	}
	return false;
}

static void drop_subsumed(struct findings *all, size_t from)
{
	struct hash *by_object = hash_new(all->arena);
	size_t kept = from;

	for (size_t i = from; i < all->n; i++)
		if (all->v[i]->object)
			add_found(all->arena, by_object, all->v[i]->object, all->v[i]->id);
	for (size_t i = from; i < all->n; i++)
		if (!is_subsumed(all->v[i], by_object))
			all->v[kept++] = all->v[i];
	all->n = kept;
}

void rules_run(const struct net *net, struct findings *findings)
{
	struct run r = {.net = net, .host = net->host, .os = net->os, .arena = net->arena, .findings = findings};
	size_t before = findings->n;

	for (size_t i = 0; i < rules_count; i++) {
		r.rule = rules_all[i];
		if (r.rule->on_host)
			r.rule->on_host(&r, net);
		for (size_t k = 0; k < net->ifaces.n; k++)
			visit(&r, net->ifaces.v[k]);
	}
	if (findings->n > before)
		drop_subsumed(findings, before);
}

static bool yields(const struct finding *weak, const struct hash *by_path)
{
	const struct rule *rule = rule_of(weak->id);
	const struct found *f = rule && weak->at.path ? hash_get(by_path, weak->at.path) : NULL;

	for (size_t i = 0; f && i < f->n; i++)
		if (is_in(f->ids[i], rule->yields_to))
			return true;
	return false;
}

void rules_yield(struct findings *findings)
{
	struct hash *by_path = hash_new(findings->arena);
	size_t kept = 0;

	for (size_t i = 0; i < findings->n; i++)
		if (findings->v[i]->at.path)
			add_found(findings->arena, by_path, findings->v[i]->at.path, findings->v[i]->id);
	for (size_t i = 0; i < findings->n; i++)
		if (!yields(findings->v[i], by_path))
			findings->v[kept++] = findings->v[i];
	findings->n = kept;
}
