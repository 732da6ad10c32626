#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/ip.h"

static struct ip of(const char *s)
{
	struct ip ip;

	if (!(strchr(s, '/') ? ip_parse_prefix(s, &ip) : ip_parse(s, &ip)))
		fail_msg("'%s' is refused", s);
	return ip;
}

static void what_is_no_address_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"10.0.0",
		"10.0.0.1.2",
		"10.0.0.256",
		"010.0.0.1",
		"10.0.0.01",
		"0x0a.0.0.1",
		"167772161",
		"1e1.0.0.1",
		" 10.0.0.1",
		"10.0.0.1 ",
		"10.0.0.1\n",
		"10.0.0.1/24",
		"-1.0.0.1",
		"10..0.1",
		"fe80::1%eth0",
		"fe80:::1",
		"fe80::1::2",
		"1:2:3:4:5:6:7",
		"1:2:3:4:5:6:7:8:9",
		"12345::",
		"g::",
		"[::1]",
		":",
		"eth0",
	};
	struct ip ip;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (ip_parse(bad[i], &ip))
			fail_msg("'%s' is taken for an address", bad[i]);
}

static void what_is_no_prefix_is_refused(void **state)
{
	static const char *const bad[] = {
		"10.0.0.1",
		"10.0.0.1/",
		"10.0.0.1/33",
		"10.0.0.1/024",
		"10.0.0.1/00",
		"10.0.0.1/-1",
		"10.0.0.1/+8",
		"10.0.0.1/ 8",
		"10.0.0.1/8 ",
		"10.0.0.1/2a",
		"10.0.0.1/24/24",
		"10.0.0.1/256",
		"10.0.0.1/280",
		"10.0.0.1/4294967304",
		"/24",
		"fe80::1/129",
		"fe80::1%1/64",
		"10.0.0.1/255.255.255.0",
		"00000000000000000000000000000000000000000000000000000000000000000000000/24",
	};
	struct ip ip;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (ip_parse_prefix(bad[i], &ip))
			fail_msg("'%s' is taken for an address with prefix", bad[i]);
}

static void addresses_come_back_in_their_plain_form(void **state)
{
	static const char *const same[][2] = {
		{"0.0.0.0", "0.0.0.0"},
		{"255.255.255.255", "255.255.255.255"},
		{"192.168.10.1", "192.168.10.1"},
		{"FE80:0:0:0:0:0:0:1", "fe80::1"},
		{"2001:0db8::0001", "2001:db8::1"},
		{"::", "::"},
		{"::ffff:10.0.0.1", "::ffff:10.0.0.1"},
		{"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
	};
	char buf[IP_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
		struct ip ip = of(same[i][0]);

		assert_string_equal(ip_text(&ip, buf), same[i][1]);
		assert_int_equal(ip.family, strchr(same[i][0], ':') ? 6 : 4);
		assert_int_equal(ip.prefix, ip.family == 4 ? 32 : 128);
	}
}

static void prefixes_come_back(void **state)
{
	static const char *const same[] = {"10.0.0.1/0",  "10.0.0.1/24",
					   "10.0.0.1/32", "fe80::1/0",
					   "fe80::1/64",  "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"};
	char buf[IP_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
		struct ip ip = of(same[i]);

		assert_string_equal(ip_text_prefix(&ip, buf), same[i]);
	}
}

static void networks_have_no_host_bits(void **state)
{
	static const char *const nets[][2] = {
		{"10.1.2.255/24", "10.1.2.0/24"},    {"10.1.2.255/25", "10.1.2.128/25"},
		{"10.1.2.255/0", "0.0.0.0/0"},       {"10.1.2.255/32", "10.1.2.255/32"},
		{"10.1.2.255/7", "10.0.0.0/7"},      {"fe80::ffff/113", "fe80::8000/113"},
		{"2001:db8::1/64", "2001:db8::/64"},
	};
	char buf[IP_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof(nets) / sizeof(*nets); i++) {
		struct ip ip = of(nets[i][0]), net = ip_network(&ip);

		assert_string_equal(ip_text_prefix(&net, buf), nets[i][1]);
	}
}

static void netmasks(void **state)
{
	static const char *const masks[][2] = {
		{"10.0.0.1/0", "0.0.0.0"},          {"10.0.0.1/1", "128.0.0.0"},
		{"10.0.0.1/20", "255.255.240.0"},   {"10.0.0.1/31", "255.255.255.254"},
		{"10.0.0.1/32", "255.255.255.255"},
	};
	char buf[IP_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof(masks) / sizeof(*masks); i++) {
		struct ip ip = of(masks[i][0]);

		assert_string_equal(ip_netmask(&ip, buf), masks[i][1]);
		assert_int_equal(ip_parse_mask(masks[i][1]), ip.prefix);
	}
}

static bool within(const char *a, const char *b)
{
	struct ip ip = of(a), net = of(b);

	return ip_within(&ip, &net);
}

static void what_is_no_netmask(void **state)
{
	static const char *const bad[] = {"", "24", "255.0.255.0", "0.0.0.255", "255.255.255.1", "127.255.255.255",
					  "ffff::", "ffff:ff00::", "255.255.255", "255.255.255.0/24", "0xffffff00"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (ip_parse_mask(bad[i]) != -1)
			fail_msg("'%s' is taken", bad[i]);
}

static void within_a_network(void **state)
{
	(void)state;
	assert_true(within("10.0.1.9", "10.0.0.1/23")); /* host bits of the network do not matter */
	assert_false(within("10.0.2.9", "10.0.0.1/23"));
	assert_true(within("10.0.0.1/8", "10.0.0.0/24")); /* nor does the prefix of the address */
	assert_true(within("1.2.3.4", "0.0.0.0/0"));
	assert_false(within("1.2.3.4", "::/0"));
	assert_false(within("::", "0.0.0.0/0"));
	assert_true(within("2001:db8::1", "2001:db8::/64"));
	assert_false(within("2001:db8:0:1::1", "2001:db8::/64"));
}

static void the_same_address(void **state)
{
	struct ip a = of("10.0.0.1/8"), b = of("10.0.0.1/24"), c = of("10.0.0.2/8"), v4 = of("0.0.0.0"),
		  v6 = of("::");

	(void)state;
	assert_true(ip_same(&a, &b));
	assert_false(ip_same(&a, &c));
	assert_false(ip_same(&v4, &v6));
}

static void what_a_host_can_own(void **state)
{
	static const char *const bad[] = {"0.0.0.0",         "0.1.2.3",         "127.0.0.1",
					  "127.255.255.255", "224.0.0.1",       "239.1.1.1",
					  "240.0.0.1",       "255.255.255.255", "2001:db8::1"};
	static const char *const good[] = {"1.0.0.0",   "10.0.0.1",    "126.255.255.255",
					   "128.0.0.1", "169.254.1.1", "223.255.255.255"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct ip ip = of(bad[i]);

		assert_false(ip_is_host4(&ip));
	}
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct ip ip = of(good[i]);

		assert_true(ip_is_host4(&ip));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_no_address_is_refused),
		cmocka_unit_test(what_is_no_prefix_is_refused),
		cmocka_unit_test(addresses_come_back_in_their_plain_form),
		cmocka_unit_test(prefixes_come_back),
		cmocka_unit_test(networks_have_no_host_bits),
		cmocka_unit_test(netmasks),
		cmocka_unit_test(what_is_no_netmask),
		cmocka_unit_test(within_a_network),
		cmocka_unit_test(the_same_address),
		cmocka_unit_test(what_a_host_can_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
