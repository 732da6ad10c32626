/* modprobe.conf(5): what modprobe is told, as far as it goes without running a command. */
#ifndef IMPORT_MODPROBE_H
#define IMPORT_MODPROBE_H

#include "source/source.h"

struct modprobe_line {
	enum { MODPROBE_ALIAS, MODPROBE_OPTIONS, MODPROBE_INSTALL, MODPROBE_OTHER } command;
	/* The alias, the module whose options or install command it is; of others, the command. */
	const char *name;
	const char *text; /* the module of an alias, the options, the command: continuation lines joined */
	struct span name_at, text_at, at; /* `at`: the whole line */
	/* `text` stands in the source as it is, without continuation: places in it are exact */
	bool literal;
};

struct modules {
	struct modprobe_line *v;
	size_t n;
};

/* Adds the commands of a file; '-' in names is '_', as modprobe takes it. Comments and empty lines are left
 * out. */
void modprobe_read(struct arena *a, const struct source *s, struct modules *m);

/* The module that `alias` stands for ("bond0": "bonding"), NULL: none. */
const char *modprobe_alias(const struct modules *m, const char *alias);

#endif
