/* What is dumped reads as the same host: every key of the language, each of its words, texts that YAML would take
 * for something else, and hosts as drafts make them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/description.h"
#include "model/draft.h"
#include "model/dump.h"
#include "model/rows.h"

static int begin(void **state)
{
	*state = arena_new();
	return 0;
}

static int end(void **state)
{
	arena_free(*state);
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

static void same_value(const struct value *x, const struct value *y, const char *what)
{
	if (x->from != y->from || (x->from == WRITTEN && strcmp(x->s, y->s)))
		fail_msg("%s: '%s' became '%s'", what, has(x) ? x->s : "(absent)", has(y) ? y->s : "(absent)");
}

static void same_map(const struct table *t, const char *x, const char *y)
{
	for (const struct row *r = t->rows; r < t->rows + t->n; r++) {
		const char *p = x + r->place, *q = y + r->place;

		if (r->kind == K_MAP && r->list) {
			const struct maps *m = (const struct maps *)p, *n = (const struct maps *)q;

			assert_int_equal(m->n, n->n);
			for (size_t i = 0; i < m->n; i++)
				same_map(r->table, m->v + i * r->table->size, n->v + i * r->table->size);
		} else if (r->kind == K_MAP) {
			same_map(r->table, p, q);
		} else if (r->list) {
			const struct values *v = (const struct values *)p, *w = (const struct values *)q;

			assert_int_equal(v->from, w->from);
			assert_int_equal(v->n, w->n);
			for (size_t i = 0; i < v->n; i++)
				same_value(&v->v[i], &w->v[i], r->key);
		} else {
			same_value((const struct value *)p, (const struct value *)q, r->key);
		}
	}
}

static const struct host *read_back(struct arena *a, const char *text)
{
	struct findings faults;
	const struct host *h;

	findings_init(&faults, a);
	h = host_read(a, source_of(a, "dumped", text, strlen(text)), NULL, &faults);
	if (!h)
		fail_msg("%s: %s in\n%s", faults.v[0]->id, faults.v[0]->message, text);
	return h;
}

static const char *dumped(struct arena *a, const struct host *host)
{
	struct text t;

	text_init(&t, a);
	dump_host(host, NULL, &t);
	return t.s;
}

static void goes_round(struct arena *a, const struct host *host)
{
	const char *text = dumped(a, host);
	const struct host *again = read_back(a, text);

	same_map(&host_table, (const char *)host, (const char *)again);
	assert_string_equal(dumped(a, again), text);
}

/* ---- drafts with every key ---- */

static struct draft *draft_of(struct arena *a)
{
	struct findings *f = arena_alloc(a, sizeof(*f));
	struct draft *d;

	findings_init(f, a);
	d = draft_new(a, f);
	draft_set(d, &d->host, "host", "vm1.example.com", (struct span){0});
	draft_set(d, &d->host, "os", "rhel6.8", (struct span){0});
	return d;
}

static const struct host *finished(struct draft *d)
{
	const struct drafted *out = draft_finish(d);

	if (!out)
		fail_msg("%s: %s", d->findings->v[0]->id, d->findings->v[0]->message);
	return out->host;
}

/* The example of a row without the quotes that YAML wants around it. */
static const char *bare(struct arena *a, const struct row *r)
{
	const char *s = row_example(a, r);
	size_t n = strlen(s);

	return *s == '"' ? arena_strndup(a, s + 1, n - 2) : s;
}

static void fill_with_examples(struct draft *d, struct draft_object *o, const struct table *t)
{
	for (const struct row *r = t->rows; r < t->rows + t->n; r++)
		if (r->kind != K_MAP && strcmp(r->key, "name") && !draft_get(o, r->key))
			draft_add(d, o, r->key, bare(d->arena, r), (struct span){0});
}

