#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <cmocka.h>

#include "files/files.h"
#include "source/hosttree.h"

static struct tree *split_bytes(const struct place *p, const char *bytes, size_t len)
{
	struct tree *t = tree_new(p->a);
	struct source *s = source_of(p->a, "-", bytes, len);

	assert_true(tree_is_bundle(s));
	tree_add_bundle(t, s);
	return t;
}

static void split(struct place *p, const char *text)
{
	p->t = split_bytes(p, text, strlen(text));
}

static void files_are_cut_apart(void **state)
{
	struct place *p = *state;

	split(p, "==> etc/hostname <==\nweb1\n\n==> etc/network/interfaces <==\nauto lo\n\n\n"
		 "==> etc/modprobe.conf.fragment <==\noptions bonding mode=1\n");
	assert_int_equal(p->t->n, 3);
	holds(p, "etc/hostname", "web1\n");
	holds(p, "etc/network/interfaces", "auto lo\n\n"); /* its own empty line stays */
	holds(p, "etc/modprobe.conf", "options bonding mode=1\n");
	assert_string_equal(found(p, "etc/hostname")->source->name, "-:etc/hostname");
	assert_string_equal(found(p, "etc/modprobe.conf")->source->name, "-:etc/modprobe.conf.fragment");
}

static void lines_count_from_the_start_of_each(void **state)
{
	struct place *p = *state;
	const struct source *s;
	const char *line;
	size_t n;

	split(p, "==> a <==\n1\n2\n\n==> b <==\nx\ny");
	s = found(p, "b")->source;
	assert_int_equal(source_position((struct span){s, 2, 3}).line, 2);
	assert_true(source_line(s, 2, &line, &n));
	assert_memory_equal(line, "y", n);
	assert_int_equal(found(p, "a")->source->nlines, 3);
	assert_int_equal(found(p, "a")->source->bytes[4], '\0'); /* not the rest of the text */
}

static void files_may_be_empty_or_without_a_line_end(void **state)
{
	struct place *p = *state;

	split(p, "==> a <==\n\n==> b <==\nx\n==> c <==\n==> d <==\n\n\n==> e <==");
	holds(p, "a", "");
	holds(p, "b", "x");
	holds(p, "c", "");
	holds(p, "d", "\n");
	holds(p, "e", "");
}

static void any_byte_may_be_in_a_file(void **state)
{
	static const char text[] = "==> a <==\nx\0y\xff\r\n\n==> b <==\r\nz\r\n";
	struct place *p = *state;

	p->t = split_bytes(p, text, sizeof(text) - 1);
	assert_int_equal(found(p, "a")->source->len, 6);
	assert_memory_equal(found(p, "a")->source->bytes, "x\0y\xff\r\n", 7);
	holds(p, "b", "z\r\n");
}

static void what_only_looks_like_a_header_is_text(void **state)
{
	static const char *const texts[] = {
		"==> a <==\n==>  <=\n",  "==> a <==\n ==> b <==\n",  "==> a <==\n==> b <== \n",
		"==> a <==\n==>b <==\n", "==> a <==\n# ==> b <==\n", "==> a <==\n==> <==\n",
	};
	static const char nul[] = "==> a <==\n==> b\0 <==\n";
	struct place *p = *state;

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		split(p, texts[i]);
		assert_int_equal(p->t->n, 1);
		holds(p, "a", strchr(texts[i], '\n') + 1);
	}
	assert_int_equal(split_bytes(p, nul, sizeof(nul) - 1)->n, 1);
}

static void other_texts_are_no_bundle(void **state)
{
	static const char *const texts[] = {
		"", "\n", "==> ", "==>  <==", "x\n==> a <==\n", "\n==> a <==\n", "==> a <="};
	struct place *p = *state;

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_false(tree_is_bundle(source_of(p->a, "-", texts[i], strlen(texts[i]))));
}

static void paths_are_those_of_named_files(void **state)
{
	struct place *p = *state;

	split(p, "==> /etc/hostname <==\na\n\n==> ../x/etc/resolv.conf <==\nb\n\n==> /srv/x <==\nc\n\n==> "
		 "h/y <==\nd\n");
	holds(p, "etc/hostname", "a\n");
	holds(p, "etc/resolv.conf", "b\n");
	holds(p, "srv/x", "c\n");
	holds(p, "h/y", "d\n");
	split(p, "==> a <==\n1\n\n==> a <==\n2\n"); /* nothing is lost */
	assert_int_equal(p->t->n, 2);
	holds(p, "a", "1\n");
}

static void a_named_file_can_be_one(void **state)
{
	struct place *p = *state;

	make(p, "all", "==> etc/hostname <==\nweb1\n\n==> etc/x <==\ny\n");
	assert_int_equal(tree_add(p->t, in(p, "all")), 0);
	assert_int_equal(p->t->n, 2);
	holds(p, "etc/hostname", "web1\n");
	assert_string_equal(found(p, "etc/x")->source->name, arena_printf(p->a, "%s:etc/x", in(p, "all")));
	assert_int_equal(p->t->bytes, 7);
}

static void too_many_files_are_said(void **state)
{
	struct place *p = *state;
	struct text t;

	text_init(&t, p->a);
	for (int i = 0; i < 10100; i++)
		text_addf(&t, "%s==> f%d <==\n%d", i ? "\n" : "", i, i);
	make(p, "all", t.s);
	assert_int_equal(tree_add(p->t, in(p, "all")), -E2BIG);
	assert_int_equal(p->t->n, 10001);
	holds(p, "f9999", "9999");
	troubled(p, "f10000", "10,000");
}

static const char *const contents[] = {"", "a", "a\n", "\n", "a\n\n", "\n\n\nb"};

enum { CONTENTS = sizeof(contents) / sizeof(*contents) };

static void what_head_prints_comes_back(void **state)
{
	struct place *p = *state;
	static char out[4096];
	FILE *head;
	size_t n;

	for (int i = 0; i < CONTENTS; i++)
		make(p, arena_printf(p->a, "%d", i), contents[i]);
	head = popen(arena_printf(p->a, "cd %s && head -v -n 1000 0 1 2 3 4 5", p->dir), "r");
	assert_non_null(head);
	n = fread(out, 1, sizeof(out) - 1, head);
	pclose(head);
	p->t = split_bytes(p, out, n);
	for (int i = 0; i < CONTENTS; i++)
		holds(p, arena_printf(p->a, "%d", i), contents[i]);
}

static void what_render_prints_comes_back(void **state)
{
	struct place *p = *state;
	struct file_set set;
	struct text out;

	file_set_init(&set, p->a);
	for (int i = 0; i < CONTENTS; i++)
		assert_null(file_set_add(&set, (struct file){.path = arena_printf(p->a, "etc/%d", i),
							     .text = contents[i],
							     .len = strlen(contents[i])}));
	text_init(&out, p->a);
	file_set_print(&set, &out);
	split(p, out.s);
	assert_int_equal(p->t->n, CONTENTS);
	for (int i = 0; i < CONTENTS; i++)
		holds(p, arena_printf(p->a, "etc/%d", i), contents[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(files_are_cut_apart),
		TEST(lines_count_from_the_start_of_each),
		TEST(files_may_be_empty_or_without_a_line_end),
		TEST(any_byte_may_be_in_a_file),
		TEST(what_only_looks_like_a_header_is_text),
		TEST(other_texts_are_no_bundle),
		TEST(paths_are_those_of_named_files),
		TEST(a_named_file_can_be_one),
		TEST(too_many_files_are_said),
		TEST(what_head_prints_comes_back),
		TEST(what_render_prints_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
