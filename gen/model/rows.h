/*
 * The language, as tables: one row per key. The same rows build libcyaml's schema, convert values,
 * walk a faulty document, and print the JSON Schema and the field reference of the manual.
 * A key is added by adding its row, and its place in host.h.
 */
#ifndef MODEL_ROWS_H
#define MODEL_ROWS_H

#include "model/host.h"

enum kind {
	K_NAME,    /* name of an interface, to be created or found in the kernel */
	K_REF,     /* name of something described elsewhere in the document */
	K_LABEL,   /* word for people and findings: switch, port, card */
	K_TEXT,    /* free text, ends up in comments only */
	K_HOSTNAME,
	K_RELEASE, /* `struct release` */
	K_XEN,     /* `struct xen_release` */
	K_BOOL,
	K_NUMBER,  /* plain decimal, min to max */
	K_WORD,    /* one of `words` */
	K_OPTION,  /* one of `words`, or its number, as the kernel takes it */
	K_MODE,    /* bonding mode: name, number, or both */
	K_RULE,    /* id of a rule */
	K_MAC,     /* address of one interface */
	K_IP,      /* address without prefix */
	K_IP4,
	K_IP6,
	K_TARGET,  /* IPv4 address that the ARP monitor may probe */
	K_PREFIX,  /* address of a host, with prefix */
	K_NETWORK, /* address of a network, with prefix */
	K_MAP,     /* mapping of `table` */
};

struct word {
	const char *text; /* NULL ends a list */
	long number;
};

struct row {
	const char *key;
	const char *doc; /* a sentence for the manual and the schema */
	enum kind kind;
	bool list;     /* a sequence of such values */
	bool required;
	bool own;      /* belongs to one object: no default for it in a site file */
	long min, max; /* of a number */
	const char *unit;
	const struct word *words;
	const struct table *table;
	const char *rule;    /* id that its faults carry; NULL: that of the fault */
	const char *example; /* a value to show; NULL: one that follows from the kind */
	size_t place;        /* offset of the struct value, struct values, sub-struct or array and count */
};

struct table {
	const char *name; /* what one such mapping is: "a bond" */
	const struct row *rows;
	size_t n;
	size_t size;       /* of the struct of host.h it fills */
	bool has_path;     /* that struct begins with `const char *path` */
	bool scalars_only; /* a mapping of site defaults: lists and rows marked `own` are not part of it */
};

/* A list of mappings as it lies in the model, whatever they are. */
struct maps {
	char *v; /* structs of table->size */
	size_t n;
};

extern const struct table host_table, site_table;

/* The table of the mappings that a list of interfaces holds, by its key ("nics"); and of their defaults. */
const struct table *table_of(const char *key);
const struct table *table_of_defaults(const char *key);

/* True if `row` is part of `table` (defaults leave some out). */
bool table_has(const struct table *table, const struct row *row);

/* The row for `key`; NULL: unknown. */
const struct row *table_find(const struct table *table, const char *key);

/* One value of `row` as a description may write it: YAML, with quotes where it needs them. */
const char *row_example(struct arena *a, const struct row *row);

/* The words of a list as "a, b or c". */
const char *words_list(struct arena *a, const struct word *words);

extern const struct word bond_mode_words[];

/* Name of a bonding option as the kernel spells it, and its row. */
const char *bond_option_name(enum bond_option o);
const struct row *bond_option_row(enum bond_option o);

#endif
