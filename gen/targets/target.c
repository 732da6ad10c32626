#include "targets/target.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "source/source.h"

static const struct target *const targets[] = {&target_rhel, &target_debian};

const struct target *target_for(const struct release *os)
{
	for (size_t i = 0; os->rendered && i < sizeof(targets) / sizeof(*targets); i++)
		if (!strcmp(targets[i]->name, os->target))
			return targets[i];
	return NULL;
}

struct finding *loss(struct render *r, const char *id, const char *object, const char *path, const char *fmt, ...)
{
	struct finding *f = findings_add(r->findings, id, strcmp(id, "LOSS003") ? ERROR : INFO, (struct place){.path = path});
	char message[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(message, sizeof(message), fmt, ap);
	va_end(ap);
	f->object = object;
	f->message = arena_strdup(r->arena, message);
	return f;
}

static void not_yet(struct render *r, const struct value *v, const char *object, const char *path, const char *what)
{
	if (has(v))
		loss(r, "LOSS002", object, path, "%s is not rendered yet", what);
}

void target_limits(const struct target *t, struct render *r)
{
	const struct host *h = r->net->host;

	if (number_or(&h->announce, ANNOUNCE_NONE) != ANNOUNCE_NONE)
		not_yet(r, &h->announce, h->host.s, "announce", "an announcer for the guests");
	if (number_or(&h->virtualization, VIRT_NONE) == VIRT_XEN)
		not_yet(r, &h->xend.version, h->host.s, "xend.version", "xend's configuration");
	not_yet(r, &h->xend.bridges, h->host.s, "xend.bridges", "xend's configuration");
	not_yet(r, &h->xend.nloopbacks, h->host.s, "xend.nloopbacks", "xend's configuration");
	for (size_t i = 0; i < h->bonds.n; i++)
		not_yet(r, &h->bonds.v[i].follow, h->bonds.v[i].common.name.s,
			field_path(r->arena, h->bonds.v[i].common.path, "follow"), "following another bond");
	t->limits(r);
}

static const char *template_text(struct render *r, const char *name)
{
	struct source *s;
	const char *path;

	if (!r->templates)
		return template_builtin(name);
	path = arena_printf(r->arena, "%s/%s", r->templates, name);
	return source_read(r->arena, path, path, &s) ? template_builtin(name) : s->bytes;
}

void render_file(struct render *r, const char *template, const struct view *view, struct file f)
{
	const char *text = template_text(r, template), *refused;
	struct text out;

	if (r->error)
		return;
	text_init(&out, r->arena);
	if (!text)
		r->error = arena_printf(r->arena, "there is no template '%s'", template);
	else if (template_render(r->arena, template, text, view, &out, &r->error)) {
		f.text = out.s;
		f.len = out.len;
		refused = file_set_add(r->files, f);
		if (refused)
			r->error = arena_printf(r->arena, "%s: %s", f.path, refused);
	}
}
