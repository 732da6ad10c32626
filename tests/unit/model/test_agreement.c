/*
 * Two readers, one language: over many documents that were damaged in many ways, load() takes a document
 * exactly when the walk finds no fault in it. What load() only suspects, the walk decides.
 */
#include <glob.h>
#include <stdio.h>

#include "base/utf8.h"
#include "read.h"

enum { MUTANTS = 40000 };

/* ---- a generator that gives the same numbers everywhere ---- */

struct dice {
	uint64_t s;
};

static size_t roll(struct dice *d, size_t n)
{
	d->s ^= d->s << 13;
	d->s ^= d->s >> 7;
	d->s ^= d->s << 17;
	return n ? (size_t)(d->s % n) : 0;
}

/* ---- documents ---- */

struct document {
	const struct table *table;
	const char *s;
	size_t len;
};

static const char *const hosts[] = {
	"version: 1\nhost: vm2.example.com\nos: rhel5.4\nvirtualization: openvz\n"
	"dns: {servers: [10.0.0.53], search: [example.com]}\n"
	"switches:\n  - {name: sw-a, stack: core, lacp: true, peers: [sw-b]}\n"
	"  - {name: sw-b, stack: core, lacp: true, peers: [sw-a], link_state_tracking: true, forward_delay: "
	"15, mtu: 9216}\n"
	"nics:\n  - name: eth0\n    mac: \"00:16:3e:5e:6c:01\"\n    speed: 1000\n    duplex: full\n    card: "
	"\"0000:03:00\"\n"
	"    switch: sw-a\n    port: Gi1/0/1\n    port_group: lacp\n    edge: true\n    trunk: [256, 257]\n  "
	"  native: 1\n"
	"  - {name: eth1, mac: \"00:16:3e:5e:6c:02\", switch: sw-b, port_group: lacp, trunk: []}\n"
	"bonds:\n  - name: bond0\n    mode: 4 (802.3ad)\n    slaves: [eth0, eth1]   # both\n    miimon: 100\n"
	"vlans:\n  - {id: 256, parent: bond0}\n"
	"bridges:\n  - name: vzbr256\n    ports: [bond0.256]\n    stp: false\n    forward_delay: 0\n"
	"    addresses: [10.2.56.2/24, \"2001:db8::2/64\"]\n    gateway: 10.2.56.1\n    comment: 'it''s "
	"\"quoted\"'\n"
	"    routes: [{to: 10.0.0.0/8, via: 10.2.56.254, metric: 7}]\n"
	"guests:\n  - {name: ct137, id: 137, bridge: vzbr256, device: eth0, mac: \"00:18:51:aa:00:01\", "
	"address: 10.2.56.137}\n"
	"announce: host\nbridge_netfilter: no\n"
	"allow:\n  - {rule: TOPO006, object: bond0, reason: \"one card\\tuntil May\"}\n",

	"{host: a, os: squeeze, nics: [{name: e0, mac: 52:54:00:aa:bb:cc}, {name: e1}], bonds: [{name: b, "
	"slaves: [e0, e1], "
	"mode: 1, arp_interval: 500, arp_ip_target: [10.0.0.1, 10.0.0.2], arp_validate: all, use_carrier: "
	"on}]}\n",

	"---\nhost: \"x\"\nos: 'bookworm'\nxend:\n  version: \"3.0\"\n  bridges: none\nbridges:\n- name: "
	"br0\n  comment: |\n    two\n"
	"    lines\n  dhcp: Yes\n- name: br1\n  comment: >-\n    folded\n    text\n...\n",

	"host: vm1\r\nos: bookworm\r\nnics:\r\n  - name: eth0\r\n    mtu: 9000\r\n",

	("\xef\xbb\xbfhost: vm1\nos: bookworm\nbridges: [{name: br0, comment: \"Z\xc3\xbcrich \xe6\x9d\xb1 "
	 "\xf0\x9f\x98\x80\"}]\n"),
};

static const char *const sites[] = {
	"version: 1\ndns: {servers: [10.0.0.53]}\nswitches:\n  - {name: sw-a, stack: core}\n"
	"defaults:\n  nics: {mtu: 9000, edge: true}\n  bonds: {mode: active-backup, miimon: 100}\n  bridges: "
	"{stp: no}\n",
};

/* The built-in documents and the examples; tests run at the top of the tree. */
static size_t documents(struct arena *a, struct document *all, size_t most)
{
	size_t n = 0;
	glob_t g;

	for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); i++)
		all[n++] = (struct document){&host_table, hosts[i], strlen(hosts[i])};
	for (size_t i = 0; i < sizeof(sites) / sizeof(*sites); i++)
		all[n++] = (struct document){&site_table, sites[i], strlen(sites[i])};
	if (!glob("examples/*.yaml", 0, NULL, &g))
		for (size_t i = 0; i < g.gl_pathc && n < most; i++) {
			struct source *s;

			if (!source_read(a, g.gl_pathv[i], g.gl_pathv[i], &s))
				all[n++] = (struct document){&host_table, s->bytes, s->len};
		}
	globfree(&g);
	return n;
}

