#include "fleet/catalogue.h"

#include <string.h>

#include "model/description.h"
#include "model/net.h"
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

/* The worst with which `id` is raised for `host` if it ran `os`; -1: not raised. */
static int severity_on(struct arena *a, const struct host *host, const struct release *os, const char *id)
{
	struct host moved = *host;
	struct findings f;
	const struct net *net;
	int worst = -1;

	moved.os.release = os;
	findings_init(&f, a);
	net = net_resolve(a, &moved, &f);
	if (net)
		rules_run(net, &f);
	for (size_t i = 0; i < f.n; i++)
		if (!strcmp(f.v[i]->id, id) && (int)f.v[i]->severity > worst)
			worst = (int)f.v[i]->severity;
	return worst;
}

const char *catalogue_releases(struct arena *a, const struct descriptor *d)
{
	struct findings faults;
	const struct host *host;
	const struct release *rows;
	struct text lists[3];
	size_t n, groups = 0;
	struct text out;

	findings_init(&faults, a);
	text_init(&out, a);
	host = host_read(a, source_of(a, "bad", d->bad, strlen(d->bad)), NULL, &faults);
	if (!host)
		return NULL;
	for (int s = INFO; s <= ERROR; s++)
		text_init(&lists[s], a);
	rows = release_rows(&n);
	for (size_t i = 0; i < n; i++) {
		int severity = severity_on(a, host, &rows[i], d->id);

		if (severity >= 0)
			text_join(&lists[severity], ", ", release_name(a, &rows[i], rows[i].minor));
	}
	for (int s = ERROR; s >= INFO; s--)
		groups += lists[s].len > 0;
	for (int s = ERROR; s >= INFO; s--)
		if (lists[s].len)
			text_addf(&out, "%s%s: %s", out.len ? "\n" : "", severity_name((enum severity)s), lists[s].s);
	return groups ? out.s : NULL;
}
