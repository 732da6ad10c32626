#include "import/bond_given.h"

#include <string.h>

#include "base/hash.h"
#include "model/rows.h"

enum { LISTS = 2 };

static const char *const list_keys[LISTS] = {"arp_ip_target", "ns_ip6_target"};

/* ---- reading ---- */

struct parse {
	struct reading *r;
	const char *object;
	enum given_to to;
	struct bond_given *out;
	const char *text;
	struct span at;
};

/* The place of n bytes at `s` in the text; of all of it where it does not stand there as it is. */
static struct span place(const struct parse *p, const char *s, size_t n)
{
	size_t from = (size_t)(s - p->text);

	if (p->at.to - p->at.from != strlen(p->text))
		return p->at;
	return (struct span){p->at.source, p->at.from + (uint32_t)from, p->at.from + (uint32_t)(from + n)};
}

static int option_of(const struct parse *p, const char *key)
{
	char *name = arena_strdup(p->r->arena, key);

	for (char *c = name; p->to == TO_MODULE && *c; c++)
		*c = *c == '-' ? '_' : *c;
	for (int o = 0; o < BOND_OPTIONS; o++)
		if (!strcmp(name, bond_option_name((enum bond_option)o)))
			return o;
	for (int i = 0; i < LISTS; i++)
		if (!strcmp(name, list_keys[i]))
			return BOND_OPTIONS + i;
	return -1;
}

static void take_one(const struct parse *p, enum bond_option o, const char *value, struct span at)
{
	struct given *g = &p->out->one[o];

	if (o == OPT_PRIMARY && !*value) /* none, which is what there is without it */
		return;
	if (g->text && strcmp(g->text, value) != 0)
		import_fault(p->r, &IMP004, p->object, g->at,
			     "%s is '%s' here and '%s' further on, which counts", bond_option_name(o),
			     g->text, value);
	*g = (struct given){value, at};
}

/*
 * Addresses behind one another. With '+' in front initscripts write the whole word as it is, so that of
 * "+A,+B" the driver sees one odd address: bonding_store_arp_targets().
 */
static void take_list(const struct parse *p, int i, const char *value, size_t len)
{
	bool list = memchr(value, ',', len) != NULL;

	for (size_t n, at = 0; at <= len; at += n + 1) {
		const char *one = value + at;

		n = strcspn(one, ",") < len - at ? strcspn(one, ",") : len - at;
		if (*one == '+' && list && p->to == TO_SYSFS)
			import_fault(p->r, &IMP009, p->object, place(p, one, n),
				     "a list of targets and '+' in front of them go together nowhere: %.*s",
				     (int)len, value)
				->severity = WARNING;
		one += *one == '+' && n;
		arena_push(p->r->arena, p->out->list[i], p->out->n[i],
			   ((struct given){arena_strndup(p->r->arena, one, n - (size_t)(one - value - at)),
					   place(p, one, n - (size_t)(one - value - at))}));
	}
}

/* Parameters that make bonds, and do nothing to them: what a host's bonds are its description says. */
static bool makes_bonds(const struct parse *p, const char *key)
{
	return p->to == TO_MODULE && (!strcmp(key, "max_bonds") || !strcmp(key, "max-bonds"));
}

static void take_word(const struct parse *p, const char *word, size_t len)
{
	const char *key, *first = memchr(word, '=', len), *value = first;
	size_t n;
	int o;

	if (!first) {
		import_fault(p->r, &IMP009, p->object, place(p, word, len), "'%.*s' gives no option a value",
			     (int)len, word)
			->severity = WARNING;
		return;
	}
	if (p->to == TO_SYSFS) /* key=${arg%%=*}; value=${arg##*=} in ifup-eth */
		value = memrchr(word, '=', len);
	n = len - (size_t)(++value - word);
	key = arena_strndup(p->r->arena, word, (size_t)(first - word));
	o = option_of(p, key);
	if (makes_bonds(p, key))
		return;
	if (o < 0)
		import_loss(p->r, p->object, place(p, word, len), "a description has no option '%s' of bonds",
			    key);
	else if (o >= BOND_OPTIONS)
		take_list(p, o - BOND_OPTIONS, value, n);
	else
		take_one(p, (enum bond_option)o, arena_strndup(p->r->arena, value, n), place(p, value, n));
}

void bond_given_read(struct reading *r, const char *object, const char *text, struct span at,
		     enum given_to to, struct bond_given *out)
{
	static const char blanks[] = " \t\n";
	struct parse p = {r, object, to, out, text, at};

	for (const char *s = text + strspn(text, blanks); *s; s += strspn(s, blanks)) {
		size_t n = strcspn(s, blanks);

		take_word(&p, s, n);
		s += n;
	}
}

