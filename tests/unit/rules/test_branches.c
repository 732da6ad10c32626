/* Bonds, addresses and VLANs where the blocks' bad examples do not reach: the other cause, the second of
 * several. */
#include "rules/example.h"
#include "rules/point.h"

#define BOND(fields) EXAMPLE_NICS "bonds: [{name: bond0, slaves: [eth0, eth1], " fields "}]\n"
#define NICS(eth0, eth1)                                                                                     \
	"nics: [{name: eth0, mac: \"52:54:00:00:00:01\", " eth0                                              \
	"}, {name: eth1, mac: \"52:54:00:00:00:02\", " eth1 "}]\n"

static void monitors(void **state)
{
	static const struct branch cases[] = {
		/* no monitor, of which BOND003 says nothing with one slave */
		{"bookworm",
		 EXAMPLE_NICS "bonds: [{name: bond0, slaves: [eth0], mode: 1, miimon: 0, updelay: 200}]\n",
		 "BOND011", ERROR, "bonds[0].updelay", "", "\nmiimon: 100\n"},
		{"bookworm", BOND("mode: 1, miimon: 100, updelay: 50"), "BOND012", WARNING,
		 "bonds[0].updelay", "bonds[0].miimon", "down to 0 ms: there is no delay"},
		{"bookworm", BOND("mode: 1, miimon: 100, updelay: 250"), "BOND012", WARNING,
		 "bonds[0].updelay", "bonds[0].miimon", "down to 200 ms\n"},
		{"bookworm", BOND("mode: 1, miimon: 10"), "BOND022", WARNING, "bonds[0].miimon", "",
		 "bounces"},
		{"bookworm",
		 BOND("mode: 1, arp_interval: 10, arp_ip_target: [10.0.0.8, 10.0.0.9], addresses: "
		      "[10.0.0.1/24]"),
		 "BOND022", WARNING, "bonds[0].arp_interval", "", "broadcasts"},
		/* both monitors, and one of them has nobody to ask */
		{"bookworm", BOND("mode: 1, miimon: 100, arp_interval: 500"), "BOND006", ERROR,
		 "bonds[0].arp_interval", "bonds[0].miimon", "miimon: 100"},
		/* nothing is validated: the mode is what the option stands beside */
		{"bookworm", BOND("mode: 1, miimon: 0, arp_validate: all"), "BOND009", ERROR,
		 "bonds[0].arp_validate", "bonds[0].mode", "no ARP monitor"},
		{"squeeze",
		 BOND("mode: 2, arp_interval: 500, arp_validate: all, arp_ip_target: [10.0.0.8, 10.0.0.9], "
		      "addresses: [10.0.0.1/24]"),
		 "BOND009", ERROR, "bonds[0].arp_validate", "bonds[0].mode", "in a mode"},
		{"bookworm",
		 BOND("mode: 1, arp_interval: 500, arp_all_targets: all, arp_ip_target: [10.0.0.8, "
		      "10.0.0.9], "
		      "addresses: [10.0.0.1/24]"),
		 "BOND027", ERROR, "bonds[0].arp_all_targets", "", "arp_validate is none"},
		{"bookworm", BOND("mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.8, 10.0.0.9]"),
		 "BOND028", WARNING, "bonds[0].arp_interval", "", "0.0.0.0"},
		/* the probes would have to leave tagged */
		{"bookworm",
		 BOND("mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.8, 10.0.0.9]") "vlans: [{parent: "
											 "bond0, id: 5}]\n",
		 "BOND028", ERROR, "bonds[0].arp_interval", "", "no route leads into the VLANs"},
	};

	CHECK(cases);
}

#define ASKS(address, targets)                                                                               \
	BOND("mode: 1, arp_interval: 500, addresses: [" address "], arp_ip_target: [" targets "]")
#define FOUR "10.0.0.11, 10.0.0.12, 10.0.0.13, 10.0.0.14"

