#include "fleet/fleet_extract.h"

#include <stdlib.h>
#include <string.h>

#include "model/rows.h"

struct extract {
	struct arena *a;
	const struct net *net;
	struct fleet_host *to;
};

static const char *copy(struct extract *x, const char *s)
{
	return s ? arena_strdup(x->a, s) : NULL;
}

static const char *value_copy(struct extract *x, const struct value *v)
{
	return has(v) ? copy(x, v->s) : NULL;
}

static struct spot spot(struct extract *x, const char *object, const char *path)
{
	return (struct spot){copy(x, object), copy(x, path)};
}

static struct spot spot_of_field(struct extract *x, const struct iface *i, const char *key)
{
	return spot(x, i->name, iface_field_path(x->net->arena, i, key));
}

static struct spot spot_of_element(struct extract *x, const struct iface *i, const char *key, size_t n)
{
	return spot(x, i->name, element_path(x->net->arena, i->path, key, n));
}

/* ---- addresses ---- */

static void add_mac(struct extract *x, const struct value *v, struct spot at, bool guest)
{
	if (has(v))
		arena_push(x->a, x->to->macs.v, x->to->macs.n,
			   ((struct fleet_mac){at, mac_text(&v->mac, arena_alloc(x->a, MAC_TEXT)), guest}));
}

/* "boxb" of "boxb/eth1". */
static const char *peer_host(struct extract *x, const struct value *peer)
{
	return arena_strndup(x->a, peer->s, strcspn(peer->s, "/"));
}

/* The first NIC below `i`: of the first port or slave that has one. NULL: none. */
static const struct iface *first_nic(const struct iface *i)
{
	while (i && i->kind != NIC)
		i = i->lower.n ? i->lower.v[0] : NULL;
	return i;
}

static void add_ips(struct extract *x, const struct iface *i)
{
	const struct values *own = &i->common->addresses;
	const struct iface *nic = first_nic(i);
	const char *cabled_to = nic && has(&nic->nic->peer) ? peer_host(x, &nic->nic->peer) : NULL;

	for (size_t k = 0; k < own->n; k++)
		arena_push(x->a, x->to->ips.v, x->to->ips.n,
			   ((struct fleet_ip){.at = spot_of_element(x, i, "addresses", k),
					      .ip = own->v[k].ip,
					      .cabled_to = cabled_to}));
}

static void add_guests(struct extract *x)
{
	const struct host *h = x->net->host;

	for (size_t i = 0; i < h->guests.n; i++) {
		const struct guest *g = &h->guests.v[i];
		struct arena *a = x->net->arena;

		add_mac(x, &g->mac, spot(x, g->name.s, field_path(a, g->path, "mac")), true);
		if (has(&g->address))
			arena_push(x->a, x->to->ips.v, x->to->ips.n,
				   ((struct fleet_ip){
					   .at = spot(x, g->name.s, field_path(a, g->path, "address")),
					   .ip = g->address.ip,
					   .guest = true}));
	}
}

/* ---- cables ---- */

static void add_nic(struct extract *x, const struct iface *i)
{
	const struct nic *nic = i->nic;
	struct fleet_nic n = {.name = copy(x, i->name)};

	n.at = has(&nic->peer)          ? spot_of_field(x, i, "peer")
	       : has(&nic->switch_name) ? spot_of_field(x, i, "switch")
					: spot(x, i->name, i->path);
	n.switch_name = value_copy(x, &nic->switch_name);
	n.port = value_copy(x, &nic->port);
	n.port_path = spot_of_field(x, i, "port").path;
	if (has(&nic->peer)) {
		n.peer_host = peer_host(x, &nic->peer);
		n.peer_nic = nic->peer.s[strlen(n.peer_host)] ? copy(x, nic->peer.s + strlen(n.peer_host) + 1)
							      : NULL;
	}
	arena_push(x->a, x->to->nics.v, x->to->nics.n, n);
}

/* ---- networks ---- */

/* The VLAN in which frames of an interface are on the wire: its ID, or the native VLAN; -1: not known. */
static long wire_vlan(const struct iface *i)
{
	while (i && i->kind != NIC) {
		if (i->kind == VLAN)
			return i->vlan->id.n;
		i = i->lower.n ? i->lower.v[0] : NULL;
	}
	return i ? number_or(&i->nic->native, -1) : -1;
}

static void add_network(struct extract *x, const struct iface *i)
{
	long id = wire_vlan(i);
	bool named = i->kind == BRIDGE || (i->kind == VLAN && has(&i->common->name));

	if (named && id >= 0)
		arena_push(x->a, x->to->networks.v, x->to->networks.n,
			   ((struct fleet_network){spot(x, i->name, i->path), id}));
}

static const char *network_text(struct arena *a, const struct ip *ip)
{
	struct ip net = ip_network(ip);
	char buf[IP_TEXT];

	return arena_strdup(a, ip_text_prefix(&net, buf));
}

