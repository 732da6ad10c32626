/* The machine forms, with what hostile input makes of findings. That whole documents are what their readers
 * take is for tests/parts/forms to say. */
#include "look.h"

#include <jansson.h>

#include "base/utf8.h"
#include "diag/form.h"

static const struct descriptor known = {.id = "X001",
					.title = "something",
					.severity = ERROR,
					.since = "0.1",
					.why = "Because.",
					.fix = "Do it."};

static const struct descriptor *describe(const char *id)
{
	return strcmp(id, "X001") ? NULL : &known;
}

/* What the form prints of these results. */
static const char *form(struct arena *a, enum format format, const struct result *results, size_t n)
{
	struct form *f = form_new(a, format, false, describe);
	struct text out;

	text_init(&out, a);
	for (size_t i = 0; i < n; i++)
		f->add(f, &results[i], &out);
	f->end(f, &out);
	return out.s;
}

static json_t *parsed(const char *s)
{
	json_error_t error;
	json_t *document = json_loads(s, JSON_REJECT_DUPLICATES, &error);

	if (!document)
		fail_msg("no JSON: %s in\n%s", error.text, s);
	for (const char *p = s; *p; p++)
		if ((unsigned char)*p > '~' || ((unsigned char)*p < ' ' && *p != '\n'))
			fail_msg("byte %02x in a document", (unsigned char)*p);
	return document;
}

/* The text at a path of keys and indexes: "files.0.uri". */
static const char *get(json_t *document, const char *path)
{
	char key[64];

	while (*path) {
		size_t n = strcspn(path, ".");

		snprintf(key, sizeof(key), "%.*s", (int)n, path);
		document = json_is_array(document) ? json_array_get(document, (size_t)atoi(key))
						   : json_object_get(document, key);
		path += n + (path[n] == '.');
	}
	return json_is_string(document) ? json_string_value(document) : NULL;
}

static int number(json_t *document, const char *first, int index, const char *second)
{
	return (int)json_integer_value(
		json_object_get(json_array_get(json_object_get(document, first), (size_t)index), second));
}

#define NASTY "a\033[31m\xff\xe2\x80\xae\x01 <&\"'>]]> %,:\r ::stop \xef\xbf\xbf end"

static struct finding *add(struct findings *f, const char *id, enum severity severity, struct place p,
			   const char *message)
{
	struct finding *one = findings_add(f, id, severity, p);

	one->message = message;
	return one;
}

static struct findings nasty(struct arena *a)
{
	struct source *s = file(a, NASTY ".yaml", "one\n\xff\xf0\x9f\x98\x80 two\n");
	struct findings f;
	struct finding *one;

	findings_init(&f, a);
	one = add(&f, "X001", ERROR, at(s, "two"), NASTY);
	one->object = NASTY;
	one->consequence = NASTY "\n" NASTY;
	one->help = NASTY;
	finding_note(&f, one, at(s, "one"), NASTY);
	finding_note(&f, one, (struct place){0}, "nowhere");
	add(&f, "X002", INFO, (struct place){0}, "without a place");
	return f;
}

static struct result result_of(const char *name, const struct findings *f)
{
	return (struct result){.name = name, .host = "h", .findings = f, .fail_on = ERROR};
}

static void names_become_uris(void **state)
{
	assert_string_equal(uri_of(*state, "hosts/vm-1_a.b~.yaml"), "hosts/vm-1_a.b~.yaml");
	assert_string_equal(uri_of(*state, "a b"), "a%20b");
	assert_string_equal(uri_of(*state, "a:b%?#\xff\n"),
			    "a%3Ab%25%3F%23%FF%0A"); /* "a:" would be a scheme */
	assert_string_equal(uri_of(*state, "<stdin>"), "%3Cstdin%3E");
	assert_string_equal(uri_of(*state, "/etc/x"), "file:///etc/x");
	assert_string_equal(uri_of(*state, ""), "");
}

static void what_is_shown_keeps_its_lines(void **state)
{
	assert_string_equal(shown_lines(*state, "a\n\nb\r\033c\n"), "a\n\nb\xef\xbf\xbd\xef\xbf\xbd"
							      "c\n");
	assert_string_equal(shown(*state, ""), "");
	assert_int_equal(utf8_check(shown(*state, NASTY), strlen(shown(*state, NASTY))),
			 strlen(shown(*state, NASTY)));
}

