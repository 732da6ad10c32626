#include "targets/host.h"

#define NIC "nics: [{name: eth0, mac: \"52:54:00:AA:00:01\", addresses: [10.0.0.2/24], gateway: 10.0.0.1}]\n"

static void pinned_names(void **state)
{
	static const char yaml[] =
		"nics: [{name: eth0, mac: \"52:54:00:AA:00:01\"}, {name: lan0, mac: \"52:54:00:aa:00:02\"},\n"
		"       {name: eth2}]\n";

	(void)state;
	render_host("squeeze", yaml);
	/* eth* is what the kernel calls it before the rule does */
	assert_has(
		text_of("etc/udev/rules.d/70-persistent-net.rules"),
		"\nSUBSYSTEM==\"net\", ACTION==\"add\", DRIVERS==\"?*\", "
		"ATTR{address}==\"52:54:00:aa:00:01\", "
		"ATTR{dev_id}==\"0x0\", ATTR{type}==\"1\", KERNEL==\"eth*\", NAME=\"eth0\"\n"
		"SUBSYSTEM==\"net\", ACTION==\"add\", DRIVERS==\"?*\", ATTR{address}==\"52:54:00:aa:00:02\", "
		"ATTR{dev_id}==\"0x0\", ATTR{type}==\"1\", KERNEL==\"eth*\", NAME=\"lan0\"\n");
	assert_lacks(text_of("etc/udev/rules.d/70-persistent-net.rules"), "eth2");
	assert_int_equal(files.n, 2);
	render_host("bookworm", yaml);
	assert_has(text_of("etc/systemd/network/10-lan0.link"),
		   "\n[Match]\nPermanentMACAddress=52:54:00:aa:00:02\n\n[Link]\nName=lan0\n");
	assert_int_equal(files.n, 3);
	render_host("squeeze", "nics: [{name: eth2}]\n");
	assert_int_equal(files.n, 1);
}

/* MACAddressPolicy=persistent of systemd's 99-default.link gives these two an address of its own making. */
static void made_up_addresses(void **state)
{
	static const char policy[] = "\n[Match]\nOriginalName=%s\n\n[Link]\nMACAddressPolicy=none\n";
	static const char yaml[] =
		"nics: [{name: eth0}, {name: eth1}]\n"
		"bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0]}]\n"
		"vlans: [{id: 5, parent: bond0}]\n"
		"bridges: [{name: br0, ports: [bond0.5]},\n"
		"          {name: br1, ports: [eth1], mac_address: \"02:00:00:00:00:33\"}]\n";

	(void)state;
	render_host("bookworm", yaml);
	assert_has(text_of("etc/systemd/network/10-bond0.link"), arena_printf(arena, policy, "bond0"));
	assert_has(text_of("etc/systemd/network/10-br0.link"), arena_printf(arena, policy, "br0"));
	assert_null(file_set_find(&files, "etc/systemd/network/10-br1.link"));
	assert_null(file_set_find(
		&files,
		"etc/systemd/network/10-bond0.5.link")); /* a VLAN's is its parent's: NET_ADDR_STOLEN */
	render_host("squeeze", yaml);
	assert_null(file_set_find(&files, "etc/systemd/network/10-bond0.link"));
}

static void bridge_netfilter(void **state)
{
	static const char sysctls[] = "\nnet.bridge.bridge-nf-call-arptables = %d\n"
				      "net.bridge.bridge-nf-call-iptables = %d\n"
				      "net.bridge.bridge-nf-call-ip6tables = %d\n"
				      "net.bridge.bridge-nf-filter-vlan-tagged = %d\n";

	(void)state;
	render_host("bookworm", NIC "bridge_netfilter: false\n");
	assert_has(text_of("etc/sysctl.d/bondwright.conf"), arena_printf(arena, sysctls, 0, 0, 0, 0));
	assert_has(text_of("etc/modules-load.d/bondwright.conf"), "\nbr_netfilter\n");
	assert_has(text_of("etc/modules-load.d/bondwright.conf"), "keep it from filtering");
	render_host("bookworm", NIC "bridge_netfilter: true\n");
	assert_has(text_of("etc/sysctl.d/bondwright.conf"), arena_printf(arena, sysctls, 1, 1, 1, 1));
	assert_lacks(text_of("etc/modules-load.d/bondwright.conf"), "keep it from filtering");
	/* the module there is bridge itself, and /etc/modules belongs to others too */
	render_host("squeeze", NIC "bridge_netfilter: false\n");
	assert_has(text_of("etc/sysctl.d/bondwright.conf"), arena_printf(arena, sysctls, 0, 0, 0, 0));
	assert_has(text_of("etc/modules.fragment"), "\nbridge\n");
	render_host("bookworm", NIC);
	assert_null(file_set_find(&files, "etc/sysctl.d/bondwright.conf"));
	assert_null(file_set_find(&files, "etc/modules-load.d/bondwright.conf"));
}

