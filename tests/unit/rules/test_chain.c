/* MTU from slave to switch, VLANs by ID and name, NICs that nothing pins: where the blocks' examples do not
 * reach. */
#include "rules/look.h"

struct sample {
	const char *os, *rest, *expected;
};

static void raise_all(void **state, const struct sample *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		raises(*state, host_of(*state, v[i].os, "none", v[i].rest), v[i].expected);
}

#define RAISE_ALL(v) raise_all(state, v, sizeof(v) / sizeof(*(v)))

#define NICS(eth0, eth1)                                                                                     \
	"nics:\n"                                                                                            \
	"  - {name: eth0, mac: \"52:54:00:00:00:01\"" eth0 "}\n"                                             \
	"  - {name: eth1, mac: \"52:54:00:00:00:02\"" eth1 "}\n"
#define BOND(fields) "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0, eth1]" fields "}]\n"

static void slaves_have_their_bonds_mtu(void **state)
{
	static const struct sample cases[] = {
		{"bookworm", NICS(", mtu: 9000", ", mtu: 9000") BOND(", mtu: 9000"),
		 ""}, /* needless, not wrong */
		{"bookworm", NICS(", mtu: 9000", ", mtu: 9000") BOND(""), "MTU002"},
		{"bookworm", NICS(", mtu: 1500", "") BOND(", mtu: 9000"), "MTU002"},
		{"bookworm", NICS(", mtu: 1500", "") BOND(""), ""},
		/* a bond of VLANs gives its own to those, not to the NICs below */
		{"bookworm",
		 NICS(", mtu: 9000", ", mtu: 9000") "vlans: [{id: 9, parent: eth0}, {id: 9, parent: eth1}]\n"
						    "bonds: [{name: bond9, mode: 1, miimon: 100, slaves: "
						    "[eth0.9, eth1.9]}]\n",
		 ""},
		{"bookworm",
		 NICS(", mtu: 9000",
		      ", mtu: 9000") "vlans: [{id: 9, parent: eth0, mtu: 9000}, {id: 9, parent: eth1}]\n"
				     "bonds: [{name: bond9, mode: 1, miimon: 100, slaves: [eth0.9, "
				     "eth1.9]}]\n",
		 "MTU002"},
	};
	struct findings f;

	RAISE_ALL(cases);
	f = judge(*state, host_of(*state, "bookworm", "none", NICS(", mtu: 9000", ", mtu: 9000") BOND("")));
	assert_int_equal(count(&f, "MTU002"), 2);
	assert_help(&f, "MTU002", "mtu: 9000        on 'bond0' alone: its slaves get it");
	/* what then happens is the kernel's affair */
	assert_has(find(&f, "MTU002")->consequence, "'eth0' has 1500");
	f = judge(*state, host_of(*state, "squeeze", "none", NICS(", mtu: 9000", ", mtu: 9000") BOND("")));
	assert_has(find(&f, "MTU002")->consequence, "leaves a slave what it has");
}

#define BRIDGE(fields) "bridges: [{name: br0, ports: [eth0, eth1]" fields "}]\n"

static void ports_have_one_mtu(void **state)
{
	static const struct sample cases[] = {
		{"bookworm", NICS("", "") BRIDGE(""), ""},
		{"bookworm", NICS(", mtu: 9000", ", mtu: 9000") BRIDGE(""), ""},
		{"bookworm", NICS(", mtu: 9000", ", mtu: 9000") BRIDGE(", mtu: 1500"), ""},
		{"bookworm", NICS("", "") BRIDGE(", mtu: 9000"), "MTU003"},
		{"bookworm", NICS(", mtu: 9000", "") BRIDGE(", mtu: 1500"), "MTU003"},
		{"bookworm", NICS("", "") "bridges: [{name: br0, ports: []}]\n", ""},
	};

	RAISE_ALL(cases);
}

#define SWITCHES(mtu) "switches: [{name: sw-a, peers: []" mtu "}]\n"
#define NIC(fields)   "nics: [{name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a, port: \"1\"" fields "}]\n"

