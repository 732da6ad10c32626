/* One host described in YAML, and what its target makes of it: the rules and their verdicts are left out. */
#ifndef TESTS_UNIT_TARGETS_HOST_H
#define TESTS_UNIT_TARGETS_HOST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/description.h"
#include "targets/target.h"

#define SCRIPTS "etc/sysconfig/network-scripts/"

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

/* What a target needs to set up a host that runs `os`; `yaml` is the rest of its description. */
static inline struct render render_of(const char *os, const char *yaml)
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
	return r;
}

/* Its limits; whoever loses something is told what to write instead. */
static inline void find_losses(struct render *r)
{
	targets_limits(r);
	for (size_t i = 0; i < findings.n; i++)
		if (!strcmp(findings.v[i]->id, LOSS001.id) && !findings.v[i]->help)
			fail_msg("no help at %s: %s", findings.v[i]->at.path, findings.v[i]->message);
}

/* Its limits and files. */
static inline void render_host(const char *os, const char *yaml)
{
	struct render r = render_of(os, yaml);

	find_losses(&r);
	targets_render(&r);
	if (r.error)
		fail_msg("%s\n%s", r.error, yaml);
}

/* ---- files ---- */

/* The text of a file of the set, "" if it is not there. */
static inline const char *text_of(const char *path)
{
	const struct file *f = file_set_find(&files, path);

	return f ? arena_strndup(arena, f->text, f->len) : "";
}

static inline const char *ifcfg(const char *name)
{
	return text_of(arena_printf(arena, SCRIPTS "ifcfg-%s", name));
}

static inline const char *interfaces(void)
{
	return text_of("etc/network/interfaces");
}

/* The nth stanza (from 0) headed "iface `head`", as it is written: with `auto` and comment, without the blank
 * line. */
static inline const char *stanza(const char *head, int nth)
{
	const char *text = interfaces(), *line = arena_printf(arena, "iface %s\n", head), *end_of;

	for (; (end_of = strstr(text, "\n\n")) || *text; text = end_of ? end_of + 2 : text + strlen(text)) {
		size_t n = end_of ? (size_t)(end_of + 1 - text) : strlen(text);
		const char *block = arena_strndup(arena, text, n), *at = strstr(block, line);

		if (at && (at == block || at[-1] == '\n') && !nth--)
			return block;
	}
	return "";
}

static inline bool has_line(const char *text, const char *line)
{
	size_t n = strlen(line);

	for (const char *at = text; (at = strstr(at, line)); at++)
		if ((at == text || at[-1] == '\n') && at[n] == '\n')
			return true;
	return false;
}

#define assert_line(text, line)                                                                              \
	do {                                                                                                 \
		if (!has_line(text, line))                                                                   \
			fail_msg("no line '%s' in:\n%s", line, text);                                        \
	} while (0)

/* No line of `text` begins with `key`. */
#define assert_no_key(text, key)                                                                             \
	do {                                                                                                 \
		if (!*(text) || strstr(text, "\n" key "="))                                                  \
			fail_msg(key " in:\n%s", text);                                                      \
	} while (0)

#define assert_has(text, part)                                                                               \
	do {                                                                                                 \
		if (!strstr(text, part))                                                                     \
			fail_msg("'%s' is not in\n%s", part, text);                                          \
	} while (0)

#define assert_lacks(text, part)                                                                             \
	do {                                                                                                 \
		if (strstr(text, part))                                                                      \
			fail_msg("'%s' is in\n%s", part, text);                                              \
	} while (0)

/* ---- losses ---- */

/* The finding `id` at `path`; NULL: none. */
static inline const struct finding *find_loss(const char *id, const char *path)
{
	for (size_t i = 0; i < findings.n; i++)
		if (!strcmp(findings.v[i]->id, id) && !strcmp(findings.v[i]->at.path, path))
			return findings.v[i];
	return NULL;
}

/* That finding is there, whatever else is. */
#define assert_loss(id, path)                                                                                \
	do {                                                                                                 \
		if (!find_loss(id, path))                                                                    \
			fail_msg("no %s at %s; %zu findings", id, path, findings.n);                         \
	} while (0)

/* It, and nothing else. */
#define assert_only_loss(id, path)                                                                           \
	do {                                                                                                 \
		assert_loss(id, path);                                                                       \
		assert_int_equal(findings.n, 1);                                                             \
	} while (0)

#define assert_no_loss()                                                                                     \
	do {                                                                                                 \
		if (findings.n)                                                                              \
			fail_msg("%s at %s: %s", findings.v[0]->id, findings.v[0]->at.path,                  \
				 findings.v[0]->message);                                                    \
	} while (0)

#endif
