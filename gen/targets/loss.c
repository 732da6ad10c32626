#include <string.h>

#include "targets/target.h"

#include <stdarg.h>

/* A host that is only judged as it is loses nothing. */
static enum severity severity_of(const struct render *r, const struct descriptor *d)
{
	if (d->severity < ERROR)
		return d->severity;
	return r->net->host->as_is ? INFO : r->allow_loss ? WARNING : ERROR;
}

struct finding *loss(struct render *r, const struct descriptor *d, const char *object, const char *path,
		     const char *fmt, ...)
{
	struct finding *f = findings_add(r->findings, d->id, severity_of(r, d), (struct place){.path = path});
	va_list ap;

	va_start(ap, fmt);
	f->message = arena_vprintf(r->arena, fmt, ap);
	va_end(ap);
	f->object = object;
	return f;
}

const struct descriptor LOSS001 = {
	.id = "LOSS001",
	.title = "the release cannot express a setting",
	.severity = ERROR,
	.since = "0.1",
	.why = "The network scripts of the release have no way to make this setting, so a host set up from the files would "
	       "differ from its description without anyone noticing.",
	.fix = "Take the setting out of the description, or allow the loss for this object with a reason, or render with "
	       "--allow-loss.",
	.bad = "host: vm1.example.com\n"
	       "os: rhel6.2\n"
	       "nics:\n"
	       "  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
	       "bridges:\n"
	       "  - {name: br0, ports: [eth0], ageing: 60}\n",
	.good = "host: vm1.example.com\n"
		"os: rhel6.8\n"
		"nics:\n"
		"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
		"bridges:\n"
		"  - {name: br0, ports: [eth0], ageing: 60}\n",
};

const struct descriptor LOSS002 = {
	.id = "LOSS002",
	.title = "not rendered yet",
	.severity = ERROR,
	.since = "0.1",
	.why = "The language can say it and the rules judge it, but this version of bondwright writes no files for it.",
	.fix = "Take it out of the description, or allow the loss with a reason and set it up by hand.",
	.bad = "host: vm1.example.com\n"
	       "os: bookworm\n"
	       "announce: host\n"
	       "nics:\n"
	       "  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n",
	.good = "host: vm1.example.com\n"
		"os: bookworm\n"
		"announce: none\n"
		"nics:\n"
		"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n",
};

const struct descriptor LOSS003 = {
	.id = "LOSS003",
	.title = "a setting is left out, with the same effect",
	.severity = INFO,
	.since = "0.1",
	.why = "The release has no way to make this setting, but behaves as it asks anyway, or the setting has no meaning "
	       "there.",
	.fix = "Nothing needs to be done.",
	.bad = "host: vm1.example.com\n"
	       "os: rhel6.8\n"
	       "nics:\n"
	       "  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
	       "bridges:\n"
	       "  - {name: br0, ports: [eth0], maxwait: 0}\n",
	.good = "host: vm1.example.com\n"
		"os: rhel6.8\n"
		"nics:\n"
		"  - {name: eth0, mac: \"52:54:00:00:00:01\"}\n"
		"bridges:\n"
		"  - {name: br0, ports: [eth0]}\n",
};

bool rule_said(const struct render *r, const char *id, const char *object, const char *path)
{
	for (size_t k = 0; k < r->findings->n; k++) {
		const struct finding *f = r->findings->v[k];

		if (!f->object || strcmp(f->object, object) || !strncmp(f->id, "LOSS", 4))
			continue;
		if ((!id || !strcmp(f->id, id)) && (!path || (f->at.path && !strcmp(f->at.path, path))))
			return true;
	}
	return false;
}
