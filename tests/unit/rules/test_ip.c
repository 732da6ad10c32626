/* Addresses and routers, where the blocks' examples do not reach. */
#include "rules/judge.h"

#define HOST(os)     "host: vm1.example.com\nos: " os "\nnics:\n"
#define ETH0(fields) "  - {name: eth0, mac: \"52:54:00:00:00:01\", " fields "}\n"
#define ETH1(fields) "  - {name: eth1, mac: \"52:54:00:00:00:02\", " fields "}\n"

struct sample {
	const char *host, *expected;
};

static void raise_all(void **state, const struct sample *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		raises(*state, v[i].host, v[i].expected);
}

#define RAISE_ALL(v) raise_all(state, v, sizeof(v) / sizeof(*(v)))

static void networks_that_meet(void **state)
{
	static const struct sample cases[] = {
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24, 10.0.0.2/24]"),
		 ""}, /* on one interface all is well */
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24]") ETH1("addresses: [10.0.0.200/24]"),
		 "IP001"},
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/25]") ETH1("addresses: [10.0.0.200/25]"), ""},
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/25]") ETH1("addresses: [10.0.0.200/24]"),
		 "IP008"},
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/16]") ETH1("addresses: [10.0.9.1/24]"), "IP008"},
		/* a single address is no network; the same one twice is a fault of its own, and the only one
		 */
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24]") ETH1("addresses: [10.0.0.9/32]"), ""},
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24]") ETH1("addresses: [10.0.0.1/32]"), "IP003"},
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24]") ETH1("addresses: [10.0.0.1/16]"), "IP003"},
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24, 10.0.0.1/24]"), "IP003"},
		{HOST("bookworm") ETH0("addresses: [\"2001:db8::1/64\"]")
			 ETH1("addresses: [\"2001:db8::2/64\"]"),
		 "IP001"},
		{HOST("bookworm") ETH0("addresses: [\"2001:db8::1/48\"]")
			 ETH1("addresses: [\"2001:db8::2/64\"]"),
		 "IP008"},
		/* fe80::/64 is everywhere */
		{HOST("bookworm") ETH0("addresses: [\"fe80::1/64\"]") ETH1("addresses: [\"fe80::1/64\"]"),
		 ""},
		/* the narrow one first, with another in between */
		{HOST("bookworm") ETH0("addresses: [10.0.9.1/24, 9.0.0.1/8]")
			 ETH1("addresses: [10.0.0.1/16, 11.0.0.1/8]"),
		 "IP008"},
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24]") ETH1("dhcp: true"), ""},
		/* a spare that is brought up by hand; an address that its bridge has too */
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24], gateway: 10.0.0.9")
			 ETH1("addresses: [10.0.0.1/24], gateway: 10.0.0.9, onboot: false"),
		 ""},
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24]") "bridges: [{name: br0, ports: [eth0], addresses: [10.0.0.1/24]}]\n",
		 "BR003"},
	};

	RAISE_ALL(cases);
}

static void the_later_one_is_pointed_at(void **state)
{
	struct findings f = judge(*state, HOST("bookworm") ETH0("addresses: [10.0.9.1/24]")
						  ETH1("addresses: [10.0.0.1/16]"));

	assert_at(&f, "IP008", "10.0.0.1/16");
	assert_string_equal(at(&f, &find(&f, "IP008")->notes->at), "10.0.9.1/24");
	assert_string_equal(find(&f, "IP008")->object, "eth1");
}

static void three_in_one_subnet_are_two_pairs_too_many(void **state)
{
	struct findings f =
		judge(*state,
		      HOST("bookworm") ETH0("addresses: [10.0.0.1/24]")
			      ETH1("addresses: [10.0.0.2/24]") "  - {name: eth2, mac: \"52:54:00:00:00:03\", "
							       "addresses: [10.0.0.3/24]}\n");

	assert_int_equal(count(&f, "IP001"), 3);
}

