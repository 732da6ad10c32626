/* The rules about intervals and delays, where their examples do not reach. */
#include "rules/hosts.h"
#include "rules/judge.h"

#define ARP "addresses: [10.0.0.1/24], arp_interval: 500, arp_ip_target: [10.0.0.8, 10.0.0.9]"

struct sample {
	const char *os, *fields, *expected;
};

static void raise_all(void **state, const struct sample *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		raises(*state, bond_on(*state, v[i].os, v[i].fields), v[i].expected);
}

#define RAISE_ALL(v) raise_all(state, v, sizeof(v) / sizeof(*(v)))

static void a_delay_needs_the_mii_monitor(void **state)
{
	static const struct sample cases[] = {
		{"bookworm", "mode: 1, updelay: 0, " ARP, ""},
		{"bookworm", "mode: 1, downdelay: 200, " ARP, "BOND011"},
		{"bookworm", "mode: 1, miimon: 0, updelay: 200, " ARP, "BOND011"},
		{"bookworm", "mode: 1, updelay: 200", "BOND003"}, /* miimon cures both */
		{"bookworm", "mode: 4, updelay: 200", "BOND018"},
		{"rhel6", "mode: 4, updelay: 200", "BOND003"},
		{"bookworm", "mode: 1, miimon: 100, updelay: 200, downdelay: 100", ""},
		/* the announcements' delay is active-backup's, and not every kernel's: BOND030, LOSS001 */
		{"bookworm", "mode: 1, peer_notif_delay: 200, " ARP, "BOND011"},
		{"bookworm", "mode: 3, peer_notif_delay: 200, " ARP, "BOND030"},
	};

	RAISE_ALL(cases);
	raises(*state,
	       EXAMPLE_HOST("bookworm") EXAMPLE_NICS
	       "bonds: [{name: bond0, slaves: [eth0], mode: 1, updelay: 200}]\n",
	       "BOND011");
}

static void each_delay_is_judged(void **state)
{
	struct findings f = judge(*state, bond(*state, "mode: 1, updelay: 200, downdelay: 300, " ARP));

	assert_int_equal(count(&f, "BOND011"), 2);
	assert_help(&f, "BOND011", "updelay: 0");
	assert_at(&f, "BOND011", "200");
	f = judge(*state,
		  bond(*state, "mode: 1, miimon: 100, updelay: 250, downdelay: 50, peer_notif_delay: 10"));
	assert_int_equal(count(&f, "BOND012"), 3);
}

static void delays_are_rounds_of_the_monitor(void **state)
{
	static const struct {
		int miimon, updelay;
		const char *help; /* NULL: all is well */
	} cases[] = {
		{100, 100, NULL},
		{100, 200, NULL},
		{80, 240, NULL},
		{100, 99, "updelay: 100"},
		{100, 101, "updelay: 200"},
		{80, 200, "updelay: 240"},
		{60, 30000, NULL},
		{70, 30000, "updelay: 30030"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *fields = arena_printf(*state, "mode: 1, miimon: %d, updelay: %d", cases[i].miimon,
						  cases[i].updelay);
		struct findings f = raises(*state, bond(*state, fields), cases[i].help ? "BOND012" : "");

		if (cases[i].help)
			assert_help(&f, "BOND012", cases[i].help);
	}
}

static void what_the_driver_rounds_to_nothing_is_said(void **state)
{
	struct findings f = judge(*state, bond(*state, "mode: 1, miimon: 100, updelay: 99"));

	assert_string_equal(find(&f, "BOND012")->consequence,
			    "the driver rounds it down to 0 ms: there is no delay");
	f = judge(*state, bond(*state, "mode: 1, miimon: 100, updelay: 250"));
	assert_string_equal(find(&f, "BOND012")->consequence, "the driver rounds it down to 200 ms");
}

static void fifty_milliseconds_are_the_limit(void **state)
{
	static const struct sample cases[] = {
		{"bookworm", "mode: 1, miimon: 49", "BOND022"},
		{"bookworm", "mode: 1, miimon: 50", ""},
		{"bookworm",
		 "mode: 1, addresses: [10.0.0.1/24], arp_interval: 49, arp_ip_target: [10.0.0.8, 10.0.0.9]",
		 "BOND022"},
		{"bookworm",
		 "mode: 1, addresses: [10.0.0.1/24], arp_interval: 50, arp_ip_target: [10.0.0.8, 10.0.0.9]",
		 ""},
		{"bookworm", "mode: 4, arp_interval: 10",
		 "BOND005"}, /* there is none: how often does not matter */
	};
	struct findings f;

	RAISE_ALL(cases);
	f = judge(*state, bond(*state, "mode: 1, miimon: 10, updelay: 200"));
	assert_help(&f, "BOND022", "miimon: 100");
	f = judge(*state, bond(*state, "mode: 1, miimon: 10, updelay: 150")); /* 100 would be BOND012 */
	assert_help(&f, "BOND022", "miimon: 50");
	f = judge(*state, bond(*state, "mode: 1, miimon: 10, updelay: 30, downdelay: 200"));
	assert_help(&f, "BOND022", "miimon: 100        and the delays as multiples of it");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_delay_needs_the_mii_monitor),    TEST(each_delay_is_judged),
		TEST(delays_are_rounds_of_the_monitor), TEST(what_the_driver_rounds_to_nothing_is_said),
		TEST(fifty_milliseconds_are_the_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
