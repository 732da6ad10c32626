/* ARP monitors of bonds under bridges, where neither the blocks' examples nor the table of releases look. */
#include "rules/look.h"

#include "model/release.h"

#define NICS     "nics: [{name: eth0}, {name: eth1}, {name: eth2}]\n"
#define BOND(o)  NICS "bonds: [{name: bond0, slaves: [eth0, eth1], " o "}]\n"
#define ARP      "mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.8, 10.0.0.9]"
#define VALIDATE ARP ", arp_validate: all"
#define MII      "miimon: 100        instead of arp_interval, arp_ip_target and arp_validate"

/* ---- where the address is ---- */

static const struct {
	const char *above;
	bool reached; /* the host has an address there from which the targets are on the link */
} chains[] = {
	{"bridges: [{name: br0, ports: [bond0]}]\n", false},
	{"bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.2/24]}]\n", true},
	{"bridges: [{name: br0, ports: [bond0], addresses: [10.0.1.2/24]}]\n", false},
	{"bridges: [{name: br0, ports: [bond0], dhcp: true}]\n", true},
	{"bridges: [{name: br0, ports: [bond0], dhcp6: true}]\n", false},
	{"vlans: [{id: 5, parent: bond0}]\nbridges: [{name: br5, ports: [bond0.5]}]\n", false},
	{"vlans: [{id: 5, parent: bond0}]\nbridges: [{name: br5, ports: [bond0.5], addresses: "
	 "[10.0.0.2/24]}]\n",
	 true},
	/* the bridge that has the address is not the first */
	{"vlans: [{id: 5, parent: bond0}, {id: 6, parent: bond0}]\n"
	 "bridges: [{name: br5, ports: [bond0.5]}, {name: br6, ports: [bond0.6], addresses: "
	 "[10.0.0.2/24]}]\n",
	 true},
	/* nor below the bond */
	{"bridges: [{name: br0, ports: [bond0]}, {name: br2, ports: [eth2], addresses: [10.0.0.2/24]}]\n",
	 false},
};

/* Of the two, at most one; and on a kernel that finds no address on a bridge, one of them on every chain. */
static void with_an_address_or_without(void **state)
{
	size_t n;
	const struct release *row = release_rows(&n);

	for (size_t k = 0; k < n; k++)
		for (size_t i = 0; i < sizeof(chains) / sizeof(*chains); i++) {
			const char *os = release_name(*state, &row[k], row[k].minor);
			const char *rest = arena_printf(*state, BOND(ARP) "%s", chains[i].above);
			int without = severity(*state, os, "kvm", rest, "GUEST005");
			int with = severity(*state, os, "kvm", rest, "GUEST006");

			if ((without >= 0) == chains[i].reached || (with >= 0 && !chains[i].reached))
				fail_msg("on %s: GUEST005 %d, GUEST006 %d\n%s", os, without, with, rest);
			if (chains[i].reached && with < 0 && !row[k].kernel.arp_sees_bridge_ip)
				fail_msg("on %s: silent\n%s", os, rest);
		}
}

/* The bridge that has the address is the one to speak of. */
static void the_bridge_with_the_address_is_named(void **state)
{
	const char *rest = arena_printf(*state, BOND(ARP) "%s", chains[7].above);
	struct findings f = judge(*state, host_of(*state, "squeeze", "none", rest));
	const struct finding *one_of = find(&f, "GUEST006");

	assert_non_null(one_of);
	assert_has(one_of->message, "'br6'");
	assert_string_equal(at(&f, &one_of->at), "500");
	assert_string_equal(at(&f, &one_of->notes->at), "bond0.6");
	assert_string_equal(one_of->help, MII);
}

/* The driver finds it there; and a second bridge, which has one too, does not matter. */
static void an_address_on_a_vlan_counts_more(void **state)
{
	const char *rest = BOND(
		ARP) "vlans: [{id: 5, parent: bond0}, {id: 6, parent: bond0, addresses: [10.0.0.2/24]}]\n"
		     "bridges: [{name: br5, ports: [bond0.5], addresses: [10.0.0.3/24]}]\n";

	assert_int_equal(severity(*state, "squeeze", "kvm", rest, "GUEST005"), -1);
	assert_int_equal(severity(*state, "squeeze", "kvm", rest, "GUEST006"), -1);
}

static void the_vendor_speaks_only_where_the_kernel_does_not(void **state)
{
	const char *rest = arena_printf(*state, BOND(ARP) "%s", chains[6].above);

	assert_has(one(*state, "rhel7", rest, "GUEST006")->consequence, "Red Hat");
	assert_lacks(one(*state, "rhel6", rest, "GUEST006")->consequence, "Red Hat");
	assert_lacks(one(*state, "wheezy", rest, "GUEST006")->consequence, "Red Hat");
	rest = arena_printf(*state, BOND(ARP) "%s",
			    "bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.2/24], "
			    "guests: false}]\n");
	assert_int_equal(severity(*state, "rhel7", "kvm", rest, "GUEST006"), -1);
	assert_int_equal(severity(*state, "rhel6", "kvm", rest, "GUEST006"), WARNING);
}

