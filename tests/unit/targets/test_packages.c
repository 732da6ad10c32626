/* The packages that the files of a host need: which, in what order, and how it is said. */
#include "targets/host.h"
#include "targets/packages.h"

#define NICS "nics: [{name: eth0, mac: \"52:54:00:00:00:01\"}, {name: eth1, mac: \"52:54:00:00:00:02\"}]\n"

static const char plain[] = "nics: [{name: eth0, addresses: [192.0.2.10/24]}]\n";
static const char bond[] = NICS "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0, eth1]}]\n";
static const char bridge[] = NICS "bridges: [{name: br0, ports: [eth0]}]\n";
static const char by_name[] = NICS "vlans: [{id: 5, parent: eth0}]\n";
static const char by_number[] = NICS "vlans: [{id: 5, parent: eth0, name: vlan5}]\n";
static const char dhcp[] = "nics: [{name: eth0, dhcp: true}]\n";
static const char dhcp6[] = "nics: [{name: eth0, addresses: [192.0.2.10/24], dhcp6: true}]\n";

static const char *listed(const struct render *r)
{
	struct text t;

	text_init(&t, arena);
	for (size_t k = 0; k < r->packages.n; k++)
		text_join(&t, " ", r->packages.v[k]);
	return t.s;
}

static const char *packages_of(const char *os, const char *yaml)
{
	struct render r = render_of(os, yaml);
	const struct net *net = r.net;
	const char *first;

	targets_packages(&r);
	assert_ptr_equal(r.net, net);
	assert_int_equal(findings.n, 0);
	first = listed(&r);
	targets_packages(&r); /* nothing stays of the one before */
	assert_string_equal(listed(&r), first);
	return first;
}

