/* What a change does to bonds, and to what bonds and bridges take in. */
#include "fleet/activated.h"

/* ---- nothing ---- */

static void the_same_host_does_nothing(void **state)
{
	static const char host[] = HEAD("bookworm") BONDS(
		AB) "vlans: [{id: 5, parent: bond0}]\n"
		    "bridges: [{name: br0, ports: [bond0.5], addresses: [10.0.0.2/24], gateway: 10.0.0.1}]\n";

	FINDS("", host, host);
}

/* What is spelt otherwise, in another order, or said instead of left out, is the same. */
static void another_spelling_does_nothing(void **state)
{
	FINDS("", HEAD("bookworm") BONDS("mode: 1, miimon: 100, slaves: [eth0, eth1]"),
	      HEAD("bookworm") BONDS(AB));
	FINDS("", HEAD("bookworm") BONDS("mode: 4, miimon: 100, slaves: [eth0, eth1]"),
	      HEAD("bookworm") BONDS(
		      "mode: 802.3ad, miimon: 100, slaves: [eth0, eth1], lacp_rate: slow, ad_select: stable, "
		      "xmit_hash_policy: layer2, lacp_active: true"));
	FINDS("", HEAD("bookworm") BONDS(AB), HEAD("bookworm") BONDS(AB ", fail_over_mac: none, mtu: 1500"));
	/* slaves in another order, where nobody knows the bond's address */
	FINDS("", HEAD("bookworm") BONDS(AB),
	      HEAD("bookworm") BONDS("mode: active-backup, miimon: 100, slaves: [eth1, eth0]"));
}

/* Options that the kernel takes at any time are written by ifup and need nothing else. */
static void what_a_running_bond_takes_does_nothing(void **state)
{
	FINDS("", HEAD("bookworm") BONDS(AB),
	      HEAD("bookworm")
		      BONDS("mode: active-backup, miimon: 50, updelay: 200, primary: eth0, num_grat_arp: 3, "
			    "slaves: [eth0, eth1]"));
}

/* ---- ACT001, ACT002, ACT012 ---- */

static void a_mode_needs_the_bond_down(void **state)
{
	struct findings f =
		between(*state, HEAD("bookworm") BONDS(AB),
			HEAD("bookworm") BONDS("mode: 802.3ad, miimon: 100, slaves: [eth0, eth1]"));
	const struct finding *one = about(&f, "ACT001", "bond0");

	assert_string_equal(one->message, "bond 'bond0' goes from active-backup (1) to 802.3ad (4)");
	assert_int_equal(one->severity, WARNING);
	assert_string_equal(at(&f, &one->at), "802.3ad");
	assert_string_equal(at(&f, &one->notes->at), "active-backup");
	assert_non_null(strstr(one->help, "ports of the switches"));
	assert_string_equal(all_ids(&f), "ACT001");
}

static void a_mode_of_the_same_ports_leaves_the_switch_alone(void **state)
{
	struct findings f =
		between(*state, HEAD("bookworm") BONDS(AB),
			HEAD("bookworm") BONDS("mode: balance-tlb, miimon: 100, slaves: [eth0, eth1]"));

	assert_null(strstr(about(&f, "ACT001", "bond0")->help, "switches"));
}

/* Its options go along with the mode. */
static void a_mode_brings_its_options(void **state)
{
	FINDS("ACT001", HEAD("bookworm") BONDS(AB ", fail_over_mac: active"),
	      HEAD("bookworm") BONDS("mode: 802.3ad, miimon: 100, slaves: [eth0, eth1], lacp_rate: fast"));
}

#define LACP_WITH(rest) HEAD("bookworm") BONDS("mode: 802.3ad, miimon: 100, slaves: [eth0, eth1]" rest)

static void an_option_needs_the_bond_down(void **state)
{
	static const char *const hosts[] = {
		LACP_WITH(", lacp_rate: fast"),
		LACP_WITH(", lacp_active: false"),
		LACP_WITH(", ad_select: bandwidth"),
		LACP_WITH(", ad_user_port_key: 3"),
	};

	for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); i++) {
		FINDS("ACT002", LACP_WITH(""), hosts[i]);
		FINDS("ACT002", hosts[i], LACP_WITH(""));
	}
	FINDS("ACT002", HEAD("bookworm") BONDS("mode: balance-tlb, miimon: 100, slaves: [eth0, eth1]"),
	      HEAD("bookworm")
		      BONDS("mode: balance-tlb, miimon: 100, slaves: [eth0, eth1], tlb_dynamic_lb: false"));
}

static void fail_over_mac_needs_it_empty(void **state)
{
	struct findings f = between(*state, HEAD("squeeze") BONDS(AB),
				    HEAD("squeeze") BONDS(AB ", fail_over_mac: active"));
	const struct finding *one = about(&f, "ACT002", "bond0");

	assert_non_null(strstr(one->consequence, "no slaves"));
	assert_string_equal(one->message, "fail_over_mac of bond 'bond0' goes from none to active");
}