static void what_the_switch_passes(void **state)
{
	static const struct {
		const char *rest;
		int small, unknown; /* MTU004, MTU005: severity, -1 none */
	} cases[] = {
		{SWITCHES(", mtu: 9216") NIC(", mtu: 9000"), -1, -1},
		{SWITCHES(", mtu: 9000") NIC(", mtu: 9000"), -1, -1},
		{SWITCHES(", mtu: 8999") NIC(", mtu: 9000"), ERROR, -1},
		{SWITCHES(", mtu: 1400") NIC(""), ERROR, -1}, /* the kernel's 1500 */
		{SWITCHES("") NIC(", mtu: 9000"), -1, INFO},
		{SWITCHES("") NIC(", mtu: 1500"), -1, -1},
		{SWITCHES("") NIC(""), -1, -1},
		/* a NIC with room to spare: what has an address decides */
		{SWITCHES(", mtu: 1500") NIC(", mtu: 9000") "vlans: [{id: 9, parent: eth0, mtu: 1500, "
							    "addresses: [10.0.0.1/24]}]\n",
		 -1, -1},
		{SWITCHES(", mtu: 1500") NIC(
			 ", mtu: 9000") "vlans: [{id: 9, parent: eth0, mtu: 1500, addresses: [10.0.0.1/24]}, "
					"{id: 8, parent: eth0, mtu: 4000, addresses: [10.0.1.1/24]}]\n",
		 ERROR, -1},
		/* nothing sends through a bridge that has neither address nor guests, guests do without one */
		{SWITCHES(", mtu: 1500") NIC(", mtu: 9000") "vlans: [{id: 9, parent: eth0, mtu: 1500, addresses: "
							    "[10.0.0.1/24]}]\nbridges: [{name: br0, ports: [eth0]}]\n",
		 -1, -1},
		{SWITCHES(", mtu: 1500") NIC(", mtu: 9000") "vlans: [{id: 9, parent: eth0, mtu: 1500, addresses: "
							    "[10.0.0.1/24]}]\nbridges: [{name: br0, ports: [eth0], "
							    "guests: true}]\n",
		 ERROR, -1},
		{SWITCHES("") NIC(", mtu: 9000") "bridges: [{name: br0, ports: [eth0], mtu: 1500, addresses: "
						 "[10.0.0.1/24]}]\n",
		 -1, -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		if (severity(*state, "bookworm", "none", cases[i].rest, "MTU004") != cases[i].small ||
		    severity(*state, "bookworm", "none", cases[i].rest, "MTU005") != cases[i].unknown)
			fail_msg("for\n%s", cases[i].rest);
	}
}

static void every_make_takes_1500(void **state)
{
	static const struct {
		const char *mtu;
		int expected;
	} cases[] = {{"", -1}, {", mtu: 1500", -1}, {", mtu: 1501", INFO}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(severity(*state, "bookworm", "none",
					  arena_printf(*state, "%s" BOND("%s"), NICS(", driver: tg3", ", driver: igb"),
						       cases[i].mtu),
					  "MTU006"),
				 cases[i].expected);
}

static void the_mtu_is_changed_where_it_was_written(void **state)
{
	static const char *const rest =
		"switches: [{name: sw-a, mtu: 1500, peers: []}]\n"
		"nics: [{name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}, "
		"{name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-a}]\n" BOND(", mtu: 9000");
	struct findings f = judge(*state, host_of(*state, "bookworm", "none", rest));

	assert_int_equal(count(&f, "MTU004"), 2);
	assert_at(&f, "MTU004", "9000");
	assert_string_equal(find(&f, "MTU004")->object, "eth0");
}

static void a_switch_is_asked_for_once(void **state)
{
	static const char *const rest =
		"switches: [{name: sw-a, peers: []}]\n"
		"nics: [{name: eth0, mac: \"52:54:00:00:00:01\", switch: sw-a}, "
		"{name: eth1, mac: \"52:54:00:00:00:02\", switch: sw-a}]\n" BOND(", mtu: 9000");

	assert_int_equal(severity(*state, "bookworm", "none", rest, "MTU005"), INFO);
}

/* ---- VLANs ---- */

static void what_names_say(void **state)
{
	static const struct sample cases[] = {
		{"bookworm", NICS("", "") "vlans: [{id: 31, parent: eth0}]\n", ""},
		{"bookworm", NICS("", "") "vlans: [{id: 31, parent: eth0, name: vlan31}]\n", ""},
		{"bookworm", NICS("", "") "vlans: [{id: 31, parent: eth0, name: vlan0031}]\n", ""},
		{"bookworm", NICS("", "") "vlans: [{id: 31, parent: eth0, name: vlan30}]\n", "VLAN007"},
		{"rhel6", NICS("", "") "vlans: [{id: 31, parent: eth0, name: vlan30}]\n", "VLAN007"},
		{"rhel5.4", NICS("", "") "vlans: [{id: 31, parent: eth0, name: vlan30}]\n",
		 "VLAN007"}, /* and not LOSS001 too */
		{"bookworm", NICS("", "") "vlans: [{id: 31, parent: eth0, name: eth0.30}]\n", "VLAN007"},
		{"bookworm", NICS("", "") "vlans: [{id: 31, parent: eth0, name: eth1.31}]\n", "VLAN007"},
		{"bookworm", NICS("", "") "vlans: [{id: 31, parent: eth0, name: dmz.31}]\n",
		 ""}, /* dmz is no interface */
		{"bookworm", NICS("", "") "vlans: [{id: 31, parent: eth0, name: dmz.30}]\n", "VLAN007"},
		{"bookworm", NICS("", "") "vlans: [{id: 31, parent: eth0, name: guests}]\n", ""},
		{"bookworm", NICS("", "") "vlans: [{id: 31, parent: eth0, name: vlanA}]\n", ""},
		{"bookworm", NICS("", "") "vlans: [{id: 31, parent: eth0, name: vlan}]\n", ""},
		{"bookworm", NICS("", "") "vlans: [{id: 31, parent: eth0, name: lan30}]\n",
		 ""}, /* a number of its own */
	};

	RAISE_ALL(cases);
}

static void an_id_twice(void **state)
{
	static const struct sample cases[] = {
		{"bookworm", NICS("", "") "vlans: [{id: 31, parent: eth0}, {id: 31, parent: eth1}]\n", ""},
		{"bookworm", NICS("", "") "vlans: [{id: 31, parent: eth0}, {id: 32, parent: eth0}]\n", ""},
		{"bookworm",
		 NICS("", "") "vlans: [{id: 31, parent: eth0}, {id: 31, parent: eth0, name: a}]\n",
		 "VLAN002"},
	};
	struct findings f;

	RAISE_ALL(cases);
	f = judge(*state,
		  host_of(*state, "bookworm", "none",
			  NICS("", "") "vlans: [{id: 31, parent: eth0}, {id: 31, parent: eth0, name: a}, "
				       "{id: 31, parent: eth0, name: b}]\n"));
	assert_int_equal(count(&f, "VLAN002"), 2);
}

#define LEGS                                                                                                 \
	"vlans: [{id: 3, parent: eth0}, {id: 3, parent: eth1}, {id: 4, parent: eth0}, {id: 4, parent: "      \
	"eth1}]\n"
#define LEG(name, fields)                                                                                    \
	"  - {name: bond" name ", mode: 1, miimon: 100, slaves: [eth0." name ", eth1." name "]" fields "}\n"

static void one_leg_for_everything(void **state)
{
	static const struct {
		const char *rest;
		int expected;
	} cases[] = {
		{LEGS "bonds:\n" LEG("3", "") LEG("4", ""), INFO},
		{LEGS "bonds:\n" LEG("3", ", primary: eth0.3") LEG("4", ", primary: eth0.4"), INFO},
		{LEGS "bonds:\n" LEG("3", ", primary: eth1.3") LEG("4", ", primary: eth1.4"), INFO},
		{LEGS "bonds:\n" LEG("3", ", primary: eth0.3") LEG("4", ", primary: eth1.4"), -1},
		{LEGS "bonds:\n" LEG("3", ""), -1},
		{LEGS "bonds:\n" LEG("3", "") LEG("4", ", follow: bond3"),
		 -1}, /* it goes where the other goes */
		/* each return to a primary cuts guests off */
		{LEGS "bonds:\n" LEG("3", "")
			 LEG("4", "") "bridges: [{name: br3, ports: [bond3], guests: true}]\n",
		 -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (severity(*state, "bookworm", "none",
			     arena_printf(*state, "%s%s", NICS("", ""), cases[i].rest),
			     "VLAN006") != cases[i].expected)
			fail_msg("for\n%s", cases[i].rest);
}

#define NICS3 NICS("", "") "  - {name: eth2, mac: \"52:54:00:00:00:03\"}\n"
#define ON(id, parent) "  - {id: " id ", parent: " parent "}\n"
#define OF(name, mode, slaves) "  - {name: " name ", mode: " mode ", miimon: 100, slaves: [" slaves "]}\n"

/* Two bonds, and perhaps a third, of VLANs on three NICs. */
static void which_legs_count(void **state)
{
	static const struct {
		const char *bonds;
		int expected;
	} cases[] = {
		{OF("bond3", "1", "eth0.3, eth1.3") OF("bond4", "1", "eth0.4, eth1.4"), INFO},
		/* both slaves work at once */
		{OF("bond3", "2", "eth0.3, eth1.3") OF("bond4", "2", "eth0.4, eth1.4"), -1},
		{OF("bond3", "1", "eth0.3, eth1.3") OF("bond4", "2", "eth0.4, eth1.4"), -1},
		/* with three there are several to go to, and with one there is none */
		{OF("bond3", "1", "eth0.3, eth1.3, eth2.3") OF("bond4", "1", "eth0.4, eth1.4, eth2.4"), -1},
		{OF("bond3", "1", "eth0.3") OF("bond4", "1", "eth0.4"), -1},
		/* one NIC in common, not both */
		{OF("bond3", "1", "eth0.3, eth1.3") OF("bond4", "1", "eth0.4, eth2.4"), -1},
		{OF("bond3", "1", "eth0.3, eth1.3") OF("bond4", "1", "eth2.4, eth1.4"), -1},
		/* a third bond uses the NIC first that would else be idle, whatever it falls back to */
		{OF("bond3", "1", "eth0.3, eth1.3") OF("bond4", "1", "eth0.4, eth1.4") OF("bond5", "1", "eth1.5, eth0.5"),
		 -1},
		{OF("bond3", "1", "eth0.3, eth1.3") OF("bond4", "1", "eth0.4, eth1.4") OF("bond5", "1", "eth1.5, eth2.5"),
		 -1},
		/* or falls back to one of the two */
		{OF("bond3", "1", "eth0.3, eth1.3") OF("bond4", "1", "eth0.4, eth1.4") OF("bond5", "1", "eth2.5, eth0.5"),
		 INFO},
		{OF("bond3", "1", "eth0.3, eth1.3") OF("bond4", "1", "eth0.4, eth1.4") OF("bond5", "1", "eth2.5, eth1.5"),
		 INFO},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (severity(*state, "bookworm", "none",
			     arena_printf(*state,
					  NICS3 "vlans:\n" ON("3", "eth0") ON("3", "eth1") ON("3", "eth2") ON("4", "eth0")
						  ON("4", "eth1") ON("4", "eth2") ON("5", "eth0") ON("5", "eth1")
							  ON("5", "eth2") "bonds:\n%s",
					  cases[i].bonds),
			     "VLAN006") != cases[i].expected)
			fail_msg("for\n%s", cases[i].bonds);
}

/* A NIC itself is no VLAN's leg, and below a VLAN on a bond there is no NIC. */
static void legs_that_are_none(void **state)
{
	static const char *const cases[] = {
		NICS("", "") "vlans:\n" ON("3", "eth1") ON("4", "eth0") ON("4", "eth1") "bonds:\n" OF(
			"bond3", "1", "eth0, eth1.3") OF("bond4", "1", "eth0.4, eth1.4"),
		NICS("", "") "vlans:\n" ON("3", "bond0") ON("3", "bond1") ON("4", "bond0") ON("4", "bond1") "bonds:\n" OF(
			"bond0", "1", "eth0") OF("bond1", "1", "eth1") OF("bond3", "1", "bond0.3, bond1.3")
			OF("bond4", "1", "bond0.4, bond1.4"),
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(severity(*state, "bookworm", "none", cases[i], "VLAN006"), -1);
}

/* ---- NICs ---- */

static void nics_that_nothing_pins(void **state)
{
	static const struct sample cases[] = {
		{"rhel6", "nics: [{name: eth0}]\n", ""}, /* no other to be mixed up with */
		{"rhel6", "nics: [{name: eth0}, {name: eth1}]\n", "MAC002"},
		{"rhel8", "nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}, {name: eth1}]\n", "MAC002"},
		{"rhel6", "nics: [{name: em1}, {name: p2p1}]\n", ""}, /* names of places */
		{"bookworm", "nics: [{name: eth0}, {name: eth1}]\n", ""},
	};

	RAISE_ALL(cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(slaves_have_their_bonds_mtu),
		TEST(ports_have_one_mtu),
		TEST(what_the_switch_passes),
		TEST(every_make_takes_1500),
		TEST(the_mtu_is_changed_where_it_was_written),
		TEST(a_switch_is_asked_for_once),
		TEST(what_names_say),
		TEST(an_id_twice),
		TEST(one_leg_for_everything),
		TEST(which_legs_count),
		TEST(legs_that_are_none),
		TEST(nics_that_nothing_pins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
