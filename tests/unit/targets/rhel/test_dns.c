#include "targets/host.h"

#define SERVERS "dns: {servers: [10.0.0.53, \"2001:db8::53\"], search: [example.com, lab.example.com]}\n"

static void they_stand_with_the_router(void **state)
{
	const char *text;

	(void)state;
	render_host("rhel6.10", SERVERS
		    "nics: [{name: eth0}, {name: eth1, addresses: [10.1.0.2/24]}]\n"
		    "bridges: [{name: br0, ports: [eth0], addresses: [10.0.0.2/24], gateway: 10.0.0.1}]\n");
	assert_no_loss();
	text = ifcfg("br0");
	assert_line(text, "PEERDNS=yes");
	assert_line(text, "DNS1=10.0.0.53");
	assert_line(text, "DNS2=2001:db8::53");
	assert_line(text, "DOMAIN=\"example.com lab.example.com\"");
	assert_no_key(text, "RESOLV_MODS");
	assert_no_key(ifcfg("eth0"), "DNS1"); /* a port: ifup-post never sees it */
	assert_no_key(ifcfg("eth1"), "DNS1");
	assert_no_key(ifcfg("eth1"), "PEERDNS");
}

static void else_with_the_first_address_that_is_up(void **state)
{
	(void)state;
	render_host("rhel6.10", SERVERS
		    "nics: [{name: eth0, addresses: [10.1.0.2/24], gateway: 10.1.0.1, onboot: no},\n"
		    "  {name: eth1}, {name: eth2, dhcp: true}, {name: eth3, addresses: [10.2.0.2/24]}]\n");
	assert_no_loss();
	assert_line(ifcfg("eth3"), "DNS1=10.0.0.53");
	assert_no_key(ifcfg("eth0"), "DNS1");
	assert_line(ifcfg("eth2"), "PEERDNS=no"); /* its leases would write resolv.conf anew */
}

static void a_lease_does_not_replace_them(void **state)
{
	(void)state;
	render_host("rhel6.10", SERVERS "nics: [{name: eth0, dhcp: true}]\n");
	assert_no_loss();
	assert_line(ifcfg("eth0"), "DNS1=10.0.0.53");
	assert_line(ifcfg("eth0"), "PEERDNS=no");
	assert_line(ifcfg("eth0"), "RESOLV_MODS=yes");
	render_host("rhel6.10", "nics: [{name: eth0, dhcp: true}]\n");
	assert_no_key(ifcfg("eth0"), "PEERDNS");
	assert_no_key(ifcfg("eth0"), "RESOLV_MODS");
}

static void without_an_address_there_is_no_place(void **state)
{
	(void)state;
	render_host("rhel6.10", SERVERS "nics: [{name: eth0}]\n");
	assert_only_loss("LOSS001", "dns.servers");
}

static void a_third_server_is_lost(void **state)
{
	(void)state;
	render_host("rhel6.10", "dns: {servers: [10.0.0.53, 10.0.0.54, 10.0.0.55]}\nnics: [{name: eth0, "
				"addresses: [10.0.0.2/24]}]\n");
	assert_only_loss("LOSS001", "dns.servers[2]");
	assert_line(ifcfg("eth0"), "DNS2=10.0.0.54");
	assert_no_key(ifcfg("eth0"), "DOMAIN");
}

static void domains_need_a_server(void **state)
{
	(void)state;
	render_host("rhel6.10",
		    "dns: {search: [example.com]}\nnics: [{name: eth0, addresses: [10.0.0.2/24]}]\n");
	assert_only_loss("LOSS001", "dns.search");
	assert_no_key(ifcfg("eth0"), "DOMAIN");
}

static void six_domains_are_searched(void **state)
{
	(void)state;
	render_host("rhel6.10", "dns: {servers: [10.0.0.53], search: [a.example, b.example, c.example, "
				"d.example, e.example, f.example,\n"
				"  g.example]}\nnics: [{name: eth0, addresses: [10.0.0.2/24]}]\n");
	assert_only_loss("LOSS001", "dns.search[6]");
	assert_line(ifcfg("eth0"), "DOMAIN=\"a.example b.example c.example d.example e.example f.example\"");
}

static void of_256_characters(void **state)
{
	char label[61] = {0};

	(void)state;
	memset(label, 'a', sizeof(label) - 1);
	render_host(
		"rhel6.10",
		arena_printf(arena,
			     "dns: {servers: [10.0.0.53], search: [%s.x1, %s.x2, %s.x3, %s.x4, y.example]}\n"
			     "nics: [{name: eth0, addresses: [10.0.0.2/24]}]\n",
			     label, label, label, label));
	assert_only_loss("LOSS001", "dns.search[4]");
	assert_null(strstr(ifcfg("eth0"), "y.example"));
	assert_non_null(strstr(ifcfg("eth0"), "aaa.x4\""));
}

static void an_interface_without_files_cannot_hold_them(void **state)
{
	(void)state;
	render_host("rhel6.5", SERVERS
		    "nics: [{name: eth0, addresses: [10.0.0.2/24]}]\n"
		    "vlans: [{id: 5, parent: eth0, name: x, addresses: [10.5.0.2/24], gateway: 10.5.0.1}]\n");
	assert_line(ifcfg("eth0"), "DNS1=10.0.0.53");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(they_stand_with_the_router),
		TEST(else_with_the_first_address_that_is_up),
		TEST(a_lease_does_not_replace_them),
		TEST(without_an_address_there_is_no_place),
		TEST(a_third_server_is_lost),
		TEST(domains_need_a_server),
		TEST(six_domains_are_searched),
		TEST(of_256_characters),
		TEST(an_interface_without_files_cannot_hold_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
