/* The rules about link monitors, where their examples do not reach. */
#include "rules/hosts.h"
#include "rules/judge.h"

#define NICS3 EXAMPLE_NICS "  - {name: eth2, mac: \"52:54:00:00:00:03\"}\n"

#define TARGETS "addresses: [10.0.0.1/24], arp_ip_target: [10.0.0.8, 10.0.0.9]"

/* ---- no monitor ---- */

static void what_the_driver_adds_depends_on_the_release(void **state)
{
	/* BOND018 where the release's way of setting bonds up forces miimon in these modes */
	static const struct {
		const char *os, *id;
	} cases[] = {
		{"rhel4", "BOND018"},    {"rhel5", "BOND003"},  {"rhel6", "BOND003"},   {"rhel7", "BOND018"},
		{"rhel8", "BOND018"},    {"etch", "BOND018"},   {"squeeze", "BOND003"}, {"jessie", "BOND003"},
		{"bookworm", "BOND018"}, {"sles10", "BOND003"}, {"sles11", "BOND003"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		for (int mode = 0; mode <= 6; mode++) {
			const char *id = mode < 4 ? "BOND003" : cases[i].id;
			struct findings f = raises(
				*state, bond_on(*state, cases[i].os, arena_printf(*state, "mode: %d", mode)),
				mode ? id : "BOND003 BOND026");

			assert_int_equal(find(&f, id)->severity, strcmp(id, "BOND018") ? ERROR : WARNING);
			assert_help(&f, id, "miimon: 100");
		}
}

static void zero_is_no_monitor(void **state)
{
	static const char *const fields[] = {
		"mode: 1, miimon: 0", "mode: 1, arp_interval: 0", "mode: 1, arp_interval: 0, miimon: 0",
		"miimon: 0"}; /* the last without a mode: the choice leaves a written value alone */
	struct findings f;

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		f = raises(*state, bond(*state, fields[i]), "BOND003");
		assert_at(&f, "BOND003", "0");
		assert_help(&f, "BOND003", "miimon: 100");
	}
	f = raises(*state, bond(*state, "mode: 4, miimon: 0"), "BOND018");
	assert_at(&f, "BOND018", "0");
	raises(*state, bond_on(*state, "rhel6", "mode: 4, miimon: 0"), "BOND003");
	raises(*state, bond(*state, "mode: 1, miimon: 1"), "BOND022"); /* too often, but watched */
	raises(*state, bond(*state, "mode: 1, miimon: 100, arp_interval: 0"), "");
	raises(*state,
	       bond(*state, "mode: 1, miimon: 0, arp_interval: 500, " TARGETS), "");
}

static void a_chosen_mode_brings_its_monitor(void **state)
{
	struct findings f = raises(*state, bond(*state, "onboot: true"), "");

	assert_non_null(find(&f, "CHOICE001"));
	raises(*state, bond(*state, "arp_interval: 0"), "");
}

static void one_slave_needs_no_monitor(void **state)
{
	raises(*state,
	       EXAMPLE_HOST("bookworm") EXAMPLE_NICS "bonds: [{name: bond0, slaves: [eth0], mode: 1}]\n", "");
	raises(*state,
	       EXAMPLE_HOST("bookworm") EXAMPLE_NICS "bonds: [{name: bond0, slaves: [eth0], mode: 4}]\n", "");
}

static void the_site_file_counts_as_written(void **state)
{
	struct findings f = judge_with(*state, bond(*state, "mode: 1"), "defaults: {bonds: {miimon: 50}}\n");

	assert_string_equal(ids(&f, NULL), "");
	f = judge_with(*state, bond(*state, "onboot: true"), "defaults: {bonds: {mode: active-backup}}\n");
	assert_string_equal(ids(&f, NULL), "BOND003");
	f = judge_with(*state, bond(*state, "mode: 1"), "defaults: {bonds: {miimon: 0}}\n");
	assert_string_equal(ids(&f, NULL), "BOND003");
	assert_string_equal(find(&f, "BOND003")->at.span.source->name, "site");
	f = judge_with(*state, bond(*state, "mode: 1, miimon: 100"), "defaults: {bonds: {miimon: 0}}\n");
	assert_string_equal(ids(&f, NULL), "");
}

/* ---- two monitors ---- */

static void one_monitor_is_enough(void **state)
{
	struct findings f =
		raises(*state, bond(*state, "mode: 1, miimon: 80, arp_interval: 500, " TARGETS), "BOND004");

	assert_at(&f, "BOND004", "500");
	assert_string_equal(at(&f, &find(&f, "BOND004")->notes->at), "80");
	assert_help(&f, "BOND004",
		    "miimon: 80        without arp_interval, arp_ip_target\n"
		    "arp_interval: 500        without miimon, if silent faults are to be seen");
}

static void the_arp_monitor_is_not_advised_where_it_does_not_work(void **state)
{
	static const char *const mii = "miimon: 100        without arp_interval, arp_ip_target";
	struct findings f =
		judge(*state, bridged(*state, "mode: 1, miimon: 100, arp_interval: 500, " TARGETS));

	assert_help(&f, "BOND004", mii);
	f = judge(*state, bond(*state, "mode: 0, miimon: 100, arp_interval: 500, " TARGETS));
	assert_help(&f, "BOND004", mii);
	f = judge(*state, bridged(*state, "mode: 1, arp_interval: 500"));
	assert_help(&f, "BOND006", "miimon: 100        without arp_interval");
	f = judge(*state, bond(*state, "mode: 2, arp_interval: 500, arp_validate: all"));
	assert_help(&f, "BOND006", "miimon: 100        without arp_interval, arp_validate");
}

static void both_monitors_and_no_target_have_one_cure(void **state)
{
	struct findings f =
		raises(*state, bond(*state, "mode: 1, miimon: 80, arp_interval: 500"), "BOND004 BOND006");

	assert_help(&f, "BOND004", "miimon: 80        without arp_interval");
	assert_help(&f, "BOND006", "miimon: 80        without arp_interval");
}

/* ---- ARP monitor and mode ---- */

static void modes_without_arp_monitor(void **state)
{
	for (int mode = 0; mode <= 6; mode++) {
		/* balance-rr reorders, and what balances hears its replies on one link */
		static const char *const probed[] = {"BOND010 BOND026", "", "BOND010", "", "BOND005", "BOND005", "BOND005"};
		const char *plain = mode ? "" : "BOND026";

		raises(*state,
		       bond(*state, arena_printf(*state, "mode: %d, arp_interval: 500, " TARGETS, mode)),
		       probed[mode]);
		raises(*state,
		       bond(*state, arena_printf(*state, "mode: %d, miimon: 100, arp_validate: all", mode)),
		       !mode ? "BOND009 BOND026" : mode < 4 ? "BOND009" : "BOND005");
		raises(*state,
		       bond(*state, arena_printf(*state, "mode: %d, miimon: 100, arp_validate: none", mode)),
		       plain);
		raises(*state,
		       bond(*state, arena_printf(*state, "mode: %d, miimon: 100, arp_interval: 0", mode)),
		       plain);
	}
}

static void where_no_arp_monitor_can_be_nothing_else_about_it_is_said(void **state)
{
	struct findings f;

	raises(*state, bond(*state, "mode: 4, arp_interval: 500"), "BOND005");
	raises(*state, bond_on(*state, "rhel6", "mode: 4, arp_interval: 500"), "BOND005");
	raises(*state, bond(*state, "mode: 4, arp_validate: all"), "BOND005");
	raises(*state, bond_on(*state, "rhel6", "mode: 4, arp_validate: all"), "BOND005");
	raises(*state, bond(*state, "mode: 4, miimon: 100, arp_interval: 500, " TARGETS), "BOND005");
	raises(*state, bridged(*state, "mode: 4, arp_interval: 500, arp_ip_target: [10.0.0.8, 10.0.0.9]"), "BOND005");
	f = raises(*state,
		   bond(*state, "mode: 4, miimon: 80, arp_interval: 500, arp_validate: all, arp_ip_target: "
				"[10.0.0.9, 10.0.0.9]"),
		   "BOND005");
	assert_at(&f, "BOND005", "500");
	assert_help(&f, "BOND005", "miimon: 80        without arp_interval, arp_validate, arp_ip_target");
	f = raises(*state, bond(*state, "mode: 4, miimon: 80, arp_validate: all"), "BOND005");
	assert_at(&f, "BOND005", "all");
}

/* ---- targets ---- */

static void an_arp_monitor_without_target_is_one_finding(void **state)
{
	struct findings f =
		raises(*state, bond(*state, "mode: 1, arp_interval: 500"), "BOND006"); /* not BOND003 too */

	assert_at(&f, "BOND006", "500");
	raises(*state, bond(*state, "mode: 1, arp_interval: 500, arp_ip_target: []"), "BOND006");
	raises(*state,
	       bond(*state, "mode: 1, arp_interval: 500, ns_ip6_target: [\"2001:db8::9\", \"2001:db8::8\"]"),
	       "");
	raises(*state, bond(*state, "arp_interval: 500"), "BOND006"); /* a mode is chosen, a target is not */
	raises(*state,
	       EXAMPLE_HOST("bookworm") EXAMPLE_NICS
	       "bonds: [{name: bond0, slaves: [eth0], mode: 1, arp_interval: 500}]\n",
	       "BOND006");
	f = judge(*state, bridged(*state, "mode: 1, arp_interval: 500"));
	assert_null(find(&f, "GUEST005"));
	assert_non_null(find(&f, "BOND006"));
}

static void the_router_is_a_target(void **state)
{
	static const char *const help =
		"arp_ip_target: [10.0.0.254]        and a second host of that subnet that always answers";
	struct findings f = judge(
		*state,
		bond(*state, "mode: 1, arp_interval: 500, addresses: [10.0.0.1/24], gateway: 10.0.0.254"));

	assert_help(&f, "BOND006", help);
	f = judge(
		*state,
		arena_printf(
			*state,
			"%svlans: [{id: 9, parent: bond0, addresses: [10.0.0.1/24], gateway: 10.0.0.254}]\n",
			bond(*state, "mode: 1, arp_interval: 500")));
	assert_help(&f, "BOND006", help);
}

static void addresses_that_are_no_target(void **state)
{
	static const char *const bad[] = {"0.0.0.0",   "0.1.2.3",     "255.255.255.255",
					  "224.0.0.1", "127.0.0.1",   "\"2001:db8::1\"",
					  "10.0.0",    "10.0.0.1/24", "router"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		raises(*state,
		       bond(*state,
			    arena_printf(*state, "mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.8, %s]",
					 bad[i])),
		       "BOND007");
	raises(*state, bond(*state, "mode: 1, arp_interval: 500, ns_ip6_target: [10.0.0.8]"), "BOND007");
	raises(*state, bond(*state, "mode: 1, arp_interval: 500, ns_ip6_target: [\"ff02::1\"]"), "BOND007");
}

#define WATCHED "mode: 1, addresses: [10.0.0.1/24], arp_interval: 500, "

/* "[10.0.0.2, 10.0.0.3, ...]" */
static const char *targets(struct arena *a, int n)
{
	struct text t;

	text_init(&t, a);
	for (int i = 0; i < n; i++)
		text_addf(&t, "%s10.0.0.%d", i ? ", " : "[", i + 2);
	text_addc(&t, ']');
	return t.s;
}

static void sixteen_targets_fit(void **state)
{
	struct findings f;

	raises(*state,
	       bond(*state, arena_printf(*state, WATCHED "arp_ip_target: %s",
					 targets(*state, 16))),
	       "");
	f = raises(*state,
		   bond(*state, arena_printf(*state, WATCHED "arp_ip_target: %s",
					     targets(*state, 40))),
		   "BOND007");
	assert_int_equal(count(&f, "BOND007"), 1);
	assert_at(&f, "BOND007", "10.0.0.18");
	/* of those that are too many nothing else is said: 10.0.0.2 is there twice */
	f = raises(*state,
		   bond(*state, arena_printf(*state, WATCHED "arp_ip_target: %s",
					     arena_printf(*state, "[10.0.0.99, %s, 10.0.0.2]",
							  arena_strndup(*state, targets(*state, 16) + 1,
									strlen(targets(*state, 16)) - 2)))),
		   "BOND007");
	assert_int_equal(count(&f, "BOND007"), 1);
}

static void each_target_once(void **state)
{
	struct findings f = raises(
		*state,
		bond(*state, WATCHED "arp_ip_target: [10.0.0.8, 10.0.0.9, 10.0.0.8]"),
		"BOND007");

	assert_int_equal(count(&f, "BOND007"), 1);
	assert_true(find(&f, "BOND007")->at.span.from > find(&f, "BOND007")->notes->at.span.from);
	raises(*state,
	       bond(*state,
		    "mode: 1, arp_interval: 500, ns_ip6_target: [\"2001:db8::8\", \"2001:DB8:0::8\"]"),
	       "BOND007");
}

static void no_target_is_the_host_itself(void **state)
{
	static const char *const addresses[] = {"10.0.0.8/24", "\"2001:db8::8/64\""};

	for (size_t i = 0; i < 2; i++) { /* whatever interface has it */
		struct findings f = raises(*state,
					   arena_printf(*state,
							EXAMPLE_HOST("bookworm") NICS3
							"bonds: [{name: bond0, slaves: [eth0, eth1], mode: "
							"1, arp_interval: 500, arp_ip_target: [10.0.0.8],"
							" ns_ip6_target: [\"2001:db8::8\"]}]\nbridges: "
							"[{name: br0, ports: [eth2], addresses: [%s]}]\n",
							addresses[i]),
					   "BOND007 BOND028");

		assert_int_equal(count(&f, "BOND007"), 1);
		assert_string_equal(at(&f, &find(&f, "BOND007")->notes->at), addresses[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_the_driver_adds_depends_on_the_release),
		TEST(zero_is_no_monitor),
		TEST(a_chosen_mode_brings_its_monitor),
		TEST(one_slave_needs_no_monitor),
		TEST(the_site_file_counts_as_written),
		TEST(one_monitor_is_enough),
		TEST(the_arp_monitor_is_not_advised_where_it_does_not_work),
		TEST(both_monitors_and_no_target_have_one_cure),
		TEST(modes_without_arp_monitor),
		TEST(where_no_arp_monitor_can_be_nothing_else_about_it_is_said),
		TEST(an_arp_monitor_without_target_is_one_finding),
		TEST(the_router_is_a_target),
		TEST(addresses_that_are_no_target),
		TEST(sixteen_targets_fit),
		TEST(each_target_once),
		TEST(no_target_is_the_host_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
