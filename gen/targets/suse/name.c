/* Names of interfaces, which are those of their files. */
#include <string.h>

#include "base/word.h"
#include "targets/suse/suse.h"

/*
 * On SLES 10 that of a NIC is its address, as YaST and the conversion of older files write it
 * (convert_for_getconfig): getcfg finds it whatever the NIC is called.
 */
const char *suse_config(const struct render *r, const struct iface *i)
{
	char buf[MAC_TEXT];

	if (!r->os->suse.nics_by_mac || i->kind != NIC || !has(&i->nic->mac))
		return i->name;
	return arena_printf(r->arena, "eth-id-%s", mac_text(&i->nic->mac.mac, buf));
}

/* Files that count as backups: __ni_suse_ifcfg_valid_suffix() of wicked, whose list has that of network in
 * it. */
static bool is_ignored(const char *name)
{
	static const char *const suffixes[] = {".old",    ".bak",     ".orig",   ".scpmbackup",
					       ".rpmnew", ".rpmsave", ".rpmorig"};

	for (size_t k = 0; k < sizeof(suffixes) / sizeof(*suffixes); k++)
		if (word_ends_in(name, suffixes[k]))
			return true;
	return false;
}

/* Why the interface is left alone; NULL: it is not. xen-network-common.sh calls its bridges xenbrN and not
 * xen-brN because of SUSE's scripts. */
static const char *trouble(const struct release *os, const char *config)
{
	if (is_ignored(config))
		return "files with such names count as backups";
	if (!os->suse.dashes && strchr(config, '-') && strncmp(config, "eth-id-", 7) != 0)
		return "a dash in the name of a file begins a description of hardware";
	return NULL;
}

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

void suse_name_limits(struct render *r, const struct iface *i)
{
	const char *why = trouble(r->os, suse_config(r, i));
	struct finding *f;

	if (!why || !suse_is_rendered(r, i))
		return;
	f = loss(r, &LOSS001, i->name, iface_field_path(r->arena, i, "name"),
		 "'%s' is not brought up at boot: %s", i->name, why);
	f->help = arena_printf(r->arena, "name: %s", better_name(r, i));
}
