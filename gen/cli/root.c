/* The tree of a host, which --root names: what would change there, and changing it. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "files/apply.h"
#include "model/description.h"

static int make_plan(struct report *r, const struct input *in, const struct host_run *run, bool locked,
		     struct plan *p, size_t *off)
{
	struct plan_request *request = arena_alloc(in->arena, sizeof(*request));
	int err;

	*request = (struct plan_request){.root = r->o->root,
					 .host = run->net->host->host.s,
					 .files = &run->files,
					 .owns = host_owns,
					 .locked = locked,
					 .force = r->o->force};
	err = plan_make(p, in->arena, request);
	*off = policy_apply(in->run.policy, &p->findings, 0);
	return err ? report_trouble(r, p->failed, "%s", strerror(-err)) : YES;
}

static void add_all(struct findings *to, const struct findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		arena_push(to->arena, to->v, to->n, f->v[i]);
}

static void add_beside(const struct input *in, struct host_run *run, const struct plan *p)
{
	struct findings found;

	findings_init(&found, in->arena);
	host_beside(in->arena, p, run->net, &found);
	findings_locate(&found, host_locate(in->arena, in->source, in->site));
	run->off += policy_apply(in->run.policy, &found, 0);
	add_all(&run->findings, &found);
}

int root_plan(struct report *r, const struct input *in, struct host_run *run, struct plan *p)
{
	size_t off;
	int code = make_plan(r, in, run, false, p, &off);

	run->off += off;
	if (code == YES) {
		add_all(&run->findings, &p->findings);
		add_beside(in, run, p);
	}
	return code;
}

/* What became of the tree when it could not be written. */
static int say_failed(struct report *r, const struct input *in, const struct host_run *run,
		      const struct plan *p, int err)
{
	const char *why = err == -ESTALE ? "somebody else changed it just now" : strerror(-err);
	struct plan now;
	size_t off;
	bool known = make_plan(r, in, run, true, &now, &off) == YES;

	plan_end(&now);
	return report_trouble(r, p->failed, "%s%s", why,
			      !known ? ""
			      : now.cut_off
				      ? "; the tree is half written: bondwright diff --root shows how far, "
					"render --root completes it"
				      : "; nothing is written");
}

/* The plan is made anew under the lock: another run may have ended meanwhile. */
static int apply_locked(struct report *r, const struct input *in, struct host_run *run)
{
	struct plan p;
	size_t off;
	int code = make_plan(r, in, run, true, &p, &off), err;

	if (code == YES && findings_count(&p.findings, in->run.fail_on)) {
		report_faults(r, r->o->root, &p.findings);
		code = report_trouble(r, r->o->root,
				      "it has changed since it was looked at; nothing is written");
	} else if (code == YES) {
		err = apply(&p);
		if (err)
			code = say_failed(r, in, run, &p, err);
	}
	plan_end(&p);
	return code;
}

static int write_root(struct report *r, const struct input *in, struct host_run *run)
{
	const char *failed;
	int lock, code;

	/* a directory has its mode from the start, should the run end before it sets it */
	umask(022);
	lock = apply_lock(in->arena, r->o->root, &failed);
	if (lock == -EWOULDBLOCK)
		return report_trouble(r, r->o->root, "another run is writing to it; nothing is written");
	if (lock < 0)
		return report_trouble(r, failed, "%s", strerror(-lock));
	code = apply_locked(r, in, run);
	close(lock);
	return code;
}

int root_render(struct report *r, const struct input *in, struct host_run *run)
{
	struct plan p;
	int code = root_plan(r, in, run, &p), found;
	bool needed = code == YES && apply_is_needed(&p);

	plan_end(&p);
	found = report_host(r, in, run);
	if (code == YES && found == YES && needed)
		code = write_root(r, in, run);
	return code > found ? code : found;
}
