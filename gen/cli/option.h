/* The options of the command line: one row each, from which they are parsed, completed and explained. */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include "cli/cli.h"

/* What becomes of an option's argument; where it goes is said by `place`. */
enum takes {
	FLAG, /* has none: a bool becomes true */
	TEXT, /* a const char * */
	WORD, /* an int: the index of the argument among `words` */
};

struct option_row {
	char letter;                 /* what getopt_long gives for it; only -h can be written so */
	const char *name, *argument; /* argument NULL: it takes none */
	const char *text;            /* a line for --help; its words follow there by themselves */
	const char *commands;        /* those that take it, each between blanks; NULL: all */
	enum takes takes;
	size_t place; /* in struct options */
	const char *const *words;
	int preset; /* of a WORD: the one in force where the option is not given */
	/* Sentences for the manual, as mdoc_prose() takes them; NULL: the line says it all. */
	const char *more;
	const char *(*explain)(struct arena *a); /* the same, where blocks say it; NULL: `more` does */
	/* Of a TEXT: the words that it may be, NULL behind the last. NULL: any text. */
	const char *const *(*list)(struct arena *a);
	bool releases; /* of a TEXT: it may be the name of a release, too */
	/* Of a TEXT with both: whether it may be WORD:RELEASE. NULL: no two of them go together. */
	bool (*pair)(struct arena *a, const char *text);
};

extern const struct option_row option_rows[]; /* the name of the last is NULL */

bool option_belongs(const struct option_row *row, const struct command *c);

/* The option called s[0..n), or the only one whose name begins so, as getopt_long() takes them; NULL: there
 * is none. */
const struct option_row *option_find(const char *s, size_t n);

/* The words that its argument may be; NULL: it takes other things. Releases are not among them. */
const char *const *option_words(struct arena *a, const struct option_row *row);

/* The same as "a, b (default) or c"; NULL where there are none. */
const char *option_word_list(struct arena *a, const struct option_row *row);

/* Help on the command: its options, a line for each. */
void option_help(const struct command *c, struct text *out);

#endif
