/* What a loss offers to write instead: that it is said, and that once it is written nothing is lost and no rule asks
 * for something else. */
#include "rules/rule.h"
#include "targets/host.h"

#define BRIDGE(fields) "nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0], " fields "}]\n"
#define BOND(eth0, bond)                                                                                     \
	"nics: [{name: eth0, mac: \"52:54:00:00:00:01\"" eth0 "}, "                                           \
	"{name: eth1, mac: \"52:54:00:00:00:02\"}]\n"                                                       \
	"bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0, eth1]" bond "}]\n"
#define VLAN_SLAVE(vlan, bond)                                                                               \
	"nics: [{name: eth0, mtu: 9000}]\nvlans: [{id: 5, parent: eth0" vlan "}]\n"                        \
	"bonds: [{name: team0, mode: 1, miimon: 100, slaves: [eth0.5]" bond "}]\n"
#define PROBING(bond0) \
	"nics: [{name: eth0}, {name: eth1}]\n"                                                               \
	"bonds:\n"                                                                                           \
	"  - {name: bond0, mode: 1, slaves: [eth0], addresses: [10.0.0.5/24], " bond0 "}\n"                  \
	"  - {name: bond1, mode: 1, slaves: [eth1], miimon: 100}\n"
#define NIC(fields)      "nics: [{name: eth0, " fields "}]\n"
#define RESOLVER(fields) NIC("addresses: [10.0.0.5/24]") "dns: {" fields "}\n"
#define ALIASES(name)    \
	"nics: [{name: eth0}]\n"                                                                             \
	"bridges: [{name: " name ", ports: [eth0], dhcp: true, addresses: [10.0.0.2/24, 10.0.1.2/24]}]\n"

