/* Parts that all manual pages have. */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include "cli/option.h"

/* Begins the page bondwright-NAME(1), or bondwright(1) without a name, up to the heading NAME. */
void page_begin(struct text *out, const char *name);

/* The sentences, the first letter as a capital. */
void page_sentences(struct text *out, const char *s);

/* What --help says of an option, as an item of a list; `more`: and the rest. */
void page_option(struct text *out, const struct option_row *row, bool more);

void page_environment(struct text *out);

/* The item of FILES for the policy, which all commands that judge have. */
void page_policy(struct text *out);

void page_exit(struct text *out, const char *yes, const char *no, const char *trouble);

void page_examples(struct text *out, const struct item *items);

/* bondwright(1): everything that is not about one command. */
void overview_manual(struct text *out);

#endif
