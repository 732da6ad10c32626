/* An interfaces file, and what it is read as: a description in canonical form, and findings. */
#ifndef TESTS_UNIT_TARGETS_DEBIAN_READS_H
#define TESTS_UNIT_TARGETS_DEBIAN_READS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/dump.h"
#include "import/import.h"

#define ENI       "==> etc/network/interfaces <==\n"
#define MORE(n)   "\n==> etc/network/interfaces.d/" n " <==\n"
#define BOND(...) "auto bond0\niface bond0 inet manual\n\tbond-slaves eth0 eth1\n" __VA_ARGS__
#define NIC(...)  "auto eth0\niface eth0 inet manual\n" __VA_ARGS__

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
static inline void read_bytes(const char *os, const char *files, size_t len)
{
	static const char host[] = "==> etc/hostname <==\nvm1.example.com\n";
	struct import_options o = {.loss = ERROR};
	struct tree *tree = tree_new(arena);
	const struct drafted *d;
	struct text t;

	findings_init(&findings, arena);
	tree_add_bundle(tree, source_of(arena, "host", host, sizeof(host) - 1));
	tree_add_bundle(tree, source_of(arena, "host", files, len));
	assert_true(import_from(arena, os, &o));
	d = import_host(arena, tree, &o, &findings);
	text_init(&t, arena);
	if (d)
		dump_host(d->host, d->comments, &t);
	yaml = t.len ? t.s : "";
}

static inline void read_on(const char *os, const char *files)
{
	read_bytes(os, files, strlen(files));
}

static inline void read_eni(const char *text)
{
	read_on("bookworm", arena_printf(arena, ENI "%s", text));
}

static inline void show(void)
{
	struct text t;

	text_init(&t, arena);
	findings_print(&findings, &t, false);
	print_error("%s\n%s\n", yaml, t.len ? t.s : "");
}

/* The first finding with this id that says `text`. */
static inline const struct finding *find(const char *id, const char *text)
{
	for (size_t i = 0; i < findings.n; i++)
		if (!strcmp(findings.v[i]->id, id) && strstr(findings.v[i]->message, text))
			return findings.v[i];
	return NULL;
}

static inline void check_said(const char *id, const char *text, bool wanted, const char *file, int line)
{
	if (!find(id, text) != wanted)
		return;
	show();
	print_error("%s %s: %s\n", id, wanted ? "is missing" : "should not be there", text);
	_fail(file, line);
}

static inline void check_yaml(const char *text, bool wanted, const char *file, int line)
{
	if (!strstr(yaml, text) != wanted)
		return;
	show();
	print_error("%s: %s\n", wanted ? "missing" : "should not be there", text);
	_fail(file, line);
}

static inline void check_clean(const char *file, int line)
{
	for (size_t i = 0; i < findings.n; i++)
		if (findings.v[i]->severity > INFO) {
			show();
			_fail(file, line);
		}
}

/* One finding above info, of this id: the file is not read. */
static inline void check_refused(const char *id, const char *text, const char *file, int line)
{
	size_t n = findings_count(&findings, WARNING);

	if (n == 1 && !*yaml && find(id, text))
		return;
	show();
	print_error("not refused by %s alone: %s\n", id, text);
	_fail(file, line);
}

#define said(id, text)     check_said(id, text, true, __FILE__, __LINE__)
#define not_said(id, text) check_said(id, text, false, __FILE__, __LINE__)
#define yes(text)          check_yaml(text, true, __FILE__, __LINE__)
#define no(text)           check_yaml(text, false, __FILE__, __LINE__)
#define clean()            check_clean(__FILE__, __LINE__)
#define refused(id, text)  check_refused(id, text, __FILE__, __LINE__)

/* The text that a finding points at. */
static inline const char *place_of(const char *id, const char *text)
{
	const struct finding *f = find(id, text);

	assert_non_null(f);
	assert_non_null(f->at.span.source);
	return arena_strndup(arena, f->at.span.source->bytes + f->at.span.from,
			     f->at.span.to - f->at.span.from);
}

#endif