static void the_hash_needs_it_down_on_old_kernels(void **state)
{
#define XOR(os, rest) HEAD(os) BONDS("mode: balance-xor, miimon: 100, slaves: [eth0, eth1]" rest)
	FINDS("ACT002", XOR("squeeze", ""), XOR("squeeze", ", xmit_hash_policy: layer3+4"));
	FINDS("ACT002", XOR("rhel5", ""), XOR("rhel5", ", xmit_hash_policy: layer3+4"));
	FINDS("", XOR("rhel6", ""), XOR("rhel6", ", xmit_hash_policy: layer3+4"));
	FINDS("", XOR("jessie", ""), XOR("jessie", ", xmit_hash_policy: layer3+4"));
}

/* An option without a meaning in the mode reaches no kernel. */
static void an_idle_option_does_nothing(void **state)
{
	FINDS("", HEAD("bookworm") BONDS(AB), HEAD("bookworm") BONDS(AB ", lacp_rate: fast"));
}

static void parameters_of_a_module_need_it_loaded_anew(void **state)
{
	struct findings f =
		between(*state, HEAD("rhel4") BONDS(AB ON_BOND),
			HEAD("rhel4") BONDS("mode: active-backup, miimon: 50, slaves: [eth0, eth1]" ON_BOND));

	assert_int_equal(about(&f, "ACT012", "bond0")->severity, WARNING);
	assert_string_equal(all_ids(&f), "ACT010 ACT012"); /* the bond goes, and the host's address with it */
	FINDS("", HEAD("rhel4") BONDS(AB ON_BOND), HEAD("rhel4") BONDS(AB ON_BOND));
}

/* ---- ACT003, ACT004 ---- */

static void a_slave_leaves(void **state)
{
	static const char three[] =
		HEAD("bookworm") BONDS("mode: 802.3ad, miimon: 100, slaves: [eth0, eth1, eth2]");
	static const char two[] = HEAD("bookworm") BONDS("mode: 802.3ad, miimon: 100, slaves: [eth0, eth1]");
	static const char one[] = HEAD("bookworm") BONDS("mode: 802.3ad, miimon: 100, slaves: [eth0]");
	struct findings f = between(*state, three, two);

	assert_int_equal(about(&f, "ACT003", "bond0")->severity, INFO);
	assert_string_equal(about(&f, "ACT003", "bond0")->message, "'eth2' leaves bond 'bond0'");
	f = between(*state, two, one);
	assert_int_equal(about(&f, "ACT003", "bond0")->severity, WARNING);
	assert_string_equal(all_ids(&f), "ACT003");
}

static void a_slave_leaves_under_guests(void **state)
{
#define UNDER "bridges: [{name: br0, ports: [bond0]}]\n"
	struct findings f = between(
		*state,
		HEAD("bookworm") BONDS("mode: 802.3ad, miimon: 100, slaves: [eth0, eth1, eth2]") UNDER,
		HEAD("bookworm") BONDS("mode: 802.3ad, miimon: 100, slaves: [eth0, eth1]") UNDER);

	assert_int_equal(about(&f, "ACT003", "bond0")->severity, WARNING);
	assert_string_equal(all_ids(&f), "ACT003"); /* the bond goes on, and so does the bridge */
}

/* None of those that carry the bond stays: what stands on it is cut off. */
static void all_slaves_leave(void **state)
{
	struct findings f = between(
		*state, HEAD("bookworm") BONDS("mode: 802.3ad, miimon: 100, slaves: [eth0, eth1]" ON_BOND),
		HEAD("bookworm") BONDS("mode: 802.3ad, miimon: 100, slaves: [eth2]" ON_BOND));

	assert_int_equal(count(&f, "ACT003"), 2);
	assert_non_null(strstr(about(&f, "ACT003", "bond0")->consequence, "no link"));
	assert_string_equal(all_ids(&f), "ACT003 ACT004 ACT009 ACT010");
}

static void a_free_nic_joins(void **state)
{
	struct findings f =
		between(*state, HEAD("bookworm") BONDS("mode: 802.3ad, miimon: 100, slaves: [eth0, eth1]"),
			HEAD("bookworm") BONDS("mode: 802.3ad, miimon: 100, slaves: [eth0, eth1, eth2]"));

	assert_int_equal(about(&f, "ACT004", "bond0")->severity, INFO);
	assert_string_equal(at(&f, &about(&f, "ACT004", "bond0")->at), "eth2");
	assert_string_equal(all_ids(&f), "ACT004");
}

