/*
 * From /etc/network/interfaces into a draft: as ifupdown and the hooks of ifenslave, vlan and bridge-utils
 * take it on the release. What they make nothing of is not set, and said.
 */
#include "base/word.h"
#include "targets/debian/debian.h"
#include "targets/debian/read.h"

/* ---- into the draft ---- */

/* The field that a key has already, looked for only once. */
static struct draft_field *field_of(struct eni_host *h, struct draft_object *o, const char *key,
				    const char *known)
{
	struct draft_field *f = hash_get(h->fields, known);

	for (f = f ? f : o->fields; f && strcmp(f->key, key) != 0;)
		f = f->next;
	return f;
}

void debian_set(struct eni_host *h, struct draft_object *o, const char *key, const char *text, struct span at)
{
	const char *known = arena_printf(h->a, "%s %s", o->name, key);
	struct draft_field *before = field_of(h, o, key, known), **end = o->end;
	struct finding *f;

	if (!before) {
		draft_add(h->d, o, key, text, at);
		hash_put(h->fields, known, *end);
		return;
	}
	if (strcmp(before->text, text) != 0) {
		f = import_fault(h->r, &IMP004, o->name, at, "'%s' of '%s' is set twice: %s counts", key,
				 o->name, text);
		finding_note(h->r->findings, f, (struct place){.span = before->at},
			     arena_printf(h->a, "%s is set here", before->text));
	}
	before->text = text;
	before->at = at;
	hash_put(h->fields, known, before);
}

void debian_add(struct eni_host *h, struct draft_object *o, const char *key, const char *text, struct span at)
{
	const char *element = arena_printf(h->a, "%s %s %s", o->name ? o->name : "", key, text);

	if (hash_get(h->taken, element))
		return;
	hash_put(h->taken, element, o);
	draft_add(h->d, o, key, text, at);
}

void debian_add_dns(struct eni_host *h, const char *key, const struct eni_option *o)
{
	struct eni_words words = eni_words(h->a, o);

	for (size_t k = 0; k < words.n; k++)
		debian_add(h, &h->d->dns, key, words.v[k].text, words.v[k].at);
}

bool debian_vlan_name(struct arena *a, const char *name, const char **parent, const char **id)
{
	const char *dot = word_vlan_dot(name);

	if (!dot || strlen(name) > IFACE_NAME_MAX)
		return false;
	*parent = arena_strndup(a, name, (size_t)(dot - name));
	*id = word_without_zeros(dot + 1);
	return true;
}

const char *debian_vlan_id(struct arena *a, const char *name)
{
	const char *parent, *id;

	if (debian_vlan_name(a, name, &parent, &id))
		return id;
	return !strncmp(name, "vlan", 4) && word_is_digits(name + 4) ? word_without_zeros(name + 4) : NULL;
}

/* ---- what follows from the whole ---- */

/* What is only mentioned, or described without saying what it is: the name says if it is a VLAN. Parents that
 * are met on the way are put to the end of the list, and looked at in their turn. */
static void name_kinds(struct eni_host *h)
{
	const char *parent, *id;

	for (struct draft_object *o = h->d->ifaces; o; o = o->next) {
		if (o->kind >= 0 || !debian_vlan_name(h->a, o->name, &parent, &id))
			continue;
		o->kind = VLAN;
		draft_set(h->d, o, "id", id, o->at);
		draft_set(h->d, o, "parent", parent, o->at);
		draft_mention(h->d, parent, o->at);
	}
}

/* The interfaces that bonds and bridges take in. */
static struct hash *taken_in(struct eni_host *h)
{
	struct hash *in = hash_new(h->a);

	for (struct draft_object *o = h->d->ifaces; o; o = o->next)
		for (const struct draft_field *f = o->fields; f; f = f->next)
			if (!strcmp(f->key, "slaves") || !strcmp(f->key, "ports"))
				hash_put(in, f->text, o);
	return in;
}

/* True if nothing but what takes it in needs the interface to come up by itself: debian_is_brought_up(). */
static bool has_nothing_own(const struct draft_object *o)
{
	static const char *const own[] = {"addresses", "dhcp",        "dhcp6", "gateway",
					  "gateway6",  "mac_address", "mtu"};

	for (size_t k = 0; k < sizeof(own) / sizeof(*own); k++)
		if (draft_get(o, own[k]))
			return false;
	return !o->routes;
}

/* The hook of ifenslave enslaves it when it comes up itself, and what the bond lists when the bond does. */
static bool asks_for_bond(const struct eni_host *h, const struct eni_iface *i,
			  const struct draft_object *owner)
{
	if (!i->master || h->dialect)
		return false;
	for (const struct draft_field *f = owner->fields; f; f = f->next)
		if (!strcmp(f->key, "slaves") && !strcmp(f->text, i->name))
			return f->at.source == i->master->at.source && f->at.from == i->master->at.from;
	return false;
}

