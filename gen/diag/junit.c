/*
 * JUnit's XML, as CI servers read it: a suite per file, a case per finding. A finding at the level of
 * --fail-on is a failure, so that the report and the exit code say the same; a lesser one is a case that
 * passed, with its text as output. A file without findings is one case that passed.
 */
#include "diag/forms.h"

#include <string.h>

#include "base/utf8.h"

struct junit {
	struct form form;
	struct text suites;
	size_t tests, failures, errors;
};

/* Adds `s` with the characters in `special` escaped. What utf8_show() lets through and XML 1.0 forbids is
 * U+FFFE and U+FFFF. */
static void escape(struct text *out, const char *s, const char *special)
{
	size_t n;

	n = strlen(s);
	for (size_t i = 0, len; i < n; i += len) {
		uint32_t c = 0;

		len = utf8_decode(s + i, n - i, &c);
		if (c == 0xfffe || c == 0xffff)
			text_add(out, "\xef\xbf\xbd");
		else if (c < 0x80 && strchr(special, (int)c))
			text_addf(out, "&#%u;", c);
		else
			text_addn(out, s + i, len);
	}
}

static void attribute(struct text *out, const char *key, const char *value)
{
	text_addf(out, " %s=\"", key);
	escape(out, shown(out->arena, value), "<>&\"");
	text_add(out, "\"");
}

static void counts(struct text *out, size_t tests, size_t failures, size_t errors)
{
	text_addf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\"", tests, failures, errors);
}

static void begin_case(struct text *out, const struct result *r, const char *name)
{
	text_add(out, "    <testcase");
	attribute(out, "classname", r->name ? r->name : "bondwright");
	attribute(out, "name", name);
	text_add(out, ">");
}

static void one_case(struct text *out, const struct result *r, const struct finding *f)
{
	bool fails = f->severity >= r->fail_on;
	struct text whole;

	begin_case(out, r, arena_printf(out->arena, "%s: %s", f->id, f->message));
	if (fails) {
		text_add(out, "\n      <failure");
		attribute(out, "type", f->id);
		attribute(out, "message", f->message);
		text_add(out, ">");
	} else {
		text_add(out, "\n      <system-out>");
	}
	text_init(&whole, out->arena);
	finding_print(f, &whole, false);
	escape(out, whole.s, "<>&");
	text_add(out, fails ? "</failure>\n    </testcase>\n" : "</system-out>\n    </testcase>\n");
}

static void trouble_case(struct text *out, const struct result *r)
{
	begin_case(out, r, "trouble");
	text_add(out, "\n      <error");
	attribute(out, "message", r->trouble);
	text_add(out, "/>\n    </testcase>\n");
}

static void junit_add(struct form *f, const struct result *r, struct text *unused)
{
	struct junit *j = (struct junit *)f;
	struct text *out = &j->suites;
	size_t findings = r->findings ? r->findings->n : 0, errors = r->trouble != NULL;
	size_t failures = findings ? findings_count(r->findings, r->fail_on) : 0;
	size_t tests = findings + errors ? findings + errors : 1;

	(void)unused;
	text_add(out, "  <testsuite");
	attribute(out, "name", r->name ? r->name : "bondwright");
	if (r->host)
		attribute(out, "hostname", r->host);
	counts(out, tests, failures, errors);
	text_add(out, ">\n");
	for (size_t i = 0; i < findings; i++)
		one_case(out, r, r->findings->v[i]);
	if (r->trouble)
		trouble_case(out, r);
	if (!findings && !errors) {
		begin_case(out, r, "no findings");
		text_add(out, "</testcase>\n");
	}
	text_add(out, "  </testsuite>\n");
	j->tests += tests;
	j->failures += failures;
	j->errors += errors;
}

static void junit_end(struct form *f, struct text *out)
{
	struct junit *j = (struct junit *)f;

	text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"bondwright\"");
	counts(out, j->tests, j->failures, j->errors);
	text_addf(out, ">\n%s</testsuites>\n", j->suites.s);
}

struct form *form_junit(struct arena *a)
{
	struct junit *j = arena_alloc(a, sizeof(*j));

	text_init(&j->suites, a);
	j->form.add = junit_add;
	j->form.end = junit_end;
	return &j->form;
}
