#include "fleet/host_run.h"

#include <string.h>

#include "fleet/allow.h"
#include "model/description.h"
#include "rules/rule.h"
#include "targets/packages.h"

bool release_is_rendered(const struct release *os)
{
	return target_for(os) != NULL;
}

/* What stands in the findings once everything has been said, at its place and in order. */
static void settle(struct host_run *run, struct arena *a, const struct source *host,
		   const struct source *site)
{
	if (run->findings.n)
		findings_locate(&run->findings, host_locate(a, host, site));
}

struct host_run host_run(struct arena *a, const struct source *source, const struct source *site,
			 const struct run_options *o)
{
	struct host_run run = {0};
	const struct host *host;
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
	r = (struct render){.net = run.net,
			    .os = run.net->os,
			    .arena = a,
			    .findings = &run.findings,
			    .files = &run.files,
			    .templates = o->templates,
			    .allow_loss = o->allow_loss,
			    .checking = !o->render};
	rules_run(run.net, &run.findings);
	targets_limits(&r);
	packages_report(&r);
	rules_yield(&run.findings);
	/* what a host allows goes first: a rule that is off later makes no entry of it unused */
	run.accepted = allow_apply(host, &run.findings);
	run.off = policy_apply(o->policy, &run.findings, 0);
	if (o->render && !findings_count(&run.findings, o->fail_on)) {
		size_t judged = run.findings.n;

		targets_render(&r);
		run.off += policy_apply(o->policy, &run.findings, judged);
		run.defect = r.error;
	}
	settle(&run, a, source, site);
	return run;
}
