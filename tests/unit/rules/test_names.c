/* NAME002: names that mean something else to kernels and scripts. */
#include "rules/look.h"

/* A bridge or a bond of that name; nothing else on the host is called like it. */
static const char *bridge_called(struct arena *a, const char *name)
{
	return arena_printf(a, "nics: [{name: lan0}]\nbridges: [{name: %s, ports: [lan0]}]\n", name);
}

static const char *bond_called(struct arena *a, const char *name)
{
	return arena_printf(a,
			    "nics: [{name: lan0}, {name: lan1}]\n"
			    "bonds: [{name: %s, mode: 1, miimon: 100, slaves: [lan0, lan1]}]\n",
			    name);
}

static void what_a_name_means(void **state)
{
	static const struct {
		const char *name, *likeness; /* NULL: nothing */
	} cases[] = {
		{"vlan102", "VLAN"}, {"vlan0005", "VLAN"}, {"eth0", "NIC"},    {"eth12", "NIC"},
		{"br0.100", "VLAN"}, {"a.b.7", "VLAN"},    {"eth0.5", "VLAN"}, {"vlan", NULL},
		{"vlanx1", NULL},    {"vlan1x", NULL},     {"eth", NULL},      {"ethernet0", NULL},
		{"brvlan102", NULL}, {"br0.lan", NULL},    {"br.0x", NULL},    {"br0", NULL},
		{"bond0", NULL},     {"lan5", NULL},       {"xenbr0", NULL},   {"vzbr256", NULL},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		for (int bond = 0; bond < 2; bond++) {
			const char *rest = (bond ? bond_called : bridge_called)(*state, cases[i].name);
			struct findings f = judge(*state, host_of(*state, "rhel7", "none", rest));
			const struct finding *one_of = find(&f, "NAME002");

			if (!one_of != !cases[i].likeness)
				fail_msg("%sraised for\n%s", one_of ? "" : "not ", rest);
			if (one_of)
				assert_string_equal(one_of->message,
						    arena_printf(*state, "%s '%s' is called like a %s",
								 bond ? "bond" : "bridge", cases[i].name,
								 cases[i].likeness));
		}
}

/* NICs and VLANs are what they are called. */
static void others_may_have_such_names(void **state)
{
	assert_int_equal(severity(*state, "rhel7", "none",
				  "nics: [{name: eth0}]\nvlans: [{id: 5, parent: eth0}, {id: 6, parent: "
				  "eth0, name: vlan6}]\n",
				  "NAME002"),
			 -1);
}

static void the_name_that_is_offered(void **state)
{
	static const struct {
		const char *rest, *help;
	} cases[] = {
		{"bridges: [{name: vlan102}]\n", "name: br102"},
		{"bridges: [{name: eth3}]\n", "name: br3"},
		{"bridges: [{name: br0.7}]\n", "name: br7"},
		{"bridges: [{name: vlan102}, {name: br102}]\n",
		 "name: NAME        that begins with br and has no dot"},
		{"nics: [{name: lan0}]\nbonds: [{name: vlan5, mode: 1, miimon: 100, slaves: [lan0]}]\n",
		 "name: bond5"},
		{"nics: [{name: lan0}]\nbonds: [{name: vlan5, mode: 1, miimon: 100, slaves: [lan0]}]\n"
		 "bridges: [{name: br0, ports: [vlan5]}]\n",
		 "name: bond5        and that wherever it is listed"},
		{"bridges: [{name: vlan102}]\nguests: [{name: web1, bridge: vlan102}]\n",
		 "name: br102        and that wherever it is listed"},
		{"bridges: [{name: vlan102}, {name: br0}]\nguests: [{name: web1, bridge: br0}]\n",
		 "name: br102"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(one(*state, "rhel7", cases[i].rest, "NAME002")->help, cases[i].help);
}

/* Where the name is lost for certain, one finding says so; a loss of something else takes nothing away. */
static void a_loss_says_more(void **state)
{
	const char *host = host_of(*state, "bookworm", "none",
				   "nics: [{name: lan0}]\nbridges: [{name: lan0.5, ports: [lan0]}]\n");
	struct findings f = raises(*state, host, "LOSS001");

	assert_string_equal(find(&f, "LOSS001")->object, "lan0.5");
	raises(*state,
	       host_of(*state, "squeeze", "none",
		       "nics: [{name: lan0, dhcp6: true}]\nbridges: [{name: vlan5, ports: [lan0]}]\n"),
	       "BR003 LOSS001 NAME002");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_a_name_means),
		TEST(others_may_have_such_names),
		TEST(the_name_that_is_offered),
		TEST(a_loss_says_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
