/* What changes inside a bond, and what it and bridges take in. */
#include <string.h>

#include "fleet/activation_parts.h"
#include "model/bond_option.h"
#include "model/rows.h"

/* ---- options ---- */

/* Options that the kernel does not take while the bond is at work, and the value that it has where none is
 * written: bond_options.c of Linux 6.1. */
static const struct fixed {
	enum bond_option option;
	long otherwise;
	const char *spelt; /* that value */
} fixed_options[] = {
	{OPT_FAIL_OVER_MAC, 0, "none"}, {OPT_XMIT_HASH_POLICY, 0, "layer2"}, {OPT_LACP_RATE, 0, "slow"},
	{OPT_LACP_ACTIVE, 1, "on"},     {OPT_AD_SELECT, 0, "stable"},        {OPT_AD_USER_PORT_KEY, 0, "0"},
	{OPT_TLB_DYNAMIC_LB, 1, "1"},
};

/* What the running bond was given: what was chosen for it as a description stands in no file. */
static bool is_set(const struct value *v)
{
	return has(v) && v->from != CHOSEN;
}

static long mode_now(const struct iface *old)
{
	return is_set(&old->option[OPT_MODE]) ? bond_number(old, OPT_MODE)
					      : BALANCE_RR; /* BOND_MODE_ROUNDROBIN */
}

static const char *mode_text(const struct judging *j, const char *word, long mode)
{
	return arena_printf(j->arena, "%s (%ld)", word, mode);
}

/* The groups of switch ports that a mode is made for: one of LACP, a static one, none. */
static int group_of(long mode)
{
	return mode == LACP ? 2 : BALANCING >> mode & 1;
}

static void judge_mode(struct judging *j, struct pair *p)
{
	const struct value *old = &p->old->option[OPT_MODE], *new = &p->new->option[OPT_MODE];
	const char *name = p->new->name, *before = is_set(old) ? old->s : "balance-rr";
	struct finding *f =
		act(j, &ACT001, WARNING, name, in_new(j, p->new, "mode"), "bond '%s' goes from %s to %s",
		    name, mode_text(j, before, mode_now(p->old)), mode_text(j, new->s, new->n));

	p->down = name;
	finding_note(j->findings, f, in_old(j, p->old, "mode"),
		     is_set(old) ? "the mode that it has now" : "no mode is set now: the driver's own");
	f->consequence =
		"the mode changes only while the bond is down and has no slaves: what stands on it has no\n"
		"network meanwhile, and ifup of a bond that is up leaves the old mode in force";
	f->help = arena_printf(j->arena, "ifdown %s, ifup %s, from the console%s", name, name,
			       group_of(mode_now(p->old)) == group_of(new->n)
				       ? ""
				       : "; the ports of the switches get or lose their group in between");
}

/* What the kernel has, whether it was written or not; *n is its number. */
static const char *value_of(const struct net *net, const struct iface *bond, const struct fixed *o, long *n)
{
	const struct value *v = bond_option_to_write(net->os, bond, o->option);

	*n = v ? v->n : o->otherwise;
	return v ? v->s : o->spelt;
}

static void judge_option(struct judging *j, struct pair *p, const struct fixed *o)
{
	bool empty = o->option == OPT_FAIL_OVER_MAC;
	const char *key = bond_option_name(o->option), *name = p->new->name, *before, *after;
	struct finding *f;
	long old, new;

	before = value_of(j->x->old, p->old, o, &old);
	after = value_of(j->x->new, p->new, o, &new);
	if (old == new || (o->option == OPT_XMIT_HASH_POLICY && j->x->new->os->kernel.hash_live))
		return;
	p->down = name;
	f = act(j, &ACT002, WARNING, name, in_new(j, p->new, key), "%s of bond '%s' goes from %s to %s", key,
		name, before, after);
	finding_note(j->findings, f, in_old(j, p->old, key), "what it has now");
	f->consequence =
		empty ? "the kernel takes it only while the bond has no slaves: else the old value stays in "
			"force"
		      : "the kernel takes it only while the bond is down: else the old value stays in force";
	f->help = arena_printf(j->arena, "ifdown %s, ifup %s, from the console", name, name);
}

static bool same_value(const struct value *old, const struct value *new)
{
	return is_set(old) == has(new) && (!has(new) || !strcmp(old->s, new->s));
}

static bool same_options(const struct judging *j, const struct pair *p)
{
	const char *old = values_join(j->arena, &p->old->bond->arp_ip_target, ","),
		   *new = values_join(j->arena, &p->new->bond->arp_ip_target, ",");

	for (int o = 0; o < BOND_OPTIONS; o++)
		if (!same_value(&p->old->option[o], &p->new->option[o]))
			return false;
	return !strcmp(old, new);
}

/* Where the module alone sets them, all bonds go down with it. */
static void judge_parameters(struct judging *j, struct pair *p)
{
	struct finding *f;

	p->down = p->new->name;
	f = act(j, &ACT012, WARNING, p->new->name, in_new(j, p->new, NULL),
		"options of bond '%s' change, which only loading its module sets here", p->new->name);
	f->consequence =
		"the running bond keeps its options; to take the module out, all its bonds have to be down";
	f->help = "a boot; or network stop, rmmod of the module, network start, from the console";
}

