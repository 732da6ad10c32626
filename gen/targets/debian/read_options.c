/* What each option of an interface sets. */
#include "base/word.h"
#include "targets/debian/read.h"

enum { SHOWN_MAX = 64 }; /* bytes of a word in a message: a line may be long */

static void read_mtu(struct eni_host *h, const struct eni_iface *i, const struct eni_part *p,
		     const struct eni_option *o)
{
	struct draft_field *field;

	if (!p->method || !strcmp(p->method, "static") ||
	    (!strcmp(p->method, "manual") && h->eni->manual_link) || h->dialect)
		debian_set(h, i->o, "mtu", o->value, o->at);
	else
		debian_idle(h, i->name, o->key_at, "method %s takes no 'mtu'", p->method)->help =
			arena_printf(h->a, "up ip link set dev %s mtu %s", i->name, o->value);
	if (i->o->kind != BRIDGE)
		return;
	field = arena_alloc(h->a, sizeof(*field));
	*field = (struct draft_field){"mtu", o->value, o->at, NULL};
	hash_put(h->ports_mtu, i->name, field);
}

static void read_mac(struct eni_host *h, const struct eni_iface *i, const struct eni_part *p,
		     const struct eni_option *o)
{
	struct eni_words w = eni_words(h->a, o);
	const struct eni_word *mac = &w.v[w.n > 1 && !strcmp(w.v[0].text, "ether")];

	if (p->method && !strcmp(p->method, "manual") && !h->eni->manual_link)
		debian_idle(h, i->name, o->key_at, "method manual takes no '%s'", o->key);
	else if (!strcmp(mac->text, "random"))
		import_loss(h->r, i->name, o->at,
			    "an address made up at each start has no place in a description");
	else
		debian_set(h, i->o, "mac_address", mac->text, mac->at);
}

/* bridge-utils 1.6-5 takes the name of an interface, too: it reads the address off it when the bridge comes
 * up. */
static void read_bridge_mac(struct eni_host *h, const struct eni_iface *i, const struct eni_option *o)
{
	if (strchr(o->value, ':'))
		debian_set(h, i->o, "mac_address", o->value, o->at);
	else
		import_loss(h->r, i->name, o->at,
			    "the bridge takes the address of '%s', which the files do not tell", o->value);
}

/* brctl stp: on and yes and 1, off and no and 0 (bridge-utils 1.7); anything else is an error, for the row,
 * too. */
static void read_stp(struct eni_host *h, const struct eni_iface *i, const struct eni_option *o)
{
	const char *text = !strcmp(o->value, "1") ? "true" : !strcmp(o->value, "0") ? "false" : o->value;

	debian_set(h, i->o, "stp", text, o->at);
}

static void read_ports(struct eni_host *h, const struct eni_iface *i, const struct eni_option *o)
{
	struct eni_words w = eni_words(h->a, o);

	for (size_t k = 0; k < w.n; k++) {
		if (*w.v[k].text == '#') {
			debian_idle(h, i->name, w.v[k].at,
				    "'#' begins no comment here: the words behind it are taken for ports");
			return;
		}
		if (!strcmp(w.v[k].text, "none"))
			continue;
		if (word_pick(w.v[k].text, (const char *const[]){"all", "regex", "noregex", "glob", NULL}) >=
		    0) {
			import_fault(h->r, &IMP005, i->name, w.v[k].at,
				     "which ports '%s' means, the running system tells", w.v[k].text)
				->help =
				arena_printf(h->a, "%s eth0 eth1        the ports themselves", o->key);
			return;
		}
		draft_mention(h->d, w.v[k].text, w.v[k].at);
		debian_add(h, i->o, "ports", w.v[k].text, w.v[k].at);
	}
}

/* The hook of vlan reads the ID off the name; of names like eth0.7 the parent, too, whatever vlan-raw-device
 * says. */
