/* What an ifcfg file makes, and what comes up at boot. */
#include <string.h>
#include <strings.h>

#include "base/word.h"
#include "targets/suse/read.h"

/* ---- kinds that a description does not have ---- */

static bool begins(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

/* get_iface_type_from_config() of functions; the try_ functions of compat-suse.c for what came later. */
static const char *other_kind(const struct suse_file *f)
{
	static const struct {
		const char *key, *value, *what;
	} signs[] = {
		{"WIRELESS", "yes", "a wireless interface"},
		{"WIRELESS_MODE", NULL, "a wireless interface"},
		{"WIRELESS_ESSID", NULL, "a wireless interface"},
		{"TUNNEL", NULL, "a tunnel"},
		{"PPPMODE", NULL, "a dial-up connection"},
		{"MODEM_DEVICE", NULL, "a dial-up connection"},
		{"ENCAP", NULL, "an ISDN connection"},
		{"VXLAN", "yes", "a VXLAN"},
		{"MACVLAN_DEVICE", NULL, "a macvlan"},
		{"MACVTAP_DEVICE", NULL, "a macvtap"},
		{"IPOIB_MODE", NULL, "an InfiniBand interface"},
		{"INTERFACETYPE", "dummy", "a dummy interface"},
		{"INTERFACETYPE", "wlan", "a wireless interface"},
		{"INTERFACETYPE", "tun", "a tunnel"},
		{"INTERFACETYPE", "tap", "a tunnel"},
		{"INTERFACETYPE", "ppp", "a dial-up connection"},
	};

	if (!strcmp(f->name, "lo"))
		return "the loopback interface";
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		const struct assignment *a = suse_get(f, signs[i].key);

		if (a && (!signs[i].value || !strcasecmp(a->value, signs[i].value)))
			return signs[i].what;
	}
	if (begins(f->name, "dummy"))
		return "a dummy interface";
	if (begins(f->name, "ib") && f->name[2] >= '0' && f->name[2] <= '9')
		return "an InfiniBand interface";
	if (begins(f->name, "ip6tnl") || begins(f->name, "mip6mnha"))
		return "a tunnel";
	return NULL;
}

/* Switches of another make are a network of their own. */
static void check_foreign(struct suse_reading *s, const struct suse_file *f)
{
	const struct assignment *team = suse_get(f, "TEAM_RUNNER"), *ovs = suse_get(f, "OVS_BRIDGE");

	if (team)
		import_fault(s->r, &IMP001, f->name, team->key_at,
			     "not read: '%s' is a team device, which a description does not have", f->name);
	if (ovs && !strcasecmp(ovs->value, "yes"))
		import_fault(s->r, &IMP001, f->name, ovs->key_at,
			     "not read: '%s' is a bridge of Open vSwitch, which a description does not have",
			     f->name);
}

/* ---- the four kinds ---- */

static const struct assignment *first_slave(const struct suse_reading *s, const struct suse_file *f)
{
	size_t n;
	const struct assignment **v = suse_indexed(s, f, "BONDING_SLAVE", &n);

	for (size_t i = 0; i < n; i++)
		if (*v[i]->value)
			return v[i];
	return NULL;
}

/* ni_parse_boolean() of wicked; the scripts compare with yes. */
static bool is_yes(const struct suse_reading *s, const struct suse_file *f, const char *key)
{
	const struct assignment *a = suse_get(f, key);

	if (!a || !s->caps->wicked)
		return a && !strcmp(a->value, "yes");
	return !strcasecmp(a->value, "yes") || !strcasecmp(a->value, "true") || !strcasecmp(a->value, "on") ||
	       !strcmp(a->value, "1");
}

static void contradiction(struct suse_reading *s, const struct suse_file *f, struct span at,
			  const char *message, struct span other, const char *note, const char *consequence)
{
	struct finding *said = import_fault(s->r, &IMP004, f->name, at, "%s", message);

	if (other.source)
		finding_note(s->r->findings, said, (struct place){.span = other}, note);
	said->consequence = consequence;
}

/* What is meant, where the scripts make something else of it, or nothing. */
static int meant(struct suse_reading *s, struct suse_file *f, bool bond, const struct assignment *slave,
		 const struct assignment *parent)
{
	const struct assignment *id = suse_get(f, "VLAN_ID"), *master = suse_get(f, "BONDING_MASTER");

	if (bond && !slave && (parent || (id && word_vlan_dot(f->name)))) {
		contradiction(
			s, f, master->at,
			arena_printf(s->r->arena, "'%s' is read as a VLAN, although it is called a bond here",
				     f->name),
			parent ? parent->at : id->at, "this is of a VLAN",
			"the scripts and wicked take it for a bond without slaves, which does not come up");
		return VLAN;
	}
	if (!bond && slave && !parent) {
		contradiction(s, f, slave->at,
			      arena_printf(s->r->arena,
					   "'%s' is read as a bond, although no BONDING_MASTER='yes' says so",
					   f->name),
			      master ? master->at : (struct span){0}, "but this",
			      "the scripts and wicked take it for a network card, and make no bond");
		return BOND;
	}
	if (!bond && !parent && word_vlan_dot(f->name) && !suse_get(f, "BRIDGE")) {
		contradiction(
			s, f, id ? id->at : (struct span){f->s, 0, 0},
			arena_printf(s->r->arena,
				     "'%s' is read as a VLAN by its name, although no ETHERDEVICE says so",
				     f->name),
			(struct span){0}, NULL,
			"the scripts and wicked take it for a network card, and make no VLAN");
		return VLAN;
	}
	return -1;
}

