#include "targets/rhel/files.h"

#include <sys/resource.h>

#define SLAVES SLAVE("eth0") SLAVE("eth1")

static void a_bond_and_its_slaves(void **state)
{
	(void)state;
	read_host("rhel6.10", NETWORK SCRIPT("bond0") STATIC(
				      "10.0.0.2") "BONDING_OPTS=\"mode=1 miimon=80 primary=eth1\"\n" SLAVES);
	is_clean();
	has_line("  - name: bond0\n    slaves: [eth0, eth1]\n    mode: active-backup\n    miimon: 80\n");
	has_line("primary: eth1\n");
	has_line("addresses: [10.0.0.2/24]\n");
}

/* ifup-eth: for device in ifcfg-*, as the shell sorts them, not as boot does */
static void slaves_in_the_order_of_their_files(void **state)
{
	(void)state;
	read_host("rhel6.10", NETWORK SCRIPT("bond0") "BONDING_OPTS=mode=1\n" SLAVE("eth2") SLAVE("eth10"));
	has_line("slaves: [eth10, eth2]");
}

static void a_bond_that_only_others_name(void **state)
{
	(void)state;
	read_host("rhel6.10", NETWORK SCRIPT("lan") SCRIPT("eth0") "MASTER=lan\nSLAVE=yes\n");
	has_line("bonds:\n  - name: lan\n    slaves: [eth0]\n");
	read_host("rhel5.4", NETWORK MODPROBE "alias lan bonding\noptions lan mode=1 miimon=100\n" SCRIPT(
				     "lan") SCRIPT("eth0") "MASTER=lan\nSLAVE=yes\n");
	has_line("mode: active-backup\n    miimon: 100\n");
}

static void a_slave_that_is_none(void **state)
{
	(void)state;
	read_host("rhel6.10", NETWORK SCRIPT("bond0") "BONDING_OPTS=mode=1\n" SLAVE("eth0")
				      SCRIPT("eth1") "MASTER=bond0\n");
	said("IMP011", "only with SLAVE=yes");
	has_line("slaves: [eth0]\n");
	/* NetworkManager takes MASTER alone */
	read_host("rhel7.9", NETWORK IFCFG("bond0") "DEVICE=bond0\nBONDING_OPTS=mode=1\n" IFCFG(
				     "eth1") "DEVICE=eth1\nMASTER=bond0\n");
	not_said("IMP011", "SLAVE");
	has_line("slaves: [eth1]\n");
	read_host("rhel6.10", NETWORK SCRIPT("eth0") "SLAVE=yes\n");
	said("IMP011", "there is no MASTER");
}