static void json_keeps_its_shape(void **state)
{
	struct findings f = nasty(*state);
	const struct result results[] = {result_of(NASTY ".yaml", &f),
					 {.name = "gone.yaml", .trouble = "No such file\033"},
					 {.name = "c", .waiting = true}};
	json_t *d = parsed(form(*state, FORMAT_JSON, results, 3)), *one;

	assert_string_equal(get(d, "files.0.uri"),
			    "a%1B%5B31m%FF%E2%80%AE%01%20%3C%26%22%27%3E%5D%5D%3E%20%25%2C%3A%0D"
			    "%20%3A%3Astop%20%EF%BF%BF%20end.yaml");
	assert_string_equal(get(d, "files.0.file"), shown(*state, NASTY ".yaml"));
	assert_string_equal(get(d, "files.0.host"), "h");
	assert_string_equal(get(d, "files.0.findings.0.message"), shown(*state, NASTY));
	assert_string_equal(get(d, "files.0.findings.0.consequence"), shown_lines(*state, NASTY "\n" NASTY));
	assert_string_equal(get(d, "files.0.findings.0.title"), "something");
	assert_string_equal(get(d, "files.0.findings.0.notes.1.text"), "nowhere");
	assert_null(get(d, "files.0.findings.0.notes.1.file"));
	assert_null(get(d, "files.0.findings.1.file"));
	assert_string_equal(get(d, "files.0.findings.1.severity"), "info");
	assert_string_equal(get(d, "files.1.trouble"), "No such file\xef\xbf\xbd");
	assert_null(get(d, "files.1.host"));
	one = json_object_get(json_array_get(json_object_get(d, "files"), 0), "findings");
	one = json_pack("{s:O}", "findings", one);
	/* the stray byte and the character outside the BMP are one column each */
	assert_int_equal(number(one, "findings", 0, "line"), 2);
	assert_int_equal(number(one, "findings", 0, "column"), 4);
	json_decref(one);
	for (int i = 0; i < 3; i++)
		assert_int_equal(json_is_true(json_object_get(
					 json_array_get(json_object_get(d, "files"), (size_t)i), "judged")),
				 i == 0);
	json_decref(d);
}

static void json_counts(void **state)
{
	struct findings f = nasty(*state);
	struct result r = result_of("a", &f);
	const char *counts;

	r.accepted = 2;
	r.off = 3;
	r.known = 4;
	counts = form(*state, FORMAT_JSON, (const struct result[]){r, r}, 2);
	assert_non_null(strstr(counts,
			       "        \"error\": 1,\n        \"warning\": 0,\n        \"info\": 1,\n"
			       "        \"accepted\": 2,\n        \"off\": 3,\n        \"known\": 4\n"));
	assert_non_null(strstr(counts, "    \"error\": 2,\n    \"warning\": 0,\n    \"info\": 2,\n"
				       "    \"accepted\": 4,\n    \"off\": 6,\n    \"known\": 8\n"));
}

static void nothing_is_a_document_too(void **state)
{
	json_t *d = parsed(form(*state, FORMAT_JSON, NULL, 0));

	assert_int_equal(json_array_size(json_object_get(d, "files")), 0);
	assert_non_null(json_object_get(d, "files"));
	json_decref(d);
	d = parsed(form(*state, FORMAT_SARIF, NULL, 0));
	assert_string_equal(get(d, "version"), "2.1.0");
	assert_non_null(json_object_get(json_array_get(json_object_get(d, "runs"), 0), "results"));
	json_decref(d);
	assert_string_equal(
		form(*state, FORMAT_JUNIT, NULL, 0),
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<testsuites name=\"bondwright\" tests=\"0\" failures=\"0\" errors=\"0\">\n</testsuites>\n");
	assert_string_equal(form(*state, FORMAT_GITHUB, NULL, 0), "");
	assert_string_equal(form(*state, FORMAT_TEXT, NULL, 0), "");
}

static void sarif_names_each_rule_once(void **state)
{
	struct source *s = file(*state, "a.yaml", "one\n");
	struct findings f;
	struct result r;
	json_t *d, *run;

	findings_init(&f, *state);
	add(&f, "X001", WARNING, at(s, "one"), "m1")->help = "h\nh2";
	add(&f, "X404", INFO, (struct place){0}, "not in the catalogue");
	add(&f, "X001", ERROR, (struct place){0}, "m2");
	r = result_of("a.yaml", &f);
	d = parsed(
		form(*state, FORMAT_SARIF, (const struct result[]){r, r, {.name = NULL, .findings = &f}}, 3));
	run = json_array_get(json_object_get(d, "runs"), 0);
	assert_string_equal(get(run, "columnKind"), "unicodeCodePoints");
	assert_int_equal(json_array_size(json_object_get(
				 json_object_get(json_object_get(run, "tool"), "driver"), "rules")),
			 1);
	assert_string_equal(get(run, "tool.driver.rules.0.defaultConfiguration.level"), "error");
	assert_string_equal(get(run, "tool.driver.rules.0.properties.tags.0"), "X");
	assert_int_equal(json_array_size(json_object_get(run, "artifacts")), 1); /* they must differ */
	assert_int_equal(json_array_size(json_object_get(run, "results")), 9);
	assert_string_equal(get(run, "results.0.level"), "warning");
	assert_string_equal(get(run, "results.0.message.text"), "m1\nhelp: h\nh2");
	assert_null(json_object_get(json_array_get(json_object_get(run, "results"), 1), "ruleIndex"));
	assert_string_equal(get(run, "results.1.level"), "note");
	/* what points nowhere is about the file; what is about the run has no place at all */
	assert_string_equal(get(run, "results.2.locations.0.physicalLocation.artifactLocation.uri"),
			    "a.yaml");
	assert_null(get(run, "results.8.locations.0.physicalLocation.artifactLocation.uri"));
	json_decref(d);
}