static const struct {
	const char *os, *yaml, *path, *help, *followed;
} cases[] = {
	/* the kernel's own, or a release that can: BRIDGING_OPTS came with 9.03.32, PRIO and AGEING of RHEL 5
	   with 8.45.45 */
	{"rhel6.2", BRIDGE("ageing: 60"), "bridges[0].ageing",
	 "ageing: 300        as the kernel has it by itself\nor os: rhel6.4        or later",
	 BRIDGE("ageing: 300")},
	{"rhel5.3", BRIDGE("priority: 4096"), "bridges[0].priority",
	 "priority: 32768        as the kernel has it by itself\nor os: rhel5.11        or later",
	 BRIDGE("priority: 32768")},
	{"rhel5.3", BRIDGE("max_age: 40"), "bridges[0].max_age",
	 "max_age: 20        as the kernel has it by itself", BRIDGE("max_age: 20")},
	{"rhel4", BRIDGE("hello_time: 1"), "bridges[0].hello_time",
	 "hello_time: 2        as the kernel has it by itself", BRIDGE("hello_time: 2")},
	{"rhel6.10", BRIDGE("maxwait: 5"), "bridges[0].maxwait", "maxwait: 0", BRIDGE("maxwait: 0")},
	{"rhel4", BRIDGE("dhcp: true"), "bridges[0].dhcp",
	 "dhcp: false        and a fixed address in addresses",
	 BRIDGE("dhcp: false, addresses: [10.0.0.2/24]")},
	{"rhel6.10", "bridges: [{name: br0, mtu: 9000}]\n", "bridges[0].mtu", "mtu: 1500",
	 "bridges: [{name: br0, mtu: 1500}]\n"},
	{"rhel4", BRIDGE("mtu: 1400"), "bridges[0].mtu", "mtu: 1500", BRIDGE("mtu: 1500")},
	{"rhel4", BRIDGE("mac_address: \"02:00:00:00:00:01\""), "bridges[0].mac_address",
	 "leave 'mac_address' out", BRIDGE("comment: x")},
	/* slaves and ports */
	{"rhel6.10", BOND(", onboot: false", ""), "nics[0].onboot", "onboot: true",
	 BOND(", onboot: true", "")},
	{"rhel6.10", BOND(", onboot: true", ", onboot: false"), "nics[0].onboot", "onboot: false",
	 BOND(", onboot: false", ", onboot: false")},
	/* vconfig gives a VLAN its parent's MTU, ifup of RHEL 5 a slave none, and the bond is to have 1500 */
	{"rhel5.11", VLAN_SLAVE(", mtu: 1500", ""), "vlans[0].mtu",
	 "mtu: 1500        on 'team0' alone: its slaves get it", VLAN_SLAVE("", ", mtu: 1500")},
	{"rhel5.3", "nics: [{name: eth0, mtu: 9000}]\nbridges: [{name: br0, ports: [eth0]}]\n", "nics[0].mtu",
	 "mtu: 1500        for 'br0' and all its ports",
	 "nics: [{name: eth0, mtu: 1500}]\nbridges: [{name: br0, ports: [eth0]}]\n"},
	{"rhel5.3", NIC("mac_address: \"02:00:00:00:00:01\"") "bridges: [{name: br0, ports: [eth0]}]\n",
	 "nics[0].mac_address", "leave 'mac_address' out",
	 NIC("comment: x") "bridges: [{name: br0, ports: [eth0]}]\n"},
	/* addresses */
	{"rhel6.10", NIC("dhcp: true, gateway: 10.0.0.1"), "nics[0].gateway", "leave 'gateway' out",
	 NIC("dhcp: true")},
	/* ifup takes 10.0.0.1/24 for set once 110.0.0.1/24 is, so that it comes first and is what GATEWAY is compared with */
	{"rhel6.10", NIC("addresses: [110.0.0.1/24, 10.0.0.1/24], gateway: 110.0.0.254"), "nics[0].gateway",
	 "another address in the router's network, or leave 'gateway' out",
	 NIC("addresses: [110.0.0.2/24, 10.0.0.1/24], gateway: 110.0.0.254")},
	{"rhel4", NIC("dhcp6: true"), "nics[0].dhcp6",
	 "dhcp6: false        and a fixed IPv6 address in addresses",
	 NIC("dhcp6: false, addresses: [\"2001:db8::5/64\"]")},
	{"squeeze", NIC("dhcp6: true"), "nics[0].dhcp6",
	 "dhcp6: false        and a fixed IPv6 address in addresses",
	 NIC("dhcp6: false, addresses: [\"2001:db8::5/64\"]")},
	{"rhel5.11", NIC("dhcp6: true"), "nics[0].dhcp6", "an IPv4 address in addresses, or dhcp: true",
	 NIC("dhcp6: true, dhcp: true")},
	/* ":2" takes two of the 15 */
	{"rhel6.10", ALIASES("br012345678901"), "bridges[0].addresses[1]",
	 "name: NAME        of 13 characters at most", ALIASES("br01234567890")},
	/* SUSE */
	{"sles11", BRIDGE("maxwait: 5"), "bridges[0].maxwait", "leave 'maxwait' out", BRIDGE("comment: x")},
	{"sles12", "bridges: [{name: br0, mtu: 9000}]\n", "bridges[0].mtu", "mtu: 1500",
	 "bridges: [{name: br0, mtu: 1500}]\n"},
	{"sles11", BOND(", onboot: false", ""), "nics[0].onboot", "onboot: true",
	 BOND(", onboot: true", "")},
	{"sles11", BOND(", onboot: true", ", onboot: false"), "nics[0].onboot", "onboot: false",
	 BOND(", onboot: false", ", onboot: false")},
	/* what a NIC is a port of takes it in at boot */
	{"sles12", NIC("onboot: false") "bridges: [{name: br0, ports: [eth0]}]\n", "nics[0].onboot",
	 "onboot: true", NIC("onboot: true") "bridges: [{name: br0, ports: [eth0]}]\n"},
	{"sles11", VLAN_SLAVE(", onboot: false", ", mtu: 9000"), "vlans[0].onboot", "onboot: true",
	 VLAN_SLAVE(", onboot: true", ", mtu: 9000")},
	{"sles11",
	 NIC("mac: \"52:54:00:00:00:01\"") "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0], "
					   "onboot: false}]\nbridges: [{name: br0, ports: [bond0]}]\n",
	 "bridges[0].ports[0]", "onboot: true        for 'bond0'",
	 NIC("mac: \"52:54:00:00:00:01\"") "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0], "
					   "onboot: true}]\nbridges: [{name: br0, ports: [bond0]}]\n"},
	/* ifup gives a slave no MTU, and its VLAN has its parent's: the bond is to have 1500 */
	{"sles11", VLAN_SLAVE(", mtu: 1500", ""), "vlans[0].mtu",
	 "mtu: 1500        on 'team0' alone: its slaves get it", VLAN_SLAVE("", ", mtu: 1500")},
	{"sles10", NIC("dhcp6: true"), "nics[0].dhcp6",
	 "dhcp6: false        and a fixed IPv6 address in addresses",
	 NIC("dhcp6: false, addresses: [\"2001:db8::5/64\"]")},
	{"sles10", "nics: [{name: eth0}]\nvlans: [{id: 7, parent: eth0}]\n", "vlans[0].name", "name: vlan7",
	 "nics: [{name: eth0}]\nvlans: [{id: 7, parent: eth0, name: vlan7}]\n"},
	{"sles10", "nics: [{name: eth0}]\nbridges: [{name: xen-br0, ports: [eth0]}]\n", "bridges[0].name",
	 "name: xen_br0", "nics: [{name: eth0}]\nbridges: [{name: xen_br0, ports: [eth0]}]\n"},
	/* network start goes by name */
	{"sles10",
	 NIC("mac: \"52:54:00:00:00:01\"") "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0]}]\n"
					   "bridges: [{name: a0, ports: [bond0]}]\n",
	 "bridges[0].ports[0]", "name: vmbr0",
	 NIC("mac: \"52:54:00:00:00:01\"") "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0]}]\n"
					   "bridges: [{name: vmbr0, ports: [bond0]}]\n"},
	/* the module has one set of parameters */
	{"sles10", PROBING("arp_interval: 1000, arp_ip_target: [10.0.0.9]"), "bonds[0].arp_ip_target",
	 "miimon: 100        in place of arp_interval and arp_ip_target", PROBING("miimon: 100")},
	{"sles12", RESOLVER("servers: [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4]"), "dns.servers[3]",
	 "servers: [10.0.0.1, 10.0.0.2, 10.0.0.3]", RESOLVER("servers: [10.0.0.1, 10.0.0.2, 10.0.0.3]")},
	/* the resolver */
	{"rhel6.10", RESOLVER("servers: [10.0.0.1, \"2001:db8::53\", 10.0.0.3]"), "dns.servers[2]",
	 "servers: [10.0.0.1, \"2001:db8::53\"]", RESOLVER("servers: [10.0.0.1, \"2001:db8::53\"]")},
	{"bookworm", RESOLVER("servers: [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4]"), "dns.servers[3]",
	 "servers: [10.0.0.1, 10.0.0.2, 10.0.0.3]", RESOLVER("servers: [10.0.0.1, 10.0.0.2, 10.0.0.3]")},
	{"rhel6.10", RESOLVER("servers: [10.0.0.1], search: [a.b, b.b, c.b, d.b, e.b, f.b, g.b]"),
	 "dns.search[6]", "search: [a.b, b.b, c.b, d.b, e.b, f.b]",
	 RESOLVER("servers: [10.0.0.1], search: [a.b, b.b, c.b, d.b, e.b, f.b]")},
	{"rhel6.10", RESOLVER("search: [a.b]"), "dns.search", "servers: [ADDRESS]        beside search",
	 RESOLVER("servers: [10.0.0.1], search: [a.b]")},
	{"rhel6.10", NIC("comment: x") "dns: {servers: [10.0.0.1]}\n", "dns.servers",
	 "addresses: [ADDRESS/PREFIX]        on an interface that is no slave and no port",
	 RESOLVER("servers: [10.0.0.1]")},
};

