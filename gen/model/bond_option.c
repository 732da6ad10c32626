#include "model/bond_option.h"

#include <string.h>

#define IN(mode)    (1u << BALANCE_##mode)
#define ACTIVE      (1u << ACTIVE_BACKUP)
#define AGGREGATION (1u << LACP)
#define ADAPTIVE    (IN(TLB) | IN(ALB))
#define ARP_MONITOR (IN(RR) | ACTIVE | IN(XOR) | 1u << BROADCAST)
#define EVERY_MODE  (ARP_MONITOR | AGGREGATION | ADAPTIVE)

static const struct bond_option_nature natures[] = {
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

const struct bond_option_nature *bond_option_nature(enum bond_option o)
{
	static const struct bond_option_nature plain = {.modes = EVERY_MODE, .before = NOTHING_ELSE};

	for (size_t i = 0; i < sizeof(natures) / sizeof(*natures); i++)
		if (natures[i].option == o)
			return &natures[i];
	return &plain;
}

bool kernel_knows_option(const struct kernel_caps *k, enum bond_option o, long value)
{
	if (!(k->options >> o & 1))
		return false;
	if (o == OPT_XMIT_HASH_POLICY)
		return value <= k->hash_policies;
	return o != OPT_ARP_VALIDATE || value <= k->arp_validates;
}

bool kernel_does_anyway(enum bond_option o, long value)
{
	/* min_links 1 asks no more than 0: bond_3ad_set_carrier() */
	return bond_option_nature(o)->before == value || (o == OPT_MIN_LINKS && value == 1);
}

const char *bond_option_sysfs(struct arena *a, const struct value *v)
{
	if (!strcmp(v->s, "off") || !strcmp(v->s, "on"))
		return arena_printf(a, "%ld", v->n);
	return v->s;
}
