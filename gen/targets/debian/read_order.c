/* In which order `ifup -a` brings up what stands on each other: ORD001. */
#include "targets/debian/read.h"

/* When something is there, in the order of what `ifup -a` works through; NEVER: not by that. */
#define NEVER ((size_t)-1)

struct order {
	struct eni_host *h;
	struct hash *first_slave; /* of bonds that slaves ask for: struct eni_iface, the first of those */
};

static size_t turn_of(const struct eni_host *h, const char *name)
{
	const struct eni_iface *i = debian_find(h, name);

	return i && i->turn ? i->turn : NEVER;
}

/* A slave with bond-master brings its master up, and is its slave from then on. */
static void note_first_slaves(struct order *o)
{
	for (size_t k = 0; k < o->h->n; k++) {
		struct eni_iface *i = o->h->v[k], *before;
		const struct eni_option *master = i->turn ? i->master : NULL;
		const char *bond = master ? eni_words(o->h->a, master).v[0].text : NULL;

		before = bond ? hash_get(o->first_slave, bond) : NULL;
		if (bond && (!before || i->turn < before->turn))
			hash_put(o->first_slave, bond, i);
	}
}

/* When the interface exists: with its own turn, a bond with that of its first slave that asks for it. */
static size_t there(const struct order *o, const char *name)
{
	const struct eni_iface *slave = hash_get(o->first_slave, name);
	size_t own = turn_of(o->h, name);

	return slave && slave->turn < own ? slave->turn : own;
}

static const struct eni_iface *later(const struct order *o, const struct draft_object *lower)
{
	const struct eni_iface *slave = hash_get(o->first_slave, lower->name);

	return slave && slave->turn == there(o, lower->name) ? slave : debian_find(o->h, lower->name);
}

static void say(struct order *o, const struct eni_iface *upper, const struct draft_object *lower,
		const char *what, const char *consequence)
{
	const struct eni_iface *i = later(o, lower);
	struct finding *f =
		import_fault(o->h->r, &ORD001, upper->name, upper->at,
			     "'%s' comes up before '%s', which is %s", upper->name, lower->name, what);

	finding_note(o->h->r->findings, f, (struct place){.span = i->at},
		     arena_printf(o->h->a, "'%s' is brought up here", i->name));
	f->consequence = consequence;
	f->help = arena_printf(o->h->a, "the auto line and the stanza of '%s' in front of those of '%s'",
			       lower->name, upper->name);
}

/* What ifup itself has to make before another can take it in: bonds, bridges, VLANs. */
static bool is_made(const struct draft_object *o)
{
	return o && o->kind >= 0 && o->kind != NIC;
}

/* The hook of bridge-utils makes a port called PARENT.ID itself, where its parent is there
 * (create_vlan_port()). */
static bool is_made_for_bridge(const struct order *o, const struct draft_object *port, size_t turn)
{
	const struct draft_field *parent = draft_get(port, "parent"), *id = draft_get(port, "id");
	const struct draft_object *below = parent ? draft_find(o->h->d, parent->text) : NULL;

	return port->kind == VLAN && parent && id && below &&
	       !strcmp(port->name, arena_printf(o->h->a, "%s.%s", parent->text, id->text)) &&
	       (!is_made(below) || there(o, below->name) < turn);
}

static void check_member(struct order *o, const struct eni_iface *upper, const struct draft_field *f)
{
	const struct draft_object *lower = draft_find(o->h->d, f->text);
	bool bridge = upper->o->kind == BRIDGE;
	size_t at = is_made(lower) ? there(o, lower->name) : NEVER;

	if (at == NEVER || at < upper->turn || at == upper->turn)
		return;
	if (bridge && !is_made_for_bridge(o, lower, upper->turn))
		say(o, upper, lower, "its port",
		    "`ifup -a` goes by the auto lines: the port does not exist yet, and the hook of "
		    "bridge-utils\n"
		    "passes over it in silence");
	else if (!bridge && !debian_find(o->h, lower->name)->master)
		say(o, upper, lower, "its slave",
		    "`ifup -a` goes by the auto lines: the slave does not exist yet, and is not enslaved");
}

static void check_parent(struct order *o, const struct eni_iface *vlan, const struct draft_field *f)
{
	const struct draft_object *parent = draft_find(o->h->d, f->text);
	size_t at = is_made(parent) ? there(o, parent->name) : NEVER;

	if (at != NEVER && at > vlan->turn && !o->h->eni->parent_first)
		say(o, vlan, parent, "its parent",
		    "`ifup -a` goes by the auto lines: there is no parent yet to make the VLAN on");
}

void debian_check_order(struct eni_host *h)
{
	struct order o = {.h = h, .first_slave = hash_new(h->a)};

	if (h->dialect) /* those sort by what stands on what */
		return;
	note_first_slaves(&o);
	for (size_t k = 0; k < h->n; k++) {
		const struct eni_iface *i = h->v[k];

		for (const struct draft_field *f = i->turn && i->o ? i->o->fields : NULL; f; f = f->next) {
			if (!strcmp(f->key, "ports") || !strcmp(f->key, "slaves"))
				check_member(&o, i, f);
			else if (!strcmp(f->key, "parent"))
				check_parent(&o, i, f);
		}
	}
}
