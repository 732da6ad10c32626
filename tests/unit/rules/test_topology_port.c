/* Ports, cards, VLANs on ports, and what is said of switches, where the rules' examples do not reach. */
#include "rules/hosts.h"
#include "rules/look.h"

#define AB "mode: 1, miimon: 100"

/* The severity of the one finding with this id; -1: none. */
static int found(struct arena *a, const char *host, const char *id)
{
	struct findings f = judge(a, host);

	if (count(&f, id) > 1)
		fail_msg("%s is there %zu times in\n%s", id, count(&f, id), host);
	return find(&f, id) ? (int)find(&f, id)->severity : -1;
}

/* ---- TOPO006 ---- */

static void cards(void **state)
{
	assert_int_equal(found(*state, wired(*state, LINKED, "card: a", "card: a", AB), "TOPO006"), WARNING);
	assert_int_equal(found(*state, wired(*state, LINKED, "card: a", "card: b", AB), "TOPO006"), -1);
	assert_int_equal(found(*state, wired(*state, LINKED, "card: a", "speed: 1000", AB), "TOPO006"), -1);
	assert_int_equal(found(*state, wired(*state, LINKED, "speed: 1000", "card: a", AB), "TOPO006"), -1);
	assert_int_equal(found(*state, wired(*state, LINKED, "speed: 1000", "speed: 1000", AB), "TOPO006"), -1);
	assert_int_equal(found(*state, EXAMPLE_HOST("bookworm") "nics: [{name: eth0, card: a}]\n"
			       "bonds: [{name: bond0, slaves: [eth0], " AB "}]\n", "TOPO006"), -1);
	/* VLAN subinterfaces are on the cards of their NICs */
	assert_int_equal(found(*state,
			       EXAMPLE_HOST("bookworm") "nics: [{name: eth0, card: a}, {name: eth1, card: a}]\n"
			       "vlans: [{id: 5, parent: eth0}, {id: 5, parent: eth1}]\n"
			       "bonds: [{name: bond0, slaves: [eth0.5, eth1.5], " AB "}]\n", "TOPO006"), WARNING);
	/* of one NIC, where the card is the least of it: VLAN005 */
	assert_int_equal(found(*state,
			       EXAMPLE_HOST("bookworm") "nics: [{name: eth0, card: a}]\n"
			       "vlans: [{id: 5, parent: eth0}, {id: 5, parent: eth0, name: other}]\n"
			       "bonds: [{name: bond0, slaves: [eth0.5, other], " AB "}]\n", "TOPO006"), -1);
}

/* ---- TOPO009 ---- */

