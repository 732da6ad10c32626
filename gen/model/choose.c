#include "model/choose.h"

#include <string.h>

#include "model/convert.h"
#include "model/xend.h"

static void choice(struct findings *to, const struct iface *i, const char *id, const char *message)
{
	struct finding *f = findings_add(to, id, INFO, (struct place){.path = i->path});

	f->object = i->name;
	f->message = message;
}

static struct value chosen(struct arena *a, long n)
{
	const char *s = arena_printf(a, "%ld", n);

	return (struct value){.from = CHOSEN, .s = s, .written = s, .n = n};
}

static void choose_mode(struct net *net, struct iface *bond, struct findings *findings)
{
	struct value *mode = &bond->option[OPT_MODE], *miimon = &bond->option[OPT_MIIMON];
	bool monitored = number_or(&bond->option[OPT_ARP_INTERVAL], 0) || has(miimon);

	if (has(mode))
		return;
	*mode = (struct value){.from = CHOSEN, .n = bond_safe_mode(bond, &bond->mode_why)};
	if (bond_number(bond, OPT_ARP_INTERVAL)) {
		mode->n = ACTIVE_BACKUP;
		bond->mode_why = "an ARP monitor is written, and this is the mode in which it is sure to work";
	}
	mode->s = mode->written = mode_name(mode->n);
	if (!monitored)
		*miimon = chosen(net->arena, 100);
	choice(findings, bond, "CHOICE001",
	       arena_printf(net->arena, "bond '%s' has no mode: %s%s is chosen, because %s", bond->name,
			    mode->s, monitored ? "" : " with miimon=100", bond->mode_why));
}

static void choose_timing(struct net *net, struct iface *bridge)
{
	const struct bridge *b = bridge->bridge;

	bridge->stp = has(&b->stp) ? b->stp : chosen(net->arena, 0);
	if (bridge->stp.from == CHOSEN)
		bridge->stp.s = bridge->stp.written = "false";
	bridge->forward_delay = b->forward_delay;
	if (!bridge->stp.n && !has(&b->forward_delay))
		bridge->forward_delay = chosen(net->arena, 0);
	bridge->maxwait = b->maxwait;
	if (!has(&b->maxwait) && has(&bridge->forward_delay) && !bridge->forward_delay.n)
		bridge->maxwait = chosen(net->arena, 0);
}

/*
 * What the kernel leaves an interface with: a slave has its bond's MTU, a VLAN its parent's, a bridge
 * the least of its ports' (bond_enslave(), register_vlan_dev(), br_mtu_auto_adjust()).
 */
static void choose_mtu(struct net *net, struct iface *i)
{
	const struct iface *bond = NULL;

	i->mtu = i->common->mtu;
	i->mtu_of = i;
	if (has(&i->mtu))
		return;
	for (size_t k = 0; k < i->owners.n && !bond; k++)
		if (i->owners.v[k]->kind == BOND)
			bond = i->owners.v[k];
	i->mtu = chosen(net->arena, bond ? number_or(&bond->common->mtu, ETHER_MTU) : ETHER_MTU);
	i->mtu_of = bond && has(&bond->common->mtu) ? bond : NULL;
	if (bond || i->kind == BOND)
		return;
	for (size_t k = 0; k < i->lower.n; k++) {
		const struct iface *lower = i->lower.v[k];

		if (k && lower->mtu.n >= i->mtu.n)
			continue;
		i->mtu = chosen(net->arena, lower->mtu.n);
		i->mtu_of = lower->mtu_of;
	}
}

/*
 * A bridge without an address of its own takes the least of its ports' (br_stp_recalculate_bridge_id()),
 * so a guest that starts or stops can change the host's address. The uplink's stays.
 */
static void choose_mac(struct net *net, struct iface *i, struct findings *findings)
{
	struct mac mac;

	i->mac = i->common->mac_address;
	if (!net->os->kernel.bridge_keeps_mac) /* that is BR008 */
		return;
	if (net->host->as_is || i->kind != BRIDGE || has(&i->mac) || !guests_move_mac(net, i) || !i->lower.n ||
	    !iface_mac(i->lower.v[0], &mac))
		return;
	i->mac = (struct value){
		.from = CHOSEN, .mac = mac, .s = mac_text(&mac, arena_alloc(net->arena, MAC_TEXT))};
	i->mac.written = i->mac.s;
	i->mac_why = arena_printf(
		net->arena,
		"the address of its uplink '%s', so that guests that come and go do not change it",
		i->lower.v[0]->name);
	choice(findings, i, "CHOICE002",
	       arena_printf(net->arena, "bridge '%s' gets the fixed address %s: %s", i->name, i->mac.s,
			    i->mac_why));
}

void net_choose(struct net *net, struct findings *findings)
{
	xend_choose(net, findings);
	for (size_t k = 0; k < net->ifaces.n; k++) {
		struct iface *i = net->ifaces.v[k];

		if (i->kind == BOND) {
			memcpy(i->option, i->bond->option, sizeof(i->option));
			choose_mode(net, i, findings);
		} else if (i->kind == BRIDGE) {
			choose_timing(net, i);
		}
		choose_mtu(net, i);
		choose_mac(net, i, findings);
	}
}