static void guests_are_hosts_too(void **state)
{
	static const char *const host =
		HOST("bookworm") ETH0("onboot: true") "virtualization: kvm\nbridges: [{name: br0, ports: "
						      "[eth0], addresses: [10.0.0.1/24]}]\n"
						      "guests: [{name: a, bridge: br0, address: %s}, {name: "
						      "b, bridge: br0, address: %s}]\n";

	raises(*state, arena_printf(*state, host, "10.0.0.2", "10.0.0.3"), "");
	raises(*state, arena_printf(*state, host, "10.0.0.1", "10.0.0.3"), "IP003");
	raises(*state, arena_printf(*state, host, "10.0.0.3", "10.0.0.3"), "IP003");
}

static void edges(void **state)
{
	static const struct sample cases[] = {
		{HOST("bookworm") ETH0("addresses: [10.0.0.0/24]"), "IP007"},
		{HOST("bookworm") ETH0("addresses: [10.0.0.255/24]"), "IP007"},
		{HOST("bookworm") ETH0("addresses: [10.0.0.255/23]"), ""},
		{HOST("bookworm") ETH0("addresses: [10.0.1.0/23]"), ""},
		{HOST("bookworm") ETH0("addresses: [10.0.0.3/30]"), "IP007"},
		{HOST("bookworm") ETH0("addresses: [10.0.0.0/31]"), ""},
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/31]"), ""},
		{HOST("bookworm") ETH0("addresses: [10.0.0.0/32]"), ""},
		{HOST("bookworm") ETH0("addresses: [\"2001:db8::/64\"]"), ""},
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24], gateway: 10.0.0.255"), "IP007"},
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24], gateway: 10.0.0.0"), "IP007"},
	};

	RAISE_ALL(cases);
}

/* ---- routers ---- */

#define FAR "addresses: [10.0.0.1/24], gateway: 10.0.1.254"

static void a_far_router_by_release(void **state)
{
	static const struct {
		const char *host;
		int severity;
	} cases[] = {
		{HOST("rhel4") ETH0(FAR), ERROR},    {HOST("rhel8") ETH0(FAR), ERROR},
		{HOST("squeeze") ETH0(FAR), WARNING},  {HOST("sles11") ETH0(FAR), ERROR},
		{HOST("wheezy") ETH0(FAR), WARNING}, {HOST("bookworm") ETH0(FAR), WARNING},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct findings f = raises(*state, cases[i].host, "IP004"); /* and not LOSS001 for the same */

		assert_int_equal(find(&f, "IP004")->severity, cases[i].severity);
		assert_at(&f, "IP004", "10.0.1.254");
	}
}

static void which_routers_are_far(void **state)
{
	static const struct sample cases[] = {
		{HOST("bookworm") ETH0("addresses: [10.9.0.1/24, 10.0.0.1/24], gateway: 10.0.0.254"), ""},
		{HOST("rhel6") ETH0("gateway: 10.0.0.254"), "IP004"},
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24], dhcp: true, gateway: 10.0.1.254"), ""},
		{HOST("bookworm") ETH0("addresses: [\"2001:db8::1/64\"], gateway6: \"fe80::1\""), ""},
		{HOST("bookworm") ETH0("addresses: [\"2001:db8::1/64\"], gateway6: \"2001:db8:1::1\""),
		 "IP004"},
		{HOST("bookworm") ETH0("gateway6: \"2001:db8:1::1\""), ""}, /* its network is announced */
		/* a provider's single address: nobody writes that by mistake */
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/32], gateway: 10.0.1.254"), ""},
		{HOST("rhel6") ETH0("addresses: [10.0.0.1/32], gateway: 10.0.1.254"), "IP004"},
		/* what a port has is lost anyway */
		{HOST("bookworm") ETH0(FAR) "bridges: [{name: br0, ports: [eth0]}]\n", "BR003"},
	};
	struct findings f;

	RAISE_ALL(cases);
	f = judge(*state, HOST("rhel6") ETH0(FAR) ETH1("addresses: [10.0.1.1/24]"));
	assert_help(&f, "IP004", "gateway on 'eth1', which is in its network");
}

