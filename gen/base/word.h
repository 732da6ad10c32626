/* Words: what people meant to type, and the alphabets that names are made of. */
#ifndef BASE_WORD_H
#define BASE_WORD_H

#include <stdbool.h>
#include <stddef.h>

/* True if every character of `s` is a letter (ASCII), a digit or in `more`; empty is false. */
bool word_made_of(const char *s, const char *more);

bool word_is_digits(const char *s); /* at least one, and nothing else */

bool word_ends_in(const char *s, const char *end);

/* "7" of "007", "0" of "00": what follows the zeros in front of a number. */
const char *word_without_zeros(const char *digits);

/* The last '.' of PARENT.ID, as network scripts take the name of a VLAN apart: something in front, digits behind.
 * NULL: it is no such name. */
const char *word_vlan_dot(const char *name);

/* Index of `word` in the NULL-terminated `words`, -1 if it is none of them. */
int word_pick(const char *word, const char *const *words);

/* Keeps the best of the candidates offered so far: start from {0}, offer each, read `word`. */
struct nearest {
	const char *word; /* NULL: nothing was near enough to be meant */
	size_t distance;
};

void nearest_offer(struct nearest *n, const char *typed, const char *candidate);

#endif
