/* Files of assignments, compared with bash, which sources them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "import/assign.h"

static struct arena *arena;
static struct findings findings;
static struct reading reading;

static int begin(void **state)
{
	(void)state;
	arena = arena_new();
	findings_init(&findings, arena);
	reading = (struct reading){.arena = arena, .findings = &findings};
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct assignments read_bytes(const char *text, size_t len)
{
	findings.n = 0;
	return assign_read(&reading, source_of(arena, "ifcfg-eth0", text, len));
}

static struct assignments read_text(const char *text)
{
	return read_bytes(text, strlen(text));
}

/* ---- bash ---- */

/* What bash has for each key once it has sourced the text, each value with a separator behind it. */
static const char *ask_bash(const char *text, const struct assignments *all)
{
	char path[] = "/tmp/assign-XXXXXX", *out = arena_alloc(arena, 65536);
	int fd = mkstemp(path);
	struct text command;
	FILE *f;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	text_init(&command, arena);
	text_addf(&command,
		  "env -i LC_ALL=C.UTF-8 /bin/bash --norc --noprofile -c '. %s; printf \"%%s\\036\"", path);
	for (size_t i = 0; i < all->n; i++)
		text_addf(&command, " \"${%s}\"", all->v[i].key);
	text_add(&command, "' 2>/dev/null");
	f = popen(command.s, "r");
	assert_non_null(f);
	out[fread(out, 1, 65535, f)] = 0;
	pclose(f);
	unlink(path);
	return out;
}

static const char *ask_us(const struct assignments *all)
{
	struct text t;

	text_init(&t, arena);
	for (size_t i = 0; i < all->n; i++) {
		text_add(&t, assign_find(all, all->v[i].key)->value);
		text_addc(&t, '\036');
	}
	return t.s;
}

static const char *cut(struct span at)
{
	return arena_strndup(arena, at.source->bytes + at.from, at.to - at.from);
}

/* Places: `at` in the source holds a literal value at `value_at`. */
static void places_hold(const struct assignments *all)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct assignment *a = &all->v[i];

		assert_string_equal(cut(a->key_at), a->key);
		assert_true(a->at.from >= a->key_at.to + 1);
		assert_true(a->value_at.from >= a->at.from && a->value_at.to <= a->at.to);
		if (a->literal)
			assert_string_equal(cut(a->value_at), a->value);
	}
}

static void as_bash_has_it(void **state)
{
	static const char *const texts[] = {
		"A=1\nA=2\n",
		"A=1\n  \tA=2",
		"A=\n",
		"A=",
		"A=   # B=1\n",
		"A=a#b\n",
		"A=a #b\nC=c\n",
		"A=#b\n",
		"A=a;\nB=b\n",
		"A=a; B=b;\n",
		"A=a ; # c\nB=b\n",
		"A=a B=b\n",
		"export A=a B='b c'\nexport A\n",
		"A=1; export A\n",
		"A='a b'\"c $ d\"e\n",
		"A='it'\\''s'\n",
		"A=\"a\\\"b\\\\c\\x\\$d\\`\"\n",
		"A=a\\ b\\#c\\;d\n",
		"A=a\\\nb\n",
		"A=\"a\\\nb\"\n",
		"A='a\\\nb'\n",
		"A=\"mode=1\nmiimon=100\"\nB=b\n",
		"A=$'a\\tb\\x41\\101\\u00e9\\'c\\q\\cA'\n",
		"A=$'a\\0b'c\n",
		"A=$'\\xZ\\u'd\n",
		"A=$\"text\"\n",
		"A=a$\nB=\"a$\"\nC=\"$ b\"\n",
		"A=a~b\nB=\"~\"\nC='~root'\n",
		"A=*\nB=[a]\nC={a,b}\nD=a=b=c\nE=!x\n",
		"#A=1\n   # A=2\nB=3 # A=4\n",
		"A=a\"\"b''c\n",
		"A=\"\"\n",
		"A=a\\",
		"A=\xc3\xa4\xff\n",
		"\n\n\t\nA=1\n\n",
		"A=$'\\U0001f600'\n",
		"A=a \\\n B=b\n",
	};

	(void)state;
	if (access("/bin/bash", X_OK))
		skip();
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct assignments all = read_text(texts[i]);

		if (findings.n)
			fail_msg("%s: %s", texts[i], findings.v[0]->message);
		assert_true(all.n);
		assert_string_equal(ask_us(&all), ask_bash(texts[i], &all));
		for (size_t k = 0; k < all.n; k++)
			assert_null(all.v[k].shell);
		places_hold(&all);
	}
}