/*
 * NICs come up with the bond or bridge that takes them in, and the hook of bridge-utils makes ports called
 * PARENT.ID (create_vlan_port()): at boot, where the bridge comes up then.
 */
static bool comes_with_owner(const struct eni_host *h, const struct eni_iface *i, const struct hash *in)
{
	const struct draft_object *owner = hash_get(in, i->name);
	const struct eni_iface *bridge;
	const char *parent, *id;

	if (!owner || !has_nothing_own(i->o))
		return false;
	if (i->o->kind <= NIC)
		return !asks_for_bond(h, i, owner);
	bridge = owner->kind == BRIDGE ? debian_find(h, owner->name) : NULL;
	return i->o->kind == VLAN && bridge && bridge->automatic &&
	       debian_vlan_name(h->a, i->name, &parent, &id);
}

/* udev runs `ifup --allow=hotplug` for what appears: never for a bond, bridge or VLAN, which ifup itself
 * makes. */
static void read_onboot(struct eni_host *h, const struct eni_iface *i, const struct hash *in)
{
	bool made = i->o->kind > NIC;

	if (i->automatic || (i->hotplug && !made) || comes_with_owner(h, i, in))
		return;
	draft_set(h->d, i->o, "onboot", "false", i->hotplug ? i->at : i->parts[0]->name->at);
	if (i->hotplug)
		debian_idle(h, i->name, i->at,
			    "allow-hotplug brings up what udev finds: '%s' does not exist before ifup has "
			    "made it",
			    i->name)
			->help = arena_printf(h->a, "auto %s", i->name);
	if (hash_get(in, i->name) && asks_for_bond(h, i, hash_get(in, i->name)))
		debian_idle(h, i->name, i->master->at,
			    "nothing brings '%s' up at boot, and nothing else enslaves it: '%s' comes up "
			    "without it",
			    i->name, ((const struct draft_object *)hash_get(in, i->name))->name)
			->help = arena_printf(h->a, "auto %s", i->name);
}

/* The MTU that it has without one of its own: of its parent, at last the kernel's. */
static const char *mtu_of(const struct eni_host *h, const struct draft_object *o)
{
	for (int depth = 0; o && depth < IFACE_NAME_MAX; depth++) {
		const struct draft_field *mtu = draft_get(o, "mtu"), *parent = draft_get(o, "parent");

		if (mtu)
			return mtu->text;
		o = parent ? draft_find(h->d, parent->text) : NULL;
	}
	return "1500";
}

/* The hook of bridge-utils gives a bridge's `mtu` to its ports as well. */
static void read_ports_mtu(struct eni_host *h, struct draft_object *bridge)
{
	const struct draft_field *mtu = hash_get(h->ports_mtu, bridge->name);

	for (const struct draft_field *f = bridge->fields; mtu && f; f = f->next) {
		struct draft_object *port = strcmp(f->key, "ports") ? NULL : draft_find(h->d, f->text);

		if (port && strcmp(mtu_of(h, port), mtu->text) != 0)
			draft_set(h->d, port, "mtu", mtu->text, mtu->at);
	}
}

/* Brought up, or allowed, and described nowhere. */
static bool lacks_stanza(struct eni_host *h, const struct eni_iface *i)
{
	if (i->n)
		return false;
	if (i->at.source && strcmp(i->name, "lo") != 0)
		debian_idle(h, i->name, i->at, "'%s' has no iface stanza: ifup does not know it", i->name);
	return true;
}

static void finish(struct eni_host *h)
{
	struct hash *in = taken_in(h);

	name_kinds(h);
	for (size_t k = 0; k < h->n; k++) {
		struct eni_iface *i = h->v[k];

		if (!lacks_stanza(h, i) && i->o)
			read_onboot(h, i, in);
	}
	for (struct draft_object *o = h->d->ifaces; o; o = o->next)
		if (o->kind == BRIDGE)
			read_ports_mtu(h, o);
}

static void say_nothing(struct eni_host *h)
{
	struct read_file *f;
	size_t at = 0;

	if ((f = reading_next(h->r, &debian_kind_interfaces, &at)))
		import_fault(h->r, &IMP010, NULL, (struct span){f->s, 0, 0},
			     "no line of it counts: everything is empty or a comment");
}

void debian_read(struct reading *r)
{
	struct eni_host h = {.r = r, .a = r->arena, .d = r->draft, .eni = &r->os->eni};

	h.by_name = hash_new(h.a);
	h.made_bonds = hash_new(h.a);
	h.made_bridges = hash_new(h.a);
	h.taken = hash_new(h.a);
	h.fields = hash_new(h.a);
	h.ports_mtu = hash_new(h.a);
	if (!debian_collect(&h) || !debian_filled_in(&h) || !debian_index(&h))
		return;
	if (!h.all.n)
		say_nothing(&h);
	debian_read_kinds(&h);
	debian_read_ifaces(&h);
	finish(&h);
	debian_check_order(&h);
}
