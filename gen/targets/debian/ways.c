/* Which way each thing is done: by what ifupdown, ifenslave, vlan and the kernel of the release know. */
#include <stdlib.h>
#include <string.h>

#include "targets/debian/debian.h"

#define IN(mode)     (1u << BALANCE_##mode)
#define ACTIVE       (1u << ACTIVE_BACKUP)
#define AGGREGATION  (1u << LACP)
#define ADAPTIVE     (IN(TLB) | IN(ALB))
#define ARP_MONITOR  (IN(RR) | ACTIVE | IN(XOR) | 1u << BROADCAST)
#define EVERY_MODE   (ARP_MONITOR | AGGREGATION | ADAPTIVE)
#define NOTHING_ELSE (-1)

/* Options that act in some modes only, want the bond down, or came late: bond_options.c of Linux 6.1. */
static const struct nature {
	enum bond_option option;
	unsigned modes; /* it acts in them */
	bool refused;   /* in the others writing it fails, -EACCES (unsuppmodes) */
	bool down;      /* the bond has to be down (BOND_OPTFLAG_IFDOWN) */
	long before;    /* the value by which kernels without the option behave */
} natures[] = {
	{OPT_PEER_NOTIF_DELAY, ACTIVE, false, false, 0},
	{OPT_ARP_ALL_TARGETS, ACTIVE, false, false, 0},
	{OPT_ARP_MISSED_MAX, ARP_MONITOR, true, false, 2},
	{OPT_NS_IP6_TARGET, ARP_MONITOR, true, false, NOTHING_ELSE},
	{OPT_XMIT_HASH_POLICY, IN(XOR) | AGGREGATION | ADAPTIVE, false, false, NOTHING_ELSE},
	{OPT_LACP_RATE, AGGREGATION, true, true, NOTHING_ELSE},
	{OPT_LACP_ACTIVE, AGGREGATION, true, true, 1},
	{OPT_AD_SELECT, AGGREGATION, false, true, NOTHING_ELSE},
	{OPT_MIN_LINKS, AGGREGATION, false, false, 0},
	{OPT_AD_ACTOR_SYS_PRIO, AGGREGATION, true, false, 65535},
	{OPT_AD_ACTOR_SYSTEM, AGGREGATION, true, false, NOTHING_ELSE},
	{OPT_AD_USER_PORT_KEY, AGGREGATION, true, true, 0},
	{OPT_RESEND_IGMP, IN(RR) | ACTIVE | ADAPTIVE, false, false, 1},
	{OPT_ALL_SLAVES_ACTIVE, EVERY_MODE, false, false, 0},
	{OPT_PACKETS_PER_SLAVE, IN(RR), true, false, 1},
	{OPT_LP_INTERVAL, ADAPTIVE, false, false, 1},
	{OPT_TLB_DYNAMIC_LB, ADAPTIVE, true, true, 1},
	{OPT_PRIMARY, ACTIVE | ADAPTIVE, true, false, NOTHING_ELSE},
	{OPT_PRIMARY_RESELECT, ACTIVE | ADAPTIVE, false, false, 0},
};

static const struct nature *nature_of(enum bond_option o)
{
	static const struct nature plain = {.modes = EVERY_MODE, .before = NOTHING_ELSE};

	for (size_t i = 0; i < sizeof(natures) / sizeof(*natures); i++)
		if (natures[i].option == o)
			return &natures[i];
	return &plain;
}

/* False where the kernel has neither the option nor, if that is counted, its value. */
static bool kernel_knows(const struct release *os, enum bond_option o, long value)
{
	if (!(os->kernel.options & 1ull << o))
		return false;
	if (o == OPT_XMIT_HASH_POLICY)
		return value <= os->kernel.hash_policies;
	return o != OPT_ARP_VALIDATE || value <= os->eni.arp_validates;
}

enum option_way bond_option_way(const struct release *os, const struct iface *bond, enum bond_option o)
{
	bool list = o == OPT_NS_IP6_TARGET;
	const struct nature *n = nature_of(o);
	bool acts = n->modes & 1u << bond_number(bond, OPT_MODE);
	long value = list ? 0 : bond_number(bond, o);

	if (list ? !bond->bond->ns_ip6_target.n : !bond_has(bond, o))
		return WAY_NONE;
	if (o == OPT_PEER_NOTIF_DELAY) /* -EPERM without it: _bond_option_delay_set() */
		acts &= bond_number(bond, OPT_MIIMON) != 0;
	if (!kernel_knows(os, o, value)) {
		if (!acts)
			return WAY_IDLE;
		/* min_links 1 asks no more than 0: bond_3ad_set_carrier() */
		return n->before == value || (o == OPT_MIN_LINKS && value == 1) ? WAY_DEFAULT : WAY_LOST;
	}
	/* the hook would go on after a write that fails, but a line that fails ends ifup half way */
	if (!acts && (n->refused || o == OPT_PEER_NOTIF_DELAY))
		return WAY_IDLE;
	if (os->eni.bond & 1ull << o)
		return WAY_HOOK;
	if (n->down)
		return acts ? WAY_EARLY : WAY_IDLE;
	return WAY_UP;
}

const char *bond_option_text(struct arena *a, const struct value *v)
{
	if (!strcmp(v->s, "off") || !strcmp(v->s, "on"))
		return arena_printf(a, "%ld", v->n);
	return v->s;
}

static bool is_digits(const char *s)
{
	return *s && !s[strspn(s, "0123456789")];
}

/* vlanN, or vlanNNNN with zeros in front: VLAN_PLUS_VID_NO_PAD and VLAN_PLUS_VID of the hook. */
static bool is_vlan_plus_vid(const char *name, long id)
{
	const char *number = name + 4;

	if (strncmp(name, "vlan", 4) != 0 || !is_digits(number) || atol(number) != id)
		return false;
	return *number != '0' || strlen(number) == 4;
}

/* The hook of vlan 1.9 takes the parent of eth*, bond* and wlan* from the name, if digits follow. */
static bool has_hook_prefix(const char *name, size_t *len)
{
	static const char *const prefixes[] = {"eth", "bond", "wlan"};

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		if (!strncmp(name, prefixes[i], *len = strlen(prefixes[i])))
			return true;
	return false;
}

static enum vlan_maker maker_of_0_6(const struct iface *vlan, const char *number)
{
	const char *parent = vlan->lower.v[0]->name;
	size_t len;

	if (has_hook_prefix(vlan->name, &len) && strchr(vlan->name, '.'))
		return number && *number != '0' && is_digits(parent + len) ? VLAN_BY_HOOK : VLAN_MISTAKEN;
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

enum vlan_maker vlan_maker(const struct net *net, const struct iface *vlan)
{
	const char *parent = vlan->lower.v[0]->name,
		   *number = NULL; /* what stands behind PARENT. and is the ID */
	size_t n = strlen(parent);
	long id = vlan->vlan->id.n;

	if (is_vlan_plus_vid(vlan->name, id))
		return VLAN_BY_HOOK;
	if (!strncmp(vlan->name, parent, n) && vlan->name[n] == '.')
		number = vlan->name + n + 1;
	if (number && (!is_digits(number) || atol(number) != id))
		number = NULL;
	return net->os->eni.vlans ? maker_of_0_7(net, vlan, number) : maker_of_0_6(vlan, number);
}

bool is_brought_up(const struct iface *i)
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

bool gets_dhcp6(const struct release *os, const struct iface *i)
{
	return os->eni.dhcp6 && number_or(&i->common->dhcp6, 0);
}
