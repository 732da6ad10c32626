/* One ifcfg file into the draft. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "targets/suse/read.h"

void suse_set(struct suse_reading *s, struct suse_file *f, const char *key, const struct assignment *a)
{
	if (a)
		draft_set(s->r->draft, f->o, key, a->value, a->at);
}

/* ---- how the interface gets its addresses ---- */

static void read_proto(struct suse_reading *s, struct suse_file *f, const struct assignment *a,
		       const char *word)
{
	bool known = s->caps->dhcp6;

	if (!strcmp(word, "dhcp") || (known && !strcmp(word, "dhcp4")))
		draft_set(s->r->draft, f->o, "dhcp", "true", a->at);
	/* dhcp is both where both are known: ifup-dhcp of 0.71, __ni_suse_bootproto() */
	if (known && (!strcmp(word, "dhcp6") || !strcmp(word, "dhcp")))
		draft_set(s->r->draft, f->o, "dhcp6", "true", a->at);
	if (!strcmp(word, "static") || !strcmp(word, "none") || !strcmp(word, "dhcp") ||
	    (known && (!strcmp(word, "dhcp4") || !strcmp(word, "dhcp6"))))
		return;
	if (!strcmp(word, "autoip") || !strcmp(word, "auto4") || !strcmp(word, "auto6") ||
	    !strcmp(word, "6to4") || !strcmp(word, "ibft") || !strcmp(word, "ppp"))
		import_loss(s->r, f->name, a->at, "'%s' of %s has no place in a description", word, a->key);
	else
		suse_idle(s, f, a, "this release knows no '%s', and takes it for static", word)->severity =
			WARNING;
}

/*
 * True if ifup comes to set MTU, LLADDR and addresses: with BOOTPROTO none it stops in front of them (0.71);
 * wicked sets the first two on any interface, and no addresses on slaves and ports.
 */
static bool comes_to_link(const struct suse_reading *s, const struct suse_file *f)
{
	const struct assignment *a = suse_get(f, "BOOTPROTO");

	if (s->caps->wicked)
		return true;
	if (f->slave && suse_is(f, "STARTMODE", "off"))
		return false;
	return !s->caps->none || !a || strcasecmp(a->value, "none");
}

static bool comes_to_addresses(const struct suse_reading *s, const struct suse_file *f)
{
	const struct assignment *a = suse_get(f, "BOOTPROTO");

	if (s->caps->wicked)
		return !f->enslaved && !(a && !strcasecmp(a->value, "none"));
	return comes_to_link(s, f);
}

static void read_bootproto(struct suse_reading *s, struct suse_file *f)
{
	const struct assignment *a = suse_get(f, "BOOTPROTO");
	const char *value = a ? a->value : "";

	f->addressed = comes_to_addresses(s, f);
	if (a && !f->addressed && strcasecmp(value, "none") && strcasecmp(value, "static")) {
		suse_idle(s, f, a, "slaves and ports have no addresses of their own");
		return;
	}
	for (size_t n; *value; value += n + (value[n] == '+')) {
		char *word = arena_strndup(s->r->arena, value, n = strcspn(value, "+"));

		for (char *p = word; *p; p++)
			*p = (char)tolower((unsigned char)*p);
		read_proto(s, f, a, word);
	}
}

/* ---- every key ---- */

static unsigned own_keys(const struct suse_file *f)
{
	return f->kind == VLAN ? FOR_VLAN : f->kind == BOND ? FOR_BOND : f->kind == BRIDGE ? FOR_BRIDGE : 0;
}

