#include "fleet/catalogue.h"

#include <string.h>

#include "base/word.h"
#include "fleet/host_run.h"
#include "rules/rule.h"

#define RULE(id)  extern const struct rule id;
#define FAULT(id) extern const struct descriptor id;
#include "blocks.inc"
#undef RULE
#undef FAULT

#define RULE(id)  &id.about,
#define FAULT(id) &id,
static const struct descriptor *const all[] = {
#include "blocks.inc"
};

const struct descriptor *const *catalogue(size_t *n)
{
	*n = sizeof(all) / sizeof(*all);
	return all;
}

const struct descriptor *catalogue_find(const char *id)
{
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (!strcmp(all[i]->id, id))
			return all[i];
	return NULL;
}

const char *catalogue_nearest(const char *id)
{
	struct nearest near = {0};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		nearest_offer(&near, id, all[i]->id);
	return near.word;
}

/* The worst with which `d` is raised for its bad example on `os`; -1: not raised. */
static int severity_on(const struct descriptor *d, const struct release *os)
{
	const struct run_options o = {.os = os};
	struct arena *a = arena_new();
	struct host_run run = host_run_text(a, "bad", d->bad, &o);
	int worst = -1;

	for (size_t i = 0; i < run.findings.n; i++)
		if (!strcmp(run.findings.v[i]->id, d->id) && (int)run.findings.v[i]->severity > worst)
			worst = (int)run.findings.v[i]->severity;
	arena_free(a);
	return worst;
}

/* "rhel5", "rhel5.0 to 5.3": rows[0..n) of one release, whose rows are `family` in number. */
static const char *range(struct arena *a, const struct release *rows, size_t n, size_t family)
{
	int from = rows[0].minor_from, to = rows[n - 1].minor;
	const char *name = rows[0].name;

	if (n == family)
		return name;
	if (from == to)
		return release_name(a, rows, from);
	return arena_printf(a, "%s to %s.%d", release_name(a, rows, from), name + strcspn(name, "0123456789"), to);
}

/* How many of rows[0..n) are of the same release as the first, and, if `severity` is not NULL, equal in that. */
static size_t alike(const struct release *rows, const int *severity, size_t n)
{
	size_t k = 1;

	while (k < n && !strcmp(rows[k].name, rows[0].name) && (!severity || severity[k] == severity[0]))
		k++;
	return k;
}

const char *catalogue_releases(struct arena *a, const struct descriptor *d)
{
	struct text lists[ERROR + 2], out; /* by severity + 1: the first are those on which it is not raised */
	bool differs = false;
	size_t n, run;
	const struct release *rows = release_rows(&n);
	int *severity = arena_alloc(a, n * sizeof(*severity));

	if (d->beside) /* what several hosts have in common is no matter of the release */
		return NULL;
	for (int s = 0; s < ERROR + 2; s++)
		text_init(&lists[s], a);
	for (size_t i = 0; i < n; i++)
		severity[i] = severity_on(d, &rows[i]);
	for (size_t i = 0, left = 0, family = 0; i < n; i += run, left -= run) {
		if (!left)
			left = family = alike(rows + i, NULL, n - i);
		run = alike(rows + i, severity + i, left);
		text_join(&lists[severity[i] + 1], ", ", range(a, rows + i, run, family));
	}
	text_init(&out, a);
	for (int s = ERROR; s >= -1; s--) {
		const char *list = lists[s + 1].s;

		differs |= out.len && *list;
		if (*list)
			text_join(&out, "\n", arena_printf(a, "%s: %s", s < 0 ? "not on" : severity_name((enum severity)s), list));
	}
	return differs ? out.s : NULL;
}
