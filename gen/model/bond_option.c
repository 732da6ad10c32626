#include "model/bond_option.h"

#include <string.h>

#define IN(mode)    (1u << BALANCE_##mode)
#define ACTIVE      (1u << ACTIVE_BACKUP)
#define AGGREGATION (1u << LACP)
#define ADAPTIVE    (IN(TLB) | IN(ALB))
#define ARP_MONITOR (IN(RR) | ACTIVE | IN(XOR) | 1u << BROADCAST)
#define EVERY_MODE  (ARP_MONITOR | AGGREGATION | ADAPTIVE)

enum { NOTHING_ELSE = -1 };

/* Options that act in some modes only, want the bond down, or came late: bond_options.c of Linux 6.1. */
struct nature {
	enum bond_option option;
	unsigned modes; /* bit per mode in which it acts */
	bool refused;   /* in the others writing it fails, -EACCES (unsuppmodes) */
	bool down;      /* the bond has to be down (BOND_OPTFLAG_IFDOWN) */
	long before;    /* the value by which kernels without the option behave; NOTHING_ELSE: none */
};

static const struct nature natures[] = {
	{OPT_PEER_NOTIF_DELAY, ACTIVE, false, false, 0},
	{OPT_ARP_VALIDATE, EVERY_MODE, false, false, 0},
	{OPT_ARP_ALL_TARGETS, ACTIVE, false, false, 0},
	{OPT_ARP_MISSED_MAX, ARP_MONITOR, true, false, 2},
	{OPT_NS_IP6_TARGET, ARP_MONITOR, true, false, NOTHING_ELSE},
	{OPT_XMIT_HASH_POLICY, IN(XOR) | AGGREGATION | ADAPTIVE, false, false, NOTHING_ELSE},
	{OPT_LACP_RATE, AGGREGATION, true, true, NOTHING_ELSE},
	{OPT_LACP_ACTIVE, AGGREGATION, true, true, 1},
	{OPT_AD_SELECT, AGGREGATION, false, true, 0},
	{OPT_FAIL_OVER_MAC, ACTIVE, false, false, 0},
	{OPT_NUM_GRAT_ARP, ACTIVE, false, false, 1},
	{OPT_NUM_UNSOL_NA, ACTIVE, false, false, NOTHING_ELSE},
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

/* An option that is nothing special acts in every mode. */
static const struct nature *nature_of(enum bond_option o)
{
	static const struct nature plain = {.modes = EVERY_MODE, .before = NOTHING_ELSE};

	for (size_t i = 0; i < sizeof(natures) / sizeof(*natures); i++)
		if (natures[i].option == o)
			return &natures[i];
	return &plain;
}

static bool acts(const struct iface *bond, enum bond_option o)
{
	if (o == OPT_PEER_NOTIF_DELAY && !bond_number(bond, OPT_MIIMON)) /* _bond_option_delay_set() */
		return false;
	return nature_of(o)->modes >> bond_number(bond, OPT_MODE) & 1;
}

/*
 * balance-tlb hashes where the kernel has tlb_dynamic_lb, whatever that is set to, balance-alb only with
 * tlb_dynamic_lb=0 (bond_mode_uses_xmit_hash(), bond_tlb_xmit()). fail_over_mac is taken in every mode and asked for
 * in one.
 */
bool bond_option_acts(const struct release *os, const struct iface *bond, enum bond_option o)
{
	long mode = bond_number(bond, OPT_MODE);

	if (o == OPT_FAIL_OVER_MAC)
		return mode == ACTIVE_BACKUP;
	if (o == OPT_XMIT_HASH_POLICY && mode == BALANCE_TLB)
		return os->kernel.options >> OPT_TLB_DYNAMIC_LB & 1;
	if (o == OPT_XMIT_HASH_POLICY && mode == BALANCE_ALB)
		return !number_or(&bond->option[OPT_TLB_DYNAMIC_LB], 1);
	return nature_of(o)->modes >> mode & 1;
}

bool bond_option_known(const struct release *os, enum bond_option o)
{
	return os->kernel.options >> o & 1;
}

bool bond_value_known(const struct release *os, enum bond_option o, long value)
{
	const struct kernel_caps *k = &os->kernel;

	if (!bond_option_known(os, o))
		return false;
	if (o == OPT_XMIT_HASH_POLICY)
		return value <= k->hash_policies;
	if (o == OPT_FAIL_OVER_MAC)
		return value <= k->fail_over_macs;
	return o != OPT_ARP_VALIDATE || value <= k->arp_validates;
}

/* True if a kernel without the option behaves as with `value`. */
static bool is_done_anyway(enum bond_option o, long value)
{
	/* min_links 1 asks no more than 0: bond_3ad_set_carrier() */
	return nature_of(o)->before == value || (o == OPT_MIN_LINKS && value == 1);
}

/* The delay is refused without miimon in any mode (-EPERM). */
static bool can_be_idle(enum bond_option o)
{
	return nature_of(o)->refused || nature_of(o)->down || o == OPT_PEER_NOTIF_DELAY;
}

enum option_fate bond_option_fate(const struct release *os, const struct iface *bond, enum bond_option o)
{
	bool list = o == OPT_NS_IP6_TARGET;
	long value = list ? 0 : bond_number(bond, o);

	if (list ? !bond->bond->ns_ip6_target.n : !bond_has(bond, o))
		return FATE_ABSENT;
	if (bond_value_known(os, o, value))
		return acts(bond, o) || !can_be_idle(o) ? FATE_WRITTEN : FATE_IDLE;
	if (!acts(bond, o))
		return FATE_IDLE;
	return is_done_anyway(o, value) ? FATE_DEFAULT : FATE_LOST;
}

static bool is_slave(const struct iface *bond, const char *name)
{
	for (size_t k = 0; k < bond->lower.n; k++)
		if (!strcmp(bond->lower.v[k]->name, name))
			return true;
	return false;
}

const struct value *bond_option_to_write(const struct release *os, const struct iface *bond, enum bond_option o)
{
	const struct value *v = &bond->option[o];

	if (bond_option_fate(os, bond, o) != FATE_WRITTEN)
		return NULL;
	if ((o == OPT_MIIMON || o == OPT_ARP_INTERVAL) && !v->n)
		return NULL;
	return o == OPT_PRIMARY && !is_slave(bond, v->s) ? NULL : v;
}

/* ---- one set of parameters for several bonds ---- */

static bool is_target(const struct values *targets, const char *address)
{
	for (size_t k = 0; k < targets->n; k++)
		if (!strcmp(targets->v[k].s, address))
			return true;
	return false;
}

static bool have_same_targets(const struct iface *a, const struct iface *b)
{
	const struct values *of_a = &a->bond->arp_ip_target, *of_b = &b->bond->arp_ip_target;

	for (size_t k = 0; k < of_a->n; k++)
		if (!is_target(of_b, of_a->v[k].s))
			return false;
	return of_a->n == of_b->n;
}

bool bonds_are_alike(const struct release *os, const struct iface *a, const struct iface *b)
{
	for (enum bond_option o = 0; o < BOND_OPTIONS; o++) {
		const struct value *of_a = bond_option_to_write(os, a, o),
				   *of_b = bond_option_to_write(os, b, o);

		if (!of_a != !of_b || (of_a && strcmp(of_a->s, of_b->s)))
			return false;
	}
	return have_same_targets(a, b);
}

bool bonds_share_parameters(const struct net *net)
{
	for (size_t k = 1; k < net->bonds.n; k++)
		if (!bonds_are_alike(net->os, net->bonds.v[k - 1], net->bonds.v[k]))
			return false;
	return true;
}

bool bond_option_needs_down(enum bond_option o)
{
	return nature_of(o)->down;
}

const char *bond_option_spelling(struct arena *a, const struct release *os, enum bond_option o,
				 const struct value *v)
{
	bool number = !strcmp(v->s, "off") || !strcmp(v->s, "on");

	if (number || (o == OPT_FAIL_OVER_MAC && os->kernel.fail_over_macs < 2))
		return arena_printf(a, "%ld", v->n);
	return v->s;
}
