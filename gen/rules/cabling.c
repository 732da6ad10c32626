#include "rules/cabling.h"

#include <string.h>

#include "base/hash.h"
#include "model/convert.h"

/* "boxb" of "boxb/eth1". */
static const char *peer_host(struct run *r, const struct value *peer)
{
	return arena_strndup(r->arena, peer->s, strcspn(peer->s, "/"));
}

const char *far_end(struct run *r, const struct iface *slave)
{
	const struct iface *nic = iface_nic(slave);

	if (!nic || (!nic->on && !has(&nic->nic->peer)))
		return NULL;
	return nic->on ? nic->on->name.s : peer_host(r, &nic->nic->peer);
}

bool one_partner(struct run *r, const struct iface *a, const struct iface *b)
{
	const struct network_switch *x = iface_nic(a)->on, *y = iface_nic(b)->on;

	return x && y ? switch_is_partner(x, y) : !x && !y && !strcmp(far_end(r, a), far_end(r, b));
}

struct subject on_cable(struct run *r, const struct iface *slave)
{
	const struct iface *nic = iface_nic(slave);

	return on_field(r, nic, nic->on ? "switch" : "peer");
}

long port_group(const struct iface *slave)
{
	const struct iface *nic = iface_nic(slave);

	return nic && !has(&nic->nic->peer) ? number_or(&nic->nic->port_group, -1) : -1;
}

const char *mode_advice(struct run *r, const struct iface *bond)
{
	enum bond_mode mode = bond_safe_mode(bond, NULL);

	if (mode != ACTIVE_BACKUP)
		return arena_printf(r->arena, "mode: %s%s", mode_name(mode),
				    bond_number(bond, OPT_ARP_INTERVAL)
					    ? "        with miimon: 100 in place of the ARP monitor"
					    : "");
	for (size_t i = 0; i < bond->lower.n; i++) {
		const struct iface *nic = iface_nic(bond->lower.v[i]);

		if (nic && number_or(&nic->nic->port_group, GROUP_NONE) != GROUP_NONE)
			return "mode: active-backup        with port_group: none, each port on its own";
	}
	return "mode: active-backup";
}

void fix_mode(struct run *r, const struct iface *bond)
{
	const char *mode = mode_name(bond_safe_mode(bond, NULL));

	for (size_t i = 0; i < bond->lower.n; i++)
		if (port_group(bond->lower.v[i]) < 0)
			return;
	if (!strcmp(r->last->help, arena_printf(r->arena, "mode: %s", mode)))
		fix_set(r, bond, "mode", "%s", mode);
}

/* ---- networks ---- */

/* The switch that stands for the network of switch `i`: the end of the chain that begins at up[i]. */
static size_t root(size_t *up, size_t i)
{
	while (up[i] != i)
		i = up[i] = up[up[i]];
	return i;
}

/* Joins the network of switch `i` with that of the switch that `place` (in `up`) belongs to. */
static void join(size_t *up, size_t i, const size_t *place)
{
	up[root(up, i)] = root(up, (size_t)(place - up));
}

static void join_all(struct run *r, size_t *up)
{
	const struct switches *all = &r->host->switches;
	struct hash *by_name = hash_new(r->arena), *by_stack = hash_new(r->arena);

	for (size_t i = 0; i < all->n; i++) {
		up[i] = i;
		hash_put(by_name, all->v[i].name.s, &up[i]);
	}
	for (size_t i = 0; i < all->n; i++) {
		const struct network_switch *s = &all->v[i];
		const size_t *member = has(&s->stack) ? hash_get(by_stack, s->stack.s) : NULL;

		for (size_t k = 0; k < s->peers.n; k++)
			join(up, i, hash_get(by_name, s->peers.v[k].s));
		if (member)
			join(up, i, member);
		else if (has(&s->stack))
			hash_put(by_stack, s->stack.s, &up[i]);
	}
}

static void find_networks(struct run *r)
{
	const struct switches *all = &r->host->switches;
	size_t *up = arena_alloc(r->arena, all->n * sizeof(*up));
	bool *unsure = arena_alloc(r->arena, all->n * sizeof(*unsure));
	long *number = arena_alloc(r->arena, all->n * sizeof(*number));

	join_all(r, up);
	for (size_t i = 0; i < all->n; i++)
		unsure[root(up, i)] |= all->v[i].peers.from == ABSENT;
	for (size_t i = 0; i < all->n; i++)
		number[i] = unsure[root(up, i)] ? UNSURE : (long)root(up, i);
	r->joined = up;
	r->networks = number;
}

const long *networks(struct run *r)
{
	if (!r->networks)
		find_networks(r);
	return r->networks;
}

bool one_network(struct run *r, const struct network_switch *a, const struct network_switch *b)
{
	const struct network_switch *all = r->host->switches.v;

	networks(r);
	return root(r->joined, (size_t)(a - all)) == root(r->joined, (size_t)(b - all));
}

bool isolated_slaves(struct run *r, const struct iface *bond)
{
	const struct switches *all = &r->host->switches;
	bool *taken = arena_alloc(r->arena, all->n * sizeof(*taken));
	const long *number = networks(r);

	for (size_t i = 0; i < bond->lower.n; i++) {
		const struct iface *nic = iface_nic(bond->lower.v[i]);
		long mine = nic && nic->on ? number[nic->on - all->v] : UNSURE;

		if (mine == UNSURE || taken[mine])
			return false;
		taken[mine] = true;
	}
	return true;
}
