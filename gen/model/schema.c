#include "model/schema.h"

#include <string.h>

#include "model/rows.h"

/* ---- JSON ---- */

struct json {
	struct text *out;
	int depth;
	bool more; /* something stands in the open object or array already */
};

static void add_string(struct text *out, const char *s)
{
	text_addc(out, '"');
	for (; *s; s++) {
		if (strchr("\"\\", *s))
			text_addc(out, '\\');
		text_addc(out, *s);
	}
	text_addc(out, '"');
}

/* Begins the next member of an object, or (no key) of an array. */
static void member(struct json *j, const char *key)
{
	text_addf(j->out, "%s\n%*s", j->more ? "," : "", 2 * j->depth, "");
	j->more = true;
	if (key) {
		add_string(j->out, key);
		text_add(j->out, ": ");
	}
}

static void open(struct json *j, const char *key, char bracket)
{
	if (j->depth)
		member(j, key);
	text_addc(j->out, bracket);
	j->depth++;
	j->more = false;
}

static void shut(struct json *j, char bracket)
{
	j->depth--;
	text_addf(j->out, "\n%*s%c", 2 * j->depth, "", bracket);
	j->more = true;
}

static void string(struct json *j, const char *key, const char *s)
{
	member(j, key);
	add_string(j->out, s);
}

/* A number, true or false, or an array on one line. */
static void literal(struct json *j, const char *key, const char *s)
{
	member(j, key);
	text_add(j->out, s);
}

/* ---- texts ---- */

/* Addresses as convert_address() and convert_prefix() take them; of IPv6 only the alphabet. */
#define BYTE  "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
#define HOST1 "(22[0-3]|2[01][0-9]|1[013-9][0-9]|12[0-689]|[1-9][0-9]?)" /* 1 to 223 without 127 */
#define REST4 "(\\." BYTE "){3}"
#define V6    "[0-9A-Fa-f]*:[0-9A-Fa-f:.]*"
#define P4    "/(3[0-2]|[12]?[0-9])"
#define H4    "/(3[0-2]|[12][0-9]|[1-9])"
#define P6    "/(12[0-8]|1[01][0-9]|[1-9]?[0-9])"
#define H6    "/(12[0-8]|1[01][0-9]|[1-9][0-9]?)"
/* what utf8_is_hidden() hides, but line break and tab */
#define C0     "\\u0000-\\u0008\\u000B-\\u001F"
#define HIDDEN C0 "\\u007F-\\u009F\\u00AD\\u061C\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F\\uFEFF\\uFFF9-\\uFFFB"
#define LABEL "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"

/* Kinds that are a text of one form; the definition's name is that of the manual. */
static const struct form {
	enum kind kind;
	const char *name, *pattern;
	bool digits; /* a number without quotes is taken for its digits */
} forms[] = {
	{K_NAME, "name",
	 "^(?!(lo|all|default|bonding_masters|[0-9]+|0[xX][0-9A-Fa-f]+)$)[A-Za-z0-9][A-Za-z0-9._-]{0,14}$", false},
	{K_REF, "reference", "^[A-Za-z0-9._-]{1,64}$", false},
	{K_LABEL, "label", "^[A-Za-z0-9._:/+@#-]{1,64}$", true},
	{K_TEXT, "text", "^[^" HIDDEN "]{1,1024}$", true},
	{K_HOSTNAME, "hostname", "^(?=.{1,253}$)" LABEL "(\\." LABEL ")*$", true},
	{K_RULE, "rule", "^[A-Z]+[0-9]{3}$", false},
	{K_MAC, "mac", "^(?!00(:00){5}$)[0-9A-Fa-f][02468ACEace](:[0-9A-Fa-f]{2}){5}$", false},
	{K_IP, "ip", "^(" HOST1 REST4 "|127" REST4 "|" V6 ")$", false},
	{K_IP4, "ip4", "^" HOST1 REST4 "$", false},
	{K_TARGET, "ip4", "^" HOST1 REST4 "$", false},
	{K_IP6, "ip6", "^" V6 "$", false},
	{K_PREFIX, "prefix", "^(" HOST1 REST4 H4 "|" V6 H6 ")$", false},
	{K_NETWORK, "network", "^(" BYTE REST4 P4 "|" V6 P6 ")$", false},
};

