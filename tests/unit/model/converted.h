/* Converting by hand: what is taken, and as what; what is refused, and how. */
#ifndef TESTS_MODEL_CONVERTED_H
#define TESTS_MODEL_CONVERTED_H

#include "model/convert.h"
#include "read.h"

/* A row of `kind` as the tables have them. */
static inline struct row row(enum kind kind)
{
	static const struct word words[] = {{"none", 0}, {"static", 1}, {"lacp", 2}, {0}};

	return (struct row){.key = "key", .kind = kind, .min = 1, .max = 4094, .words = words};
}

static inline void takes_row(struct arena *a, const struct row *r, const char *written, const char *as)
{
	struct complaint why;
	struct value v;

	if (!convert(a, r, written, &v, &why))
		fail_msg("'%s' is refused: %s", written, why.message);
	assert_int_equal(v.from, WRITTEN);
	assert_string_equal(v.s, as);
	assert_string_equal(v.written, written);
	assert_true(convert(a, r, written, &v, NULL)); /* without asking why, too */
}

static inline void refuses_row(struct arena *a, const struct row *r, const char *written, const char *id,
			       const char *help)
{
	struct complaint why = {0};
	struct value v;

	if (convert(a, r, written, &v, &why))
		fail_msg("'%s' is taken", written);
	assert_false(convert(a, r, written, &v, NULL));
	assert_string_equal(why.id, id);
	assert_non_null(why.message);
	if (help)
		assert_string_equal(why.help, help);
}

static inline void takes(struct arena *a, enum kind kind, const char *written, const char *as)
{
	struct row r = row(kind);

	takes_row(a, &r, written, as);
}

static inline void refuses(struct arena *a, enum kind kind, const char *written, const char *id)
{
	struct row r = row(kind);

	refuses_row(a, &r, written, id, NULL);
}

#endif
