/* What records are read as. */
#include "records.h"

/* ---- which release ---- */

static void release_of_blended_data(void **state)
{
	static const struct {
		const char *breed, *version, *os;
	} told[] = {
		{"redhat", "rhel6", "os: rhel6.10\n"},  {"redhat", "rhel4", "os: rhel4.9\n"},
		{"debian", "squeeze", "os: squeeze\n"}, {"suse", "sles11sp4", "os: sles11\n"},
		{"suse", "sles12", "os: sles12\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++) {
		read_record("", arena_printf(arena,
					     SYSTEM("\"breed\": \"%s\",\n\"os_version\": \"%s\",\n",
						    IFACE("eth0", ADDRESS)),
					     told[i].breed, told[i].version));
		yes(told[i].os);
		says_not("IMP008", "");
		clean();
	}
}

static void release_that_is_not_told(void **state)
{
	(void)state;
	read_record("", RECORD(IFACE("eth0", ADDRESS)));
	yes("os: rhel8.10\n");
	says("IMP008", "the record does not tell the release: read as rhel8.10");
	read_record("cobbler:rhel5.4", RECORD(IFACE("eth0", ADDRESS)));
	yes("os: rhel5.4\n");
	says_not("IMP008", "");
	/* of the family, as far as it goes */
	read_record("",
		    SYSTEM("\"breed\": \"debian\", \"os_version\": \"trixie\", ", IFACE("eth0", ADDRESS)));
	yes("os: bookworm\n");
	points_at(said("IMP008", "'trixie'; read as bookworm"), "trixie", 3);
	/* what --from says goes before */
	read_record("cobbler:rhel4", SYSTEM("\"os_version\": \"rhel7\", ", IFACE("eth0", ADDRESS)));
	yes("os: rhel4.9\n");
}

static void words_of_from(void **state)
{
	static const char *const not [] = {"cobbler:", "cobbler:rhel99", "cobblers", "cobbler rhel6",
					   "Cobbler"};
	struct import_options o = {0};

	(void)state;
	assert_true(import_from(arena, "cobbler", &o));
	assert_null(o.os);
	assert_true(import_from(arena, "cobbler:centos5.4", &o));
	assert_string_equal(o.os_name, "rhel5.4");
	for (size_t i = 0; i < sizeof(not ) / sizeof(*not ); i++)
		assert_false(import_from(arena, not [i], &o));
}

static void record_without_a_name(void **state)
{
	(void)state;
	read_record("cobbler:rhel7", "{\"interfaces\": {\"eth0\": {}}}");
	says("IMP008", "no file tells the name of the host");
	assert_string_equal(said("IMP008", "the name of the host")->help,
			    "what tells it: hostname or name of the record");
}

/* ---- which files ---- */

static void what_is_no_record(void **state)
{
	struct tree *tree = tree_new(arena);
	const char *record = RECORD(IFACE("eth0", ADDRESS));

	(void)state;
	read_record("", "{\"name\": \"vm1\"}");
	says("IMP010", "no network configuration");
	read_record("cobbler", "{\"name\": \"vm1\"}");
	says("IMP010", "it has no 'interfaces'");
	read_record("cobbler", "{\"interfaces\":\n [1]}");
	points_at(said("IMP010", "'interfaces' is no object"), "[", 2);
	read_record("", "{\"name\": \"vm1\", \"interfaces\": {}}");
	says("IMP010", "the record has no interface");
	read_record("", "{\"name\": \"vm1\", \"interfaces\": {\"eth0\": [], \"eth1\": null}}");
	says("IMP002", "'eth0' of 'interfaces' is no object");
	read_record("", "{\"a\": {\"interfaces\": {}}}"); /* not its own */
	says("IMP010", "no network configuration");
	read_record("", "{\"a\": \"interfaces\"}");
	says("IMP010", "no network configuration");
	read_record("", "gateway: 10.0.0.1\ninterfaces: {'eth0': {'static': True}}\nname: vm1\n");
	says("IMP001", "`cobbler system dumpvars` prints");
	read_record("", "{\"interfaces\": {\"eth0\": {}},\n }"); /* one with a fault is one */
	points_at(said("IMP009", "no JSON"), "}", 2);
	assert_int_equal(findings.n, 1);
	tree_add_source(tree, "a.json", source_of(arena, "a.json", record, strlen(record)));
	tree_add_source(tree, "b.json", source_of(arena, "b.json", record, strlen(record)));
	read_tree("", tree);
	says("IMP010", "a second record");
	assert_string_equal(yaml, "");
}

/* ---- kinds ---- */

static void each_type(void **state)
{
	(void)state;
	read_record("cobbler:rhel7",
		    RECORD(SLAVE("eth0", "bond0") ",\n" SLAVE("eth1", "bond0") ",\n"
			   IFACE("bond0",
				 TYPED("bonded_bridge_slave") OF("br0") OPTIONS("mode=1 miimon=100")) ",\n"
			   IFACE("br0", TYPED("BRIDGE") ADDRESS) ",\n"
			   IFACE("eth2", TYPED("na")) ",\n"
			   IFACE("eth3", TYPED("")) ",\n"
			   IFACE("bmc", TYPED("bmc") ADDRESS)));
	yes("nics:\n  - name: eth0\n  - name: eth1\n  - name: eth2\n  - name: eth3\n");
	yes("bonds:\n  - name: bond0\n    slaves: [eth0, eth1]\n    mode: active-backup\n    miimon: 100\n");
	yes("bridges:\n  - name: br0\n    ports: [bond0]\n");
	no("bmc");
	says_not("IMP", "");
	read_record("cobbler:rhel7", RECORD(IFACE("ib0", TYPED("infiniband")) ",\n" IFACE("eth0", ADDRESS)));
	points_at(said("IMP003", "'ib0' is of InfiniBand"), "infiniband", 4);
	no("ib0");
	read_record("cobbler:rhel7", RECORD(IFACE("eth0", TYPED("brigde"))));
	points_at(said("IMP002", "'brigde' is no type"), "brigde", 4);
	assert_string_equal(said("IMP002", "")->help, "bridge");
}

/* cobbler 2.0 to 2.2 */
static void old_names_of_fields(void **state)
{
	(void)state;
	read_record(
		"cobbler:rhel5.4",
		RECORD("\"eth0\": {\"bonding\": \"slave\", \"bonding_master\": \"bond0\"},\n"
		       "\"eth1\": {\"interface_type\": \"slave\", \"interface_master\": \"bond0\"},\n"
		       "\"bond0\": {\"bonding\": \"master\", \"static\": 1, \"ip_address\": \"10.0.0.2\", "
		       "\"subnet\": \"255.255.0.0\", \"bonding_opts\": \"mode=1 miimon=100\"}"));
	yes("slaves: [eth0, eth1]");
	yes("addresses: [10.0.0.2/16]");
	clean();
}

static void order_of_names(void **state)
{
	(void)state;
	read_record("cobbler:rhel7",
		    RECORD(IFACE("eth10", "") ",\n" IFACE("eth9", "") ",\n" IFACE("eth010", "") ",\n"
			   IFACE("em1", "") ",\n" IFACE("eth1", "")));
	yes("nics:\n  - name: em1\n  - name: eth1\n  - name: eth9\n  - name: eth10\n  - name: eth010\n");
}

static void masters_that_are_none(void **state)
{
	(void)state;
	read_record("cobbler:rhel7", RECORD(SLAVE("eth0", "bond7") ",\n" IFACE("eth1", ADDRESS)));
	points_at(said("IMP002", "the record has no 'bond7', which should be a bond"), "bond7", 4);
	read_record("cobbler:rhel7", RECORD(SLAVE("eth0", "eth1") ",\n" IFACE("eth1", ADDRESS)));
	says("IMP002", "'eth1' is no bond");
	read_record("cobbler:rhel7", RECORD(PORT("eth0", "eth0")));
	says("IMP002", "'eth0' is no bridge");
	read_record("cobbler:rhel7", RECORD(IFACE("eth0", TYPED("bond_slave"))));
	points_at(said("IMP011", "nothing takes it in"), "bond_slave", 4);
	assert_string_equal(
		said("IMP011", "nothing takes it in")->help,
		"cobbler system edit --name=vm1.example.com --interface=eth0 --interface-master=BOND");
	read_record("cobbler:rhel7", RECORD(IFACE("eth1", TYPED("bridge_slave"))));
	assert_string_equal(
		said("IMP011", "nothing takes it in")->help,
		"cobbler system edit --name=vm1.example.com --interface=eth1 --interface-master=BRIDGE");
	read_record("cobbler:rhel7", RECORD(IFACE("eth0", OF("br0")) ",\n" IFACE("br0", TYPED("bridge"))));
	says("IMP011", "interface_master does nothing");
	no("ports");
}

static void vlans_by_name(void **state)
{
	(void)state;
	read_record("cobbler:rhel7", RECORD(IFACE("eth0.0005", ADDRESS)));
	yes("nics:\n  - name: eth0\n");
	yes("- id: 5\n    parent: eth0\n    name: eth0.0005\n");
	points_at(said("IMP008", "the record has no 'eth0'"), "eth0", 4);
	read_record("cobbler:rhel7", RECORD(IFACE("eth0", "") ",\n" IFACE("eth0.4096", ADDRESS)));
	points_at(said("VLAN001", ""), "4096", 5);
	/* no VLAN to Cobbler, and to nobody */
	read_record("cobbler:rhel7", RECORD(IFACE("vlan171", ADDRESS)));
	yes("nics:\n  - name: vlan171\n");
	read_record("cobbler:rhel7", RECORD(IFACE("br_lan", "") ",\n" IFACE("br_lan.5", "")));
	yes("- id: 5\n    parent: br_lan\n");
	says("COB009", "'br_lan.5'");
}

static void aliases_are_addresses(void **state)
{
	(void)state;
	read_record("cobbler:rhel7",
		    RECORD(IFACE("eth0", ADDRESS) ",\n"
			   "\"eth0:1\": {\"static\": true, \"ip_address\": \"10.0.1.2\", "
			   "\"netmask\": \"255.255.0.0\", \"mtu\": \"9000\", "
			   "\"mac_address\": \"00:16:3e:00:00:01\"}"));
	yes("addresses: [10.0.0.2/24, 10.0.1.2/16]");
	no("mtu");
	says("IMP011", "mtu does nothing: 'eth0:1' is an alias");
	says("IMP011", "mac_address does nothing");
	read_record("cobbler:rhel7", RECORD("\"eth0:1\": {\"static\": true, \"ip_address\": \"10.0.1.2\"}"));
	says("IMP003", "'eth0:1' is an alias, and the record has no 'eth0'");
	read_record("cobbler:rhel7", RECORD(IFACE("eth0", ADDRESS) ",\n\"eth0:1\": {\"static\": false}"));
	says("IMP003", "an alias by DHCP");
}

/* ---- options ---- */

static void options_of_bonds(void **state)
{
	(void)state;
	read_record("cobbler:rhel7",
		    RECORD(SLAVE("eth0", "bond0") ",\n"
			   IFACE("bond0", TYPED("bond") OPTIONS("mode=1 miimon=1o0 frobnicate=1"))));
	points_at(said("BOND019", ""), "1o0", 5);
	says("IMP003", "no option 'frobnicate'");
	read_record("cobbler:rhel7",
		    RECORD(IFACE("eth0", ADDRESS OPTIONS("mode=1") ", \"bridge_opts\": \"STP=no\"")));
	says("IMP011", "bonding_opts does nothing: 'eth0' is no bond");
	says("IMP011", "bridge_opts does nothing: 'eth0' is no bridge");
	/* commas are kickstart's, for which 4.0 writes them, and nobody else's */
	read_record("cobbler:rhel7",
		    RECORD(SLAVE("eth0", "bond0") ",\n"
			   IFACE("bond0", TYPED("bond") ", \"ipv4\": {\"mtu\": \"\"}"
				 OPTIONS("mode=1,arp_interval=500,arp_ip_target=10.0.0.1,10.0.0.3"))));
	yes("arp_ip_target: [10.0.0.1, 10.0.0.3]");
	yes("arp_interval: 500");
	read_record("cobbler:rhel7",
		    RECORD(SLAVE("eth0", "bond0") ",\n"
			   IFACE("bond0", TYPED("bond") OPTIONS("mode=1,miimon=100"))));
	assert_string_equal(yaml, "");
}

static void options_of_bridges(void **state)
{
	static const struct {
		const char *options, *yaml;
	} good[] = {
		{"STP=yes DELAY=4", "stp: true\n    forward_delay: 4\n"},
		{"stp=0 fd=0", "stp: false\n    forward_delay: 0\n"},
		{"stp=on priority=4096 ageing-time=20",
		 "stp: true\n    forward_delay: 15\n    ageing: 20\n    priority: 4096\n"},
		{"hello_time=3 MAX-AGE=10", "hello_time: 3\n    max_age: 10\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		read_record("cobbler:rhel7",
			    arena_printf(arena,
					 RECORD(IFACE("br0", TYPED("bridge") ", \"bridge_opts\": \"%s\"")),
					 good[i].options));
		yes(good[i].yaml);
	}
	read_record("cobbler:rhel7",
		    RECORD(IFACE("br0", TYPED("bridge") ", \"bridge_opts\": \"STP=no DELAY=soon\"")));
	points_at(said("IMP002", ""), "soon", 4);
	read_record(
		"cobbler:rhel7",
		RECORD(IFACE("br0",
			     TYPED("bridge") ", \"bridge_opts\": \"STP BRIDGING_OPTS=x STP=yes STP=no\"")));
	says("IMP002", "'STP' is no option of a bridge");
	points_at(said("IMP003", "BRIDGING_OPTS"), "BRIDGING_OPTS=x", 4);
	says("IMP004", "stp is set twice");
}

/* ---- values ---- */

static void what_is_inherited(void **state)
{
	(void)state;
	read_record("cobbler:rhel7", SYSTEM("\"name_servers\": \"<<inherit>>\", \"name_servers_search\": "
					    "[\"a.example\", \"<<inherit>>\"],",
					    IFACE("eth0", ADDRESS)));
	points_at(said("IMP003", "'name_servers' is inherited"), "<<inherit>>", 3);
	says("IMP003", "'name_servers_search' is inherited");
	assert_non_null(strstr(said("IMP003", "")->help, "get_blended_data"));
}

static void lists_and_texts(void **state)
{
	(void)state;
	read_record(
		"cobbler:rhel7",
		SYSTEM("\"name_servers\": \"10.0.0.53 10.0.0.54\", \"name_servers_search\": [\"a.example\"],"
		       "\"hostname\": \"vm9.example.com\",",
		       IFACE("eth0", ADDRESS ", \"mtu\": 9000")));
	yes("dns: {servers: [10.0.0.53, 10.0.0.54], search: [a.example]}");
	yes("host: vm9.example.com");
	yes("mtu: 9000");
	clean();
	read_record("cobbler:rhel7",
		    SYSTEM("\"hostname\": \"~\",",
			   IFACE("eth0", ADDRESS ", \"mtu\": null, \"mac_address\": \"~\"")));
	yes("host: vm1.example.com");
	clean();
}

static void wrong_kinds_everywhere(void **state)
{
	static const char *const values[] = {
		"[]", "{}",   "[[]]",           "{\"a\": 1}", "[1, null]",        "1e3",
		"-5", "true", "\"\\u001b[2J\"", "null",       "\"\xe2\x80\xae\"", "123456789012345678"};
	static const char *const keys[] = {"interface_type",
					   "interface_master",
					   "bonding_opts",
					   "bridge_opts",
					   "mac_address",
					   "static",
					   "ip_address",
					   "netmask",
					   "if_gateway",
					   "mtu",
					   "static_routes",
					   "ipv6_address",
					   "ipv6_prefix",
					   "ipv6_secondaries",
					   "ipv6_default_gateway",
					   "ipv6_mtu",
					   "ipv6_static_routes",
					   "connected_mode",
					   "ipv4",
					   "ipv6",
					   "dns",
					   "subnet",
					   "bonding",
					   "management"};
	static const char *const of_system[] = {
		"name",     "hostname", "gateway",    "name_servers",           "name_servers_search",
		"dns",      "breed",    "os_version", "ipv6_autoconfiguration", "ipv6_default_device",
		"kickstart"};

	(void)state;
	for (size_t v = 0; v < sizeof(values) / sizeof(*values); v++) {
		for (size_t k = 0; k < sizeof(keys) / sizeof(*keys); k++) {
			read_record("cobbler:rhel7",
				    arena_printf(arena,
						 "{\"name\": \"a\", \"interfaces\": {\"eth0\": {\"%s\": %s}, "
						 "\"bond0\": {\"interface_type\": \"bond\", \"%s\": %s}, "
						 "\"b.5\": %s, \"%s\": {}}}",
						 keys[k], values[v],
						 strcmp(keys[k], "interface_type") ? keys[k] : "x", values[v],
						 values[v], values[v][0] == '"' ? "\\u001b" : "y"));
		}
		for (size_t k = 0; k < sizeof(of_system) / sizeof(*of_system); k++)
			read_record("", arena_printf(arena, "{\"%s\": %s, \"interfaces\": {\"eth0\": {}}}",
						     of_system[k], values[v]));
	}
}

/* ---- what nobody knows ---- */

static void unknown_keys(void **state)
{
	(void)state;
	read_record("cobbler:rhel7",
		    SYSTEM("\"colour\": \"red\", \"shape\": \"\",",
			   IFACE("eth0", ADDRESS
				 ", \"ip_adress\": \"10.0.0.3\", \"dns\": {\"nmae\": 1, \"name\": \"a\"}")));
	points_at(said("IMP003", "'colour' in a system"), "colour", 3);
	says_not("IMP003", "'shape'");
	says("IMP003", "'ip_adress' in an interface");
	says("IMP003", "'nmae' in an interface");
	says_not("IMP003", "'name'");
}

/* Blended data repeat what interfaces have, and hold all settings of the server. */
static void keys_of_blended_data(void **state)
{
	(void)state;
	read_record("",
		    SYSTEM("\"os_version\": \"rhel7\", \"ip_address_eth0\": \"10.0.0.2\", \"mtu_bond_0\": "
			   "\"\", \"http_port\": 80, \"arch\": \"x86_64\", \"kernel\": \"\",",
			   IFACE("eth0", ADDRESS) ",\n" IFACE("bond_0", "")));
	points_at(said("IMP011", "'http_port' and 1 more"), "http_port", 3);
	assert_int_equal(findings.n, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(release_of_blended_data),
		TEST(release_that_is_not_told),
		TEST(words_of_from),
		TEST(record_without_a_name),
		TEST(what_is_no_record),
		TEST(each_type),
		TEST(old_names_of_fields),
		TEST(order_of_names),
		TEST(masters_that_are_none),
		TEST(vlans_by_name),
		TEST(aliases_are_addresses),
		TEST(options_of_bonds),
		TEST(options_of_bridges),
		TEST(what_is_inherited),
		TEST(lists_and_texts),
		TEST(wrong_kinds_everywhere),
		TEST(unknown_keys),
		TEST(keys_of_blended_data),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
