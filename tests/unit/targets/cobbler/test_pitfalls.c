/* What the shipped snippets make of a record wrongly: on which family and version it is said. */
#include "records.h"

#define MAC   ", \"mac_address\": \"00:16:3e:00:00:01\""
#define PORTS IFACE("br0", TYPED("bridge")) ",\n" PORT("eth0", "br0")

/* By the keys that it has; the name of SYSTEM goes with that of 3. */
static const char *of_version(int version, const char *interfaces)
{
	static const char *const members[] = {[2] = "\"kickstart\": \"\", ",
					      [3] = "\"autoinstall\": \"\", ",
					      [4] = "\"autoinstall\": \"\", "};

	return arena_printf(
		arena, "{\"name\": \"vm1\", %s\n\"interfaces\": {%s\"lo9\": {\"mtu\": \"\"%s},\n%s}}",
		members[version], "", version == 4 ? ", \"ipv4\": {\"mtu\": \"\"}" : "", interfaces);
}

static void a_port_is_called_a_bridge(void **state)
{
	(void)state;
	for (int version = 2; version <= 3; version++) {
		read_record("cobbler:rhel6", of_version(version, PORTS));
		points_at(said("COB002", "'eth0'"), "bridge_slave", 4);
		says_not("COB002", "'br0'");
	}
	read_record("cobbler:rhel7", of_version(4, PORTS)); /* by Anaconda */
	says_not("COB002", "");
	read_record("cobbler:bookworm", of_version(3, PORTS));
	says_not("COB002", "");
	read_record("cobbler:sles12", of_version(3, PORTS)); /* by AutoYaST */
	says_not("COB", "");
	read_record("cobbler:rhel5",
		    RECORD(SLAVE("eth0", "bond0") ",\n"
			   IFACE("bond0", TYPED("bonded_bridge_slave") OF("br0")) ",\n"
			   IFACE("br0", TYPED("bridge"))));
	points_at(said("COB002", "'bond0'"), "bonded_bridge_slave", 5);
}

static void bridges_of_debian(void **state)
{
	(void)state;
	read_record("cobbler:bookworm", RECORD(PORTS));
	points_at(said("COB003", "'br0'"), "bridge", 4);
	read_record("cobbler:bookworm",
		    RECORD(IFACE("br0", TYPED("bridge") ", \"bridge_opts\": \"bridge_stp=off\"")));
	says("COB003", "'br0'");
	points_at(said("COB006", "/etc/network/interfaces as it is"), "bridge_stp=off", 4);
	read_record("cobbler:bookworm",
		    RECORD(IFACE("br0", TYPED("bridge")))); /* nothing is in front of iface */
	says_not("COB003", "");
	read_record("cobbler:bookworm",
		    RECORD(SLAVE("eth0", "bond0") ",\n"
			   IFACE("bond0", TYPED("bonded_bridge_slave") OF("br0")) ",\n"
			   IFACE("br0", TYPED("bridge"))));
	points_at(said("COB004", "'bond0'"), "bonded_bridge_slave", 5);
	says_not("COB003", ""); /* bridge_ports has bridge_slave alone */
}

static void vlans(void **state)
{
	(void)state;
	read_record("cobbler:bookworm", RECORD(IFACE("eth0", "") ",\n" IFACE("eth0.5", "")));
	points_at(said("COB005", "'eth0.5'"), "eth0.5", 5);
	read_record("cobbler:bookworm", RECORD(IFACE("eth0", "") ",\n" IFACE("eth0.5", ADDRESS)));
	says_not("COB005", "");
	read_record("cobbler:bookworm", RECORD(IFACE("eth0", "") ",\n\"eth0.5\": {\"static\": false}"));
	says_not("COB005", "");
	read_record("cobbler:rhel6", RECORD(IFACE("eth0", "") ",\n" IFACE("eth0.5", MAC)));
	points_at(said("COB008", "'eth0.5'"), "00:16:3e:00:00:01", 5);
	no("mac");
	read_record("cobbler:bookworm", RECORD(IFACE("eth0", "") ",\n" IFACE("eth0.5", MAC ADDRESS)));
	says_not("COB008", "");
	says("IMP011", "mac_address does nothing");
	read_record("cobbler:rhel6", RECORD(IFACE("br-lan", TYPED("bridge")) ",\n" IFACE("br-lan.5", "")));
	points_at(said("COB009", "'br-lan.5'"), "br-lan.5", 5);
	read_record("cobbler:rhel6",
		    RECORD(IFACE("bond0", TYPED("bond")) ",\n" SLAVE("eth0", "bond0") ",\n"
			   IFACE("bond0.5", "")));
	says_not("COB009", "");
}