static void no_stray_bond(void **state)
{
	(void)state;
	render_host("squeeze",
		    "nics: [{name: eth0}]\nbonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0]}]\n");
	assert_has(text_of("etc/modprobe.d/bonding.conf"), "\noptions bonding max_bonds=0\n");
	render_host("squeeze", NIC);
	assert_null(file_set_find(&files, "etc/modprobe.d/bonding.conf"));
}

static void the_resolver(void **state)
{
	(void)state;
	render_host("bookworm", NIC
		    "dns: {servers: [10.0.0.53, \"2001:db8::53\"], search: [example.com, example.net]}\n");
	assert_has(text_of("etc/resolv.conf"),
		   "\nsearch example.com example.net\nnameserver 10.0.0.53\nnameserver 2001:db8::53\n");
	assert_has(stanza("eth0 inet static", 0),
		   "\tdns-nameservers 10.0.0.53 2001:db8::53\n\tdns-search example.com example.net\n");
	assert_null(file_set_find(&files, "etc/dhcp/dhclient-enter-hooks.d/bondwright"));
	render_host("bookworm", NIC "dns: {search: [example.com]}\n");
	assert_has(text_of("etc/resolv.conf"), "\nsearch example.com\n");
	assert_lacks(text_of("etc/resolv.conf"), "nameserver");
	assert_lacks(interfaces(), "dns-nameservers");
	render_host("bookworm", NIC "dns: {}\n");
	assert_null(file_set_find(&files, "etc/resolv.conf"));
	assert_lacks(interfaces(), "dns-");
}

/* The `iface` line above dns-search; "" where there is none. */
static const char *holder(void)
{
	const char *text = interfaces(), *at = strstr(text, "dns-search"), *found = "";

	for (const char *line = text; at && line < at; line += strcspn(line, "\n") + 1)
		if (!strncmp(line, "iface ", 6))
			found = line;
	return arena_strndup(arena, found, strcspn(found, "\n"));
}

/* resolvconf's hook runs for each stanza and replaces what the one of the same family before it left. */
static void where_the_resolvers_lines_stand(void **state)
{
	static const char dns[] = "dns: {search: [example.com]}\n";

	(void)state;
	render_host(
		"bookworm",
		arena_printf(
			arena,
			"%snics: [{name: eth0, addresses: [10.1.0.2/24]}, {name: eth1, gateway: 10.0.0.1,\n"
			"        addresses: [10.0.0.2/24, 10.2.0.2/24, \"2001:db8::2/64\"]}]\n",
			dns));
	assert_string_equal(holder(), "iface eth1 inet static");
	assert_has(stanza("eth1 inet static", 1), "\taddress 10.2.0.2/24\n\tdns-search example.com\n");
	render_host(
		"bookworm",
		arena_printf(arena,
			     "%snics: [{name: eth0, addresses: [10.1.0.2/24]},\n"
			     "       {name: eth1, addresses: [\"2001:db8::2/64\"], gateway6: \"fe80::1\"}]\n",
			     dns));
	assert_string_equal(holder(), "iface eth1 inet6 static");
	render_host("bookworm",
		    arena_printf(arena, "%snics: [{name: eth0}, {name: eth1, dhcp: true}]\n", dns));
	assert_string_equal(holder(), "iface eth1 inet dhcp");
	render_host("bookworm", arena_printf(arena, "%snics: [{name: eth0}]\n", dns));
	assert_string_equal(holder(), "");
	assert_has(text_of("etc/resolv.conf"), "search example.com\n");
}

