/* The unanchored greps of ifup-eth. Expectations are what grep(1) says of the same texts. */
#include "targets/host.h"
#include "targets/rhel/rhel.h"

static void dots_stand_for_any_character(void **state)
{
	(void)state;
	assert_true(rhel_grep("10.0.0.1", "10.0.0.1"));
	assert_true(rhel_grep("10.0.0.1", "10.0.0.10"));
	assert_true(rhel_grep("10.0.0.1", "110.0.0.1"));
	assert_true(rhel_grep("10.1.1.1", "10.111.1.1"));
	assert_true(rhel_grep("1.1.1.1/24", "1.111.1.1/24"));
	assert_false(rhel_grep("10.0.0.1", "10.0.0.2"));
	assert_false(rhel_grep("10.0.0.10", "10.0.0.1"));
	assert_false(rhel_grep("10.0.0.1/24", "10.0.0.10/24"));
	assert_false(rhel_grep("10.0.0.1", ""));
}

static void check_order(const char *const *addresses, size_t n, const size_t *want)
{
	size_t got[8];

	rhel_grep_order(addresses, n, got);
	for (size_t k = 0; k < n; k++)
		assert_int_equal(got[k], want[k]);
}

static void only_what_would_be_hidden_moves(void **state)
{
	static const char *const plain[] = {"10.0.0.254", "10.0.0.1", "10.0.0.3"};
	static const char *const router_last[] = {"10.0.0.254", "10.0.0.1", "10.0.0.2"};
	static const char *const hidden[] = {"10.0.0.9", "10.0.0.10", "10.0.0.3", "10.0.0.1"};
	static const char *const chain[] = {"10.0.0.100", "10.0.0.10", "10.0.0.1"};
	static const char *const twice[] = {"10.0.0.1", "10.0.0.1"};

	(void)state;
	check_order(plain, 3, (size_t[]){0, 1, 2});
	check_order(router_last, 3, (size_t[]){1, 2, 0});
	check_order(hidden, 4, (size_t[]){0, 2, 3, 1});
	check_order(chain, 3, (size_t[]){2, 1, 0});
	check_order(twice, 2, (size_t[]){0, 1});
	check_order(plain, 0, NULL);
}

static void targets_are_written_in_that_order(void **state)
{
	(void)state;
	render_host("rhel6.10",
		    "nics: [{name: eth0}, {name: eth1}]\n"
		    "bonds:\n"
		    "  - {name: bond0, mode: active-backup, slaves: [eth0, eth1], arp_interval: 500,\n"
		    "     arp_ip_target: [10.111.1.1, 10.0.0.10, 10.0.0.1, 10.1.1.1]}\n");
	assert_no_loss();
	assert_line(ifcfg("bond0"),
		    "BONDING_OPTS=\"mode=active-backup "
		    "arp_ip_target=10.0.0.1,10.0.0.10,10.1.1.1,10.111.1.1 arp_interval=500\"");
}

static void addresses_are_added_in_that_order(void **state)
{
	(void)state;
	render_host("rhel6.10", "nics:\n"
				"  - {name: eth0, addresses: [172.16.0.1/16, 110.0.0.2/24, 10.0.0.2/24]}\n");
	assert_no_loss();
	assert_line(ifcfg("eth0"), "IPADDR=172.16.0.1");
	assert_line(ifcfg("eth0"), "IPADDR1=10.0.0.2");
	assert_line(ifcfg("eth0"), "IPADDR2=110.0.0.2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dots_stand_for_any_character),
		cmocka_unit_test(only_what_would_be_hidden_moves),
		TEST(targets_are_written_in_that_order),
		TEST(addresses_are_added_in_that_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
