/* Options that a mode gives no meaning, where the blocks' examples do not reach. */
#include "rules/hosts.h"
#include "rules/judge.h"

/* For each option the modes in which it acts; where no capability says more, on every release. */
static void each_option_has_its_modes(void **state)
{
	static const struct {
		const char *option, *id, *acts;
	} cases[] = {
		{"primary: eth0", "BOND013", "156"},
		{"primary: eth0, primary_reselect: better", "BOND013", "156"},
		{"lacp_rate: fast", "BOND015", "4"},
		{"lacp_rate: slow", "BOND015", "4"}, /* refused all the same */
		{"lacp_active: false", "BOND015", "4"},
		{"ad_select: bandwidth", "BOND015", "4"},
		{"min_links: 2", "BOND015", "4"},
		{"min_links: 0", NULL, ""}, /* asks for nothing */
		{"ad_actor_sys_prio: 1", "BOND015", "4"},
		{"ad_user_port_key: 7", "BOND015", "4"},
		{"xmit_hash_policy: layer2+3", "BOND016", "245"}, /* 6: with tlb_dynamic_lb 0 only */
		{"fail_over_mac: active", "BOND017", "1"},
		{"fail_over_mac: none", NULL, ""},
		{"packets_per_slave: 3", "BOND030", "0"},
		{"lp_interval: 2", "BOND030", "56"},
		{"tlb_dynamic_lb: false", "BOND030", "56"},
		{"resend_igmp: 2", "BOND030", "0156"},
		{"arp_missed_max: 3", "BOND030", "0123"},
		{"num_grat_arp: 2", NULL, ""}, /* accepted anywhere */
		{"all_slaves_active: true", NULL, ""},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		for (int mode = 0; mode <= 6; mode++) {
			const char *id = cases[i].id && !strchr(cases[i].acts, '0' + mode) ? cases[i].id : "";
			struct findings f =
				judge(*state, bond(*state, arena_printf(*state, "mode: %d, miimon: 100, %s",
									mode, cases[i].option)));

			/* mode 0 has a warning of its own */
			for (size_t k = 0; k < f.n; k++)
				if (f.v[k]->severity >= WARNING && strcmp(f.v[k]->id, "BOND026") != 0 &&
				    strcmp(f.v[k]->id, id) != 0)
					fail_msg("mode %d, %s: raised '%s'", mode, cases[i].option,
						 ids(&f, NULL));
			if (*id && !find(&f, id))
				fail_msg("mode %d, %s: not raised", mode, cases[i].option);
		}
}

static void the_hash_of_the_adaptive_modes(void **state)
{
	static const struct {
		const char *os, *fields, *expected;
	} cases[] = {
		{"bookworm", "mode: 5", ""},
		{"rhel6", "mode: 5", ""},
		{"squeeze", "mode: 5", "BOND016"},
		{"wheezy", "mode: 5", "BOND016"},
		{"bookworm", "mode: 6", "BOND016"},
		{"bookworm", "mode: 6, tlb_dynamic_lb: false", ""},
		{"bookworm", "mode: 6, tlb_dynamic_lb: true", "BOND016"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		raises(*state,
		       bond_on(*state, cases[i].os,
			       arena_printf(*state, "%s, miimon: 100, xmit_hash_policy: layer2",
					    cases[i].fields)),
		       cases[i].expected);
}

static void one_fault_is_said_once(void **state)
{
	struct findings f = raises(*state, bond(*state, "mode: 4, miimon: 100, primary: eth7"), "BOND013");

	assert_null(find(&f, "LOSS003")); /* that it is left out of the files follows */
	assert_at(&f, "BOND013", "eth7");
	f = judge(*state,
		  bond(*state, "mode: 1, miimon: 100, lacp_rate: fast, min_links: 2, packets_per_slave: 3"));
	assert_int_equal(count(&f, "BOND015"), 2);
	assert_int_equal(count(&f, "BOND030"), 1);
	assert_null(find(&f, "LOSS003"));
}

static void a_chosen_mode_idles_options_too(void **state)
{
	struct findings f = raises(*state, bond(*state, "lacp_rate: fast"), "BOND015");

	assert_string_equal(find(&f, "BOND015")->notes->text, "no mode is written: it is chosen");
}

static void links_that_can_never_be(void **state)
{
	static const struct {
		const char *os;
		int mode, least;
		const char *expected;
	} cases[] = {
		{"bookworm", 4, 0, ""},        {"bookworm", 4, 1, ""},        {"bookworm", 4, 2, ""},
		{"bookworm", 4, 3, "BOND021"}, {"bookworm", 1, 3, "BOND015"}, {"wheezy", 4, 3, "BOND021"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *fields = arena_printf(*state, "mode: %d, miimon: 100, min_links: %d",
						  cases[i].mode, cases[i].least);
		struct findings f = raises(*state, bond_on(*state, cases[i].os, fields), cases[i].expected);

		if (!strcmp(cases[i].expected, "BOND021"))
			assert_int_equal(find(&f, "BOND021")->severity, ERROR); /* never any carrier */
	}
}

static void a_kernel_without_min_links_is_not_stopped_by_it(void **state)
{
	struct findings f = judge(*state, bond_on(*state, "squeeze", "mode: 4, miimon: 100, min_links: 3"));

	assert_null(find(&f, "BOND021"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_option_has_its_modes), TEST(the_hash_of_the_adaptive_modes),
		TEST(one_fault_is_said_once),    TEST(a_chosen_mode_idles_options_too),
		TEST(links_that_can_never_be),   TEST(a_kernel_without_min_links_is_not_stopped_by_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
