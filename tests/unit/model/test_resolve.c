/* From names to a graph: what is linked, in which order, and what is refused. */
#include "read.h"

#define NICS "nics: [{name: eth0}, {name: eth1}, {name: eth2}]\n"

static void refused(struct arena *a, const char *yaml, const char *expected)
{
	struct findings f;

	if (net_of(a, yaml, &f))
		fail_msg("resolved:\n%s", yaml);
	if (strcmp(summary(&f), expected))
		fail_msg("found: %s\nexpected: %s\nin:\n%s", summary(&f), expected, yaml);
}

static const struct net *resolved(struct arena *a, const char *yaml)
{
	struct findings f;
	const struct net *net = net_of(a, yaml, &f);

	if (!net)
		fail_msg("%s: %s\nin:\n%s", summary(&f), f.v[0]->message, yaml);
	return net;
}

/* The names of interfaces, joined by blanks. */
static const char *names(struct arena *a, const struct ifaces *i)
{
	struct text t;

	text_init(&t, a);
	for (size_t k = 0; k < i->n; k++)
		text_join(&t, " ", i->v[k]->name);
	return t.s;
}

static const char tower[] =
	HOST "bridges:\n  - {name: br0, ports: [bond1.7]}\n  - {name: br1, ports: [eth2, bond0]}\n"
	     "bonds:\n  - {name: bond1, slaves: [eth1.5, eth0.5], mode: 1, miimon: 100}\n"
	     "  - {name: bond0, slaves: [eth3, eth4], mode: 1, miimon: 100}\n"
	     "vlans:\n  - {id: 7, parent: bond1}\n  - {id: 5, parent: eth1}\n  - {id: 5, parent: eth0}\n"
	     "nics: [{name: eth1}, {name: eth0}, {name: eth2}, {name: eth3}, {name: eth4}]\n";

static void the_order_is_from_below(void **state)
{
	const struct net *net = resolved(*state, tower);

	assert_string_equal(names(*state, &net->ifaces),
			    "eth1 eth0 eth2 eth3 eth4 eth1.5 eth0.5 bond0 bond1 br1 bond1.7 br0");
}

static void every_link_is_known_from_both_ends(void **state)
{
	const struct net *net = resolved(*state, tower);
	const struct iface *bond1 = net_find(net, "bond1"), *vlan = net_find(net, "bond1.7"),
			   *eth1 = net_find(net, "eth1");

	assert_string_equal(names(*state, &bond1->lower), "eth1.5 eth0.5"); /* as listed */
	assert_string_equal(names(*state, &bond1->vlans), "bond1.7");
	assert_string_equal(names(*state, &bond1->owners), "");
	assert_string_equal(names(*state, &vlan->lower), "bond1");
	assert_string_equal(names(*state, &vlan->owners), "br0");
	assert_string_equal(names(*state, &eth1->vlans), "eth1.5");
	assert_string_equal(names(*state, &net_find(net, "bond0")->owners), "br1");
	assert_ptr_equal(iface_nic(net_find(net, "eth1.5")), eth1);
	assert_ptr_equal(iface_nic(eth1), eth1);
	assert_null(iface_nic(vlan));
	assert_null(net_find(net, "eth9"));
}

static void names_of_nothing(void **state)
{
	struct findings f;

	refused(*state, HOST NICS "bonds: [{name: bond0, slaves: [eth0, eth7]}]\n", "REF001@4:38");
	refused(*state, HOST NICS "bridges: [{name: br0, ports: [bond0]}]\n", "REF001@4:31");
	refused(*state, HOST NICS "vlans: [{id: 5, parent: bond0}]\n", "REF001@4:25");
	refused(*state, HOST NICS "guests: [{name: g, bridge: br0}]\n", "REF001@4:28");
	refused(*state, HOST NICS "bonds: [{name: b, slaves: [eth0], follow: c}]\n", "REF001@4:43");
	refused(*state, HOST "switches: [{name: sw-a, peers: [sw-b]}]\nnics: [{name: eth0, switch: sw-c}]\n",
		"REF001@3:33 REF001@4:29");
	net_of(*state, HOST NICS "bridges: [{name: br0, ports: [et0]}]\n", &f);
	assert_string_equal(f.v[0]->message, "no interface is called 'et0'");
	assert_string_equal(f.v[0]->help, "eth0");
	assert_string_equal(f.v[0]->object, "br0");
	net_of(*state, HOST NICS "bridges: [{name: br0, ports: [wlan0]}]\n", &f);
	assert_null(f.v[0]->help);
}