/* What has been taken is in the draft; everything else is said. */
static void check_key(struct suse_reading *s, struct suse_file *f, const struct assignment *a)
{
	const struct suse_key *k = suse_ifcfg_key(a->key);
	bool is_address = k && (k->use == KEY_ADDRESS || !strcmp(k->name, "IPADDR*"));
	bool is_link = !strcmp(a->key, "MTU") || !strcmp(a->key, "LLADDR");

	if (suse_says_nothing(k, a->value) || (k && a->shell)) /* the latter is said already */
		return;
	if (!k)
		suse_idle(s, f, a, "neither the scripts of this release nor wicked read it")->severity =
			WARNING;
	else if (f->kind == VLAN && !strcmp(a->key, "BONDING_MASTER"))
		return; /* said to contradict */
	else if (k->kinds && !(k->kinds & own_keys(f)))
		suse_idle(s, f, a, "'%s' is no %s", f->name,
			  k->kinds == FOR_VLAN   ? "VLAN"
			  : k->kinds == FOR_BOND ? "bond"
						 : "bridge");
	else if (is_link && !comes_to_link(s, f))
		suse_idle(s, f, a,
			  f->slave ? "ifup of this release sets none on a slave"
				   : "with BOOTPROTO none ifup does not come to it");
	else if (is_address && !f->addressed)
		suse_idle(s, f, a, "%s",
			  f->enslaved ? "slaves and ports have no addresses of their own"
				      : "with BOOTPROTO none the interface gets no address");
	else if (k->use == KEY_ADDRESS)
		suse_check_companion(s, f, a, k);
	else if (k->use == KEY_LOST)
		import_loss(s->r, f->name, a->at, "%s has no place in a description: %s", a->key, k->what);
}

/*
 * Of a NIC YaST writes the name of its hardware, or "Ethernet Card 0", which nobody has chosen; of what is
 * made, only people write one.
 */
static void read_label(struct suse_reading *s, struct suse_file *f)
{
	const struct assignment *name = suse_get(f, "NAME");
	struct text t;

	if (!name || f->kind == NIC || !strcmp(name->value, f->name))
		return;
	text_init(&t, s->r->arena);
	utf8_show(&t, name->value, strlen(name->value));
	import_comments(s->r, f->o, &(struct draft_comment){t.s, NULL}, AS_FIELD, name->at);
}

static void check_keys(struct suse_reading *s, struct suse_file *f)
{
	for (size_t i = 0; i < f->all.n; i++) {
		if (hash_get(f->by_key, f->all.v[i].key) == &f->all.v[i])
			check_key(s, f, &f->all.v[i]);
	}
	import_comments(s->r, f->o, f->all.comments, BELOW_MARK, (struct span){0});
}

/* ---- what is left out ---- */

static bool is_loopback(const char *address)
{
	return !strcmp(address, "127.0.0.1") || !strcmp(address, "127.0.0.1/8") || !strcmp(address, "::1") ||
	       !strcmp(address, "::1/128");
}

static size_t settings(const struct suse_file *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->all.n; i++)
		n += *f->all.v[i].value != 0;
	return n;
}

/* The kernel gives it its addresses, and boot sets it up first. */
static void leave_out_loopback(struct suse_reading *s, struct suse_file *f)
{
	size_t n;
	const struct assignment **v = suse_indexed(s, f, "IPADDR", &n);

	import_fault(s->r, &IMP007, f->name, (struct span){f->s, 0, 0},
		     "left out: the %zu settings of the loopback interface, which is the same on every host",
		     settings(f));
	for (size_t i = 0; i < n; i++)
		if (*v[i]->value && !is_loopback(v[i]->value))
			import_loss(s->r, f->name, v[i]->at,
				    "an address of the loopback interface has no place in a description: %s",
				    v[i]->value);
}

/* Bonds and bridges that take it in, and VLANs on it, need something to be there. */
void suse_leave_out(struct suse_reading *s, struct suse_file *f)
{
	if (!strcmp(f->name, "lo"))
		leave_out_loopback(s, f);
	else
		import_loss(s->r, f->name, (struct span){f->s, 0, 0},
			    "'%s' is %s, which a description does not have%s: all %zu settings are left out",
			    f->name, f->what,
			    draft_find(s->r->draft, f->name) ? ", and stands there as a network card" : "",
			    settings(f));
}

void suse_read_iface(struct suse_reading *s, struct suse_file *f)
{
	suse_read_hardware(s, f);
	suse_read_parts(s, f);
	read_bootproto(s, f);
	if (comes_to_link(s, f)) {
		suse_set(s, f, "mtu", suse_get(f, "MTU"));
		suse_set(s, f, "mac_address", suse_get(f, "LLADDR"));
	}
	if (f->addressed)
		suse_read_addresses(s, f);
	if (!f->starts && !f->raised && !f->slave)
		draft_set(s->r->draft, f->o, "onboot", "false",
			  suse_get(f, "STARTMODE") ? suse_get(f, "STARTMODE")->at
						   : (struct span){f->s, 0, 0});
	read_label(s, f);
	check_keys(s, f);
}
