/*
 * Hostile values, in every field that the language has: a document that is sound but for one value is refused
 * with a fault on that value's line, or accepted, and then the value is in the model byte for byte.
 *
 * Called with a directory, it writes the accepted documents into it, for the consumers of generated files to
 * judge what becomes of them: one file each, FIELD.NUMBER.yaml, and its value in FIELD.NUMBER.value.
 */
#include <errno.h>
#include <stdio.h>

#include "minimal.h"
#include "read.h"

static const char *const values[] = {
	"$(reboot)",
	"`reboot`",
	";reboot",
	"x;reboot",
	"a\nb",
	"a\nDEVICE=eth9",
	"'",
	"\"",
	"'; reboot; '",
	"\"; reboot; \"",
	"../x",
	"/etc/passwd",
	"..",
	".",
	"abcdefghijklmnop",
	"123456789012345",
	"eth0.5",
	"a.b.c",
	"vm1.example.com",
	"b\xc3\xbc"
	"cher",
	"\xe6\x9d\xb1\xe4\xba\xac",
	"DEVICE=eth9",
	"# DEVICE=eth9",
	"TYPE=Ethernet",
	"-x",
	"-",
	"--help",
	"\xe2\x80\xae"
	"abc",
	"a\xe2\x80\x8b"
	"b",
	"a b",
	" a",
	"a ",
	"\t",
	"a\\",
	"\\n",
	"%s%n",
	"*",
	"?",
	"~",
	"~root",
	"null",
	"true",
	"no",
	"0",
	"-1",
	"010",
	"0x10",
	"1e3",
	"2147483648",
	"100",
	"eth0",
	"bond0",
	"lo",
	"all",
	"10.0.0.1",
	"10.0.0.2/24",
	"2001:db8::1",
	"52:54:00:12:34:56",
	"a=b",
	"{{name}}",
	"{{{x}}}",
	"&a",
	"*a",
	"!!str",
	"[a]",
	"{a: b}",
	"a: b",
	"a #b",
	"a|b",
	"a>b",
	"a&b",
	"${IFS}",
	"$IFS",
	"!",
	"!!",
	"^",
	"(",
	")",
	"|reboot",
	">x",
	"<x",
	"a,b",
	"a;b",
	"x y z",
	"up reboot",
	"netdev=eth0 vifnum=0",
	"(network-script evil)",
	"options bonding mode=0",
	"install bonding /bin/sh",
};

/* 5000 characters, which no field takes. */
static const char *huge(struct arena *a)
{
	char *s = arena_alloc(a, 5001);

	memset(s, 'a', 5000);
	return s;
}

static const char *value_number(struct arena *a, size_t i)
{
	return i < sizeof(values) / sizeof(*values) ? values[i] : huge(a);
}

enum { VALUES = sizeof(values) / sizeof(*values) + 1 };

/* True if convert() keeps such values as they are written. */
static bool is_verbatim(const struct row *row)
{
	return row->kind == K_NAME || row->kind == K_REF || row->kind == K_LABEL || row->kind == K_TEXT ||
	       row->kind == K_HOSTNAME || row->kind == K_RULE;
}

struct tally {
	size_t rows, accepted, refused;
	struct arena *arena;
};

static void judge(struct tally *t, const struct chain *c, const char *value)
{
	struct arena *a = arena_new();
	struct instead i = {c, quoted_yaml(a, value), 0};
	const char *yaml = minimal(a, c->top, &i);
	struct source *s = text(a, yaml);
	union {
		struct host host;
		struct site site;
	} *model = arena_alloc(a, sizeof(*model));
	enum loaded got = load(a, s, c->top, "", model);
	struct findings f = walked(a, s, c->top);
	const struct value *v;

	for (size_t k = 0; k < f.n; k++)
		if (source_position(f.v[k]->at.span).line != i.line)
			fail_msg("%s: %s on line %u, expected %u:\n%s", chain_text(a, c), f.v[k]->message,
				 source_position(f.v[k]->at.span).line, i.line, yaml);
	if (got == LOAD_FAILED || f.n) {
		if (got == LOAD_OK || !f.n)
			fail_msg("%s: the readers differ about:\n%s", chain_text(a, c), yaml);
		t->refused++;
		arena_free(a);
		return;
	}
	v = chain_value(c, (const char *)model);
	assert_int_equal(v->from, WRITTEN);
	if (strcmp(v->written, value) || (is_verbatim(chain_row(c)) && strcmp(v->s, value)))
		fail_msg("%s: '%s' became '%s', '%s'", chain_text(a, c), value, v->written, v->s);
	t->accepted++;
	arena_free(a);
}