static void cabling_that_is_not_described_is_no_fault(void **state)
{
	const struct net *net = resolved(*state, HOST "nics: [{name: eth0, switch: sw-a}]\n");

	assert_null(net_find(net, "eth0")->on);
}

static void names_that_two_have(void **state)
{
	struct findings f;

	refused(*state, HOST "nics: [{name: eth0}, {name: eth0}]\n", "REF002@3:29");
	refused(*state, HOST NICS "bridges: [{name: eth1}]\n", "REF002@4:18");
	refused(*state, HOST NICS "vlans: [{id: 5, parent: eth0}, {id: 5, parent: eth0}]\n", "REF002@4:37");
	refused(*state, HOST NICS "vlans: [{id: 5, parent: eth0}]\nbridges: [{name: eth0.5}]\n",
		"REF002@5:18");
	refused(*state, HOST NICS "guests: [{name: g}, {name: g}]\n", "REF002@4:28");
	refused(*state, HOST "switches: [{name: a}, {name: b}, {name: a}]\n", "REF002@3:41");
	refused(*state, HOST NICS "bonds: [{name: b, slaves: [eth0, eth1, eth0]}]\n", "REF002@4:40");
	net_of(*state, HOST "nics: [{name: eth0}, {name: eth0}]\n", &f);
	assert_int_equal(source_position(f.v[0]->notes->at.span).column, 15);
	/* a switch, a guest and an interface live in different name spaces */
	resolved(*state, HOST "switches: [{name: x}]\nnics: [{name: x}]\nguests: [{name: x}]\n");
}

static void loops(void **state)
{
	refused(*state, HOST NICS "bridges: [{name: br0, ports: [br0]}]\n", "REF003@4:31");
	refused(*state, HOST NICS "bridges: [{name: a, ports: [b]}, {name: b, ports: [a]}]\n",
		"REF003@4:18 REF003@4:41");
	refused(*state,
		HOST NICS "bridges: [{name: br0, ports: [eth0, br0.5]}]\nvlans: [{id: 5, parent: br0}]\n",
		"REF003@4:18 REF003@5:14");
	refused(*state, HOST NICS "vlans: [{id: 5, parent: v, name: v}]\n", "REF003@4:25");
	/* what stands on a loop is not in it, and cannot be built either */
	refused(*state,
		HOST NICS "bridges: [{name: a, ports: [b]}, {name: b, ports: [a]}, {name: c, ports: [a]}]\n",
		"REF003@4:18 REF003@4:41 REF003@4:64");
	refused(*state, HOST NICS "bonds: [{name: b, slaves: [eth0], follow: b}]\n", "REF003@4:43");
	refused(*state,
		HOST NICS
		"bonds: [{name: b, slaves: [eth0], follow: c}, {name: c, slaves: [eth1], follow: b}]\n",
		"REF003@4:43 REF003@4:81");
	resolved(*state,
		 HOST NICS "bonds: [{name: b, slaves: [eth0], follow: c}, {name: c, slaves: [eth1]}]\n");
}

