/* Files of initscripts, and what shows them. */
#include <string.h>
#include <strings.h>

#include "base/word.h"
#include "import/looks.h"
#include "targets/rhel/read.h"

/* ---- ifcfg-NAME ---- */

/* sysconfig.txt of initscripts: what its keys weigh against those of other families' ifcfg files */
static const struct key_weight keys[] = {
	{"DEVICE", 3},    {"ONBOOT", 3},       {"HWADDR", 2},        {"TYPE", 2},          {"MASTER", 2},
	{"SLAVE", 2},     {"BONDING_OPTS", 4}, {"BRIDGING_OPTS", 4}, {"NM_CONTROLLED", 3}, {"GATEWAY*", 1},
	{"DNS*", 1},      {"PEERDNS", 1},      {"DELAY", 2},         {"STP", 2},           {"HOTPLUG", 1},
	{"MACADDR", 2},   {"IPV6*", 2},        {"UUID", 1},          {"DEFROUTE", 1},      {"PHYSDEV", 2},
	{"ONPARENT", 2},  {"DEVICETYPE", 2},   {"PREFIX*", 1},       {"ETHTOOL_OPTS", 1},  {"LINKDELAY", 1},
	{"USERCTL", 1},   {"IPADDR", 0},       {"IPADDR*", 1},       {"NETMASK*", 0},      {"BOOTPROTO", 0},
	{"BROADCAST", 0}, {"MTU", 0},          {.key = NULL},
};

/* BRIDGE is the name of a bridge; yes and no are SUSE's. */
static int ifcfg_line(const struct line *l)
{
	if (l->key && !strcmp(l->key, "BRIDGE"))
		return !strcasecmp(l->value, "yes") || !strcasecmp(l->value, "no") ? 0 : 4;
	return line_weigh(l, keys);
}

static int ifcfg_shows(const struct looks *l, const struct seen *own, bool claimed)
{
	return looks_like_ifcfg(l, own, claimed) ? SHOWN_KEYS + 2 * seen_weight(own) : 0;
}

/* ---- route-NAME ---- */

static bool has_word(const struct line *l, const char *word)
{
	for (size_t i = 1; i < l->n; i++)
		if (!strcmp(l->w[i], word))
			return true;
	return false;
}

enum { ROUTE_LINE = 1, ROUTE_KEY };

/* ADDRESS0=, or what `ip route add` takes */
static int route_line(const struct line *l)
{
	static const char address[] = "ADDRESS";
	size_t n = sizeof(address) - 1;

	if (l->key && !strncmp(l->key, address, n) && word_is_digits(l->key + n))
		return ROUTE_KEY;
	return line_is_columns(l) || (l->n > 2 && (has_word(l, "via") || has_word(l, "dev"))) ? ROUTE_LINE
											      : 0;
}

/* A row of routes without a name for it may be any family's. */
static int route_shows(const struct looks *l, const struct seen *own, bool claimed)
{
	bool ifcfg = looks_seen(l, &rhel_kind_ifcfg)->most > 2; /* a key of it alone */

	return (claimed && own->lines) || (own->most == ROUTE_KEY && !ifcfg) ? SHOWN_ROUTES : 0;
}

/* ---- etc/sysconfig/network ---- */

static int network_line(const struct line *l)
{
	return l->key && !strcmp(l->key, "NETWORKING");
}

static int network_shows(const struct looks *l, const struct seen *own, bool claimed)
{
	bool called = !strcmp(l->base, "network") && !word_ends_in(l->dir, "network-scripts/");

	(void)claimed;
	return l->assigned && (own->lines || called) ? SHOWN_OWN_KEYS : 0;
}

/* ---- all of them ---- */

#define LIST(...)                                                                                            \
	(const char *const[])                                                                                \
	{                                                                                                    \
		__VA_ARGS__, NULL                                                                            \
	}

const struct file_kind rhel_kind_ifcfg = {
	.name = "ifcfg",
	.places = LIST("etc/sysconfig/network-scripts/"),
	.links = LIST("etc/sysconfig/"),
	.names = LIST("ifcfg-*"),
	.at_boot = true,
	.line = ifcfg_line,
	.shows = ifcfg_shows,
	.backups = ifcfg_backups,
};

const struct file_kind rhel_kind_route = {
	.name = "route-NAME",
	.names = LIST("route-*", "route6-*"),
	.at_boot = true,
	.line = route_line,
	.shows = route_shows,
};

const struct file_kind rhel_kind_network = {
	.name = "sysconfig/network",
	.places = LIST("etc/sysconfig/network"),
	.line = network_line,
	.shows = network_shows,
};

const struct reader reader_rhel = {
	.name = "rhel",
	.title = "RHEL",
	.kinds = (const struct file_kind *const[]){&rhel_kind_ifcfg, &rhel_kind_route, &rhel_kind_network,
						   NULL},
	.read = rhel_read,
};
