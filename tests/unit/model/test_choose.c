/* What is decided where the description leaves it open, and where it does not. */
#include "read.h"

#define SWITCHES                                                                                             \
	"switches: [{name: a, stack: core, lacp: true}, {name: b, stack: core, lacp: true}, {name: c}]\n"

/* Two NICs on the switches `s`, `t`, whose ports have `group`. */
static const char *nics(struct arena *a, const char *s, const char *t, const char *group)
{
	return arena_printf(a,
			    SWITCHES "nics: [{name: eth0, switch: %s, port_group: %s}, {name: eth1, switch: "
				     "%s, port_group: %s}]\n",
			    s, group, t, group);
}

static const struct iface *bond_of(struct arena *a, const char *yaml, struct findings *f)
{
	const struct net *net = net_of(a, arena_printf(a, HOST "%s", yaml), f);

	if (!net)
		fail_msg("%s\nin:\n%s", summary(f), yaml);
	return net_find(net, "bond0");
}

static void chooses(struct arena *a, const char *below, const char *mode)
{
	struct findings f;
	const struct iface *bond =
		bond_of(a, arena_printf(a, "%sbonds: [{name: bond0, slaves: [eth0, eth1]}]\n", below), &f);

	if (strcmp(bond->option[OPT_MODE].s, mode))
		fail_msg("%s is chosen, because %s, for\n%s", bond->option[OPT_MODE].s, bond->mode_why,
			 below);
	assert_int_equal(bond->option[OPT_MODE].from, CHOSEN);
	assert_string_equal(bond->option[OPT_MIIMON].s, "100");
	assert_int_equal(bond->option[OPT_MIIMON].from, CHOSEN);
	assert_int_equal(f.n, 1);
	assert_string_equal(f.v[0]->id, "CHOICE001");
	assert_int_equal(f.v[0]->severity, INFO);
	assert_string_equal(f.v[0]->object, "bond0");
}

/* The table of the design, and what lies beside it. */
static void the_safe_mode(void **state)
{
	struct arena *a = *state;

	chooses(a, nics(a, "a", "a", "lacp"), "802.3ad");
	chooses(a, nics(a, "a", "b", "lacp"), "802.3ad"); /* a stack is one partner */
	chooses(a, nics(a, "a", "c", "lacp"), "active-backup");
	chooses(a, nics(a, "a", "a", "static"), "balance-xor");
	chooses(a, nics(a, "a", "b", "static"), "balance-xor");
	chooses(a, nics(a, "a", "c", "static"), "active-backup");
	chooses(a, nics(a, "a", "b", "none"), "active-backup");
	chooses(a, "nics: [{name: eth0}, {name: eth1}]\n", "active-backup");
	chooses(a,
		SWITCHES "nics: [{name: eth0, switch: a, port_group: lacp}, {name: eth1, switch: a, "
			 "port_group: static}]\n",
		"active-backup");
	chooses(a, SWITCHES "nics: [{name: eth0, switch: a, port_group: lacp}, {name: eth1, switch: a}]\n",
		"active-backup");
	chooses(a, SWITCHES "nics: [{name: eth0, switch: a}, {name: eth1, switch: a, port_group: lacp}]\n",
		"active-backup");
	chooses(a,
		SWITCHES
		"nics: [{name: eth0, switch: a, port_group: lacp}, {name: eth1, port_group: lacp}]\n",
		"active-backup");
	/* without described switches nobody knows whether it is one */
	chooses(a,
		"nics: [{name: eth0, switch: a, port_group: lacp}, {name: eth1, switch: a, port_group: "
		"lacp}]\n",
		"active-backup");
	chooses(a, "nics: [{name: eth0, peer: boxb/eth0}, {name: eth1, peer: boxb/eth1}]\n", "active-backup");
}

static void over_vlans_nothing_but_active_backup(void **state)
{
	struct findings f;
	const struct iface *bond =
		bond_of(*state,
			arena_printf(*state,
				     "%svlans: [{id: 5, parent: eth0}, {id: 5, parent: eth1}]\n"
				     "bonds: [{name: bond0, slaves: [eth0.5, eth1.5]}]\n",
				     nics(*state, "a", "a", "lacp")),
			&f);

	assert_string_equal(bond->option[OPT_MODE].s, "active-backup");
}

