#include "converted.h"

static long number(struct arena *a, const struct row *r, const char *written)
{
	struct value v;

	assert_true(convert(a, r, written, &v, NULL));
	return v.n;
}

/* ---- numbers ---- */

static void numbers_are_plain_decimal(void **state)
{
	static const char *const bad[] = {"010", "0x10", "1_500", "12abc", "1.5",   "1e3", "+5",
					  "-",   "--1",  "-0",    " 5",    "5 ",    "5\n", "",
					  "00",  "٣",    "½",     ",",     "1,500", "0b1"};
	struct row r = row(K_NUMBER);

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		refuses(*state, K_NUMBER, bad[i], "YAML005");
	takes(*state, K_NUMBER, "1", "1");
	takes(*state, K_NUMBER, "4094", "4094");
	assert_int_equal(number(*state, &r, "256"), 256);
}

static void numbers_have_a_range(void **state)
{
	static const char *const bad[] = {"0",
					  "4095",
					  "-1",
					  "-256",
					  "65536",
					  "4294967552",
					  "18446744073709551872",
					  "99999999999999999999999999999999999999999999"};
	struct row r = row(K_NUMBER);

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		refuses(*state, K_NUMBER, bad[i], "YAML006");
	r.max = 2147483647;
	r.min = 0;
	assert_int_equal(number(*state, &r, "2147483647"), 2147483647);
	assert_int_equal(number(*state, &r, "0"), 0);
	refuses_row(*state, &r, "2147483648", "YAML006", "a plain decimal number from 0 to 2147483647");
	r.unit = "ms";
	refuses_row(*state, &r, "9999999999", "YAML006", "a plain decimal number from 0 to 2147483647 ms");
	r.min = r.max = 1;
	refuses_row(*state, &r, "2", "YAML006", "1");
}

static void a_row_may_name_the_rule_that_is_broken(void **state)
{
	struct row r = row(K_NUMBER);

	r.rule = "VLAN001";
	refuses_row(*state, &r, "4095", "VLAN001", NULL);
	refuses_row(*state, &r, "0x1", "VLAN001", NULL);
}

/* ---- bools ---- */

