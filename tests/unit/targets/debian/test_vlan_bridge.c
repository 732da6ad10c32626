#include "targets/host.h"

#define BOND "nics: [{name: eth0}]\nbonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0]}]\n"

static void ifupdown_0_7_makes_vlans_by_their_names(void **state)
{
	(void)state;
	render_host("bookworm",
		    BOND "vlans: [{id: 256, parent: bond0}, {id: 7, parent: bond0, name: bond0.0007},\n"
			 "        {id: 9, parent: br0}]\n"
			 "bridges: [{name: br0}]\n");
	assert_no_loss();
	assert_string_equal(stanza("bond0.256 inet manual", 0),
			    "auto bond0.256\niface bond0.256 inet manual\n");
	assert_string_equal(stanza("bond0.0007 inet manual", 0),
			    "auto bond0.0007\niface bond0.0007 inet manual\n");
	assert_string_equal(stanza("br0.9 inet manual", 0), "auto br0.9\niface br0.9 inet manual\n");
	assert_has(interfaces(), "# Needs these packages: ifenslave bridge-utils\n");
}

static void the_hook_of_squeeze_is_told_the_parent(void **state)
{
	(void)state;
	render_host("squeeze",
		    BOND "vlans: [{id: 256, parent: bond0}, {id: 9, parent: br0}]\nbridges: [{name: br0}]\n");
	assert_no_loss();
	assert_string_equal(stanza("bond0.256 inet manual", 0),
			    "auto bond0.256\niface bond0.256 inet manual\n"
			    "\tvlan-raw-device bond0\n"
			    "\tup ip link set dev bond0.256 up\n");
	assert_has(stanza("br0.9 inet manual", 0), "\tvlan-raw-device br0\n");
	assert_has(interfaces(), "# Needs these packages: ifenslave-2.6 vlan bridge-utils\n");
}

static void vlan_plus_id_is_for_the_hook_everywhere(void **state)
{
	static const char *const releases[] = {"bookworm", "squeeze"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		render_host(releases[i],
			    "nics: [{name: eth0}]\nvlans: [{id: 30, parent: eth0, name: vlan30},\n"
			    "        {id: 31, parent: eth0, name: vlan0031}]\n");
		assert_no_loss();
		assert_has(stanza("vlan30 inet manual", 0), "\tvlan-raw-device eth0\n");
		assert_has(stanza("vlan0031 inet manual", 0), "\tvlan-raw-device eth0\n");
		assert_has(interfaces(), " vlan\n");
		assert_lacks(interfaces(), "ip link add");
	}
}

/* Names that no tool knows, or that look like another VLAN's but belong to no interface that a tool would
 * take. */
