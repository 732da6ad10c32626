/* What each interface is, and what is not read at all. */
#include "base/word.h"
#include "targets/debian/read.h"

enum eni_use debian_use(struct eni_host *h, const struct eni_option *o)
{
	const struct eni_key *key = eni_key_find(h->a, o->key);

	return key ? key->use : USE_UNKNOWN;
}

const struct eni_option *debian_find_use(struct eni_host *h, const struct eni_iface *i, enum eni_use use)
{
	for (size_t k = 0; k < i->n; k++)
		for (size_t n = 0; n < i->parts[k]->n; n++)
			if (debian_use(h, &i->parts[k]->options[n]) == use)
				return &i->parts[k]->options[n];
	return NULL;
}

static bool has_mode(struct eni_host *h, const struct eni_iface *i)
{
	for (size_t k = 0; k < i->n; k++)
		for (size_t n = 0; n < i->parts[k]->n; n++) {
			const struct eni_key *key = eni_key_find(h->a, i->parts[k]->options[n].key);

			if (key && key->use == USE_BOND_OPTION && key->option == OPT_MODE)
				return true;
		}
	return false;
}

/* ---- what is not read at all ---- */

static bool is_masked(const struct eni_option *o, enum eni_use use)
{
	size_t n = strcspn(o->value, " \t");

	if (use == USE_NETMASK && !strncmp(o->value, "0x", 2))
		return false;
	return strcspn(o->value, "xX*?<>") < n ||
	       (strstr(o->value, "##") && o->value[0] != '#' && strcspn(o->value, "#") < n) ||
	       !strncmp(o->value, "##", 2);
}

/* What a program was to fill in before: a template, or a variable in the value of an option that no shell
 * sees. */
static bool is_template(const struct eni_option *o, enum eni_use use)
{
	if (strstr(o->key, "{{") || strstr(o->key, "{%") || strstr(o->value, "{{") || strstr(o->value, "{%"))
		return true;
	return use != USE_UP && use != USE_DOWN && use != USE_COMMENT && strstr(o->value, "${");
}

static bool is_filled_in(struct eni_host *h, const char *object, const struct eni_option *o)
{
	enum eni_use use = debian_use(h, o);

	if (use == USE_FOREIGN) {
		import_fault(h->r, &IMP001, object, o->key_at, "not read: it configures Open vSwitch");
		return false;
	}
	if (is_template(o, use)) {
		import_fault(h->r, &IMP001, object, o->at,
			     "not read: it is a template, and '%s' is not filled in", o->value);
		return false;
	}
	if ((use == USE_ADDRESS || use == USE_NETMASK || use == USE_GATEWAY || use == USE_MAC) &&
	    is_masked(o, use)) {
		import_fault(h->r, &IMP002, object, o->at, "'%s' stands for a value that is not there",
			     o->value)
			->help = "the value itself, here and wherever else it was masked";
		return false;
	}
	return true;
}

bool debian_filled_in(struct eni_host *h)
{
	for (size_t k = 0; k < h->all.n; k++) {
		const struct eni_stanza *s = &h->all.v[k];
		const char *object = s->words.n ? s->words.v[0].text : NULL;

		for (size_t n = 0; n < s->words.n; n++)
			if (strstr(s->words.v[n].text, "{{") || strstr(s->words.v[n].text, "{%") ||
			    strstr(s->words.v[n].text, "${")) {
				import_fault(h->r, &IMP001, NULL, s->words.v[n].at,
					     "not read: it is a template, and '%s' is not filled in",
					     s->words.v[n].text);
				return false;
			}
		for (size_t n = 0; n < s->n; n++)
			if (!is_filled_in(h, object, &s->options[n]))
				return false;
	}
	return true;
}

/* ---- what is not described ---- */

/* What an interface of this name is, where a description has nothing of the kind; NULL: it may have. */
static const char *foreign_name(const char *name)
{
	static const struct {
		const char *prefix, *what;
	} names[] = {
		{"wlan", "a wireless NIC"}, {"wlp", "a wireless NIC"}, {"wlx", "a wireless NIC"},
		{"ppp", "a PPP link"},      {"tun", "a tunnel"},       {"tap", "a TAP device"},
		{"veth", "a veth pair"},    {"dummy", "a dummy"},      {"ib", "InfiniBand"},
		{"gre", "a tunnel"},        {"sit", "a tunnel"},       {"he-ipv6", "a tunnel"},
		{"wg", "a tunnel"},         {"vxlan", "a tunnel"},
	};

	for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++) {
		size_t n = strlen(names[k].prefix);

		if (!strncmp(name, names[k].prefix, n) && (!name[n] || (name[n] >= '0' && name[n] <= '9')))
			return names[k].what;
	}
	return NULL;
}

