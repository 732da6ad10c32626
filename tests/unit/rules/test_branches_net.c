/* Bridges, guests, cabling and MTUs where the blocks' bad examples do not reach: the other release, the other
 * way. */
#include "rules/example.h"
#include "rules/point.h"

#define WATCHED                                                                                              \
	EXAMPLE_NICS "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, arp_interval: 500, "              \
		     "arp_ip_target: [10.0.0.8, 10.0.0.9]}]\n"
#define OVER_VLAN "vlans: [{parent: bond0, id: 5}]\nbridges: [{name: br0, ports: [bond0.5]"

/* What each kernel's ARP monitor does without an address of its own: bonding.md, the lab for bookworm. */
static void probes_through_bridges(void **state)
{
	static const struct branch cases[] = {
		{"lenny", WATCHED "bridges: [{name: br0, ports: [bond0]}]\n", "GUEST005", ERROR,
		 "bonds[0].arp_interval", "bridges[0].ports[0]", "takes no slave down"},
		{"squeeze", WATCHED "bridges: [{name: br0, ports: [bond0]}]\n", "GUEST005", ERROR,
		 "bonds[0].arp_interval", "bridges[0].ports[0]", "0.0.0.0, if at all"},
		{"squeeze", WATCHED OVER_VLAN "}]\n", "GUEST005", ERROR, "bonds[0].arp_interval",
		 "bridges[0].ports[0]", "none leads into this VLAN"},
		{"bookworm", WATCHED "bridges: [{name: br0, ports: [bond0]}]\n", "GUEST005", WARNING,
		 "bonds[0].arp_interval", "bridges[0].ports[0]", "0.0.0.0: where a target"},
		{"bookworm", WATCHED OVER_VLAN "}]\n", "GUEST005", ERROR, "bonds[0].arp_interval",
		 "bridges[0].ports[0]", "leave untagged, from 0.0.0.0"},
		{"lenny", WATCHED OVER_VLAN ", addresses: [10.0.0.1/24]}]\n", "GUEST006", ERROR,
		 "bonds[0].arp_interval", "bridges[0].ports[0]", "none of the bond's for this kernel"},
		{"squeeze", WATCHED OVER_VLAN ", addresses: [10.0.0.1/24]}]\n", "GUEST006", ERROR,
		 "bonds[0].arp_interval", "bridges[0].ports[0]", "the route leads\nthrough the bridge"},
		{"squeeze", WATCHED "bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.1/24]}]\n",
		 "GUEST006", WARNING, "bonds[0].arp_interval", "bridges[0].ports[0]", "0.0.0.0 all the same"},
	};

	CHECK(cases);
}

#define CABLED(mode, eth0, eth1)                                                                             \
	"switches: [{name: sw-a, mtu: 9216}]\n"                                                              \
	"nics: [{name: eth0, switch: sw-a, " eth0 "}, {name: eth1, switch: sw-a, " eth1 "}]\n"               \
	"bonds: [{name: bond0, slaves: [eth0, eth1], mode: " mode ", miimon: 100}]\n"

static void port_groups(void **state)
{
	static const struct branch cases[] = {
		{"bookworm", CABLED("4", "port_group: none", "port_group: none"), "TOPO003", ERROR,
		 "bonds[0].mode", "nics[0].port_group, nics[1].port_group",
		 "one LACP group\nno partner answers"},
		{"bookworm", CABLED("2", "port_group: none", "port_group: none"), "TOPO003", ERROR,
		 "bonds[0].mode", "nics[0].port_group, nics[1].port_group",
		 "one static group\nthe switches see"},
		/* the port that is on its own is nothing to look at */
		{"bookworm", CABLED("1", "port_group: none", "port_group: lacp"), "TOPO004", ERROR,
		 "bonds[0].mode", "nics[1].port_group", "an LACP group\nthe host sends no LACPDUs"},
		{"bookworm", CABLED("1", "port_group: static", "port_group: none"), "TOPO004", ERROR,
		 "bonds[0].mode", "nics[0].port_group", "a static group\nthe switch spreads"},
	};

	CHECK(cases);
}

static void native_vlans(void **state)
{
	static const struct branch cases[] = {
		/* the second of two that differ says no more */
		{"bookworm",
		 "nics: [{name: eth0, native: 5}, {name: eth1, native: 6}, {name: eth2, native: 7}]\n"
		 "bonds: [{name: bond0, slaves: [eth0, eth1, eth2], mode: 1, miimon: 100, addresses: "
		 "[10.0.0.1/24]}]\n",
		 "TOPO016", ERROR, "nics[1].native", "nics[0].native", "'eth0' in 5, 'eth1' in 6"},
		{"bookworm",
		 "nics: [{name: eth0, trunk: [5, 6]}]\n"
		 "vlans: [{parent: eth0, id: 7}]\n",
		 "TOPO010", ERROR, "nics[0].trunk", "vlans[0].id", "VLAN 7\n"},
		{"bookworm",
		 "nics: [{name: eth0, trunk: [5, 6]}]\n"
		 "vlans: [{parent: eth0, id: 7}, {parent: eth0, id: 8}]\n",
		 "TOPO010", ERROR, "nics[0].trunk", "vlans[0].id, vlans[1].id", "VLANs 7, 8\n"},
	};

	CHECK(cases);
}