static void other_names_are_made_by_a_line(void **state)
{
	static const struct {
		const char *name;
		bool squeeze;
	} names[] = {
		{"storage", true},   {"vlan31", true}, {"vlan030", true},
		{"vlan00030", true}, {"lan.7", true},  {"em1.30", true},
		{"storage30", true}, {"vlan", true},   {"eth9.30", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		for (int old = 0; old <= names[i].squeeze; old++) {
			const char *name = names[i].name, *text;

			render_host(
				old ? "squeeze" : "bookworm",
				arena_printf(
					arena,
					"nics: [{name: eth0}]\nvlans: [{id: 30, parent: eth0, name: %s}]\n",
					name));
			assert_no_loss();
			text = stanza(arena_printf(arena, "%s inet manual", name), 0);
			assert_has(text, arena_printf(arena,
						      "\tpre-up ip link set dev eth0 up\n"
						      "\tpre-up [ -d /sys/class/net/%s ] || "
						      "ip link add link eth0 name %s type vlan id 30\n",
						      name, name));
			assert_has(text, arena_printf(arena, "\tpost-down ip link del %s\n", name));
			assert_lacks(text, "vlan-raw-device");
		}
}

/* ifupdown would make eth1.30 on eth1 before any line of the stanza runs; so would vlan's hook of old. */
static void names_that_mean_another_vlan_are_lost(void **state)
{
	static const char *const names[] = {"eth1.30", "eth0.31", "eth0.30x"};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		for (int old = 0; old < 2; old++) {
			render_host(old ? "squeeze" : "bookworm",
				    arena_printf(arena,
						 "nics: [{name: eth0}, {name: eth1}]\n"
						 "vlans: [{id: 30, parent: eth0, name: %s}]\n",
						 names[i]));
			assert_only_loss("LOSS001", "vlans[0]");
			assert_string_equal(findings.v[0]->help, "leave the name out: eth0.30");
			assert_lacks(interfaces(), "ip link add");
		}
	render_host("squeeze", "nics: [{name: eth0}]\nvlans: [{id: 30, parent: eth0, name: eth0.0030}]\n");
	assert_only_loss("LOSS001", "vlans[0]"); /* vlan 1.9 and the kernel disagree about the zeros */
}

static void a_parent_with_a_dot(void **state)
{
	(void)state;
	render_host("bookworm", "nics: [{name: lan.a}]\nvlans: [{id: 30, parent: lan.a}]\n");
	assert_no_loss();
	assert_has(stanza("lan.a.30 inet manual", 0),
		   "ip link add link lan.a name lan.a.30 type vlan id 30\n");
	render_host("bookworm", "nics: [{name: lan}, {name: lan.a}]\nvlans: [{id: 30, parent: lan.a}]\n");
	assert_only_loss("LOSS001", "vlans[0]");
}

static void a_bridge_that_is_called_like_a_vlan(void **state)
{
	(void)state;
	render_host("bookworm", "nics: [{name: eth0}]\nbridges: [{name: eth0.5, ports: [eth0]}]\n");
	assert_only_loss("LOSS001", "bridges[0].name");
	render_host("bookworm", "nics: [{name: eth0}]\nbridges: [{name: eth1.5, ports: [eth0]}]\n");
	assert_no_loss();
}

static void a_bridge_in_full(void **state)
{
	static const char yaml[] =
		"nics: [{name: eth0}, {name: eth1}]\n"
		"bridges: [{name: br0, ports: [eth0, eth1], stp: true, forward_delay: 4, maxwait: 9, ageing: "
		"0,\n"
		"           hello_time: 1, max_age: 6, priority: 0, addresses: [10.0.0.2/24]}]\n";

	(void)state;
	render_host("bookworm", yaml);
	assert_no_loss();
	assert_string_equal(stanza("br0 inet static", 0), "auto br0\n"
							  "iface br0 inet static\n"
							  "\taddress 10.0.0.2/24\n"
							  "\tbridge_ports eth0 eth1\n"
							  "\tbridge_stp on\n"
							  "\tbridge_fd 4\n"
							  "\tbridge_maxwait 9\n"
							  "\tbridge_ageing 0\n"
							  "\tbridge_hello 1\n"
							  "\tbridge_maxage 6\n"
							  "\tbridge_bridgeprio 0\n");
	assert_string_equal(stanza("eth0 inet manual", 0), "iface eth0 inet manual\n");
}

/* Without a word behind bridge_ports the hook takes the stanza for no bridge, and ifup the file for broken.
 */
static void a_bridge_without_ports(void **state)
{
	(void)state;
	render_host("squeeze", "bridges: [{name: br0}]\n");
	assert_string_equal(stanza("br0 inet manual", 0), "auto br0\n"
							  "iface br0 inet manual\n"
							  "\tbridge_ports none\n"
							  "\tbridge_stp off\n"
							  "\tbridge_fd 0\n"
							  "\tbridge_maxwait 0\n");
}

/* bridge_hw sets it before the ports come; squeeze's bridge_hw would set that of the ports. */
static void the_address_of_a_bridge(void **state)
{
	static const char yaml[] =
		"nics: [{name: eth0}]\n"
		"bridges: [{name: br0, ports: [eth0], mac_address: \"02:00:00:00:00:33\"%s}]\n";

	(void)state;
	render_host("bookworm", arena_printf(arena, yaml, ""));
	assert_has(stanza("br0 inet manual", 0), "\tbridge_hw 02:00:00:00:00:33\n");
	assert_string_equal(text_of("etc/systemd/network/10-br0.link"), "");
	render_host("squeeze", arena_printf(arena, yaml, ""));
	assert_has(stanza("br0 inet manual", 0), "\tup ip link set dev br0 address 02:00:00:00:00:33\n");
	/* a lease is asked for with the address that stays */
	render_host("squeeze", arena_printf(arena, yaml, ", dhcp: true"));
	assert_has(stanza("br0 inet dhcp", 0), "\thwaddress ether 02:00:00:00:00:33\n");
	assert_lacks(interfaces(), "bridge_hw");
}

/* The hook gives a bridge's `mtu` to its ports too, and so must not see one that is not theirs. */
static void the_mtu_of_a_bridge_is_not_that_of_its_ports(void **state)
{
	(void)state;
	render_host("bookworm",
		    "nics: [{name: eth0, mtu: 9000}]\nbridges: [{name: br0, ports: [eth0], mtu: 1500}]\n");
	assert_has(stanza("br0 inet manual", 0), "\tup ip link set dev br0 mtu 1500\n");
	assert_lacks(stanza("br0 inet manual", 0), "\tmtu");
	assert_string_equal(stanza("eth0 inet manual", 0), "auto eth0\niface eth0 inet manual\n\tmtu 9000\n");
	render_host("bookworm",
		    "nics: [{name: eth0, mtu: 9000}]\nbridges: [{name: br0, ports: [eth0], mtu: 9000}]\n");
	assert_has(stanza("br0 inet manual", 0), "iface br0 inet manual\n\tmtu 9000\n\tbridge_ports eth0\n");
}

static void what_is_not_for_boot_has_no_auto(void **state)
{
	(void)state;
	render_host("bookworm", "nics: [{name: eth0, onboot: false, comment: \"spare = dark\\nauto eth0\"}]\n"
				"bridges: [{name: br0, onboot: false}]\n");
	assert_has(interfaces(), "\n# spare : dark auto eth0\niface eth0 inet manual\n");
	assert_lacks(interfaces(), "auto br0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(ifupdown_0_7_makes_vlans_by_their_names),
		TEST(the_hook_of_squeeze_is_told_the_parent),
		TEST(vlan_plus_id_is_for_the_hook_everywhere),
		TEST(other_names_are_made_by_a_line),
		TEST(names_that_mean_another_vlan_are_lost),
		TEST(a_parent_with_a_dot),
		TEST(a_bridge_that_is_called_like_a_vlan),
		TEST(a_bridge_in_full),
		TEST(a_bridge_without_ports),
		TEST(the_address_of_a_bridge),
		TEST(the_mtu_of_a_bridge_is_not_that_of_its_ports),
		TEST(what_is_not_for_boot_has_no_auto),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
