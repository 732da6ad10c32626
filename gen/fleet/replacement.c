#include "fleet/replacement.h"

#include <ctype.h>
#include <string.h>

/* Two texts that are equal in front of `from`, and from `old_to` and `new_to` on. */
struct stretch {
	const char *old, *new;
	size_t from, old_to, new_to;
};

static bool in_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 || (c && strchr("._+-", c));
}

static struct stretch narrowest(const struct source *old, const struct source *new)
{
	struct stretch s = {old->bytes, new->bytes, 0, old->len, new->len};

	while (s.from < s.old_to && s.from < s.new_to && s.old[s.from] == s.new[s.from])
		s.from++;
	while (s.old_to > s.from && s.new_to > s.from && s.old[s.old_to - 1] == s.new[s.new_to - 1]) {
		s.old_to--;
		s.new_to--;
	}
	return s;
}

/* True where a line ends at `at`, in front of its break. */
static bool at_end(const char *text, size_t at)
{
	return text[at] == '\r' || (text[at] == '\n' && (!at || text[at - 1] != '\r'));
}

static bool at_start(const char *text, size_t at)
{
	return !at || text[at - 1] == '\n' || (text[at - 1] == '\r' && text[at] != '\n');
}

/* Lines that come or go may be taken from several places with the same result: they come behind the break of
 * the line in front, and go with their own. */
static void slide(struct stretch *s)
{
	bool comes = s->old_to == s->from;
	const char *text = comes ? s->new : s->old;
	size_t from = s->from, to = comes ? s->new_to : s->old_to, by;

	if (!comes && s->new_to != s->from)
		return;
	while (!(comes ? at_end(text, from) : at_start(text, from))) {
		if (!from || text[from - 1] != text[to - 1])
			return;
		from--;
		to--;
	}
	by = s->from - from;
	s->from -= by;
	s->old_to -= by;
	s->new_to -= by;
}

/* No word, character or line break is cut. */
static void widen(struct stretch *s)
{
	const char *old = s->old, *new = s->new;

	if (s->from && (in_word(old[s->from]) || in_word(new[s->from])))
		while (s->from && in_word(old[s->from - 1]))
			s->from--;
	if ((s->old_to && in_word(old[s->old_to - 1])) || (s->new_to && in_word(new[s->new_to - 1])))
		while (in_word(old[s->old_to])) {
			s->old_to++;
			s->new_to++;
		}
	if (s->from && old[s->from - 1] == '\r' && (old[s->from] == '\n' || new[s->from] == '\n'))
		s->from--;
	if (old[s->old_to] == '\n' && s->old_to && s->new_to &&
	    (old[s->old_to - 1] == '\r' || new[s->new_to - 1] == '\r')) {
		s->old_to++;
		s->new_to++;
	}
}

struct replacement *replacement_between(struct arena *a, const struct source *old, const struct source *new)
{
	struct replacement *r = arena_alloc(a, sizeof(*r));
	struct stretch s = narrowest(old, new);

	slide(&s);
	widen(&s);
	*r = (struct replacement){{old, (uint32_t)s.from, (uint32_t)s.old_to},
				  arena_strndup(a, new->bytes + s.from, s.new_to - s.from)};
	return r;
}
