#include "fleet/host_run.h"

#include <string.h>

#include "fleet/allow.h"
#include "model/description.h"
#include "rules/rule.h"
#include "targets/target.h"

static void no_target(struct render *r)
{
	struct finding *f = loss(r, &LOSS002, r->net->host->host.s, "os", "%s is known to the rules, but its files are not rendered yet",
				 r->os->title);

	f->help = "bondwright releases: which releases files are rendered for";
}

/* What stands in the findings once everything has been said, at its place and in order. */
static void settle(struct host_run *run, struct arena *a, const struct source *host, const struct source *site)
{
	if (run->findings.n)
		findings_locate(&run->findings, host_locate(a, host, site));
}

struct host_run host_run(struct arena *a, const struct source *source, const struct source *site,
			 const struct run_options *o)
{
	struct host_run run = {0};
	const struct host *host;
	const struct target *target;
	struct render r;

	findings_init(&run.findings, a);
	file_set_init(&run.files, a);
	host = host_read(a, source, site, &run.findings);
	if (host)
		run.net = net_resolve(a, host, o->os ? o->os : host->os.release, &run.findings);
	if (!run.net) {
		settle(&run, a, source, site);
		return run;
	}
	r = (struct render){.net = run.net, .os = run.net->os, .arena = a, .findings = &run.findings, .files = &run.files,
			    .templates = o->templates, .allow_loss = o->allow_loss};
	target = target_for(run.net->os);
	rules_run(run.net, &run.findings);
	if (target)
		target_limits(target, &r);
	else if (o->render)
		no_target(&r);
	run.accepted = allow_apply(host, &run.findings);
	if (o->render && target && !findings_count(&run.findings, o->fail_on)) {
		target->render(&r);
		run.defect = r.error;
	}
	settle(&run, a, source, site);
	return run;
}
