/*
 * Workflow commands of GitHub Actions, one line each, which the runner makes annotations of:
 * ::error file=F,line=L,col=C,title=T::MESSAGE. The escapes are those of escapeData() and escapeProperty() in
 * its toolkit (packages/core/src/command.ts).
 */
#include "diag/forms.h"

#include <string.h>

static void escape(struct text *out, const char *s, const char *special)
{
	for (; *s; s++)
		if (strchr(special, *s))
			text_addf(out, "%%%02X", (unsigned char)*s);
		else
			text_addc(out, *s);
}

static void property(struct text *out, const char *key, const char *value)
{
	text_addf(out, "%s=", key);
	escape(out, shown(out->arena, value), "%\r\n:,");
}

static void command(struct text *out, const char *level, const char *file, const struct position *at,
		    const char *title, const char *message)
{
	text_addf(out, "::%s ", level);
	if (file) {
		property(out, "file", file);
		text_add(out, ",");
	}
	if (at)
		text_addf(out, "line=%u,col=%u,", at->line, at->column);
	property(out, "title", title);
	text_add(out, "::");
	escape(out, message, "%\r\n");
	text_add(out, "\n");
}

static void github_add(struct form *f, const struct result *r, struct text *out)
{
	static const char *const levels[] = {"notice", "warning", "error"};

	(void)f;
	if (r->trouble)
		command(out, "error", r->name, NULL, "bondwright", shown(out->arena, r->trouble));
	for (size_t i = 0; r->findings && i < r->findings->n; i++) {
		const struct finding *one = r->findings->v[i];
		const struct source *source = one->at.span.source;
		struct position at = source ? source_position(one->at.span) : (struct position){0};

		command(out, levels[one->severity], source ? source->name : r->name, source ? &at : NULL,
			one->id, whole_message(out->arena, one));
	}
}

static void github_end(struct form *f, struct text *out)
{
	(void)f;
	(void)out;
}

struct form *form_github(struct arena *a)
{
	struct form *f = arena_alloc(a, sizeof(*f));

	f->add = github_add;
	f->end = github_end;
	return f;
}
