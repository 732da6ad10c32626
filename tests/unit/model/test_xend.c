/* Which Xen, who makes the bridges, and what is left for the distribution. */
#include "model/xend.h"

#include "read.h"

static const struct net *resolve(struct arena *a, const char *os, const char *rest, struct findings *f)
{
	const char *yaml = arena_printf(a, "host: vm1.example.com\nos: %s\n%s", os, rest);
	const struct source *s = source_of(a, "host.yaml", yaml, strlen(yaml));
	const struct host *host;
	const struct net *net;

	findings_init(f, a);
	host = host_read(a, s, NULL, f);
	net = host ? net_resolve(a, host, host->os.release, f) : NULL;
	if (!net)
		fail_msg("%s\n%s", f->n ? f->v[f->n - 1]->message : "not read", yaml);
	return net;
}

#define XEN   "virtualization: xen\n"
#define BY    "xend: {bridges: network-bridge}\n"
#define NICS2 "nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}, {name: eth1}]\n"

/* ---- which Xen ---- */

static void the_xen_of_a_host(void **state)
{
	static const struct {
		const char *os, *rest, *version; /* NULL: none with xend */
	} cases[] = {
		{"sles10", XEN, "3.0"},
		{"rhel5.4", XEN, "3.0"},
		{"lenny", XEN, "3.2"},
		{"jessie", XEN, "4.4"},
		{"stretch", XEN, NULL}, /* 4.8: xl */
		{"rhel6.8", XEN, NULL}, /* without any */
		{"stretch", XEN "xend: {version: \"4.4\"}\n", "4.4"},
		{"rhel6.8", XEN "xend: {version: \"4.1\"}\n", "4.1"},
		{"sles10", XEN "xend: {version: \"3.1\"}\n", "3.1"},
		{"sles10", "", NULL},
		{"sles10", "virtualization: kvm\nxend: {version: \"3.1\"}\n", NULL},
	};
	struct findings f;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct net *net = resolve(*state, cases[i].os, cases[i].rest, &f);

		if (!cases[i].version) {
			assert_null(net->xen);
			assert_int_equal(net->xend_bridges.from, ABSENT);
			assert_int_equal(f.n, 0);
		} else if (!net->xen || strcmp(net->xen->version, cases[i].version) != 0) {
			fail_msg("%s, %s: %s", cases[i].os, cases[i].rest,
				 net->xen ? net->xen->version : "none");
		}
	}
}

static void distro_is_chosen(void **state)
{
	struct findings f;
	const struct net *net = resolve(*state, "sles10", XEN, &f);

	assert_int_equal(net->xend_bridges.from, CHOSEN);
	assert_int_equal(net->xend_bridges.n, XEND_DISTRO);
	assert_int_equal(f.n, 1);
	assert_string_equal(f.v[0]->id, "CHOICE003");
	assert_int_equal(f.v[0]->severity, INFO);
	net = resolve(*state, "sles10", XEN "xend: {bridges: none}\n", &f);
	assert_int_equal(net->xend_bridges.from, WRITTEN);
	assert_int_equal(net->xend_bridges.n, XEND_NONE);
	assert_int_equal(f.n, 0);
}

/* ---- which bridges ---- */

static void network_bridge_makes_bridges_of_one_port(void **state)
{
	static const char bridges[] = NICS2
		"bridges: [{name: one, ports: [eth0]}, {name: two, ports: [eth0, eth1]}, {name: none}]\n";
	struct findings f;
	const char *rest = arena_printf(*state, XEN BY "%s", bridges);
	const struct net *net = resolve(*state, "squeeze", rest, &f);

	assert_true(xend_makes(net, net_find(net, "one")));
	assert_false(xend_makes(net, net_find(net, "two")));
	assert_false(xend_makes(net, net_find(net, "none")));
	assert_false(xend_makes(net, net_find(net, "eth0")));
	net = resolve(*state, "squeeze", arena_printf(*state, XEN "%s", bridges), &f);
	assert_false(xend_makes(net, net_find(net, "one")));
	net = resolve(*state, "stretch", rest, &f); /* written, but there is no xend */
	assert_false(xend_makes(net, net_find(net, "one")));
}

static void their_mac_needs_no_choice(void **state)
{
	static const char rest[] =
		NICS2 "bridges: [{name: xenbr0, ports: [eth0], addresses: [10.0.0.2/24]}]\n";
	struct findings f;
	const struct net *net = resolve(*state, "squeeze", arena_printf(*state, XEN BY "%s", rest), &f);

	assert_false(has(&net_find(net, "xenbr0")->mac));
	assert_int_equal(f.n, 0);
	/* nor does the distribution's: guests' ports have fe:ff:ff:ff:ff:ff there too */
	net = resolve(*state, "squeeze", arena_printf(*state, XEN "xend: {bridges: distro}\n%s", rest), &f);
	assert_false(has(&net_find(net, "xenbr0")->mac));
	assert_int_equal(f.n, 0);
	net = resolve(*state, "squeeze", arena_printf(*state, "virtualization: kvm\n%s", rest), &f);
	assert_true(has(&net_find(net, "xenbr0")->mac));
}

/* ---- what the distribution sets up ---- */

static void without_xend_nothing_changes(void **state)
{
	static const char rest[] =
		XEN "xend: {bridges: distro}\n" NICS2 "bridges: [{name: b, ports: [eth0]}]\n";
	struct findings f;
	const struct net *net = resolve(*state, "squeeze", rest, &f);

	assert_ptr_equal(net_before_xend(*state, net), net);
	/* network-bridge that makes none */
	net = resolve(*state, "squeeze", XEN BY NICS2 "bridges: [{name: b, ports: [eth0, eth1]}]\n", &f);
	assert_ptr_equal(net_before_xend(*state, net), net);
}