/* The first that counts, in the order of get_iface_type_from_config(). */
static int told_kind(struct suse_reading *s, const struct suse_file *f, bool bond,
		     const struct assignment *parent)
{
	bool bridge = is_yes(s, f, "BRIDGE");
	const struct assignment *second = bond && parent               ? parent
					  : (bond || parent) && bridge ? suse_get(f, "BRIDGE")
								       : NULL;
	const struct assignment *first = bond ? suse_get(f, "BONDING_MASTER") : parent;

	if (second)
		contradiction(s, f, second->at,
			      arena_printf(s->r->arena, "'%s' cannot be two things at once: %s counts",
					   f->name, first->key),
			      first->at, "this one",
			      s->caps->wicked ? "wicked passes over the whole file" : NULL);
	return bond ? BOND : parent ? VLAN : bridge ? BRIDGE : NIC;
}

/* INTERFACETYPE goes before everything in the scripts, and wicked does not know it. */
static void check_type(struct suse_reading *s, struct suse_file *f)
{
	static const char *const types[] = {
		[NIC] = "eth", [VLAN] = "vlan", [BOND] = "bond", [BRIDGE] = "bridge"};
	static const char *const cards[] = {"qeth", "hsi", "lcs", "ctc", "iucv", "tr", NULL};
	const struct assignment *a = suse_get(f, "INTERFACETYPE");

	if (!a || f->kind < 0 || !strcmp(a->value, types[f->kind]) ||
	    (f->kind == NIC && word_pick(a->value, cards) >= 0))
		return;
	if (s->caps->wicked)
		suse_idle(s, f, a, "wicked tells what an interface is by its other keys");
	else if (f->kind == NIC)
		suse_idle(s, f, a, "ifup knows no such type, and sets the interface up like a network card");
	else
		contradiction(s, f, a->at,
			      arena_printf(s->r->arena,
					   "'%s' is read as what its other keys make of it, and not as '%s'",
					   f->name, a->value),
			      (struct span){0}, NULL,
			      "ifup goes by INTERFACETYPE, and does not make the interface");
}

void suse_find_kind(struct suse_reading *s, struct suse_file *f)
{
	bool bond = is_yes(s, f, "BONDING_MASTER");
	const struct assignment *parent = suse_get(f, "ETHERDEVICE"), *slave = first_slave(s, f);

	f->kind = -1;
	f->what = other_kind(f);
	check_foreign(s, f);
	if (f->what)
		return;
	f->kind = meant(s, f, bond, slave, parent);
	if (f->kind < 0)
		f->kind = told_kind(s, f, bond, parent);
	check_type(s, f);
}

/* ---- what comes up at boot ---- */

static bool starts(struct suse_reading *s, const struct suse_file *f)
{
	static const char *const at_boot[] = {"auto",    "onboot",  "on",      "boot",
					      "hotplug", "nfsroot", "ifplugd", NULL};
	static const char *const not_at_boot[] = {"manual", "off", NULL};
	const struct assignment *a = suse_get(f, "STARTMODE");

	if (!a) {
		import_fault(s->r, &IMP008, f->name, (struct span){f->s, 0, 0},
			     "no STARTMODE for '%s': the scripts take it for manual", f->name);
		return false;
	}
	if (word_pick(a->value, at_boot) >= 0) {
		if (!strcmp(a->value, "nfsroot"))
			import_loss(s->r, f->name, a->at,
				    "that '%s' stays up while the network is stopped has no place in a "
				    "description",
				    f->name);
		if (!strcmp(a->value, "ifplugd"))
			import_loss(s->r, f->name, a->at,
				    "that ifplugd sets '%s' up and down with its cable has no place in a "
				    "description",
				    f->name);
		return true;
	}
	if (word_pick(a->value, not_at_boot) < 0)
		suse_idle(s, f, a, "'%s' is no mode, and the interface is not set up at boot", a->value)
			->severity = WARNING;
	return false;
}

/* An interface below: what sets up the upper one sets it up too. */
static bool raise_one(struct suse_reading *s, const struct suse_file *upper, const char *name)
{
	struct suse_file *f = hash_get(s->by_name, name);

	if (f && upper->kind == BOND)
		f->slave = true;
	if (f && upper->kind != VLAN)
		f->enslaved = true;
	if (!f || f->raised || !(upper->starts || upper->raised))
		return false;
	/* ifup brings the link of a slave or port up, wicked sets up what an interface needs (fsm.c) */
	f->raised = s->caps->wicked || (f->kind == NIC && upper->kind != VLAN);
	return f->raised;
}

/* Marks what `upper` stands on; what is raised by that and has yet to be looked at goes to `list`. */
static void raise_lower(struct suse_reading *s, const struct suse_file *upper, struct suse_file ***list,
			size_t *n)
{
	const char *prefix = upper->kind == BOND   ? "BONDING_SLAVE"
			     : upper->kind == VLAN ? "ETHERDEVICE"
						   : "BRIDGE_PORTS";
	size_t keys;
	const struct assignment **v = suse_indexed(s, upper, prefix, &keys);

	for (size_t i = 0; upper->kind > NIC && i < keys; i++) {
		const char *word;
		struct span span;

		for (size_t at = 0; (word = suse_word(s, v[i], &at, &span));) {
			const char *name = suse_iface(s, word, span);

			if (raise_one(s, upper, name))
				arena_push(s->r->arena, *list, *n, hash_get(s->by_name, name));
		}
	}
}

void suse_find_starts(struct suse_reading *s)
{
	struct suse_file **list = NULL;
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		s->v[i]->starts = s->v[i]->kind >= 0 && starts(s, s->v[i]);
	for (size_t i = 0; i < s->n; i++)
		raise_lower(s, s->v[i], &list, &n);
	for (size_t i = 0; i < n; i++)
		raise_lower(s, list[i], &list, &n);
}
