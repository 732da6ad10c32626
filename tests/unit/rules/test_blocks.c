/*
 * The blocks test themselves: the bad example of each raises just what the block says, the good one
 * nothing, on the way from bytes to findings that users take.
 */
#include "fleet/fix.h"
#include "model/convert.h"
#include "model/rows.h"
#include "rules/judge.h"
#include "rules/rule.h"

/* Block `i` of the catalogue; NULL behind the last. */
static const struct descriptor *block(size_t i)
{
	size_t n;
	const struct descriptor *const *all = catalogue(&n);

	return i < n ? all[i] : NULL;
}

static const struct rule *rule_of(const char *id)
{
	for (size_t i = 0; i < rules_count; i++)
		if (!strcmp(rules_all[i]->about.id, id))
			return rules_all[i];
	return NULL;
}

/* True if a callback raises it, which has the resolved host at hand, and not a row of the language. */
static bool judges(const struct rule *r)
{
	return r->on_host || r->on_iface || r->on_nic || r->on_bond || r->on_vlan || r->on_bridge || r->on_fleet;
}

/* What is found in `host`, judged as the block's examples are: alone, or as the second of two files. */
static struct findings judge_beside(struct arena *a, const struct descriptor *d, const char *host)
{
	return d->beside ? judge_two(a, d->beside, host) : judge(a, host);
}

/* The block's own id and `also`, as ids() writes a set. */
static const char *expected(struct arena *a, const struct descriptor *d)
{
	const char *v[16] = {d->id};
	struct text t;
	size_t n = 1;

	for (const char *const *id = d->also; id && *id; id++) {
		assert_true(n < 16);
		v[n++] = *id;
	}
	qsort(v, n, sizeof(*v), by_text);
	text_init(&t, a);
	for (size_t i = 0; i < n; i++)
		text_join(&t, " ", v[i]);
	return t.s;
}