static void a_tower_has_an_end(void **state)
{
	struct findings f;
	struct text t;

	for (int levels = 16; levels <= 17; levels++) {
		text_init(&t, *state);
		text_add(&t, HOST NICS "bridges:\n- {name: b0, ports: [eth0]}\n");
		for (int i = 1; i < levels; i++)
			text_addf(&t, "- {name: b%d, ports: [b%d]}\n", i, i - 1);
		if (levels == 16)
			resolved(*state, t.s);
		else
			assert_null(net_of(*state, t.s, &f));
	}
	assert_int_equal(f.n, 1);
	assert_string_equal(f.v[0]->id, "REF003");
	assert_string_equal(f.v[0]->object, "b16");
}

static void the_wrong_kind(void **state)
{
	refused(*state, HOST NICS "bonds: [{name: a, slaves: [eth0]}, {name: b, slaves: [a]}]\n",
		"REF004@4:55");
	refused(*state, HOST NICS "bridges: [{name: a}]\nbonds: [{name: b, slaves: [a]}]\n", "REF004@5:28");
	refused(*state, HOST NICS "vlans: [{id: 5, parent: eth0}, {id: 6, parent: eth0.5}]\n", "REF004@4:48");
	refused(*state, HOST NICS "guests: [{name: g, bridge: eth0}]\n", "REF004@4:28");
	refused(*state, HOST NICS "bonds: [{name: b, slaves: [eth0], follow: eth1}]\n", "REF004@4:43");
	refused(*state, HOST "switches: [{name: a}]\nnics: [{name: eth0, switch: a, peer: boxb/eth1}]\n",
		"REF004@4:38");
	resolved(*state, HOST "nics: [{name: eth0, peer: boxb/eth1}]\n");
	/* a bridge takes anything; whether that is wise is for the rules to say */
	resolved(*state, HOST NICS "bridges: [{name: a, ports: [eth0]}, {name: b, ports: [a]}]\n");
}

static void guests_and_their_bridges(void **state)
{
	const struct net *net;

	net = resolved(*state, HOST NICS "bridges: [{name: a}, {name: b, guests: true}]\n");
	assert_false(net_find(net, "a")->has_guests);
	assert_true(net_find(net, "b")->has_guests);
	net = resolved(*state,
		       HOST NICS "virtualization: kvm\nbridges: [{name: a}, {name: b, guests: false}]\n");
	assert_true(net_find(net, "a")->has_guests);
	assert_false(net_find(net, "b")->has_guests);
	net = resolved(*state,
		       HOST NICS "virtualization: none\nbridges: [{name: a}, {name: b, guests: false}]\n"
				 "guests: [{name: g, bridge: b}, {name: h}]\n");
	assert_false(net_find(net, "a")->has_guests);
	assert_true(net_find(net, "b")->has_guests); /* it is attached, whatever was said */
}

static void many_interfaces_do_not_take_long(void **state)
{
	struct text t;

	text_init(&t, *state);
	text_add(&t, HOST "nics:\n- {name: eth0}\nvlans:\n");
	for (int i = 0; i < 20000; i++)
		text_addf(&t, "- {id: 5, parent: eth0, name: v%d}\n", i);
	assert_int_equal(resolved(*state, t.s)->ifaces.n, 20001);
}

static void every_fault_is_told(void **state)
{
	refused(*state,
		HOST "nics: [{name: eth0}, {name: eth0}]\nbonds: [{name: b, slaves: [eth8, eth9]}]\nbridges: "
		     "[{name: c, ports: "
		     "[c, b]}]\nguests: [{name: g, bridge: b}]\n",
		"REF002@3:29 REF001@4:28 REF001@4:34 REF003@5:29 REF004@6:28");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_order_is_from_below),  TEST(every_link_is_known_from_both_ends),
		TEST(names_of_nothing),         TEST(cabling_that_is_not_described_is_no_fault),
		TEST(names_that_two_have),      TEST(loops),
		TEST(a_tower_has_an_end),       TEST(the_wrong_kind),
		TEST(guests_and_their_bridges), TEST(many_interfaces_do_not_take_long),
		TEST(every_fault_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
