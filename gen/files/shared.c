#include "files/shared.h"

#include <string.h>

#include "base/text.h"

static const char NAME[] = "bondwright";

const char *shared_marker(struct arena *a, const char *path, const char *word)
{
	size_t n = strlen(path);
	bool xml = n > 4 && !strcmp(path + n - 4, ".xml");

	return arena_printf(a, "%s %s %s%s\n", xml ? "<!--" : "#", word, NAME, xml ? " -->" : "");
}

const char *shared_enclose(struct arena *a, const char *path, const char *text, size_t len)
{
	return arena_printf(a, "%s%.*s%s", shared_marker(a, path, "BEGIN"), (int)len, text,
			    shared_marker(a, path, "END"));
}

/* ---- finding ---- */

enum marker { NONE, BEGIN, END };

static bool skip(const char **s, const char *end, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(end - *s) < n || memcmp(*s, word, n) != 0)
		return false;
	*s += n;
	return true;
}

static void skip_blanks(const char **s, const char *end)
{
	while (*s < end && (**s == ' ' || **s == '\t'))
		++*s;
}

/*
 * What the line marks. Editors and conversions leave blanks and carriage returns; those do not hide a marker,
 * as a second block would be put beside the one that nobody finds any more.
 */
static enum marker marker_of(const char *s, const char *end)
{
	enum marker m = NONE;
	bool xml;

	while (end > s && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
		end--;
	skip_blanks(&s, end);
	xml = skip(&s, end, "<!--");
	if (!xml && !skip(&s, end, "#"))
		return NONE;
	skip_blanks(&s, end);
	if (skip(&s, end, "BEGIN "))
		m = BEGIN;
	else if (skip(&s, end, "END "))
		m = END;
	skip_blanks(&s, end);
	if (!m || !skip(&s, end, NAME))
		return NONE;
	skip_blanks(&s, end);
	if (xml && !skip(&s, end, "-->"))
		return NONE;
	return s == end ? m : NONE;
}

static struct block broken(size_t at, const char *why)
{
	return (struct block){.bad = at, .why = why};
}

struct block shared_find(const char *text, size_t len)
{
	struct block b = {0};
	bool inside = false, found = false;
	size_t next;

	for (size_t at = 0; at < len; at = next) {
		const char *nl = memchr(text + at, '\n', len - at);
		enum marker m;

		next = nl ? (size_t)(nl + 1 - text) : len;
		m = marker_of(text + at, nl ? nl : text + len);
		if (m == BEGIN && inside)
			return broken(at, "the lines begin a second time before they end");
		if (m == BEGIN && found)
			return broken(at, "there is a second pair of markers");
		if (m == END && !inside)
			return broken(at, "the lines end and have not begun");
		if (m == BEGIN)
			b.from = at;
		if (m == END)
			b.to = next;
		inside = m == BEGIN || (inside && m != END);
		found |= m == END;
	}
	return inside ? broken(b.from, "the lines begin here and end nowhere") : b;
}

/* ---- merging ---- */

char *shared_merge(struct arena *a, const char *text, size_t len, struct block b, const char *ours,
		   bool at_top, size_t *new_len)
{
	struct text t;

	if (b.from == b.to)
		b.from = b.to = at_top ? 0 : len;
	text_init(&t, a);
	text_addn(&t, text, b.from);
	if (ours && b.from && text[b.from - 1] != '\n')
		text_addc(&t, '\n');
	if (ours)
		text_add(&t, ours);
	text_addn(&t, text + b.to, len - b.to);
	*new_len = t.len;
	return t.s;
}
