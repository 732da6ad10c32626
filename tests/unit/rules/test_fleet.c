/* What several hosts have to do with each other, where the rules' examples do not reach. */
#include "rules/look.h"
#include "rules/rule.h"

/* A host with a name, and what follows `os`. */
static const char *host(struct arena *a, const char *name, const char *rest)
{
	return arena_printf(a, "host: %s\nos: bookworm\n%s", name, rest);
}

/* How often `id` is found between two hosts of different names that have these rests. */
static size_t between(struct arena *a, const char *id, const char *one, const char *two)
{
	struct findings f = judge_two(a, host(a, "boxa.example.com", one), host(a, "boxb.example.com", two));

	return count(&f, id);
}

/* The same both ways round. */
static void assert_between(struct arena *a, const char *id, const char *one, const char *two, size_t expected)
{
	if (between(a, id, one, two) != expected || between(a, id, two, one) != expected)
		fail_msg("%s: %zu and %zu times, expected %zu, between\n%s\nand\n%s", id, between(a, id, one, two),
			 between(a, id, two, one), expected, one, two);
}

/* ---- addresses ---- */

#define MAC1 "\"52:54:00:00:00:01\""

static void macs_of_two_hosts(void **state)
{
	const char *nic = "nics: [{name: eth0, mac: " MAC1 "}]\n";
	const char *guest = "bridges: [{name: br0}]\nguests: [{name: web, bridge: br0, mac: " MAC1 "}]\n";

	assert_between(*state, "FLEET001", nic, nic, 1);
	assert_between(*state, "FLEET001", nic, "nics: [{name: eth0, mac: \"52:54:00:00:00:02\"}]\n", 0);
	assert_between(*state, "FLEET001", "nics: [{name: eth0, mac: \"52:54:00:00:00:0A\"}]\n",
		       "nics: [{name: eth0, mac: \"52:54:00:00:00:0a\"}]\n", 1); /* however it is spelt */
	assert_between(*state, "FLEET001", nic, "nics: [{name: eth9, mac_address: " MAC1 "}]\n", 1);
	assert_between(*state, "FLEET001", nic, guest, 1);
	assert_between(*state, "FLEET001", guest, guest, 0); /* one guest that runs on either */
	assert_between(*state, "FLEET001", guest,
		       "bridges: [{name: br0}]\nguests: [{name: db, bridge: br0, mac: " MAC1 "}]\n", 1);
	/* what is chosen for a bridge is its uplink's own address, and no second one */
	assert_between(*state, "FLEET001",
		       "virtualization: kvm\nnics: [{name: eth0, mac: " MAC1 "}]\n"
		       "bridges: [{name: br0, ports: [eth0], addresses: [10.0.0.1/24]}]\n",
		       "nics: [{name: eth0, mac: \"52:54:00:00:00:02\"}]\n", 0);
}

static void ips_of_two_hosts(void **state)
{
#define WITH(ip) "nics: [{name: eth0, addresses: [" ip "]}]\n"
	const char *guest = "bridges: [{name: br0}]\nguests: [{name: web, bridge: br0, address: 10.0.0.2}]\n";

	assert_between(*state, "FLEET002", WITH("10.0.0.2/24"), WITH("10.0.0.2/24"), 1);
	assert_between(*state, "FLEET002", WITH("10.0.0.2/24"), WITH("10.0.0.2/16"), 1); /* the prefix makes no other */
	assert_between(*state, "FLEET002", WITH("10.0.0.2/24"), WITH("10.0.0.20/24"), 0);
	assert_between(*state, "FLEET002", WITH("\"2001:db8::2/64\""), WITH("\"2001:db8:0:0::2/64\""), 1);
	assert_between(*state, "FLEET002", WITH("\"fe80::2/64\""), WITH("\"fe80::2/64\""), 0);
	assert_between(*state, "FLEET002", WITH("169.254.0.2/16"), WITH("169.254.0.2/16"), 0);
	assert_between(*state, "FLEET002", WITH("10.0.0.2/24"), guest, 1);
	assert_between(*state, "FLEET002", guest, guest, 0);
	/* a router that both use is nobody's address here */
	assert_between(*state, "FLEET002", "nics: [{name: eth0, addresses: [10.0.0.2/24], gateway: 10.0.0.1}]\n",
		       "nics: [{name: eth0, addresses: [10.0.0.3/24], gateway: 10.0.0.1}]\n", 0);
}

