/* Bonds: what the hook of ifenslave reads in the stanza of a bond and in those of its slaves. */
#include "base/word.h"
#include "model/bond_option.h"
#include "model/rows.h"
#include "targets/debian/read.h"

/* True if the hook of the release reads it; ifupdown2 and ifupdown-ng have no hook. */
static bool is_known(const struct eni_host *h, const struct eni_key *key)
{
	const struct eni_caps *eni = h->eni;

	if (h->dialect)
		return true;
	switch (key->use) {
	case USE_MASTER: /* 1.1.0-12: squeeze */
		return !eni->underscores;
	case USE_SLAVES: /* `slaves` alone before that, bond-members of ifupdown-ng alone */
		return !strcmp(key->name, "slaves") ||
		       (!eni->underscores && strcmp(key->name, "bond-members") != 0);
	case USE_PRIMARY:
		return eni->hook_options & 1ull << OPT_PRIMARY;
	case USE_TARGETS:
		return eni->hook_options & 1ull << OPT_ARP_IP_TARGET;
	case USE_NS_TARGETS:
		return eni->hook_options & 1ull << OPT_NS_IP6_TARGET;
	default:
		return eni->hook_options & 1ull << key->option;
	}
}

static void say_unknown(struct eni_host *h, const struct eni_iface *i, const struct eni_key *key,
			const struct eni_option *o)
{
	struct finding *f = debian_idle(h, i->name, o->key_at, "ifenslave of %s does not know '%s'",
					h->r->os->title, o->key);

	f->consequence = "the bond is set up without it";
	if (key->use == USE_BOND_OPTION && h->r->os->kernel.options & 1ull << key->option)
		f->help = arena_printf(h->a, "up echo %s > /sys/class/net/%s/bonding/%s", o->value, i->name,
				       bond_option_name(key->option));
}

/* The words of a list. `#` begins no comment; the hook finds no such interface, and goes on. */
static struct eni_words list_of(struct eni_host *h, const struct eni_iface *i, const struct eni_option *o)
{
	struct eni_words w = eni_words(h->a, o);

	for (size_t k = 0; k < w.n; k++)
		if (*w.v[k].text == '#') {
			debian_idle(h, i->name, w.v[k].at,
				    "'#' begins no comment here: the words behind it are part of the value");
			w.n = k;
		}
	return w;
}

static void add_slave(struct eni_host *h, struct draft_object *bond, const struct eni_word *w)
{
	draft_mention(h->d, w->text, w->at);
	debian_add(h, bond, "slaves", w->text, w->at);
}

static void read_slaves(struct eni_host *h, struct eni_iface *i, const struct eni_option *o)
{
	struct eni_words w = list_of(h, i, o);

	for (size_t k = 0; k < w.n; k++) {
		if (!strcmp(w.v[k].text, "none"))
			continue;
		if (!strcmp(w.v[k].text, "all") || !strcmp(w.v[k].text, "regex") ||
		    !strcmp(w.v[k].text, "glob")) {
			import_fault(h->r, &IMP005, i->name, w.v[k].at,
				     "which slaves '%s' means, the running system tells", w.v[k].text)
				->help =
				arena_printf(h->a, "%s eth0 eth1        the slaves themselves", o->key);
			return;
		}
		add_slave(h, i->o, &w.v[k]);
	}
}

/* setup_slave_device(): the master has to have a stanza of its own. */
static void read_master(struct eni_host *h, const struct eni_iface *i, const struct eni_option *o)
{
	struct eni_word master = eni_words(h->a, o).v[0], slave = {i->name, o->at};
	const struct eni_iface *bond = debian_find(h, master.text);

	if (!bond || !bond->n)
		debian_idle(h, i->name, o->at,
			    "'%s' has no iface stanza: the hook of ifenslave enslaves nothing to it",
			    master.text);
	add_slave(h, draft_mention(h->d, master.text, master.at), &slave);
}

/* The bond that the stanza speaks of: its own, or in that of a slave its master. */
static struct draft_object *bond_of(struct eni_host *h, const struct eni_iface *i)
{
	const struct eni_option *master = i->master;

