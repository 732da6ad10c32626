/* What a file looks like, whatever it is called: what kinds of files tell themselves from others by
 * (reader.h). */
#ifndef IMPORT_LOOKS_H
#define IMPORT_LOOKS_H

#include "import/reader.h"
#include "source/source.h"

enum { LINE_WORDS = 8 };

/* A line that says something: comments and empty lines count nowhere. */
struct line {
	const char *s;             /* without the blanks in front */
	const char *w[LINE_WORDS]; /* its first words; w[0] is "" where there is none */
	size_t n;
	bool indented;
	const char *key,
		*value; /* of KEY=value, as a shell takes it; the value without quotes. NULL: it is none */
};

struct looks {
	const struct source *s;
	const char *base,
		*dir; /* the last part of its path, and what is in front: "/etc/network/interfaces.d/" */
	enum file_form form;
	size_t lines;
	size_t assigned; /* KEY= */
	size_t yaml;     /* "key:" or "- " */
	struct file_kinds kinds;
	struct seen *seen; /* of each of them; a line may be one in several grammars */

	bool description;     /* keys of bondwright's own language */
	bool tabs;            /* shown as an editor shows them */
	const char *template; /* what has to be filled in first: "{% for" */
	const char *other;    /* another kind of network configuration: "it is netplan's"; NULL: none */
};

struct looks looks_of(struct arena *a, const char *path, const struct source *s);

/* The lines of a kind, another one than that which is asked. */
const struct seen *looks_seen(const struct looks *l, const struct file_kind *k);

/* True for more than half of its lines. */
bool looks_mostly(const struct looks *l, size_t lines);

/* ---- what several grammars have ---- */

/* An address, or "default". */
bool word_is_address(const char *w);

/* A row of a routing table: an address, a router. */
bool line_is_columns(const struct line *l);

struct key_weight {
	const char *key; /* with a "*" behind it: and all that begin so */
	int weight;      /* 0: others have it as well, 2 and more: no others do */
};

/* 1 and the weight of the first row for the line's key, of those up to one without; 0: there is none. */
int line_weigh(const struct line *l, const struct key_weight *rows);

/* All that the keys weigh. */
int seen_weight(const struct seen *seen);

/* ---- ifcfg files, which several families have ---- */

/* The names of backups that boot of every release passes over. */
extern const char *const ifcfg_backups[];

/* True for settings of an interface; where no name claims them, for a file that is hardly anything else. */
bool looks_like_ifcfg(const struct looks *l, const struct seen *own, bool claimed);

#endif
