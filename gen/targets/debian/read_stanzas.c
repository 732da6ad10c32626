/* From stanzas to interfaces: which there are, what brings them up, what each inherits. */
#include "targets/debian/read.h"

enum { INHERITED_MAX = 1000 };

struct eni_iface *debian_find(const struct eni_host *h, const char *name)
{
	return hash_get(h->by_name, name);
}

static struct eni_iface *iface_of(struct eni_host *h, const char *name)
{
	struct eni_iface *i = debian_find(h, name);

	if (i)
		return i;
	i = arena_alloc(h->a, sizeof(*i));
	i->name = name;
	hash_put(h->by_name, name, i);
	arena_push(h->a, h->v, h->n, i);
	return i;
}

/* ---- iface ---- */

static int family_of(const char *word)
{
	return !strcmp(word, "inet") ? 4 : !strcmp(word, "inet6") ? 6 : -1;
}

static bool refuse(struct eni_host *h, const struct eni_stanza *s, struct span at, const char *what)
{
	struct finding *f =
		import_fault(h->r, &IMP009, s->words.n ? s->words.v[0].text : NULL, at, "%s", what);

	f->consequence = "ifupdown refuses the whole file";
	return false;
}

/* read_iface() of 0.8: what is said here counts for what is not. */
static bool inherit(struct eni_host *h, struct eni_part *p, const struct eni_word *from, struct hash *parts)
{
	/* where a name has several, that of the same family */
	const struct eni_part *of_family = hash_get(parts, arena_printf(h->a, "%s/%d", from->text, p->family)),
			      *other = of_family ? of_family : hash_get(parts, from->text);

	if (!other)
		return refuse(
			h, p->s, from->at,
			arena_printf(h->a, "'%s', which is inherited, is not described above", from->text));
	if (other->n > INHERITED_MAX)
		return refuse(h, p->s, from->at,
			      arena_printf(h->a, "'%s' has more than %d options: too many to inherit",
					   from->text, INHERITED_MAX));
	for (size_t k = 0; k < other->n; k++)
		arena_push(h->a, p->options, p->n, other->options[k]);
	if (!p->family)
		p->family = other->family;
	if (!p->method)
		p->method = other->method;
	return true;
}

static bool read_header(struct eni_host *h, struct eni_part *p, struct hash *parts)
{
	const struct eni_words *w = &p->s->words;
	size_t k = 1;

	if (!w->n)
		return refuse(h, p->s, p->s->at, "an iface without a name");
	p->name = &w->v[0];
	if (k < w->n && strcmp(w->v[k].text, "inherits") != 0) {
		p->family = family_of(w->v[k].text);
		if (p->family < 0 && strcmp(w->v[k].text, "ipx") != 0 && strcmp(w->v[k].text, "can") != 0)
			return refuse(h, p->s, w->v[k].at,
				      arena_printf(h->a, "'%s' is not a family of addresses", w->v[k].text));
		k++;
	}
	if (k < w->n && strcmp(w->v[k].text, "inherits") != 0)
		p->method = w->v[k++].text;
	while (k + 1 < w->n && !strcmp(w->v[k].text, "inherits")) {
		if (!inherit(h, p, &w->v[k + 1], parts))
			return false;
		k += 2;
	}
	if (k < w->n && !strcmp(w->v[k].text, "inherits"))
		return refuse(h, p->s, w->v[k].at, "'inherits' does not say what");
	if (k < w->n)
		debian_idle(h, p->name->text, w->v[k].at, "'%s' behind the method is not understood",
			    w->v[k].text);
	return true;
}

/* 0.6 (squeeze): "duplicate interface"; one stanza per family. */
static bool may_come_again(struct eni_host *h, const struct eni_iface *i, const struct eni_part *p)
{
	for (size_t k = 0; k < i->n && !h->eni->prefix; k++)
		if (i->parts[k]->family == p->family)
			return refuse(h, p->s, p->s->at,
				      arena_printf(h->a, "a second stanza of '%s' for one family", i->name));
	return true;
}

/* ifupdown joins the values of an option that comes again by a newline; 0.6 calls it a duplicate. */
static bool has_no_duplicates(struct eni_host *h, const struct eni_part *p)
{
	struct hash *seen = hash_new(h->a);

	if (h->eni->prefix)
		return true;
	for (size_t k = 0; k < p->n; k++) {
		const struct eni_option *o = &p->options[k];
		const struct eni_key *key = eni_key_find(h->a, o->key);

		if (key && (key->use == USE_UP || key->use == USE_DOWN))
			continue;
		if (hash_get(seen, o->key))
			return refuse(h, p->s, o->key_at, arena_printf(h->a, "'%s' is given twice", o->key));
		hash_put(seen, o->key, (void *)o);
	}
	return true;
}