static void sizes_and_names(void **state)
{
	static const struct branch cases[] = {
		{"bookworm",
		 "nics: [{name: eth0, mtu: 9000}, {name: eth1}]\n"
		 "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 100}]\n",
		 "MTU002", ERROR, "nics[0].mtu", "bonds[0]", "has 1500"},
		{"bookworm",
		 "nics: [{name: eth0, mtu: 9000}, {name: eth1}]\n"
		 "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 100, mtu: 4000}]\n",
		 "MTU002", ERROR, "nics[0].mtu", "bonds[0].mtu", "has 4000"},
		/* three makes: one finding, about the first two */
		{"bookworm",
		 "nics: [{name: eth0, driver: tg3}, {name: eth1, driver: igb}, {name: eth2, driver: ixgbe}]\n"
		 "bonds: [{name: bond0, slaves: [eth0, eth1, eth2], mode: 1, miimon: 100, mtu: 9000}]\n",
		 "MTU006", INFO, "bonds[0].mtu", "nics[0].driver, nics[1].driver", "maxmtu"},
		{"bookworm", "nics: [{name: eth0}]\nbridges: [{name: eth7, ports: [eth0]}]\n", "NAME002",
		 WARNING, "bridges[0].name", "", "like a NIC\nthe kernel gives such names"},
		{"bookworm", "nics: [{name: eth0}]\nbridges: [{name: vlan7, ports: [eth0]}]\n", "NAME002",
		 WARNING, "bridges[0].name", "", "like a VLAN\nscripts and tools read VLAN 7"},
	};

	CHECK(cases);
}

#define GUESTS "virtualization: kvm\nbridges: [{name: br0, ports: [eth0], addresses: [10.0.0.1/24]}]\n"

static void hosts_and_guests(void **state)
{
	static const struct branch cases[] = {
		{"bookworm",
		 "nics: [{name: eth0}]\n" GUESTS "guests: [{name: web, bridge: br0, address: 10.0.0.1}]\n",
		 "IP003", ERROR, "guests[0].address", "bridges[0].addresses[0]", "the host or the guest"},
		{"bookworm",
		 "nics: [{name: eth0}]\n" GUESTS "guests: [{name: web, bridge: br0, address: 10.0.0.7}, "
		 "{name: db, bridge: br0, address: 10.0.0.7}]\n",
		 "IP003", ERROR, "guests[1].address", "guests[0].address", "one or the other"},
		/* Red Hat supports no ARP monitor below guests, whatever the kernel does */
		{"rhel7",
		 WATCHED
		 "virtualization: kvm\nbridges: [{name: br0, ports: [bond0], addresses: [10.0.0.1/24]}]\n",
		 "GUEST006", WARNING, "bonds[0].arp_interval", "bridges[0].ports[0]",
		 "whoever wants support"},
		{"rhel7", EXAMPLE_NICS "virtualization: xen\nxend: {bridges: distro}\n", "XEN004", ERROR,
		 "xend.bridges", "virtualization", "comes without Xen"},
	};

	CHECK(cases);
}

static void mtus(void **state)
{
	static const struct branch cases[] = {
		{"bookworm",
		 EXAMPLE_NICS "vlans: [{name: va, parent: eth0, id: 5}, {name: vb, parent: eth1, id: 5}]\n"
			      "bonds: [{name: bond0, slaves: [va, vb], mode: 1, miimon: 100, mtu: 9000}]\n",
		 "MTU001", ERROR, "bonds[0].mtu", "nics[0], nics[1]", "rolls all slaves back"},
		/* what the bridge wants is more than one of its ports takes */
		{"bookworm",
		 "nics: [{name: eth0, mtu: 9000}, {name: eth1}]\nbridges: [{name: br0, ports: [eth0, eth1], "
		 "mtu: 9000}]\n",
		 "MTU003", WARNING, "bridges[0].mtu", "nics[1]", "1500"},
	};

	CHECK(cases);
}

