/* The language as JSON Schema (draft 2020-12), for editors and for those who write descriptions by program. */
#ifndef MODEL_SCHEMA_H
#define MODEL_SCHEMA_H

#include "base/text.h"

/*
 * The schemas of a host description and of a site file, from the rows. They judge what a YAML reader made of
 * the text, so they are laxer than the program (a reader turns 0x10 into 16 before the schema sees it) and want
 * numbers without quotes.
 */
void schema_print(struct text *out);
void schema_print_site(struct text *out);

#endif