/* ---- what takes a shell ---- */

static void a_value_that_only_a_shell_could_tell(void **state)
{
	static const struct {
		const char *text, *value, *shell;
	} cases[] = {
		{"A=$IP\nB=b\n", "$IP", "$IP"},
		{"A=\"x $IP y\"\nB=b\n", "\"x $IP y\"", "$IP"},
		{"A=${IP%.*}.1\nB=b\n", "${IP%.*}.1", "${IP%.*}"},
		{"A=${X:-\"}\"}z\nB=b\n", "${X:-\"}\"}z", "${X:-\"}\"}"},
		{"A=\"a$(echo \")\" '(')\"\nB=b\n", "\"a$(echo \")\" '(')\"", "$(echo \")\" '(')"},
		{"A=`id -u`x\nB=b\n", "`id -u`x", "`id -u`"},
		{"A=\"`id`\"\nB=b\n", "\"`id`\"", "`id`"},
		{"A=$((1 + 2))\nB=b\n", "$((1 + 2))", "$((1 + 2))"},
		{"A=~root\nB=b\n", "~root", "~"},
		{"A=a:~/b\nB=b\n", "a:~/b", "~"},
		{"A=<ip address>\nB=b\n", "<ip address>", "<"},
		{"A=a&b\nB=b\n", "a&b", "&"},
		{"A=a|b c \r\nB=b\n", "a|b c", "|"},
		{"A=(eth0 eth1)\nB=b\n", "(eth0 eth1)", "("},
		{"A+=x\nB=b\n", "x", "+="},
		{"A=$1\nB=b\n", "$1", "$1"},
		{"A='$IP'$?\nB=b\n", "'$IP'$?", "$?"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct assignments all = read_text(cases[i].text);
		const struct assignment *a = assign_find(&all, "A");

		assert_int_equal(all.n, 2);
		assert_string_equal(a->value, cases[i].value);
		assert_string_equal(a->shell, cases[i].shell);
		assert_string_equal(assign_find(&all, "B")->value, "b");
		places_hold(&all);
		assert_int_equal(findings.n, strchr(cases[i].text, '\r') != NULL);
	}
}

static void one_finding(const char *text, size_t len, const char *id, const char *at, size_t assigned)
{
	struct assignments all = read_bytes(text, len);

	assert_int_equal(findings.n, 1);
	assert_string_equal(findings.v[0]->id, id);
	assert_string_equal(cut(findings.v[0]->at.span), at);
	assert_int_equal(all.n, assigned);
}

static void a_command_is_not_run_and_sets_nothing(void **state)
{
	static const struct {
		const char *text, *at;
		size_t assigned;
	} cases[] = {
		{"A=x y\nB=b\n", "y", 1}, /* y runs with A in its environment alone */
		{"A = x\nB=b\n", "A = x", 1},
		{"A=1; touch \"/a;b\"; B=b\n", "touch \"/a;b\"", 2},
		{"touch 'a\nA=1'\nB=b\n", "touch 'a\nA=1'", 1},
		{"[ -f x ] && . x\nA=1\n", "[ -f x ] && . x", 1},
		{"A=1 > /dev/null\n", "> /dev/null", 0},
		{"1A=1\n", "1A=1", 0},
		{"A-B=1\n", "A-B=1", 0},
		{"export -n A\n", "-n A", 0},
		{"exportA\n", "exportA", 0},
		{"if x; then\nA=1\nfi\n", "if x", 1},
		{"(A=1)\n", "(A=1)", 0},
		{"A[0]=1\n", "A[0]=1", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		one_finding(cases[i].text, strlen(cases[i].text), "IMP005", cases[i].at, cases[i].assigned);
}

static void what_is_no_text_for_a_shell(void **state)
{
	(void)state;
	one_finding("A=a\r\nB=b\r\n", 10, "IMP009", "\r", 2); /* one for the file */
	read_text("# a\r\nA=a\n"); /* in a comment it does no harm */
	assert_int_equal(findings.n, 0);
	one_finding("\xef\xbb\xbf"
		    "A=1\n",
		    7, "IMP009", "\xef\xbb\xbf", 1);
	one_finding("A=\"a\nB=b\n", 9, "IMP009", "\"", 1);
	one_finding("A='", 3, "IMP009", "'", 1);
	one_finding("A=$'\\", 5, "IMP009", "$", 1);
	one_finding("A=\"\\", 4, "IMP009", "\"", 1);
	one_finding("A=$(a", 5, "IMP009", "(", 1);
	one_finding("A=a;;\nB=b\n", 10, "IMP009", ";", 2);
	one_finding(";A=1\n", 5, "IMP009", ";", 1);
	one_finding("A=a\0b\0c\n", 8, "IMP009", "", 1);
}

/* ---- the rest ---- */

static void comments_in_their_order(void **state)
{
	static const char *const lines[] = {"one", "two", "tail", "end \xef\xbf\xbd"};
	struct assignments all = read_text("# one\n#two \n\n#\nA=1 # tail\nB=2\n#end \xff\n");
	const struct draft_comment *c = all.comments;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++, c = c->next)
		assert_string_equal(c->text, lines[i]);
	assert_null(c);
}

/* ---- what counts ---- */

/* One finding for a key, however often it is set. */
static void keys_that_are_set_again(void **state)
{
	struct assignments all = read_text("A=1\nB=1\nA=2\nC=1\nA=3\nB=1\nA=3\n");
	struct hash *index = assign_index(&reading, &all, "eth0");

	(void)state;
	assert_int_equal(findings.n, 1);
	assert_string_equal(findings.v[0]->id, "IMP004");
	assert_string_equal(findings.v[0]->object, "eth0");
	assert_string_equal(findings.v[0]->message, "A is set 4 times, and differently: the last one counts");
	assert_int_equal(findings.v[0]->at.span.from, 2);
	assert_ptr_equal(hash_get(index, "A"), &all.v[6]);
	assert_ptr_equal(hash_get(index, "B"), &all.v[5]);
	assert_null(hash_get(index, "D"));
}

static void the_part_of_a_literal_value(void **state)
{
	struct assignments all = read_text("A=\"mode=1 miimon=100\"\nB=a\\ b\n");

	(void)state;
	assert_string_equal(cut(assign_part(assign_find(&all, "A"), 7, 6)), "miimon");
	assert_string_equal(cut(assign_part(assign_find(&all, "B"), 2, 1)), "a\\ b");
	assert_null(assign_find(&all, "C"));
}

/* 1 MB of whatever is awkward: no recursion, nothing quadratic. */
static void large_files(void **state)
{
	static const char *const repeated[] = {"A=1\n", "A=\"", "$(",   "A=$(", "'a'", "A=a\\\n",
					       "#\n",   "x\n",  "A=1 ", ";",    "A=1;"};

	(void)state;
	for (size_t i = 0; i < sizeof(repeated) / sizeof(*repeated); i++) {
		size_t n = strlen(repeated[i]), times = SOURCE_MAX / n;
		char *text = arena_alloc(arena, n * times + 1);
		clock_t start = clock();

		for (size_t k = 0; k < times; k++)
			memcpy(text + k * n, repeated[i], n);
		read_bytes(text, n * times);
		assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(as_bash_has_it, begin, end),
		cmocka_unit_test_setup_teardown(a_value_that_only_a_shell_could_tell, begin, end),
		cmocka_unit_test_setup_teardown(a_command_is_not_run_and_sets_nothing, begin, end),
		cmocka_unit_test_setup_teardown(what_is_no_text_for_a_shell, begin, end),
		cmocka_unit_test_setup_teardown(comments_in_their_order, begin, end),
		cmocka_unit_test_setup_teardown(keys_that_are_set_again, begin, end),
		cmocka_unit_test_setup_teardown(the_part_of_a_literal_value, begin, end),
		cmocka_unit_test_setup_teardown(large_files, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
