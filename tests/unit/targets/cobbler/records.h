/* A record of a system and what it is read as: a description in canonical form, and findings. */
#ifndef TESTS_UNIT_TARGETS_COBBLER_RECORDS_H
#define TESTS_UNIT_TARGETS_COBBLER_RECORDS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/dump.h"
#include "import/import.h"

/* The interfaces of a system that has nothing else, and members in front of them. */
#define SYSTEM(more, interfaces)                                                                             \
	"{\"name\": \"vm1.example.com\",\n \"autoinstall\": \"<<inherit>>\",\n " more                        \
	"\"interfaces\": {\n" interfaces "}}\n"
#define RECORD(interfaces) SYSTEM("", interfaces)
#define IFACE(name, more)  "\"" name "\": {\"static\": true" more "}"
#define ADDRESS            ", \"ip_address\": \"10.0.0.2\", \"netmask\": \"255.255.255.0\""
#define TYPED(type)        ", \"interface_type\": \"" type "\""
#define OF(name)           ", \"interface_master\": \"" name "\""
#define OPTIONS(words)     ", \"bonding_opts\": \"" words "\""
#define SLAVE(name, of)    IFACE(name, TYPED("bond_slave") OF(of))
#define PORT(name, of)     IFACE(name, TYPED("bridge_slave") OF(of))
#define BOND(more)                                                                                           \
	SLAVE("eth0", "bond0")                                                                               \
	",\n" SLAVE("eth1", "bond0") ",\n" IFACE(                                                            \
		"bond0", TYPED("bond") ", \"bonding_opts\": \"mode=active-backup miimon=100\"" more)

static struct arena *arena;
static struct findings findings;
static const char *yaml = ""; /* "": refused */

static int begin(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

/* Reads the files of `tree` as --from says; losses are errors. */
static inline void read_tree(const char *from, struct tree *tree)
{
	struct import_options o = {.loss = ERROR};
	const struct drafted *d;
	struct text t;

	findings_init(&findings, arena);
	if (*from)
		assert_true(import_from(arena, from, &o));
	d = import_host(arena, tree, &o, &findings);
	text_init(&t, arena);
	if (d)
		dump_host(d->host, d->comments, &t);
	yaml = t.s ? t.s : "";
}

static inline void read_bytes(const char *from, const char *text, size_t len)
{
	struct tree *tree = tree_new(arena);

	tree_add_source(tree, "vm1.json", source_of(arena, "vm1.json", text, len));
	read_tree(from, tree);
}

static inline void read_record(const char *from, const char *text)
{
	read_bytes(from, text, strlen(text));
}

/* The first finding with this id that says `text`. */
static inline const struct finding *said(const char *id, const char *text)
{
	for (size_t i = 0; i < findings.n; i++)
		if (!strcmp(findings.v[i]->id, id) && strstr(findings.v[i]->message, text))
			return findings.v[i];
	return NULL;
}

static inline void print_findings(void)
{
	struct text t;

	text_init(&t, arena);
	text_add(&t, "");
	findings_print(&findings, &t, false);
	print_error("%s\n%s\n", yaml, t.len ? t.s : "no findings");
}

static inline void check_says(const char *id, const char *text, bool wanted, const char *file, int line)
{
	if (!said(id, text) == wanted) {
		print_findings();
		print_error("%s %s: %s\n", id, wanted ? "is missing" : "should not be", text);
		_fail(file, line);
	}
}

static inline void check_yaml(const char *text, bool wanted, const char *file, int line)
{
	if (!strstr(yaml, text) == wanted) {
		print_findings();
		print_error("%s: %s\n", wanted ? "missing" : "should not be there", text);
		_fail(file, line);
	}
}

static inline void check_clean(enum severity above, const char *file, int line)
{
	for (size_t i = 0; i < findings.n; i++)
		if (findings.v[i]->severity > above) {
			print_findings();
			_fail(file, line);
		}
}

#define says(id, text)     check_says(id, text, true, __FILE__, __LINE__)
#define says_not(id, text) check_says(id, text, false, __FILE__, __LINE__)
#define yes(text)          check_yaml(text, true, __FILE__, __LINE__)
#define no(text)           check_yaml(text, false, __FILE__, __LINE__)
#define clean()            check_clean(INFO, __FILE__, __LINE__)

/* The text that a finding points at: on this line, which has it once. */
static inline void points_at(const struct finding *f, const char *text, unsigned line)
{
	const char *from, *found;
	struct span at;
	size_t len;

	assert_non_null(f);
	at = f->at.span;
	assert_non_null(at.source);
	assert_int_equal(at.to - at.from, strlen(text));
	assert_int_equal(source_position(at).line, line);
	assert_true(source_line(at.source, line, &from, &len));
	found = memmem(from, len, text, strlen(text));
	assert_non_null(found);
	assert_int_equal(source_position(at).column, found - from + 1);
}

#endif
