/* Which findings are mended, which are not, and what the description is then. */
#include "fleet/fix.h"

#include "rules/judge.h"

#define HOST                                                                                                 \
	"host: vm1.example.com\n"                                                                            \
	"os: bookworm # stable\n"                                                                            \
	"nics: [{name: eth0}, {name: eth1}]\n"

static struct fixed run(struct arena *a, const char *host, const char *site, const struct policy *policy)
{
	const struct run_options o = {.fail_on = ERROR, .policy = policy};
	const struct source *s = site ? source_of(a, "site", site, strlen(site)) : NULL;

	return fix_host(a, source_of(a, "host", host, strlen(host)), s, &o);
}

static struct fixed becomes(struct arena *a, const char *host, const char *expected)
{
	struct fixed f = run(a, host, NULL, NULL);

	assert_string_equal(f.source->bytes, expected);
	assert_int_equal(run(a, expected, NULL, NULL).n, 0);
	return f;
}

static const char *reason(const struct fixed *f, const char *id)
{
	const struct finding *one = find(&f->run.findings, id);
	const struct note *n = one ? one->notes : NULL;

	while (n && n->next)
		n = n->next;
	return n ? n->text : "";
}

static void nothing_to_do(void **state)
{
	const char *host =
		HOST "bonds: [{name: bond0, mode: active-backup, miimon: 100, slaves: [eth0, eth1]}]\n";
	struct fixed f = run(*state, host, NULL, NULL);

	assert_int_equal(f.n, 0);
	assert_string_equal(f.source->bytes, host);
	assert_ptr_equal(f.source->bytes, host);
}

static void a_monitor_is_added(void **state)
{
	struct fixed f = becomes(
		*state, HOST "bonds:\n- name: bond0 # the one\n  slaves: [eth0, eth1]\n  mode: 1\n",
		HOST "bonds:\n- name: bond0 # the one\n  slaves: [eth0, eth1]\n  mode: 1\n  miimon: 100\n");

	assert_int_equal(f.n, 1);
	assert_string_equal(f.v[0].id, "BOND003");
	assert_int_equal(f.v[0].line, 5);
}

/* The monitor brings a delay to light that is no multiple of it. */
static void what_a_fix_uncovers_is_part_of_it(void **state)
{
	becomes(*state, HOST "bonds: [{name: bond0, mode: 1, updelay: 150, slaves: [eth0, eth1]}]\n",
		HOST "bonds: [{name: bond0, mode: 1, updelay: 200, slaves: [eth0, eth1], miimon: 100}]\n");
}

static void many_edits_are_one_fix(void **state)
{
	becomes(*state,
		HOST "bonds:\n  - name: bond0\n    arp_interval: 500 # often\n    mode: 802.3ad\n"
		     "    arp_validate: all\n    # both routers\n    arp_ip_target:\n      - 10.0.0.2\n      "
		     "- 10.0.0.3\n"
		     "    slaves: [eth0, eth1]\n    addresses: [10.0.0.1/24]\n",
		HOST "bonds:\n  - name: bond0\n    mode: 802.3ad\n    # both routers\n"
		     "    slaves: [eth0, eth1]\n    addresses: [10.0.0.1/24]\n    miimon: 100\n");
}

static void several_findings_of_one_kind(void **state)
{
	struct fixed f = becomes(*state,
				 HOST "bonds: [{name: bond0, mode: 1, miimon: 100, updelay: 150, downdelay: "
				      "50, slaves: [eth0, eth1]}]\n",
				 HOST "bonds: [{name: bond0, mode: 1, miimon: 100, updelay: 200, downdelay: "
				      "100, slaves: [eth0, eth1]}]\n");

	assert_int_equal(f.n, 2);
}

static void the_site_file_stays(void **state)
{
	struct fixed f = run(*state, HOST "bonds: [{name: bond0, mode: 1, slaves: [eth0, eth1]}]\n",
			     "defaults: {bonds: {miimon: 0}}\n", NULL);
	const struct finding *one = find(&f.run.findings, "BOND003");
	const struct note *n = one->notes;

	assert_int_equal(f.n, 0);
	while (n->next)
		n = n->next;
	assert_non_null(strstr(n->text, "in the site file"));
	assert_string_equal(n->at.span.source->name, "site");
	assert_string_equal(at(&f.run.findings, &n->at), "0");
}

static void what_the_host_allows_stays(void **state)
{
	const char *host = HOST "bonds: [{name: bond0, mode: 1, slaves: [eth0, eth1]}]\n"
				"allow: [{rule: BOND003, object: bond0, reason: a laboratory}]\n";

	assert_int_equal(run(*state, host, NULL, NULL).n, 0);
}

static void faults_come_first(void **state)
{
	struct fixed f = run(*state, HOST "bonds: [{name: bond0, mode: 1, slaves: [eth0, eth1], mimon: 1}]\n",
			     NULL, NULL);

	assert_int_equal(f.n, 0);
	assert_null(f.run.net);
	assert_int_equal(count(&f.run.findings, "YAML002"), 1);
}

static void what_cannot_be_touched_is_said(void **state)
{
	struct fixed f = run(
		*state,
		HOST "bonds:\n  - ? name\n    : bond0\n    ? mode\n    : 802.3ad\n    ? miimon\n    : 100\n"
		     "    ? primary\n    : eth0\n    ? slaves\n    : [eth0, eth1]\n",
		NULL, NULL);

	assert_int_equal(f.n, 0);
	assert_non_null(strstr(reason(&f, "BOND013"), "cannot be changed without"));
}