/* ---- damage ---- */

struct bytes {
	char s[16 * 1024];
	size_t len;
};

/* Puts `n` bytes in the place of `cut` at `at`. */
static void splice(struct bytes *b, size_t at, size_t cut, const char *s, size_t n)
{
	if (at > b->len)
		at = b->len;
	if (cut > b->len - at)
		cut = b->len - at;
	if (b->len - cut + n >= sizeof(b->s))
		return;
	memmove(b->s + at + n, b->s + at + cut, b->len - at - cut);
	memcpy(b->s + at, s, n);
	b->len = b->len - cut + n;
}

#define T(s)                                                                                                 \
	{                                                                                                    \
		s, sizeof(s) - 1                                                                             \
	}
static const struct {
	const char *s;
	size_t n;
} tokens[] = {
	T("&a "),
	T("*a"),
	T("!!str "),
	T("! "),
	T("!"),
	T("!x!y "),
	T("<<: "),
	T("<<: *a"),
	T("---\n"),
	T("\n---\n"),
	T("...\n"),
	T("\n...\n---\n"),
	T("%YAML 1.1\n---\n"),
	T("\t"),
	T("\xef\xbb\xbf"),
	T("\0"),
	T("\xe2\x80\xa8"),
	T("\xe2\x80\xa9"),
	T("\xc2\x85"),
	T("\xe2\x80\xa8---\xe2\x80\xa8"),
	T("\xe2\x80\xae"),
	T("010"),
	T("0x10"),
	T("1_500"),
	T("12abc"),
	T("1.5"),
	T("-0"),
	T("-1"),
	T("99999999999"),
	T("~"),
	T("null"),
	T("[]"),
	T("[ ]"),
	T("[\n]"),
	T("[ # x\n ]"),
	T("{}"),
	T("["),
	T("]"),
	T("{"),
	T("}"),
	T("[["),
	T("[[[[[[[[[[[[[[[[[["),
	T("\""),
	T("'"),
	T("''"),
	T("\"\""),
	T("#"),
	T(" # "),
	T(": "),
	T(":"),
	T("::"),
	T(","),
	T(", "),
	T("- "),
	T("\n- "),
	T("? "),
	T("? [a]\n: b\n"),
	T("|\n"),
	T(">\n"),
	T("\\"),
	T("\\0"),
	T("\"\\0\""),
	T("\"\\x00\""),
	T("2001:db8::1"),
	T("::1"),
	T("52:54:00:12:34:56"),
	T("yes"),
	T("ON"),
	T("true"),
	T("\r"),
	T("\r\n"),
	T("\n"),
	T("\n\n"),
	T(" "),
	T("  "),
	T("\x7f"),
	T("\x80"),
	T("\xff\xfe"),
	T("\xc3"),
	T("\xed\xa0\x80"),
	T("\a"),
	T("host: b\n"),
	T("\nhots: b\n"),
	T("mtu: 9000"),
	T("\xc3\xa9"),
	T("@"),
	T("`"),
	T("%"),
	T("*"),
	T("&"),
	T("!!map "),
	T("name: "),
	T("nics:\n"),
	T("$(reboot)"),
	T("../x"),
	T("name"),
	T("{a: b}"),
	T("\nbonds: []\n"),
};

/* Start and length of the line, or of the word, that `at` lies in. */
static size_t piece(const struct bytes *b, size_t at, const char *ends, size_t *len)
{
	size_t from = at, to = at;

	while (from && !strchr(ends, b->s[from - 1]))
		from--;
	while (to < b->len && !strchr(ends, b->s[to]))
		to++;
	*len = to - from;
	return from;
}

static void damage(struct bytes *b, struct dice *d)
{
	size_t at = roll(d, b->len + 1), len, other, token = roll(d, sizeof(tokens) / sizeof(*tokens));
	struct bytes copy = *b;

	switch (roll(d, 12)) {
	case 0:
		splice(b, at, 1 + roll(d, 8), "", 0);
		break;
	case 1:
		len = 1 + roll(d, 8);
		splice(b, at, 0, copy.s + at, at + len < b->len ? len : b->len - at);
		break;
	case 2:
		other = roll(d, b->len);
		if (at < b->len && b->len) {
			b->s[at] = copy.s[other];
			b->s[other] = copy.s[at];
		}
		break;
	case 3:
		at = piece(b, at, "\n", &len);
		splice(b, at, len + 1, "", 0);
		break;
	case 4:
		at = piece(b, at, "\n", &len);
		splice(b, at, 0, copy.s + at, at + len < b->len ? len + 1 : len);
		break;
	case 5: /* a line to somewhere else */
		at = piece(b, at, "\n", &len);
		other = piece(b, roll(d, b->len + 1), "\n", &(size_t){0});
		splice(b, other, 0, copy.s + at, at + len < b->len ? len + 1 : len);
		break;
	case 6: /* a word for another */
		at = piece(b, at, " \n,:[]{}", &len);
		other = piece(&copy, roll(d, b->len + 1), " \n,:[]{}", &(size_t){0});
		splice(b, at, len, copy.s + other, strcspn(copy.s + other, " \n,:[]{}"));
		break;
	case 7:
		splice(b, at, b->len, "", 0);
		break;
	case 8:
		if (at < b->len)
			b->s[at] = (char)(b->s[at] ^ (1 << roll(d, 8)));
		break;
	case 9: /* indent */
		at = piece(b, at, "\n", &len);
		splice(b, at, roll(d, 2), "  ", roll(d, 3));
		break;
	case 10:
		at = piece(b, at, " \n,[]{}", &len);
		splice(b, at, len, tokens[token].s, tokens[token].n);
		break;
	default:
		splice(b, at, 0, tokens[token].s, tokens[token].n);
	}
}

