/* Host and site together. */
#include "read.h"

static const struct host *both(struct arena *a, const char *host, const char *site, struct findings *f)
{
	findings_init(f, a);
	return host_read(a, text(a, host), source_of(a, "site.yaml", site, strlen(site)), f);
}

static const struct host *read_both(struct arena *a, const char *host, const char *site)
{
	struct findings f;
	const struct host *h = both(a, host, site, &f);

	if (!h)
		fail_msg("%s: %s", summary(&f), f.v[0]->message);
	return h;
}

static void defaults_fill_what_the_host_leaves_out(void **state)
{
	const struct host *h = read_both(
		*state,
		HOST "nics: [{name: eth0, mtu: 1500}, {name: eth1}]\n"
		     "bonds: [{name: bond0, slaves: [eth0, eth1], miimon: 50}]\n"
		     "vlans: [{id: 5, parent: bond0}]\nbridges: [{name: br0, stp: true}, {name: br1}]\n",
		"defaults:\n  nics: {mtu: 9000, driver: e1000e}\n  bonds: {miimon: 100, mode: 1}\n"
		"  vlans: {mtu: 1400}\n  bridges: {stp: false, guests: no}\n");

	assert_int_equal(h->nics.v[0].common.mtu.n, 1500);
	assert_int_equal(h->nics.v[0].common.mtu.from, WRITTEN);
	assert_int_equal(h->nics.v[1].common.mtu.n, 9000);
	assert_int_equal(h->nics.v[1].common.mtu.from, SITE);
	assert_string_equal(h->nics.v[0].driver.s, "e1000e");
	assert_int_equal(h->bonds.v[0].option[OPT_MIIMON].n, 50);
	assert_string_equal(h->bonds.v[0].option[OPT_MODE].s, "active-backup");
	assert_int_equal(h->bonds.v[0].option[OPT_MODE].from, SITE);
	assert_int_equal(h->vlans.v[0].common.mtu.n, 1400);
	assert_int_equal(h->bridges.v[0].stp.n, 1);
	assert_int_equal(h->bridges.v[1].stp.n, 0);
	assert_int_equal(h->bridges.v[1].guests.from, SITE);
	assert_int_equal(h->nics.v[1].mac.from, ABSENT);
}

static void switches_of_both(void **state)
{
	const struct host *h = read_both(*state, HOST "switches: [{name: own}]\n",
					 "switches: [{name: sw-a}, {name: sw-b}]\n");

	assert_int_equal(h->switches.n, 3);
	assert_string_equal(h->switches.v[0].path, "switches[0]");
	assert_string_equal(h->switches.v[1].name.s, "sw-a");
	assert_string_equal(h->switches.v[2].path, "site:switches[1]");
	h = read_both(*state, HOST, "version: 1\n");
	assert_int_equal(h->switches.n, 0);
}

static void a_direct_cable_is_no_switch_of_the_site(void **state)
{
	const struct host *h = read_both(*state, HOST "nics: [{name: eth0}, {name: eth1, peer: boxb/eth1}]\n",
					 "switches: [{name: sw-a}]\ndefaults: {nics: {switch: sw-a}}\n");
	struct findings f;

	assert_string_equal(h->nics.v[0].switch_name.s, "sw-a");
	assert_int_equal(h->nics.v[1].switch_name.from, ABSENT);
	findings_init(&f, *state);
	assert_non_null(net_resolve(*state, h, h->os.release, &f));
}

static void name_servers_of_the_host_win_as_a_whole(void **state)
{
	static const char site[] = "dns: {servers: [10.0.0.1, 10.0.0.2], search: [example.com]}\n";
	const struct host *h = read_both(*state, HOST "dns: {servers: [10.9.9.9]}\n", site);

	assert_int_equal(h->dns.servers.n, 1);
	assert_int_equal(h->dns.servers.from, WRITTEN);
	assert_int_equal(h->dns.search.n, 1);
	assert_int_equal(h->dns.search.from, SITE);
	h = read_both(*state, HOST, site);
	assert_int_equal(h->dns.servers.n, 2);
	h = read_both(*state, HOST "dns: {servers: []}\n", site); /* none, not nothing said */
	assert_int_equal(h->dns.servers.n, 0);
	assert_int_equal(h->dns.servers.from, WRITTEN);
}

