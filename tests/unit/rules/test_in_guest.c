/* GUEST012: which drivers make a guest of a host, and of whom it speaks. */
#include "rules/look.h"

#define NICS(first, second) "nics: [{name: eth0, driver: " first "}, {name: eth1, driver: " second "}]\n"
#define BOND                "bonds: [{name: bond0, mode: 1, miimon: 80, slaves: [eth0, eth1]}]\n"
#define HOST                "host: a.example.com\nos: rhel6\n"

static void whose_slaves_are_a_guests(void **state)
{
	static const struct {
		const char *host;
		bool said;
	} cases[] = {
		{HOST NICS("virtio_net", "virtio_net") BOND, true}, {HOST NICS("netvsc", "vmxnet3") BOND, true},
		{HOST NICS("virtio_net", "e1000") BOND, false},     {HOST NICS("e1000", "xennet") BOND, false},
		{HOST "nics: [{name: eth0}, {name: eth1}]\n" BOND, false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct findings f = judge(*state, cases[i].host);
		const struct finding *one = find(&f, "GUEST012");

		if (!!one != cases[i].said)
			fail_msg("case %zu: %s", i, one ? one->message : "nothing is said");
		if (one) {
			assert_string_equal(one->object, "bond0");
			assert_string_equal(one->at.path, "bonds[0]");
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(whose_slaves_are_a_guests)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
