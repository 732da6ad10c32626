/*
 * What the snippets that Cobbler ships make of a record wrongly: post_install_network_config (2.8, 3.3),
 * post_install_network_config_deb, pre_install_network_config.template (main). All are warnings: who has
 * snippets of his own is not concerned.
 */
#include <ctype.h>
#include <string.h>

#include "targets/cobbler/record.h"

static bool is_rhel(const struct cobbler_reading *x)
{
	return !strcmp(x->r->os->target, "rhel");
}

/* RHEL by post_install_network_config, which writes ifcfg files; main has Anaconda write them. */
static bool has_ifcfg(const struct cobbler_reading *x)
{
	return is_rhel(x) && !x->four;
}

static bool is_debian(const struct cobbler_reading *x)
{
	return !strcmp(x->r->os->target, "debian");
}

static struct finding *say(struct cobbler_reading *x, const struct descriptor *d,
			   const struct cobbler_iface *i, struct span at, const char *message,
			   const char *consequence)
{
	struct finding *f = import_fault(x->r, d, i ? i->name : NULL, at, "%s", message);

	f->consequence = consequence;
	return f;
}

void cobbler_netmask_pitfall(struct cobbler_reading *x, const struct cobbler_iface *i)
{
	const struct json *j = i->field[F_ADDRESS];

	say(x, &COB001, i, j->at,
	    arena_printf(x->r->arena, "no netmask for '%s': the shipped snippet makes it 255.255.255.0",
			 j->text),
	    "the description has what the host gets, /24")
		->help = cobbler_edit(x, i, "--netmask=255.255.255.0");
}

/* ---- RHEL ---- */

static void check_port(struct cobbler_reading *x, const struct cobbler_iface *i)
{
	const struct json *master = i->field[F_MASTER];

	if (!has_ifcfg(x) || !master || (i->type != T_BRIDGE_SLAVE && i->type != T_BONDED_BRIDGE_SLAVE))
		return;
	say(x, &COB002, i, i->field[F_TYPE]->at,
	    arena_printf(x->r->arena,
			 "the shipped snippet writes TYPE=Bridge into the file of '%s', which is a port",
			 i->name),
	    arena_printf(x->r->arena, "ifup takes '%s' for a bridge itself, and never for a port of '%s'",
			 i->name, master->text ? master->text : "its bridge"))
		->help =
		"TYPE=Ethernet there, in a snippet of your own; bondwright render --as cobbler writes one";
}

static void check_vlan(struct cobbler_reading *x, const struct cobbler_iface *i)
{
	const struct json *mac = i->field[F_MAC];

	if (!i->vlan || i->alias)
		return;
	if (!i->pattern)
		say(x, &COB009, i, i->json->key_at,
		    arena_printf(x->r->arena, "the shipped snippets do not take '%s' for a VLAN", i->name),
		    "they know one by [a-zA-Z0-9]+[.][0-9]+ at the beginning of its name: there is no "
		    "VLAN=yes in its file");
	if (mac && has_ifcfg(x))
		say(x, &COB008, i, mac->at,
		    arena_printf(x->r->arena, "the shipped snippet writes HWADDR into the file of VLAN '%s'",
				 i->name),
		    "ifup ignores the VLAN where the NIC below has another address, as in a bond")
			->help = cobbler_edit(x, i, "--mac-address=\"\"");
	else if (mac)
		cobbler_idle(x, i, F_MAC, "a VLAN has that of its parent");
}

/* $opts of --bondopts=$opts is what the record has. */
static void check_bond(struct cobbler_reading *x, const struct cobbler_iface *i)
{
	const struct json *j = i->field[F_BOND_OPTIONS];
	struct cobbler_word *v;
	size_t n;

	if (!is_rhel(x) || !x->four || i->o->kind != BOND || !j || j->kind != JSON_TEXT)
		return;
	v = cobbler_words(x, i->name, j, &n);
	if (n > 1)
		say(x, &COB007, i, v[1].at,
		    arena_printf(x->r->arena,
				 "the shipped snippet ends --bondopts of '%s' at the first blank", i->name),
		    arena_printf(x->r->arena, "Anaconda stops at '%s': network has no such argument",
				 v[1].text))
			->help = "commas in bonding_opts, in place of the blanks";
}

void cobbler_bridge_option_pitfall(struct cobbler_reading *x, const struct cobbler_iface *i, const char *word,
				   struct span at)
{
	char *upper = arena_strdup(x->r->arena, word);

