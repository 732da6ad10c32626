/* Small recognisers, one for the lines of each grammar. They look for what only that grammar has, and judge
 * nothing. */
#include "targets/sniff.h"

#include <ctype.h>
#include <string.h>

#include "base/word.h"

enum { WORDS = 8 };

struct line {
	const char *s;        /* without the blanks in front */
	const char *w[WORDS]; /* its first words */
	size_t n;
	bool indented;
};

static bool begins(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

/* ---- interfaces(5) ---- */

static bool is_eni(const struct line *l)
{
	static const char *const words[] = {
		"auto",         "iface",      "mapping",  "source", "source-directory",
		"no-auto-down", "no-scripts", "template", NULL};

	if (!strcmp(l->w[0], "iface") && l->n == 1) /* without a name: ifup takes it for a stanza too */
		return true;
	return l->n > 1 && (word_pick(l->w[0], words) >= 0 || begins(l->w[0], "allow-")) &&
	       !strchr("=:(,.", *l->w[1]);
}

/* True for an option whose value is a program, in which anything may stand. */
static bool is_command(const struct line *l)
{
	static const char *const words[] = {"up", "down", "pre-up", "post-up", "pre-down", "post-down", NULL};

	return word_pick(l->w[0], words) >= 0;
}

/* ---- modprobe, sysctl, udev, routes ---- */

static bool is_modprobe(const struct line *l)
{
	static const char *const words[] = {"alias", "options", "install", "remove", "softdep", NULL};

	return (l->n > 2 && word_pick(l->w[0], words) >= 0) || (l->n == 2 && !strcmp(l->w[0], "blacklist"));
}

/* sysctl.conf(5): net.ipv4.ip_forward = 1, with slashes too, and "-" in front */
static bool is_sysctl(const struct line *l)
{
	size_t n = strcspn(l->s, "= \t"), behind = n + strspn(l->s + n, " \t");

	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)l->s[i]) && !strchr("._-/*", l->s[i]))
			return false;
	return l->s[behind] == '=' && l->s[behind + 1] != '=' && strcspn(l->s, "./") < n;
}

/* udev(7): SUBSYSTEM=="net", ATTR{address}=="...", NAME="eth0" */
static bool is_udev(const struct line *l)
{
	size_t n = strspn(l->s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

	if (n && l->s[n] == '{')
		n += strcspn(l->s + n, "}") + 1;
	return n && n < strlen(l->s) && (begins(l->s + n, "==\"") || begins(l->s + n, "!=\""));
}

static bool is_address(const char *w)
{
	return !strcmp(w, "default") ||
	       (isxdigit((unsigned char)*w) && strspn(w, "0123456789abcdefABCDEF.:/") == strlen(w) &&
		strpbrk(w, ".:/"));
}

static bool has_word(const struct line *l, const char *word)
{
	for (size_t i = 1; i < l->n; i++)
		if (!strcmp(l->w[i], word))
			return true;
	return false;
}

static bool is_ip_route(const struct line *l)
{
	return l->n > 2 && (has_word(l, "via") || has_word(l, "dev"));
}

static bool is_columns(const struct line *l)
{
	return l->n > 1 && is_address(l->w[0]) && (is_address(l->w[1]) || !strcmp(l->w[1], "-"));
}

static bool is_yaml(const struct line *l)
{
	size_t n = strspn(l->s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

	return begins(l->s, "- ") ||
	       (n && l->s[n] == ':' && (!l->s[n + 1] || isspace((unsigned char)l->s[n + 1])));
}

/* ---- ifcfg ---- */

struct key {
	const char *name; /* with a "*" behind it: and all that begin so */
	int rhel, suse;
};

/* sysconfig.txt of initscripts; ifcfg(5), ifcfg-bonding(5), ifcfg-bridge(5), ifcfg-vlan(5) of SUSE's
 * sysconfig. */
static const struct key keys[] = {
	{"DEVICE", 3, 0},
	{"ONBOOT", 3, 0},
	{"HWADDR", 2, 0},
	{"TYPE", 2, 0},
	{"MASTER", 2, 0},
	{"SLAVE", 2, 0},
	{"BONDING_OPTS", 4, 0},
	{"BRIDGING_OPTS", 4, 0},
	{"NM_CONTROLLED", 3, 0},
	{"GATEWAY*", 1, 0},
	{"DNS*", 1, 0},
	{"PEERDNS", 1, 0},
	{"DELAY", 2, 0},
	{"STP", 2, 0},
	{"HOTPLUG", 1, 0},
	{"MACADDR", 2, 0},
	{"IPV6*", 2, 0},
	{"UUID", 1, 0},
	{"DEFROUTE", 1, 0},
	{"PHYSDEV", 2, 0},
	{"ONPARENT", 2, 0},
	{"DEVICETYPE", 2, 0},
	{"PREFIX*", 1, 0},
	{"ETHTOOL_OPTS", 1, 0},
	{"LINKDELAY", 1, 0},
	{"USERCTL", 1, 0},
	{"IPADDR", 0, 0},
	{"IPADDR*", 1, 0},
	{"NETMASK*", 0, 0},
	{"BOOTPROTO", 0, 0},
	{"BROADCAST", 0, 0},
	{"MTU", 0, 0},
	{"STARTMODE", 0, 4},
	{"BONDING_SLAVE*", 0, 3},
	{"BONDING_MODULE_OPTS", 0, 4},
	{"BONDING_MASTER", 0, 1},
	{"BRIDGE_*", 0, 3},
	{"ETHERDEVICE", 0, 4},
	{"LLADDR", 0, 3},
	{"PREFIXLEN*", 0, 3},
	{"REMOTE_IPADDR*", 0, 2},
	{"ETHTOOL_OPTIONS*", 0, 2},
	{"LABEL_*", 0, 2},
	{"USERCONTROL", 0, 2},
	{"IFPLUGD_PRIORITY", 0, 2},
	{"UNIQUE", 0, 1},
	{"_nm_name", 0, 2},
};

static const struct key *find_key(const char *name)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		size_t n = strlen(keys[i].name) - 1;

		if (!strcmp(keys[i].name, name) ||
		    (keys[i].name[n] == '*' && !strncmp(keys[i].name, name, n)))
			return &keys[i];
	}
	return NULL;
}

