#include "base/word.h"

#include <ctype.h>
#include <string.h>

enum { LONGEST = 64 };

bool word_made_of(const char *s, const char *more)
{
	if (!*s)
		return false;
	for (; *s; s++)
		if (!((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9') ||
		      strchr(more, *s)))
			return false;
	return true;
}

bool word_is_digits(const char *s)
{
	return *s && !s[strspn(s, "0123456789")];
}

int word_pick(const char *word, const char *const *words)
{
	for (int i = 0; words[i]; i++)
		if (!strcmp(words[i], word))
			return i;
	return -1;
}

bool word_ends_in(const char *s, const char *end)
{
	size_t m = strlen(s), n = strlen(end);

	return m >= n && !strcmp(s + m - n, end);
}

const char *word_vlan_dot(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && dot > name && word_is_digits(dot + 1) ? dot : NULL;
}

const char *word_without_zeros(const char *digits)
{
	while (*digits == '0' && digits[1] >= '0' && digits[1] <= '9')
		digits++;
	return digits;
}

/* Letters compare without case, and '-' with '_': the ways kernel names are mistyped. */
static bool alike(char a, char b)
{
	if (a == '-')
		a = '_';
	if (b == '-')
		b = '_';
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Edit distance in which two neighbours swapped count as one step. */
static size_t distance(const char *a, const char *b)
{
	size_t la = strlen(a), lb = strlen(b), row[3][LONGEST + 1];

	for (size_t j = 0; j <= lb; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= la; i++) {
		size_t *now = row[i % 3], *above = row[(i + 2) % 3], *two = row[(i + 1) % 3];

		now[0] = i;
		for (size_t j = 1; j <= lb; j++) {
			size_t best = above[j - 1] + !alike(a[i - 1], b[j - 1]);

			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && alike(a[i - 1], b[j - 2]) && alike(a[i - 2], b[j - 1]) &&
			    two[j - 2] + 1 < best)
				best = two[j - 2] + 1;
			now[j] = best;
		}
	}
	return row[la % 3][lb];
}

void nearest_offer(struct nearest *n, const char *typed, const char *candidate)
{
	size_t len = strlen(typed), d;

	if (!len || len > LONGEST || strlen(candidate) > LONGEST)
		return;
	d = distance(typed, candidate);
	if (d > 1 + len / 4 || (n->word && d >= n->distance))
		return;
	*n = (struct nearest){candidate, d};
}