static void what_is_written_is_left_alone(void **state)
{
	struct findings f;
	const struct iface *bond;

	bond = bond_of(*state,
		       arena_printf(*state, "%sbonds: [{name: bond0, slaves: [eth0, eth1], mode: 0}]\n",
				    nics(*state, "a", "a", "lacp")),
		       &f);
	assert_int_equal(f.n, 0);
	assert_string_equal(bond->option[OPT_MODE].s, "balance-rr");
	assert_int_equal(bond->option[OPT_MODE].from, WRITTEN);
	assert_int_equal(bond->option[OPT_MIIMON].from, ABSENT); /* a rule's business */
	assert_null(bond->mode_why);
}

static void a_written_monitor_stays(void **state)
{
	static const char below[] =
		"nics: [{name: eth0}, {name: eth1}]\nbonds: [{name: bond0, slaves: [eth0, eth1], %s}]\n";
	struct findings f;
	const struct iface *bond;

	bond = bond_of(*state, arena_printf(*state, below, "arp_interval: 500, arp_ip_target: [10.0.0.1]"),
		       &f);
	assert_string_equal(bond->option[OPT_MODE].s, "active-backup");
	assert_int_equal(bond->option[OPT_MIIMON].from, ABSENT);
	bond = bond_of(*state, arena_printf(*state, below, "miimon: 50"), &f);
	assert_string_equal(bond->option[OPT_MIIMON].s, "50");
	assert_int_equal(bond->option[OPT_MIIMON].from, WRITTEN);
	bond = bond_of(*state, arena_printf(*state, below, "miimon: 0"), &f);
	assert_string_equal(bond->option[OPT_MIIMON].s, "0"); /* written, and a rule's business */
	bond = bond_of(*state, arena_printf(*state, below, "arp_interval: 0"), &f);
	assert_string_equal(bond->option[OPT_MIIMON].s, "100"); /* 0 is no monitor */
	/* an ARP monitor and LACP exclude each other, so it does not become 802.3ad either */
	bond = bond_of(*state,
		       arena_printf(*state,
				    "%sbonds: [{name: bond0, slaves: [eth0, eth1], arp_interval: 500}]\n",
				    nics(*state, "a", "a", "lacp")),
		       &f);
	assert_string_equal(bond->option[OPT_MODE].s, "active-backup");
}

/* ---- bridges ---- */

static const struct iface *bridge_of(struct arena *a, const char *fields, struct findings *f)
{
	const char *yaml =
		arena_printf(a,
			     HOST "virtualization: kvm\nnics: [{name: eth0, mac: \"52:54:00:00:00:0a\"}, "
				  "{name: eth1}]\nbridges: [{name: br0%s}]\n",
			     fields);

	return net_find(net_of(a, yaml, f), "br0");
}

static void timing_follows_the_spanning_tree(void **state)
{
	struct findings f;
	const struct iface *b = bridge_of(*state, "", &f);

	assert_int_equal(b->stp.from, CHOSEN);
	assert_int_equal(b->stp.n, 0);
	assert_string_equal(b->stp.s, "false");
	assert_string_equal(b->forward_delay.s, "0");
	assert_string_equal(b->maxwait.s, "0");
	b = bridge_of(*state, ", stp: true", &f);
	assert_int_equal(b->stp.from, WRITTEN);
	assert_int_equal(b->forward_delay.from, ABSENT); /* the kernel's 15 s */
	assert_int_equal(b->maxwait.from, ABSENT);
	b = bridge_of(*state, ", stp: false, forward_delay: 15", &f);
	assert_string_equal(b->forward_delay.s, "15");
	assert_int_equal(b->maxwait.from, ABSENT);
	b = bridge_of(*state, ", maxwait: 7", &f);
	assert_string_equal(b->maxwait.s, "7");
	b = bridge_of(*state, ", forward_delay: 0", &f);
	assert_int_equal(b->forward_delay.from, WRITTEN);
	assert_string_equal(b->maxwait.s, "0");
}

