/*
 * SARIF 2.1.0 (OASIS standard, 27 March 2020), for code scanning. One run; `rules` holds the kinds that were
 * found, since every kind there is would make each report some hundred kilobytes long. Columns are
 * characters, which columnKind says.
 */
#include "diag/forms.h"
#include "diag/json_out.h"

#include <string.h>

#include "base/hash.h"

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

struct sarif {
	struct form form;
	json_t *rules, *results, *artifacts, *troubles;
	struct hash *places; /* of rules, by id: a size_t */
	struct hash *files;  /* that are among the artifacts, which must differ */
};

static const char *const levels[] = {"note", "warning", "error"};

static json_t *message(struct arena *a, const char *s)
{
	return json_pack("{s:s}", "text", shown_lines(a, s));
}

/* ---- rules ---- */

static const char *help_text(struct arena *a, const struct descriptor *d)
{
	struct text t;

	text_init(&t, a);
	text_add(&t, d->fix);
	if (d->verify)
		text_addf(&t, "\n\nHow to see it on a running host: %s", d->verify);
	for (const struct reference *const *r = d->sources; r && *r; r++)
		text_addf(&t, "%s%s: %s", r == d->sources ? "\n\nSources:\n" : "\n", (*r)->id, (*r)->title);
	return t.s;
}

static json_t *rule_of(struct arena *a, const struct descriptor *d)
{
	return json_pack("{s:s, s:o, s:o, s:o, s:{s:s}, s:{s:[s#], s:s}}", "id", d->id, "shortDescription",
			 message(a, d->title), "fullDescription", message(a, d->why), "help",
			 message(a, help_text(a, d)), "defaultConfiguration", "level", levels[d->severity],
			 "properties", "tags", d->id, (int)strcspn(d->id, "0123456789"), "since", d->since);
}

/* Index among the run's rules; the first time a kind is found it is described there. */
static size_t rule_index(struct sarif *s, struct arena *a, const struct descriptor *d)
{
	size_t *place = hash_get(s->places, d->id);

	if (place)
		return *place;
	place = arena_alloc(s->form.arena, sizeof(*place));
	*place = json_array_size(s->rules);
	json_array_append_new(s->rules, rule_of(a, d));
	hash_put(s->places, d->id, place);
	return *place;
}

/* ---- places ---- */

static json_t *artifact(struct arena *a, const char *name)
{
	return json_pack("{s:s}", "uri", uri_of(a, name));
}

static json_t *region(const struct span *at)
{
	struct position from = source_position(*at), to = position_end(*at);

	return json_pack("{s:i, s:i, s:i, s:i}", "startLine", (int)from.line, "startColumn", (int)from.column,
			 "endLine", (int)to.line, "endColumn", (int)to.column);
}

/* The place, or the file alone where nothing in it is pointed at. */
static json_t *physical(struct arena *a, const struct span *at, const char *file)
{
	if (!at->source)
		return json_pack("{s:o}", "artifactLocation", artifact(a, file));
	return json_pack("{s:o, s:o}", "artifactLocation", artifact(a, at->source->name), "region", region(at));
}

static json_t *locations(struct arena *a, const struct result *r, const struct finding *f)
{
	json_t *location = json_object();

	if (f->at.span.source || r->name)
		json_object_set_new(location, "physicalLocation", physical(a, &f->at.span, r->name));
	if (f->object)
		json_object_set_new(location, "logicalLocations",
				    json_pack("[{s:s}]", "name", shown(a, f->object)));
	if (json_object_size(location))
		return json_pack("[o]", location);
	json_decref(location);
	return json_array();
}

static json_t *related(struct arena *a, const struct finding *f)
{
	json_t *all = json_array();

	for (const struct note *n = f->notes; n; n = n->next) {
		json_t *one = json_pack("{s:i, s:o}", "id", (int)json_array_size(all) + 1, "message",
					message(a, shown(a, n->text)));

		if (n->at.span.source)
			json_object_set_new(one, "physicalLocation", physical(a, &n->at.span, NULL));
		json_array_append_new(all, one);
	}
	return all;
}

