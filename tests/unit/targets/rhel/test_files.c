#include "targets/host.h"

static void shared_files_are_fragments(void **state)
{
	(void)state;
	render_host("rhel6.1", "bridge_netfilter: no\nnics: [{name: eth0}]\n");
	assert_line(text_of("etc/sysconfig/network.fragment"), "NETWORKING=yes");
	assert_line(text_of("etc/sysconfig/network.fragment"), "HOSTNAME=vm1.example.com");
	assert_line(text_of("etc/sysctl.conf.fragment"), "net.bridge.bridge-nf-call-iptables = 0");
	assert_null(file_set_find(&files, "etc/sysctl.d/bondwright.conf"));
}

static void sysctls_are_a_file_of_their_own_from_6_2(void **state)
{
	const struct file *modules;

	(void)state;
	render_host("rhel6.2", "bridge_netfilter: yes\nnics: [{name: eth0}]\n");
	assert_line(text_of("etc/sysctl.d/bondwright.conf"), "net.bridge.bridge-nf-call-ip6tables = 1");
	assert_line(text_of("etc/sysctl.d/bondwright.conf"), "net.bridge.bridge-nf-call-arptables = 1");
	assert_line(text_of("etc/sysctl.d/bondwright.conf"), "net.bridge.bridge-nf-filter-vlan-tagged = 1");
	assert_null(file_set_find(&files, "etc/sysctl.conf.fragment"));
	modules = file_set_find(&files, "etc/sysconfig/modules/bondwright.modules");
	assert_non_null(modules);
	assert_int_equal(modules->mode, 0755); /* rc.sysinit runs what is executable */
	assert_line(modules->text, "/sbin/modprobe bridge >/dev/null 2>&1");
}

static void what_is_not_written_is_left_alone(void **state)
{
	(void)state;
	render_host("rhel6.10", "nics: [{name: eth0}]\n");
	assert_int_equal(files.n, 2); /* sysconfig/network, ifcfg-eth0 */
	assert_line(ifcfg("eth0"), "ONBOOT=yes");
	assert_line(ifcfg("eth0"), "USERCTL=no");
	assert_line(ifcfg("eth0"), "NM_CONTROLLED=no");
	assert_no_key(ifcfg("eth0"), "HWADDR");
	assert_no_key(ifcfg("eth0"), "MTU");
}

static void one_alias_per_bond(void **state)
{
	(void)state;
	render_host("rhel6.10", "nics: [{name: eth0}, {name: eth1}]\n"
				"bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0]}, {name: b1, "
				"mode: 4, miimon: 100, slaves: [eth1]}]\n");
	assert_line(text_of("etc/modprobe.d/bonding.conf"), "alias bond0 bonding");
	assert_line(text_of("etc/modprobe.d/bonding.conf"), "alias b1 bonding");
}

static void a_nic_may_have_both_addresses(void **state)
{
	(void)state;
	render_host("rhel6.10", "nics: [{name: eth0, mac: \"52:54:00:AB:CD:01\", mac_address: "
				"\"52:54:00:00:00:02\", mtu: 9000}]\n");
	assert_line(ifcfg("eth0"), "HWADDR=52:54:00:ab:cd:01");
	assert_line(ifcfg("eth0"), "MACADDR=52:54:00:00:00:02");
	assert_line(ifcfg("eth0"), "MTU=9000");
}

/* source_config: DEVICETYPE is the name less its digits, and ifup-$DEVICETYPE would be run */
static void names_of_scripts(void **state)
{
	(void)state;
	render_host("rhel6.10", "bridges: [{name: post0}, {name: ipv6}, {name: routes12}, {name: poster0}, "
				"{name: post0a}, {name: post}]\n");
	assert_no_loss();
	assert_line(ifcfg("post0"), "DEVICETYPE=eth");
	assert_line(ifcfg("post"), "DEVICETYPE=eth");
	assert_no_key(ifcfg("ipv6"), "DEVICETYPE"); /* ifup-ipv, which is not there */
	assert_line(ifcfg("routes12"), "DEVICETYPE=eth");
	assert_no_key(ifcfg("poster0"), "DEVICETYPE");
	assert_no_key(ifcfg("post0a"), "DEVICETYPE");
}

