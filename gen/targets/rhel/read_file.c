/* One file of assignments, and its settings by the table of keys. */
#include <stdarg.h>
#include <string.h>

#include "base/word.h"
#include "targets/rhel/keys.h"
#include "targets/rhel/read.h"

/* ---- values ---- */

void rhel_read_keys(struct rhel_read *x, struct ifcfg *c, const struct read_file *f)
{
	c->f = f;
	c->keys = assign_read(x->r, f->s);
	c->by_key = assign_index(x->r, &c->keys, NULL);
}

const struct assignment *rhel_given(const struct ifcfg *c, const char *key)
{
	const struct assignment *a = c->by_key ? hash_get(c->by_key, key) : NULL;

	return a && *a->value && !a->shell ? a : NULL;
}

const char *rhel_value(const struct ifcfg *c, const char *key)
{
	const struct assignment *a = rhel_given(c, key);

	return a ? a->value : NULL;
}

static bool is_any(const char *value, const char *const *words)
{
	for (; value && *words; words++)
		if (!strcasecmp(value, *words))
			return true;
	return false;
}

bool rhel_yes(const struct ifcfg *c, const char *key)
{
	static const char *const words[] = {"yes", "true", "on", "1", "y", "t", NULL};

	return is_any(rhel_value(c, key), words);
}

bool rhel_no(const struct ifcfg *c, const char *key)
{
	static const char *const words[] = {"no", "false", "off", "0", "n", "f", NULL};

	return is_any(rhel_value(c, key), words);
}

size_t rhel_word(const char **p)
{
	static const char blanks[] = " \t\n";
	size_t n;

	*p += strspn(*p, blanks);
	n = strcspn(*p, blanks);
	*p += n;
	return n;
}

void rhel_take(struct rhel_read *x, const struct ifcfg *c, const char *key, const char *field)
{
	const struct assignment *a = rhel_given(c, key);

	if (a)
		draft_set(x->r->draft, c->o, field, a->value, a->at);
}

/* ---- what is said of a setting ---- */

/* Who it is about, if that is known. */
static const char *object_of(const struct ifcfg *c)
{
	return c->device;
}

struct finding *rhel_unread(struct rhel_read *x, const struct ifcfg *c, const struct assignment *a,
			    const char *fmt, ...)
{
	const char *why;
	va_list ap;

	va_start(ap, fmt);
	why = arena_vprintf(x->r->arena, fmt, ap);
	va_end(ap);
	return import_fault(x->r, &IMP011, object_of(c), a->key_at, "%s does nothing: %s", a->key, why);
}

static void say_unknown(struct rhel_read *x, const struct ifcfg *c, const struct assignment *a)
{
	const char *near = rhel_key_nearest(a->key);
	struct finding *f = rhel_unread(x, c, a, "the network scripts do not know it");

	if (near)
		f->help = arena_printf(x->r->arena, "%s, if that is meant", near);
}

static const char *kind_word(unsigned on)
{
	return on == ON_ALIAS  ? "an alias"
	       : on == ON_BOND ? "a bond"
	       : on == ON_VLAN ? "a VLAN"
	       : on == ON_NIC  ? "a NIC"
			       : "a bridge";
}

static void sweep_one(struct rhel_read *x, const struct ifcfg *c, const struct assignment *a, unsigned on)
{
	const struct rhel_key *key = on ? rhel_key(a->key) : rhel_network_key(a->key);
	bool idle = !*a->value || (key && !a->shell && rhel_key_is_idle(key, a->value));

	if (!key) {
		say_unknown(x, c, a);
	} else if (key->use == KEY_NOTHING || idle) {
		return;
	} else if (key->use == KEY_LOSS) {
		import_loss(x->r, object_of(c), a->key_at, "%s: %s", a->key, key->why);
	} else if (a->shell) {
		assign_say_shell(x->r, a, object_of(c));
	} else if (on && key->on ? !(key->on & on) : on == ON_ALIAS) {
		rhel_unread(x, c, a, "it means nothing in the file of %s", kind_word(on));
	}
}

void rhel_sweep(struct rhel_read *x, const struct ifcfg *c, unsigned on)
{
	for (size_t i = 0; i < c->keys.n; i++)
		if (hash_get(c->by_key, c->keys.v[i].key) == &c->keys.v[i])
			sweep_one(x, c, &c->keys.v[i], on);
}

/* ---- yes and no ---- */

/* network-scripts 10 took to is_true() and is_false(), as NetworkManager does. */
static bool takes_any(const struct rhel_read *x, const struct ifcfg *c)
{
	return c->nm || x->r->os->ifcfg.bridge_ip_link;
}

bool rhel_plain_yes(struct rhel_read *x, const struct ifcfg *c, const char *key)
{
	const struct assignment *a = rhel_given(c, key);

	if (!rhel_yes(c, key))
		return false;
	if (strcmp(a->value, "yes") != 0 && !takes_any(x, c))
		rhel_unread(x, c, a, "ifup of this release knows 'yes' alone")->help =
			arena_printf(x->r->arena, "%s=yes", key);
	return true;
}

/* init.d/network: egrep "^ONBOOT=['\"]?[Nn][Oo]['\"]?" */
bool rhel_stays_down(const struct rhel_read *x, const struct ifcfg *c)
{
	const char *onboot = rhel_value(c, "ONBOOT");

	return takes_any(x, c) ? rhel_no(c, "ONBOOT") : onboot && !strcasecmp(onboot, "no");
}