/* dhclient-script would write its own resolv.conf with each lease. */
static void a_lease_does_not_take_the_resolver_over(void **state)
{
	(void)state;
	render_host("squeeze", "nics: [{name: eth0, dhcp: true}]\ndns: {servers: [10.0.0.53]}\n");
	assert_has(text_of("etc/dhcp/dhclient-enter-hooks.d/bondwright"), "\nmake_resolv_conf() {\n\t:\n}\n");
	render_host("squeeze", "nics: [{name: eth0, dhcp: true}]\n");
	assert_null(file_set_find(&files, "etc/dhcp/dhclient-enter-hooks.d/bondwright"));
	assert_has(interfaces(), "# Needs these packages: isc-dhcp-client\n");
}

static void more_than_the_resolver_takes(void **state)
{
	static const char servers[] =
		"nics: [{name: eth0}]\ndns: {servers: [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4]}\n";
	static const char search[] =
		"nics: [{name: eth0}]\ndns: {search: [a.example, b.example, c.example, d.example,\n"
		"             e.example, f.example, g.example]}\n";

	(void)state;
	render_host("bookworm", servers);
	assert_only_loss("LOSS001", "dns.servers[3]");
	render_host("squeeze", search);
	assert_only_loss("LOSS001", "dns.search[6]");
	render_host("bookworm", search); /* glibc 2.26 */
	assert_no_loss();
}

static void every_file_is_for_all_to_read(void **state)
{
	(void)state;
	render_host("bookworm", NIC "bridge_netfilter: false\ndns: {servers: [10.0.0.53]}\n");
	assert_int_equal(files.n, 5);
	for (size_t i = 0; i < files.n; i++)
		assert_int_equal(files.v[i].mode, 0644);
	assert_has(interfaces(), "\nauto lo\niface lo inet loopback\n");
}

/* Up to glibc 2.25 what is behind the 255th character of all domains is cut off. */
static void domains_of_256_characters(void **state)
{
	char label[61] = {0};
	const char *yaml;

	(void)state;
	memset(label, 'a', sizeof(label) - 1);
	yaml = arena_printf(arena, "dns: {search: [%s.x1, %s.x2, %s.x3, %s.x4, y.example]}\n" NIC, label, label,
			    label, label);
	render_host("stretch", yaml);
	assert_only_loss("LOSS001", "dns.search[4]");
	assert_has(text_of("etc/resolv.conf"), "a.x4\n");
	assert_has(interfaces(), "a.x4\n");
	assert_lacks(text_of("etc/resolv.conf"), "y.example");
	assert_lacks(interfaces(), "y.example");
	render_host("buster", yaml);
	assert_no_loss();
	assert_has(text_of("etc/resolv.conf"), "a.x4 y.example\n");
}

static void what_is_not_asked_is_not_written(void **state)
{
	(void)state;
	render_host("bookworm", "nics: [{name: eth0, addresses: [10.0.0.2/24]}]\n"
				"dns: {servers: [10.0.0.51, 10.0.0.52, 10.0.0.53, 10.0.0.54]}\n");
	assert_only_loss("LOSS001", "dns.servers[3]");
	assert_has(text_of("etc/resolv.conf"), "10.0.0.53");
	assert_lacks(text_of("etc/resolv.conf"), "10.0.0.54");
	assert_has(interfaces(), "dns-nameservers 10.0.0.51 10.0.0.52 10.0.0.53\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(pinned_names),
		TEST(made_up_addresses),
		TEST(bridge_netfilter),
		TEST(no_stray_bond),
		TEST(the_resolver),
		TEST(where_the_resolvers_lines_stand),
		TEST(a_lease_does_not_take_the_resolver_over),
		TEST(more_than_the_resolver_takes),
		TEST(every_file_is_for_all_to_read),
		TEST(domains_of_256_characters),
		TEST(what_is_not_asked_is_not_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
