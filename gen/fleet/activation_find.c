/* The host as the files of a tree make it, before and after they change. */
#include "fleet/activation_parts.h"
#include "fleet/after.h"

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
		x.then = n ? host_run_files(a, after_tree(a, tree, v, n), NULL, &o).net : NULL;
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
