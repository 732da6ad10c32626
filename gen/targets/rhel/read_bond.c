/*
 * Bonds and slaves: ifup-eth of the bond looks for its slaves by grep over all ifcfg files, and runs ifup for
 * each in the order of their names; that of the slave takes it in.
 */
#include <string.h>

#include "model/net.h"
#include "targets/rhel/read.h"

/* How MASTER stands there, which the grep of older scripts cares about. */
static char quote_of(const struct assignment *a)
{
	char c = a->at.source->bytes[a->at.from];

	return c == '"' || c == '\'' ? c : 0;
}

/* True if the release's grep for MASTER=NAME finds what is written in quotes. */
static bool finds_quoted(const struct release *os, char quote)
{
	return !quote || (os->ifcfg.master_quotes && (quote == '"' || os->ifcfg.master_exact));
}

static void check_quotes(struct rhel_read *x, const struct ifcfg *c, const struct assignment *master)
{
	struct finding *f;

	if (c->nm || finds_quoted(x->r->os, quote_of(master)))
		return;
	f = import_fault(x->r, &IMP011, c->device, master->at,
			 "ifup of '%s' does not find its slave '%s': MASTER is in quotes", master->value,
			 c->device);
	f->consequence =
		"scripts of this release look for slaves with grep, and quotes are not in the pattern:\n"
		"the bond comes up without this slave";
	f->help = arena_printf(x->r->arena, "MASTER=%s", master->value);
}

/* `^[[:space:]]*MASTER=bond1` finds those of bond10, too. */
static void check_prefix(struct rhel_read *x, const struct ifcfg *c, const struct assignment *master)
{
	size_t n = strlen(master->value);
	char shorter[IFACE_NAME_MAX + 1];

	if (x->r->os->ifcfg.master_exact || c->nm || n < 2)
		return;
	n = n - 1 < IFACE_NAME_MAX ? n - 1 : IFACE_NAME_MAX; /* no bond has a longer name */
	memcpy(shorter, master->value, n);
	for (; n; n--) {
		shorter[n] = '\0';
		if (!hash_get(x->masters, shorter))
			continue;
		import_fault(
			x->r, &IMP011, c->device, master->at,
			"ifup of '%s' takes '%s' for a slave of its own as well: MASTER=%s begins with %s",
			shorter, c->device, master->value, shorter)
			->consequence = "it runs ifup for it, before its own bond is set up";
		return;
	}
}

void rhel_read_slave(struct rhel_read *x, struct ifcfg *c)
{
	const struct assignment *master = rhel_given(c, "MASTER"), *slave = rhel_given(c, "SLAVE");
	struct draft_object *bond;

	if (!master) {
		if (rhel_yes(c, "SLAVE"))
			rhel_unread(x, c, slave, "there is no MASTER");
		return;
	}
	if (!rhel_plain_yes(x, c, "SLAVE") && !c->nm) {
		rhel_unread(x, c, master, "ifup takes '%s' into its bond only with SLAVE=yes", c->device)
			->help = "SLAVE=yes";
		return;
	}
	check_quotes(x, c, master);
	check_prefix(x, c, master);
	bond = draft_mention(x->r->draft, master->value, master->at);
	bond->kind = BOND;
	draft_add(x->r->draft, bond, "slaves", c->device, master->at);
}

void rhel_read_bond(struct rhel_read *x, struct ifcfg *c)
{
	const struct assignment *opts = rhel_given(c, "BONDING_OPTS");

	rhel_bond_pitfalls(x, c, opts);
	if (!opts || x->r->os->scripts.options_by_module)
		return;
	import_bond_options(x->r, c->o, opts->value, opts->literal ? opts->value_at : opts->at, false);
}
