#include "fleet/allow.h"

#include <string.h>

#include "base/word.h"
#include "fleet/catalogue.h"
#include "rules/rule.h"

static bool covers(const struct allow *entry, const struct finding *f)
{
	if (strcmp(entry->rule.s, f->id))
		return false;
	return !has(&entry->object) || (f->object && !strcmp(entry->object.s, f->object));
}

/* True for a rule that is found among several hosts: whether its entry is used shows only with all of them. */
static bool of_fleet(const char *id)
{
	for (size_t i = 0; i < rules_count; i++)
		if (!strcmp(rules_all[i]->about.id, id))
			return rules_all[i]->on_fleet;
	return false;
}

static void add_unused(struct findings *f, const struct allow *entry)
{
	const char *near = catalogue_nearest(entry->rule.s);
	struct finding *one;

	if (of_fleet(entry->rule.s))
		return;
	if (catalogue_find(entry->rule.s)) {
		one = findings_add(f, "ALLOW001", WARNING, (struct place){.path = entry->path});
		one->object = has(&entry->object) ? entry->object.s : NULL;
		one->message = arena_printf(f->arena, "nothing is found that this entry allows: %s%s%s", entry->rule.s,
					    one->object ? " on " : "", one->object ? one->object : "");
		one->help = "remove the entry";
		return;
	}
	one = findings_add(f, "ALLOW002", ERROR, (struct place){.path = field_path(f->arena, entry->path, "rule")});
	one->message = arena_printf(f->arena, "there is no rule '%s'", entry->rule.s);
	one->help = near ? near : "an id that `bondwright rules` lists";
}

size_t allow_apply(const struct host *host, struct findings *f)
{
	bool *used = arena_alloc(f->arena, host->allow.n * sizeof(*used));
	size_t kept = 0, before = f->n;

	for (size_t i = 0; i < f->n; i++) {
		bool allowed = false;

		for (size_t k = 0; k < host->allow.n; k++)
			if (covers(&host->allow.v[k], f->v[i]))
				allowed = used[k] = true;
		if (!allowed)
			f->v[kept++] = f->v[i];
	}
	f->n = kept;
	for (size_t k = 0; k < host->allow.n; k++)
		if (!used[k])
			add_unused(f, &host->allow.v[k]);
	return before - kept;
}

/* ---- what the findings mean ---- */

#define HOST                                                                                                   \
	"host: vm1.example.com\n"                                                                               \
	"os: bookworm\n"                                                                                        \
	"nics:\n"                                                                                               \
	"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"

const struct descriptor ALLOW001 = {
	.id = "ALLOW001",
	.title = "an accepted finding that is not there",
	.severity = WARNING,
	.since = "0.1",
	.why = "The entry accepts something that is not found: it was mended since, or the object is called otherwise. Left in "
	       "place, it would silence the same fault when somebody makes it again.",
	.fix = "Remove the entry, or correct its object.",
	.bad = HOST "allow:\n"
		    "  - {rule: BOND003, reason: mended in May}\n",
	.good = HOST "allow: []\n",
};

const struct descriptor ALLOW002 = {
	.id = "ALLOW002",
	.title = "an accepted finding whose id does not exist",
	.severity = ERROR,
	.since = "0.1",
	.why = "No finding has that id, so the entry accepts nothing, while whoever wrote it believes that something is settled.",
	.fix = "The id as the finding shows it in brackets.",
	.bad = HOST "allow:\n"
		    "  - {rule: BOND999, reason: one switch until May}\n",
	.good = HOST "allow: []\n",
};