/* A pattern for the word `s` in upper and lower case. */
static void add_word(struct text *out, const char *s)
{
	for (; *s; s++) {
		if (*s >= 'a' && *s <= 'z')
			text_addf(out, "[%c%c]", *s - 'a' + 'A', *s);
		else
			text_addf(out, *s == '.' ? "\\%c" : "%c", *s);
	}
}

/* A bonding mode by name, number or both, in any order, with "mode" and separators between: mode_parse(). */
static const char *mode_pattern(struct arena *a)
{
	const char *sep = "[ \\t(),=/]", *mode = "[Mm][Oo][Dd][Ee]";
	struct text names, t;

	text_init(&names, a);
	for (const struct word *w = bond_mode_words; w->text; w++) {
		text_add(&names, names.len ? "|" : "(");
		add_word(&names, w->text);
	}
	text_add(&names, ")");
	text_init(&t, a);
	text_addf(&t, "^%s*(%s%s+)*", sep, mode, sep);
	text_addf(&t, "(%s(%s+%s)*(%s+[0-6])?|[0-6](%s+%s)*(%s+%s)?)", names.s, sep, mode, sep, sep, mode,
		  sep, names.s);
	text_addf(&t, "(%s+%s)*%s*$", sep, mode, sep);
	return t.s;
}

/* The names that release_find() takes. */
static const char *release_pattern(struct arena *a)
{
	const struct release *r;
	struct text t;
	size_t n;

	r = release_rows(&n);
	text_init(&t, a);
	for (size_t i = 0; i < n; i++) {
		bool first = !i || strcmp(r[i - 1].name, r[i].name),
		     last = i + 1 == n || strcmp(r[i + 1].name, r[i].name);

		if (first) {
			text_add(&t, t.len ? "|" : "^(");
			text_addf(&t, strncmp(r[i].name, "rhel", 4) ? "%s" : "(rhel|centos)%s",
				  r[i].name + (strncmp(r[i].name, "rhel", 4) ? 0 : 4));
		}
		for (int minor = r[i].minor_from; minor >= 0 && minor <= r[i].minor; minor++)
			text_addf(&t, "%s%d", minor ? "|" : "(\\.(", minor);
		if (last && r[i].minor >= 0)
			text_add(&t, "))?");
	}
	text_add(&t, ")$");
	return t.s;
}

/* ---- the language ---- */

static void enumeration(struct json *j, const struct row *row)
{
	bool off_on = !strcmp(row->words[0].text, "off");
	struct text t;

	text_init(&t, j->out->arena);
	for (const struct word *w = row->words; w->text; w++) {
		text_add(&t, t.len ? ", " : "[");
		add_string(&t, w->text);
	}
	for (const struct word *w = row->words; w->text && row->kind == K_OPTION; w++)
		text_addf(&t, ", %ld", w->number);
	text_add(&t, off_on ? ", false, true]" : "]");
	literal(j, "enum", t.s);
}

static void xen_versions(struct json *j)
{
	const struct xen_release *rows;
	struct text t;
	size_t n;

	text_init(&t, j->out->arena);
	rows = xen_rows(&n);
	for (size_t i = 0; i < n; i++)
		text_addf(&t, "%s\"%s\"", i ? ", " : "[", rows[i].version);
	text_add(&t, "]");
	literal(j, "enum", t.s);
}

static void number(struct json *j, const char *key, long n)
{
	literal(j, key, arena_printf(j->out->arena, "%ld", n));
}

static void definition(struct json *j, const char *name)
{
	string(j, "$ref", arena_printf(j->out->arena, "#/$defs/%s", name));
}

static void table_schema(struct json *j, const struct table *table);

