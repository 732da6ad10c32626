/* Names of interfaces, which are those of their files: what network start and ifup make of them. */
#include <string.h>

#include "base/word.h"
#include "targets/rhel/rhel.h"

/* DEVICETYPE is the name less its digits if nothing else is said (source_config), and ifup-$DEVICETYPE runs
 * if there is one. */
const char *rhel_devicetype(const char *name)
{
	static const char *const scripts[] = {
		"aliases", "bnep", "ctc",   "hsi",  "ib",  "ippp",   "ipsec", "ipx", "isdn",   "iucv",
		"ovs",     "plip", "plusb", "post", "ppp", "routes", "sit",   "sl",  "tunnel", "wireless"};
	size_t n = strlen(name);

	while (n && strchr("0123456789", name[n - 1]))
		n--;
	for (size_t k = 0; k < sizeof(scripts) / sizeof(*scripts); k++)
		if (strlen(scripts[k]) == n && !strncmp(scripts[k], name, n))
			return "eth";
	return NULL;
}

/* Files that network start leaves out: $__sed_discard_ignored_files of init.d/functions, and alias ranges. */
static bool is_ignored(const struct release *os, const char *name)
{
	static const char *const suffixes[] = {".bak", ".orig", ".rpmnew", ".rpmorig", ".rpmsave"};

	for (size_t k = 0; k < sizeof(suffixes) / sizeof(*suffixes); k++)
		if (word_ends_in(name, suffixes[k]))
			return true;
	return strstr(name, "-range") || (os->ifcfg.ignores_old && word_ends_in(name, ".old"));
}

/* `[^g]-` in source_config: the g is that of "ifcfg-". */
static bool is_clone(const struct release *os, const char *name)
{
	for (const char *dash = strchr(name, '-'); !os->ifcfg.dashes && dash; dash = strchr(dash + 1, '-'))
		if (dash > name && dash[-1] != 'g')
			return true;
	return false;
}

/* Why network start or ifup leaves the interface alone; NULL: it does not. */
static const char *trouble(const struct release *os, const char *name)
{
	if (is_ignored(os, name))
		return "files with such names count as backups or alias ranges";
	if (is_clone(os, name))
		return "what stands before a dash counts as the interface that it is a variant of";
	if (!os->ifcfg.lo_alone && !strncmp(name, "lo", 2))
		return "names that begin with lo count as the loopback interface";
	return NULL;
}

/* Such a name without what is wrong about it. */
static const char *better_name(struct render *r, const struct iface *i)
{
	static const char *const prefixes[] = {
		[NIC] = "eth", [VLAN] = "vlan", [BOND] = "bond", [BRIDGE] = "br"};
	char *name = arena_strdup(r->arena, i->name);

	for (char *dash = strchr(name, '-'); dash; dash = strchr(dash, '-'))
		*dash = '_';
	if (!trouble(r->os, name) && !net_find(r->net, name))
		return name;
	for (size_t n = 0;; n++) {
		name = arena_printf(r->arena, "%s%zu", prefixes[i->kind], n);
		if (!net_find(r->net, name))
			return name;
	}
}

void rhel_name_limits(struct render *r, const struct iface *i)
{
	const char *why = trouble(r->os, i->name);
	struct finding *f;

	/* a VLAN is called after its parent, which is said of that */
	if (!why || !rhel_is_rendered(r, i) || (i->kind == VLAN && trouble(r->os, i->lower.v[0]->name)))
		return;
	f = loss(r, &LOSS001, i->name, iface_field_path(r->arena, i, "name"),
		 "'%s' is not brought up at boot: %s", i->name, why);
	f->help = i->kind == VLAN ? rhel_vlan_name(r, i)
				  : arena_printf(r->arena, "name: %s", better_name(r, i));
}