static void read_raw_device(struct eni_host *h, const struct eni_iface *i, const struct eni_option *o)
{
	const char *parent = o->value, *id = debian_vlan_id(h->a, i->name), *before, *same;

	if (debian_vlan_name(h->a, i->name, &before, &same)) {
		if (strcmp(before, o->value) != 0)
			import_fault(h->r, &IMP004, i->name, o->at,
				     "vlan-raw-device is '%s', the name says '%s'", o->value, before)
				->consequence = "ifupdown makes the VLAN by its name";
		parent = before;
	}
	if (i->o->kind != VLAN) {
		debian_idle(h, i->name, o->key_at, "no VLAN is made of '%s': its name holds no ID", i->name);
		return;
	}
	draft_mention(h->d, parent, o->at);
	debian_set(h, i->o, "parent", parent, o->at);
	if (id && !draft_get(i->o, "id"))
		draft_set(h->d, i->o, "id", id, i->parts[0]->name->at);
}

/* Of ifupdown2 and ifupdown-ng, who alone make a VLAN of any name. */
static void read_vlan_id(struct eni_host *h, const struct eni_iface *i, const struct eni_option *o)
{
	const char *id = debian_vlan_id(h->a, i->name);

	if (i->o->kind != VLAN)
		debian_idle(h, i->name, o->key_at, "'%s' is no VLAN: it has no vlan-raw-device", i->name);
	else if (id && !h->dialect)
		debian_idle(h, i->name, o->key_at,
			    "the hook of vlan does not read '%s': the ID is %s, by the name", o->key, id);
	else
		debian_set(h, i->o, "id", o->value, o->at);
}

/* As the file spells its options. */
static const char *like(struct arena *a, const char *meant, const char *written)
{
	char *name = arena_strdup(a, meant);

	for (char *p = name; *p && strchr(written, '_'); p++)
		if (*p == '-')
			*p = '_';
	return name;
}

/* The value that was meant: of "bond mode 0" what follows the word that belongs to the option. */
static const char *value_meant(const char *meant, const struct eni_option *o)
{
	size_t n = strlen(o->key), word = strcspn(o->value, " \t");

	if (strncmp(meant, o->key, n) != 0 || meant[n] != '-' || strlen(meant + n + 1) != word ||
	    strncmp(meant + n + 1, o->value, word) != 0)
		return o->value;
	return o->value + word + strspn(o->value + word, " \t");
}

static void read_unknown(struct eni_host *h, const struct eni_iface *i, const struct eni_option *o)
{
	const char *meant = eni_key_meant(h->a, o->key, o->value);

	if (meant)
		debian_idle(h, i->name, o->key_at, "'%s' is not an option that anything reads", o->key)
			->help =
			arena_printf(h->a, "%s %s", like(h->a, meant, o->key), value_meant(meant, o));
	else
		import_loss(h->r, i->name, o->key_at, "'%.*s' is nothing that is known: a hook may read it",
			    SHOWN_MAX, o->key);
}

/* A description has one line for people; the name that ifupdown2 gives the interface is that. */
static void read_comment(struct eni_host *h, const struct eni_iface *i, const struct eni_option *o)
{
	debian_set(h, i->o, "comment", o->value, o->at);
}

static bool is_idle_value(const struct eni_key *key, const char *value)
{
	if (!key->idle)
		return false;
	return !strcmp(key->idle, value) ||
	       (!strcmp(key->idle, "no") &&
		(!strcmp(value, "off") || !strcmp(value, "false") || !strcmp(value, "0")));
}