/* ---- the property ---- */

static void show(const struct bytes *b)
{
	struct arena *a = arena_new();
	struct text t;

	text_init(&t, a);
	for (size_t i = 0; i < b->len; i++)
		text_addf(&t,
			  b->s[i] == '\n'                 ? "\\n\n"
			  : b->s[i] < 32 || b->s[i] > 126 ? "\\x%02x"
							  : "%c",
			  b->s[i] & 0xff);
	print_error("%s\n", t.s);
	arena_free(a);
}

static bool spans_lie_in(const struct findings *f, const struct source *s)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct span *at = &f->v[i]->at.span;

		if (at->source != s || at->from > at->to || at->to > s->len || !f->v[i]->message)
			return false;
		for (const struct note *n = f->v[i]->notes; n; n = n->next)
			if (n->at.span.source != s || n->at.span.to > s->len)
				return false;
	}
	return true;
}

/* Counts how it was loaded in how[]. */
static void judge(const struct table *table, const struct bytes *b, size_t how[3])
{
	struct arena *a = arena_new();
	struct source *s = source_of(a, "mutant.yaml", arena_strndup(a, b->s, b->len), b->len);
	union {
		struct host host;
		struct site site;
	} *model = arena_alloc(a, sizeof(*model));
	enum loaded got = load(a, s, table, "", model);
	struct findings f = walked(a, s, table);
	struct text out;

	how[got]++;
	text_init(&out, a);
	findings_print(&f, &out, false);
	if ((got == LOAD_OK && f.n) || (got == LOAD_FAILED && !f.n) || !spans_lie_in(&f, s) ||
	    utf8_check(out.s, out.len) < out.len) {
		show(b);
		fail_msg("loaded: %d, faults: %s\n%s", got, summary(&f), out.s);
	}
	if (table == &host_table) {
		const struct host *h;

		findings_init(&f, a);
		h = host_read(a, s, NULL, &f);
		assert_int_equal(!h, f.n > 0);
		if (h)
			net_resolve(a, h, h->os.release, &f);
	}
	arena_free(a);
}

static void the_two_readers_agree(void **state)
{
	struct document all[64];
	size_t n = documents(*state, all, sizeof(all) / sizeof(*all)), how[3] = {0};
	struct dice d = {0x9e3779b97f4a7c15};
	struct bytes b;

	for (size_t i = 0; i < MUTANTS; i++) {
		const struct document *from = &all[roll(&d, n)];

		b.len = from->len < sizeof(b.s) / 2 ? from->len : sizeof(b.s) / 2;
		memset(b.s, 0, sizeof(b.s));
		memcpy(b.s, from->s, b.len);
		for (size_t k = i < n ? 0 : 1 + roll(&d, 4) / 3 * roll(&d, 4); k; k--)
			damage(&b, &d);
		judge(from->table, &b, how);
	}
	print_message("%zu loaded, %zu suspected, %zu refused\n", how[LOAD_OK], how[LOAD_SUSPECT],
		      how[LOAD_FAILED]);
	/* a test in which one side always wins would prove nothing */
	assert_true(how[LOAD_OK] > MUTANTS / 10);
	assert_true(how[LOAD_SUSPECT] > MUTANTS / 100);
	assert_true(how[LOAD_FAILED] > MUTANTS / 5);
}

/* Each token alone, in front of each character of a small document. */
static void the_two_readers_agree_about_every_token_everywhere(void **state)
{
	static const char small[] = "host: a\nos: squeeze\nnics: [{name: \"e\", trunk: [1]}]\nbonds:\n- "
				    "slaves: [e]\n  name: 'b'\n";
	size_t how[3] = {0};
	struct bytes b;

	(void)state;
	for (size_t t = 0; t < sizeof(tokens) / sizeof(*tokens); t++)
		for (size_t at = 0; at <= strlen(small); at++) {
			memset(b.s, 0, sizeof(b.s));
			memcpy(b.s, small, strlen(small));
			b.len = strlen(small);
			splice(&b, at, 0, tokens[t].s, tokens[t].n);
			judge(&host_table, &b, how);
		}
	assert_true(how[LOAD_FAILED] > how[LOAD_OK]);
	assert_true(how[LOAD_OK] > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_two_readers_agree),
		TEST(the_two_readers_agree_about_every_token_everywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
