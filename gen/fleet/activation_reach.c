/* Who is cut off: the host, and with it whoever works on it from afar, and its guests. */
#include <string.h>

#include "fleet/activation_parts.h"

/* ---- the host ---- */

/* Its place among the addresses; their number where it is none of them. */
static size_t find_ip(const struct iface *i, const struct value *address)
{
	const struct values *v = &i->common->addresses;
	size_t k = 0;

	while (k < v->n && !ip_same(&v->v[k].ip, &address->ip))
		k++;
	return k;
}

static bool has_ip(const struct iface *i, const struct value *address)
{
	return find_ip(i, address) < i->common->addresses.n;
}

/* The interface of the new host that gets the address, and where that is written. */
struct taker {
	const struct iface *iface; /* NULL: none does */
	struct place at;
};

static struct taker find_taker(const struct judging *j, const struct value *address)
{
	for (size_t i = 0; i < j->x->new->ifaces.n; i++) {
		const struct iface *n = j->x->new->ifaces.v[i];

		if (has_ip(n, address))
			return (struct taker){n, element_in_new(j, n, "addresses", find_ip(n, address))};
	}
	return (struct taker){0};
}

static bool has_gateway(const struct iface *i)
{
	return has(&i->common->gateway) || has(&i->common->gateway6);
}

static bool loses_dhcp(const struct iface *old, const struct iface *new)
{
	return iface_is_dynamic(old) && (!new || !iface_is_dynamic(new));
}

/* The addresses of `p` that it no longer has; *to is where the first of them goes that goes anywhere. */
static const char *lost_addresses(const struct judging *j, const struct pair *p, struct taker *to)
{
	const struct values *v = &p->old->common->addresses;
	struct text t;

	*to = (struct taker){0};
	text_init(&t, j->arena);
	for (size_t i = 0; i < v->n; i++) {
		if (p->new &&has_ip(p->new, &v->v[i]))
			continue;
		if (!to->iface)
			*to = find_taker(j, &v->v[i]);
		text_join(&t, ", ", v->v[i].s);
	}
	if (loses_dhcp(p->old, p->new))
		text_join(&t, ", ", "what DHCP gave it");
	return t.s;
}

static const char *all_addresses(const struct judging *j, const struct iface *i)
{
	struct text t;

	text_init(&t, j->arena);
	for (size_t k = 0; k < i->common->addresses.n; k++)
		text_join(&t, ", ", i->common->addresses.v[k].s);
	if (iface_is_dynamic(i))
		text_join(&t, ", ", "what DHCP gave it");
	return t.s;
}

/* What all of them have in common. */
static void from_afar(struct finding *f)
{
	f->consequence = "who works on the host by it is cut off in the middle, and if the new files fail "
			 "nobody is there\n"
			 "to put the old ones back";
	f->help = "from the console; or with a job that puts the old files back unless it is called off";
}

static void judge_lost(struct judging *j, const struct pair *p, const char *lost, const struct taker *to)
{
	const struct iface *o = p->old;
	struct place at = p->new ? in_new(j, p->new, NULL) : in_old(j, o, NULL);
	struct finding *f = act(j, &ACT010, WARNING, o->name, at, "'%s' loses %s%s%s", o->name, lost,
				to->iface ? arena_printf(j->arena, " to '%s'", to->iface->name) : "",
				has_gateway(o) ? "; the default route goes by it" : "");

	if (to->iface)
		finding_note(j->findings, f, to->at, "where the address is to be");
	from_afar(f);
}

static void judge_cut(struct judging *j, const struct pair *p)
{
	const struct iface *o = p->old;

	from_afar(act(j, &ACT010, WARNING, o->name, p->new ? in_new(j, p->new, NULL) : in_old(j, o, NULL),
		      "'%s', with %s%s, is cut off while '%s' is down", o->name, all_addresses(j, o),
		      has_gateway(o) ? " and the default route" : "", p->down));
}