/* What one value of `row` must be. */
static void value_schema(struct json *j, const struct row *row)
{
	switch (row->kind) {
	case K_MAP:
		table_schema(j, row->table);
		break;
	case K_BOOL:
		definition(j, "bool");
		break;
	case K_NUMBER:
		string(j, "type", "integer");
		number(j, "minimum", row->min);
		number(j, "maximum", row->max);
		break;
	case K_WORD:
	case K_OPTION:
		enumeration(j, row);
		break;
	case K_MODE:
		definition(j, "mode");
		break;
	case K_RELEASE:
		definition(j, "release");
		break;
	case K_XEN:
		xen_versions(j);
		break;
	default:
		for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
			if (forms[i].kind == row->kind)
				definition(j, forms[i].name);
	}
}

static void row_schema(struct json *j, const struct row *row)
{
	open(j, row->key, '{');
	string(j, "description",
	       row->unit ? arena_printf(j->out->arena, "%s Unit: %s.", row->doc, row->unit) : row->doc);
	if (row->list) {
		string(j, "type", "array");
		if (row->required)
			literal(j, "minItems", "1");
		open(j, "items", '{');
	}
	value_schema(j, row);
	if (row->list)
		shut(j, '}');
	shut(j, '}');
}

static void table_schema(struct json *j, const struct table *table)
{
	struct text required;

	string(j, "type", "object");
	literal(j, "additionalProperties", "false");
	text_init(&required, j->out->arena);
	for (size_t i = 0; i < table->n; i++)
		if (table->rows[i].required && !table->scalars_only)
			text_addf(&required, "%s\"%s\"", required.len ? ", " : "", table->rows[i].key);
	if (required.len)
		literal(j, "required", arena_printf(j->out->arena, "[%s]", required.s));
	open(j, "properties", '{');
	for (size_t i = 0; i < table->n; i++)
		if (table_has(table, &table->rows[i]))
			row_schema(j, &table->rows[i]);
	shut(j, '}');
}

/* ---- definitions ---- */

static void pattern_definition(struct json *j, const char *name, const char *pattern, bool digits)
{
	open(j, name, '{');
	literal(j, "type", digits ? "[\"string\", \"integer\"]" : "\"string\"");
	string(j, "pattern", pattern);
	if (digits)
		number(j, "minimum", 0);
	shut(j, '}');
}

static void definitions(struct json *j)
{
	open(j, "$defs", '{');
	open(j, "bool", '{');
	literal(j, "enum",
		"[false, true, \"false\", \"true\", \"no\", \"yes\", \"off\", \"on\", \"False\", \"True\", "
		"\"No\", \"Yes\", "
		"\"Off\", \"On\", \"FALSE\", \"TRUE\", \"NO\", \"YES\", \"OFF\", \"ON\"]");
	shut(j, '}');
	open(j, "mode", '{');
	open(j, "anyOf", '[');
	open(j, NULL, '{');
	enumeration(j, &(struct row){.kind = K_OPTION, .words = bond_mode_words});
	shut(j, '}');
	open(j, NULL, '{');
	string(j, "type", "string");
	string(j, "pattern", mode_pattern(j->out->arena));
	shut(j, '}');
	shut(j, ']');
	shut(j, '}');
	pattern_definition(j, "release", release_pattern(j->out->arena), false);
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (!i || strcmp(forms[i].name, forms[i - 1].name))
			pattern_definition(j, forms[i].name, forms[i].pattern, forms[i].digits);
	shut(j, '}');
}

static void print(struct text *out, const struct table *table, const char *title)
{
	struct json j = {.out = out};

	open(&j, NULL, '{');
	string(&j, "$schema", "https://json-schema.org/draft/2020-12/schema");
	string(&j, "title", title);
	table_schema(&j, table);
	definitions(&j);
	shut(&j, '}');
	text_addc(out, '\n');
}

void schema_print(struct text *out)
{
	print(out, &host_table, "bondwright host description");
}

void schema_print_site(struct text *out)
{
	print(out, &site_table, "bondwright site file");
}