/* Options of the hooks that find no bond and no bridge there. */
static const char *misplaced(const struct eni_iface *i, const struct eni_key *key)
{
	bool slave = i->master;

	if (key->bridge && i->o->kind != BRIDGE)
		return "is no bridge: it has no bridge_ports, without which the hook of bridge-utils does "
		       "nothing";
	if (!key->bond && !key->slave)
		return NULL;
	if (i->o->kind == BRIDGE)
		return "is a bridge by the time the hook of ifenslave runs: it makes no bond of it";
	if (slave ? key->slave : key->bond && i->o->kind == BOND)
		return NULL;
	return slave ? "is a slave: the hook of ifenslave reads this in the stanza of its bond"
		     : "is no bond: neither slaves nor a mode are said";
}

/* Of an interface one finding for one cause: the others are named in it. */
static bool is_misplaced(struct eni_host *h, struct eni_iface *i, const struct eni_key *key,
			 const struct eni_option *o)
{
	const char *why = misplaced(i, key);

	if (!why)
		return false;
	if (i->why_misplaced && !strcmp(i->why_misplaced, why)) {
		finding_note(h->r->findings, i->misplaced, (struct place){.span = o->key_at}, "and this");
		return true;
	}
	i->why_misplaced = why;
	i->misplaced = debian_idle(h, i->name, o->key_at, "'%s' %s", i->name, why);
	return true;
}

/* The beginning of a command, with nothing of a character that does not fit. */
static const char *beginning(struct arena *a, const char *command)
{
	size_t n = strlen(command);

	if (n <= SHOWN_MAX)
		return command;
	for (n = SHOWN_MAX; n && ((unsigned char)command[n] & 0xc0) == 0x80;)
		n--;
	return arena_printf(a, "%.*s...", (int)n, command);
}

void debian_read_command(struct eni_host *h, struct eni_iface *i, const struct eni_option *o, bool down)
{
	if (!debian_read_line(h, i, o, down, LINE_APPLY))
		import_loss(h->r, i->name, o->at, "'%s' does what a description has no place for: %s", o->key,
			    beginning(h->a, o->value));
}

void debian_read_option(struct eni_host *h, struct eni_iface *i, const struct eni_part *p,
			const struct eni_option *o)
{
	const struct eni_key *key = eni_key_find(h->a, o->key);

	if (key && is_misplaced(h, i, key, o))
		return;
	switch (key ? key->use : USE_UNKNOWN) {
	case USE_MTU:
		read_mtu(h, i, p, o);
		return;
	case USE_MAC:
		read_mac(h, i, p, o);
		return;
	case USE_DHCP6:
		debian_set(h, i->o, "dhcp6", o->value, o->at);
		return;
	case USE_UP:
	case USE_DOWN:
		debian_read_command(h, i, o, key->use == USE_DOWN);
		return;
	case USE_PORTS:
		read_ports(h, i, o);
		return;
	case USE_STP:
		read_stp(h, i, o);
		return;
	case USE_BRIDGE_MAC:
		read_bridge_mac(h, i, o);
		return;
	case USE_BRIDGE_VALUE:
		debian_set(h, i->o, key->key, o->value, o->at);
		return;
	case USE_RAW_DEVICE:
		read_raw_device(h, i, o);
		return;
	case USE_VLAN_ID:
		read_vlan_id(h, i, o);
		return;
	case USE_SERVERS:
		debian_add_dns(h, "servers", o);
		return;
	case USE_SEARCH:
		debian_add_dns(h, "search", o);
		return;
	case USE_COMMENT:
		read_comment(h, i, o);
		return;
	case USE_LOSS:
		if (!is_idle_value(key, o->value))
			import_loss(h->r, i->name, o->key_at, "'%s' has no place in a description%s%s",
				    o->key, key->why ? ": " : "", key->why ? key->why : "");
		return;
	case USE_UNKNOWN:
		read_unknown(h, i, o);
		return;
	case USE_SLAVES:
	case USE_MASTER:
	case USE_PRIMARY:
	case USE_TARGETS:
	case USE_NS_TARGETS:
	case USE_BOND_OPTION:
		debian_read_bond_option(h, i, key, o);
		return;
	default: /* addresses come together; the rest configures nothing */
		return;
	}
}