/* network start greps for DEVICE=, TYPE= and SLAVE= in whole lines, comments too */
static void comments_cannot_be_taken_for_settings(void **state)
{
	const char *text;

	(void)state;
	render_host("rhel6.10", "nics: [{name: eth0, comment: \"was DEVICE=eth9\\n\\nTYPE=Bridge; `reboot` "
				"$(reboot)\", switch: sw@a#1}]\n");
	text = ifcfg("eth0");
	assert_line(text, "# eth0: NIC, cabled to sw@a#1. Made by bondwright for vm1.example.com");
	assert_line(text, "# was DEVICE:eth9");
	assert_line(text, "# TYPE:Bridge; 'reboot' '(reboot)");
	assert_null(strstr(text, "TYPE="));
}

static void files_say_what_they_are(void **state)
{
	(void)state;
	render_host("rhel6.10",
		    "virtualization: kvm\n"
		    "nics: [{name: eth0, mac: \"52:54:00:00:00:01\", peer: boxb/eth1}, {name: eth1}]\n"
		    "bonds: [{name: bond0, slaves: [eth0, eth1]}]\n"
		    "vlans: [{id: 7, parent: bond0}]\n"
		    "bridges: [{name: br7, ports: [bond0.7], addresses: [10.0.0.2/24]}, {name: br8}]\n");
	assert_line(ifcfg("eth0"), "# eth0: NIC, slave of bond0, cabled to boxb/eth1. Made by "
				   "bondwright for vm1.example.com");
	assert_line(ifcfg("bond0"), "# bond0: bond of eth0 and eth1. Made by bondwright for vm1.example.com");
	assert_non_null(strstr(ifcfg("bond0"), "\n# active-backup was chosen: "));
	assert_line(ifcfg("bond0.7"),
		    "# bond0.7: VLAN 7 on bond0, port of br7. Made by bondwright for vm1.example.com");
	assert_line(ifcfg("br7"), "MACADDR=52:54:00:00:00:01");
	assert_non_null(strstr(ifcfg("br7"), "\n# 52:54:00:00:00:01 is the address of its uplink"));
	assert_line(ifcfg("br8"), "# br8: bridge without ports. Made by bondwright for vm1.example.com");
}

/* A site's default is lost where the site wrote it. */
static void a_loss_from_the_site_file(void **state)
{
	const char *yaml = "host: vm1.example.com\nos: rhel6.3\nbridges: [{name: br0}]\n";
	const char *site = "defaults: {bridges: {ageing: 60}}\ndns: {search: [example.com]}\n";
	struct findings before;
	struct render r = {.arena = arena, .findings = &findings, .files = &files};
	const struct host *host;

	(void)state;
	findings_init(&before, arena);
	findings_init(&findings, arena);
	host = host_read(arena, source_of(arena, "host.yaml", yaml, strlen(yaml)),
			 source_of(arena, "site.yaml", site, strlen(site)), &before);
	assert_non_null(host);
	r.net = net_resolve(arena, host, host->os.release, &before);
	r.os = r.net->os;
	targets_limits(&r);
	assert_loss("LOSS001", "site:defaults.bridges.ageing");
	assert_loss("LOSS001", "site:dns.search");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(shared_files_are_fragments),
		TEST(sysctls_are_a_file_of_their_own_from_6_2),
		TEST(what_is_not_written_is_left_alone),
		TEST(one_alias_per_bond),
		TEST(a_nic_may_have_both_addresses),
		TEST(names_of_scripts),
		TEST(comments_cannot_be_taken_for_settings),
		TEST(files_say_what_they_are),
		TEST(a_loss_from_the_site_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
