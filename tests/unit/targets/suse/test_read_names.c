/* NICs that are named by their hardware, and files that come back as they were written. */
#include "reads.h"

#define MAC0 "00:16:3e:00:00:01"
#define RULES                                                                                                \
	"==> etc/udev/rules.d/30-net_persistent_names.rules <==\n"                                           \
	"SUBSYSTEM==\"net\", ACTION==\"add\", SYSFS{address}==\"" MAC0                                       \
	"\", IMPORT=\"/lib/udev/rename_netiface %k eth3\"\n\n"

static void name_from_udev(void **state)
{
	(void)state;
	read_files("sles10", RULES FILE_("ifcfg-eth-id-00:16:3E:00:00:01") AUTO "IPADDR='10.0.0.1/24'\n");
	yes("- name: eth3\n    mac: \"" MAC0 "\"\n");
	says_not("IMP008", "");
}

static void name_that_is_assumed(void **state)
{
	(void)state;
	read_files("sles10", FILE_("ifcfg-eth-id-" MAC0) AUTO "\n" FILE_("ifcfg-eth-bus-pci-0000:03:00.1")
				     AUTO "\n" FILE_("ifcfg-eth0") AUTO "\n" FILE_("ifcfg-bond0") AUTO
		   "BONDING_MASTER='yes'\nBONDING_SLAVE0='bus-pci-0000:03:00.1'\nBONDING_SLAVE1='eth-id-" MAC0
		   "'\nBONDING_MODULE_OPTS='mode=active-backup miimon=100'\n");
	yes("- name: eth1\n");
	yes("- name: eth2\n");
	yes("mac: \"" MAC0 "\"");
	yes("card: \"0000:03:00\"");
	says("IMP008", "no file tells the name of 'eth-id-" MAC0 "'");
	says("IMP008", "no file tells the name of 'eth-bus-pci-0000:03:00.1'");
	no("bus-pci");
	no("eth-id");
}

/* Below the bond they are the same two. */
static void slaves_by_hardware(void **state)
{
	(void)state;
	read_files("sles10", RULES FILE_("ifcfg-eth-id-" MAC0) "STARTMODE='off'\n\n" FILE_("ifcfg-bond0") AUTO
		   "BONDING_MASTER='yes'\nBONDING_SLAVE0='id-" MAC0
		   "'\nBONDING_MODULE_OPTS='mode=active-backup miimon=100'\n");
	yes("slaves: [eth3]");
	no("onboot");
}

static void two_files_of_one_nic(void **state)
{
	(void)state;
	read_files("sles10",
		   RULES FILE_("ifcfg-eth-id-" MAC0) AUTO "\n" FILE_("ifcfg-eth3") AUTO "MTU=9000\n");
	says("IMP004", "'eth3' has two files");
	yes("mtu: 9000");
}

/* From SLES 11 on a file is for the interface that it is called by. */
static void hardware_that_does_not_count(void **state)
{
	(void)state;
	read_files("sles11", FILE_("ifcfg-eth-id-" MAC0) AUTO);
	says("IMP004", "go by the name of the interface");
}

static void name_that_no_interface_can_have(void **state)
{
	(void)state;
	read_files("sles12", FILE_("ifcfg-bond0-ab-arping-2ips") AUTO "\n" FILE_("ifcfg-eth0") AUTO);
	says("IMP007", "'bond0-ab-arping-2ips'");
	yes("nics:\n  - name: eth0\n");
}

static void backups(void **state)
{
	(void)state;
	read_files("sles11", FILE_("ifcfg-eth0") AUTO "\n" FILE_("ifcfg-eth1.scpmbackup") AUTO
		   "\n" FILE_("ifcfg-eth2.old") AUTO);
	says("IMP007", "its name ends in .scpmbackup");
	says("IMP007", "its name ends in .old");
	yes("  - name: eth0\n");
	no("eth1");
	no("eth2");
}

static void own_comments(void **state)
{
	(void)state;
	read_files("sles11", FILE_("ifcfg-eth0") "# eth0: NIC. Made by bondwright for vm1.example.com\n# to "
						 "the old switch\n" AUTO "BOOTPROTO='static'\n");
	no("# ");
	yes("comment: \"to the old switch\"\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(name_from_udev),
		TEST(name_that_is_assumed),
		TEST(slaves_by_hardware),
		TEST(two_files_of_one_nic),
		TEST(hardware_that_does_not_count),
		TEST(name_that_no_interface_can_have),
		TEST(backups),
		TEST(own_comments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