/* The same, by the methods that its stanzas say, too. */
static const char *foreign_kind(struct eni_host *h, const struct eni_iface *i)
{
	static const char *const known[] = {"static", "manual", "dhcp", "loopback", "auto", NULL};

	for (size_t k = 0; k < i->n; k++)
		if (i->parts[k]->family < 0 ||
		    (i->parts[k]->method && word_pick(i->parts[k]->method, known) < 0))
			return i->parts[k]->method ? arena_printf(h->a, "of method %s", i->parts[k]->method)
						   : "of another family";
	for (size_t k = 0; k < i->n; k++)
		for (size_t n = 0; n < i->parts[k]->n; n++)
			if (!strncmp(i->parts[k]->options[n].key, "wpa-", 4) ||
			    !strncmp(i->parts[k]->options[n].key, "wireless-", 9))
				return "a wireless NIC";
	return foreign_name(i->name);
}

static void lose_whole(struct eni_host *h, const struct eni_iface *i, const char *what)
{
	size_t n = 0;

	for (size_t k = 0; k < i->n; k++)
		n += i->parts[k]->n;
	import_loss(h->r, i->name, i->parts[0]->name->at,
		    "'%s' is %s, which a description has no place for: it is left out with its %zu setting%s",
		    i->name, what, n, n == 1 ? "" : "s");
}

/* Slaves, ports and parents that cannot be what they are. */
static void say_mentioned(struct eni_host *h)
{
	for (const struct draft_object *o = h->d->ifaces; o; o = o->next) {
		const char *what = o->described || o->kind >= 0 ? NULL : foreign_name(o->name);

		if (what)
			import_fault(h->r, &IMP008, o->name, o->at,
				     "'%s' is %s by its name, and described as a NIC: others stand on it",
				     o->name, what);
	}
}

void debian_say_lost(struct eni_host *h)
{
	for (size_t k = 0; k < h->n; k++) {
		const struct eni_iface *i = h->v[k];
		const char *what = i->n && strcmp(i->name, "lo") != 0 ? foreign_kind(h, i) : NULL;

		if (what)
			lose_whole(h, i, what);
	}
	say_mentioned(h);
}

/* ---- kinds ---- */

/* bridge-utils comes before ifenslave among the hooks, so what has ports is no bond any more. */
static void read_kind(struct eni_host *h, struct eni_iface *i)
{
	const struct eni_option *master = i->master;
	bool raw = debian_find_use(h, i, USE_RAW_DEVICE), id = debian_find_use(h, i, USE_VLAN_ID);

	if (debian_find_use(h, i, USE_PORTS))
		i->o->kind = BRIDGE;
	else if (master)
		draft_mention(h->d, eni_words(h->a, master).v[0].text, eni_words(h->a, master).v[0].at)
			->kind = BOND;
	else if (debian_find_use(h, i, USE_SLAVES) || has_mode(h, i))
		i->o->kind = BOND;
	if (i->o->kind < 0 && raw && (id || debian_vlan_id(h->a, i->name)))
		i->o->kind = VLAN;
	for (size_t k = 0; k < i->n; k++)
		for (size_t n = 0; n < i->parts[k]->n; n++)
			if (debian_use(h, &i->parts[k]->options[n]) == USE_UP)
				debian_read_line(h, i, &i->parts[k]->options[n], false, LINE_KINDS);
}

/* "eth0:1" is one more address of eth0. */
static struct draft_object *object_of(struct eni_host *h, const struct eni_iface *i)
{
	const char *colon = strchr(i->name, ':');
	const struct eni_word *name = i->parts[0]->name;

	if (colon)
		return draft_mention(h->d, arena_strndup(h->a, i->name, (size_t)(colon - i->name)), name->at);
	return draft_describe(h->d, i->name, name->at);
}

void debian_read_kinds(struct eni_host *h)
{
	for (size_t k = 0; k < h->n; k++) {
		struct eni_iface *i = h->v[k];

		if (!i->n || !strcmp(i->name, "lo") || foreign_kind(h, i))
			continue;
		i->o = object_of(h, i);
		i->master = debian_find_use(h, i, USE_MASTER);
		if (!strchr(i->name, ':'))
			read_kind(h, i);
	}
}