static void sarif_says_when_a_file_was_not_read(void **state)
{
	const struct result r = {.name = "a b", .trouble = "no"};
	json_t *d = parsed(form(*state, FORMAT_SARIF, &r, 1)),
	       *run = json_array_get(json_object_get(d, "runs"), 0);
	json_t *invocation = json_array_get(json_object_get(run, "invocations"), 0);

	assert_true(json_is_false(json_object_get(invocation, "executionSuccessful")));
	assert_string_equal(get(invocation, "toolExecutionNotifications.0.message.text"), "no");
	assert_string_equal(
		get(invocation,
		    "toolExecutionNotifications.0.locations.0.physicalLocation.artifactLocation.uri"),
		"a%20b");
	json_decref(d);
}

static void junit_fails_as_the_exit_code_does(void **state)
{
	struct findings f, none;
	struct result r;
	const char *out;

	findings_init(&f, *state);
	findings_init(&none, *state);
	add(&f, "X001", WARNING, (struct place){0}, "a <b> & \"c\"\xef\xbf\xbe");
	r = result_of("f&.yaml", &f);
	out = form(*state, FORMAT_JUNIT, &r, 1);
	assert_non_null(strstr(
		out,
		"<testsuite name=\"f&#38;.yaml\" hostname=\"h\" tests=\"1\" failures=\"0\" errors=\"0\">\n"));
	assert_non_null(strstr(out, "name=\"X001: a &#60;b&#62; &#38; &#34;c&#34;\xef\xbf\xbd\""));
	assert_non_null(strstr(out, "<system-out>warning[X001]: a &#60;b"));
	r.fail_on = WARNING;
	out = form(*state, FORMAT_JUNIT, &r, 1);
	assert_non_null(strstr(out, "tests=\"1\" failures=\"1\" errors=\"0\">\n  <testsuite"));
	assert_non_null(strstr(out, "<failure type=\"X001\" message=\"a "));
	r = result_of("clean", &none);
	out = form(*state, FORMAT_JUNIT, (const struct result[]){r, {.name = "x\ny", .trouble = "t"}}, 2);
	assert_non_null(strstr(out, "<testcase classname=\"clean\" name=\"no findings\"></testcase>"));
	assert_non_null(strstr(out, "classname=\"x\xef\xbf\xbdy\""));
	assert_non_null(strstr(out, "<error message=\"t\"/>"));
	assert_non_null(
		strstr(out, "<testsuites name=\"bondwright\" tests=\"2\" failures=\"0\" errors=\"1\">"));
}

static void github_takes_one_line_each(void **state)
{
	struct source *s = file(*state, "a,b:c%.yaml", "one\n");
	struct findings f;
	struct result r;

	findings_init(&f, *state);
	add(&f, "X001", ERROR, at(s, "one"), "100%: a, b")->consequence = "1\n2";
	add(&f, "X002", WARNING, (struct place){0}, "::error::x");
	add(&f, "X003", INFO, (struct place){0}, "i");
	r = result_of("host\n.yaml", &f);
	assert_string_equal(form(*state, FORMAT_GITHUB, &r, 1),
			    "::error file=a%2Cb%3Ac%25.yaml,line=1,col=1,title=X001::100%25: a, b%0A1%0A2\n"
			    "::warning file=host\xef\xbf\xbd.yaml,title=X002::::error::x\n"
			    "::notice file=host\xef\xbf\xbd.yaml,title=X003::i\n");
	r = (struct result){.trouble = "t"};
	assert_string_equal(form(*state, FORMAT_GITHUB, &r, 1), "::error title=bondwright::t\n");
}

static void text_counts_in_its_last_line(void **state)
{
	struct findings f;
	struct result r;

	findings_init(&f, *state);
	r = result_of("a", &f);
	assert_string_equal(form(*state, FORMAT_TEXT, &r, 1), "");
	r.off = 1;
	r.known = 2;
	r.waiting = true;
	assert_string_equal(form(*state, FORMAT_TEXT, &r, 1),
			    "a: 1 switched off, 2 known; the rules wait until these faults are mended\n");
	add(&f, "X001", INFO, (struct place){0}, "m");
	add(&f, "X001", INFO, (struct place){0}, "m");
	r = result_of("a\033", &f);
	assert_string_equal(form(*state, FORMAT_TEXT, &r, 1),
			    "info[X001]: m\ninfo[X001]: m\na\xef\xbf\xbd: 2 info\n");
}

static void the_forms_have_their_names(void **state)
{
	(void)state;
	assert_string_equal(format_words[FORMAT_JSON], "json");
	assert_string_equal(format_words[FORMAT_GITHUB], "github");
	assert_null(format_words[FORMAT_GITHUB + 1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names_become_uris),
		TEST(what_is_shown_keeps_its_lines),
		TEST(json_keeps_its_shape),
		TEST(json_counts),
		TEST(nothing_is_a_document_too),
		TEST(sarif_names_each_rule_once),
		TEST(sarif_says_when_a_file_was_not_read),
		TEST(junit_fails_as_the_exit_code_does),
		TEST(github_takes_one_line_each),
		TEST(text_counts_in_its_last_line),
		TEST(the_forms_have_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
