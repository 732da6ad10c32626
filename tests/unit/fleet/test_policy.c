/* Policies: what they do to findings, and that nothing that is wrong with one goes unsaid. */
#include "fleet/policy.h"
#include "policy.h"

static struct findings faults;

static const struct policy *read_bytes(struct arena *a, const char *bytes, size_t len)
{
	findings_init(&faults, a);
	return policy_read(a, source_of(a, "p.ini", bytes, len), &faults);
}

static const struct policy *read_text(struct arena *a, const char *s)
{
	return read_bytes(a, s, strlen(s));
}

/* What is wrong with the policy. */
static const char *wrong(struct arena *a, const char *s)
{
	read_text(a, s);
	for (size_t i = 0; i < faults.n; i++) {
		assert_int_equal(faults.v[i]->severity, ERROR);
		assert_non_null(catalogue_find(faults.v[i]->id));
		assert_non_null(faults.v[i]->help);
	}
	return ids_at(&faults);
}

/* "BOND003 error, GUEST002 info": what is left of one finding each, raised as warnings. */
static const char *applied(struct arena *a, const char *policy)
{
	static const char *const all[] = {"BOND003", "GUEST002", "TOPO005"};
	const struct policy *p = read_text(a, policy);
	struct findings f;
	struct text t;
	size_t off;

	findings_init(&f, a);
	findings_add(&f, "BOND003", WARNING, (struct place){0}); /* in front of those that are judged */
	for (size_t i = 0; i < 3; i++)
		findings_add(&f, all[i], WARNING, (struct place){0});
	off = policy_apply(p, &f, 1);
	assert_int_equal(off, 4 - f.n);
	assert_int_equal(f.v[0]->severity, WARNING);
	text_init(&t, a);
	for (size_t i = 1; i < f.n; i++)
		text_join(&t, ", ", arena_printf(a, "%s %s", f.v[i]->id, severity_name(f.v[i]->severity)));
	return t.s;
}

static void severities_and_off(void **state)
{
	assert_string_equal(applied(*state, ""), "BOND003 warning, GUEST002 warning, TOPO005 warning");
	assert_string_equal(applied(*state, "[rules]\nBOND003 = error\nGUEST002=info\nTOPO005 : off : x\n"),
			    "BOND003 error, GUEST002 info");
	assert_int_equal(faults.n, 0);
	assert_int_equal(policy_apply(NULL, &faults, 0), 0);
}

static void the_traps_of_the_ini_reader(void **state)
{
	struct text t;

	/* an indented line is a line, not more of the value above; comments may be indented too */
	assert_string_equal(
		applied(*state, "[rules]\n  BOND003 = error\n\tGUEST002 = info\n  ; x\n\t# y\n \t\n"),
		"BOND003 error, GUEST002 info, TOPO005 warning");
	assert_string_equal(ids_at(&faults), "");
	/* a semicolon belongs to the reason; behind a severity it is a fault, not a comment */
	assert_string_equal(applied(*state, "[rules]\nBOND003 = off: a ; b\n"),
			    "GUEST002 warning, TOPO005 warning");
	assert_string_equal(wrong(*state, "[rules]\nBOND003 = error ; b\nGUEST002 = off ; b\n"),
			    "POLICY005@2:11 POLICY006@3:12");
	/* a long line is whole or a fault, never cut */
	text_init(&t, *state);
	text_addf(&t, "[rules]\nBOND003 = off: %01500d\nGUEST002 = off: %03000d\nTOPO005 = info\n", 0, 0);
	assert_string_equal(applied(*state, t.s), "GUEST002 warning, TOPO005 info");
	assert_string_equal(ids_at(&faults), "POLICY002@3:1");
	/* a byte order mark, CR LF and lone CR, no line break at the end */
	assert_string_equal(applied(*state, "\xef\xbb\xbf[rules]\r\nBOND003 = error\rGUEST002 = info"),
			    "BOND003 error, GUEST002 info, TOPO005 warning");
	assert_int_equal(faults.n, 0);
	/* a section's name is read as far as it goes, not to 50 bytes */
	text_init(&t, *state);
	text_addf(&t, "[rules%0100d]\nBOND003 = error\n", 0);
	assert_string_equal(wrong(*state, t.s), "POLICY003@1:1");
}