static void targets(void **state)
{
	static const struct branch cases[] = {
		/* RFC 1122: neither is a host's; said once, however many addresses are in the network */
		{"bookworm", ASKS("10.0.0.1/24, 10.0.0.2/24", "10.0.0.0, 10.0.0.9"), "BOND007", ERROR,
		 "bonds[0].arp_ip_target[0]", "bonds[0].addresses[0]", "the network address"},
		{"bookworm", ASKS("10.0.0.1/24, 10.0.0.2/24", "10.0.0.9, 10.0.0.255"), "BOND007", ERROR,
		 "bonds[0].arp_ip_target[1]", "bonds[0].addresses[0]", "the broadcast address"},
		{"bookworm", ASKS("10.0.0.1/24, 10.0.0.1/24", "10.0.0.9, 10.0.0.1"), "BOND007", ERROR,
		 "bonds[0].arp_ip_target[1]", "bonds[0].addresses[0]", "an address of this host"},
		/* of another interface: the target is still the bond's, and the address is where it is written */
		{"bookworm",
		 ASKS("10.0.0.1/24", "10.0.0.9, 10.5.0.1") "vlans: [{parent: bond0, id: 5, addresses: "
							   "[10.5.0.1/24]}]\n",
		 "BOND007", ERROR, "bonds[0].arp_ip_target[1]", "vlans[0].addresses[0]",
		 "an address of this host"},
		{"bookworm",
		 ASKS("10.0.0.1/24", "10.0.0.9, 10.5.0.255") "vlans: [{parent: bond0, id: 5, addresses: "
							     "[10.5.0.1/24]}]\n",
		 "BOND007", ERROR, "bonds[0].arp_ip_target[1]", "vlans[0].addresses[0]",
		 "the broadcast address"},
		{"bookworm", ASKS("10.0.0.1/24", "10.0.0.9, 10.0.0.9"), "BOND007", ERROR,
		 "bonds[0].arp_ip_target[1]", "bonds[0].arp_ip_target[0]", "list it once"},
		/* BOND_MAX_ARP_TARGETS: the 17th is the first that is refused */
		{"bookworm",
		 ASKS("10.0.0.1/24",
		      FOUR ", 10.0.0.15, 10.0.0.16, 10.0.0.17, 10.0.0.18, 10.0.0.19, 10.0.0.20, "
			   "10.0.0.21, 10.0.0.22, 10.0.0.23, 10.0.0.24, 10.0.0.25, 10.0.0.26, 10.0.0.27"),
		 "BOND007", ERROR, "bonds[0].arp_ip_target[16]", "", "17 targets"},
		/* three switches take three targets, or two are not behind each */
		{"bookworm",
		 "switches: [{name: a}, {name: b}, {name: c}]\n"
		 "nics: [{name: eth0, switch: a}, {name: eth1, switch: b}, {name: eth2, switch: c}]\n"
		 "bonds: [{name: bond0, slaves: [eth0, eth1, eth2], mode: 1, arp_interval: 500, "
		 "addresses: [10.0.0.1/24], arp_ip_target: [10.0.0.8, 10.0.0.9]}]\n",
		 "BOND008", WARNING, "bonds[0].arp_ip_target", "", "behind some switch there is none"},
		{"bookworm",
		 "switches: [{name: a}, {name: b}, {name: c}]\n"
		 "nics: [{name: eth0, switch: a}, {name: eth1, switch: b}, {name: eth2, switch: c}]\n"
		 "bonds: [{name: bond0, slaves: [eth0, eth1, eth2], mode: 1, arp_interval: 500, "
		 "addresses: [10.0.0.1/24], gateway: 10.0.0.9, arp_ip_target: [10.0.0.8]}]\n",
		 "BOND008", WARNING, "bonds[0].arp_ip_target[0]", "", "one behind each switch"},
	};

	CHECK(cases);
}

static void slaves(void **state)
{
	static const struct branch cases[] = {
		{"bookworm",
		 NICS("duplex: full",
		      "duplex: half") "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 4, miimon: 100}]\n",
		 "BOND025", WARNING, "bonds[0].slaves", "nics[0].duplex, nics[1].duplex", "full duplex only"},
		{"bookworm",
		 NICS("speed: 1000",
		      "speed: 10000") "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 4, miimon: 100}]\n",
		 "BOND025", WARNING, "bonds[0].slaves", "nics[0].speed, nics[1].speed",
		 "links of equal speed"},
		{"bookworm",
		 NICS("speed: 1000",
		      "speed: 10000") "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 100}]\n",
		 "BOND031", INFO, "bonds[0].slaves", "nics[0].speed, nics[1].speed", "happens to be active"},
		{"bookworm",
		 NICS("speed: 1000",
		      "speed: 10000") "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 2, miimon: 100}]\n",
		 "BOND031", WARNING, "bonds[0].slaves", "nics[0].speed, nics[1].speed", "the same share"},
		/* both slaves are so: said of the first */
		{"bookworm",
		 NICS("driver: virtio_net",
		      "driver: virtio_net") "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 5, "
					    "miimon: 100}]\n",
		 "BOND032", WARNING, "bonds[0].mode", "nics[0].driver", "no share"},
		{"bookworm",
		 NICS("driver: virtio_net, port_group: none",
		      "driver: e1000, port_group: none") "bonds: [{name: bond0, slaves: [eth0, eth1], mode: "
							 "4, miimon: 100}]\n",
		 "BOND032", WARNING, "bonds[0].mode", "nics[0].driver", "\nmode: active-backup\n"},
		{"bookworm",
		 NICS("driver: virtio_net",
		      "driver: e1000") "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 4, "
				       "miimon: 100}]\n",
		 "BOND032", WARNING, "bonds[0].mode", "nics[0].driver", "kept out of aggregation"},
		{"bookworm",
		 EXAMPLE_NICS "bonds: [{name: bond0, slaves: [eth0], mode: 4, miimon: 100, min_links: 2}]\n",
		 "BOND021", ERROR, "bonds[0].min_links", "bonds[0].slaves", "has 1 slave\n"},
		{"bookworm",
		 EXAMPLE_NICS "bonds: [{name: bond0, slaves: [eth0], mode: 4, miimon: 100, min_links: 2}]\n",
		 "BOND021", ERROR, "bonds[0].min_links", "bonds[0].slaves", "\nmin_links: 1\n"},
		{"bookworm",
		 NICS("peer: b/eth0",
		      "peer: b/eth1") "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 2, miimon: 100, "
				      "xmit_hash_policy: layer2}]\n",
		 "BOND033", INFO, "bonds[0].xmit_hash_policy", "", "one host is at the other end"},
		{"bookworm", BOND("mode: 1, miimon: 100") "vlans: [{name: eth0.5, parent: eth0, id: 5}]\n",
		 "VLAN003", ERROR, "vlans[0].parent", "bonds[0].slaves[0]", "slave of bond 'bond0'"},
		{"bookworm",
		 "nics: [{name: eth0, addresses: [10.0.0.1/24]}, {name: eth1}]\n"
		 "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 100}]\n",
		 "BR003", ERROR, "nics[0].addresses", "bonds[0].slaves[0]", "is a slave of 'bond0'"},
	};

	CHECK(cases);
}

