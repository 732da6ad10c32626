/* Bonds: slaves, options, and what ifup and wicked refuse. */
#include "targets/suse/files.h"

#define NICS  "nics: [{name: eth0}, {name: eth1}, {name: eth2}, {name: eth3}]\n"
#define BOND0 "bonds: [{name: bond0, slaves: [eth1, eth0], "
#define ARP   "mode: active-backup, arp_interval: 500, arp_ip_target: [10.0.0.8, 10.0.0.9]"

static void slaves_keep_their_order(void **state)
{
	(void)state;
	render_host("sles11", NICS BOND0 "mode: active-backup, miimon: 100}]\n");
	assert_no_loss();
	assert_line(suse_ifcfg("bond0"), "BONDING_MASTER='yes'");
	assert_line(suse_ifcfg("bond0"), "BONDING_SLAVE0='eth1'");
	assert_line(suse_ifcfg("bond0"), "BONDING_SLAVE1='eth0'");
	assert_no_key(suse_ifcfg("eth0"), "BONDING_MASTER");
}

/* ${!BONDING_SLAVE*} sorts: 10 would come before 2. */
static void many_slaves_are_numbered_as_they_sort(void **state)
{
	struct text nics, names;

	(void)state;
	text_init(&nics, arena);
	text_init(&names, arena);
	for (int n = 0; n < 11; n++) {
		text_addf(&nics, "%s{name: eth%d}", n ? ", " : "", n);
		text_addf(&names, "%seth%d", n ? ", " : "", n);
	}
	render_host("sles10",
		    arena_printf(arena,
				 "nics: [%s]\nbonds: [{name: bond0, slaves: [%s], miimon: 100, mode: 1}]\n",
				 nics.s, names.s));
	assert_line(suse_ifcfg("bond0"), "BONDING_SLAVE02='eth2'");
	assert_line(suse_ifcfg("bond0"), "BONDING_SLAVE10='eth10'");
}

/* bonding.txt, 3.1: off; 0.71 enslaves on hotplug */
static void slaves_wait_for_their_bond(void **state)
{
	static const char *const releases[][2] = {{"sles10", "STARTMODE='off'"},
						  {"sles11", "STARTMODE='hotplug'"},
						  {"sles12", "STARTMODE='hotplug'"}};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		render_host(releases[i][0], NICS BOND0 "mode: active-backup, miimon: 100}]\n");
		assert_line(suse_ifcfg("eth0"), releases[i][1]);
		assert_line(suse_ifcfg("eth0"), "BOOTPROTO='none'");
		assert_line(suse_ifcfg("eth2"), "STARTMODE='auto'");
		assert_line(suse_ifcfg("eth2"), "BOOTPROTO='static'");
		assert_line(suse_ifcfg("bond0"), "STARTMODE='auto'");
	}
}

/* A number would not be read back, be written again to a bond that is up, and cost the bond. */
static void options_are_words(void **state)
{
	(void)state;
	render_host(
		"sles10", NICS BOND0
		"mode: 4, miimon: 100, updelay: 200, lacp_rate: 1, xmit_hash_policy: 1, use_carrier: on}]\n");
	assert_line(suse_ifcfg("bond0"),
		    "BONDING_MODULE_OPTS='mode=802.3ad miimon=100 updelay=200 use_carrier=1 "
		    "xmit_hash_policy=layer3+4 lacp_rate=fast'");
}

static void primary_is_an_option(void **state)
{
	static const char *const releases[] = {"sles10", "sles11", "sles12"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		render_host(releases[i], NICS BOND0 "mode: 1, miimon: 100, primary: eth0}]\n");
		assert_no_loss();
		assert_line(suse_ifcfg("bond0"),
			    "BONDING_MODULE_OPTS='mode=active-backup miimon=100 primary=eth0'");
	}
}

/* ---- ARP targets ---- */

static void later_ones_take_arp_targets(void **state)
{
	static const char *const releases[] = {"sles11", "sles12"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		render_host(releases[i], NICS BOND0 ARP "}]\n");
		assert_no_loss();
		assert_line(suse_ifcfg("bond0"), "BONDING_MODULE_OPTS='mode=active-backup "
						 "arp_ip_target=10.0.0.8,10.0.0.9 arp_interval=500'");
		assert_string_equal(text_of("etc/modprobe.conf.local.fragment"), "");
	}
}

static void sles10_has_them_from_the_module(void **state)
{
	(void)state;
	render_host("sles10", NICS BOND0 ARP "}]\n");
	assert_no_loss();
	assert_line(suse_ifcfg("bond0"), "BONDING_MODULE_OPTS='mode=active-backup arp_interval=500'");
	assert_line(text_of("etc/modprobe.conf.local.fragment"),
		    "options bonding mode=active-backup arp_interval=500 arp_ip_target=10.0.0.8,10.0.0.9");
}

static void which_has_one_set_for_all_bonds(void **state)
{
	(void)state;
	render_host("sles10",
		    NICS BOND0 ARP "},\n  {name: bond1, slaves: [eth2, eth3], mode: 1, miimon: 100}]\n");
	assert_only_loss("LOSS001", "bonds[0].arp_ip_target");
	assert_has(find_loss("LOSS001", "bonds[0].arp_ip_target")->help, "miimon: 100");
	/* an interval without targets would take every slave down */
	assert_line(suse_ifcfg("bond0"), "BONDING_MODULE_OPTS='mode=active-backup'");
	assert_string_equal(text_of("etc/modprobe.conf.local.fragment"), "");
	/* no target, no parameters */
	render_host("sles10", NICS BOND0 "mode: 1, miimon: 100}]\n");
	assert_string_equal(text_of("etc/modprobe.conf.local.fragment"), "");
}

