/* Bonds whose options are parameters of the module, and what the modules of a host need besides. */
#include "targets/host.h"

#define NICS "nics: [{name: eth0}, {name: eth1}, {name: eth2}, {name: eth3}]\n"
#define BOTH(first, second)                                                                                  \
	NICS "bonds:\n"                                                                                      \
	     "  - {name: bond0, slaves: [eth0, eth1], " first "}\n"                                          \
	     "  - {name: bond1, slaves: [eth2, eth3], " second "}\n"
#define CONF text_of("etc/modprobe.conf.fragment")

static void one_bond_has_its_options_by_its_alias(void **state)
{
	(void)state;
	render_host("rhel4", NICS
		    "bonds:\n"
		    "  - {name: bond0, slaves: [eth0, eth1], mode: 1, arp_interval: 200, primary: eth1,\n"
		    "     arp_ip_target: [10.0.0.2, 10.0.0.20], use_carrier: on, fail_over_mac: active}\n");
	assert_no_loss();
	assert_line(CONF, "alias bond0 bonding");
	assert_line(CONF, "options bond0 mode=active-backup use_carrier=1 arp_interval=200 "
			  "arp_ip_target=10.0.0.2,10.0.0.20 fail_over_mac=1 primary=eth1");
	assert_lacks(CONF, "max_bonds");
	assert_no_key(ifcfg("bond0"), "BONDING_OPTS");
	assert_line(ifcfg("bond0"), "TYPE=Bonding");
	assert_null(file_set_find(&files, "etc/modprobe.d/bonding.conf"));
}

/* max_bonds makes bond0 and bond1, both with these options */
static void bonds_that_are_alike_share_them(void **state)
{
	(void)state;
	render_host("rhel4",
		    BOTH("mode: 1, miimon: 100, updelay: 200", "mode: 1, updelay: 200, miimon: 100"));
	assert_no_loss();
	assert_line(CONF, "alias bond0 bonding");
	assert_line(CONF, "alias bond1 bonding");
	assert_line(CONF, "options bonding max_bonds=2 mode=active-backup miimon=100 updelay=200");
	assert_lacks(CONF, "options bond0");
	assert_lacks(CONF, "install");
}

/* What is not written on this release cannot make two bonds differ, nor can the order of targets. */
static void what_is_in_force_is_compared(void **state)
{
	(void)state;
	render_host("rhel4",
		    BOTH("mode: 0, arp_interval: 200, arp_ip_target: [10.0.0.1, 10.0.0.2]",
			 "mode: 0, arp_interval: 200, arp_ip_target: [10.0.0.2, 10.0.0.1], miimon: 0"));
	assert_line(CONF, "options bonding max_bonds=2 mode=balance-rr arp_interval=200 "
			  "arp_ip_target=10.0.0.1,10.0.0.2");
	render_host("rhel4", BOTH("mode: 1, miimon: 100, lacp_rate: fast", "mode: 1, miimon: 100"));
	assert_line(CONF, "options bonding max_bonds=2 mode=active-backup miimon=100");
	render_host("rhel4", BOTH("mode: 0, arp_interval: 200, arp_ip_target: [10.0.0.1, 10.0.0.2]",
				  "mode: 0, arp_interval: 200, arp_ip_target: [10.0.0.1]"));
	assert_lacks(CONF, "options bonding");
}

/* An alias would go before the install command, and bond1 would have no options. */
static void others_are_loaded_once_each(void **state)
{
	(void)state;
	render_host("rhel4", NICS "bonds:\n"
				  "  - {name: bond1, slaves: [eth2, eth3], mode: 0, miimon: 50}\n"
				  "  - {name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 100}\n");
	assert_line(CONF, "alias bond0 bonding");
	assert_line(CONF, "options bond0 mode=active-backup miimon=100");
	assert_line(
		CONF,
		"install bond1 /sbin/modprobe --ignore-install bonding -o bond1 mode=balance-rr miimon=50");
	assert_lacks(CONF, "alias bond1");
	assert_lacks(CONF, "options bond1");
	assert_lacks(CONF, "options bonding");
}