static void judge_gateway(struct judging *j, const struct pair *p, const struct value *old,
			  const struct value *new, const char *key)
{
	if (!has(old) || (has(new) && ip_same(&old->ip, &new->ip)))
		return;
	from_afar(act(j, &ACT010, WARNING, p->new->name, in_new(j, p->new, key),
		      "the default route by '%s' goes from %s to %s", p->new->name, old->s,
		      has(new) ? new->s : "none"));
}

void judge_addresses(struct judging *j, const struct pair *p)
{
	struct taker to;
	const char *lost;

	if (!p->old || !iface_has_address(p->old))
		return;
	lost = p->stays ? "" : lost_addresses(j, p, &to);
	if (*lost)
		judge_lost(j, p, lost, &to);
	else if (p->down)
		judge_cut(j, p);
	else if (p->new) {
		judge_gateway(j, p, &p->old->common->gateway, &p->new->common->gateway, "gateway");
		judge_gateway(j, p, &p->old->common->gateway6, &p->new->common->gateway6, "gateway6");
	}
}

/* ---- its guests ---- */

static bool same(const struct value *a, const struct value *b)
{
	return has(a) == has(b) && (!has(a) || !strcmp(a->s, b->s));
}

static bool same_list(const struct judging *j, const struct values *a, const struct values *b)
{
	return !strcmp(values_join(j->arena, a, ","), values_join(j->arena, b, ","));
}

/* True if bringing its files into force means ifdown and ifup of it. */
static bool bridge_changes(const struct judging *j, const struct iface *o, const struct iface *n)
{
	const struct bridge *x = o->bridge, *y = n->bridge;
	const struct common *a = o->common, *b = n->common;

	return !same_list(j, &x->ports, &y->ports) || !same(&o->stp, &n->stp) ||
	       !same(&o->forward_delay, &n->forward_delay) || !same(&x->ageing, &y->ageing) ||
	       !same(&x->hello_time, &y->hello_time) || !same(&x->max_age, &y->max_age) ||
	       !same(&x->priority, &y->priority) || !same(&o->mac, &n->mac) || o->mtu.n != n->mtu.n ||
	       !same_list(j, &a->addresses, &b->addresses) || !same(&a->gateway, &b->gateway) ||
	       !same(&a->gateway6, &b->gateway6) || !same(&a->dhcp, &b->dhcp) || !same(&a->dhcp6, &b->dhcp6);
}

static void guests_are_left(struct judging *j, const struct iface *bridge)
{
	struct finding *f = act(j, &ACT011, WARNING, bridge->name, in_old(j, bridge, NULL),
				"bridge '%s' goes, and guests are attached to it", bridge->name);

	f->consequence =
		"they have no network from then on, and do not start again: their own files still name it";
	f->help = "attach them to another bridge first";
}

static void guests_are_dropped(struct judging *j, const struct iface *bridge)
{
	struct finding *f = act(j, &ACT011, WARNING, bridge->name, in_new(j, bridge, NULL),
				"bridge '%s' changes, and guests are attached to it", bridge->name);

	f->consequence = "ifdown removes the bridge, and ifup makes it with the ports of the files alone: "
			 "running guests\n"
			 "stay unplugged until somebody puts their ports back";
	f->help = arena_printf(j->arena,
			       "brctl addif %s PORT        for the port of each running guest; or a boot",
			       bridge->name);
}

static void guests_are_cut(struct judging *j, const struct pair *p)
{
	struct finding *f =
		act(j, &ACT011, WARNING, p->new->name, in_new(j, p->new, NULL),
		    "the guests on bridge '%s' are cut off while '%s' is down", p->new->name, p->down);

	f->consequence = "some scripts put a port back only when the bridge itself comes up";
	f->help = arena_printf(j->arena, "brctl show %s        afterwards: its ports must be there",
			       p->new->name);
}

void judge_guests(struct judging *j, const struct pair *p)
{
	if (!p->old || p->old->kind != BRIDGE || !p->old->has_guests || p->stays)
		return;
	if (!p->new || p->new->kind != BRIDGE)
		guests_are_left(j, p->old);
	else if (bridge_changes(j, p->old, p->new))
		guests_are_dropped(j, p->new);
	else if (p->down)
		guests_are_cut(j, p);
}
