/* Which stanzas of an existing interfaces file are in the way of ours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "targets/debian/objects.h"

static const char ours[] =
	"# Made\nauto lo\niface lo inet loopback\n\nauto eth0 bond0\niface eth0 inet manual\n"
	"iface bond0 inet static\n\taddress 10.0.0.1/24\n\tbond-slaves eth0 eth9\n";

static int begin(void **state)
{
	*state = arena_new();
	return 0;
}

static int end(void **state)
{
	arena_free(*state);
	return 0;
}

/* The words that are objected to, "" for none. */
static const char *objected(struct arena *a, const char *theirs)
{
	const struct file f = {.path = "etc/network/interfaces", .text = ours, .len = strlen(ours)};
	struct objection o;

	if (!debian_objects(a, &f, theirs, strlen(theirs), &o))
		return "";
	assert_non_null(strstr(o.why, arena_strndup(a, theirs + o.from, o.to - o.from)));
	assert_non_null(o.help);
	return arena_printf(a, "%zu %s", o.from, arena_strndup(a, theirs + o.from, o.to - o.from));
}

static void interfaces_of_ours_are_objected_to(void **state)
{
	static const char *const cases[][2] = {
		{"iface eth0 inet dhcp\n", "6 eth0"},
		{"auto lo", "5 lo"},
		{"auto eth5 bond0\n", "10 bond0"},
		{"allow-hotplug eth0\n", "14 eth0"},
		{"auto eth5 \\\n eth0\n", "13 eth0"},
		{"auto eth5\\\n\\\n eth0\n", "14 eth0"},
		{"  \tiface \t eth0\tinet6 auto", "11 eth0"},
		{"auto eth0\r\n", "5 eth0"},
		{"# \\\nauto eth0\n", "9 eth0"}, /* a comment does not go on */
		{"iface eth5 inet static\n\tup x \\\n auto eth0\nauto lo\n", "47 lo"},
		{"\n\n\nauto eth0 eth0\n", "8 eth0"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(objected(*state, cases[i][0]), cases[i][1]);
}

static void others_are_not(void **state)
{
	static const char *const cases[] = {
		"",
		"\n",
		"auto",
		"iface",
		"auto \\\n",
		"auto \\",
		"auto eth1 eth00 lo:1 Eth0\n",
		"#auto eth0\n# iface eth0 inet dhcp\n",
		"iface eth5 inet static\n\tbond-master bond0\n\tup ip link set eth0 up\n",
		"iface eth5 eth0 bond0\n", /* the family and the method */
		"mapping eth0\n\tscript x\n",
		"source /etc/network/interfaces.d/eth0\n",
		"up auto eth0\n",
		"autos eth0\n",
		"auto eth9\n", /* only a slave of ours, with no stanza */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (*objected(*state, cases[i]))
			fail_msg("'%s' is objected to", cases[i]);
}

/* What is left out of ours where theirs has the lines of lo. */
static const char *left_out(struct arena *a, const char *theirs)
{
	const struct file f = {.path = "etc/network/interfaces", .text = ours, .len = strlen(ours)};
	struct objection o;

	if (debian_objects(a, &f, theirs, strlen(theirs), &o))
		return "objected";
	return arena_strndup(a, ours + o.said_from, o.said_to - o.said_from);
}

static void lo_of_every_debian_is_not(void **state)
{
	static const char lo[] = "auto lo\niface lo inet loopback\n\n";
	static const char *const cases[][2] = {
		{"auto lo\niface lo inet loopback\n", lo},
		{"# The loopback\nauto lo\r\n\niface lo inet loopback", lo},
		{"iface lo inet loopback\n# x\n\nallow-hotplug eth7\niface eth7 inet dhcp\nauto lo\n", lo},
		{"auto lo\niface lo inet loopback\nsource interfaces.d/*\n", lo},
		{"", ""},
		{"auto eth7\n", ""},
		/* half of it, twice, with more, or otherwise */
		{"auto lo\n", "objected"},
		{"iface lo inet loopback\n", "objected"},
		{"auto lo\nauto lo\niface lo inet loopback\n", "objected"},
		{"auto lo\niface lo inet loopback\niface lo inet loopback\n", "objected"},
		{"auto lo\niface lo inet loopback\niface lo inet6 loopback\n", "objected"},
		{"auto lo\niface lo inet loopback\n\tup ip addr add 10.9.9.9/32 dev lo\n", "objected"},
		{"auto lo\niface lo inet loopback\n# x\n\n  up x\n", "objected"},
		{"auto lo\niface lo inet loopback \\\n up x\n", "objected"},
		{"auto lo eth7\niface lo inet loopback\n", "objected"},
		{"auto lo\niface lo inet static\n", "objected"},
		{"auto lo\niface lo inet loopback\nauto eth0\n", "objected"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(left_out(*state, cases[i][0]), cases[i][1]);
}

static void a_nul_ends_nothing(void **state)
{
	static const char theirs[] = "\0\nauto eth0\n";
	const struct file f = {.text = ours, .len = strlen(ours)};
	struct objection o;

	assert_true(debian_objects(*state, &f, theirs, sizeof(theirs) - 1, &o));
	assert_int_equal(o.from, 7);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(interfaces_of_ours_are_objected_to),
		TEST(others_are_not),
		TEST(lo_of_every_debian_is_not),
		TEST(a_nul_ends_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
