#include "diag/finding.h"

#include <string.h>

#include "base/utf8.h"

struct printer {
	struct text *out;
	bool colour;
};

static void paint(struct printer *p, const char *code)
{
	if (p->colour)
		text_addf(p->out, "\033[%sm", code);
}

static void show(struct printer *p, const char *s)
{
	utf8_show(p->out, s, strlen(s));
}

/* Each line of `s` on its own, behind `indent`; the first one behind `first`. */
static void block(struct printer *p, const char *first, const char *indent, const char *s)
{
	for (bool top = true; *s; top = false) {
		size_t n = strcspn(s, "\n");

		text_add(p->out, top ? first : indent);
		utf8_show(p->out, s, n);
		text_addc(p->out, '\n');
		s += n + (s[n] == '\n');
	}
}

static void place(struct printer *p, const struct span *at)
{
	struct position pos;

	if (!at->source)
		return;
	pos = source_position(*at);
	show(p, at->source->name);
	text_addf(p->out, ":%u:%u: ", pos.line, pos.column);
}

/*
 * The source line, and below it a caret under each character of the place. A long line is cut to a
 * window around the place.
 */
static void excerpt(struct printer *p, const struct span *at)
{
	enum { BEFORE = 60, WIDTH = 100 };
	struct position pos = source_position(*at);
	const char *line, *start;
	size_t len, skip = 0, cut, under = 0;
	uint32_t c;

	if (!source_line(at->source, pos.line, &line, &len) || !len)
		return;
	for (start = line; pos.column - skip > BEFORE; skip++)
		start += utf8_decode(start, len - (size_t)(start - line), &c);
	len -= (size_t)(start - line);
	for (cut = 0, under = 0; cut < len && under < WIDTH; under++) {
		size_t n = utf8_decode(start + cut, len - cut, &c);

		cut += n ? n : 1;
	}
	text_addf(p->out, "%5u | %s", pos.line, skip ? "..." : "");
	utf8_show(p->out, start, cut);
	text_addf(p->out, "%s\n      | %*s", cut < len ? "..." : "", (int)(pos.column - 1 - skip + (skip ? 3 : 0)), "");
	paint(p, "1;32");
	text_addc(p->out, '^');
	under = 1;
	for (uint32_t i = at->from + 1; i < at->to && i < (uint32_t)(start + cut - at->source->bytes); i++)
		if ((at->source->bytes[i] & 0xc0) != 0x80 && at->source->bytes[i] != '\n' && under++ < WIDTH)
			text_addc(p->out, '~');
	paint(p, "0");
	text_addc(p->out, '\n');
}

static void print_one(struct printer *p, const struct finding *f)
{
	static const char *const colours[] = {"1;36", "1;35", "1;31"};

	paint(p, "1");
	place(p, &f->at.span);
	paint(p, colours[f->severity]);
	text_addf(p->out, "%s[%s]: ", severity_name(f->severity), f->id);
	paint(p, "0");
	paint(p, "1");
	show(p, f->message);
	paint(p, "0");
	text_addc(p->out, '\n');
	if (f->at.span.source && f->severity > INFO)
		excerpt(p, &f->at.span);
	for (const struct note *n = f->notes; n; n = n->next) {
		text_add(p->out, "  ");
		place(p, &n->at.span);
		show(p, n->text);
		text_addc(p->out, '\n');
	}
	if (f->consequence)
		block(p, "  ", "  ", f->consequence);
	if (f->help) {
		paint(p, "1;32");
		block(p, "  help: ", "        ", f->help);
		paint(p, "0");
	}
	if (f->severity > INFO)
		text_addf(p->out, "  see:  bondwright explain %s\n", f->id);
}

void findings_print(const struct findings *f, struct text *out, bool colour)
{
	struct printer p = {out, colour};

	for (size_t i = 0; i < f->n; i++)
		print_one(&p, f->v[i]);
}
