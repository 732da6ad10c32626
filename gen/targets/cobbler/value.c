/* Values of a record: versions write the same thing as a text, a number, a word or a list. */
#include <ctype.h>
#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "base/word.h"
#include "targets/cobbler/record.h"

bool cobbler_is_set(const struct json *j)
{
	if (!j || j->kind == JSON_NONE)
		return false;
	if (j->kind == JSON_LIST || j->kind == JSON_MAP)
		return j->n;
	/* xmlrpc_hacks() writes what is none as "~" */
	return *j->text && strcmp(j->text, "~") != 0;
}

static bool inherits(const struct json *j)
{
	return j->kind == JSON_TEXT && !strcmp(j->text, "<<inherit>>");
}

static void say_inherits(struct cobbler_reading *x, const char *object, const struct json *j)
{
	import_loss(x->r, object, j->at, "'%s' is inherited, and the record does not have what", j->key)
		->help = "blended data of the system have it: get_blended_data(\"\", \"NAME\") of Cobbler's "
			 "XML-RPC, as JSON";
}

const struct json *cobbler_scalar(struct cobbler_reading *x, const char *object, const struct json *j)
{
	if (!cobbler_is_set(j))
		return NULL;
	if (inherits(j)) {
		say_inherits(x, object, j);
		return NULL;
	}
	if (j->kind == JSON_LIST || j->kind == JSON_MAP) {
		import_fault(x->r, &IMP002, object, j->at, "'%s' is %s: it takes one value", j->key,
			     j->kind == JSON_LIST ? "a list" : "an object");
		return NULL;
	}
	return j;
}

/* input_boolean() of utils.py and input_converters.py takes the first five and calls the rest false. */
bool cobbler_yes(struct cobbler_reading *x, const char *object, const struct json *j)
{
	static const char *const words[] = {"true", "1", "on", "yes", "y", "false", "0", "off", "no", "n"};
	enum { YES_WORDS = 5, WORDS = sizeof(words) / sizeof(*words) };

	j = cobbler_scalar(x, object, j);
	if (!j)
		return false;
	for (int w = 0; w < WORDS; w++)
		if (!strcasecmp(j->text, words[w]))
			return w < YES_WORDS;
	import_fault(x->r, &IMP002, object, j->at, "'%s' of '%s' is neither true nor false", j->text, j->key)
		->help = "true or false";
	return false;
}

static struct cobbler_word *split(struct cobbler_reading *x, const struct json *j, size_t *n)
{
	struct cobbler_word *v = NULL;
	bool literal = j->at.to - j->at.from == strlen(j->text);

	*n = 0;
	for (const char *s = j->text; *(s += strspn(s, " \t\r\n"));) {
		size_t len = strcspn(s, " \t\r\n");
		uint32_t from = j->at.from + (uint32_t)(s - j->text);
		struct cobbler_word w = {arena_strndup(x->r->arena, s, len), j->at};

		if (literal)
			w.at = (struct span){j->at.source, from, from + (uint32_t)len};
		arena_push(x->r->arena, v, *n, w);
		s += len;
	}
	return v;
}

struct cobbler_word *cobbler_words(struct cobbler_reading *x, const char *object, const struct json *j,
				   size_t *n)
{
	struct cobbler_word *v = NULL;

	*n = 0;
	if (!cobbler_is_set(j))
		return NULL;
	if (j->kind != JSON_LIST) {
		j = cobbler_scalar(x, object, j);
		return j ? split(x, j, n) : NULL;
	}
	for (size_t k = 0; k < j->n; k++) {
		const struct json *e = j->items[k];

		if (e->kind == JSON_LIST || e->kind == JSON_MAP || e->kind == JSON_NONE) {
			import_fault(x->r, &IMP002, object, e->at, "'%s' is a list of texts", j->key);
		} else if (inherits(e)) {
			import_loss(x->r, object, e->at,
				    "'%s' is inherited, and the record does not have what", j->key);
		} else if (*e->text) {
			struct cobbler_word w = {e->text, e->at};

			arena_push(x->r->arena, v, *n, w);
		}
	}
	return v;
}

const char *cobbler_edit(const struct cobbler_reading *x, const struct cobbler_iface *i, const char *options)
{
	const struct json *system = json_member(x->root, "name");

	if (!system || system->kind != JSON_TEXT || !word_made_of(system->text, "._-") ||
	    !word_made_of(i->json->key, "._-:"))
		return NULL;
	return arena_printf(x->r->arena, "cobbler system edit --name=%s --interface=%s %s", system->text,
			    i->json->key, options);
}

void cobbler_idle(struct cobbler_reading *x, const struct cobbler_iface *i, enum field f, const char *fmt,
		  ...)
{
	const char *why;
	va_list ap;

	if (!i->field[f])
		return;
	va_start(ap, fmt);
	why = arena_vprintf(x->r->arena, fmt, ap);
	va_end(ap);
	import_fault(x->r, &IMP011, i->name, i->field[f]->at, "%s does nothing: %s", cobbler_field_name(f),
		     why)
		->severity = INFO;
}