static void every_bad_line_is_said(void **state)
{
	assert_string_equal(
		wrong(*state, "x\n[rules]\ny\n\nBOND003 error\n[rules\n[rules] x\n]\n"),
		"POLICY002@1:1 POLICY002@3:1 POLICY002@5:1 POLICY002@6:1 POLICY002@7:1 POLICY002@8:1");
	assert_string_equal(wrong(*state, "BOND003 = error\n = 1\n[rules]\nBOND003 = error\n"),
			    "POLICY002@1:1 POLICY002@2:2");
	assert_string_equal(wrong(*state, "[rules]\nfail-on = error\n[defaults]\nBOND003 = error\n"),
			    "POLICY004@2:1 POLICY003@4:1");
	assert_string_equal(wrong(*state, "[]\nx = 1\n[ rules ]\n[Rules]\n[rulez]\ny = 1\n"),
			    "POLICY003@1:1 POLICY002@2:1 POLICY003@3:1 POLICY003@4:1 POLICY003@5:1");
	assert_string_equal(faults.v[4]->help, "[rules]");
	assert_string_equal(wrong(*state, "[rules]\nBOND999 = error\nbond003 = info\n =x\nGEUST002 = info\n"),
			    "POLICY004@2:1 POLICY004@3:1 POLICY004@4:2 POLICY004@5:1");
	assert_string_equal(faults.v[1]->help, "BOND003");
	assert_string_equal(faults.v[3]->help, "GUEST002");
	assert_string_equal(
		wrong(*state, "[rules]\nBOND003 = Error\nBOND005 =\nGUEST002 = offf: x\nBR004 = error: x\n"),
		"POLICY005@2:11 POLICY005@3:10 POLICY005@4:12 POLICY005@5:9");
	assert_string_equal(
		wrong(*state, "[rules]\nBOND003 = off\nGUEST002 = off:\nTOPO005 = off: \t\nBR004 = off x\n"),
		"POLICY006@2:11 POLICY006@3:12 POLICY006@4:11 POLICY006@5:9");
}

static void faults_of_files_stay_errors(void **state)
{
	/* rows of the language raise the last three: with less than an error, exit 0 for a host that nobody
	 * read */
	assert_string_equal(
		wrong(*state,
		      "[rules]\nYAML001 = info\nREF001 = off: x\nPOLICY001 = off: x\nBOND001 = warning\n"
		      "NAME001 = off: x\nVLAN001 = error\n"),
		"POLICY007@2:1 POLICY007@3:1 POLICY007@4:1 POLICY007@5:1 POLICY007@6:1 POLICY007@7:1");
	/* what is wrong with a tree is lifted for that one alone; what is only worth knowing is a matter of taste */
	assert_string_equal(
		wrong(*state,
		      "[rules]\nTREE004 = off: x\nTREE007 = info\nTREE020 = warning\nTREE009 = off: x\nTREE021 = error\n"),
		"POLICY007@2:1 POLICY007@3:1 POLICY007@4:1");
}

static void the_first_of_two_holds(void **state)
{
	assert_string_equal(
		applied(*state, "[rules]\nBOND003 = info\n[defaults]\n[rules]\nBOND003 = error\n"),
		"BOND003 info, GUEST002 warning, TOPO005 warning");
	assert_string_equal(ids_at(&faults), "POLICY008@5:1");
	assert_int_equal(source_position(faults.v[0]->notes->at.span).line, 2);
}