	for (char *c = upper; *c && *c != '='; c++)
		*c = (char)toupper((unsigned char)*c);
	if (has_ifcfg(x) && strcmp(upper, word) != 0)
		say(x, &COB006, i, at,
		    arena_printf(x->r->arena, "the shipped snippet writes '%s' into ifcfg-%s as it is", word,
				 i->name),
		    "keys there are in capitals: it sets a variable that no script reads");
	else if (is_debian(x))
		say(x, &COB006, i, at,
		    arena_printf(x->r->arena,
				 "the shipped snippet writes '%s' into /etc/network/interfaces as it is",
				 word),
		    "that is no line of interfaces(5), and an option with its value cannot be written: it is "
		    "cut at the blank");
}

/* ---- Debian ---- */

static bool has_ports(const struct cobbler_reading *x, const struct cobbler_iface *bridge)
{
	for (size_t k = 0; k < x->n; k++) {
		const struct json *master = x->v[k]->field[F_MASTER];

		if (x->v[k]->type == T_BRIDGE_SLAVE && master && master->text &&
		    !strcmp(master->text, bridge->name))
			return true;
	}
	return false;
}

/* Who has 4.0 finds no snippet by the name of a system. */
static const char *other_stanzas(const struct cobbler_reading *x)
{
	return x->four ? "a late_command of your own; bondwright render --as preseed writes one"
		       : "a snippet of your own; bondwright render --as cobbler writes one";
}

static void check_stanza(struct cobbler_reading *x, const struct cobbler_iface *i)
{
	struct arena *a = x->r->arena;

	if (i->type == T_BRIDGE && (has_ports(x, i) || i->field[F_BRIDGE_OPTIONS]))
		say(x, &COB003, i, i->field[F_TYPE]->at,
		    arena_printf(a,
				 "the shipped snippet writes the options of bridge '%s' in front of its "
				 "iface line",
				 i->name),
		    "ifup finds a misplaced option, and brings up nothing that the file has")
			->help = other_stanzas(x);
	if (i->type == T_BONDED_BRIDGE_SLAVE)
		say(x, &COB004, i, i->field[F_TYPE]->at,
		    arena_printf(a, "the shipped snippet makes neither a bond nor a port of '%s'", i->name),
		    "its stanza has no bond-slaves and none of bonding_opts, and no bridge_ports names it")
			->help = other_stanzas(x);
	if (i->vlan && i->fixed && !i->field[F_ADDRESS])
		say(x, &COB005, i, i->json->key_at,
		    arena_printf(a,
				 "the shipped snippet writes no stanza for VLAN '%s', which has no address",
				 i->name),
		    "there is a line auto for it, and no interface")
			->help = other_stanzas(x);
	if (i->field[F_ADDRESS6] || i->field[F_SECONDARIES6] || i->field[F_GATEWAY6])
		say(x, &COB011, i,
		    (i->field[F_ADDRESS6]       ? i->field[F_ADDRESS6]
		     : i->field[F_SECONDARIES6] ? i->field[F_SECONDARIES6]
						: i->field[F_GATEWAY6])
			    ->at,
		    arena_printf(a, "the shipped snippet writes nothing of IPv6 for '%s'", i->name),
		    "the addresses and the router are left out of /etc/network/interfaces")
			->help = other_stanzas(x);
}

/* The gateway of the system stands in for each if_gateway that is not set. */
static void check_gateway(struct cobbler_reading *x)
{
	const struct json *j = json_member(x->root, "gateway");
	size_t n = 0;

	for (size_t k = 0; k < x->n; k++)
		n += x->v[k]->o && x->v[k]->fixed && !cobbler_is_slave(x->v[k]) &&
		     x->v[k]->field[F_ADDRESS] && !x->v[k]->field[F_GATEWAY];
	if (n > 1 && cobbler_is_set(j) && j->text)
		say(x, &COB010, NULL, j->at,
		    arena_printf(x->r->arena,
				 "the shipped snippet writes gateway %s into %zu stanzas with an address",
				 j->text, n),
		    "ifup sets the default route with the first, and fails at the others: File exists")
			->help = "if_gateway of the one interface in place of it";
}

/* ---- all ---- */

void cobbler_pitfalls(struct cobbler_reading *x)
{
	for (size_t k = 0; k < x->n; k++) {
		const struct cobbler_iface *i = x->v[k];

		if (!i->o)
			continue;
		check_port(x, i);
		check_vlan(x, i);
		check_bond(x, i);
		if (is_debian(x))
			check_stanza(x, i);
	}
	if (is_debian(x))
		check_gateway(x);
}
