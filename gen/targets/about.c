#include "targets/about.h"

#include <string.h>

/* "eth0, eth1 and eth2" */
static const char *names(struct render *r, const struct ifaces *list)
{
	struct text t;

	text_init(&t, r->arena);
	for (size_t k = 0; k < list->n; k++)
		text_join(&t, k + 1 < list->n ? ", " : " and ", list->v[k]->name);
	return t.s;
}

static void say_kind(struct render *r, const struct iface *i, struct text *t)
{
	switch (i->kind) {
	case NIC:
		text_add(t, "NIC");
		break;
	case VLAN:
		text_addf(t, "VLAN %s on %s", i->vlan->id.s, i->lower.v[0]->name);
		break;
	case BOND:
		text_addf(t, "bond of %s", i->lower.n ? names(r, &i->lower) : "nothing");
		break;
	case BRIDGE:
		text_addf(t, "bridge %s%s", i->lower.n ? "over " : "without ports", names(r, &i->lower));
		break;
	}
}

static void say_cable(const struct nic *nic, struct text *t)
{
	if (has(&nic->switch_name))
		text_addf(t, ", cabled to %s%s%s", nic->switch_name.s, has(&nic->port) ? " port " : "",
			  has(&nic->port) ? nic->port.s : "");
	else if (has(&nic->peer))
		text_addf(t, ", cabled to %s", nic->peer.s);
}

const char *about_iface(struct render *r, const struct iface *i)
{
	const struct iface *bond = iface_owner(i, BOND), *bridge = iface_owner(i, BRIDGE);
	struct text t;

	text_init(&t, r->arena);
	text_addf(&t, "%s: ", i->name);
	say_kind(r, i, &t);
	if (bond)
		text_addf(&t, ", slave of %s", bond->name);
	if (bridge)
		text_addf(&t, ", port of %s", bridge->name);
	if (i->kind == NIC)
		say_cable(i->nic, &t);
	return t.s;
}

void about_notes(struct render *r, const struct iface *i, struct view *v)
{
	const char *comment = has(&i->common->comment) ? i->common->comment.s : "";

	view_list(v, "notes");
	for (size_t n; *comment; comment += n + (comment[n] == '\n')) {
		n = strcspn(comment, "\n");
		view_comment(view_item(v, "notes"), "note", arena_strndup(r->arena, comment, n));
	}
	if (i->mode_why)
		view_comment(view_item(v, "notes"), "note",
			     arena_printf(r->arena, "%s was chosen: %s", i->option[OPT_MODE].s, i->mode_why));
	if (i->mac_why)
		view_comment(view_item(v, "notes"), "note",
			     arena_printf(r->arena, "%s is %s", i->mac.s, i->mac_why));
}
