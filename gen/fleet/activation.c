/* The interfaces one by one: gone, new, made anew, of another MTU or MAC address. */
#include "fleet/activation_parts.h"

#include <stdarg.h>
#include <string.h>

struct finding *act(struct judging *j, const struct descriptor *d, enum severity severity, const char *object,
		    struct place at, const char *fmt, ...)
{
	struct finding *f = findings_add(j->findings, d->id, severity, at);
	va_list ap;

	f->object = object;
	va_start(ap, fmt);
	f->message = arena_vprintf(j->arena, fmt, ap);
	va_end(ap);
	return f;
}

struct place in_new(const struct judging *j, const struct iface *i, const char *key)
{
	return (struct place){.path = key ? iface_field_path(j->arena, i, key) : i->path};
}

struct place in_old(const struct judging *j, const struct iface *i, const char *key)
{
	const char *path = key ? iface_field_path(j->arena, i, key) : i->path;

	return (struct place){.span = locator_find(j->x->places, path)};
}

struct place element_in_new(const struct judging *j, const struct iface *i, const char *key, size_t n)
{
	return (struct place){.path = iface_element_path(j->arena, i, key, n)};
}

struct pair *pair_of(const struct judging *j, const char *name)
{
	for (size_t i = 0; i < j->n; i++) {
		const struct iface *one = j->v[i].old ? j->v[i].old : j->v[i].new;

		if (!strcmp(one->name, name))
			return &j->v[i];
	}
	return NULL;
}

bool lists(const struct ifaces *v, const char *name)
{
	for (size_t i = 0; i < v->n; i++)
		if (!strcmp(v->v[i]->name, name))
			return true;
	return false;
}

const char *kind_and_name(const struct judging *j, const struct iface *i)
{
	return arena_printf(j->arena, "%s '%s'", iface_kind_word(i->kind), i->name);
}

/* ---- there or not ---- */

static void judge_gone(struct judging *j, struct pair *p)
{
	const struct iface *i = p->old;
	struct finding *f;

	if (p->stays)
		return;
	f = act(j, &ACT005, WARNING, i->name, in_old(j, i, NULL),
				"%s is not described any more", kind_and_name(j, i));

	p->down = i->name;
	f->consequence =
		"the files lose it, the kernel keeps it as it is: until the next boot, or until it is taken\n"
		"down by the old files, which no script has afterwards";
	f->help = arena_printf(j->arena, "ifdown %s before the files are written", i->name);
}

static void judge_fresh(struct judging *j, const struct pair *p)
{
	const struct iface *i = p->new;

	if (i->kind == NIC) /* it is there, and whoever takes it in is spoken of */
		return;
	act(j, &ACT006, INFO, i->name, in_new(j, i, NULL),
	    "%s is new: it comes up with the next boot, or by ifup %s", kind_and_name(j, i), i->name)
		->help = arena_printf(j->arena, "ifup %s", i->name);
}

/* What cannot be changed in an interface that exists: vlan_changelink() takes neither. NULL: that stays. */
static const char *other_nature(const struct judging *j, const struct pair *p)
{
	const struct iface *o = p->old, *n = p->new;

	if (o->kind != n->kind)
		return arena_printf(j->arena, "it is a %s, and is to be a %s", iface_kind_word(o->kind),
				    iface_kind_word(n->kind));
	if (n->kind != VLAN)
		return NULL;
	if (o->vlan->id.n != n->vlan->id.n)
		return arena_printf(j->arena, "its ID goes from %ld to %ld", o->vlan->id.n, n->vlan->id.n);
	if (strcmp(o->vlan->parent.s, n->vlan->parent.s) != 0)
		return arena_printf(j->arena, "its parent goes from '%s' to '%s'", o->vlan->parent.s,
				    n->vlan->parent.s);
	return NULL;
}

static void judge_nature(struct judging *j, struct pair *p)
{
	const char *why = other_nature(j, p), *name = p->new->name;
	struct finding *f;

	if (!why)
		return;
	p->down = name;
	f = act(j, &ACT007, WARNING, name, in_new(j, p->new, NULL), "%s has to be made anew: %s",
		kind_and_name(j, p->new), why);
	finding_note(j->findings, f, in_old(j, p->old, NULL), "as it is now");
	f->consequence = "the kernel changes that in no interface that exists: ifup finds one of the name "
			 "and leaves it";
	f->help = arena_printf(j->arena, "ifdown %s before the files are written, ifup %s afterwards", name,
			       name);
}

/* ---- MTU and MAC address ---- */

