/* Hosts of one run: what is kept of them, whose findings they are, and who may accept them. */
#include "fleet/fleet_index.h"
#include "rules/look.h"

/* Takes `text` in as the file `name`, and forgets everything else of it. */
static void add(struct fleet_index *x, const char *name, const char *text, const char *site, const struct run_options *o)
{
	struct arena *own = arena_new();
	struct source *s = source_of(own, arena_strdup(own, name), text, strlen(text));
	struct source *shared = site ? source_of(own, "site.yaml", arena_strdup(own, site), strlen(site)) : NULL;
	struct host_run run = host_run(own, s, shared, o);

	if (!run.net)
		fail_msg("%s: %s", name, run.findings.v[0]->message);
	fleet_index_add(x, run.net, s, shared, o);
	arena_free(own);
}

#define HOST(name, rest) "host: " name "\nos: bookworm\nnics: [{name: eth0, mac: \"52:54:00:00:00:01\"}]\n" rest

static const struct run_options check = {.fail_on = ERROR};

static void nothing_between_no_hosts(void **state)
{
	struct fleet_index *x = fleet_index_new(*state);
	size_t n;

	fleet_index_judge(x, &n);
	assert_int_equal(n, 0);
	add(x, "a", HOST("a", ""), NULL, &check);
	fleet_index_judge(x, &n);
	assert_int_equal(n, 0);
}

static void findings_belong_to_the_later_file(void **state)
{
	struct fleet_index *x = fleet_index_new(*state);
	const struct run_options strict = {.fail_on = INFO};
	struct fleet_part *parts;
	size_t n;

	/* the order is that of the files, and not of their names */
	add(x, "z", HOST("a", ""), NULL, &check);
	add(x, "y", HOST("b", ""), NULL, &strict);
	add(x, "x", HOST("c", ""), NULL, &check);
	parts = fleet_index_judge(x, &n);
	assert_int_equal(n, 2);
	assert_string_equal(parts[0].file, "y");
	assert_string_equal(parts[1].file, "x");
	assert_int_equal(parts[0].fail_on, INFO);
	assert_int_equal(parts[1].fail_on, ERROR);
	assert_int_equal(parts[0].findings.n, 1);
	assert_string_equal(parts[0].findings.v[0]->at.span.source->name, "y");
	assert_int_equal(source_position(parts[0].findings.v[0]->at.span).line, 3);
	assert_string_equal(parts[0].findings.v[0]->notes->at.span.source->name, "z");
}

static void either_host_may_accept(void **state)
{
	static const struct {
		const char *first, *second;
		size_t left;
	} cases[] = {
		{"", "", 1},
		{"allow: [{rule: FLEET001, reason: x}]\n", "", 0},
		{"", "allow: [{rule: FLEET001, reason: x}]\n", 0},
		{"allow: [{rule: FLEET001, object: eth0, reason: x}]\n", "", 0},
		{"", "allow: [{rule: FLEET001, object: eth0, reason: x}]\n", 0},
		{"allow: [{rule: FLEET001, object: eth1, reason: x}]\n", "", 1},
		{"allow: [{rule: FLEET002, reason: x}]\n", "", 1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fleet_index *x = fleet_index_new(*state);
		struct fleet_part *parts;
		size_t n;

		add(x, "a", arena_printf(*state, HOST("a", "%s"), cases[i].first), NULL, &check);
		add(x, "b", arena_printf(*state, HOST("b", "%s"), cases[i].second), NULL, &check);
		parts = fleet_index_judge(x, &n);
		assert_int_equal(n, 1);
		assert_int_equal(parts[0].findings.n, cases[i].left);
		assert_int_equal(parts[0].accepted, 1 - cases[i].left);
	}
}

static void the_object_of_the_other_host_counts_for_it(void **state)
{
	struct fleet_index *x = fleet_index_new(*state);
	struct fleet_part *parts;
	size_t n;

	add(x, "a", "host: a\nos: bookworm\nnics: [{name: up0, mac: \"52:54:00:00:00:01\"}]\n"
	    "allow: [{rule: FLEET001, object: up0, reason: x}]\n", NULL, &check);
	add(x, "b", HOST("b", ""), NULL, &check);
	parts = fleet_index_judge(x, &n);
	assert_int_equal(n, 1);
	assert_int_equal(parts[0].accepted, 1);
}

/* Whether it is used shows only together with other hosts. */
static void an_entry_for_a_fleet_is_not_unused_alone(void **state)
{
	struct findings f = judge(*state, HOST("a", "allow: [{rule: FLEET001, reason: x}]\n"));

	assert_null(find(&f, "ALLOW001"));
	assert_null(find(&f, "ALLOW002"));
	f = judge(*state, HOST("a", "allow: [{rule: BOND003, reason: x}]\n"));
	assert_non_null(find(&f, "ALLOW001"));
}

static const struct policy *policy(struct arena *a, const char *text)
{
	struct findings faults;
	const struct policy *p;

	findings_init(&faults, a);
	p = policy_read(a, source_of(a, "bondwright.ini", text, strlen(text)), &faults);
	assert_int_equal(faults.n, 0);
	return p;
}

static void the_policy_of_the_later_file_holds(void **state)
{
	const struct run_options off = {.fail_on = ERROR, .policy = policy(*state, "[rules]\nFLEET001 = off: known\n")};
	const struct run_options mild = {.fail_on = ERROR, .policy = policy(*state, "[rules]\nFLEET001 = warning\n")};
	struct fleet_index *x = fleet_index_new(*state);
	struct fleet_part *parts;
	size_t n;

	add(x, "a", HOST("a", ""), NULL, &off);
	add(x, "b", HOST("b", ""), NULL, &mild);
	add(x, "c", HOST("c", ""), NULL, &off);
	parts = fleet_index_judge(x, &n);
	assert_int_equal(n, 2);
	assert_int_equal(parts[0].findings.n, 1);
	assert_int_equal(parts[0].findings.v[0]->severity, WARNING);
	assert_int_equal(parts[1].findings.n, 0);
	assert_int_equal(parts[1].off, 1);
}

static void the_site_is_one_for_all(void **state)
{
	struct fleet_index *x = fleet_index_new(*state);
	const char *site = "switches: [{name: sw-a, mtu: 9216}]\ndefaults: {nics: {mtu: 9000}}\n";
	struct fleet_part *parts;
	size_t n;

	add(x, "a", "host: a\nos: bookworm\nnics: [{name: eth0, addresses: [10.0.0.1/24]}]\n", site, &check);
	add(x, "b", "host: b\nos: bookworm\nnics: [{name: eth0, addresses: [10.0.0.2/24], mtu: 1500}]\n", site, &check);
	parts = fleet_index_judge(x, &n);
	assert_int_equal(n, 1); /* and not what both have of the switch */
	assert_int_equal(parts[0].findings.n, 1);
	assert_string_equal(parts[0].findings.v[0]->id, "FLEET006");
	assert_string_equal(parts[0].findings.v[0]->notes->at.span.source->name, "site.yaml");
	assert_string_equal(at(&parts[0].findings, &parts[0].findings.v[0]->notes->at), "9000");
}

static int start(void **state)
{
	(void)state;
	policy_prepare();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_between_no_hosts),
		TEST(findings_belong_to_the_later_file),
		TEST(either_host_may_accept),
		TEST(the_object_of_the_other_host_counts_for_it),
		TEST(an_entry_for_a_fleet_is_not_unused_alone),
		TEST(the_policy_of_the_later_file_holds),
		TEST(the_site_is_one_for_all),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
