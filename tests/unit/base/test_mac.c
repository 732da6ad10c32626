#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mac.h"

static void what_is_no_mac_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"00:16:3e:00:00",
		"00:16:3e:00:00:0",
		"00:16:3e:00:00:001",
		"00:16:3e:00:00:01:02",
		"0:016:3e:00:00:01",
		"00-16-3e-00-00-01",
		"0016.3e00.0001",
		"00163e000001",
		"00:16:3g:00:00:01",
		"00:16:3e:00:00:0 ",
		" 0:16:3e:00:00:01",
		"00:16:3e:00:00-01",
		"+0:16:3e:00:00:01",
		"00:16:3e:00:00:01\n",
		"0x:16:3e:00:00:01",
		"\xc3\xa9:16:3e:00:00:01",
	};
	struct mac mac;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (mac_parse(bad[i], &mac))
			fail_msg("'%s' is taken for a MAC", bad[i]);
}

static void either_case_is_read_and_lower_case_written(void **state)
{
	struct mac a, b;
	char buf[MAC_TEXT];

	(void)state;
	assert_true(mac_parse("0A:bC:De:F0:09:9f", &a));
	assert_string_equal(mac_text(&a, buf), "0a:bc:de:f0:09:9f");
	assert_true(mac_parse(buf, &b));
	assert_true(mac_same(&a, &b));
	assert_true(mac_parse("0a:bc:de:f0:09:9e", &b));
	assert_false(mac_same(&a, &b));
	assert_true(mac_parse("1a:bc:de:f0:09:9f", &b));
	assert_false(mac_same(&a, &b));
}

static bool unicast(const char *s)
{
	struct mac mac;

	assert_true(mac_parse(s, &mac));
	return mac_is_unicast(&mac);
}

static void what_an_interface_can_own(void **state)
{
	(void)state;
	assert_true(unicast("00:16:3e:00:00:01"));
	assert_true(unicast("fe:ff:ff:ff:ff:ff"));
	assert_true(unicast("02:00:00:00:00:00"));
	assert_true(unicast("00:00:00:00:00:01"));
	assert_false(unicast("00:00:00:00:00:00"));
	assert_false(unicast("01:00:5e:00:00:01"));
	assert_false(unicast("ff:ff:ff:ff:ff:ff"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_no_mac_is_refused),
		cmocka_unit_test(either_case_is_read_and_lower_case_written),
		cmocka_unit_test(what_an_interface_can_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