static bool is_yes_or_no(const char *v)
{
	return !strcasecmp(v, "yes") || !strcasecmp(v, "no");
}

/* BRIDGE is the name of a bridge to the one, and yes or no to the other; addresses have a prefix with the
 * other. */
static void weigh(struct looks *l, const char *key, const char *value)
{
	const struct key *k = find_key(key);

	if (!strcmp(key, "BRIDGE")) {
		l->ifcfg++;
		*(is_yes_or_no(value) ? &l->suse : &l->rhel) += 3;
	}
	if (!k)
		return;
	l->ifcfg++;
	l->rhel += k->rhel;
	l->suse += k->suse;
	l->sure |= k->rhel > 1 || k->suse > 1;
	if (begins(key, "IPADDR") && strchr(value, '/'))
		l->suse += 3;
	else if (begins(key, "IPADDR_") && strcmp(key, "IPADDR_START") != 0 && strcmp(key, "IPADDR_END") != 0)
		l->suse += 2;
}

static const char *other_kind(const char *key, const char *value)
{
	bool type = !strcmp(key, "TYPE") || !strcmp(key, "DEVICETYPE");

	if (!strncasecmp(key, "OVS_", 4) || (type && !strncasecmp(value, "OVS", 3)))
		return "it configures Open vSwitch";
	if (begins(key, "TEAM_") || (type && !strncasecmp(value, "Team", 4)))
		return "it configures a team device";
	return NULL;
}

/* The key of "KEY=value", and its value without quotes around it; NULL: the line is none. */
static const char *split(struct arena *a, const char *s, const char **value)
{
	size_t n = strcspn(s, "=");
	char *key = arena_strndup(a, s, n), *v;

	if (!s[n] || isdigit((unsigned char)*s) || !word_made_of(key, "_"))
		return NULL;
	v = arena_strdup(a, s + n + 1);
	v += *v == '"' || *v == '\'';
	v[strcspn(v, "\"'")] = 0;
	*value = v;
	return key;
}

static void look_at_assignment(struct arena *a, struct looks *l, const struct line *line)
{
	const char *value, *key = split(a, line->s, &value);

	if (!key)
		return;
	l->assigned++;
	l->route_keys |= begins(key, "ADDRESS") && word_is_digits(key + strlen("ADDRESS"));
	l->network_keys |= !strcmp(key, "NETWORKING");
	l->config_keys |= begins(key, "NETCONFIG_");
	if (!l->other)
		l->other = other_kind(key, value);
	weigh(l, key, value);
}

/* ---- what is not read ---- */

