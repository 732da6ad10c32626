/*
 * What rules say on each release. The expectations rest on the sources that the comments name: kernels (el5:
 * 2.6.18-274, el6: 2.6.32-642, el7: 3.10.0-1160), their documentation, vendors' guides and reports. A kernel
 * between two that were read counts as the older.
 */
#include "rules/look.h"

#include "model/release.h"

#define NICS    "nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}, {name: eth1, mac: \"52:54:00:00:00:02\"}]\n"
#define BOND(o) NICS "bonds: [{name: bond0, slaves: [eth0, eth1], " o "}]\n"
#define PORT    "bridges: [{name: br0, ports: [bond0]}]\n"
#define WITH_IP "bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.2/24]}]\n"
#define VLAN_IP                                                                                              \
	"vlans: [{id: 5, parent: bond0}]\nbridges: [{name: br5, ports: [bond0.5], addresses: "               \
	"[10.0.0.2/24]}]\n"
#define ARP "mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.8, 10.0.0.9]"

struct expectation {
	const char *id, *virtualization, *host;
	/* the releases on which it is raised so, and those on which it is not */
	const char *error, *warning, *info, *silent;
};

#define EVERYWHERE                                                                                           \
	"rhel4 rhel5 rhel6 rhel7 rhel8 etch lenny squeeze wheezy jessie stretch buster bullseye bookworm "   \
	"sles10 sles11 sles12"

static bool is_listed(const char *list, const char *name)
{
	size_t n = strlen(name);

	for (const char *at = list; at && (at = strstr(at, name)); at += n)
		if ((at == list || at[-1] == ' ') && (!at[n] || at[n] == ' '))
			return true;
	return false;
}

static int expected_on(const struct expectation *e, const char *release)
{
	const char *const lists[] = {e->silent, e->info, e->warning, e->error};
	int found = -2;

	for (int s = 0; s < 4; s++) {
		if (!is_listed(lists[s], release))
			continue;
		if (found != -2)
			fail_msg("%s: two expectations on %s", e->id, release);
		found = s - 1;
	}
	if (found == -2)
		fail_msg("%s: nothing is expected on %s", e->id, release);
	return found;
}

/* Every row of the release table, by its newest minor. */
static void check(struct arena *parent, const struct expectation *e, size_t n)
{
	size_t rows, wrong = 0;
	const struct release *row = release_rows(&rows);

	(void)parent;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < rows; k++) {
			struct arena *a = arena_new();
			const char *os = release_name(a, &row[k], row[k].minor);
			int expected = expected_on(&e[i], row[k].name);
			int got = severity(a, os, e[i].virtualization, e[i].host, e[i].id);

			if (got != expected) {
				print_error("%s on %s: %s, expected: %s\n%s", e[i].id, os,
					    got < 0 ? "silent" : severity_name((enum severity)got),
					    expected < 0 ? "silent" : severity_name((enum severity)expected),
					    e[i].host);
				wrong++;
			}
			arena_free(a);
		}
	assert_int_equal(wrong, 0);
}

#define CHECK(cases) check(*state, cases, sizeof(cases) / sizeof(*(cases)))

static void monitors(void **state)
{
	static const struct expectation cases[] = {
		/* bond_enslave(): without a monitor a slave is up for ever, on every kernel */
		{"BOND003", "none", BOND("mode: 1"), .error = EVERYWHERE},
		/* taken by 2.6.18 and 2.6.32, refused by 3.11 and later: made for it is no kernel */
		{"BOND005", "none", BOND("mode: 5, arp_interval: 500, arp_ip_target: [10.0.0.8]"),
		 .error = EVERYWHERE},
	};

	CHECK(cases);
}