static void the_module_names_its_bonds(void **state)
{
	(void)state;
	render_host("rhel4", NICS "bonds:\n"
				  "  - {name: bond1, slaves: [eth0], mode: 1, miimon: 100}\n"
				  "  - {name: bond00, slaves: [eth1], mode: 1, miimon: 100}\n"
				  "  - {name: bond, slaves: [eth2], mode: 1, miimon: 100}\n"
				  "  - {name: bond4, slaves: [eth3], mode: 1, miimon: 100}\n");
	assert_string_equal(find_loss("LOSS001", "bonds[1].name")->help, "name: bond0");
	assert_string_equal(find_loss("LOSS001", "bonds[2].name")->help, "name: bond2");
	assert_string_equal(find_loss("LOSS001", "bonds[3].name")->help, "name: bond3");
	assert_int_equal(findings.n, 3);
	render_host("rhel5.0", NICS "bonds: [{name: bond00, slaves: [eth0], mode: 1, miimon: 100}]\n");
	assert_no_loss();
}

static void aliases_alone_where_files_hold_the_options(void **state)
{
	(void)state;
	render_host("rhel5.0", BOTH("mode: 1, miimon: 100", "mode: 0, miimon: 50"));
	assert_line(CONF, "alias bond0 bonding");
	assert_line(CONF, "alias bond1 bonding");
	assert_lacks(CONF, "\noptions");
	assert_lacks(CONF, "\ninstall");
	assert_line(ifcfg("bond1"), "BONDING_OPTS=\"mode=balance-rr miimon=50\"");
	assert_no_key(ifcfg("bond1"), "TYPE");
}

static void no_file_without_a_bond(void **state)
{
	(void)state;
	render_host("rhel4", "nics: [{name: eth0}]\n");
	assert_string_equal(CONF, "");
}

/* ---- sysctl ---- */

#define FILTER "bridge_netfilter: no\nnics: [{name: eth0}]\n"

static void where_nothing_loads_modules_the_second_pass_has_to_do(void **state)
{
	(void)state;
	render_host("rhel4", FILTER);
	assert_line(text_of("etc/sysctl.conf.fragment"), "net.bridge.bridge-nf-call-iptables = 0");
	assert_null(file_set_find(&files, "etc/sysconfig/modules/bondwright.modules"));
	assert_null(file_set_find(&files, "etc/modules-load.d/bondwright.conf"));
	render_host("rhel5.11", FILTER);
	assert_line(text_of("etc/sysctl.conf.fragment"), "net.bridge.bridge-nf-call-iptables = 0");
	assert_line(text_of("etc/sysconfig/modules/bondwright.modules"),
		    "/sbin/modprobe bridge >/dev/null 2>&1");
}

static void systemd_loads_what_the_settings_belong_to(void **state)
{
	static const char *const releases[] = {"rhel7.0", "rhel8"};

	(void)state;
	for (size_t k = 0; k < 2; k++) {
		render_host(releases[k], FILTER);
		assert_line(text_of("etc/modules-load.d/bondwright.conf"), "br_netfilter");
		assert_line(text_of("etc/sysctl.d/bondwright.conf"),
			    "net.bridge.bridge-nf-call-iptables = 0");
		assert_null(file_set_find(&files, "etc/sysconfig/modules/bondwright.modules"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_bond_has_its_options_by_its_alias),
		TEST(bonds_that_are_alike_share_them),
		TEST(what_is_in_force_is_compared),
		TEST(others_are_loaded_once_each),
		TEST(the_module_names_its_bonds),
		TEST(aliases_alone_where_files_hold_the_options),
		TEST(no_file_without_a_bond),
		TEST(where_nothing_loads_modules_the_second_pass_has_to_do),
		TEST(systemd_loads_what_the_settings_belong_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
