/* Bridges: keys that brctl or `ip link` gets, and BRIDGING_OPTS, which go to sysfs; and their ports. */
#include <stdlib.h>
#include <string.h>

#include "base/word.h"
#include "model/net.h"
#include "targets/rhel/read.h"

void rhel_read_port(struct rhel_read *x, struct ifcfg *c)
{
	const struct assignment *bridge = rhel_given(c, "BRIDGE"), *opts = rhel_given(c, "BRIDGING_OPTS");
	struct draft_object *o;

	if (!bridge)
		return;
	o = draft_mention(x->r->draft, bridge->value, bridge->at);
	if (o->kind < 0)
		o->kind = BRIDGE;
	draft_add(x->r->draft, o, "ports", c->device, bridge->at);
	if (opts && c->kind != BRIDGE)
		import_loss(x->r, c->device, opts->key_at, "BRIDGING_OPTS: settings of a port of a bridge");
}

/* ---- time ---- */

/* `ip link` counts hundredths of a second, and NetworkManager seconds, as brctl does. */
static bool in_hundredths(const struct rhel_read *x, const struct ifcfg *c)
{
	return x->r->os->ifcfg.bridge_ip_link && !c->nm;
}

/* Whole seconds of a number of hundredths; what is no number is left to be refused. */
static const char *seconds(struct rhel_read *x, const struct ifcfg *c, const char *key, const char *text,
			   struct span at)
{
	long n;

	if (!word_is_digits(text) || strlen(text) > 9)
		return text;
	n = strtol(text, NULL, 10);
	if (n % 100)
		import_loss(x->r, c->device, at,
			    "%s: it counts hundredths of a second here, and a description whole seconds", key)
			->help = arena_printf(x->r->arena, "%ld, if seconds were meant", n * 100);
	return arena_printf(x->r->arena, "%ld", (n + 50) / 100);
}

static void take_time(struct rhel_read *x, const struct ifcfg *c, const char *key, const char *field)
{
	const struct assignment *a = rhel_given(c, key);

	if (a && in_hundredths(x, c))
		draft_set(x->r->draft, c->o, field, seconds(x, c, key, a->value, a->at), a->at);
	else
		rhel_take(x, c, key, field);
}

/* ---- BRIDGING_OPTS ---- */

static const struct {
	const char *sysfs, *field;
	bool time;
} settings[] = {
	{"priority", "priority", false},          {"ageing_time", "ageing", true},
	{"hello_time", "hello_time", true},       {"max_age", "max_age", true},
	{"forward_delay", "forward_delay", true}, {"stp_state", "stp", false},
};

/* NetworkManager counts seconds in them, initscripts write them as they are. */
static void set_option(struct rhel_read *x, struct ifcfg *c, const char *name, const char *value,
		       struct span at)
{
	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
		if (strcmp(settings[i].sysfs, name) != 0)
			continue;
		if (settings[i].time && !c->nm)
			value = seconds(x, c, name, value, at);
		if (!strcmp(settings[i].field, "stp"))
			value = strcmp(value, "0") != 0 ? "true" : "false";
		draft_set(x->r->draft, c->o, settings[i].field, value, at);
		return;
	}
	import_loss(x->r, c->device, at, "BRIDGING_OPTS: %s of the bridge", name);
}

static void read_options(struct rhel_read *x, struct ifcfg *c, const struct assignment *opts)
{
	struct arena *a = x->r->arena;

	for (const char *p = opts->value; *p;) {
		size_t n = rhel_word(&p);
		const char *word = arena_strndup(a, p - n, n), *value = strrchr(word, '=');
		struct span at = assign_part(opts, (size_t)(p - n - opts->value), n);

		if (!n)
			return;
		if (!value) {
			import_fault(x->r, &IMP011, c->device, at,
				     "BRIDGING_OPTS: '%s' sets nothing, it has no value", word);
			continue;
		}
		set_option(x, c, arena_strndup(a, word, strcspn(word, "=")), value + 1, at);
	}
}

/* ---- the bridge ---- */

static void take_newer(struct rhel_read *x, struct ifcfg *c, const char *key, const char *field, bool time)
{
	const struct assignment *a = rhel_given(c, key);

	if (!a)
		return;
	if (!x->r->os->ifcfg.prio_ageing || c->nm)
		rhel_unread(x, c, a, "%s",
			    c->nm ? "NetworkManager does not know it, and the file is not kept from it"
				  : "ifup of this release does not read it");
	if (time)
		take_time(x, c, key, field);
	else
		rhel_take(x, c, key, field);
}

static void take_stp(struct rhel_read *x, struct ifcfg *c)
{
	const struct assignment *stp = rhel_given(c, "STP");

	if (stp)
		draft_set(x->r->draft, c->o, "stp",
			  rhel_yes(c, "STP")  ? "true"
			  : rhel_no(c, "STP") ? "false"
					      : stp->value,
			  stp->at);
}

void rhel_read_bridge(struct rhel_read *x, struct ifcfg *c)
{
	const struct assignment *opts = rhel_given(c, "BRIDGING_OPTS");

	rhel_type_pitfall(x, c);
	take_stp(x, c);
	take_time(x, c, "DELAY", "forward_delay");
	take_newer(x, c, "PRIO", "priority", false);
	take_newer(x, c, "AGEING", "ageing", true);
	if (!opts)
		return;
	if (x->r->os->ifcfg.bridging_opts || c->nm)
		read_options(x, c, opts);
	else
		rhel_unread(x, c, opts, "ifup of this release does not read it");
}
