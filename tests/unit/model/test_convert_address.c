/* Addresses, Ethernet and IP, and releases. */
#include "converted.h"

static void ethernet_addresses(void **state)
{
	static const char *const bad[] = {"",
					  "52:54:00:12:34",
					  "52:54:00:12:34:5",
					  "52:54:00:12:34:567",
					  "52-54-00-12-34-56",
					  "525400123456",
					  "5254.0012.3456",
					  "52:54:00:12:34:5g",
					  "52:54:00:12:34:56\n",
					  "00:00:00:00:00:00",
					  "ff:ff:ff:ff:ff:ff",
					  "01:00:5e:00:00:01",
					  "53:54:00:12:34:56"};

	takes(*state, K_MAC, "52:54:00:12:34:56", "52:54:00:12:34:56");
	takes(*state, K_MAC, "00:1E:C9:AA:bb:0C", "00:1e:c9:aa:bb:0c");
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		refuses(*state, K_MAC, bad[i], "YAML019");
}

static void ethernet_addresses_that_are_numbers_to_others(void **state)
{
	(void)state;
	assert_true(reads_as_number("52:54:00:12:34:56"));
	assert_true(reads_as_number("10:00:00:00:00:00"));
	assert_true(reads_as_number("98:59:59:59:59:59"));
	assert_false(reads_as_number("52:54:00:12:34:60"));
	assert_false(reads_as_number("52:64:00:12:34:56"));
	assert_false(reads_as_number("02:54:00:12:34:56")); /* YAML 1.1: [1-9][0-9_]*(:[0-5]?[0-9])+ */
	assert_false(reads_as_number("52:54:00:12:34:5a"));
	assert_false(reads_as_number("a2:54:00:12:34:56"));
}

static void addresses_of_one_host(void **state)
{
	static const char *const bad[] = {"",           "10.0.0",       "10.0.0.256",      "010.0.0.1",
					  "10.0.0.01",  "10.0.0.1 ",    "10.0.0.1/24",     "0.0.0.0",
					  "0.1.2.3",    "224.0.0.1",    "255.255.255.255", "::",
					  "ff02::1",    "fe80::1%eth0", "2001:db8",        "1",
					  "0x0a000001", "10.1",         "localhost",       "10.0.0.1\n",
					  "$(x)"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		refuses(*state, K_IP, bad[i], "YAML018");
	takes(*state, K_IP, "10.0.0.254", "10.0.0.254");
	takes(*state, K_IP, "2001:DB8:0::1", "2001:db8::1");
	takes(*state, K_IP, "127.0.0.1", "127.0.0.1"); /* a name server may live there */
	takes(*state, K_IP, "::1", "::1");
	refuses(*state, K_IP4, "127.0.0.1", "YAML018");
	refuses(*state, K_IP6, "::1", "YAML018");
	refuses(*state, K_IP4, "2001:db8::1", "YAML018");
	refuses(*state, K_IP6, "10.0.0.1", "YAML018");
	takes(*state, K_IP6, "fe80::1", "fe80::1");
	takes(*state, K_TARGET, "10.0.0.254", "10.0.0.254");
	refuses(*state, K_TARGET, "2001:db8::1", "YAML018");
	refuses(*state, K_TARGET, "255.255.255.255", "YAML018");
}

static void the_help_for_an_address_fits(void **state)
{
	struct row r = row(K_IP4);

	refuses_row(*state, &r, "10.0.0.1/24", "YAML018", "10.0.0.1, without prefix length");
	refuses_row(*state, &r, "2001:db8::1/64", "YAML018", "an IPv4 address: 10.0.0.254");
	r.kind = K_IP6;
	refuses_row(*state, &r, "10.0.0.1/24", "YAML018", "an IPv6 address in quotes: \"2001:db8::1\"");
	refuses_row(*state, &r, "2001:db8::1/64", "YAML018", "2001:db8::1, without prefix length");
}

static void addresses_with_prefix(void **state)
{
	static const char *const bad[] = {"",
					  "/24",
					  "10.0.0.2",
					  "10.0.0.2/",
					  "10.0.0.2/33",
					  "10.0.0.2/024",
					  "10.0.0.2/+8",
					  "10.0.0.2/8 ",
					  "10.0.0.2/255.255.255.0",
					  "10.0.0.2/0",
					  "2001:db8::2",
					  "2001:db8::2/129",
					  "2001:db8::2/0",
					  "::/64",
					  "ff02::1/64",
					  "224.0.0.1/24",
					  "127.0.0.1/8",
					  "10.0.0.2/24/24",
					  "10.0.0.2/2x"};
	struct row r = row(K_PREFIX);

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		refuses(*state, K_PREFIX, bad[i], "YAML018");
	takes(*state, K_PREFIX, "10.0.0.2/24", "10.0.0.2/24");
	takes(*state, K_PREFIX, "10.0.0.2/32", "10.0.0.2/32");
	takes(*state, K_PREFIX, "2001:DB8::2/64", "2001:db8::2/64");
	takes(*state, K_PREFIX, "2001:db8::2/128", "2001:db8::2/128");
	refuses_row(*state, &r, "10.0.0.2", "YAML018", "10.0.0.2/24, or what the prefix is");
	refuses_row(*state, &r, "2001:db8::2", "YAML018", "2001:db8::2/64, or what the prefix is");
}

static void networks_have_no_host_bits(void **state)
{
	struct row r = row(K_NETWORK);

	takes(*state, K_NETWORK, "10.0.0.0/8", "10.0.0.0/8");
	takes(*state, K_NETWORK, "0.0.0.0/0", "0.0.0.0/0");
	takes(*state, K_NETWORK, "10.0.0.1/32", "10.0.0.1/32");
	takes(*state, K_NETWORK, "2001:db8::/32", "2001:db8::/32");
	refuses_row(*state, &r, "10.0.0.1/8", "YAML018", "10.0.0.0/8");
	refuses_row(*state, &r, "2001:db8::1/32", "YAML018", "2001:db8::/32");
	refuses(*state, K_NETWORK, "10.0.0.0", "YAML018");
	refuses(*state, K_NETWORK, "default", "YAML018");
}

/* ---- releases ---- */

static void releases_by_name(void **state)
{
	struct row r = row(K_RELEASE);

	takes(*state, K_RELEASE, "squeeze", "squeeze");
	takes(*state, K_RELEASE, "rhel6", "rhel6.10");
	takes(*state, K_RELEASE, "centos5.4", "rhel5.4");
	refuses_row(*state, &r, "squeezy", "YAML008",
		    "squeeze        or another that `bondwright releases` lists");
	refuses_row(*state, &r, "rhel6.11", "YAML008",
		    "rhel6, or rhel6.0 to rhel6.10        or another that `bondwright releases` lists");
	refuses_row(*state, &r, "plan9", "YAML008", "one that `bondwright releases` lists");
	refuses(*state, K_RELEASE, "", "YAML008");
	takes(*state, K_XEN, "3.0", "3.0");
	refuses(*state, K_XEN, "3", "YAML008");
	r.kind = K_XEN;
	refuses_row(*state, &r, "4.5", "YAML008", "\"3.0\" to \"4.4\", in quotes");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(ethernet_addresses),    TEST(ethernet_addresses_that_are_numbers_to_others),
		TEST(addresses_of_one_host), TEST(the_help_for_an_address_fits),
		TEST(addresses_with_prefix), TEST(networks_have_no_host_bits),
		TEST(releases_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
