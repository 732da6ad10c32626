/* What modprobe gives to the bonding driver, and words that initscripts write to sysfs. */
#include "import/reading.h"

#define CONF "==> etc/modprobe.d/bonding.conf <==\n"

static void two_bonds(const char *os, const char *bundle)
{
	given(os, bundle);
	described("bond0", BOND);
	described("bond1", BOND);
}

/* ---- words ---- */

static struct draft_object *write_options(const char *text)
{
	struct source *s = source_of(arena, "ifcfg-bond0", text, strlen(text));
	struct draft_object *bond;

	given("rhel6", CONF "\n");
	bond = described("bond0", BOND);
	import_bond_options(&reading, bond, text, (struct span){s, 0, (uint32_t)strlen(text)}, false);
	return bond;
}

static void words_become_options(void **state)
{
	struct draft_object *bond = write_options("mode=4  miimon=100 arp_ip_target=10.0.0.1,10.0.0.2");

	(void)state;
	assert_int_equal(findings.n, 0);
	assert_string_equal(values_of(bond, "mode"), "4");
	assert_string_equal(values_of(bond, "arp_ip_target"), "10.0.0.1 10.0.0.2");
	assert_string_equal(covered(draft_get(bond, "miimon")->at), "100");
	assert_string_equal(covered(draft_get(bond, "arp_ip_target")->next->at), "10.0.0.2");
}

static void plus_is_one_target(void **state)
{
	struct draft_object *bond = write_options("arp_ip_target=+10.0.0.1 arp_ip_target=+10.0.0.2");

	(void)state;
	assert_int_equal(findings.n, 0);
	assert_string_equal(values_of(bond, "arp_ip_target"), "10.0.0.1 10.0.0.2");
	write_options("arp_ip_target=+10.0.0.1,+10.0.0.2");
	assert_int_equal(count_said("IMP009"), 2);
	assert_int_equal(said("IMP009", 0)->severity, WARNING);
}

/* key=${arg%%=*}; value=${arg##*=} */
static void odd_words(void **state)
{
	struct draft_object *bond = write_options("mode=1=4");

	(void)state;
	assert_string_equal(values_of(bond, "mode"), "4");
	write_options("miimon");
	assert_only("IMP009", WARNING, "miimon");
	write_options("frob=7 mode=1");
	assert_only("IMP003", ERROR, "frob=7");
	bond = write_options("mode=1 miimon=100 mode=0");
	assert_only("IMP004", WARNING, "1");
	assert_string_equal(values_of(bond, "mode"), "0");
	bond = write_options("primary= max_bonds=2");
	assert_only("IMP003", ERROR, "max_bonds=2");
	assert_null(draft_get(bond, "primary"));
}

/* ---- modprobe ---- */

static void options_of_bonding_are_for_all(void **state)
{
	(void)state;
	two_bonds("rhel6", CONF "alias bond0 bonding\noptions bonding max_bonds=2 mode=1 miimon=80\n");
	import_bond_modules(&reading);
	assert_int_equal(findings.n, 0);
	assert_string_equal(field_of("bond0", "mode"), "1");
	assert_string_equal(field_of("bond1", "miimon"), "80");
}

/* The module is loaded once: what the first bond's alias has is there when the second comes up. */
static void the_first_alias_counts(void **state)
{
	(void)state;
	two_bonds("rhel5", CONF "alias bond0 bonding\nalias bond1 bonding\noptions bond0 mode=1 miimon=80\n"
				"options bond1 mode=4 miimon=80\n");
	import_bond_modules(&reading);
	assert_only("IMP004", WARNING, "options bond1 mode=4 miimon=80");
	assert_string_equal(field_of("bond1", "mode"), "1");
}