static void the_bad_example_raises_what_the_block_says(void **state)
{
	const struct descriptor *d;
	size_t wrong = 0;

	for (size_t b = 0; (d = block(b)); b++) {
		struct findings f;

		if (!d->bad)
			continue;
		f = judge_beside(*state, d, d->bad);
		if (!strcmp(ids(&f, d->id), expected(*state, d)))
			continue;
		print_error("%s: its bad example raises '%s', expected '%s'\n", d->id, ids(&f, d->id),
			    expected(*state, d));
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void the_good_example_raises_nothing(void **state)
{
	const struct descriptor *d;
	size_t wrong = 0;

	for (size_t b = 0; (d = block(b)); b++) {
		struct findings f;

		if (!d->good)
			continue;
		f = judge_beside(*state, d, d->good);
		if (!*ids(&f, d->id))
			continue;
		print_error("%s: its good example raises '%s'\n", d->id, ids(&f, d->id));
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

/* ---- one edit apart ---- */

enum { LINES = 100 };

static size_t split(struct arena *a, const char *s, const char *lines[LINES])
{
	size_t n = 0;

	while (*s) {
		size_t len = strcspn(s, "\n");

		assert_true(n < LINES);
		lines[n++] = arena_strndup(a, s, len);
		s += len + (s[len] == '\n');
	}
	return n;
}

/*
 * Takes off the lines that both begin and end with: what is left is one edit, unless a line of it is in
 * both, so that two edits were made around it.
 */
static bool one_edit(struct arena *a, const char *bad, const char *good)
{
	const char *x[LINES], *y[LINES];
	size_t n = split(a, bad, x), m = split(a, good, y), from = 0;

	while (from < n && from < m && !strcmp(x[from], y[from]))
		from++;
	while (n > from && m > from && !strcmp(x[n - 1], y[m - 1])) {
		n--;
		m--;
	}
	for (size_t i = from; i < n; i++)
		for (size_t k = from; k < m; k++)
			if (!strcmp(x[i], y[k]))
				return false;
	return n > from || m > from;
}

static void what_counts_as_one_edit(void **state)
{
	assert_true(one_edit(*state, "a\nb\nc\n", "a\nx\ny\nc\n"));
	assert_true(one_edit(*state, "a\nb\n", "a\n"));
	assert_true(one_edit(*state, "a\nb\n", "a\nb\nb\n"));
	assert_false(one_edit(*state, "a\nb\n", "a\nb\n"));
	assert_false(one_edit(*state, "a\nb\nc\nd\n", "x\nb\nc\ny\n"));
}

static void bad_and_good_are_one_edit_apart(void **state)
{
	const struct descriptor *d;

	for (size_t b = 0; (d = block(b)); b++) {
		if (!d->bad != !d->good)
			fail_msg("%s has one example", d->id);
		if (d->bad && !one_edit(*state, d->bad, d->good))
			fail_msg("%s: its examples are not one edit apart", d->id);
	}
}

/* ---- the block is whole ---- */

static void every_block_explains_itself(void **state)
{
	const struct descriptor *d;

	(void)state;
	for (size_t b = 0; (d = block(b)); b++) {
		const struct rule *r = rule_of(d->id);

		if (!d->title || !d->since || !d->why || !d->fix)
			fail_msg("%s lacks a part of its explanation", d->id);
		if (r && !r->on_fleet != !d->beside)
			fail_msg("%s: a rule for fleets has a host beside its examples, others have none", d->id);
		if (r && (!d->bad || !d->sources || !d->sources[0]))
			fail_msg("%s lacks examples or sources", d->id);
		if (r && judges(r) && !d->verify)
			fail_msg("%s lacks a way to verify it", d->id);
		for (const char *const *id = d->also; id && *id; id++)
			if (!catalogue_find(*id))
				fail_msg("%s: also '%s', which is nothing", d->id, *id);
		for (const char *const *id = r ? r->subsumes : NULL; id && *id; id++)
			if (!rule_of(*id) || !strcmp(*id, d->id))
				fail_msg("%s: subsumes '%s', which is no other rule", d->id, *id);
	}
}

/* `host` with another release. */
static const char *moved(struct arena *a, const char *host, const char *os)
{
	const char *line = strncmp(host, "os: ", 4) ? strstr(host, "\nos: ") : host;

	if (!line)
		return host;
	line += *line == '\n';
	return arena_printf(a, "%.*sos: %s%s", (int)(line - host), host, os, line + strcspn(line, "\n"));
}

static void no_release_makes_it_worse_than_the_block_says(void **state)
{
	const struct descriptor *d;
	size_t n;
	const struct release *rows = release_rows(&n);

	for (size_t b = 0; (d = block(b)); b++) {
		int worst = -1;

		if (!d->bad || d->beside)
			continue;
		for (size_t i = 0; i < n; i++) {
			struct arena *a = arena_new();
			struct findings f =
				judge(a, moved(a, d->bad, release_name(a, &rows[i], rows[i].minor)));

			for (size_t k = 0; k < f.n; k++)
				if (!strcmp(f.v[k]->id, d->id) && (int)f.v[k]->severity > worst)
					worst = (int)f.v[k]->severity;
			arena_free(a);
		}
		if (worst > (int)d->severity)
			fail_msg("%s is raised as %s and says %s", d->id, severity_name((enum severity)worst),
				 severity_name(d->severity));
	}
	(void)state;
}

/* ---- the findings ---- */

static void check_lines(const char *id, const char *what, const char *s, size_t most)
{
	while (*s) {
		size_t len = strcspn(s, "\n");

		if (len > most || (len && (s[0] == ' ' || s[len - 1] == ' ')))
			fail_msg("%s: a line of its %s is too long or ill cut (%zu): %.*s", id, what, len,
				 (int)len, s);
		s += len + (s[len] == '\n');
	}
}

static void findings_are_written_as_readers_need_them(void **state)
{
	const struct descriptor *d;

	for (size_t b = 0; (d = block(b)); b++) {
		const struct rule *r = rule_of(d->id);
		struct findings f;
		const struct finding *one;

		if (!r || !judges(r))
			continue;
		f = judge_beside(*state, d, d->bad);
		one = find(&f, d->id);
		if (!one)
			fail_msg("%s is not raised by its bad example", d->id);
		if (!one->object || !one->at.span.source)
			fail_msg("%s names no object or no place", d->id);
		if (strchr(one->message, '\n') || one->message[strlen(one->message) - 1] == '.')
			fail_msg("%s: its message is not one line without full stop", d->id);
		if (!one->help || (one->severity > INFO && !one->consequence))
			fail_msg("%s says not what happens or what to write", d->id);
		check_lines(d->id, "consequence", one->consequence ? one->consequence : "", 100);
		check_lines(d->id, "help", one->help, 120);
		for (const struct note *n = one->notes; n; n = n->next)
			if (!n->at.span.source)
				fail_msg("%s: a note points nowhere: %s", d->id, n->text);
	}
}

/* The row of the first table that has `key`; NULL: the language does not know it. */
static const struct row *row_of(const char *key)
{
	static const char *const lists[] = {"nics",     "bonds",  "vlans", "bridges",
					    "switches", "guests", "allow"};
	const struct row *row = table_find(&host_table, key);

	for (size_t i = 0; !row && i < sizeof(lists) / sizeof(*lists); i++)
		row = table_find(table_of(lists[i]), key);
	return row;
}

/* True if the language takes `key: value` as it stands there; a list by its first element. */
static bool is_yaml(struct arena *a, const char *key, const char *value)
{
	const struct row *row = row_of(key);
	struct value v;

	if (!row || row->kind == K_MAP)
		return row != NULL;
	if (row->list && *value == '[')
		value = arena_strndup(a, value + 1, strcspn(value + 1, ",]"));
	if (*value == '"')
		value = arena_strndup(a, value + 1, strcspn(value + 1, "\""));
	return (row->list && !*value) || convert(a, row, value, &v, NULL);
}

/* True if the text before `place` ends with `key`, of which `len` bytes count. */
static bool behind(const char *place, const char *start, const char *key, size_t len)
{
	return (size_t)(place - start) >= len && !strncmp(place - len, key, len);
}

/*
 * `bad` with the help of `one` written where it points: in place of the value, or behind the name of the
 * object that lacks it. NULL where that is not all that the help says.
 */
static const char *repaired(struct arena *a, const char *bad, const struct finding *one)
{
	size_t key = strcspn(one->help, ":") + 2;
	const char *from = bad + one->at.span.from, *to = bad + one->at.span.to;

	if (strchr(one->help, '\n') || strstr(one->help, "        ") || key > strlen(one->help))
		return NULL;
	if (behind(from, bad, one->help, key))
		return arena_printf(a, "%.*s%s%s", (int)(from - bad), bad, one->help + key, to);
	if (behind(from, bad, "{name: ", 7) && *to == ',')
		return arena_printf(a, "%.*s, %s%s", (int)(to - bad), bad, one->help, to);
	return NULL;
}

static void a_help_cures_and_does_no_harm(void **state)
{
	const struct descriptor *d;
	size_t cured = 0;

	for (size_t b = 0; (d = block(b)); b++) {
		const struct rule *r = rule_of(d->id);
		struct findings f, after;
		const char *host;

		if (!r || !judges(r))
			continue;
		f = judge_beside(*state, d, d->bad);
		host = find(&f, d->id) ? repaired(*state, d->bad, find(&f, d->id)) : NULL;
		if (!host)
			continue;
		after = judge_beside(*state, d, host);
		for (size_t i = 0; i < after.n; i++)
			if (!strcmp(after.v[i]->id, d->id) ||
			    (after.v[i]->severity >= find(&f, d->id)->severity && !find(&f, after.v[i]->id)))
				fail_msg("the help of %s leads to %s:\n%s", d->id, after.v[i]->id, host);
		cured++;
	}
	assert_true(cured > 3);
}

static struct fixed fixed_host(struct arena *a, const char *host)
{
	const struct run_options check = {.fail_on = ERROR};

	return fix_host(a, source_of(a, "host", host, strlen(host)), NULL, &check);
}

/* True if `f` has nothing at warning or above that was not there before. */
static bool nothing_new(const struct findings *before, const struct findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i]->severity >= WARNING && count(f, f->v[i]->id) > count(before, f->v[i]->id))
			return false;
	return true;
}

/* A block whose bad example has a fix: it is made, all of it, and nothing takes its place. */
static void a_fix_cures_and_does_no_harm(void **state)
{
	const struct descriptor *d;
	size_t cured = 0;

	for (size_t b = 0; (d = block(b)); b++) {
		struct findings f;
		struct fixed done;

		if (!d->bad || !rule_of(d->id))
			continue;
		f = judge_beside(*state, d, d->bad);
		if (!find(&f, d->id) || !find(&f, d->id)->edits)
			continue;
		done = fixed_host(*state, d->bad);
		if (find(&done.run.findings, d->id) || !nothing_new(&f, &done.run.findings))
			fail_msg("the fix of %s leaves %s:\n%s", d->id, ids(&done.run.findings, d->id), done.source->bytes);
		if (fixed_host(*state, done.source->bytes).n)
			fail_msg("the fix of %s does not come to an end:\n%s", d->id, done.source->bytes);
		cured++;
	}
	assert_true(cured > 10);
}

static void a_good_example_needs_no_fix(void **state)
{
	const struct descriptor *d;

	for (size_t b = 0; (d = block(b)); b++)
		if (d->good && rule_of(d->id) && fixed_host(*state, d->good).n)
			fail_msg("the good example of %s is changed", d->id);
}

static void a_help_that_looks_like_yaml_is_yaml(void **state)
{
	const struct descriptor *d;
	struct arena *a = *state;

	for (size_t b = 0; (d = block(b)); b++) {
		const struct rule *r = rule_of(d->id);
		struct findings f;
		const char *help, *gap;
		size_t key;

		if (!r || !judges(r))
			continue;
		f = judge_beside(a, d, d->bad);
		if (!find(&f, d->id) || !(help = find(&f, d->id)->help))
			continue;
		help = arena_strndup(a, help, strcspn(help, "\n"));
		key = strspn(help, "abcdefghijklmnopqrstuvwxyz0123456789_");
		gap = strstr(help, "        ");
		if (!key || strncmp(help + key, ": ", 2))
			continue;
		if (!is_yaml(a, arena_strndup(a, help, key),
			     arena_strndup(a, help + key + 2,
					   (gap ? (size_t)(gap - help) : strlen(help)) - key - 2)))
			fail_msg("%s helps with what the language does not take: %s", d->id, help);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_bad_example_raises_what_the_block_says),
		TEST(the_good_example_raises_nothing),
		TEST(what_counts_as_one_edit),
		TEST(bad_and_good_are_one_edit_apart),
		TEST(every_block_explains_itself),
		TEST(no_release_makes_it_worse_than_the_block_says),
		TEST(findings_are_written_as_readers_need_them),
		TEST(a_help_that_looks_like_yaml_is_yaml),
		TEST(a_help_cures_and_does_no_harm),
		TEST(a_fix_cures_and_does_no_harm),
		TEST(a_good_example_needs_no_fix),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
