/*
 * A wrapper as many hosts have it: network-bridge, called for each bridge with the arguments of its own, and
 * "$@" for start or stop. It is not run: what it says literally is taken, what only a shell could tell is
 * not.
 */
#include <string.h>

#include "base/hash.h"
#include "base/word.h"
#include "targets/xend/read.h"

struct line {
	struct reading *r;
	const struct source *s;
	const char *text; /* NUL-terminated copy of what lies at `from` */
	size_t from;
};

static struct span span_of(const struct line *l, const char *s, size_t n)
{
	uint32_t from = (uint32_t)(l->from + (size_t)(s - l->text));

	return (struct span){l->s, from, from + (uint32_t)n};
}

static struct span whole(const struct line *l)
{
	return span_of(l, l->text, strlen(l->text));
}

static bool begins(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

/* ---- a call ---- */

/* Words that end a command, with what follows of no matter: "|| failed=$?". */
static bool ends_command(const char *word)
{
	return strchr(";&|>#", *word) || begins(word, "2>");
}

/* "start", "$@", "$1", "$*": what xend says. */
static bool is_operation(const char *word)
{
	static const char *const words[] = {"start",  "\"$@\"", "$@",   "\"$*\"", "$*",
					    "\"$1\"", "$1",     "${1}", NULL};

	return word_pick(word, words) >= 0;
}

static const char *unquoted(struct arena *a, const char *word)
{
	char *copy = arena_strdup(a, word), *to = copy;

	for (const char *s = word; *s; s++)
		if (*s != '"' && *s != '\'')
			*to++ = *s;
	*to = 0;
	return copy;
}

static void take_word(const struct line *l, struct bridge_call *call, const char *word, const char *s)
{
	if (strpbrk(word, "$`*?\\"))
		import_fault(l->r, &IMP005, NULL, span_of(l, s, strlen(word)),
			     "only a shell could tell what network-bridge is called with: %s", word);
	else
		xend_take_argument(l->r, call, unquoted(l->r->arena, word), span_of(l, s, strlen(word)));
}

/* The arguments from `s` on. False: it is not what starts the bridge. */
static bool read_arguments(const struct line *l, const char *s, struct bridge_call *call)
{
	call->at = whole(l);
	for (size_t n; *(s += strspn(s, " \t")); s += n) {
		const char *word;
		size_t len;

		len = n = strcspn(s, " \t");
		while (len && s[len - 1] == ';')
			len--;
		word = arena_strndup(l->r->arena, s, len);
		if (!strcmp(word, "stop") || !strcmp(word, "status"))
			return false;
		if (!len || ends_command(word))
			return true;
		if (!is_operation(word))
			take_word(l, call, word, s);
		if (len < n)
			return true;
	}
	return true;
}

/* ---- the lines ---- */

/* The end of the word that names the script as a command: at the start of the line, or behind the pattern of
 * a case; NULL: it is not called here. */
static const char *behind_command(const struct line *l)
{
	const char *s = l->text;

	for (size_t n; *(s += strspn(s, " \t")); s += n) {
		const char *word;

		n = strcspn(s, " \t");
		word = unquoted(l->r->arena, arena_strndup(l->r->arena, s, n));
		if (!strcmp(word, "network-bridge") || word_ends_in(word, "/network-bridge"))
			return s + n;
		if (s[n - 1] != ')' && strcmp(word, "exec") != 0)
			return NULL;
	}
	return NULL;
}

/* Lines around the calls, which set nothing up. */
static bool is_frame(const char *text)
{
	static const char *const words[] = {"exit", "case", "esac",   "if", "then", "else", "fi",
					    "set",  ":",    "return", ";;", "}",    NULL};
	size_t n = strcspn(text, " \t;"), name = strcspn(text, "= \t");
	char first[16] = "";

	if (n < sizeof(first))
		memcpy(first, text, n);
	if (text[name] == '=' || begins(text, ";;") || (n && text[n - 1] == ')'))
		return true;
	return word_pick(first, words) >= 0;
}

/* True from the second time on: what is done at start may be said again for restart. */
static bool is_known(struct arena *a, struct hash *known, const struct bridge_call *c)
{
	const struct argument *args[] = {&c->netdev, &c->bridge, &c->vifnum};
	struct text key;

	text_init(&key, a);
	for (size_t i = 0; i < sizeof(args) / sizeof(*args); i++)
		text_addf(&key, "%s=", args[i]->text ? args[i]->text : "");
	if (hash_get(known, key.s))
		return true;
	hash_put(known, key.s, key.s);
	return false;
}

static void read_line(const struct line *l, struct hash *known, struct bridge_calls *calls)
{
	const char *arguments = behind_command(l);
	struct bridge_call call = {.at = whole(l)};

	if (arguments) {
		if (read_arguments(l, arguments, &call) && !is_known(l->r->arena, known, &call))
			arena_push(l->r->arena, calls->v, calls->n, call);
	} else if (strstr(l->text, "network-bridge")) {
		import_fault(l->r, &IMP005, NULL, whole(l),
			     "only a shell could tell how network-bridge is called here");
	} else if (!is_frame(l->text)) {
		import_loss(l->r, NULL, whole(l), "a command of the script that xend runs: %s", l->text);
	}
}

struct bridge_calls xend_read_script(struct reading *r, const struct source *s)
{
	struct bridge_calls calls = {0};
	struct hash *known = hash_new(r->arena);
	const char *text;
	size_t len;

	for (unsigned n = 1; source_line(s, n, &text, &len); n++) {
		size_t blank = 0;
		struct line l = {.r = r, .s = s};

		while (blank < len && (text[blank] == ' ' || text[blank] == '\t'))
			blank++;
		l.text = arena_strndup(r->arena, text + blank, len - blank);
		l.from = (size_t)(text + blank - s->bytes);
		if (*l.text && *l.text != '#')
			read_line(&l, known, &calls);
	}
	return calls;
}