static void the_bonds_own_file_goes_first(void **state)
{
	struct draft_object *bond;

	(void)state;
	two_bonds("rhel6", CONF "options bonding mode=1 miimon=80\n");
	bond = draft_find(reading.draft, "bond0");
	draft_set(reading.draft, bond, "mode", "4", (struct span){0});
	import_bond_modules(&reading);
	assert_only("IMP004", WARNING, "1");
	assert_string_equal(field_of("bond0", "mode"), "4");
	assert_string_equal(field_of("bond0", "miimon"), "80");
	assert_string_equal(field_of("bond1", "mode"), "1");
}

/* Writing an interval switches the other monitor off. */
static void one_monitor(void **state)
{
	struct draft_object *bond;

	(void)state;
	given("rhel6", CONF "options bonding miimon=80\n");
	bond = described("bond0", BOND);
	draft_set(reading.draft, bond, "arp_interval", "500", (struct span){0});
	import_bond_modules(&reading);
	assert_only("IMP004", INFO, "80");
	assert_string_equal(field_of("bond0", "miimon"), "");
}

/* As RHEL 4 sets up bonds that differ; the name stands on either side. */
static void loads_under_another_name(void **state)
{
	(void)state;
	two_bonds("rhel4",
		  "==> etc/modprobe.conf <==\nalias bond0 bonding\noptions bond0 mode=1 miimon=100\n"
		  "install bond1 /sbin/modprobe --ignore-install bonding -o bond1 mode=4 miimon=50\n");
	described("bond2", BOND);
	import_bond_modules(&reading);
	assert_int_equal(findings.n, 0);
	assert_string_equal(field_of("bond0", "mode"), "1");
	assert_string_equal(field_of("bond1", "mode"), "4");
	assert_string_equal(covered(draft_get(draft_find(reading.draft, "bond1"), "miimon")->at), "50");

	two_bonds("rhel4", "==> etc/modprobe.conf <==\nalias bond0 bonding\nalias bond1 bonding\n"
			   "options bond0 -o bond0 mode=0\noptions bond1 -o bond1 mode=5 arp-interval=60\n");
	import_bond_modules(&reading);
	assert_int_equal(findings.n, 0);
	assert_string_equal(field_of("bond0", "mode"), "0");
	assert_string_equal(field_of("bond1", "arp_interval"), "60");
}

static void lines_that_miss_the_driver(void **state)
{
	(void)state;
	given("rhel6", CONF "alias bond0 bond1 bonding\n");
	described("bond0", BOND);
	import_bond_modules(&reading);
	assert_only("IMP009", WARNING, "alias bond0 bond1 bonding");

	given("rhel6", CONF "options bond0 mode=1\n");
	described("bond0", BOND);
	import_bond_modules(&reading);
	assert_only("IMP004", WARNING, "options bond0 mode=1");
	assert_string_equal(field_of("bond0", "mode"), "");

	given("rhel6", CONF "options bonding mode=1\n");
	import_bond_modules(&reading);
	assert_only("IMP003", ERROR, "mode=1");

	given("rhel6", CONF "options bonding mode=1\nfrobnicate x\n");
	described("bond0", BOND);
	import_bond_modules(&reading);
	assert_only("IMP009", WARNING, "frobnicate x");
}

static void what_takes_a_shell(void **state)
{
	(void)state;
	given("rhel6", CONF "install bonding modprobe -q -i bonding mode=1 $CMDLINE_OPTS || true\n");
	described("bond0", BOND);
	import_bond_modules(&reading);
	assert_only("IMP005", ERROR, "modprobe -q -i bonding mode=1 $CMDLINE_OPTS || true");

	given("rhel6", CONF "install bonding /bin/true\n");
	described("bond0", BOND);
	import_bond_modules(&reading);
	assert_only("IMP003", ERROR, "/bin/true");

	given("rhel6", CONF "install bonding /sbin/modprobe --ignore-install bonding mode=1\n");
	described("bond0", BOND);
	import_bond_modules(&reading);
	assert_int_equal(findings.n, 0);
	assert_string_equal(field_of("bond0", "mode"), "1");
}