/* initscripts look at the first address only: what the rule takes for fine can still be lost. */
static void a_loss_that_no_rule_knows_stays_one(void **state)
{
	raises(*state, HOST("rhel6") ETH0("addresses: [10.0.0.1/24], dhcp: true, gateway: 10.0.0.254"),
	       "LOSS001");
}

#define ROUTE(to, via) "routes: [{to: " to ", via: " via "}]"

static void routers_of_routes(void **state)
{
	static const struct sample cases[] = {
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24], " ROUTE("10.9.0.0/16", "10.0.0.9")), ""},
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24], " ROUTE("10.9.0.0/16", "10.9.0.1")),
		 "IP005"},
		{HOST("bookworm") ETH0("dhcp: true, " ROUTE("10.9.0.0/16", "10.9.0.1")), ""},
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24], " ROUTE("10.9.0.0/16", "\"2001:db8::1\"")),
		 "IP002"},
		{HOST("bookworm") ETH0(
			 "addresses: [\"2001:db8::1/64\"], " ROUTE("\"2001:db8:9::/48\"", "\"fe80::9\"")),
		 ""},
		{HOST("bookworm") ETH0("addresses: [\"2001:db8::1/64\"], " ROUTE("\"2001:db8:9::/48\"",
										 "\"2001:db8:9::1\"")),
		 "IP005"},
	};

	RAISE_ALL(cases);
}

static void two_defaults(void **state)
{
	static const struct sample cases[] = {
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24], gateway: 10.0.0.9")
			 ETH1("addresses: [\"2001:db8::1/64\"], gateway6: \"2001:db8::9\""),
		 ""}, /* one a family */
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24], gateway: 10.0.0.9")
			 ETH1("addresses: [10.0.1.1/24], " ROUTE("0.0.0.0/0", "10.0.1.9")),
		 "IP006"},
		{HOST("bookworm") ETH0("addresses: [10.0.0.1/24], gateway: 10.0.0.9") ETH1(
			 "addresses: [10.0.1.1/24], routes: [{to: 0.0.0.0/0, via: 10.0.1.9, metric: 10}]"),
		 ""},
		{HOST("bookworm")
			 ETH0("addresses: [10.0.0.1/24], gateway: 10.0.0.9, " ROUTE("0.0.0.0/0", "10.0.0.8")),
		 "IP006"},
		{HOST("bookworm") ETH0("addresses: [\"2001:db8::1/64\"], gateway6: \"fe80::1\"")
			 ETH1("addresses: [\"2001:db8:1::1/64\"], gateway6: \"fe80::1\""),
		 "IP006"},
		{HOST("bookworm") ETH0("dhcp: true") ETH1("addresses: [10.0.1.1/24], gateway: 10.0.1.9"), ""},
	};

	RAISE_ALL(cases);
}

static void each_further_default_is_said_once(void **state)
{
	struct findings f = judge(
		*state,
		HOST("bookworm") ETH0("addresses: [10.0.0.1/24], gateway: 10.0.0.9") ETH1(
			"addresses: [10.0.1.1/24], gateway: 10.0.1.9") "  - {name: eth2, mac: "
								       "\"52:54:00:00:00:03\", addresses: "
								       "[10.0.2.1/24], gateway: 10.0.2.9}\n");

	assert_int_equal(count(&f, "IP006"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(networks_that_meet),
		TEST(the_later_one_is_pointed_at),
		TEST(three_in_one_subnet_are_two_pairs_too_many),
		TEST(guests_are_hosts_too),
		TEST(edges),
		TEST(a_far_router_by_release),
		TEST(which_routers_are_far),
		TEST(a_loss_that_no_rule_knows_stays_one),
		TEST(routers_of_routes),
		TEST(two_defaults),
		TEST(each_further_default_is_said_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