bool bond_given_none(const struct bond_given *g)
{
	for (int o = 0; o < BOND_OPTIONS; o++)
		if (g->one[o].text)
			return false;
	return !g->n[0] && !g->n[1];
}

/* ---- setting ---- */

static bool is_on(const struct draft_field *interval)
{
	return interval && strcmp(interval->text, "0") != 0;
}

/* The driver has one monitor: writing an interval switches the other one off. */
static bool switched_off(const struct draft_object *bond, const char *key)
{
	if (!strcmp(key, "miimon") || !strcmp(key, "updelay") || !strcmp(key, "downdelay"))
		return is_on(draft_get(bond, "arp_interval")) && !draft_get(bond, "miimon");
	if (!strcmp(key, "arp_interval") || !strcmp(key, "arp_ip_target"))
		return is_on(draft_get(bond, "miimon")) && !draft_get(bond, "arp_interval");
	return false;
}

static bool is_slave(const struct draft_object *bond, const char *name)
{
	bool any = false;

	for (const struct draft_field *f = bond->fields; f; f = f->next) {
		if (strcmp(f->key, "slaves") != 0)
			continue;
		any = true;
		if (!strcmp(f->text, name))
			return true;
	}
	return !any;
}

/* Said at the option of the module that is not in force. The same again is worth no more than a line. */
static void say_weaker(struct reading *r, const struct draft_object *bond, const char *key,
		       const struct given *g, const struct draft_field *own)
{
	struct finding *f;

	if (own && strcmp(own->text, g->text) != 0) {
		f = import_fault(r, &IMP004, bond->name, g->at,
				 "%s=%s does not count for '%s', which says %s itself", key, g->text,
				 bond->name, own->text);
		finding_note(r->findings, f, (struct place){.span = own->at},
			     "this is written once the module is loaded");
		return;
	}
	f = import_fault(r, &IMP004, bond->name, g->at,
			 own ? "'%s' says %s=%s itself" : "for '%s', %s=%s does not count", bond->name, key,
			 g->text);
	f->severity = INFO;
	f->consequence = own ? NULL : "another monitor, or a slave of another bond, takes it out of force";
}

static void set_one(struct reading *r, struct draft_object *bond, enum bond_option o, const struct given *g,
		    bool weak, const struct draft_object *own)
{
	const char *key = bond_option_name(o);
	const struct draft_field *has = draft_get(own, key);

	if (weak && (has || switched_off(own, key) || (o == OPT_PRIMARY && !is_slave(own, g->text))))
		say_weaker(r, bond, key, g, has);
	else
		draft_set(r->draft, bond, key, g->text, g->at);
}

static struct hash *listed(struct arena *a, const struct draft_object *bond, const char *key)
{
	struct hash *h = hash_new(a);

	for (const struct draft_field *f = bond->fields; f; f = f->next)
		if (!strcmp(f->key, key))
			hash_put(h, f->text, (void *)f);
	return h;
}

/* A target that is written joins those that the module was given: sysfs adds. */
static void set_list(struct reading *r, struct draft_object *bond, int i, const struct bond_given *g,
		     bool weak, const struct draft_object *own)
{
	struct hash *there = listed(r->arena, bond, list_keys[i]);

	for (size_t k = 0; k < g->n[i]; k++) {
		struct given *one = &g->list[i][k];

		if (weak && switched_off(own, list_keys[i])) {
			say_weaker(r, bond, list_keys[i], one, NULL);
		} else if (hash_get(there, one->text)) {
			import_fault(r, &IMP004, bond->name, one->at, "target %s is given twice", one->text)
				->severity = INFO;
		} else {
			draft_add(r->draft, bond, list_keys[i], one->text, one->at);
			hash_put(there, one->text, one);
		}
	}
}

void bond_given_set(struct reading *r, struct draft_object *bond, const struct bond_given *g, bool weak)
{
	struct draft own = {.arena = r->arena};
	struct draft_object before = {.fields = NULL};

	before.end = &before.fields;
	for (const struct draft_field *f = bond->fields; f; f = f->next)
		draft_add(&own, &before, f->key, f->text, f->at);
	for (int o = 0; o < BOND_OPTIONS; o++)
		if (g->one[o].text)
			set_one(r, bond, (enum bond_option)o, &g->one[o], weak, &before);
	for (int i = 0; i < LISTS; i++)
		set_list(r, bond, i, g, weak, &before);
}

void import_bond_options(struct reading *r, struct draft_object *bond, const char *text, struct span at,
			 bool weak)
{
	struct bond_given g = {0};

	bond_given_read(r, bond->name, text, at, TO_SYSFS, &g);
	bond_given_set(r, bond, &g, weak);
}
