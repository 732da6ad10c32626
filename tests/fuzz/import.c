/*
 * libFuzzer over the readers of existing files. The first byte says how they are read, the rest is a text of
 * several files as head(1) prints them, or one file. Whatever comes out as a description must be one: what
 * import prints is read again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fleet/host_run.h"
#include "model/dump.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const families[] = {NULL,    "rhel", "debian",   "suse",   "rhel4.9",
				       "rhel8", "etch", "bookworm", "sles10", "sles12"};
static const char *const targets[] = {"rhel6", "bookworm", "sles11", "rhel8"};

/* What a single file is called: known by its name where content does not tell. */
static const char *const names[] = {"etc/network/interfaces", "etc/sysconfig/network-scripts/ifcfg-bond0",
				    "etc/modprobe.conf", "etc/xen/xend-config.sxp"};

/* Faults of the text itself: bondwright wrote it, so there are none. */
static void accept(struct arena *a, const struct drafted *drafted)
{
	struct run_options o = {.fail_on = ERROR};
	struct host_run run;
	struct text out;

	text_init(&out, a);
	dump_host(drafted->host, drafted->comments, &out);
	dump_missing(drafted->host, &out);
	run = host_run(a, source_of(a, "imported", out.s, out.len), NULL, &o);
	for (size_t i = 0; i < run.findings.n; i++)
		if (!strncmp(run.findings.v[i]->id, "YAML", 4)) {
			finding_print(run.findings.v[i], &out, false);
			fprintf(stderr, "%s", out.s);
			abort();
		}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct tree *t = tree_new(a);
	struct run_options o = {.fail_on = ERROR, .allow_loss = true};
	unsigned how = size ? *data++ : 0;
	struct source *s;
	struct host_run run;
	struct text out;

	size -= size > 0;
	s = source_of(a, "input", arena_strndup(a, (const char *)data, size), size);
	o.from = families[how % (sizeof(families) / sizeof(*families))];
	o.moving = how & 64;
	o.read_only = !o.moving && how & 128;
	o.render = o.moving;
	o.os = o.moving ? release_find(a, targets[how & 3], NULL) : NULL;
	if (tree_is_bundle(s))
		tree_add_bundle(t, s);
	else
		tree_add_source(t, names[how & 3], s);
	run = host_run_files(a, t, NULL, &o);
	text_init(&out, a);
	findings_print(&run.findings, &out, false);
	if (run.defect)
		abort();
	if (run.drafted)
		accept(a, run.drafted);
	arena_free(a);
	return 0;
}