static void an_empty_list_is_not_an_absent_one(void **state)
{
	static const char *const empty[] = {"[]", "[ ]", "[\n    ]", "[ # none\n    ]"};

	for (size_t i = 0; i < sizeof(empty) / sizeof(*empty); i++) {
		const struct host *h =
			host_of(*state, arena_printf(*state,
						     HOST "nics:\n- {name: eth0, trunk: %s}\n- {name: eth1}\n"
							  "bridges: [{name: br0, ports: []}, {name: br1}]\n",
						     empty[i]));

		assert_int_equal(h->nics.v[0].trunk.from, WRITTEN);
		assert_int_equal(h->nics.v[0].trunk.n, 0);
		assert_int_equal(h->nics.v[1].trunk.from, ABSENT);
		assert_int_equal(h->bridges.v[0].ports.from, WRITTEN);
		assert_int_equal(h->bridges.v[1].ports.from, ABSENT);
	}
	assert_int_equal(read_both(*state, HOST, "dns: {search: []}\n")->dns.search.from, SITE);
}

static void faults_of_both_are_told(void **state)
{
	struct findings f;
	size_t in_site = 0;

	assert_null(both(*state, "host: vm1\nos: plan9\n", "defaults: {nics: {mtu: 1}}\nnics: []\n", &f));
	assert_int_equal(f.n, 3);
	for (size_t i = 0; i < f.n; i++)
		in_site += !strcmp(f.v[i]->at.span.source->name, "site.yaml");
	assert_int_equal(in_site, 2);
	assert_null(both(*state, HOST, "", &f));
	assert_string_equal(f.v[0]->id, "YAML014");
	assert_null(both(*state, "host: vm1\n", "version: 1\n", &f));
	assert_string_equal(f.v[0]->id, "YAML016");
}

static void places_lead_into_the_right_file(void **state)
{
	struct source *host = text(*state, HOST "nics: [{name: eth0}]\n");
	static const char yaml[] = "defaults: {nics: {mtu: 9000}}\nswitches: [{name: sw-a}]\n";
	struct source *site = source_of(*state, "site.yaml", yaml, sizeof(yaml) - 1);
	struct locator *l = host_locate(*state, host, site);
	struct span s = locator_find(l, "site:defaults.nics.mtu");

	assert_ptr_equal(s.source, site);
	assert_memory_equal(site->bytes + s.from, "9000", 4);
	s = locator_find(l, "site:switches[0]");
	assert_memory_equal(site->bytes + s.from, "sw-a", 4);
	s = locator_find(l, "nics[0].mtu");
	assert_ptr_equal(s.source, host);
	s = locator_find(l, "site:dns.servers"); /* not written: the file */
	assert_ptr_equal(s.source, site);
}

static void findings_about_defaults_point_there(void **state)
{
	struct source *host = text(*state, HOST "nics: [{name: eth0, switch: sw-b}]\n");
	static const char yaml[] = "switches: [{name: sw-a, peers: [sw-x]}]\n";
	struct source *site = source_of(*state, "site.yaml", yaml, sizeof(yaml) - 1);
	struct findings f;
	const struct host *h;

	findings_init(&f, *state);
	h = host_read(*state, host, site, &f);
	assert_non_null(h);
	assert_null(net_resolve(*state, h, h->os.release, &f));
	findings_locate(&f, host_locate(*state, host, site));
	assert_string_equal(summary(&f), "REF001@1:33 REF001@3:29");
	assert_ptr_equal(f.v[0]->at.span.source, site);
	assert_ptr_equal(f.v[1]->at.span.source, host);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(defaults_fill_what_the_host_leaves_out),  TEST(switches_of_both),
		TEST(a_direct_cable_is_no_switch_of_the_site), TEST(name_servers_of_the_host_win_as_a_whole),
		TEST(an_empty_list_is_not_an_absent_one),      TEST(faults_of_both_are_told),
		TEST(places_lead_into_the_right_file),         TEST(findings_about_defaults_point_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
