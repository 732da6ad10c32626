/* What runs the guests, and on what: GUEST013. */
#include <string.h>

#include "model/rows.h"
#include "rules/example.h"
#include "rules/rule.h"

/* "xen        or kvm or lxc": what `virtualization` may be on the release. */
static const char *runs_here(struct run *r)
{
	const struct word *words = table_find(&host_table, "virtualization")->words;
	struct text t;

	text_init(&t, r->arena);
	for (const struct word *w = words; w->text; w++)
		if (w->number != VIRT_NONE && release_runs(r->os, w->number))
			text_join(&t, strchr(t.s, ' ') ? " or " : "        or ", w->text);
	return t.s;
}

static void impossible_pair(struct run *r, const struct net *net)
{
	const struct value *v = &net->host->virtualization;
	long technology = number_or(v, VIRT_NONE);

	if (technology == VIRT_NONE || release_runs(r->os, technology))
		return;
	report(r, ERROR, on_host_key(r, "virtualization"), "%s cannot run guests on %s", v->s, r->os->title);
	note(r, on_host_key(r, "os"), "the release that the host runs");
	consequence(r, "no kernel of the release, nor one made for it, has what %s needs: no guest starts",
		    v->s);
	help(r, "virtualization: %s", runs_here(r));
}

const struct rule GUEST013 = {
	.about = {
		.id = "GUEST013",
		.title = "the release cannot run what runs the guests",
		.severity = ERROR,
		.since = "0.1",
		.why = "KVM is part of Linux from 2.6.20 on and was taken back into Red Hat Enterprise Linux 5, "
		       "but not into the 2.6.9 of Red Hat Enterprise Linux 4. LXC takes network namespaces: they "
		       "came with Linux 2.6.24, and a kernel that has sysfs can have them from 2.6.29 on. OpenVZ "
		       "made kernels for Red Hat Enterprise Linux 4 to 7, and others up to 2.6.32, which is too "
		       "old for what boots Debian from jessie and SUSE Linux Enterprise Server from 12 on.\n"
		       "What a distribution does not ship itself but others made for it counts as possible: "
		       "OpenVZ's kernels, LXC from EPEL, Xen from Xen4CentOS.",
		.fix = "Another release, or what runs on this one: the help lists that.",
		.verify = "On the running host: /dev/kvm, /proc/vz, /proc/xen or, for LXC from Linux 3.0 on, "
			  "/proc/self/ns/net is there; before that lxc-checkconfig tells.",
		.sources = REFERENCES(&openvz_kernels, &xen_dom0, &kernel_features),
		.bad = EXAMPLE_HOST("rhel4") "virtualization: kvm\n" EXAMPLE_NICS
		       "bridges: [{name: br0, ports: [eth0]}]\n",
		.good = EXAMPLE_HOST("rhel6") "virtualization: kvm\n" EXAMPLE_NICS
			"bridges: [{name: br0, ports: [eth0]}]\n",
	},
	.on_host = impossible_pair,
};
