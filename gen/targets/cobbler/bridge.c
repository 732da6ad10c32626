/* bridge_opts: lines that the snippet for RHEL adds to the ifcfg file as they are. People write what brctl,
 * ifcfg files and kickstart call them. */
#include <string.h>
#include <strings.h>

#include "targets/cobbler/record.h"

static const struct {
	const char *word, *key;
} options[] = {
	{"stp", "stp"},
	{"bridge_stp", "stp"},
	{"delay", "forward_delay"},
	{"fd", "forward_delay"},
	{"forward_delay", "forward_delay"},
	{"forward-delay", "forward_delay"},
	{"bridge_fd", "forward_delay"},
	{"priority", "priority"},
	{"bridgeprio", "priority"},
	{"bridge_bridgeprio", "priority"},
	{"ageing", "ageing"},
	{"ageing_time", "ageing"},
	{"ageing-time", "ageing"},
	{"hello", "hello_time"},
	{"hello_time", "hello_time"},
	{"hello-time", "hello_time"},
	{"maxage", "max_age"},
	{"max_age", "max_age"},
	{"max-age", "max_age"},
};

static const char *key_of(const char *word)
{
	for (size_t k = 0; k < sizeof(options) / sizeof(*options); k++)
		if (!strcasecmp(options[k].word, word))
			return options[k].key;
	return NULL;
}

static struct span part(const struct cobbler_word *w, size_t from)
{
	if (w->at.to - w->at.from != strlen(w->text))
		return w->at;
	return (struct span){w->at.source, w->at.from + (uint32_t)from, w->at.to};
}

static void read_option(struct cobbler_reading *x, struct cobbler_iface *i, const struct cobbler_word *w)
{
	const char *equals = strchr(w->text, '='), *key, *value;
	const struct draft_field *before;

	if (!equals) {
		import_fault(x->r, &IMP002, i->name, w->at, "'%s' is no option of a bridge: KEY=VALUE",
			     w->text);
		return;
	}
	key = key_of(arena_strndup(x->r->arena, w->text, (size_t)(equals - w->text)));
	value = equals + 1;
	if (!key) {
		import_loss(x->r, i->name, w->at, "a description has no place for '%s' of a bridge", w->text);
		return;
	}
	/* brctl's spelling beside that of ifcfg files; the rest is for the language to judge */
	if (!strcmp(key, "stp") && (!strcmp(value, "1") || !strcmp(value, "0")))
		value = *value == '1' ? "yes" : "no";
	before = draft_get(i->o, key);
	if (before && strcmp(before->text, value) != 0)
		finding_note(x->r->findings,
			     import_fault(x->r, &IMP004, i->name, before->at,
					  "%s is set twice, and differently: the last one counts",
					  key),
			     (struct place){.span = w->at}, "this one");
	draft_set(x->r->draft, i->o, key, value,
		  part(w, (size_t)(value == equals + 1 ? value - w->text : 0)));
	cobbler_bridge_option_pitfall(x, i, w->text, w->at);
}

void cobbler_read_bridge(struct cobbler_reading *x, struct cobbler_iface *i)
{
	struct cobbler_word *v;
	size_t n;

	v = cobbler_words(x, i->name, i->field[F_BRIDGE_OPTIONS], &n);
	for (size_t k = 0; k < n; k++)
		read_option(x, i, &v[k]);
}