/* Said of the interface that the value was written for, not of each that inherits it. */
static void judge_mtu(struct judging *j, const struct pair *p)
{
	const struct iface *o = p->old, *n = p->new;
	bool own = n->mtu_of == n || o->mtu_of == o, up = n->mtu.n > o->mtu.n;
	struct finding *f;

	if (!own || n->mtu.n == o->mtu.n)
		return;
	f = act(j, &ACT008, WARNING, n->name, in_new(j, n, "mtu"), "the MTU of %s goes from %ld to %ld",
		kind_and_name(j, n), o->mtu.n, n->mtu.n);
	f->consequence =
		up ? "until all on the way have it, switch ports and guests too, large packets are lost;\n"
		     "drivers of NICs often drop the link for it"
		   : "guests and neighbours that still send larger packets lose them; drivers of NICs often\n"
		     "drop the link for it";
	f->help = arena_printf(j->arena, "ip link set dev %s mtu %ld        %s", n->name, n->mtu.n,
			       up ? "switch ports and what is below it first" : "what is above it first");
}

static const struct value *first_address(const struct iface *i)
{
	const struct values *v = &i->common->addresses;

	for (size_t k = 0; k < v->n; k++)
		if (v->v[k].ip.family == 4)
			return &v->v[k];
	return NULL;
}

/* Of those that neighbours know: with an address of the host. */
static void judge_mac(struct judging *j, const struct pair *p)
{
	const struct value *address = first_address(p->new);
	char before[MAC_TEXT], after[MAC_TEXT], ip[IP_TEXT];
	struct mac o, n;
	struct finding *f;

	if (!iface_has_address(p->new) || !iface_mac(p->old, &o) || !iface_mac(p->new, &n) ||
	    mac_same(&o, &n))
		return;
	f = act(j, &ACT009, WARNING, p->new->name, in_new(j, p->new, "mac_address"),
		"the MAC address of %s goes from %s to %s", kind_and_name(j, p->new), mac_text(&o, before),
		mac_text(&n, after));
	f->consequence = "neighbours keep the old one in their ARP caches for minutes; a DHCP server may "
			 "give the host\n"
			 "another address, and switch ports that allow one address only may close";
	f->help = address ? arena_printf(j->arena, "arping -U -c 3 -I %s %s        once it is set",
					 p->new->name, ip_text(&address->ip, ip))
			  : "what knows the host by its old address (DHCP, port security) first";
}

/* ---- all of them ---- */

static void judge_pair(struct judging *j, struct pair *p)
{
	if (!p->new) {
		judge_gone(j, p);
		return;
	}
	if (!p->old)
		judge_fresh(j, p);
	else
		judge_nature(j, p);
	judge_members(j, p);
	if (!p->old || p->old->kind != p->new->kind)
		return;
	if (p->new->kind == BOND)
		judge_bond(j, p);
	judge_mtu(j, p);
	judge_mac(j, p);
}

/* The interface below whose going down takes all away that `p` has; a bond goes on with one slave. */
static const char *cut_below(const struct judging *j, const struct pair *p)
{
	const char *cause = NULL;

	for (size_t i = 0; p->old && i < p->old->lower.n; i++) {
		const char *down = pair_of(j, p->old->lower.v[i]->name)->down;

		if (!down && p->old->kind == BOND)
			return NULL;
		cause = cause ? cause : down;
	}
	return cause;
}

/* Lower ones come first: once is enough. */
static void spread(struct judging *j)
{
	for (size_t i = 0; i < j->n; i++)
		if (!j->v[i].down)
			j->v[i].down = cut_below(j, &j->v[i]);
}

static void make_pairs(struct judging *j)
{
	const struct net *old = j->x->old, *new = j->x->new;

	for (size_t i = 0; i < old->ifaces.n; i++) {
		const struct iface *o = old->ifaces.v[i];
		struct pair p = {.old = o, .new = net_find(new, o->name)};

		p.stays = !p.new &&j->x->then &&net_find(j->x->then, o->name);
		arena_push(j->arena, j->v, j->n, p);
	}
	for (size_t i = 0; i < new->ifaces.n; i++) {
		struct pair p = {.new = new->ifaces.v[i]};

		if (!net_find(old, p.new->name))
			arena_push(j->arena, j->v, j->n, p);
	}
}

void activation_judge(const struct activation *x, struct findings *findings)
{
	struct judging j = {.x = x, .arena = findings->arena, .findings = findings};

	make_pairs(&j);
	for (size_t i = 0; i < j.n; i++)
		judge_pair(&j, &j.v[i]);
	spread(&j);
	for (size_t i = 0; i < j.n; i++) {
		judge_addresses(&j, &j.v[i]);
		judge_guests(&j, &j.v[i]);
	}
	judge_files(&j);
}
