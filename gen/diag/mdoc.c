#include "diag/mdoc.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { WIDTH = 76 }; /* 80, less what the escapes of a word add */

void mdoc_escaped(struct text *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\\')
			text_add(out, "\\e");
		else if (s[i] == '"')
			text_add(out, "\\(dq");
		else
			text_addc(out, s[i]);
	}
}

/* True if a line that begins with `s` would be taken for a request. */
static bool is_request(const char *s)
{
	return *s == '.' || *s == '\'';
}

static void end_line(struct text *out)
{
	if (out->len && out->s[out->len - 1] != '\n')
		text_addc(out, '\n');
}

/* ---- prose ---- */

/* `n` bytes as one argument of a macro. */
static void argument(struct text *out, const char *s, size_t n)
{
	bool blank = memchr(s, ' ', n);

	text_add(out, blank ? " \"" : " ");
	mdoc_escaped(out, s, n);
	text_add(out, blank ? "\"" : "");
}

/* The line for a word in backquotes, with the `before` bytes in front of it and what clings to it; gives what
 * follows. */
static const char *quoted(struct text *out, const char *s, size_t before)
{
	size_t n = strcspn(s + before + 1, "`"), tail;

	bool flag = !strncmp(s + before + 1, "--", 2);
	const char *macro = flag ? "Fl" : "Cm"; /* the first sets a dash itself, one that can be copied */

	end_line(out);
	text_addf(out, ".%s", before ? "Pf" : macro);
	if (before) {
		argument(out, s, before);
		text_addf(out, " %s", macro);
	}
	s += before + 1;
	argument(out, s + flag, n - flag);
	s += n + 1;
	for (; *s && strchr(".,;:)", *s); s++)
		text_addf(out, " %c", *s);
	tail = strcspn(s, " \n");
	if (tail) {
		text_add(out, " Ns");
		argument(out, s, tail);
	}
	text_addc(out, '\n');
	return s + tail;
}

/* The length of a reference to a page of ours that `s` begins with: "bondwright-host(5)"; 0: there is none. */
static size_t reference(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz-");

	if (strncmp(s, "bondwright", 10) != 0 || s[n] != '(')
		return 0;
	return isdigit((unsigned char)s[n + 1]) && s[n + 2] == ')' ? n + 3 : 0;
}

/* The line for a reference of `n` bytes and what clings to it; gives what follows. */
static const char *referred(struct text *out, const char *s, size_t n)
{
	end_line(out);
	text_addf(out, ".Xr %.*s %c", (int)n - 3, s, s[n - 2]);
	for (s += n; *s && strchr(".,;:)", *s); s++)
		text_addf(out, " %c", *s);
	text_addc(out, '\n');
	return s;
}

/* Adds a word of `n` bytes to a line that has `column` of them; gives how many it has then. */
static size_t add_word(struct text *out, size_t column, const char *s, size_t n)
{
	size_t before;

	if (column && column + 1 + n > WIDTH) {
		text_addc(out, '\n');
		column = 0;
	}
	if (column)
		text_addc(out, ' ');
	else if (is_request(s))
		text_add(out, "\\&");
	before = out->len;
	for (size_t i = 0; i < n; i++)
		if (s[i] == '\\')
			text_add(out, "\\e");
		else if (s[i] == ')' && i && s[i - 1] == '(')
			text_add(out, "\\&)"); /* of a function: a word here, which mandoc wants as a macro */
		else
			text_addc(out, s[i]);
	return column + (column ? 1 : 0) + (out->len - before);
}

void mdoc_prose(struct text *out, const char *s)
{
	size_t column = 0;

	while (*s) {
		size_t n = strcspn(s, " \n`");

		if (s[n] == '`' && strchr(s + n + 1, '`')) {
			s = quoted(out, s, n);
			column = 0;
			continue;
		}
		if (reference(s)) {
			s = referred(out, s, reference(s));
			column = 0;
			s += *s == ' ';
			continue;
		}
		n += strcspn(s + n, " \n");
		if (n)
			column = add_word(out, column, s, n);
		s += n;
		if (*s == '\n' || (n && s[-1] == '.' && *s == ' ' && isupper((unsigned char)s[1]))) {
			end_line(out);
			column = 0;
		}
		if (*s == '\n')
			text_add(out, ".Pp\n");
		s += *s != '\0';
	}
	end_line(out);
}

/* ---- displays ---- */

/* Signs that a typesetter would make others of: a command that is copied has to be what it was. */
static const char *as_typed(char c)
{
	switch (c) {
	case '\\':
		return "\\e";
	case '-':
		return "\\-";
	case '\'':
		return "\\(aq";
	case '`':
		return "\\(ga";
	case '^':
		return "\\(ha";
	case '~':
		return "\\(ti";
	}
	return NULL;
}

void mdoc_display(struct text *out, const char *s)
{
	bool begins = true;

	text_add(out, ".Bd -literal -offset indent\n");
	for (; *s; s++) {
		const char *sign = as_typed(*s);

		if (begins && *s == '.')
			text_add(out, "\\&");
		if (sign)
			text_add(out, sign);
		else
			text_addc(out, *s);
		begins = *s == '\n';
	}
	end_line(out);
	text_add(out, ".Ed\n");
}
