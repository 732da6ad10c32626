#include "fleet/policy.h"

#include <ini.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "base/word.h"
#include "fleet/catalogue.h"
#include "model/rows.h"

enum { OFF = -1, LINE_MAX_BYTES = 2048 };

/* What one line of [rules] says. */
struct setting {
	int severity; /* or OFF */
};

struct policy {
	const char *name;
	struct hash *settings; /* struct setting, by id */
	int fail_on, allow_loss;
};

/* A file in the reading. libinih knows no places and reports one bad line, so it is handed one line at a
 * time, and what it did with it is seen when it asks for the next. */
struct reading {
	struct arena *arena;
	const struct source *source;
	struct findings *faults;
	struct policy *policy;
	struct hash *seen; /* spans of keys, by section and key */
	unsigned line;     /* that it works on */
	bool awaited;      /* it ought to make a key and a value of it */
};

void policy_prepare(void)
{
	ini_allow_inline_comments = false; /* or "off: known ; see 12" ends at the semicolon */
	ini_max_line = LINE_MAX_BYTES;     /* 200 by default, and cut without a word */
}

/* ---- places ---- */

static const char *line_of(const struct reading *r, size_t *len)
{
	const char *s = "";

	*len = 0;
	source_line(r->source, r->line, &s, len);
	while (*len && strchr(" \t\f\v", *s)) {
		s++;
		--*len;
	}
	while (*len && strchr(" \t\f\v", s[*len - 1]))
		--*len;
	return s;
}

static struct span span(const struct reading *r, const char *s, size_t len)
{
	uint32_t from = (uint32_t)(s - r->source->bytes);

	return (struct span){r->source, from, from + (uint32_t)len};
}

/* The key of the line, or what stands behind its first separator. */
static struct span part(const struct reading *r, bool value)
{
	size_t len, key = 0;
	const char *s = line_of(r, &len);

	while (key < len && s[key] != '=' && s[key] != ':')
		key++;
	if (value) {
		key += key < len;
		while (key < len && (s[key] == ' ' || s[key] == '\t'))
			key++;
		return span(r, s + key, len - key);
	}
	while (key && (s[key - 1] == ' ' || s[key - 1] == '\t'))
		key--;
	return span(r, s, key);
}

static struct finding *fault(struct reading *r, const char *id, struct span at, const char *help,
			     const char *fmt, ...) __attribute__((format(printf, 5, 6)));
static struct finding *fault(struct reading *r, const char *id, struct span at, const char *help,
			     const char *fmt, ...)
{
	va_list ap;
	const char *message;

	va_start(ap, fmt);
	message = arena_vprintf(r->arena, fmt, ap);
	va_end(ap);
	return findings_fault(r->faults, id, at, message, help);
}

/* ---- what it may say ---- */

/* True if a row of the language refuses a value under this id. */
static bool refused_by_row(const struct table *t, const char *id)
{
	for (size_t i = 0; i < t->n; i++)
		if ((t->rows[i].rule && !strcmp(t->rows[i].rule, id)) ||
		    (t->rows[i].kind == K_MAP && refused_by_row(t->rows[i].table, id)))
			return true;
	return false;
}

/*
 * Without them nothing is judged or rendered: to call them less would say yes to a host that was not read. What is
 * wrong with a tree is lifted for the one tree by --force, or not at all.
 */
static bool is_fault(const char *id)
{
	return (!strncmp(id, "TREE", 4) && catalogue_find(id)->severity == ERROR) || !strncmp(id, "YAML", 4) || !strncmp(id, "REF", 3) || !strncmp(id, "POLICY", 6) ||
	       refused_by_row(&host_table, id) || refused_by_row(&site_table, id);
}

static void unknown_id(struct reading *r, const char *id)
{
	const char *near = catalogue_nearest(id);

	fault(r, "POLICY004", part(r, false), near ? near : "an id that `bondwright rules` lists",
	      "there is no rule '%s'", id);
}

