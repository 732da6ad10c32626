/* Which network lines a host gets, where that is not plain: what stands in, in which order, and what has
 * none. */
#include "targets/host.h"

#include "bundle/kickstart.h"
#include "bundle/kickstart_plan.h"

extern const struct bundle bundle_kickstart;

#define NICS                                                                                                 \
	"nics:\n  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n  - {name: eth1}\n  - {name: eth2, "           \
	"addresses: [10.2.0.2/24]}\n"

static struct ks_plan plan(const char *os, const char *yaml)
{
	return ks_plan(arena, render_of(os, arena_printf(arena, "version: 1\n%s", yaml)).net, false);
}

/* "br0=bond0.5 eth2=eth2": whose address is where, line by line; then "-br1": who has none. */
static const char *summary(const char *os, const char *yaml)
{
	struct ks_plan p = plan(os, yaml);
	struct text t;

	text_init(&t, arena);
	for (size_t k = 0; k < p.n; k++) {
		const struct ks_line *l = &p.line[k];

		text_join(&t, " ",
			  arena_printf(arena, "%s=%s%s%s%s", l->who ? l->who->name : "",
				       l->made->kind == VLAN ? ks_vlan_name(arena, l) : l->made->name,
				       l->bond ? "+" : "", l->activate ? "!" : "", l->routes ? "*" : ""));
	}
	for (size_t k = 0; k < p.nlack; k++) {
		assert_non_null(p.lack[k].why);
		text_join(&t, " ", arena_printf(arena, "-%s", p.lack[k].who->name));
	}
	return t.len ? t.s : "";
}