static void ways_to_targets(void **state)
{
	static const struct branch cases[] = {
		/* the routes are asked below a VLAN and by kernels that find a bridge's address:
		   bond_arp_send_all() */
		{"bookworm",
		 "nics: [{name: eth0}, {name: eth1}, {name: eth2, addresses: [10.9.0.1/24]}]\n"
		 "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, arp_interval: 500, addresses: "
		 "[10.0.0.1/24], "
		 "arp_ip_target: [10.0.0.9, 10.9.0.9]}]\n"
		 "vlans: [{parent: bond0, id: 5, addresses: [10.5.0.1/24]}]\n",
		 "BOND029", ERROR, "bonds[0].arp_ip_target[1]", "nics[2].addresses", "so it is not probed"},
		{"squeeze",
		 "nics: [{name: eth0}, {name: eth1}, {name: eth2, addresses: [10.9.0.1/24]}]\n"
		 "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, arp_interval: 500, addresses: "
		 "[10.0.0.1/24], "
		 "arp_ip_target: [10.0.0.9, 10.9.0.9]}]\n",
		 "BOND029", WARNING, "bonds[0].arp_ip_target[1]", "nics[2].addresses",
		 "only if both are one network"},
		{"bookworm",
		 EXAMPLE_NICS "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, arp_interval: 500, "
			      "addresses: [10.0.0.1/24], arp_ip_target: [10.0.0.9, 192.0.2.9]}]\n",
		 "BOND029", WARNING, "bonds[0].arp_ip_target[1]", "", "ARP ends at the router"},
	};

	CHECK(cases);
}

static void said_once(void **state)
{
	static const struct branch cases[] = {
		/* network-bridge renames it to p and its name, 16 characters */
		{"squeeze",
		 "virtualization: xen\nnics: [{name: enp129s0f1np1ab}]\nbridges: [{name: br0, ports: "
		 "[enp129s0f1np1ab]}]\n"
		 "xend: {bridges: network-bridge}\n",
		 "NAME001", ERROR, "bridges[0].ports[0]", "xend.bridges", "15 characters"},
		/* targets alone watch nothing */
		{"bookworm",
		 EXAMPLE_NICS "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 0, "
			      "arp_ip_target: [10.0.0.9]}]\n",
		 "BOND003", ERROR, "bonds[0].miimon", "", "no link monitor"},
		/* of the NICs on the switch the first that sends jumbo frames */
		{"bookworm",
		 "switches: [{name: sw-a}]\nnics: [{name: eth0, switch: sw-a, addresses: [10.0.0.1/24]}, "
		 "{name: eth1, switch: sw-a, mtu: 9000, addresses: [10.1.0.1/24]}]\n",
		 "MTU005", INFO, "nics[1].switch", "", "mtu: 9216"},
		/* guests send what their bridge takes, with or without an address of the host */
		{"bookworm",
		 "virtualization: kvm\nswitches: [{name: sw-a}]\nnics: [{name: eth0, switch: sw-a, mtu: "
		 "9000}]\n"
		 "bridges: [{name: br0, ports: [eth0]}]\n",
		 "MTU005", INFO, "nics[0].switch", "", "jumbo frames"},
		{"bookworm",
		 "nics: [{name: eth0, native: 5}]\n"
		 "vlans: [{name: va, parent: eth0, id: 5}, {name: vb, parent: eth0, id: 5}]\n",
		 "TOPO011", WARNING, "nics[0].native", "vlans[0].id", "VLAN 5"},
		/* a VLAN of its parent's own size is in nobody's way but the bond's */
		{"bookworm",
		 EXAMPLE_NICS
		 "vlans: [{name: va, parent: eth0, id: 5, mtu: 1500}, {name: vb, parent: eth1, id: 5}]\n"
		 "bonds: [{name: bond0, slaves: [va, vb], mode: 1, miimon: 100, mtu: 9000}]\n",
		 "MTU001", ERROR, "bonds[0].mtu", "nics[0], nics[1]", "rolls all slaves back"},
	};

	CHECK(cases);
}

/* What looks like the mistake and is none. */
static void not_said(void **state)
{
	static const struct {
		const char *rest, *id;
	} cases[] = {
		/* one default route, and a route to a network */
		{"nics: [{name: eth0, addresses: [10.0.0.1/24], gateway: 10.0.0.9}, {name: eth1, addresses: "
		 "[10.1.0.1/24], routes: [{to: 10.9.0.0/16, via: 10.1.0.9}]}]\n",
		 "IP006"},
		/* six digits are no VLAN ID, which has four at most */
		{"nics: [{name: eth0}]\nvlans: [{name: vlan123456, parent: eth0, id: 5}]\n", "VLAN007"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct findings f =
			judge(*state,
			      arena_printf(*state, "host: vm1.example.com\nos: bookworm\n%s", cases[i].rest));

		if (find(&f, cases[i].id) || strstr(ids(&f, NULL), "YAML"))
			fail_msg("'%s' for\n%s", ids(&f, NULL), cases[i].rest);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(probes_through_bridges), TEST(port_groups),      TEST(native_vlans),
		TEST(sizes_and_names),        TEST(hosts_and_guests), TEST(mtus),
		TEST(ways_to_targets),        TEST(said_once),        TEST(not_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