static void judge(const char *os, const char *yaml)
{
	struct render r = render_of(os, yaml);

	rules_run(r.net, &findings);
	find_losses(&r);
}

static void the_help_is_said_and_leaves_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct finding *f;

		judge(cases[i].os, cases[i].yaml);
		f = find_loss("LOSS001", cases[i].path);
		if (!f || !f->help || strcmp(f->help, cases[i].help))
			fail_msg("'%s' on %s for\n%s", f && f->help ? f->help : "", cases[i].os,
				 cases[i].yaml);
		judge(cases[i].os, cases[i].followed);
		for (size_t k = 0; k < findings.n; k++)
			if (findings.v[k]->severity > INFO)
				fail_msg("%s: %s on %s for\n%s", findings.v[k]->id, findings.v[k]->message, cases[i].os,
					 cases[i].followed);
	}
}

/* What a rule says of a slave or port is not said again as a loss. */
static void a_rule_says_it_once(void **state)
{
	static const struct {
		const char *os, *yaml, *rule;
	} said[] = {
		{"rhel5.11", BOND(", mtu: 9000", ""), "MTU002"},
		{"rhel4", BOND(", mtu: 1400", ", mtu: 9000"), "MTU002"},
		{"rhel6.10", BOND(", routes: [{to: 10.9.0.0/16, via: 10.0.0.9}]", ""), "BR003"},
		{"rhel4", BOND(", routes: [{to: \"2001:db8:1::/48\", via: \"2001:db8::9\"}]", ""), "BR003"},
		{"rhel4", NIC("dhcp6: true") "bridges: [{name: br0, ports: [eth0]}]\n", "BR003"},
		{"sles11", BOND(", mtu: 9000", ""), "MTU002"},
		{"sles10", BOND(", mtu: 1400", ", mtu: 9000"), "MTU002"},
		{"sles12", BOND(", routes: [{to: 10.9.0.0/16, via: 10.0.0.9}]", ""), "BR003"},
		{"sles10", NIC("dhcp6: true") "bridges: [{name: br0, ports: [eth0]}]\n", "BR003"},
		{"sles11", NIC("addresses: [10.0.0.5/24], gateway: 10.1.0.1"), "IP004"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++) {
		size_t there = 0;

		judge(said[i].os, said[i].yaml);
		for (size_t k = 0; k < findings.n; k++) {
			there += !strcmp(findings.v[k]->id, said[i].rule);
			if (!strcmp(findings.v[k]->id, "LOSS001"))
				fail_msg("%s on %s for\n%s", findings.v[k]->message, said[i].os, said[i].yaml);
		}
		if (!there)
			fail_msg("no %s on %s for\n%s", said[i].rule, said[i].os, said[i].yaml);
	}
}

/* What the help names as the release that can. */
static void a_later_release_can(void **state)
{
	(void)state;
	render_host("rhel6.4", BRIDGE("ageing: 60"));
	assert_no_loss();
	render_host("rhel5.11", BRIDGE("priority: 4096"));
	assert_no_loss();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_help_is_said_and_leaves_nothing),
		TEST(a_rule_says_it_once),
		TEST(a_later_release_can),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
