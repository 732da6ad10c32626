/* Files of one host as a text of several, and what they are read as: a description in canonical form, and
 * findings. */
#ifndef TESTS_UNIT_TARGETS_SUSE_READS_H
#define TESTS_UNIT_TARGETS_SUSE_READS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/dump.h"
#include "import/import.h"

#define FILE_(name) "==> etc/sysconfig/network/" name " <==\n"
#define AUTO        "STARTMODE='auto'\n"

static struct arena *arena;
static struct findings findings;
static const char *yaml; /* "": refused */

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

/* Reads the files as those of a release; losses are errors. */
static inline void read_files_of_length(const char *os, const char *files, size_t len)
{
	const char *name = "etc/HOSTNAME";
	struct import_options o = {.loss = ERROR};
	struct tree *tree = tree_new(arena);
	const struct drafted *d;
	struct text t;

	findings_init(&findings, arena);
	tree_add_source(tree, name, source_of(arena, name, "vm1.example.com\n", 16));
	tree_add_bundle(tree, source_of(arena, "host", files, len));
	assert_true(import_from(arena, os, &o));
	d = import_host(arena, tree, &o, &findings);
	text_init(&t, arena);
	if (d)
		dump_host(d->host, d->comments, &t);
	yaml = t.s;
}

static inline void read_files(const char *os, const char *files)
{
	read_files_of_length(os, files, strlen(files));
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
	findings_print(&findings, &t, false);
	print_error("%s\n%s\n", yaml, t.s);
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

#define says(id, text)     check_says(id, text, true, __FILE__, __LINE__)
#define says_not(id, text) check_says(id, text, false, __FILE__, __LINE__)
#define yes(text)          check_yaml(text, true, __FILE__, __LINE__)
#define no(text)           check_yaml(text, false, __FILE__, __LINE__)

/* The text that a finding points at, and its line. */
static inline void points_at(const struct finding *f, const char *text, unsigned line)
{
	struct span at = f->at.span;

	assert_non_null(at.source);
	assert_int_equal(at.to - at.from, strlen(text));
	assert_memory_equal(at.source->bytes + at.from, text, strlen(text));
	assert_int_equal(source_position(at).line, line);
}

static inline bool clean(void)
{
	for (size_t i = 0; i < findings.n; i++)
		if (findings.v[i]->severity > INFO) {
			print_findings();
			return false;
		}
	return true;
}

#endif