static void bools_as_yaml_writers_write_them(void **state)
{
	static const char *const yes[] = {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"};
	static const char *const no[] = {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"};
	static const char *const bad[] = {"tRue",    "y",       "n",       "Y",     "N",  "1",
					  "0",       "t",       "f",       "flase", "oN", "nO",
					  "disable", "enabled", "trueish", "true ", "",   "yess"};
	struct row r = row(K_BOOL);

	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++) {
		takes(*state, K_BOOL, yes[i], "true");
		assert_int_equal(number(*state, &r, yes[i]), 1);
		takes(*state, K_BOOL, no[i], "false");
		assert_int_equal(number(*state, &r, no[i]), 0);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		refuses(*state, K_BOOL, bad[i], "YAML007");
}

/* ---- words ---- */

static void words_are_exact(void **state)
{
	struct row r = row(K_WORD);

	takes(*state, K_WORD, "static", "static");
	assert_int_equal(number(*state, &r, "lacp"), 2);
	refuses(*state, K_WORD, "Static", "YAML008");
	refuses(*state, K_WORD, "1", "YAML008"); /* only options go by number */
	refuses(*state, K_WORD, "", "YAML008");
	refuses_row(*state, &r, "statik", "YAML008", "static        (allowed: none, static or lacp)");
	refuses_row(*state, &r, "etherchannel", "YAML008", "none, static or lacp");
}

static void options_go_by_number_too(void **state)
{
	struct row r = row(K_OPTION);

	takes(*state, K_OPTION, "lacp", "lacp");
	takes(*state, K_OPTION, "2", "lacp");
	takes(*state, K_OPTION, "0", "none");
	assert_int_equal(number(*state, &r, "1"), 1);
	refuses(*state, K_OPTION, "3", "YAML008");
	refuses(*state, K_OPTION, "00", "YAML008");
	refuses(*state, K_OPTION, "02", "YAML008");
	refuses(*state, K_OPTION, "-1", "YAML008");
	refuses(*state, K_OPTION, "true", "YAML008");
}

static void off_and_on_may_come_back_as_bools(void **state)
{
	const struct row *r = bond_option_row(OPT_USE_CARRIER);

	takes_row(*state, r, "off", "off");
	takes_row(*state, r, "on", "on");
	takes_row(*state, r, "true", "on");
	takes_row(*state, r, "False", "off");
	takes_row(*state, r, "1", "on");
	refuses_row(*state, r, "2", "BOND019", "off or on");
	refuses_row(*state, r, "none", "BOND019", NULL);
	refuses_row(*state, bond_option_row(OPT_LACP_RATE), "true", "BOND019", NULL);
}

/* ---- modes ---- */

static void mode(struct arena *a, const char *written, int by_name, int by_number)
{
	int name, digit;

	if (!mode_parse(written, &name, &digit))
		fail_msg("'%s' is no mode", written);
	assert_int_equal(name, by_name);
	assert_int_equal(digit, by_number);
	(void)a;
}

static void modes_as_people_write_them(void **state)
{
	static const char *const bad[] = {"",         " ",
					  "7",        "-1",
					  "04",       "balance",
					  "lacp 4",   "modes 1",
					  "803.2ad",  "lacp",
					  "1 2",      "mode",
					  "()",       "balance-rr balance-rr",
					  "1 1",      "4;5",
					  "802.3ad4", "active-backup\n",
					  "mode=4x",  "10"};
	int name, digit;

	mode(*state, "0", -1, 0);
	mode(*state, "6", -1, 6);
	mode(*state, "4", -1, 4);
	mode(*state, "802.3ad", 4, -1);
	mode(*state, "4 (802.3ad)", 4, 4);
	mode(*state, "802.3ad (4)", 4, 4);
	mode(*state, "1 (balance-rr)", 0, 1); /* as a much read guide has it */
	mode(*state, "mode=1", -1, 1);
	mode(*state, "mode 1, active-backup", 1, 1);
	mode(*state, "Mode 4", -1, 4);
	mode(*state, "Balance-ALB", 6, -1);
	mode(*state, "\t4/802.3AD ", 4, 4);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (mode_parse(bad[i], &name, &digit))
			fail_msg("'%s' is a mode", bad[i]);
	for (int i = 0; i <= 6; i++)
		mode(*state, mode_name(i), i, -1);
	assert_null(mode_name(7));
	assert_null(mode_name(-1));
}

static void modes_go_by_their_name(void **state)
{
	const struct row *r = bond_option_row(OPT_MODE);

	takes_row(*state, r, "1 (balance-rr)", "balance-rr");
	assert_int_equal(number(*state, r, "1 (balance-rr)"), 0);
	takes_row(*state, r, "5", "balance-tlb");
	refuses_row(*state, r, "803.2ad", "BOND001",
		    "802.3ad        (allowed: balance-rr, active-backup, balance-xor, broadcast, 802.3ad, "
		    "balance-tlb "
		    "or balance-alb)");
}

/* ---- names and texts ---- */

static void names_that_the_kernel_and_every_script_take(void **state)
{
	static const char *const good[] = {"eth0", "a",   "bond0.4094", "br-lan", "p1p1_2", "a23456789012345",
					   "1a",   "a..b"};
	static const char *const bad[] = {"",
					  "1234567890123456",
					  ".",
					  "..",
					  ".a",
					  "-a",
					  "_a",
					  "a b",
					  "a/b",
					  "a:0",
					  "a*",
					  "eth0\n",
					  "é",
					  "a;b",
					  "$(x)",
					  "`x`",
					  "a'",
					  "a\"",
					  "lo",
					  "all",
					  "default",
					  "bonding_masters",
					  "a\tb",
					  "a\\b",
					  "a=b",
					  "a%d",
					  "0",
					  "7",
					  "0x10",
					  "0XFF",
					  "123456789012345"};

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		takes(*state, K_NAME, good[i], good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		refuses(*state, K_NAME, bad[i], "NAME001");
}

static void labels_have_no_blank_and_no_shell(void **state)
{
	static const char *const good[] = {"sw-a", "Gi1/0/1", "0000:03:00", "boxb/eth1", "a",
					   "1",    "#3",      "x+y@z_.",    "../x"};
	static const char *const bad[] = {"",    "sw a", "a\n", "é",    "a;b",  "$x",  "`x`",
					  "a=b", "a,b",  "a'b", "a\"b", "a\\b", "a|b", "a&b",
					  "a>b", "(a)",  "a*",  "~",    "a%b"};
	char longest[66];

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		takes(*state, K_LABEL, good[i], good[i]);
		if (strpbrk(good[i], "/:#+@")) /* no interface is called so */
			refuses(*state, K_REF, good[i], "YAML020");
		else
			takes(*state, K_REF, good[i], good[i]);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		refuses(*state, K_LABEL, bad[i], "YAML020");
	memset(longest, 'a', sizeof(longest));
	longest[65] = '\0';
	refuses(*state, K_LABEL, longest, "YAML020");
	longest[64] = '\0';
	takes(*state, K_LABEL, longest, longest);
}

static void host_names_are_made_of_labels(void **state)
{
	static const char *const good[] = {"vm2.example.com",      "a", "a-b", "1", "VM2",
					   "xn--bcher-kva.example"};
	static const char *const bad[] = {"",     ".",   "a.",  ".a", "a..b", "-a", "a-",  "a.-b",
					  "a-.b", "a_b", "a b", "é",  "a/b",  "..", "a\n", "$(a)"};
	char name[300] = {0};

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		takes(*state, K_HOSTNAME, good[i], good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		refuses(*state, K_HOSTNAME, bad[i], "YAML020");
	memset(name, 'a', 64);
	refuses(*state, K_HOSTNAME, name, "YAML020");
	name[63] = '\0';
	takes(*state, K_HOSTNAME, name, name);
	for (int i = 0; i < 255; i++)
		name[i] = i % 2 ? '.' : 'a';
	name[253] = '\0';
	takes(*state, K_HOSTNAME, name, name);
	name[253] = '.';
	name[254] = 'a';
	name[255] = '\0';
	refuses(*state, K_HOSTNAME, name, "YAML020");
}

static void texts_show_what_they_hold(void **state)
{
	static const char *const good[] = {"two\nlines\tand a tab", "$(reboot) `x` ; 'a' \"b\" \\",
					   "Rüttenscheid 東京 😀", "~"};
	static const char *const bad[] = {"bell\a",          "esc \033[2J",        "cr\r",
					  "nel \xc2\x85",    "rlo \xe2\x80\xae",   "zero\xe2\x80\x8bwidth",
					  "bom\xef\xbb\xbf", "ls\xe2\x80\xa8",     "latin1 \xe9",
					  "del\x7f",         "tag\xf3\xa0\x80\xa1"};
	char longest[1026];

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		takes(*state, K_TEXT, good[i], good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		refuses(*state, K_TEXT, bad[i], "YAML020");
	memset(longest, 'a', sizeof(longest));
	longest[1025] = '\0';
	refuses(*state, K_TEXT, longest, "YAML020");
	longest[1024] = '\0';
	takes(*state, K_TEXT, longest, longest);
}

static void ids_of_rules(void **state)
{
	takes(*state, K_RULE, "BOND003", "BOND003");
	takes(*state, K_RULE, "X000", "X000");
	refuses(*state, K_RULE, "bond003", "YAML020");
	refuses(*state, K_RULE, "BOND03", "YAML020");
	refuses(*state, K_RULE, "BOND0003", "YAML020");
	refuses(*state, K_RULE, "003", "YAML020");
	refuses(*state, K_RULE, "BOND", "YAML020");
	refuses(*state, K_RULE, "", "YAML020");
	refuses(*state, K_RULE, "BOND003 ", "YAML020");
}

static void messages_stay_on_one_line(void **state)
{
	struct row r = row(K_NAME);
	struct complaint why;
	struct value v;
	char longest[5001];

	memset(longest, 'a', 5000);
	longest[5000] = '\0';
	assert_false(convert(*state, &r, longest, &v, &why));
	assert_true(strlen(why.message) < 200);
	assert_non_null(strstr(why.message, "aaa...' is too long"));
	assert_non_null(strstr(why.message, "5000 characters"));
	for (int i = 0; i < 4998; i += 2)
		memcpy(longest + i, "\xc3\xa9", 2);
	assert_false(convert(*state, &r, longest, &v, &why));
	assert_non_null(strstr(why.message, "\xc3\xa9...'")); /* cut between characters */
}

static void what_yaml_writes_for_no_value(void **state)
{
	(void)state;
	assert_true(is_no_value(""));
	assert_true(is_no_value("~"));
	assert_true(is_no_value("null"));
	assert_true(is_no_value("Null"));
	assert_true(is_no_value("NULL"));
	assert_false(is_no_value("none"));
	assert_false(is_no_value("nil"));
	assert_false(is_no_value(" "));
	assert_false(is_no_value("~a"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(numbers_are_plain_decimal),
		TEST(numbers_have_a_range),
		TEST(a_row_may_name_the_rule_that_is_broken),
		TEST(bools_as_yaml_writers_write_them),
		TEST(words_are_exact),
		TEST(options_go_by_number_too),
		TEST(off_and_on_may_come_back_as_bools),
		TEST(modes_as_people_write_them),
		TEST(modes_go_by_their_name),
		TEST(names_that_the_kernel_and_every_script_take),
		TEST(labels_have_no_blank_and_no_shell),
		TEST(host_names_are_made_of_labels),
		TEST(texts_show_what_they_hold),
		TEST(ids_of_rules),
		TEST(messages_stay_on_one_line),
		TEST(what_yaml_writes_for_no_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