static void addresses_behind_direct_cables(void **state)
{
#define CABLED(peer) "nics: [{name: eth0, addresses: [192.168.0.1/30], peer: " peer "}]\n"
	assert_between(*state, "FLEET002", CABLED("boxc/eth0"), CABLED("boxd/eth0"), 0);
	assert_int_equal(between(*state, "FLEET002", CABLED("boxb/eth0"), CABLED("boxa/eth0")), 1);
	assert_int_equal(between(*state, "FLEET002", CABLED("boxb.example.com/eth0"), CABLED("boxa.example.com/eth0")), 1);
	assert_int_equal(between(*state, "FLEET002", CABLED("boxbb/eth0"), CABLED("boxa/eth0")), 0);
	assert_int_equal(between(*state, "FLEET002", CABLED("boxb.example/eth0"), CABLED("boxa/eth0")), 0);
	assert_int_equal(between(*state, "FLEET002", CABLED("boxb/eth0"), CABLED("boxc/eth0")), 0);
	assert_between(*state, "FLEET002", CABLED("boxc/eth0"), WITH("192.168.0.1/24"), 0);
}

static void each_of_three_is_told(void **state)
{
	const char *rest = "nics: [{name: eth0, mac: " MAC1 "}]\n";
	const char *const hosts[] = {host(*state, "a", rest), host(*state, "b", rest), host(*state, "c", rest)};
	struct findings f = judge_fleet(*state, hosts, 3);

	assert_int_equal(count(&f, "FLEET001"), 2);
}

/* ---- one name twice ---- */

static void versions_of_one_host_meet_nobody(void **state)
{
	const char *rest = "nics: [{name: eth0, mac: " MAC1 ", addresses: [10.0.0.2/24]}]\n";
	const char *const hosts[] = {host(*state, "boxa", rest), host(*state, "boxa", rest), host(*state, "boxb", rest)};
	struct findings f = judge_fleet(*state, hosts, 3);

	assert_int_equal(count(&f, "FLEET008"), 1);
	assert_int_equal(count(&f, "FLEET001"), 1);
	assert_int_equal(count(&f, "FLEET002"), 1);
	assert_string_equal(find(&f, "FLEET008")->at.span.source->name, "host2");
	assert_string_equal(find(&f, "FLEET008")->notes->at.span.source->name, "host1");
	assert_string_equal(find(&f, "FLEET001")->at.span.source->name, "host3");
	assert_string_equal(find(&f, "FLEET001")->notes->at.span.source->name, "host1");
	assert_at(&f, "FLEET001", "\"52:54:00:00:00:01\"");
}

/* ---- cables and switches ---- */

static void ports_of_two_hosts(void **state)
{
	const char *port = "nics: [{name: eth0, switch: sw-a, port: \"1\"}]\n";

	assert_between(*state, "FLEET003", port, port, 1);
	assert_between(*state, "FLEET003", port, "nics: [{name: eth0, switch: sw-b, port: \"1\"}]\n", 0);
	assert_between(*state, "FLEET003", port, "nics: [{name: eth0, port: \"1\"}]\n", 0);
}

