/* xend-config.sxp and the scripts that it names. */
#include "import/reading.h"

#include "targets/xend/read.h"

#define CONFIG "==> etc/xen/xend-config.sxp <==\n"

/* ---- expressions: the forms of tests/oracle/sxp.py ---- */

static struct sxp parse(const char *text)
{
	return sxp_read(arena, source_of(arena, "xend-config.sxp", text, strlen(text)));
}

static void values(void **state)
{
	static const struct {
		const char *text, *value;
		size_t n;
	} read[] = {
		{"(network-script 'network-bridge netdev=bond0')", "network-bridge netdev=bond0", 1},
		{"(network-script \"network-bridge netdev=bond0\")", "network-bridge netdev=bond0", 1},
		{"(network-script network-bridge netdev=bond0)", "network-bridge", 2},
		{"(network-script network-bridge)\n(network-script /bin/true)", "network-bridge", 1},
		{"# (network-script /bin/true)\n(network-script network-bridge) # (network-script x)",
		 "network-bridge", 1},
		{"(network-script 'network-bridge\\x20netdev=bond0')", "network-bridge netdev=bond0", 1},
		{"(network-script 'network-bridge\\040netdev=bond0')", "network-bridge netdev=bond0", 1},
		{"(network-script 'it\\'s')", "it's", 1},
		{"(x (network-script no)) (network-script\n\tyes)", "yes", 1},
		{"word (network-script '')", "", 1},
		{"(network-script (a b) c)", NULL, 2},
		{"(network-script)", NULL, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(read) / sizeof(*read); i++) {
		struct sxp sxp = parse(read[i].text);
		const struct sxp_entry *e = sxp_find(&sxp, "network-script");

		if (sxp.fault.source || !e)
			fail_msg("%s: %s", read[i].text, sxp.why ? sxp.why : "not found");
		assert_int_equal(e->values, read[i].n);
		if (!read[i].value)
			assert_null(e->value);
		else
			assert_string_equal(e->value, read[i].value);
	}
}

static void faults(void **state)
{
	static const char *const refused[] = {
		"(network-script \xe2\x80\x98network-bridge netdev=bond0\xe2\x80\x99)",
		"(vnc \xe2\x80\x9c\xe2\x80\x9d)",
		"(network-script 'network-bridge netdev=bond0)",
		"(network-script network-bridge",
		"(network-script a'b')",
		"(network-script a#b)",
		"(network-script '\\q')",
		"(network-script '\\x')",
		"(x 'caf\xc3\xa9')",
		"(x \x01)",
		")",
	};
	struct sxp sxp;

	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		if (!parse(refused[i]).fault.source)
			fail_msg("taken: %s", refused[i]);
	sxp = parse("# caf\xc3\xa9\n(a b)\n"); /* comments hold anything */
	assert_null(sxp.fault.source);
	assert_int_equal(sxp.n, 1);
}

/* Depth costs nothing. */
static void depth(void **state)
{
	size_t n = 500000;
	char *text = arena_alloc(arena, 2 * n + 1);
	struct sxp sxp;

	(void)state;
	memset(text, '(', n);
	assert_non_null(parse(text).fault.source);
	memset(text + n, ')', n);
	sxp = parse(text);
	assert_null(sxp.fault.source);
	assert_int_equal(sxp.n, 1);
}

/* ---- what they mean ---- */

static void configure(const char *os, const char *bundle)
{
	struct draft_object *bond;

	given(os, bundle);
	bond = described("bond0", BOND);
	draft_add(reading.draft, bond, "addresses", "10.0.0.4/24", (struct span){0});
	draft_add(reading.draft, bond, "gateway", "10.0.0.1", (struct span){0});
	draft_add(reading.draft, bond, "mtu", "9000", (struct span){0});
	described("eth7", NIC);
	xend_read(&reading);
}

static const char *xend_field(const char *key)
{
	return values_of(&reading.draft->xend, key);
}

static void network_bridge(void **state)
{
	(void)state;
	configure("sles10", CONFIG "(network-script 'network-bridge netdev=bond0 bridge=xenbr0 "
				   "vifnum=0')\n(vif-script vif-bridge)\n");
	assert_int_equal(findings.n, 0);
	assert_string_equal(xend_field("bridges"), "network-bridge");
	assert_string_equal(values_of(&reading.draft->host, "virtualization"), "xen");
	assert_string_equal(field_of("xenbr0", "ports"), "bond0");
	assert_string_equal(covered(draft_get(draft_find(reading.draft, "xenbr0"), "ports")->at), "bond0");
	/* the host's own end goes over, the device's stays */
	assert_string_equal(field_of("xenbr0", "addresses"), "10.0.0.4/24");
	assert_string_equal(field_of("xenbr0", "gateway"), "10.0.0.1");
	assert_string_equal(field_of("bond0", "addresses"), "");
	assert_string_equal(field_of("bond0", "mtu"), "9000");
}

static void names_by_version(void **state)
{
	(void)state;
	configure("sles10", CONFIG "(network-script 'network-bridge netdev=bond0 vifnum=3')\n");
	assert_string_equal(field_of("xenbr3", "ports"), "bond0");
	/* 3.0.3: the number of the default route's device, and eth of that number */
	configure("sles10", CONFIG "(network-script network-bridge)\n");
	assert_only("IMP008", INFO, "(network-script network-bridge)");
	assert_string_equal(field_of("xenbr0", "ports"), "eth0");
	/* 3.2 and later: that device itself, and the bridge is called like it */
	configure("squeeze", CONFIG "(network-script network-bridge)\n");
	assert_int_equal(count_said("IMP008"), 1);
	assert_int_equal(count_said("IMP003"), 1);
	assert_string_equal(field_of("xenbr0", "ports"), "bond0");
	configure("squeeze", CONFIG "(network-script 'network-bridge netdev=eth7 bridge=br7')\n");
	assert_int_equal(findings.n, 0);
	assert_string_equal(field_of("br7", "ports"), "eth7");
}

/* From 4.1 on it starts nothing where a bridge is there, and what the network files say stays as it is. */
static void a_bridge_that_is_there(void **state)
{
	static const struct {
		const char *os, *bridges, *dhcp;
	} cases[] = {{"wheezy", "distro", "true"}, {"squeeze", "network-bridge", ""}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct draft_object *bridge;

		given(cases[i].os, CONFIG "(network-script network-bridge)\n");
		bridge = described("br0", BRIDGE);
		draft_add(reading.draft, bridge, "dhcp", "true", (struct span){0});
		xend_read(&reading);
		assert_string_equal(xend_field("bridges"), cases[i].bridges);
		assert_string_equal(field_of("br0", "dhcp"), cases[i].dhcp);
		assert_int_equal(count_said("IMP011"), i == 0);
	}
	given("wheezy", CONFIG "(network-script 'network-bridge netdev=eth0 bridge=br0')\n");
	described("eth0", NIC);
	xend_read(&reading);
	assert_int_equal(findings.n, 0);
	assert_string_equal(xend_field("bridges"), "network-bridge");
}

static void unquoted_words_are_lost(void **state)
{
	(void)state;
	configure("sles10", CONFIG "(network-script network-bridge netdev=bond0)\n");
	assert_int_equal(said("IMP009", 0)->severity, WARNING);
	assert_string_equal(covered(said("IMP009", 0)->at.span), " netdev=bond0");
	assert_string_equal(said("IMP009", 0)->help, "(network-script 'network-bridge netdev=bond0')");
	assert_string_equal(field_of("xenbr0", "ports"), "eth0");
}

static void the_first_line_counts(void **state)
{
	(void)state;
	configure("sles10",
		  CONFIG "(network-script /bin/true)\n(network-script 'network-bridge netdev=bond0')\n");
	assert_only("IMP004", WARNING, "(network-script 'network-bridge netdev=bond0')");
	assert_string_equal(xend_field("bridges"), "distro");
	assert_null(draft_find(reading.draft, "xenbr0"));
}

static void typographic_quotes(void **state)
{
	(void)state;
	configure("sles10", CONFIG "(network-script \xe2\x80\x98network-bridge netdev=bond0\xe2\x80\x99)\n");
	assert_int_equal(findings.n, 1);
	assert_string_equal(findings.v[0]->id, "IMP009");
	assert_int_equal(findings.v[0]->severity, ERROR);
}

static void other_scripts(void **state)
{
	(void)state;
	configure("squeeze", CONFIG "(network-script network-dummy)\n");
	assert_int_equal(findings.n, 0);
	assert_string_equal(xend_field("bridges"), "distro");
	configure("squeeze", CONFIG "(network-script network-route)\n(vif-script vif-route)\n");
	assert_int_equal(count_said("IMP003"), 2);
	configure("squeeze", CONFIG "# (network-script network-bridge)\n(dom0-cpus 0)\n");
	assert_int_equal(findings.n, 0);
	assert_string_equal(xend_field("bridges"), "none");
	configure("squeeze", CONFIG "(network-script my-script)\n");
	assert_only("IMP003", ERROR, "my-script");
	configure("bookworm", CONFIG "(network-script network-bridge)\n");
	assert_only("IMP007", INFO, "");
	configure("rhel7", CONFIG "(network-script /bin/true)\n");
	assert_only("IMP008", INFO, "");
	assert_string_equal(xend_field("version"), "4.0");
}

/* Of several lines the first names the bridge; what is above our mark is the distribution's. */
static void comments_of_bridges(void **state)
{
	(void)state;
	configure("sles10",
		  CONFIG "# xenbr0: not ours\n# Made by bondwright for vm1.example.com.\n# nobody: x\n"
			 "# xenbr0: guests\n# of caf\xe9: two\n"
			 "(network-script 'network-bridge netdev=bond0 bridge=xenbr0')\n# xenbr0: behind\n");
	assert_string_equal(field_of("xenbr0", "comment"), "guests\nof caf\xef\xbf\xbd: two");
}

/* ---- a script for several bridges ---- */

#define WRAPPER "(network-script my-network-bridge)\n\n==> etc/xen/scripts/my-network-bridge <==\n#!/bin/sh\n"

static void wrapper(void **state)
{
	(void)state;
	configure("sles10", CONFIG WRAPPER
		  "dir=$(dirname \"$0\")\n# network-bridge\n"
		  "\"$dir/network-bridge\" \"$@\" vifnum=0 netdev=bond0 bridge=xenbr0\n"
		  "  $dir/network-bridge \"$@\" vifnum=1 netdev=eth7 || failed=$?\nexit $failed\n");
	assert_int_equal(findings.n, 0);
	assert_string_equal(xend_field("bridges"), "network-bridge");
	assert_string_equal(field_of("xenbr0", "ports"), "bond0");
	assert_string_equal(field_of("xenbr1", "ports"), "eth7");
	assert_string_equal(covered(draft_get(draft_find(reading.draft, "xenbr1"), "ports")->at), "eth7");
}

/* The first call takes the addresses along; the default device is still what it was. */
static void the_default_is_that_of_the_start(void **state)
{
	(void)state;
	configure("squeeze", CONFIG WRAPPER
		  "network-bridge \"$@\" netdev=bond0 bridge=br0\nnetwork-bridge \"$@\" bridge=br1\n");
	assert_string_equal(field_of("br0", "gateway"), "10.0.0.1");
	assert_string_equal(field_of("br1", "ports"), "bond0");
}

static void wrapper_by_case(void **state)
{
	(void)state;
	configure("sles10", CONFIG WRAPPER
		  "case \"$1\" in\nstart) /etc/xen/scripts/network-bridge start vifnum=0 netdev=bond0;;\n"
		  "stop) /etc/xen/scripts/network-bridge stop vifnum=9 netdev=eth9\n;;\nesac\n");
	assert_int_equal(findings.n, 0);
	assert_string_equal(field_of("xenbr0", "ports"), "bond0");
	assert_null(draft_find(reading.draft, "xenbr9"));
}

static void wrapper_that_takes_a_shell(void **state)
{
	(void)state;
	configure("sles10", CONFIG WRAPPER "network-bridge \"$@\" netdev=$DEV vifnum=0\n");
	assert_int_equal(count_said("IMP005"), 1);
	assert_string_equal(covered(said("IMP005", 0)->at.span), "netdev=$DEV");
	configure("sles10", CONFIG WRAPPER "for i in 0 1; do network-bridge \"$@\" vifnum=$i; done\n");
	assert_int_equal(count_said("IMP005"), 1);
	configure("sles10",
		  CONFIG WRAPPER "network-bridge \"$@\" netdev=bond0 vifnum=0\nip link set eth7 up\n");
	assert_only("IMP003", ERROR, "ip link set eth7 up");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(values),
		TEST(faults),
		TEST(depth),
		TEST(network_bridge),
		TEST(names_by_version),
		TEST(a_bridge_that_is_there),
		TEST(unquoted_words_are_lost),
		TEST(the_first_line_counts),
		TEST(typographic_quotes),
		TEST(other_scripts),
		TEST(comments_of_bridges),
		TEST(wrapper),
		TEST(the_default_is_that_of_the_start),
		TEST(wrapper_by_case),
		TEST(wrapper_that_takes_a_shell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
