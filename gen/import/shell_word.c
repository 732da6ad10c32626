#include "import/shell_word.h"

struct span shell_span(const struct shell_text *t, const char *from, const char *to)
{
	return (struct span){t->s, (uint32_t)(from - t->s->bytes), (uint32_t)(to - t->s->bytes)};
}

static bool is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* ---- bytes that are no text ---- */

static void carriage_return(struct shell_text *t)
{
	struct finding *f;

	if (t->carriage_return)
		return;
	t->carriage_return = true;
	f = import_fault(t->r, &IMP009, NULL, shell_span(t, t->p, t->p + 1),
			 "a carriage return in a file of assignments");
	f->consequence = "bash takes it for a part of the value: `eth0\\r` is no interface";
	f->help = "CRLF line ends: convert with dos2unix";
}

static void nul(struct shell_text *t)
{
	struct finding *f;

	if (t->nul)
		return;
	t->nul = true;
	f = import_fault(t->r, &IMP009, NULL, shell_span(t, t->p, t->p + 1),
			 "a NUL byte in a file of assignments");
	f->consequence = "bash drops it, or takes the whole file for a binary";
	f->help = "write the file anew, as text";
}

bool shell_at_line_end(struct shell_text *t)
{
	if (*t->p == '\r' && (t->p + 1 == t->end || t->p[1] == '\n')) {
		carriage_return(t);
		return true;
	}
	return *t->p == '\n';
}

/* ---- what a shell would expand ---- */

void shell_step(struct shell_text *t)
{
	if (!*t->p)
		nul(t);
	if (*t->p == '\r')
		carriage_return(t);
	t->p++;
}

static void unterminated(struct shell_text *t, const char *from, const char *what)
{
	struct finding *f = import_fault(t->r, &IMP009, NULL, shell_span(t, from, from + 1),
					 "%s that nothing closes", what);

	f->consequence = "bash reads on to the end of the file, and drops what it has read";
	t->cut = true;
}

void shell_skip_quoted(struct shell_text *t)
{
	const char *from = t->p, quote = *from;

	for (t->p++; t->p < t->end && *t->p != quote; shell_step(t))
		if (quote != '\'' && *t->p == '\\' && t->p + 1 < t->end)
			t->p++;
	if (t->p == t->end)
		unterminated(t, from, "a quote");
	else
		t->p++;
}

/* Behind the bracket that closes the one at `t->p`. */
static void skip_brackets(struct shell_text *t)
{
	const char *from = t->p, open = *from;
	const char close = open == '{' ? '}' : open == '[' ? ']' : ')';
	size_t depth = 0;

	while (t->p < t->end) {
		char c = *t->p;

		if (is_one_of(c, "'\"`")) {
			shell_skip_quoted(t);
			continue;
		}
		if (c == '\\' && t->p + 1 < t->end)
			t->p++;
		depth += c == open;
		depth -= c == close;
		shell_step(t);
		if (!depth)
			return;
	}
	unterminated(t, from, "a bracket");
}

/* True if what `t->p` stands on is expanded, in quotes or out of them; then it is behind that. */
static bool expansion(struct shell_text *t, struct shell_word *w)
{
	const char *from = t->p, next = t->p + 1 < t->end ? t->p[1] : 0;

	if (*from == '`') {
		shell_skip_quoted(t);
	} else if (*from == '$' && is_one_of(next, "{([")) {
		t->p++;
		skip_brackets(t);
	} else if (*from == '$' && is_name_start(next)) {
		for (t->p++; t->p < t->end && (is_name_start(*t->p) || is_digit(*t->p));)
			t->p++;
	} else if (*from == '$' && (is_digit(next) || is_one_of(next, "*@#?$!-"))) {
		t->p += 2;
	} else {
		return false;
	}
	if (!w->shell)
		w->shell = arena_strndup(t->r->arena, from, (size_t)(t->p - from));
	return true;
}

/* ---- words ---- */

static void in_single_quotes(struct shell_text *t, struct shell_word *w)
{
	const char *from = t->p++;

	while (t->p < t->end && *t->p != '\'') {
		if (*t->p)
			text_addc(&w->text, *t->p);
		shell_step(t);
	}
	if (t->p == t->end)
		unterminated(t, from, "a quote");
	else
		t->p++;
}

static void in_double_quotes(struct shell_text *t, struct shell_word *w)
{
	const char *from = t->p++;

	while (t->p < t->end && *t->p != '"') {
		if (expansion(t, w))
			continue;
		if (*t->p == '\\' && t->p + 1 < t->end && is_one_of(t->p[1], "$`\"\\\n")) {
			w->inner = NULL;
			if (*++t->p == '\n') { /* the line goes on */
				t->p++;
				continue;
			}
		}
		if (*t->p)
			text_addc(&w->text, *t->p);
		shell_step(t);
	}
	if (t->p == t->end)
		unterminated(t, from, "a quote");
	else
		t->p++;
}

