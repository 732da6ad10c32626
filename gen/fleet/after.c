#include "fleet/after.h"

#include <string.h>

#include "base/hash.h"
#include "files/shared.h"
#include "fleet/host_run.h"

const struct descriptor TREE023 = {
	.id = "TREE023",
	.title = "a line of others that breaks the host",
	.severity = WARNING,
	.since = "0.1",
	.why = "Files and lines that others wrote stay where they are, and are read at boot as well: a file that "
	       "/etc/network/interfaces takes in, a route file of an interface that is a slave now, GATEWAYDEV. With them "
	       "the host may be another than the one that was described and judged. So the files of the tree are read as "
	       "they will be, and judged as `check --root` does; what is found in lines that are not ours is said here.",
	.fix = "Take the line or the file out, or put what it says into the description.",
	.verify = "`bondwright check --root DIR` has no such finding.",
};

struct after {
	struct arena *arena;
	const struct plan *plan;
	struct tree *tree;
	struct findings *findings;
};

static const struct change *change_of(const struct plan *p, const char *path)
{
	for (size_t i = 0; i < p->n; i++)
		if (!strcmp(p->v[i].path, path))
			return &p->v[i];
	return NULL;
}

struct tree *after_tree(struct arena *a, const struct tree *tree, const struct change *v, size_t n)
{
	struct hash *changed = hash_new(a);
	struct tree *t = tree_new(a);

	for (size_t i = 0; i < n; i++) {
		const struct change *c = &v[i];
		const char *name = tree->root ? path_below(a, tree->root, c->path) : c->path;

		if (!change_writes(c))
			continue;
		hash_put(changed, c->path, arena_strdup(a, c->path));
		if (c->new && host_tree_place(a, c->path))
			tree_add_source(t, c->path, source_of(a, name, c->new, c->new_len));
	}
	for (size_t i = 0; i < tree->n; i++)
		if (!tree->v[i]->trouble && !hash_get(changed, tree->v[i]->path))
			tree_add_source(t, tree->v[i]->path, tree->v[i]->source);
	return t;
}

/* True for a place in a line that others wrote. */
static bool is_of_others(const struct after *x, struct span at)
{
	const struct change *c = NULL;
	struct block ours;

	if (!at.source || at.from == at.to)
		return false;
	for (size_t i = 0; i < x->tree->n && !c; i++) {
		if (x->tree->v[i]->source != at.source)
			continue;
		c = change_of(x->plan, x->tree->v[i]->path);
		if (!c)
			return true;
	}
	if (!c || !c->shared || c->what == CHANGE_LEAVE) /* what the plan has findings about */
		return false;
	ours = shared_find(at.source->bytes, at.source->len);
	return at.from < ours.from || at.from >= ours.to;
}

static bool is_said(const struct findings *f, struct span at)
{
	unsigned line = source_position(at).line;

	for (size_t i = 0; i < f->n; i++) {
		struct span said = f->v[i]->at.span;

		if (f->v[i]->severity >= WARNING && said.source && !strcmp(said.source->name, at.source->name) &&
		    source_position(said).line == line)
			return true;
	}
	return false;
}

/* Where the finding has to do with what others wrote; nowhere: not at all. */
static struct span place_of_others(const struct after *x, const struct finding *f)
{
	if (is_of_others(x, f->at.span))
		return f->at.span;
	for (const struct note *n = f->notes; n; n = n->next)
		if (is_of_others(x, n->at.span))
			return n->at.span;
	return (struct span){0};
}

static void say(struct after *x, const struct finding *found)
{
	struct span at = place_of_others(x, found);
	struct finding *f;

	if (found->severity < WARNING || !at.source || is_said(x->findings, at) ||
	    is_said(&x->plan->findings, at))
		return;
	f = findings_add(x->findings, TREE023.id, TREE023.severity, (struct place){.span = at});
	f->object = found->object;
	f->message = arena_printf(x->arena, "with what stands here: %s (%s)", found->message, found->id);
	f->consequence = "it stays, and is read at boot too: the host will not be the one that was described";
	f->help = "take it out, or put it into the description";
}

void after_judge(struct arena *a, const struct plan *p, struct tree *tree, const struct net *net,
		 struct findings *findings)
{
	const struct value *guests = &net->host->virtualization;
	const struct run_options o = {.fail_on = ERROR,
				      .allow_loss = true,
				      .os = net->os,
				      .virtualization = has(guests) ? guests->s : "none"};
	struct after x = {.arena = a, .plan = p, .findings = findings};
	struct host_run then;

	host_run_files(a, tree, NULL, &o); /* adds to the tree what the files name */
	x.tree = after_tree(a, tree, p->v, p->n);
	then = host_run_files(a, x.tree, NULL, &o);
	for (size_t i = 0; i < then.findings.n; i++)
		say(&x, then.findings.v[i]);
}