static void ports_that_wait(void **state)
{
	static const struct {
		const char *eth1, *fields;
		int severity;
	} cases[] = {
		{"edge: false", AB, WARNING},
		{"edge: true", AB, -1},
		{"speed: 1000", AB, -1}, /* unknown */
		{"edge: false", "mode: 1, miimon: 100, updelay: 29900", WARNING},
		{"edge: false", "mode: 1, miimon: 100, updelay: 30000", -1},
		{"edge: false, switch: sw-b", "mode: 1, miimon: 100, updelay: 8000", -1}, /* its switch waits 4 s twice */
		{"edge: false, switch: sw-b", "mode: 1, miimon: 100, updelay: 7900", WARNING},
		{"edge: false", "mode: 1", -1}, /* BOND003 */
		/* its probes meet the port's silence; updelay would be BOND011 */
		{"edge: false", "mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.1, 10.0.0.2], addresses: [10.0.0.3/24]", -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *host = wired(*state, "{name: sw-b, forward_delay: 4}", "edge: true", cases[i].eth1, cases[i].fields);

		if (found(*state, host, "TOPO009") != cases[i].severity)
			fail_msg("case %zu", i);
	}
}

static void an_updelay_is_a_multiple_of_miimon(void **state)
{
	struct findings f = judge(*state, wired(*state, LINKED, "edge: true", "edge: false", "mode: 1, miimon: 70"));

	assert_help(&f, "TOPO009",
		    "edge: true        once the switch has it as an edge port (portfast)\n"
		    "updelay: 30030        for 'bond0', where it cannot be one");
	assert_at(&f, "TOPO009", "false");
	assert_int_equal(notes(find(&f, "TOPO009")), 0);
	f = judge(*state, wired(*state, LINKED, "edge: true", "edge: false", "mode: 1, miimon: 100, updelay: 200"));
	assert_int_equal(notes(find(&f, "TOPO009")), 1);
	/* with one slave there is nobody else to use meanwhile */
	f = judge(*state, EXAMPLE_HOST("bookworm") "nics: [{name: eth0, edge: false}]\n"
		  "bonds: [{name: bond0, slaves: [eth0], " AB "}]\n");
	assert_null(find(&f, "TOPO009"));
}

/* ---- TOPO014 ---- */

static void ports_by_switch(void **state)
{
	static const struct {
		const char *eth0, *eth1;
		int severity;
	} cases[] = {
		{"switch: sw-a, port: \"1\"", "switch: sw-a, port: \"1\"", ERROR},
		{"switch: sw-a, port: \"1\"", "switch: sw-b, port: \"1\"", -1},
		{"switch: sw-a, port: \"1\"", "switch: sw-a, port: \"2\"", -1},
		{"port: \"1\"", "port: \"1\"", -1}, /* of which switches? */
		{"switch: sw-a", "switch: sw-a", -1},
		/* no text of both may be that of others: "sw-a" "b1", "sw-ab" "1" */
		{"switch: sw-a, port: b1", "switch: sw-ab, port: \"1\"", -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(found(*state, wired(*state, "{name: sw-a}, {name: sw-b}, {name: sw-ab}", cases[i].eth0,
						     cases[i].eth1, AB), "TOPO014"), cases[i].severity);
}

/* ---- TOPO010, TOPO011, TOPO015, TOPO016 ---- */

static const char *trunks(struct arena *a, const char *eth0, const char *eth1, const char *rest)
{
	return arena_printf(a, "%s%s", wired(a, LINKED, arena_printf(a, "switch: sw-a, %s", eth0),
					     arena_printf(a, "switch: sw-b, %s", eth1), AB), rest);
}

#define VLAN_256 "vlans: [{id: 256, parent: bond0}]\n"

static void every_trunk_needs_the_vlan(void **state)
{
	struct findings f = judge(*state, trunks(*state, "trunk: [256]", "trunk: [255, 257]", VLAN_256));

	assert_int_equal(count(&f, "TOPO010"), 1);
	assert_string_equal(find(&f, "TOPO010")->object, "eth1");
	assert_help(&f, "TOPO010", "trunk: [255, 257, 256]        for 'eth1', once the switch takes them there");
	assert_has(find(&f, "TOPO010")->consequence, "as long as another slave");
	f = judge(*state, trunks(*state, "trunk: []", "trunk: [1]", VLAN_256));
	assert_int_equal(count(&f, "TOPO010"), 2);
	assert_lacks(find(&f, "TOPO010")->consequence, "as long as another slave");
	assert_int_equal(found(*state, trunks(*state, "trunk: [256]", "speed: 1000", VLAN_256), "TOPO010"), -1);
	/* the VLAN of a bridge passes its ports, and their slaves' */
	assert_int_equal(found(*state, trunks(*state, "trunk: [256]", "trunk: [1]",
					      "bridges: [{name: br0, ports: [bond0]}]\nvlans: [{id: 256, parent: br0}]\n"),
			       "TOPO010"), ERROR);
	/* said once for two VLANs */
	f = judge(*state, trunks(*state, "trunk: [256, 300]", "trunk: []", "vlans: [{id: 256, parent: bond0}, {id: 300, parent: bond0}]\n"));
	assert_int_equal(count(&f, "TOPO010"), 1);
	assert_has(find(&f, "TOPO010")->message, "VLANs 256, 300");
	assert_int_equal(notes(find(&f, "TOPO010")), 2);
}

static void the_native_vlan_is_not_tagged(void **state)
{
	raises(*state, trunks(*state, "trunk: [], native: 256", "trunk: [256], native: 1", VLAN_256), "TOPO011");
	raises(*state, trunks(*state, "trunk: [256], native: 1", "trunk: [256], native: 1", VLAN_256), "");
	raises(*state, trunks(*state, "trunk: [256], native: 256", "trunk: [256], native: 1", VLAN_256), "TOPO015");
	raises(*state, trunks(*state, "trunk: [256, 1], native: 1", "native: 1", ""), "TOPO015");
}

static void natives_count_where_frames_are_untagged(void **state)
{
	const char *differ[] = {"native: 1", "native: 2"};

	assert_int_equal(found(*state, trunks(*state, differ[0], differ[1], VLAN_256), "TOPO016"), -1);
	assert_int_equal(found(*state, trunks(*state, differ[0], differ[1], "bridges: [{name: br0, ports: [bond0]}]\n"),
			       "TOPO016"), ERROR);
	assert_int_equal(found(*state, trunks(*state, differ[0], "speed: 1000", "bridges: [{name: br0, ports: [bond0]}]\n"),
			       "TOPO016"), -1);
	assert_int_equal(found(*state, wired(*state, LINKED, differ[0], differ[1], AB ", dhcp: true"), "TOPO016"), ERROR);
}

/* ---- TOPO017, TOPO018 ---- */

static void links_have_two_ends(void **state)
{
	static const struct {
		const char *switches;
		int severity;
	} cases[] = {
		{"{name: sw-a, peers: [sw-b]}, {name: sw-b, peers: []}", WARNING},
		{"{name: sw-a, peers: []}, {name: sw-b, peers: [sw-a]}", WARNING},
		{LINKED, -1},
		{"{name: sw-a, peers: [sw-b]}, {name: sw-b}", -1}, /* not described */
		{"{name: sw-a, stack: s, peers: [sw-b]}, {name: sw-b, stack: s, peers: []}", -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(found(*state, wired(*state, cases[i].switches, "switch: sw-a", "switch: sw-b", AB), "TOPO017"),
				 cases[i].severity);
}

static void names_of_switches(void **state)
{
	struct findings f = judge(*state, EXAMPLE_HOST("bookworm")
				  "nics: [{name: eth0, switch: sw-a}, {name: eth1, switch: sw-b}, {name: eth2, switch: sw-a}]\n");

	assert_help(&f, "TOPO018", "switches: [{name: sw-a}, {name: sw-b}]");
	f = judge(*state, EXAMPLE_HOST("bookworm") "nics: [{name: eth0}, {name: eth1, peer: boxb/eth1}]\n");
	assert_null(find(&f, "TOPO018"));
	/* where a bond is concerned, TOPO013 says it */
	f = judge(*state, EXAMPLE_HOST("bookworm") "nics: [{name: eth0, switch: sw-a}, {name: eth1, switch: sw-b}]\n"
		  "bonds: [{name: bond0, slaves: [eth0, eth1], " AB "}]\n");
	assert_null(find(&f, "TOPO018"));
	assert_non_null(find(&f, "TOPO013"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(cards),
		TEST(ports_that_wait),
		TEST(an_updelay_is_a_multiple_of_miimon),
		TEST(ports_by_switch),
		TEST(every_trunk_needs_the_vlan),
		TEST(the_native_vlan_is_not_tagged),
		TEST(natives_count_where_frames_are_untagged),
		TEST(links_have_two_ends),
		TEST(names_of_switches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