static void addresses(void **state)
{
	static const struct branch cases[] = {
		{"bookworm", "nics: [{name: eth0, addresses: [10.0.0.1/24, 10.0.0.1/24]}]\n", "IP003", ERROR,
		 "nics[0].addresses[1]", "nics[0].addresses[0]",
		 "has the address 10.0.0.1/24 twice\nthe kernel refuses"},
		{"bookworm", "nics: [{name: eth0, addresses: [10.0.0.1/24, 10.0.0.1/24]}]\n", "IP003", ERROR,
		 "nics[0].addresses[1]", "nics[0].addresses[0]", "\nlist it once\n"},
		{"bookworm", NICS("addresses: [10.0.0.1/24]", "addresses: [10.0.0.1/24]"), "IP003", ERROR,
		 "nics[1].addresses[0]", "nics[0].addresses[0]",
		 "'eth0' and 'eth1' have the same address\nboth interfaces answer"},
		{"bookworm", NICS("addresses: [10.0.0.1/24]", "addresses: [10.0.0.1/24]"), "IP003", ERROR,
		 "nics[1].addresses[0]", "nics[0].addresses[0]", "\nan address of its own"},
		{"bookworm", "nics: [{name: eth0, addresses: [10.0.0.255/24]}]\n", "IP007", ERROR,
		 "nics[0].addresses[0]", "",
		 "is the broadcast address of its network\neverybody in the subnet"},
		{"bookworm", "nics: [{name: eth0, addresses: [10.0.0.0/24]}]\n", "IP007", ERROR,
		 "nics[0].addresses[0]", "", "is the network address of its network\nothers take"},
		{"bookworm", "nics: [{name: eth0, addresses: [10.0.0.1/24], gateway: 10.0.0.255}]\n", "IP007",
		 ERROR, "nics[0].gateway", "", "is the broadcast address of 10.0.0.0/24"},
		{"bookworm", "nics: [{name: eth0, addresses: [10.0.0.1/24], gateway: 10.0.0.0}]\n", "IP007",
		 ERROR, "nics[0].gateway", "", "is the network address of 10.0.0.0/24"},
		/* ifupdown makes the route onlink, initscripts leave it out: facts of the release */
		{"bookworm", "nics: [{name: eth0, addresses: [10.0.0.1/24], gateway: 10.0.1.254}]\n", "IP004",
		 WARNING, "nics[0].gateway", "nics[0].addresses", "onlink"},
		{"rhel6", "nics: [{name: eth0, addresses: [10.0.0.1/24], gateway: 10.0.1.254}]\n", "IP004",
		 ERROR, "nics[0].gateway", "nics[0].addresses", "Network is unreachable"},
		{"rhel6", "nics: [{name: eth0, gateway: 10.0.1.254}]\n", "IP004", ERROR, "nics[0].gateway",
		 "", "no address of 'eth0'"},
		{"bookworm",
		 NICS("addresses: [\"2001:db8::1/64\"], gateway6: \"fe80::1\"",
		      "addresses: [\"2001:db8:1::1/64\"], gateway6: \"fe80::1\""),
		 "IP006", WARNING, "nics[1].gateway6", "nics[0].gateway6", "two default routers"},
	};

	CHECK(cases);
}

