#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/word.h"

static void alphabets(void **state)
{
	(void)state;
	assert_true(word_made_of("azAZ09", ""));
	assert_true(word_made_of("bond0.100", "."));
	assert_true(word_made_of("...", "."));
	assert_false(word_made_of("", "abc"));
	assert_false(word_made_of("bond0.100", "_-"));
	assert_false(word_made_of("eth0 ", "._-"));
	assert_false(word_made_of("eth0\n", "._-"));
	assert_false(word_made_of("\neth0", "._-"));
	assert_false(word_made_of("\xc3\xa9th0", "._-"));
	assert_false(word_made_of("@", ""));
	assert_false(word_made_of("`", ""));
	assert_false(word_made_of("[", ""));
	assert_false(word_made_of("{", ""));
	assert_false(word_made_of("/", ""));
	assert_false(word_made_of(":", ""));
}

static void ends(void **state)
{
	(void)state;
	assert_true(word_ends_in("eth0.bak", ".bak"));
	assert_true(word_ends_in(".bak", ".bak"));
	assert_true(word_ends_in("bak", ""));
	assert_false(word_ends_in("bak", ".bak"));
	assert_false(word_ends_in("", ".bak"));
	assert_false(word_ends_in("eth0.bak1", ".bak"));
}

static const char *nearest(const char *typed)
{
	static const char *const known[] = {"mode",    "miimon",    "arp_interval", "arp_ip_target",
					    "updelay", "downdelay", "primary",      "xmit_hash_policy"};
	struct nearest n = {0};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		nearest_offer(&n, typed, known[i]);
	return n.word;
}

static void what_was_meant(void **state)
{
	(void)state;
	assert_string_equal(nearest("mimon"), "miimon");
	assert_string_equal(nearest("miiimon"), "miimon");
	assert_string_equal(nearest("mimion"), "miimon"); /* swapped: one step */
	assert_string_equal(nearest("MODE"), "mode");
	assert_string_equal(nearest("omde"), "mode");
	assert_string_equal(nearest("arp-interval"), "arp_interval");
	assert_string_equal(nearest("down_delay"), "downdelay");
	assert_string_equal(nearest("xmit_hash_polcy"), "xmit_hash_policy");
	assert_string_equal(nearest("updelay"), "updelay");
}

static void case_and_the_kind_of_dash_do_not_matter(void **state)
{
	struct nearest n = {0};

	(void)state;
	nearest_offer(&n, "Arp-Ip_TARGET", "arp_ip-target");
	assert_int_equal(n.distance, 0);
	assert_string_equal(n.word, "arp_ip-target");
}

static void nothing_was_near(void **state)
{
	char longest[200];

	(void)state;
	assert_null(nearest(""));
	assert_null(nearest("gateway"));
	assert_null(nearest("vlan"));
	assert_null(nearest("mod_xyz"));
	memset(longest, 'a', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	assert_null(nearest(longest));
}

static void the_first_of_equals_and_the_best_of_all_win(void **state)
{
	struct nearest n = {0};

	(void)state;
	nearest_offer(&n, "eth1", "eth2");
	nearest_offer(&n, "eth1", "eth3");
	assert_string_equal(n.word, "eth2");
	nearest_offer(&n, "eth1", "eth1");
	assert_string_equal(n.word, "eth1");
	assert_int_equal(n.distance, 0);
	nearest_offer(&n, "eth1", "eth2");
	assert_string_equal(n.word, "eth1");
}

static void candidates_at_the_limit_of_length(void **state)
{
	char a[66], b[66];
	struct nearest n = {0};

	(void)state;
	memset(a, 'a', 65);
	memset(b, 'a', 65);
	a[64] = b[64] = a[65] = b[65] = '\0';
	b[63] = 'b';
	nearest_offer(&n, a, b);
	assert_ptr_equal(n.word, b);
	assert_int_equal(n.distance, 1);
	n = (struct nearest){0};
	b[64] = 'b';
	nearest_offer(&n, a, b);
	assert_null(n.word);
}

static void zeros_in_front(void **state)
{
	(void)state;
	assert_string_equal(word_without_zeros("007"), "7");
	assert_string_equal(word_without_zeros("100"), "100");
	assert_string_equal(word_without_zeros("00"), "0");
	assert_string_equal(word_without_zeros("0x7"), "0x7");
	assert_string_equal(word_without_zeros(""), "");
}

static void names_of_vlans(void **state)
{
	static const char nested[] = "bond0.5.0007";

	(void)state;
	assert_ptr_equal(word_vlan_dot(nested), nested + 7);
	assert_null(word_vlan_dot("bond0"));
	assert_null(word_vlan_dot("vlan5"));
	assert_null(word_vlan_dot(".5"));
	assert_null(word_vlan_dot("eth0."));
	assert_null(word_vlan_dot("eth0.5a"));
	assert_null(word_vlan_dot("eth0.5.x"));
	assert_null(word_vlan_dot(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(alphabets),
		cmocka_unit_test(ends),
		cmocka_unit_test(what_was_meant),
		cmocka_unit_test(case_and_the_kind_of_dash_do_not_matter),
		cmocka_unit_test(nothing_was_near),
		cmocka_unit_test(the_first_of_equals_and_the_best_of_all_win),
		cmocka_unit_test(candidates_at_the_limit_of_length),
		cmocka_unit_test(zeros_in_front),
		cmocka_unit_test(names_of_vlans),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