static void every_key_goes_round(void **state)
{
	struct draft *d = draft_of(*state);
	struct draft_object *o, *route;

	fill_with_examples(d, &d->host, &host_table);
	fill_with_examples(d, &d->dns, table_find(&host_table, "dns")->table);
	fill_with_examples(d, &d->xend, table_find(&host_table, "xend")->table);
	for (int kind = NIC; kind <= BRIDGE; kind++) {
		o = draft_describe(d, arena_printf(*state, "if%d", kind), (struct span){0});
		o->kind = kind;
		fill_with_examples(d, o, table_of(iface_list((enum iface_kind)kind)));
		route = draft_route(d, o, (struct span){0});
		fill_with_examples(d, route, table_find(table_of("nics"), "routes")->table);
	}
	goes_round(*state, finished(d));
}

/* Each word of an option, by its name and by its number. */
static void every_word_goes_round(void **state)
{
	const struct table *t = table_of("bonds");

	for (const struct row *r = t->rows; r < t->rows + t->n; r++)
		for (const struct word *w = r->words; w && w->text; w++) {
			struct draft *d = draft_of(*state);
			struct draft_object *o = draft_describe(d, "bond0", (struct span){0});

			o->kind = BOND;
			draft_add(d, o, "slaves", "eth0", (struct span){0});
			draft_set(d, o, r->key, w->text, (struct span){0});
			goes_round(*state, finished(d));
			draft_set(d, o, r->key, arena_printf(*state, "%ld", w->number), (struct span){0});
			goes_round(*state, finished(d));
		}
}

static void texts_that_yaml_would_take_for_something_else(void **state)
{
	static const char *const texts[] = {
		"yes", "null", "~", "1.5", "a: b", "# no comment", "it's \"quoted\" and \\ escaped", "- item", "two\nlines",
		"tab\there", "{brace", "*star", "&amp", "!tag", "%percent", "@at", "`tick", "trailing ", " leading", "0x10",
		"Stra\303\237e", "12:30:45", "=", "<<", "...", "---",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct draft *d = draft_of(*state);

		draft_set(d, draft_describe(d, "eth0", (struct span){0}), "comment", texts[i], (struct span){0});
		goes_round(*state, finished(d));
	}
}

/* ---- what drafts make of a host ---- */

static void a_vlan_is_named_by_its_parent_where_it_can_be(void **state)
{
	struct draft *d = draft_of(*state);
	struct draft_object *plain = draft_describe(d, "eth0.5", (struct span){0}),
			    *named = draft_describe(d, "storage", (struct span){0});
	const struct host *h;

	plain->kind = named->kind = VLAN;
	draft_set(d, plain, "id", "5", (struct span){0});
	draft_set(d, plain, "parent", "eth0", (struct span){0});
	draft_set(d, named, "id", "6", (struct span){0});
	draft_set(d, named, "parent", "eth0", (struct span){0});
	draft_mention(d, "eth0", (struct span){0});
	h = finished(d);
	assert_int_equal(h->nics.n, 1);
	assert_int_equal(h->vlans.n, 2);
	assert_false(has(&h->vlans.v[0].common.name));
	assert_string_equal(h->vlans.v[1].common.name.s, "storage");
}

static void a_value_that_is_none_is_a_finding_at_its_place(void **state)
{
	static const char bytes[] = "MTU=big\n";
	struct source *s = source_of(*state, "ifcfg-eth0", bytes, sizeof(bytes) - 1);
	struct draft *d = draft_of(*state);
	struct draft_object *o = draft_describe(d, "eth0", (struct span){s, 0, 8});

	draft_set(d, o, "mtu", "big", (struct span){s, 4, 7});
	draft_set(d, o, "mac", "00:11", (struct span){s, 4, 7});
	assert_null(draft_finish(d));
	assert_int_equal(d->findings->n, 2);
	assert_string_equal(d->findings->v[0]->id, "IMP002");
	assert_string_equal(d->findings->v[0]->object, "eth0");
	assert_int_equal(d->findings->v[0]->at.span.from, 4);
	assert_null(strstr(d->findings->v[0]->help ? d->findings->v[0]->help : "", "quotes"));
}

