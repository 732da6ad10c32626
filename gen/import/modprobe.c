/*
 * The grammar is kmod's (libkmod-config.c, kmod_config_parse() and freadline_wrapped()), which
 * module-init-tools has too: a backslash in front of anything but the end of a line is dropped, a comment
 * goes on in the next line behind a backslash, nothing is quoted. A comment that is indented is one to
 * module-init-tools only; kmod complains of it and leaves it out as well.
 */
#include "import/modprobe.h"

#include <fnmatch.h>
#include <string.h>

#include "base/text.h"

struct cursor {
	const struct source *s;
	size_t at;
	bool literal; /* since it was set: what was taken stands in the source as it is */
};

/* The character at the cursor, and how many bytes write it; 0 at the end of the line, of several if they are
 * joined. */
static char peek(struct cursor *c, size_t *width)
{
	const char *b = c->s->bytes;

	*width = 1;
	while (c->at + 1 < c->s->len && b[c->at] == '\\' && b[c->at + 1] == '\n') {
		c->at += 2;
		c->literal = false;
	}
	if (c->at >= c->s->len || b[c->at] == '\n')
		return 0;
	if (b[c->at] != '\\' || c->at + 1 >= c->s->len)
		return b[c->at];
	*width = 2;
	return b[c->at + 1];
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void skip_blanks(struct cursor *c)
{
	size_t width;

	while (is_blank(peek(c, &width)))
		c->at += width;
}

/* What stands from the cursor to a blank, or to the end of the line where blanks belong to it. A NUL ends it,
 * as it ends the C string that modprobe cuts it from. */
static const char *take(struct arena *a, struct cursor *c, bool with_blanks, struct span *at)
{
	struct text t;
	size_t width, end;
	char ch;

	skip_blanks(c);
	text_init(&t, a);
	c->literal = true;
	end = c->at;
	at->source = c->s;
	at->from = (uint32_t)c->at;
	while ((ch = peek(c, &width)) && (with_blanks || !is_blank(ch))) {
		c->literal &= width == 1;
		c->at += width;
		end = c->at;
		text_addc(&t, ch);
	}
	at->to = (uint32_t)end;
	return t.len ? t.s : NULL;
}

/* Not in brackets: "bond[0-3]" is a pattern. */
static const char *underscored(struct arena *a, const char *name)
{
	char *copy = arena_strdup(a, name);
	bool bracket = false;

	for (char *c = copy; *c; c++) {
		bracket = *c == '[' || (bracket && *c != ']');
		*c = *c == '-' && !bracket ? '_' : *c;
	}
	return copy;
}

static int command_of(const char *word)
{
	return !strcmp(word, "alias")     ? MODPROBE_ALIAS
	       : !strcmp(word, "options") ? MODPROBE_OPTIONS
	       : !strcmp(word, "install") ? MODPROBE_INSTALL
					  : MODPROBE_OTHER;
}

/* What an alias and a command lack makes the line a bad one, which modprobe leaves out: then it is some
 * other. */
static bool read_rest(struct arena *a, struct cursor *c, struct modprobe_line *line)
{
	const char *name = take(a, c, false, &line->name_at);

	if (!name)
		return false;
	line->text = take(a, c, line->command != MODPROBE_ALIAS, &line->text_at);
	line->literal = c->literal;
	if (!line->text)
		return false;
	line->name = underscored(a, name);
	if (line->command == MODPROBE_ALIAS)
		line->text = underscored(a, line->text);
	return true;
}

/* Over what is left of the line. */
static void skip_line(struct cursor *c)
{
	size_t width;

	while (peek(c, &width) || (c->at < c->s->len && c->s->bytes[c->at] != '\n'))
		c->at += width;
}

static void read_line(struct arena *a, struct cursor *c, struct modules *m)
{
	struct modprobe_line line = {0};
	struct span word_at;
	size_t from, behind;
	const char *word;

	skip_blanks(c);
	from = c->at;
	word = take(a, c, false, &word_at);
	if (!word || *word == '#')
		return;
	behind = c->at;
	line.command = command_of(word);
	if (line.command == MODPROBE_OTHER || !read_rest(a, c, &line)) {
		c->at = behind;
		line.command = MODPROBE_OTHER;
		line.name = word;
		line.name_at = word_at;
		line.text = take(a, c, true, &line.text_at);
		line.literal = c->literal;
		line.text = line.text ? line.text : "";
	}
	skip_line(c);
	line.at = (struct span){c->s, (uint32_t)from, (uint32_t)c->at};
	arena_push(a, m->v, m->n, line);
}

void modprobe_read(struct arena *a, const struct source *s, struct modules *m)
{
	struct cursor c = {.s = s};

	while (c.at < s->len) {
		read_line(a, &c, m);
		skip_line(&c);
		c.at++;
	}
}

const char *modprobe_alias(const struct modules *m, const char *alias)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->v[i].command == MODPROBE_ALIAS && !fnmatch(m->v[i].name, alias, 0))
			return m->v[i].text;
	return NULL;
}