static int digit_value(char c)
{
	if (is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

static uint32_t escaped_number(struct shell_text *t, int base, int max)
{
	uint32_t n = 0;

	for (; max-- && t->p < t->end && digit_value(*t->p) < base; t->p++)
		n = n * (uint32_t)base + (uint32_t)digit_value(*t->p);
	return n;
}

static void add_utf8(struct text *t, uint32_t c)
{
	if (c < 0x80) {
		text_addc(t, (char)c);
		return;
	}
	if (c < 0x800) {
		text_addc(t, (char)(0xc0 | c >> 6));
	} else if (c < 0x10000) {
		text_addc(t, (char)(0xe0 | c >> 12));
		text_addc(t, (char)(0x80 | (c >> 6 & 0x3f)));
	} else {
		text_addc(t, (char)(0xf0 | (c >> 18 & 7)));
		text_addc(t, (char)(0x80 | (c >> 12 & 0x3f)));
		text_addc(t, (char)(0x80 | (c >> 6 & 0x3f)));
	}
	text_addc(t, (char)(0x80 | (c & 0x3f)));
}

/* An escape of $'..', as ansicstr() of bash takes it; *cut: it is a NUL, which ends the text there. */
static void ansi_escape(struct shell_text *t, struct text *out, bool *cut)
{
	static const char letters[] = "abeEfnrtv\\'\"?", meanings[] = "\a\b\033\033\f\n\r\t\v\\'\"?";
	char c = *t->p;
	const char *from = t->p;
	uint32_t n;

	if (is_one_of(c, letters)) {
		text_addc(out, meanings[strchr(letters, c) - letters]);
		t->p++;
		return;
	}
	if (c >= '0' && c <= '7') {
		n = escaped_number(t, 8, 3) & 0xff;
	} else if (is_one_of(c, "xuU")) {
		t->p++;
		n = escaped_number(t, 16, c == 'x' ? 2 : c == 'u' ? 4 : 8);
		if (t->p == from + 1) {
			text_addc(out, '\\');
			text_addc(out, c);
			return;
		}
	} else if (c == 'c' && t->p + 1 < t->end) {
		n = (uint32_t)t->p[1] & 0x1f;
		t->p += 2;
	} else {
		text_addc(out, '\\');
		return;
	}
	*cut = !n;
	if (c == 'u' || c == 'U')
		add_utf8(out, n);
	else if (n)
		text_addc(out, (char)n);
}

static void in_ansi_quotes(struct shell_text *t, struct shell_word *w)
{
	const char *from = t->p;
	struct text rest = {0}; /* behind a NUL */
	struct text *out = &w->text;

	for (t->p += 2; t->p < t->end && *t->p != '\'';) {
		bool cut = false;

		if (*t->p == '\\' && t->p + 1 < t->end) {
			t->p++;
			ansi_escape(t, out, &cut);
		} else {
			if (*t->p)
				text_addc(out, *t->p);
			shell_step(t);
		}
		if (cut) {
			text_init(&rest, t->r->arena);
			out = &rest;
		}
	}
	if (t->p == t->end)
		unterminated(t, from, "a quote");
	else
		t->p++;
}

/* True if `t->p` stands on quotes; then it is behind them. */
static bool quoted(struct shell_text *t, struct shell_word *w)
{
	const char *from = t->p, next = t->p + 1 < t->end ? t->p[1] : 0;
	bool alone = from == w->from;

	if (*from == '\'' || *from == '"') {
		w->inner = alone ? from + 1 : NULL;
		*from == '"' ? in_double_quotes(t, w) : in_single_quotes(t, w);
		w->outer = t->p - 1;
		return true;
	}
	if (*from != '$' || (next != '\'' && next != '"'))
		return false;
	w->inner = NULL;
	if (next == '\'') {
		in_ansi_quotes(t, w);
	} else { /* $"..": translated where there is a catalogue of messages, which initscripts have not for
		    these */
		t->p++;
		in_double_quotes(t, w);
	}
	return true;
}

/* One byte out of quotes. */
static void unquoted(struct shell_text *t, struct shell_word *w)
{
	if (w->outer)
		w->inner = NULL; /* more behind the quotes */
	/* bash expands it behind a colon too */
	if (*t->p == '~' && !w->shell && (t->p == w->from || t->p[-1] == ':'))
		w->shell = "~";
	if (*t->p == '\\' && t->p + 1 < t->end) {
		w->inner = NULL;
		if (*++t->p == '\n') {
			t->p++;
			return;
		}
	}
	if (*t->p)
		text_addc(&w->text, *t->p);
	shell_step(t);
}

bool shell_word_goes_on(struct shell_text *t)
{
	return t->p < t->end && !is_one_of(*t->p, " \t;&|()<>") && !shell_at_line_end(t);
}

struct shell_word shell_word(struct shell_text *t)
{
	struct shell_word w = {.from = t->p, .inner = t->p};

	text_init(&w.text, t->r->arena);
	while (shell_word_goes_on(t))
		if (!quoted(t, &w) && !expansion(t, &w))
			unquoted(t, &w);
	w.to = t->p;
	if (!w.outer)
		w.outer = w.to;
	if (w.inner && (size_t)(w.outer - w.inner) != w.text.len)
		w.inner = NULL; /* a NUL was dropped, or a quote is open */
	return w;
}

size_t shell_name(const struct shell_text *t)
{
	const char *p = t->p;

	if (p == t->end || !is_name_start(*p))
		return 0;
	while (p < t->end && (is_name_start(*p) || is_digit(*p)))
		p++;
	return (size_t)(p - t->p);
}
