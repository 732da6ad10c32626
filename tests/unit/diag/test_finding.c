/* Findings as a collection: order, places, counts. */
#include "look.h"

static void add(struct findings *f, const char *id, enum severity severity, struct place p,
		const char *message)
{
	findings_add(f, id, severity, p)->message = message;
}

static const char *order(const struct findings *f)
{
	struct text t;

	text_init(&t, f->arena);
	for (size_t i = 0; i < f->n; i++)
		text_join(&t, " ", f->v[i]->message);
	return t.s;
}

static void counts_by_level(void **state)
{
	struct findings f;

	findings_init(&f, *state);
	assert_int_equal(findings_count(&f, INFO), 0);
	add(&f, "A", ERROR, (struct place){0}, "");
	add(&f, "A", INFO, (struct place){0}, "");
	add(&f, "A", WARNING, (struct place){0}, "");
	add(&f, "A", INFO, (struct place){0}, "");
	assert_int_equal(findings_count(&f, INFO), 4);
	assert_int_equal(findings_count(&f, WARNING), 2);
	assert_int_equal(findings_count(&f, ERROR), 1);
	assert_string_equal(severity_name(INFO), "info");
	assert_string_equal(severity_name(WARNING), "warning");
	assert_string_equal(severity_name(ERROR), "error");
}

static void the_order_is_that_of_the_file(void **state)
{
	struct source *host = file(*state, "b.yaml", "abcdef"), *site = file(*state, "a.yaml", "abcdef");
	struct findings f;

	findings_init(&f, *state);
	add(&f, "X2", INFO, at(host, "c"), "6");
	add(&f, "X1", ERROR, at(host, "c"), "5");
	add(&f, "X1", ERROR, at(host, "c"), "4");
	add(&f, "X1", ERROR, at(host, "a"), "3");
	add(&f, "X9", ERROR, at(site, "f"), "2");
	add(&f, "X1", ERROR, (struct place){.path = "not.there"}, "1");
	add(&f, "X2", ERROR, (struct place){0}, "1b");
	findings_locate(&f, locator_new(*state));
	assert_string_equal(order(&f), "1 1b 2 3 4 5 6");
}

static void paths_get_their_places(void **state)
{
	struct source *s = file(*state, "x.yaml", "bond0 eth1 mode");
	struct locator *l = locator_new(*state);
	struct findings f;
	struct finding *one;

	locator_put(l, "bonds[0]", at(s, "bond0").span);
	locator_put(l, "bonds[0].slaves[1]", at(s, "eth1").span);
	findings_init(&f, *state);
	one = findings_add(&f, "X1", ERROR, (struct place){.path = "bonds[0].slaves[1]"});
	one->message = "slave";
	finding_note(&f, one, (struct place){.path = "bonds[0].mode"}, "the bond");
	finding_note(&f, one, at(s, "mode"), "known already");
	finding_note(&f, one, (struct place){0}, "nowhere");
	add(&f, "X2", ERROR, (struct place){.path = "bonds[0]"}, "bond");
	findings_locate(&f, l);
	assert_string_equal(order(&f), "bond slave");
	assert_int_equal(f.v[1]->at.span.from, 6);
	assert_int_equal(one->notes->at.span.from,
			 0); /* what is not written has the place of what contains it */
	assert_string_equal(one->notes->text, "the bond");
	assert_int_equal(one->notes->next->at.span.from, 11);
	assert_null(one->notes->next->next->at.span.source);
	assert_null(one->notes->next->next->next);
}

static void a_place_that_is_known_stays(void **state)
{
	struct source *s = file(*state, "x.yaml", "one two");
	struct locator *l = locator_new(*state);
	struct place p = at(s, "two");
	struct findings f;

	p.path = "a";
	locator_put(l, "a", at(s, "one").span);
	findings_init(&f, *state);
	add(&f, "X1", ERROR, p, "m");
	findings_locate(&f, l);
	assert_int_equal(f.v[0]->at.span.from, 4);
}

static void many(void **state)
{
	struct source *s = file(*state, "x.yaml", arena_printf(*state, "%05000d", 0));
	struct findings f;

	findings_init(&f, *state);
	for (uint32_t i = 0; i < 5000; i++)
		add(&f, "X1", INFO, (struct place){.span = {s, (i * 2711) % 5000, 5000}}, "m");
	findings_locate(&f, locator_new(*state));
	for (uint32_t i = 0; i < 5000; i++)
		assert_int_equal(f.v[i]->at.span.from, i);
}

static void none(void **state)
{
	struct findings f;

	findings_init(&f, *state);
	findings_locate(&f, locator_new(*state));
	assert_string_equal(printed(&f, true), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(counts_by_level),
		TEST(the_order_is_that_of_the_file),
		TEST(paths_get_their_places),
		TEST(a_place_that_is_known_stays),
		TEST(many),
		TEST(none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