/* What has no monitor to speak of, or another fault of its own. */
static void stronger_findings_and_none(void **state)
{
	static const struct {
		const char *options, *expected;
	} cases[] = {
		{"mode: 1, miimon: 100", ""},
		{"mode: 1, miimon: 100, arp_interval: 0, arp_ip_target: [10.0.0.8]", ""},
		{"mode: 1, arp_interval: 500", "BOND006"},
		{"mode: 1, arp_interval: 500, arp_validate: all", "BOND006 GUEST007"},
		{"mode: 5, arp_interval: 500, arp_ip_target: [10.0.0.8], arp_validate: all", "BOND005"},
		{ARP, "GUEST006"},
		{VALIDATE, "GUEST006 GUEST007"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		raises(*state,
		       host_of(*state, "squeeze", "none",
			       arena_printf(*state,
					    NICS "bonds: [{name: bond0, slaves: [eth0, eth1], %s}]\n"
						 "bridges: [{name: br0, ports: [bond0], dhcp: true}]\n",
					    cases[i].options)),
		       cases[i].expected);
}

/* ---- replies that the bridge takes ---- */

static void validation_is_one_thing_the_monitor_another(void **state)
{
	const char *bridged =
		BOND(VALIDATE) "bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.2/24]}]\n";
	const char *beside = BOND(VALIDATE) "vlans: [{id: 5, parent: bond0}, {id: 6, parent: bond0, "
					    "addresses: [10.0.0.2/24]}]\n"
					    "bridges: [{name: br5, ports: [bond0.5]}]\n";
	const struct finding *f = one(*state, "squeeze", bridged, "GUEST007");

	assert_has(f->consequence, "no reply counts");
	assert_string_equal(f->help, MII);
	/* the replies come in on a VLAN that is in no bridge; what goes up to the other bridge remains */
	f = one(*state, "squeeze", beside, "GUEST007");
	assert_lacks(f->consequence, "no reply counts");
	assert_has(f->consequence, "inactive slave");
	assert_string_equal(f->help, "arp_validate: none");
	/* nobody watches by ARP, but the inactive slave lets it through all the same */
	f = one(*state, "squeeze",
		BOND("mode: 1, miimon: 100, arp_validate: all") "bridges: [{name: br0, ports: [bond0]}]\n",
		"GUEST007");
	assert_lacks(f->consequence, "no reply counts");
	assert_string_equal(f->help, "arp_validate: none");
	/* where the vendor has the monitor off altogether, no half measures */
	assert_string_equal(one(*state, "rhel5.4", beside, "GUEST007")->help, MII);
}

/* All minors of RHEL 6, of which only 6.8's kernel was read. */
static void all_of_rhel6_counts_as_affected(void **state)
{
	const char *rest =
		BOND(VALIDATE) "bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.2/24]}]\n";

	assert_int_equal(severity(*state, "rhel6.0", "none", rest, "GUEST007"), ERROR);
	assert_int_equal(severity(*state, "rhel6.8", "none", rest, "GUEST007"), ERROR);
	assert_int_equal(severity(*state, "centos6.10", "none", rest, "GUEST007"), ERROR);
}

/* A driver that does not know the option does not validate either: BOND020. */
static void no_option_no_validation(void **state)
{
	const char *rest =
		BOND(VALIDATE) "bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.2/24]}]\n";

	assert_int_equal(severity(*state, "etch", "none", rest, "GUEST007"), -1);
	assert_int_equal(severity(*state, "etch", "none", rest, "BOND020"), ERROR);
	/* a word that it does not know is replaced by one that it does */
	rest = BOND(ARP ", arp_validate: filter_active") "bridges: [{name: br0, ports: [bond0], addresses: "
							 "[10.0.0.2/24]}]\n";
	assert_int_equal(severity(*state, "squeeze", "none", rest, "GUEST007"), ERROR);
	assert_int_equal(severity(*state, "squeeze", "none", rest, "BOND020"), ERROR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(with_an_address_or_without),
		TEST(the_bridge_with_the_address_is_named),
		TEST(an_address_on_a_vlan_counts_more),
		TEST(the_vendor_speaks_only_where_the_kernel_does_not),
		TEST(stronger_findings_and_none),
		TEST(validation_is_one_thing_the_monitor_another),
		TEST(all_of_rhel6_counts_as_affected),
		TEST(no_option_no_validation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