static void what_cannot_be_done_without_is_asked_for(void **state)
{
	struct draft *d = draft_of(*state);
	struct draft_object *o = draft_describe(d, "vlan5", (struct span){0});

	o->kind = VLAN;
	draft_set(d, o, "id", "5", (struct span){0});
	assert_null(draft_finish(d));
	assert_non_null(strstr(d->findings->v[0]->message, "parent"));
}

static void what_was_left_out_is_not_there(void **state)
{
	struct draft *d = draft_of(*state);
	struct draft_object *bond = draft_describe(d, "bond0", (struct span){0}), *bridge;

	bond->kind = BOND;
	assert_null(draft_finish(d)); /* no slaves */
	draft_mention(d, "eth0", (struct span){0});
	draft_leave_out(d, bond);
	assert_null(draft_find(d, "bond0"));
	bridge = draft_describe(d, "br0", (struct span){0});
	bridge->kind = BRIDGE;
	draft_add(d, bridge, "ports", "eth0", (struct span){0});
	assert_true(draft_is_used(d, draft_find(d, "eth0")));
	assert_false(draft_is_used(d, bridge));
	assert_int_equal(finished(d)->bonds.n, 0);
	draft_leave_out(d, bridge); /* the last */
	draft_mention(d, "eth1", (struct span){0});
	assert_int_equal(finished(d)->nics.n, 2);
}

static void a_field_is_set_in_place_of_another_and_lists_grow(void **state)
{
	struct draft *d = draft_of(*state);
	struct draft_object *o = draft_describe(d, "bond0", (struct span){0});
	const struct host *h;

	o->kind = BOND;
	draft_set(d, o, "miimon", "50", (struct span){0});
	draft_add(d, o, "slaves", "eth1", (struct span){0});
	draft_set(d, o, "miimon", "100", (struct span){0});
	draft_add(d, o, "slaves", "eth0", (struct span){0});
	draft_drop(o, "mode");
	h = finished(d);
	assert_int_equal(h->bonds.v[0].option[OPT_MIIMON].n, 100);
	assert_int_equal(h->bonds.v[0].slaves.n, 2);
	assert_string_equal(h->bonds.v[0].slaves.v[0].s, "eth1");
}

static void comments_stand_above_their_object(void **state)
{
	struct draft *d = draft_of(*state);
	struct draft_object *o = draft_describe(d, "eth0", (struct span){0});
	const struct drafted *out;
	struct text t;

	draft_comment(d, o, "uplink\x1b[31m of \xff rack 3");
	draft_comment(d, o, "");
	out = draft_finish(d);
	text_init(&t, *state);
	dump_host(out->host, out->comments, &t);
	assert_non_null(strstr(t.s, "nics:\n  # uplink"));
	assert_null(strchr(t.s, '\x1b'));
	assert_null(strchr(t.s, '\xff'));
	read_back(*state, t.s);
}

static void what_is_missing_is_a_comment(void **state)
{
	struct draft *d = draft_of(*state);
	struct text t;

	draft_describe(d, "eth0", (struct span){0});
	draft_describe(d, "br0", (struct span){0})->kind = BRIDGE;
	text_init(&t, *state);
	dump_missing(finished(d), &t);
	assert_non_null(strstr(t.s, "virtualization"));
	assert_non_null(strstr(t.s, "native of eth0"));
	for (const char *line = t.s; *line; line = strchr(line, '\n') + 1)
		assert_true(*line == '#' || *line == '\n');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_key_goes_round),
		TEST(every_word_goes_round),
		TEST(texts_that_yaml_would_take_for_something_else),
		TEST(a_vlan_is_named_by_its_parent_where_it_can_be),
		TEST(a_value_that_is_none_is_a_finding_at_its_place),
		TEST(what_cannot_be_done_without_is_asked_for),
		TEST(what_was_left_out_is_not_there),
		TEST(a_field_is_set_in_place_of_another_and_lists_grow),
		TEST(comments_stand_above_their_object),
		TEST(what_is_missing_is_a_comment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
