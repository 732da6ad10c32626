/* What the interfaces are, and what takes in what. */
#include <string.h>

#include "base/word.h"
#include "targets/cobbler/record.h"

static int kind_of(const struct cobbler_iface *i)
{
	switch (i->type) {
	case T_BOND:
	case T_BONDED_BRIDGE_SLAVE:
		return BOND;
	case T_BRIDGE:
		return BRIDGE;
	default:
		return i->vlan ? VLAN : NIC;
	}
}

/* A BMC's address is not the host's; the snippets pass it over. */
static bool is_left_out(struct cobbler_reading *x, const struct cobbler_iface *i)
{
	if (i->type == T_INFINIBAND)
		import_loss(x->r, i->name, i->field[F_TYPE]->at, "'%s' is of InfiniBand: it is left out",
			    i->name);
	return i->type == T_INFINIBAND || i->type == T_BMC;
}

static void describe(struct cobbler_reading *x, struct cobbler_iface *i)
{
	if (is_left_out(x, i))
		return;
	i->o = draft_describe(x->r->draft, i->name, i->json->key_at);
	i->o->kind = kind_of(i);
}

/* ---- masters ---- */

static void say_no_master(struct cobbler_reading *x, const struct cobbler_iface *i, const struct json *j,
			  enum iface_kind wanted)
{
	struct finding *f;

	if (!j) {
		f = import_fault(x->r, &IMP011, i->name, i->field[F_TYPE]->at,
				 "'%s' is a slave without interface_master: nothing takes it in", i->name);
		f->help = cobbler_edit(
			x, i, wanted == BOND ? "--interface-master=BOND" : "--interface-master=BRIDGE");
		return;
	}
	import_fault(x->r, &IMP002, i->name, j->at,
		     hash_get(x->by_name, j->text) ? "'%s' is no %s"
						   : "the record has no '%s', which should be a %s",
		     j->text, iface_kind_word(wanted));
}

static void enslave(struct cobbler_reading *x, struct cobbler_iface *i, enum iface_kind wanted,
		    const char *key)
{
	const struct json *j = cobbler_scalar(x, i->name, i->field[F_MASTER]);
	const struct cobbler_iface *master = j ? hash_get(x->by_name, j->text) : NULL;

	if (master && master->o && master->o->kind == (int)wanted && master != i)
		draft_add(x->r->draft, master->o, key, i->name, j->at);
	else if (j || !i->field[F_MASTER])
		say_no_master(x, i, j, wanted);
}

static void find_master(struct cobbler_reading *x, struct cobbler_iface *i)
{
	if (i->type == T_BOND_SLAVE)
		enslave(x, i, BOND, "slaves");
	else if (cobbler_is_slave(i))
		enslave(x, i, BRIDGE, "ports");
	else
		cobbler_idle(x, i, F_MASTER, "'%s' is neither a slave nor a port", i->name);
}

/* ---- VLANs ---- */

static void read_vlan(struct cobbler_reading *x, struct cobbler_iface *i)
{
	const char *dot = word_vlan_dot(i->name);
	const char *parent = arena_strndup(x->r->arena, i->name, (size_t)(dot - i->name));
	struct span at = i->json->key_at;
	bool literal = at.to - at.from == strlen(i->name);
	struct span id = {at.source, at.from + (uint32_t)(dot + 1 - i->name), at.to};
	struct span of = {at.source, at.from, at.from + (uint32_t)(dot - i->name)};

	draft_set(x->r->draft, i->o, "id", word_without_zeros(dot + 1), literal ? id : at);
	draft_set(x->r->draft, i->o, "parent", parent, literal ? of : at);
	if (!hash_get(x->by_name, parent)) {
		draft_mention(x->r->draft, parent, literal ? of : at);
		import_fault(x->r, &IMP008, i->name, literal ? of : at,
			     "the record has no '%s': it is taken for a NIC without settings", parent);
	}
}

void cobbler_find_kinds(struct cobbler_reading *x)
{
	for (size_t k = 0; k < x->n; k++)
		if (!x->v[k]->alias)
			describe(x, x->v[k]);
	for (size_t k = 0; k < x->n; k++) {
		struct cobbler_iface *i = x->v[k];

		if (i->o && i->o->kind == VLAN)
			read_vlan(x, i);
		if (i->o)
			find_master(x, i);
	}
}