static void options(void **state)
{
	(void)state;
	read_record("cobbler:rhel6",
		    RECORD(IFACE("br0", TYPED("bridge") ", \"bridge_opts\": \"stp=no DELAY=0\"")));
	points_at(said("COB006", "'stp=no' into ifcfg-br0"), "stp=no", 4);
	says_not("COB006", "DELAY");
	read_record("cobbler:rhel7",
		    of_version(4, IFACE("br0", TYPED("bridge") ", \"bridge_opts\": \"stp=no\"")));
	says_not("COB006", "");
	read_record("cobbler:rhel7", of_version(4, BOND("")));
	points_at(said("COB007", "'bond0'"), "miimon=100", 5);
	for (int version = 2; version <= 3; version++) {
		read_record("cobbler:rhel7", of_version(version, BOND("")));
		says_not("COB", "");
	}
}

static void gateway_of_each_stanza(void **state)
{
	(void)state;
	read_record("cobbler:bookworm",
		    SYSTEM("\"gateway\": \"10.0.0.1\",",
			   IFACE("eth2", ADDRESS) ",\n" IFACE("eth3", ADDRESS) ",\n" BOND("")));
	points_at(said("COB010", "10.0.0.1 into 2 stanzas"), "10.0.0.1", 3);
	read_record("cobbler:bookworm",
		    SYSTEM("\"gateway\": \"10.0.0.1\",",
			   IFACE("eth2", ADDRESS) ",\n"
			   IFACE("eth1", ADDRESS ", \"if_gateway\": \"10.0.0.1\"")));
	says_not("COB010", "");
	read_record("cobbler:rhel6", SYSTEM("\"gateway\": \"10.0.0.1\",",
					    IFACE("eth2", ADDRESS) ",\n" IFACE("eth3", ADDRESS)));
	says_not("COB010", "");
}

static void ipv6_of_debian(void **state)
{
	(void)state;
	read_record("cobbler:squeeze",
		    RECORD(IFACE("eth0", ADDRESS ", \"ipv6_default_gateway\": \"fe80::1\"")));
	points_at(said("COB011", "'eth0'"), "fe80::1", 4);
	read_record("cobbler:rhel6",
		    RECORD(IFACE("eth0", ADDRESS ", \"ipv6_default_gateway\": \"fe80::1\"")));
	says_not("COB011", "");
}

/* What help says is pasted into a shell: a name that would be more there than a word is in no command. */
static void commands_have_plain_names(void **state)
{
	static const struct {
		const char *system, *iface, *command;
	} names[] = {
		{"\"vm1\"", "eth0.5", "cobbler system edit --name=vm1 --interface=eth0.5 --mac-address=\"\""},
		{"\"vm1;reboot\"", "eth0.5", NULL},
		{"\"$(reboot)\"", "eth0.5", NULL},
		{"\"vm 1\"", "eth0.5", NULL},
		{"\"vm1\\nreboot\"", "eth0.5", NULL},
		{"\"\"", "eth0.5", NULL},
		{"[\"vm1\"]", "eth0.5", NULL},
		{"null", "eth0.5", NULL},
		{"\"vm1\"", "eth0;reboot.5", NULL},
		{"\"vm1\"", "eth0`reboot`.5", NULL},
		{"\"vm1\"", "eth0 .5", NULL},
	};
	static const char record[] =
		"{\"name\": %s, \"interfaces\": {\"%.*s\": {}, \"%s\": {\"static\": true" MAC "}}}";

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *iface = names[i].iface;
		const struct finding *f;

		read_record("cobbler:rhel6", arena_printf(arena, record, names[i].system,
							  (int)strlen(iface) - 2, iface, iface));
		f = said("COB008", "");
		assert_non_null(f);
		if (names[i].command)
			assert_string_equal(f->help, names[i].command);
		else
			assert_null(f->help);
	}
}

/* 4.0 finds no snippet by the name of a system: render has none for it. */
static void what_renders_otherwise(void **state)
{
	static const char *const interfaces[] = {
		PORTS,
		SLAVE("eth0", "bond0") ",\n" IFACE("bond0", TYPED("bonded_bridge_slave") OF("br0")) ",\n"
		IFACE("br0", TYPED("bridge")),
		IFACE("eth0", "") ",\n" IFACE("eth0.5", ""),
		IFACE("eth0", ADDRESS ", \"ipv6_address\": \"2001:db8::2\", \"ipv6_prefix\": 64"),
	};
	static const char *const ids[] = {"COB003", "COB004", "COB005", "COB011"};

	(void)state;
	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++)
		for (int version = 3; version <= 4; version++) {
			read_record("cobbler:bookworm", of_version(version, interfaces[i]));
			says(ids[i], "");
			assert_non_null(strstr(said(ids[i], "")->help,
					       version == 4 ? "--as preseed" : "--as cobbler"));
		}
	read_record("cobbler:rhel7", of_version(4, BOND("")));
	assert_null(strstr(said("COB007", "")->help, "render"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_port_is_called_a_bridge),
		TEST(bridges_of_debian),
		TEST(vlans),
		TEST(options),
		TEST(gateway_of_each_stanza),
		TEST(ipv6_of_debian),
		TEST(commands_have_plain_names),
		TEST(what_renders_otherwise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
