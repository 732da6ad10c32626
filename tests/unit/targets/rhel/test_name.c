/* Names that the scripts of a release stumble over. */
#include "targets/host.h"

static void dashes_make_a_clone(void **state)
{
	const char *yaml = "bridges: [{name: br-lan}, {name: bug-1}, {name: br_2-3-4}, {name: br_2_3_4}]\n";

	(void)state;
	render_host("rhel5.11", yaml);
	assert_string_equal(find_loss("LOSS001", "bridges[0].name")->help, "name: br_lan");
	assert_string_equal(find_loss("LOSS001", "bridges[2].name")->help,
			    "name: br0"); /* br_2_3_4 is taken */
	assert_int_equal(findings.n, 2);  /* the dash behind a g is that of ifcfg- to source_config */
	render_host("rhel4", yaml);
	assert_int_equal(findings.n, 2);
	render_host("rhel6.0", yaml);
	assert_no_loss();
	render_host("rhel5.11", "nics: [{name: eth0}]\nvlans: [{id: 5, parent: br-a}]\n"
				"bridges: [{name: br-a, ports: [eth0]}]\n");
	assert_only_loss("LOSS001", "bridges[0].name");
}

static void old_scripts_take_lo_for_a_beginning(void **state)
{
	static const struct {
		const char *os;
		bool skipped;
	} cases[] = {
		{"rhel4", true}, {"rhel5.6", true}, {"rhel5.7", false}, {"rhel6.0", false}, {"rhel8", false}};

	(void)state;
	for (size_t k = 0; k < sizeof(cases) / sizeof(*cases); k++) {
		render_host(cases[k].os, "bridges: [{name: local0}, {name: slo0}, {name: br0}]\n");
		if (!cases[k].skipped) {
			assert_no_loss();
			continue;
		}
		assert_only_loss("LOSS001", "bridges[0].name");
		assert_string_equal(findings.v[0]->help, "name: br1");
	}
}

static void backups_are_left_out(void **state)
{
	(void)state;
	render_host("rhel6.10", "bridges: [{name: a.old}, {name: a.orig}, {name: a.bak1}, {name: xold}]\n");
	assert_only_loss("LOSS001", "bridges[1].name");
	render_host("rhel7.9", "bridges: [{name: a.old}, {name: a.orig}, {name: a.bak1}, {name: xold}]\n");
	assert_loss("LOSS001", "bridges[0].name");
	assert_loss("LOSS001", "bridges[1].name");
	assert_int_equal(findings.n, 2);
}

/* ---- VLANs ---- */

#define TWO(first, second)                                                                                   \
	"nics: [{name: eth0}, {name: em1}]\nvlans: [{id: 5, parent: " first "}, {id: 6, parent: " second     \
	"}]\n"

/* sysconfig/network is sourced by each ifup; RHEL 4 loads 8021q from it */
static void numbers_are_said_for_the_whole_host(void **state)
{
	const char *yaml = TWO("eth0, name: vlan5", "em1, name: vlan6"),
		   *network = "etc/sysconfig/network.fragment";

	(void)state;
	render_host("rhel4", yaml);
	assert_no_loss();
	assert_line(text_of(network), "VLAN=yes");
	assert_line(text_of(network), "VLAN_NAME_TYPE=VLAN_PLUS_VID_NO_PAD");
	assert_line(ifcfg("vlan6"), "PHYSDEV=em1");
	assert_no_key(ifcfg("vlan6"), "VLAN_NAME_TYPE");
	render_host("rhel5.3", yaml);
	assert_no_loss();
	assert_no_key(text_of(network), "VLAN");
	assert_line(text_of(network), "VLAN_NAME_TYPE=VLAN_PLUS_VID_NO_PAD");
	render_host("rhel5.4", yaml);
	assert_no_key(text_of(network), "VLAN_NAME_TYPE");
	assert_line(ifcfg("vlan5"), "VLAN_NAME_TYPE=VLAN_PLUS_VID_NO_PAD");
	render_host("rhel5.11", yaml); /* any parent, but still by vconfig */
	assert_line(ifcfg("vlan5"), "VLAN_NAME_TYPE=VLAN_PLUS_VID_NO_PAD");
	render_host("rhel7.0", yaml);
	assert_no_key(ifcfg("vlan5"), "VLAN_NAME_TYPE");
}

static void nothing_is_said_of_names_by_the_parent(void **state)
{
	(void)state;
	render_host("rhel4", "nics: [{name: eth0}]\nvlans: [{id: 5, parent: eth0}]\n");
	assert_no_loss();
	assert_no_key(text_of("etc/sysconfig/network.fragment"), "VLAN");
	assert_no_key(text_of("etc/sysconfig/network.fragment"), "VLAN_NAME_TYPE");
}

static void one_style_on_a_host(void **state)
{
	(void)state;
	render_host("rhel5.3", TWO("eth0, name: vlan5", "eth0"));
	assert_only_loss("LOSS001", "vlans[0].name");
	assert_string_equal(findings.v[0]->help, "name: eth0.5");
	assert_string_equal(ifcfg("vlan5"), "");
	assert_line(ifcfg("eth0.6"), "VLAN=yes");
	assert_no_key(text_of("etc/sysconfig/network.fragment"), "VLAN_NAME_TYPE");
	render_host("rhel4", TWO("em1, name: vlan5", "eth0"));
	assert_only_loss("LOSS001", "vlans[0].name");
	assert_has(findings.v[0]->help, "name: vlanID"); /* em1.5 is no name there */
	render_host("rhel5.4", TWO("eth0, name: vlan5", "eth0"));
	assert_no_loss();
}

static void parents_by_minor_of_rhel5(void **state)
{
	(void)state;
	render_host("rhel5.6", TWO("em1", "eth0"));
	assert_only_loss("LOSS001", "vlans[0].name");
	assert_string_equal(findings.v[0]->help, "name: vlan5");
	render_host("rhel5.7", TWO("em1", "eth0"));
	assert_no_loss();
	render_host("rhel5.11", TWO("em1, name: storage", "eth0"));
	assert_only_loss("LOSS001", "vlans[0].name");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(dashes_make_a_clone),
		TEST(old_scripts_take_lo_for_a_beginning),
		TEST(backups_are_left_out),
		TEST(numbers_are_said_for_the_whole_host),
		TEST(nothing_is_said_of_names_by_the_parent),
		TEST(one_style_on_a_host),
		TEST(parents_by_minor_of_rhel5),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
