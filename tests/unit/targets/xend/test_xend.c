/* xend's lines, the wrapper, netloop's options, and what network-bridge cannot do; by formats.md's facts on
 * its versions. */
#include "targets/host.h"

extern const struct target target_xend;

#define SXP     "etc/xen/xend-config.sxp.fragment"
#define WRAPPER "etc/xen/scripts/bondwright-network-bridge"

#define NICS3 "nics: [{name: eth0}, {name: eth1}, {name: eth2}]\n"
#define BOND  "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 802.3ad, miimon: 100}]\n"

/* What xend's target alone makes of a host. */
static void render_xend(const char *os, const char *yaml)
{
	struct render r = render_of(os, yaml);

	if (target_xend.serves(r.net)) {
		target_xend.limits(&r);
		target_xend.render(&r);
	}
	if (r.error)
		fail_msg("%s\n%s", r.error, yaml);
}

/* A host whose bridges xend's network-bridge of `version` makes. */
static void by_xend(const char *version, const char *more, const char *rest)
{
	render_xend(
		"sles11",
		arena_printf(arena,
			     "virtualization: xen\nxend: {version: \"%s\", bridges: network-bridge%s}\n" NICS3
			     "%s",
			     version, more, rest));
}

/* ---- one bridge ---- */

static void the_line_by_version(void **state)
{
	static const struct {
		const char *version, *bridge, *line;
	} cases[] = {
		{"3.0", "xenbr0", "(network-script 'network-bridge netdev=bond0 vifnum=0')"},
		{"3.1", "xenbr3", "(network-script 'network-bridge netdev=bond0 vifnum=3')"},
		{"3.0", "lan", "(network-script 'network-bridge netdev=bond0 vifnum=0 bridge=lan')"},
		/* no number that xenbrN stands for */
		{"3.0", "xenbr01", "(network-script 'network-bridge netdev=bond0 vifnum=0 bridge=xenbr01')"},
		{"3.0", "xenbr", "(network-script 'network-bridge netdev=bond0 vifnum=0 bridge=xenbr')"},
		/* from 3.2 on the bridge is called like its device, and there is no vifnum */
		{"3.2", "xenbr0", "(network-script 'network-bridge netdev=bond0 bridge=xenbr0')"},
		{"4.0", "lan", "(network-script 'network-bridge netdev=bond0 bridge=lan')"},
		{"4.1", "lan", "(network-script 'network-bridge netdev=bond0 bridge=lan')"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		by_xend(cases[i].version, "",
			arena_printf(arena, BOND "bridges: [{name: %s, ports: [bond0]}]\n", cases[i].bridge));
		assert_line(text_of(SXP), cases[i].line);
		assert_line(text_of(SXP), "(vif-script vif-bridge)");
		assert_string_equal(text_of(WRAPPER), "");
		assert_no_loss();
	}
}

/* ---- several ---- */

static void a_call_for_each(void **state)
{
	const struct file *f;

	(void)state;
	by_xend("3.0", "",
		"bridges: [{name: lan, ports: [eth2]}, {name: xenbr10, ports: [eth1]}, {name: xenbr0, "
		"ports: [eth0]}]\n");
	assert_line(text_of(SXP), "(network-script bondwright-network-bridge)");
	f = file_set_find(&files, WRAPPER);
	assert_non_null(f);
	assert_int_equal(f->mode, 0755);
	/* a free number for `lan`; and xenbr1 would be found in xenbr10, so the shorter name goes first */
	assert_has(text_of(WRAPPER),
		   "\"$dir/network-bridge\" \"$@\" netdev=eth2 vifnum=1 bridge=lan || failed=$?\n"
		   "\"$dir/network-bridge\" \"$@\" netdev=eth0 vifnum=0 || failed=$?\n"
		   "\"$dir/network-bridge\" \"$@\" netdev=eth1 vifnum=10 || failed=$?\n");
	by_xend("4.0", "", "bridges: [{name: lan, ports: [eth0]}, {name: dmz, ports: [eth1]}]\n");
	assert_has(text_of(WRAPPER), "\"$@\" netdev=eth0 bridge=lan ||");
	assert_no_loss();
}

static void no_second_one_from_4_1_on(void **state)
{
	(void)state;
	by_xend("4.1", "", "bridges: [{name: lan, ports: [eth0]}, {name: dmz, ports: [eth1]}]\n");
	assert_only_loss("LOSS001", "bridges[1]");
	assert_string_equal(text_of(WRAPPER), "");
	assert_line(text_of(SXP), "(network-script 'network-bridge netdev=eth0 bridge=lan')");
	/* nor a first one, where the distribution has made another */
	by_xend("4.1", "", "bridges: [{name: lan, ports: [eth0]}, {name: inner}]\n");
	assert_only_loss("LOSS001", "bridges[0]");
	assert_lacks(text_of(SXP), "network-bridge");
	assert_lacks(text_of(SXP), "(network-script");
	by_xend("4.0", "", "bridges: [{name: lan, ports: [eth0]}, {name: inner}]\n");
	assert_no_loss();
}

static void none_to_make(void **state)
{
	(void)state;
	by_xend("4.0", "", "");
	assert_only_loss("LOSS001", "xend.bridges");
	assert_lacks(text_of(SXP), "(network-script");
	by_xend("4.0", "", BOND); /* XEN001 */
	assert_no_loss();
	assert_lacks(text_of(SXP), "(network-script");
}

/* ---- the distribution, or nobody's business ---- */

static void a_script_that_does_nothing(void **state)
{
	static const char xen[] = "virtualization: xen\n" NICS3 BOND;

	(void)state;
	render_xend("sles10", arena_printf(arena, "%sbridges: [{name: b, ports: [bond0]}]\n", xen));
	assert_line(text_of(SXP), "(network-script /bin/true)");
	assert_line(text_of(SXP), "(vif-script 'vif-bridge bridge=b')");
	/* two that guests may mean: each says its own */
	render_xend("sles10",
		    arena_printf(arena, "%sbridges: [{name: b, ports: [bond0]}, {name: c}]\n", xen));
	assert_line(text_of(SXP), "(vif-script vif-bridge)");
	render_xend("sles10",
		    arena_printf(arena, "%sbridges: [{name: b, ports: [bond0]}, {name: c, guests: false}]\n",
				 xen));
	assert_line(text_of(SXP), "(vif-script 'vif-bridge bridge=b')");
	assert_no_loss();
}

static void nothing_is_written_of_its_own_accord(void **state)
{
	(void)state;
	render_xend("sles10", "virtualization: xen\nxend: {bridges: none}\n" NICS3);
	assert_int_equal(files.n, 0);
	render_xend("sles10", "virtualization: kvm\n" NICS3);
	assert_int_equal(files.n, 0);
	render_xend("bookworm", "virtualization: xen\n" NICS3);
	assert_string_equal(text_of(SXP), "");
}

/* ---- what it cannot do ---- */

static void settings_of_bridges(void **state)
{
	static const struct {
		const char *field, *path;
	} cases[] = {
		{"stp: true, forward_delay: 0", "bridges[0].stp"},
		{"forward_delay: 7", "bridges[0].forward_delay"},
		{"ageing: 60", "bridges[0].ageing"},
		{"hello_time: 1", "bridges[0].hello_time"},
		{"max_age: 10", "bridges[0].max_age"},
		{"priority: 9", "bridges[0].priority"},
		{"mac_address: \"02:00:00:00:00:01\"", "bridges[0].mac_address"},
		{"onboot: false", "bridges[0].onboot"},
		{"maxwait: 5", "bridges[0].maxwait"},
		{"mtu: 9000", "bridges[0].mtu"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		by_xend("3.0", "",
			arena_printf(arena, "bridges: [{name: b, ports: [eth0], %s}]\n", cases[i].field));
		assert_only_loss("LOSS001", cases[i].path);
	}
	by_xend("3.0", "",
		"bridges: [{name: b, ports: [eth0], stp: false, forward_delay: 0, mtu: 1500, onboot: "
		"true}]\n");
	assert_no_loss();
	by_xend("3.0", "", "bridges: [{name: b, ports: [eth0], maxwait: 0}]\n");
	assert_only_loss("LOSS003", "bridges[0].maxwait");
}

/* The bridge has the MTU of its device; netloop's own ports keep 1500. */
static void large_frames(void **state)
{
	static const char rest[] = "bonds: [{name: bond0, slaves: [eth0], mode: 1, miimon: 100, mtu: "
				   "9000}]\n"
				   "bridges: [{name: b, ports: [bond0], mtu: 9000}]\n";

	(void)state;
	by_xend("4.0", "", rest);
	assert_no_loss();
	by_xend("3.1", "", rest);
	assert_only_loss("LOSS001", "bridges[0].mtu");
}

/* do_ifup of 3.2 and later: one address of IPv4 and the default router come back. */
static void addresses_of_bridges(void **state)
{
	static const struct {
		const char *fields, *path; /* NULL: no loss */
	} cases[] = {
		{"addresses: [10.0.0.2/24], gateway: 10.0.0.1", NULL},
		{"addresses: [10.0.0.2/24, 10.0.0.3/24]", "bridges[0].addresses"},
		{"addresses: [\"2001:db8::2/64\"]", "bridges[0].addresses"},
		{"addresses: [10.0.0.2/24], gateway6: \"fe80::1\"", "bridges[0].gateway6"},
		{"dhcp: true", "bridges[0].dhcp"},
		{"dhcp6: true", "bridges[0].dhcp6"},
		{"addresses: [10.0.0.2/24], routes: [{to: 10.5.0.0/16, via: 10.0.0.1}]", "bridges[0].routes"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *rest =
			arena_printf(arena, "bridges: [{name: b, ports: [eth0], %s}]\n", cases[i].fields);

		by_xend("3.2", "", rest);
		if (cases[i].path)
			assert_only_loss("LOSS001", cases[i].path);
		else
			assert_no_loss();
		by_xend("3.1", "", rest); /* ifup of the device itself: all of it */
		assert_no_loss();
	}
}

static void vlans_below_and_above(void **state)
{
	(void)state;
	by_xend("4.0", "", "vlans: [{id: 5, parent: eth0}]\nbridges: [{name: b, ports: [eth0.5]}]\n");
	assert_only_loss("LOSS001", "bridges[0]"); /* ifdown deletes it before it can be renamed */
	assert_lacks(text_of(SXP), "netdev");
	by_xend("4.0", "", "vlans: [{id: 5, parent: b}]\nbridges: [{name: b, ports: [eth0]}]\n");
	assert_only_loss("LOSS001", "vlans[0].parent"); /* not there when the network files are run */
}

static void a_device_of_the_name_that_it_gives(void **state)
{
	(void)state;
	by_xend("4.0", "", "bonds: [{name: peth0, slaves: [eth1, eth2], mode: 1, miimon: 100}]\n"
			   "bridges: [{name: b, ports: [eth0]}]\n");
	assert_only_loss("LOSS001", "bridges[0]");
	assert_lacks(text_of(SXP), "netdev");
}

/* ---- netloop ---- */

static void pairs_of_netloop(void **state)
{
	static const char line[] = "options netloop nloopbacks=4";
	static const char xen[] = "virtualization: xen\nxend: {nloopbacks: 4}\n" NICS3;

	(void)state;
	render_xend("sles10", xen);
	assert_line(text_of("etc/modprobe.conf.local.fragment"), line);
	render_xend("rhel5.4", xen);
	assert_line(text_of("etc/modprobe.conf.fragment"), line);
	render_xend("etch", xen);
	assert_line(text_of("etc/modprobe.d/netloop.conf"), line);
	render_xend("lenny", xen);
	assert_string_equal(text_of("etc/modprobe.d/netloop.conf"), "");
	assert_loss("LOSS003", "xend.nloopbacks");
	render_xend("sles10", "virtualization: xen\n" NICS3);
	assert_string_equal(text_of("etc/modprobe.conf.local.fragment"), "");
}

static void as_many_as_are_needed(void **state)
{
	static const char xenbr8[] = "bridges: [{name: xenbr8, ports: [eth0]}]\n";

	(void)state;
	by_xend("3.0", "", "bridges: [{name: xenbr7, ports: [eth0]}]\n"); /* eight by default: 0 to 7 */
	assert_no_loss();
	by_xend("3.0", "", xenbr8);
	assert_only_loss("LOSS001", "xend.nloopbacks");
	assert_string_equal(find_loss("LOSS001", "xend.nloopbacks")->help, "nloopbacks: 9");
	by_xend("3.0", ", nloopbacks: 9", xenbr8);
	assert_no_loss();
	by_xend("3.0", ", nloopbacks: 1", "bridges: [{name: a, ports: [eth0]}, {name: b, ports: [eth1]}]\n");
	assert_only_loss("LOSS001", "xend.nloopbacks");
	by_xend("3.2", "", xenbr8);
	assert_no_loss();
}

/* ---- beside the distribution's files ---- */

static void the_distribution_sets_up_the_device(void **state)
{
	static const char rest[] =
		"virtualization: xen\nxend: {bridges: network-bridge}\n" NICS3 BOND
		"bridges: [{name: xenbr0, ports: [bond0], addresses: [10.0.0.2/24], gateway: 10.0.0.1}]\n";

	(void)state;
	render_host("rhel5.4", rest);
	assert_string_equal(ifcfg("xenbr0"), "");
	assert_line(ifcfg("bond0"), "IPADDR=10.0.0.2");
	assert_line(ifcfg("bond0"), "GATEWAY=10.0.0.1");
	assert_no_key(ifcfg("bond0"), "BRIDGE");
	render_host("squeeze", rest);
	assert_has(stanza("bond0 inet static", 0), "address 10.0.0.2\n");
	assert_lacks(interfaces(), "xenbr0");
	/* a loss of the distribution points at what was written */
	render_host(
		"lenny",
		arena_printf(arena,
			     "virtualization: xen\nxend: {version: \"3.1\", bridges: network-bridge}\n" NICS3
			     "bridges: [{name: xenbr0, ports: [eth0], dhcp6: true}]\n"));
	assert_loss("LOSS001", "bridges[0].dhcp6");
}

static void comments_go_along(void **state)
{
	(void)state;
	by_xend("3.0", "",
		"bridges: [{name: xenbr0, ports: [eth0], comment: \"(network-script x) BRIDGE=y\"}]\n");
	assert_line(text_of(SXP), "# xenbr0: (network-script x) BRIDGE:y");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_line_by_version),
		TEST(a_call_for_each),
		TEST(no_second_one_from_4_1_on),
		TEST(none_to_make),
		TEST(a_script_that_does_nothing),
		TEST(nothing_is_written_of_its_own_accord),
		TEST(settings_of_bridges),
		TEST(large_frames),
		TEST(addresses_of_bridges),
		TEST(vlans_below_and_above),
		TEST(a_device_of_the_name_that_it_gives),
		TEST(pairs_of_netloop),
		TEST(as_many_as_are_needed),
		TEST(the_distribution_sets_up_the_device),
		TEST(comments_go_along),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
