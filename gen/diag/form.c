#include "diag/forms.h"

#include <string.h>

#include "base/utf8.h"
#include "base/word.h"

const char *const format_words[] = {"text", "json", "sarif", "junit", "github", NULL};

struct form *form_new(struct arena *a, enum format format, bool colour,
		      const struct descriptor *(*describe)(const char *id))
{
	struct form *(*const make[])(struct arena *) = {form_text, form_json, form_sarif, form_junit,
							form_github};
	struct form *f = make[format](a);

	f->arena = a;
	f->colour = colour;
	f->describe = describe;
	return f;
}

size_t result_count(const struct result *r, enum severity level)
{
	size_t n = 0;

	for (size_t i = 0; r->findings && i < r->findings->n; i++)
		n += r->findings->v[i]->severity == level;
	return n;
}

const char *shown(struct arena *a, const char *s)
{
	struct text t;

	text_init(&t, a);
	utf8_show(&t, s, strlen(s));
	return t.s;
}

const char *shown_lines(struct arena *a, const char *s)
{
	struct text t;

	text_init(&t, a);
	for (;;) {
		size_t n = strcspn(s, "\n");

		utf8_show(&t, s, n);
		if (!s[n])
			return t.s;
		text_addc(&t, '\n');
		s += n + 1;
	}
}

const char *uri_of(struct arena *a, const char *name)
{
	struct text t;

	text_init(&t, a);
	if (*name == '/')
		text_add(&t, "file://");
	for (; *name; name++) {
		char c[2] = {*name, '\0'};

		text_addf(&t, word_made_of(c, "-._~/") ? "%c" : "%%%02X", (unsigned char)*name);
	}
	return t.s;
}

struct position position_end(struct span s)
{
	s.from = s.to > s.from ? s.to : s.from;
	return source_position(s);
}

const char *whole_message(struct arena *a, const struct finding *f)
{
	struct text t;

	text_init(&t, a);
	text_add(&t, shown(a, f->message));
	if (f->consequence)
		text_addf(&t, "\n%s", shown_lines(a, f->consequence));
	if (f->help)
		text_addf(&t, "\nhelp: %s", shown_lines(a, f->help));
	return t.s;
}

/* ---- text ---- */

static void text_end(struct form *f, struct text *out)
{
	(void)f;
	(void)out;
}

/* "3 errors, 1 info, 2 accepted" */
static const char *counted(struct arena *a, const struct result *r)
{
	const struct {
		size_t n;
		const char *what;
	} others[] = {{r->accepted, "accepted"}, {r->off, "switched off"}, {r->known, "known"}};
	struct text t;

	text_init(&t, a);
	for (int s = ERROR; s >= INFO; s--) {
		size_t n = result_count(r, (enum severity)s);

		if (n)
			text_join(&t, ", ",
				  arena_printf(a, "%zu %s%s", n, severity_words[s],
					       n == 1 || s == INFO ? "" : "s"));
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (others[i].n)
			text_join(&t, ", ", arena_printf(a, "%zu %s", others[i].n, others[i].what));
	return t.s;
}

static void text_result(struct form *f, const struct result *r, struct text *out)
{
	const char *counts = counted(out->arena, r);

	if (r->findings)
		findings_print(r->findings, out, f->colour);
	if (!*counts)
		return;
	text_addf(out, "%s: ", r->name ? shown(out->arena, r->name) : "between the hosts");
	text_addf(out, "%s%s\n", counts, r->waiting ? "; the rules wait until these faults are mended" : "");
}

struct form *form_text(struct arena *a)
{
	struct form *f = arena_alloc(a, sizeof(*f));

	f->add = text_result;
	f->end = text_end;
	return f;
}
