#include "targets/host.h"

static void the_name_says_it_all(void **state)
{
	(void)state;
	render_host("rhel6.0",
		    "nics: [{name: eth0}]\nvlans: [{id: 256, parent: eth0, addresses: [10.0.0.2/24]}]\n");
	assert_no_loss();
	assert_line(ifcfg("eth0.256"), "VLAN=yes");
	assert_line(ifcfg("eth0.256"), "DEVICE=eth0.256");
	assert_no_key(ifcfg("eth0.256"), "PHYSDEV");
	assert_no_key(ifcfg("eth0.256"), "VID");
	assert_no_key(ifcfg("eth0.256"), "HWADDR");
	assert_no_key(ifcfg("eth0"), "VLAN");
}

/* 9.03.17 knows ethN and bondN as parents, 9.03.23 any */
static void parents_by_minor(void **state)
{
	const char *yaml = "nics: [{name: em1}]\nvlans: [{id: 5, parent: em1}]\n";

	(void)state;
	render_host("rhel6.0", yaml);
	assert_loss("LOSS001", "vlans[0].name");
	assert_string_equal(findings.v[0]->help, "name: vlan5");
	assert_string_equal(ifcfg("em1.5"), "");
	render_host("rhel6.1", yaml);
	assert_no_loss();
	assert_line(ifcfg("em1.5"), "VLAN=yes");
}

static void a_number_needs_its_parent(void **state)
{
	(void)state;
	render_host("rhel5.11", "nics: [{name: em1}]\nvlans: [{id: 30, parent: em1, name: vlan30}]\n");
	assert_no_loss();
	assert_line(ifcfg("vlan30"), "PHYSDEV=em1");
	assert_line(ifcfg("vlan30"), "VLAN_NAME_TYPE=VLAN_PLUS_VID_NO_PAD");
	/* from 9.03.8 on `ip link` gives it the name that it is called by */
	render_host("rhel6.0", "nics: [{name: em1}]\nvlans: [{id: 30, parent: em1, name: vlan0030}]\n");
	assert_no_loss();
	assert_line(ifcfg("vlan0030"), "PHYSDEV=em1");
	assert_no_key(ifcfg("vlan0030"), "VLAN_NAME_TYPE");
	assert_no_key(ifcfg("vlan0030"), "VID");
	render_host("rhel5.11", "nics: [{name: em1}]\nvlans: [{id: 30, parent: em1, name: vlan0030}]\n");
	assert_loss("LOSS001", "vlans[0].name");
}

static void other_names_need_vid(void **state)
{
	static const char *const names[] = {"storage", "eth0.0100", "eth0.99", "eth1.100",
					    "vlan99",  "eth00.100", "a.100"};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *yaml = arena_printf(
			arena, "nics: [{name: eth0}]\nvlans: [{id: 100, parent: eth0, name: %s}]\n",
			names[i]);

		render_host("rhel6.5", yaml);
		assert_only_loss("LOSS001", "vlans[0].name");
		assert_string_equal(findings.v[0]->help, "name: eth0.100");
		assert_string_equal(ifcfg(names[i]), "");
		render_host("rhel6.6", yaml);
		assert_no_loss();
		assert_line(ifcfg(names[i]), "PHYSDEV=eth0");
		assert_line(ifcfg(names[i]), "VID=100");
	}
}

static void the_advised_name_fits(void **state)
{
	(void)state;
	render_host("rhel6.5",
		    "bridges: [{name: br0123456789}]\nvlans: [{id: 1000, parent: br0123456789, name: x}]\n");
	assert_loss("LOSS001", "vlans[0].name");
	assert_string_equal(findings.v[0]->help, "name: vlan1000");
}

static void vlans_as_slaves_of_a_bond(void **state)
{
	(void)state;
	render_host("rhel6.4",
		    "nics: [{name: eth0}, {name: eth1}]\n"
		    "vlans: [{id: 253, parent: eth0}, {id: 253, parent: eth1}]\n"
		    "bonds: [{name: bond253, mode: 1, miimon: 100, slaves: [eth0.253, eth1.253]}]\n");
	assert_no_loss();
	assert_line(ifcfg("eth1.253"), "VLAN=yes");
	assert_line(ifcfg("eth1.253"), "MASTER=bond253");
	assert_line(ifcfg("eth1.253"), "SLAVE=yes");
	assert_no_key(ifcfg("eth0"), "MASTER");
}

/* ---- the order of network start ---- */

#define BONDED                                                                                               \
	"nics: [{name: eth0}, {name: eth1}]\nbonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0, "    \
	"eth1]}]\n"

