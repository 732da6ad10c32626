/* routes and ifroute-NAME. */
#include "reads.h"

#define HOST                                                                                                 \
	FILE_("ifcfg-eth0")                                                                                  \
	AUTO "IPADDR='10.0.0.1/24'\nIPADDR_1='2001:db8::1/64'\n\n" FILE_("ifcfg-eth1") AUTO                  \
		"IPADDR='10.1.0.1/16'\n\n"
#define ROUTES HOST FILE_("routes")

static void default_routers(void **state)
{
	(void)state;
	read_files("sles11",
		   ROUTES "# to the world\ndefault 10.1.0.254 - -\ndefault\t2001:db8::ff\t-\teth0\n");
	yes("- name: eth0\n    addresses: [10.0.0.1/24, \"2001:db8::1/64\"]\n    gateway6: "
	    "\"2001:db8::ff\"\n");
	yes("- name: eth1\n    addresses: [10.1.0.1/16]\n    gateway: 10.1.0.254\n");
	assert_true(clean());
	read_files("sles11", ROUTES "0.0.0.0 10.0.0.254 0.0.0.0 eth1\n");
	yes("addresses: [10.1.0.1/16]\n    gateway: 10.0.0.254\n");
	read_files("sles11", ROUTES "default 192.0.2.1 - -\n");
	says("IMP003", "no interface has an address on the network of its router");
	points_at(said("IMP003", "router"), "192.0.2.1", 1);
	no("gateway");
}

/* ip route replace leaves the last, wicked takes the first. */
static void two_default_routers(void **state)
{
	const char *files = ROUTES "default 10.0.0.254 - -\ndefault 10.0.0.253 - -\n";

	(void)state;
	read_files("sles11", files);
	says("IMP004", "a second default router for 'eth0'");
	yes("gateway: 10.0.0.253");
	read_files("sles12", files);
	yes("gateway: 10.0.0.254");
	/* the interface's own file comes first for wicked */
	files = ROUTES "default 10.0.0.254 - -\n\n" FILE_("ifroute-eth0") "default 10.0.0.253\n";
	read_files("sles12", files);
	yes("gateway: 10.0.0.253");
	read_files("sles11", files);
	yes("gateway: 10.0.0.253");
}

static void networks(void **state)
{
	(void)state;
	read_files("sles11", ROUTES
		   "192.0.2.0 10.0.0.9 255.255.255.0 -\n198.51.100/24 10.0.0.9\n203.0.113.7 10.1.0.9 - eth1\n"
		   "172.16.0.0 10.0.0.9 12 eth0 unicast metric 5\n2001:db8:1::/48 2001:db8::9 - -\n");
	yes("{to: 192.0.2.0/24, via: 10.0.0.9}");
	yes("{to: 198.51.100.0/24, via: 10.0.0.9}");
	yes("{to: 203.0.113.7/32, via: 10.1.0.9}");
	yes("{to: 172.16.0.0/12, via: 10.0.0.9, metric: 5}");
	yes("{to: \"2001:db8:1::/48\", via: \"2001:db8::9\"}");
	assert_true(clean());
	read_files("sles11", ROUTES "default 10.0.0.254 - - - metric 7\n");
	yes("{to: 0.0.0.0/0, via: 10.0.0.254, metric: 7}");
	no("gateway");
	read_files("sles11", ROUTES "192.0.2.1/24 10.0.0.9 - -\n");
	says("IMP002", "192.0.2.1/24");
	points_at(said("IMP002", "192.0.2.1/24"), "192.0.2.1/24", 1);
}

static void routes_that_a_description_does_not_have(void **state)
{
	(void)state;
	read_files("sles11", ROUTES
		   "192.0.2.0/24 - - eth0\n192.0.3.0/24 - - - blackhole\n192.0.4.0/24 10.0.0.9 - - table 5\n"
		   "192.0.5.0/24 10.0.0.9 - - src 10.0.0.1\n192.0.6.0/24 10.0.0.9 - tun0\n");
	says("IMP003", "192.0.2.0/24 is not carried over: a description has routes to a router");
	says("IMP003", "192.0.3.0/24 is not carried over: a description has no routes of this type");
	says("IMP003", "192.0.4.0/24 is not carried over: a description has routes of the main table");
	says("IMP003", "options of the route to 192.0.5.0/24 have no place in a description: src 10.0.0.1");
	says("IMP003", "there is no interface 'tun0'");
	yes("routes:\n      - {to: 192.0.5.0/24, via: 10.0.0.9}\n");
}

/* A comment behind a route is for wicked one, and an argument of ip otherwise. */
static void comments_behind_routes(void **state)
{
	(void)state;
	read_files("sles12", ROUTES "default 10.0.0.254 # out\n");
	yes("gateway: 10.0.0.254");
	read_files("sles11", ROUTES "192.0.2.0/24 10.0.0.254 - - # out\n");
	says("IMP003", "ip is given the comment behind it");
	no("192.0.2.0");
}

static void files_of_one_interface(void **state)
{
	const char *foreign = HOST FILE_("ifroute-eth0") "192.0.2.0/24 10.0.0.9 - eth1\n";

	(void)state;
	read_files("sles11", HOST FILE_("ifroute-eth1") "192.0.2.0/24 10.1.0.9\\\n - -\n\n" FILE_(
				     "ifroute-lo") "127/8\n");
	yes("- name: eth1\n    addresses: [10.1.0.1/16]\n    routes:\n      - {to: 192.0.2.0/24, via: "
	    "10.1.0.9}");
	says("IMP003", "it is of the loopback interface");
	assert_true(clean());
	read_files("sles11", foreign);
	says("IMP003", "for another interface than the file's");
	no("192.0.2.0");
	read_files("sles12", foreign);
	yes("2001:db8::1/64\"]\n    routes:\n      - {to: 192.0.2.0/24, via: 10.0.0.9}");
}

static void bytes(void **state)
{
	(void)state;
	read_files("sles11", ROUTES "default 10.0.0.254 - -\r\n");
	says("IMP009", "a carriage return in a file of routes");
	read_files("sles11", ROUTES "default 10.0.0.254");
	yes("gateway: 10.0.0.254");
	read_files("sles11", ROUTES "default \xff\xfe - -\ndefault 192.0.2.1 - -\n");
	says("IMP003", "no interface has an address");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(default_routers),
		TEST(two_default_routers),
		TEST(networks),
		TEST(routes_that_a_description_does_not_have),
		TEST(comments_behind_routes),
		TEST(files_of_one_interface),
		TEST(bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