static void defaults(void **state)
{
	const struct policy *p = read_text(*state, "[defaults]\nfail-on = info\nallow-loss=yes\n");

	assert_int_equal(policy_fail_on(p), INFO);
	assert_int_equal(policy_allow_loss(p), 1);
	assert_string_equal(policy_name(p), "p.ini");
	p = read_text(*state, "[defaults]\nallow-loss: no\n");
	assert_int_equal(policy_fail_on(p), -1);
	assert_int_equal(policy_allow_loss(p), 0);
	assert_string_equal(wrong(*state, "[defaults]\nfail_on = error\nfail-on = never\nallow-loss = 1\n"),
			    "POLICY003@2:1 POLICY005@3:11 POLICY005@4:14");
	assert_string_equal(faults.v[0]->help, "fail-on");
}

static void bytes_that_are_no_text(void **state)
{
	static const char *const bad[] = {"[rules]\n\xff", "[rules]\n; \xe2\x80\xae\n", "[rules]\n\033",
					  "\xc3"};
	const struct policy *p;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		read_text(*state, bad[i]);
		assert_int_equal(faults.n, 1);
		assert_string_equal(faults.v[0]->id, "POLICY001");
	}
	p = read_bytes(*state, "[defaults]\nfail-on = info\n\0\n", 28);
	assert_string_equal(ids_at(&faults), "POLICY001@3:1");
	assert_int_equal(policy_fail_on(p), -1); /* nothing of it is applied */
}

/* ---- through a whole run ---- */

#define HOST "host: a\nos: bookworm\nnics: [{name: eth0}, {name: eth1}]\n"
#define BOND "bonds: [{name: bond0, mode: active-backup, slaves: [eth0, eth1]}]\n"

static struct host_run run(struct arena *a, const char *host, const char *policy)
{
	const struct run_options o = {.fail_on = ERROR, .render = true, .policy = read_text(a, policy)};

	assert_int_equal(faults.n, 0);
	return host_run(a, source_of(a, "h", host, strlen(host)), NULL, &o);
}

static const struct finding *find(const struct host_run *r, const char *id)
{
	for (size_t i = 0; i < r->findings.n; i++)
		if (!strcmp(r->findings.v[i]->id, id))
			return r->findings.v[i];
	return NULL;
}

static void it_decides_whether_files_are_made(void **state)
{
	struct host_run r = run(*state, HOST BOND, "");

	assert_int_equal(find(&r, "BOND003")->severity, ERROR);
	assert_int_equal(r.files.n, 0);
	r = run(*state, HOST BOND, "[rules]\nBOND003 = info\n");
	assert_int_equal(find(&r, "BOND003")->severity, INFO);
	assert_true(r.files.n > 0);
	r = run(*state, HOST BOND, "[rules]\nBOND003 = off: x\n");
	assert_null(find(&r, "BOND003"));
	assert_int_equal(r.off, 1);
	assert_true(r.files.n > 0);
}

static void what_a_host_allows_is_used_even_if_the_rule_is_off(void **state)
{
	struct host_run r =
		run(*state, HOST BOND "allow: [{rule: BOND003, reason: x}]\n", "[rules]\nBOND003 = off: x\n");

	assert_int_equal(r.accepted, 1);
	assert_int_equal(r.off, 0);
	assert_null(find(&r, "ALLOW001"));
	r = run(*state, HOST "allow: [{rule: BOND003, reason: x}]\n", "[rules]\nALLOW001 = error\n");
	assert_int_equal(find(&r, "ALLOW001")->severity, ERROR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(severities_and_off),
		TEST(the_traps_of_the_ini_reader),
		TEST(every_bad_line_is_said),
		TEST(faults_of_files_stay_errors),
		TEST(the_first_of_two_holds),
		TEST(defaults),
		TEST(bytes_that_are_no_text),
		TEST(it_decides_whether_files_are_made),
		TEST(what_a_host_allows_is_used_even_if_the_rule_is_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
