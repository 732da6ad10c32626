/* Which addresses of a network no host can have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/ip.h"

static void edges_of_networks(void **state)
{
	static const struct {
		const char *ip, *net;
		enum ip_edge edge;
	} cases[] = {
		{"10.0.0.0", "10.0.0.1/24", IP_NETWORK},
		{"10.0.0.255", "10.0.0.1/24", IP_BROADCAST},
		{"10.0.0.254", "10.0.0.1/24", IP_HOST},
		{"10.0.1.0", "10.0.0.1/24", IP_HOST}, /* of another network */
		{"10.0.1.255", "10.0.0.1/24", IP_HOST},
		{"10.0.0.255", "10.0.0.1/23", IP_HOST},
		{"10.0.1.255", "10.0.0.1/23", IP_BROADCAST},
		{"10.0.0.127", "10.0.0.1/25", IP_BROADCAST},
		{"10.0.0.128", "10.0.0.129/25", IP_NETWORK},
		{"10.0.0.4", "10.0.0.5/30", IP_NETWORK},
		{"10.0.0.7", "10.0.0.5/30", IP_BROADCAST},
		{"10.0.0.4", "10.0.0.5/31", IP_HOST}, /* RFC 3021 */
		{"10.0.0.5", "10.0.0.5/31", IP_HOST},
		{"10.0.0.5", "10.0.0.5/32", IP_HOST},
		{"10.255.255.255", "10.1.2.3/8", IP_BROADCAST},
		{"255.255.255.255", "10.1.2.3/0", IP_BROADCAST},
		{"0.0.0.0", "10.1.2.3/0", IP_NETWORK},
		{"2001:db8::", "2001:db8::1/64", IP_HOST},
		{"2001:db8::ffff:ffff:ffff:ffff", "2001:db8::1/64", IP_HOST},
		{"10.0.0.0", "::a00:0/96", IP_HOST},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct ip ip, net;

		assert_true(ip_parse(cases[i].ip, &ip) && ip_parse_prefix(cases[i].net, &net));
		if (ip_edge(&ip, &net) != cases[i].edge)
			fail_msg("%s in %s", cases[i].ip, cases[i].net);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edges_of_networks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
