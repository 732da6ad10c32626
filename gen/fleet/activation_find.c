/* The host as the files of a tree make it, before and after they change. */
#include "base/hash.h"
#include "fleet/activation_parts.h"

static const char *virtualization_of(const struct net *net)
{
	return has(&net->host->virtualization) ? net->host->virtualization.s : "none";
}

/* Why the files make no host. */
static const char *first_error(const struct findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i]->severity == ERROR)
			return f->v[i]->message;
	return "they are not understood";
}

/* The files of the tree as they are to be. */
static struct tree *changed_tree(struct arena *a, const struct tree *tree, const struct change *v, size_t n)
{
	struct hash *changed = hash_new(a);
	struct tree *t = tree_new(a);

	for (size_t i = 0; i < n; i++) {
		const struct change *c = &v[i];

		if (!change_writes(c))
			continue;
		hash_put(changed, c->path, arena_strdup(a, c->path));
		if (c->new &&host_tree_place(c->path))
			tree_add_source(t, c->path, source_of(a, c->path, c->new, c->new_len));
	}
	for (size_t i = 0; i < tree->n; i++)
		if (!tree->v[i]->trouble && !hash_get(changed, tree->v[i]->path))
			tree_add_source(t, tree->v[i]->path, tree->v[i]->source);
	return t;
}

void activation_find(struct arena *a, struct tree *tree, const struct net *new, const struct change *v,
		     size_t n, struct findings *findings)
{
	const struct run_options o = {.fail_on = ERROR,
				      .allow_loss = true,
				      .os = new->os,
				      .virtualization = virtualization_of(new)};
	const struct host_run now = host_run_files(a, tree, NULL, &o);
	struct activation x = {.old = now.net, .places = now.net ? now.drafted->places : NULL, .new = new};
	const char **changed = NULL;
	struct finding *f;

	for (size_t i = 0; i < n; i++)
		if (change_writes(&v[i]))
			arena_push(a, changed, x.n, v[i].path);
	x.changed = changed;
	if (now.net) {
		x.then = n ? host_run_files(a, changed_tree(a, tree, v, n), NULL, &o).net : NULL;
		activation_judge(&x, findings);
		return;
	}
	f = findings_add(findings, ACT015.id, INFO, (struct place){.path = ""});
	f->object = new->host->host.s;
	f->message =
		arena_printf(a, "what the files configure now is not known, nor what replacing them does: %s",
			     first_error(&now.findings));
	f->help = arena_printf(a, "bondwright check --root %s says why", tree->root ? tree->root : "DIR");
}