static void options(void **state)
{
	static const struct expectation cases[] = {
		/* xmit_hash_policy: 0 and 1 in 2.6.18 and RHEL 4's bonding.txt, 2 in 2.6.25, RHEL 5's
		 * bonding.txt, 2.6.32, el6 and 3.11; 3 and 4 in el7 and 3.16; 5 in 6.1 */
		{"BOND020", "none", BOND("mode: 4, miimon: 100, xmit_hash_policy: layer3+4"),
		 .silent = EVERYWHERE},
		{"BOND020", "none", BOND("mode: 4, miimon: 100, xmit_hash_policy: layer2+3"),
		 .error = "rhel4 etch sles10",
		 .silent = "rhel5 rhel6 rhel7 rhel8 lenny squeeze wheezy jessie stretch buster bullseye "
			   "bookworm "
			   "sles11 sles12"},
		{"BOND020", "none", BOND("mode: 4, miimon: 100, xmit_hash_policy: encap3+4"),
		 .error = "rhel4 rhel5 rhel6 etch lenny squeeze wheezy sles10 sles11 sles12",
		 .silent = "rhel7 rhel8 jessie stretch buster bullseye bookworm"},
		{"BOND020", "none", BOND("mode: 2, miimon: 100, xmit_hash_policy: vlan+srcmac"),
		 .error = "rhel4 rhel5 rhel6 rhel7 rhel8 etch lenny squeeze wheezy jessie stretch buster "
			  "bullseye "
			  "sles10 sles11 sles12",
		 .silent = "bookworm"},
		/* arp_validate: not in 2.6.18, in RHEL 4's bonding.txt; its filter words in el6, el7 and 3.15
		 */
		{"BOND020", "none", BOND(ARP ", arp_validate: all"), .error = "etch sles10",
		 .silent = "rhel4 rhel5 rhel6 rhel7 rhel8 lenny squeeze wheezy jessie stretch buster "
			   "bullseye bookworm "
			   "sles11 sles12"},
		{"BOND020", "none", BOND(ARP ", arp_validate: filter"),
		 .error = "rhel4 rhel5 etch lenny squeeze wheezy sles10 sles11 sles12",
		 .silent = "rhel6 rhel7 rhel8 jessie stretch buster bullseye bookworm"},
		/* and none is what a driver without it does */
		{"BOND020", "none", BOND(ARP ", arp_validate: none"), .silent = EVERYWHERE},
		/* 3.11, el6 */
		{"BOND020", "none", BOND(ARP ", arp_all_targets: all"),
		 .error = "rhel4 rhel5 etch lenny squeeze wheezy sles10 sles11",
		 .silent = "rhel6 rhel7 rhel8 jessie stretch buster bullseye bookworm sles12"},
		/* 6.1 alone; two is what the others wait for */
		{"BOND020", "none", BOND(ARP ", arp_missed_max: 3"),
		 .error = "rhel4 rhel5 rhel6 rhel7 rhel8 etch lenny squeeze wheezy jessie stretch buster "
			  "bullseye "
			  "sles10 sles11 sles12",
		 .silent = "bookworm"},
		{"BOND020", "none", BOND(ARP ", arp_missed_max: 2"), .silent = EVERYWHERE},
		/* 0 and 1 in RHEL 4's bonding.txt and before 2.6.27; not in 2.6.18 */
		{"BOND020", "none", BOND("mode: 1, miimon: 100, fail_over_mac: follow"),
		 .error = "rhel4 rhel5 etch lenny sles10",
		 .silent = "rhel6 rhel7 rhel8 squeeze wheezy jessie stretch buster bullseye bookworm sles11 "
			   "sles12"},
		{"BOND020", "none", BOND("mode: 1, miimon: 100, fail_over_mac: active"),
		 .error = "etch sles10",
		 .silent = "rhel4 rhel5 rhel6 rhel7 rhel8 lenny squeeze wheezy jessie stretch buster "
			   "bullseye bookworm "
			   "sles11 sles12"},
		/* not in 2.6.32, but in RHEL 5's bonding.txt and el6 */
		{"BOND020", "none", BOND("mode: 1, miimon: 100, primary: eth0, primary_reselect: failure"),
		 .error = "rhel4 etch lenny squeeze sles10 sles11",
		 .silent = "rhel5 rhel6 rhel7 rhel8 wheezy jessie stretch buster bullseye bookworm sles12"},
		/* el5 has these two; num_grat_arp is in 2.6.32, resend_igmp is not */
		{"BOND020", "none", BOND("mode: 1, miimon: 100, num_grat_arp: 3"),
		 .error = "rhel4 etch lenny sles10 sles11",
		 .silent = "rhel5 rhel6 rhel7 rhel8 squeeze wheezy jessie stretch buster bullseye bookworm "
			   "sles12"},
		{"BOND020", "none", BOND("mode: 1, miimon: 100, resend_igmp: 3"),
		 .error = "rhel4 etch lenny squeeze sles10 sles11",
		 .silent = "rhel5 rhel6 rhel7 rhel8 wheezy jessie stretch buster bullseye bookworm sles12"},
		/* 2.6.32; its default is what came before it */
		{"BOND020", "none", BOND("mode: 4, miimon: 100, ad_select: bandwidth"),
		 .error = "rhel4 rhel5 etch lenny sles10 sles11",
		 .silent = "rhel6 rhel7 rhel8 squeeze wheezy jessie stretch buster bullseye bookworm sles12"},
		{"BOND020", "none", BOND("mode: 4, miimon: 100, ad_select: stable"), .silent = EVERYWHERE},
		/* after 2.6.32, and in el6 */
		{"BOND020", "none", BOND("mode: 4, miimon: 100, min_links: 2"),
		 .error = "rhel4 rhel5 etch lenny squeeze sles10 sles11",
		 .silent = "rhel6 rhel7 rhel8 wheezy jessie stretch buster bullseye bookworm sles12"},
		/* el6-642, el7; not in 3.11 */
		{"BOND020", "none", BOND("mode: 0, miimon: 100, packets_per_slave: 4"),
		 .error = "rhel4 rhel5 etch lenny squeeze wheezy sles10 sles11 sles12",
		 .silent = "rhel6 rhel7 rhel8 jessie stretch buster bullseye bookworm"},
		/* el7 and later */
		{"BOND020", "none", BOND("mode: 4, miimon: 100, ad_actor_sys_prio: 9"),
		 .error = "rhel4 rhel5 rhel6 etch lenny squeeze wheezy jessie sles10 sles11 sles12",
		 .silent = "rhel7 rhel8 stretch buster bullseye bookworm"},
		/* not in el7 */
		{"BOND020", "none", BOND("mode: 1, miimon: 100, peer_notif_delay: 100"),
		 .error = "rhel4 rhel5 rhel6 rhel7 rhel8 etch lenny squeeze wheezy jessie stretch buster "
			  "sles10 sles11 "
			  "sles12",
		 .silent = "bullseye bookworm"},
	};

	CHECK(cases);
}