	return master ? draft_find(h->d, eni_words(h->a, master).v[0].text) : i->o;
}

/* setup_primary(): the first of the list that is a slave. */
void debian_read_primary(struct eni_host *h, const struct eni_iface *i, const struct eni_option *o)
{
	struct draft_object *bond = bond_of(h, i);
	struct eni_words w = list_of(h, i, o);
	size_t first = 0;

	if (!bond || !w.n)
		return;
	for (size_t k = w.n; k-- > 0;)
		if (hash_get(h->taken, arena_printf(h->a, "%s slaves %s", bond->name, w.v[k].text)))
			first = k;
	debian_set(h, bond, "primary", w.v[first].text, w.v[first].at);
}

/* ---- the addresses that the monitor probes ---- */

/* Each word goes to sysfs with a '+' in front: of "A,B" the driver takes A, or nothing (in4_pton()). */
static void say_list(struct eni_host *h, const struct eni_iface *i, const struct eni_word *w, const char *all)
{
	struct finding *f =
		import_fault(h->r, &DEB002, i->name, w->at,
			     "'%s' is no address that the hook of ifenslave can write: it parts the list at "
			     "blanks",
			     w->text);

	f->consequence =
		"it writes each word with a '+' in front: of a list with commas the driver takes the first\n"
		"address at most, and a second '+' is refused";
	f->help = arena_printf(h->a, "bond-arp-ip-target %s", all);
}

static const char *blanks_for_commas(struct arena *a, const char *text)
{
	struct text t;

	text_init(&t, a);
	for (const char *p = text; *p; p++)
		if (*p != '+')
			text_addc(&t, *p == ',' ? ' ' : *p);
	return t.len ? t.s : "";
}

static void add_targets(struct eni_host *h, const struct eni_iface *i, const struct eni_word *w,
			const char *key)
{
	struct eni_option one = {.value = blanks_for_commas(h->a, w->text), .at = w->at};
	struct eni_words each = eni_words(h->a, &one);

	for (size_t k = 0; k < each.n; k++)
		debian_add(h, i->o, key, each.v[k].text, w->at);
}

static void read_targets(struct eni_host *h, const struct eni_iface *i, const struct eni_key *key,
			 const struct eni_option *o)
{
	struct eni_words w = list_of(h, i, o);
	bool said = h->dialect; /* ifupdown2 takes commas */

	for (size_t k = 0; k < w.n; k++) {
		if (!said && strpbrk(w.v[k].text, ",+")) {
			say_list(h, i, &w.v[k], blanks_for_commas(h->a, o->value));
			said = true;
		}
		add_targets(h, i, &w.v[k], key->use == USE_TARGETS ? "arp_ip_target" : "ns_ip6_target");
	}
}

/* ---- */

static void read_value(struct eni_host *h, const struct eni_iface *i, const struct eni_key *key,
		       const struct eni_option *o)
{
	struct eni_words w = eni_words(h->a, o);

	/* the row of the mode takes what people write, "4 (802.3ad)"; the driver reads the first word */
	if (w.n > 1 && *w.v[1].text != '(')
		debian_idle(h, i->name, w.v[1].at, "'%s' is part of the value, and no comment", w.v[1].text);
	debian_set(h, i->o, bond_option_name(key->option), w.v[0].text, w.v[0].at);
}

void debian_read_bond_option(struct eni_host *h, struct eni_iface *i, const struct eni_key *key,
			     const struct eni_option *o)
{
	if (!is_known(h, key)) {
		say_unknown(h, i, key, o);
		return;
	}
	switch (key->use) {
	case USE_SLAVES:
		read_slaves(h, i, o);
		return;
	case USE_MASTER:
		read_master(h, i, o);
		return;
	case USE_PRIMARY: /* when all slaves are known */
		arena_push(h->a, h->primaries, h->nprimaries, ((struct eni_primary){i, o}));
		return;
	case USE_TARGETS:
	case USE_NS_TARGETS:
		read_targets(h, i, key, o);
		return;
	default:
		read_value(h, i, key, o);
		return;
	}
}
