/* Which way each thing is done: by what ifupdown, ifenslave, vlan and the kernel of the release know. */
#include <stdlib.h>
#include <string.h>

#include "base/word.h"
#include "model/bond_option.h"
#include "targets/debian/debian.h"

/* ---- bonds ---- */

static bool is_written(const struct release *os, const struct iface *bond, enum bond_option o)
{
	if (o == OPT_ARP_IP_TARGET)
		return bond->bond->arp_ip_target.n;
	if (o == OPT_NS_IP6_TARGET)
		return bond_option_fate(os, bond, o) == FATE_WRITTEN;
	return bond_option_to_write(os, bond, o);
}

/* fail_over_mac is refused once there are slaves (-EPERM): bonding_store_fail_over_mac(). */
static bool comes_early(enum bond_option o)
{
	return o == OPT_FAIL_OVER_MAC || bond_option_needs_down(o);
}

enum option_way debian_option_way(const struct net *net, const struct iface *bond, enum bond_option o)
{
	const struct eni_caps *eni = &net->os->eni;

	if (!is_written(net->os, bond, o))
		return WAY_NONE;
	if (eni->hook_options & 1ull << o)
		return WAY_HOOK;
	if (!net->os->scripts.options_by_module)
		return comes_early(o) ? WAY_EARLY : WAY_UP;
	/* up to 2.6.32 primary has to name a slave: bonding_store_primary() */
	if (!bonds_share_parameters(net))
		return o == OPT_PRIMARY ? WAY_UP : WAY_EARLY;
	return WAY_MODULE;
}

bool debian_module_makes_bonds(const struct net *net)
{
	size_t n = net->host->bonds.n;

	for (size_t k = 0; k < n; k++)
		if (!net_find(net, arena_printf(net->arena, "bond%zu", k)) ||
		    net_find(net, arena_printf(net->arena, "bond%zu", k))->kind != BOND)
			return false;
	return n && net->os->scripts.options_by_module && bonds_share_parameters(net);
}

/*
 * A lease cannot be had without slaves, and a slave that comes after the bond's MTU was set keeps its own
 * (bond_enslave() up to 2.6.32). Lines that write options, and wait for slaves, stand before the hook's turn.
 */
bool debian_enslaves_by_line(const struct net *net, const struct iface *bond)
{
	return net->os->eni.slaves_late && (!bonds_share_parameters(net) || has(&bond->common->mtu) ||
					    number_or(&bond->common->dhcp, 0));
}

/* ---- VLANs ---- */

/* vlanN, or vlanNNNN with zeros in front: VLAN_PLUS_VID_NO_PAD and VLAN_PLUS_VID of the hook. */
static bool is_vlan_plus_vid(const char *name, long id)
{
	const char *number = name + 4;

	if (strncmp(name, "vlan", 4) != 0 || !word_is_digits(number) || atol(number) != id)
		return false;
	return *number != '0' || strlen(number) == 4;
}

/* The hook of vlan takes the parent from the name of eth*, since 1.9-3 of bond* and wlan*, if digits follow. */
static bool has_hook_prefix(const struct eni_caps *eni, const char *name, size_t *len)
{
	static const char *const prefixes[] = {"eth", "bond", "wlan"};
	size_t n = eni->vlan_of_bond ? sizeof(prefixes) / sizeof(*prefixes) : 1;

	for (size_t i = 0; i < n; i++)
		if (!strncmp(name, prefixes[i], *len = strlen(prefixes[i])))
			return true;
	return false;
}

static enum vlan_maker maker_of_0_6(const struct eni_caps *eni, const struct iface *vlan, const char *number)
{
	const char *parent = vlan->lower.v[0]->name;
	size_t len;

	if (has_hook_prefix(eni, vlan->name, &len) && strchr(vlan->name, '.'))
		return number && *number != '0' && word_is_digits(parent + len) ? VLAN_BY_HOOK
										: VLAN_MISTAKEN;
	return number && *number != '0' ? VLAN_BY_HOOK : VLAN_BY_LINE;
}

/* ifupdown parts the name at its first dot and goes to work if the front is an interface. */
static enum vlan_maker maker_of_0_7(const struct net *net, const struct iface *vlan, const char *number)
{
	size_t front = strcspn(vlan->name, ".");

	if (number && front == strlen(vlan->lower.v[0]->name))
		return VLAN_BY_IFUPDOWN;
	if (vlan->name[front] && net_find(net, arena_strndup(net->arena, vlan->name, front)))
		return VLAN_MISTAKEN;
	return VLAN_BY_LINE;
}

enum vlan_maker debian_vlan_maker(const struct net *net, const struct iface *vlan)
{
	const char *parent = vlan->lower.v[0]->name,
		   *number = NULL; /* what stands behind PARENT. and is the ID */
	size_t n = strlen(parent);
	long id = vlan->vlan->id.n;

	if (is_vlan_plus_vid(vlan->name, id))
		return VLAN_BY_HOOK;
	if (!strncmp(vlan->name, parent, n) && vlan->name[n] == '.')
		number = vlan->name + n + 1;
	if (number && (!word_is_digits(number) || atol(number) != id))
		number = NULL;
	return net->os->eni.vlans ? maker_of_0_7(net, vlan, number)
				  : maker_of_0_6(&net->os->eni, vlan, number);
}

bool debian_is_brought_up(const struct iface *i)
{
	const struct common *c = i->common;
	bool own = iface_has_address(i) || c->routes.n || has(&c->gateway) || has(&c->gateway6) ||
		   has(&c->mac_address) || i->vlans.n;

	if (!number_or(&c->onboot, 1))
		return false;
	if (i->kind != NIC || !i->owners.n)
		return true;
	if (has(&c->mtu)) /* a slave gets its bond's anyway: bond_enslave() */
		own |= i->owners.v[0]->kind != BOND || i->owners.v[0]->mtu.n != c->mtu.n;
	return own;
}

bool debian_gets_dhcp6(const struct release *os, const struct iface *i)
{
	return os->eni.dhcp6 && number_or(&i->common->dhcp6, 0);
}
