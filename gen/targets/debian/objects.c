#include "targets/debian/objects.h"

#include <string.h>

#include "base/hash.h"

/*
 * Only what names interfaces is looked at. A second `iface` of one interface is an error of ifupdown up to
 * 0.6.10 (squeeze); from 0.7~alpha4 on both are carried out, so that it gets the addresses of either.
 */
struct scan {
	const char *text, *end, *p;
};

/* The next word of the line; 0: there is none. A backslash in front of the break is a blank. */
static size_t next_word(struct scan *s)
{
	size_t n = 0;

	while (s->p < s->end && (*s->p == ' ' || *s->p == '\t' || *s->p == '\r' ||
				 (*s->p == '\\' && s->p + 1 < s->end && s->p[1] == '\n')))
		s->p += *s->p == '\\' ? 2 : 1;
	while (s->p + n < s->end && !strchr(" \t\r\n", s->p[n]) &&
	       !(s->p[n] == '\\' && s->p + n + 1 < s->end && s->p[n + 1] == '\n'))
		n++;
	return n;
}

/* To the next line; one that goes on behind a backslash is one. */
static void end_line(struct scan *s, bool comment)
{
	for (const char *nl; s->p < s->end; s->p = nl + 1) {
		nl = memchr(s->p, '\n', (size_t)(s->end - s->p));
		if (!nl) {
			s->p = s->end;
			return;
		}
		if (comment || nl == s->text || nl[-1] != '\\') {
			s->p = nl + 1;
			return;
		}
	}
}

/* Words that stand behind this one name interfaces: one, or all of the line. */
static bool names_one(const char *word)
{
	return !strcmp(word, "iface");
}

static bool names_all(const char *word)
{
	return !strcmp(word, "auto") || !strncmp(word, "allow-", 6);
}

/* Calls `take` for the names in the text until it gives true. */
static bool each_name(struct arena *a, const char *text, size_t len,
		      bool (*take)(void *with, const char *name, size_t from, size_t to), void *with)
{
	struct scan s = {.text = text, .p = text, .end = text + len};

	while (s.p < s.end) {
		size_t n = next_word(&s);
		const char *key = arena_strndup(a, s.p, n);

		s.p += n;
		while ((names_one(key) || names_all(key)) && (n = next_word(&s))) {
			size_t from = (size_t)(s.p - text);

			if (take(with, arena_strndup(a, s.p, n), from, from + n))
				return true;
			s.p += n;
			if (names_one(key))
				break;
		}
		end_line(&s, *key == '#');
	}
	return false;
}

/* ---- lo ---- */

static const char AUTO_LO[] = "auto lo", IFACE_LO[] = "iface lo inet loopback";

static bool begins_stanza(const char *word)
{
	static const char *const words[] = {"source", "source-directory", "mapping",
					    "rename", "no-auto-down",     "no-scripts"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!strcmp(word, words[i]))
			return true;
	return names_one(word) || names_all(word);
}

static bool count_lo(void *with, const char *name, size_t from, size_t to)
{
	size_t *n = with;

	(void)from;
	(void)to;
	*n += !strcmp(name, "lo");
	return false;
}

/* True if all that the text says of lo is what every Debian begins with, and we do too. */
static bool has_plain_lo(struct arena *a, const char *text, size_t len)
{
	struct scan s = {.text = text, .p = text, .end = text + len};
	size_t named = 0, autos = 0, ifaces = 0;
	bool open = false;

	each_name(a, text, len, count_lo, &named);
	while (s.p < s.end) {
		size_t n = next_word(&s);
		const char *key = arena_strndup(a, s.p, n), *from = s.p, *line;

		end_line(&s, *key == '#');
		if (!*key || *key == '#')
			continue;
		if (open && !begins_stanza(key))
			return false;
		line = arena_strndup(a, from, strcspn(from, "\r\n"));
		open = !strcmp(line, IFACE_LO);
		ifaces += open;
		autos += !strcmp(line, AUTO_LO);
	}
	return named == 2 && autos == 1 && ifaces == 1;
}

/* ---- all of them ---- */

struct ours {
	struct arena *arena;
	struct hash *names;
	struct objection *o;
	bool lo_is_said;
};

static bool remember(void *with, const char *name, size_t from, size_t to)
{
	struct ours *ours = with;

	(void)from;
	(void)to;
	hash_put(ours->names, name, ours);
	return false;
}

static bool object(void *with, const char *name, size_t from, size_t to)
{
	struct ours *ours = with;

	if (!hash_get(ours->names, name) || (ours->lo_is_said && !strcmp(name, "lo")))
		return false;
	*ours->o = (struct objection){
		.from = from,
		.to = to,
		.why = arena_printf(ours->arena, "'%s' has lines here, and would get others from bondwright",
				    name),
		.help = arena_printf(ours->arena, "take the lines of '%s' out", name),
	};
	return true;
}

bool debian_objects(struct arena *a, const struct file *f, const char *theirs, size_t len,
		    struct objection *o)
{
	static const char lo[] = "auto lo\niface lo inet loopback\n";
	const char *text = arena_strndup(a, f->text, f->len), *said = strstr(text, lo);
	struct ours ours = {a, hash_new(a), o, said && has_plain_lo(a, theirs, len)};

	*o = (struct objection){0};
	if (ours.lo_is_said) {
		o->said_from = (size_t)(said - text);
		o->said_to = o->said_from + strlen(lo);
		o->said_to += text[o->said_to] == '\n';
	}
	each_name(a, f->text, f->len, remember, &ours);
	return each_name(a, theirs, len, object, &ours);
}