/* "<ADDRESS>" or "@ADDRESS@" in a value */
static bool is_placeholder(const char *s)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

	for (; (s = strpbrk(s, "<@")); s++) {
		size_t n = strspn(s + 1, letters);

		if (n && isalpha((unsigned char)s[1]) && s[n + 1] == (*s == '<' ? '>' : '@'))
			return true;
	}
	return false;
}

/* Jinja, Mako and ERB, as Salt, Ansible and Puppet fill them in. */
static const char *template_mark(const struct line *line)
{
	static const char *const mako[] = {"%for", "%if", "%endfor", "%endif", "%else:", NULL};
	const char *braces = strstr(line->s, "{{");

	if (strstr(line->s, "{%"))
		return "{%";
	if (strstr(line->s, "<%"))
		return "<%";
	if (braces && strstr(braces, "}}") && isalpha((unsigned char)braces[2 + strspn(braces + 2, " -")]))
		return "{{";
	if (word_pick(line->w[0], mako) >= 0 || (!strcmp(line->w[0], "%") && line->n > 1))
		return "%";
	return is_command(line) || !is_placeholder(line->s) ? NULL : "a placeholder";
}

/* Copied out of an editor that makes tabs visible (mcedit): to ifupdown they are the beginnings of words. */
static bool shows_tabs(const struct line *line)
{
	return begins(line->s, "<------>");
}

static void look_for_other(struct looks *l, const struct line *line)
{
	static const char *const sections[] = {"[Match]", "[Link]", NULL};
	static const char *const networkd[] = {"[Network]", "[NetDev]", NULL};

	if (!line->indented && !strcmp(line->w[0], "network:"))
		l->other = "it is netplan's";
	else if (!strcmp(line->w[0], "allow-ovs") || begins(line->w[0], "ovs_") || begins(line->w[0], "ovs-"))
		l->other = "it configures Open vSwitch";
	else if (!strcmp(line->w[0], "[connection]"))
		l->other = "it is a connection of NetworkManager";
	else if (word_pick(line->w[0], networkd) >= 0)
		l->other = "it is systemd-networkd's";
	l->link |= word_pick(line->w[0], sections) >= 0;
}

/* ---- all of it ---- */

static void look_at_first(struct looks *l, const struct line *line)
{
	l->eni_first = is_eni(line);
	l->sxp_first = *line->s == '(';
	if (*line->s == '<' && (isalpha((unsigned char)line->s[1]) || strchr("?!", line->s[1])))
		l->markup = "XML";
	else if ((*line->s == '{' || *line->s == '[') && strchr("\"{[ ", line->s[1]))
		l->markup = "JSON";
}

static void look_at_line(struct arena *a, struct looks *l, const struct line *line)
{
	if (!l->lines++)
		look_at_first(l, line);
	l->eni += is_eni(line);
	l->iface += is_eni(line) && !strcmp(line->w[0], "iface");
	l->modprobe += is_modprobe(line);
	l->sysctl += is_sysctl(line);
	l->udev += is_udev(line);
	l->ip_route += is_ip_route(line);
	l->addresses += is_address(line->w[0]);
	l->columns += is_columns(line);
	l->yaml += is_yaml(line);
	l->network_bridge |= strstr(line->s, "network-bridge") != NULL;
	l->description |= !line->indented && !strcmp(line->w[0], "os:");
	l->tabs |= shows_tabs(line);
	if (!l->template)
		l->template = template_mark(line);
	if (!l->other)
		look_for_other(l, line);
	look_at_assignment(a, l, line);
}

/* Cuts the line, which may be changed, into words. */
static struct line line_of(struct arena *a, char *text)
{
	struct line line = {.w = {""}};
	char *rest, *word;

	text[strcspn(text, "\r")] = 0;
	line.s = text + strspn(text, " \t");
	line.indented = line.s != text;
	rest = arena_strdup(a, line.s);
	while (line.n < WORDS && (word = strsep(&rest, " \t")))
		if (*word)
			line.w[line.n++] = word;
	return line;
}

struct looks looks_of(struct arena *a, const struct source *s)
{
	struct looks l = {.script = s->len > 1 && !memcmp(s->bytes, "#!", 2)};
	const char *text;
	size_t len;

	for (unsigned n = 1; source_line(s, n, &text, &len); n++) {
		struct line line = line_of(a, arena_strndup(a, text, len));

		if (line.n && *line.s != '#')
			look_at_line(a, &l, &line);
	}
	return l;
}
