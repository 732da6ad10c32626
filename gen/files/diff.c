#include "files/diff.h"

#include <stdbool.h>
#include <string.h>

/* E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986: the greedy one, which keeps what it
 * knew at each distance. That is quadratic in the distance, hence a limit. */
enum { CONTEXT = 3, DISTANCE_MAX = 2000 };

struct line {
	const char *s;
	size_t len; /* its break included */
	bool same;  /* both texts have it */
};

struct lines {
	struct line *v;
	long n;
};

struct diff {
	struct lines x, y;
};

static struct lines split(struct arena *a, const struct side *side)
{
	struct lines l = {0};
	const char *s = side->text, *end = side->text + side->len;
	size_t n = 0;

	while (s < end) {
		const char *nl = memchr(s, '\n', (size_t)(end - s));
		struct line one = {s, (size_t)((nl ? nl + 1 : end) - s), false};

		arena_push(a, l.v, n, one);
		s += one.len;
	}
	l.n = (long)n;
	return l;
}

static bool equal(const struct diff *d, long i, long k)
{
	const struct line *x = &d->x.v[i], *y = &d->y.v[k];

	return x->len == y->len && !memcmp(x->s, y->s, x->len);
}

static void mark(struct diff *d, long i, long k)
{
	d->x.v[i].same = d->y.v[k].same = true;
}

/* ---- what is the same ---------------------------------------------------------- */

/* One step of the search: how far each diagonal gets (`v`, of 2 * distance + 3, its middle is diagonal 0)
 * with one difference more. True: the end, n and m lines away, is reached. */
static bool advance(const struct diff *d, long from, long distance, const long *before, long *v, long n,
		    long m)
{
	for (long k = -distance; k <= distance; k += 2) {
		long down = before[k + 1], right = before[k - 1] + 1;
		long i = k == -distance || (k != distance && before[k - 1] < before[k + 1]) ? down : right;

		if (!distance)
			i = 0;
		while (i < n && i - k < m && equal(d, from + i, from + i - k))
			i++;
		v[k] = i;
		if (i >= n && i - k >= m)
			return true;
	}
	return false;
}

/* Walks back from the end and marks what was passed over as equal. */
static void trace(struct diff *d, long from, long **v, long distance, long n, long m)
{
	long i = n, k = n - m;

	for (; distance > 0; distance--) {
		const long *before = v[distance - 1];
		bool down = k == -distance || (k != distance && before[k - 1] < before[k + 1]);
		long start = down ? before[k + 1] : before[k - 1] + 1;

		for (; i > start; i--)
			mark(d, from + i - 1, from + i - 1 - k);
		k += down ? 1 : -1;
		i = down ? start : start - 1;
	}
	for (; i > 0; i--)
		mark(d, from + i - 1, from + i - 1);
}

/* The lines from `from` on, `n` of the one and `m` of the other, neither beginning nor ending alike. */
static void compare_middle(struct diff *d, long from, long n, long m)
{
	struct arena *a = arena_new();
	long *v[DISTANCE_MAX + 1], first[3] = {0}, *before = first + 1;

	for (long distance = 0; distance <= DISTANCE_MAX; distance++) {
		long *all = arena_alloc(a, (size_t)(2 * distance + 5) * sizeof(*all));

		v[distance] = all + distance + 2;
		if (advance(d, from, distance, before, v[distance], n, m)) {
			trace(d, from, v, distance, n, m);
			break;
		}
		before = v[distance];
	}
	arena_free(a);
}

static void compare(struct diff *d)
{
	long from = 0, n = d->x.n, m = d->y.n;

	for (; from < n && from < m && equal(d, from, from); from++)
		mark(d, from, from);
	for (; n > from && m > from && equal(d, n - 1, m - 1); n--, m--)
		mark(d, n - 1, m - 1);
	if (n > from && m > from)
		compare_middle(d, from, n - from, m - from);
}

/* ---- printing ------------------------------------------------------------------ */

static void put_line(struct text *out, char sign, const struct line *l)
{
	text_addc(out, sign);
	text_addn(out, l->s, l->len);
	if (l->s[l->len - 1] != '\n')
		text_add(out, "\n\\ No newline at end of file\n");
}

/* "12,3": the first line, from 1, and how many; of none the line in front. */
static void put_range(struct text *out, char sign, long from, long n)
{
	text_addf(out, " %c%ld", sign, n ? from + 1 : from);
	if (n != 1)
		text_addf(out, ",%ld", n);
}

/* How many lines from `i` and `k` on are equal, `most` at most. */
static long equal_run(const struct diff *d, long i, long k, long most)
{
	long n = 0;

	while (n < most && i + n < d->x.n && k + n < d->y.n && d->x.v[i + n].same && d->y.v[k + n].same)
		n++;
	return n;
}

struct hunk {
	long x, y; /* where it begins */
	long x_end, y_end;
};

/* Prints the hunk: equal lines are taken from both sides at once. */
static void put_hunk(const struct diff *d, const struct hunk *h, struct text *out)
{
	long i = h->x, k = h->y;

	text_add(out, "@@");
	put_range(out, '-', h->x, h->x_end - h->x);
	put_range(out, '+', h->y, h->y_end - h->y);
	text_add(out, " @@\n");
	while (i < h->x_end || k < h->y_end) {
		if (i < h->x_end && !d->x.v[i].same) {
			put_line(out, '-', &d->x.v[i++]);
		} else if (k < h->y_end && !d->y.v[k].same) {
			put_line(out, '+', &d->y.v[k++]);
		} else {
			put_line(out, ' ', &d->x.v[i++]);
			k++;
		}
	}
}

/* From the first difference at `i`, `k` to the last that is no further from its neighbour than their
 * contexts. */
static struct hunk hunk_at(const struct diff *d, long i, long k)
{
	struct hunk h = {i, k, i, k};
	long back = 0, run;
	bool last;

	while (back < CONTEXT && i - back > 0 && d->x.v[i - back - 1].same)
		back++;
	h.x -= back;
	h.y -= back;
	for (;;) {
		while (h.x_end < d->x.n && !d->x.v[h.x_end].same)
			h.x_end++;
		while (h.y_end < d->y.n && !d->y.v[h.y_end].same)
			h.y_end++;
		run = equal_run(d, h.x_end, h.y_end, 2 * CONTEXT + 1);
		last = h.x_end + run == d->x.n && h.y_end + run == d->y.n;
		if (last || run > 2 * CONTEXT)
			break;
		h.x_end += run;
		h.y_end += run;
	}
	run = run < CONTEXT ? run : CONTEXT;
	h.x_end += run;
	h.y_end += run;
	return h;
}

void diff_print(const struct side *old, const struct side *new, struct text *out)
{
	struct arena *a = arena_new();
	struct diff d = {.x = split(a, old), .y = split(a, new)};
	bool headed = false;
	long i = 0, k = 0;

	compare(&d);
	while (i < d.x.n || k < d.y.n) {
		struct hunk h;

		if (i < d.x.n && k < d.y.n && d.x.v[i].same && d.y.v[k].same) {
			i++;
			k++;
			continue;
		}
		if (!headed)
			text_addf(out, "--- %s\n+++ %s\n", old->name, new->name);
		headed = true;
		h = hunk_at(&d, i, k);
		put_hunk(&d, &h, out);
		i = h.x_end;
		k = h.y_end;
	}
	arena_free(a);
}
