#include "targets/host.h"

#define BRIDGE_WITH(fields) "nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0]" fields "}]\n"
#define ALL_FIELDS          ", ageing: 60, hello_time: 3, max_age: 21, priority: 4096"

static void stp_and_delay_are_always_said(void **state)
{
	(void)state;
	render_host("rhel6.0", BRIDGE_WITH(""));
	assert_no_loss();
	assert_line(ifcfg("br0"), "TYPE=Bridge");
	assert_line(ifcfg("br0"), "STP=off");
	assert_line(ifcfg("br0"), "DELAY=0");
	assert_no_key(ifcfg("br0"), "LINKDELAY");
	assert_line(ifcfg("eth0"), "BRIDGE=br0");
	assert_no_key(ifcfg("eth0"), "TYPE");
	render_host("rhel6.0", BRIDGE_WITH(", stp: true"));
	assert_line(ifcfg("br0"), "STP=on");
	assert_no_key(ifcfg("br0"), "DELAY");
	render_host("rhel6.0", BRIDGE_WITH(", stp: true, forward_delay: 4"));
	assert_line(ifcfg("br0"), "DELAY=4");
}

static void before_6_4_there_is_no_way(void **state)
{
	(void)state;
	render_host("rhel6.3", BRIDGE_WITH(ALL_FIELDS));
	assert_loss("LOSS001", "bridges[0].ageing");
	assert_loss("LOSS001", "bridges[0].hello_time");
	assert_loss("LOSS001", "bridges[0].max_age");
	assert_loss("LOSS001", "bridges[0].priority");
	assert_int_equal(findings.n, 4);
	assert_no_key(ifcfg("br0"), "BRIDGING_OPTS");
	assert_no_key(ifcfg("br0"), "AGEING");
}

static void what_the_kernel_has_anyway_is_no_loss(void **state)
{
	(void)state;
	render_host("rhel6.3", BRIDGE_WITH(", ageing: 300, hello_time: 2, max_age: 20, priority: 32768"));
	assert_int_equal(findings.n, 4);
	for (size_t i = 0; i < findings.n; i++)
		assert_string_equal(findings.v[i]->id, "LOSS003");
}

/* sysfs counts in 1/100 s */
static void sysfs_counts_in_hundredths(void **state)
{
	(void)state;
	render_host("rhel6.5", BRIDGE_WITH(ALL_FIELDS));
	assert_no_loss();
	assert_line(ifcfg("br0"),
		    "BRIDGING_OPTS=\"priority=4096 ageing_time=6000 hello_time=300 max_age=2100\"");
	assert_no_key(ifcfg("br0"), "PRIO");
	assert_no_key(ifcfg("eth0"), "BRIDGING_OPTS"); /* would go to the port */
}

static void from_6_6_brctl_sets_two_of_them(void **state)
{
	(void)state;
	render_host("rhel6.6", BRIDGE_WITH(ALL_FIELDS));
	assert_no_loss();
	assert_line(ifcfg("br0"), "PRIO=4096");
	assert_line(ifcfg("br0"), "AGEING=60");
	assert_line(ifcfg("br0"), "BRIDGING_OPTS=\"hello_time=300 max_age=2100\"");
}

static void nothing_waits_for_the_ports(void **state)
{
	(void)state;
	render_host("rhel6.10", BRIDGE_WITH(", maxwait: 0"));
	assert_only_loss("LOSS003", "bridges[0].maxwait");
	render_host("rhel6.10", BRIDGE_WITH(", maxwait: 5"));
	assert_only_loss("LOSS001", "bridges[0].maxwait");
}

static void dhcp_waits_for_the_spanning_tree(void **state)
{
	(void)state;
	render_host("rhel6.10", BRIDGE_WITH(", dhcp: true, stp: true"));
	assert_line(ifcfg("br0"), "LINKDELAY=37");
	render_host("rhel6.10", BRIDGE_WITH(", dhcp: true, stp: true, forward_delay: 4"));
	assert_line(ifcfg("br0"), "LINKDELAY=15");
	render_host("rhel6.10", BRIDGE_WITH(", dhcp: true"));
	assert_no_key(ifcfg("br0"), "LINKDELAY");
}

static void a_large_mtu_needs_a_port(void **state)
{
	(void)state;
	render_host("rhel6.10", "bridges: [{name: br0, mtu: 9000}, {name: br1, mtu: 1500}]\n");
	assert_only_loss("LOSS001", "bridges[0].mtu");
	assert_no_key(ifcfg("br0"), "MTU");
	assert_line(ifcfg("br1"), "MTU=1500");
	render_host("rhel6.10", BRIDGE_WITH(", mtu: 1400"));
	assert_no_loss();
	assert_line(ifcfg("br0"), "MTU=1400");
	assert_no_key(ifcfg("eth0"), "MTU");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(stp_and_delay_are_always_said),
		TEST(before_6_4_there_is_no_way),
		TEST(what_the_kernel_has_anyway_is_no_loss),
		TEST(sysfs_counts_in_hundredths),
		TEST(from_6_6_brctl_sets_two_of_them),
		TEST(nothing_waits_for_the_ports),
		TEST(dhcp_waits_for_the_spanning_tree),
		TEST(a_large_mtu_needs_a_port),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
