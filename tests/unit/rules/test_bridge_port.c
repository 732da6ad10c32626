/* BR010: which ports are meant, and which VLANs count. */
#include "rules/look.h"

static void a_port_that_vlans_stand_on(void **state)
{
	static const struct {
		const char *rest;
		bool raised;
	} cases[] = {
		{"nics: [{name: eth0}]\nvlans: [{id: 5, parent: eth0, addresses: [10.0.5.2/24]}]\n"
		 "bridges: [{name: br0, ports: [eth0]}]\n",
		 true},
		/* each bridge on a VLAN of its own: openvz-bonding's way */
		{"nics: [{name: eth0}]\nvlans: [{id: 5, parent: eth0}, {id: 6, parent: eth0}]\n"
		 "bridges: [{name: br5, ports: [eth0.5]}, {name: br6, ports: [eth0.6]}]\n",
		 false},
		/* one of two */
		{"nics: [{name: eth0}]\nvlans: [{id: 5, parent: eth0}]\n"
		 "bridges: [{name: br0, ports: [eth0]}, {name: br5, ports: [eth0.5]}]\n",
		 true},
		/* a VLAN that nothing uses misses nothing */
		{"nics: [{name: eth0}]\nvlans: [{id: 5, parent: eth0}]\nbridges: [{name: br0, ports: "
		 "[eth0]}]\n",
		 false},
		{"nics: [{name: eth0}]\nvlans: [{id: 5, parent: eth0, dhcp6: true}]\nbridges: [{name: br0, "
		 "ports: [eth0]}]\n",
		 true},
		/* a bond as port, and a slave of another one on its VLAN */
		{"nics: [{name: eth0}, {name: eth1}]\n"
		 "bonds: [{name: bond0, mode: 1, miimon: 100, slaves: [eth0, eth1]}]\n"
		 "vlans: [{id: 5, parent: bond0, addresses: [10.0.5.2/24]}]\nbridges: [{name: br0, ports: "
		 "[bond0]}]\n",
		 true},
		/* a VLAN on the bridge gets what the bridge hands up */
		{"nics: [{name: eth0}]\nvlans: [{id: 5, parent: br0, addresses: [10.0.5.2/24]}]\n"
		 "bridges: [{name: br0, ports: [eth0]}]\n",
		 false},
		/* the kernel refuses a bridge in a bridge (-ELOOP): nothing is taken */
		{"vlans: [{id: 5, parent: br0, dhcp: true}]\nbridges: [{name: br0}, {name: br1, ports: "
		 "[br0]}]\n",
		 false},
		/* another NIC for it */
		{"nics: [{name: eth0}, {name: eth1}]\nvlans: [{id: 5, parent: eth1, addresses: "
		 "[10.0.5.2/24]}]\n"
		 "bridges: [{name: br0, ports: [eth0]}]\n",
		 false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if ((severity(*state, "squeeze", "none", cases[i].rest, "BR010") == WARNING) !=
		    cases[i].raised)
			fail_msg("%sraised for\n%s", cases[i].raised ? "not " : "", cases[i].rest);
}

/* One finding for a port, however many VLANs; it names one that is used. */
static void the_vlan_that_is_used_is_named(void **state)
{
	const char *host = host_of(*state, "rhel5", "none",
				   "nics: [{name: eth0}]\n"
				   "vlans: [{id: 4, parent: eth0}, {id: 5, parent: eth0, dhcp: true}, {id: "
				   "6, parent: eth0, dhcp: true}]\n"
				   "bridges: [{name: br0, ports: [eth0]}]\n");
	struct findings f = judge(*state, host);
	const struct finding *one_of = find(&f, "BR010");

	assert_int_equal(count(&f, "BR010"), 1);
	assert_string_equal(one_of->object, "eth0");
	assert_has(one_of->message, "'eth0.5'");
	assert_int_equal(notes(one_of), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_port_that_vlans_stand_on),
		TEST(the_vlan_that_is_used_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