static void the_address_goes_to_the_port(void **state)
{
	static const char rest[] = XEN BY NICS2
		"bonds: [{name: bond0, slaves: [eth0, eth1], mode: 802.3ad, miimon: 100, mtu: 9000}]\n"
		"bridges:\n"
		"  - name: xenbr0\n"
		"    ports: [bond0]\n"
		"    addresses: [10.0.0.2/24, 10.0.0.3/24]\n"
		"    gateway: 10.0.0.1\n"
		"    gateway6: \"2001:db8::1\"\n"
		"    dhcp6: true\n"
		"    routes: [{to: 10.5.0.0/16, via: 10.0.0.9}]\n";
	struct findings f;
	const struct net *net = resolve(*state, "squeeze", rest, &f), *before = net_before_xend(*state, net);
	const struct iface *bond = net_find(before, "bond0");

	assert_null(net_find(before, "xenbr0"));
	assert_int_equal(before->ifaces.n, 3);
	assert_int_equal(bond->common->addresses.n, 2);
	assert_string_equal(bond->common->addresses.v[1].s, "10.0.0.3/24");
	assert_string_equal(bond->common->gateway.s, "10.0.0.1");
	assert_string_equal(bond->common->gateway6.s, "2001:db8::1");
	assert_true(number_or(&bond->common->dhcp6, 0));
	assert_false(has(&bond->common->dhcp));
	assert_int_equal(bond->common->routes.n, 1);
	assert_ptr_equal(bond->common, &bond->bond->common); /* whichever way a target looks at it */
	assert_true(iface_has_address(bond));
	/* it is a whole of its own, and the other one is as it was */
	assert_int_equal(bond->owners.n, 0);
	assert_int_equal(bond->lower.n, 2);
	assert_ptr_equal(bond->lower.v[0], net_find(before, "eth0"));
	assert_ptr_equal(bond->lower.v[0]->owners.v[0], bond);
	assert_ptr_equal(bond->lower.v[0]->mtu_of, bond);
	assert_int_equal(bond->mtu.n, 9000);
	assert_int_equal(bond_number(bond, OPT_MODE), LACP);
	assert_int_equal(net_find(net, "bond0")->common->addresses.n, 0);
	assert_int_equal(net_find(net, "bond0")->owners.n, 1);
	/* places are those of the description */
	assert_string_equal(iface_field_path(*state, bond, "gateway"), "bridges[0].gateway");
	assert_string_equal(iface_field_path(*state, bond, "addresses"), "bridges[0].addresses");
	assert_string_equal(iface_field_path(*state, bond, "mtu"), "bonds[0].mtu");
}

/* BR003, allowed: the port has addresses of its own. */
static void what_the_port_had_stays(void **state)
{
	static const char rest[] =
		XEN BY "nics: [{name: eth0, addresses: [10.0.0.7/24], gateway: 10.0.0.254,\n"
		       "  gateway6: \"fe80::1\", routes: [{to: "
		       "10.6.0.0/16, via: "
		       "10.0.0.8}]}]\n"
		       "bridges: [{name: b, ports: [eth0], addresses: [10.0.0.2/24], gateway: 10.0.0.1}]\n";
	struct findings f;
	const struct net *before = net_before_xend(*state, resolve(*state, "squeeze", rest, &f));
	const struct iface *port = net_find(before, "eth0");
	const struct common *c = port->common;

	assert_int_equal(c->addresses.n, 2);
	assert_string_equal(c->addresses.v[0].s, "10.0.0.2/24");
	assert_string_equal(c->addresses.v[1].s, "10.0.0.7/24");
	assert_string_equal(c->gateway.s, "10.0.0.1");
	assert_int_equal(c->routes.n, 1);
	/* and each has its place */
	assert_string_equal(iface_field_path(*state, port, "gateway"), "bridges[0].gateway");
	assert_string_equal(iface_field_path(*state, port, "gateway6"), "nics[0].gateway6");
	assert_string_equal(iface_element_path(*state, port, "addresses", 0), "bridges[0].addresses[0]");
	assert_string_equal(iface_element_path(*state, port, "addresses", 1), "nics[0].addresses[0]");
}

/* What stands on such a bridge cannot be there before it; what has another leg stays on that. */
static void what_stands_on_the_bridge_goes_too(void **state)
{
	static const char rest[] = XEN BY NICS2 "bridges:\n"
						"  - {name: b, ports: [eth0]}\n"
						"  - {name: inner, ports: [b.5, eth1]}\n"
						"  - {name: free}\n"
						"vlans: [{id: 5, parent: b}, {id: 6, parent: eth1}]\n";
	struct findings f;
	const struct net *before = net_before_xend(*state, resolve(*state, "squeeze", rest, &f));

	assert_null(net_find(before, "b"));
	assert_null(net_find(before, "b.5"));
	assert_non_null(net_find(before, "eth1.6"));
	assert_non_null(net_find(before, "free"));
	assert_int_equal(net_find(before, "inner")->lower.n, 1);
	assert_string_equal(net_find(before, "inner")->lower.v[0]->name, "eth1");
	assert_int_equal(net_find(before, "eth0")->vlans.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_xen_of_a_host),
		TEST(distro_is_chosen),
		TEST(network_bridge_makes_bridges_of_one_port),
		TEST(their_mac_needs_no_choice),
		TEST(without_xend_nothing_changes),
		TEST(the_address_goes_to_the_port),
		TEST(what_the_port_had_stays),
		TEST(what_stands_on_the_bridge_goes_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
