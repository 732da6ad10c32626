/* modprobe.d(5), as kmod and module-init-tools read it. */
#include "import/reading.h"

static struct modules read_text(const char *text, size_t len)
{
	struct modules m = {0};

	modprobe_read(arena, source_of(arena, "modprobe.conf", text, len), &m);
	return m;
}

static void assert_line(const struct modprobe_line *l, int command, const char *name, const char *text)
{
	assert_int_equal(l->command, command);
	assert_string_equal(l->name, name);
	assert_string_equal(l->text, text);
}

#define READ(text) read_text(text, sizeof(text) - 1)

static void commands_and_comments(void **state)
{
	struct modules m = READ("# options bonding mode=0\n"
				"\n"
				"alias bond0 bonding\n"
				"  options\tbond-0 \t mode=1 miimon=100 \n"
				"   # of module-init-tools\n"
				"install bond1 /sbin/modprobe --ignore-install bonding -o bond1\n"
				"blacklist e1000");

	(void)state;
	assert_int_equal(m.n, 4);
	assert_line(&m.v[0], MODPROBE_ALIAS, "bond0", "bonding");
	assert_line(&m.v[1], MODPROBE_OPTIONS, "bond_0", "mode=1 miimon=100 ");
	assert_line(&m.v[2], MODPROBE_INSTALL, "bond1", "/sbin/modprobe --ignore-install bonding -o bond1");
	assert_line(&m.v[3], MODPROBE_OTHER, "blacklist", "e1000");
	assert_true(m.v[1].literal);
	assert_string_equal(covered(m.v[1].name_at), "bond-0");
	assert_string_equal(covered(m.v[1].text_at), "mode=1 miimon=100 ");
	assert_string_equal(covered(m.v[0].at), "alias bond0 bonding");
}

/* freadline_wrapped(): in front of anything but the end of a line a backslash is dropped. */
static void backslashes(void **state)
{
	struct modules m = READ("# all \\\noptions bonding mode=0\n"
				"options bond\\\ning mode=1 \\\n\tmiimon=100\n"
				"options x a=\\b\n"
				"alias y z\\");

	(void)state;
	assert_int_equal(m.n, 3);
	assert_line(&m.v[0], MODPROBE_OPTIONS, "bonding", "mode=1 \tmiimon=100");
	assert_false(m.v[0].literal);
	assert_int_equal(m.v[0].at.to - m.v[0].at.from,
			 strlen("options bond\\\ning mode=1 \\\n\tmiimon=100"));
	assert_line(&m.v[1], MODPROBE_OPTIONS, "x", "a=b");
	assert_line(&m.v[2], MODPROBE_ALIAS, "y", "z\\");
}

static void bad_lines_are_some_other_command(void **state)
{
	struct modules m = READ("alias bond0\noptions bonding\ninstall\nfrobnicate a b\n");

	(void)state;
	assert_int_equal(m.n, 4);
	assert_line(&m.v[0], MODPROBE_OTHER, "alias", "bond0");
	assert_line(&m.v[1], MODPROBE_OTHER, "options", "bonding");
	assert_line(&m.v[2], MODPROBE_OTHER, "install", "");
	assert_line(&m.v[3], MODPROBE_OTHER, "frobnicate", "a b");
}

/* The third word is nobody's; the line as a whole shows it. */
static void an_alias_has_one_module(void **state)
{
	struct modules m = READ("alias bond0 bond1 bonding\n");

	(void)state;
	assert_line(&m.v[0], MODPROBE_ALIAS, "bond0", "bond1");
	assert_string_equal(covered(m.v[0].at), "alias bond0 bond1 bonding");
}

static void aliases_have_wildcards(void **state)
{
	struct modules m = READ("alias bond[0-3] bonding\nalias eth-0 e1000\nalias eth_0 tg3\n");

	(void)state;
	assert_string_equal(modprobe_alias(&m, "bond2"), "bonding");
	assert_null(modprobe_alias(&m, "bond4"));
	assert_string_equal(modprobe_alias(&m, "eth_0"), "e1000");
}

static void odd_bytes(void **state)
{
	struct modules m = READ("options bonding mode=1\0 miimon=5\\\n x\nalias bond0 bonding\r\n");

	(void)state;
	assert_int_equal(m.n, 2);
	assert_line(&m.v[0], MODPROBE_OPTIONS, "bonding", "mode=1");
	assert_line(&m.v[1], MODPROBE_ALIAS, "bond0", "bonding\r");
	m = read_text("options a b\\\n c",
		      strlen("options a b\\")); /* cut to size: nothing behind it is read */
	assert_line(&m.v[0], MODPROBE_OPTIONS, "a", "b\\");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(commands_and_comments),
		TEST(backslashes),
		TEST(bad_lines_are_some_other_command),
		TEST(an_alias_has_one_module),
		TEST(aliases_have_wildcards),
		TEST(odd_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