static void each_release_by_what_the_host_has(void **state)
{
	static const struct {
		const char *os, *yaml, *packages;
	} cases[] = {
		{"rhel4.0", plain, ""},
		{"rhel5.11", plain, ""},
		{"rhel7.9", plain, ""},
		{"lenny", plain, "iproute"},
		{"squeeze", plain, ""},
		{"bookworm", plain, ""},
		{"rhel8.0", plain, "network-scripts"},
		{"sles10", plain, ""},
		{"sles12", plain, ""},

		{"rhel5.4", bond, ""},
		{"rhel8.0", bond, "network-scripts"},
		{"wheezy", bond, "ifenslave-2.6"},
		{"jessie", bond, "ifenslave"},
		{"sles10", bond, ""}, /* ifup writes to sysfs itself */
		{"sles11", bond, ""},

		/* brctl, but for ip of RHEL 8 */
		{"rhel4.9", bridge, "bridge-utils"},
		{"rhel5.0", bridge, "bridge-utils"},
		{"rhel6.0", bridge, "bridge-utils"},
		{"rhel7.9", bridge, "bridge-utils"},
		{"rhel8.10", bridge, "network-scripts"},
		{"etch", bridge, "bridge-utils iproute"},
		{"bookworm", bridge, "bridge-utils"},
		{"sles10", bridge, "bridge-utils"},
		{"sles11", bridge, "bridge-utils"},
		{"sles12", bridge, ""}, /* wicked asks the kernel */

		/* vconfig up to initscripts 9.03.7; on Debian only who makes VLANs by the hook needs its
		   package */
		{"rhel4.9", by_name, "vconfig"},
		{"rhel5.11", by_number, "vconfig"},
		{"rhel6.0", by_name, ""},
		{"rhel6.0", by_number, ""},
		{"rhel6.10", by_number, ""},
		{"squeeze", by_name, "vlan"},
		{"wheezy", by_name, ""},
		{"bookworm", by_number, "vlan"},
		{"sles10", by_number, "vlan"},
		{"sles10", by_name, ""}, /* cannot be made: no file */
		{"sles11", by_name, "vlan"},
		{"sles12", by_name, ""},

		{"rhel4.9", dhcp, "dhclient"},
		{"rhel5.11", dhcp, "dhclient"},
		{"rhel6.0", dhcp, "dhclient"},
		{"rhel7.9", dhcp, "dhclient"},
		{"rhel8.0", dhcp, "network-scripts dhcp-client"},
		{"lenny", dhcp, "dhcp3-client iproute"},
		{"squeeze", dhcp, "isc-dhcp-client"},
		{"sles10", dhcp, "dhcpcd"},
		{"sles11", dhcp, "dhcpcd"},
		{"sles12", dhcp, ""},

		/* no client of RHEL 4, SLES 10 and of ifupdown 0.6; dhcp6c until initscripts 9.03.2 */
		{"rhel4.9", dhcp6, ""},
		{"rhel5.11", dhcp6, "dhcpv6-client"},
		{"rhel6.0", dhcp6, "dhclient"},
		{"rhel8.0", dhcp6, "network-scripts dhcp-client"},
		{"squeeze", dhcp6, ""},
		{"wheezy", dhcp6, "isc-dhcp-client"},
		{"sles10", dhcp6, ""},
		{"sles11", dhcp6, "dhcp-client"},
		{"sles12", dhcp6, ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *packages = packages_of(cases[i].os, cases[i].yaml);

		if (strcmp(packages, cases[i].packages))
			fail_msg("%s needs '%s', expected '%s', for\n%s", cases[i].os, packages,
				 cases[i].packages, cases[i].yaml);
	}
}

static const char all[] =
	NICS "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0, eth1]}]\n"
	     "vlans: [{id: 5, parent: bond0, name: vlan5}, {id: 6, parent: bond0, name: vlan6}]\n"
	     "bridges: [{name: br5, ports: [vlan5], dhcp: true, dhcp6: true},\n"
	     "          {name: br6, ports: [vlan6], dhcp: true}]\n";

static void each_once_and_in_order(void **state)
{
	(void)state;
	assert_string_equal(packages_of("etch", all), "ifenslave-2.6 vlan bridge-utils dhcp3-client iproute");
	assert_string_equal(packages_of("rhel5.11", all), "vconfig bridge-utils dhclient dhcpv6-client");
	assert_string_equal(packages_of("sles11", all), "vlan bridge-utils dhcpcd dhcp-client");
	/* one package has both clients */
	assert_string_equal(packages_of("rhel6.0", all), "bridge-utils dhclient");
}

/* A slave or port is taken in and asks nobody; a VLAN that cannot be made has no file. */
static void what_no_file_asks_for_is_not_needed(void **state)
{
	(void)state;
	assert_string_equal(
		packages_of("rhel7.9", NICS "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0]}]\n"),
		"");
	assert_string_equal(packages_of("rhel7.9",
					"nics: [{name: eth0, dhcp: true, dhcp6: true}]\n"
					"bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0]}]\n"),
			    "");
	assert_string_equal(packages_of("rhel5.11", NICS "vlans: [{id: 5, parent: eth0, name: storage, "
							 "dhcp: true, dhcp6: true}]\n"),
			    "");
	assert_string_equal(
		packages_of("rhel7.9", NICS "vlans: [{id: 5, parent: eth0, name: storage, dhcp: true}]\n"),
		"dhclient");
	assert_string_equal(packages_of("sles11",
					"nics: [{name: eth0, dhcp: true, dhcp6: true}]\n"
					"bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0]}]\n"),
			    "");
	assert_string_equal(packages_of("sles10", NICS "vlans: [{id: 5, parent: eth0, name: storage, "
						       "dhcp: true}]\n"),
			    "");
}

/* ifupdown treats a slave like any other interface: its stanza starts the client (BR003). */
static void debian_starts_the_client_of_a_slave(void **state)
{
	static const char slave[] = "nics: [{name: eth0, dhcp: true}]\n"
				    "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0]}]\n";

	(void)state;
	render_host("bookworm", slave);
	assert_line(interfaces(), "iface eth0 inet dhcp");
	assert_string_equal(packages_of("bookworm", slave), "ifenslave isc-dhcp-client");
}

/* network-bridge makes the bridge, not ifup: what that calls is a matter of the package of Xen. */
static void what_xend_makes_needs_nothing(void **state)
{
	static const char xen[] = NICS "virtualization: xen\nbridges: [{name: xenbr0, ports: [eth0]}]\n";

	(void)state;
	assert_string_equal(
		packages_of("rhel5.4", arena_printf(arena, "%sxend: {bridges: network-bridge}\n", xen)), "");
	assert_string_equal(packages_of("rhel5.4", arena_printf(arena, "%sxend: {bridges: distro}\n", xen)),
			    "bridge-utils");
}

static void a_package_is_listed_once(void **state)
{
	struct render r = {.arena = arena};

	(void)state;
	package_add(&r, "b");
	package_add(&r, "a");
	package_add(&r, "b");
	package_add(&r, "ab");
	assert_string_equal(listed(&r), "b a ab");
}

/* ---- how it is said ---- */

static void check_said(const char *os, const char *message, const char *help)
{
	struct render r = render_of(os, bridge);
	const struct finding *f;

	packages_report(&r);
	f = find_loss("PKG001", "os");
	assert_non_null(f);
	assert_int_equal(findings.n, 1);
	assert_int_equal(f->severity, INFO);
	assert_string_equal(f->object, "vm1.example.com");
	assert_string_equal(f->message, message);
	assert_has(f->consequence, "before the files are put in place");
	assert_string_equal(f->help, help);
}

static void one_finding_names_them_and_installs_them(void **state)
{
	(void)state;
	check_said(
		"etch",
		"the files need packages that an installation of Debian 4.0 may lack: bridge-utils, iproute",
		"apt-get install bridge-utils iproute");
	check_said("rhel4.9",
		   "the files need packages that an installation of Red Hat Enterprise Linux 4 may lack: "
		   "bridge-utils",
		   "up2date -i bridge-utils");
	check_said("rhel5.11",
		   "the files need packages that an installation of Red Hat Enterprise Linux 5 may lack: "
		   "bridge-utils",
		   "yum install bridge-utils");
	check_said("rhel8.0",
		   "the files need packages that an installation of Red Hat Enterprise Linux 8 may lack: "
		   "network-scripts",
		   "yum install network-scripts");
	check_said("sles10",
		   "the files need packages that an installation of SUSE Linux Enterprise Server 10 may lack: "
		   "bridge-utils",
		   "yast -i bridge-utils");
	check_said("sles11",
		   "the files need packages that an installation of SUSE Linux Enterprise Server 11 may lack: "
		   "bridge-utils",
		   "zypper install bridge-utils");
}

static void none_needed_none_said(void **state)
{
	struct render r = render_of("bookworm", plain);

	(void)state;
	packages_report(&r);
	assert_int_equal(findings.n, 0);
}

/* It is no loss: nothing of it stands among them, allowed or not. */
static void it_is_no_loss(void **state)
{
	struct render r = render_of("bookworm", bridge);

	(void)state;
	r.allow_loss = true;
	targets_limits(&r);
	assert_int_equal(findings.n, 0);
}

/* What has a target names packages, so it has to say how they are installed. */
static void every_release_with_a_target_installs(void **state)
{
	size_t n;
	const struct release *rows = release_rows(&n);

	(void)state;
	for (size_t i = 0; i < n; i++)
		if (target_for(&rows[i]) && (!rows[i].install || !*rows[i].install))
			fail_msg("%s has no command that installs packages", rows[i].name);
}

/* The header of Debian's file names its own. */
static void the_file_says_it_too(void **state)
{
	(void)state;
	render_host("etch", all);
	assert_line(interfaces(),
		    "# Needs these packages: ifenslave-2.6 vlan bridge-utils dhcp3-client iproute");
	render_host("bookworm", plain);
	assert_lacks(interfaces(), "packages");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_release_by_what_the_host_has),
		TEST(each_once_and_in_order),
		TEST(what_no_file_asks_for_is_not_needed),
		TEST(debian_starts_the_client_of_a_slave),
		TEST(what_xend_makes_needs_nothing),
		TEST(a_package_is_listed_once),
		TEST(one_finding_names_them_and_installs_them),
		TEST(none_needed_none_said),
		TEST(it_is_no_loss),
		TEST(every_release_with_a_target_installs),
		TEST(the_file_says_it_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