static bool add_iface(struct eni_host *h, const struct eni_stanza *s, struct hash *parts)
{
	struct eni_part *p = arena_alloc(h->a, sizeof(*p));
	struct eni_iface *i;

	p->s = s;
	if (!read_header(h, p, parts))
		return false;
	for (size_t k = 0; k < s->n; k++)
		arena_push(h->a, p->options, p->n, s->options[k]);
	hash_put(parts, arena_printf(h->a, "%s/%d", p->name->text, p->family), p);
	if (!hash_get(parts, p->name->text))
		hash_put(parts, p->name->text, p);
	if (s->type == ENI_TEMPLATE) {
		h->dialect = true;
		return true;
	}
	if (!p->family || !p->method)
		h->dialect = true;
	i = iface_of(h, p->name->text);
	if (!may_come_again(h, i, p) || !has_no_duplicates(h, p))
		return false;
	arena_push(h->a, i->parts, i->n, p);
	return true;
}

/* ---- what brings interfaces up ---- */

/* "/eth*", "/mac/52:54:...": ifupdown asks the running system. */
static bool is_pattern(const char *word)
{
	return *word == '/' || strpbrk(word, "*?[");
}

/* "eth0=home": the interface and the stanza that describes it. */
static struct eni_iface *named(struct eni_host *h, const char *word)
{
	const char *equals = strchr(word, '=');
	struct eni_iface *i, *logical;

	if (!equals)
		return iface_of(h, word);
	i = iface_of(h, arena_strndup(h->a, word, (size_t)(equals - word)));
	logical = debian_find(h, equals + 1);
	for (size_t k = 0; logical && logical != i && k < logical->n; k++)
		arena_push(h->a, i->parts, i->n, logical->parts[k]);
	if (logical && logical != i)
		logical->n = 0;
	return i;
}

static bool bring_up(struct eni_host *h, const struct eni_stanza *s, const struct eni_word *w)
{
	struct eni_iface *i;

	if (is_pattern(w->text)) {
		import_fault(h->r, &IMP005, NULL, w->at,
			     "which interfaces '%s' means, the running system tells", w->text);
		return false;
	}
	i = named(h, w->text);
	if (!i->at.source || (s->type == ENI_AUTO && !i->automatic))
		i->at = w->at;
	if (s->type == ENI_AUTO && !i->automatic)
		i->turn = ++h->turns;
	i->automatic |= s->type == ENI_AUTO;
	i->hotplug |= s->type == ENI_ALLOW;
	return true;
}

/* `ifup --allow=CLASS`: udev does that for hotplug, the hook of ifenslave for the name of the bond. */
static bool allow(struct eni_host *h, const struct eni_stanza *s)
{
	const char *class = s->keyword + strlen("allow-");

	if (!strcmp(class, "ovs") || !strncmp(class, "ovs", 3)) {
		import_fault(h->r, &IMP001, NULL, s->at, "not read: it configures Open vSwitch");
		return false;
	}
	if (strcmp(class, "hotplug") != 0 && !debian_find(h, class)) {
		import_loss(h->r, s->words.n ? s->words.v[0].text : NULL, s->at,
			    "nothing is known of who brings up what is allowed for '%s'", class);
		return true;
	}
	for (size_t k = 0; k < s->words.n; k++)
		if (!bring_up(h, s, &s->words.v[k]))
			return false;
	return true;
}

static bool take_rest(struct eni_host *h, const struct eni_stanza *s)
{
	const char *object = s->words.n ? s->words.v[0].text : NULL;

	switch (s->type) {
	case ENI_AUTO:
		for (size_t k = 0; k < s->words.n; k++)
			if (!bring_up(h, s, &s->words.v[k]))
				return false;
		return true;
	case ENI_ALLOW:
		return allow(h, s);
	case ENI_MAPPING:
		import_fault(h->r, &IMP005, object, s->at, "a script chooses what '%s' is configured as",
			     object ? object : "");
		return false;
	case ENI_NO_AUTO_DOWN:
	case ENI_NO_SCRIPTS:
	case ENI_RENAME:
		import_loss(h->r, object, s->at, "'%s' has no place in a description", s->keyword);
		return true;
	default:
		return true;
	}
}

bool debian_index(struct eni_host *h)
{
	struct hash *parts = hash_new(h->a);

	for (size_t k = 0; k < h->all.n; k++) {
		const struct eni_stanza *s = &h->all.v[k];

		if ((s->type == ENI_IFACE || s->type == ENI_TEMPLATE) && !add_iface(h, s, parts))
			return false;
	}
	for (size_t k = 0; k < h->all.n; k++)
		if (!take_rest(h, &h->all.v[k]))
			return false;
	return true;
}