/* The inserted text is no text for people: it is to be written as it is. */
static json_t *fixes(struct arena *a, const struct finding *f)
{
	const struct replacement *r = f->replacement;
	json_t *change = json_pack("{s:o, s:[{s:o, s:{s:s}}]}", "artifactLocation", artifact(a, r->span.source->name),
				   "replacements", "deletedRegion", region(&r->span), "insertedContent", "text",
				   r->text);

	return json_pack("[{s:o, s:[o]}]", "description", message(a, f->help ? f->help : f->message),
			 "artifactChanges", change);
}

/* ---- the document ---- */

static json_t *result_of(struct sarif *s, struct arena *a, const struct result *r, const struct finding *f)
{
	const struct descriptor *d = s->form.describe(f->id);
	json_t *result = json_pack("{s:s}", "ruleId", f->id);

	if (d)
		json_object_set_new(result, "ruleIndex", json_integer((json_int_t)rule_index(s, a, d)));
	json_object_set_new(result, "level", json_string(levels[f->severity]));
	json_object_set_new(result, "message", json_pack("{s:s}", "text", whole_message(a, f)));
	json_object_set_new(result, "locations", locations(a, r, f));
	if (f->notes)
		json_object_set_new(result, "relatedLocations", related(a, f));
	if (f->replacement)
		json_object_set_new(result, "fixes", fixes(a, f));
	return result;
}

static json_t *notification(struct arena *a, const struct result *r)
{
	json_t *one = json_pack("{s:s, s:o}", "level", "error", "message", message(a, shown(a, r->trouble)));

	if (r->name)
		json_object_set_new(
			one, "locations",
			json_pack("[{s:o}]", "physicalLocation", physical(a, &(struct span){0}, r->name)));
	return one;
}

static void add_artifact(struct sarif *s, struct arena *a, const char *name)
{
	if (hash_get(s->files, name))
		return;
	hash_put(s->files, arena_strdup(s->form.arena, name), s);
	json_array_append_new(s->artifacts, json_pack("{s:o}", "location", artifact(a, name)));
}

static void sarif_add(struct form *f, const struct result *r, struct text *out)
{
	struct sarif *s = (struct sarif *)f;
	struct arena *a = out->arena;

	if (r->name)
		add_artifact(s, a, r->name);
	if (r->trouble)
		json_array_append_new(s->troubles, notification(a, r));
	for (size_t i = 0; r->findings && i < r->findings->n; i++)
		json_array_append_new(s->results, result_of(s, a, r, r->findings->v[i]));
}

static void sarif_end(struct form *f, struct text *out)
{
	struct sarif *s = (struct sarif *)f;
	bool good = !json_array_size(s->troubles);
	json_t *driver = json_pack("{s:s, s:s, s:o}", "name", "bondwright", "version", BONDWRIGHT_VERSION,
				   "rules", s->rules);
	json_t *invocation = json_pack("{s:b, s:o}", "executionSuccessful", good,
				       "toolExecutionNotifications", s->troubles);
	json_t *run = json_pack("{s:{s:o}, s:s, s:[o], s:o, s:o}", "tool", "driver", driver, "columnKind",
				"unicodeCodePoints", "invocations", invocation, "artifacts", s->artifacts,
				"results", s->results);

	json_finish(json_pack("{s:s, s:s, s:[o]}", "$schema", SCHEMA, "version", "2.1.0", "runs", run), out);
}

struct form *form_sarif(struct arena *a)
{
	struct sarif *s = arena_alloc(a, sizeof(*s));

	s->rules = json_array();
	s->results = json_array();
	s->artifacts = json_array();
	s->troubles = json_array();
	s->places = hash_new(a);
	s->files = hash_new(a);
	s->form.add = sarif_add;
	s->form.end = sarif_end;
	return &s->form;
}