/* grep of ifup-eth: 8.45.35 took double quotes, 8.45.43 and 9.03.32 look for the whole word */
static void masters_that_grep_does_not_find(void **state)
{
#define QUOTED(q)                                                                                            \
	NETWORK ALIAS SCRIPT("bond0") "BONDING_OPTS=mode=1\n" SCRIPT("eth0") "MASTER=" q "bond0" q           \
									     "\nSLAVE=yes\n"
	static const struct {
		const char *os, *files;
		bool said;
	} cases[] = {
		{"rhel5.4", QUOTED("\""), true},  {"rhel5.7", QUOTED("\""), false},
		{"rhel5.7", QUOTED("'"), true},   {"rhel6.0", QUOTED("\""), true},
		{"rhel6.1", QUOTED("\""), false}, {"rhel6.10", QUOTED("'"), false},
		{"rhel5.4", QUOTED(""), false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		read_host(cases[i].os, cases[i].files);
		check_said("IMP011", "MASTER is in quotes", cases[i].said, __FILE__, __LINE__);
		has_line("slaves: [eth0]");
	}
}

static void a_bond_whose_name_begins_anothers(void **state)
{
#define TEN                                                                                                                      \
	NETWORK MODPROBE "alias bond1 bonding\nalias bond10 bonding\n" SCRIPT(                                                   \
		"bond1") "BONDING_OPTS=mode=1\n" SCRIPT("bond10") "BONDING_OPTS=mode=1\n" SCRIPT("eth0") "M"                     \
													 "A"                     \
													 "S"                     \
													 "T"                     \
													 "E"                     \
													 "R"                     \
													 "="                     \
													 "b"                     \
													 "o"                     \
													 "n"                     \
													 "d"                     \
													 "1"                     \
													 "\nSLAVE=yes\n" SCRIPT( \
														 "eth1") "MASTER=bond10\nSLAVE=yes\n"

	(void)state;
	read_host("rhel5.4", TEN);
	said("IMP011", "ifup of 'bond1' takes 'eth1' for a slave of its own");
	read_host("rhel6.10", TEN);
	not_said("IMP011", "of its own");
}

/* ---- RHEL001, RHEL003, RHEL004 ---- */

static void options_that_rhel4_does_not_read(void **state)
{
	(void)state;
	read_host("rhel4.9", NETWORK MODPROBE "alias bond0 bonding\noptions bond0 mode=1 miimon=100\n" SCRIPT(
				     "bond0") "BONDING_OPTS='mode=4 miimon=50'\n" SLAVES);
	said("RHEL001", "reads no BONDING_OPTS");
	has_line("mode: active-backup\n    miimon: 100\n");
	assert_int_equal(find("RHEL001", "")->severity, ERROR);
}

static void an_alias_is_needed_up_to_5_5(void **state)
{
	(void)state;
	read_host("rhel5.4", NETWORK SCRIPT("bond0") "BONDING_OPTS=mode=1\n" SLAVES);
	said("RHEL003", "nothing loads the driver for bond 'bond0', unless /etc/modprobe.conf does");
	assert_int_equal(find("RHEL003", "")->severity, INFO);
	read_host("rhel5.4",
		  NETWORK MODPROBE "alias eth0 e1000\n" SCRIPT("bond0") "BONDING_OPTS=mode=1\n" SLAVES);
	assert_int_equal(find("RHEL003", "")->severity, WARNING);
	read_host("rhel5.4", NETWORK ALIAS SCRIPT("bond0") "BONDING_OPTS=mode=1\n" SLAVES);
	not_said("RHEL003", "");
	read_host("rhel5.7", NETWORK SCRIPT("bond0") "BONDING_OPTS=mode=1\n" SLAVES);
	not_said("RHEL003", "");
	/* RHEL 4 takes an install command, 5 does not */
	read_host("rhel4.9", NETWORK MODPROBE
		  "install bond0 /sbin/modprobe bonding -o bond0 mode=1\n" SCRIPT("bond0") SLAVES);
	not_said("RHEL003", "");
	read_host("rhel5.4", NETWORK MODPROBE
		  "install bond0 /sbin/modprobe bonding -o bond0 mode=1\n" SCRIPT("bond0") SLAVES);
	said("RHEL003", "bond0");
}

static void lists_of_arp_targets(void **state)
{
#define TARGETS(words)                                                                                       \
	NETWORK ALIAS SCRIPT("bond0") "BONDING_OPTS=\"mode=1 arp_interval=500 " words "\"\n" SLAVES

	(void)state;
	read_host("rhel5.1", TARGETS("arp_ip_target=10.0.0.1,10.0.0.3"));
	said("RHEL004", "'10.0.0.1,10.0.0.3' is written as one");
	assert_string_equal(place_of("RHEL004", ""), "arp_ip_target=10.0.0.1,10.0.0.3");
	assert_string_equal(find("RHEL004", "")->help, "arp_ip_target=+10.0.0.1 arp_ip_target=+10.0.0.3");
	read_host("rhel5.1", TARGETS("arp_ip_target=+10.0.0.1 arp_ip_target=+10.0.0.3"));
	is_clean();
	has_line("arp_ip_target: [10.0.0.1, 10.0.0.3]");
	read_host("rhel5.2", TARGETS("arp_ip_target=10.0.0.1,10.0.0.3"));
	is_clean();
	has_line("arp_ip_target: [10.0.0.1, 10.0.0.3]");
	read_host("rhel6.10", TARGETS("arp_ip_target=+10.0.0.1,+10.0.0.3"));
	said("RHEL004", "+10.0.0.1,+10.0.0.3");
	assert_string_equal(find("RHEL004", "")->help, "arp_ip_target=10.0.0.1,10.0.0.3");
}

/* ---- HWADDR ---- */

static void an_address_that_picks_what_is_no_nic(void **state)
{
	(void)state;
	read_host("rhel6.10",
		  NETWORK SCRIPT("bond0") "HWADDR=52:54:00:00:00:01\nBONDING_OPTS=mode=1\n" SLAVES
			  SCRIPT("br0") "TYPE=Bridge\nHWADDR=52:54:00:00:00:02\n" SCRIPT(
				  "eth0.5") "VLAN=yes\nHWADDR=52:54:00:00:00:03\n" SCRIPT("eth2") "HWADDR=52:"
												  "54:00:00:"
												  "00:04\n");
	said("MAC003", "'bond0' is no NIC");
	said("MAC003", "'br0' is no NIC");
	said("MAC003", "'eth0.5' is no NIC");
	not_said("MAC003", "'eth2'");
	has_line("mac: \"52:54:00:00:00:04\"");
	has_no("52:54:00:00:00:01");
}

/* grep's prefix of a MASTER that no bond can have: found, and nothing of its size is made of it. */
static void a_master_of_60_kilobytes(void **state)
{
	size_t n = 60000;
	char *master = arena_alloc(arena, n + 1);
	struct rusage before, after;

	(void)state;
	memset(master, 'x', n);
	memcpy(master, "bond1", 5);
	master[n] = 0;
	getrusage(RUSAGE_SELF, &before);
	read_host("rhel5.4",
		  arena_printf(arena,
			       NETWORK SCRIPT("bond1") SCRIPT("eth0") "MASTER=bond1\nSLAVE=yes\n" SCRIPT(
				       "eth1") "MASTER=%s\nSLAVE=yes\n",
			       master));
	getrusage(RUSAGE_SELF, &after);
	said("IMP011", "ifup of 'bond1' takes 'eth1' for a slave of its own as well");
	assert_true(after.ru_maxrss - before.ru_maxrss < 200 * 1024);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_master_of_60_kilobytes),
		TEST(a_bond_and_its_slaves),
		TEST(slaves_in_the_order_of_their_files),
		TEST(a_bond_that_only_others_name),
		TEST(a_slave_that_is_none),
		TEST(masters_that_grep_does_not_find),
		TEST(a_bond_whose_name_begins_anothers),
		TEST(options_that_rhel4_does_not_read),
		TEST(an_alias_is_needed_up_to_5_5),
		TEST(lists_of_arp_targets),
		TEST(an_address_that_picks_what_is_no_nic),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
