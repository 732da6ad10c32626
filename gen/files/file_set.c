#include <string.h>

#include "base/utf8.h"
#include "base/word.h"
#include "files/files.h"
#include "files/shared.h"

enum { COMPONENT_MAX = 255 }; /* NAME_MAX of every file system that matters */

static const char FRAGMENT[] = ".fragment";

void file_set_init(struct file_set *s, struct arena *a)
{
	*s = (struct file_set){.arena = a};
}

const char *file_name(struct arena *a, const struct file *f)
{
	return f->fragment ? arena_printf(a, "%s%s", f->path, FRAGMENT) : f->path;
}

bool file_component_ok(const char *s, size_t n)
{
	char copy[COMPONENT_MAX + 1];

	if (n > COMPONENT_MAX)
		return false;
	memcpy(copy, s, n);
	copy[n] = '\0';
	return strlen(copy) == n && word_made_of(copy, "._:@+-") && strcmp(copy, ".") != 0 &&
	       strcmp(copy, "..") != 0;
}

bool file_path_ok(const char *path)
{
	for (;; path++) {
		size_t n = strcspn(path, "/");

		if (!file_component_ok(path, n))
			return false;
		path += n;
		if (!*path)
			return true;
	}
}

/* True if `path` lies below the directory `dir`. */
static bool is_below(const char *path, const char *dir)
{
	size_t n = strlen(dir);

	return !strncmp(path, dir, n) && path[n] == '/';
}

static const char *refuse(struct arena *a, const char *path, const char *why)
{
	struct text t;

	text_init(&t, a);
	text_add(&t, "'");
	utf8_show(&t, path, strlen(path));
	text_addf(&t, "' %s", why);
	return t.s;
}

/* ---- fragments ---- */

/* The fragment `f` with `before`, another one of its path or NULL, in front, between markers. */
static void enclose(struct arena *a, struct file *f, const struct file *before)
{
	struct text t;

	text_init(&t, a);
	if (before) { /* which has its own */
		size_t begin = strlen(shared_marker(a, f->path, "BEGIN"));

		text_addn(&t, before->text + begin,
			  before->len - begin - strlen(shared_marker(a, f->path, "END")));
	}
	text_addn(&t, f->text, f->len);
	f->text = shared_enclose(a, f->path, t.s, t.len);
	f->len = strlen(f->text);
}

const char *file_set_add(struct file_set *s, struct file f)
{
	const char *name = file_name(s->arena, &f);

	/* the path itself too: "etc/" is no name, though "etc/.fragment" would be one */
	if (!file_path_ok(f.path) || !file_path_ok(name))
		return refuse(s->arena, name, "is not a path that a file may have");
	for (size_t i = 0; i < s->n; i++) {
		const char *other = file_name(s->arena, &s->v[i]);

		if (!strcmp(other, name) && f.fragment && s->v[i].fragment) {
			enclose(s->arena, &f, &s->v[i]);
			s->v[i].text = f.text;
			s->v[i].len = f.len;
			return NULL;
		}
		if (!strcmp(other, name))
			return refuse(s->arena, name, "is there already");
		if (is_below(other, name) || is_below(name, other))
			return refuse(s->arena, name, "would be both a file and a directory");
	}
	f.path = arena_strdup(s->arena, f.path);
	if (f.fragment)
		enclose(s->arena, &f, NULL);
	arena_push(s->arena, s->v, s->n, f);
	return NULL;
}

const struct file *file_set_find(const struct file_set *s, const char *path)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct file *f = &s->v[i];
		size_t n = strlen(f->path);

		if (!strncmp(f->path, path, n) && !strcmp(path + n, f->fragment ? FRAGMENT : ""))
			return f;
	}
	return NULL;
}

void file_set_print(const struct file_set *s, struct text *out)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct file *f = &s->v[i];

		text_addf(out, "%s==> %s%s <==\n", i ? "\n" : "", f->path, f->fragment ? FRAGMENT : "");
		text_addn(out, f->text, f->len);
	}
}
