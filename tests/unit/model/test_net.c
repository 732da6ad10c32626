/* The questions that rules and targets ask of the resolved host. */
#include "read.h"

static const struct net *resolved(struct arena *a, const char *yaml)
{
	struct findings f;
	const struct net *net = net_of(a, yaml, &f);

	if (!net)
		fail_msg("%s: %s\nin:\n%s", summary(&f), f.v[0]->message, yaml);
	return net;
}

static const char bridged[] = HOST
	"nics: [{name: e0, mac: \"52:54:00:00:00:0a\"}, {name: e1, mac: \"52:54:00:00:00:0b\"}, {name: e2}, "
	"{name: e3}]\n"
	"bonds:\n- {name: b0, slaves: [e0, e1], mode: 1, miimon: 100}\n- {name: b1, slaves: [e2], mode: 1, "
	"miimon: 100}\n"
	"vlans: [{id: 5, parent: b0}, {id: 6, parent: b0}, {id: 7, parent: b1}, {id: 8, parent: e3}]\n"
	"bridges:\n- {name: br0, ports: [b0.6], guests: true, addresses: [10.0.0.2/24]}\n"
	"- {name: br1, ports: [b0.5], dhcp: true}\n- {name: br2, ports: [b1], guests: true, dhcp6: true}\n"
	"- {name: br3, ports: [e3, b1.7], dhcp: false}\n- {name: br4}\n";

static void the_bridge_with_guests_above(void **state)
{
	const struct net *net = resolved(*state, bridged);
	const struct iface *via = net_find(net, "e0");

	assert_string_equal(iface_guest_bridge(net_find(net, "b0"), &via)->name, "br0");
	assert_string_equal(via->name,
			    "b0.6"); /* the second VLAN: the bridge above the first has no guests */
	assert_string_equal(iface_guest_bridge(net_find(net, "b1"), &via)->name, "br2");
	assert_null(via); /* itself */
	assert_string_equal(iface_guest_bridge(net_find(net, "b0.6"), NULL)->name, "br0");
	assert_null(iface_guest_bridge(net_find(net, "b0.5"), &via));
	assert_null(
		iface_guest_bridge(net_find(net, "e0"), NULL)); /* a slave is not what the bridge takes in */
	assert_null(iface_guest_bridge(net_find(net, "e3"), NULL));
	assert_null(iface_guest_bridge(net_find(net, "br4"), NULL));
}

static void owners_by_kind(void **state)
{
	const struct net *net = resolved(*state, bridged);

	assert_string_equal(iface_owner(net_find(net, "e0"), BOND)->name, "b0");
	assert_null(iface_owner(net_find(net, "e0"), BRIDGE));
	assert_string_equal(iface_owner(net_find(net, "b1"), BRIDGE)->name, "br2");
	assert_null(iface_owner(net_find(net, "b1"), BOND));
	assert_null(iface_owner(net_find(net, "br4"), BRIDGE));
	net = resolved(*state, HOST "nics: [{name: e0}]\nbridges: [{name: br0, ports: [e0]}]\n"
				    "bonds: [{name: b0, slaves: [e0], mode: 1, miimon: 100}]\n");
	assert_string_equal(iface_owner(net_find(net, "e0"), BOND)->name, "b0"); /* whichever comes first */
	assert_string_equal(iface_owner(net_find(net, "e0"), BRIDGE)->name, "br0");
}

static void addresses_of_the_host(void **state)
{
	const struct net *net = resolved(*state, bridged);

	assert_true(iface_has_address(net_find(net, "br0")));
	assert_true(iface_has_address(net_find(net, "br1")));
	assert_true(iface_has_address(net_find(net, "br2")));
	assert_false(iface_has_address(net_find(net, "br3")));
	assert_false(iface_has_address(net_find(net, "br4")));
}

static void mac_is(struct arena *a, const struct net *net, const char *name, const char *expected)
{
	struct mac mac;
	bool known = iface_mac(net_find(net, name), &mac);

	assert_int_equal(known, expected != NULL);
	if (known)
		assert_string_equal(mac_text(&mac, arena_alloc(a, MAC_TEXT)), expected);
}

static void a_bond_that_changes_its_address_has_the_primarys(void **state)
{
	const struct net *net =
		resolved(*state, HOST
			 "nics: [{name: e0, mac: \"52:54:00:00:00:0a\"}, {name: e1, mac: \"52:54:00:00:00:0b\"}]\n"
			 "bonds: [{name: b0, slaves: [e0, e1], mode: 1, miimon: 100, fail_over_mac: active, primary: e1}]\n");

	mac_is(*state, net, "b0", "52:54:00:00:00:0b");
}

static void ethernet_addresses_come_from_below(void **state)
{
	const struct net *net =
		resolved(*state, HOST
			 "nics: [{name: e0, mac: \"52:54:00:00:00:0a\"}, {name: e1, mac: "
			 "\"52:54:00:00:00:0b\"}, {name: e2}, "
			 "{name: e3, mac: \"52:54:00:00:00:0c\", mac_address: \"52:54:00:00:00:0d\"}]\n"
			 "bonds: [{name: b0, slaves: [e1, e0], mode: 1, miimon: 100}]\nvlans: [{id: 5, "
			 "parent: b0}, {id: 6, parent: e2}]\n"
			 "bridges: [{name: br0, ports: [b0.5]}, {name: br1, ports: [e2, e3]}, {name: br2}, "
			 "{name: br3, ports: [br2], mac_address: \"52:54:00:00:00:0e\"}]\n");

	mac_is(*state, net, "e0", "52:54:00:00:00:0a");
	mac_is(*state, net, "e2", NULL);
	mac_is(*state, net, "e3", "52:54:00:00:00:0d"); /* what is set */
	mac_is(*state, net, "b0", "52:54:00:00:00:0b"); /* the first slave's */
	mac_is(*state, net, "b0.5", "52:54:00:00:00:0b");
	mac_is(*state, net, "e2.6", NULL);
	mac_is(*state, net, "br0", "52:54:00:00:00:0b"); /* its only port's */
	mac_is(*state, net, "br1", NULL);                /* the least of several that nobody knows all of */
	mac_is(*state, net, "br2", NULL);
	mac_is(*state, net, "br3", "52:54:00:00:00:0e");
}