static void what_hosts_say_of_a_switch(void **state)
{
#define SWITCH(fields) "switches: [{name: sw-a" fields "}, {name: sw-b}, {name: sw-c}]\n"
	static const struct {
		const char *one, *two;
		size_t n;
	} cases[] = {
		{SWITCH(", stack: x"), SWITCH(", stack: x"), 0},
		{SWITCH(", stack: x"), SWITCH(", stack: y"), 1},
		{SWITCH(", stack: x"), SWITCH(""), 1}, /* TOPO001 takes it for none */
		{SWITCH(", lacp: true"), SWITCH(""), 0},
		{SWITCH(", lacp: true"), SWITCH(", lacp: false"), 1},
		{SWITCH(", lacp: true"), SWITCH(", lacp: yes"), 0},
		{SWITCH(", mtu: 9216"), SWITCH(", mtu: 1500"), 1},
		{SWITCH(", peers: [sw-b, sw-c]"), SWITCH(", peers: [sw-c, sw-b]"), 0}, /* in any order */
		{SWITCH(", peers: [sw-b, sw-c]"), SWITCH(", peers: [sw-b]"), 1},
		{SWITCH(", peers: [sw-b]"), SWITCH(", peers: []"), 1},
		{SWITCH(", peers: [sw-b]"), SWITCH(""), 0},
		{SWITCH(", mtu: 9216, lacp: true"), SWITCH(", mtu: 1500, lacp: false"), 2},
		{SWITCH(", forward_delay: 4"), SWITCH(", forward_delay: 15"), 1},
		{SWITCH(", link_state_tracking: true"), SWITCH(", link_state_tracking: false"), 1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_between(*state, "FLEET005", cases[i].one, cases[i].two, cases[i].n);
}

static void cables_between_two_hosts(void **state)
{
	static const struct {
		const char *a, *b;
		size_t n;
	} cases[] = {
		{"{name: eth1, peer: boxb/eth1}", "{name: eth1, peer: boxa/eth1}", 0},
		{"{name: eth1, peer: boxb/eth1}", "{name: eth1, peer: boxa.example.com/eth1}", 0},
		{"{name: eth1, peer: boxb/eth2}", "{name: eth1, peer: boxa/eth1}", 2},
		{"{name: eth1, peer: boxb/eth1}", "{name: eth1, peer: boxc/eth1}", 1},
		{"{name: eth1, peer: boxb/eth1}", "{name: eth1, switch: sw-a}", 1},
		{"{name: eth1, peer: boxb/eth1}", "{name: eth1}", 0}, /* not described */
		{"{name: eth1, peer: boxb}", "{name: eth1, peer: boxa}", 0},
		{"{name: eth1, peer: boxc/eth1}", "{name: eth1, switch: sw-a}", 0}, /* boxc is not there */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (between(*state, "FLEET009", arena_printf(*state, "nics: [%s]\n", cases[i].a),
			    arena_printf(*state, "nics: [%s]\n", cases[i].b)) != cases[i].n)
			fail_msg("case %zu", i);
}

static void a_short_name_for_two_means_neither(void **state)
{
	const char *const hosts[] = {host(*state, "boxa.one", "nics: [{name: eth1, peer: boxb/eth1}]\n"),
				     host(*state, "boxb.one", "nics: [{name: eth1, peer: boxa.one/eth1}]\n"),
				     host(*state, "boxb.two", "nics: [{name: eth1, switch: sw-a}]\n")};
	struct findings f = judge_fleet(*state, hosts, 3);

	assert_int_equal(count(&f, "FLEET009"), 0);
}

/* ---- networks ---- */

#define WEB(id) \
	"virtualization: kvm\nnics: [{name: eth0}]\nvlans: [{id: " id ", parent: eth0}]\nbridges: [{name: web, ports: [eth0." id "]}]\n"
#define NATIVE(id) "virtualization: kvm\nnics: [{name: eth0" id "}]\nbridges: [{name: web, ports: [eth0]}]\n"

static void names_of_networks(void **state)
{
	assert_between(*state, "FLEET004", WEB("256"), WEB("256"), 0);
	assert_between(*state, "FLEET004", WEB("256"), WEB("257"), 1);
	assert_between(*state, "FLEET004", WEB("256"), NATIVE(", native: 256"), 0);
	assert_between(*state, "FLEET004", WEB("256"), NATIVE(", native: 1"), 1);
	assert_between(*state, "FLEET004", WEB("256"), NATIVE(""), 0); /* not known */
	assert_between(*state, "FLEET004", "nics: [{name: eth0}]\nvlans: [{id: 5, parent: eth0, name: dmz}]\n",
		       "nics: [{name: eth0}]\nvlans: [{id: 6, parent: eth0, name: dmz}]\n", 1);
}

static void most_hosts_are_right(void **state)
{
	const char *const hosts[] = {host(*state, "a", WEB("7")), host(*state, "b", WEB("256")), host(*state, "c", WEB("256")),
				     host(*state, "d", WEB("8"))};
	struct findings f = judge_fleet(*state, hosts, 4);

	assert_int_equal(count(&f, "FLEET004"), 2);
	assert_string_equal(find(&f, "FLEET004")->message, "'web' is VLAN 7 on 'a' and VLAN 256 on 'b'");
}

static void mtus_of_a_network(void **state)
{
#define SIZED(ip, mtu) "nics: [{name: eth0, mtu: " mtu ", addresses: [" ip "]}]\n"
	assert_between(*state, "FLEET006", SIZED("10.0.0.1/24", "9000"), SIZED("10.0.0.2/24", "1500"), 1);
	assert_between(*state, "FLEET006", SIZED("10.0.0.1/24", "9000"), SIZED("10.0.0.2/24", "9000"), 0);
	assert_between(*state, "FLEET006", SIZED("10.0.0.1/24", "9000"), SIZED("10.0.1.2/24", "1500"), 0);
	/* left out: the kernel's */
	assert_between(*state, "FLEET006", SIZED("10.0.0.1/24", "9000"), WITH("10.0.0.2/24"), 1);
	assert_between(*state, "FLEET006", SIZED("10.0.0.1/24", "1500"), WITH("10.0.0.2/24"), 0);
	assert_between(*state, "FLEET006", SIZED("\"fe80::1/64\"", "9000"), SIZED("\"fe80::2/64\"", "1500"), 0);
	/* two networks in common, one interface */
	assert_between(*state, "FLEET006", SIZED("10.0.0.1/24, 10.0.1.1/24", "9000"), SIZED("10.0.0.2/24, 10.0.1.2/24", "1500"), 1);
}

static void mtus_of_bridges_for_guests(void **state)
{
#define BRIDGED(switch, mtu) \
	"virtualization: kvm\nswitches: [{name: sw-a}, {name: sw-b}]\n" \
	"nics: [{name: eth0, switch: " switch ", mtu: " mtu "}]\nvlans: [{id: 5, parent: eth0}]\n" \
	"bridges: [{name: br5, ports: [eth0.5]}]\n"
	assert_between(*state, "FLEET006", BRIDGED("sw-a", "9000"), BRIDGED("sw-a", "1500"), 1);
	assert_between(*state, "FLEET006", BRIDGED("sw-a", "9000"), BRIDGED("sw-a", "9000"), 0);
	assert_between(*state, "FLEET006", BRIDGED("sw-a", "9000"), BRIDGED("sw-b", "1500"), 0); /* another network, perhaps */
}

/* ---- bonds ---- */

static void targets_that_somebody_has(void **state)
{
#define PROBING(peer, target) \
	"nics: [{name: eth0, " peer "0}, {name: eth1, " peer "1}]\n" \
	"bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, addresses: [10.0.0.1/24], arp_interval: 500, arp_ip_target: [" target "]}]\n"
#define OTHER "nics: [{name: eth0, peer: boxa/eth0, addresses: [10.0.0.2/24]}, {name: eth1, peer: boxa/eth1}]\n"
	assert_int_equal(between(*state, "FLEET007", PROBING("peer: boxb/eth", "10.0.0.2"), OTHER), 0);
	assert_int_equal(between(*state, "FLEET007", PROBING("peer: boxb/eth", "10.0.0.2, 10.0.0.3, 10.0.0.4"), OTHER), 2);
	assert_int_equal(between(*state, "FLEET007", PROBING("peer: boxc/eth", "10.0.0.3"), OTHER), 0); /* who knows */
	assert_int_equal(between(*state, "FLEET007", PROBING("switch: sw-", "10.0.0.3"), OTHER), 0);
}

#define HALF(ip, fields) \
	"switches: [{name: sw-a, peers: [sw-b]}, {name: sw-b, peers: [sw-a]}]\n" \
	"nics: [{name: eth0, switch: sw-a}, {name: eth1, switch: sw-b}]\n" \
	"bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 100, addresses: [" ip "], " fields "}]\n"

static void primaries_of_a_pair(void **state)
{
	assert_between(*state, "TOPO012", HALF("10.0.0.1/24", "primary: eth0"), HALF("10.0.0.2/24", "primary: eth1"), 1);
	assert_between(*state, "TOPO012", HALF("10.0.0.1/24", "primary: eth0"), HALF("10.0.0.2/24", "primary: eth0"), 0);
	assert_between(*state, "TOPO012", HALF("10.0.0.1/24", "primary: eth0"), HALF("10.0.0.2/24", "onboot: true"), 0);
	assert_between(*state, "TOPO012", HALF("10.0.0.1/24", "primary: eth0"), HALF("10.0.1.2/24", "primary: eth1"), 0);
}

/* A stack is one side; a switch outside of it is another. */
static void primaries_and_stacks(void **state)
{
#define SIDES(sw_a, sw_b, ip, primary) \
	"switches: [{name: sw-a, peers: [sw-b]" sw_a "}, {name: sw-b, peers: [sw-a]" sw_b "}]\n" \
	"nics: [{name: eth0, switch: sw-a}, {name: eth1, switch: sw-b}]\n" \
	"bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 100, addresses: [" ip "], primary: " primary "}]\n"
#define CROSSED(sw_a, sw_b) SIDES(sw_a, sw_b, "10.0.0.1/24", "eth0"), SIDES(sw_a, sw_b, "10.0.0.2/24", "eth1")
	assert_between(*state, "TOPO012", CROSSED(", stack: core", ", stack: core"), 0);
	assert_between(*state, "TOPO012", CROSSED(", stack: core", ", stack: edge"), 1);
	assert_between(*state, "TOPO012", CROSSED(", stack: core", ""), 1);
	assert_between(*state, "TOPO012", CROSSED("", ", stack: core"), 1);
}

static void three_are_no_pair(void **state)
{
	const char *const hosts[] = {host(*state, "a", HALF("10.0.0.1/24", "primary: eth0")),
				     host(*state, "b", HALF("10.0.0.2/24", "primary: eth1")),
				     host(*state, "c", WITH("10.0.0.3/24"))};
	struct findings f = judge_fleet(*state, hosts, 3);

	assert_int_equal(count(&f, "TOPO012"), 0);
	f = judge_fleet(*state, hosts, 2);
	assert_int_equal(count(&f, "TOPO012"), 1);
	assert_at(&f, "TOPO012", "eth1");
}

static void primaries_that_are_none(void **state)
{
	const char *half = HALF("10.0.0.1/24", "primary: eth0");
	const char *const twice[] = {
		host(*state, "a", arena_printf(*state, "%s", half)),
		host(*state, "b", HALF("10.0.0.2/24", "primary: eth1") "vlans: [{id: 5, parent: bond0, addresses: [10.0.0.3/24]}]\n")};
	struct findings f;

	assert_between(*state, "TOPO012", half,
		       "nics: [{name: eth0}, {name: eth1}]\n"
		       "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 1, miimon: 100, addresses: [10.0.0.2/24], primary: eth1}]\n", 0);
	assert_between(*state, "TOPO012", half,
		       "switches: [{name: sw-a, peers: [sw-b]}, {name: sw-b, peers: [sw-a]}]\n"
		       "nics: [{name: eth0, switch: sw-a}, {name: eth1, switch: sw-b}]\n"
		       "bonds: [{name: bond0, slaves: [eth0, eth1], mode: 5, miimon: 100, addresses: [10.0.0.2/24], primary: eth1}]\n", 0);
	/* a host is one, however many interfaces of it are in the network */
	f = judge_fleet(*state, twice, 2);
	assert_int_equal(count(&f, "TOPO012"), 1);
	assert_string_equal(find(&f, "TOPO012")->notes->text, "its primary is on 'eth0', switch 'sw-a'");
}

static void names_that_are_no_networks(void **state)
{
	assert_between(*state, "FLEET004", "nics: [{name: eth0, native: 1}]\n", "nics: [{name: eth0, native: 10}]\n", 0);
	assert_between(*state, "FLEET004", "nics: [{name: eth0}]\nvlans: [{id: 5, parent: eth0}]\n",
		       "nics: [{name: eth0, native: 7}]\nvlans: [{id: 5, parent: eth0}]\n", 0);
}

static void each_is_as_bad_as_its_block_says(void **state)
{
	size_t n = 0;

	for (size_t i = 0; i < rules_count; i++) {
		const struct descriptor *d = &rules_all[i]->about;
		struct findings f;

		if (!rules_all[i]->on_fleet)
			continue;
		f = judge_two(*state, d->beside, d->bad);
		assert_int_equal(find(&f, d->id)->severity, d->severity);
		n++;
	}
	assert_true(n >= 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(macs_of_two_hosts),
		TEST(ips_of_two_hosts),
		TEST(addresses_behind_direct_cables),
		TEST(each_of_three_is_told),
		TEST(versions_of_one_host_meet_nobody),
		TEST(ports_of_two_hosts),
		TEST(what_hosts_say_of_a_switch),
		TEST(cables_between_two_hosts),
		TEST(a_short_name_for_two_means_neither),
		TEST(names_of_networks),
		TEST(most_hosts_are_right),
		TEST(mtus_of_a_network),
		TEST(mtus_of_bridges_for_guests),
		TEST(targets_that_somebody_has),
		TEST(primaries_of_a_pair),
		TEST(primaries_and_stacks),
		TEST(three_are_no_pair),
		TEST(primaries_that_are_none),
		TEST(names_that_are_no_networks),
		TEST(each_is_as_bad_as_its_block_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