/* ---- what is not set up ---- */

static void wicked_wants_a_monitor(void **state)
{
	(void)state;
	render_host("sles12", NICS BOND0 "mode: 1}]\n");
	assert_only_loss("LOSS001", "bonds[0]");
	assert_string_equal(find_loss("LOSS001", "bonds[0]")->help, "miimon: 100");
	render_host("sles12", NICS BOND0 "mode: 1, arp_interval: 500}]\n");
	assert_only_loss("LOSS001", "bonds[0]");
	render_host("sles11", NICS BOND0 "mode: 1}]\n");
	assert_no_loss();
}

static void wicked_takes_one_monitor(void **state)
{
	(void)state;
	render_host("sles12", NICS BOND0 ARP ", miimon: 100}]\n");
	assert_only_loss("LOSS001", "bonds[0].arp_interval");
	assert_line(suse_ifcfg("bond0"), "BONDING_MODULE_OPTS='mode=active-backup miimon=100'");
	render_host("sles12", NICS BOND0 "mode: 1, miimon: 100, arp_ip_target: [10.0.0.8]}]\n");
	assert_only_loss("LOSS003", "bonds[0].arp_ip_target");
	assert_line(suse_ifcfg("bond0"), "BONDING_MODULE_OPTS='mode=active-backup miimon=100'");
	render_host("sles11", NICS BOND0 "mode: 1, miimon: 100, arp_ip_target: [10.0.0.8]}]\n");
	assert_line(suse_ifcfg("bond0"),
		    "BONDING_MODULE_OPTS='mode=active-backup miimon=100 arp_ip_target=10.0.0.8'");
}

/* ni_bonding_validate(): each of them would cost the bond, and the driver takes each. */
static void wicked_gets_no_option_that_does_not_fit(void **state)
{
	static const struct {
		const char *mode, *key, *value;
	} unfit[] = {
		{"active-backup", "xmit_hash_policy", "layer3+4"},
		{"balance-tlb", "xmit_hash_policy", "layer2+3"},
		{"active-backup", "min_links", "1"},
		{"802.3ad", "resend_igmp", "2"},
		{"balance-rr", "fail_over_mac", "active"},
		{"802.3ad", "num_grat_arp", "3"},
		{"balance-rr", "num_unsol_na", "3"},
		{"802.3ad", "primary_reselect", "better"},
		{"active-backup", "updelay", "50"},
		{"802.3ad", "downdelay", "99"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(unfit) / sizeof(*unfit); i++) {
		render_host("sles12", arena_printf(arena, NICS BOND0 "mode: %s, miimon: 100, %s: %s}]\n",
						   unfit[i].mode, unfit[i].key, unfit[i].value));
		assert_only_loss("LOSS003", arena_printf(arena, "bonds[0].%s", unfit[i].key));
		assert_line(suse_ifcfg("bond0"),
			    arena_printf(arena, "BONDING_MODULE_OPTS='mode=%s miimon=100'", unfit[i].mode));
	}
	render_host("sles12", NICS BOND0 "mode: active-backup, miimon: 100, updelay: 50}]\n");
	assert_string_equal(find_loss("LOSS003", "bonds[0].updelay")->message,
			    "updelay is not written: shorter than miimon it is none, and wicked refuses it");
}

static void wicked_gets_what_fits(void **state)
{
	(void)state;
	render_host("sles12", NICS BOND0
		    "mode: 802.3ad, miimon: 100, updelay: 100, xmit_hash_policy: layer2+3, lacp_rate: fast, "
		    "ad_select: count, min_links: 2, num_grat_arp: 1, resend_igmp: 1}]\n");
	assert_no_loss();
	assert_line(suse_ifcfg("bond0"), "BONDING_MODULE_OPTS='mode=802.3ad miimon=100 updelay=100 "
					 "xmit_hash_policy=layer2+3 lacp_rate=fast "
					 "ad_select=count min_links=2 num_grat_arp=1 resend_igmp=1'");
	render_host("sles12", NICS BOND0 ARP
		    ", arp_validate: all, arp_all_targets: all, fail_over_mac: follow, primary: eth0, "
		    "primary_reselect: failure, num_grat_arp: 3}]\n");
	assert_no_loss();
	assert_has(suse_ifcfg("bond0"),
		   "arp_interval=500 arp_validate=all arp_all_targets=all fail_over_mac=follow "
		   "num_grat_arp=3 primary=eth0 primary_reselect=failure'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(slaves_keep_their_order),
		TEST(many_slaves_are_numbered_as_they_sort),
		TEST(slaves_wait_for_their_bond),
		TEST(options_are_words),
		TEST(primary_is_an_option),
		TEST(later_ones_take_arp_targets),
		TEST(sles10_has_them_from_the_module),
		TEST(which_has_one_set_for_all_bonds),
		TEST(wicked_wants_a_monitor),
		TEST(wicked_takes_one_monitor),
		TEST(wicked_gets_no_option_that_does_not_fit),
		TEST(wicked_gets_what_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