#define SINGLE                                                                                               \
	"host: a\n"                                                                                          \
	"os: bookworm\n"                                                                                     \
	"virtualization: kvm\n"                                                                              \
	"nics:\n"                                                                                            \
	"  - {name: eth0, mac: \"52:54:00:00:00:01\", addresses: [10.0.0.2/24], gateway: 10.0.0.1}\n"        \
	"  - {name: eth1, mac: \"52:54:00:00:00:02\"}\n"

/* The usual first time: a host on one NIC becomes one with a bond and a bridge, by way of that NIC. */
static void the_management_nic_joins(void **state)
{
	struct findings f =
		between(*state, SINGLE,
			HEAD("bookworm") BONDS(AB) "bridges: [{name: br0, ports: [bond0], addresses: "
						   "[10.0.0.2/24], gateway: 10.0.0.1}]\n");

	assert_int_equal(count(&f, "ACT004"),
			 1); /* the others are in no use, and so nothing becomes of them */
	assert_string_equal(about(&f, "ACT004", "bond0")->message,
			    "'eth0' joins bond 'bond0': it has addresses of the host, and loses them");
	assert_int_equal(about(&f, "ACT004", "bond0")->severity, WARNING);
	assert_string_equal(about(&f, "ACT010", "eth0")->message,
			    "'eth0' loses 10.0.0.2/24 to 'br0'; the default route goes by it");
	assert_string_equal(at(&f, &about(&f, "ACT010", "eth0")->notes->at), "10.0.0.2/24");
	assert_string_equal(all_ids(&f), "ACT004 ACT006 ACT010");
}

static void a_slave_of_another_joins(void **state)
{
	struct findings f = between(
		*state,
		HEAD("bookworm") BONDS(AB) "  - {name: bond1, mode: 1, miimon: 100, slaves: [eth2]}\n",
		HEAD("bookworm") BONDS("mode: 1, miimon: 100, slaves: [eth0, eth1, eth2]"));

	assert_string_equal(about(&f, "ACT004", "bond0")->message,
			    "'eth2' joins bond 'bond0': it belongs to 'bond1', and has to leave that first");
	assert_string_equal(all_ids(&f), "ACT004 ACT005");
}

/* Old kernels give a bridge the tagged frames of its ports too. */
static void what_has_vlans_joins_a_bridge(void **state)
{
#define WITH_VLAN(os, rest) HEAD(os) BONDS(AB) "vlans: [{id: 5, parent: bond0}]\n" rest
#define EMPTY_BRIDGE        "bridges: [{name: br0, ports: [eth2], stp: true}]\n"
#define FULL_BRIDGE         "bridges: [{name: br0, ports: [eth2, bond0], stp: true}]\n"
	struct findings f =
		between(*state, WITH_VLAN("squeeze", EMPTY_BRIDGE), WITH_VLAN("squeeze", FULL_BRIDGE));

	assert_string_equal(about(&f, "ACT004", "br0")->message,
			    "'bond0' joins bridge 'br0': VLAN 'bond0.5' stands on it");
	assert_int_equal(about(&f, "ACT004", "br0")->severity, WARNING);
	f = between(*state, WITH_VLAN("bookworm", EMPTY_BRIDGE), WITH_VLAN("bookworm", FULL_BRIDGE));
	assert_int_equal(about(&f, "ACT004", "br0")->severity, INFO);
}

static void a_port_leaves_a_bridge_with_guests(void **state)
{
	struct findings f =
		between(*state, HEAD("bookworm") "bridges: [{name: br0, ports: [eth0, eth1], stp: true}]\n",
			HEAD("bookworm") "bridges: [{name: br0, ports: [eth0], stp: true}]\n");

	assert_int_equal(about(&f, "ACT003", "br0")->severity, WARNING);
	assert_non_null(about(&f, "ACT011", "br0"));
	assert_string_equal(about(&f, "ACT003", "br0")->message, "'eth1' leaves bridge 'br0'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_same_host_does_nothing),
		TEST(another_spelling_does_nothing),
		TEST(what_a_running_bond_takes_does_nothing),
		TEST(a_mode_needs_the_bond_down),
		TEST(a_mode_of_the_same_ports_leaves_the_switch_alone),
		TEST(a_mode_brings_its_options),
		TEST(an_option_needs_the_bond_down),
		TEST(fail_over_mac_needs_it_empty),
		TEST(the_hash_needs_it_down_on_old_kernels),
		TEST(an_idle_option_does_nothing),
		TEST(parameters_of_a_module_need_it_loaded_anew),
		TEST(a_slave_leaves),
		TEST(a_slave_leaves_under_guests),
		TEST(all_slaves_leave),
		TEST(a_free_nic_joins),
		TEST(the_management_nic_joins),
		TEST(a_slave_of_another_joins),
		TEST(what_has_vlans_joins_a_bridge),
		TEST(a_port_leaves_a_bridge_with_guests),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