static void other_modules(void **state)
{
	(void)state;
	given("rhel5", "==> etc/modprobe.conf <==\nalias eth0 e1000e\nalias scsi_hostadapter megaraid\n"
		       "options netloop nloopbacks=16\noptions sg def_reserved_size=1\nblacklist floppy\n"
		       "include /etc/modprobe.conf.dist\ninstall usb-storage :\n");
	described("eth0", NIC);
	import_bond_modules(&reading);
	assert_int_equal(findings.n, 0);
	assert_string_equal(field_of("eth0", "driver"), "e1000e");
	assert_string_equal(values_of(&reading.draft->xend, "nloopbacks"), "16");

	/* as on SLES 11: the settings come from sysctl.conf, which is read */
	given("sles11",
	      "==> etc/modprobe.conf.local <==\n"
	      "install bridge /sbin/modprobe -i bridge && /sbin/sysctl -e -p /etc/sysctl.conf > /dev/null\n");
	import_bond_modules(&reading);
	assert_int_equal(findings.n, 0);
	given("sles11",
	      "==> etc/modprobe.conf.local <==\ninstall bridge modprobe -i bridge && sysctl -p; reboot\n");
	import_bond_modules(&reading);
	assert_int_equal(count_said("IMP003"), 1);

	given("rhel5", "==> etc/modprobe.conf <==\nalias net-pf-10 off\n");
	import_bond_modules(&reading);
	assert_only("IMP003", ERROR, "alias net-pf-10 off");
}

static void a_list_of_modules_has_options_too(void **state)
{
	(void)state;
	two_bonds("etch", "==> etc/modules <==\n# x\nloop\nbonding mode=1 miimon=100\n8021q\n");
	import_bond_modules(&reading);
	assert_int_equal(findings.n, 0);
	assert_string_equal(field_of("bond1", "miimon"), "100");
	assert_string_equal(covered(draft_get(draft_find(reading.draft, "bond0"), "mode")->at), "1");
	two_bonds("rhel5", "==> etc/sysconfig/modules/x.modules <==\n#!/bin/sh\nmodprobe bonding mode=1\n");
	import_bond_modules(&reading);
	assert_only("IMP003", ERROR, "modprobe bonding mode=1");
}

static void primary_is_for_the_bond_that_has_it(void **state)
{
	(void)state;
	two_bonds("rhel6", CONF "options bonding primary=eth0\n");
	draft_add(reading.draft, draft_find(reading.draft, "bond0"), "slaves", "eth0", (struct span){0});
	draft_add(reading.draft, draft_find(reading.draft, "bond1"), "slaves", "eth2", (struct span){0});
	import_bond_modules(&reading);
	assert_string_equal(field_of("bond0", "primary"), "eth0");
	assert_string_equal(field_of("bond1", "primary"), "");
	assert_only("IMP004", INFO, "eth0");
}

/* Options of a driver that a NIC here has; what other hardware is given is not ours. */
static void options_of_drivers(void **state)
{
	(void)state;
	given("rhel5", "==> etc/modprobe.conf <==\noptions bnx2-x disable_msi=1\nalias eth0 bnx2_x\noptions "
		       "e1000 Speed=1\n"
		       "alias eth1 e1000\n");
	described("eth0", NIC);
	import_bond_modules(&reading);
	assert_only("IMP003", ERROR, "options bnx2-x disable_msi=1");
	assert_string_equal(said("IMP003", 0)->object, "eth0");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(options_of_drivers),
		TEST(words_become_options),
		TEST(plus_is_one_target),
		TEST(odd_words),
		TEST(options_of_bonding_are_for_all),
		TEST(the_first_alias_counts),
		TEST(the_bonds_own_file_goes_first),
		TEST(one_monitor),
		TEST(loads_under_another_name),
		TEST(lines_that_miss_the_driver),
		TEST(what_takes_a_shell),
		TEST(other_modules),
		TEST(a_list_of_modules_has_options_too),
		TEST(primary_is_for_the_bond_that_has_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