/* "off: REASON" */
static bool reads_off(struct reading *r, const char *id, const char *value)
{
	const char *reason = value + 3 + strspn(value + 3, " \t");

	if (*reason != ':' || !reason[1 + strspn(reason + 1, " \t")]) {
		fault(r, "POLICY006", part(r, true),
		      arena_printf(r->arena, "%s = off: why it is no danger here", id),
		      "%s is switched off without a reason", id);
		return false;
	}
	return true;
}

static void read_rule(struct reading *r, const char *id, const char *value)
{
	bool off = !strncmp(value, "off", 3) && (!value[3] || strchr(": \t", value[3]));
	struct setting *s = arena_alloc(r->arena, sizeof(*s));

	*s = (struct setting){off ? OFF : word_pick(value, severity_words)};
	if (!catalogue_find(id))
		unknown_id(r, id);
	else if (is_fault(id))
		fault(r, "POLICY007", part(r, false), "remove the line, and mend the file that has the fault",
		      "%s is a fault of a file or a tree, and always an error", id);
	else if (!off && s->severity < 0)
		fault(r, "POLICY005", part(r, true), "error, warning, info or off: REASON",
		      "'%s' is no severity", value);
	else if (!off || reads_off(r, id, value))
		hash_put(r->policy->settings, catalogue_find(id)->id, s);
}

static const char *const truths[] = {"no", "yes", NULL};

static void read_default(struct reading *r, const char *key, const char *value)
{
	const struct {
		const char *key, *help;
		const char *const *words;
		int *place;
	} defaults[] = {
		{"fail-on", "error, warning or info", severity_words, &r->policy->fail_on},
		{"allow-loss", "yes or no", truths, &r->policy->allow_loss},
	};
	struct nearest near = {0};

	for (size_t i = 0; i < sizeof(defaults) / sizeof(*defaults); i++) {
		int n = word_pick(value, defaults[i].words);

		nearest_offer(&near, key, defaults[i].key);
		if (strcmp(key, defaults[i].key))
			continue;
		if (n < 0)
			fault(r, "POLICY005", part(r, true), defaults[i].help, "'%s' is not a value of %s",
			      value, key);
		else
			*defaults[i].place = n;
		return;
	}
	fault(r, "POLICY003", part(r, false), near.word ? near.word : "fail-on or allow-loss",
	      "there is no default '%s'", key);
}

/* True, with a fault, if the section has had the key. */
static bool is_again(struct reading *r, const char *section, const char *key)
{
	const char *whole = arena_printf(r->arena, "%s\n%s", section, key);
	struct span *first = hash_get(r->seen, whole), *here = arena_alloc(r->arena, sizeof(*here));

	*here = part(r, false);
	if (!first) {
		hash_put(r->seen, whole, here);
		return false;
	}
	finding_note(r->faults,
		     fault(r, "POLICY008", *here, "remove one of them", "'%s' is given twice", key),
		     (struct place){.span = *first}, "the first, which holds");
	return true;
}

static bool is_section(const char *name, size_t len)
{
	return (len == 5 && !strncmp(name, "rules", len)) || (len == 8 && !strncmp(name, "defaults", len));
}

static int take(void *ctx, const char *section, const char *key, const char *value)
{
	struct reading *r = ctx;

	r->awaited = false;
	if (!*section)
		fault(r, "POLICY002", part(r, false), "[rules] or [defaults] in a line above",
		      "'%s' stands in no section", key);
	else if (is_section(section, strlen(section)) && !is_again(r, section, key))
		(*section == 'r' ? read_rule : read_default)(r, key, value);
	return 1;
}

/* ---- line by line ---- */

