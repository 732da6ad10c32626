/*
 * What a file is. Few names are believed without a look: those of files that hold one thing by one name.
 * Content decides between the rest; a name only says what a file claims to be, which counts where nothing is
 * in it, and where what is in it is nothing that is known.
 */
#include "targets/sniff.h"

#include <string.h>

#include "base/word.h"
#include "targets/import.h"

struct name {
	const char *base; /* behind the last '/' */
	const char *dir;  /* in front of it: "etc/network/interfaces.d/" */
};

static bool begins(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

static struct name name_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return (struct name){path, ""};
	return (struct name){slash + 1, arena_strndup(a, path, (size_t)(slash + 1 - path))};
}

/* ---- by name ---- */

static bool holds_release(const char *base)
{
	static const char *const names[] = {"redhat-release",
					    "centos-release",
					    "system-release",
					    "debian_version",
					    "SuSE-release",
					    "os-release",
					    NULL};

	return word_pick(base, names) >= 0;
}

static enum role role_by_name(const struct name *n)
{
	if (holds_release(n->base))
		return ROLE_RELEASE;
	if (!strcmp(n->base, "hostname") || !strcmp(n->base, "HOSTNAME"))
		return ROLE_HOSTNAME;
	if (!strcmp(n->base, "resolv.conf"))
		return ROLE_RESOLV_CONF;
	if (word_ends_in(n->dir, "modules-load.d/") || word_ends_in(n->dir, "sysconfig/modules/") ||
	    (!strcmp(n->base, "modules") && !strcmp(n->dir, "etc/")))
		return ROLE_MODULES;
	/* ip-rule(8)'s arguments, and net-tools': ifup-routes, init.d/network */
	if (begins(n->base, "rule-") || begins(n->base, "rule6-") || begins(n->base, "ifrule-") ||
	    !strcmp(n->base, "static-routes"))
		return ROLE_LOST;
	return ROLE_NONE;
}

/* Initscripts (`ls ifcfg*` in init.d/network) and wicked (__ni_suse_ifcfg_valid_suffix()) have one list each,
 * module-init-tools another (config_filter.c). */
