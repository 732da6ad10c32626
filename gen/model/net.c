#include "model/net.h"

#include <string.h>

#include "base/hash.h"
#include "model/rows.h"

const char *iface_list(enum iface_kind kind)
{
	static const char *const lists[] = {"nics", "vlans", "bonds", "bridges"};

	return lists[kind];
}

const char *iface_kind_word(enum iface_kind kind)
{
	static const char *const words[] = {
		[NIC] = "NIC", [VLAN] = "VLAN", [BOND] = "bond", [BRIDGE] = "bridge"};

	return words[kind];
}

/* True for what net_before_xend() moves from the bridge to its port. */
static bool is_moved(const struct iface *bridge, const char *key)
{
	const struct common *c = bridge->common;
	const struct {
		const char *key;
		bool there;
	} fields[] = {
		{"addresses", c->addresses.n > 0}, {"routes", c->routes.n > 0},
		{"dhcp", has(&c->dhcp)},           {"dhcp6", has(&c->dhcp6)},
		{"gateway", has(&c->gateway)},     {"gateway6", has(&c->gateway6)},
	};

	for (size_t k = 0; k < sizeof(fields) / sizeof(*fields); k++)
		if (!strcmp(key, fields[k].key))
			return fields[k].there;
	return false;
}

const char *iface_field_path(struct arena *a, const struct iface *i, const char *key)
{
	const char *list = iface_list(i->kind);
	const struct row *row = table_find(table_of(list), key);
	const struct value *v = (const struct value *)((const char *)i->nic + (row ? row->place : 0));

	if (i->carries_for && is_moved(i->carries_for, key))
		return iface_field_path(a, i->carries_for, key);
	if (row && !row->list && v->from == SITE)
		return arena_printf(a, "site:defaults.%s.%s", list, key);
	return field_path(a, i->path, key);
}

/* Of the port that carries addresses for a bridge, those of the bridge come first: move_addresses() of
 * xend.c. */
const char *iface_element_path(struct arena *a, const struct iface *i, const char *key, size_t n)
{
	size_t moved = i->carries_for && !strcmp(key, "addresses") ? i->carries_for->common->addresses.n : 0;

	if (n < moved)
		return element_path(a, i->carries_for->path, key, n);
	return element_path(a, i->path, key, n - moved);
}

const struct iface *net_find(const struct net *net, const char *name)
{
	return hash_get(net->by_name, name);
}

const struct iface *iface_nic(const struct iface *i)
{
	if (i->kind == NIC)
		return i;
	return i->kind == VLAN && i->lower.n && i->lower.v[0]->kind == NIC ? i->lower.v[0] : NULL;
}

const struct iface *iface_owner(const struct iface *i, enum iface_kind kind)
{
	for (size_t k = 0; k < i->owners.n; k++)
		if (i->owners.v[k]->kind == kind)
			return i->owners.v[k];
	return NULL;
}

bool iface_is_dynamic(const struct iface *i)
{
	return number_or(&i->common->dhcp, 0) || number_or(&i->common->dhcp6, 0);
}

bool iface_has_address(const struct iface *i)
{
	return i->common->addresses.n || iface_is_dynamic(i);
}

static const struct iface *guest_bridge_of(const struct iface *i)
{
	for (size_t k = 0; k < i->owners.n; k++)
		if (i->owners.v[k]->kind == BRIDGE && i->owners.v[k]->has_guests)
			return i->owners.v[k];
	return NULL;
}

const struct iface *iface_guest_bridge(const struct iface *i, const struct iface **via)
{
	const struct iface *bridge = guest_bridge_of(i);

	if (via)
		*via = NULL;
	for (size_t k = 0; !bridge && k < i->vlans.n; k++) {
		bridge = guest_bridge_of(i->vlans.v[k]);
		if (bridge && via)
			*via = i->vlans.v[k];
	}
	return bridge;
}

bool guests_move_mac(const struct net *net, const struct iface *bridge)
{
	return bridge->has_guests && iface_has_address(bridge) &&
	       number_or(&net->host->virtualization, VIRT_NONE) != VIRT_XEN;
}

bool iface_mac(const struct iface *i, struct mac *mac)
{
	if (has(&i->mac)) {
		*mac = i->mac.mac;
		return true;
	}
	if (i->kind == NIC) {
		if (has(&i->nic->mac))
			*mac = i->nic->mac.mac;
		return has(&i->nic->mac);
	}
	/* a bond has its first slave's, a VLAN its parent's, a bridge the least of its ports' if none is
	 * set */
	if (!i->lower.n || (i->kind == BRIDGE && i->lower.n != 1))
		return false;
	if (i->kind == BOND && bond_number(i, OPT_FAIL_OVER_MAC) == 1 && bond_has(i, OPT_PRIMARY))
		for (size_t k = 0; k < i->lower.n; k++) /* active: that of the active slave */
			if (!strcmp(i->lower.v[k]->name, i->option[OPT_PRIMARY].s))
				return iface_mac(i->lower.v[k], mac);
	return iface_mac(i->lower.v[0], mac);
}

bool switch_is_partner(const struct network_switch *a, const struct network_switch *b)
{
	return a == b || (has(&a->stack) && has(&b->stack) && !strcmp(a->stack.s, b->stack.s));
}

struct cabling bond_cabling(const struct iface *bond)
{
	struct cabling c = {.described = bond->lower.n > 0, .group = -1};
	const struct iface *first = bond->lower.n ? iface_nic(bond->lower.v[0]) : NULL;

	for (size_t i = 0; i < bond->lower.n; i++) {
		const struct iface *nic = iface_nic(bond->lower.v[i]);

		c.described &= nic && nic->on;
	}
	if (!c.described)
		return c;
	c.one_switch = c.one_partner = true;
	c.group = (int)number_or(&first->nic->port_group, -1);
	for (size_t i = 1; i < bond->lower.n; i++) {
		const struct iface *nic = iface_nic(bond->lower.v[i]);

		c.one_switch &= first->on == nic->on;
		c.one_partner &= switch_is_partner(first->on, nic->on);
		if (number_or(&nic->nic->port_group, -1) != c.group)
			c.group = -1;
	}
	return c;
}

enum bond_mode bond_safe_mode(const struct iface *bond, const char **why)
{
	struct cabling c = bond_cabling(bond);
	const char *unused;

	why = why ? why : &unused;
	for (size_t i = 0; i < bond->lower.n; i++)
		if (bond->lower.v[i]->kind == VLAN) {
			*why = "the slaves are VLAN subinterfaces, and a switch answers no LACP inside a "
			       "VLAN";
			return ACTIVE_BACKUP;
		}
	if (c.one_partner && c.group == GROUP_LACP) {
		*why = "all ports are in an LACP group of one switch or stack";
		return LACP;
	}
	if (c.one_partner && c.group == GROUP_STATIC) {
		*why = "all ports are in a static group of one switch or stack";
		return BALANCE_XOR;
	}
	*why = c.described ? "it asks nothing of the switches"
			   : "nothing is known of the switch ports, and it asks nothing of them";
	return ACTIVE_BACKUP;
}