static void bridges(void **state)
{
	static const struct expectation cases[] = {
		{"BR008", "lxc",
		 "nics: [{name: eth0}]\nbridges: [{name: br0, ports: [eth0], addresses: [10.0.0.2/24]}]\n",
		 .warning = EVERYWHERE},
		/* Xen's ports have fe:ff:ff:ff:ff:ff, never the least: xen-network-common.sh */
		{"BR008", "xen", NICS "bridges: [{name: br0, ports: [eth0], addresses: [10.0.0.2/24]}]\n",
		 .silent = EVERYWHERE},
		{"BOND024", "none", BOND("mode: 1, miimon: 100") "bridges: [{name: br0, ports: [eth0]}]\n",
		 .error = EVERYWHERE},
	};

	CHECK(cases);
}

static void modes_under_guests(void **state)
{
	static const struct expectation cases[] = {
		/* bonding before 3.0.2 delivers what inactive slaves receive (bonding.rst, 13.2): no failover
		   is needed */
		{"GUEST010", "kvm", BOND("mode: 1, miimon: 100") PORT, .error = "sles10",
		 .silent = "rhel4 rhel5 rhel6 rhel7 rhel8 etch lenny squeeze wheezy jessie stretch buster "
			   "bullseye bookworm "
			   "sles11 sles12"},
		/* the vendor's stance is about kvm and xen */
		{"GUEST002", "openvz", BOND("mode: 5, miimon: 100") PORT, .warning = EVERYWHERE},
		/* rlb_arp_xmit() up to 3.x, bond_do_alb_xmit() on all of them */
		{"GUEST003", "kvm", BOND("mode: 6, miimon: 100") PORT, .error = EVERYWHERE},
		{"GUEST004", "kvm", BOND("mode: 0, miimon: 100") PORT, .error = EVERYWHERE},
	};

	CHECK(cases);
}

static void arp_monitors_under_bridges(void **state)
{
	static const struct expectation cases[] = {
		/* no address: a report of inactive slaves on squeeze, the vendor's no for RHEL up to 6,
		 * nothing sent without a route in 3.14 (SLES 12); 3.15 and el7 probe from 0.0.0.0 and see the
		 * replies (measured on 6.1) */
		{"GUEST005", "none", BOND(ARP) PORT,
		 .error = "rhel4 rhel5 rhel6 etch lenny squeeze wheezy sles10 sles11 sles12",
		 .warning = "rhel7 rhel8 jessie stretch buster bullseye bookworm"},
		/* a VLAN between: not sent, or untagged */
		{"GUEST005", "none",
		 BOND(ARP) "vlans: [{id: 5, parent: bond0}]\nbridges: [{name: br5, ports: [bond0.5]}]\n",
		 .error = EVERYWHERE},
		{"GUEST006", "kvm", BOND(ARP) PORT, .silent = EVERYWHERE},
		{"GUEST005", "kvm", BOND(ARP) WITH_IP, .silent = EVERYWHERE},
		{"GUEST005", "kvm", BOND(ARP) VLAN_IP, .silent = EVERYWHERE},
		/* an address on the bridge: found from 3.12 on and in el7, where Red Hat says no all the
		 * same; el6 knows a bridge right above the bond, and still probes from 0.0.0.0 */
		{"GUEST006", "kvm", BOND(ARP) WITH_IP,
		 .warning = "rhel4 rhel5 rhel6 rhel7 rhel8 etch lenny squeeze wheezy sles10 sles11",
		 .silent = "jessie stretch buster bullseye bookworm sles12"},
		{"GUEST006", "kvm", BOND(ARP) VLAN_IP,
		 .error = "rhel4 rhel5 rhel6 etch lenny squeeze wheezy sles10 sles11",
		 .warning = "rhel7 rhel8", .silent = "jessie stretch buster bullseye bookworm sles12"},
		/* every kernel finds the address of a VLAN on the bond; the vendor still says no where
		   another VLAN has guests */
		{"GUEST006", "kvm",
		 BOND(ARP) "vlans: [{id: 5, parent: bond0}, {id: 6, parent: bond0, addresses: "
			   "[10.0.0.2/24]}]\n"
			   "bridges: [{name: br5, ports: [bond0.5]}]\n",
		 .warning = "rhel5 rhel6 rhel7 rhel8",
		 .silent = "rhel4 etch lenny squeeze wheezy jessie stretch buster bullseye bookworm sles10 "
			   "sles11 sles12"},
		{"GUEST007", "none", BOND(ARP ", arp_validate: none") WITH_IP, .silent = EVERYWHERE},
		{"GUEST007", "none", BOND(ARP ", arp_validate: all, addresses: [10.0.0.2/24]"),
		 .silent = EVERYWHERE},
	};

	CHECK(cases);
}