#define VLANS(a, b) "vlans: [{" a "}, {" b "}]\n"

static void vlans(void **state)
{
	static const struct branch cases[] = {
		/* one NIC below both legs: no redundancy */
		{"bookworm",
		 EXAMPLE_NICS VLANS("name: va, parent: eth0, id: 10",
				    "name: vb, parent: eth0, id: 10") "bonds: [{name: bond0, slaves: [va, "
								      "vb], mode: 1, miimon: 100}]\n",
		 "VLAN005", ERROR, "bonds[0].slaves[1]", "bonds[0].slaves[0]", "both slaves fail"},
		/* a NIC whose port may or may not have that VLAN untagged */
		{"bookworm",
		 EXAMPLE_NICS "vlans: [{name: va, parent: eth0, id: 10}]\n"
			      "bonds: [{name: bond0, slaves: [va, eth1], mode: 1, miimon: 100}]\n",
		 "VLAN005", WARNING, "bonds[0].slaves[1]", "bonds[0].slaves[0]",
		 "native VLAN is not described"},
		{"bookworm", EXAMPLE_NICS "vlans: [{name: eth1.30, parent: eth0, id: 30}]\n", "VLAN007",
		 ERROR, "vlans[0].name", "vlans[0].parent", "stands on 'eth0'"},
		{"bookworm",
		 EXAMPLE_NICS
		 "bridges: [{name: lower, ports: [eth0, eth1], stp: true}, {name: upper, ports: [lower.5]}]\n"
		 "vlans: [{name: lower.5, parent: lower, id: 5}]\n",
		 "BR002", WARNING, "bridges[1].ports[0]", "bridges[0]", "a bond of the ports of 'lower'"},
		{"bookworm",
		 EXAMPLE_NICS "bridges: [{name: lower, ports: [eth0]}, {name: upper, ports: [lower.5]}]\n"
			      "vlans: [{name: lower.5, parent: lower, id: 5}]\n",
		 "BR002", WARNING, "bridges[1].ports[0]", "bridges[0]", "(measured)\nparent: eth0"},
		{"bookworm", "nics: [{name: eth0, native: 7, trunk: [7, 7]}]\n", "TOPO015", WARNING,
		 "nics[0].trunk[0]", "nics[0].native", "VLAN 7"},
	};

	CHECK(cases);
}

static void xend(void **state)
{
	static const struct branch cases[] = {
		{"bookworm", EXAMPLE_NICS "virtualization: kvm\nxend: {bridges: distro}\n", "XEN004", ERROR,
		 "xend.bridges", "", "virtualization is kvm"},
	};

	CHECK(cases);
}

/* The first edit of a fix: what is set, or goes. */
static const char *edited(struct arena *a, const struct finding *f)
{
	const struct edit *e = f->edits;

	return !e ? "" : e->text ? arena_printf(a, "%s: %s", e->path, e->text) : e->path;
}

static void fixes(void **state)
{
	static const struct {
		const char *rest, *id, *edit;
	} cases[] = {
		/* an ARP monitor that this mode cannot have gives way to miimon, which is not written twice
		 */
		{BOND("mode: 4, arp_interval: 500, arp_ip_target: [10.0.0.9]"), "BOND005",
		 "bonds[0].miimon: 100"},
		{BOND("mode: 4, miimon: 50, arp_interval: 500, arp_ip_target: [10.0.0.9]"), "BOND005",
		 "bonds[0].arp_interval"},
		/* the mode follows from the ports only where each says what it is */
		{NICS("switch: a, port_group: none",
		      "switch: b, port_group: none") "switches: [{name: a}, {name: b}]\nbonds: [{name: "
						     "bond0, slaves: [eth0, eth1], mode: 2, miimon: 100}]\n",
		 "TOPO003", "bonds[0].mode: active-backup"},
		{NICS("switch: a, port_group: none",
		      "switch: b") "switches: [{name: a}, {name: b}]\nbonds: [{name: bond0, slaves: [eth0, "
				   "eth1], mode: 2, miimon: 100}]\n",
		 "TOPO003", ""},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct findings f =
			judge(*state,
			      arena_printf(*state, "host: vm1.example.com\nos: bookworm\n%s", cases[i].rest));

		if (!find(&f, cases[i].id))
			fail_msg("%s is not raised but '%s' for\n%s", cases[i].id, ids(&f, NULL),
				 cases[i].rest);
		assert_string_equal(edited(*state, find(&f, cases[i].id)), cases[i].edit);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(monitors), TEST(targets), TEST(slaves), TEST(addresses),
		TEST(vlans),    TEST(xend),    TEST(fixes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
