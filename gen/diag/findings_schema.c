/* What the document of --format json holds, as a table, and the JSON Schema made of it. */
#include "diag/forms.h"
#include "diag/json_out.h"

#include <stdlib.h>
#include <string.h>

/* What a member may be. */
enum type { STRING, COUNT, ONE, BOOLEAN, SEVERITY, VERSION, OBJECT, LIST };

struct member {
	const char *of, *key; /* the definition it belongs to */
	bool required;
	enum type type;
	const char *definition; /* OBJECT, and each element of a LIST */
	const char *doc;
};

static const struct member members[] = {
	{"document", "version", true, VERSION, NULL,
	 "Version of this form; it changes when a member changes its meaning."},
	{"document", "tool", true, OBJECT, "tool", "What printed it."},
	{"document", "files", true, LIST, "file", "The files in the order in which they were judged."},
	{"document", "counts", true, OBJECT, "counts", "Over all files."},

	{"tool", "name", true, STRING, NULL, "bondwright"},
	{"tool", "version", true, STRING, NULL, "Its version."},

	{"file", "file", false, STRING, NULL, "Its name as it was given; absent: the run itself."},
	{"file", "uri", false, STRING, NULL, "The name as a URI reference, which keeps every byte of it."},
	{"file", "host", false, STRING, NULL, "The host it describes; absent where it was not judged."},
	{"file", "policy", false, STRING, NULL, "The policy file that was applied to it."},
	{"file", "trouble", false, STRING, NULL,
	 "Why it was not judged: it could not be read, for instance."},
	{"file", "judged", true, BOOLEAN, NULL,
	 "Whether the rules looked at it: false for a file that was not read, has faults or is no "
	 "description."},
	{"file", "findings", true, LIST, "finding", "In the order of the file."},
	{"file", "counts", true, OBJECT, "counts", "Of this file."},

	{"counts", "error", true, COUNT, NULL, "Findings of this severity."},
	{"counts", "warning", true, COUNT, NULL, "Findings of this severity."},
	{"counts", "info", true, COUNT, NULL, "Findings of this severity."},
	{"counts", "accepted", true, COUNT, NULL, "Findings left out because the host allows them."},
	{"counts", "off", true, COUNT, NULL, "Findings left out because the policy switches them off."},
	{"counts", "known", true, COUNT, NULL, "Findings left out because the baseline has them."},

	{"finding", "id", true, STRING, NULL, "Its kind, for `bondwright explain`."},
	{"finding", "severity", true, SEVERITY, NULL, "How bad it is, by the policy if that says so."},
	{"finding", "title", false, STRING, NULL, "What the kind is called."},
	{"finding", "object", false, STRING, NULL, "The interface, switch or guest that it is about."},
	{"finding", "message", true, STRING, NULL, "What is wrong, in one line."},
	{"finding", "file", false, STRING, NULL, "Where it points; the site file for what stands there."},
	{"finding", "uri", false, STRING, NULL, "The same as a URI reference."},
	{"finding", "line", false, ONE, NULL, "From 1."},
	{"finding", "column", false, ONE, NULL,
	 "In characters, from 1; a byte that is not UTF-8 counts as one."},
	{"finding", "end", false, OBJECT, "position", "Behind the last character."},
	{"finding", "notes", true, LIST, "note", "Other places involved."},
	{"finding", "consequence", false, STRING, NULL, "What happens because of it."},
	{"finding", "help", false, STRING, NULL, "What to write instead."},
	{"finding", "fix", false, LIST, "replacement",
	 "What `bondwright fix` writes to take it away, all of it or none; absent where it leaves that to people."},

	{"note", "text", true, STRING, NULL, "What the place has to do with it."},
	{"note", "file", false, STRING, NULL, "The file of the place."},
	{"note", "uri", false, STRING, NULL, "The same as a URI reference."},
	{"note", "line", false, ONE, NULL, "From 1."},
	{"note", "column", false, ONE, NULL, "In characters, from 1."},
	{"note", "end", false, OBJECT, "position", "Behind the last character."},

	{"replacement", "file", true, STRING, NULL, "The file that is changed."},
	{"replacement", "uri", true, STRING, NULL, "The same as a URI reference."},
	{"replacement", "line", true, ONE, NULL, "From 1: where the text goes that stands there."},
	{"replacement", "column", true, ONE, NULL, "In characters, from 1."},
	{"replacement", "end", true, OBJECT, "position",
	 "Behind the last character that goes; the same place: nothing goes."},
	{"replacement", "text", true, STRING, NULL, "What takes its place, exactly."},

	{"position", "line", true, ONE, NULL, "From 1."},
	{"position", "column", true, ONE, NULL, "In characters, from 1."},
};

static const char *const definitions[] = {"tool", "file", "counts", "finding", "note", "replacement", "position"};

static json_t *reference(const char *definition)
{
	return json_pack("{s:s+}", "$ref", "#/$defs/", definition);
}

/* The schema of one member, its description aside. */
static json_t *type_of(const struct member *m)
{
	switch (m->type) {
	case STRING:
		return json_pack("{s:s}", "type", "string");
	case COUNT:
		return json_pack("{s:s,s:i}", "type", "integer", "minimum", 0);
	case ONE:
		return json_pack("{s:s,s:i}", "type", "integer", "minimum", 1);
	case BOOLEAN:
		return json_pack("{s:s}", "type", "boolean");
	case SEVERITY:
		return json_pack("{s:[s,s,s]}", "enum", severity_words[ERROR], severity_words[WARNING],
				 severity_words[INFO]);
	case VERSION:
		return json_pack("{s:i}", "const", 1);
	case OBJECT:
		return reference(m->definition);
	case LIST:
		return json_pack("{s:s,s:o}", "type", "array", "items", reference(m->definition));
	}
	return NULL;
}

/* Adds what an object of the definition is to `schema`. */
static void define(json_t *schema, const char *definition)
{
	json_t *properties = json_object(), *required = json_array();

	for (const struct member *m = members; m < members + sizeof(members) / sizeof(*members); m++) {
		json_t *property;

		if (strcmp(m->of, definition))
			continue;
		property = json_pack("{s:s}", "description", m->doc);
		json_object_update_new(property, type_of(m));
		json_object_set_new(properties, m->key, property);
		if (m->required)
			json_array_append_new(required, json_string(m->key));
	}
	json_object_set_new(schema, "type", json_string("object"));
	json_object_set_new(schema, "additionalProperties", json_false());
	json_object_set_new(schema, "required", required);
	json_object_set_new(schema, "properties", properties);
}

void findings_schema_print(struct text *out)
{
	json_t *schema = json_object(), *defs = json_object();

	json_object_set_new(schema, "$schema", json_string("https://json-schema.org/draft/2020-12/schema"));
	json_object_set_new(schema, "title", json_string("findings of bondwright"));
	define(schema, "document");
	for (size_t i = 0; i < sizeof(definitions) / sizeof(*definitions); i++) {
		json_t *one = json_object();

		define(one, definitions[i]);
		json_object_set_new(defs, definitions[i], one);
	}
	json_object_set_new(schema, "$defs", defs);
	json_finish(schema, out);
}
