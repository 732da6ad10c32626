/* The form of findings for people. */
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

/* Text that may quote a value of any length: of more than people read, the middle is left out. */
static void show_some(struct printer *p, const char *s, size_t n)
{
	enum { HEAD = 400, TAIL = 200 };
	size_t head = HEAD, tail = n - TAIL;

	if (n <= HEAD + TAIL) {
		utf8_show(p->out, s, n);
		return;
	}
	while (head && (s[head] & 0xc0) == 0x80)
		head--;
	while (tail < n && (s[tail] & 0xc0) == 0x80)
		tail++;
	utf8_show(p->out, s, head);
	text_add(p->out, " ... ");
	utf8_show(p->out, s + tail, n - tail);
}

static void show(struct printer *p, const char *s)
{
	show_some(p, s, strlen(s));
}

/* Each line of `s` on its own, behind `indent`; the first one behind `first`. */
static void block(struct printer *p, const char *first, const char *indent, const char *s)
{
	for (bool top = true; *s; top = false) {
		size_t n = strcspn(s, "\n");

		text_add(p->out, top ? first : indent);
		show_some(p, s, n);
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
	utf8_show(p->out, at->source->name, strlen(at->source->name)); /* whole: editors open it */
	text_addf(p->out, ":%u:%u: ", pos.line, pos.column);
}

/* Behind `n` characters of `s`, or at `end` if that comes first, and the number of them; a stray byte is one.
 */
static const char *skip(const char *s, const char *end, size_t *n)
{
	size_t done = 0;
	uint32_t c;

	for (; done < *n && s < end; done++) {
		size_t len = utf8_decode(s, (size_t)(end - s), &c);

		s += len ? len : 1;
	}
	*n = done;
	return s;
}

/*
 * The source line, and below it a caret under each character of the place. A long line is cut to a
 * window around the place.
 */
static void excerpt(struct printer *p, const struct span *at)
{
	enum { BEFORE = 60, WIDTH = 100 };
	unsigned number = source_position(*at).line;
	const char *bytes = at->source->bytes, *line, *end, *place, *from, *to;
	size_t len, left = BEFORE, width = WIDTH, under = 1;

	if (!source_line(at->source, number, &line, &len) || !len)
		return;
	end = line + len;
	place = bytes + at->from < line ? line : bytes + at->from > end ? end : bytes + at->from;
	for (from = place; left && from > line; left--)
		do
			from--;
		while (from > line && (*from & 0xc0) == 0x80);
	left = BEFORE;
	skip(from, place, &left);
	to = skip(from, end, &width);
	text_addf(p->out, "%5u | %s", number, from > line ? "..." : "");
	utf8_show(p->out, from, (size_t)(to - from));
	text_addf(p->out, "%s\n      | %*s", to < end ? "..." : "", (int)left + (from > line ? 3 : 0), "");
	paint(p, "1;32");
	text_addc(p->out, '^');
	for (const char *s = place + 1; s < bytes + at->to && s < to; s++)
		if ((*s & 0xc0) != 0x80 && under++ < WIDTH)
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

void finding_print(const struct finding *f, struct text *out, bool colour)
{
	print_one(&(struct printer){out, colour}, f);
}

void findings_print(const struct findings *f, struct text *out, bool colour)
{
	for (size_t i = 0; i < f->n; i++)
		finding_print(f->v[i], out, colour);
}