/* A bond of two NICs that stand as `nics` says. */
static struct cabling cabled(struct arena *a, const char *nics)
{
	const struct net *net = resolved(
		a, arena_printf(a,
				HOST "switches: [{name: a, stack: s}, {name: b, stack: s}, {name: c}, "
				     "{name: d}]\nnics: [%s]\n"
				     "bonds: [{name: bond0, slaves: [e0, e1], mode: 1, miimon: 100}]\n",
				nics));

	return bond_cabling(net_find(net, "bond0"));
}

static void cables(void **state)
{
	struct cabling c;

	c = cabled(*state,
		   "{name: e0, switch: a, port_group: lacp}, {name: e1, switch: a, port_group: lacp}");
	assert_true(c.described && c.one_switch && c.one_partner);
	assert_int_equal(c.group, GROUP_LACP);
	c = cabled(*state,
		   "{name: e0, switch: a, port_group: static}, {name: e1, switch: b, port_group: static}");
	assert_true(c.described && !c.one_switch && c.one_partner);
	assert_int_equal(c.group, GROUP_STATIC);
	c = cabled(*state,
		   "{name: e0, switch: c, port_group: none}, {name: e1, switch: d, port_group: none}");
	assert_true(c.described && !c.one_switch && !c.one_partner); /* no stack is not one stack */
	assert_int_equal(c.group, GROUP_NONE);
	c = cabled(*state, "{name: e0, switch: a, port_group: none}, {name: e1, switch: a}");
	assert_int_equal(c.group, -1); /* left out is unknown */
	c = cabled(*state, "{name: e0, switch: a}, {name: e1, switch: a, port_group: none}");
	assert_int_equal(c.group, -1);
	c = cabled(*state, "{name: e0, switch: a, port_group: lacp}, {name: e1}");
	assert_false(c.described || c.one_switch || c.one_partner);
	assert_int_equal(c.group, -1);
	c = cabled(*state, "{name: e0}, {name: e1, switch: a, port_group: lacp}");
	assert_false(c.described || c.one_switch || c.one_partner);
	assert_int_equal(c.group, -1);
	c = cabled(*state, "{name: e0, peer: boxb/e0}, {name: e1, peer: boxb/e1}");
	assert_false(c.described || c.one_switch || c.one_partner);
}

static void vlans_are_cabled_as_their_nics(void **state)
{
	const struct net *net = resolved(
		*state, HOST "switches: [{name: a}]\nnics: [{name: e0, switch: a}, {name: e1, switch: a}]\n"
			     "vlans: [{id: 5, parent: e0}, {id: 5, parent: e1}]\n"
			     "bonds: [{name: bond0, slaves: [e0.5, e1.5], mode: 1, miimon: 100}]\n");
	struct cabling c = bond_cabling(net_find(net, "bond0"));

	assert_true(c.described && c.one_switch);
}

static void paths_of_fields(void **state)
{
	assert_string_equal(field_path(*state, "bonds[0]", "mode"), "bonds[0].mode");
	assert_string_equal(field_path(*state, "", "os"), "os");
	assert_string_equal(field_path(*state, "site:", "dns"), "site:dns");
	assert_string_equal(field_path(*state, "site:switches[1]", "mtu"), "site:switches[1].mtu");
	assert_string_equal(element_path(*state, "bonds[0]", "slaves", 2), "bonds[0].slaves[2]");
}

static void the_field_of_a_default_stands_in_the_site_file(void **state)
{
	static const char site[] = "defaults: {bonds: {miimon: 50}}\n";
	struct findings f;
	const struct host *h;
	const struct net *net;
	const struct iface *bond;

	findings_init(&f, *state);
	h = host_read(
		*state,
		text(*state, HOST "nics: [{name: e0}]\nbonds: [{name: bond0, slaves: [e0], mode: 1}]\n"),
		source_of(*state, "site", site, sizeof(site) - 1), &f);
	assert_non_null(h);
	net = net_resolve(*state, h, h->os.release, &f);
	bond = net_find(net, "bond0");
	assert_string_equal(iface_field_path(*state, bond, "miimon"), "site:defaults.bonds.miimon");
	assert_string_equal(iface_field_path(*state, bond, "mode"), "bonds[0].mode");
	assert_string_equal(iface_field_path(*state, bond, "slaves"), "bonds[0].slaves");
	assert_string_equal(iface_field_path(*state, bond, "updelay"), "bonds[0].updelay");
	assert_string_equal(iface_field_path(*state, net_find(net, "e0"), "mtu"), "nics[0].mtu");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_bridge_with_guests_above),
		TEST(owners_by_kind),
		TEST(addresses_of_the_host),
		TEST(a_bond_that_changes_its_address_has_the_primarys),
		TEST(ethernet_addresses_come_from_below),
		TEST(cables),
		TEST(vlans_are_cabled_as_their_nics),
		TEST(paths_of_fields),
		TEST(the_field_of_a_default_stands_in_the_site_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