/* The same finding for different reasons: what is said must be true of the kernel. */
static void consequences(void **state)
{
	static const struct {
		const char *id, *host, *part, *releases;
	} cases[] = {
		/* 2.6.18 and 2.6.32 take a slave as port without a word */
		{"BOND024", BOND("mode: 1, miimon: 100") "bridges: [{name: br0, ports: [eth0]}]\n",
		 "without a word", "rhel4 rhel5 etch lenny squeeze sles10 sles11"},
		/* 2.6.18 and 2.6.32 take it, 3.11 does in 802.3ad; unsuppmodes in el6, el7 and 6.1 */
		{"BOND005", BOND("mode: 4, arp_interval: 500, arp_ip_target: [10.0.0.8]"),
		 "this driver takes", "rhel4 rhel5 etch lenny squeeze wheezy sles10 sles11 sles12"},
		/* bond_has_ip() in 2.6.18, not in el5 */
		{"GUEST005", BOND(ARP) PORT, "dead path goes unnoticed", "rhel4 etch lenny sles10"},
		{"GUEST006", BOND(ARP) VLAN_IP, "dead path goes unnoticed", "rhel4 etch lenny sles10"},
		/* 3.11, el6 and el7 leave guests' ARP replies alone */
		{"GUEST003", BOND("mode: 6, miimon: 100") PORT, "ARP replies",
		 "rhel4 rhel5 etch lenny squeeze wheezy sles10 sles11"},
		/* skb_bond_set_mac_by_master() in 2.6.32 and el5, not in 2.6.18 */
		{"GUEST003", BOND("mode: 6, miimon: 100") PORT, "guest and host",
		 "rhel4 etch lenny sles10 sles11"},
	};
	size_t n;
	const struct release *row = release_rows(&n);

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		for (size_t k = 0; k < n; k++) {
			struct findings all =
				judge(*state, host_of(*state, release_name(*state, &row[k], row[k].minor),
						      "kvm", cases[i].host));
			const struct finding *f = find(&all, cases[i].id);

			if ((f && strstr(f->consequence, cases[i].part)) !=
			    is_listed(cases[i].releases, row[k].name))
				fail_msg("%s on %s: %s", cases[i].id, row[k].name,
					 f ? f->consequence : "silent");
		}
}

static void names(void **state)
{
	static const struct expectation cases[] = {
		{"NAME002", "none", "nics: [{name: eth0}]\nbridges: [{name: vlan102, ports: [eth0]}]\n",
		 .warning = EVERYWHERE},
		{"NAME002", "none", "nics: [{name: eth0}]\nbridges: [{name: br102, ports: [eth0]}]\n",
		 .silent = EVERYWHERE},
		/* ifupdown and Debian's vlan package make VLAN 5 of eth0 of it: LOSS001 */
		{"NAME002", "none", "nics: [{name: eth0}]\nbridges: [{name: eth0.5, ports: [eth0]}]\n",
		 .warning = "rhel4 rhel5 rhel6 rhel7 rhel8 sles10 sles11 sles12",
		 .silent = "etch lenny squeeze wheezy jessie stretch buster bullseye bookworm"},
		{"LOSS001", "none", "nics: [{name: eth0}]\nbridges: [{name: eth0.5, ports: [eth0]}]\n",
		 .silent = "rhel4 rhel5 rhel6 rhel7 rhel8 sles10 sles11 sles12",
		 .error = "etch lenny squeeze wheezy jessie stretch buster bullseye bookworm"},
	};

	CHECK(cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(monitors),
		TEST(options),
		TEST(bridges),
		TEST(modes_under_guests),
		TEST(arp_monitors_under_bridges),
		TEST(consequences),
		TEST(names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
