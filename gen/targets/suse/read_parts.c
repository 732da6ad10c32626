/* What makes an interface a VLAN, a bond or a bridge. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/word.h"
#include "targets/suse/read.h"

/* ---- VLANs ---- */

/* The digits at the end of the name, which ifup-802.1q and try_vlan() take where there is no VLAN_ID. */
static const char *id_in_name(const char *name)
{
	const char *p = name + strlen(name);

	while (p > name && isdigit((unsigned char)p[-1]))
		p--;
	return p;
}

/* Up to 0.71.20 (SLES 10) the name alone counts, and is vlanID. */
static void read_vlan_id(struct suse_reading *s, struct suse_file *f, struct span at)
{
	const struct assignment *a = suse_get(f, "VLAN_ID");
	const char *id = id_in_name(f->name);
	struct finding *said;

	if (!s->caps->vlan_id && (strncmp(f->name, "vlan", 4) || id != f->name + 4 || !*id)) {
		said = import_fault(s->r, &IMP004, f->name, at, "no VLAN comes up under the name '%s'",
				    f->name);
		said->consequence = "ifup-802.1q of this release makes those that are called vlan and the ID";
	} else if (a && !s->caps->vlan_id) {
		suse_idle(s, f, a, "ifup-802.1q of this release goes by the name");
		a = NULL;
	}
	if (a)
		draft_set(s->r->draft, f->o, "id",
			  word_is_digits(a->value) ? word_without_zeros(a->value) : a->value, a->at);
	else if (*id)
		draft_set(s->r->draft, f->o, "id", word_without_zeros(id), at);
	if (!a && *id && s->caps->vlan_id)
		import_fault(s->r, &IMP008, f->name, at,
			     "no VLAN_ID for '%s': the scripts take it from the name", f->name);
}

static void read_vlan(struct suse_reading *s, struct suse_file *f)
{
	const struct assignment *parent = suse_get(f, "ETHERDEVICE");
	struct span at = parent ? parent->at : (struct span){f->s, 0, 0};
	const char *dot = strrchr(f->name, '.'), *name;

	name = parent ? suse_iface(s, parent->value, at)
		      : arena_strndup(s->r->arena, f->name, dot ? (size_t)(dot - f->name) : 0);
	if (*name) {
		draft_mention(s->r->draft, name, at);
		draft_set(s->r->draft, f->o, "parent", name, at);
	}
	read_vlan_id(s, f, at);
}

/* ---- bonds and bridges ---- */

/* A slave or port, which may be of a kind that is left out. */
static void add_lower(struct suse_reading *s, struct suse_file *f, const char *key, const char *written,
		      struct span at)
{
	const char *name = suse_iface(s, written, at);

	draft_mention(s->r->draft, name, at);
	draft_add(s->r->draft, f->o, key, name, at);
}

static void read_bond(struct suse_reading *s, struct suse_file *f)
{
	const struct assignment *opts = suse_get(f, "BONDING_MODULE_OPTS");
	size_t n;
	const struct assignment **v = suse_indexed(s, f, "BONDING_SLAVE", &n);

	for (size_t i = 0; i < n; i++) {
		const char *word;
		struct span at;
		size_t k = 0;

		if (!*v[i]->value && s->caps->wicked)
			import_loss(s->r, f->name, v[i]->at,
				    "%s is empty, for which wicked passes over the whole file of the bond",
				    v[i]->key);
		while ((word = suse_word(s, v[i], &k, &at)))
			add_lower(s, f, "slaves", word, at);
	}
	if (opts)
		import_bond_options(s->r, f->o, opts->value, opts->literal ? opts->value_at : opts->at,
				    false);
}

/* brctl and wicked take seconds with a fraction, which the description does not have. */
static void set_seconds(struct suse_reading *s, struct suse_file *f, const char *field, const char *key)
{
	const struct assignment *a = suse_get(f, key);
	size_t n = a ? strspn(a->value, "0123456789") : 0, zeros;

	if (!n || a->value[n] != '.') {
		suse_set(s, f, field, a);
		return;
	}
	zeros = n + 1 + strspn(a->value + n + 1, "0");
	if (a->value[zeros] && !a->value[zeros + strspn(a->value + zeros, "0123456789")])
		import_loss(s->r, f->name, a->at, "%s: a description has whole seconds", a->key);
	else
		draft_set(s->r->draft, f->o, field,
			  a->value[zeros] ? a->value : arena_strndup(s->r->arena, a->value, n), a->at);
}

/* brctl stp takes on, yes and 1; wicked on and yes in any case. */
static void read_stp(struct suse_reading *s, struct suse_file *f)
{
	const struct assignment *a = suse_get(f, "BRIDGE_STP");
	const char *text = NULL;

	if (!a)
		return;
	if (!strcasecmp(a->value, "on") || !strcasecmp(a->value, "yes") || !strcmp(a->value, "1"))
		text = "true";
	if (!strcasecmp(a->value, "off") || !strcasecmp(a->value, "no") || !strcmp(a->value, "0"))
		text = "false";
	draft_set(s->r->draft, f->o, "stp", text ? text : a->value, a->at);
}

static void read_bridge(struct suse_reading *s, struct suse_file *f)
{
	const struct assignment *ports = suse_get(f, "BRIDGE_PORTS");
	const char *word;
	struct span at;

	for (size_t k = 0; ports && (word = suse_word(s, ports, &k, &at));)
		add_lower(s, f, "ports", word, at);
	read_stp(s, f);
	set_seconds(s, f, "forward_delay", "BRIDGE_FORWARDDELAY");
	set_seconds(s, f, "ageing", "BRIDGE_AGEINGTIME");
	set_seconds(s, f, "hello_time", "BRIDGE_HELLOTIME");
	set_seconds(s, f, "max_age", "BRIDGE_MAXAGE");
	suse_set(s, f, "priority", suse_get(f, "BRIDGE_PRIORITY"));
}

void suse_read_parts(struct suse_reading *s, struct suse_file *f)
{
	if (f->kind == VLAN)
		read_vlan(s, f);
	if (f->kind == BOND)
		read_bond(s, f);
	if (f->kind == BRIDGE)
		read_bridge(s, f);
}