static void what_stands_in_goes_down_to_what_can_be_made(void **state)
{
	static const struct {
		const char *os, *rest, *is;
	} cases[] = {
		/* the slave of a bond of VLANs is a VLAN; two tags are too many */
		{"rhel6",
		 "vlans:\n  - {id: 5, parent: eth0}\n  - {id: 5, parent: eth1}\n"
		 "bonds:\n  - {name: bond0, slaves: [eth0.5, eth1.5], mode: active-backup, addresses: "
		 "[10.0.0.2/24], "
		 "gateway: 10.0.0.1}\n",
		 "bond0=eth0.5* eth2=eth2"},
		{"rhel5",
		 "vlans:\n  - {id: 5, parent: eth0}\n  - {id: 5, parent: eth1}\n"
		 "bonds:\n  - {name: bond0, slaves: [eth0.5, eth1.5], mode: active-backup, addresses: "
		 "[10.0.0.2/24], "
		 "gateway: 10.0.0.1}\n",
		 "eth2=eth2* -bond0"},
		{"rhel8",
		 "vlans:\n  - {id: 5, parent: eth0}\n  - {id: 5, parent: eth1}\n"
		 "  - {id: 6, parent: bond0, addresses: [10.0.0.2/24], gateway: 10.0.0.1}\n"
		 "bonds:\n  - {name: bond0, slaves: [eth0.5, eth1.5], mode: active-backup}\n",
		 "eth2=eth2* -bond0.6"},
		/* on a bridge: the installer has no such VLAN */
		{"rhel8",
		 "bridges:\n  - {name: br0, ports: [eth0]}\nvlans:\n  - {id: 6, parent: br0, addresses: "
		 "[10.0.0.2/24], gateway: 10.0.0.1}\n",
		 "eth2=eth2* -br0.6"},
		/* the second port will do where the first does not */
		{"rhel5",
		 "vlans:\n  - {id: 5, parent: eth0}\nbridges:\n  - {name: br0, ports: [eth0.5, eth1], "
		 "addresses: "
		 "[10.0.0.2/24], gateway: 10.0.0.1}\n",
		 "br0=eth1* eth2=eth2"},
		{"rhel8", "bridges:\n  - {name: br0, addresses: [10.0.0.2/24], gateway: 10.0.0.1}\n",
		 "eth2=eth2* -br0"},
		/* a stand-in is for the installation alone */
		{"rhel6",
		 "bridges:\n  - {name: br0, ports: [eth0], addresses: [10.0.0.2/24], gateway: 10.0.0.1}\n"
		 "  - {name: br1, ports: [eth1], addresses: [10.1.0.2/24]}\n",
		 "br0=eth0* eth2=eth2 -br1"},
		/* the bond of a bridge, and of a VLAN beside its own address, has a line before */
		{"rhel8",
		 "bonds:\n  - {name: bond0, slaves: [eth0, eth1], mode: active-backup}\nbridges:\n"
		 "  - {name: br0, ports: [bond0], addresses: [10.0.0.2/24], gateway: 10.0.0.1}\n",
		 "=bond0+ br0=br0!* eth2=eth2"},
		{"rhel8",
		 "bonds:\n  - {name: bond0, slaves: [eth0, eth1], mode: active-backup, addresses: "
		 "[10.1.0.2/24]}\n"
		 "vlans:\n  - {id: 7, parent: bond0, addresses: [10.0.0.2/24], gateway: 10.0.0.1}\n",
		 "bond0=bond0+ bond0.7=bond0.7!* eth2=eth2"},
		/* two VLANs: the first makes the bond, or a line of its own does */
		{"rhel6",
		 "bonds:\n  - {name: bond0, slaves: [eth0, eth1], mode: active-backup}\nvlans:\n"
		 "  - {id: 7, parent: bond0, addresses: [10.0.0.2/24]}\n"
		 "  - {id: 8, parent: bond0, name: store, addresses: [10.8.0.2/24], gateway: 10.8.0.1}\n",
		 "store=bond0.8+* eth2=eth2 bond0.7=bond0.7"},
		{"rhel7",
		 "bonds:\n  - {name: bond0, slaves: [eth0, eth1], mode: active-backup}\nvlans:\n"
		 "  - {id: 7, parent: bond0, addresses: [10.0.0.2/24]}\n"
		 "  - {id: 8, parent: bond0, name: store, addresses: [10.8.0.2/24], gateway: 10.8.0.1}\n",
		 "=bond0+ store=store!* eth2=eth2 bond0.7=bond0.7"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *is = summary(cases[i].os, arena_printf(arena, NICS "%s", cases[i].rest));

		if (strcmp(is, cases[i].is))
			fail_msg("%s: '%s', not '%s'\n%s", cases[i].os, is, cases[i].is, cases[i].rest);
	}
}

/* The port decides, and where nothing is known of it the mode. */
static void a_slave_stands_alone_where_its_port_lets_it(void **state)
{
	static const struct {
		const char *mode, *group0, *group1, *is;
	} cases[] = {
		{"active-backup", "", "", "bond0=eth0*"},
		{"balance-alb", "", "", "bond0=eth0*"},
		{"802.3ad", "", "", "-bond0"},
		{"balance-xor", "", "", "-bond0"},
		{"balance-rr", ", port_group: none", ", port_group: none", "bond0=eth0*"},
		{"active-backup", ", port_group: lacp", ", port_group: lacp", "-bond0"},
		{"active-backup", ", port_group: static", ", port_group: none", "bond0=eth1*"},
		{"active-backup", ", port_group: static", "", "bond0=eth1*"},
		{"802.3ad", ", port_group: lacp", "", "-bond0"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *is = summary(
			"rhel5",
			arena_printf(
				arena,
				"nics:\n  - {name: eth0%s}\n  - {name: eth1%s}\nbonds:\n  - {name: bond0, "
				"slaves: [eth0, eth1], mode: %s, addresses: [10.0.0.2/24]}\n",
				cases[i].group0, cases[i].group1, cases[i].mode));

		if (strcmp(is, cases[i].is))
			fail_msg("%s%s%s: '%s', not '%s'", cases[i].mode, cases[i].group0, cases[i].group1,
				 is, cases[i].is);
	}
}

/* up at boot, then a router, then a lease; what stays down is no way in */
static void the_first_line_is_the_likeliest_way_to_the_server(void **state)
{
	(void)state;
	assert_string_equal(
		summary("rhel7",
			"nics:\n  - {name: eth0, addresses: [10.0.0.2/24]}\n  - {name: eth1, dhcp: true}\n"),
		"eth1=eth1* eth0=eth0");
	assert_string_equal(
		summary("rhel7",
			"nics:\n  - {name: eth0, dhcp: true}\n  - {name: eth1, addresses: [10.0.0.2/24], "
			"gateway: 10.0.0.1}\n"),
		"eth1=eth1* eth0=eth0");
	assert_string_equal(
		summary("rhel7", "nics:\n  - {name: eth0, onboot: false, addresses: [10.0.0.2/24], gateway: "
				 "10.0.0.1}\n  - {name: eth1, addresses: [10.1.0.2/24]}\n"),
		"eth1=eth1* eth0=eth0");
	assert_string_equal(summary("rhel7", "nics:\n  - {name: eth0}\n"), "");
}

/* RHEL7_Network refuses some names, and then the VLAN goes by parent and ID. */
static void vlans_go_by_names_that_pass(void **state)
{
	static const char *const names[][2] = {
		{"store", "store"},   {"vlan5", "vlan5"},   {"vlan05", "vlan05"}, {"vlan6", "eth1.5"},
		{"vlanx", "eth1.5"},  {"vlan.5", "eth1.5"}, {"st.5", "st.5"},     {"st.6", "eth1.5"},
		{"st.5.5", "eth1.5"}, {"eth0.5", "eth0.5"}, {"vlan5.5", "eth1.5"}};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *is = summary(
			"rhel7", arena_printf(arena,
					      "nics:\n  - {name: eth1}\nvlans:\n  - {id: 5, parent: eth1, "
					      "name: %s, addresses: [10.0.0.2/24]}\n",
					      names[i][0]));

		assert_string_equal(is, arena_printf(arena, "%s=%s*", names[i][0], names[i][1]));
	}
}

static void a_bond_gets_what_networkmanager_takes(void **state)
{
	struct ks_plan p =
		plan("rhel7",
		     "nics:\n  - {name: eth0}\n  - {name: eth1}\nbonds:\n  - {name: bond0, slaves: [eth0, "
		     "eth1], mode: 802.3ad, miimon: 100, updelay: 200, min_links: 1, lacp_rate: fast, "
		     "xmit_hash_policy: encap2+3, addresses: [10.0.0.2/24]}\n");
	const struct iface *bond = net_find(p.net, "bond0");
	struct text t;

	(void)state;
	assert_null(ks_bond_option(&p, bond, OPT_MIN_LINKS)); /* NetworkManager 1.2 */
	assert_null(ks_bond_option(&p, bond, OPT_XMIT_HASH_POLICY));
	assert_null(ks_bond_option(&p, bond, OPT_PRIMARY));
	assert_string_equal(ks_bond_option(&p, bond, OPT_LACP_RATE), "lacp_rate=fast");
	text_init(&t, arena);
	ks_line_write(&p, &p.line[0], true, &t);
	assert_string_equal(
		t.s, "network --device=bond0 --bondslaves=eth0,eth1 "
		     "--bondopts=mode=802.3ad,miimon=100,updelay=200,lacp_rate=fast --bootproto=static "
		     "--ip=10.0.0.2 --netmask=255.255.255.0 --noipv6 --nodns --onboot=yes "
		     "--hostname=vm1.example.com\n");
}

static void what_is_left_is_said_at_its_object(void **state)
{
	struct render r =
		render_of("rhel6", "version: 1\n" NICS "bridges:\n  - {name: br0, ports: [eth0], addresses: "
				   "[10.0.0.2/24], gateway: 10.0.0.1}\n");
	struct wrapping w = {.r = r};
	struct text t;

	(void)state;
	text_init(&t, arena);
	kickstart_network(&w, NULL, &t);
	assert_int_equal(findings.n, 1);
	assert_string_equal(findings.v[0]->id, "INST002");
	assert_int_equal(findings.v[0]->severity, INFO);
	assert_string_equal(findings.v[0]->object, "br0");
	assert_string_equal(findings.v[0]->at.path, "bridges[0]");
	assert_true(!strncmp(t.s, "# the bridge 'br0'", 18));
	assert_non_null(strstr(t.s, "\nnetwork --device=52:54:00:00:00:01 --bootproto=static"));
}

/* Of two routers one counts: that of the first line. */
static void one_line_has_the_default_route(void **state)
{
	struct ks_plan p =
		plan("rhel7", "nics:\n  - {name: eth0, addresses: [10.0.0.2/24], gateway: 10.0.0.1}\n"
			      "  - {name: eth1, addresses: [10.1.0.2/24], gateway: 10.1.0.1}\n");
	struct text t;

	(void)state;
	assert_int_equal(p.n, 2);
	text_init(&t, arena);
	ks_line_write(&p, &p.line[1], false, &t);
	assert_string_equal(
		t.s,
		"network --device=eth1 --bootproto=static --ip=10.1.0.2 --netmask=255.255.255.0 --noipv6 "
		"--nodefroute --onboot=yes\n");
}

/* pykickstart looks for sections and %include behind blanks too. */
static void no_line_of_the_script_is_taken_for_a_section(void **state)
{
	static const char text[] = "# x\n  %end\n\t%include /etc/shadow\n \f%post\n";
	struct render r = render_of("rhel7", "version: 1\n" NICS);
	struct wrapping w = {.r = r};
	size_t sections = 0;

	(void)state;
	assert_null(file_set_add(&files, (struct file){.path = "etc/sysctl.d/x",
						       .text = text,
						       .len = sizeof(text) - 1,
						       .mode = 0644}));
	bundle_wrap(&bundle_kickstart, &w);
	assert_null(w.r.error);
	assert_int_equal(w.out.n, 1);
	assert_string_equal(w.out.v[0].path, "vm1.example.com.ks");
	for (const char *line = w.out.v[0].text; *line; line = strchr(line, '\n') + 1)
		sections += line[strspn(line, " \t\f\v\r")] == '%';
	assert_int_equal(sections, 2); /* %post and its %end */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_stands_in_goes_down_to_what_can_be_made),
		TEST(a_slave_stands_alone_where_its_port_lets_it),
		TEST(the_first_line_is_the_likeliest_way_to_the_server),
		TEST(vlans_go_by_names_that_pass),
		TEST(a_bond_gets_what_networkmanager_takes),
		TEST(what_is_left_is_said_at_its_object),
		TEST(one_line_has_the_default_route),
		TEST(no_line_of_the_script_is_taken_for_a_section),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