static void judge_row(void *ctx, const struct chain *c)
{
	struct tally *t = ctx;

	t->rows++;
	for (size_t i = 0; i < VALUES; i++)
		judge(t, c, value_number(t->arena, i));
}

/* The document itself must be sound, or nothing here says anything. */
static void the_documents_are_sound(void **state)
{
	struct findings f;
	const struct net *net;
	const char *yaml = minimal(*state, &host_table, NULL);

	net = net_of(*state, yaml, &f);
	if (!net)
		fail_msg("%s in:\n%s", summary(&f), yaml);
	assert_non_null(net_find(net, "eth0"));
	assert_non_null(net_find(net, "bond0"));
	assert_non_null(net_find(net, "bond0.256"));
	assert_non_null(net_find(net, "br0"));
}

static void example_is_taken(void *ctx, const struct chain *c)
{
	struct arena *a = arena_new();
	struct instead i = {c, row_example(a, chain_row(c)), 0};
	const char *yaml = minimal(a, c->top, &i);
	struct findings f = walked(a, text(a, yaml), c->top);

	(void)ctx;
	if (f.n)
		fail_msg("%s: its example has a fault: %s\n%s", chain_text(a, c), f.v[0]->message, yaml);
	assert_true(i.line > 0);
	arena_free(a);
}

static void every_example_is_taken(void **state)
{
	(void)state;
	each_row(&host_table, example_is_taken, NULL);
	each_row(&site_table, example_is_taken, NULL);
}

static void hostile_values_in_every_field(void **state)
{
	struct tally host = {.arena = *state}, site = {.arena = *state};

	each_row(&host_table, judge_row, &host);
	each_row(&site_table, judge_row, &site);
	assert_true(host.rows > 120);
	assert_true(site.rows > 60);
	assert_true(host.accepted > host.rows);
	assert_true(host.refused > 5 * host.accepted);
}

/* ---- for the consumers of generated files ---- */

struct out {
	const char *dir;
	size_t n;
	bool failed;
};

static bool put(struct arena *a, const char *dir, const char *name, const char *s)
{
	const char *path = arena_printf(a, "%s/%s", dir, name);
	FILE *f = fopen(path, "w");
	bool good = f && fputs(s, f) >= 0;

	good = f && !fclose(f) && good;
	if (!good)
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
	return good;
}

static void write_row(void *ctx, const struct chain *c)
{
	struct out *out = ctx;

	for (size_t k = 0; k < VALUES; k++) {
		struct arena *a = arena_new();
		struct instead i = {c, quoted_yaml(a, value_number(a, k)), 0};
		const char *yaml = minimal(a, c->top, &i),
			   *name = arena_printf(a, "%s.%zu", chain_text(a, c), k);
		const struct host *h;
		struct findings f;

		findings_init(&f, a);
		h = host_read(a, text(a, yaml), NULL, &f);
		if (h && net_resolve(a, h, h->os.release, &f)) {
			out->failed |= !put(a, out->dir, arena_printf(a, "%s.yaml", name), yaml);
			out->failed |=
				!put(a, out->dir, arena_printf(a, "%s.value", name), value_number(a, k));
			out->n++;
		}
		arena_free(a);
	}
}

static int write_accepted(const char *dir)
{
	struct out out = {.dir = dir};

	each_row(&host_table, write_row, &out);
	printf("%zu documents in %s\n", out.n, dir);
	return out.failed;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(the_documents_are_sound),
		TEST(every_example_is_taken),
		TEST(hostile_values_in_every_field),
	};

	if (argc == 2)
		return write_accepted(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