static void a_vlan_comes_after_its_bond(void **state)
{
	(void)state;
	render_host("rhel6.10", BONDED "vlans: [{id: 5, parent: bond0, name: backup}]\n");
	assert_only_loss("LOSS001", "vlans[0].parent");
	assert_string_equal(findings.v[0]->help, "name: bond0.5");
	assert_line(ifcfg("backup"), "VID=5"); /* ifup by hand can still use it */
	render_host("rhel6.10", BONDED
		    "vlans: [{id: 5, parent: bond0, name: storage}, {id: 6, parent: bond0, name: bond1},\n"
		    "  {id: 7, parent: bond0, name: vlan7}, {id: 8, parent: bond0, name: a.8},\n"
		    "  {id: 9, parent: bond0, name: admin, onboot: no}]\n");
	assert_no_loss();
}

/* bonds with a dot or vlan* are in the pass of the VLANs, and there by name */
static void a_bond_among_the_vlans(void **state)
{
	const char *yaml = "nics: [{name: eth0}, {name: eth1}]\n"
			   "bonds: [{name: vlanbond, mode: 1, miimon: 100, slaves: [eth0]},\n"
			   "  {name: b.1, mode: 1, miimon: 100, slaves: [eth1]}]\n"
			   "vlans: [{id: 5, parent: vlanbond, name: vlan5}, {id: 6, parent: vlanbond},\n"
			   "  {id: 7, parent: b.1}, {id: 8, parent: b.1, name: free}]\n";

	(void)state;
	render_host("rhel6.10", yaml);
	assert_loss("LOSS001", "vlans[0].parent");
	assert_loss("LOSS001", "vlans[3].parent");
	assert_int_equal(findings.n, 2);
}

static void numbers_sort_as_numbers(void **state)
{
	(void)state;
	render_host("rhel6.10",
		    "nics: [{name: eth0}, {name: eth1}]\n"
		    "bonds: [{name: x10, mode: 1, miimon: 100, slaves: [eth0]}, {name: x9, mode: 1, miimon: "
		    "100, slaves: [eth1]}]\n"
		    "vlans: [{id: 5, parent: x10, name: x9a}, {id: 6, parent: x9, name: x10a}]\n");
	assert_only_loss("LOSS001", "vlans[0].parent");
}

static void a_parent_that_stays_down(void **state)
{
	(void)state;
	render_host("rhel6.10",
		    "nics: [{name: eth0}, {name: eth1}]\n"
		    "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0, eth1], onboot: no}]\n"
		    "vlans: [{id: 5, parent: bond0}]\n");
	assert_loss("LOSS001", "vlans[0].parent");
	assert_non_null(strstr(findings.v[0]->help, "onboot: true"));
}

/* the VLAN slaves of a bond are made with the bond, in the pass of the bond: before eth0 has its MTU */
static void the_mtu_of_a_nic_comes_too_late(void **state)
{
	const char *yaml =
		"nics: [{name: eth0, mtu: 9000}, {name: eth1, mtu: 1500}]\n"
		"vlans: [{id: 253, parent: eth0}, {id: 253, parent: eth1}, {id: 254, parent: eth0}]\n"
		"bonds: [{name: %s, mode: 1, miimon: 100, slaves: [eth0.253, eth1.253]}]\n";

	(void)state;
	render_host("rhel6.10", arena_printf(arena, yaml, "bond253"));
	assert_only_loss("LOSS001", "vlans[0].parent");
	assert_string_equal(findings.v[0]->help, "a name for 'bond253' that sorts behind 'eth0'");
	render_host("rhel6.10", arena_printf(arena, yaml, "team253"));
	assert_no_loss();
}

/* a bridge is made by its first port, so a VLAN on it needs one that comes earlier */
static void a_vlan_on_a_bridge(void **state)
{
	(void)state;
	render_host("rhel6.10", "nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0]}, {name: br1}]\n"
				"vlans: [{id: 5, parent: br0}, {id: 6, parent: br1}]\n");
	assert_only_loss("LOSS001", "vlans[1].parent");
}

static void files_that_count_as_backups(void **state)
{
	(void)state;
	render_host("rhel6.10", "bridges: [{name: br0.orig}, {name: br-range0}, {name: br0.rpmsave}, {name: "
				"brbak}, {name: br.bakx}]\n");
	assert_loss("LOSS001", "bridges[0].name");
	assert_loss("LOSS001", "bridges[1].name");
	assert_loss("LOSS001", "bridges[2].name");
	assert_int_equal(findings.n, 3);
	assert_line(ifcfg("br0.orig"), "DEVICE=br0.orig");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_name_says_it_all),
		TEST(parents_by_minor),
		TEST(a_number_needs_its_parent),
		TEST(other_names_need_vid),
		TEST(the_advised_name_fits),
		TEST(vlans_as_slaves_of_a_bond),
		TEST(a_vlan_comes_after_its_bond),
		TEST(a_bond_among_the_vlans),
		TEST(numbers_sort_as_numbers),
		TEST(a_parent_that_stays_down),
		TEST(the_mtu_of_a_nic_comes_too_late),
		TEST(a_vlan_on_a_bridge),
		TEST(files_that_count_as_backups),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
