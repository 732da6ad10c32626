/* Files of sysconfig and wicked, and what shows them. */
#include <string.h>
#include <strings.h>

#include "base/word.h"
#include "import/looks.h"
#include "targets/suse/read.h"

static bool begins(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

/* ---- ifcfg-NAME ---- */

/* ifcfg(5), ifcfg-bonding(5), ifcfg-bridge(5), ifcfg-vlan(5): what their keys weigh against those of other
 * families' ifcfg files */
static const struct key_weight keys[] = {
	{"STARTMODE", 4},
	{"BONDING_SLAVE*", 3},
	{"BONDING_MODULE_OPTS", 4},
	{"BONDING_MASTER", 1},
	{"BRIDGE_*", 3},
	{"ETHERDEVICE", 4},
	{"LLADDR", 3},
	{"PREFIXLEN*", 3},
	{"REMOTE_IPADDR*", 2},
	{"ETHTOOL_OPTIONS*", 2},
	{"LABEL_*", 2},
	{"USERCONTROL", 2},
	{"IFPLUGD_PRIORITY", 2},
	{"UNIQUE", 1},
	{"_nm_name", 2},
	{"IPADDR_START", 0}, /* of a range of aliases, RHEL's */
	{"IPADDR_END", 0},
	{"IPADDR_*", 2},
	{"IPADDR*", 0},
	{"NETMASK*", 0},
	{"BOOTPROTO", 0},
	{"BROADCAST", 0},
	{"MTU", 0},
	{.key = NULL},
};

/* BRIDGE is yes or no; what else it says is the name of RHEL's. Addresses have a prefix. */
static int ifcfg_line(const struct line *l)
{
	if (l->key && !strcmp(l->key, "BRIDGE"))
		return !strcasecmp(l->value, "yes") || !strcasecmp(l->value, "no") ? 4 : 0;
	if (l->key && begins(l->key, "IPADDR") && strchr(l->value, '/'))
		return 4;
	return line_weigh(l, keys);
}

/* Where no key tells them from those of others, the directory does. */
static int ifcfg_shows(const struct looks *l, const struct seen *own, bool claimed)
{
	int here = word_ends_in(l->dir, "sysconfig/network/") ? 1 : -1;

	return looks_like_ifcfg(l, own, claimed) ? SHOWN_KEYS + 2 * seen_weight(own) + here : 0;
}

/* ---- routes, ifroute-NAME ---- */

enum { ROUTE_ADDRESS = 1, ROUTE_COLUMNS };

static int routes_line(const struct line *l)
{
	return line_is_columns(l) ? ROUTE_COLUMNS : word_is_address(l->w[0]) ? ROUTE_ADDRESS : 0;
}

/* A row of routes without a name for it is one if nothing else is in it. */
static int routes_show(const struct looks *l, const struct seen *own, bool claimed)
{
	return (claimed && own->lines) || own->sum == ROUTE_COLUMNS * l->lines ? SHOWN_ROUTES : 0;
}

/* ---- config ---- */

static int config_line(const struct line *l)
{
	return l->key && begins(l->key, "NETCONFIG_");
}

static int config_shows(const struct looks *l, const struct seen *own, bool claimed)
{
	(void)claimed;
	return own->lines && !strcmp(l->base, "config") ? SHOWN_OWN_KEYS + 1 : 0;
}

/* ---- all of them ---- */

#define LIST(...)                                                                                            \
	(const char *const[])                                                                                \
	{                                                                                                    \
		__VA_ARGS__, NULL                                                                            \
	}

const struct file_kind suse_kind_ifcfg = {
	.name = "ifcfg",
	.places = LIST("etc/sysconfig/network/"),
	.links = LIST("etc/sysconfig/"),
	.names = LIST("*sysconfig/network/ifcfg-*"),
	.at_boot = true,
	.line = ifcfg_line,
	.shows = ifcfg_shows,
	.backups = ifcfg_backups,
};

const struct file_kind suse_kind_routes = {
	.name = "routes",
	.names = LIST("ifroute-*", "*sysconfig/network/routes", "/routes"),
	.at_boot = true,
	.line = routes_line,
	.shows = routes_show,
};

const struct file_kind suse_kind_config = {
	.name = "sysconfig/network/config",
	.line = config_line,
	.shows = config_shows,
};

const struct reader reader_suse = {
	.name = "suse",
	.title = "SUSE",
	.kinds = (const struct file_kind *const[]){&suse_kind_ifcfg, &suse_kind_routes, &suse_kind_config,
						   NULL},
	.read = suse_read,
};
