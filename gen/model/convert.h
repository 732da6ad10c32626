/* From the text of a scalar to a typed value: strict, without guessing. */
#ifndef MODEL_CONVERT_H
#define MODEL_CONVERT_H

#include "model/rows.h"

enum { TEXT_MAX = 1024 }; /* bytes of a text for people */

/* Why a text is not a value of its row. */
struct complaint {
	const char *id;      /* of the fault, or of the row's rule */
	const char *message; /* "'1_500' is not a number" */
	const char *help;    /* what to write; NULL: nothing better to say */
};

/*
 * Converts `text`, a scalar of the description, to the kind of `row`. False: it is not one, and
 * `why` (NULL: not asked for) tells. Texts of the result live in `a`.
 */
bool convert(struct arena *a, const struct row *row, const char *text, struct value *v, struct complaint *why);

/* True for the texts by which YAML writes "no value" if they stand there unquoted. */
bool is_no_value(const char *text);

/* True for an Ethernet address that YAML 1.1 takes for a number in base 60 if it stands there unquoted. */
bool reads_as_number(const char *mac);

/*
 * The name and the number in a bonding mode as people write it: "4 (802.3ad)", "mode 1 ", "balance-rr".
 * -1 where there is none; false where anything else stands in it, or nothing.
 */
bool mode_parse(const char *written, int *by_name, int *by_number);

const char *mode_name(long mode);

#endif
