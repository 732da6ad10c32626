/* One host described in YAML, and what the target makes of it: the rules and their verdicts are left out. */
#ifndef TESTS_UNIT_TARGETS_DEBIAN_HOST_H
#define TESTS_UNIT_TARGETS_DEBIAN_HOST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/description.h"
#include "targets/target.h"

static struct arena *arena;
static struct findings findings;
static struct file_set files;

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

/* Limits and files of a host that runs `os`; `yaml` is the rest of its description. */
static void render_host(const char *os, const char *yaml)
{
	const char *text = arena_printf(arena, "host: vm1.example.com\nos: %s\n%s", os, yaml);
	struct findings before;
	struct render r = {.arena = arena, .findings = &findings, .files = &files};
	const struct host *host;

	findings_init(&before, arena);
	findings_init(&findings, arena);
	file_set_init(&files, arena);
	host = host_read(arena, source_of(arena, "host.yaml", text, strlen(text)), NULL, &before);
	if (host)
		r.net = net_resolve(arena, host, host->os.release, &before);
	if (!r.net)
		fail_msg("%s\n%s", before.n ? before.v[before.n - 1]->message : "not read", text);
	r.os = r.net->os;
	target_for(r.os)->limits(&r);
	target_for(r.os)->render(&r);
	if (r.error)
		fail_msg("%s\n%s", r.error, text);
}

/* The text of a file of the set, "" if it is not there. */
static const char *text_of(const char *path)
{
	const struct file *f = file_set_find(&files, path);

	return f ? arena_strndup(arena, f->text, f->len) : "";
}

static const char *interfaces(void)
{
	return text_of("etc/network/interfaces");
}

/* The nth stanza (from 0) headed "iface `head`", as it is written: with `auto` and comment, without the blank
 * line. */
__attribute__((unused)) static const char *stanza(const char *head, int nth)
{
	const char *text = interfaces(), *line = arena_printf(arena, "iface %s\n", head), *end;

	for (; (end = strstr(text, "\n\n")) || *text; text = end ? end + 2 : text + strlen(text)) {
		size_t n = end ? (size_t)(end + 1 - text) : strlen(text);
		const char *block = arena_strndup(arena, text, n), *at = strstr(block, line);

		if (at && (at == block || at[-1] == '\n') && !nth--)
			return block;
	}
	return "";
}

__attribute__((unused)) static void assert_no_loss(void)
{
	if (findings.n)
		fail_msg("%s %s: %s", findings.v[0]->id, findings.v[0]->at.path, findings.v[0]->message);
}

/* Exactly one finding, of this id and about this place. */
__attribute__((unused)) static void assert_loss(const char *id, const char *path)
{
	if (findings.n != 1)
		fail_msg("%zu findings", findings.n);
	assert_string_equal(findings.v[0]->id, id);
	assert_string_equal(findings.v[0]->at.path, path);
}

__attribute__((unused)) static void assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("'%s' is not in\n%s", part, text);
}

__attribute__((unused)) static void assert_lacks(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("'%s' is in\n%s", part, text);
}

#endif