static void an_address_among_guests_wants_a_fixed_mac(void **state)
{
	struct findings f;
	const struct iface *b = bridge_of(*state, ", ports: [eth0], addresses: [10.0.0.2/24]", &f);

	assert_string_equal(b->mac.s, "52:54:00:00:00:0a");
	assert_int_equal(b->mac.from, CHOSEN);
	assert_string_equal(summary(&f), "CHOICE002@5:18");
	b = bridge_of(*state, ", ports: [eth0], dhcp: true", &f);
	assert_int_equal(b->mac.from, CHOSEN);
	/* written, without guests, without an address, without a known uplink: nothing */
	b = bridge_of(*state, ", ports: [eth0], addresses: [10.0.0.2/24], mac_address: \"52:54:00:00:00:0b\"",
		      &f);
	assert_string_equal(b->mac.s, "52:54:00:00:00:0b");
	assert_int_equal(b->mac.from, WRITTEN);
	assert_int_equal(f.n, 0);
	assert_int_equal(
		bridge_of(*state, ", ports: [eth0], addresses: [10.0.0.2/24], guests: false", &f)->mac.from,
		ABSENT);
	assert_int_equal(bridge_of(*state, ", ports: [eth0]", &f)->mac.from, ABSENT);
	assert_int_equal(bridge_of(*state, ", ports: [eth0], dhcp: false", &f)->mac.from, ABSENT);
	assert_int_equal(bridge_of(*state, ", ports: [eth1], addresses: [10.0.0.2/24]", &f)->mac.from,
			 ABSENT);
	assert_int_equal(bridge_of(*state, ", addresses: [10.0.0.2/24]", &f)->mac.from, ABSENT);
	assert_int_equal(f.n, 0);
}

/* ---- MTU: measured on Linux 6.1 ---- */

static void mtu(const struct net *net, const char *name, long n, const char *of)
{
	const struct iface *i = net_find(net, name);

	if (i->mtu.n != n || (i->mtu_of ? !of || strcmp(of, i->mtu_of->name) : of != NULL))
		fail_msg("%s has %ld of %s", name, i->mtu.n, i->mtu_of ? i->mtu_of->name : "the kernel");
}

static void mtu_goes_down_and_up_as_the_kernel_has_it(void **state)
{
	struct findings f;
	const struct net *net = net_of(
		*state,
		HOST
		"nics: [{name: e0}, {name: e1}, {name: e2, mtu: 9000}, {name: e3}, {name: e4, mtu: 9000}]\n"
		"bonds:\n- {name: b0, slaves: [e0, e1], mtu: 9000, mode: 1, miimon: 100}\n"
		"- {name: b1, slaves: [e2.5], mode: 1, miimon: 100}\n"
		"vlans: [{id: 5, parent: e2}, {id: 6, parent: b0}, {id: 7, parent: b0, mtu: 1400}, {id: 8, "
		"parent: b1}]\n"
		"bridges: [{name: br0, ports: [b0.6, e3]}, {name: br1, ports: [b0.6]}, {name: br2}, "
		"{name: br3, ports: [e3], mtu: 1300}, {name: br4, ports: [e4, b0.7]}, {name: br5, ports: "
		"[e3, b0.6]}]\n",
		&f);

	mtu(net, "e0", 9000, "b0"); /* a slave takes its bond's */
	mtu(net, "b0", 9000, "b0");
	mtu(net, "b0.6", 9000, "b0"); /* a VLAN its parent's */
	mtu(net, "b0.7", 1400, "b0.7");
	mtu(net, "e2", 9000, "e2");
	mtu(net, "b1", 1500, NULL);   /* a bond nobody's */
	mtu(net, "e2.5", 1500, NULL); /* slaves fall back to that when they are enslaved */
	mtu(net, "b1.8", 1500, NULL);
	mtu(net, "br0", 1500, NULL); /* a bridge the least of its ports' */
	mtu(net, "br1", 9000, "b0");
	mtu(net, "br2", 1500, NULL);
	mtu(net, "br3", 1300, "br3");
	mtu(net, "br4", 1400, "b0.7");
	mtu(net, "br5", 1500, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_safe_mode),
		TEST(over_vlans_nothing_but_active_backup),
		TEST(what_is_written_is_left_alone),
		TEST(a_written_monitor_stays),
		TEST(timing_follows_the_spanning_tree),
		TEST(an_address_among_guests_wants_a_fixed_mac),
		TEST(mtu_goes_down_and_up_as_the_kernel_has_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
