/* The form for programs: one JSON document for the run. Its schema is in findings_schema.c. */
#include "diag/forms.h"
#include "diag/json_out.h"

struct json {
	struct form form;
	json_t *files;
	size_t counts[ERROR + 1], accepted, off, known;
};

/* Sets what is there; NULL is left out. */
static void set_text(struct arena *a, json_t *object, const char *key, const char *s)
{
	if (s)
		json_object_set_new(object, key, json_string(shown(a, s)));
}

static void set_lines(struct arena *a, json_t *object, const char *key, const char *s)
{
	if (s)
		json_object_set_new(object, key, json_string(shown_lines(a, s)));
}

static void set_number(json_t *object, const char *key, size_t n)
{
	json_object_set_new(object, key, json_integer((json_int_t)n));
}

static void set_file(struct arena *a, json_t *object, const char *name)
{
	if (!name)
		return;
	set_text(a, object, "file", name);
	json_object_set_new(object, "uri", json_string(uri_of(a, name)));
}

static void set_position(json_t *object, struct position p)
{
	set_number(object, "line", p.line);
	set_number(object, "column", p.column);
}

static void set_place(struct arena *a, json_t *object, const struct place *at)
{
	json_t *end;

	if (!at->span.source)
		return;
	set_file(a, object, at->span.source->name);
	set_position(object, source_position(at->span));
	end = json_object();
	set_position(end, position_end(at->span));
	json_object_set_new(object, "end", end);
}

static json_t *notes_of(struct arena *a, const struct finding *f)
{
	json_t *notes = json_array();

	for (const struct note *n = f->notes; n; n = n->next) {
		json_t *note = json_object();

		set_text(a, note, "text", n->text);
		set_place(a, note, &n->at);
		json_array_append_new(notes, note);
	}
	return notes;
}

/* A list, as one day there may be several. Its text is no text for people: it is to be written as it is. */
static json_t *fix_of(struct arena *a, const struct replacement *r)
{
	json_t *one = json_object();

	set_place(a, one, &(struct place){.span = r->span});
	json_object_set_new(one, "text", json_string(r->text));
	return json_pack("[o]", one);
}

static json_t *finding_of(struct arena *a, const struct finding *f, const struct descriptor *d)
{
	json_t *object = json_object();

	set_text(a, object, "id", f->id);
	set_text(a, object, "severity", severity_name(f->severity));
	set_text(a, object, "title", d ? d->title : NULL);
	set_text(a, object, "object", f->object);
	set_text(a, object, "message", f->message);
	set_place(a, object, &f->at);
	json_object_set_new(object, "notes", notes_of(a, f));
	set_lines(a, object, "consequence", f->consequence);
	set_lines(a, object, "help", f->help);
	if (f->replacement)
		json_object_set_new(object, "fix", fix_of(a, f->replacement));
	return object;
}

static json_t *counts_of(const size_t counts[ERROR + 1], size_t accepted, size_t off, size_t known)
{
	json_t *object = json_object();

	for (int s = ERROR; s >= INFO; s--)
		set_number(object, severity_words[s], counts[s]);
	set_number(object, "accepted", accepted);
	set_number(object, "off", off);
	set_number(object, "known", known);
	return object;
}

static void json_add(struct form *f, const struct result *r, struct text *out)
{
	struct json *j = (struct json *)f;
	json_t *file = json_object(), *findings = json_array();
	struct arena *a = out->arena;
	size_t counts[ERROR + 1];

	set_file(a, file, r->name);
	set_text(a, file, "host", r->host);
	set_text(a, file, "policy", r->policy);
	set_text(a, file, "trouble", r->trouble);
	json_object_set_new(file, "judged", json_boolean(r->host != NULL));
	for (size_t i = 0; r->findings && i < r->findings->n; i++)
		json_array_append_new(findings,
				      finding_of(a, r->findings->v[i], f->describe(r->findings->v[i]->id)));
	json_object_set_new(file, "findings", findings);
	for (int s = INFO; s <= ERROR; s++)
		j->counts[s] += counts[s] = result_count(r, (enum severity)s);
	json_object_set_new(file, "counts", counts_of(counts, r->accepted, r->off, r->known));
	j->accepted += r->accepted;
	j->off += r->off;
	j->known += r->known;
	json_array_append_new(j->files, file);
}

static void json_end(struct form *f, struct text *out)
{
	struct json *j = (struct json *)f;
	json_t *document = json_object(), *tool = json_object();

	json_object_set_new(document, "version", json_integer(1));
	set_text(f->arena, tool, "name", "bondwright");
	set_text(f->arena, tool, "version", BONDWRIGHT_VERSION);
	json_object_set_new(document, "tool", tool);
	json_object_set_new(document, "files", j->files);
	json_object_set_new(document, "counts", counts_of(j->counts, j->accepted, j->off, j->known));
	json_finish(document, out);
}

struct form *form_json(struct arena *a)
{
	struct json *j = arena_alloc(a, sizeof(*j));

	j->files = json_array();
	j->form.add = json_add;
	j->form.end = json_end;
	return &j->form;
}
