/* Which policy holds for a description, read once each. */
#include <errno.h>
#include <string.h>

#include "base/hash.h"
#include "cli/cli.h"

/* A policy file of the run. */
struct known {
	const struct policy *policy;
	const char *trouble; /* why it cannot be used; NULL: it can */
	bool faulty;
};

static struct known *read_policy(struct report *r, const char *path, int *code)
{
	struct known *k = arena_alloc(r->arena, sizeof(*k));
	struct findings faults;
	struct source *s;
	int err = source_read(r->arena, path, path, &s);

	findings_init(&faults, r->arena);
	hash_put(r->policies, path, k);
	if (err && err != -EFBIG) {
		k->trouble = arena_printf(r->arena, "%s: %s", path, strerror(-err));
		return k;
	}
	k->policy = policy_read(r->arena, s, &faults);
	k->faulty = faults.n;
	if (k->faulty)
		*code = report_faults(r, path, &faults);
	return k;
}

static void take_policy(const struct options *o, const struct known *k, struct input *in)
{
	in->run.policy = k->policy;
	in->policy_faulty = k->faulty;
	if (o->fail_on < 0 && policy_fail_on(k->policy) >= 0)
		in->run.fail_on = (enum severity)policy_fail_on(k->policy);
	if (policy_allow_loss(k->policy) == 1)
		in->run.allow_loss = true;
}

int input_policy(struct report *r, const char *path, struct input *in)
{
	const char *refused = NULL, *file = r->o->policy;
	struct known *k;
	int code = YES;

	if (!file && (strcmp(path, "-") || r->o->stdin_name)) /* where standard input comes from is not known */
		file = policy_find(r->arena, input_name(r->o, path), &refused);
	if (refused)
		return report_trouble(r, path, "%s", refused);
	if (!file)
		return YES;
	k = hash_get(r->policies, file);
	if (!k)
		k = read_policy(r, file, &code);
	if (k->trouble)
		return report_trouble(r, path, "%s", k->trouble);
	take_policy(r->o, k, in);
	return code;
}