/* A line that begins with '['. */
static void check_section(struct reading *r, const char *s, size_t len)
{
	struct nearest near = {0};
	const char *name, *close = memchr(s, ']', len);

	if (!close || close != s + len - 1) {
		fault(r, "POLICY002", span(r, s, len), "[rules] or [defaults], and nothing else in the line",
		      "this line does not end with its first ']'");
		return;
	}
	name = arena_strndup(r->arena, s + 1, len - 2);
	if (is_section(name, len - 2))
		return;
	nearest_offer(&near, name, "rules");
	nearest_offer(&near, name, "defaults");
	fault(r, "POLICY003", span(r, s, len),
	      near.word ? arena_printf(r->arena, "[%s]", near.word) : "[rules] or [defaults]",
	      "there is no section '%s'; what stands in it has no effect", name);
}

/* What libinih passes over in silence, or would only count: called when it is done with a line. */
static void settle(struct reading *r)
{
	size_t len;
	const char *s = line_of(r, &len);

	if (r->awaited && *s == '[')
		check_section(r, s, len);
	else if (r->awaited)
		fault(r, "POLICY002", span(r, s, len), "KEY = VALUE",
		      "this is neither [SECTION] nor KEY = VALUE");
	r->awaited = false;
}

/* Hands the next line out. Its indent is left away: an indented line would count as one more value of the
 * key above. */
static char *next_line(char *buffer, int room, void *ctx)
{
	struct reading *r = ctx;
	size_t len;
	const char *s;

	settle(r);
	if (++r->line > r->source->nlines)
		return NULL;
	s = line_of(r, &len);
	r->awaited = len && *s != ';' && *s != '#';
	if (len + 2 > (size_t)room) {
		fault(r, "POLICY002", span(r, s, len), "a shorter one", "the line is longer than %d bytes",
		      room - 2);
		r->awaited = false;
		len = 0;
	}
	memcpy(buffer, s, len);
	memcpy(buffer + len, "\n", 2);
	return buffer;
}

/* Bytes that are no text; a line break and a tab are. */
static bool has_foreign(const struct source *s, size_t *at, size_t *len)
{
	for (*at = 0; *at < s->len; *at += *len) {
		uint32_t c;
		bool mark = !*at && s->len >= 3 && !memcmp(s->bytes, "\xef\xbb\xbf", 3);

		*len = utf8_decode(s->bytes + *at, s->len - *at, &c);
		if (!*len || (utf8_is_hidden(c) && c != '\n' && c != '\r' && c != '\t' && !mark)) {
			*len = *len ? *len : 1;
			return true;
		}
	}
	return false;
}

const struct policy *policy_read(struct arena *a, const struct source *s, struct findings *faults)
{
	struct policy *p = arena_alloc(a, sizeof(*p));
	struct reading r = {a, s, faults, p, hash_new(a), 0, false};
	size_t at, len;

	*p = (struct policy){.name = s->name, .settings = hash_new(a), .fail_on = -1, .allow_loss = -1};
	if (s->len > SOURCE_MAX)
		fault(&r, "POLICY001", (struct span){s, 0, 0}, NULL, "the file holds more than 1 MiB");
	else if (has_foreign(s, &at, &len))
		fault(&r, "POLICY001", span(&r, s->bytes + at, len),
		      "save the file as UTF-8; take the character out",
		      "this is not text in UTF-8, or a character that no text holds");
	else if (ini_parse_stream(next_line, &r, take, &r) == -2)
		arena_out_of_memory();
	return p;
}

/* ---- what it does ---- */

const char *policy_name(const struct policy *p)
{
	return p->name;
}

int policy_fail_on(const struct policy *p)
{
	return p->fail_on;
}

int policy_allow_loss(const struct policy *p)
{
	return p->allow_loss;
}

size_t policy_apply(const struct policy *p, struct findings *f, size_t from)
{
	size_t kept = from, before = f->n;

	if (!p)
		return 0;
	for (size_t i = from; i < before; i++) {
		const struct setting *s = hash_get(p->settings, f->v[i]->id);

		if (s && s->severity == OFF)
			continue;
		if (s)
			f->v[i]->severity = (enum severity)s->severity;
		f->v[kept++] = f->v[i];
	}
	f->n = kept;
	return before - kept;
}
