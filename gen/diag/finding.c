#include "diag/finding.h"

#include <stdlib.h>
#include <string.h>

const char *const severity_words[] = {"info", "warning", "error", NULL};

const char *severity_name(enum severity s)
{
	return severity_words[s];
}

void findings_init(struct findings *f, struct arena *a)
{
	*f = (struct findings){.arena = a};
}

struct finding *findings_add(struct findings *f, const char *id, enum severity severity, struct place at)
{
	struct finding *one = arena_alloc(f->arena, sizeof(*one));

	one->id = id;
	one->severity = severity;
	one->at = at;
	arena_push(f->arena, f->v, f->n, one);
	return one;
}

struct finding *findings_fault(struct findings *f, const char *id, struct span at, const char *message,
			       const char *help)
{
	struct finding *one = findings_add(f, id, ERROR, (struct place){.span = at});

	one->message = message;
	one->help = help;
	return one;
}

void finding_note(struct findings *f, struct finding *to, struct place at, const char *text)
{
	struct note *n = arena_alloc(f->arena, sizeof(*n)), **end = &to->notes;

	*n = (struct note){at, text, NULL};
	while (*end)
		end = &(*end)->next;
	*end = n;
}

void finding_edit(struct findings *f, struct finding *to, const char *path, const char *text)
{
	struct edit *e = arena_alloc(f->arena, sizeof(*e)), **end = &to->edits;

	*e = (struct edit){path, text, NULL};
	while (*end)
		end = &(*end)->next;
	*end = e;
}

size_t findings_count(const struct findings *f, enum severity at_least)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += f->v[i]->severity >= at_least;
	return n;
}

static void locate(struct place *at, const struct locator *l)
{
	if (at->path && !at->span.source)
		at->span = locator_find(l, at->path);
}

static int compare(const void *a, const void *b)
{
	const struct finding *x = *(struct finding *const *)a, *y = *(struct finding *const *)b;
	const struct span *p = &x->at.span, *q = &y->at.span;
	int by_file = p->source && q->source ? strcmp(p->source->name, q->source->name) : !q->source - !p->source;

	if (by_file)
		return by_file;
	if (p->from != q->from)
		return p->from < q->from ? -1 : 1;
	return strcmp(x->id, y->id) ? strcmp(x->id, y->id) : strcmp(x->message, y->message);
}

void findings_locate(struct findings *f, const struct locator *l)
{
	for (size_t i = 0; i < f->n; i++) {
		locate(&f->v[i]->at, l);
		for (struct note *n = f->v[i]->notes; n; n = n->next)
			locate(&n->at, l);
	}
	if (f->n)
		qsort(f->v, f->n, sizeof(*f->v), compare);
}