/* Written for another mode than the one that was chosen: it may tell what was meant. */
static void an_idle_option_without_a_mode_stays(void **state)
{
	const char *host =
		HOST "bonds: [{name: bond0, miimon: 100, slaves: [eth0, eth1], lacp_rate: fast}]\n";
	struct fixed f = run(*state, host, NULL, NULL);

	assert_int_equal(f.n, 0);
	assert_int_equal(count(&f.run.findings, "BOND015"), 1);
}

#define PORTS(group)                                                                                         \
	"host: vm1.example.com\nos: bookworm\nvirtualization: kvm\nswitches: [{name: sw-a}]\n"               \
	"nics:\n"                                                                                            \
	"  - {name: eth0, switch: sw-a" group "}\n"                                                          \
	"  - {name: eth1, switch: sw-a" group "}\n"                                                          \
	"bridges: [{name: br0, ports: [bond0], addresses: [10.0.0.1/24], mac_address: "                      \
	"\"02:00:00:00:00:01\"}]\n"
#define BONDS(mode) "bonds: [{name: bond0, mode: " mode ", miimon: 100, slaves: [eth0, eth1]}]\n"

static void a_mode_is_changed_only_where_the_ports_say_which(void **state)
{
	struct arena *a = *state;

	assert_int_equal(run(a, PORTS("") BONDS("balance-rr"), NULL, NULL).n, 0);
	assert_string_equal(run(a, PORTS(", port_group: lacp") BONDS("balance-rr"), NULL, NULL).source->bytes,
			    PORTS(", port_group: lacp") BONDS("802.3ad"));
}

/* With the mode goes what the host allows of it, and the entry that allows it would be the next finding. */
static void a_fix_that_makes_another_finding_is_not_made(void **state)
{
	const char *host = PORTS(", port_group: lacp")
		BONDS("balance-rr") "allow: [{rule: TOPO003, object: bond0, reason: they were told}]\n";
	struct fixed f = run(*state, host, NULL, NULL);

	assert_int_equal(f.n, 0);
	assert_string_equal(reason(&f, "GUEST004"), "fix leaves it to you: ALLOW001 would follow");
}

/* Guests need another mode, and which one nobody has said: in 802.3ad the option would act. */
static void what_rests_on_a_disputed_value_waits(void **state)
{
	struct arena *a = *state;
	struct fixed f = run(a, PORTS("") BONDS("balance-rr, lacp_rate: fast"), NULL, NULL);

	assert_int_equal(f.n, 0);
	assert_string_equal(reason(&f, "BOND015"), "fix leaves it to you: GUEST004 is to be settled first");
	f = run(a, PORTS(", port_group: lacp") BONDS("balance-rr, lacp_rate: fast"), NULL, NULL);
	assert_string_equal(f.source->bytes, PORTS(", port_group: lacp") BONDS("802.3ad, lacp_rate: fast"));
}

/* What the machine forms offer is what would be done, and nothing where nothing would. */
static const struct replacement *offered(struct arena *a, const char *host, const char *site, const char *id)
{
	const struct run_options o = {.fail_on = ERROR};
	const struct source *s = source_of(a, "host", host, strlen(host));
	const struct source *of_site = site ? source_of(a, "site", site, strlen(site)) : NULL;
	struct host_run run = host_run(a, s, of_site, &o);
	const struct finding *f;

	fix_offer(a, s, of_site, &o, &run);
	f = find(&run.findings, id);
	assert_non_null(f);
	return f->replacement;
}

static void a_fix_is_offered(void **state)
{
	const char *host = HOST "bonds:\n- name: bond0\n  slaves: [eth0, eth1]\n  mode: 1\n";
	const struct replacement *r = offered(*state, host, NULL, "BOND003");

	assert_non_null(r);
	assert_string_equal(r->text, "\n  miimon: 100");
	assert_int_equal(r->span.from, strlen(host) - 1);
	assert_int_equal(r->span.to, strlen(host) - 1);
	/* with what it brings to light */
	r = offered(*state, HOST "bonds: [{name: bond0, mode: 1, updelay: 150, slaves: [eth0, eth1]}]\n", NULL,
		    "BOND003");
	assert_non_null(r);
	assert_string_equal(r->text, "200, slaves: [eth0, eth1], miimon: 100");
}

static void what_would_not_be_made_is_not_offered(void **state)
{
	assert_null(offered(*state, HOST "bonds: [{name: bond0, mode: 1, slaves: [eth0, eth1]}]\n",
			    "defaults: {bonds: {miimon: 0}}\n", "BOND003"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_to_do),
		TEST(a_monitor_is_added),
		TEST(what_a_fix_uncovers_is_part_of_it),
		TEST(many_edits_are_one_fix),
		TEST(several_findings_of_one_kind),
		TEST(the_site_file_stays),
		TEST(what_the_host_allows_stays),
		TEST(faults_come_first),
		TEST(a_fix_that_makes_another_finding_is_not_made),
		TEST(what_cannot_be_touched_is_said),
		TEST(an_idle_option_without_a_mode_stays),
		TEST(what_rests_on_a_disputed_value_waits),
		TEST(a_mode_is_changed_only_where_the_ports_say_which),
		TEST(a_fix_is_offered),
		TEST(what_would_not_be_made_is_not_offered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
