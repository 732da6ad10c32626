/* Commands in stanzas, and the order of auto lines. */
#include "targets/debian/reads.h"

/* The interfaces are these, and no more is said of them. */
static void is_host(const char *ifaces)
{
	const char *at = strstr(yaml, "nics:");

	assert_non_null(at);
	assert_string_equal(at, ifaces);
}

/* What each line comes to in the description; NULL: nothing, and that is known. */
static void lines_that_are_understood(void **state)
{
	static const struct {
		const char *line, *yaml;
	} cases[] = {
		{"up ip route add 10.9.0.0/16 via 10.0.0.9 dev eth0", "{to: 10.9.0.0/16, via: 10.0.0.9}"},
		{"up ip route add 10.9.0.0/16 via 10.0.0.9 metric 5 dev $IFACE || true",
		 "via: 10.0.0.9, metric: 5}"},
		{"post-up /sbin/ip r a 10.9.9.9 via 10.0.0.9", "{to: 10.9.9.9/32, via: 10.0.0.9}"},
		{"up ip -6 route add fd01::/64 via fd00::9", "{to: \"fd01::/64\", via: \"fd00::9\"}"},
		{"up ip route replace default via 10.0.0.9 dev eth0 onlink", "gateway: 10.0.0.9\n"},
		{"up ip -6 route replace default via fd00::9 dev eth0", "gateway6: \"fd00::9\"\n"},
		{"up route add -net 10.9.0.0 netmask 255.255.0.0 gw 10.0.0.9",
		 "{to: 10.9.0.0/16, via: 10.0.0.9}"},
		{"up route add -net 10.9.0.0/16 gw 10.0.0.9 dev ${IFACE}",
		 "{to: 10.9.0.0/16, via: 10.0.0.9}"},
		{"up /sbin/route add -host 10.9.9.9 gw 10.0.0.9 eth0", "{to: 10.9.9.9/32, via: 10.0.0.9}"},
		{"up route add default gw 10.0.0.9 eth0 2>/dev/null", "gateway: 10.0.0.9\n"},
		{"up ip addr add 10.1.0.1/24 brd + dev eth0", "[10.0.0.1/24, 10.1.0.1/24]"},
		{"up ip addr add 10.1.0.1/24 brd 10.1.0.255 dev eth0 label eth0:1",
		 "[10.0.0.1/24, 10.1.0.1/24]"},
		{"up ifconfig eth0 mtu 9000", "mtu: 9000\n"},
		{"up ip link set dev \"$IFACE\" mtu 9000 up", "mtu: 9000\n"},
		{"up ip link set eth0 address 02:00:00:00:00:01; true",
		 "mac_address: \"02:00:00:00:00:01\"\n"},
		{"up echo 9000 > /sys/class/net/eth0/mtu", "mtu: 9000\n"},
		{"up vconfig add eth0 7 >/dev/null 2>&1", "  - id: 7\n    parent: eth0\n"},
		{"up ip link add link eth0 name storage type vlan id 7",
		 "  - id: 7\n    parent: eth0\n    name: storage\n"},
		{"up brctl addbr br9 && brctl addif br9 eth7 && brctl stp br9 on && brctl setfd br9 4",
		 "  - name: br9\n    ports: [eth7]\n    stp: true\n    forward_delay: 4\n"},
		{"up ip link add br9 type bridge forward_delay 400 stp_state 1; ip link set eth7 master br9",
		 "  - name: br9\n    ports: [eth7]\n    stp: true\n    forward_delay: 4\n"},
		{"pre-up [ -d /sys/class/net/bond9 ] || { modprobe bonding && echo +bond9 > "
		 "/sys/class/net/bonding_masters; }\n\tup ifenslave bond9 eth8",
		 "bonds:\n  - name: bond9\n    slaves: [eth8]\n"},
		{"up modprobe 8021q || :", NULL},
		{"up ip link set $IFACE up", NULL},
		{"up echo the network is up", NULL},
		{"down ip route del 10.9.0.0/16 via 10.0.0.9 || true", NULL},
		{"post-down ip link del eth0.7", NULL},
		{"down ifenslave -d bond0 eth0", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		read_eni(arena_printf(arena,
				      "auto eth0\niface eth0 inet static\n\taddress 10.0.0.1/24\n\t%s\n",
				      cases[i].line));
		clean();
		if (cases[i].yaml)
			yes(cases[i].yaml);
		else
			is_host("nics:\n  - name: eth0\n    addresses: [10.0.0.1/24]\n");
	}
}

static void lines_that_are_not(void **state)
{
	static const char *const lines[] = {
		"up iptables -A FORWARD -j ACCEPT",
		"up ip route add 10.9.0.0/16 via 10.0.0.9 table lan",
		"up ip route add 10.9.0.0/16 dev eth0",
		"up ip route add default via 10.0.0.9 metric 7",
		"up ip rule add from 10.0.0.1 table lan",
		"up ip addr add 10.1.0.1 peer 10.1.0.2 dev eth0",
		"up ip link set eth0 promisc on mtu 9000",
		"up ip link add veth0 type veth peer name veth1",
		"up ip link set eth0 mtu $(cat /etc/mtu)",
		"up ip link set eth0 mtu `cat /etc/mtu`",
		"up ip link set eth0 mtu $MTU",
		"up ip link set eth0 mtu 9000 | logger",
		"up ip link set eth0 mtu 9000 &",
		"up ip link set eth0 mtu 9000 && /usr/local/bin/tell",
		"up ip link set eth0 mtu 9000 || ip link set eth0 mtu 1400",
		"up ip link set eth0 mtu '9000",
		"up echo 1 > /proc/sys/net/ipv4/ip_forward",
		"up ethtool -K eth0 tso off",
		"up sleep 45",
		"down iptables -F",
		"down ip addr add 10.1.0.1/24 dev eth0",
		"down ip link set eth0 mtu 1500",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		read_eni(arena_printf(
			arena, "auto eth0\niface eth0 inet static\n\taddress 10.0.0.1/24\n\t%s\n", lines[i]));
		if (!find("IMP003", "does what a description has no place for"))
			fail_msg("%s: is not said", lines[i]);
		assert_int_equal(findings_count(&findings, WARNING), 1);
		is_host("nics:\n  - name: eth0\n    addresses: [10.0.0.1/24]\n");
	}
}

static void options_of_bonds_by_lines(void **state)
{
	(void)state;
	read_eni(BOND("\tbond-mode 1\n\tup echo 1000 > /sys/class/net/bond0/bonding/arp_interval\n"
		      "\tup echo +10.0.0.1 > /sys/class/net/bond0/bonding/arp_ip_target\n"
		      "\tup echo +10.0.0.2 > /sys/class/net/$IFACE/bonding/arp_ip_target\n"
		      "\tup ip link set dev bond0 type bond ns_ip6_target fd00::1,fd00::2\n"
		      "\tpre-up echo '4 (802.3ad)' > /sys/class/net/bond0/bonding/nothing\n"));
	yes("arp_interval: 1000\n");
	yes("arp_ip_target: [10.0.0.1, 10.0.0.2]\n");
	yes("ns_ip6_target: [\"fd00::1\", \"fd00::2\"]\n");
	said("IMP003", "'pre-up' does what a description has no place for: echo ");
	assert_int_equal(findings_count(&findings, WARNING), 1);
	/* as on etch: nothing in the stanza says bond */
	read_on("etch",
		ENI "auto bond0\niface bond0 inet static\n\taddress 10.0.0.1\n\tnetmask 255.255.255.0\n"
		    "\tpre-up modprobe bonding\n\tup /sbin/ifenslave bond0 eth0 eth1\n");
	clean();
	yes("bonds:\n  - name: bond0\n    slaves: [eth0, eth1]\n");
}

/* ---- the order ---- */

static void bridges_before_their_ports(void **state)
{
	(void)state;
	read_eni("auto br0\niface br0 inet manual\n\tbridge_ports bond0\n\n" BOND("\tbond-mode 1\n"));
	said("ORD001", "'br0' comes up before 'bond0', which is its port");
	assert_string_equal(place_of("ORD001", ""), "br0");
	/* by the auto lines, wherever the stanzas are */
	read_eni("auto bond0 br0\niface br0 inet manual\n\tbridge_ports bond0\n\niface bond0 inet manual\n"
		 "\tbond-slaves eth0\n\tbond-mode 1\n");
	clean();
	/* the hook makes a VLAN itself, once its parent is there */
	read_eni("auto br0\niface br0 inet manual\n\tbridge_ports eth0.7\n\nauto eth0.7\niface eth0.7 inet "
		 "manual\n");
	clean();
	read_eni("auto br0\niface br0 inet manual\n\tbridge_ports bond0.7\n\nauto bond0.7\niface bond0.7 "
		 "inet manual\n\n" BOND("\tbond-mode 1\n"));
	said("ORD001", "'br0' comes up before 'bond0.7'");
	/* ifupdown2 sorts */
	read_eni("auto br0\niface br0\n\tbridge_ports bond0\n\n" BOND("\tbond-mode 1\n"));
	clean();
}

static void bonds_before_their_slaves(void **state)
{
	(void)state;
	read_eni("auto bond0\niface bond0 inet manual\n\tbond-slaves eth0.7 eth1.7\n\tbond-mode 1\n\n"
		 "auto eth0.7\niface eth0.7 inet manual\nauto eth1.7\niface eth1.7 inet manual\n");
	said("ORD001", "'bond0' comes up before 'eth0.7', which is its slave");
	said("ORD001", "'bond0' comes up before 'eth1.7', which is its slave");
	/* NICs are there anyway, and a slave with bond-master enslaves itself */
	read_eni(BOND("\tbond-mode 1\n") NIC());
	clean();
	read_eni("auto bond0\niface bond0 inet manual\n\tbond-slaves none\n\tbond-mode 1\n\n"
		 "auto eth0.7\niface eth0.7 inet manual\n\tbond-master bond0\n");
	clean();
	/* and brings its master up: before the bridge */
	read_eni("auto eth0\niface eth0 inet manual\n\tbond-master bond0\nauto br0\niface br0 inet manual\n"
		 "\tbridge_ports bond0\nauto bond0\niface bond0 inet manual\n\tbond-slaves none\n\tbond-mode "
		 "1\n");
	clean();
}

/* Run: 0.8.41 has the stanza of the parent first */
static void vlans_before_their_parents(void **state)
{
	static const char files[] = ENI "auto bond0.7\niface bond0.7 inet manual\n\n" BOND("\tbond-mode 1\n");

	(void)state;
	read_on("wheezy", files);
	said("ORD001", "'bond0.7' comes up before 'bond0', which is its parent");
	read_on("bookworm", files);
	clean();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lines_that_are_understood), TEST(lines_that_are_not),
		TEST(options_of_bonds_by_lines), TEST(bridges_before_their_ports),
		TEST(bonds_before_their_slaves), TEST(vlans_before_their_parents),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
