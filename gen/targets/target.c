#include "targets/target.h"

#include <errno.h>
#include <fnmatch.h>
#include <string.h>
#include <unistd.h>

#include "model/xend.h"
#include "source/source.h"

#define BLOCK(name) extern const struct target target_##name;
#include "targets.inc"
#undef BLOCK

#define BLOCK(name) &target_##name,
static const struct target *const targets[] = {
#include "targets.inc"
};
#undef BLOCK

enum { TARGETS = sizeof(targets) / sizeof(*targets) };

const struct target *target_for(const struct release *os)
{
	for (size_t i = 0; i < TARGETS; i++)
		if (!strcmp(targets[i]->name, os->target))
			return targets[i];
	return NULL;
}

/* ---- which files ---- */

/* What several targets write: host_files.c, resolver.c. */
static const char *const common_owns[] = {
	"etc/modprobe.d/bonding.conf", "etc/modprobe.d/bridge.conf", "etc/modprobe.d/netloop.conf",
	"etc/sysctl.d/bondwright.conf", "etc/sysctl.d/bondwright-venet.conf", "etc/modules-load.d/bondwright.conf",
	"etc/resolv.conf", NULL,
};

static const char *const common_shares[] = {"etc/modprobe.conf", "etc/modprobe.conf.local", "etc/sysctl.conf", NULL};

static bool matches(const char *const *patterns, const char *path)
{
	for (; patterns && *patterns; patterns++)
		if (!fnmatch(*patterns, path, FNM_PATHNAME))
			return true;
	return false;
}

bool targets_own(const char *path, bool fragment)
{
	for (size_t i = 0; i < TARGETS; i++)
		if (matches(fragment ? targets[i]->shares : targets[i]->owns, path))
			return true;
	return matches(fragment ? common_shares : common_owns, path);
}

bool target_owns(const struct target *t, const char *path)
{
	return matches(t->owns, path) || matches(common_owns, path);
}

const struct target *target_of_path(const char *path, const struct target *own)
{
	const struct target *found = NULL;

	for (size_t i = 0; i < TARGETS; i++) {
		if (targets[i]->serves || !(matches(targets[i]->owns, path) || matches(targets[i]->shares, path)))
			continue;
		if (found || targets[i] == own)
			return NULL;
		found = targets[i];
	}
	return found;
}

/* ---- rendering ---- */

static bool serves(const struct target *t, const struct net *net)
{
	return t->serves ? t->serves(net) : t == target_for(net->os);
}

/* One step of each target that serves the host, each on the host as it sees it. */
static void each_target(struct render *r, void (*step)(const struct target *, struct render *))
{
	const struct net *whole = r->net;

	if (!r->before)
		r->before = net_before_xend(r->arena, whole);
	for (size_t k = 0; k < 2 * TARGETS; k++) {
		const struct target *t = targets[k % TARGETS];
		bool beside = k >= TARGETS; /* the network files come first */

		if ((t->serves != NULL) != beside || !serves(t, whole))
			continue;
		r->net = t->before_xend ? r->before : whole;
		step(t, r);
	}
	r->net = whole;
}

static void render_with(const struct target *t, struct render *r)
{
	t->render(r);
}

static void limits_of(const struct target *t, struct render *r)
{
	t->limits(r);
}

static void packages_of(const struct target *t, struct render *r)
{
	if (t->packages)
		t->packages(r);
}

void targets_render(struct render *r)
{
	each_target(r, render_with);
}

void targets_packages(struct render *r)
{
	r->packages = (struct packages){0};
	each_target(r, packages_of);
}

/* ---- limits ---- */

static void not_yet(struct render *r, const struct value *v, const char *object, const char *path,
		    const char *what)
{
	if (has(v))
		loss(r, &LOSS002, object, path, "%s is not rendered yet", what);
}

void targets_limits(struct render *r)
{
	const struct host *h = r->net->host;

	if (number_or(&h->announce, ANNOUNCE_NONE) == ANNOUNCE_HOST)
		not_yet(r, &h->announce, h->host.s, "announce", "an announcer on the host");
	for (size_t i = 0; i < h->bonds.n; i++)
		not_yet(r, &h->bonds.v[i].follow, h->bonds.v[i].common.name.s,
			field_path(r->arena, h->bonds.v[i].common.path, "follow"), "following another bond");
	for (size_t k = 0; k < r->net->bonds.n; k++)
		bond_limits(r, r->net->bonds.v[k]);
	each_target(r, limits_of);
}

const char *dns_path(const struct values *list)
{
	return list->from == SITE ? "site:dns" : "dns";
}

/* ---- views ---- */

struct view *host_view(const struct render *r)
{
	struct view *v = view_new(r->arena);

	view_word(v, "host", r->net->host->host.s);
	return v;
}

void view_value_number(struct view *v, const char *name, const struct value *number)
{
	if (number && has(number))
		view_number(v, name, number->n);
	else
		view_absent(v, name);
}

/* ---- files ---- */

/* The override of a template, NULL where the directory has none. What is there and cannot be used is an
 * error: the built-in one in its place would go unnoticed. */
static const char *override_text(struct render *r, const char *name)
{
	const char *path = arena_printf(r->arena, "%s/%s", r->templates, name);
	struct source *s;
	int err = source_read(r->arena, path, path, &s);

	if (err == -ENOENT && !access(r->templates, F_OK))
		return NULL;
	if (err)
		r->error = arena_printf(r->arena, "%s: %s", path, strerror(-err));
	else if (strlen(s->bytes) != s->len)
		r->error = arena_printf(r->arena, "%s: holds a NUL", path);
	return err ? NULL : s->bytes;
}

static const char *template_text(struct render *r, const char *name)
{
	const char *text = r->templates ? override_text(r, name) : NULL;

	return text ? text : template_builtin(name);
}

bool render_text(struct render *r, const char *template, const struct view *view, struct text *out)
{
	const char *text = r->error ? NULL : template_text(r, template);

	if (!text && !r->error)
		r->error = arena_printf(r->arena, "there is no template '%s'", template);
	return !r->error && template_render(r->arena, template, text, view, out, &r->error);
}

void render_file(struct render *r, const char *template, const struct view *view, struct file f)
{
	const char *refused;
	struct text out;

	text_init(&out, r->arena);
	if (!render_text(r, template, view, &out))
		return;
	f.text = out.s;
	f.len = out.len;
	refused = targets_own(f.path, f.fragment) ? file_set_add(r->files, f) : "no target owns such a path";
	if (refused)
		r->error = arena_printf(r->arena, "%s: %s", f.path, refused);
}

void render_own(struct render *r, const char *template, const struct view *view, const char *path)
{
	render_file(r, template, view, (struct file){.path = path, .mode = 0644});
}

void render_fragment(struct render *r, const char *template, const struct view *view, const char *path)
{
	render_file(r, template, view, (struct file){.path = path, .mode = 0644, .fragment = true});
}

void render_program(struct render *r, const char *template, const struct view *view, const char *path)
{
	render_file(r, template, view, (struct file){.path = path, .mode = 0755});
}