void judge_bond(struct judging *j, struct pair *p)
{
	if (j->x->new->os->scripts.options_by_module) {
		if (!same_options(j, p))
			judge_parameters(j, p);
		return;
	}
	if (mode_now(p->old) != bond_number(p->new, OPT_MODE)) {
		judge_mode(j, p); /* the options go along */
		return;
	}
	for (size_t i = 0; i < sizeof(fixed_options) / sizeof(*fixed_options); i++)
		judge_option(j, p, &fixed_options[i]);
}

/* ---- slaves and ports ---- */

static size_t staying(const struct pair *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->old->lower.n; i++)
		n += lists(&p->new->lower, p->old->lower.v[i]->name);
	return n;
}

static void leaves_bond(struct judging *j, struct pair *p, const struct iface *slave)
{
	const char *bond = p->new->name;
	size_t stay = staying(p);
	bool guests = iface_guest_bridge(p->old, NULL) != NULL;
	struct finding *f = act(j, &ACT003, stay < 2 || guests ? WARNING : INFO, bond,
				in_new(j, p->new, "slaves"), "'%s' leaves bond '%s'", slave->name, bond);

	pair_of(j, slave->name)->down = slave->name; /* bond_release() closes it */
	finding_note(j->findings, f, in_old(j, slave, NULL), "a slave now");
	f->consequence = !stay ? "no slave stays that carries it now: it has no link until others are in it"
			 : stay == 1 ? "one slave alone carries it until others are in it; if the active one "
				       "leaves, guests are\n"
				       "out of reach until they send"
				     : "if the active one leaves, guests are out of reach until they send";
	f->help = arena_printf(j->arena,
			       "echo -%s > /sys/class/net/%s/bonding/slaves        once the others have link",
			       slave->name, bond);
	if (!stay)
		p->down = bond;
}

static void leaves_bridge(struct judging *j, struct pair *p, const struct iface *port)
{
	const char *bridge = p->new->name;
	bool used = p->old->has_guests || iface_has_address(p->old);
	struct finding *f = act(j, &ACT003, used ? WARNING : INFO, bridge, in_new(j, p->new, "ports"),
				"'%s' leaves bridge '%s'", port->name, bridge);

	finding_note(j->findings, f, in_old(j, port, NULL), "a port now");
	f->consequence =
		"what is reached through it is cut off from the bridge, its guests and its addresses";
	f->help = arena_printf(j->arena, "brctl delif %s %s        or ip link set dev %s nomaster", bridge,
			       port->name, port->name);
	if (!staying(p))
		p->down = bridge;
}

/* What an interface is in use for that `upper` takes in. VLANs on the port of a bridge go on where the kernel
 * gives them their frames first. NULL: nothing that ends. */
static const char *in_use(const struct judging *j, const struct iface *old, const struct iface *upper)
{
	bool vlans = upper->kind == BOND || j->x->new->os->kernel.bridge_takes_vlans;

	if (iface_has_address(old))
		return "it has addresses of the host, and loses them";
	for (size_t i = 0; i < old->owners.n; i++)
		if (strcmp(old->owners.v[i]->name, upper->name) != 0)
			return arena_printf(j->arena, "it belongs to '%s', and has to leave that first",
					    old->owners.v[i]->name);
	if (vlans && old->vlans.n)
		return arena_printf(j->arena, "VLAN '%s' stands on it", old->vlans.v[0]->name);
	return NULL;
}

static void joins(struct judging *j, const struct pair *p, size_t n)
{
	const char *upper = p->new->name, *name = p->new->lower.v[n]->name;
	struct pair *own = pair_of(j, name);
	const char *use = own->old ? in_use(j, own->old, p->new) : NULL;
	bool bond = p->new->kind == BOND, fresh = !p->old || (!own->old && own->new->kind != NIC);
	struct finding *f;

	if (own->old && bond) /* bond_enslave() takes none that is up */
		own->down = name;
	if (!use && fresh) /* ACT006 says so */
		return;
	f = act(j, &ACT004, use ? WARNING : INFO, upper,
		element_in_new(j, p->new, bond ? "slaves" : "ports", n), "'%s' joins %s%s%s", name,
		kind_and_name(j, p->new), use ? ": " : "", use ? use : "");
	f->help = arena_printf(j->arena, "ifup %s", upper);
	if (!use)
		return;
	f->consequence =
		bond ? "a bond takes in only what is down: whatever goes by it ends, and comes back on the\n"
		       "bond if the files say so"
		     : "what comes in by it goes to the bridge from then on: addresses that stay on it are "
		       "out\n"
		       "of reach";
	f->help = arena_printf(j->arena, "ifdown %s before the files are written, ifup %s afterwards", name,
			       upper);
}

void judge_members(struct judging *j, struct pair *p)
{
	const struct iface *old = p->old && p->old->kind == p->new->kind ? p->old : NULL;

	if (p->new->kind != BOND && p->new->kind != BRIDGE)
		return;
	for (size_t i = 0; old && i < old->lower.n; i++)
		if (!lists(&p->new->lower, old->lower.v[i]->name)) {
			if (p->new->kind == BOND)
				leaves_bond(j, p, old->lower.v[i]);
			else
				leaves_bridge(j, p, old->lower.v[i]);
		}
	for (size_t i = 0; i < p->new->lower.n; i++)
		if (!old || !lists(&old->lower, p->new->lower.v[i]->name))
			joins(j, p, i);
}
