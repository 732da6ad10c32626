/*
 * ifcfg files, as `network start` goes through them (init.d/network, source_config and ifup-eth of
 * initscripts 7.93 to network-scripts 10), and as NetworkManager does on the releases where it reads them
 * too, unless NM_CONTROLLED=no keeps it off. Where the two differ, c->nm says which of them counts.
 */
#include <stdlib.h>
#include <string.h>

#include "model/net.h"
#include "targets/rhel/keys.h"
#include "targets/rhel/read.h"
#include "targets/rhel/rhel.h"

/* ---- order ---- */

/* NICs and bonds, VLANs, bridges: init.d/network. */
static int pass_of(const struct ifcfg *c)
{
	return c->kind == BRIDGE ? 2 : c->kind == VLAN ? 1 : 0;
}

/* Within a pass as before: qsort() is not stable, so the passes are gone through one by one. */
static void sort_passes(struct rhel_read *x)
{
	struct ifcfg **sorted = arena_alloc(x->r->arena, (x->n ? x->n : 1) * sizeof(*sorted));
	size_t n = 0;

	for (int pass = 0; pass < 3; pass++)
		for (size_t i = 0; i < x->n; i++)
			if (pass_of(x->v[i]) == pass)
				sorted[n++] = x->v[i];
	x->v = sorted;
}

/* ---- what they say ---- */

static void find_masters(struct rhel_read *x)
{
	for (size_t i = 0; i < x->n; i++) {
		const char *master = rhel_value(x->v[i], "MASTER");

		if (master && (rhel_yes(x->v[i], "SLAVE") || x->v[i]->nm) && !hash_get(x->masters, master))
			hash_put(x->masters, master, x->v[i]);
	}
}

static void read_link(struct rhel_read *x, struct ifcfg *c)
{
	const struct assignment *onboot = rhel_given(c, "ONBOOT"), *hwaddr = rhel_given(c, "HWADDR"),
				*linkdelay = rhel_given(c, "LINKDELAY");

	if (rhel_stays_down(x, c))
		draft_set(x->r->draft, c->o, "onboot", "false", onboot->at);
	else if (rhel_no(c, "ONBOOT"))
		rhel_unread(x, c, onboot, "boot knows 'no' alone, and brings it up")->help = "ONBOOT=no";
	if (hwaddr && c->kind == NIC)
		draft_set(x->r->draft, c->o, "mac", hwaddr->value, hwaddr->at);
	else if (hwaddr)
		rhel_hwaddr_pitfall(x, c, hwaddr);
	rhel_take(x, c, "MACADDR", "mac_address");
	rhel_take(x, c, "MTU", "mtu");
	/* that of a bridge with STP follows from its forward delay */
	if (linkdelay && strcmp(linkdelay->value, "0") != 0 && !(c->kind == BRIDGE && rhel_yes(c, "STP")))
		import_loss(x->r, c->device, linkdelay->key_at, "LINKDELAY: ifup waits for the link");
}

static unsigned on_of(const struct ifcfg *c)
{
	static const unsigned on[] = {
		[NIC] = ON_NIC, [BOND] = ON_BOND, [VLAN] = ON_VLAN, [BRIDGE] = ON_BRIDGE};

	return c->alias || c->range ? ON_ALIAS : on[c->kind];
}

/* The administrator wants another name server than that of the lease, and says none. */
static void check_peerdns(struct rhel_read *x, const struct ifcfg *c)
{
	const struct assignment *peer = rhel_given(c, "PEERDNS");

	if (peer && rhel_no(c, "PEERDNS") && draft_get(c->o, "dhcp") &&
	    !draft_get(&x->r->draft->dns, "servers"))
		import_loss(x->r, c->device, peer->key_at,
			    "PEERDNS: the name servers of the lease are not taken");
}

static void describe(struct rhel_read *x, struct ifcfg *c)
{
	c->o = draft_describe(x->r->draft, c->device, c->at);
	c->o->kind = c->kind;
	import_comments(x->r, c->o, c->keys.comments, BELOW_MARK, c->at);
	read_link(x, c);
	rhel_read_port(x, c);
	if (c->kind == VLAN)
		rhel_read_vlan(x, c);
	else if (c->kind == BOND)
		rhel_read_bond(x, c);
	else if (c->kind == BRIDGE)
		rhel_read_bridge(x, c);
	rhel_read_addresses(x, c);
	rhel_read_dns(x, c);
	rhel_sweep(x, c, on_of(c));
}

static int by_name(const void *a, const void *b)
{
	const struct ifcfg *const *first = a, *const *second = b;

	return strcmp((*first)->name, (*second)->name);
}

/* ifup of a bond takes its slaves as the shell expands ifcfg-*. */
static void read_slaves(struct rhel_read *x)
{
	struct ifcfg **sorted = arena_alloc(x->r->arena, (x->n ? x->n : 1) * sizeof(*sorted));

	for (size_t i = 0; i < x->n; i++)
		sorted[i] = x->v[i];
	qsort(sorted, x->n, sizeof(*sorted), by_name);
	for (size_t i = 0; i < x->n; i++)
		if (!sorted[i]->alias && !sorted[i]->range)
			rhel_read_slave(x, sorted[i]);
}

static void read_aliases(struct rhel_read *x)
{
	for (size_t i = 0; i < x->n; i++)
		if (x->v[i]->alias || x->v[i]->range) {
			rhel_read_alias(x, x->v[i]);
			rhel_sweep(x, x->v[i], ON_ALIAS);
		}
}

/* Of a kind that has no place: a bridge or bond that takes it in must not be left with less. */
static void read_other(struct rhel_read *x, struct ifcfg *c)
{
	if (rhel_given(c, "BRIDGE") || rhel_given(c, "MASTER"))
		draft_mention(x->r->draft, c->device, c->at);
	rhel_read_port(x, c);
}

static void read_interfaces(struct rhel_read *x)
{
	for (size_t i = 0; i < x->n; i++)
		x->v[i]->kind = x->v[i]->alias || x->v[i]->range ? NIC : rhel_kind(x, x->v[i]);
	sort_passes(x);
	for (size_t i = 0; i < x->n; i++)
		if (!x->v[i]->alias && !x->v[i]->range && x->v[i]->kind >= 0)
			describe(x, x->v[i]);
		else if (x->v[i]->kind < 0)
			read_other(x, x->v[i]);
	read_slaves(x);
	read_aliases(x);
}

void rhel_read(struct reading *r)
{
	struct rhel_read x = {.r = r};

	x.by_device = hash_new(r->arena);
	x.masters = hash_new(r->arena);
	rhel_read_network(&x);
	rhel_collect(&x);
	rhel_find_doubles(&x);
	find_masters(&x);
	if (x.network.f)
		rhel_read_dns(&x, &x.network);
	read_interfaces(&x);
	rhel_network_routers(&x);
	rhel_read_routes(&x);
	for (size_t i = 0; i < x.n; i++)
		if (x.v[i]->o && !x.v[i]->alias && !x.v[i]->range)
			check_peerdns(&x, x.v[i]);
}
