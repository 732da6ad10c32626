/* Files of one RHEL host, as head(1) prints several, and what they are read as. */
#ifndef TESTS_UNIT_TARGETS_RHEL_FILES_H
#define TESTS_UNIT_TARGETS_RHEL_FILES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/dump.h"
#include "import/import.h"

#define IFCFG(name)  "\n==> etc/sysconfig/network-scripts/ifcfg-" name " <==\n"
#define SCRIPT(name) IFCFG(name) "DEVICE=" name "\nONBOOT=yes\nNM_CONTROLLED=no\n"
#define ROUTE(name)  "\n==> etc/sysconfig/network-scripts/route-" name " <==\n"
#define ROUTE6(name) "\n==> etc/sysconfig/network-scripts/route6-" name " <==\n"
#define MODPROBE     "\n==> etc/modprobe.conf <==\n"
#define NETWORK      "==> etc/sysconfig/network <==\nNETWORKING=yes\nHOSTNAME=vm1.example.com\n"
#define SLAVE(name)  SCRIPT(name) "MASTER=bond0\nSLAVE=yes\n"
#define ALIAS        MODPROBE "alias bond0 bonding\n"
#define STATIC(ip)   "IPADDR=" ip "\nNETMASK=255.255.255.0\n"

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

/* Reads the files as those of the release; losses are errors. */
static inline void read_host(const char *os, const char *files)
{
	struct import_options o = {.loss = ERROR};
	struct tree *tree = tree_new(arena);
	const struct drafted *d;
	struct text t;

	findings_init(&findings, arena);
	tree_add_bundle(tree, source_of(arena, "host", files, strlen(files)));
	assert_true(import_from(arena, os, &o));
	d = import_host(arena, tree, &o, &findings);
	text_init(&t, arena);
	if (d)
		dump_host(d->host, d->comments, &t);
	yaml = t.s;
}

static inline void show(void)
{
	struct text t;

	text_init(&t, arena);
	findings_print(&findings, &t, false);
	print_error("%s\n%s\n", yaml, t.s);
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

#define said(id, text)     check_said(id, text, true, __FILE__, __LINE__)
#define not_said(id, text) check_said(id, text, false, __FILE__, __LINE__)
#define has_line(text)     check_yaml(text, true, __FILE__, __LINE__)
#define has_no(text)       check_yaml(text, false, __FILE__, __LINE__)
#define is_clean()         check_clean(__FILE__, __LINE__)

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