const char *import_backup_suffix(const char *base)
{
	static const char *const ends[] = {
		"~",         ".bak",        ".orig",      ".old",      ".rpmnew",   ".rpmorig",
		".rpmsave",  ".scpmbackup", ".YaST2save", ".rej",      ".dpkg-old", ".dpkg-dist",
		".dpkg-new", ".dpkg-bak",   ".dpkg-tmp",  ".ucf-dist", ".ucf-old"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (word_ends_in(base, ends[i]))
			return ends[i];
	return NULL;
}

/* What boot of every release passes over among ifcfg files; for the others, the family's reader knows which
 * do. */
static bool is_no_ifcfg_anywhere(const char *base)
{
	static const char *const ends[] = {"~", ".bak", ".orig", ".rpmnew", ".rpmorig", ".rpmsave"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (word_ends_in(base, ends[i]))
			return true;
	return false;
}

/* True if the file is left out whatever release it is of. */
static bool is_left_out(const struct read_file *f, const struct name *n, const char *backup)
{
	bool ifcfg = begins(n->base, "ifcfg-") && (f->role == ROLE_RHEL_IFCFG || f->role == ROLE_SUSE_IFCFG);

	return backup && f->role != ROLE_NONE && (!ifcfg || is_no_ifcfg_anywhere(n->base));
}

/* What the name claims. */
static enum role claim(const struct name *n)
{
	const char *b = n->base;

	if (begins(b, "ifcfg-"))
		return word_ends_in(n->dir, "sysconfig/network/") ? ROLE_SUSE_IFCFG : ROLE_RHEL_IFCFG;
	if (begins(b, "route-") || begins(b, "route6-"))
		return ROLE_RHEL_ROUTE;
	if (begins(b, "ifroute-") ||
	    (!strcmp(b, "routes") && (!*n->dir || word_ends_in(n->dir, "sysconfig/network/"))))
		return ROLE_SUSE_ROUTES;
	if (!strcmp(b, "interfaces") || begins(b, "interfaces."))
		return ROLE_ENI;
	if (begins(b, "modprobe.conf") || (word_ends_in(n->dir, "modprobe.d/") && word_ends_in(b, ".conf")))
		return ROLE_MODPROBE;
	if (begins(b, "xend-config") && strstr(b, ".sxp"))
		return ROLE_XEND;
	if (!strcmp(b, "sysctl.conf") || (word_ends_in(n->dir, "sysctl.d/") && word_ends_in(b, ".conf")))
		return ROLE_SYSCTL;
	if (word_ends_in(b, ".rules"))
		return ROLE_UDEV;
	return word_ends_in(b, ".link") ? ROLE_LINK : ROLE_NONE;
}

/* ---- by content ---- */

/* BRIDGE= and IPADDR= mean different things to the two; where no key tells them apart, the directory does. */
static enum role ifcfg_role(const struct looks *l, const struct name *n)
{
	if (l->rhel != l->suse)
		return l->suse > l->rhel ? ROLE_SUSE_IFCFG : ROLE_RHEL_IFCFG;
	return word_ends_in(n->dir, "sysconfig/network/") ? ROLE_SUSE_IFCFG : ROLE_RHEL_IFCFG;
}

static bool mostly(size_t some, const struct looks *l)
{
	return some * 2 > l->lines;
}

/* A row of routes without a name for it is one if nothing else is in it. */
static enum role route_role(const struct looks *l, enum role claimed)
{
	if (claimed == ROLE_RHEL_ROUTE)
		return l->route_keys || l->ip_route || l->columns ? claimed : ROLE_NONE;
	if (claimed == ROLE_SUSE_ROUTES)
		return l->addresses ? claimed : ROLE_NONE;
	if (l->route_keys && !l->sure)
		return ROLE_RHEL_ROUTE;
	return l->columns == l->lines ? ROLE_SUSE_ROUTES : ROLE_NONE;
}

static enum role assigned_role(const struct looks *l, const struct name *n, enum role claimed)
{
	bool claims_ifcfg = claimed == ROLE_RHEL_IFCFG || claimed == ROLE_SUSE_IFCFG;

	if (l->config_keys && !strcmp(n->base, "config"))
		return ROLE_SUSE_CONFIG;
	if (l->network_keys || (!strcmp(n->base, "network") && !word_ends_in(n->dir, "network-scripts/")))
		return ROLE_RHEL_NETWORK;
	if (claims_ifcfg)
		return ifcfg_role(l, n);
	/* YaST's template beside them describes each key, and sets none of an interface */
	return l->ifcfg && mostly(l->assigned, l) && strcmp(n->base, "ifcfg.template") ? ifcfg_role(l, n)
										       : ROLE_NONE;
}

static enum role role_by_content(const struct looks *l, const struct name *n, enum role claimed)
{
	enum role role;

	if (l->sxp_first)
		return ROLE_XEND;
	if (l->eni_first || l->iface)
		return ROLE_ENI;
	if (l->link && word_ends_in(n->base, ".link"))
		return ROLE_LINK;
	if (mostly(l->udev, l))
		return ROLE_UDEV;
	role = route_role(l, claimed);
	if (role == ROLE_NONE && l->assigned)
		role = assigned_role(l, n, claimed);
	if (role != ROLE_NONE)
		return role;
	if (mostly(l->modprobe, l) || (claimed == ROLE_MODPROBE && l->modprobe))
		return ROLE_MODPROBE;
	if (mostly(l->sysctl, l) || (claimed == ROLE_SYSCTL && l->sysctl))
		return ROLE_SYSCTL;
	return claimed == ROLE_UDEV && l->udev ? ROLE_UDEV : ROLE_NONE;
}

/* ---- what is not read ---- */

/* A description of this product may lie beside the files; any other YAML is nobody's configuration but
 * netplan's. */
static bool is_description(const struct looks *l)
{
	return l->description && mostly(l->yaml, l);
}

static const char *foreign(struct arena *a, const struct looks *l, enum role role)
{
	if (l->tabs && role != ROLE_NONE)
		return "it was copied out of an editor that shows tabs as '<------>': none of these lines "
		       "counts";
	if (l->template && (role != ROLE_NONE || *l->template != 'a'))
		return *l->template == 'a'
			       ? "it is not filled in: a placeholder stands where a value belongs"
			       : arena_printf(a, "it is a template, which a program has to fill in first: %s",
					      l->template);
	return l->other ? arena_printf(a, "%s, which a description has no place for", l->other) : NULL;
}

static void set(struct read_file *f, enum role role, const char *why)
{
	f->role = role;
	f->why = why;
}

/* xend's own scripts lie beside a wrapper, and those of initscripts beside the ifcfg files: nothing of a
 * host's is in them. */
static void sniff_script(struct read_file *f, const struct looks *l, const struct name *n, enum role claimed)
{
	if (l->network_bridge && !begins(n->base, "network-bridge"))
		set(f, ROLE_XEND_SCRIPT, NULL);
	else
		set(f, claimed == ROLE_NONE ? ROLE_NONE : ROLE_FOREIGN,
		    "it is a program, and nothing that is read is run");
}

static const char *no_such_thing(struct arena *a, const struct looks *l)
{
	if (l->markup)
		return arena_printf(a, "it is %s", l->markup);
	return "nothing in it is a line of a network configuration that is known";
}

static void sniff_content(struct arena *a, struct read_file *f, const struct looks *l, const struct name *n,
			  enum role claimed)
{
	enum role role = l->markup ? ROLE_NONE : role_by_content(l, n, claimed);
	const char *why = foreign(a, l, role);

	if (is_description(l))
		set(f, ROLE_DESCRIPTION, NULL);
	else if (why && (role != ROLE_NONE || claimed != ROLE_NONE || l->other))
		set(f, ROLE_FOREIGN, why);
	else if (role != ROLE_NONE)
		set(f, role, NULL);
	else
		set(f, claimed == ROLE_NONE ? ROLE_NONE : ROLE_FOREIGN, no_such_thing(a, l));
}

void import_sniff(struct arena *a, struct read_file *f)
{
	struct name n = name_of(a, f->file->path);
	enum role named = role_by_name(&n), claimed = claim(&n);
	const char *backup = import_backup_suffix(n.base);
	struct looks l = looks_of(a, f->s);

	if (named != ROLE_NONE && !backup)
		set(f, named, NULL);
	else if (l.script)
		sniff_script(f, &l, &n, claimed);
	else if (!l.lines)
		set(f, claimed, claimed == ROLE_NONE ? "there is nothing in it" : NULL);
	else
		sniff_content(a, f, &l, &n, claimed);
	if (is_left_out(f, &n, backup))
		set(f, ROLE_LEFT_OUT, arena_printf(a, "its name ends in %s, as a backup's", backup));
}