static void add_top(struct extract *x, const struct iface *i)
{
	const struct values *own = &i->common->addresses;
	const struct iface *nic = first_nic(i);
	struct fleet_top top = {.mtu = i->mtu.n};
	long vlan = wire_vlan(i);

	if (i->owners.n || !(iface_has_address(i) || i->has_guests))
		return;
	top.at = i->mtu_of ? spot_of_field(x, i->mtu_of, "mtu") : spot(x, i->name, i->path);
	top.at.object = copy(x, i->name);
	for (size_t k = 0; k < own->n; k++)
		if (!ip_is_link_local(&own->v[k].ip))
			arena_push(x->a, top.networks, top.n, network_text(x->a, &own->v[k].ip));
	if (nic && nic->on && vlan >= 0)
		arena_push(x->a, top.networks, top.n,
			   arena_printf(x->a, "VLAN %ld of switch '%s'", vlan, nic->on->name.s));
	arena_push(x->a, x->to->tops.v, x->to->tops.n, top);
}

/* ---- bonds ---- */

/* The bond through which the host talks on `i`; NULL: none, or guests do too. */
static const struct iface *bond_below(const struct iface *i)
{
	while (i && i->kind != BOND)
		i = i->lower.n && !i->has_guests ? i->lower.v[0] : NULL;
	return i;
}

static void add_primary(struct extract *x, const struct iface *i)
{
	const struct iface *bond = bond_below(i), *slave = NULL, *nic;
	const struct values *own = &i->common->addresses;

	if (!bond || !own->n || !bond_in_mode(bond, MODE(ACTIVE_BACKUP)) || !bond_has(bond, OPT_PRIMARY))
		return;
	for (size_t k = 0; k < bond->lower.n; k++)
		if (!strcmp(bond->lower.v[k]->name, bond->option[OPT_PRIMARY].s))
			slave = bond->lower.v[k];
	nic = slave ? iface_nic(slave) : NULL;
	if (!nic || !nic->on)
		return;
	arena_push(x->a, x->to->primaries.v, x->to->primaries.n,
		   ((struct fleet_primary){.at = spot_of_field(x, bond, bond_option_name(OPT_PRIMARY)),
					   .network = network_text(x->a, &own->v[0].ip),
					   .nic = copy(x, nic->name),
					   .switch_name = copy(x, nic->on->name.s),
					   .stack = value_copy(x, &nic->on->stack)}));
}

/* The hosts at the other ends, if all slaves are on direct cables. */
static const char **far_hosts(struct extract *x, const struct iface *bond, size_t *n)
{
	const char **hosts = NULL;

	*n = 0;
	for (size_t k = 0; k < bond->lower.n; k++) {
		const struct iface *nic = iface_nic(bond->lower.v[k]);

		if (!nic || !has(&nic->nic->peer)) {
			*n = 0;
			return NULL;
		}
		arena_push(x->a, hosts, *n, peer_host(x, &nic->nic->peer));
	}
	return hosts;
}

static void add_targets(struct extract *x, const struct iface *bond)
{
	const struct values *targets = &bond->bond->arp_ip_target;
	size_t n;
	const char **hosts = far_hosts(x, bond, &n);

	for (size_t k = 0; k < targets->n; k++)
		arena_push(x->a, x->to->targets.v, x->to->targets.n,
			   ((struct fleet_target){.at = spot_of_element(x, bond, "arp_ip_target", k),
						  .ip = targets->v[k].ip,
						  .hosts = hosts,
						  .n = n}));
}

/* ---- switches ---- */

static int by_text(const void *a, const void *b)
{
	return strcmp(((const struct value *)a)->s, ((const struct value *)b)->s);
}

static const char *peers_text(struct extract *x, const struct values *peers)
{
	struct value *sorted = arena_alloc(x->a, peers->n * sizeof(*sorted));
	struct text t;

	text_init(&t, x->a);
	if (peers->n) {
		memcpy(sorted, peers->v, peers->n * sizeof(*sorted));
		qsort(sorted, peers->n, sizeof(*sorted), by_text);
	}
	for (size_t k = 0; k < peers->n; k++)
		text_join(&t, ", ", sorted[k].s);
	return peers->from == ABSENT ? NULL : t.s;
}

static void add_switches(struct extract *x)
{
	const struct switches *all = &x->net->host->switches;

	for (size_t i = 0; i < all->n; i++) {
		const struct network_switch *s = &all->v[i];

		if (path_is_of_site(s->path)) /* what hosts share cannot disagree */
			continue;
		arena_push(
			x->a, x->to->switches.v, x->to->switches.n,
			((struct fleet_switch){.at = spot(x, s->name.s, s->path),
					       .stack = value_copy(x, &s->stack),
					       .lacp = value_copy(x, &s->lacp),
					       .link_state_tracking = value_copy(x, &s->link_state_tracking),
					       .forward_delay = value_copy(x, &s->forward_delay),
					       .mtu = value_copy(x, &s->mtu),
					       .peers = peers_text(x, &s->peers)}));
	}
}

static void add_iface(struct extract *x, const struct iface *i)
{
	add_mac(x, &i->common->mac_address, spot_of_field(x, i, "mac_address"), false);
	if (i->kind == NIC) {
		add_mac(x, &i->nic->mac, spot_of_field(x, i, "mac"), false);
		add_nic(x, i);
	}
	if (i->kind == BOND)
		add_targets(x, i);
	add_ips(x, i);
	add_network(x, i);
	add_top(x, i);
	add_primary(x, i);
}

void fleet_extract(struct arena *a, const struct net *net, struct fleet_host *h)
{
	struct extract x = {a, net, h};

	h->name = copy(&x, net->host->host.s);
	for (size_t k = 0; k < net->ifaces.n; k++)
		add_iface(&x, net->ifaces.v[k]);
	add_guests(&x);
	add_switches(&x);
}
